//! The source that is open: its sheet, its page, the caret, and what lies beside it.

use super::caret::{Caret, Ground};
use super::correct::Correcting;
use super::data::Sheet;
use super::measures::Columns;
use super::notes::{Note, notes};
use super::page::{Anchor, Frame, Page, Setting};
use super::pointer::Pointer;
use super::show::Show;
use super::steps;
use super::stripes::{Stripe, Stripes};
use super::titles::Titles;
use crate::Result;
use crate::analysis::Corpus;
use crate::model::{CodingId, SourceId, Span, Subject};
use crate::project::{Originals, Topic};
use crate::text::Followed;
use crate::ui::config::{Place, Reading};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::text::{Family, TextEngine};
use std::collections::HashSet;
use std::time::{Duration, Instant};

/// How long the page must stand still before its place is remembered.
const STILL: Duration = Duration::from_millis(500);

/// The open source.
pub struct Open {
    /// What is shown.
    pub sheet: Sheet,
    /// Its layout.
    pub page: Page,
    /// The caret and the selection.
    pub caret: Caret,
    /// Its codings in the scope that is shown.
    pub stripes: Stripes,
    /// The chosen coding.
    pub chosen: Option<CodingId>,
    /// The coding under the pointer.
    pub hovered: Option<CodingId>,
    /// The memos on its passages.
    pub notes: Vec<Note>,
    /// The passages of the memo under the pointer.
    pub noted: Vec<Span>,
    /// What would be coded by letting go of what is carried.
    pub target: Option<Span>,
    /// The ends that were asked for and are not on disk yet.
    pub nudged: Option<(CodingId, Span)>,
    /// The coding whose ends are being moved, and where it was asked to be: another coder's is asked about once.
    pub agreed: Option<(CodingId, Span)>,
    /// Where things stand on the screen.
    pub frame: Frame,
    /// The columns of the page.
    pub columns: Columns,
    /// What the pointer is doing.
    pub pointer: Pointer,
    /// The head of the page and what stands behind it.
    pub head: (String, String),
    /// What is to be brought in sight, and how much room it needs under it.
    pub reveal: Option<(u32, f32)>,
    /// Its text while it is corrected.
    pub correct: Option<Box<Correcting>>,
    /// Its text with names as they were, while that shows.
    pub originals: Option<Box<Originals>>,
    sheet_seen: u64,
    stripes_seen: Option<(u64, u64, Show, u32)>,
    head_seen: u64,
    setting: Option<(Reading, Setting)>,
    still: (Anchor, u32, Instant),
    kept: (Anchor, u32),
}

/// What the sheet is read from.
const SHEET: &[Topic] = &[Topic::Sources, Topic::Speakers];
/// What the head is read from.
const HEAD: &[Topic] = &[Topic::Sources, Topic::Speakers, Topic::Cases, Topic::Attributes, Topic::Project];
/// What the stripes are read from.
const STRIPES: &[Topic] = &[Topic::Codings, Topic::Codes, Topic::Sources, Topic::Layers, Topic::Coders, Topic::Memos];

impl Open {
    /// A source that was read, where it was left.
    pub fn new(desk: &Desk, sheet: Sheet, place: Option<Place>) -> Self {
        let mut page = Page::default();
        let mut caret = Caret::new(sheet.blocks.first().map_or(0, |block| steps::tighten(&sheet.text, block.span).start));
        if let Some(place) = place {
            page.anchor = Anchor { block: place.paragraph as usize, offset: place.offset };
            caret = Caret::new(place.caret.min(sheet.text.geometry.chars()));
        }
        let anchor = page.anchor;
        Self {
            sheet,
            page,
            still: (anchor, caret.at, Instant::now()),
            kept: (anchor, caret.at),
            caret,
            stripes: Stripes::default(),
            chosen: None,
            hovered: None,
            notes: Vec::new(),
            noted: Vec::new(),
            target: None,
            nudged: None,
            agreed: None,
            frame: Frame { rect: egui::Rect::NOTHING, left: 0.0 },
            columns: Columns::new(egui::Rangef::new(0.0, 780.0), 500.0, 28.0, 0),
            pointer: Pointer::default(),
            head: Default::default(),
            reveal: None,
            correct: None,
            originals: None,
            sheet_seen: desk.revision(SHEET),
            stripes_seen: None,
            head_seen: 0,
            setting: None,
        }
    }

    /// Reads again what has changed, for lines of about `letters`; says no when the source is gone.
    pub fn follow(&mut self, desk: &Desk, show: &Show, letters: u32) -> bool {
        let corpus = &desk.corpus;
        let Some(source) = corpus.source(self.sheet.source) else { return false };
        let seen = desk.revision(SHEET);
        if seen != self.sheet_seen {
            self.sheet_seen = seen;
            match read(desk, self.sheet.source) {
                Ok(sheet) => self.take_sheet(corpus, sheet),
                Err(_) => return false,
            }
            if self.originals.is_some() {
                self.show_originals(desk, None);
            }
            self.rewrite();
        }
        let seen = desk.revision(HEAD);
        if seen != self.head_seen {
            self.head_seen = seen;
            let titles = Titles::new(corpus);
            self.head = (titles.title(corpus, source), titles.meta(corpus, source, &self.sheet.text));
        }
        let seen = desk.revision(STRIPES);
        let edition = self.sheet.edition;
        if self.stripes_seen.as_ref().is_none_or(|(at, text, of, line)| *at != seen || *text != edition || of != show || *line != letters) {
            self.stripes_seen = Some((seen, edition, show.clone(), letters));
            let version = self.sheet.version;
            let moved = self.correct.as_mut().map(|correct| correct.follow(corpus, show)).or_else(|| self.with_originals(corpus, show));
            // Narrow letters make a line hold more of them.
            let line = letters + letters / 2;
            let clear = |end: u32, start: u32| start - end >= line || self.sheet.block_at(end.saturating_sub(1)) < self.sheet.block_at(start);
            let memos = with_memos(corpus);
            self.notes = notes(corpus, version);
            self.stripes = match &moved {
                Some(moved) => Stripes::new(moved.iter(), &memos, clear),
                None => {
                    let codings = corpus.codings_of(source.id).iter().filter(|coding| coding.version == version && show.has(corpus, coding));
                    Stripes::new(codings, &memos, clear)
                }
            };
            if !desk.saving() {
                self.nudged = None;
            }
            self.chosen = self.chosen.filter(|id| corpus.coding(*id).is_some());
        }
        true
    }

    /// The stored text anew: what is selected stays on its words, and where they are gone nothing is.
    fn take_sheet(&mut self, corpus: &Corpus, sheet: Sheet) {
        if sheet.version != self.sheet.version {
            (self.nudged, self.agreed) = (None, None);
            if self.correct.is_none() && self.originals.is_none() && !self.caret.is_empty() {
                let now = corpus.line(sheet.source).and_then(|line| line.follow(self.sheet.version, self.caret.span()));
                match now {
                    Some(Followed::At(span)) => self.caret = Caret::over(span),
                    Some(Followed::Lost(at)) => self.caret = Caret::new(at),
                    None => self.caret = Caret::new(self.caret.at.min(sheet.text.geometry.chars())),
                }
            }
        }
        self.sheet = sheet;
    }

    /// Shows the text as it is being corrected.
    pub fn rewrite(&mut self) {
        let Some(correct) = &self.correct else { return };
        let names = correct.voices.iter().map(|voice| voice.name.clone());
        let sheet = self.sheet.rewritten(correct.text().clone(), correct.edition, correct.fresh(), correct.known(), names);
        self.page.rewritten(&self.sheet, &sheet);
        self.sheet = sheet;
    }

    /// Reads the text anew, as it is stored.
    pub fn reread(&mut self, desk: &Desk) {
        if let Ok(sheet) = read(desk, self.sheet.source) {
            self.page.rewritten(&self.sheet, &sheet);
            self.sheet = sheet;
        }
        let chars = self.sheet.text.geometry.chars();
        self.caret = Caret::new(self.caret.at.min(chars));
        self.stripes_seen = None;
    }

    /// The stripes are to be made anew: the text reads otherwise.
    pub fn look_at_stripes(&mut self) {
        self.stripes_seen = None;
    }

    /// The setting that the configuration asks for, measured once.
    pub fn setting(&mut self, engine: &mut TextEngine, reading: &Reading) -> Setting {
        if let Some((of, setting)) = &self.setting
            && of == reading
        {
            return *setting;
        }
        let setting = Setting::new(engine, family(&reading.font), reading.size, reading.width);
        self.setting = Some((reading.clone(), setting));
        setting
    }

    /// What the caret moves over.
    pub fn ground<'a>(&'a mut self, engine: &'a mut TextEngine) -> (Ground<'a>, &'a mut Caret) {
        (Ground { page: &mut self.page, engine, sheet: &self.sheet }, &mut self.caret)
    }

    /// What is selected, as it would be coded: without labels and space at its ends.
    pub fn selection(&self) -> Option<Span> {
        let span = self.caret.span();
        let span = if span.is_empty() { span } else { steps::tighten(&self.sheet.text, span) };
        (!span.is_empty()).then_some(span)
    }

    /// Selects a span and brings it in sight.
    pub fn select(&mut self, span: Span) {
        self.caret = Caret::over(span);
        self.reveal = Some((span.start, 56.0));
    }

    /// Puts the caret somewhere and brings it in sight.
    pub fn go(&mut self, at: u32) {
        self.caret = Caret::new(at);
        self.reveal = Some((at, 56.0));
    }

    /// The chosen coding as it is drawn.
    pub fn chosen_stripe(&self) -> Option<Stripe> {
        self.stripes.all().iter().find(|stripe| Some(stripe.coding) == self.chosen).copied()
    }

    /// Where reading stands now.
    pub fn place(&self) -> Place {
        Place { paragraph: self.page.anchor.block as u32, offset: self.page.anchor.offset, caret: self.stored_caret() }
    }

    /// Remembers where reading stands, once it has stood there for a moment.
    pub fn remember(&mut self, cx: &Cx, ctx: &egui::Context) {
        let now = (self.page.anchor, self.caret.at);
        if now != (self.still.0, self.still.1) {
            self.still = (now.0, now.1, Instant::now());
        }
        if now == self.kept {
            return;
        }
        let left = STILL.saturating_sub(self.still.2.elapsed());
        if left.is_zero() {
            self.kept = now;
            cx.push(crate::ui::command::ReadCommand::Keep(self.sheet.source, self.place()));
        } else {
            ctx.request_repaint_after(left);
        }
    }
}

/// The codings that a memo is on or linked to.
fn with_memos(corpus: &Corpus) -> HashSet<CodingId> {
    let coding = |subject| if let Subject::Coding(id) = subject { Some(id) } else { None };
    corpus.memos.iter().flat_map(|memo| corpus.subjects_of(memo)).filter_map(coding).collect()
}

/// A source as it is stored now.
pub(super) fn read(desk: &Desk, source: SourceId) -> Result<Sheet> {
    let text = desk.text(source)?;
    let version = desk.corpus.version(source).map(|version| version.id);
    let version = version.ok_or_else(|| crate::Error::NotFound("that source is no longer in the project".into()))?;
    Ok(Sheet::new(&desk.corpus, source, version, text))
}

/// The family of a name from the settings.
fn family(name: &str) -> Family {
    if name.starts_with("Inter") {
        Family::Sans
    } else if name.starts_with("Atkinson") {
        Family::Legible
    } else {
        Family::Serif
    }
}
