//! A text that is written in: what a key or a pointer does to it.

use super::buffer::{Buffer, Caret};
use super::history::Kind;
use super::moves::Motion;
use super::outline;
use super::sheet::Sheet;
use crate::model::Span;
use crate::ui::text::{PassageStyle, Place, TextEngine};
use egui::Pos2;
use std::borrow::Cow;

/// How far an erasing reaches from the caret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// A letter.
    Letter,
    /// To the end of a word.
    Word,
    /// To the end of the paragraph.
    Paragraph,
}

/// By what a pointer selects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Letters.
    #[default]
    Letter,
    /// Whole words.
    Word,
    /// Whole paragraphs.
    Paragraph,
}

/// What can be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// The caret moves; the selection follows where the second says so.
    Move(Motion, bool),
    /// Everything is selected.
    SelectAll,
    /// Something is selected.
    Select(Caret),
    /// Letters are typed.
    Type(String),
    /// A text is put in, as a step of its own.
    Insert(String),
    /// What is selected is taken away, or what the caret stands before or, where it says so, behind.
    Erase(Reach, bool),
    /// So many scalar values before and behind the caret are taken away.
    EraseAround(u32, u32),
    /// The selection is copied.
    Copy,
    /// The selection is copied and taken away.
    Cut,
    /// The last step is taken back.
    Undo,
    /// The step that was taken back is made again.
    Redo,
    /// An input method shows what it has so far, with a part of it selected.
    Compose(String, Option<Span>),
    /// It has settled.
    Commit(String),
    /// Another text stands there.
    Replace(String),
    /// A line is begun that is set in as the one before.
    NextLine,
    /// The lines of the selection are set in, or out.
    Indent(bool),
    /// A field of one line is done.
    Finish,
}

/// What an act asks of whoever holds the editor.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// To put this into the clipboard.
    Copied(String),
    /// To leave the field.
    Finished,
}

/// How the lines stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    /// The letters.
    pub style: PassageStyle,
    /// Where lines are wrapped; endless for a field of one line.
    pub width: f32,
}

/// A text with its lines.
#[derive(Debug, Default)]
pub struct Editor {
    /// The text and the caret.
    pub buffer: Buffer,
    sheet: Sheet,
    /// The horizontal position that steps up and down keep to.
    goal: Option<f32>,
    /// By what the pointer selects, and the unit it began in.
    grain: (Unit, Span),
}

impl Editor {
    /// The lines, as they were laid out last.
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// Lays out what changed since.
    pub fn lay(&mut self, engine: &mut TextEngine, setting: &Setting) {
        let shown = self.buffer.shown();
        let text = match !setting.width.is_finite() && shown.contains(['\n', '\r']) {
            true => Cow::Owned(shown.replace(['\n', '\r'], " ")),
            false => Cow::Borrowed(shown),
        };
        self.sheet.lay(engine, &text, &setting.style, setting.width);
    }

    /// Forgets the lines.
    pub fn rest(&mut self) {
        self.sheet.clear();
    }

    /// Does one thing at a moment in seconds, laying out what that needs.
    pub fn act(&mut self, act: Act, engine: &mut TextEngine, setting: &Setting, now: f64) -> Option<Effect> {
        if !matches!(act, Act::Compose(..) | Act::Commit(_) | Act::Copy) {
            self.buffer.settle(now);
        }
        self.lay(engine, setting);
        if !matches!(act, Act::Move(Motion::Lines(_), _)) {
            self.goal = None;
        }
        let effect = self.perform(act, !setting.width.is_finite(), now);
        self.lay(engine, setting);
        effect
    }

    fn perform(&mut self, act: Act, one_line: bool, now: f64) -> Option<Effect> {
        let caret = self.buffer.caret();
        match act {
            Act::Move(motion, extend) => self.go(motion, extend),
            Act::SelectAll => self.buffer.put(Caret::over(Span { start: 0, end: self.buffer.len() })),
            Act::Select(caret) => self.buffer.put(caret),
            Act::Type(words) => self.buffer.replace(caret.span(), &tidy(&words, one_line), Kind::Typing, now),
            Act::Insert(words) => self.buffer.replace(caret.span(), &tidy(&words, one_line), Kind::Other, now),
            Act::Replace(words) => self.buffer.replace(Span { start: 0, end: self.buffer.len() }, &tidy(&words, one_line), Kind::Other, now),
            Act::Erase(reach, back) => self.erase(reach, back, now),
            Act::EraseAround(before, after) => {
                let (span, len) = (caret.span(), self.buffer.len());
                let start = span.start.saturating_sub(before);
                self.buffer.replace(Span { start: span.end, end: (span.end + after).min(len) }, "", Kind::Other, now);
                self.buffer.replace(Span { start, end: span.start }, "", Kind::Other, now);
                self.buffer.put(Caret::over(Span { start, end: start + span.len() }));
            }
            Act::Copy | Act::Cut if caret.is_empty() => {}
            Act::Copy => return Some(Effect::Copied(self.buffer.selected().to_owned())),
            Act::Cut => {
                let words = self.buffer.selected().to_owned();
                self.buffer.replace(caret.span(), "", Kind::Other, now);
                return Some(Effect::Copied(words));
            }
            Act::Undo => self.buffer.undo(now),
            Act::Redo => self.buffer.redo(now),
            Act::Compose(words, part) if !words.is_empty() || self.buffer.composed().is_some() => {
                self.buffer.compose(&tidy(&words, one_line), part, now);
            }
            Act::Compose(..) => {}
            Act::Commit(words) => self.buffer.commit(&tidy(&words, one_line), now),
            Act::NextLine => {
                let start = self.sheet.paragraph_at(caret.span().start).start;
                let before = self.buffer.slice(Span { start, end: caret.span().start }).to_owned();
                self.buffer.replace(caret.span(), &format!("\n{}", outline::margin(&before)), Kind::Typing, now);
            }
            Act::Indent(deeper) => self.indent(deeper, now),
            Act::Finish => return Some(Effect::Finished),
        }
        None
    }

    /// Sets the lines of the selection in or out; the caret stays at its letters.
    fn indent(&mut self, deeper: bool, now: f64) {
        let caret = self.buffer.caret();
        let span = caret.span();
        let lines = Span { start: self.sheet.paragraph_at(span.start).start, end: self.sheet.paragraph_at(span.end).end };
        let (words, step) = (self.buffer.slice(lines).to_owned(), outline::step(&self.buffer.text()));
        let wide = |words: &str| words.chars().count() as u32;
        let (mut set, mut head, mut anchor, mut from) = (String::new(), caret.head.offset, caret.anchor, lines.start);
        for line in words.split('\n') {
            let moved = outline::moved(line, &step, deeper);
            let (old, new) = (wide(outline::margin(line)), wide(outline::margin(&moved)));
            let start = lines.start + wide(&set);
            for (at, was) in [(&mut head, caret.head.offset), (&mut anchor, caret.anchor)] {
                if let Some(inside) = was.checked_sub(from) {
                    *at = start + if inside < old { inside.min(new) } else { inside - old + new };
                }
            }
            from += wide(line) + 1;
            set.push_str(&moved);
            set.push('\n');
        }
        set.pop();
        self.buffer.replace(lines, &set, Kind::Other, now);
        self.buffer.put(Caret { head: head.into(), anchor });
    }

    fn go(&mut self, motion: Motion, extend: bool) {
        let caret = self.buffer.caret();
        let sideways = matches!(motion, Motion::Left | Motion::Right);
        if sideways && !extend && !caret.is_empty() {
            let (span, on) = (caret.span(), (motion == Motion::Right) != self.sheet.reads_left(caret.head));
            let at = if on { Place { offset: span.end, trailing: true } } else { span.start.into() };
            return self.buffer.put(Caret::at(at));
        }
        let head = self.sheet.go(caret.head, motion, &mut self.goal);
        self.buffer.put(Caret { head, anchor: if extend { caret.anchor } else { head.offset } });
    }

    fn erase(&mut self, reach: Reach, back: bool, now: f64) {
        let caret = self.buffer.caret();
        let at = caret.head.offset;
        let other = match (reach, back) {
            _ if !caret.is_empty() => caret.anchor,
            (Reach::Letter, true) => self.part_back(at),
            (Reach::Letter, false) => self.sheet.letter_on(at),
            (Reach::Word, true) => self.sheet.word_back(at),
            (Reach::Word, false) => self.sheet.word_on(at),
            (Reach::Paragraph, true) => self.sheet.paragraph_at(at).start,
            (Reach::Paragraph, false) => self.sheet.paragraph_at(at).end,
        };
        let kind = if caret.is_empty() && reach == Reach::Letter { Kind::Erasing } else { Kind::Other };
        self.buffer.replace(Span::new(at, other), "", kind, now);
    }

    /// What a backspace takes: of a letter with marks the last mark, of a sign made of several, as emoji are, all.
    fn part_back(&self, at: u32) -> u32 {
        let start = self.sheet.letter_back(at);
        let joined = |c: char| matches!(c as u32, 0x200D | 0xFE0F | 0x20E3 | 0x1F000..=0x1FAFF | 0xE0020..=0xE007F);
        let whole = at - start < 2 || self.buffer.slice(Span { start, end: at }).chars().any(joined);
        if whole { start } else { at - 1 }
    }

    /// The pointer went down: the caret goes there, or the selection reaches there.
    pub fn press(&mut self, at: Pos2, unit: Unit, extend: bool) {
        self.goal = None;
        let place = self.sheet.hit(at);
        if extend {
            let caret = self.buffer.caret();
            let from =
                if unit == Unit::Letter || self.grain.0 == Unit::Letter { Span { start: caret.anchor, end: caret.anchor } } else { self.grain.1 };
            self.grain = (unit, from);
            return self.reach(place);
        }
        let around = self.unit(place.offset, unit);
        self.grain = (unit, around);
        self.buffer.put(if unit == Unit::Letter { Caret::at(place) } else { Caret::over(around) });
    }

    /// The pointer moved while it was down.
    pub fn drag(&mut self, at: Pos2) {
        self.reach(self.sheet.hit(at));
    }

    /// Selects from where the pointer began to a place, by whole units.
    fn reach(&mut self, place: Place) {
        let (unit, from) = self.grain;
        let to = self.unit(place.offset, unit);
        let caret = if place.offset < from.start {
            Caret { head: if unit == Unit::Letter { place } else { to.start.into() }, anchor: from.end }
        } else if unit == Unit::Letter {
            Caret { head: place, anchor: from.start }
        } else {
            Caret::over(Span { start: from.start, end: to.end.max(from.end) })
        };
        self.buffer.put(caret);
    }

    fn unit(&self, at: u32, unit: Unit) -> Span {
        match unit {
            Unit::Letter => Span { start: at, end: at },
            Unit::Word => self.sheet.word_at(at),
            Unit::Paragraph => self.sheet.paragraph_at(at),
        }
    }
}

/// Line ends as they are kept; in one line they are spaces.
fn tidy(words: &str, one_line: bool) -> Cow<'_, str> {
    match (words.contains(['\r', '\n']), one_line) {
        (false, _) => Cow::Borrowed(words),
        (true, true) => Cow::Owned(words.replace("\r\n", " ").replace(['\r', '\n'], " ")),
        (true, false) => Cow::Owned(words.replace("\r\n", "\n").replace('\r', "\n")),
    }
}
