//! What a text is cut into to be searched.

use crate::model::Span;
use crate::text::{SourceText, Structure, Tokens};
use std::ops::Range;

/// A turn, or a paragraph that nobody speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands.
    pub span: Span,
    /// The place of its turn, from 0.
    pub turn: Option<usize>,
}

/// The entries of a text, in order.
pub(super) fn entries(structure: &Structure) -> Vec<Entry> {
    let turns = structure.turns.iter().enumerate().map(|(n, turn)| Entry { span: turn.span, turn: Some(n) });
    let alone = structure.paragraphs.iter().filter(|paragraph| structure.turns_in(**paragraph).is_empty());
    let mut entries: Vec<Entry> = turns.chain(alone.map(|span| Entry { span: *span, turn: None })).collect();
    entries.sort_by_key(|entry| (entry.span.start, entry.span.end));
    entries
}

/// The words of a span as ranges of bytes; labels and times hold none.
pub(super) fn words(text: &SourceText, span: Span, words: &mut Vec<Range<usize>>) {
    words.clear();
    for piece in text.structure.spoken(span) {
        words.extend(Tokens::within(text.geometry.text(), text.geometry.byte(piece.start)..text.geometry.byte(piece.end)));
    }
}
