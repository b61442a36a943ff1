//! Keys: what was pressed becomes a command, unless a text field or a dialog needs it.

use super::app::Themata;
use super::command::keys::{Keys, pressed};
use super::command::{Entry, Section};
use egui::{Context, Event};

/// Turns the keys of this frame into commands and takes them out of the input.
pub(super) fn keys(app: &Themata, ctx: &Context) {
    let typing = ctx.text_edit_focused();
    let dialog = !app.dialogs.is_empty();
    app.with_cx(|cx| {
        let view = app.views.look();
        let heard = |entry: &Entry| cx.enabled(entry) && cx.exists(entry) && view.hears(entry) && (!dialog || works_over_dialogs(entry));
        let find = |keys: Keys| if typing && keys.types() { None } else { cx.keys.find(keys, heard) };
        ctx.input_mut(|input| {
            let mut swallow = false;
            input.events.retain(|event| {
                if swallow && matches!(event, Event::Text(_)) {
                    swallow = false;
                    return false;
                }
                let found = pressed(event).into_iter().find_map(find);
                if let Some(entry) = found {
                    cx.push(entry.command.clone());
                    // The letter that the same key types is not meant for anybody any more.
                    swallow = true;
                }
                found.is_none()
            });
        });
    });
}

/// Over a dialog only the look and size of things can be changed.
fn works_over_dialogs(entry: &Entry) -> bool {
    entry.section == Section::Window
}
