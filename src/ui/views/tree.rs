//! The keyboard of a column's list or tree: one focus for the whole, arrows walk, Left and Right fold, Enter takes.

use crate::ui::theme::Tokens;
use egui::accesskit::Role;
use egui::{EventFilter, Id, Key, Modifiers, Rect, Response, Sense, Ui, WidgetInfo, vec2};

/// What a row feels: clicks and drags, but no focus of its own, so that Tab does not stop at each.
pub fn row_sense() -> Sense {
    Sense::CLICK | Sense::DRAG
}

/// What the keys did in a list that has the focus.
#[derive(Default)]
pub struct TreeKeys {
    /// Rows on (positive) or back, Home and End as far as there are rows.
    pub step: isize,
    /// Whether Shift was held: the choice grows.
    pub extend: bool,
    /// Folds.
    pub left: bool,
    /// Unfolds.
    pub right: bool,
    /// Takes.
    pub enter: bool,
    /// Chooses all.
    pub all: bool,
    /// Goes back to the text.
    pub leave: bool,
}

/// The list as a whole over `rect`, and what its keys did; nothing while it has not the focus.
pub fn tree_keys(ui: &Ui, id: Id, rect: Rect, name: &str) -> (Response, TreeKeys) {
    let response = ui.interact(rect, id, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Tree, true, name));
    if !response.has_focus() {
        return (response, TreeKeys::default());
    }
    let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, escape: true, tab: false };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let keys = ui.input_mut(|input| {
        let extend = input.modifiers.shift;
        let mut pressed = |key| (input.count_and_consume_key(Modifiers::NONE, key) + input.count_and_consume_key(Modifiers::SHIFT, key)) as isize;
        let far = 1_000_000;
        let step = pressed(Key::ArrowDown) - pressed(Key::ArrowUp)
            + 12 * (pressed(Key::PageDown) - pressed(Key::PageUp))
            + far * (pressed(Key::End) - pressed(Key::Home));
        TreeKeys {
            step,
            extend,
            left: pressed(Key::ArrowLeft) > 0,
            right: pressed(Key::ArrowRight) > 0,
            enter: pressed(Key::Enter) > 0,
            leave: pressed(Key::Escape) > 0,
            all: input.consume_key(Modifiers::COMMAND, Key::A),
        }
    });
    (response, keys)
}

/// Marks the row that the keys of a list go to: an edge in the accent at its left.
pub fn key_edge(ui: &Ui, row: Rect) {
    let tokens = Tokens::of(ui);
    ui.painter().rect_filled(Rect::from_min_size(row.min, vec2(tokens.focus, row.height())), 0.0, tokens.accent);
}

/// The row that a step leads to.
pub fn stepped(at: Option<usize>, count: usize, step: isize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match at {
        None => Some(if step > 0 { 0 } else { last }),
        Some(at) => Some(at.saturating_add_signed(step).min(last)),
    }
}
