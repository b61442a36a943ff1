//! The history: everything that was done, in plain words, and the way back to any point of it.

mod corrected;
mod data;
mod detail;
mod list;
mod side;
mod words;

use super::{StatusItem, View, ViewId, parts};
use crate::Result;
use crate::jobs::Progress;
use crate::project::op::OpGroup;
use crate::project::{About, Reader, Topic};
use crate::ui::cached::Cached;
use crate::ui::command::{Command, Edit, History, ShowWay, Showing, Side, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::format;
use crate::ui::later::Later;
use data::{Filter, Journal, Line};
use detail::Detail;
use egui::Ui;
use jiff::civil::Date;
use std::collections::HashSet;

/// Any change of the project is a step of its history.
const ALL: [Topic; Topic::COUNT] = [
    Topic::Project,
    Topic::Coders,
    Topic::Layers,
    Topic::Folders,
    Topic::Sources,
    Topic::Speakers,
    Topic::Cases,
    Topic::Attributes,
    Topic::Codes,
    Topic::Codings,
    Topic::Memos,
    Topic::Chart,
    Topic::Crosswalks,
    Topic::Themes,
    Topic::Reports,
    Topic::Versions,
    Topic::Pseudonyms,
    Topic::Searches,
    Topic::WordRules,
    Topic::Pins,
    Topic::Progress,
    Topic::Dismissed,
];

/// Steps that are read within a frame.
const STEPS: i64 = 1_000;
/// Steps that are read between two looks at whether to stop.
const PART: u32 = 2_000;

/// The history.
#[derive(Default)]
pub struct HistoryView {
    journal: Later<u64, Journal>,
    shown: Cached<(u64, Filter, Date), Vec<Line>>,
    detail: Cached<(u64, i64), Detail>,
    /// What the chosen step changed in texts.
    texts: Later<(u64, i64), Vec<words::Difference>>,
    filter: Filter,
    /// What the filter is about, in words.
    about: Option<(About, String)>,
    about_steps: Later<(u64, About), HashSet<i64>>,
    chosen: Option<i64>,
    reveal: bool,
    trouble: Option<String>,
}

impl HistoryView {
    /// Reads what happened since the last look; the steps that are known stay.
    fn refresh(&mut self, cx: &Cx, desk: &Desk) -> u64 {
        let revision = desk.revision(&ALL);
        if self.journal.wants(&revision) {
            self.read(cx, desk, revision);
        }
        if let Some(trouble) = self.journal.trouble() {
            self.trouble = Some(trouble.to_owned());
        }
        self.refresh_about(cx, desk, revision);
        revision
    }

    /// Finds the steps about what is chosen; those found before stay until then.
    fn refresh_about(&mut self, cx: &Cx, desk: &Desk, revision: u64) {
        let Some(about) = self.about.as_ref().map(|(about, _)| *about) else {
            self.filter.about = None;
            return;
        };
        let key = (revision, about);
        if self.about_steps.wants(&key) {
            if desk.reader().last_op().unwrap_or(0) <= STEPS {
                self.about_steps.put(key, desk.reader().steps_about(about));
            } else {
                let path = desk.path().to_owned();
                let find = move |_: &Progress| Reader::open(&path)?.steps_about(about);
                self.about_steps.start(key, cx.job(Some("Finding the steps"), find));
            }
        }
        if let Some(found) = self.about_steps.of(&key).filter(|found| self.filter.about.as_ref() != Some(found)) {
            self.filter.about = Some(found.clone());
        }
    }

    /// Reads what was done since the last look: a few steps at once, a long history in the background.
    fn read(&mut self, cx: &Cx, desk: &Desk, revision: u64) {
        let seen = self.journal.last().map_or(0, Journal::seen);
        // What is known stays in sight while more is read, and is kept when that fails.
        match desk.reader().last_op() {
            Ok(last) if last - seen > STEPS => {
                let (path, known) = (desk.path().to_owned(), self.journal.last().cloned());
                // Where nothing shows yet, the page itself says how far it is.
                let label = known.is_some().then_some("Reading the history");
                let read = move |progress: &Progress| go_on(known.unwrap_or_default(), &Reader::open(&path)?, progress);
                self.journal.start(revision, cx.job(label, read));
            }
            _ => {
                let journal = self.journal.take().unwrap_or_default();
                self.journal.put(revision, go_on(journal, desk.reader(), &Progress::silent()));
            }
        }
    }

    /// While nothing shows yet: how far the reading is, or that it was stopped; says whether that is all there is to draw.
    fn reading(&mut self, ui: &mut Ui) -> bool {
        self.journal.last().is_none() && parts::waiting(ui, &mut self.journal, "Reading the history", "The history was not read to its end")
    }

    fn journal(&self) -> &Journal {
        static EMPTY: std::sync::OnceLock<Journal> = std::sync::OnceLock::new();
        self.journal.last().unwrap_or_else(|| EMPTY.get_or_init(Journal::default))
    }

    /// Takes which kinds of steps show, and whose; says whether it was that.
    fn showing(&mut self, command: &Showing, cx: &Cx) -> bool {
        let Self { journal, filter, .. } = self;
        let Some(journal) = journal.last() else { return false };
        match command {
            Showing::AskKind => {
                let groups = OpGroup::ALL.iter().filter(|group| journal.groups.contains_key(group));
                let way = |group: &OpGroup| ShowWay::new(group.name(), !filter.without.contains(group), Showing::Kind(group.name().to_owned()));
                cx.push(Showing::Ask("Which kinds of steps show".into(), groups.map(way).collect()));
            }
            Showing::AskCoder => {
                let way = |(who, _): &(String, usize)| ShowWay::new(side::name(who), !filter.silent.contains(who), Showing::Who(who.clone()));
                cx.push(Showing::Ask("Whose steps show".into(), journal.coders.iter().map(way).collect()));
            }
            Showing::Kind(name) => OpGroup::ALL.iter().filter(|group| group.name() == name).for_each(|group| filter.turn_kind(*group)),
            Showing::Who(who) => filter.turn_who(who),
            _ => return false,
        }
        true
    }

    fn show_about(&mut self, about: Option<About>, cx: &Cx) {
        let Some(desk) = cx.project else { return };
        self.about = about.map(|about| {
            let words = match about {
                About::Code(id) => desk.corpus.path(id).join(" / "),
                About::Source(id) => desk.corpus.source(id).map_or_else(String::new, |source| source.name.clone()),
            };
            (about, words)
        });
    }
}

/// The journal with all that was done since.
fn go_on(mut journal: Journal, reader: &Reader, progress: &Progress) -> Result<Journal> {
    progress.begin(reader.last_op()?.saturating_sub(journal.seen()).unsigned_abs());
    loop {
        progress.check()?;
        let part = reader.history_part(journal.seen(), PART)?;
        if part.is_empty() {
            break;
        }
        progress.advance(part.len() as u64);
        journal.take(part);
    }
    journal.settle();
    Ok(journal)
}

impl View for HistoryView {
    fn id(&self) -> ViewId {
        ViewId::History
    }

    fn main(&self) -> Option<egui::Id> {
        Some(list::id())
    }

    fn column(&self, side: Side) -> Option<&'static str> {
        Some(match side {
            Side::Left => "Filters",
            Side::Right => "The step",
        })
    }

    fn left(&mut self, ui: &mut Ui, cx: &Cx) {
        if let Some(desk) = cx.project {
            self.refresh(cx, desk);
            side::draw(self, ui, cx);
        }
    }

    fn right(&mut self, ui: &mut Ui, cx: &Cx) {
        if let Some(desk) = cx.project {
            let revision = self.refresh(cx, desk);
            detail::draw(self, ui, cx, desk, revision);
        }
    }

    fn centre(&mut self, ui: &mut Ui, cx: &Cx) {
        if let Some(desk) = cx.project {
            let revision = self.refresh(cx, desk);
            if !self.reading(ui) {
                list::draw(self, ui, cx, revision);
            }
        }
    }

    fn status(&self, cx: &Cx) -> Vec<StatusItem> {
        let journal = self.journal();
        let Some(first) = journal.steps.first() else { return Vec::new() };
        let since = first.day.strftime("%-d %B %Y").to_string();
        vec![
            StatusItem::new(format!("{} since {since}", format::counted(journal.steps.len(), "step"))),
            StatusItem::new(cx.keyed(Edit::Undo, "undoes the last").unwrap_or_default()),
            StatusItem::new("Export the audit trail").command(History::Export),
        ]
    }

    fn command(&mut self, command: &Command, cx: &Cx) -> bool {
        match command {
            Command::History(History::UndoToChosen) => {
                let chosen = self.chosen.filter(|seq| self.journal().back_to(*seq).is_some());
                match chosen {
                    Some(seq) => cx.push(History::AskUndoTo(seq)),
                    None => cx.push(Window::Say("Choose a step in the list that can be undone to")),
                }
                true
            }
            Command::History(History::RedoToChosen) => {
                let chosen = self.chosen.filter(|seq| self.journal().forward_to(*seq).is_some());
                match chosen {
                    Some(seq) => cx.push(History::RedoTo(seq)),
                    None => cx.push(Window::Say("Choose a step in the list that was undone")),
                }
                true
            }
            Command::History(History::Show(about)) => {
                self.show_about(*about, cx);
                true
            }
            Command::Showing(command) => self.showing(command, cx),
            Command::Window(Window::ShowAll) => {
                (self.filter, self.about) = (Filter::default(), None);
                true
            }
            Command::Window(Window::Show(ViewId::History)) => {
                self.reveal = true;
                false
            }
            _ => false,
        }
    }
}
