//! A part of a ui with a size of its own.

use egui::{Align, Layout, Margin, Rect, Sense, Ui, UiBuilder, Vec2};

/// Takes `size` of the ui and draws in it, top down, inside `margin`; what does not fit is cut.
pub fn region<R>(ui: &mut Ui, size: Vec2, margin: impl Into<Margin>, draw: impl FnOnce(&mut Ui) -> R) -> R {
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    within(ui, rect - margin.into(), Layout::top_down(Align::Min), |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        draw(ui)
    })
}

/// Draws in `rect`, which is taken already: what follows in the ui stays where it is, which a scope would move.
pub fn within<R>(ui: &mut Ui, rect: Rect, layout: Layout, draw: impl FnOnce(&mut Ui) -> R) -> R {
    let salt = ui.next_auto_id();
    ui.skip_ahead_auto_ids(1);
    draw(&mut ui.new_child(UiBuilder::new().id_salt(salt).max_rect(rect).layout(layout)))
}
