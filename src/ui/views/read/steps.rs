//! Steps of a caret through a text by word, sentence and turn; labels and times are stepped over, never into.

use crate::model::Span;
use crate::text::{SourceText, sentence_at, word_after, word_at, word_before};
use crate::ui::command::Nudge;

/// How far a step goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A word.
    Word,
    /// A sentence.
    Sentence,
    /// A turn; where nobody speaks, a paragraph.
    Turn,
}

/// The mark that holds the scalar value `at`, if one does.
fn mark_at(text: &SourceText, at: u32) -> Option<Span> {
    text.structure.marks_in(Span { start: at, end: at + 1 }).first().map(|mark| mark.span)
}

/// The next place behind labels and times that begin at `at`.
pub fn past_marks(text: &SourceText, mut at: u32) -> u32 {
    while let Some(mark) = mark_at(text, at) {
        at = mark.end;
    }
    at
}

/// What `span` holds of words: without labels, times and space at its two ends. Empty when nothing is left.
pub fn tighten(text: &SourceText, span: Span) -> Span {
    let pieces = text.structure.spoken(span);
    let trimmed = |piece: &Span| {
        let words = text.geometry.slice(*piece);
        let before = words.chars().take_while(|c| c.is_whitespace()).count() as u32;
        let after = words.chars().rev().take_while(|c| c.is_whitespace()).count() as u32;
        (before < piece.len()).then(|| Span { start: piece.start + before, end: piece.end - after })
    };
    let first = pieces.iter().find_map(trimmed);
    let last = pieces.iter().rev().find_map(trimmed);
    match (first, last) {
        (Some(first), Some(last)) => Span { start: first.start, end: last.end },
        _ => Span { start: span.start, end: span.start },
    }
}

/// The unit that stands at `at`, without space around it.
pub fn unit_at(text: &SourceText, at: u32, unit: Unit) -> Span {
    let at = past_marks(text, at.min(text.geometry.chars()));
    let span = match unit {
        Unit::Word => word_at(&text.geometry, at),
        Unit::Sentence => sentence_at(&text.geometry, at),
        Unit::Turn => turn_at(text, at),
    };
    // A sentence is sought by line, and the line may begin with a label.
    if unit == Unit::Word { span } else { tighten(text, span) }
}

/// The turn at `at`; where nobody speaks, the paragraph.
fn turn_at(text: &SourceText, at: u32) -> Span {
    let structure = &text.structure;
    let turn = structure.turn_at(at).map(|n| structure.turns[n].span);
    let paragraph = || structure.paragraph_at(at).map(|n| structure.paragraphs[n]);
    turn.or_else(paragraph).unwrap_or(Span { start: at, end: at })
}

/// The place one unit on: the end of a word, the beginning of the next sentence or turn.
pub fn forward(text: &SourceText, at: u32, unit: Unit) -> u32 {
    let end = text.geometry.chars();
    match unit {
        Unit::Word => {
            let mut next = word_after(&text.geometry, at);
            while next < end && next > 0 && mark_at(text, next - 1).is_some() {
                next = word_after(&text.geometry, past_marks(text, next - 1));
            }
            next
        }
        Unit::Sentence => {
            let span = unit_at(text, at, Unit::Sentence);
            let mut next = span.end.max(at + 1).min(end);
            let rest = text.geometry.slice(Span { start: next, end });
            next += rest.chars().take_while(|c| c.is_whitespace()).count() as u32;
            next = past_marks(text, next);
            let rest = text.geometry.slice(Span { start: next, end });
            next + rest.chars().take_while(|c| c.is_whitespace()).count() as u32
        }
        Unit::Turn => {
            let span = turn_at(text, at);
            let after = text.structure.paragraphs.partition_point(|p| p.start < span.end.max(at + 1));
            text.structure.paragraphs.get(after).map_or(end, |p| turn_start(text, p.start))
        }
    }
}

/// Where the words of the turn at `at` begin.
fn turn_start(text: &SourceText, at: u32) -> u32 {
    let start = tighten(text, turn_at(text, at)).start;
    past_marks(text, start)
}

/// The place one unit back: the beginning of this one, or of the one before when `at` is already there.
pub fn back(text: &SourceText, at: u32, unit: Unit) -> u32 {
    match unit {
        Unit::Word => {
            let mut before = word_before(&text.geometry, at);
            while let Some(mark) = mark_at(text, before).filter(|mark| mark.start > 0) {
                before = word_before(&text.geometry, mark.start);
            }
            past_marks(text, before)
        }
        Unit::Sentence => {
            let own = unit_at(text, at, Unit::Sentence).start;
            if own < at {
                return own;
            }
            let before = back(text, at, Unit::Word);
            unit_at(text, before, Unit::Sentence).start.min(before)
        }
        Unit::Turn => {
            let own = turn_start(text, at);
            if own < at {
                return own;
            }
            let start = turn_at(text, at).start;
            let before = text.structure.paragraphs.partition_point(|p| p.start < start);
            before.checked_sub(1).map_or(own, |n| turn_start(text, text.structure.paragraphs[n].start))
        }
    }
}

/// A coding with one end moved by a word; none where nothing would be left or nothing moves.
pub fn nudged(text: &SourceText, span: Span, way: Nudge) -> Option<Span> {
    let moved = match way {
        Nudge::EndOn => Span { end: forward(text, span.end, Unit::Word), ..span },
        Nudge::EndBack => {
            let before = back(text, back(text, span.end, Unit::Word), Unit::Word);
            Span { end: forward(text, before, Unit::Word), ..span }
        }
        Nudge::StartBack => Span { start: back(text, span.start, Unit::Word), ..span },
        Nudge::StartOn => {
            let after = forward(text, forward(text, span.start, Unit::Word), Unit::Word);
            Span { start: back(text, after, Unit::Word), ..span }
        }
    };
    (moved.start < moved.end && moved != span).then_some(moved)
}

/// A span with the white space around it.
pub fn loosen(text: &SourceText, span: Span) -> Span {
    let whole = text.geometry.span();
    let before = text.geometry.slice(Span { start: span.start.saturating_sub(8), end: span.start });
    let after = text.geometry.slice(Span { start: span.end, end: (span.end + 8).min(whole.end) });
    let left = before.chars().rev().take_while(|c| c.is_whitespace()).count() as u32;
    let right = after.chars().take_while(|c| c.is_whitespace()).count() as u32;
    Span { start: span.start - left, end: span.end + right }
}

/// Both of two spans and what lies between.
pub fn join(one: Span, other: Span) -> Span {
    Span { start: one.start.min(other.start), end: one.end.max(other.end) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Geometry, Mark, MarkKind, Structure, Turn};

    /// Two turns, each with a label that is not shown.
    fn talk() -> SourceText {
        let words = "INT: How was it? And then?\nP07: It slowed it.\nBut it helped us.\n";
        let at = |needle: &str| words.find(needle).unwrap() as u32;
        let label = |start: u32| Mark { span: Span { start, end: start + 5 }, kind: MarkKind::Label };
        let turn = |start: u32, end: u32, speaker: u32| Turn { span: Span { start, end }, speaker, from: None, to: None };
        let second = at("P07");
        let structure = Structure {
            paragraphs: Structure::lines(words),
            turns: vec![turn(0, second - 1, 0), turn(second, words.len() as u32 - 1, 1)],
            marks: vec![label(0), label(second)],
            styles: Vec::new(),
        };
        SourceText { geometry: Geometry::new(words), structure }
    }

    fn words(text: &SourceText, span: Span) -> &str {
        text.geometry.slice(span)
    }

    #[test]
    fn units_leave_labels_out() {
        let text = talk();
        assert_eq!(words(&text, unit_at(&text, 0, Unit::Word)), "How");
        assert_eq!(words(&text, unit_at(&text, 6, Unit::Sentence)), "How was it?");
        assert_eq!(words(&text, unit_at(&text, 40, Unit::Turn)), "It slowed it.\nBut it helped us.");
        assert_eq!(words(&text, tighten(&text, Span { start: 0, end: 32 })), "How was it? And then?");
        assert!(tighten(&text, Span { start: 27, end: 32 }).is_empty());
        assert_eq!(words(&text, loosen(&text, Span { start: 9, end: 12 })), " was ");
    }

    #[test]
    fn words_step_over_a_label_both_ways() {
        let text = talk();
        let end_of_first = text.geometry.text().find("then").unwrap() as u32 + 4;
        let it = text.geometry.text().find("It slowed").unwrap() as u32;
        assert_eq!(forward(&text, end_of_first, Unit::Word), it + 2);
        assert_eq!(back(&text, it, Unit::Word), end_of_first - 4);
        assert_eq!(back(&text, 5, Unit::Word), 5);
    }

    #[test]
    fn sentences_and_turns_step_to_their_beginnings() {
        let text = talk();
        let at = |needle: &str| text.geometry.text().find(needle).unwrap() as u32;
        assert_eq!(forward(&text, at("How"), Unit::Sentence), at("And"));
        assert_eq!(forward(&text, at("And"), Unit::Sentence), at("It slowed"));
        assert_eq!(back(&text, at("It slowed"), Unit::Sentence), at("And"));
        assert_eq!(forward(&text, at("How"), Unit::Turn), at("It slowed"));
        assert_eq!(back(&text, at("But"), Unit::Turn), at("It slowed"));
        assert_eq!(back(&text, at("It slowed"), Unit::Turn), at("How"));
    }
}
