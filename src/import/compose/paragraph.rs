//! A paragraph in the making, and writing it into the draft.

use super::symbols::Face;
use crate::import::draft::{Draft, Line};
use crate::text::StyleKind;
use std::collections::VecDeque;
use std::ops::Range;

/// What a style or a property says, where it says anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Look {
    /// The heading's level; 0 for none.
    pub heading: Option<u8>,
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub hidden: Option<bool>,
    /// The depth of a list item.
    pub list: Option<u8>,
    /// Which font of signs it is set in, if in one.
    pub face: Option<Face>,
}

impl Look {
    /// What this leaves open, as another look says.
    pub fn or(&self, other: &Self) -> Self {
        Self {
            heading: self.heading.or(other.heading),
            bold: self.bold.or(other.bold),
            italic: self.italic.or(other.italic),
            hidden: self.hidden.or(other.hidden),
            list: self.list.or(other.list),
            face: self.face.or(other.face),
        }
    }
}

/// Where a comment hangs, by its place among the comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Anchor {
    /// The passage it is on begins.
    Start(usize),
    /// The passage ends.
    End(usize),
    /// The sign of the comment itself.
    At(usize),
}

/// A paragraph whose runs are being read.
#[derive(Debug, Default)]
pub(in crate::import) struct Paragraph {
    pub text: String,
    bold: Vec<Range<u32>>,
    italic: Vec<Range<u32>>,
    /// What its style and its own properties say.
    pub look: Look,
    /// The number that the program shows before it, as “1.”; empty where none.
    pub number: String,
    /// Whether its mark was deleted: then the next paragraph goes on with it.
    pub open: bool,
    /// Whether it is a note: it belongs to no speaker.
    pub aside: bool,
    /// Paragraphs of text boxes that are anchored in it, those within them included.
    pub boxed: VecDeque<Paragraph>,
    pub cell: Option<(u32, u32)>,
    anchors: Vec<(u32, Anchor)>,
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

    /// Hangs a comment where the words are now.
    pub fn anchor(&mut self, anchor: Anchor) {
        self.anchors.push((self.text.len() as u32, anchor));
    }

    /// Leaves out the space at its start.
    pub fn trim_start(&mut self) {
        let cut = (self.text.len() - self.text.trim_start().len()) as u32;
        self.text.drain(..cut as usize);
        for ranges in [&mut self.bold, &mut self.italic] {
            ranges.iter_mut().for_each(|range| *range = range.start.saturating_sub(cut)..range.end.saturating_sub(cut));
            ranges.retain(|range| !range.is_empty());
        }
        self.anchors.iter_mut().for_each(|(at, _)| *at = at.saturating_sub(cut));
    }

    /// Leaves out the space at its end.
    pub fn trim_end(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        let end = self.text.len() as u32;
        for ranges in [&mut self.bold, &mut self.italic] {
            ranges.iter_mut().for_each(|range| range.end = range.end.min(end));
            ranges.retain(|range| range.start < range.end);
        }
        self.anchors.iter_mut().for_each(|(at, _)| *at = (*at).min(end));
    }

    /// Takes in a paragraph of a text box, and those of boxes within it. (A chain of boxes is never copied, only handed on.)
    pub fn take_box(&mut self, mut inner: Self) {
        let mut all = std::mem::take(&mut inner.boxed);
        all.push_front(inner);
        if self.boxed.is_empty() { self.boxed = all } else { self.boxed.extend(all) }
    }

    /// One paragraph of two between which the mark was deleted; the second one's properties count.
    pub fn joined(before: Self, after: Self) -> Self {
        let shift = before.text.len() as u32;
        let number = if before.number.is_empty() { after.number } else { before.number.clone() };
        let mut whole = Self { look: after.look, open: after.open, cell: after.cell.or(before.cell), number, ..before };
        whole.text.push_str(&after.text);
        let moved = |range: &Range<u32>| range.start + shift..range.end + shift;
        whole.bold.extend(after.bold.iter().map(moved));
        whole.italic.extend(after.italic.iter().map(moved));
        whole.anchors.extend(after.anchors.iter().map(|(at, anchor)| (at + shift, *anchor)));
        whole.boxed.extend(after.boxed);
        whole
    }

    /// Writes it into the draft, a line for each of its lines, and the places of comments beside.
    pub fn write(mut self, draft: &mut Draft, anchors: &mut Vec<(u32, Anchor)>) {
        let boxed = std::mem::take(&mut self.boxed);
        self.write_alone(draft, anchors);
        for inner in boxed {
            inner.write_alone(draft, anchors);
        }
    }

    fn write_alone(mut self, draft: &mut Draft, anchors: &mut Vec<(u32, Anchor)>) {
        let whole_start = draft.text.len() as u32;
        let first = draft.styles.len();
        let heading = self.look.heading.unwrap_or(0);
        let empty = self.text.trim().is_empty();
        if !empty && !self.number.is_empty() {
            draft.text.push_str(&self.number);
            draft.text.push(' ');
        }
        let start = draft.text.len() as u32;
        draft.text.push_str(&self.text);
        let end = draft.text.len() as u32;
        if !empty {
            let whole = whole_start..end;
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
        anchors.extend(std::mem::take(&mut self.anchors).into_iter().map(|(at, anchor)| (at + start, anchor)));
        self.lines(draft, start, start - whole_start, heading);
        draft.text.push('\n');
    }

    fn lines(&self, draft: &mut Draft, start: u32, number: u32, heading: u8) {
        let mut from = 0;
        let mut number = number;
        for piece in self.text.split('\n') {
            let (begin, end) = (from, from + piece.len() as u32);
            if !piece.trim().is_empty() {
                let bold = self.bold.iter().find(|range| range.start <= begin && range.end > begin).map_or(0, |range| range.end.min(end) - begin);
                let (start, end) = (start + begin, start + end);
                // The number stands before the first of its lines; behind a line that is blank it is a line's no more.
                let number = if begin == 0 { std::mem::take(&mut number) } else { 0 };
                draft.lines.push(Line { start, end, number, bold, heading, cell: self.cell, item: false, aside: self.aside });
            }
            from = end + 1;
        }
    }
}
