//! Places of a text with some words around them, for a list where the whole would be too long.

use super::{Geometry, word_after, word_before};
use crate::model::Span;

/// How many words show on either side of a place.
const AROUND: usize = 3;

/// Places of a text with the words around them, in order; what lies between and around stands as “…”: “… had the swine flu in …”.
pub fn around(text: &Geometry, places: &[Span]) -> String {
    let mut wide: Vec<Span> = Vec::new();
    for place in places {
        let start = (0..AROUND).fold(place.start, |at, _| word_before(text, at));
        let end = (0..AROUND).fold(place.end, |at, _| word_after(text, at));
        match wide.last_mut().filter(|last| last.end >= start) {
            Some(last) => last.end = last.end.max(end),
            None => wide.push(Span { start, end }),
        }
    }
    let open = wide.first().is_some_and(|first| first.start > 0);
    let more = wide.last().is_some_and(|last| last.end < text.chars());
    let said: Vec<&str> = wide.iter().map(|span| text.slice(*span).trim()).collect();
    format!("{}{}{}", if open { "… " } else { "" }, said.join(" … "), if more { " …" } else { "" })
}
