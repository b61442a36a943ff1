//! A text that is being written: what is selected, what an input method has not settled yet, and the steps back.

use super::history::{Change, History, Kind};
use crate::model::Span;
use crate::ui::text::Place;
use std::borrow::Cow;

/// Where one writes: the caret, and the other end of what is selected.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Caret {
    /// Where the caret stands.
    pub head: Place,
    /// The end of the selection that stays; where the caret stands when nothing is selected.
    pub anchor: u32,
}

impl Caret {
    /// A caret with nothing selected.
    pub fn at(place: impl Into<Place>) -> Self {
        let head = place.into();
        Self { head, anchor: head.offset }
    }

    /// A selection with the caret at its end.
    pub fn over(span: Span) -> Self {
        Self { head: Place { offset: span.end, trailing: true }, anchor: span.start }
    }

    /// What is selected; empty when nothing is.
    pub fn span(&self) -> Span {
        Span::new(self.anchor, self.head.offset)
    }

    /// Whether nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.anchor == self.head.offset
    }
}

/// The text, the caret and the steps; positions are scalar values.
#[derive(Debug, Default)]
pub struct Buffer {
    text: String,
    caret: Caret,
    composed: Option<Span>,
    history: History,
}

impl Buffer {
    /// The text as it is shown, with what an input method has not settled yet.
    pub fn shown(&self) -> &str {
        &self.text
    }

    /// The text as it is written.
    pub fn text(&self) -> Cow<'_, str> {
        match self.composed {
            None => Cow::Borrowed(&self.text),
            Some(span) => {
                let bytes = self.bytes(span);
                Cow::Owned([&self.text[..bytes.start], &self.text[bytes.end..]].concat())
            }
        }
    }

    /// The length of what is shown.
    pub fn len(&self) -> u32 {
        self.text.chars().count() as u32
    }

    /// Whether nothing is shown.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The caret and the selection.
    pub fn caret(&self) -> Caret {
        self.caret
    }

    /// What an input method has not settled yet.
    pub fn composed(&self) -> Option<Span> {
        self.composed
    }

    /// Puts the caret somewhere, which ends the step that is being written.
    pub fn put(&mut self, caret: Caret) {
        let len = self.len();
        let head = Place { offset: caret.head.offset.min(len), ..caret.head };
        self.caret = Caret { head, anchor: caret.anchor.min(len) };
        self.history.seal();
    }

    /// What is selected.
    pub fn selected(&self) -> &str {
        self.slice(self.caret.span())
    }

    /// A part of what is shown.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[self.bytes(span)]
    }

    /// Takes another text, of which no step leads back to this one. A caret at the end stays at the end.
    pub fn set(&mut self, text: &str) {
        let at_end = self.caret.is_empty() && self.caret.head.offset == self.len();
        self.text = text.to_owned();
        self.composed = None;
        self.history.clear();
        self.put(if at_end { Caret::at(Place { offset: u32::MAX, trailing: true }) } else { self.caret });
    }

    /// Puts words in the place of others, as a step or a part of one; the caret stands behind them.
    pub(super) fn replace(&mut self, span: Span, words: &str, kind: Kind, now: f64) {
        self.settle(now);
        if span.is_empty() && words.is_empty() {
            return;
        }
        let before = self.caret;
        let removed = self.swap(span, words);
        let end = span.start + words.chars().count() as u32;
        self.caret = Caret::at(Place { offset: end, trailing: true });
        self.history.note(Change { at: span.start, removed, inserted: words.to_owned(), before, after: self.caret }, kind, now);
    }

    /// Shows what an input method has so far in the place of the selection, or of what it had before.
    pub(super) fn compose(&mut self, words: &str, caret: Option<Span>, now: f64) {
        if self.composed.is_none() {
            self.replace(self.caret.span(), "", Kind::Other, now);
        }
        let old = self.composed.unwrap_or(self.caret.span());
        self.swap(old, words);
        let new = Span { start: old.start, end: old.start + words.chars().count() as u32 };
        self.composed = (!new.is_empty()).then_some(new);
        let within = |at: u32| (new.start + at).min(new.end);
        let head = caret.map_or(new.end, |span| within(span.end));
        self.caret = Caret { head: Place { offset: head, trailing: head > new.start }, anchor: caret.map_or(head, |span| within(span.start)) };
    }

    /// Takes what the input method settled on.
    pub(super) fn commit(&mut self, words: &str, now: f64) {
        if let Some(span) = self.composed.take() {
            self.swap(span, "");
            self.caret = Caret::at(Place { offset: span.start, trailing: true });
        }
        if !words.is_empty() {
            self.replace(self.caret.span(), words, Kind::Typing, now);
        }
    }

    /// Keeps what an input method has so far, as something else happens.
    pub(super) fn settle(&mut self, now: f64) {
        let Some(span) = self.composed else { return };
        let (words, caret) = (self.slice(span).to_owned(), self.caret);
        self.commit(&words, now);
        self.caret = caret;
    }

    /// Takes the last step back.
    pub(super) fn undo(&mut self, now: f64) {
        self.settle(now);
        if let Some(change) = self.history.back() {
            self.swap(change.written(), &change.removed);
            self.caret = change.before;
        }
    }

    /// Makes the step again that was taken back last.
    pub(super) fn redo(&mut self, now: f64) {
        self.settle(now);
        if let Some(change) = self.history.forth() {
            self.swap(change.replaced(), &change.inserted);
            self.caret = change.after;
        }
    }

    /// Puts words in the place of others and gives those; nothing else changes.
    fn swap(&mut self, span: Span, words: &str) -> String {
        let bytes = self.bytes(span);
        let removed = self.text[bytes.clone()].to_owned();
        self.text.replace_range(bytes, words);
        removed
    }

    fn bytes(&self, span: Span) -> std::ops::Range<usize> {
        let mut starts = self.text.char_indices().map(|(byte, _)| byte);
        let start = starts.nth(span.start as usize).unwrap_or(self.text.len());
        let end = match span.len() {
            0 => start,
            len => starts.nth(len as usize - 1).unwrap_or(self.text.len()),
        };
        start..end
    }
}
