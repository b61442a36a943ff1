//! What stands over a text: paragraphs, turns with speakers and times, marks, styles.

use crate::model::Span;
use serde::{Deserialize, Serialize};

/// A paragraph: a line of the text, its line end not included. Empty lines are no paragraphs.
pub type Paragraph = Span;

/// A turn: what one voice says until the next one speaks, in whole paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// From the label, if one stands in the text, to the end of its last paragraph.
    pub span: Span,
    /// The speaker, by `Speaker::number`.
    pub speaker: u32,
    /// When it begins in the recording, in milliseconds; may be negative.
    pub from: Option<i64>,
    /// When it ends, in milliseconds.
    pub to: Option<i64>,
}

/// What a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MarkKind {
    /// A speaker's label, its colon and the space after it.
    Label,
    /// A time of the recording.
    Time,
}

/// A label or a time that stands in the text: not shown inline, not counted, not coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: MarkKind,
}

/// What a style is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum StyleKind {
    /// A heading of a level from 1 to 6.
    Heading(u8),
    /// Bold words.
    Bold,
    /// Italic words.
    Italic,
    /// An item of a list, at a depth from 0.
    Item(u8),
    /// A cell of a table: row and column, from 0.
    Cell(u32, u32),
    /// A page that begins here.
    Page(u32),
}

impl StyleKind {
    /// Whether it is one of a whole paragraph.
    pub fn is_of_paragraph(self) -> bool {
        matches!(self, Self::Heading(_) | Self::Item(_))
    }
}

/// A style over a span, as the file had it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Style {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: StyleKind,
}

/// What stands over a text; every list is sorted by start and, but for styles, free of overlaps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Structure {
    /// The paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// The turns; text outside every turn (headings, stage directions) has no speaker.
    pub turns: Vec<Turn>,
    /// Labels and times in the text.
    pub marks: Vec<Mark>,
    /// Headings, bold, lists, cells, pages.
    pub styles: Vec<Style>,
}

/// The place in a sorted list of the last entry that starts at or before `at`.
fn last_from<T>(list: &[T], at: u32, start: impl Fn(&T) -> u32) -> Option<usize> {
    list.partition_point(|entry| start(entry) <= at).checked_sub(1)
}

impl Structure {
    /// The paragraphs of a text by its lines; lines of white space alone are left out.
    pub fn lines(text: &str) -> Vec<Paragraph> {
        let mut at = 0u32;
        let mut paragraphs = Vec::new();
        for line in text.split('\n') {
            let chars = line.chars().count() as u32;
            if !line.trim().is_empty() {
                paragraphs.push(Span { start: at, end: at + chars });
            }
            at += chars + 1;
        }
        paragraphs
    }

    /// The place of the turn that holds `at`.
    pub fn turn_at(&self, at: u32) -> Option<usize> {
        last_from(&self.turns, at, |turn| turn.span.start).filter(|n| at <= self.turns[*n].span.end)
    }

    /// The place of the paragraph that holds `at`, or the last one before it.
    pub fn paragraph_at(&self, at: u32) -> Option<usize> {
        last_from(&self.paragraphs, at, |paragraph| paragraph.start)
    }

    /// The level of the heading that the paragraph at a place is, or 0.
    pub fn heading_at(&self, at: u32) -> u8 {
        let Some(paragraph) = self.paragraph_at(at).map(|n| self.paragraphs[n]) else { return 0 };
        let from = self.styles.partition_point(|style| style.span.start < paragraph.start);
        let here = self.styles[from..].iter().take_while(|style| style.span.start < paragraph.end);
        here.filter_map(|style| if let StyleKind::Heading(level) = style.kind { Some(level) } else { None }).next().unwrap_or(0)
    }

    /// The places of the turns that `span` touches.
    pub fn turns_in(&self, span: Span) -> std::ops::Range<usize> {
        let first = self.turns.partition_point(|turn| turn.span.end <= span.start);
        let last = self.turns.partition_point(|turn| turn.span.start < span.end);
        first..last.max(first)
    }

    /// Where what a turn says begins: behind the labels and times that it begins with.
    pub fn said_from(&self, turn: &Turn) -> u32 {
        let mut from = turn.span.start;
        for mark in self.marks_in(turn.span).iter().take_while(|mark| mark.span.end <= turn.span.end) {
            if mark.span.start > from {
                break;
            }
            from = mark.span.end;
        }
        from
    }

    /// The places of the turns that `span` has words of. One whose label alone it touches, as where it ends behind a line end and the next label, says nothing in
    /// it; where it touches no more than labels, it is of the turns that these begin.
    pub fn heard_in(&self, span: Span) -> Vec<usize> {
        let (touched, mut heard) = (self.turns_in(span), Vec::new());
        heard.extend(touched.clone().filter(|n| self.said_from(&self.turns[*n]) < self.turns[*n].span.end.min(span.end)));
        if heard.is_empty() { touched.collect() } else { heard }
    }

    /// The marks that touch `span`.
    pub fn marks_in(&self, span: Span) -> &[Mark] {
        let first = self.marks.partition_point(|mark| mark.span.end <= span.start);
        let last = self.marks.partition_point(|mark| mark.span.start < span.end);
        &self.marks[first..last.max(first)]
    }

    /// The pages of the file that the text came from, in order, and what stands on each; none where the file has none.
    pub fn pages(&self) -> impl Iterator<Item = (u32, Span)> {
        self.styles.iter().filter_map(|style| if let StyleKind::Page(page) = style.kind { Some((page, style.span)) } else { None })
    }

    /// The page that holds `at`, or the last one before it.
    pub fn page_at(&self, at: u32) -> Option<u32> {
        let before = last_from(&self.styles, at, |style| style.span.start)?;
        self.styles[..=before].iter().rev().find_map(|style| if let StyleKind::Page(page) = style.kind { Some(page) } else { None })
    }

    /// How many words a text with this structure has, labels and times not counted.
    pub fn count_words(&self, text: &super::Geometry) -> u32 {
        self.spoken(text.span()).into_iter().map(|piece| super::count_words(text.slice(piece))).sum()
    }

    /// What of `span` is words and no mark.
    pub fn spoken(&self, span: Span) -> Vec<Span> {
        let mut pieces = Vec::new();
        let mut start = span.start;
        for mark in self.marks_in(span) {
            if mark.span.start > start {
                pieces.push(Span { start, end: mark.span.start });
            }
            start = start.max(mark.span.end);
        }
        if start < span.end {
            pieces.push(Span { start, end: span.end });
        }
        pieces
    }
}

/// A text with what stands over it.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceText {
    /// The text and its positions.
    pub geometry: super::Geometry,
    /// Paragraphs, turns, marks, styles.
    pub structure: Structure,
}

impl SourceText {
    /// About how many bytes of memory it takes.
    pub fn bytes(&self) -> usize {
        let structure = &self.structure;
        self.geometry.text().len()
            + structure.paragraphs.len() * size_of::<Paragraph>()
            + structure.turns.len() * size_of::<Turn>()
            + structure.marks.len() * size_of::<Mark>()
            + structure.styles.len() * size_of::<Style>()
    }

    /// What is said in a turn: from its first word to its last, its label and the space around left out. Nothing where no word is.
    pub fn said_in(&self, turn: Span) -> Option<Span> {
        let pieces = self.structure.spoken(turn);
        let span = Span { start: pieces.first()?.start, end: pieces.last()?.end };
        let words = self.geometry.slice(span);
        let (before, after) = (words.len() - words.trim_start().len(), words.trim_end().len());
        let from = self.geometry.byte(span.start);
        let span = Span { start: self.geometry.char(from + before.min(after)), end: self.geometry.char(from + after) };
        (!span.is_empty()).then_some(span)
    }

    /// The words of a span without the marks in it.
    pub fn words_of(&self, span: Span) -> String {
        if self.structure.marks_in(span).is_empty() {
            return self.geometry.slice(span).to_owned();
        }
        let pieces = self.structure.spoken(span);
        pieces.into_iter().map(|piece| self.geometry.slice(piece)).collect()
    }
}
