//! A part of a ui with a size of its own.

use egui::{Align, Key, Layout, Margin, Modifiers, Rect, Sense, Ui, UiBuilder, Vec2, vec2};

/// Takes `size` of the ui and draws in it, top down, inside `margin`; what does not fit is cut.
pub fn region<R>(ui: &mut Ui, size: Vec2, margin: impl Into<Margin>, draw: impl FnOnce(&mut Ui) -> R) -> R {
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    within(ui, rect - margin.into(), Layout::top_down(Align::Min), |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        draw(ui)
    })
}

/// Arrows, pages, Home and End move what is in the scroll area of this ui, which is `high`: for what has nothing in it to walk to.
pub fn scroll_by_keys(ui: &Ui, high: f32) {
    const LINE: f32 = 44.0;
    const ALL: f32 = 1e6;
    let page = (high - LINE).max(LINE);
    let steps = [(Key::ArrowDown, LINE), (Key::ArrowUp, -LINE), (Key::PageDown, page), (Key::PageUp, -page), (Key::End, ALL), (Key::Home, -ALL)];
    let down: f32 = ui.input_mut(|input| steps.iter().map(|(key, by)| input.count_and_consume_key(Modifiers::NONE, *key) as f32 * by).sum());
    if down != 0.0 {
        ui.scroll_with_delta(vec2(0.0, -down));
    }
}

/// Draws in `rect`, which is taken already: what follows in the ui stays where it is, which a scope would move.
pub fn within<R>(ui: &mut Ui, rect: Rect, layout: Layout, draw: impl FnOnce(&mut Ui) -> R) -> R {
    let salt = ui.next_auto_id();
    ui.skip_ahead_auto_ids(1);
    draw(&mut ui.new_child(UiBuilder::new().id_salt(salt).max_rect(rect).layout(layout)))
}
