//! Tooltips: after 400 ms, and gone as soon as something opens above.

use super::{paint, wrapped};
use egui::{Context, Event, Id, Response, Ui};

/// A tooltip that goes when a dialog opens over what it is about, which egui's own does not.
pub trait Tip {
    /// Shows `text` while the pointer rests here.
    fn tip(self, text: impl Into<String>) -> Response;
    /// The same beside the pointer, where what it is about is large.
    fn tip_at_pointer(self, text: impl Into<String>) -> Response;
}

impl Tip for Response {
    fn tip(self, text: impl Into<String>) -> Response {
        if !pointed_at(&self) {
            return self;
        }
        let text = text.into();
        self.on_hover_ui(|ui| words(ui, &text))
    }

    fn tip_at_pointer(self, text: impl Into<String>) -> Response {
        if !pointed_at(&self) {
            return self;
        }
        let text = text.into();
        self.on_hover_ui_at_pointer(|ui| words(ui, &text))
    }
}

fn last_key() -> Id {
    Id::unique("when a key was pressed last")
}

/// Notes that a key was pressed in this frame, where one was.
pub fn note_keys(ctx: &Context) {
    let key = |event: &Event| matches!(event, Event::Key { pressed: true, .. } | Event::Text(_));
    if let Some(now) = ctx.input(|input| input.events.iter().any(key).then_some(input.time)) {
        ctx.data_mut(|data| data.insert_temp(last_key(), now));
    }
}

/// Whether the pointer was brought here: what keys bring under a pointer that rests says nothing, lest it lie over what is being written.
pub fn pointed_at(response: &Response) -> bool {
    let keys = response.ctx.data(|data| data.get_temp::<f64>(last_key()));
    let moved = response.ctx.input(|input| input.time - f64::from(input.pointer.time_since_last_movement()));
    response.hovered() && keys.is_none_or(|keys| moved >= keys)
}

/// As wide as the words, up to the width of a tooltip; each line of theirs in its own direction.
fn words(ui: &mut Ui, text: &str) {
    ui.set_max_width(ui.spacing().tooltip_width);
    wrapped(ui, text, paint::body(), ui.visuals().text_color(), 20.0);
}
