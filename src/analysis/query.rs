//! What is asked for: codes, filters, whose codings, and what counts as one.

use super::{Basis, Corpus, Groups, Scope};
use crate::model::*;

/// Only passages with one of these values; an empty value is “Unassigned”.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// What is looked at.
    pub by: Grouping,
    /// The values, any of which will do, without regard to case.
    pub values: Vec<String>,
}

/// Which passages are wanted; the default is every reference of every code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The codes; empty means every code by itself.
    pub codes: Vec<CodeId>,
    /// Whether the codes below count as theirs.
    pub with_children: bool,
    /// All of these must hold.
    pub filters: Vec<Filter>,
    /// Whose codings count, in which layers.
    pub scope: Scope,
    /// Only these sources; empty means all.
    pub sources: Vec<SourceId>,
    /// Only passages of these people; empty means all.
    pub people: Vec<CaseId>,
    /// Only passages with a starred coding.
    pub only_stars: bool,
    /// What one passage is.
    pub basis: Basis,
    /// Only passages with these words in them, without regard to case; empty means all.
    pub contains: String,
}

impl Query {
    /// The passages of one code.
    pub fn code(code: CodeId, with_children: bool) -> Self {
        Self { codes: vec![code], with_children, ..Self::default() }
    }
}

/// The filters of a query, made ready: the groups, and which of them pass.
pub(crate) struct Sieve {
    filters: Vec<(Groups, Vec<u16>)>,
    people: Vec<CaseId>,
    contains: String,
}

impl Sieve {
    pub(crate) fn new(corpus: &Corpus, query: &Query) -> Self {
        let ready = |filter: &Filter| {
            let groups = Groups::new(corpus, Some(filter.by));
            let pass = filter.values.iter().filter_map(|value| groups.find(value)).collect();
            (groups, pass)
        };
        Self { filters: query.filters.iter().map(ready).collect(), people: query.people.clone(), contains: query.contains.to_lowercase() }
    }

    pub(crate) fn lets_through(&self, source: SourceId, people: &[CaseId]) -> bool {
        (self.people.is_empty() || people.iter().any(|person| self.people.contains(person)))
            && self.filters.iter().all(|(groups, pass)| groups.of(source, people).iter().any(|group| pass.contains(group)))
    }

    pub(super) fn finds(&self, words: &str) -> bool {
        self.contains.is_empty() || words.to_lowercase().contains(&self.contains)
    }
}
