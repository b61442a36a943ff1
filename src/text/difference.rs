//! What differs between two texts, as a reader is told it.

use super::heaviest::in_order;
use super::remade::pieces;
use super::{Correction, Geometry, Piece};
use crate::model::Span;
use serde::Serialize;

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
    let mut stays = vec![false; pieces.len()];
    let places: Vec<(usize, usize)> = spans.iter().map(|(_, span)| (span.start as usize, span.len() as usize)).collect();
    spans.iter().zip(in_order(&places)).for_each(|((piece, _), stayed)| stays[*piece] = stayed);
    stays
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
        assert_eq!(told("Nobody asked.", "They forgot."), [pair("Nobody asked.", "They forgot.")]);
        assert_eq!(told("A tea.", "A big tea."), [pair("", "big ")]);
        assert_eq!(told("So, Anne and I.", "So Anna and I."), [pair(",", ""), pair("Anne", "Anna")]);
        assert_eq!(told("the same", "the same"), []);
    }
}
