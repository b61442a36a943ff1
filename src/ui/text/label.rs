//! Names and short passages in any script, as widgets.

use super::engine::TextEngine;
use super::passage::Passage;
use super::{Marks, PassageStyle, Run};
use crate::model::Span;
use egui::{Color32, Response, Role, Sense, Ui, WidgetInfo, vec2};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation;

/// How a label is set.
#[derive(Clone, Copy, Debug)]
pub struct LabelStyle {
    /// Its letters.
    pub passage: PassageStyle,
    /// Their colour.
    pub colour: Color32,
    /// After how many rows it is cut off with an ellipsis; 0 is never.
    pub rows: usize,
    /// What it reacts to.
    pub sense: Sense,
}

impl LabelStyle {
    /// A label of one row, cut off where its place ends.
    pub fn row(passage: PassageStyle, colour: Color32) -> Self {
        Self { passage, colour, rows: 1, sense: Sense::hover() }
    }

    /// A label that wraps as often as it needs.
    pub fn wrapped(passage: PassageStyle, colour: Color32) -> Self {
        Self { passage, colour, rows: 0, sense: Sense::hover() }
    }
}

/// A text of any script in the width that is left; cut off, it shows itself whole when pointed at.
///
/// One row is as wide as its letters; more rows take the whole width, so that what reads from right to left is aligned to the right.
pub fn label(ui: &mut Ui, engine: &mut TextEngine, text: &str, style: &LabelStyle) -> Response {
    label_of(ui, engine, (text, text), style)
}

/// The same of a text that is set in another way than it is spoken: with places where it may be parted.
pub fn label_of(ui: &mut Ui, engine: &mut TextEngine, (text, spoken): (&str, &str), style: &LabelStyle) -> Response {
    let available = ui.available_width();
    let fitted = engine.fit(text, &style.passage, available, style.rows);
    let passage = &fitted.passage;
    let width = if style.rows == 1 || passage.lines().len() == 1 && !passage.is_rtl() { passage.width() } else { available };
    let (rect, response) = ui.allocate_exact_size(vec2(width, passage.height()), style.sense);
    if ui.is_rect_visible(rect) {
        let inset = if style.rows == 1 { passage.inset() } else { 0.0 };
        passage.paint(engine, ui.painter(), rect.min - vec2(inset, 0.0), style.colour);
    }
    announce(&response, Role::Label, spoken);
    if !fitted.cut {
        return response;
    }
    let whole = LabelStyle { rows: 0, ..*style };
    response.on_hover_ui(|ui| {
        label(ui, engine, text, &whole);
    })
}

/// Tells screen readers what a painted passage is and says.
pub fn announce(response: &Response, kind: Role, text: &str) {
    response.widget_info(|| WidgetInfo::labeled(kind, true, text));
}

/// Whether egui's own labels show a text rightly, in the faces that it was given: Latin, Greek and Cyrillic letters, signs, and our icons.
pub fn is_plain(text: &str) -> bool {
    text.is_ascii() || text.chars().all(is_plain_letter)
}

fn is_plain_letter(c: char) -> bool {
    match c as u32 {
        // What turns the direction of what follows.
        0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F => false,
        0..=0x058F | 0x1E00..=0x25FF | 0xE000..=0xF8FF => true,
        _ => false,
    }
}

/// A text laid out to fit a place.
#[derive(Clone, Debug)]
pub struct Fitted {
    /// What fits.
    pub passage: Arc<Passage>,
    /// Whether something was cut off.
    pub cut: bool,
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
            return Fitted { passage, cut };
        }
        let (passage, cut) = self.fit_now(text, style, runs, width, rows);
        if self.cut_labels.len() > CUT_LABELS {
            self.cut_labels.clear();
            self.labels.clear();
        }
        if cut {
            self.cut_labels.insert(key);
        }
        Fitted { passage: self.labels.insert(key, passage), cut }
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
        let fits = |passage: &Passage| rows == 0 || passage.lines().len() <= rows && (rows > 1 || passage.width() <= width + 0.01);
        if fits(&whole) {
            return (whole, false);
        }
        let ends = self.candidate_ends(text, &whole, width, rows);
        let (mut low, mut high) = (0, ends.len());
        let mut best = self.lay_out("…", style, Marks::default(), wrap);
        // Of several rows letters of the last one have to go: as many as the ellipsis takes are tried first, then more in ever longer steps.
        let mut step = if rows > 1 { 1 } else { usize::MAX };
        if let Some(line) = whole.lines().nth(rows - 1).filter(|_| rows > 1) {
            let room = width - best.width();
            let wide = |end: usize| {
                let end = (text[..end].chars().count() as u32).max(line.span.start);
                whole.rects(Span { start: line.span.start, end }).iter().map(|rect| rect.width()).sum::<f32>()
            };
            high = (ends.partition_point(|end| wide(*end) <= room) + 1).min(high);
        }
        while low < high {
            let at = if step < (high - low) / 2 { high - step } else { (low + high) / 2 };
            let part = format!("{}…", text[..ends[at]].trim_end());
            let passage = self.lay_out(&part, style, marks, wrap);
            if fits(&passage) {
                (best, low, step) = (passage, at + 1, usize::MAX);
            } else {
                (high, step) = (at, step.saturating_mul(2));
            }
        }
        (best, true)
    }

    /// Byte positions between graphemes at which a text may be cut off, no further than what can possibly fit.
    fn candidate_ends(&self, text: &str, whole: &Passage, width: f32, rows: usize) -> Vec<usize> {
        let most = match rows {
            1 => (width / (whole.width() / whole.len().max(1) as f32).max(0.1) * 3.0) as usize + 8,
            _ => whole.lines().nth(rows - 1).map_or(0, |line| line.span.end) as usize,
        };
        let mut ends: Vec<usize> = text.grapheme_indices(true).take(most + 1).map(|(at, _)| at).collect();
        ends.retain(|at| *at > 0);
        ends
    }
}

/// The width of the thinnest letters of a text on the average, in sizes of its letters.
const THIN: f32 = 0.25;

/// Cut labels remembered before all are forgotten.
const CUT_LABELS: usize = 10_000;
