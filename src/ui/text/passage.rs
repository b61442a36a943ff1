//! A laid-out passage: compact plain data, and the geometry of what it shows.

use super::cache::Held;
use crate::model::Span;
use crate::typeset::Hidden;
use egui::{Color32, Pos2, Rect, pos2};
use std::ops::Range;

/// A place for a caret: before the scalar value at `offset`, drawn after the one before it when `trailing`.
///
/// The two differ only where a line wraps and where the direction of writing changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Scalar values from the beginning of the passage's text.
    pub offset: u32,
    /// Whether the caret belongs to what comes before it.
    pub trailing: bool,
}

impl From<u32> for Place {
    fn from(offset: u32) -> Self {
        Self { offset, trailing: false }
    }
}

/// A line as it is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// Its top and bottom, from the top of the passage.
    pub top: f32,
    /// The bottom, which is the next line's top.
    pub bottom: f32,
    /// Where its letters begin on the left.
    pub left: f32,
    /// Where they end on the right, without a space at which the line was wrapped.
    pub right: f32,
    /// What of the whole text stands in it.
    pub span: Span,
}

/// A grapheme cluster; clusters stand in their line from left to right.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cluster {
    pub start: u32,
    pub x: f32,
    pub len: u16,
    pub rtl: bool,
}

impl Cluster {
    pub fn end(&self) -> u32 {
        self.start + u32::from(self.len)
    }
}

/// A letter as it stands in its line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    pub span: Span,
    pub left: f32,
    pub right: f32,
    pub rtl: bool,
}

/// A line's own data; positions count what is shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineData {
    pub start: u32,
    pub end: u32,
    /// The end of its clusters and glyph runs; they begin where those of the line before end.
    pub clusters: u32,
    pub runs: u32,
    pub left: f32,
    pub right: f32,
    /// Whether a line break character ends it.
    pub broken: bool,
}

/// Glyphs of one face, size and colour.
#[derive(Clone, Copy, Debug)]
pub(super) struct GlyphRun {
    pub face: u16,
    pub size: f32,
    pub colour: Option<Color32>,
    /// The end of its glyphs.
    pub glyphs: u32,
}

/// A glyph: `x` from the left of the passage, `y` down from the baseline.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub id: u16,
    pub x: f32,
    pub y: f32,
}

/// A passage laid out for one width; a plain value of some 25 bytes a letter that any cache may hold.
///
/// Positions are scalar values of the text that it was made from, hidden parts included. All geometry is in points from
/// the top left corner of the passage. It belongs to the [`TextEngine`](super::TextEngine) that made it.
#[derive(Clone, Debug)]
pub struct Passage {
    pub(super) lines: Box<[LineData]>,
    pub(super) clusters: Box<[Cluster]>,
    pub(super) runs: Box<[GlyphRun]>,
    pub(super) glyphs: Box<[Glyph]>,
    pub(super) hidden: Hidden,
    pub(super) line_height: f32,
    /// From the top of a line to its baseline.
    pub(super) baseline: f32,
    pub(super) rtl: bool,
}

impl Passage {
    /// Its height in points: the number of lines times the line height.
    pub fn height(&self) -> f32 {
        self.lines.len() as f32 * self.line_height
    }

    /// The width in points of what is shown, from the leftmost letter to the rightmost.
    pub fn width(&self) -> f32 {
        let right = self.lines.iter().map(|line| line.right).fold(f32::MIN, f32::max);
        (right - self.inset()).max(0.0)
    }

    /// Where the leftmost letter stands; 0 unless every line is aligned to the right.
    pub fn inset(&self) -> f32 {
        self.lines.iter().map(|line| line.left).fold(f32::MAX, f32::min).min(f32::MAX / 2.0)
    }

    /// Whether the passage reads from right to left and is aligned to the right.
    pub fn is_rtl(&self) -> bool {
        self.rtl
    }

    /// The length of its text in scalar values, hidden parts included.
    pub fn len(&self) -> u32 {
        self.hidden.len()
    }

    /// Whether nothing is shown.
    pub fn is_empty(&self) -> bool {
        self.hidden.shown_len() == 0
    }

    /// The height of a line in points.
    pub fn line_height(&self) -> f32 {
        self.line_height
    }

    /// From the top of a line to its baseline, to align other text with it.
    pub fn baseline(&self) -> f32 {
        self.baseline
    }

    /// The lines from top to bottom; there is always at least one.
    pub fn lines(&self) -> impl ExactSizeIterator<Item = Line> + '_ {
        (0..self.lines.len()).map(|index| self.line(index))
    }

    /// Its first lines with one more below them, whose text begins at `start`; of a passage that hides nothing.
    pub(super) fn with_last(&self, lines: usize, last: &Self, start: u32) -> Self {
        let above = lines.checked_sub(1).map(|at| self.lines[at]);
        let (clusters, runs) = above.map_or((0, 0), |line| (line.clusters, line.runs));
        let glyphs = runs.checked_sub(1).map_or(0, |at| self.runs[at as usize].glyphs);
        let line = |line: &LineData| LineData {
            start: line.start + start,
            end: line.end + start,
            clusters: line.clusters + clusters,
            runs: line.runs + runs,
            ..*line
        };
        let cluster = |cluster: &Cluster| Cluster { start: cluster.start + start, ..*cluster };
        let run = |run: &GlyphRun| GlyphRun { glyphs: run.glyphs + glyphs, ..*run };
        Self {
            lines: self.lines[..lines].iter().copied().chain(last.lines.iter().map(line)).collect(),
            clusters: self.clusters[..clusters as usize].iter().copied().chain(last.clusters.iter().map(cluster)).collect(),
            runs: self.runs[..runs as usize].iter().copied().chain(last.runs.iter().map(run)).collect(),
            glyphs: self.glyphs[..glyphs as usize].iter().chain(last.glyphs.iter()).copied().collect(),
            hidden: Hidden::new(&[], start + last.len()),
            ..*self
        }
    }

    /// The letters of a line in reading order.
    pub(super) fn cells(&self, index: usize) -> Vec<Cell> {
        let cell = |at: usize| {
            let (cluster, right) = (self.clusters[at], self.right_edge(index, at));
            let span = Span { start: self.hidden.after(cluster.start), end: self.hidden.before(cluster.end()) };
            Cell { span, left: cluster.x, right, rtl: cluster.rtl }
        };
        let mut cells: Vec<Cell> = self.cluster_range(index).map(cell).collect();
        cells.sort_unstable_by_key(|cell| cell.span.start);
        cells
    }

    /// The rectangles behind a span, one or more a line, each as high as its line.
    ///
    /// A cluster of which only a part is in the span counts as a whole; a space at which a line was wrapped has no width.
    pub fn rects(&self, span: Span) -> Vec<Rect> {
        let shown = self.hidden.shown_span(span);
        let mut rects = Vec::new();
        if shown.is_empty() {
            return rects;
        }
        let first = self.lines.partition_point(|line| line.end <= shown.start);
        for index in first..self.lines.len() {
            if self.lines[index].start >= shown.end {
                break;
            }
            self.line_rects(index, shown, &mut rects);
        }
        rects
    }

    fn line_rects(&self, index: usize, shown: Span, rects: &mut Vec<Rect>) {
        let mut open: Option<(f32, f32)> = None;
        let mut push = |from: f32, to: f32| {
            if to > from {
                rects.push(Rect::from_min_max(pos2(from, self.top(index)), pos2(to, self.top(index + 1))));
            }
        };
        for at in self.cluster_range(index) {
            let (cluster, right) = (self.clusters[at], self.right_edge(index, at));
            let inside = cluster.start < shown.end && shown.start < cluster.end();
            match (inside, open) {
                (true, Some((from, _))) => open = Some((from, right)),
                (true, None) => open = Some((cluster.x, right)),
                (false, Some((from, to))) => {
                    push(from, to);
                    open = None;
                }
                (false, None) => {}
            }
        }
        if let Some((from, to)) = open {
            push(from, to);
        }
    }

    /// The place nearest to a point; above the first and below the last line counts as in them.
    pub fn hit(&self, pos: Pos2) -> Place {
        let index = ((pos.y / self.line_height).max(0.0) as usize).min(self.lines.len() - 1);
        self.hit_on(index, pos.x)
    }

    /// Where the caret at a place stands: a rectangle without width, as high as its line.
    pub fn caret(&self, place: impl Into<Place>) -> Rect {
        let spot = self.spot(place.into());
        let x = self.edge_x(spot);
        Rect::from_min_max(pos2(x, self.top(spot.line)), pos2(x, self.top(spot.line + 1)))
    }

    /// The index of the line that a place stands in.
    pub fn line_at(&self, place: impl Into<Place>) -> usize {
        self.spot(place.into()).line
    }

    /// The span without hidden parts at its two ends, as it is kept when a reader selects it.
    pub fn tighten(&self, span: Span) -> Span {
        let shown = self.hidden.shown_span(span);
        if shown.is_empty() {
            return Span { start: span.start, end: span.start };
        }
        Span { start: self.hidden.after(shown.start).max(span.start), end: self.hidden.before(shown.end).min(span.end) }
    }

    pub(super) fn line(&self, index: usize) -> Line {
        let line = self.lines[index];
        let span = Span { start: self.hidden.after(line.start).min(self.hidden.before(line.end)), end: self.hidden.before(line.end) };
        Line { top: self.top(index), bottom: self.top(index + 1), left: line.left, right: line.right, span }
    }

    pub(super) fn top(&self, index: usize) -> f32 {
        index as f32 * self.line_height
    }

    pub(super) fn cluster_range(&self, index: usize) -> Range<usize> {
        let from = index.checked_sub(1).map_or(0, |before| self.lines[before].clusters);
        from as usize..self.lines[index].clusters as usize
    }

    pub(super) fn run_range(&self, index: usize) -> Range<usize> {
        let from = index.checked_sub(1).map_or(0, |before| self.lines[before].runs);
        from as usize..self.lines[index].runs as usize
    }

    pub(super) fn glyph_range(&self, run: usize) -> Range<usize> {
        let from = run.checked_sub(1).map_or(0, |before| self.runs[before].glyphs);
        from as usize..self.runs[run].glyphs as usize
    }

    /// The right edge of the cluster `at` of the line `index`.
    fn right_edge(&self, index: usize, at: usize) -> f32 {
        if at + 1 < self.lines[index].clusters as usize { self.clusters[at + 1].x } else { self.lines[index].right }
    }

    fn edge_x(&self, spot: Spot) -> f32 {
        let range = self.cluster_range(spot.line);
        match range.start + spot.edge {
            at if at < range.end => self.clusters[at].x,
            _ if range.is_empty() => self.lines[spot.line].left,
            _ => self.lines[spot.line].right,
        }
    }
}

impl Held for Passage {
    fn bytes(&self) -> usize {
        size_of::<Self>()
            + size_of_val(&*self.lines)
            + size_of_val(&*self.clusters)
            + size_of_val(&*self.runs)
            + size_of_val(&*self.glyphs)
            + self.hidden.bytes()
    }
}

/// An edge between clusters: the `edge`th of a line, counted from its left end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    pub line: usize,
    pub edge: usize,
}
