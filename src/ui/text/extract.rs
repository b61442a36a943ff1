//! From parley's layout, which is rich and heavy, to a passage, which is plain and light.

use super::PassageStyle;
use super::engine::Ink;
use super::faces::Faces;
use super::passage::{Cluster, Glyph, GlyphRun, LineData, Passage};
use crate::typeset::Hidden;
use parley::{BreakReason, Layout, Line, PositionedLayoutItem};

/// A passage in the making.
pub(super) struct Extraction<'a> {
    faces: &'a mut Faces,
    style: &'a PassageStyle,
    hidden: Hidden,
    /// For texts beyond ASCII, the scalar value that each byte belongs to.
    scalars: Vec<u32>,
    text_len: usize,
    lines: Vec<LineData>,
    clusters: Vec<Cluster>,
    runs: Vec<GlyphRun>,
    glyphs: Vec<Glyph>,
}

impl<'a> Extraction<'a> {
    /// An extraction for the text that was laid out.
    pub fn new(shown: &str, hidden: Hidden, style: &'a PassageStyle, faces: &'a mut Faces) -> Self {
        let mut scalars = Vec::new();
        if !shown.is_ascii() {
            scalars.reserve(shown.len() + 1);
            for (at, character) in (0u32..).zip(shown.chars()) {
                scalars.extend(std::iter::repeat_n(at, character.len_utf8()));
            }
            scalars.push(hidden.shown_len());
        }
        let letters = shown.len();
        Self {
            faces,
            style,
            hidden,
            scalars,
            text_len: letters,
            lines: Vec::new(),
            clusters: Vec::with_capacity(letters.min(4096)),
            runs: Vec::new(),
            glyphs: Vec::with_capacity(letters.min(4096)),
        }
    }

    /// Takes every line of a layout.
    pub fn take(&mut self, layout: &Layout<Ink>) {
        for line in layout.lines() {
            self.line(&line, layout.is_rtl());
        }
    }

    /// The passage.
    pub fn finish(mut self, layout: &Layout<Ink>) -> Passage {
        let metrics = layout.root_span_metrics();
        let (ascent, descent) = metrics.map_or((self.style.size, 0.0), |metrics| (metrics.ascent, metrics.descent));
        if self.lines.is_empty() {
            self.lines.push(LineData { start: 0, end: 0, clusters: 0, runs: 0, left: 0.0, right: 0.0, broken: false });
        }
        Passage {
            lines: self.lines.into(),
            clusters: self.clusters.into(),
            runs: self.runs.into(),
            glyphs: self.glyphs.into(),
            hidden: self.hidden,
            line_height: self.style.line_height.max(1.0),
            baseline: (self.style.line_height - ascent - descent) / 2.0 + ascent,
            rtl: layout.is_rtl(),
        }
    }

    fn scalar(&self, byte: usize) -> u32 {
        let byte = byte.min(self.text_len);
        if self.scalars.is_empty() { byte as u32 } else { self.scalars[byte] }
    }

    fn line(&mut self, line: &Line<'_, Ink>, rtl: bool) {
        let (metrics, range) = (line.metrics(), line.text_range());
        let from = metrics.offset + metrics.inline_min_coord;
        let wrapped = matches!(line.break_reason(), BreakReason::Regular | BreakReason::Emergency);
        let hanging = if wrapped { metrics.hanging_advance } else { 0.0 };
        let (mut left, mut right) = (from, from + metrics.advance);
        // What hangs over the end of a wrapped line has no width of its own.
        if rtl {
            left += hanging
        } else {
            right -= hanging
        }
        self.line_clusters(line, from, (left, right.max(left)));
        self.line_glyphs(line);
        self.lines.push(LineData {
            start: self.scalar(range.start),
            end: self.scalar(range.end),
            clusters: self.clusters.len() as u32,
            runs: self.runs.len() as u32,
            left,
            right: right.max(left),
            broken: line.break_reason() == BreakReason::Explicit,
        });
    }

    fn line_clusters(&mut self, line: &Line<'_, Ink>, from: f32, (left, right): (f32, f32)) {
        let mut x = from;
        for run in line.runs() {
            for cluster in run.visual_clusters() {
                let range = cluster.text_range();
                let (start, end) = (self.scalar(range.start), self.scalar(range.end));
                if end > start {
                    let len = u16::try_from(end - start).unwrap_or(u16::MAX);
                    self.clusters.push(Cluster { start, x: x.clamp(left, right), len, rtl: cluster.is_rtl() });
                }
                x += cluster.advance();
            }
        }
    }

    fn line_glyphs(&mut self, line: &Line<'_, Ink>) {
        for item in line.items() {
            let PositionedLayoutItem::GlyphRun(run) = item else { continue };
            let face = self.faces.number(run.run());
            let baseline = run.baseline();
            let glyphs =
                run.positioned_glyphs().filter_map(|glyph| Some(Glyph { id: u16::try_from(glyph.id).ok()?, x: glyph.x, y: glyph.y - baseline }));
            self.glyphs.extend(glyphs);
            let (size, colour, glyphs) = (run.run().font_size(), run.style().brush, self.glyphs.len() as u32);
            self.runs.push(GlyphRun { face, size, colour, glyphs });
        }
    }
}
