//! The columns at the sides: dragged, remembered, folded by key and in narrow windows.

use crate::ui::command::{Side, Window};
use crate::ui::config::Config;
use crate::ui::cx::Cx;
use crate::ui::icons;
use crate::ui::theme::measure;
use crate::ui::views::View;
use crate::ui::widgets::{icon_button, paint};
use egui::accesskit::Role;
use egui::{CursorIcon, Id, Rect, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// Which columns show: what the user chose in a wide window, and what they opened in a narrow one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    narrow_left: bool,
    narrow_right: bool,
}

impl Columns {
    /// Whether the window is so narrow that this side folds by itself.
    fn folds(side: Side, width: f32) -> bool {
        width < if side == Side::Left { measure::FOLD_LEFT } else { measure::FOLD_RIGHT }
    }

    /// Whether this side shows in a window of this width.
    pub fn open(&self, side: Side, width: f32, config: &Config) -> bool {
        match (Self::folds(side, width), side) {
            (true, Side::Left) => self.narrow_left,
            (true, Side::Right) => self.narrow_right,
            (false, Side::Left) => config.layout.left_open,
            (false, Side::Right) => config.layout.right_open,
        }
    }

    /// How much of a window of this width the column of a view takes on this side.
    pub fn taken(&self, side: Side, view: &dyn View, width: f32, config: &Config) -> f32 {
        match view.column(side) {
            None => 0.0,
            Some(_) if self.open(side, width, config) => self::width(side, config).min(width * 0.45),
            Some(_) => measure::STRIP,
        }
    }

    /// Shows what is folded and folds what shows.
    pub fn toggle(&mut self, side: Side, width: f32, config: &mut Config) {
        match (Self::folds(side, width), side) {
            (true, Side::Left) => self.narrow_left = !self.narrow_left,
            (true, Side::Right) => self.narrow_right = !self.narrow_right,
            (false, Side::Left) => config.layout.left_open = !config.layout.left_open,
            (false, Side::Right) => config.layout.right_open = !config.layout.right_open,
        }
    }
}

/// Draws a view over `rect`: its columns and what is between them.
pub fn draw(ui: &mut Ui, rect: Rect, cx: &Cx, columns: &Columns, view: &mut dyn View) {
    let mut centre = rect;
    for side in [Side::Left, Side::Right] {
        let Some(name) = view.column(side) else { continue };
        let open = columns.open(side, rect.width(), cx.config);
        let width = columns.taken(side, view, rect.width(), cx.config);
        let part = match side {
            Side::Left => Rect::from_min_max(rect.min, pos2(rect.left() + width, rect.bottom())),
            Side::Right => Rect::from_min_max(pos2(rect.right() - width, rect.top()), rect.max),
        };
        match side {
            Side::Left => centre.min.x = part.right(),
            Side::Right => centre.max.x = part.left(),
        }
        ui.painter().rect_filled(part, 0.0, cx.tokens.panel);
        let edge = if side == Side::Left { part.right() - paint::hair(ui) } else { part.left() };
        paint::vline(ui, ui.painter(), edge, part.y_range(), cx.tokens.line);
        if open {
            column(ui, part, side, name, cx, view);
            handle(ui, edge, part, side, name, cx);
        } else {
            strip(ui, part, side, name, cx);
        }
    }
    within(ui, centre, "Page", |ui| view.centre(ui, cx));
}

fn width(side: Side, config: &Config) -> f32 {
    if side == Side::Left { config.layout.left } else { config.layout.right }
}

fn within(ui: &mut Ui, rect: Rect, name: &str, draw: impl FnOnce(&mut Ui)) {
    let builder = UiBuilder::new().max_rect(rect).id_salt(name).layout(egui::Layout::top_down(egui::Align::Min));
    let builder = builder.accessibility_role(Role::Region).accessibility_label(name);
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(rect);
        ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
        draw(ui);
    });
}

fn column(ui: &mut Ui, part: Rect, side: Side, name: &str, cx: &Cx, view: &mut dyn View) {
    // The hairline belongs to the column, not to what is drawn in it.
    let line = paint::hair(ui);
    let inner = match side {
        Side::Left => Rect::from_min_max(part.min, pos2(part.right() - line, part.bottom())),
        Side::Right => Rect::from_min_max(pos2(part.left() + line, part.top()), part.max),
    };
    let draw = |ui: &mut Ui| match side {
        Side::Left => view.left(ui, cx),
        Side::Right => view.right(ui, cx),
    };
    within(ui, inner, name, draw);
}

fn handle(ui: &Ui, edge: f32, part: Rect, side: Side, name: &str, cx: &Cx) {
    let grip = Rect::from_x_y_ranges(edge - 3.0..=edge + 4.0, part.y_range());
    let response = ui.interact(grip, Id::unique(("column edge", side)), Sense::drag());
    response.widget_info(|| WidgetInfo {
        value: Some(f64::from(width(side, cx.config))),
        ..WidgetInfo::labeled(Role::Splitter, true, format!("Width of {name}"))
    });
    if response.hovered() || response.dragged() {
        let at = edge - 0.5;
        ui.painter().rect_filled(Rect::from_x_y_ranges(at..=at + 2.0, part.y_range()), 0.0, cx.tokens.accent);
    }
    if let Some(at) = response.interact_pointer_pos().filter(|_| response.dragged()) {
        let wide = if side == Side::Left { at.x - part.left() } else { part.right() - at.x };
        cx.push(Window::Resize(side, wide));
    }
    if response.double_clicked() {
        cx.push(Window::Resize(side, if side == Side::Left { measure::LEFT } else { measure::RIGHT }));
    }
    response.on_hover_cursor(CursorIcon::ResizeHorizontal);
}

fn strip(ui: &mut Ui, part: Rect, side: Side, name: &str, cx: &Cx) {
    let place = Rect::from_center_size(pos2(part.center().x, part.top() + 20.0), vec2(22.0, 22.0));
    let glyph = if side == Side::Left { icons::CARET_RIGHT } else { icons::CARET_LEFT };
    let response =
        ui.scope_builder(UiBuilder::new().max_rect(place), |ui| icon_button(ui, glyph, &format!("Show {name}"), &cx.tip(Window::Toggle(side)))).inner;
    if response.clicked() {
        cx.push(Window::Toggle(side));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fold_by_themselves_in_narrow_windows_and_the_choice_for_wide_ones_stays() {
        let (mut columns, mut config) = (Columns::default(), Config::default());
        assert!(columns.open(Side::Right, 1280.0, &config) && !columns.open(Side::Right, 1050.0, &config));
        assert!(columns.open(Side::Left, 1050.0, &config) && !columns.open(Side::Left, 880.0, &config));
        columns.toggle(Side::Right, 1050.0, &mut config);
        assert!(columns.open(Side::Right, 1050.0, &config) && config.layout.right_open);
        columns.toggle(Side::Right, 1280.0, &mut config);
        assert!(!columns.open(Side::Right, 1280.0, &config));
    }
}
