//! The difference between two texts: by paragraphs first, then by words within what changed.

use super::correction::Draft;
use super::{Correction, Geometry, Piece};
use crate::model::Span;
use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// The pieces of `new`, as much of them as can be out of `old`.
pub(super) fn pieces(old: &Geometry, new: &str) -> Vec<Draft> {
    let (a, b): (Vec<&str>, Vec<&str>) = (old.text().split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let mut made = Made { pieces: Vec::new(), at: 0 };
    for op in capture_diff_slices(Algorithm::Patience, &a, &b) {
        match op {
            DiffOp::Equal { old_index, len, .. } => made.keep(&a[old_index..old_index + len]),
            op => made.words(&a[op.old_range()].concat(), &b[op.new_range()].concat()),
        }
    }
    made.pieces
}

/// Words that stand in one text and not in the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Where in the old text.
    pub before: Span,
    /// Where in the new text.
    pub after: Span,
    /// The old words.
    pub old: String,
    /// The new words.
    pub new: String,
}

/// What differs between two texts, in order.
pub fn difference(old: &Geometry, new: &str) -> Vec<Difference> {
    differences(old, &Correction::new(old, &pieces(old, new)))
}

/// Differences as whole words: where a letter was added, the word without it and the word with it. What then touches is one.
pub fn by_words(list: &[Difference], old: &Geometry, new: &Geometry) -> Vec<Difference> {
    let letter = |text: &Geometry, at: u32| text.slice(Span { start: at, end: (at + 1).min(text.chars()) }).chars().any(char::is_alphanumeric);
    let mut whole: Vec<Difference> = Vec::new();
    let (mut last, ends) = (0, list.iter().skip(1).map(|next| next.before.start).chain([old.chars()]));
    for (one, end) in list.iter().zip(ends) {
        let (mut before, mut after) = (one.before, one.after);
        let begins = |at: (Span, Span)| (!at.0.is_empty() && letter(old, at.0.start)) || (!at.1.is_empty() && letter(new, at.1.start));
        while before.start > last && letter(old, before.start - 1) && begins((before, after)) {
            (before.start, after.start) = (before.start - 1, after.start - 1);
        }
        let ended = |at: (Span, Span)| (!at.0.is_empty() && letter(old, at.0.end - 1)) || (!at.1.is_empty() && letter(new, at.1.end - 1));
        while before.end < end && letter(old, before.end) && ended((before, after)) {
            (before.end, after.end) = (before.end + 1, after.end + 1);
        }
        last = before.end;
        if let Some(joined) = whole.last_mut().filter(|joined| joined.before.end == before.start && joined.after.end == after.start) {
            (joined.before.end, joined.after.end) = (before.end, after.end);
        } else {
            whole.push(Difference { before, after, old: String::new(), new: String::new() });
        }
    }
    for one in &mut whole {
        (one.old, one.new) = (old.slice(one.before).into(), new.slice(one.after).into());
    }
    whole
}

/// What a correction changes in a text, in order. Words that were moved are gone where they stood and new where they stand.
pub fn differences(old: &Geometry, correction: &Correction) -> Vec<Difference> {
    let mut list: Vec<Difference> = Vec::new();
    let (mut from, mut at) = (0, 0);
    let end = Piece::Kept(Span { start: old.chars(), end: old.chars() });
    let mut typed = String::new();
    let stays = steady(correction.pieces());
    for (piece, stays) in correction.pieces().iter().zip(stays).chain([(&end, true)]) {
        match piece {
            Piece::Typed { words, .. } => typed.push_str(words),
            Piece::Kept(span) | Piece::Space(span) if !stays => typed.push_str(old.slice(*span)),
            Piece::Kept(span) | Piece::Space(span) => {
                let before = Span { start: from, end: span.start };
                let after = Span { start: at, end: at + typed.chars().count() as u32 };
                if !before.is_empty() || !after.is_empty() {
                    list.push(Difference { before, after, old: old.slice(before).into(), new: std::mem::take(&mut typed) });
                }
                (from, at) = (span.end, after.end + span.len());
            }
        }
    }
    list
}

/// The pieces that count as having stayed: of those that were kept, the longest part that stands in its old order.
fn steady(pieces: &[Piece]) -> Vec<bool> {
    let kept = |piece: &Piece| match piece {
        Piece::Kept(span) | Piece::Space(span) => Some(*span),
        Piece::Typed { .. } => None,
    };
    let spans: Vec<(usize, Span)> = pieces.iter().enumerate().filter_map(|(n, piece)| Some((n, kept(piece)?))).collect();
    if spans.is_sorted_by_key(|(_, span)| span.start) {
        return vec![true; pieces.len()];
    }
    // How long the best row is that ends with each piece, and the piece before it there.
    let mut best: Vec<(u64, Option<usize>)> = Vec::with_capacity(spans.len());
    for (n, (_, span)) in spans.iter().enumerate() {
        let before = (0..n).filter(|before| spans[*before].1.start <= span.start).max_by_key(|before| best[*before].0);
        best.push((before.map_or(0, |before| best[before].0) + u64::from(span.len()), before));
    }
    let mut stays = vec![false; pieces.len()];
    let mut at = (0..best.len()).max_by_key(|n| best[*n].0);
    while let Some(n) = at {
        stays[spans[n].0] = true;
        at = best[n].1;
    }
    stays
}

/// Pieces as they are made, from the front of both texts.
struct Made {
    pieces: Vec<Draft>,
    /// How far the old text is used up.
    at: u32,
}

impl Made {
    fn keep(&mut self, parts: &[&str]) {
        let end = self.at + chars(parts);
        self.pieces.push(Draft::Kept(Span { start: self.at, end }));
        self.at = end;
    }

    fn words(&mut self, old: &str, new: &str) {
        let (a, b): (Vec<&str>, Vec<&str>) = (old.split_word_bounds().collect(), new.split_word_bounds().collect());
        for op in capture_diff_slices(Algorithm::Myers, &a, &b) {
            match op {
                DiffOp::Equal { old_index, len, .. } => self.keep(&a[old_index..old_index + len]),
                op => self.change(&a[op.old_range()].concat(), &b[op.new_range()].concat()),
            }
        }
    }

    /// Words for others; letters that both have at either end are kept, so that `trust` becomes `trusts` by one letter.
    fn change(&mut self, old: &str, new: &str) {
        let shared = |range: Range<usize>| &old[range];
        let front = common(old.chars(), new.chars());
        let back = common(old[front..].chars().rev(), new[front..].chars().rev());
        self.keep(&[shared(0..front)]);
        self.at += chars(&[shared(front..old.len() - back)]);
        self.pieces.push(Draft::Typed(new[front..new.len() - back].into()));
        self.keep(&[shared(old.len() - back..old.len())]);
    }
}

fn chars(parts: &[&str]) -> u32 {
    parts.iter().map(|part| part.chars().count() as u32).sum()
}

/// How many bytes of letters two texts have in common from where they begin.
fn common(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_told_in_whole_words() {
        let told = |old: &str, new: &str| -> Vec<(String, String)> {
            let (old, new) = (Geometry::new(old), Geometry::new(new));
            by_words(&difference(&old, new.text()), &old, &new).into_iter().map(|one| (one.old, one.new)).collect()
        };
        let pair = |old: &str, new: &str| (old.to_owned(), new.to_owned());
        assert_eq!(told("The trust pays it.", "The trusts pay it."), [pair("trust", "trusts"), pair("pays", "pay")]);
        assert_eq!(told("Nobody asked.", "They forgot."), [pair("Nobody", "They"), pair("asked", "forgot")]);
        assert_eq!(told("A tea.", "A big tea."), [pair("", "big ")]);
        assert_eq!(told("So, Anne and I.", "So Anna and I."), [pair(",", ""), pair("Anne", "Anna")]);
        assert_eq!(told("the same", "the same"), []);
    }
}
