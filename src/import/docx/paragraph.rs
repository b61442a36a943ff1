//! A paragraph in the making, and writing it into the draft.

use super::styles::Look;
use crate::import::draft::{Draft, Line};
use crate::text::StyleKind;
use std::ops::Range;

/// A paragraph whose runs are being read.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub text: String,
    bold: Vec<Range<u32>>,
    italic: Vec<Range<u32>>,
    /// What its style and its own properties say.
    pub look: Look,
    /// Whether its mark was deleted: then the next paragraph goes on with it.
    pub open: bool,
    /// Paragraphs of text boxes that are anchored in it.
    pub boxed: Vec<Paragraph>,
    pub cell: Option<(u32, u32)>,
}

impl Paragraph {
    /// An empty paragraph, in a table's cell or not.
    pub fn new(cell: Option<(u32, u32)>) -> Self {
        Self { cell, ..Self::default() }
    }

    /// Adds words of a run.
    pub fn push(&mut self, words: &str, bold: bool, italic: bool) {
        let start = self.text.len() as u32;
        self.text.push_str(words);
        let range = start..self.text.len() as u32;
        for (wanted, list) in [(bold, &mut self.bold), (italic, &mut self.italic)] {
            if !wanted || range.is_empty() {
                continue;
            }
            match list.last_mut().filter(|last| last.end == range.start) {
                Some(last) => last.end = range.end,
                None => list.push(range.clone()),
            }
        }
    }

    /// One paragraph of two between which the mark was deleted; the second one's properties count.
    pub fn joined(before: Self, after: Self) -> Self {
        let shift = before.text.len() as u32;
        let mut whole = Self { look: after.look, open: after.open, cell: after.cell.or(before.cell), ..before };
        whole.text.push_str(&after.text);
        let moved = |range: &Range<u32>| range.start + shift..range.end + shift;
        whole.bold.extend(after.bold.iter().map(moved));
        whole.italic.extend(after.italic.iter().map(moved));
        whole.boxed.extend(after.boxed);
        whole
    }

    /// Writes it into the draft, a line for each of its lines.
    pub fn write(self, draft: &mut Draft) {
        let start = draft.text.len() as u32;
        let first = draft.styles.len();
        let heading = self.look.heading.unwrap_or(0);
        draft.text.push_str(&self.text);
        let end = draft.text.len() as u32;
        let whole = (end > start && !self.text.trim().is_empty()).then_some(start..end);
        if let Some(whole) = whole {
            if heading > 0 {
                draft.styles.push((whole, StyleKind::Heading(heading)));
            } else if let Some(depth) = self.look.list {
                draft.styles.push((whole, StyleKind::Item(depth)));
            }
        }
        let shift = |range: &Range<u32>| range.start + start..range.end + start;
        draft.styles.extend(self.bold.iter().map(|range| (shift(range), StyleKind::Bold)));
        draft.styles.extend(self.italic.iter().map(|range| (shift(range), StyleKind::Italic)));
        draft.styles[first..].sort_by_key(|(range, _)| (range.start, u32::MAX - range.end));
        self.lines(draft, start, heading);
        draft.text.push('\n');
        for boxed in self.boxed {
            boxed.write(draft);
        }
    }

    fn lines(&self, draft: &mut Draft, start: u32, heading: u8) {
        let mut from = 0;
        for piece in self.text.split('\n') {
            let (begin, end) = (from, from + piece.len() as u32);
            if !piece.trim().is_empty() {
                let bold = self.bold.iter().find(|range| range.start <= begin && range.end > begin).map_or(0, |range| range.end.min(end) - begin);
                draft.lines.push(Line { start: start + begin, end: start + end, bold, heading, cell: self.cell, item: false });
            }
            from = end + 1;
        }
    }
}
