//! Applying a table of attributes: cases made, sources given to them, voices joined, values set, in one operation.

use super::{AttributeDraft, insert, set, written_value};
use crate::model::{Attribute, AttributeId, Case, CaseId, CaseKind, CaseKindId, Grouping, Owner, Source, SourceId, Speaker, SpeakerRole, order};
use crate::project::codes::found;
use crate::project::op::{Op, OpKind, name};
use crate::project::{Done, Project};
use crate::store::Store;
use crate::{Error, Result};
use std::collections::HashMap;

/// A case that a table names. One that is there already, by kind and name, is used as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct TableCase {
    /// The name of its kind; a kind that is not there is made.
    pub kind: String,
    /// Its key.
    pub name: String,
    /// Its name in full, or empty.
    pub full_name: String,
    /// The case it belongs to, by its place in `ImportTable::cases`; it must come before.
    pub parent: Option<usize>,
}

/// Whose value it is.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TableOwner {
    /// A case, by its place in `ImportTable::cases`.
    Case(usize),
    /// A source, by name without regard to case.
    Source(String),
}

/// A value of a table.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct TableValue {
    /// Which attribute, by its place in `ImportTable::attributes`.
    pub attribute: usize,
    /// Whose.
    pub owner: TableOwner,
    /// The value; an empty one leaves what is there.
    pub value: String,
}

/// A voice that is one of the table's people.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct TableJoin {
    /// The source, by name without regard to case.
    pub source: String,
    /// The voice's number in it.
    pub voice: u32,
    /// The person, by their place in `ImportTable::cases`.
    pub case: usize,
}

/// A table of attributes, ready to be applied.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct ImportTable {
    /// The table's file name, for the history.
    pub file: String,
    /// Cases, each after the one it belongs to.
    pub cases: Vec<TableCase>,
    /// Attributes; one that is there already, by target and name, is used as it is.
    pub attributes: Vec<AttributeDraft>,
    /// Which source belongs to which case: a source's name, a place in `cases`.
    pub links: Vec<(String, usize)>,
    /// Which voice is whose. One that asks, is joined already or was merged into another stays as it is.
    pub joins: Vec<TableJoin>,
    /// Values.
    pub values: Vec<TableValue>,
    /// Attributes, by place, that the project calls site, role and phase from now on, where it has none that is filled.
    pub groupings: [Option<usize>; 3],
}

/// A value of a table that does not fit the attribute it is for, and was left out.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct UnfitValue {
    /// The attribute's name.
    pub attribute: String,
    /// The name of the case or source.
    pub owner: String,
    /// The value.
    pub value: String,
    /// Why it does not fit, in plain words.
    pub why: String,
}

impl Project {
    /// Applies a table as one operation. Values that do not fit attributes that are here already are left out and returned.
    pub fn import_table(&mut self, table: &ImportTable) -> Result<Done<Vec<UnfitValue>>> {
        let label = format!("Read the table {}", name(&table.file));
        self.transact(&Op::new(OpKind::ImportTable, label), |store| apply(store, table))
    }
}

/// Applies a table inside an open operation; returns the values that do not fit their attributes.
pub(in crate::project) fn apply(store: &Store, table: &ImportTable) -> Result<Vec<UnfitValue>> {
    let cases = make_cases(store, &table.cases)?;
    let attributes = make_attributes(store, &table.attributes)?;
    let sources: Sources = store.all::<Source>()?.into_iter().map(|s| (s.name.to_lowercase(), s.id)).collect();
    let unfit = set_values(store, table, &sources, &cases, &attributes)?;
    join_voices(store, &table.joins, &sources, &cases)?;
    let mut project = crate::project::reader::the_project(store)?;
    let [site, role, phase] = table.groupings;
    for (grouping, place) in [(&mut project.site, site), (&mut project.role, role), (&mut project.phase, phase)] {
        let filled = match &*grouping {
            Some(Grouping::Kind(kind)) => !store.by::<Case>("kind", kind)?.is_empty(),
            other => other.is_some(),
        };
        if let Some(place) = place.filter(|_| !filled) {
            *grouping = Some(Grouping::Attribute(at(&attributes, place)?));
        }
    }
    store.update(&project)?;
    Ok(unfit)
}

/// Sources by their names in small letters.
type Sources = HashMap<String, SourceId>;

fn source_named(sources: &Sources, title: &str) -> Result<SourceId> {
    found(sources.get(&title.to_lowercase()).copied(), &format!("source “{title}”"))
}

/// Joins voices to the people that they are.
fn join_voices(store: &Store, joins: &[TableJoin], sources: &Sources, cases: &[CaseId]) -> Result<()> {
    for join in joins {
        let source = source_named(sources, &join.source)?;
        let free = |voice: &Speaker| voice.role == SpeakerRole::Participant && voice.case_id.is_none() && voice.same_as.is_none();
        let voice = store.by::<Speaker>("source", &source)?.into_iter().find(|voice| voice.number == join.voice);
        if let Some(voice) = voice.filter(free) {
            crate::project::speakers::join(store, &[voice.id], Some(at(cases, join.case)?))?;
        }
    }
    Ok(())
}

/// Gives sources to cases and sets the values; returns those that do not fit.
fn set_values(store: &Store, table: &ImportTable, sources: &Sources, cases: &[CaseId], attributes: &[AttributeId]) -> Result<Vec<UnfitValue>> {
    for (title, case) in &table.links {
        crate::project::speakers::link(store, source_named(sources, title)?, at(cases, *case)?)?;
    }
    let mut unfit = Vec::new();
    for value in table.values.iter().filter(|value| !value.value.trim().is_empty()) {
        let (owner, called) = match &value.owner {
            TableOwner::Case(case) => (Owner::Case(at(cases, *case)?), table.cases.get(*case).map_or("", |case| &case.name)),
            TableOwner::Source(title) => (Owner::Source(source_named(sources, title)?), title.as_str()),
        };
        let attribute = found(store.get::<Attribute>(at(attributes, value.attribute)?)?, "attribute")?;
        match written_value(&attribute, &value.value) {
            Ok(written) => set(store, attribute.id, owner, &written)?,
            Err(why) => {
                unfit.push(UnfitValue { attribute: attribute.name, owner: called.to_owned(), value: value.value.clone(), why: why.to_string() })
            }
        }
    }
    Ok(unfit)
}

fn at<T: Copy>(list: &[T], place: usize) -> Result<T> {
    list.get(place).copied().ok_or_else(|| Error::rejected("the table’s plan names something that it does not hold"))
}

fn make_cases(store: &Store, drafts: &[TableCase]) -> Result<Vec<CaseId>> {
    let mut kinds: HashMap<String, CaseKindId> = store.all::<CaseKind>()?.into_iter().map(|k| (k.name.to_lowercase(), k.id)).collect();
    let all = store.all::<Case>()?;
    let mut last = all.iter().map(|case| case.ord.clone()).max().unwrap_or_default();
    let mut known: HashMap<(CaseKindId, String), Case> = all.into_iter().map(|c| ((c.kind, c.name.to_lowercase()), c)).collect();
    let mut ids: Vec<CaseId> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let (title, full_name) = (one_line(&draft.name), one_line(&draft.full_name));
        crate::project::codes::not_empty("a case", &title)?;
        let kind = match kinds.get(&draft.kind.trim().to_lowercase()) {
            Some(kind) => *kind,
            None => {
                let ord = order::between(&store.all::<CaseKind>()?.into_iter().map(|k| k.ord).max().unwrap_or_default(), None);
                let kind = CaseKind { id: CaseKindId::new(), parent: None, name: draft.kind.trim().into(), ord };
                store.insert(&kind)?;
                kinds.insert(draft.kind.trim().to_lowercase(), kind.id);
                kind.id
            }
        };
        let parent = draft.parent.map(|place| at(&ids, place)).transpose()?;
        let key = (kind, title.to_lowercase());
        if let Some(case) = known.get(&key) {
            ids.push(case.id);
            if (case.parent.is_none() && parent.is_some()) || (case.full_name.is_empty() && !full_name.is_empty()) {
                let full_name = if case.full_name.is_empty() { full_name } else { case.full_name.clone() };
                store.update(&Case { parent: case.parent.or(parent), full_name, ..case.clone() })?;
            }
            continue;
        }
        last = order::between(&last, None);
        let case = Case { id: CaseId::new(), kind, parent, name: title, full_name, pseudonym: String::new(), ord: last.clone() };
        store.insert(&case)?;
        ids.push(case.id);
        known.insert(key, case);
    }
    Ok(ids)
}

/// A cell as a name: on one line, without the spaces around it.
fn one_line(cell: &str) -> String {
    let plain: String = cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn make_attributes(store: &Store, drafts: &[AttributeDraft]) -> Result<Vec<AttributeId>> {
    let known: HashMap<_, AttributeId> = store.all::<Attribute>()?.into_iter().map(|a| ((a.target, a.name.to_lowercase()), a.id)).collect();
    drafts
        .iter()
        .map(|draft| match known.get(&(draft.target, draft.name.trim().to_lowercase())) {
            Some(id) => Ok(*id),
            None => insert(store, draft),
        })
        .collect()
}
