//! Correcting the open text: the manuscript, its steps back, and the empty line that waits for words.
//!
//! `write` is what keys do to the manuscript, `steps` the way back, `keys` hears them, `turns` parts and joins, `coded` is what becomes of the codings,
//! `kept` the draft that survives a kill, `bar` the line above the page, `run` the commands.

mod bar;
mod coded;
mod kept;
mod keys;
mod run;
mod steps;
mod turns;
mod write;

pub use bar::{HEIGHT, draw as draw_bar, lost_line};
pub(super) use run::works_meanwhile;

use super::caret::Caret;
use super::data::{Fresh, Sheet};
use crate::model::{SourceId, Span, VersionId};
use crate::project::NewSpeaker;
use crate::text::{Clip, Manuscript, SourceText, Turn, line_at};
use coded::Told;
use kept::Keeping;
use std::sync::Arc;
use steps::{Step, Steps};

/// Letters typed closer in time (seconds) are one step.
const SOON: f64 = 1.5;

/// A text that is being corrected.
pub struct Correcting {
    /// The source.
    pub source: SourceId,
    /// The version that is corrected.
    pub base: VersionId,
    /// The text as it is now.
    pub manuscript: Manuscript,
    /// Speakers that are new; the first has the number after the source's last.
    pub voices: Vec<NewSpeaker>,
    /// Why it is corrected.
    pub reason: String,
    /// What becomes of the codings.
    pub told: Told,
    /// Rises with everything that changes what shows.
    pub edition: u64,
    /// The empty line at the caret.
    line: Option<Line>,
    steps: Steps,
    last: Option<(Kind, Caret, f64)>,
    clip: Option<(Clip, String)>,
    /// What an input method has not settled yet: the state and the empty line before it, and where its letters stand.
    composing: Option<(Box<Step>, Option<Line>, Span)>,
    keeping: Keeping,
    /// How many voices the source itself has.
    known: u32,
    /// It was sent to be written, and nothing is typed until that is done; frames since then without anybody writing it.
    pub sent: Option<u8>,
}

/// An empty line at the caret, which shows while the caret is on it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Line {
    /// A paragraph that begins with the first letter typed, after the one that ends here; with a voice, as a turn of its own.
    After(u32, Option<u32>),
    /// A paragraph that begins with the first letter typed, before the one whose words begin here; a turn that begins there begins with it.
    Before(u32),
    /// A paragraph all of whose words were taken out: a place in it, whose turn it was, and whether it went on with one.
    Emptied(u32, Option<Turn>, bool),
}

impl Line {
    fn at(&self) -> u32 {
        match self {
            Self::After(at, _) | Self::Before(at) | Self::Emptied(at, ..) => *at,
        }
    }
}

/// Where a caret stands once the empty line that it was on shows no longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// At the end of the paragraph above it.
    Above,
    /// At the beginning of the paragraph below it.
    Below,
    /// On the line itself, which is one of the text.
    There,
}

/// What an edit was; those of one kind that follow each other are one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Typing,
    Erasing,
    Other,
}

impl Correcting {
    /// Begins to correct a text of a source with so many voices.
    pub fn new(source: SourceId, base: VersionId, text: Arc<SourceText>, known: u32) -> Self {
        Self {
            source,
            base,
            manuscript: Manuscript::new(text),
            voices: Vec::new(),
            reason: String::new(),
            told: Told::default(),
            edition: 1,
            line: None,
            steps: Steps::default(),
            last: None,
            clip: None,
            composing: None,
            keeping: Keeping::default(),
            known,
            sent: None,
        }
    }

    /// Whether something was corrected.
    pub fn is_changed(&self) -> bool {
        !self.manuscript.is_unchanged()
    }

    /// Whether nothing was written in it before, as in a new note.
    pub fn is_first(&self) -> bool {
        self.manuscript.from().structure.paragraphs.is_empty()
    }

    /// How many voices the source itself has.
    pub fn known(&self) -> u32 {
        self.known
    }

    /// The text as it is now.
    pub fn text(&self) -> &Arc<SourceText> {
        self.manuscript.text()
    }

    /// What an input method has not settled yet.
    pub fn composed(&self) -> Option<Span> {
        self.composing.as_ref().map(|(.., span)| *span)
    }

    /// The empty line that shows, for the sheet.
    pub fn fresh(&self) -> Option<Fresh> {
        let structure = &self.text().structure;
        let before = |at: u32| structure.turns.partition_point(|turn| turn.span.start < at) as u32;
        let above = false;
        // A text without words has a line to write on.
        let empty = structure.paragraphs.is_empty().then_some(Line::Emptied(0, None, false));
        Some(match self.line.or(empty)? {
            Line::After(at, None) => Fresh { span: Span { start: at, end: at }, turn: None, first: false, speaker: None, new: false, above },
            Line::After(at, Some(voice)) => {
                let span = Span { start: at, end: at };
                Fresh { span, turn: Some(before(at)), first: true, speaker: Some(voice), new: true, above }
            }
            Line::Before(at) => {
                // Whether it begins its turn, the paragraph below says.
                let span = Span { start: self.line_of(at).start, end: at };
                Fresh { span, turn: None, first: false, speaker: None, new: false, above: true }
            }
            Line::Emptied(at, turn, goes_on) => Fresh {
                span: self.line_of(at),
                turn: turn.map(|_| structure.turn_at(at).map_or_else(|| before(at), |n| n as u32)),
                first: turn.is_some() && !goes_on,
                speaker: turn.map(|turn| turn.speaker),
                new: turn.is_some() && structure.turn_at(at).is_none(),
                above,
            },
        })
    }

    /// The line of the text around a place, without its end.
    fn line_of(&self, at: u32) -> Span {
        line_at(&self.text().geometry, at)
    }

    /// The caret went elsewhere: an empty line shows no longer. Says whether one did.
    pub fn moved(&mut self, caret: &Caret) -> bool {
        self.last = None;
        let gone = self.line.is_some_and(|line| line.at() != caret.at || !caret.is_empty());
        if gone {
            self.line = None;
            self.edition += 1;
        }
        gone
    }

    /// Forgets the empty line, so that the caret moves off it; gives on which side of it the caret stands then, up or down, where there is none.
    pub fn leave_line(&mut self) -> Option<Leaving> {
        let line = self.line.take()?;
        self.edition += 1;
        Some(match line {
            Line::After(..) => Leaving::Above,
            Line::Before(_) => Leaving::Below,
            Line::Emptied(..) => Leaving::There,
        })
    }

    /// Remembers the state before an edit.
    fn step(&mut self, kind: Kind, caret: Caret, now: f64) {
        let same = self.last.is_some_and(|(last, at, then)| last == kind && at == caret && now - then < SOON && kind != Kind::Other);
        self.edition += 1;
        match same {
            true => self.steps.goes_on(),
            false => self.steps.begin(self.state(caret)),
        }
    }

    fn state(&self, caret: Caret) -> Step {
        Step { manuscript: self.manuscript.clone(), voices: self.voices.clone(), caret }
    }

    fn put(&mut self, step: Step) -> Caret {
        (self.manuscript, self.voices, self.line, self.last) = (step.manuscript, step.voices, None, None);
        self.edition += 1;
        step.caret
    }

    /// What an input method has not settled is taken as it stands.
    pub fn settle(&mut self) {
        if let Some((before, ..)) = self.composing.take() {
            self.steps.begin(*before);
            self.edition += 1;
        }
    }

    /// Takes the last step back.
    pub fn undo(&mut self, caret: Caret) -> Caret {
        let now = self.state(caret);
        self.steps.back(now).map_or(caret, |step| self.put(step))
    }

    /// Makes the step again that was taken back.
    pub fn redo(&mut self, caret: Caret) -> Caret {
        let now = self.state(caret);
        self.steps.on(now).map_or(caret, |step| self.put(step))
    }

    /// The speaker that a new turn at a place gets: of the two that speak most, the one that does not speak there.
    fn other_voice(&self, at: u32) -> u32 {
        let turns = &self.text().structure.turns;
        let mut counts: Vec<(usize, u32)> = Vec::new();
        for turn in turns {
            match counts.iter_mut().find(|(_, speaker)| *speaker == turn.speaker) {
                Some((count, _)) => *count += 1,
                None => counts.push((1, turn.speaker)),
            }
        }
        counts.sort_by_key(|(count, speaker)| (std::cmp::Reverse(*count), *speaker));
        let here = self.text().structure.turn_at(at).map(|n| turns[n].speaker);
        counts.iter().take(2).map(|(_, speaker)| *speaker).find(|speaker| Some(*speaker) != here).or(here).unwrap_or(0)
    }
}

/// The paragraph around a caret as it shows: from where it begins after hidden labels to its end.
fn paragraph(sheet: &Sheet, at: u32) -> Span {
    let structure = &sheet.text.structure;
    let Some(whole) = structure.paragraph_at(at).map(|n| structure.paragraphs[n]) else { return Span { start: at, end: at } };
    Span { start: super::steps::past_marks(&sheet.text, whole.start).min(whole.end), end: whole.end }
}
