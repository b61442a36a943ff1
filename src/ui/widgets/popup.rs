//! Lists that open over the window, under a button or where something was clicked.

use super::paint;
use crate::ui::theme::{Tokens, measure};
use egui::{InnerResponse, Popup, Ui};

/// Shows a popup in the window's look, above all else. egui lifts one above a dialog that was clicked meanwhile only when it opens for the
/// first time: from then on it would open behind the dialog, unseen.
pub fn popup<R>(popup: Popup, tokens: &Tokens, contents: impl FnOnce(&mut Ui) -> R) -> Option<InnerResponse<R>> {
    let ctx = popup.ctx().clone();
    let shown = popup.frame(paint::popup_frame(tokens, measure::RADIUS_POPUP).inner_margin(6)).show(contents)?;
    ctx.move_to_top(shown.response.layer_id);
    Some(shown)
}
