//! The history: everything that was done, in plain words, and the way back to any point of it.

mod data;
mod detail;
mod list;
mod side;
mod words;

use super::{StatusItem, View, ViewId, parts};
use crate::project::{About, Reader, Topic};
use crate::ui::cached::Cached;
use crate::ui::command::{Command, Edit, History, Side, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::format;
use crate::ui::later::Later;
use data::{Filter, Journal, Line};
use detail::Detail;
use egui::Ui;
use jiff::civil::Date;

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
    Topic::Pins,
    Topic::Progress,
];

/// Steps that are read within a frame.
const STEPS: i64 = 1_000;

/// The history.
#[derive(Default)]
pub struct HistoryView {
    journal: Later<u64, Journal>,
    shown: Cached<(u64, Filter, Date), Vec<Line>>,
    detail: Cached<(u64, i64), Detail>,
    filter: Filter,
    /// What the filter is about, in words.
    about: Option<(About, String)>,
    about_steps: Cached<(u64, Option<About>), ()>,
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
        let about = self.about.as_ref().map(|(about, _)| *about);
        let steps = &mut self.filter.about;
        self.about_steps.get((revision, about), |_| *steps = about.map(|about| desk.reader().steps_about(about).unwrap_or_default()));
        revision
    }

    /// Reads what was done since the last look: a few steps at once, a long history in the background.
    fn read(&mut self, cx: &Cx, desk: &Desk, revision: u64) {
        let seen = self.journal.last().map_or(0, Journal::seen);
        let go_on = |mut journal: Journal, reader: &Reader| {
            journal.extend(reader.history(journal.seen())?);
            Ok(journal)
        };
        // What is known stays in sight while more is read, and is kept when that fails.
        match desk.reader().last_op() {
            Ok(last) if last - seen > STEPS => {
                let (path, journal) = (desk.path().to_owned(), self.journal.last().cloned().unwrap_or_default());
                self.journal.start(cx.ctx, revision, move |_| go_on(journal, &Reader::open(&path)?));
            }
            _ => {
                let journal = self.journal.take().unwrap_or_default();
                self.journal.put(revision, go_on(journal, desk.reader()));
            }
        }
    }

    fn journal(&self) -> &Journal {
        static EMPTY: std::sync::OnceLock<Journal> = std::sync::OnceLock::new();
        self.journal.last().unwrap_or_else(|| EMPTY.get_or_init(Journal::default))
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

impl View for HistoryView {
    fn id(&self) -> ViewId {
        ViewId::History
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
            if let Some(report) = self.journal.report().filter(|_| self.journal.last().is_none()) {
                parts::working(ui, "Reading the history", &report, false);
                return;
            }
            list::draw(self, ui, cx, revision);
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
                if let Some(seq) = chosen {
                    cx.push(History::AskUndoTo(seq));
                }
                true
            }
            Command::History(History::Show(about)) => {
                self.show_about(*about, cx);
                true
            }
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
