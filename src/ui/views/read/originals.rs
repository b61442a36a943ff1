//! Names as they were: the text with what pseudonyms took the place of, to be read and not to be coded.

use super::Read;
use super::open::Open;
use crate::analysis::Corpus;
use crate::model::{Coding, Span};
use crate::project::{Originals, Reader};
use crate::text::Followed;
use crate::ui::command::{ReadCommand, ReadNote};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::views::read::show::Show;

/// The edition of a sheet that shows names as they were.
const EDITION: u64 = u64::MAX;

impl Read {
    /// Shows names as they were, or what stands for them again.
    pub(super) fn turn_originals(&mut self, cx: &Cx) {
        let (Some(desk), Some(open)) = (cx.project, &mut self.open) else { return };
        if open.correct.is_some() {
            return;
        }
        self.originals = open.originals.is_none();
        (self.palette, self.asked) = (None, self.originals);
        if !self.originals {
            open.show_originals(desk, None);
        }
        self.bring_originals(cx, desk);
    }

    /// Shows names as they were where that is wanted. They are found beside the window: all older versions are read for them.
    pub(super) fn bring_originals(&mut self, cx: &Cx, desk: &Desk) {
        let Some(open) = self.open.as_mut().filter(|open| self.originals && open.originals.is_none() && open.correct.is_none()) else { return };
        let (source, version) = (open.sheet.source, open.sheet.version);
        if self.named.wants(&(source, version)) {
            let (path, text) = (desk.path().to_owned(), open.sheet.text.clone());
            self.named.start((source, version), cx.job(None, move |_| Reader::open(&path)?.originals(source, version, &text)));
        }
        match self.named.of(&(source, version)) {
            Some(Some(found)) => open.show_originals(desk, Some(found.clone())),
            None if self.named.trouble().is_none() => return,
            _ if self.asked => {
                self.originals = false;
                cx.push(ReadCommand::Say(ReadNote::NoOriginals));
            }
            _ => {}
        }
        self.asked = false;
    }

    /// Whether names show as they were.
    pub(super) fn shows_originals(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.originals.is_some())
    }
}

impl Open {
    /// Shows names as they were, or what stands for them again.
    pub fn show_originals(&mut self, desk: &Desk, found: Option<Originals>) {
        if self.originals.is_some() {
            let at = self.stored_caret();
            self.originals = None;
            self.reread(desk);
            self.caret = super::caret::Caret::new(at.min(self.sheet.text.geometry.chars()));
        }
        let Some(originals) = found.filter(|_| self.correct.is_none()) else { return };
        let sheet = self.sheet.rewritten(originals.text.clone(), EDITION, None, self.sheet.voices.len() as u32, std::iter::empty());
        self.page.rewritten(&self.sheet, &sheet);
        self.sheet = sheet;
        self.caret = super::caret::Caret::new(originals.correction.place(self.caret.at));
        self.originals = Some(Box::new(originals));
        self.look_at_stripes();
    }

    /// Where the caret stands in the text that is stored.
    pub fn stored_caret(&self) -> u32 {
        self.originals.as_ref().map_or(self.caret.at, |originals| originals.back(self.caret.at))
    }

    /// A span of the text that is stored, where it shows: with names as they were, or as the text is being corrected.
    pub fn shown(&self, span: Span) -> Span {
        let typed = || self.correct.as_ref().map(|correct| correct.manuscript.correction().follow(span));
        match self.originals.as_ref().map(|originals| originals.correction.follow(span)).or_else(typed) {
            Some(Followed::At(span)) => span,
            Some(Followed::Lost(at)) => Span { start: at, end: at },
            None => span,
        }
    }

    /// The codings that show, on the text with names as they were.
    pub fn with_originals(&self, corpus: &Corpus, show: &Show) -> Option<Vec<Coding>> {
        let originals = self.originals.as_ref()?;
        let here = corpus.codings_of(self.sheet.source).iter().filter(|coding| coding.version == self.sheet.version && show.has(corpus, coding));
        let moved = here.filter_map(|coding| match originals.correction.follow(coding.span) {
            Followed::At(span) => Some(Coding { span, ..coding.clone() }),
            Followed::Lost(_) => None,
        });
        let mut list: Vec<Coding> = moved.collect();
        list.sort_by_key(|coding| (coding.span, coding.id));
        Some(list)
    }
}

impl Originals {
    /// About where a place of this text is in the one that is stored.
    fn back(&self, at: u32) -> u32 {
        let (mut low, mut high) = (0, at.saturating_mul(2).saturating_add(4096));
        while low < high {
            let middle = low + (high - low) / 2;
            if self.correction.place(middle) < at {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}
