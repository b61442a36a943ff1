//! The part of a turn that shows around what was found in it, on one line, with the places of the hits in it.

use crate::model::Span;
use crate::search::{Hit, Place};
use crate::text::SourceText;

/// Letters before the first hit, and in all.
const LEAD: u32 = 110;
pub const LETTERS: u32 = 560;

/// Where the letters that show stand in the text.
pub struct Window {
    /// For each letter that shows, its place.
    places: Vec<u32>,
    /// Letters that stand before those, such as “… ”.
    before: u32,
}

impl Window {
    /// The window around the first hit of an entry, and what shows in it.
    pub fn new(text: &SourceText, hit: &Hit) -> (Self, String) {
        let entry = match hit.place {
            Place::Source(_, entry) => entry.span,
            Place::Memo(_) => text.geometry.span(),
        };
        Self::around(text, text.said_in(entry).unwrap_or(entry), hit.span)
    }

    /// The window around a place of what is said, and what shows in it.
    pub fn around(text: &SourceText, said: Span, place: Span) -> (Self, String) {
        Self::before(text, said, place, LEAD)
    }

    /// The same with so many letters before it.
    pub fn before(text: &SourceText, said: Span, place: Span, lead: u32) -> (Self, String) {
        let start = begin(text, said, place.start, lead);
        Self::set(text, said, Span { start, end: said.end.min(start + LETTERS).max(place.end) })
    }

    /// All that is said there.
    pub fn whole(text: &SourceText, said: Span) -> (Self, String) {
        Self::set(text, said, said)
    }

    fn set(text: &SourceText, said: Span, shows: Span) -> (Self, String) {
        let mut shown = String::new();
        let mut window = Self { places: Vec::new(), before: 0 };
        if shows.start > said.start {
            shown.push_str("… ");
            window.before = 2;
        }
        let mut space = true;
        for piece in text.structure.spoken(shows) {
            for (n, letter) in text.geometry.slice(piece).chars().enumerate() {
                let letter = if letter.is_whitespace() { ' ' } else { letter };
                if letter == ' ' && space {
                    continue;
                }
                space = letter == ' ';
                shown.push(letter);
                window.places.push(piece.start + n as u32);
            }
        }
        if shows.end < said.end {
            shown.push_str(" …");
        }
        (window, shown)
    }

    /// Where a hit stands among the letters that show, if it is there.
    pub fn mark(&self, hit: Span) -> Option<Span> {
        let at = |place: u32| self.places.partition_point(|letter| *letter < place) as u32;
        let span = Span { start: self.before + at(hit.start), end: self.before + at(hit.end) };
        (!span.is_empty()).then_some(span)
    }
}

/// Where to begin so that a hit has some words before it: between words, or at the beginning of what is said.
fn begin(text: &SourceText, said: Span, hit: u32, lead: u32) -> u32 {
    let from = hit.saturating_sub(lead);
    if from <= said.start {
        return said.start;
    }
    let before = text.geometry.slice(Span { start: from, end: hit });
    before.chars().position(char::is_whitespace).map_or(hit, |n| from + n as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SourceId;
    use crate::search::Entry;
    use crate::text::{Geometry, Structure};

    #[test]
    fn a_hit_is_marked_where_it_shows_and_what_is_far_before_it_is_left_out() {
        let words = format!("{}the  money came\nlate, and {}", "One thing more. ".repeat(20), "so on ".repeat(200));
        let at = words.find("money").unwrap() as u32;
        let text = SourceText { geometry: Geometry::new(words.clone()), structure: Structure::default() };
        let entry = Entry { span: Span { start: 0, end: words.chars().count() as u32 }, turn: None };
        let span = Span { start: at, end: at + 5 };
        let hit = Hit { place: Place::Source(SourceId::new(), entry), span, around: [span; 2] };
        let (window, shown) = Window::new(&text, &hit);
        let mark = window.mark(span).unwrap();
        let marked: String = shown.chars().skip(mark.start as usize).take(mark.len() as usize).collect();
        assert_eq!(marked, "money");
        assert!(shown.starts_with("… ") && shown.contains("the money came late") && shown.ends_with(" …"), "{shown}");
        assert_eq!(window.mark(Span { start: 2, end: 5 }), None, "what does not show has no mark");
    }
}
