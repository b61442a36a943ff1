//! Codings to look at again after a definition changed: gone through by keys, several at once, each act one step.

mod data;
mod list;
mod passage;
mod side;

use super::reworded::Pair;
use crate::model::{CodeId, CodingId, FrameworkId, Time};
use crate::project::Topic;
use crate::ui::cached::Cached;
use crate::ui::command::{CodingCommand, FrameworkCommand, ShowWay, Showing, Target, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::format::{count, counted};
use crate::ui::later::Later;
use crate::ui::marked::Marked;
use crate::ui::mine;
use crate::ui::views::StatusItem;
use data::{Due, DueRow, Shown};
use egui::Id;
use std::collections::HashSet;

pub(super) use list::draw;
pub(super) use passage::draw as draw_passage;
pub(super) use side::draw as draw_codes;

/// What is said where no coding is chosen.
const NONE: &str = "No coding is chosen: walk the list with the arrows";
const BEING_READ: &str = "What is to be looked at again is still being read: ask once it shows";

/// Of which rows something shows, which code's alone, and how many were decided since they were read.
type ShownKey = ((u64, FrameworkId), Option<CodeId>, usize);

/// The page.
#[derive(Default)]
pub(super) struct AgainPage {
    rows: Later<(u64, FrameworkId), Due>,
    /// What of them shows.
    shown: Cached<ShownKey, Shown>,
    of: Option<(u64, FrameworkId)>,
    /// The code whose passages, with those of the codes below, show alone.
    only: Option<CodeId>,
    /// The passage that the keys are at, and where it stands among those that show.
    at: Option<CodingId>,
    place: usize,
    /// Passages that are chosen with others.
    marked: Marked<CodingId>,
    /// What was decided and is not read again yet.
    decided: HashSet<CodingId>,
    reveal: bool,
    /// What its code was and is, laid out for the column at the right.
    laid: Option<((CodingId, u64, u32), Vec<Pair>)>,
}

/// The list, for the focus.
pub(super) fn list_id() -> Id {
    Id::unique("passages to look at again")
}

impl AgainPage {
    /// Another framework shows.
    pub(super) fn forget(&mut self) {
        (self.only, self.at, self.place) = (None, None, 0);
        self.marked.clear();
        self.decided.clear();
    }

    /// Reads what is to be looked at again, in the background.
    pub(super) fn follow(&mut self, cx: &Cx, desk: &Desk, framework: FrameworkId) {
        let key = (desk.revision(Topic::PASSAGES) + desk.revision(&[Topic::Versions]), framework);
        if self.rows.wants(&key) {
            let (path, corpus) = (desk.path().to_owned(), desk.corpus.clone());
            let label = self.rows.last().is_none().then_some("Looking for what was coded by other words");
            self.rows.start(key, cx.job(label, move |progress| data::read(&path, &corpus, framework, progress)));
        }
        self.of = Some(key);
        // What was refused is there again.
        if !desk.saving() && (self.rows.of(&key).is_some()) {
            self.decided.clear();
        }
        self.only = self.only.filter(|code| desk.corpus.code(*code).is_some());
        self.show_again(desk);
    }

    /// Makes what shows again where rows, choice or what is decided changed.
    fn show_again(&mut self, desk: &Desk) {
        let Some((of, rows)) = self.rows.made() else { return };
        let mut fresh = false;
        let shown = self.shown.get((*of, self.only, self.decided.len()), |_| {
            fresh = true;
            let family: Option<HashSet<CodeId>> = self.only.map(|only| desk.corpus.family(only).into_iter().collect());
            Shown::new(rows.rows.clone(), &self.decided, family.as_ref())
        });
        if fresh {
            self.marked.keep(|id| shown.place(id).is_some());
        }
        // What was decided gives way to what came after it; at first the keys are at the first.
        if self.at.is_none_or(|at| shown.place(at).is_none()) {
            self.at = shown.at(self.place.min(shown.len().saturating_sub(1))).map(|row| row.id);
        }
    }

    /// The passages of the framework that show, once they were read.
    fn shown(&self) -> Option<&Shown> {
        let framework = self.of?.1;
        self.rows.last_of(|(_, of)| *of == framework).and(self.shown.last())
    }

    /// When the history begins, where passages were coded before.
    fn unknown_before(&self) -> Option<Time> {
        self.rows.made().and_then(|(_, due)| due.unknown_before)
    }

    /// That codings were applied through a crosswalk and are not among the passages.
    fn left_out(&self) -> Option<&str> {
        self.rows.made().and_then(|(_, due)| due.left_out.as_deref())
    }

    /// The passage at the keys.
    fn row(&self) -> Option<&DueRow> {
        let shown = self.shown()?;
        shown.at(shown.place(self.at?)?)
    }

    /// What commands are about: what is marked, else the one at the keys.
    fn targets(&self) -> Vec<CodingId> {
        self.marked.targets(self.shown().into_iter().flat_map(Shown::iter).map(|row| row.id), self.at)
    }

    /// How many passages are chosen.
    pub(super) fn chosen(&self) -> usize {
        if self.marked.len() == 0 { usize::from(self.at.is_some()) } else { self.marked.len() }
    }

    /// Goes to a passage among those that show.
    fn go(&mut self, place: usize) {
        if let Some(id) = self.shown().and_then(|shown| shown.at(place)).map(|row| row.id) {
            (self.at, self.place, self.reveal) = (Some(id), place, true);
        }
    }

    pub(super) fn status(&self, cx: &Cx) -> Vec<StatusItem> {
        let many = self.shown().map_or(0, Shown::len);
        let mut items = vec![match self.shown().zip(self.at).and_then(|(shown, at)| shown.place(at)) {
            Some(place) => StatusItem::new(format!("Coding {} of {}", count(place as i64 + 1), count(many as i64))),
            None => StatusItem::new(format!("{} to look at again", counted(many, "coding"))),
        }];
        if self.marked.len() > 0 {
            items.push(StatusItem::new(format!("{} chosen", count(self.chosen() as i64))));
        }
        let keys = [
            (FrameworkCommand::Holds, "it holds"),
            (FrameworkCommand::Uncode, "takes the code off"),
            (FrameworkCommand::AskRecode, "gives another"),
            (FrameworkCommand::Show, "goes to it"),
        ];
        let words: Vec<String> = keys.into_iter().filter_map(|(command, does)| cx.keyed(command, does)).collect();
        items.push(StatusItem::new(format!("{} · Space chooses several", words.join(" · "))));
        items
    }

    /// Does what concerns passages to look at again; says whether it did.
    pub(super) fn act(&mut self, command: &FrameworkCommand, cx: &Cx, desk: &Desk) -> bool {
        let ids = self.targets();
        match command {
            FrameworkCommand::AskOnly if self.shown().is_none() => cx.push(Window::Say(BEING_READ)),
            FrameworkCommand::AskOnly => {
                let way = |&(code, many): &(CodeId, usize)| {
                    let words = format!("{} · {}", desk.corpus.path(code).join(" / "), count(many as i64));
                    ShowWay::new(words, self.only == Some(code), FrameworkCommand::Only(Some(code)))
                };
                let all = ShowWay::new("All", self.only.is_none(), FrameworkCommand::Only(None));
                cx.push(Showing::Ask("Codings of".into(), std::iter::once(all).chain(self.codes().iter().map(way)).collect()));
            }
            FrameworkCommand::Only(code) => (self.only, self.at, self.place) = (*code, None, 0),
            FrameworkCommand::AllDue => {
                let shown: Vec<CodingId> = self.shown().into_iter().flat_map(Shown::iter).map(|row| row.id).collect();
                self.marked.set(shown);
            }
            FrameworkCommand::Show | FrameworkCommand::Holds | FrameworkCommand::Uncode | FrameworkCommand::AskRecode if ids.is_empty() => {
                cx.push(Window::Say(NONE));
            }
            FrameworkCommand::Show => {
                let target = self.row().map(|row| Target::Passage(row.source, row.span));
                target.into_iter().for_each(|target| cx.push(Window::Go(target)));
            }
            FrameworkCommand::Holds => {
                self.decide(desk, &ids);
                cx.push(FrameworkCommand::LookedAt(ids));
            }
            FrameworkCommand::Uncode => {
                self.decide(desk, &mine::own(cx, &ids));
                mine::change(cx, ids, CodingCommand::Remove);
            }
            FrameworkCommand::AskRecode => cx.push(FrameworkCommand::PickRecode(ids)),
            FrameworkCommand::Recode(ids, code) => {
                self.decide(desk, &mine::own(cx, ids));
                mine::change(cx, ids.clone(), |ids| CodingCommand::Recode(ids, *code));
            }
            _ => return false,
        }
        true
    }

    /// These are decided: they go at once, and the keys are at what came after.
    fn decide(&mut self, desk: &Desk, ids: &[CodingId]) {
        if let Some(shown) = self.shown() {
            let place = self.at.and_then(|at| shown.place(at)).unwrap_or(self.place);
            self.place = place - ids.iter().filter(|id| shown.place(**id).is_some_and(|at| at < place)).count();
        }
        self.decided.extend(ids);
        self.marked.clear();
        self.reveal = true;
        self.show_again(desk);
    }

    /// The codes with passages to look at again, each with how many.
    fn codes(&self) -> &[(CodeId, usize)] {
        self.shown().map_or(&[], |shown| &shown.codes)
    }
}
