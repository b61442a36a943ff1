//! Keys in their turn: what one key opens or leaves is there, with the focus, before the next key is heard.

use super::widgets::typing;
use egui::os::OperatingSystem;
use egui::{Context, Event, Id, Key, Modifiers, Plugin, RawInput, Ui};

/// Tells whether the view itself is written in, as a field is.
pub(super) fn view_writes(ctx: &Context, writes: bool) {
    ctx.data_mut(|data| data.insert_temp(Id::unique("the view writes"), writes));
}

/// Who types fast, or whose window is slow, presses several keys within one frame. Each is heard in a frame of its own where it may
/// move the focus, so that the letters behind it reach the field it opens, and Enter ends no field before its last letters are in it.
#[derive(Default)]
pub(super) struct Turns {
    /// What came after the last key that was heard.
    held: Vec<Event>,
    /// Whether the last key is still having its effect.
    wait: bool,
    /// Which keys such as Alt are held down.
    down: Modifiers,
}

/// Drops what keys type while Alt is held: that is a command or nothing. On a Mac that key types the signs of its layout.
fn without_alt(events: Vec<Event>, held: &mut Modifiers, os: OperatingSystem) -> Vec<Event> {
    let mut meant = |event: &Event| {
        match event {
            Event::ModifiersChanged(modifiers) | Event::Key { modifiers, .. } => *held = *modifiers,
            // Alt+Tab leaves the window with Alt held.
            Event::WindowFocused(_) => *held = Modifiers::NONE,
            _ => {}
        }
        let typed = matches!(event, Event::Text(_));
        !typed || !held.alt || held.ctrl || held.command || os == OperatingSystem::Mac
    };
    events.into_iter().filter(|event| meant(event)).collect()
}

/// What a frame can hear together.
#[derive(Clone, Copy, PartialEq)]
enum Sort {
    /// What is written in a field, in its order.
    Writing,
    /// The same step again and again.
    Step(Key),
    /// A key that may move the focus: alone.
    Turn,
    /// The pointer, which may move the focus too.
    Pointer,
}

impl Sort {
    fn of(event: &Event, typing: bool) -> Option<Self> {
        use Key::{ArrowDown, ArrowLeft, ArrowRight, ArrowUp, Backspace, Delete, End, Enter, Home, PageDown, PageUp, Tab};
        Some(match event {
            Event::Key { key: key @ (ArrowUp | ArrowDown | PageUp | PageDown), pressed: true, .. } => Self::Step(*key),
            Event::Key { key: key @ (ArrowLeft | ArrowRight | Home | End | Backspace | Delete), pressed: true, .. } => match typing {
                true => Self::Writing,
                false => Self::Step(*key),
            },
            Event::Key { key, pressed: true, modifiers, .. } => {
                let ends = matches!(key, Enter | Tab) || !super::command::Keys::of(*key, *modifiers).types();
                if typing && !ends { Self::Writing } else { Self::Turn }
            }
            Event::Text(_) | Event::Copy | Event::Cut | Event::Paste(_) | Event::Ime(_) => match typing {
                true => Self::Writing,
                false => Self::Turn,
            },
            Event::PointerButton { .. } => Self::Pointer,
            _ => return None,
        })
    }

    fn is_key(self) -> bool {
        self != Self::Pointer
    }
}

/// How many of these events a frame hears, and whether the last one of them may move the focus.
fn turn(events: &[Event], typing: bool) -> (usize, bool) {
    let mut heard: Option<Sort> = None;
    for (at, event) in events.iter().enumerate() {
        let Some(sort) = Sort::of(event, typing) else { continue };
        let before = at.checked_sub(1).map(|before| &events[before]);
        // What a key types or does with the clipboard is the key itself.
        let same_key = !matches!(event, Event::Key { .. }) && matches!(before, Some(Event::Key { pressed: true, .. }));
        match heard {
            Some(_) if sort.is_key() && same_key => {}
            Some(Sort::Turn | Sort::Pointer) if sort.is_key() => return (at, true),
            Some(other) if sort.is_key() && other != sort => return (at, false),
            _ => heard = Some(sort),
        }
    }
    (events.len(), heard == Some(Sort::Turn))
}

impl Plugin for Turns {
    fn debug_name(&self) -> &'static str {
        "keys in their turn"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        // A frame that is drawn again hears nothing new.
        if ctx.current_pass_index() > 0 {
            return;
        }
        let new = without_alt(std::mem::take(&mut input.events), &mut self.down, ctx.os());
        let mut events = std::mem::take(&mut self.held);
        events.extend(new);
        let typing = typing(ctx) || ctx.data(|data| data.get_temp(Id::unique("the view writes"))).unwrap_or(false);
        let (count, wait) = if self.wait {
            let is_key = |event: &Event| Sort::of(event, typing).is_some_and(Sort::is_key);
            (events.iter().position(is_key).unwrap_or(events.len()), false)
        } else {
            turn(&events, typing)
        };
        self.held = events.split_off(count);
        self.wait = wait;
        input.events = events;
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        if self.wait || !self.held.is_empty() {
            ui.ctx().request_repaint();
        }
    }
}
