//! Corrections: how one version of a text becomes the next, and where a span of the old one stands in the new one.

use super::Geometry;
use super::words::goes_on;
use crate::model::Span;
use serde::{Deserialize, Serialize};

/// A piece of a corrected text, in the order of the new text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Piece {
    /// Words that stood in the old text, by their place there. They may have moved; none stands twice.
    Kept(Span),
    /// The same, of white space alone: no words are left where only this is.
    Space(Span),
    /// Words that are new.
    Typed {
        /// The words.
        words: String,
        /// Their length in scalar values.
        chars: u32,
        /// How many at their front go on with the word before them.
        head: u32,
        /// How many at their end begin the word after them.
        tail: u32,
    },
}

impl Piece {
    /// A piece of which is not known what it goes on with.
    fn bare(draft: Draft) -> Self {
        match draft {
            Draft::Kept(span) => Self::Kept(span),
            Draft::Typed(words) => Self::Typed { chars: words.chars().count() as u32, words, head: 0, tail: 0 },
        }
    }

    fn len(&self) -> u32 {
        match self {
            Self::Kept(span) | Self::Space(span) => span.len(),
            Self::Typed { chars, .. } => *chars,
        }
    }

    fn kept(&self) -> Option<Span> {
        match self {
            Self::Kept(span) | Self::Space(span) => Some(*span),
            Self::Typed { .. } => None,
        }
    }

    fn has_words(&self) -> bool {
        match self {
            Self::Kept(_) => true,
            Self::Space(_) => false,
            Self::Typed { words, .. } => !words.trim().is_empty(),
        }
    }
}

/// Where the words of a span are after a correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Followed {
    /// They stand here.
    At(Span),
    /// None of them is left; here they stood.
    Lost(u32),
}

/// The change from one text to another, as the pieces of the new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub struct Correction {
    written: Written,
    /// Where each piece begins in the new text.
    starts: Vec<u32>,
    /// The pieces that were kept, in the order of the old text.
    old: Vec<usize>,
    /// Whether some of them stand in another order now.
    moved: bool,
}

/// What is kept of a correction in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Written {
    /// The length of the old text in scalar values.
    from: u32,
    pieces: Vec<Piece>,
}

impl From<Written> for Correction {
    fn from(written: Written) -> Self {
        let pieces = &written.pieces;
        let starts = pieces.iter().scan(0u32, |at, piece| Some(std::mem::replace(at, at.saturating_add(piece.len())))).collect();
        let mut old: Vec<usize> = (0..pieces.len()).filter(|n| pieces[*n].kept().is_some()).collect();
        old.sort_by_key(|n| pieces[*n].kept());
        Self { moved: !old.is_sorted(), starts, old, written }
    }
}

impl From<Correction> for Written {
    fn from(correction: Correction) -> Self {
        correction.written
    }
}

/// A piece before it is known what it goes on with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Draft {
    /// Words of the old text.
    Kept(Span),
    /// New words.
    Typed(String),
}

impl Correction {
    /// The correction that makes a text of `pieces` out of `old`.
    pub(super) fn new(old: &Geometry, pieces: &[Draft]) -> Self {
        let joined = joined(pieces);
        let word = |span: Option<Span>, last: bool| {
            let at = span.map(|span| if last { span.end - 1 } else { span.start });
            at.and_then(|at| old.slice(Span { start: at, end: at + 1 }).chars().next()).is_some_and(goes_on)
        };
        let kept = |at: Option<usize>| match at.and_then(|at| joined.get(at)) {
            Some(Draft::Kept(span)) => Some(*span),
            _ => None,
        };
        let pieces = joined.iter().enumerate().map(|(n, draft)| match draft {
            Draft::Kept(span) if old.slice(*span).trim().is_empty() => Piece::Space(*span),
            Draft::Kept(span) => Piece::Kept(*span),
            Draft::Typed(words) => Piece::Typed {
                chars: words.chars().count() as u32,
                head: if word(kept(n.checked_sub(1)), true) { run(words.chars()) } else { 0 },
                tail: if word(kept(Some(n + 1)), false) { run(words.chars().rev()) } else { 0 },
                words: words.clone(),
            },
        });
        Self::from(Written { from: old.chars(), pieces: pieces.collect() })
    }

    /// The correction that makes `new` out of `old` with as much of it as can be kept.
    pub fn between(old: &Geometry, new: &str) -> Self {
        Self::new(old, &super::remade::pieces(old, new))
    }

    /// What was kept and is not white space alone: where it stood, and where it begins in the new text.
    pub fn kept_words(&self) -> impl Iterator<Item = (Span, u32)> {
        let kept = |(piece, start): (&Piece, &u32)| if let Piece::Kept(span) = piece { Some((*span, *start)) } else { None };
        self.pieces().iter().zip(&self.starts).filter_map(kept)
    }

    /// Whether the new text is the old one.
    pub fn is_empty(&self) -> bool {
        match self.pieces() {
            [] => self.written.from == 0,
            [Piece::Kept(span) | Piece::Space(span)] => span.start == 0 && span.end == self.written.from,
            _ => false,
        }
    }

    /// The pieces of the new text, in its order; two typed ones never follow each other.
    pub fn pieces(&self) -> &[Piece] {
        &self.written.pieces
    }

    /// The new text. Nothing where the correction is of another text.
    pub fn apply(&self, old: &Geometry) -> Option<String> {
        let good = |piece: &Piece| piece.kept().is_none_or(|span| span.start <= span.end && span.end <= old.chars());
        if old.chars() != self.written.from || !self.pieces().iter().all(good) {
            return None;
        }
        let words = self.pieces().iter().map(|piece| match piece {
            Piece::Kept(span) | Piece::Space(span) => old.slice(*span),
            Piece::Typed { words, .. } => words,
        });
        Some(words.collect())
    }

    /// The correction that `first` and then this one come to, in one: it makes the same text of the text that `first` was made for. Nothing
    /// where this one was made for another text. To store a text by, not to follow spans with: they are followed through both.
    pub fn after(&self, first: &Self) -> Option<Self> {
        let between: u32 = first.pieces().iter().map(Piece::len).sum();
        let mut pieces: Vec<Draft> = Vec::with_capacity(first.pieces().len() + self.pieces().len());
        for piece in self.pieces() {
            match piece {
                Piece::Typed { words, .. } => pieces.push(Draft::Typed(words.clone())),
                Piece::Kept(span) | Piece::Space(span) => first.cut(*span, &mut pieces),
            }
        }
        let written = Written { from: first.written.from, pieces: joined(&pieces).into_iter().map(Piece::bare).collect() };
        (between == self.written.from).then(|| Self::from(written))
    }

    /// Adds the pieces that make a span of the new text.
    fn cut(&self, span: Span, pieces: &mut Vec<Draft>) {
        let first = self.starts.partition_point(|start| *start <= span.start).saturating_sub(1);
        for (piece, start) in self.pieces().iter().zip(&self.starts).skip(first).take_while(|(_, start)| **start < span.end) {
            let Some(part) = span.intersect(Span { start: *start, end: start + piece.len() }) else { continue };
            let (from, to) = (part.start - start, part.end - start);
            pieces.push(match piece {
                Piece::Kept(kept) | Piece::Space(kept) => Draft::Kept(Span { start: kept.start + from, end: kept.start + to }),
                Piece::Typed { words, .. } => Draft::Typed(words.chars().skip(from as usize).take((to - from) as usize).collect()),
            });
        }
    }

    /// Where a place of the old text is in the new one.
    pub fn place(&self, at: u32) -> u32 {
        let after = self.old.partition_point(|n| self.kept(*n).start <= at);
        let Some(n) = after.checked_sub(1).map(|last| self.old[last]) else { return 0 };
        self.starts[n] + (at - self.kept(n).start).min(self.kept(n).len())
    }

    /// Where the words of a span of the old text are in the new one.
    ///
    /// A writer's sense of edges holds: what is typed inside a span, or in the place of words of it, is inside; what is typed at its
    /// edge is outside, but for letters that go on with a word of it (`trust` → `trusts`). Where its words were moved apart, the span
    /// stays with the longest run of them.
    pub fn follow(&self, span: Span) -> Followed {
        let mut runs: Vec<(Span, bool)> = Vec::new();
        for n in self.near(span) {
            let words = self.pieces()[n].has_words();
            for run in self.inside(n, span).into_iter().filter(|run| !run.is_empty()) {
                match runs.last_mut() {
                    Some((last, with)) if last.end == run.start => (last.end, *with) = (run.end, *with || words),
                    _ => runs.push((run, words)),
                }
            }
        }
        let runs = runs.into_iter().filter_map(|(run, words)| words.then_some(run));
        let longest = runs.reduce(|best, run| if run.len() > best.len() { run } else { best });
        longest.map_or_else(|| Followed::Lost(self.place(span.start)), Followed::At)
    }

    /// Where a span of the old text stands in the new one, when all of it was kept in one piece and no letters were typed at its words'
    /// edges: it reads as it did then. Found without looking at any word. Nothing where words were moved; [`Self::follow`] knows.
    pub fn keeps(&self, span: Span) -> Option<Span> {
        if self.moved {
            return None;
        }
        let after = self.old.partition_point(|n| self.kept(*n).start <= span.start);
        let n = self.old[after.checked_sub(1)?];
        let kept = self.kept(n);
        let begins = |piece: Option<&Piece>| matches!(piece, Some(Piece::Typed { tail: 1.., .. }));
        let goes_on = |piece: Option<&Piece>| matches!(piece, Some(Piece::Typed { head: 1.., .. }));
        let grows = (kept.start == span.start && begins(n.checked_sub(1).map(|n| &self.pieces()[n])))
            || (kept.end == span.end && goes_on(self.pieces().get(n + 1)));
        let whole = self.pieces()[n].has_words() && !span.is_empty() && kept.covers(span) && !grows;
        let at = |place: u32| self.starts[n] + place - kept.start;
        whole.then(|| Span { start: at(span.start), end: at(span.end) })
    }

    fn kept(&self, n: usize) -> Span {
        self.pieces()[n].kept().unwrap_or_default()
    }

    /// The pieces that may hold something of a span: those it touches and those beside them, in the order of the new text.
    fn near(&self, span: Span) -> Vec<usize> {
        let first = self.old.partition_point(|n| self.kept(*n).end < span.start);
        let last = self.old.partition_point(|n| self.kept(*n).start <= span.end);
        let touched = &self.old[first..last.max(first)];
        let mut near: Vec<usize> = touched.iter().flat_map(|n| [n.saturating_sub(1), *n, n + 1]).filter(|n| *n < self.pieces().len()).collect();
        if self.old.is_empty() {
            near.extend(0..self.pieces().len());
        }
        near.sort_unstable();
        near.dedup();
        near
    }

    /// What of a piece belongs to a span, in the new text.
    fn inside(&self, n: usize, span: Span) -> Vec<Span> {
        let start = self.starts[n];
        let (chars, head, tail) = match &self.pieces()[n] {
            Piece::Kept(kept) | Piece::Space(kept) => {
                let at = |place: u32| start + place - kept.start;
                return kept.intersect(span).map(|both| Span { start: at(both.start), end: at(both.end) }).into_iter().collect();
            }
            Piece::Typed { chars, head, tail, .. } => (*chars, *head, *tail),
        };
        let before = n.checked_sub(1).map(|n| self.kept(n));
        let after = self.pieces().get(n + 1).and_then(Piece::kept);
        let gap = (before.map_or(0, |kept| kept.end), after.map_or(self.written.from, |kept| kept.start));
        let left = before.is_some_and(|kept| span.contains(kept.end - 1));
        let right = after.is_some_and(|kept| span.contains(kept.start));
        let replaces = gap.0 < gap.1;
        let inside = if replaces { span.covers(Span { start: gap.0, end: gap.1 }) } else { left && right };
        match (inside, replaces) {
            (true, _) => vec![Span { start, end: start + chars }],
            (false, true) => Vec::new(),
            (false, false) => {
                let head = if left { head } else { 0 };
                let tail = if right { tail } else { 0 };
                vec![Span { start, end: start + head }, Span { start: start + chars - tail, end: start + chars }]
            }
        }
    }
}

/// How many letters from the front go on with a word.
fn run(chars: impl Iterator<Item = char>) -> u32 {
    chars.take_while(|c| goes_on(*c)).count() as u32
}

/// Makes neighbours that are one piece one, in place.
pub(super) fn tidy(pieces: &mut Vec<Draft>) {
    *pieces = joined(pieces);
}

/// Neighbours that are one piece made one, empty ones left out.
fn joined(pieces: &[Draft]) -> Vec<Draft> {
    let mut list: Vec<Draft> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match (list.last_mut(), piece) {
            (_, Draft::Kept(span)) if span.is_empty() => {}
            (_, Draft::Typed(words)) if words.is_empty() => {}
            (Some(Draft::Kept(last)), Draft::Kept(span)) if last.end == span.start => last.end = span.end,
            (Some(Draft::Typed(last)), Draft::Typed(words)) => last.push_str(words),
            (_, piece) => list.push(piece.clone()),
        }
    }
    list
}
