//! Keys: what was pressed becomes a command, unless a text field or a dialog needs it.

use super::app::Themata;
use super::command::keys::{Keys, Script, pressed};
use super::command::{Command, Entry, Section, Window};
use super::cx::Cx;
use super::views::{self, View};
use egui::{Context, Event, Key, Popup};

/// Turns the keys of this frame into commands and takes them out of the input.
pub(super) fn keys(app: &mut Themata, ctx: &Context) {
    app.script = ctx.input(|input| app.script.after(&input.events));
    super::widgets::note_keys(ctx);
    if super::widgets::popup_open(ctx) {
        return of_popup(app, ctx);
    }
    if app.dialogs.menu()
        && let Some(command) = take_offered(ctx, app.script)
    {
        app.dialogs.leave_top();
        return app.ask(command);
    }
    let typing = super::widgets::typing(ctx);
    let dialog = !app.dialogs.is_empty();
    let focused = ctx.memory(|memory| memory.focused());
    let (script, app) = (app.script, &*app);
    app.with_cx(|cx| {
        let view = app.views.look();
        let list = focused.and_then(|id| views::list_of(id, cx.chosen));
        let near = |entry: &Entry| entry.when.noun().is_none_or(|noun| list == Some(noun));
        let can = |entry: &Entry| near(entry) && cx.enabled(entry) && cx.exists(entry);
        let heard = |entry: &Entry| can(entry) && view.hears(entry) && (!dialog || works_over_dialogs(entry));
        // A text that is corrected in its view hears what types itself, in order.
        let writes = view.writes() && !dialog;
        super::turns::view_writes(ctx, writes);
        let typing = typing || writes;
        let unheard = |keys: &[Keys]| if dialog || typing { None } else { why_not(cx, view, keys, &can) };
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
                let keys = pressed(&event, text, held, script);
                match find(keys.clone()) {
                    Some(entry) => {
                        cx.push(entry.command.clone());
                        // What the same key types is not meant for anybody any more.
                        events.next_if(|event| matches!(event, Event::Text(_)));
                    }
                    None => {
                        unheard(&keys).into_iter().for_each(|why| cx.push(Window::Say(why)));
                        input.events.push(event);
                    }
                }
            }
        });
    });
}

/// Why keys of the view are not heard where the focus is.
fn why_not(cx: &Cx, view: &dyn View, keys: &[Keys], can: &dyn Fn(&Entry) -> bool) -> Option<&'static str> {
    let row = |keys: &Keys| cx.keys.find(*keys, |entry| can(entry) && view.unheard(entry).is_some());
    keys.iter().find_map(row).and_then(|entry| view.unheard(entry))
}

/// The keys are those of the menu that is open: it walks by arrows, Tab, Enter and Space itself, does what it shows keys for, is narrowed by
/// letters where it is a list to choose from, and Escape closes it. Nothing behind it hears anything.
fn of_popup(app: &Themata, ctx: &Context) {
    use Key::{ArrowDown, ArrowLeft, ArrowRight, ArrowUp, Enter, Space, Tab};
    let given = take_offered(ctx, app.script);
    if given.is_some() || ctx.input(|input| input.key_pressed(Key::Escape)) {
        Popup::close_all(ctx);
        super::widgets::popup_open(ctx);
    }
    super::widgets::seek(ctx);
    ctx.input_mut(|input| {
        input.events.retain(|event| match event {
            Event::Key { key, pressed: true, .. } => matches!(key, ArrowUp | ArrowDown | ArrowLeft | ArrowRight | Enter | Space | Tab),
            Event::Text(_) | Event::Ime(_) | Event::Copy | Event::Cut | Event::Paste(_) => false,
            _ => true,
        });
    });
    given.into_iter().for_each(|command| app.ask(command));
}

/// What the open menu shows these keys for, which are taken out of the input.
fn take_offered(ctx: &Context, script: Script) -> Option<Command> {
    let offered = views::menu::offered(ctx);
    ctx.input_mut(|input| {
        let held = input.modifiers;
        let found = input.events.iter().enumerate().find_map(|(at, event)| {
            let text = input.events.get(at + 1).and_then(|next| if let Event::Text(text) = next { Some(text.as_str()) } else { None });
            let keys = pressed(event, text, held, script);
            Some((at, keys.iter().find_map(|pressed| offered.iter().find(|(keys, _)| keys == pressed))?.1.clone()))
        });
        let (at, command) = found?;
        input.events.remove(at);
        Some(command)
    })
}

/// Over a dialog only the look and size of things can be changed.
fn works_over_dialogs(entry: &Entry) -> bool {
    entry.section == Section::Window
}
