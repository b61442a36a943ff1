//! The turns of voices, for coding all that somebody said.

use super::{Corpus, Texts};
use crate::Result;
use crate::model::*;
use std::collections::HashSet;

/// What these speakers say, turn by turn, source by source; a merged voice speaks with the one it was merged into.
pub fn turns_of(corpus: &Corpus, texts: &dyn Texts, speakers: &[SpeakerId]) -> Result<Vec<(SourceId, Span)>> {
    let wanted: HashSet<SpeakerId> = speakers.iter().copied().collect();
    let mut list = Vec::new();
    for source in corpus.sources() {
        let voices: HashSet<SpeakerId> =
            corpus.speakers(source.id).iter().filter(|voice| wanted.contains(&voice.id)).map(|voice| voice.same_as.unwrap_or(voice.id)).collect();
        if voices.is_empty() {
            continue;
        }
        let text = texts.text(source.id)?;
        let own = text.structure.turns.iter().filter(|turn| corpus.speaker(source.id, turn.speaker).is_some_and(|voice| voices.contains(&voice.id)));
        list.extend(own.filter_map(|turn| text.said_in(turn.span)).map(|span| (source.id, span)));
    }
    Ok(list)
}
