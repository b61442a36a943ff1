//! The page: blocks laid out when they come in sight, scrolled by pixel, with the first visible block as the anchor.

use super::data::{Block, BlockKind, Sheet};
use crate::model::{Key, Span, VersionId};
use crate::text::StyleKind;
use crate::ui::heights::Heights;
use crate::ui::text::{Family, Marks, Passage, PassageCache, PassageKey, PassageStyle, Place, Run, TextEngine, Weight};
use egui::{Pos2, Rect, pos2, vec2};
use std::sync::Arc;

/// Above the first block, and below the last one.
const HEAD: f32 = 14.0;
const TAIL: f32 = 140.0;
/// Between blocks, and above a heading.
const GAP: f32 = 10.0;
const HEADING_GAP: f32 = 22.0;
/// One depth of a list.
const INDENT: f32 = 22.0;
/// Bytes of passages kept.
const CACHE: usize = 16 << 20;

/// Where the page is scrolled to: the first visible block, and how far its top is above the upper edge.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Anchor {
    /// The block.
    pub block: usize,
    /// Points of it that are scrolled away; negative while there is room above it.
    pub offset: f32,
}

/// A block in sight.
#[derive(Clone)]
pub struct Placed {
    /// Its place among the blocks.
    pub at: usize,
    /// The top left corner of its words, from the top of the view and the left of the column.
    pub origin: Pos2,
    /// Its words.
    pub passage: Arc<Passage>,
}

impl Placed {
    /// The bottom of its words, from the top of the view.
    pub fn bottom(&self) -> f32 {
        self.origin.y + self.passage.height()
    }
}

/// How the words are set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    /// The style of plain words.
    pub style: PassageStyle,
    /// The width of the column in points.
    pub width: f32,
    /// The width of a letter on average, to estimate heights with.
    pub letter: f32,
}

impl Setting {
    /// The setting of a family, size and width of the column in characters, before it is fitted to the room there is.
    pub fn new(engine: &mut TextEngine, family: Family, size: f32, characters: u32) -> Self {
        let style = PassageStyle::new(family, size, (size * 28.0 / 17.0).round());
        let sample = "It was held back until somebody asked, and then we shared what there was of it with the others.";
        let letter = engine.lay_out(sample, &style, Marks::default(), f32::INFINITY).width() / sample.len() as f32;
        Self { style, width: (letter * characters as f32).round(), letter }
    }
}

/// The laid-out page of one sheet.
pub struct Page {
    heights: Heights,
    cache: PassageCache,
    setting: Option<(Setting, VersionId)>,
    /// Where it is scrolled to.
    pub anchor: Anchor,
    /// The height of the view in the last frame.
    pub view: f32,
    /// The blocks in sight in the last frame.
    pub placed: Vec<Placed>,
}

impl Default for Page {
    fn default() -> Self {
        let anchor = Anchor { block: 0, offset: -HEAD };
        Self { heights: Heights::default(), cache: PassageCache::new(CACHE), setting: None, anchor, view: 600.0, placed: Vec::new() }
    }
}

impl Page {
    /// Makes the page one of this sheet in this setting; estimates start afresh when either changed, and the anchor stays.
    pub fn fit(&mut self, sheet: &Sheet, setting: Setting) {
        let before = self.setting.map(|(setting, _)| setting);
        if self.setting == Some((setting, sheet.version)) && self.heights.len() == sheet.blocks.len() {
            return;
        }
        if let Some(before) = before.filter(|before| before.width > 0.0) {
            let part = self.anchor.offset / self.heights.get(self.anchor.block).max(1.0);
            self.anchor.offset =
                if part > 0.0 && before != setting { part * estimate(sheet, self.anchor.block, &setting) } else { self.anchor.offset };
        }
        self.heights = Heights::new((0..sheet.blocks.len()).map(|at| estimate(sheet, at, &setting)).collect());
        self.setting = Some((setting, sheet.version));
        self.anchor.block = self.anchor.block.min(sheet.blocks.len().saturating_sub(1));
    }

    /// Goes on with the same page after a correction: what did not change keeps its height, and what is in sight stays there.
    pub fn rewritten(&mut self, old: &Sheet, new: &Sheet) {
        let Some((setting, _)) = self.setting.filter(|_| self.heights.len() == old.blocks.len()) else { return };
        let same = |a: usize, b: usize| {
            let (one, other) = (&old.blocks[a], &new.blocks[b]);
            one.kind == other.kind && one.runs_on == other.runs_on && old.text.geometry.slice(one.span) == new.text.geometry.slice(other.span)
        };
        let (from, to) = (old.blocks.len(), new.blocks.len());
        let least = from.min(to);
        let front = (0..least).take_while(|n| same(*n, *n)).count();
        let back = (1..=least - front).take_while(|n| same(from - n, to - n)).count();
        let height = |at: usize| match at {
            at if at < front => self.heights.get(at),
            at if at >= to - back => self.heights.get(at + from - to),
            at => estimate(new, at, &setting),
        };
        let heights = (0..to).map(height).collect();
        if self.anchor.block >= from - back {
            self.anchor.block = (self.anchor.block + to).saturating_sub(from);
        }
        self.anchor.block = self.anchor.block.min(to.saturating_sub(1));
        self.heights = Heights::new(heights);
    }

    fn setting(&self) -> Setting {
        let none = Setting { style: PassageStyle::new(Family::Serif, 17.0, 28.0), width: 500.0, letter: 8.0 };
        self.setting.map_or(none, |(setting, _)| setting)
    }

    /// The words of a block, laid out now if they are not kept; its true height takes the place of the estimate.
    pub fn passage(&mut self, engine: &mut TextEngine, sheet: &Sheet, at: usize) -> Arc<Passage> {
        let setting = self.setting();
        let block = &sheet.blocks[at];
        let (style, indent) = dress(block, &setting);
        let width = setting.width - indent;
        let (text, place) = if sheet.edition == 0 { (u128::from_be_bytes(*sheet.version.bytes()), at as u32) } else { (sheet.looks(at), u32::MAX) };
        let key = PassageKey::new(text, place, engine.key(&style), width);
        let passage = self.cache.get(&key);
        let passage = passage.unwrap_or_else(|| self.cache.insert(key, lay_out(engine, sheet, block, &style, width)));
        self.heights.set(at, gap(sheet, at) + passage.height());
        passage
    }

    /// Where a block's words stand: the first one seen is `passage`'s own measure.
    fn height(&mut self, engine: &mut TextEngine, sheet: &Sheet, at: usize) -> f32 {
        self.passage(engine, sheet, at);
        self.heights.get(at)
    }

    /// Scrolls by so many points, downwards positive. What is far is reached by estimate.
    pub fn scroll(&mut self, by: f32) {
        if by.abs() > self.view * 6.0 {
            let y = self.heights.top(self.anchor.block) + f64::from(self.anchor.offset + by);
            self.jump(y);
        } else {
            self.anchor.offset += by;
        }
    }

    /// Scrolls to a height from the top, by estimate.
    pub fn jump(&mut self, y: f64) {
        if y < 0.0 {
            self.anchor = Anchor { block: 0, offset: -HEAD };
            return;
        }
        let (block, offset) = self.heights.find(y);
        self.anchor = Anchor { block, offset };
    }

    /// How far it is scrolled and how high it all is, for the scroll bar; estimates included.
    pub fn extent(&self) -> (f64, f64) {
        let at = self.heights.top(self.anchor.block) + f64::from(self.anchor.offset + HEAD);
        (at, self.heights.total() + f64::from(HEAD + TAIL))
    }

    /// Brings the anchor in order and finds the blocks in sight of a view `view` points high.
    pub fn settle(&mut self, engine: &mut TextEngine, sheet: &Sheet, view: f32) {
        self.view = view;
        self.placed.clear();
        if sheet.blocks.is_empty() {
            return;
        }
        self.normalise(engine, sheet);
        let bottom = self.place(engine, sheet);
        let spare = view - TAIL.min(view * 0.4) - bottom;
        let at_end = self.placed.last().is_some_and(|last| last.at + 1 == sheet.blocks.len());
        let at_start = self.anchor.block == 0 && self.anchor.offset <= -HEAD;
        if at_end && spare > 0.5 && !at_start {
            self.anchor.offset -= spare;
            self.normalise(engine, sheet);
            self.place(engine, sheet);
        }
    }

    /// Makes the anchor the first block that reaches into the view.
    fn normalise(&mut self, engine: &mut TextEngine, sheet: &Sheet) {
        while self.anchor.offset < 0.0 && self.anchor.block > 0 {
            self.anchor.block -= 1;
            self.anchor.offset += self.height(engine, sheet, self.anchor.block);
        }
        if self.anchor.block == 0 {
            self.anchor.offset = self.anchor.offset.max(-HEAD);
        }
        while self.anchor.block + 1 < sheet.blocks.len() {
            let height = self.height(engine, sheet, self.anchor.block);
            if self.anchor.offset < height {
                break;
            }
            self.anchor.offset -= height;
            self.anchor.block += 1;
        }
    }

    /// Places blocks from the anchor down to the lower edge; gives the bottom of the last one.
    fn place(&mut self, engine: &mut TextEngine, sheet: &Sheet) -> f32 {
        self.placed.clear();
        let mut top = -self.anchor.offset;
        for at in self.anchor.block..sheet.blocks.len() {
            if top >= self.view {
                break;
            }
            let passage = self.passage(engine, sheet, at);
            let origin = pos2(dress(&sheet.blocks[at], &self.setting()).1, top + gap(sheet, at));
            self.placed.push(Placed { at, origin, passage });
            top += self.heights.get(at);
        }
        top
    }

    /// Scrolls no further than needed so that the line at `at` is in sight with `below` points free under it.
    pub fn reveal(&mut self, engine: &mut TextEngine, sheet: &Sheet, at: u32, below: f32) {
        let Some(block) = sheet.blocks.len().checked_sub(1).map(|_| sheet.block_at(at)) else { return };
        let passage = self.passage(engine, sheet, block);
        let line = passage.caret(at.saturating_sub(sheet.blocks[block].span.start));
        let placed = self.placed.iter().find(|placed| placed.at == block);
        let Some(top) = placed.map(|placed| placed.origin.y + line.top()) else {
            self.anchor = Anchor { block, offset: gap(sheet, block) + line.top() - (self.view / 3.0).floor() };
            return;
        };
        let (least, most) = (GAP, self.view - line.height() - below.clamp(GAP, (self.view - line.height() * 2.0).max(GAP)));
        if top < least {
            self.scroll(top - least);
        } else if top > most {
            self.scroll(top - most);
        }
    }

    /// The place in the text nearest to a point, from the top of the view and the left of the column.
    pub fn hit(&self, sheet: &Sheet, pos: Pos2) -> Option<(u32, bool)> {
        let above = self.placed.iter().take_while(|placed| placed.bottom() <= pos.y).count();
        let placed = self.placed.get(above).or(self.placed.last())?;
        let place = placed.passage.hit(pos - placed.origin.to_vec2());
        Some((sheet.blocks[placed.at].span.start + place.offset, place.trailing))
    }

    /// The rectangles of a span in sight, from the top of the view and the left of the column.
    pub fn rects(&self, sheet: &Sheet, span: Span) -> Vec<Rect> {
        let mut rects = Vec::new();
        for placed in &self.placed {
            let block = sheet.blocks[placed.at].span;
            if let Some(part) = span.intersect(block) {
                let own = Span { start: part.start - block.start, end: part.end - block.start };
                rects.extend(placed.passage.rects(own).into_iter().map(|rect| rect.translate(placed.origin.to_vec2())));
            }
        }
        rects
    }

    /// Where the caret at a place stands, if that is in sight.
    pub fn caret(&self, sheet: &Sheet, at: u32, trailing: bool) -> Option<Rect> {
        let block = sheet.block_at(at);
        let placed = self.placed.iter().find(|placed| placed.at == block)?;
        let place = Place { offset: at.saturating_sub(sheet.blocks[block].span.start), trailing };
        Some(placed.passage.caret(place).translate(placed.origin.to_vec2()))
    }

    /// The part of the text in sight.
    pub fn sight(&self, sheet: &Sheet) -> Span {
        match (self.placed.first(), self.placed.last()) {
            (Some(first), Some(last)) => Span { start: sheet.blocks[first.at].span.start, end: sheet.blocks[last.at].span.end },
            _ => Span::default(),
        }
    }
}

/// The gap above a block's words.
fn gap(sheet: &Sheet, at: usize) -> f32 {
    match sheet.blocks[at] {
        Block { runs_on: true, .. } => 0.0,
        _ if at == 0 => 0.0,
        Block { kind: BlockKind::Heading(_), .. } => HEADING_GAP,
        _ => GAP,
    }
}

/// The style of a block and how far it is set in.
fn dress(block: &Block, setting: &Setting) -> (PassageStyle, f32) {
    let style = setting.style;
    match block.kind {
        BlockKind::Words => (style, 0.0),
        BlockKind::Item(depth, _) => (style, INDENT * f32::from(depth.min(6) + 1)),
        BlockKind::Heading(level) => {
            let larger = 1.0 + 0.08 * f32::from(4u8.saturating_sub(level));
            let mut style = style.weight(Weight::Semibold);
            style.size = (style.size * larger).round();
            style.line_height = (style.line_height * larger).round();
            (style, 0.0)
        }
    }
}

/// The height of a block before it was laid out.
fn estimate(sheet: &Sheet, at: usize, setting: &Setting) -> f32 {
    let (style, indent) = dress(&sheet.blocks[at], setting);
    let line = ((setting.width - indent) / setting.letter * 0.96).max(1.0);
    gap(sheet, at) + (sheet.blocks[at].span.len() as f32 / line).ceil().max(1.0) * style.line_height
}

fn lay_out(engine: &mut TextEngine, sheet: &Sheet, block: &Block, style: &PassageStyle, width: f32) -> Passage {
    let structure = &sheet.text.structure;
    let own = |span: Span| span.intersect(block.span).map(|part| Span { start: part.start - block.span.start, end: part.end - block.span.start });
    let hidden: Vec<Span> = structure.marks_in(block.span).iter().filter_map(|mark| own(mark.span)).collect();
    let paragraph = structure.paragraph_at(block.span.start).map_or(block.span.start, |n| structure.paragraphs[n].start);
    let from = structure.styles.partition_point(|style| style.span.start < paragraph);
    let styles = structure.styles[from..].iter().take_while(|style| style.span.start < block.span.end);
    let runs: Vec<Run> = styles
        .filter_map(|style| {
            let span = own(style.span)?;
            match style.kind {
                StyleKind::Bold => Some(Run { span, weight: Some(Weight::Semibold), ..Run::default() }),
                StyleKind::Italic => Some(Run { span, italic: true, ..Run::default() }),
                _ => None,
            }
        })
        .collect();
    engine.lay_out(sheet.text.geometry.slice(block.span), style, Marks { runs: &runs, hidden: &hidden }, width)
}

/// The view as it stands on the screen, to turn points of the screen into points of the page and back.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// The view on the screen.
    pub rect: Rect,
    /// The left edge of the column on the screen.
    pub left: f32,
}

impl Frame {
    /// A point of the screen as one of the page.
    pub fn inward(&self, at: Pos2) -> Pos2 {
        at - vec2(self.left, self.rect.top())
    }

    /// A rectangle of the page as one of the screen.
    pub fn outward(&self, rect: Rect) -> Rect {
        rect.translate(vec2(self.left, self.rect.top()))
    }
}
