//! What became of the codes of frameworks through time, by comparing the states of each that stand in the journal.

use crate::Result;
use crate::analysis::Corpus;
use crate::model::{FrameworkId, Key};
use crate::project::Reader;
use crate::project::standing::{State, standing};
use std::collections::{HashMap, HashSet};

/// How many codes came and went, and how often what they are was changed. Steps that were taken back count nowhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Revisions {
    /// Codes that came with their framework, as from a template.
    pub came: usize,
    /// Codes that were made later.
    pub made: usize,
    /// Codes that were renamed, once for each time.
    pub renamed: usize,
    /// Definitions, what to include, what to exclude or examples that were written anew.
    pub redefined: usize,
    /// Codes that were put under another, or at the top.
    pub moved: usize,
    /// Codes that were merged into others.
    pub merged: usize,
    /// Codes that were removed.
    pub removed: usize,
    /// Codes that were marked as themes.
    pub marked: usize,
    /// Codes that are themes no longer.
    pub unmarked: usize,
    /// Statements that were written or changed.
    pub stated: usize,
}

impl Reader {
    /// What became of the codes of these frameworks.
    pub fn revisions(&self, corpus: &Corpus, frameworks: &[FrameworkId]) -> Result<Revisions> {
        let mut begun = HashMap::new();
        for id in frameworks {
            let first = standing(self.store(), "framework", id.bytes())?;
            begun.insert(*id, first.first().map(|state| state.at));
        }
        let merged: HashSet<&[u8; 16]> = corpus.merged_codes().iter().map(|one| one.code.bytes()).collect();
        let mut all = Revisions::default();
        for (id, _) in self.store().touched_since("code", 0)? {
            let states = standing(self.store(), "code", &id)?;
            let framework = states.first().and_then(|state| FrameworkId::parse(state.word("framework")));
            let Some(since) = framework.and_then(|id| begun.get(&id)) else { continue };
            *(if states.first().map(|state| state.at) == *since { &mut all.came } else { &mut all.made }) += 1;
            states.windows(2).for_each(|pair| all.compare(&pair[0], &pair[1], merged.contains(&id)));
        }
        Ok(all)
    }
}

impl Revisions {
    fn compare(&mut self, was: &State, is: &State, merged: bool) {
        if is.word("name").is_empty() {
            *(if merged { &mut self.merged } else { &mut self.removed }) += 1;
            return;
        }
        let differs = |columns: &[&str]| columns.iter().any(|column| was.word(column).trim() != is.word(column).trim());
        self.renamed += usize::from(differs(&["name"]));
        self.moved += usize::from(differs(&["parent"]));
        self.redefined += usize::from(differs(&["description", "include", "exclude", "example"]));
        self.stated += usize::from(differs(&["statement"]));
        match (was.number("theme"), is.number("theme")) {
            (Some(0) | None, Some(1)) => self.marked += 1,
            (Some(1), Some(0)) => self.unmarked += 1,
            _ => {}
        }
    }
}
