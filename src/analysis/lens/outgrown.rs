//! What was settled and has grown since, told where it grows.

use super::{Lens, Standing};
use crate::analysis::{Corpus, IdMap, Scope, listed};
use crate::model::*;

/// That readings of what was just coded have grown since somebody settled them, in words; nothing where none has.
pub fn outgrown(corpus: &Corpus, coded: &[(SourceId, Span, CodeId)]) -> Option<String> {
    let mut places: IdMap<SourceId, Vec<(Span, CodeId)>> = IdMap::default();
    for (source, span, code) in coded.iter().filter(|(source, ..)| !corpus.verdicts_of(*source).is_empty()) {
        places.entry(*source).or_default().push((*span, *code));
    }
    if places.is_empty() {
        return None;
    }
    let (mut names, mut count) = (Vec::new(), 0);
    for crosswalk in corpus.crosswalks() {
        let lens = Lens::new(corpus, crosswalk);
        let before = count;
        for (source, places) in &places {
            let seen = lens.seen_in(&Scope::default(), *source).into_iter().filter(|one| one.standing == Standing::Again);
            count += seen.filter(|one| places.iter().any(|(span, code)| *code == one.from && span.overlaps(one.span))).count();
        }
        if count > before {
            names.extend(corpus.framework(crosswalk.to_framework).map(|framework| framework.name.as_str()));
        }
    }
    let as_what = listed(&names);
    match count {
        0 => None,
        1 => Some(format!("1 reading as {as_what} has grown since it was settled: what was said of it holds until somebody looks again")),
        _ => Some(format!(
            "{} readings as {as_what} have grown since they were settled: what was said of them holds until somebody looks again",
            grouped(count)
        )),
    }
}
