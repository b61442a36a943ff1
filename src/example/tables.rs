//! The tables of the example: sites, people, interviews.

use super::texts;
use crate::model::{AttributeType, CaseKind, Target};
use crate::project::{AttributeDraft, ImportTable, TableCase, TableOwner, TableValue};
use crate::{Error, Result};
use serde::Deserialize;

/// An interview, as the table of people has it.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Interview {
    pub file: String,
    pub person: String,
    pub pseudonym: String,
    pub role: String,
    pub role_group: String,
    pub organisation: String,
    pub site: String,
    pub phase: String,
    pub date: String,
    pub minutes: String,
    pub interviewer: String,
    pub mode: String,
}

/// A coder of the study.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Coder {
    pub initials: String,
    pub name: String,
    pub role: String,
}

/// The rows of an embedded table.
pub(super) fn rows<T: serde::de::DeserializeOwned>(text: &str) -> Result<Vec<T>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().collect::<std::result::Result<_, _>>().map_err(|error| Error::rejected(format!("a table of the example study: {error}")))
}

/// All interviews.
pub(super) fn interviews() -> Result<Vec<Interview>> {
    rows(texts::PEOPLE)
}

impl Interview {
    /// Its source's name: `ICS A · Quality Lead · 1`, with the phase at the end.
    pub fn source(&self) -> String {
        let phase = self.phase.trim_start_matches("Phase ");
        format!("{} · {} · {phase}", self.site, self.role)
    }

    /// Its organisation's name, with the site where it does not say it.
    fn organisation(&self) -> String {
        let letter = self.site.trim_start_matches("ICS ");
        let says = self.organisation.ends_with(&format!(" {letter}")) || self.organisation.contains(&self.site);
        if says { self.organisation.clone() } else { format!("{}, {}", self.organisation, self.site) }
    }
}

fn attribute(target: Target, name: &str, kind: AttributeType, choices: &[&str]) -> AttributeDraft {
    AttributeDraft { target, name: name.into(), kind, choices: choices.iter().map(|choice| (*choice).into()).collect() }
}

/// The sites with what is known of them.
pub(super) fn sites() -> Result<ImportTable> {
    let mut reader = csv::Reader::from_reader(texts::SITES.as_bytes());
    let bad = |error: csv::Error| Error::rejected(format!("the table of sites: {error}"));
    let head = reader.headers().map_err(bad)?.clone();
    let mut table = ImportTable { file: "sites.csv".into(), ..ImportTable::default() };
    table.attributes = head
        .iter()
        .skip(1)
        .map(|name| match name {
            "rurality" | "history of partnership" => attribute(Target::Case, name, AttributeType::Text, &[]),
            "partnership before" => attribute(Target::Case, name, AttributeType::Choice, &["limited", "some", "extensive"]),
            "Vanguard place" => attribute(Target::Case, name, AttributeType::YesNo, &[]),
            _ => attribute(Target::Case, name, AttributeType::Number, &[]),
        })
        .collect();
    for (at, record) in reader.records().enumerate() {
        let record = record.map_err(bad)?;
        table.cases.push(TableCase { kind: CaseKind::SITE.into(), name: record[0].into(), ..TableCase::default() });
        let values = record.iter().skip(1).enumerate();
        table.values.extend(values.map(|(attribute, value)| TableValue { attribute, owner: TableOwner::Case(at), value: value.into() }));
    }
    Ok(table)
}

/// The role groups, as the methods table lists them.
const ROLES: [&str; 6] =
    ["ICS executive team", "NHS providers", "CCGs and primary care", "Quality leads", "Local authority", "Healthwatch, VCSE and public"];

/// The people and interviews of one site, and the sources of its field notes: (name, phase).
pub(super) fn people(site: &str, all: &[Interview], notes: &[(String, &str)]) -> ImportTable {
    let interviews: Vec<&Interview> = all.iter().filter(|interview| interview.site == site).collect();
    let coders = ["BP", "AR", "SK", "MO", "JD"];
    let mut table = ImportTable { file: "interviews.csv".into(), groupings: [None, Some(1), Some(2)], ..ImportTable::default() };
    table.attributes = vec![
        attribute(Target::Case, "role", AttributeType::Text, &[]),
        attribute(Target::Case, "role group", AttributeType::Choice, &ROLES),
        attribute(Target::Source, "phase", AttributeType::Choice, &["Phase 1", "Phase 2"]),
        attribute(Target::Source, "minutes", AttributeType::Number, &[]),
        attribute(Target::Source, "interviewer", AttributeType::Choice, &coders),
        attribute(Target::Source, "mode", AttributeType::Choice, &["Teams", "in person"]),
    ];
    let case = |kind: &str, name: &str, parent| TableCase { kind: kind.into(), name: name.into(), parent, ..TableCase::default() };
    table.cases.push(case(CaseKind::SITE, site, None));
    for interview in &interviews {
        let known = table.cases.iter().position(|case| case.kind == CaseKind::PERSON && case.name == interview.person);
        let person = known.unwrap_or_else(|| {
            table.cases.push(case("organisation", &interview.organisation(), Some(0)));
            table.cases.push(case(CaseKind::PERSON, &interview.person, Some(table.cases.len() - 1)));
            table.cases.len() - 1
        });
        table.links.push((interview.source(), person));
        let own = [&interview.role, &interview.role_group].into_iter().enumerate();
        table.values.extend(own.map(|(attribute, value)| TableValue { attribute, owner: TableOwner::Case(person), value: value.clone() }));
        let of_source = [&interview.phase, &interview.minutes, &interview.interviewer, &interview.mode].into_iter().enumerate();
        let owner = || TableOwner::Source(interview.source());
        table.values.extend(of_source.map(|(n, value)| TableValue { attribute: n + 2, owner: owner(), value: value.clone() }));
    }
    for (name, phase) in notes {
        table.links.push((name.clone(), 0));
        table.values.push(TableValue { attribute: 2, owner: TableOwner::Source(name.clone()), value: (*phase).into() });
    }
    table
}
