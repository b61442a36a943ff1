//! Heads of sections, cards, and running text.

use super::{paint, within};
use crate::ui::fonts::{self, Weight};
use crate::ui::text::is_plain;
use crate::ui::theme::{Tokens, measure};
use egui::accesskit::Role;
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, CornerRadius, FontId, Frame, InnerResponse, Layout, Margin, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// The head of a section in capitals, 40 high, with what `right` draws at its right edge.
pub fn section_head(ui: &mut Ui, words: &str, right: impl FnOnce(&mut Ui)) {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, words));
    let y = rect.top() + 20.0;
    let capitals = words.to_uppercase();
    let font = fonts::text(Weight::Semibold, 11.0);
    let at = pos2(rect.left() + 12.0, y);
    if is_plain(&capitals) {
        let format = TextFormat { extra_letter_spacing: 0.44, ..TextFormat::simple(font, tokens.ink3) };
        paint::place(ui, ui.painter().layout_job(LayoutJob::single_section(capitals, format)), at);
    } else {
        paint::text(ui, at, egui::Align2::LEFT_CENTER, &capitals, font, tokens.ink3);
    }
    let side = Rect::from_min_max(pos2(rect.center().x, y - 11.0), pos2(rect.right() - 10.0, y + 11.0));
    within(ui, side, Layout::right_to_left(egui::Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        right(ui);
    });
}

/// A card: raised, a hairline, corners of 9.
pub fn card<R>(ui: &mut Ui, margin: impl Into<Margin>, contents: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let tokens = Tokens::of(ui);
    Frame::new()
        .fill(tokens.raised)
        .stroke(Stroke::new(paint::hair(ui), tokens.line))
        .corner_radius(CornerRadius::same(measure::RADIUS_CARD as u8))
        .inner_margin(margin)
        .show(ui, contents)
}

/// Running text over the width there is, with its line height; a screen reader reads it as a label.
pub fn wrapped(ui: &mut Ui, text: &str, font: FontId, colour: Color32, line_height: f32) -> egui::Response {
    let words = paint::wrapped(ui, text, font, colour, ui.available_width(), line_height);
    let (rect, response) = ui.allocate_exact_size(words.size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    words.paint(ui.painter(), rect.min);
    response
}
