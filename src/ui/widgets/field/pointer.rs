//! The pointer in a field: clicks, drags, and what the middle button pastes.

use super::held::State;
use crate::model::Span;
use crate::ui::text::edit::{Caret, Unit};
use egui::{Event, OutputCommand, PointerButton, Pos2, Response, Ui};

/// Moves the caret and the selection; gives what is to be put in at the caret.
pub(super) fn hear(ui: &Ui, response: &Response, state: &mut State, origin: Pos2) -> Option<String> {
    if let Some(at) = response.interact_pointer_pos() {
        if response.hovered() {
            ui.output_mut(|output| output.mutable_text_under_cursor = true);
        }
        let at = (at - origin).to_pos2();
        let (pressed, extend) = ui.input(|input| (input.pointer.primary_pressed(), input.modifiers.shift));
        let heard = if response.hovered() && pressed {
            let unit = unit(ui, state, at + origin.to_vec2());
            state.editor.press(at, unit, extend);
            true
        } else if ui.ctx().is_being_dragged(response.id) || response.drag_stopped() {
            state.editor.drag(at);
            true
        } else {
            false
        };
        if heard || response.clicked() {
            ui.memory_mut(|memory| memory.request_focus(response.id));
            state.touched = ui.input(|input| input.time);
        }
    }
    let (at, words) = middle(ui, response)?;
    let at = ui.ctx().layer_transform_from_global(ui.layer_id()).map_or(at, |local| local * at);
    let place = state.editor.sheet().hit((at - origin).to_pos2());
    state.editor.buffer.put(Caret::at(place));
    ui.memory_mut(|memory| memory.request_focus(response.id));
    Some(words)
}

/// Clicks are counted when the button goes down, so that a double click can go on as a drag by words.
fn unit(ui: &Ui, state: &mut State, at: Pos2) -> Unit {
    let options = ui.ctx().options(|options| options.input_options);
    let down = |event: &&Event| matches!(event, Event::PointerButton { button: PointerButton::Primary, pressed: true, .. });
    let (now, times) = ui.input(|input| (input.time, input.events.iter().filter(down).count() as u32));
    let (count, then, there) = state.presses;
    let again = now - then < options.max_double_click_delay && at.distance(there) < options.max_click_dist;
    let count = (if again { count } else { 0 } + times.max(1) - 1) % 3 + 1;
    state.presses = (count, now, at);
    match count {
        1 => Unit::Letter,
        2 => Unit::Word,
        _ => Unit::Paragraph,
    }
}

/// Where the middle button pastes what is selected elsewhere.
fn middle(ui: &Ui, response: &Response) -> Option<(Pos2, String)> {
    if !ui.is_enabled() || !response.contains_pointer() {
        return None;
    }
    let paste = |event: &Event| match event {
        Event::MiddleClickPaste { pos, text } => Some((*pos, text.clone())),
        _ => None,
    };
    ui.input(|input| input.events.iter().find_map(paste))
}

/// Tells the system what is selected once that has settled, for its middle button.
pub(super) fn tell(ui: &Ui, state: &mut State) {
    let span = state.editor.buffer.caret().span();
    let span = if span.is_empty() { Span::default() } else { span };
    if span == state.told || ui.input(|input| input.pointer.any_down()) {
        return;
    }
    state.told = span;
    if !span.is_empty() {
        ui.ctx().send_cmd(OutputCommand::TextSelectionSettled(state.editor.buffer.selected().to_owned()));
    }
}
