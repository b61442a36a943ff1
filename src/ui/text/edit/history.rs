//! The steps of writing, to go back and forth: what is typed in one go is one step.

use super::buffer::Caret;
use crate::model::Span;

/// What a change is, so that alike ones that follow each other are one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters typed.
    Typing,
    /// Letters taken away.
    Erasing,
    /// Anything else: a step of its own.
    Other,
}

/// A change of a text that can be taken back.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub at: u32,
    pub removed: String,
    pub inserted: String,
    pub before: Caret,
    pub after: Caret,
}

impl Change {
    /// What stands there because of it.
    pub fn written(&self) -> Span {
        Span { start: self.at, end: self.at + self.inserted.chars().count() as u32 }
    }

    /// What stood there before it.
    pub fn replaced(&self) -> Span {
        Span { start: self.at, end: self.at + self.removed.chars().count() as u32 }
    }
}

/// After this many seconds what is typed is another step.
const PAUSE: f64 = 1.0;
/// After this many seconds without a pause the next word is another step.
const LONG: f64 = 5.0;
/// Steps that are kept.
const MOST: usize = 500;

/// The steps of one text.
#[derive(Debug, Default)]
pub(super) struct History {
    done: Vec<Change>,
    undone: Vec<Change>,
    /// The last step, as long as it is not finished.
    open: Option<Open>,
}

/// A step that is being written.
#[derive(Clone, Copy, Debug)]
struct Open {
    kind: Kind,
    begun: f64,
    /// When it was added to last.
    last: f64,
}

impl History {
    /// Keeps a change, as a part of the last step where it goes on with it.
    pub fn note(&mut self, change: Change, kind: Kind, now: f64) {
        self.undone.clear();
        let open = self.open.filter(|open| open.kind == kind && kind != Kind::Other && now - open.last < PAUSE);
        let open = open.filter(|open| !self.done.last().is_some_and(|last| ends(last, &change, now - open.begun)));
        let change = match self.done.last_mut().filter(|_| open.is_some()) {
            Some(last) => joined(last, change),
            None => Some(change),
        };
        let begun = open.filter(|_| change.is_none()).map_or(now, |open| open.begun);
        self.open = Some(Open { kind, begun, last: now });
        self.done.extend(change);
        if self.done.len() > MOST {
            self.done.remove(0);
        }
    }

    /// Ends the step: what comes is another one.
    pub fn seal(&mut self) {
        self.open = None;
    }

    /// Forgets all steps.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Takes the last step, to be taken back.
    pub fn back(&mut self) -> Option<Change> {
        self.open = None;
        let change = self.done.pop()?;
        self.undone.push(change.clone());
        Some(change)
    }

    /// Takes the step that was taken back last, to be made again.
    pub fn forth(&mut self) -> Option<Change> {
        self.open = None;
        let change = self.undone.pop()?;
        self.done.push(change.clone());
        Some(change)
    }
}

/// Whether a step of so many seconds ends where the next change comes: at the end of a line, and at a word once it is long.
fn ends(step: &Change, next: &Change, age: f64) -> bool {
    next.inserted.starts_with('\n') || age > LONG && step.inserted.ends_with(char::is_whitespace)
}

/// Adds a change to the one before it; hands it back where the two do not touch.
fn joined(last: &mut Change, next: Change) -> Option<Change> {
    let touches = next.before == last.after;
    if touches && next.removed.is_empty() && next.at == last.written().end {
        last.inserted.push_str(&next.inserted);
    } else if touches && next.inserted.is_empty() && last.inserted.is_empty() && next.replaced().end == last.at {
        (last.at, last.removed) = (next.at, next.removed + &last.removed);
    } else if touches && next.inserted.is_empty() && last.inserted.is_empty() && next.at == last.at {
        last.removed.push_str(&next.removed);
    } else {
        return Some(next);
    }
    last.after = next.after;
    None
}
