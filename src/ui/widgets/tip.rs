//! Tooltips: after 400 ms, and gone as soon as something opens above.

use super::{paint, wrapped};
use egui::{Response, Ui};

/// A tooltip that goes when a dialog opens over what it is about, which egui's own does not.
pub trait Tip {
    /// Shows `text` while the pointer rests here.
    fn tip(self, text: impl Into<String>) -> Response;
    /// The same beside the pointer, where what it is about is large.
    fn tip_at_pointer(self, text: impl Into<String>) -> Response;
}

impl Tip for Response {
    fn tip(self, text: impl Into<String>) -> Response {
        if !self.hovered() {
            return self;
        }
        let text = text.into();
        self.on_hover_ui(|ui| words(ui, &text))
    }

    fn tip_at_pointer(self, text: impl Into<String>) -> Response {
        if !self.hovered() {
            return self;
        }
        let text = text.into();
        self.on_hover_ui_at_pointer(|ui| words(ui, &text))
    }
}

/// As wide as the words, up to the width of a tooltip; each line of theirs in its own direction.
fn words(ui: &mut Ui, text: &str) {
    ui.set_max_width(ui.spacing().tooltip_width);
    wrapped(ui, text, paint::body(), ui.visuals().text_color(), 20.0);
}
