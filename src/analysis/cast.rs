//! Who was heard in the study: every person with the sources they speak in, and the groups they stand in there.

use super::{Corpus, Heads};
use crate::model::*;
use crate::text::isolated;
use std::collections::{BTreeSet, HashSet};

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
    /// Whether the source is coded for what is asked, so that who says nothing of it there is silent; all are where nothing is asked.
    pub coded: bool,
}

/// Everybody in every source.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// One entry a person and source, by source; a source without people has one without.
    pub parts: Vec<Part>,
    /// Whose coding alone counts, by initials; empty where everybody’s does.
    by: String,
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
                parts.push(Part { person, source: source.id, kind: source.kind, site, role, phase, coded: true });
            };
            match people.as_slice() {
                [] => part(None),
                people => people.iter().for_each(|person| part(Some(*person))),
            }
        }
        Self { parts, by: String::new() }
    }

    /// The same for a question of which these sources are coded alone, by those of these initials where any are given.
    pub fn coded_in(&self, sources: &HashSet<SourceId>, by: String) -> Self {
        let parts = self.parts.iter().map(|part| Part { coded: sources.contains(&part.source), ..part.clone() }).collect();
        Self { parts, by }
    }

    /// The people of the parts that `is` picks who could be heard, as a source is coded in which they speak.
    pub fn coded(&self, is: impl Fn(&Part) -> bool) -> BTreeSet<CaseId> {
        self.people(|part| part.coded && is(part))
    }

    /// Who of the parts that `is` picks cannot be called silent.
    pub fn uncoded(&self, is: impl Fn(&Part) -> bool) -> Uncoded {
        let of = self.people(&is).len();
        Uncoded { people: of - self.coded(is).len(), of, by: self.by.clone() }
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

/// People in sources alone that nobody has coded yet with what is asked for: they are not silent, they are not read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uncoded {
    /// How many they are.
    pub people: usize,
    /// How many people there are, those who are coded among them.
    pub of: usize,
    /// Whose coding alone counts, by initials; empty where everybody’s does.
    pub by: String,
}

impl Uncoded {
    /// How many could be heard.
    pub fn coded(&self) -> usize {
        self.of - self.people
    }

    /// “not coded yet”, or “not coded by BP”.
    pub fn how(&self) -> String {
        if self.by.is_empty() { "not coded yet".into() } else { format!("not coded by {}", isolated(&self.by)) }
    }

    /// “1 of 6 people is in an interview that is not coded yet”; empty where all are coded.
    pub fn said(&self) -> String {
        let (some, of, how) = (grouped(self.people), counted(self.of, "person", "people"), self.how());
        match self.people {
            0 => String::new(),
            1 => format!("{some} of {of} is in an interview that is {how}"),
            _ => format!("{some} of {of} are in interviews that are {how}"),
        }
    }
}

impl Part {
    /// Whether it is a conversation: an interview or a focus group.
    pub fn is_talk(&self) -> bool {
        matches!(self.kind, SourceKind::Interview | SourceKind::FocusGroup)
    }
}
