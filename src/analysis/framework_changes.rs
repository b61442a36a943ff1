//! A framework through time: what differs between two states of it, and which codings were made under which.

use super::gone_codes::heirs;
use super::ids::IdMap;
use super::theme::listed;
use super::{Corpus, Scope};
use crate::model::*;
use std::collections::{HashMap, HashSet};

/// What happened to one code between two states of its framework.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeChange {
    /// It is new; its path.
    Added(Vec<String>),
    /// It is gone, with nothing in its place; its path then.
    Removed(Vec<String>),
    /// It was merged into another; its path then, and that one's path now, or then where it is gone too.
    Merged(Vec<String>, Vec<String>),
    /// It is called otherwise: old path, new name.
    Renamed(Vec<String>, String),
    /// It stands elsewhere: its path now, and the path of the code it stood under, empty at the top.
    Moved(Vec<String>, Vec<String>),
    /// It stands in another framework: its path then, and its path now with that framework in front.
    MovedAway(Vec<String>, Vec<String>),
    /// It came out of another framework: its path now, and the name of that framework.
    CameFrom(Vec<String>, String),
    /// It is said otherwise what it is: its path now, and what of it.
    Redefined(Vec<String>, Vec<Redefined>),
}

/// One part of what a code is said to be, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redefined {
    /// Which part: “definition”, “what to include”.
    pub what: &'static str,
    /// How it read.
    pub before: String,
    /// How it reads.
    pub after: String,
}

impl CodeChange {
    /// The kind of change as a word for lists and scripts.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Added(_) => "added",
            Self::Removed(_) => "removed",
            Self::Merged(..) => "merged",
            Self::Renamed(..) => "renamed",
            Self::Moved(..) | Self::MovedAway(..) | Self::CameFrom(..) => "moved",
            Self::Redefined(..) => "redefined",
        }
    }

    /// The path of the code that it is about.
    pub fn path(&self) -> &[String] {
        match self {
            Self::Added(path)
            | Self::Removed(path)
            | Self::Merged(path, _)
            | Self::Renamed(path, _)
            | Self::Moved(path, _)
            | Self::MovedAway(path, _)
            | Self::CameFrom(path, _)
            | Self::Redefined(path, _) => path,
        }
    }

    /// The change in a plain sentence.
    pub fn line(&self) -> String {
        let of = |path: &[String]| join_path(path);
        match self {
            Self::Added(path) => format!("Added {}", of(path)),
            Self::Removed(path) => format!("Removed {}", of(path)),
            Self::Merged(path, into) => format!("Merged {} into {}", of(path), of(into)),
            Self::Renamed(path, name) => format!("Renamed {} to {name}", of(path)),
            Self::Moved(path, from) if from.is_empty() => format!("Moved {} from the top", of(path)),
            Self::Moved(path, from) => format!("Moved {} from {}", of(path), of(from)),
            Self::MovedAway(path, there) => format!("Moved {} to {}", of(path), of(there)),
            Self::CameFrom(path, framework) => format!("Moved {} here from {framework}", of(path)),
            Self::Redefined(path, what) => {
                let what: Vec<&str> = what.iter().map(|one| one.what).collect();
                format!("Redefined {}: {}", of(path), listed(&what))
            }
        }
    }
}

/// The codes of one state of a framework by id.
struct State<'a> {
    codes: IdMap<CodeId, &'a Code>,
}

impl<'a> State<'a> {
    fn new(codes: &'a [Code]) -> Self {
        Self { codes: codes.iter().map(|code| (code.id, code)).collect() }
    }

    fn path(&self, id: Option<CodeId>) -> Vec<String> {
        let mut path = Vec::new();
        let mut at = id.and_then(|id| self.codes.get(&id));
        // A damaged file may hold a ring of codes.
        while let Some(code) = at.filter(|_| path.len() <= self.codes.len()) {
            path.push(code.name.clone());
            at = code.parent.and_then(|id| self.codes.get(&id));
        }
        path.reverse();
        path
    }

    /// The codes in the order of the tree.
    fn tree(&self) -> Vec<&'a Code> {
        let mut below: HashMap<Option<CodeId>, Vec<&Code>> = HashMap::new();
        for code in self.codes.values() {
            below.entry(code.parent.filter(|id| self.codes.contains_key(id))).or_default().push(code);
        }
        below.values_mut().for_each(|list| list.sort_by(|a, b| (&b.ord, b.id).cmp(&(&a.ord, a.id))));
        let (mut list, mut waiting) = (Vec::new(), below.remove(&None).unwrap_or_default());
        while let Some(code) = waiting.pop() {
            list.push(code);
            waiting.extend(below.remove(&Some(code.id)).unwrap_or_default());
        }
        list
    }
}

/// Codes as they stood in a state of a framework, in the order of the tree, each with how deep it stood.
pub fn code_tree(codes: &[Code]) -> Vec<(usize, &Code)> {
    let state = State::new(codes);
    let depth = |code: &Code| state.path(Some(code.id)).len().saturating_sub(1);
    state.tree().into_iter().map(|code| (depth(code), code)).collect()
}

/// The parts of what a code is said to be.
fn parts(code: &Code) -> [(&'static str, &str); 5] {
    [
        ("definition", &code.description),
        ("what to include", &code.include),
        ("what to exclude", &code.exclude),
        ("example", &code.example),
        ("statement", &code.statement),
    ]
}

/// What happened to a framework between two states of it: codes that went first, in the order of the older tree, then the others in that of the
/// newer one. `merged` says which code became of one that is gone.
pub fn framework_changes(old: &[Code], new: &[Code], merged: &[MergedCode]) -> Vec<CodeChange> {
    changed_codes(old, new, &heirs(merged)).into_iter().map(|about| about.change).collect()
}

/// What happened to a code, and to which.
pub(super) struct About {
    /// The code itself.
    pub of: CodeId,
    /// What it became, where it was merged.
    pub heir: Option<CodeId>,
    /// What happened.
    pub change: CodeChange,
}

/// The same, each with the code that it is about. `into` says which code became of one that is gone.
pub(super) fn changed_codes(old: &[Code], new: &[Code], into: &IdMap<CodeId, CodeId>) -> Vec<About> {
    let (before, after) = (State::new(old), State::new(new));
    let about = |of: CodeId, change: CodeChange| About { of, heir: None, change };
    let mut list = Vec::new();
    for code in before.tree().into_iter().filter(|code| !after.codes.contains_key(&code.id)) {
        let path = before.path(Some(code.id));
        list.push(match heir(code.id, into, &before, &after) {
            Some((id, heir)) => About { heir: Some(id), ..about(code.id, CodeChange::Merged(path, heir)) },
            None => about(code.id, CodeChange::Removed(path)),
        });
    }
    for code in after.tree() {
        let path = after.path(Some(code.id));
        let Some(was) = before.codes.get(&code.id) else {
            list.push(about(code.id, CodeChange::Added(path)));
            continue;
        };
        if was.name != code.name {
            list.push(about(code.id, CodeChange::Renamed(before.path(Some(was.id)), code.name.clone())));
        }
        if was.parent != code.parent {
            list.push(about(code.id, CodeChange::Moved(path.clone(), before.path(was.parent))));
        }
        let told = parts(was).into_iter().zip(parts(code)).filter(|((_, old), (_, new))| old.trim() != new.trim());
        let told: Vec<Redefined> =
            told.map(|((what, old), (_, new))| Redefined { what, before: old.to_owned(), after: new.to_owned() }).chain(kinds(was, code)).collect();
        if !told.is_empty() {
            list.push(about(code.id, CodeChange::Redefined(path, told)));
        }
    }
    list
}

/// Whether a code became a theme or a heading, or is one no longer.
fn kinds(was: &Code, code: &Code) -> Vec<Redefined> {
    let word = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    let mut list = Vec::new();
    if was.theme != code.theme {
        list.push(Redefined { what: "theme", before: word(was.theme), after: word(code.theme) });
    }
    if was.codable != code.codable {
        list.push(Redefined { what: "can be applied", before: word(was.codable), after: word(code.codable) });
    }
    list
}

/// What a merged code became, through later merges too, and its path.
fn heir(code: CodeId, into: &IdMap<CodeId, CodeId>, before: &State<'_>, after: &State<'_>) -> Option<(CodeId, Vec<String>)> {
    let (mut at, mut seen, mut known) = (*into.get(&code)?, HashSet::from([code]), None);
    loop {
        if after.codes.contains_key(&at) {
            return Some((at, after.path(Some(at))));
        }
        if before.codes.contains_key(&at) {
            known = Some((at, before.path(Some(at))));
        }
        match into.get(&at).filter(|next| seen.insert(**next)) {
            Some(next) => at = *next,
            None => return known,
        }
    }
}

/// What was coded while a version was in force: from its naming to that of the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InForce {
    /// The version; nothing is what came before the first.
    pub version: Option<FrameworkVersionId>,
    /// How many codings that still stand were made then, with codes that stood in the framework.
    pub codings: usize,
    /// In how many sources.
    pub sources: usize,
    /// How many codes were used.
    pub codes: usize,
    /// How many codings came into the framework then that were made in another: with their code, by a merge, or given a code of this one.
    pub came: usize,
}

/// When codes and codings came into a framework that stood in another before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CameIn {
    /// Codes that were moved here, last.
    pub codes: IdMap<CodeId, Time>,
    /// Codings that had other codes, each with when it came under the codes of this framework; nothing where it was always under such.
    pub codings: IdMap<CodingId, Option<Time>>,
}

impl CameIn {
    /// When a coding came in that was made in another framework.
    pub fn of(&self, coding: &Coding) -> Option<Time> {
        let at = self.codings.get(&coding.id).copied().unwrap_or_else(|| self.codes.get(&coding.code).copied());
        at.filter(|at| *at > coding.at)
    }
}

/// Which codings of a framework were made under which of its versions; the first entry is what came before any of them. `came` says what was
/// made in another framework.
pub fn in_force(corpus: &Corpus, framework: FrameworkId, came: &CameIn) -> Vec<InForce> {
    #[derive(Clone, Default)]
    struct Made {
        codings: usize,
        came: usize,
        sources: HashSet<SourceId>,
        codes: HashSet<CodeId>,
    }
    let versions: Vec<&FrameworkVersion> = corpus.versions_of(framework).collect();
    let mut list: Vec<Made> = vec![Made::default(); versions.len() + 1];
    let own: HashSet<CodeId> = corpus.codes().iter().filter(|code| code.framework == framework).map(|code| code.id).collect();
    for coding in corpus.codings().filter(|coding| own.contains(&coding.code)) {
        let entered = came.of(coding);
        let at = entered.unwrap_or(coding.at);
        let made = &mut list[versions.partition_point(|version| version.at <= at)];
        if entered.is_some() {
            made.came += 1;
            continue;
        }
        made.codings += 1;
        made.sources.insert(coding.source);
        made.codes.insert(coding.code);
    }
    let version = |n: usize| n.checked_sub(1).map(|n| versions[n].id);
    let told = |(n, made): (usize, Made)| InForce {
        version: version(n),
        codings: made.codings,
        sources: made.sources.len(),
        codes: made.codes.len(),
        came: made.came,
    };
    list.into_iter().enumerate().map(told).collect()
}

/// What a code was said to be at each time, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Definitions {
    /// Since when, and the words: definition, what to include, what to exclude.
    pub since: Vec<(Time, [String; 3])>,
}

impl Definitions {
    /// The words in force at a time; before the first, the first.
    pub fn at(&self, time: Time) -> Option<&[String; 3]> {
        let n = self.since.partition_point(|(since, _)| *since <= time);
        self.since.get(n.saturating_sub(1)).map(|(_, words)| words)
    }

    /// The words as they are now.
    pub fn now(&self) -> Option<&[String; 3]> {
        self.since.last().map(|(_, words)| words)
    }

    /// Whether they were others at a time than they are now.
    pub fn differ_since(&self, time: Time) -> bool {
        self.since.len() > 1 && self.at(time) != self.now()
    }

    /// When they became what they are.
    pub fn changed(&self) -> Option<Time> {
        self.since.last().map(|(since, _)| *since)
    }
}

/// A coding that was judged by other words than those that say now what its code is.
#[derive(Clone, Copy, Debug)]
pub struct DueAgain<'a> {
    /// The coding.
    pub coding: &'a Coding,
    /// When somebody judged it last: made it, gave it this code, or noted that it holds.
    pub seen: Time,
}

/// How many codings were applied through a crosswalk when their code was said to be something else: they are not among those that are to be looked at
/// again, as what a crosswalk brings is looked at in it.
pub fn applied_before(corpus: &Corpus, definitions: &HashMap<CodeId, Definitions>) -> usize {
    let other = |coding: &&Coding| definitions.get(&coding.code).is_some_and(|of| of.at(coding.at) != of.now());
    corpus.codings().filter(|coding| Scope::default().has(coding) && corpus.is_applied(coding)).filter(other).count()
}

/// That these are left out, in words; nothing where there are none.
pub fn applied_left_out(count: usize) -> Option<String> {
    let [coding, was, is, it] = if count == 1 { ["coding", "was", "is", "it is"] } else { ["codings", "were", "are", "they are"] };
    (count > 0)
        .then(|| format!("{} {coding} that {was} applied through a crosswalk {is} left out: {it} looked at in the crosswalk", grouped(count as i64)))
}

/// Codings that were made, and last looked at, when their code was said to be something else, by source and place. `judged` says when a coding
/// came under its code, where that was later than it was made. What was applied through a crosswalk nobody judged by any words.
pub fn due_again<'a>(
    corpus: &'a Corpus,
    definitions: &HashMap<CodeId, Definitions>,
    judged: &mut dyn FnMut(CodingId) -> crate::Result<Option<Time>>,
) -> crate::Result<Vec<DueAgain<'a>>> {
    let looked: HashMap<CodingId, Time> = corpus.looked_again().iter().map(|row| (row.coding, row.at)).collect();
    let mut list = Vec::new();
    for coding in corpus.codings().filter(|coding| !corpus.is_applied(coding)) {
        let Some(of) = definitions.get(&coding.code).filter(|of| of.since.len() > 1) else { continue };
        // It holds as of the last time that somebody judged it. The journal need not be asked where that is late enough.
        let known = looked.get(&coding.id).map_or(coding.at, |looked| coding.at.max(*looked));
        if of.changed().is_some_and(|changed| known >= changed) {
            continue;
        }
        let seen = judged(coding.id)?.map_or(known, |judged| known.max(judged));
        if of.at(seen) != of.now() {
            list.push(DueAgain { coding, seen });
        }
    }
    Ok(list)
}
