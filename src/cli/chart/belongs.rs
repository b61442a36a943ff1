//! In which chart a cell shows: that of interviews, of people and other cases, or one that is grouped otherwise.

use super::super::desk::shell;
use crate::analysis::{Corpus, is_person};
use crate::model::{CaseId, CaseKindId, Grouping, RowKey};
use std::collections::HashSet;

/// How many interviews of a person are named.
const NAMED: usize = 3;

/// Where a row stands that is not in the chart of interviews as the project groups it, and how that is seen; nothing for one that is.
pub(super) fn belongs(corpus: &Corpus, row: &RowKey) -> Option<String> {
    let site = corpus.project.site;
    match row {
        RowKey::Source(_) => None,
        RowKey::Group(attribute, _) if site == Some(Grouping::Attribute(*attribute)) => None,
        RowKey::Group(attribute, _) => {
            let by = shell(&corpus.attribute(*attribute)?.name);
            Some(format!("It stands in the chart by {by}: themata chart FILE --by {by} shows it."))
        }
        RowKey::Rest(kind) if site == Some(Grouping::Kind(*kind)) => None,
        RowKey::Rest(kind) => {
            let by = shell(&corpus.kinds().iter().find(|one| one.id == *kind)?.name);
            Some(format!("It stands in the chart by {by}: themata chart FILE --by {by} shows it."))
        }
        RowKey::Case(id) => {
            let kind = corpus.case(*id)?.kind;
            if site == Some(Grouping::Kind(kind)) {
                return None;
            }
            let named = corpus.kinds().iter().find(|one| one.id == kind).map(|one| shell(&one.name))?;
            let shows = format!("It stands in the chart of each {named}, not in that of interviews: themata chart FILE --rows {named} shows it.");
            Some(shows + &interviews(corpus, *id))
        }
    }
}

/// What the rows of a person's interviews are called; empty of others.
fn interviews(corpus: &Corpus, case: CaseId) -> String {
    let persons: HashSet<CaseKindId> = corpus.person_kinds();
    let hers = |id| corpus.people_of(id, &persons).contains(&case);
    let names: Vec<&str> = corpus.sources().iter().filter(|source| hers(source.id)).map(|source| source.name.as_str()).collect();
    match names.len() {
        _ if !is_person(corpus, case, &persons) => String::new(),
        0 => String::new(),
        1 => format!(" The row of the interview is {}.", shell(names[0])),
        many if many <= NAMED => format!(" The rows of the interviews are {}.", names.iter().map(|name| shell(name)).collect::<Vec<_>>().join(", ")),
        many => format!(" There are {many} interviews, each a row of that chart by its name."),
    }
}
