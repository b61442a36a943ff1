//! The keyboard of a list: one focus for the whole of it, arrows choose a row, Enter takes it.

use crate::ui::theme::Tokens;
use egui::accesskit::Role;
use egui::{EventFilter, Id, Key, Modifiers, Rect, Response, Sense, Ui, WidgetInfo, vec2};

/// What the keys did.
pub struct ListKeys {
    /// The list as a whole; rows that are clicked give it the focus.
    pub response: Response,
    /// The row that the keys went to.
    pub moved: Option<usize>,
    /// Whether Enter was pressed.
    pub enter: bool,
}

/// Hears the keys of a list of `count` rows over `rect`, of which the `at`th is chosen and `page` fit into view. The list takes the
/// focus when nothing else has it.
pub fn list_keys(ui: &Ui, id: Id, rect: Rect, name: &str, at: Option<usize>, count: usize, page: usize) -> ListKeys {
    let response = ui.interact(rect, id, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, name));
    take_focus(ui, id);
    let mut keys = ListKeys { response, moved: None, enter: false };
    if !keys.response.has_focus() {
        return keys;
    }
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, EventFilter { vertical_arrows: true, ..EventFilter::default() }));
    let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    keys.enter = at.is_some() && pressed(Key::Enter) > 0;
    keys.moved = step(at, count, page, pressed);
    keys
}

/// Lets Tab lead from a list straight to another one beside it, past all that stands between them.
pub fn tab_leads(ui: &Ui, from: Id, to: Id) {
    if !ui.memory(|memory| memory.has_focus(from)) {
        return;
    }
    ui.memory_mut(|memory| memory.set_focus_lock_filter(from, EventFilter { tab: true, vertical_arrows: true, ..EventFilter::default() }));
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Tab)) {
        ui.memory_mut(|memory| memory.request_focus(to));
    } else if ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, Key::Tab)) {
        ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::Previous));
    }
}

/// Gives a list or table the focus when nothing has it and no dialog or menu is open.
pub fn take_focus(ui: &Ui, id: Id) {
    let free = ui.memory(|memory| memory.focused().is_none() && memory.top_modal_layer().is_none() && !egui::Popup::is_any_open(ui.ctx()));
    if free {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}

/// Where the keys lead from the `at`th of `count` rows.
fn step(at: Option<usize>, count: usize, page: usize, mut pressed: impl FnMut(Key) -> usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let page = page.max(2) - 1;
    let down = pressed(Key::ArrowDown) + pressed(Key::PageDown) * page;
    let up = pressed(Key::ArrowUp) + pressed(Key::PageUp) * page;
    if pressed(Key::Home) > 0 {
        return Some(0);
    }
    if pressed(Key::End) > 0 {
        return Some(last);
    }
    match at {
        _ if down + up == 0 => None,
        // From nothing, the first key chooses an end.
        None => Some(if down > 0 { 0 } else { last }),
        Some(at) => Some((at + down).min(last).saturating_sub(up)),
    }
}

/// The ground of a row that is chosen or pointed at, with an edge in the accent where the keys go to it.
pub fn row_ground(ui: &Ui, rect: Rect, chosen: bool, hovered: bool, focused: bool) {
    let tokens = Tokens::of(ui);
    if chosen || hovered {
        ui.painter().rect_filled(rect, 0.0, if chosen { tokens.accent_wash } else { tokens.hover });
    }
    if chosen && focused {
        ui.painter().rect_filled(Rect::from_min_size(rect.min, vec2(tokens.focus, rect.height())), 0.0, tokens.accent);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stay_within_the_list() {
        let press = |key: Key| move |other: Key| usize::from(other == key);
        assert_eq!(step(None, 3, 10, press(Key::ArrowDown)), Some(0));
        assert_eq!(step(None, 3, 10, press(Key::ArrowUp)), Some(2));
        assert_eq!(step(Some(2), 3, 10, press(Key::ArrowDown)), Some(2));
        assert_eq!(step(Some(30), 100, 10, press(Key::PageUp)), Some(21));
        assert_eq!(step(Some(1), 3, 10, press(Key::End)), Some(2));
        assert_eq!(step(Some(1), 3, 10, press(Key::A)), None);
        assert_eq!(step(None, 0, 10, press(Key::ArrowDown)), None);
    }
}
