//! The memos at work: everything the researchers wrote down, kind by kind, open and settled, with the way to what each is on.

mod data;
mod filters;
mod links;
mod list;
mod whole;

use super::{StatusItem, View, ViewId, parts};
use crate::analysis::MemoOrder;
use crate::model::{MemoId, MemoKind, MemoState, Subject};
use crate::project::Topic;
use crate::ui::cached::Cached;
use crate::ui::command::{Command, MemoCommand, ShowWay, Showing, Side, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::format;
use crate::ui::marked::Marked;
use data::{At, Filter, Memos, Row};
use egui::Ui;
use links::Links;
use std::collections::HashSet;

const TOPICS: [Topic; 6] = [Topic::Memos, Topic::Coders, Topic::Sources, Topic::Codes, Topic::Codings, Topic::Cases];

/// The memos.
#[derive(Default)]
pub struct MemosView {
    memos: Cached<(u64, Filter), Memos>,
    /// What the chosen memo is linked to.
    links: Cached<(u64, MemoId), Links>,
    filter: Filter,
    /// Where the keys are.
    at: Option<At>,
    /// Several that are chosen together.
    marked: Marked<MemoId>,
    reveal: bool,
}

impl MemosView {
    fn refresh(&mut self, desk: &Desk) {
        let filter = self.filter.clone();
        let mut fresh = false;
        let memos = self.memos.get((desk.revision(&TOPICS), filter.clone()), |_| {
            fresh = true;
            Memos::new(&desk.corpus, &filter)
        });
        if fresh && self.marked.len() > 0 {
            let shown: HashSet<MemoId> = memos.shown().map(|row| row.id).collect();
            self.marked.keep(|id| shown.contains(&id));
        }
        // A memo that was folded away leaves the keys to the head of its kind.
        if let Some(kind) = self.at.and_then(|at| memos.folded(at, &filter)) {
            (self.at, self.reveal) = (Some(At::Head(kind)), true);
        }
    }

    /// Takes which kinds of memos show, and whose; says whether it was that.
    fn showing(&mut self, command: &Showing, cx: &Cx) -> bool {
        let Self { memos, filter, .. } = self;
        let Some(memos) = memos.last() else { return false };
        match command {
            Showing::AskKind => {
                let way =
                    |(kind, _): &(MemoKind, usize)| ShowWay::new(kind.name(), !filter.without.contains(kind), Showing::Kind(kind.name().to_owned()));
                cx.push(Showing::Ask("Which kinds of memos show".into(), memos.kinds.iter().map(way).collect()));
            }
            Showing::AskCoder => {
                let way = |(who, _): &(String, usize)| ShowWay::new(who, !filter.silent.contains(who), Showing::Who(who.clone()));
                cx.push(Showing::Ask("Whose memos show".into(), memos.coders.iter().map(way).collect()));
            }
            Showing::Kind(name) => MemoKind::ALL.iter().filter(|kind| kind.name() == name).for_each(|kind| filter.turn_kind(*kind)),
            Showing::Who(who) => filter.turn_who(who),
            Showing::Fold => filter.folded = MemoKind::ALL.iter().copied().collect(),
            Showing::Unfold => filter.folded.clear(),
            _ => return false,
        }
        true
    }

    /// Takes how the list is looked at; says whether it was that.
    fn look(&mut self, command: &MemoCommand, cx: &Cx) -> bool {
        let filter = &mut self.filter;
        match command {
            MemoCommand::AskState => {
                let way = |state: Option<MemoState>, words: &str| ShowWay::new(words, filter.state == state, MemoCommand::State(state));
                let ways = vec![way(None, "All"), way(Some(MemoState::Open), "Open"), way(Some(MemoState::Settled), "Settled")];
                cx.push(Showing::Ask("Open or settled memos".into(), ways));
            }
            MemoCommand::AskOrder => {
                let way = |order: MemoOrder| ShowWay::new(order.name(), filter.order == order, MemoCommand::Order(order));
                cx.push(Showing::Ask("Order of the memos".into(), MemoOrder::ALL.into_iter().map(way).collect()));
            }
            MemoCommand::State(state) => filter.state = *state,
            MemoCommand::Order(order) => (filter.order, self.reveal) = (*order, true),
            MemoCommand::About(about) => filter.about = *about,
            MemoCommand::Show(id) => {
                self.show(*id);
                cx.ctx.memory_mut(|memory| memory.request_focus(list::id()));
            }
            MemoCommand::All => self.marked.set(self.memos.last().into_iter().flat_map(Memos::shown).map(|row| row.id)),
            _ => return false,
        }
        true
    }

    /// Puts the keys at a memo, and shows it where a filter or a fold hides it.
    fn show(&mut self, id: MemoId) {
        let row = self.memos.last().and_then(|memos| memos.rows.iter().find(|row| row.id == id));
        match row.map(|row| row.kind) {
            Some(kind) => drop(self.filter.folded.remove(&kind)),
            None => self.filter = Filter { order: self.filter.order, ..Filter::default() },
        }
        (self.at, self.reveal) = (Some(At::Memo(id)), true);
    }

    fn chosen(&self) -> Option<&Row> {
        self.memos.last()?.rows.iter().find(|row| self.at == Some(At::Memo(row.id)))
    }

    /// What commands are about: the memos marked that show, else the chosen one.
    fn targets(&self) -> Vec<&Row> {
        let shown = || self.memos.last().into_iter().flat_map(Memos::shown);
        let ids: HashSet<MemoId> = self.marked.targets(shown().map(|row| row.id), self.chosen().map(|row| row.id)).into_iter().collect();
        shown().filter(|row| ids.contains(&row.id)).collect()
    }
}

impl View for MemosView {
    fn id(&self) -> ViewId {
        ViewId::Memos
    }

    fn main(&self) -> Option<egui::Id> {
        Some(list::id())
    }

    fn column(&self, side: Side) -> Option<&'static str> {
        Some(match side {
            Side::Left => "Filters",
            Side::Right => "The memo",
        })
    }

    fn left(&mut self, ui: &mut Ui, cx: &Cx) {
        let Some(desk) = cx.project else { return };
        self.refresh(desk);
        filters::draw(self, ui, cx, desk);
    }

    fn centre(&mut self, ui: &mut Ui, cx: &Cx) {
        let Some(desk) = cx.project else { return };
        self.refresh(desk);
        let Some(memos) = self.memos.last() else { return };
        if memos.total.0 == 0 {
            let button = ("Write one on the project", MemoCommand::Open(Subject::Project).into());
            let more = "A memo can stand on a passage, a source, a code, a case or the whole project.";
            return parts::empty(ui, cx, "No memos yet", more, Some(button));
        }
        if memos.rows.is_empty() {
            return parts::empty(ui, cx, "No memo fits these filters", "They are set at the left.", Some(("Show all", Window::ShowAll.into())));
        }
        list::draw(self, ui, cx, desk);
    }

    fn right(&mut self, ui: &mut Ui, cx: &Cx) {
        let Some(desk) = cx.project else { return };
        self.refresh(desk);
        if let Some(id) = self.chosen().map(|row| row.id) {
            self.links.get((desk.revision(&TOPICS), id), |_| Links::new(cx, desk, id));
        }
        whole::draw(self.chosen().zip(self.links.last()), ui, cx, desk);
    }

    fn status(&self, cx: &Cx) -> Vec<StatusItem> {
        let (shown, (all, open)) = self.memos.last().map_or((0, (0, 0)), |memos| (memos.rows.len(), memos.total));
        let count = if shown == all { format::counted(all, "memo") } else { format!("{shown} of {}", format::counted(all, "memo")) };
        let mut items = vec![StatusItem::new(count), StatusItem::new(format!("{} open", format::count(open as i64))).command(MemoCommand::AskState)];
        if self.marked.len() > 0 {
            items.push(StatusItem::new(format!("{} chosen", format::count(self.marked.len() as i64))));
        }
        let keys = [cx.keyed(MemoCommand::SettleChosen, "settles or opens again"), (all > 0).then(|| "Space chooses several".into())];
        items.push(StatusItem::new(keys.into_iter().flatten().collect::<Vec<_>>().join(" · ")));
        items.push(StatusItem::new("Memo on the project…").command(MemoCommand::Open(Subject::Project)));
        items
    }

    fn command(&mut self, command: &Command, cx: &Cx) -> bool {
        cx.project.into_iter().for_each(|desk| self.refresh(desk));
        let command = match command {
            Command::Memos(command) => command,
            Command::Showing(command) => return self.showing(command, cx),
            Command::Window(Window::ShowAll) => {
                self.filter = self.filter.all();
                return true;
            }
            _ => return false,
        };
        if self.look(command, cx) {
            return true;
        }
        let targets = self.targets();
        let ids = || targets.iter().map(|row| row.id).collect::<Vec<_>>();
        match (command, self.chosen()) {
            (MemoCommand::OpenChosen, Some(row)) => cx.push(MemoCommand::OpenMemo(row.id)),
            (MemoCommand::GoToChosen, Some(row)) => row.target.into_iter().for_each(|target| cx.push(Window::Go(target))),
            (MemoCommand::RemoveChosen, _) if !targets.is_empty() => cx.push(MemoCommand::Remove(ids())),
            (MemoCommand::SettleChosen, _) if !targets.is_empty() => {
                // What is still open among several is what there is to do.
                let open = targets.iter().any(|row| row.settled.is_none());
                cx.push(MemoCommand::Settle(ids(), if open { MemoState::Settled } else { MemoState::Open }));
            }
            (MemoCommand::LinkChosen, _) if !targets.is_empty() => cx.push(MemoCommand::AskLink(ids())),
            (MemoCommand::UnlinkChosen, Some(row)) => cx.push(MemoCommand::AskUnlink(row.id)),
            (
                MemoCommand::OpenChosen
                | MemoCommand::RemoveChosen
                | MemoCommand::GoToChosen
                | MemoCommand::SettleChosen
                | MemoCommand::LinkChosen
                | MemoCommand::UnlinkChosen,
                _,
            ) => {
                cx.push(Window::Say("No memo is chosen: click on one, or walk the list with the arrows"));
            }
            _ => return false,
        }
        true
    }
}
