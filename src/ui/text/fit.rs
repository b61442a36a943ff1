//! Texts that are cut off with an ellipsis where their place ends.

use super::engine::TextEngine;
use super::passage::Passage;
use super::{Marks, PassageStyle, Run};
use crate::model::Span;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation;

/// A text laid out to fit a place.
#[derive(Clone, Debug)]
pub struct Fitted {
    /// What fits.
    pub passage: Arc<Passage>,
    /// Whether something was cut off.
    pub cut: bool,
    /// What it is known by in its engine.
    pub(super) key: u64,
}

/// The width of the thinnest letters of a text on the average, in sizes of its letters.
const THIN: f32 = 0.25;

/// Cut labels remembered before all are forgotten.
const CUT_LABELS: usize = 10_000;

/// A text with more than its place has room for.
struct Cut<'a> {
    text: &'a str,
    style: &'a PassageStyle,
    runs: &'a [Run],
    width: f32,
    rows: usize,
    whole: Passage,
    /// Where the line that is cut begins: bytes, and scalar values.
    line: (usize, u32),
}

impl TextEngine {
    /// Lays a text out in `width` points, cut off with an ellipsis after `rows` rows (0: never), and remembers it for the next frame.
    pub fn fit(&mut self, text: &str, style: &PassageStyle, width: f32, rows: usize) -> Fitted {
        self.fit_marked(text, style, &[], width, rows)
    }

    /// The same with runs that look different.
    pub fn fit_marked(&mut self, text: &str, style: &PassageStyle, runs: &[Run], width: f32, rows: usize) -> Fitted {
        // A place that is scrolled is never twice as wide to the last bit.
        let width = if width.is_finite() { (width * 64.0).round() / 64.0 } else { width };
        let mut hasher = DefaultHasher::new();
        (text, style.key(), width.to_bits(), rows).hash(&mut hasher);
        for run in runs {
            (run.span, run.colour, run.weight, run.italic).hash(&mut hasher);
        }
        let key = hasher.finish();
        if let Some(passage) = self.labels.get(&key) {
            let cut = self.cut_labels.contains(&key);
            return Fitted { passage, cut, key };
        }
        let (passage, cut) = self.fit_now(text, style, runs, width, rows);
        if self.cut_labels.len() > CUT_LABELS {
            self.cut_labels.clear();
            self.labels.clear();
        }
        if cut {
            self.cut_labels.insert(key);
        }
        Fitted { passage: self.labels.insert(key, passage), cut, key }
    }

    fn fit_now(&mut self, text: &str, style: &PassageStyle, runs: &[Run], width: f32, rows: usize) -> (Passage, bool) {
        let marks = Marks { runs, ..Marks::default() };
        let wrap = if rows == 1 { f32::INFINITY } else { width };
        // Of a long text only as much is laid out as can possibly stand in its rows.
        let most = (rows as f32 * (width / (style.size * THIN)).max(1.0)).min(1e6) as usize + 8;
        let front = text.char_indices().nth(most).filter(|_| rows > 1).map(|(at, _)| &text[..at]);
        let mut whole = self.lay_out(front.unwrap_or(text), style, marks, wrap);
        if front.is_some() && whole.lines().len() <= rows {
            whole = self.lay_out(text, style, marks, wrap);
        }
        if rows == 0 || fits(&whole, width, rows) {
            return (whole, false);
        }
        let start = whole.lines().nth(rows - 1).filter(|_| rows > 1).map_or(0, |line| line.span.start);
        let line = (text.char_indices().nth(start as usize).map_or(0, |(at, _)| at), start);
        (self.cut(&Cut { text, style, runs, width, rows, whole, line }), true)
    }

    /// As much of a text as there is room for, an ellipsis behind it.
    fn cut(&mut self, of: &Cut<'_>) -> Passage {
        let ends = of.ends();
        let (mut low, mut high) = (0, ends.len());
        let ellipsis = self.lay_out("…", of.style, Marks::default(), of.wrap());
        // Of several rows letters of the last one have to go: as many as the ellipsis takes are tried first, then more in ever longer steps.
        let mut step = if of.rows > 1 { 1 } else { usize::MAX };
        if of.rows > 1 {
            let room = of.width - ellipsis.width();
            high = (ends.partition_point(|end| of.wide(*end) <= room) + 1).min(high);
        }
        let mut best = None;
        while low < high {
            let at = if step < (high - low) / 2 { high - step } else { (low + high) / 2 };
            match self.ended(of, ends[at]) {
                Some(passage) => (best, low, step) = (Some(passage), at + 1, usize::MAX),
                None => (high, step) = (at, step.saturating_mul(2)),
            }
        }
        // Where not even the first letter has room, the rows above stay.
        best.or_else(|| self.ended(of, of.line.0)).unwrap_or(ellipsis)
    }

    /// A text up to a byte with an ellipsis behind it, where that fits.
    fn ended(&mut self, of: &Cut<'_>, end: usize) -> Option<Passage> {
        let (line, start) = of.line;
        // The lines above stay as they are: only the last one is set again.
        let runs = of.runs_from(start);
        let last = self.lay_out(&of.part(line, end), of.style, Marks { runs: &runs, ..Marks::default() }, of.wrap());
        let only = of.rows == 1;
        // By itself it may read the other way.
        if only || last.is_rtl() == of.whole.is_rtl() {
            return fits(&last, of.width, 1).then(|| if only { last } else { of.whole.with_last(of.rows - 1, &last, start) });
        }
        let passage = self.lay_out(&of.part(0, end), of.style, Marks { runs: of.runs, ..Marks::default() }, of.wrap());
        fits(&passage, of.width, of.rows).then_some(passage)
    }
}

/// Whether a passage needs no more than its rows.
fn fits(passage: &Passage, width: f32, rows: usize) -> bool {
    passage.lines().len() <= rows && (rows > 1 || passage.width() <= width + 0.01)
}

impl Cut<'_> {
    /// How wide a line may be: one row is never wrapped.
    fn wrap(&self) -> f32 {
        if self.rows == 1 { f32::INFINITY } else { self.width }
    }

    /// From one byte to another, an ellipsis behind it.
    fn part(&self, from: usize, end: usize) -> String {
        format!("{}…", self.text[from..end].trim_end())
    }

    /// The runs of what stands from a scalar value on.
    fn runs_from(&self, start: u32) -> Vec<Run> {
        let behind = self.runs.iter().filter(|run| run.span.end > start);
        behind.map(|run| Run { span: Span { start: run.span.start.saturating_sub(start), end: run.span.end - start }, ..*run }).collect()
    }

    /// How wide the line that is cut is up to a byte.
    fn wide(&self, end: usize) -> f32 {
        let (line, start) = self.line;
        let end = start + self.text[line..end].chars().count() as u32;
        self.whole.rects(Span { start, end }).iter().map(|rect| rect.width()).sum()
    }

    /// Bytes between graphemes at which the line may end, no further than what can possibly fit.
    fn ends(&self) -> Vec<usize> {
        let most = match self.rows {
            1 => (self.width / (self.whole.width() / self.whole.len().max(1) as f32).max(0.1) * 3.0) as usize + 8,
            _ => self.whole.lines().nth(self.rows - 1).map_or(0, |line| line.span.len()) as usize,
        };
        let line = self.line.0;
        let ends = self.text[line..].grapheme_indices(true).take(most + 1).map(|(at, _)| line + at);
        ends.filter(|at| *at > line).collect()
    }
}
