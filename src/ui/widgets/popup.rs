//! Lists that open over the window, under a button or where something was clicked.

use super::paint;
use crate::ui::theme::{Tokens, measure};
use egui::{Context, Id, InnerResponse, Popup, Response, Ui};

/// The popup that is open, and what had the focus before it.
#[derive(Clone, Copy)]
struct Open {
    id: Id,
    before: Option<Id>,
}

fn key() -> Id {
    Id::unique("the open popup")
}

/// Shows a popup that belongs to `anchor` in the window's look, above all else. egui lifts one above a dialog that was clicked meanwhile only
/// when it opens for the first time: from then on it would open behind the dialog, unseen.
pub fn popup<R>(anchor: &Response, popup: Popup, tokens: &Tokens, contents: impl FnOnce(&mut Ui) -> R) -> Option<InnerResponse<R>> {
    let (ctx, id) = (popup.ctx().clone(), popup.get_id());
    let known = ctx.data(|data| data.get_temp::<Open>(key()));
    let opens = Popup::is_id_open(&ctx, id) && known.is_none_or(|open| open.id != id);
    if opens {
        super::sought::begin(&ctx);
    }
    let framed = popup.frame(paint::popup_frame(tokens, measure::RADIUS_POPUP).inner_margin(6));
    let shown = framed.show(|ui| super::sought::narrowed(ui, tokens, contents))?;
    ctx.move_to_top(shown.response.layer_id);
    if opens {
        let focused = ctx.memory(|memory| memory.focused());
        ctx.data_mut(|data| data.insert_temp(key(), Open { id, before: known.map_or(focused, |open| open.before) }));
        // Arrows step into a list from what it hangs under, or from nothing.
        if let Some(other) = focused.filter(|focused| *focused != anchor.id) {
            ctx.memory_mut(|memory| memory.surrender_focus(other));
        }
    }
    Some(shown)
}

/// Whether a popup is open; when it is no longer, the focus goes back to where it was.
pub fn popup_open(ctx: &Context) -> bool {
    let open = Popup::is_any_open(ctx);
    let Some(was) = ctx.data(|data| data.get_temp::<Open>(key())).filter(|_| !open) else { return open };
    ctx.data_mut(|data| data.remove::<Open>(key()));
    let lost = ctx.memory(|memory| memory.focused()).is_none_or(|id| ctx.read_response(id).is_none_or(|focus| focus.layer_id.id == was.id));
    if let Some(before) = was.before.filter(|_| lost) {
        ctx.memory_mut(|memory| memory.request_focus(before));
    }
    open
}
