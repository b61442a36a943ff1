//! Writing in a manuscript: typing, erasing, cutting and pasting. Labels and times are left alone but where whole paragraphs go.

use super::{Correcting, Kind, Line, paragraph};
use crate::model::Span;
use crate::text::{Manuscript, Turn};
use crate::ui::text::edit::Reach;
use crate::ui::views::read::caret::Caret;
use crate::ui::views::read::data::Sheet;
use crate::ui::views::read::steps::{self, Unit};
use unicode_segmentation::UnicodeSegmentation;

impl Correcting {
    /// Letters are typed at the caret or in the place of the selection.
    pub fn type_words(&mut self, caret: Caret, words: &str, now: f64) -> Caret {
        let words = words.replace("\r\n", "\n").replace('\r', "\n");
        if words.is_empty() {
            return caret;
        }
        let typing = caret.is_empty() && words.graphemes(true).count() == 1;
        self.step(if typing { Kind::Typing } else { Kind::Other }, caret, now);
        let caret = self.put_words(caret, &words);
        let caret = self.marked_headings(caret, words.chars().count() as u32);
        // A space ends a word, and with it a step.
        self.last = (typing && !words.contains(char::is_whitespace)).then_some((Kind::Typing, caret, now));
        caret
    }

    fn put_words(&mut self, caret: Caret, words: &str) -> Caret {
        let len = words.chars().count() as u32;
        let at = caret.at;
        if let Some(line) = self.line.take().filter(|_| caret.is_empty()) {
            return Caret::new(self.begin_line(line, |text, at| text.replace(Span { start: at, end: at }, words)) + len);
        }
        match self.pieces(caret.span()).as_slice() {
            [] => {
                self.manuscript.replace(Span { start: at, end: at }, words);
                Caret::new(at + len)
            }
            [first, rest @ ..] => {
                rest.iter().rev().for_each(|piece| self.manuscript.replace(*piece, ""));
                self.manuscript.replace(*first, words);
                Caret::new(first.start + len)
            }
        }
    }

    /// The first words on an empty line, as `put` puts them there; gives where they begin.
    fn begin_line(&mut self, line: Line, put: impl FnOnce(&mut Manuscript, u32)) -> u32 {
        let text = &mut self.manuscript;
        match line {
            Line::After(at, voice) => {
                let structure = &text.text().structure;
                let turn = structure.turn_at(at).map(|n| structure.turns[n]);
                text.replace(Span { start: at, end: at }, "\n");
                put(text, at + 1);
                match (voice, turn) {
                    (Some(voice), _) => text.split_turn(at + 1, voice),
                    (None, Some(turn)) => text.speak(at + 1, turn, true),
                    (None, None) => {}
                }
                at + 1
            }
            Line::Before(at) => {
                let (before, level) = (text.text().geometry.chars(), text.text().structure.heading_at(at));
                put(text, at);
                let end = at + text.text().geometry.chars() - before;
                text.replace(Span { start: end, end }, "\n");
                if level > 0 {
                    text.set_heading(at, 0);
                    text.set_heading(end + 1, level);
                }
                at
            }
            Line::Emptied(at, turn, goes_on) => {
                put(text, at);
                if let Some(turn) = turn {
                    text.speak(at, turn, goes_on);
                }
                at
            }
        }
    }

    /// What of a selection is taken out: within one paragraph what is seen of it, over several everything.
    fn pieces(&self, span: Span) -> Vec<Span> {
        if span.is_empty() {
            return Vec::new();
        }
        let structure = &self.text().structure;
        match structure.paragraph_at(span.start) == structure.paragraph_at(span.end) {
            true => structure.spoken(span),
            false => vec![span],
        }
    }

    /// Takes out what is selected, or from the caret as far as `reach` says.
    pub fn erase(&mut self, sheet: &Sheet, caret: Caret, reach: Reach, back: bool, now: f64) -> Caret {
        if !caret.is_empty() {
            self.step(Kind::Other, caret, now);
            return self.take_out(sheet, caret.span());
        }
        if let Some(line) = self.line.take() {
            return self.close_line(sheet, line, caret, back, now);
        }
        let here = paragraph(sheet, caret.at);
        let span =
            if back { Span::new(behind(sheet, caret.at, here, reach), caret.at) } else { Span::new(caret.at, ahead(sheet, caret.at, here, reach)) };
        if span.is_empty() {
            return self.join_over(sheet, caret, back, now);
        }
        let kind = if reach == Reach::Letter { Kind::Erasing } else { Kind::Other };
        self.step(kind, caret, now);
        let caret = self.take_out(sheet, span);
        self.last = (kind == Kind::Erasing).then_some((kind, caret, now));
        caret
    }

    /// Takes a span out; where that leaves a paragraph without words, its line shows as long as the caret is on it.
    fn take_out(&mut self, sheet: &Sheet, span: Span) -> Caret {
        let structure = &sheet.text.structure;
        let turn: Option<(usize, Turn)> = structure.turn_at(span.start).map(|n| (n, structure.turns[n]));
        let block = sheet.blocks.get(sheet.block_at(span.start));
        let goes_on = block.is_some_and(|block| block.turn.is_some() && !block.first);
        self.pieces(span).iter().rev().for_each(|piece| self.manuscript.replace(*piece, ""));
        let line = self.line_of(span.start);
        let empty = steps::tighten(self.text(), line).is_empty();
        self.line = empty.then_some(Line::Emptied(span.start, turn.map(|(_, turn)| turn), goes_on));
        Caret::new(span.start)
    }

    /// Erasing on an empty line closes it: the caret goes to the end of what is before, or the beginning of what follows.
    fn close_line(&mut self, sheet: &Sheet, line: Line, caret: Caret, back: bool, now: f64) -> Caret {
        let Line::Emptied(at, ..) = line else {
            self.edition += 1;
            return caret;
        };
        self.step(Kind::Other, caret, now);
        let here = self.line_of(at);
        let block = sheet.block_at(at);
        let before = block.checked_sub(1).map(|n| sheet.blocks[n].span.end);
        let after = sheet.blocks.get(block + 1).map(|next| next.span.start);
        match (before, after) {
            (Some(before), _) if back => {
                self.manuscript.replace(Span { start: before, end: here.end }, "");
                Caret::new(before)
            }
            (_, Some(after)) => {
                self.manuscript.replace(Span { start: here.start, end: after }, "");
                Caret::new(steps::past_marks(self.text(), here.start))
            }
            (Some(before), None) => {
                self.manuscript.replace(Span { start: before, end: here.end }, "");
                Caret::new(before)
            }
            (None, None) => caret,
        }
    }

    /// The words that are selected, taken out to be put elsewhere; their codings go with them.
    pub fn cut(&mut self, sheet: &Sheet, caret: Caret, now: f64) -> Caret {
        let span = caret.span();
        if span.is_empty() {
            return caret;
        }
        self.step(Kind::Other, caret, now);
        self.clip = Some((self.manuscript.clone().cut(span), sheet.words(span)));
        self.take_out(sheet, span)
    }

    /// Puts words of the clipboard in; where they are what was cut here, as that.
    pub fn paste(&mut self, caret: Caret, words: &str, now: f64) -> Caret {
        let same = |clip: &str| clip.replace("\r\n", "\n").trim_end() == words.replace("\r\n", "\n").trim_end();
        let Some((clip, _)) = self.clip.clone().filter(|(_, cut)| same(cut)) else {
            let caret = self.type_words(caret, words, now);
            self.last = None;
            return caret;
        };
        self.step(Kind::Other, caret, now);
        let caret = if caret.is_empty() { caret } else { self.put_words(caret, "") };
        let at = match self.line.take() {
            Some(line) => self.begin_line(line, |text, at| text.paste(at, &clip)),
            None => {
                self.manuscript.paste(caret.at, &clip);
                caret.at
            }
        };
        Caret::new(at + clip.words().chars().count() as u32)
    }

    /// Takes what is selected to another place, with its codings, as one step; upon itself it stays where it is.
    pub fn carry(&mut self, sheet: &Sheet, caret: Caret, to: u32, now: f64) -> Caret {
        let span = caret.span();
        if span.is_empty() || (span.start..=span.end).contains(&to) {
            return caret;
        }
        self.step(Kind::Other, caret, now);
        let clip = self.manuscript.clone().cut(span);
        let before = self.text().geometry.span().end;
        self.take_out(sheet, span);
        self.line = None;
        let gone = before - self.text().geometry.span().end;
        let at = if to > span.end { to.saturating_sub(gone) } else { to };
        self.manuscript.paste(at, &clip);
        Caret::over(Span { start: at, end: at + clip.words().chars().count() as u32 })
    }

    /// An input method shows what it has so far, in the place of what it showed before.
    pub fn compose(&mut self, caret: Caret, words: &str) -> Caret {
        let (before, line) = match self.composing.take() {
            Some((before, line, _)) => (before, line),
            None if words.is_empty() => return caret,
            None => (Box::new(self.state(caret)), self.line),
        };
        let caret = self.put((*before).clone());
        self.line = line;
        if words.is_empty() {
            return caret;
        }
        let after = self.put_words(caret, words);
        let span = Span { start: after.at - words.chars().count() as u32, end: after.at };
        self.composing = Some((before, line, span));
        after
    }
}

/// The place that erasing backwards reaches within a paragraph.
fn behind(sheet: &Sheet, at: u32, here: Span, reach: Reach) -> u32 {
    let start = here.start.min(at);
    // A time that stands within the words is stepped over, never into.
    let at = before_marks(sheet, at).max(start);
    match reach {
        Reach::Paragraph => start,
        Reach::Word => steps::back(&sheet.text, at, Unit::Word).clamp(start, at),
        Reach::Letter => {
            let words = sheet.text.geometry.slice(Span { start: at.saturating_sub(64).max(start), end: at });
            let Some(letter) = words.graphemes(true).next_back() else { return at };
            at - part_back(letter)
        }
    }
}

/// The place that erasing onwards reaches within a paragraph.
fn ahead(sheet: &Sheet, at: u32, here: Span, reach: Reach) -> u32 {
    let at = steps::past_marks(&sheet.text, at).min(here.end.max(at));
    match reach {
        Reach::Paragraph => here.end.max(at),
        Reach::Word => steps::forward(&sheet.text, at, Unit::Word).clamp(at, here.end.max(at)),
        Reach::Letter => {
            let words = sheet.text.geometry.slice(Span { start: at, end: (at + 64).min(here.end.max(at)) });
            at + words.graphemes(true).next().map_or(0, |letter| letter.chars().count() as u32)
        }
    }
}

/// The place before the marks that end at `at`.
fn before_marks(sheet: &Sheet, mut at: u32) -> u32 {
    let marks = |at: u32| sheet.text.structure.marks_in(Span { start: at.saturating_sub(1), end: at }).first().map(|mark| mark.span.start);
    while let Some(start) = marks(at).filter(|start| *start < at) {
        at = start;
    }
    at
}

/// How much of a letter a backspace takes: of one with marks the last mark, of a sign made of several all.
fn part_back(letter: &str) -> u32 {
    let len = letter.chars().count() as u32;
    let joined = |c: char| matches!(c as u32, 0x200D | 0xFE0F | 0x20E3 | 0x1F000..=0x1FAFF | 0xE0020..=0xE007F);
    if len < 2 || letter.chars().any(joined) { len } else { 1 }
}
