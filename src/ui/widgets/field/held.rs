//! What a field keeps from frame to frame, in egui's memory under its id.

use crate::model::Span;
use crate::ui::text::Place;
use crate::ui::text::edit::{Caret, Editor};
use egui::{Context, Id, Key, Pos2};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A field's editor and how it is shown.
#[derive(Default)]
pub(super) struct State {
    pub editor: Editor,
    /// How far a field of one line is moved along.
    pub scroll: f32,
    /// When the caret was moved last, from which it blinks.
    pub touched: f64,
    /// How often the pointer went down in the same place, and when and where it did last.
    pub presses: (u32, f64, Pos2),
    /// The pass in which it was shown last.
    pass: u64,
    /// Whether it had the focus then.
    focus: bool,
    /// The selection that others were told of.
    pub told: Span,
}

/// The state, as egui holds it.
#[derive(Clone, Default)]
pub(super) struct Held(Arc<Mutex<State>>);

/// What a caller wants of the caret before the field is shown next.
#[derive(Clone, Copy, Default)]
enum Wish {
    #[default]
    End,
    All,
}

impl Held {
    /// The state of a field, made now where there is none.
    pub fn of(ctx: &Context, id: Id) -> Self {
        ctx.data_mut(|data| data.get_temp_mut_or_default::<Self>(id).clone())
    }

    /// The state itself.
    pub fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Takes the caller's text and what it wants of the caret. A field that was not shown for a while begins anew.
    pub fn meet(&mut self, ctx: &Context, id: Id, text: &str) {
        let pass = ctx.cumulative_pass_nr();
        let anew = self.pass + 2 < pass;
        self.pass = pass;
        if self.editor.buffer.text() != text || anew {
            self.editor.buffer.set(text);
        }
        let end = Place { offset: self.editor.buffer.len(), trailing: true };
        let wish = ctx.data_mut(|data| data.remove_temp::<Wish>(id));
        match wish.or(anew.then_some(Wish::End)) {
            Some(Wish::End) => self.editor.buffer.put(Caret::at(end)),
            Some(Wish::All) => self.editor.buffer.put(Caret::over(Span { start: 0, end: end.offset })),
            None => {}
        }
    }
}

/// The pass in which Tab was pressed last.
#[derive(Clone, Copy)]
struct Tabbed(u64);

impl State {
    /// A field of one line that Tab comes to is selected whole, so that what is typed takes the place of what stood there.
    pub fn arrive(&mut self, ctx: &Context, id: Id) {
        let pass = ctx.cumulative_pass_nr();
        if ctx.input(|input| input.key_pressed(Key::Tab)) {
            ctx.data_mut(|data| data.insert_temp(Id::NULL, Tabbed(pass)));
        }
        let focus = ctx.memory(|memory| memory.has_focus(id));
        let had = std::mem::replace(&mut self.focus, focus);
        let came = focus && !had;
        // Where Tab goes is known when the next field is drawn; to go back takes one pass more.
        let tabbed = ctx.data(|data| data.get_temp::<Tabbed>(Id::NULL)).is_some_and(|tab| tab.0 + 2 >= pass);
        if came && tabbed {
            self.editor.buffer.put(Caret::over(Span { start: 0, end: self.editor.buffer.len() }));
        }
    }
}

/// Puts the caret of a field behind its text.
pub fn caret_to_end(ctx: &Context, id: Id) {
    ctx.data_mut(|data| data.insert_temp(id, Wish::End));
}

/// Selects all that stands in a field.
pub fn select_all(ctx: &Context, id: Id) {
    ctx.data_mut(|data| data.insert_temp(id, Wish::All));
}

/// Puts words in at the caret of a field when it is shown next, as if they were pasted.
pub fn put_in(ctx: &Context, id: Id, words: impl Into<String>) {
    ctx.data_mut(|data| data.insert_temp(id, PutIn(words.into())));
}

/// What is to be put in at the caret of a field.
#[derive(Clone, Default)]
struct PutIn(String);

/// Takes what is to be put in at the caret of a field.
pub(super) fn put_in_now(ctx: &Context, id: Id) -> Option<String> {
    ctx.data_mut(|data| data.remove_temp::<PutIn>(id)).map(|words| words.0)
}

/// Whether a field has the focus, so that keys that write are meant for it.
pub fn typing(ctx: &Context) -> bool {
    let focused = ctx.memory(|memory| memory.focused());
    focused.is_some_and(|id| ctx.data(|data| data.get_temp::<Held>(id).is_some()))
}
