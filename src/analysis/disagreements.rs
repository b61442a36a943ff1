//! Where coders do not agree: places that not everybody who codes a source by a framework coded alike.

use super::Corpus;
use super::ids::{IdMap, places};
use crate::model::*;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// A place that was coded by some with a code that others who code this source by this framework did not give it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// The framework.
    pub framework: FrameworkId,
    /// The source.
    pub source: SourceId,
    /// The words: what the passages that are disputed cover together.
    pub span: Span,
    /// The codes that are disputed, in the order of the framework.
    pub codes: Vec<CodeId>,
    /// What everybody who codes the source by the framework said there, in the order of coders; who left it out has no code. Who has not finished a
    /// source that others have finished may not have come there yet, and is not in it without a code.
    pub said: Vec<(CoderId, Vec<CodeId>)>,
    /// When the latest of the codings that are disputed was made.
    pub last: Time,
}

impl Disagreement {
    /// Whether two coders gave it different codes; else some coded it alike, and others left it out.
    pub fn differs(&self) -> bool {
        let mut given = self.said.iter().map(|(_, codes)| codes).filter(|codes| !codes.is_empty());
        given.next().is_some_and(|first| given.any(|codes| codes != first))
    }
}

/// A maximal run of text that one coder gave one code.
struct Run {
    code: CodeId,
    span: Span,
    last: Time,
}

/// Every place of disagreement in a framework, or in all: by framework and code, then by source and place.
///
/// Independent codings count alone. Who coded something in a source by a framework codes it by that; a coder's run of a code is disputed where
/// somebody else who does gave no word of it that code. Once somebody has finished a source, those who have not leave nothing out in it. Disputed runs are one place where they have a code and words in common, or where
/// what they have in common is at least half of the longer.
pub fn disagreements(corpus: &Corpus, framework: Option<FrameworkId>) -> Vec<Disagreement> {
    let layers: HashSet<LayerId> = corpus.layers.iter().filter(|layer| layer.kind == LayerKind::Independent).map(|layer| layer.id).collect();
    let order = places(corpus.frameworks().iter().flat_map(|framework| corpus.tree(framework.id)).map(|(code, _)| code));
    let wanted: Vec<&Framework> = corpus.frameworks().iter().filter(|one| framework.is_none_or(|id| one.id == id)).collect();
    let mut list = Vec::new();
    for source in corpus.sources() {
        let own = corpus.codings_of(source.id);
        // What one codes alone is disputed by nobody.
        if own.first().is_none_or(|first| own.iter().all(|one| one.coder == first.coder)) {
            continue;
        }
        let mut of: BTreeMap<FrameworkId, Vec<&Coding>> = BTreeMap::new();
        for coding in own.iter().filter(|one| layers.contains(&one.layer) && !one.span.is_empty()) {
            if let Some(code) = corpus.code(coding.code) {
                of.entry(code.framework).or_default().push(coding);
            }
        }
        for one in &wanted {
            if let Some(codings) = of.get(&one.id) {
                here(corpus, (one.id, source.id), codings, &order, &mut list);
            }
        }
    }
    let at = |id: FrameworkId| wanted.iter().position(|one| one.id == id);
    list.sort_by_cached_key(|one| (at(one.framework), one.codes.first().and_then(|code| order.get(code)).copied()));
    list
}

/// The places of one source in one framework.
fn here(
    corpus: &Corpus,
    (framework, source): (FrameworkId, SourceId),
    codings: &[&Coding],
    order: &IdMap<CodeId, usize>,
    list: &mut Vec<Disagreement>,
) {
    let runs = runs(codings);
    let coders: Vec<(CoderId, &BTreeMap<CodeId, Vec<Run>>)> =
        corpus.coders.iter().filter_map(|coder| Some((coder.id, runs.get(&coder.id)?))).collect();
    if coders.len() < 2 {
        return;
    }
    let done = |coder: Option<CoderId>| {
        let here = corpus.progress.iter().filter(|one| one.source == source && one.state == ProgressState::Done);
        here.filter(|one| coder.is_none_or(|id| one.coder == id)).count() > 0
    };
    let all = !done(None);
    let leaves_out: HashSet<CoderId> = coders.iter().map(|(id, _)| *id).filter(|id| all || done(Some(*id))).collect();
    let silent = |given: &BTreeMap<CodeId, Vec<Run>>, span| given.values().all(|own| !meet(own, span));
    let to_come = |(id, given): &(CoderId, &BTreeMap<CodeId, Vec<Run>>), span| !leaves_out.contains(id) && silent(given, span);
    let gave = |given: &BTreeMap<CodeId, Vec<Run>>, run: &Run| given.get(&run.code).is_some_and(|own| meet(own, run.span));
    let agreed = |run: &Run| coders.iter().all(|one| gave(one.1, run) || to_come(one, run.span));
    let mut disputed: Vec<&Run> = runs.values().flat_map(BTreeMap::values).flatten().filter(|run| !agreed(run)).collect();
    disputed.sort_by_key(|run| run.span);
    for together in gathered(&disputed) {
        let ends = (together.iter().map(|run| run.span.start).min(), together.iter().map(|run| run.span.end).max());
        let (Some(start), Some(end)) = ends else { continue };
        let span = Span { start, end };
        let sorted = |codes: BTreeSet<CodeId>| {
            let mut codes: Vec<CodeId> = codes.into_iter().collect();
            codes.sort_by_key(|code| order.get(code).copied());
            codes
        };
        let gave = |given: &BTreeMap<CodeId, Vec<Run>>| sorted(given.iter().filter(|(_, own)| meet(own, span)).map(|(code, _)| *code).collect());
        list.push(Disagreement {
            framework,
            source,
            span,
            codes: sorted(together.iter().map(|run| run.code).collect()),
            said: coders.iter().filter(|one| !to_come(one, span)).map(|(coder, given)| (*coder, gave(given))).collect(),
            last: together.iter().map(|run| run.last).max().unwrap_or_default(),
        });
    }
}

/// What each coder gave each code, overlapping and touching codings as one run: runs that lie apart, by place.
fn runs(codings: &[&Coding]) -> BTreeMap<CoderId, BTreeMap<CodeId, Vec<Run>>> {
    let mut of: BTreeMap<CoderId, BTreeMap<CodeId, Vec<Run>>> = BTreeMap::new();
    // They come by place.
    for coding in codings {
        let own = of.entry(coding.coder).or_default().entry(coding.code).or_default();
        match own.last_mut().filter(|run| coding.span.start <= run.span.end) {
            Some(run) => (run.span.end, run.last) = (run.span.end.max(coding.span.end), run.last.max(coding.at)),
            None => own.push(Run { code: coding.code, span: coding.span, last: coding.at }),
        }
    }
    of
}

/// Whether one of runs that lie apart, by place, has words in common with a span.
fn meet(runs: &[Run], span: Span) -> bool {
    let at = runs.partition_point(|run| run.span.end <= span.start);
    runs.get(at).is_some_and(|run| run.span.start < span.end)
}

/// Whether two disputed runs are about the same words.
fn same_place(one: &Run, other: &Run) -> bool {
    let common = one.span.end.min(other.span.end).saturating_sub(one.span.start.max(other.span.start));
    common > 0 && (one.code == other.code || 2 * common >= one.span.len().max(other.span.len()))
}

/// Disputed runs, by place, put together where they are about the same words.
fn gathered<'r>(runs: &[&'r Run]) -> Vec<Vec<&'r Run>> {
    let mut of: Vec<usize> = (0..runs.len()).collect();
    for (at, run) in runs.iter().enumerate() {
        for (other, next) in runs.iter().enumerate().skip(at + 1).take_while(|(_, next)| next.span.start < run.span.end) {
            let (one, two) = (root(&mut of, at), root(&mut of, other));
            if one != two && same_place(run, next) {
                // The earlier is the head, so that places come in their order.
                of[one.max(two)] = one.min(two);
            }
        }
    }
    let mut places: BTreeMap<usize, Vec<&Run>> = BTreeMap::new();
    for (at, run) in runs.iter().enumerate() {
        places.entry(root(&mut of, at)).or_default().push(run);
    }
    places.into_values().collect()
}

/// The head of a place; the way there is halved.
fn root(of: &mut [usize], mut at: usize) -> usize {
    while of[at] != at {
        of[at] = of[of[at]];
        at = of[at];
    }
    at
}
