//! Text fields: one line with an icon, or several.

use super::{button, paint, within};
use crate::ui::theme::{Tokens, measure};
use egui::{Align2, FontId, Frame, Id, Margin, Rect, Response, TextEdit, Ui, pos2, vec2};

/// A field of one line.
pub struct Field<'a> {
    text: &'a mut String,
    name: &'a str,
    hint: &'a str,
    icon: Option<&'a str>,
    cap: Option<String>,
    width: Option<f32>,
    id: Option<Id>,
    frame: bool,
    font: FontId,
}

impl<'a> Field<'a> {
    /// A field for `text`; `name` is what a screen reader says.
    pub fn new(text: &'a mut String, name: &'a str) -> Self {
        Self { text, name, hint: "", icon: None, cap: None, width: None, id: None, frame: true, font: paint::body() }
    }

    /// What stands in it while it is empty.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// An icon at its left.
    pub fn icon(mut self, icon: &'a str) -> Self {
        self.icon = Some(icon);
        self
    }

    /// A key cap at its right, while it is empty.
    pub fn cap(mut self, cap: Option<String>) -> Self {
        self.cap = cap;
        self
    }

    /// A width of its own instead of all there is.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// An id of its own, so that it can be given the focus.
    pub fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// Without an edge, for a popup that is itself the field's frame.
    pub fn bare(mut self) -> Self {
        self.frame = false;
        self
    }

    /// A font of its own.
    pub fn font(mut self, font: FontId) -> Self {
        self.font = font;
        self
    }

    /// Shows it.
    pub fn show(self, ui: &mut Ui) -> Response {
        let tokens = Tokens::of(ui);
        let width = self.width.unwrap_or_else(|| ui.available_width());
        let (_, rect) = ui.allocate_space(vec2(width, measure::FIELD));
        if self.frame {
            paint::boxed(ui, rect, measure::RADIUS + 1.0, tokens.raised, tokens.line);
        }
        let mut left = rect.left() + 11.0;
        if let Some(glyph) = self.icon {
            paint::icon(ui, pos2(rect.left() + 18.0, rect.center().y), glyph, measure::ICON, tokens.ink2);
            left = rect.left() + 31.0;
        }
        let mut right = rect.right() - 8.0;
        if let Some(text) = self.cap.filter(|_| self.text.is_empty()) {
            right = button::cap(ui, rect.right() - 9.0, rect.center().y, &text).left() - 6.0;
        }
        let inner = Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.bottom()));
        let mut edit = TextEdit::singleline(self.text)
            .frame(Frame::NONE)
            .margin(Margin::ZERO)
            .font(self.font)
            .align(Align2::LEFT_CENTER)
            .desired_width(inner.width())
            .min_size(inner.size())
            .hint_text(hint_words(self.hint, &tokens));
        if let Some(id) = self.id {
            edit = edit.id(id);
        }
        let response = within(ui, inner, *ui.layout(), |ui| ui.add(edit));
        let response = response.accessible_name(self.name);
        if self.frame && response.has_focus() {
            paint::ring(ui, rect, measure::RADIUS + 1.0);
        }
        response
    }
}

/// What stands in an empty field.
pub fn hint_words(words: &str, tokens: &Tokens) -> egui::RichText {
    egui::RichText::new(words).color(tokens.ink3)
}

/// A field of several lines.
pub fn multiline(ui: &mut Ui, text: &mut String, name: &str, hint: &str, rows: usize) -> Response {
    let tokens = Tokens::of(ui);
    let edit = TextEdit::multiline(text)
        .frame(
            Frame::new()
                .fill(tokens.raised)
                .stroke(egui::Stroke::new(tokens.hair, tokens.line))
                .corner_radius(measure::RADIUS)
                .inner_margin(Margin::symmetric(10, 7)),
        )
        .desired_rows(rows)
        .desired_width(f32::INFINITY)
        .align(Align2::LEFT_TOP)
        .hint_text(hint_words(hint, &tokens));
    let response = ui.add(edit).accessible_name(name);
    paint::focus(ui, &response, response.rect, measure::RADIUS);
    response
}
