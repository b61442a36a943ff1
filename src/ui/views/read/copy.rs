//! The selection as words for elsewhere, with where they come from.

use super::open::Open;
use crate::analysis::{Attribution, Corpus, Excerpt, Heads, Names, Naming, Voice};
use crate::model::{CodeId, Span};

/// The selected words in quotation marks with their attribution, as the project writes it.
pub fn attributed(corpus: &Corpus, open: &Open, span: Span) -> String {
    let words = open.sheet.words(span);
    let template = &corpus.project.attribution;
    let attribution = Attribution::new(corpus, template, Naming::default()).map(|attribution| attribution.of(corpus, &excerpt(corpus, open, span)));
    let attribution = attribution.ok().filter(|words| !words.is_empty());
    let from = attribution.unwrap_or_else(|| format!("({})", Names::new(corpus, Naming::default()).source(corpus, open.sheet.source)));
    format!("“{}” {from}", words.trim())
}

/// The selection as the attribution reads a passage.
fn excerpt(corpus: &Corpus, open: &Open, span: Span) -> Excerpt {
    let (source, text) = (open.sheet.source, &open.sheet.text);
    let mut people = Vec::new();
    Voice::of(corpus, &corpus.person_kinds(), source, &text.structure).people(span, 0, &mut people);
    Excerpt::bare(corpus, &Heads::default(), (source, span, CodeId::new()), (text, open.sheet.words(span)), people)
}
