//! The keys of the grid while no cell is being changed.

use super::{CaseTable, edit, grid};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use egui::{Event, EventFilter, Key, Modifiers, Ui};

/// Hears what was pressed and typed this frame. `page` rows fit into view.
pub fn hear(view: &mut CaseTable, ui: &Ui, cx: &Cx, desk: &Desk, page: usize) {
    let last = (view.table().rows.len().saturating_sub(1), view.table().heads.len().saturating_sub(1));
    let shift = ui.input(|input| input.modifiers.shift);
    // At the ends of a row Tab leads out of the table.
    let tab = if shift { view.cursor.1 > 0 } else { view.cursor.1 < last.1 };
    let filter = EventFilter { tab, horizontal_arrows: true, vertical_arrows: true, escape: false };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(grid::id(), filter));
    let events = ui.input(|input| input.filtered_events(&filter));
    for event in events {
        match event {
            Event::Key { key, pressed: true, modifiers, .. } => key_pressed(view, ui, cx, desk, (key, modifiers), (last, page, tab)),
            Event::Copy => copy(view, ui),
            Event::Cut => {
                copy(view, ui);
                let cleared = view.table().clear(&desk.corpus, view.block());
                view.send(cleared, cx);
            }
            Event::Paste(words) => {
                let pasted = view.table().paste(&desk.corpus, view.block(), &words);
                view.send(pasted, cx);
            }
            Event::Text(words) if words.chars().all(|letter| !letter.is_control()) && words != " " => edit::begin(view, cx, Some(words)),
            _ => {}
        }
        if view.editor.is_some() {
            return;
        }
    }
}

fn copy(view: &CaseTable, ui: &Ui) {
    ui.ctx().copy_text(view.table().copy(view.block()));
}

fn key_pressed(
    view: &mut CaseTable,
    ui: &Ui,
    cx: &Cx,
    desk: &Desk,
    (key, modifiers): (Key, Modifiers),
    (last, page, tab): ((usize, usize), usize, bool),
) {
    let (row, column) = view.cursor;
    let (far, extend) = (modifiers.command, modifiers.shift);
    let to = match key {
        Key::ArrowDown if far => (last.0, column),
        Key::ArrowUp if far => (0, column),
        Key::ArrowRight if far => (row, last.1),
        Key::ArrowLeft if far => (row, 0),
        Key::ArrowDown => ((row + 1).min(last.0), column),
        Key::ArrowUp => (row.saturating_sub(1), column),
        Key::ArrowRight => (row, (column + 1).min(last.1)),
        Key::ArrowLeft => (row, column.saturating_sub(1)),
        Key::PageDown => ((row + page.max(2) - 1).min(last.0), column),
        Key::PageUp => (row.saturating_sub(page.max(2) - 1), column),
        Key::Home if far => (0, 0),
        Key::End if far => last,
        Key::Home => (row, 0),
        Key::End => (row, last.1),
        Key::Tab if tab && extend => return view.go((row, column.saturating_sub(1)), false),
        Key::Tab if tab => return view.go((row, (column + 1).min(last.1)), false),
        Key::A if far => {
            view.anchor = (0, 0);
            return view.go(last, true);
        }
        Key::Space => return edit::toggle(view, cx, desk),
        Key::Enter | Key::F2 => {
            // The same press must not end what it begins.
            ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
            return edit::begin(view, cx, None);
        }
        Key::Delete | Key::Backspace if !far => {
            let cleared = view.table().clear(&desk.corpus, view.block());
            return view.send(cleared, cx);
        }
        _ => return,
    };
    view.go(to, extend);
}
