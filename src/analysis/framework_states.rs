//! Two states of a framework side by side: named versions, or one and the codes as they stand; with what is coded under what changed.

use super::Corpus;
use super::framework_changes::{About, CodeChange, changed_codes};
use super::gone_codes::{CodeUse, GoneCodes, had, heirs};
use super::ids::IdMap;
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
    /// What is coded with it now; of one that was removed or merged, what was when it went, and nothing where the history does not hold that.
    pub coded: Option<CodeUse>,
    /// Whether the code itself is there no more.
    pub gone: bool,
}

impl ChangedCode {
    /// “3 codings · 2 sources”, “had 3 codings · 2 moved”.
    pub fn under(&self) -> String {
        let had = if self.gone { "had " } else { "" };
        let Some(CodeUse { codings, sources, moved }) = self.coded else { return "codings not known".to_owned() };
        let codings = match (codings, self.gone) {
            (0, false) => return "not coded with".to_owned(),
            (0, true) => return "was not coded with".to_owned(),
            (codings, _) => counted(codings, "coding", "codings"),
        };
        match moved {
            Some(moved) => format!("{had}{codings} · {} moved", grouped(moved as i64)),
            None => format!("{had}{codings} · {}", counted(sources, "source", "sources")),
        }
    }
}

/// What a state of a framework is called: the name of its version, or “now”.
pub fn state_name(corpus: &Corpus, state: Option<FrameworkVersionId>) -> &str {
    match state {
        None => "now",
        Some(id) => corpus.framework_versions().iter().find(|version| version.id == id).map_or("", |version| version.name.as_str()),
    }
}

/// What happened between two states, codes that went first; `history` says what these had.
pub fn between(corpus: &Corpus, states: &Between, history: &GoneCodes) -> Vec<ChangedCode> {
    let (old, new) = (codes(corpus, states.framework, states.older), codes(corpus, states.framework, states.newer));
    let into = heirs(corpus.merged_codes());
    let place = |about| abroad(corpus, &into, (states.framework, &history.came), about);
    let changes: Vec<About> = changed_codes(&old, &new, &into).into_iter().map(place).collect();
    let about: HashSet<CodeId> = changes.iter().map(|about| about.of).collect();
    let mut under: HashMap<CodeId, (usize, HashSet<SourceId>)> = HashMap::new();
    for coding in corpus.codings().filter(|coding| about.contains(&coding.code)) {
        let (codings, sources) = under.entry(coding.code).or_default();
        *codings += 1;
        sources.insert(coding.source);
    }
    let told = |About { of, heir, change }: About| {
        // One that was put under another framework is there still, with what it has.
        let coded = match corpus.code(of) {
            None => had(of, heir, &into, &history.had),
            Some(_) => {
                let (codings, sources) = under.get(&of).map_or((0, 0), |(codings, sources)| (*codings, sources.len()));
                Some(CodeUse { codings, sources, moved: None })
            }
        };
        ChangedCode { code: heir.unwrap_or(of), change, coded, gone: corpus.code(of).is_none() }
    };
    changes.into_iter().map(told).collect()
}

/// What happened between two states of a framework, in the order of [`between`], without what is coded.
pub fn changes(corpus: &Corpus, old: &[Code], new: &[Code]) -> Vec<CodeChange> {
    let into = heirs(corpus.merged_codes());
    let Some(framework) = old.iter().chain(new).map(|code| code.framework).next() else { return Vec::new() };
    let came = IdMap::default();
    changed_codes(old, new, &into).into_iter().map(|about| abroad(corpus, &into, (framework, &came), about).change).collect()
}

/// A code that is gone from a framework, told as moved where it stands in another one, and as merged where it was merged into a code of that; a code
/// that came out of another framework, by the journal or as a named version of that had it, is told as come from there.
fn abroad(corpus: &Corpus, into: &IdMap<CodeId, CodeId>, (home, came): (FrameworkId, &IdMap<CodeId, FrameworkId>), about: About) -> About {
    let path = match &about.change {
        CodeChange::Removed(path) => path,
        CodeChange::Added(path) => {
            let had = |version: &&FrameworkVersion| version.codes.iter().any(|code| code.id == about.of && code.framework == version.framework);
            let last = corpus.framework_versions().iter().filter(had).filter(|version| version.framework != home).max_by_key(|one| one.at);
            let from = came.get(&about.of).copied().or(last.map(|version| version.framework)).and_then(|id| corpus.framework(id));
            let change = from.map(|framework| CodeChange::CameFrom(path.clone(), framework.name.clone()));
            return About { change: change.unwrap_or(about.change), ..about };
        }
        _ => return about,
    };
    let (mut at, mut seen) = (about.of, HashSet::new());
    while let Some(next) = into.get(&at).filter(|next| seen.insert(**next)) {
        at = *next;
    }
    let Some(code) = corpus.code(at).filter(|code| at != about.of || code.framework != home) else { return about };
    let framework = corpus.framework(code.framework).map(|framework| framework.name.clone());
    let there = framework.into_iter().chain(corpus.path(at).into_iter().map(str::to_owned)).collect();
    match at == about.of {
        true => About { change: CodeChange::MovedAway(path.clone(), there), ..about },
        false => About { heir: Some(at), change: CodeChange::Merged(path.clone(), there), of: about.of },
    }
}

/// The codes of a framework in a state; none of a version that is gone.
fn codes(corpus: &Corpus, framework: FrameworkId, state: Option<FrameworkVersionId>) -> Vec<Code> {
    match state {
        None => corpus.codes().iter().filter(|code| code.framework == framework).cloned().collect(),
        Some(id) => corpus.versions_of(framework).find(|version| version.id == id).map(|version| version.codes.clone()).unwrap_or_default(),
    }
}

/// What somebody else named goes with a version that is removed: by whom, when and why, in words; nothing where it is one's own. `day` is how a time is said.
pub fn others_version(corpus: &Corpus, version: &FrameworkVersion, own: Option<CoderId>, day: impl Fn(Time) -> String) -> Option<String> {
    if Some(version.coder) == own {
        return None;
    }
    let who = corpus.coder(version.coder).map_or("somebody", |coder| coder.initials.as_str());
    let reason = if version.reason.is_empty() { String::new() } else { format!(": “{}”", version.reason) };
    Some(format!("{who} named “{}” on {}{reason}", version.name, day(version.at)))
}
