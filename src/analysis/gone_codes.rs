//! What the journal holds of codes: where those came from that stood in another framework, and what codes had that are gone: how much was coded with each when it went, and how much of that came to the code it was merged into.

use super::ids::IdMap;
use crate::model::*;
use std::collections::HashSet;

/// A coding that a code had in the step in which it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoneCoding {
    /// The coding.
    pub coding: CodingId,
    /// Where it lay.
    pub source: SourceId,
    /// The code it came under; nothing where it went too, as with one whose coder has the same passage there already.
    pub became: Option<CodeId>,
}

/// By code that is gone, what it had when it went. A code whose going the history does not hold is missing.
pub type Had = IdMap<CodeId, Vec<GoneCoding>>;

/// What the history holds of the codes of a framework.
#[derive(Clone, Debug, Default)]
pub struct GoneCodes {
    /// What those had that are gone.
    pub had: Had,
    /// The framework that a code came out of, as it was moved last.
    pub came: IdMap<CodeId, FrameworkId>,
}

/// How much is coded with a code; of one that is gone, how much was when it went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CodeUse {
    /// Codings; of a code that is gone, those too that a correction had left without words.
    pub codings: usize,
    /// In how many sources.
    pub sources: usize,
    /// Of a code that was merged, how many of them came to the one that is said to have taken it in.
    pub moved: Option<usize>,
}

/// The code that each merged code became.
pub(super) fn heirs(merged: &[MergedCode]) -> IdMap<CodeId, CodeId> {
    merged.iter().map(|one| (one.code, one.into_code)).collect()
}

/// What a code had that is gone, and what of it reached `heir` through however many merges; nothing where the history does not hold it.
pub(super) fn had(code: CodeId, heir: Option<CodeId>, into: &IdMap<CodeId, CodeId>, gone: &Had) -> Option<CodeUse> {
    let own = gone.get(&code)?;
    let sources: HashSet<SourceId> = own.iter().map(|one| one.source).collect();
    let moved = match heir {
        Some(heir) => Some(reached(code, heir, into, gone)?),
        None => None,
    };
    Some(CodeUse { codings: own.len(), sources: sources.len(), moved })
}

/// How many codings of a code went from merge to merge until they were under `heir`: between two merges some are taken off or recoded.
fn reached(code: CodeId, heir: CodeId, into: &IdMap<CodeId, CodeId>, gone: &Had) -> Option<usize> {
    let (mut at, mut with) = (code, None::<HashSet<CodingId>>);
    // A damaged file may hold a ring of merges.
    for _ in 0..=into.len() {
        let next = *into.get(&at)?;
        let stay = |one: &&GoneCoding| one.became == Some(next) && with.as_ref().is_none_or(|with| with.contains(&one.coding));
        let on: HashSet<CodingId> = gone.get(&at)?.iter().filter(stay).map(|one| one.coding).collect();
        if next == heir {
            return Some(on.len());
        }
        (at, with) = (next, Some(on));
    }
    None
}
