//! A text as it stands in lines: a passage a paragraph, each in its own direction. An edit lays out again what it touches.

use crate::model::Span;
use crate::ui::text::{Marks, Passage, PassageStyle, Place, TextEngine};
use egui::{Painter, Pos2, Rect, Vec2, pos2, vec2};
use std::ops::Range;
use std::sync::Arc;

/// A paragraph and where it stands.
#[derive(Debug)]
pub(super) struct Paragraph {
    /// Its bytes, without the line end.
    bytes: Range<usize>,
    /// Its scalar values, without the line end.
    pub span: Span,
    pub top: f32,
    /// How far to the right an empty one stands, which reads as the one before it.
    indent: f32,
    pub passage: Arc<Passage>,
}

impl Paragraph {
    /// From the sheet's corner to the passage's.
    pub fn offset(&self) -> Vec2 {
        vec2(self.indent, self.top)
    }
}

/// The lines of a text. Positions are scalar values of the whole text.
#[derive(Debug, Default)]
pub struct Sheet {
    text: String,
    /// The style with the faces there are, and the width.
    set: Option<(u64, u32)>,
    pub(super) paragraphs: Vec<Paragraph>,
}

impl Sheet {
    /// Takes the text as it is now; lays out the paragraphs alone that are not as they were, unless style or width are others.
    pub fn lay(&mut self, engine: &mut TextEngine, text: &str, style: &PassageStyle, width: f32) {
        let set = (engine.key(style), width.to_bits());
        let same = self.set == Some(set);
        if same && self.text == text && !self.paragraphs.is_empty() {
            return;
        }
        let lines: Vec<&str> = text.split('\n').collect();
        let old = if same { std::mem::take(&mut self.paragraphs) } else { Vec::new() };
        let mut old: Vec<(&str, Arc<Passage>)> = old.into_iter().map(|had| (&self.text[had.bytes], had.passage)).collect();
        let most = old.len().min(lines.len());
        let head = (0..most).take_while(|n| old[*n].0 == lines[*n]).count();
        let tail = (0..most - head).take_while(|n| old[old.len() - 1 - n].0 == lines[lines.len() - 1 - n]).count();
        let kept = old.split_off(old.len() - tail);
        old.truncate(head);
        let new = lines[head..lines.len() - tail].iter().map(|line| Arc::new(lay_out(engine, line, style, width)));
        let passages: Vec<Arc<Passage>> = old.into_iter().map(|(_, had)| had).chain(new).chain(kept.into_iter().map(|(_, had)| had)).collect();
        self.paragraphs = stack(&lines, passages, width);
        (self.text, self.set) = (text.to_owned(), Some(set));
    }

    /// The text that was laid out.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a paragraph.
    pub(super) fn slice(&self, index: usize) -> &str {
        &self.text[self.paragraphs[index].bytes.clone()]
    }

    /// Forgets the lines, for a text that is not shown.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// The height of all lines.
    pub fn height(&self) -> f32 {
        self.paragraphs.last().map_or(0.0, |last| last.top + last.passage.height())
    }

    /// The width from the leftmost letter to the rightmost.
    pub fn width(&self) -> f32 {
        let right = self.paragraphs.iter().map(|part| part.passage.inset() + part.passage.width()).fold(0.0, f32::max);
        (right - self.inset()).max(0.0)
    }

    /// Where the leftmost letter stands.
    pub fn inset(&self) -> f32 {
        self.paragraphs.iter().map(|part| part.passage.inset()).fold(f32::MAX, f32::min).min(f32::MAX / 2.0)
    }

    /// Whether the text begins in a script that reads from right to left.
    pub fn is_rtl(&self) -> bool {
        self.paragraphs.iter().find(|part| !part.passage.is_empty()).is_some_and(|part| part.passage.is_rtl())
    }

    /// The height of a line.
    pub fn line_height(&self) -> f32 {
        self.paragraphs.first().map_or(1.0, |first| first.passage.line_height())
    }

    /// The place nearest to a point.
    pub fn hit(&self, at: Pos2) -> Place {
        let index = self.paragraphs.partition_point(|part| part.top <= at.y).saturating_sub(1);
        let Some(part) = self.paragraphs.get(index) else { return Place::default() };
        self.whole(index, part.passage.hit(at - part.offset()))
    }

    /// Where the caret at a place stands.
    pub fn caret(&self, place: Place) -> Rect {
        let (index, local) = self.local(place);
        self.paragraphs.get(index).map_or(Rect::ZERO, |part| part.passage.caret(local).translate(part.offset()))
    }

    /// The rectangles behind a span; a line end that is in it shows as a little space.
    pub fn rects(&self, span: Span) -> Vec<Rect> {
        let mut rects = Vec::new();
        for (index, part) in self.paragraphs.iter().enumerate() {
            if part.span.end < span.start || span.end <= part.span.start {
                continue;
            }
            let own = Span { start: span.start.max(part.span.start), end: span.end.min(part.span.end) };
            let local = Span { start: own.start - part.span.start, end: own.end - part.span.start };
            rects.extend(part.passage.rects(local).into_iter().map(|rect| rect.translate(part.offset())));
            if span.end > part.span.end && index + 1 < self.paragraphs.len() {
                let end = self.caret(Place { offset: part.span.end, trailing: true });
                let space = end.height() / 4.0;
                let left = if part.passage.is_rtl() || part.indent > 0.0 { end.left() - space } else { end.left() };
                rects.push(Rect::from_min_size(pos2(left, end.top()), vec2(space, end.height())));
            }
        }
        rects
    }

    /// Paints what the painter's clip shows, the top left corner at `origin`.
    pub fn paint(&self, engine: &mut TextEngine, painter: &Painter, origin: Pos2, ink: egui::Color32) {
        let clip = painter.clip_rect();
        let first = self.paragraphs.partition_point(|part| origin.y + part.top + part.passage.height() < clip.top());
        for part in self.paragraphs[first..].iter().take_while(|part| origin.y + part.top <= clip.bottom()) {
            part.passage.paint(engine, painter, origin + part.offset(), ink);
        }
    }

    /// The paragraph of a place, and the place within its passage.
    pub(super) fn local(&self, place: Place) -> (usize, Place) {
        let index = self.paragraphs.partition_point(|part| part.span.start <= place.offset).saturating_sub(1);
        let start = self.paragraphs.get(index).map_or(0, |part| part.span.start);
        (index, Place { offset: place.offset.saturating_sub(start), ..place })
    }

    /// The place in the whole text of one within a passage.
    pub(super) fn whole(&self, index: usize, local: Place) -> Place {
        Place { offset: self.paragraphs[index].span.start + local.offset, ..local }
    }
}

/// A tab is as wide as an em: the typesetter shows control characters as spaces.
fn lay_out(engine: &mut TextEngine, line: &str, style: &PassageStyle, width: f32) -> Passage {
    match line.contains('\t') {
        true => engine.lay_out(&line.replace('\t', "\u{2003}"), style, Marks::default(), width),
        false => engine.lay_out(line, style, Marks::default(), width),
    }
}

/// The paragraphs one below the other.
fn stack(lines: &[&str], passages: Vec<Arc<Passage>>, width: f32) -> Vec<Paragraph> {
    let (mut byte, mut at, mut top, mut rtl) = (0, 0, 0.0, false);
    let place = |(line, passage): (&&str, Arc<Passage>)| {
        if !passage.is_empty() {
            rtl = passage.is_rtl();
        }
        let indent = if passage.is_empty() && rtl && width.is_finite() { width } else { 0.0 };
        let (bytes, span) = (byte..byte + line.len(), Span { start: at, end: at + passage.len() });
        let paragraph = Paragraph { bytes, span, top, indent, passage };
        byte = paragraph.bytes.end + 1;
        at = span.end + 1;
        top += paragraph.passage.height();
        paragraph
    };
    lines.iter().zip(passages).map(place).collect()
}
