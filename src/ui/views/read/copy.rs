//! The selection as words for elsewhere, with where they come from.

use super::open::Open;
use crate::analysis::{Attribution, Corpus, Excerpt, Names, Naming, Voice, words_in};
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
    let structure = &open.sheet.text.structure;
    let turns = structure.turns_in(span);
    let first = structure.turns.get(turns.start).filter(|_| !turns.is_empty());
    let mut speakers: Vec<u32> = Vec::new();
    for turn in &structure.turns[turns.clone()] {
        if !speakers.contains(&turn.speaker) {
            speakers.push(turn.speaker);
        }
    }
    let mut people = Vec::new();
    Voice::of(corpus, &corpus.person_kinds(), open.sheet.source, &structure.turns).people(span, 0, &mut people);
    Excerpt {
        source: open.sheet.source,
        span,
        code: CodeId::new(),
        codes: Vec::new(),
        codings: Vec::new(),
        coders: Vec::new(),
        people,
        asked: corpus.only_asked(open.sheet.source, &speakers),
        speakers,
        turn: first.map(|_| turns.start as u32 + 1),
        time: first.and_then(|turn| turn.from),
        words: words_in(&open.sheet.text, span),
        text: open.sheet.words(span),
        site: Vec::new(),
        role: Vec::new(),
        phase: Vec::new(),
        star: false,
        memos: Vec::new(),
    }
}
