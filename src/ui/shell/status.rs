//! The status line: what the view says, and at the right what is going on.

use crate::ui::command::{Window, table, wanted};
use crate::ui::cx::Cx;
use crate::ui::views::{StatusItem, ViewId};
use crate::ui::widgets::{Tip, paint};
use egui::accesskit::Role;
use egui::{Align2, Id, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

/// Draws the line over `rect`.
pub fn draw(ui: &mut Ui, rect: Rect, cx: &Cx, items: &[StatusItem]) {
    ui.painter().rect_filled(rect, 0.0, cx.tokens.panel);
    paint::hline(ui, ui.painter(), rect.x_range(), rect.top(), cx.tokens.line);
    let y = rect.center().y + 0.5;
    let (mut left, mut right) = (rect.left() + 12.0, rect.right() - 12.0);
    // What can be taken back has half of the line at most; what says where one is comes first in the rest.
    let most = (right - left) / 2.0;
    for (at, item) in items.iter().enumerate().filter(|(_, item)| item.right) {
        if right - left < LEAST {
            break;
        }
        right = piece(ui, cx, item, at, Spot { x: right, y, width: most.min(right - left), anchor: Align2::RIGHT_CENTER }).left() - GAP;
    }
    for (at, item) in items.iter().enumerate().filter(|(_, item)| !item.right) {
        if right - left < LEAST {
            break;
        }
        left = piece(ui, cx, item, at, Spot { x: left, y, width: right - left, anchor: Align2::LEFT_CENTER }).right() + GAP;
    }
}

/// Where the view was come from, and the keys that go back there.
pub fn way_back(cx: &Cx, from: Option<ViewId>) -> Option<StatusItem> {
    let view = wanted::view_name(from?);
    let keys = table::entry(&Window::Back.into()).and_then(|entry| cx.keys.cap(entry)).map_or_else(String::new, |keys| format!("  {keys}"));
    Some(StatusItem::new(format!("Back to {view}{keys}")).command(Window::Back))
}

/// Between pieces, and what a piece has at least.
const GAP: f32 = 18.0;
const LEAST: f32 = 48.0;

/// Where a piece stands.
struct Spot {
    x: f32,
    y: f32,
    width: f32,
    anchor: Align2,
}

/// Draws a piece, cut where it has no room; whole it shows on hover.
fn piece(ui: &Ui, cx: &Cx, item: &StatusItem, at: usize, spot: Spot) -> Rect {
    let size = paint::line(ui, &item.text, paint::meta(), cx.tokens.ink3, spot.width).size();
    let rect = spot.anchor.anchor_size(pos2(spot.x, spot.y), size);
    let sense = if item.command.is_some() { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect.expand2(vec2(4.0, 4.0)), Id::unique(("status", at, item.right)), sense);
    let role = if item.command.is_some() { Role::Button } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, true, &item.text));
    let hovered = item.command.is_some() && response.hovered();
    let colour = if hovered { cx.tokens.ink } else { cx.tokens.ink3 };
    let words = paint::line(ui, &item.text, paint::meta(), colour, spot.width);
    let cut = words.elided;
    words.anchored(ui, ui.painter(), pos2(spot.x, spot.y), spot.anchor);
    paint::focus(ui, &response, rect.expand2(vec2(4.0, 2.0)), 4.0);
    let response = if cut { response.tip(&item.text) } else { response };
    if let Some(command) = item.command.as_ref().filter(|_| response.clicked()) {
        cx.push(command.clone());
    }
    rect
}
