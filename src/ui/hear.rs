//! Keys: what was pressed becomes a command, unless a text field or a dialog needs it.

use super::app::Themata;
use super::command::keys::{Keys, pressed};
use super::command::{Entry, Section};
use super::views;
use egui::{Context, Event};

/// Turns the keys of this frame into commands and takes them out of the input.
pub(super) fn keys(app: &mut Themata, ctx: &Context) {
    app.script = ctx.input(|input| app.script.after(&input.events));
    let typing = super::widgets::typing(ctx);
    let dialog = !app.dialogs.is_empty();
    let focused = ctx.memory(|memory| memory.focused());
    let (script, app) = (app.script, &*app);
    app.with_cx(|cx| {
        let view = app.views.look();
        let list = focused.and_then(|id| views::list_of(id, cx.chosen));
        let near = |entry: &Entry| entry.when.noun().is_none_or(|noun| list == Some(noun));
        let heard =
            |entry: &Entry| near(entry) && cx.enabled(entry) && cx.exists(entry) && view.hears(entry) && (!dialog || works_over_dialogs(entry));
        // A text that is corrected in its view hears what types itself, in order.
        let writes = view.writes() && !dialog;
        super::turns::view_writes(ctx, writes);
        let typing = typing || writes;
        let find = |all: Vec<Keys>| match typing && all.iter().any(|keys| keys.types()) {
            true => None,
            // The list that has the focus comes before the view around it.
            false => all
                .into_iter()
                .find_map(|keys| cx.keys.find(keys, |entry| entry.when.noun().is_some() && heard(entry)).or_else(|| cx.keys.find(keys, heard))),
        };
        ctx.input_mut(|input| {
            let held = input.modifiers;
            let mut events = std::mem::take(&mut input.events).into_iter().peekable();
            while let Some(event) = events.next() {
                let text = match events.peek() {
                    Some(Event::Text(text)) => Some(text.as_str()),
                    _ => None,
                };
                match find(pressed(&event, text, held, script)) {
                    Some(entry) => {
                        cx.push(entry.command.clone());
                        // What the same key types is not meant for anybody any more.
                        events.next_if(|event| matches!(event, Event::Text(_)));
                    }
                    None => input.events.push(event),
                }
            }
        });
    });
}

/// Over a dialog only the look and size of things can be changed.
fn works_over_dialogs(entry: &Entry) -> bool {
    entry.section == Section::Window
}
