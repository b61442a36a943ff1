//! A text that is being corrected: words typed, cut and pasted, turns split, joined and given to others.

use super::correction::Draft;
use super::patch::Patch;
use super::restructure::{Clipped, clip, insert, join_turns, replace};
use super::{Correction, Geometry, MarkKind, SourceText, Structure, Turn};
use crate::model::Span;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What was cut out of a text, with what stood over it, so that its codings go with it when it is put elsewhere.
#[derive(Clone, Debug)]
pub struct Clip {
    pieces: Vec<Draft>,
    words: String,
    over: Clipped,
}

impl Clip {
    /// Its words.
    pub fn words(&self) -> &str {
        &self.words
    }
}

/// A manuscript as it is kept until somebody goes on with it; the text it was made of is not in it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Unfinished {
    pieces: Vec<Draft>,
    structure: Structure,
}

/// The way from one state of a manuscript to another: what differs between them.
#[derive(Clone, Debug)]
pub struct WayBack(Patch);

impl WayBack {
    /// About how many bytes it takes.
    pub fn bytes(&self) -> usize {
        self.0.bytes()
    }
}

/// The state of a text under correction. Every step is a plain function of the state before.
#[derive(Clone, Debug, PartialEq)]
pub struct Manuscript {
    from: Arc<SourceText>,
    pieces: Vec<Draft>,
    now: Arc<SourceText>,
}

impl Manuscript {
    /// A text before its first correction.
    pub fn new(from: Arc<SourceText>) -> Self {
        Self { pieces: vec![Draft::Kept(from.geometry.span())], now: from.clone(), from }
    }

    /// The text as it is now.
    pub fn text(&self) -> &Arc<SourceText> {
        &self.now
    }

    /// The text before the first correction.
    pub fn from(&self) -> &Arc<SourceText> {
        &self.from
    }

    /// How the text before became the text now.
    pub fn correction(&self) -> Correction {
        Correction::new(&self.from.geometry, &self.pieces)
    }

    /// What of it is to be kept.
    pub fn unfinished(&self) -> Unfinished {
        // The paragraphs are the lines of the text; they are found again.
        let structure = Structure { paragraphs: Vec::new(), ..self.now.structure.clone() };
        Unfinished { pieces: self.pieces.clone(), structure }
    }

    /// Goes on with what was kept of a correction of `from`; nothing where it cannot be of that text.
    pub fn go_on_with(from: Arc<SourceText>, kept: Unfinished) -> Option<Self> {
        let Unfinished { pieces, mut structure } = kept;
        let text = Geometry::new(Correction::new(&from.geometry, kept_within(&pieces, from.geometry.chars())?).apply(&from.geometry)?);
        structure.paragraphs = Structure::lines(text.text());
        let spans =
            structure.paragraphs.iter().chain(structure.turns.iter().map(|turn| &turn.span)).chain(structure.marks.iter().map(|mark| &mark.span));
        let fits = spans.chain(structure.styles.iter().map(|style| &style.span)).all(|span| span.start <= span.end && span.end <= text.chars());
        fits.then(|| Self { from, pieces, now: Arc::new(SourceText { geometry: text, structure }) })
    }

    /// The way from this state to another one of the same text.
    pub fn way_to(&self, other: &Self) -> WayBack {
        WayBack(Patch::new((&self.now, &self.pieces), (&other.now, &other.pieces)))
    }

    /// The state that a way leads to from this one.
    pub fn gone(&self, way: &WayBack) -> Self {
        let (now, pieces) = way.0.apply((&self.now, &self.pieces));
        Self { from: self.from.clone(), pieces, now: Arc::new(now) }
    }

    /// Whether nothing was corrected, neither words nor turns.
    pub fn is_unchanged(&self) -> bool {
        self.correction().is_empty() && self.from.structure == self.now.structure
    }

    /// Puts `words` in the place of a span; a span of no length is where they are typed.
    pub fn replace(&mut self, span: Span, words: &str) {
        let span = self.clamp(span);
        if span.is_empty() && words.is_empty() {
            return;
        }
        self.splice(span, vec![Draft::Typed(words.into())]);
        let text = self.spelled(span, words);
        let structure = replace(&self.now.structure, &[(span, words.chars().count() as u32)], &text);
        self.now = Arc::new(SourceText { geometry: text, structure });
    }

    /// Makes a span read otherwise: words and sentences that stand in it still, in whatever order, stay what they are. Gives the places whose
    /// words are replaced.
    pub fn rewrite(&mut self, span: Span, words: &str) -> Vec<Span> {
        let span = self.clamp(span);
        let here = |part: Span| Span { start: part.start + span.start, end: part.end + span.start };
        let part = Geometry::new(self.now.geometry.slice(span));
        let drafts = super::remade::pieces(&part, words);
        let mut pieces = self.between(Span { start: 0, end: span.start });
        for draft in &drafts {
            match draft {
                Draft::Kept(kept) => pieces.extend(self.between(here(*kept))),
                typed => pieces.push(typed.clone()),
            }
        }
        pieces.extend(self.between(Span { start: span.end, end: u32::MAX }));
        let changes = super::difference::differences(&part, &Correction::new(&part, &drafts));
        let edits: Vec<(Span, &str)> = changes.iter().map(|one| (here(one.before), one.new.as_str())).collect();
        self.replace_each(&edits);
        // Not what stands in the place of what is known here, but also what was moved.
        super::correction::tidy(&mut pieces);
        self.pieces = pieces;
        changes.iter().map(|one| here(one.before)).collect()
    }

    /// Puts words in the places of many spans at once, as [`Self::replace`] does one after another. The spans are in order and free of
    /// overlaps; an empty one is where words come in.
    pub fn replace_each(&mut self, edits: &[(Span, &str)]) {
        let (mut pieces, mut text, mut at) = (Vec::with_capacity(edits.len() * 2 + 1), String::new(), 0);
        let mut lengths = Vec::with_capacity(edits.len());
        for (span, words) in edits {
            let span = self.clamp(*span);
            if span.is_empty() && words.is_empty() || span.start < at {
                continue;
            }
            pieces.extend(self.between(Span { start: at, end: span.start }));
            pieces.push(Draft::Typed((*words).into()));
            text.push_str(self.now.geometry.slice(Span { start: at, end: span.start }));
            text.push_str(words);
            lengths.push((span, words.chars().count() as u32));
            at = span.end;
        }
        let rest = Span { start: at, end: self.now.geometry.chars() };
        pieces.extend(self.between(rest));
        text.push_str(self.now.geometry.slice(rest));
        super::correction::tidy(&mut pieces);
        let geometry = Geometry::new(text);
        let structure = replace(&self.now.structure, &lengths, &geometry);
        self.pieces = pieces;
        self.now = Arc::new(SourceText { geometry, structure });
    }

    /// Takes a span out, to be put elsewhere.
    pub fn cut(&mut self, span: Span) -> Clip {
        let clip = self.copy(span);
        self.replace(span, "");
        clip
    }

    /// A span as it would be cut.
    fn copy(&self, span: Span) -> Clip {
        let span = self.clamp(span);
        let words = self.now.geometry.slice(span).to_owned();
        Clip { pieces: self.between(span), over: clip(&self.now.structure, span), words }
    }

    /// Puts what was cut at a place. Its codings come with it the first time; put twice, the second is new words.
    pub fn paste(&mut self, at: u32, clip: &Clip) {
        let span = self.clamp(Span { start: at, end: at });
        let taken = clip.pieces.iter().any(|piece| matches!(piece, Draft::Kept(span) if self.holds(*span)));
        self.splice(span, if taken { vec![Draft::Typed(clip.words.clone())] } else { clip.pieces.clone() });
        let text = self.spelled(span, &clip.words);
        let structure = replace(&self.now.structure, &[(span, clip.words.chars().count() as u32)], &text);
        let structure = insert(structure, span.start, &clip.over, &text);
        self.now = Arc::new(SourceText { geometry: text, structure });
    }

    /// Begins a new turn at a place, with the speaker given; in the middle of a paragraph, the paragraph is parted.
    pub fn split_turn(&mut self, at: u32, speaker: u32) {
        let begins = |text: &Manuscript, at: u32| text.now.structure.paragraphs.iter().any(|paragraph| paragraph.start == at);
        let mut at = at.min(self.now.geometry.chars());
        let label = self.now.structure.marks.iter().find(|mark| mark.span.end == at && begins(self, mark.span.start));
        at = label.map_or(at, |mark| mark.span.start);
        if !begins(self, at) {
            self.replace(Span { start: at, end: at }, "\n");
            at += 1;
        }
        let mut structure = self.now.structure.clone();
        super::restructure::split_turn(&mut structure, at, speaker);
        self.now = Arc::new(SourceText { geometry: self.now.geometry.clone(), structure });
    }

    /// Gives the paragraph at a place, where nobody speaks, to a voice: to the turn before it where it `goes_on` with that, else as a turn of its own.
    pub fn speak(&mut self, at: u32, turn: Turn, goes_on: bool) {
        let mut structure = self.now.structure.clone();
        let Some(paragraph) = structure.paragraph_at(at).map(|n| structure.paragraphs[n]) else { return };
        if structure.turn_at(paragraph.start).is_some_and(|n| structure.turns[n].span.overlaps(paragraph)) {
            return;
        }
        let before = structure.turns.iter_mut().rev().find(|turn| turn.span.end <= paragraph.start);
        match before.filter(|_| goes_on) {
            Some(before) => before.span.end = paragraph.end,
            None => {
                let place = structure.turns.partition_point(|turn| turn.span.start < paragraph.start);
                structure.turns.insert(place, Turn { span: paragraph, ..turn });
            }
        }
        self.now = Arc::new(SourceText { geometry: self.now.geometry.clone(), structure });
    }

    /// Joins the turn at a place to the one before it; its label goes.
    pub fn join_turn(&mut self, at: u32) {
        let Some(n) = self.now.structure.turn_at(at).filter(|n| *n > 0) else { return };
        let start = self.now.structure.turns[n].span.start;
        while let Some(mark) = self.now.structure.marks.iter().find(|mark| mark.span.start == start).copied() {
            self.replace(mark.span, "");
        }
        let mut structure = self.now.structure.clone();
        join_turns(&mut structure, n);
        self.now = Arc::new(SourceText { geometry: self.now.geometry.clone(), structure });
    }

    /// Gives the turn at a place to another speaker. A label in the text is written anew.
    pub fn give_turn(&mut self, at: u32, speaker: u32, name: &str) {
        let Some(n) = self.now.structure.turn_at(at) else { return };
        let turn = self.now.structure.turns[n].span;
        let label = self.now.structure.marks_in(turn).iter().find(|mark| mark.kind == MarkKind::Label && mark.span.start == turn.start).copied();
        if let Some(mark) = label {
            let words = self.now.geometry.slice(mark.span).to_owned();
            // What ends a label, such as a colon and a space, stays as it was written.
            let kept = words.trim_end_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation());
            if kept != name {
                self.replace(Span { start: mark.span.start, end: mark.span.start + kept.chars().count() as u32 }, name);
            }
        }
        let mut structure = self.now.structure.clone();
        structure.turns[n].speaker = speaker;
        self.now = Arc::new(SourceText { geometry: self.now.geometry.clone(), structure });
    }

    /// Makes the paragraph at a place a heading of a level from 1 to 6; 0 makes it plain words.
    pub fn set_heading(&mut self, at: u32, level: u8) {
        let mut structure = self.now.structure.clone();
        super::restructure::set_heading(&mut structure, at, level);
        self.now = Arc::new(SourceText { geometry: self.now.geometry.clone(), structure });
    }

    /// Makes it another text as a whole, as a corrected file brings it; what stands in both keeps its codings.
    pub fn become_text(&mut self, text: &str, structure: Structure) {
        self.pieces = super::remade::pieces(&self.from.geometry, text);
        self.now = Arc::new(SourceText { geometry: Geometry::new(text), structure });
    }

    /// Makes it another text of which is known, part by part, what part of the old one each is: the span of that, if any, and how it reads now.
    /// Words stay within their part. No two parts are of the same words.
    pub fn become_parts(&mut self, parts: &[(Option<Span>, &str)], structure: Structure) {
        let mut pieces = Vec::new();
        for (old, new) in parts {
            let Some(old) = old.map(|old| self.from.geometry.span().intersect(old).unwrap_or_default()).filter(|old| !old.is_empty()) else {
                pieces.push(Draft::Typed((*new).to_owned()));
                continue;
            };
            let part = Geometry::new(self.from.geometry.slice(old));
            let moved = |piece| match piece {
                Draft::Kept(span) => Draft::Kept(Span { start: span.start + old.start, end: span.end + old.start }),
                typed => typed,
            };
            pieces.extend(super::remade::pieces(&part, new).into_iter().map(moved));
        }
        super::correction::tidy(&mut pieces);
        self.pieces = pieces;
        let text: String = parts.iter().map(|(_, new)| *new).collect();
        self.now = Arc::new(SourceText { geometry: Geometry::new(text), structure });
    }

    fn clamp(&self, span: Span) -> Span {
        let chars = self.now.geometry.chars();
        Span::new(span.start.min(chars), span.end.min(chars))
    }

    fn holds(&self, span: Span) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Draft::Kept(kept) if kept.overlaps(span)))
    }

    fn spelled(&self, span: Span, words: &str) -> Geometry {
        let geometry = &self.now.geometry;
        let (from, to) = (geometry.byte(span.start), geometry.byte(span.end));
        let mut text = String::with_capacity(geometry.text().len() + words.len());
        text.push_str(&geometry.text()[..from]);
        text.push_str(words);
        text.push_str(&geometry.text()[to..]);
        Geometry::new(text)
    }

    /// The pieces that make up a span of the text now.
    fn between(&self, span: Span) -> Vec<Draft> {
        let (mut at, mut list) = (0, Vec::new());
        for piece in &self.pieces {
            let here = Span { start: at, end: at + length(piece) };
            at = here.end;
            if let Some(part) = here.intersect(span) {
                list.push(part_of(piece, Span { start: part.start - here.start, end: part.end - here.start }));
            }
        }
        list
    }

    fn splice(&mut self, span: Span, new: Vec<Draft>) {
        let mut list = self.between(Span { start: 0, end: span.start });
        list.extend(new);
        list.extend(self.between(Span { start: span.end, end: u32::MAX }));
        self.pieces = list;
        super::correction::tidy(&mut self.pieces);
    }
}

/// The pieces, if all that is kept stands within a text of so many scalar values.
fn kept_within(pieces: &[Draft], chars: u32) -> Option<&[Draft]> {
    pieces.iter().all(|piece| !matches!(piece, Draft::Kept(span) if span.start > span.end || span.end > chars)).then_some(pieces)
}

fn length(piece: &Draft) -> u32 {
    match piece {
        Draft::Kept(span) => span.len(),
        Draft::Typed(words) => words.chars().count() as u32,
    }
}

fn part_of(piece: &Draft, part: Span) -> Draft {
    match piece {
        Draft::Kept(span) => Draft::Kept(Span { start: span.start + part.start, end: span.start + part.end }),
        Draft::Typed(words) => Draft::Typed(words.chars().skip(part.start as usize).take(part.len() as usize).collect()),
    }
}
