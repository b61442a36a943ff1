//! Paragraphs and turns of a manuscript: parted, joined, given to others.

use super::{Correcting, Kind, Line, paragraph};
use crate::model::{Span, SpeakerRole};
use crate::project::NewSpeaker;
use crate::text::{MarkKind, heading_mark};
use crate::ui::views::read::caret::Caret;
use crate::ui::views::read::data::Sheet;
use crate::ui::views::read::steps;

/// The levels that a heading goes through by its key.
const LEVELS: u8 = 3;

impl Correcting {
    /// Parts the paragraph at the caret; at its end an empty line waits for the next one.
    pub fn part(&mut self, sheet: &Sheet, caret: Caret, now: f64) -> Caret {
        if self.line.is_some() {
            return caret;
        }
        let here = paragraph(sheet, caret.at);
        if !caret.is_empty() {
            let caret = self.type_words(caret, "\n", now);
            self.last = None;
            return caret;
        }
        if caret.at <= here.start {
            self.open(Line::Before(here.start));
            return Caret::new(here.start);
        }
        if self.is_end(here, caret.at) {
            return self.open_line(here.end, None);
        }
        self.step(Kind::Other, caret, now);
        Caret::new(self.break_at(here, caret.at))
    }

    /// Begins a turn at the caret, with the other one of the two that speak most.
    pub fn begin_turn(&mut self, sheet: &Sheet, caret: Caret, now: f64) -> Caret {
        let voice = self.other_voice(caret.at);
        if let Some(line) = self.line {
            if let Line::After(at, None) = line {
                return self.open_line(at, Some(voice));
            }
            return caret;
        }
        let here = paragraph(sheet, caret.at);
        if self.is_end(here, caret.at) && caret.at > here.start {
            return self.open_line(here.end, Some(voice));
        }
        let first = sheet.blocks.get(sheet.block_at(caret.at)).is_some_and(|block| block.first);
        if caret.at <= here.start && first {
            return caret;
        }
        self.step(Kind::Other, caret, now);
        if caret.at > here.start {
            let at = self.break_at(here, caret.at);
            self.manuscript.split_turn(at, voice);
            return Caret::new(at);
        }
        self.manuscript.split_turn(self.line_of(caret.at).start, voice);
        Caret::new(caret.at)
    }

    /// Whether no words of a paragraph are left behind a place.
    fn is_end(&self, here: Span, at: u32) -> bool {
        at >= here.end || steps::tighten(self.text(), Span { start: at, end: here.end }).is_empty()
    }

    /// An empty line below what ends at `at`.
    fn open_line(&mut self, at: u32, voice: Option<u32>) -> Caret {
        self.open(Line::After(at, voice));
        Caret::new(at)
    }

    fn open(&mut self, line: Line) {
        self.line = Some(line);
        self.last = None;
        self.edition += 1;
    }

    /// Breaks a paragraph at a place, in the place of the space there; gives where the next one begins.
    fn break_at(&mut self, here: Span, at: u32) -> u32 {
        let geometry = &self.text().geometry;
        let (before, after) = (geometry.slice(Span { start: here.start, end: at }), geometry.slice(Span { start: at, end: here.end }));
        let left = before.chars().rev().take_while(|c| c.is_whitespace()).count() as u32;
        let right = after.chars().take_while(|c| c.is_whitespace()).count() as u32;
        let gap = Span { start: at - left, end: at + right };
        self.manuscript.replace(gap, "\n");
        gap.start + 1
    }

    /// Makes the paragraph at the caret a heading, a smaller one, or plain words again.
    pub fn turn_heading(&mut self, caret: Caret, now: f64) -> Caret {
        let structure = &self.text().structure;
        if self.line.is_some() || structure.paragraphs.is_empty() {
            return caret;
        }
        let level = (structure.heading_at(caret.at) + 1) % (LEVELS + 1);
        self.step(Kind::Other, caret, now);
        self.manuscript.set_heading(caret.at, level);
        caret
    }

    /// Paragraphs to whose first letter somebody typed `# ` become headings without it: the one of a letter just typed, those of words put in.
    pub(super) fn marked_headings(&mut self, caret: Caret, typed: u32) -> Caret {
        let first = caret.at.saturating_sub(typed);
        let (mut at, mut caret) = (caret.at, caret);
        loop {
            let line = self.line_of(at);
            let start = steps::past_marks(self.text(), line.start).min(line.end);
            if let Some((level, mark)) = heading_mark(self.text().geometry.slice(Span { start, end: line.end })) {
                let begun = start + mark;
                let now_typed = if start >= first { caret.at > begun } else { first == begun };
                if now_typed && begun < line.end && caret.is_empty() {
                    self.manuscript.replace(Span { start, end: begun }, "");
                    self.manuscript.set_heading(start, level);
                    caret = Caret::new(caret.at - mark);
                }
            }
            if line.start == 0 || line.start <= first {
                return caret;
            }
            at = line.start - 1;
        }
    }

    /// The caret stands at an edge of its paragraph: what is beyond is joined to it, turns first, then paragraphs.
    pub(super) fn join_over(&mut self, sheet: &Sheet, caret: Caret, back: bool, now: f64) -> Caret {
        let here = paragraph(sheet, caret.at);
        if back && self.text().structure.heading_at(caret.at) > 0 {
            self.step(Kind::Other, caret, now);
            self.manuscript.set_heading(caret.at, 0);
            return caret;
        }
        let own = sheet.block_at(caret.at);
        // The pieces of a very long paragraph are one.
        let first = (0..=own).rev().find(|n| !sheet.blocks[*n].runs_on).unwrap_or(own);
        let after = sheet.blocks.iter().skip(own + 1).position(|block| block.span.start >= here.end).map(|n| n + own + 1);
        let lower = if back { Some(first) } else { after };
        let Some(lower) = lower.filter(|n| *n > 0) else { return caret };
        let (upper, block) = (sheet.blocks[lower - 1], sheet.blocks[lower]);
        let turn = block.turn.filter(|turn| block.first && *turn > 0);
        if block.first && turn.is_none() {
            return caret;
        }
        self.step(Kind::Other, caret, now);
        let before = self.text().geometry.chars();
        match turn {
            Some(_) => self.manuscript.join_turn(block.span.start),
            None => self.manuscript.replace(Span { start: upper.span.end, end: block.span.start }, ""),
        }
        let gone = before - self.text().geometry.chars();
        Caret::new(if back { caret.at.saturating_sub(gone) } else { caret.at })
    }

    /// Joins the turn at the caret to the one before it.
    pub fn join_turn(&mut self, caret: Caret, now: f64) -> Caret {
        let structure = &self.text().structure;
        let Some(n) = structure.turn_at(caret.at).filter(|n| *n > 0) else { return caret };
        let start = structure.turns[n].span.start;
        self.line = None;
        self.step(Kind::Other, caret, now);
        let before = self.text().geometry.chars();
        self.manuscript.join_turn(start);
        Caret::new(caret.at - (before - self.text().geometry.chars()).min(caret.at))
    }

    /// Gives the turn at a place to a voice of this name; one that has no number yet is new.
    pub fn give(&mut self, caret: Caret, at: u32, speaker: Option<u32>, name: &str, now: f64) -> Caret {
        self.step(Kind::Other, caret, now);
        let speaker = speaker.unwrap_or_else(|| {
            let known = self.voices.iter().position(|voice| voice.name == name);
            let n = known.unwrap_or_else(|| {
                self.voices.push(NewSpeaker { name: name.to_owned(), role: SpeakerRole::Participant });
                self.voices.len() - 1
            });
            self.known + n as u32
        });
        if let Some(Line::After(line, Some(voice))) = &mut self.line
            && *line == at
        {
            *voice = speaker;
            return caret;
        }
        // The label before the caret may become longer or shorter.
        let before = self.text().geometry.chars();
        let behind = self.text().structure.turn_at(at).is_some_and(|n| self.text().structure.turns[n].span.start < caret.at);
        self.manuscript.give_turn(at, speaker, name);
        let now = self.text().geometry.chars();
        let moved = |place: u32| if behind { (place + now).saturating_sub(before) } else { place };
        self.line = self.line.map(|line| match line {
            Line::After(at, voice) => Line::After(moved(at), voice),
            Line::Before(at) => Line::Before(moved(at)),
            Line::Emptied(at, turn, goes_on) => Line::Emptied(moved(at), turn, goes_on),
        });
        let mut after = Caret::new(moved(caret.anchor));
        after.put(moved(caret.at), caret.trailing, true);
        after
    }

    /// The first words of the turn that holds a place, without its label: by them one knows it while one is asked about it.
    pub fn begins(&self, at: u32) -> String {
        let text = self.text();
        let Some(turn) = text.structure.turn_at(at).map(|n| text.structure.turns[n].span) else { return String::new() };
        let labels = text.structure.marks_in(turn).iter().filter(|mark| mark.kind == MarkKind::Label && mark.span.start == turn.start);
        let start = labels.map(|mark| mark.span.end).next().unwrap_or(turn.start);
        let words: Vec<&str> = text.geometry.slice(Span { start, end: turn.end }).split_whitespace().take(9).collect();
        let (few, more) = (&words[..words.len().min(8)], if words.len() > 8 { " …" } else { "" });
        few.join(" ") + more
    }

    /// Whose turn a place is in, for the list of voices: where it is given, and what number it has.
    pub fn voice_at(&self, at: u32) -> Option<(u32, u32)> {
        if let Some(Line::After(line, Some(voice))) = self.line
            && line == at
        {
            return Some((at, voice));
        }
        let structure = &self.text().structure;
        structure.turn_at(at).map(|n| (structure.turns[n].span.start, structure.turns[n].speaker))
    }
}
