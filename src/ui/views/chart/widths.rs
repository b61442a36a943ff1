//! How wide the columns are: as many as fit, or as wide as was said by key or by dragging an edge of a head.

use super::ChartView;
use super::grid::{HEAD, Places};
use crate::ui::command::ChartCommand;
use crate::ui::cx::Cx;
use crate::ui::widgets::Tip;
use egui::accesskit::Role;
use egui::{CursorIcon, Id, Rect, Sense, Ui, WidgetInfo, pos2};

/// What a column has at least and at most, and how much a key gives or takes.
const LEAST: f32 = 110.0;
const MOST: f32 = 720.0;
const STEP: f32 = 24.0;
/// How far from an edge the pointer takes hold of it.
const HOLD: f32 = 4.0;

/// Makes the columns wider or narrower, or gives them the room again that there is.
pub fn widen(view: &mut ChartView, cx: &Cx, command: &ChartCommand) {
    let wanted = match command {
        ChartCommand::Wider => Some(view.wide + STEP),
        ChartCommand::Narrower => Some(view.wide - STEP),
        _ => None,
    };
    view.change(cx, |choice| choice.wide = wanted.map(fitting));
    view.reveal = true;
}

fn fitting(wide: f32) -> u16 {
    wide.round().clamp(LEAST, MOST) as u16
}

/// The edges of the heads, which can be dragged; a double click gives the columns the room again that there is.
pub fn edges(view: &mut ChartView, ui: &Ui, cx: &Cx, places: &Places) {
    let top = places.rect.top();
    let mut wanted = None;
    let (mut moved, mut let_go) = (false, false);
    for column in places.columns() {
        let (_, right) = places.column(column);
        if right <= places.names() + HOLD || right > places.rect.right() + HOLD {
            continue;
        }
        let hold = Rect::from_min_max(pos2(right - HOLD, top), pos2(right + HOLD, top + HEAD));
        let response = ui.interact(hold, Id::unique(("chart edge", column)), Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, "Width of the columns"));
        if response.hovered() || response.dragged() {
            ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
        }
        if let Some(at) = response.interact_pointer_pos().filter(|_| response.dragged()) {
            // The edge stays under the pointer.
            wanted = Some((at.x - places.names() + places.offset.x) / (column + 1) as f32);
            moved = true;
        }
        let_go |= response.drag_stopped();
        if response.double_clicked() {
            (wanted, moved, let_go) = (None, true, true);
        }
        response.tip("Drag to make the columns wider or narrower; a double click fits them again");
    }
    if let Some(choice) = view.choice.as_mut().filter(|_| moved) {
        choice.wide = wanted.map(fitting);
        ui.ctx().request_repaint();
    }
    // It is remembered once it is let go of.
    if let_go {
        view.change(cx, |_| {});
    }
}
