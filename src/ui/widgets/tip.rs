//! Tooltips: after 400 ms, and gone as soon as something opens above.

use egui::Response;

/// A tooltip that goes when a dialog opens over what it is about, which egui's own does not.
pub trait Tip {
    /// Shows `text` while the pointer rests here.
    fn tip(self, text: impl Into<egui::WidgetText>) -> Response;
}

impl Tip for Response {
    fn tip(self, text: impl Into<egui::WidgetText>) -> Response {
        if self.hovered() { self.on_hover_text(text) } else { self }
    }
}
