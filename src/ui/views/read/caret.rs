//! The caret and the selection, and how they move.

use super::data::Sheet;
use super::page::Page;
use super::steps::{self, Unit};
use crate::model::Span;
use crate::ui::text::{Place, TextEngine};
use egui::pos2;

/// Where a caret can be sent by a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// One letter left, as it is seen.
    Left,
    /// One letter right, as it is seen.
    Right,
    /// One line up.
    Up,
    /// One line down.
    Down,
    /// To the beginning of the line.
    LineStart,
    /// To the end of the line.
    LineEnd,
    /// One unit back.
    Back(Unit),
    /// One unit on.
    On(Unit),
    /// One view up.
    PageUp,
    /// One view down.
    PageDown,
    /// To the beginning of the text.
    Top,
    /// To its end.
    Bottom,
}

/// The caret, and the other end of the selection.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Caret {
    /// Where it stands.
    pub at: u32,
    /// The end of the selection that stays; `at` itself when nothing is selected.
    pub anchor: u32,
    /// Whether it is drawn after what comes before it.
    pub trailing: bool,
    /// The horizontal place that steps up and down keep to.
    goal: Option<f32>,
}

impl Caret {
    /// A caret with nothing selected.
    pub fn new(at: u32) -> Self {
        Self { at, anchor: at, ..Self::default() }
    }

    /// A selection with the caret at its end.
    pub fn over(span: Span) -> Self {
        Self { at: span.end, anchor: span.start, trailing: true, goal: None }
    }

    /// What is selected, hidden marks at its ends included; empty when nothing is.
    pub fn span(&self) -> Span {
        Span::new(self.at, self.anchor)
    }

    /// Whether nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.at == self.anchor
    }

    /// Puts the caret somewhere; the selection follows when `extend`.
    pub fn put(&mut self, at: u32, trailing: bool, extend: bool) {
        let anchor = if extend { self.anchor } else { at };
        *self = Self { at, anchor, trailing, goal: None };
    }

    /// Ends the selection where the caret stands.
    pub fn collapse(&mut self) {
        self.anchor = self.at;
    }
}

/// What a caret moves over.
pub struct Ground<'a> {
    /// The page.
    pub page: &'a mut Page,
    /// The engine that lays out.
    pub engine: &'a mut TextEngine,
    /// The text.
    pub sheet: &'a Sheet,
}

impl Ground<'_> {
    /// Moves the caret; the selection follows when `extend`.
    pub fn go(&mut self, caret: &mut Caret, motion: Motion, extend: bool) {
        if self.sheet.blocks.is_empty() {
            return;
        }
        if !extend && !caret.is_empty() && matches!(motion, Motion::Left | Motion::Right) {
            let span = caret.span();
            return caret.put(if motion == Motion::Left { span.start } else { span.end }, motion == Motion::Right, false);
        }
        let motion = self.in_direction(caret, motion);
        let text = &self.sheet.text;
        let (at, trailing) = match motion {
            Motion::Left | Motion::Right => self.sideways(caret, motion == Motion::Right),
            Motion::Up | Motion::Down => return self.vertical(caret, if motion == Motion::Up { -1 } else { 1 }, extend),
            Motion::PageUp | Motion::PageDown => {
                let lines = ((self.page.view - 56.0) / self.line_height()).floor().max(1.0) as isize;
                return self.vertical(caret, if motion == Motion::PageUp { -lines } else { lines }, extend);
            }
            Motion::LineStart => self.line_end(caret, false),
            Motion::LineEnd => self.line_end(caret, true),
            Motion::Back(unit) => (self.shown(steps::back(text, caret.at, unit)), false),
            Motion::On(unit) => (self.shown(steps::forward(text, caret.at, unit)), unit == Unit::Word),
            Motion::Top => (self.first(0), false),
            Motion::Bottom => (self.last(self.sheet.blocks.len() - 1), true),
        };
        caret.put(at, trailing, extend);
    }

    /// The arrows to the sides give words and sentences: where a paragraph reads from right to left, what lies to the left comes next.
    fn in_direction(&mut self, caret: &Caret, motion: Motion) -> Motion {
        let (Motion::Back(unit) | Motion::On(unit)) = motion else { return motion };
        let block = self.sheet.block_at(caret.at);
        if unit == Unit::Turn || !self.page.passage(self.engine, self.sheet, block).is_rtl() {
            return motion;
        }
        if motion == Motion::Back(unit) { Motion::On(unit) } else { Motion::Back(unit) }
    }

    fn line_height(&mut self) -> f32 {
        self.page.passage(self.engine, self.sheet, self.page.anchor.block).line_height()
    }

    /// The place of `at` within a block: a step may end between blocks.
    fn shown(&self, at: u32) -> u32 {
        let block = self.sheet.blocks[self.sheet.block_at(at)].span;
        at.clamp(block.start, block.end)
    }

    fn local(&self, caret: &Caret) -> (usize, u32, Place) {
        let block = self.sheet.block_at(caret.at);
        let start = self.sheet.blocks[block].span.start;
        (block, start, Place { offset: caret.at.saturating_sub(start), trailing: caret.trailing })
    }

    fn sideways(&mut self, caret: &Caret, right: bool) -> (u32, bool) {
        let (block, start, place) = self.local(caret);
        let passage = self.page.passage(self.engine, self.sheet, block);
        let next = if right { passage.right_of(place) } else { passage.left_of(place) };
        match (next, right != passage.is_rtl()) {
            (Some(next), _) => (start + next.offset, next.trailing),
            (None, true) if block + 1 < self.sheet.blocks.len() => (self.first(block + 1), false),
            (None, false) if block > 0 => (self.last(block - 1), true),
            _ => (caret.at, caret.trailing),
        }
    }

    /// The first place of a block that shows.
    fn first(&mut self, block: usize) -> u32 {
        let passage = self.page.passage(self.engine, self.sheet, block);
        self.sheet.blocks[block].span.start + passage.line_start(0).offset
    }

    /// The last one.
    fn last(&mut self, block: usize) -> u32 {
        let passage = self.page.passage(self.engine, self.sheet, block);
        self.sheet.blocks[block].span.start + passage.line_end(passage.len()).offset
    }

    fn line_end(&mut self, caret: &Caret, end: bool) -> (u32, bool) {
        let (block, start, place) = self.local(caret);
        let passage = self.page.passage(self.engine, self.sheet, block);
        let place = if end { passage.line_end(place) } else { passage.line_start(place) };
        (start + place.offset, place.trailing)
    }

    fn vertical(&mut self, caret: &mut Caret, lines: isize, extend: bool) {
        let (mut block, mut start, mut place) = self.local(caret);
        let mut passage = self.page.passage(self.engine, self.sheet, block);
        let x = caret.goal.unwrap_or_else(|| passage.caret(place).left());
        let mut left = lines;
        while left != 0 {
            let line = passage.line_at(place) as isize;
            let room = if left > 0 { passage.lines().len() as isize - 1 - line } else { -line };
            if left.abs() <= room.abs() {
                place = passage.vertical(place, left, x).unwrap_or(place);
                break;
            }
            let next = if left > 0 { block + 1 } else { block.wrapping_sub(1) };
            if next >= self.sheet.blocks.len() {
                place = passage.vertical(place, room, x).unwrap_or(place);
                break;
            }
            left -= room + left.signum();
            block = next;
            passage = self.page.passage(self.engine, self.sheet, block);
            start = self.sheet.blocks[block].span.start;
            place = passage.hit(pos2(x, if lines > 0 { 0.0 } else { passage.height() - 0.5 }));
        }
        caret.put(start + place.offset, place.trailing, extend);
        caret.goal = Some(x);
    }
}
