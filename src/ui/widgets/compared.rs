//! Words of which two states are compared: what is gone is struck through, what is new underlined, so that colour alone says nothing.

use crate::model::Span;
use crate::ui::text::{Family, Marks, Passage, PassageStyle, Run, TextEngine, Weight};
use egui::{Color32, Pos2, Rect, Ui};
use std::sync::Arc;

/// The distance from line to line of words that are compared.
pub const COMPARED_LINE: f32 = 22.0;

/// Lays words out, what is `marked` in them set strong where it is `new`.
pub fn lay_out_compared(engine: &mut TextEngine, words: &str, marked: &[Span], width: f32, new: bool) -> Arc<Passage> {
    let run = |span: &Span| Run { span: *span, weight: new.then_some(Weight::Semibold), ..Run::default() };
    let runs: Vec<Run> = marked.iter().map(run).collect();
    Arc::new(engine.lay_out(words, &compared_style(), Marks { runs: &runs, hidden: &[] }, width))
}

/// How words that are compared are set.
pub fn compared_style() -> PassageStyle {
    PassageStyle::new(Family::Serif, 14.0, COMPARED_LINE)
}

/// A wash behind what differs, and a line: through what is gone, under what is new.
pub fn mark_compared(ui: &Ui, passage: &Passage, marked: &[Span], at: Pos2, colour: Color32, new: bool) {
    for rect in marked.iter().flat_map(|span| passage.rects(*span)) {
        let rect = rect.translate(at.to_vec2());
        ui.painter().rect_filled(rect, 0.0, colour.gamma_multiply(0.12));
        let y = if new { rect.bottom() - 4.0 } else { rect.center().y + 1.0 };
        ui.painter().rect_filled(Rect::from_x_y_ranges(rect.x_range(), y..=y + 1.5), 0.0, colour);
    }
}
