//! Opening a source: at once where its text is short, else read beside the window.

use super::Read;
use super::data::Sheet;
use super::open::{Open, read};
use crate::Result;
use crate::jobs::Job;
use crate::model::{SourceId, Span};
use crate::project::Reader;
use crate::ui::command::{CorrectCommand, ReadCommand};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::views::parts;
use egui::Ui;
use std::time::{Duration, Instant};

/// Letters up to which a text is read within a frame.
const AT_ONCE: u32 = 400_000;

/// How long nothing is said of a source that is being read.
const QUIET: Duration = Duration::from_millis(200);

/// A long source on its way.
pub(super) struct Opening {
    source: SourceId,
    sheet: Job<Sheet>,
    /// The passage to go to, once it is there.
    passage: Option<Span>,
    /// Whether it is to be corrected, once it is there.
    correct: bool,
    since: Instant,
}

impl Opening {
    fn begin(cx: &Cx, desk: &Desk, source: SourceId, passage: Option<Span>) -> Self {
        let (path, corpus, known) = (desk.path().to_owned(), desk.corpus.clone(), desk.text_in_memory(source));
        let work = move |_: &_| {
            let version = corpus.version(source).ok_or_else(|| crate::Error::NotFound("that source is no longer in the project".into()))?;
            let text = known.map_or_else(|| Reader::open(&path)?.source_text(&corpus, source), Ok)?;
            Ok(Sheet::new(&corpus, source, version.id, text))
        };
        Self { source, sheet: cx.job(None, work), passage, correct: false, since: Instant::now() }
    }
}

impl Read {
    /// The source that is shown, or will be in a moment.
    pub(super) fn here(&self) -> Option<SourceId> {
        self.opening.as_ref().map(|opening| opening.source).or_else(|| self.open.as_ref().map(|open| open.sheet.source))
    }

    /// Opens a source where it was left, or at a passage.
    pub(super) fn open_source(&mut self, cx: &Cx, source: SourceId, passage: Option<Span>) {
        let Some(desk) = cx.project else { return };
        if self.here() == Some(source) {
            return self.go_on_to(passage);
        }
        if let Some(open) = &mut self.open {
            open.keep_correction(cx);
            cx.push(ReadCommand::Keep(open.sheet.source, open.place()));
        }
        (self.open, self.opening, self.problem, self.palette) = (None, None, None, None);
        if desk.corpus.version(source).is_some_and(|version| version.chars > AT_ONCE) {
            self.opening = Some(Opening::begin(cx, desk, source, passage));
            return;
        }
        self.arrived(cx, desk, source, read(desk, source), passage);
    }

    /// Begins to correct a source on its way, once it is there; says no where none is.
    pub(super) fn correct_later(&mut self) -> bool {
        self.opening.as_mut().map(|opening| opening.correct = true).is_some()
    }

    fn go_on_to(&mut self, passage: Option<Span>) {
        match (&mut self.opening, &mut self.open, passage) {
            (Some(opening), _, Some(_)) => opening.passage = passage,
            (None, Some(open), Some(span)) => open.select(open.shown(span)),
            _ => {}
        }
    }

    fn arrived(&mut self, cx: &Cx, desk: &Desk, source: SourceId, sheet: Result<Sheet>, passage: Option<Span>) {
        match sheet {
            Ok(sheet) => {
                let mut open = Open::new(desk, sheet, cx.config.place(&desk.key(), &source.to_string()));
                open.follow(desk, &self.show, cx.config.reading.width);
                cx.push(ReadCommand::Keep(source, open.place()));
                self.open = Some(open);
                self.go_on_to(passage);
            }
            Err(error) => self.problem = Some(error.to_string()),
        }
    }

    /// Takes the source that was being read, once it is there. One that was corrected meanwhile is read again.
    pub(super) fn await_source(&mut self, cx: &Cx, desk: &Desk) {
        let Some(Opening { source, passage, correct, .. }) = self.opening else { return };
        if desk.corpus.source(source).is_none() {
            self.opening = None;
            return;
        }
        let Some(sheet) = self.opening.as_ref().and_then(|opening| opening.sheet.poll()) else { return };
        self.opening = None;
        match sheet {
            Ok(sheet) if !desk.corpus.shows(source, sheet.version) => {
                self.opening = Some(Opening { correct, ..Opening::begin(cx, desk, source, passage) })
            }
            sheet => {
                sheet.iter().for_each(|sheet| desk.remember_text(source, sheet.version, &sheet.text));
                self.arrived(cx, desk, source, sheet, passage);
                if correct && self.open.is_some() {
                    cx.push(CorrectCommand::Begin);
                }
            }
        }
    }

    /// What stands where a source is on its way; says no where none is.
    pub(super) fn draw_opening(&self, ui: &mut Ui, cx: &Cx) -> bool {
        let Some(opening) = &self.opening else { return false };
        let left = QUIET.saturating_sub(opening.since.elapsed());
        if !left.is_zero() {
            ui.ctx().request_repaint_after(left);
            return true;
        }
        let name = cx.project.and_then(|desk| desk.corpus.source(opening.source)).map_or_else(String::new, |source| source.name.clone());
        parts::empty(ui, cx, &format!("Opening {name} …"), "", None);
        true
    }
}
