//! The scroll bar of the page.

use super::open::Open;
use crate::ui::cx::Cx;
use egui::accesskit::Role;
use egui::{Id, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

/// The width that can be grasped, and that of the thumb.
const WIDE: f32 = 14.0;
const THUMB: f32 = 6.0;
/// The least height of the thumb.
const LEAST: f32 = 32.0;

/// Draws the bar at the right edge of the page and scrolls when it is dragged.
pub fn show(ui: &Ui, cx: &Cx, open: &mut Open) {
    let view = open.frame.rect;
    let (at, total) = open.page.extent();
    let over = total - f64::from(view.height());
    if over <= 1.0 {
        return;
    }
    let track = Rect::from_min_max(pos2(view.right() - WIDE, view.top() + 2.0), view.right_bottom() - vec2(0.0, 2.0));
    let high = ((f64::from(view.height()) / total) as f32 * track.height()).clamp(LEAST, track.height());
    let room = track.height() - high;
    let part = (at / over).clamp(0.0, 1.0);
    let top = track.top() + part as f32 * room;
    let response = ui.interact(track, Id::unique("read scroll bar"), Sense::click_and_drag());
    response
        .widget_info(|| WidgetInfo { value: Some(part * 100.0), ..WidgetInfo::labeled(Role::ScrollBar, true, "Place in the source, in per cent") });
    if let Some(pointer) = response.interact_pointer_pos() {
        let grabbed = response.drag_started() || response.clicked();
        let inside = (pointer.y - top).clamp(0.0, high);
        if grabbed {
            let hold = if (top..=top + high).contains(&pointer.y) { inside } else { high / 2.0 };
            ui.data_mut(|data| data.insert_temp(response.id, hold));
        }
        let hold = ui.data(|data| data.get_temp::<f32>(response.id)).unwrap_or(high / 2.0);
        let wanted = f64::from((pointer.y - hold - track.top()) / room.max(1.0)).clamp(0.0, 1.0);
        open.page.jump(wanted * over);
    }
    let lit = response.hovered() || response.dragged();
    let wide = if lit { THUMB + 2.0 } else { THUMB };
    let thumb = Rect::from_min_size(pos2(track.right() - wide - 3.0, top), vec2(wide, high));
    let colour = if lit { cx.tokens.ink3.gamma_multiply(0.7) } else { cx.tokens.line };
    ui.painter().rect_filled(thumb, wide / 2.0, colour);
}
