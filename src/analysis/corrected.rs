//! What a correction does to what is coded.

use super::Corpus;
use crate::model::{CodingId, SourceId, Span};
use crate::text::{Followed, Manuscript};

/// A coded passage whose words a correction changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touched {
    /// The coding.
    pub coding: CodingId,
    /// Where it is in the text before.
    pub before: Span,
    /// Where it is in the text after; nothing where all its words are gone.
    pub after: Option<Span>,
}

/// The codings of a source whose words change when its text, as the corpus has it, becomes that of a manuscript; those that lose all first.
pub fn touched(corpus: &Corpus, source: SourceId, manuscript: &Manuscript) -> Vec<Touched> {
    let correction = manuscript.correction();
    let (old, new) = (manuscript.from(), manuscript.text());
    let of = |coding: &crate::model::Coding| {
        if correction.keeps(coding.span).is_some() {
            return None;
        }
        let after = match correction.follow(coding.span) {
            Followed::At(span) if old.words_of(coding.span) == new.words_of(span) => return None,
            Followed::At(span) => Some(span),
            Followed::Lost(_) => None,
        };
        Some(Touched { coding: coding.id, before: coding.span, after })
    };
    let mut list: Vec<Touched> = corpus.codings_of(source).iter().filter_map(of).collect();
    list.sort_by_key(|touched| (touched.after.is_some(), touched.before));
    list
}
