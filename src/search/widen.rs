//! From a hit to the passage that is coded: itself, or the sentence, paragraph or turn around it.

use super::{Entry, Place};
use crate::analysis::Corpus;
use crate::model::{CodeId, CoderId, SourceId, Span, SpeakerRole};
use crate::text::{SourceText, sentence_at};
use std::collections::HashMap;

/// How much around a hit is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// The words found.
    Hit,
    /// The sentence, or the sentences from its first word to its last.
    #[default]
    Sentence,
    /// The paragraph, or the paragraphs.
    Paragraph,
    /// What is said in the turn; where nobody speaks, the paragraph.
    Turn,
}

/// Whether an interviewer says what stands in a place.
pub fn is_asked(corpus: &Corpus, text: &SourceText, place: Place) -> bool {
    let Place::Source(source, Entry { turn: Some(turn), .. }) = place else { return false };
    let voice = text.structure.turns.get(turn).and_then(|turn| corpus.speaker(source, turn.speaker));
    voice.is_some_and(|voice| voice.role == SpeakerRole::Interviewer)
}

/// The passage that a hit in an entry stands for.
pub fn widened(text: &SourceText, entry: Entry, hit: Span, unit: Unit) -> Span {
    let last = hit.end.saturating_sub(1).max(hit.start);
    let between = |at: &dyn Fn(u32) -> Span| Span { start: at(hit.start).start.min(hit.start), end: at(last).end.max(hit.end) };
    // A label is no part of what is said.
    let said = |span: Span| text.said_in(span).unwrap_or(span);
    match unit {
        Unit::Hit => hit,
        Unit::Sentence => said(between(&|at| sentence_at(&text.geometry, at))),
        Unit::Paragraph => {
            let paragraph = |at: u32| text.structure.paragraph_at(at).map_or(hit, |n| text.structure.paragraphs[n]);
            said(between(&paragraph))
        }
        Unit::Turn => said(entry.span),
    }
}

/// The passages that a coder has not coded so yet, in order, each once; those that overlap are one.
pub fn uncoded(corpus: &Corpus, passages: &[(SourceId, Span)], code: CodeId, coder: Option<CoderId>) -> Vec<(SourceId, Span)> {
    let mut sorted = passages.to_vec();
    let places: HashMap<SourceId, usize> = corpus.sources().iter().enumerate().map(|(n, source)| (source.id, n)).collect();
    sorted.sort_by_key(|(source, span)| (places.get(source).copied(), span.start, span.end));
    let mut made: Vec<(SourceId, Span)> = Vec::new();
    for (source, span) in sorted {
        match made.last_mut() {
            Some((last, run)) if *last == source && span.start < run.end => run.end = run.end.max(span.end),
            _ => made.push((source, span)),
        }
    }
    let own = |source: SourceId| corpus.codings_of(source).iter().filter(move |coding| coding.code == code && Some(coding.coder) == coder);
    made.retain(|(source, span)| !own(*source).any(|coding| coding.span.covers(*span)));
    made
}
