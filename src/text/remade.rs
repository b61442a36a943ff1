//! A text made of the words of another one, as much of it as can be: what a corrected file is of the text it stands for.

use super::Geometry;
use super::correction::Draft;
use super::pairing::{Hunk, Paired, pair, shared};
use crate::model::Span;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// So many words may be replaced by so many in the midst of a sentence and still count as a correction of them.
const CORRECTED: usize = 2;

/// The pieces of `new`, as much of them as can be out of `old`: lines that stayed, then what [`pair`] finds in the others.
pub(super) fn pieces(old: &Geometry, new: &str) -> Vec<Draft> {
    let (a, b) = (lines(old.text()), lines(new));
    let (starts_a, starts_b) = (starts(&a), starts(&b));
    let mut hunks: Vec<Hunk> = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &a, &b) {
        let (mine, theirs) = (op.old_range(), op.new_range());
        let hunk = (starts_a[mine.start]..starts_a[mine.end], starts_b[theirs.start]..starts_b[theirs.end]);
        match (op, hunks.last_mut()) {
            (DiffOp::Equal { .. }, _) => {}
            (_, Some(last)) if last.0.end == hunk.0.start && last.1.end == hunk.1.start => (last.0.end, last.1.end) = (hunk.0.end, hunk.1.end),
            _ => hunks.push(hunk),
        }
    }
    let paired = pair(old.text(), new, &hunks);
    let gaps = vec![(0, 0); paired.a.words.len() + hunks.len()];
    let mut made = Made { old, new, paired: &paired, hunks: &hunks, gaps, pieces: Vec::new(), at: 0 };
    let mut stayed = 0;
    for (n, (old, new)) in hunks.iter().enumerate() {
        made.keep(stayed..old.start);
        made.at = new.start;
        made.hunk(n);
        stayed = old.end;
    }
    made.keep(stayed..old.text().len());
    made.part_from_end();
    made.pieces
}

/// The lines of a text, each with the blank ones behind it: a blank line by itself is like any other, and would be taken from another place.
fn lines(text: &str) -> Vec<&str> {
    let (mut list, mut start, mut at, mut filled) = (Vec::new(), 0, 0, false);
    for line in text.split_inclusive('\n') {
        let blank = line.trim().is_empty();
        if filled && !blank {
            list.push(&text[start..at]);
            start = at;
        }
        filled |= !blank;
        at += line.len();
    }
    if start < text.len() {
        list.push(&text[start..]);
    }
    list
}

fn starts(lines: &[&str]) -> Vec<usize> {
    let mut at = 0;
    std::iter::once(0)
        .chain(lines.iter().map(|line| {
            at += line.len();
            at
        }))
        .collect()
}

/// Pieces as they are made, from the front of the new text.
struct Made<'a> {
    old: &'a Geometry,
    new: &'a str,
    paired: &'a Paired<'a>,
    hunks: &'a [Hunk],
    /// How much of what stands before each word, and before the end of each hunk, goes with the word before it and with the word after it.
    gaps: Vec<(usize, usize)>,
    pieces: Vec<Draft>,
    /// How far the new text is made.
    at: usize,
}

impl Made<'_> {
    fn keep(&mut self, bytes: Range<usize>) {
        self.pieces.push(Draft::Kept(self.old.span_of(&bytes)));
    }

    fn type_to(&mut self, at: usize) {
        self.pieces.push(Draft::Typed(self.new[self.at..at].into()));
        self.at = at;
    }

    /// The words of a hunk, from word to word.
    fn hunk(&mut self, hunk: usize) {
        let theirs = self.paired.b.hunks[hunk].clone();
        // The word of the new text before, and the one of the old text that it is.
        let mut last: Option<(usize, usize)> = None;
        for word in theirs.clone() {
            let Some(from) = self.paired.from[word] else { continue };
            self.join(hunk, last, Some((word, from)));
            self.word(word, from);
            last = Some((word, from));
        }
        self.join(hunk, last, None);
    }

    /// A word that was kept, some letters of it corrected.
    fn word(&mut self, word: usize, from: usize) {
        let (a, b) = (self.paired.a.words[from].at.clone(), self.paired.b.words[word].at.clone());
        let (front, back) = shared(&self.old.text()[a.clone()], &self.new[b.clone()]);
        self.keep(a.start..a.start + front);
        self.at = b.start + front;
        self.type_to(b.end - back);
        self.keep(a.end - back..a.end);
        self.at = b.end;
    }

    /// What stands between two words that were kept, or one and an end of the hunk.
    fn join(&mut self, hunk: usize, left: Option<(usize, usize)>, right: Option<(usize, usize)>) {
        let Paired { a, b, .. } = self.paired;
        let (mine, theirs) = (&a.hunks[hunk], &b.hunks[hunk]);
        let end = right.map_or(self.hunks[hunk].1.end, |(word, _)| b.words[word].at.start);
        // The old words between, where these are the old text's neighbours too.
        let of = |from: usize| (a.words[from].hunk == hunk).then_some(from);
        let first = left.map_or(Some(mine.start), |(_, from)| of(from).map(|from| from + 1));
        let last = right.map_or(Some(mine.end), |(_, from)| of(from));
        let gone = first.zip(last).filter(|(first, last)| first <= last && !(*first..*last).any(|n| self.paired.is_used(n)));
        let come = left.map_or(theirs.start, |(word, _)| word + 1)..right.map_or(theirs.end, |(word, _)| word);
        if let Some((first, last)) = gone.filter(|(first, last)| self.is_correction(hunk, *first..*last, come)) {
            let start = if first == mine.start { self.hunks[hunk].0.start } else { a.words[first - 1].at.end };
            let until = if last == mine.end { self.hunks[hunk].0.end } else { a.words[last].at.start };
            let (front, back) = shared(&self.old.text()[start..until], &self.new[self.at..end]);
            self.keep(start..start + front);
            self.at += front;
            self.type_to(end - back);
            self.keep(until - back..until);
            self.at = end;
            return;
        }
        if let Some((_, from)) = left {
            self.keep_after(from, end);
        }
        let (before, back) = right.map_or((0, 0), |(_, from)| self.before(from, end));
        self.type_to(end - back);
        self.keep(before - back..before);
        self.at = end;
    }

    /// Whether new words stand for old ones, rather than being others in their place: they were put in, or they are few or none in the midst of one sentence.
    fn is_correction(&self, hunk: usize, old: Range<usize>, new: Range<usize>) -> bool {
        let Paired { a, .. } = self.paired;
        let mine = &a.hunks[hunk];
        let with = |n: usize, m: usize| mine.contains(&n) && mine.contains(&m) && a.words[n].unit == a.words[m].unit;
        let midst = |old: &Range<usize>| (old.start > 0 && with(old.start - 1, old.start)) || with(old.end - 1, old.end);
        let few = new.is_empty() || (old.len() <= CORRECTED && new.len() <= CORRECTED);
        old.is_empty() || (few && with(old.start, old.end - 1) && midst(&old))
    }

    /// Keeps what follows a word with it, where it is the same: signs, then spaces.
    fn keep_after(&mut self, from: usize, end: usize) {
        let a = &self.paired.a;
        let hunk = a.words[from].hunk;
        let start = a.words[from].at.end;
        let until = if from + 1 == a.hunks[hunk].end { self.hunks[hunk].0.end } else { a.words[from + 1].at.start };
        let slot = from + 1 + hunk;
        let (mut len, mut spaces) = (0, false);
        for (c, d) in self.old.text()[start..until - self.gaps[slot].1].chars().zip(self.new[self.at..end].chars()) {
            if c != d || (spaces && !c.is_whitespace()) {
                break;
            }
            (len, spaces) = (len + c.len_utf8(), c.is_whitespace());
        }
        self.gaps[slot].0 = len;
        self.keep(start..start + len);
        self.at += len;
    }

    /// Where a word begins in the old text, and how many bytes before it go with it: signs that touch it.
    fn before(&mut self, from: usize, end: usize) -> (usize, usize) {
        let a = &self.paired.a;
        let hunk = a.words[from].hunk;
        let until = a.words[from].at.start;
        let slot = from + hunk;
        let start = if from == a.hunks[hunk].start { self.hunks[hunk].0.start } else { a.words[from - 1].at.end };
        let (old, new) = (&self.old.text()[start + self.gaps[slot].0..until], &self.new[self.at..end]);
        let same = old.chars().rev().zip(new.chars().rev()).take_while(|(c, d)| c == d && !c.is_whitespace());
        let len = same.map(|(c, _)| c.len_utf8()).sum();
        self.gaps[slot].1 = len;
        (until, len)
    }

    /// New words at the very end stand for the old ones there only where those were corrected: else the space before them is new too, so
    /// that no coding of the old words covers all that the new ones replace.
    fn part_from_end(&mut self) {
        super::correction::tidy(&mut self.pieces);
        let Some(hunk) = self.hunks.len().checked_sub(1).filter(|n| self.hunks[*n].0.end == self.old.text().len()) else { return };
        let [.., Draft::Kept(kept), Draft::Typed(_)] = self.pieces.as_slice() else { return };
        let (mine, theirs) = (self.paired.a.hunks[hunk].clone(), self.paired.b.hunks[hunk].clone());
        let first = self.paired.a.words.partition_point(|word| word.at.start < self.old.byte(kept.end)).max(mine.start);
        let come = theirs.clone().rev().take_while(|n| self.paired.from[*n].is_none()).count();
        let moved = (first..mine.end).any(|n| self.paired.is_used(n));
        if !moved && self.is_correction(hunk, first..mine.end, theirs.end - come..theirs.end) {
            return;
        }
        if let [.., Draft::Kept(span), Draft::Typed(words)] = self.pieces.as_mut_slice() {
            let last = Span { start: span.end - 1, end: span.end };
            let space = self.old.slice(last);
            if span.end < self.old.chars() && space.trim().is_empty() {
                words.insert_str(0, space);
                span.end -= 1;
            }
        }
    }
}
