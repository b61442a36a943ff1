//! Two states of a framework side by side: named versions, or one and the codes as they stand; with what is coded under what changed.

use super::Corpus;
use super::framework_changes::{CodeChange, changed_codes};
use crate::model::*;
use std::collections::{HashMap, HashSet};

/// Two states of a framework; nothing stands for the codes as they are now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Between {
    /// The framework.
    pub framework: FrameworkId,
    /// The older state.
    pub older: Option<FrameworkVersionId>,
    /// The newer one.
    pub newer: Option<FrameworkVersionId>,
}

/// What happened to a code between two states, with what is coded under it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedCode {
    /// The code; of one that was merged, what it became. It may be gone since.
    pub code: CodeId,
    /// What happened.
    pub change: CodeChange,
    /// Codings that stand under it now.
    pub codings: usize,
    /// In how many sources.
    pub sources: usize,
}

/// What a state of a framework is called: the name of its version, or “now”.
pub fn state_name(corpus: &Corpus, state: Option<FrameworkVersionId>) -> &str {
    match state {
        None => "now",
        Some(id) => corpus.framework_versions().iter().find(|version| version.id == id).map_or("", |version| version.name.as_str()),
    }
}

/// What happened between two states, as [`changed_codes`] orders it.
pub fn between(corpus: &Corpus, states: &Between) -> Vec<ChangedCode> {
    let (old, new) = (codes(corpus, states.framework, states.older), codes(corpus, states.framework, states.newer));
    let changes = changed_codes(&old, &new, corpus.merged_codes());
    let about: HashSet<CodeId> = changes.iter().map(|(code, _)| *code).collect();
    let mut under: HashMap<CodeId, (usize, HashSet<SourceId>)> = HashMap::new();
    for coding in corpus.codings().filter(|coding| about.contains(&coding.code)) {
        let (codings, sources) = under.entry(coding.code).or_default();
        *codings += 1;
        sources.insert(coding.source);
    }
    let told = |(code, change): (CodeId, CodeChange)| {
        let (codings, sources) = under.get(&code).map_or((0, 0), |(codings, sources)| (*codings, sources.len()));
        ChangedCode { code, change, codings, sources }
    };
    changes.into_iter().map(told).collect()
}

/// The codes of a framework in a state; none of a version that is gone.
fn codes(corpus: &Corpus, framework: FrameworkId, state: Option<FrameworkVersionId>) -> Vec<Code> {
    match state {
        None => corpus.codes().iter().filter(|code| code.framework == framework).cloned().collect(),
        Some(id) => corpus.versions_of(framework).find(|version| version.id == id).map(|version| version.codes.clone()).unwrap_or_default(),
    }
}
