//! Parts of what stands in a field that stand out.

use crate::model::Span;
use egui::{Color32, Painter, Rect, Vec2};

/// A part of a field's text that stands out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Highlight {
    /// Which letters, in scalar values.
    pub span: Span,
    /// In which colour.
    pub colour: Color32,
    /// Whether a line stands under it, as under a mistake, instead of a wash behind it.
    pub under: bool,
}

impl Highlight {
    /// Paints it over the rectangles of its letters.
    pub(super) fn paint(&self, painter: &Painter, rects: Vec<Rect>, by: Vec2) {
        for rect in rects {
            let rect = rect.translate(by);
            match self.under {
                true => drop(painter.rect_filled(Rect::from_x_y_ranges(rect.x_range(), rect.bottom() - 2.0..=rect.bottom()), 0.0, self.colour)),
                false => drop(painter.rect_filled(rect.expand2(Vec2::new(3.0, 0.0)), 4.0, self.colour)),
            }
        }
    }
}
