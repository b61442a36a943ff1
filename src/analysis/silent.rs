//! Who could have been heard on a theme and was not: people by group.

use super::{Cast, Excerpt, Heads, Part, Uncoded};
use crate::analysis::Columns;
use crate::model::*;
use crate::text::{capital, isolated};
use std::collections::{BTreeSet, HashMap};

/// The people of a group of whom no passage is in a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silent {
    /// The group.
    pub group: u16,
    /// Those who are silent, in the order of the project.
    pub people: Vec<CaseId>,
    /// How many people the group has who could be heard.
    pub of: usize,
    /// Its people who are not coded yet, beside these.
    pub uncoded: Uncoded,
}

impl Silent {
    /// Whether the group is one single person, who is silent: it tells who that is.
    pub fn is_one(&self) -> bool {
        self.uncoded.of == 1 && !self.people.is_empty()
    }
}

/// “Silent: 8 of 14 people in ICS A, 1 of 3 in ICS B”, by the names that groups are given; empty where nobody is. A group without a name is all.
pub fn silence<'g>(list: &[Silent], name: impl Fn(u16) -> &'g str) -> String {
    let silent = list.iter().map(|one| (one.group, one.people.len(), one.of));
    told("Silent", silent, name)
}

/// “Not coded yet: 1 of 6 people in ICS A, 1 of 1 in South”, likewise.
pub fn not_coded<'g>(list: &[Silent], name: impl Fn(u16) -> &'g str) -> String {
    let how = list.first().map(|one| capital(&one.uncoded.how())).unwrap_or_default();
    told(&how, list.iter().map(|one| (one.group, one.uncoded.people, one.uncoded.of)), name)
}

/// How many of how many people there are in each group where there are any.
fn told<'g>(what: &str, groups: impl Iterator<Item = (u16, usize, usize)>, name: impl Fn(u16) -> &'g str) -> String {
    let mut said = Vec::new();
    for (group, some, of) in groups.filter(|(_, some, _)| *some > 0) {
        let people = if said.is_empty() { if of == 1 { " person" } else { " people" } } else { "" };
        let place = name(group);
        let place = if place.is_empty() { String::new() } else { format!(" in {}", isolated(place)) };
        said.push(format!("{} of {}{people}{place}", grouped(some), grouped(of)));
    }
    if said.is_empty() { String::new() } else { format!("{what}: {}", said.join(", ")) }
}

/// Who is heard in each group: people by what they are in the sources that they speak in.
pub struct Heard<'a> {
    parts: HashMap<(CaseId, SourceId), &'a Part>,
}

impl<'a> Heard<'a> {
    /// Reads it off a cast.
    pub fn new(cast: &'a Cast) -> Self {
        Self { parts: cast.parts.iter().filter_map(|part| Some(((part.person?, part.source), part))).collect() }
    }

    /// What those who speak in a passage are in its source, of them who are what `is` picks.
    pub fn parts(&self, excerpt: &Excerpt, is: impl Fn(&Part) -> bool) -> Vec<&'a Part> {
        let there = excerpt.people.iter().filter_map(|person| self.parts.get(&(*person, excerpt.source)).copied());
        there.filter(|part| is(part)).collect()
    }

    /// The people of passages who stand, where they said it, in what `is` picks.
    pub fn people<'e>(&self, excerpts: impl Iterator<Item = &'e Excerpt>, is: impl Fn(&Part) -> bool) -> BTreeSet<CaseId> {
        excerpts.flat_map(|excerpt| self.parts(excerpt, &is)).filter_map(|part| part.person).collect()
    }
}

/// Who is silent in each group of a grouping that has people; where nothing is grouped, of all.
pub fn silent(excerpts: &[&Excerpt], heads: &Heads, cast: &Cast, by: Columns) -> Vec<Silent> {
    let (groups, heard) = (by.groups(heads), Heard::new(cast));
    let of = |group: u16| {
        let here = |part: &Part| by.part(part).contains(&group);
        let (all, spoke) = (cast.coded(here), heard.people(excerpts.iter().copied(), here));
        Silent { group, people: all.difference(&spoke).copied().collect(), of: all.len(), uncoded: cast.uncoded(here) }
    };
    groups.all().map(of).filter(|silent| silent.uncoded.of > 0).collect()
}
