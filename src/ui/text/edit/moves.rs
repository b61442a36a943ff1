//! Where a key sends the caret: by what is seen, by words, by lines.

use super::sheet::Sheet;
use crate::text::{Geometry, word_after, word_before};
use crate::ui::text::Place;

/// A move of the caret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// One letter left, as it is seen.
    Left,
    /// One letter right, as it is seen.
    Right,
    /// One word left, as it is seen.
    WordLeft,
    /// One word right, as it is seen.
    WordRight,
    /// To the beginning of the line.
    LineStart,
    /// To the end of the line.
    LineEnd,
    /// So many lines down; up where it is less than none.
    Lines(isize),
    /// To the beginning of the text.
    Start,
    /// To the end of the text.
    End,
}

impl Sheet {
    /// Where a move leads from a place; `goal` is the horizontal position that steps up and down keep to.
    pub fn go(&self, from: Place, motion: Motion, goal: &mut Option<f32>) -> Place {
        if !matches!(motion, Motion::Lines(_)) {
            *goal = None;
        }
        match motion {
            Motion::Left | Motion::Right => self.sideways(from, motion == Motion::Right),
            Motion::WordLeft | Motion::WordRight => {
                let on = (motion == Motion::WordRight) != self.reads_left(from);
                if on { Place { offset: self.word_on(from.offset), trailing: true } } else { self.word_back(from.offset).into() }
            }
            Motion::LineStart => {
                let (index, local) = self.local(from);
                self.whole(index, self.paragraphs[index].passage.line_start(local))
            }
            Motion::LineEnd => {
                let (index, local) = self.local(from);
                self.whole(index, self.paragraphs[index].passage.line_end(local))
            }
            Motion::Lines(lines) => {
                let x = *goal.get_or_insert_with(|| self.caret(from).center().x);
                self.vertical(from, lines, x)
            }
            Motion::Start => Place::default(),
            Motion::End => self.end(),
        }
    }

    /// The end of the text.
    pub fn end(&self) -> Place {
        Place { offset: self.paragraphs.last().map_or(0, |last| last.span.end), trailing: true }
    }

    /// The end of the word after a position.
    pub fn word_on(&self, at: u32) -> u32 {
        word_after(&self.geometry(), at)
    }

    /// The start of the word before a position.
    pub fn word_back(&self, at: u32) -> u32 {
        word_before(&self.geometry(), at)
    }

    /// The word around a position, or the run of other signs there; at the end of a line, what is before.
    pub fn word_at(&self, at: u32) -> crate::model::Span {
        let (index, _) = self.local(at.into());
        let part = self.paragraphs[index].span;
        let at = if at == part.end && at > part.start { at - 1 } else { at };
        crate::text::word_at(&self.geometry(), at)
    }

    /// The paragraph around a position.
    pub fn paragraph_at(&self, at: u32) -> crate::model::Span {
        self.paragraphs[self.local(at.into()).0].span
    }

    /// The start of the letter before a position, with all that is written over and under it; a line end is one.
    pub fn letter_back(&self, at: u32) -> u32 {
        let (index, local) = self.local(at.into());
        let part = &self.paragraphs[index];
        match part.passage.prev(local.offset) {
            Some(before) => part.span.start + before,
            None => part.span.start.saturating_sub(1),
        }
    }

    /// The end of the letter after a position.
    pub fn letter_on(&self, at: u32) -> u32 {
        let (index, local) = self.local(at.into());
        let part = &self.paragraphs[index];
        match part.passage.next(local.offset) {
            Some(after) => part.span.start + after,
            None => (part.span.end + 1).min(self.end().offset),
        }
    }

    /// Whether what lies to the left of a place comes later in the text.
    pub fn reads_left(&self, place: Place) -> bool {
        self.paragraphs[self.local(place).0].passage.is_rtl()
    }

    fn geometry(&self) -> Geometry {
        Geometry::new(self.text())
    }

    fn sideways(&self, from: Place, right: bool) -> Place {
        let (index, local) = self.local(from);
        let part = &self.paragraphs[index];
        let next = if right { part.passage.right_of(local) } else { part.passage.left_of(local) };
        match (next, right != part.passage.is_rtl()) {
            (Some(next), _) => self.whole(index, next),
            (None, true) => self.paragraphs.get(index + 1).map_or(from, |next| next.span.start.into()),
            (None, false) => match index.checked_sub(1) {
                Some(before) => Place { offset: self.paragraphs[before].span.end, trailing: true },
                None => from,
            },
        }
    }

    fn vertical(&self, from: Place, lines: isize, x: f32) -> Place {
        let (index, local) = self.local(from);
        let lines_in = |index: usize| self.paragraphs[index].passage.lines().len() as isize;
        let (mut index, mut line) = (index, self.paragraphs[index].passage.line_at(local) as isize + lines);
        while line < 0 {
            let Some(before) = index.checked_sub(1) else { return Place::default() };
            index = before;
            line += lines_in(index);
        }
        while line >= lines_in(index) {
            line -= lines_in(index);
            index += 1;
            if index == self.paragraphs.len() {
                return self.end();
            }
        }
        let part = &self.paragraphs[index];
        let first = part.passage.line_at(0);
        let found = part.passage.vertical(0, line - first as isize, x - part.offset().x);
        self.whole(index, found.unwrap_or_default())
    }
}
