//! What was settled and has grown since, told where it grows.

use super::{Lens, Standing};
use crate::analysis::{Corpus, IdMap, Scope, listed};
use crate::model::*;

/// That readings of what was just coded have grown since somebody settled them, in words; nothing where none has, or all had before, when the project
/// was as `was`.
pub fn outgrown(was: &Corpus, now: &Corpus, coded: &[(SourceId, Span, CodeId)]) -> Option<String> {
    let mut places: IdMap<SourceId, Vec<(Span, CodeId)>> = IdMap::default();
    for (source, span, code) in coded.iter().filter(|(source, ..)| !now.verdicts_of(*source).is_empty()) {
        places.entry(*source).or_default().push((*span, *code));
    }
    if places.is_empty() {
        return None;
    }
    let (mut names, mut count) = (Vec::new(), 0);
    for crosswalk in now.crosswalks() {
        let lenses = (Lens::new(was, crosswalk), Lens::new(now, crosswalk));
        let new: usize = places.iter().map(|(source, places)| new_in(&lenses, *source, places)).sum();
        if new > 0 {
            count += new;
            names.extend(now.framework(crosswalk.to_framework).map(|framework| framework.name.as_str()));
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

/// How many readings at these places of a source have outgrown what was settled of them since.
fn new_in((was, now): &(Lens<'_>, Lens<'_>), source: SourceId, places: &[(Span, CodeId)]) -> usize {
    let again = |lens: &Lens<'_>| -> Vec<(CodeId, CodeId, Span)> {
        let seen = lens.seen_in(&Scope::default(), source).into_iter().filter(|one| one.standing == Standing::Again);
        seen.map(|one| (one.from, one.to, one.span)).collect()
    };
    let before = again(was);
    let known = |(from, to, span): &(CodeId, CodeId, Span)| before.iter().any(|one| (one.0, one.1) == (*from, *to) && one.2.overlaps(*span));
    let here = |(from, _, span): &(CodeId, CodeId, Span)| places.iter().any(|(place, code)| code == from && place.overlaps(*span));
    again(now).iter().filter(|one| here(one) && !known(one)).count()
}
