//! A paragraph as lines of positioned glyphs, for paper: each glyph still knows the words it stands for.

use super::engine::{Typesetter, shown_text};
use super::style::{Colour, Marks, PassageStyle};
use crate::model::Span;
use parley::Line;
use std::ops::Range;
use std::sync::Arc;

/// A font as glyphs are drawn from it.
#[derive(Clone)]
pub struct Face {
    /// The bytes of the font file.
    pub data: Arc<dyn AsRef<[u8]> + Send + Sync>,
    /// A number that differs when the bytes do.
    pub key: u64,
    /// The place in a file of several fonts.
    pub index: u32,
    /// Axes of a variable font and where on them it stands.
    pub variations: Vec<([u8; 4], f32)>,
    /// Whether it is to be drawn heavier, as the font has no such weight.
    pub bolder: bool,
}

/// A glyph of a line; the next one stands `advance` to the right.
#[derive(Clone, Debug)]
pub struct SetGlyph {
    /// Its number in the font.
    pub id: u32,
    /// How far it moves on, in points.
    pub advance: f32,
    /// How far it is drawn from its place, right and up, in points.
    pub offset: (f32, f32),
    /// The bytes of [`SetText::text`] that it stands for.
    pub text: Range<usize>,
}

/// Glyphs of one font, size and colour, from left to right.
#[derive(Clone)]
pub struct SetRun<C> {
    /// The font.
    pub face: Face,
    /// The size in points.
    pub size: f32,
    /// The colour, when not the paragraph's own.
    pub colour: Option<C>,
    /// Where the first glyph stands, from the left of the paragraph.
    pub x: f32,
    /// The glyphs.
    pub glyphs: Vec<SetGlyph>,
}

/// A line.
#[derive(Clone)]
pub struct SetLine<C> {
    /// What of the whole text stands in it, in scalar values, hidden parts included.
    pub span: Span,
    /// Its glyphs.
    pub runs: Vec<SetRun<C>>,
}

/// A paragraph laid out for one width.
#[derive(Clone)]
pub struct SetText<C> {
    /// What is shown.
    pub text: String,
    /// The lines from top to bottom; at least one.
    pub lines: Vec<SetLine<C>>,
    /// The distance from line to line.
    pub line_height: f32,
    /// From the top of a line to its baseline.
    pub baseline: f32,
}

impl<C> SetText<C> {
    /// The place of the line that holds a scalar value of the whole text.
    pub fn line_of(&self, at: u32) -> usize {
        self.lines.iter().position(|line| at < line.span.end).unwrap_or(self.lines.len() - 1)
    }
}

impl<C: Colour> Typesetter<C> {
    /// Lays out one paragraph as lines of glyphs, wrapped at `width` points.
    pub fn set(&mut self, text: &str, style: &PassageStyle, marks: Marks<'_, C>, width: f32) -> SetText<C> {
        let (shown, hidden) = shown_text(text, marks.hidden);
        let layout = self.build(&shown, style, marks, &hidden, width);
        let mut lines: Vec<SetLine<C>> = Vec::new();
        let (mut byte, mut start) = (0, 0);
        for line in layout.lines() {
            let end = start + shown.get(byte..line.text_range().end).map_or(0, |words| words.chars().count() as u32);
            let whole = Span { start: hidden.after(start).min(hidden.before(end)), end: hidden.before(end) };
            lines.push(SetLine { span: whole, runs: runs_of(&line) });
            (byte, start) = (line.text_range().end.max(byte), end);
        }
        if lines.is_empty() {
            lines.push(SetLine { span: Span { start: 0, end: hidden.len() }, runs: Vec::new() });
        }
        let (ascent, descent) = layout.root_span_metrics().map_or((style.size, 0.0), |metrics| (metrics.ascent, metrics.descent));
        let baseline = (style.line_height - ascent - descent) / 2.0 + ascent;
        SetText { lines, line_height: style.line_height, baseline, text: shown.into_owned() }
    }
}

fn runs_of<C: Colour>(line: &Line<'_, Option<C>>) -> Vec<SetRun<C>> {
    let mut runs: Vec<SetRun<C>> = Vec::new();
    let mut x = line.metrics().offset + line.metrics().inline_min_coord;
    for run in line.runs() {
        let face = face(&run);
        let (mut style, mut ahead) = (None, None::<Range<usize>>);
        for cluster in run.visual_clusters() {
            if cluster.is_ligature_continuation() {
                // A ligature has all its glyphs at its first cluster, which stands behind the others where one reads from the right.
                let own = cluster.text_range();
                match runs.last_mut().and_then(|run| run.glyphs.last_mut()).filter(|_| !cluster.is_rtl()) {
                    Some(glyph) => glyph.text = joined(&glyph.text, &own),
                    None => ahead = Some(ahead.map_or_else(|| own.clone(), |known| joined(&known, &own))),
                }
                continue;
            }
            let own = ahead.take().map_or_else(|| cluster.text_range(), |known| joined(&known, &cluster.text_range()));
            for glyph in cluster.glyphs() {
                if style.replace(cluster.style_index()) != Some(cluster.style_index()) {
                    let colour = cluster.style().brush;
                    runs.push(SetRun { face: face.clone(), size: run.font_size(), colour, x, glyphs: Vec::new() });
                }
                if let Some(last) = runs.last_mut() {
                    // Parley counts down from the baseline.
                    let offset = (glyph.x, -glyph.y);
                    last.glyphs.push(SetGlyph { id: glyph.id, advance: glyph.advance, offset, text: own.clone() });
                }
                x += glyph.advance;
            }
        }
    }
    runs.retain(|run| !run.glyphs.is_empty());
    runs
}

fn joined(one: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    one.start.min(other.start)..one.end.max(other.end)
}

fn face<C: Colour>(run: &parley::Run<'_, Option<C>>) -> Face {
    let (font, synthesis) = (run.font(), run.synthesis());
    let (data, key) = font.data.clone().into_raw_parts();
    let variations = synthesis.variation_settings().iter().map(|(tag, value)| (tag.to_be_bytes(), *value)).collect();
    Face { data, key, index: font.index, variations, bolder: synthesis.embolden() }
}
