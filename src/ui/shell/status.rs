//! The status line: what the view says, and at the right what is going on.

use crate::ui::cx::Cx;
use crate::ui::views::StatusItem;
use crate::ui::widgets::paint;
use egui::accesskit::Role;
use egui::{Align2, Id, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

/// Draws the line over `rect`.
pub fn draw(ui: &mut Ui, rect: Rect, cx: &Cx, items: &[StatusItem]) {
    ui.painter().rect_filled(rect, 0.0, cx.tokens.panel);
    paint::hline(ui, ui.painter(), rect.x_range(), rect.top(), cx.tokens.line);
    let y = rect.center().y + 0.5;
    let mut right = rect.right() - 12.0;
    for (at, item) in items.iter().enumerate().filter(|(_, item)| item.right) {
        right = piece(ui, item, at, right, y, Align2::RIGHT_CENTER, cx).left() - 18.0;
    }
    let mut left = rect.left() + 12.0;
    for (at, item) in items.iter().enumerate().filter(|(_, item)| !item.right) {
        let galley = paint::line(ui, &item.text, paint::meta(), cx.tokens.ink3, right - left);
        if left + galley.size().x > right {
            break;
        }
        left = piece(ui, item, at, left, y, Align2::LEFT_CENTER, cx).right() + 18.0;
    }
}

fn piece(ui: &Ui, item: &StatusItem, at: usize, x: f32, y: f32, anchor: Align2, cx: &Cx) -> Rect {
    let size = paint::whole(ui, &item.text, paint::meta(), cx.tokens.ink3).size();
    let rect = anchor.anchor_size(pos2(x, y), size);
    let sense = if item.command.is_some() { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect.expand2(vec2(4.0, 4.0)), Id::unique(("status", at, item.right)), sense);
    let role = if item.command.is_some() { Role::Button } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, true, &item.text));
    let hovered = item.command.is_some() && response.hovered();
    let colour = if hovered { cx.tokens.ink } else { cx.tokens.ink3 };
    paint::text(ui, pos2(x, y), anchor, &item.text, paint::meta(), colour);
    paint::focus(ui, &response, rect.expand2(vec2(4.0, 2.0)), 4.0);
    if let Some(command) = item.command.as_ref().filter(|_| response.clicked()) {
        cx.push(command.clone());
    }
    rect
}
