//! Small marks: swatch, progress, checkbox, the disc with a coder's initials, the program's mark.

use super::paint;
use crate::model::ProgressState;
use crate::ui::fonts::{self, Weight};
use crate::ui::icons;
use crate::ui::theme::Tokens;
use egui::accesskit::Role;
use egui::epaint::{PathShape, PathStroke};
use egui::{Align2, Color32, Pos2, Rect, Response, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Draws a swatch with its middle at `at`.
pub(super) fn swatch_at(ui: &Ui, at: Pos2, size: f32, colour: Color32) {
    ui.painter().rect_filled(Rect::from_center_size(paint::snap(ui, at), vec2(size, size)), size * 0.25, colour);
}

/// A swatch in the flow of a line.
pub fn swatch(ui: &mut Ui, size: f32, colour: Color32) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(size, size), Sense::hover());
    swatch_at(ui, rect.center(), size, colour);
    response
}

/// Draws how far a source is: a ring, half filled, or filled.
pub fn progress_mark(ui: &Ui, at: Pos2, state: ProgressState) {
    let tokens = Tokens::of(ui);
    let painter = ui.painter();
    let radius = 3.5;
    match state {
        ProgressState::Done => {
            painter.circle_filled(at, 4.0, tokens.accent);
        }
        ProgressState::NotBegun => {
            painter.circle_stroke(at, radius, Stroke::new(1.0, tokens.ink3));
        }
        ProgressState::InWork => {
            painter.circle_stroke(at, radius, Stroke::new(1.0, tokens.ink3));
            let half = (0..=12).map(|step| {
                let angle = std::f32::consts::FRAC_PI_2 + std::f32::consts::PI * step as f32 / 12.0;
                at + vec2(angle.cos(), angle.sin()) * radius
            });
            painter.add(PathShape { points: half.collect(), closed: true, fill: tokens.ink3, stroke: PathStroke::NONE });
        }
    }
}

/// A checkbox with its words; changes `on` when clicked.
pub fn checkbox(ui: &mut Ui, on: &mut bool, label: &str) -> Response {
    let tokens = Tokens::of(ui);
    let galley = paint::whole(ui, label, paint::body(), tokens.ink);
    let wide = 22.0 + galley.size().x;
    let (rect, mut response) = ui.allocate_exact_size(vec2(wide, 26.0), Sense::click());
    if response.clicked() {
        *on = !*on;
        response.mark_changed();
    }
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, *on, label));
    let frame = Rect::from_min_size(paint::snap(ui, pos2(rect.left(), rect.center().y - 7.0)), vec2(14.0, 14.0));
    if *on {
        ui.painter().rect_filled(frame, 3.0, tokens.accent);
        paint::icon(ui, frame.center(), icons::CHECK, 11.0, tokens.on_accent);
    } else {
        paint::boxed(ui, frame, 3.0, tokens.raised, tokens.ink3);
    }
    paint::place(ui, galley, pos2(rect.left() + 22.0, rect.center().y));
    paint::focus(ui, &response, rect.expand2(vec2(3.0, -2.0)), 4.0);
    response
}

/// Draws a disc with a coder's initials, its middle at `at`.
pub fn disc(ui: &Ui, at: Pos2, radius: f32, initials: &str) {
    disc_on(ui, at, radius, initials, false);
}

/// The same; on a row that is chosen it stands out from the row's own ground.
pub fn disc_on(ui: &Ui, at: Pos2, radius: f32, initials: &str, chosen: bool) {
    let tokens = Tokens::of(ui);
    ui.painter().circle(
        at,
        radius,
        if chosen { tokens.raised } else { tokens.accent_wash },
        if tokens.high_contrast { Stroke::new(1.0, tokens.line) } else { Stroke::NONE },
    );
    let size = if initials.chars().count() > 2 { radius * 0.66 } else { radius * 0.84 };
    paint::text(ui, at, Align2::CENTER_CENTER, initials, fonts::text(Weight::Semibold, size), tokens.accent);
}

/// A bar that is filled as far as work has come; an unknown whole fills none of it.
pub fn progress_bar(ui: &mut Ui, width: f32, part: Option<f32>, name: &str) -> Response {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 6.0), Sense::hover());
    let filled = Rect::from_min_size(rect.min, vec2(rect.width() * part.unwrap_or(0.0), rect.height()));
    paint::track(ui, rect, 3.0);
    ui.painter().rect_filled(filled, 3.0, tokens.accent);
    response
        .widget_info(|| WidgetInfo { value: part.map(|part| f64::from(part) * 100.0), ..WidgetInfo::labeled(Role::ProgressIndicator, true, name) });
    response
}

/// The program's mark.
pub struct Mark;

impl Mark {
    /// Draws it over `rect`, which is square.
    pub fn draw(ui: &Ui, rect: Rect) {
        let tokens = Tokens::of(ui);
        let rect = Rect::from_min_size(paint::snap(ui, rect.min), rect.size());
        let unit = rect.width() / 20.0;
        ui.painter().rect_filled(rect, 5.0 * unit, tokens.accent);
        for (left, top) in [(4.0, 9.0), (9.0, 4.0), (14.0, 7.0)] {
            let bar = Rect::from_min_max(rect.min + vec2(left, top) * unit, rect.min + vec2(left + 3.0, 16.0) * unit);
            ui.painter().rect_filled(bar, unit, tokens.on_accent);
        }
    }
}
