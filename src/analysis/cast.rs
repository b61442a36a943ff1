//! Who was heard in the study: every person with the sources they speak in, and the groups they stand in there.

use super::{Corpus, Heads};
use crate::model::*;
use std::collections::BTreeSet;

/// One person in one source.
#[derive(Clone, Debug)]
pub struct Part {
    /// The person; nobody where a source has no people.
    pub person: Option<CaseId>,
    /// The source.
    pub source: SourceId,
    /// What the source is.
    pub kind: SourceKind,
    /// Sites.
    pub site: Vec<u16>,
    /// Role groups.
    pub role: Vec<u16>,
    /// Phases.
    pub phase: Vec<u16>,
}

/// Everybody in every source.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// One entry a person and source, by source; a source without people has one without.
    pub parts: Vec<Part>,
}

impl Cast {
    /// Reads it off a corpus.
    pub fn new(corpus: &Corpus, heads: &Heads) -> Self {
        let persons = corpus.person_kinds();
        let mut parts = Vec::new();
        for source in corpus.sources() {
            let people = corpus.people_of(source.id, &persons);
            let mut part = |person: Option<CaseId>| {
                let alone: Vec<CaseId> = person.into_iter().collect();
                let of = |groups: &super::Groups| groups.of(source.id, &alone);
                let (site, role, phase) = (of(&heads.site), of(&heads.role), of(&heads.phase));
                parts.push(Part { person, source: source.id, kind: source.kind, site, role, phase });
            };
            match people.as_slice() {
                [] => part(None),
                people => people.iter().for_each(|person| part(Some(*person))),
            }
        }
        Self { parts }
    }

    /// The different people of the parts that `is` picks.
    pub fn people(&self, is: impl Fn(&Part) -> bool) -> BTreeSet<CaseId> {
        self.parts.iter().filter(|part| is(part)).filter_map(|part| part.person).collect()
    }

    /// The different sources of the parts that `is` picks.
    pub fn sources(&self, is: impl Fn(&Part) -> bool) -> BTreeSet<SourceId> {
        self.parts.iter().filter(|part| is(part)).map(|part| part.source).collect()
    }
}

impl Part {
    /// Whether it is a conversation: an interview or a focus group.
    pub fn is_talk(&self) -> bool {
        matches!(self.kind, SourceKind::Interview | SourceKind::FocusGroup)
    }
}
