//! Rulings that were made when one of their codes was said to be something else.

use crate::analysis::{Corpus, Definitions};
use crate::model::*;
use std::collections::HashMap;

/// The rulings of a crosswalk of which the code that is read, or the one that it is read or rejected as, was said to be something else when they were
/// made, each with when that became what it is.
pub fn outdated(corpus: &Corpus, crosswalk: CrosswalkId, definitions: &HashMap<CodeId, Definitions>) -> HashMap<VerdictId, Time> {
    let redefined = |verdict: &Verdict| {
        let codes = [Some(verdict.from_code), Some(verdict.to_code), verdict.moved];
        let of = codes.into_iter().flatten().filter_map(|code| definitions.get(&code)).filter(|of| of.differ_since(verdict.at));
        Some((verdict.id, of.filter_map(Definitions::changed).max()?))
    };
    corpus.verdicts().filter(|verdict| verdict.crosswalk == crosswalk).filter_map(redefined).collect()
}
