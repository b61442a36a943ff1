//! Applying a table of attributes: cases made, sources given to them, voices joined, values set, in one operation.

use super::{AttributeDraft, insert, set, written_value};
use crate::model::{Attribute, AttributeId, Case, CaseId, CaseKind, CaseKindId, Grouping, Owner, Source, SourceId, Speaker, SpeakerRole, order};
use crate::project::chart::GroupRows;
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
    /// What stands for it in exports, or empty.
    pub pseudonym: String,
    /// The case it belongs to, by its place in `ImportTable::cases`.
    pub parent: Option<usize>,
}

/// A kind of case that a table names.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct TableKind {
    /// Its name.
    pub name: String,
    /// The name of the kind above it, or empty where the table does not say.
    pub above: String,
}

/// Whose value it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
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
    /// Kinds of cases, with the kinds above them; those that are not there are made.
    pub kinds: Vec<TableKind>,
    /// Cases.
    pub cases: Vec<TableCase>,
    /// Attributes; one that is there already, by target and name, is used as it is.
    pub attributes: Vec<AttributeDraft>,
    /// Which source belongs to which case: a source's name, a place in `cases`.
    pub links: Vec<(String, usize)>,
    /// Which voice is whose. One that asks, is joined already or was merged into another stays as it is.
    pub joins: Vec<TableJoin>,
    /// Values.
    pub values: Vec<TableValue>,
    /// Values that go, where something stands: an attribute by its place, and whose.
    pub clears: Vec<(usize, TableOwner)>,
    /// Whether names in full, pseudonyms and what cases belong to are changed to what the table says. Else they are only given where there are none.
    pub stands: bool,
    /// The attribute, by place, that says when something was held: a source without a date takes its own, or that of its case.
    pub dates: Option<usize>,
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
    make_kinds(store, &table.kinds)?;
    let cases = make_cases(store, &table.cases, table.stands)?;
    let attributes = make_attributes(store, &table.attributes)?;
    let sources: Sources = store.all::<Source>()?.into_iter().map(|s| (s.name.to_lowercase(), s.id)).collect();
    let rows = GroupRows::new(store)?;
    let unfit = set_values(store, table, &sources, &cases, &attributes)?;
    date_sources(store, table, &sources)?;
    rows.carry(store)?;
    join_voices(store, &table.joins, &sources, &cases)?;
    let known = crate::project::reader::the_project(store)?;
    let mut project = known.clone();
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
    if project != known {
        store.update(&project)?;
    }
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
    let owner = |owner: &TableOwner| -> Result<(Owner, String)> {
        Ok(match owner {
            TableOwner::Case(case) => (Owner::Case(at(cases, *case)?), table.cases.get(*case).map_or_else(String::new, |case| case.name.clone())),
            TableOwner::Source(title) => (Owner::Source(source_named(sources, title)?), title.clone()),
        })
    };
    for (attribute, whose) in &table.clears {
        set(store, at(attributes, *attribute)?, owner(whose)?.0, "")?;
    }
    let mut unfit = Vec::new();
    for value in table.values.iter().filter(|value| !value.value.trim().is_empty()) {
        let (owner, called) = owner(&value.owner)?;
        let attribute = found(store.get::<Attribute>(at(attributes, value.attribute)?)?, "attribute")?;
        match written_value(&attribute, &value.value) {
            Ok(written) => drop(set(store, attribute.id, owner, &written)?),
            Err(why) => unfit.push(UnfitValue { attribute: attribute.name, owner: called, value: value.value.clone(), why: why.to_string() }),
        }
    }
    Ok(unfit)
}

/// Dates sources that have no date.
fn date_sources(store: &Store, table: &ImportTable, sources: &Sources) -> Result<()> {
    let held = |value: &&TableValue| Some(value.attribute) == table.dates;
    for value in table.values.iter().filter(held) {
        let Ok(date) = value.value.trim().parse::<jiff::civil::Date>() else { continue };
        let of: Vec<&str> = match &value.owner {
            TableOwner::Source(title) => vec![title],
            TableOwner::Case(case) => table.links.iter().filter(|(_, of)| of == case).map(|(title, _)| title.as_str()).collect(),
        };
        for title in of {
            let source = found(store.get::<Source>(source_named(sources, title)?)?, "source")?;
            if source.date.is_empty() {
                store.update(&Source { date: date.to_string(), ..source })?;
            }
        }
    }
    Ok(())
}

fn at<T: Copy>(list: &[T], place: usize) -> Result<T> {
    list.get(place).copied().ok_or_else(outside)
}

/// Makes the kinds that are not there, and puts them below others.
fn make_kinds(store: &Store, drafts: &[TableKind]) -> Result<()> {
    for draft in drafts {
        kind_named(store, &draft.name)?;
    }
    let mut above: HashMap<CaseKindId, CaseKindId> = HashMap::new();
    for draft in drafts.iter().filter(|draft| !draft.above.trim().is_empty()) {
        above.insert(kind_named(store, &draft.name)?, kind_named(store, &draft.above)?);
    }
    let all = store.all::<CaseKind>()?;
    let parent = |kind: &CaseKind| above.get(&kind.id).copied().or(kind.parent);
    let of = |id: CaseKindId| all.iter().find(|kind| kind.id == id);
    for kind in all.iter().filter(|kind| parent(kind) != kind.parent) {
        let mut line = std::iter::successors(parent(kind), |id| of(*id).and_then(parent)).take(all.len() + 1);
        if line.any(|id| id == kind.id) {
            return Err(Error::rejected(format!("the kind “{}” cannot lie below itself", kind.name)));
        }
        store.update(&CaseKind { parent: parent(kind), ..kind.clone() })?;
    }
    Ok(())
}

/// A kind by its name, made where there is none.
fn kind_named(store: &Store, title: &str) -> Result<CaseKindId> {
    let title = title.trim();
    crate::project::codes::not_empty("a kind of case", title)?;
    let all = store.all::<CaseKind>()?;
    if let Some(kind) = all.iter().find(|kind| kind.name.to_lowercase() == title.to_lowercase()) {
        return Ok(kind.id);
    }
    let ord = order::between(&all.into_iter().map(|kind| kind.ord).max().unwrap_or_default(), None);
    let kind = CaseKind { id: CaseKindId::new(), parent: None, name: title.into(), ord };
    store.insert(&kind)?;
    Ok(kind.id)
}

/// Makes the cases that are not there; the others get what the table says of them, all of it where it `stands`.
fn make_cases(store: &Store, drafts: &[TableCase], stands: bool) -> Result<Vec<CaseId>> {
    let mut kinds: HashMap<String, CaseKindId> = HashMap::new();
    let all = store.all::<Case>()?;
    let mut last = all.iter().map(|case| case.ord.clone()).max().unwrap_or_default();
    let mut known = by_key(all.into_iter());
    let mut rows: Vec<(CaseKindId, String)> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let title = as_said(&draft.name, stands);
        crate::project::codes::not_empty("a case", &title)?;
        let kind = match kinds.get(&draft.kind) {
            Some(kind) => *kind,
            None => *kinds.entry(draft.kind.clone()).or_insert(kind_named(store, &draft.kind)?),
        };
        let key = case_key(kind, &draft.name, stands);
        if !known.contains_key(&key) {
            last = order::between(&last, None);
            // One that comes after the case it belongs to is whole at once.
            let parent = draft.parent.and_then(|at| rows.get(at)).and_then(|key| known.get(key)).map(|case| case.id);
            let (full_name, pseudonym) = (as_said(&draft.full_name, stands), draft.pseudonym.trim().to_owned());
            let case = Case { id: CaseId::new(), kind, parent, name: title, full_name, pseudonym, ord: last.clone() };
            store.insert(&case)?;
            known.insert(key.clone(), case);
        }
        rows.push(key);
    }
    let mut changes: Vec<&(CaseKindId, String)> = Vec::new();
    for (draft, key) in drafts.iter().zip(&rows) {
        let parent = draft.parent.map(|at| rows.get(at).and_then(|key| known.get(key)).ok_or_else(outside)).transpose()?.map(|case| case.id);
        let Some(case) = known.get(key).cloned() else { continue };
        let words = |old: &str, new: String| if !new.is_empty() && (stands || old.is_empty()) { new } else { old.to_owned() };
        let changed = Case {
            full_name: words(&case.full_name, as_said(&draft.full_name, stands)),
            pseudonym: words(&case.pseudonym, draft.pseudonym.trim().to_owned()),
            parent: if stands { parent.or(case.parent) } else { case.parent.or(parent) },
            ..case.clone()
        };
        if changed != case {
            known.insert(key.clone(), changed);
            changes.push(key);
        }
    }
    // What the rows say together must hold: one row alone may pass through a ring.
    refuse_rings(&known, &changes)?;
    changes.iter().filter_map(|key| known.get(*key)).try_for_each(|case| store.update(case))?;
    rows.iter().map(|key| known.get(key).map(|case| case.id).ok_or_else(outside)).collect()
}

/// Refuses a case that would belong to itself.
fn refuse_rings(known: &HashMap<(CaseKindId, String), Case>, changes: &[&(CaseKindId, String)]) -> Result<()> {
    let above: HashMap<CaseId, Option<CaseId>> = known.values().map(|case| (case.id, case.parent)).collect();
    for case in changes.iter().filter_map(|key| known.get(*key)) {
        let mut line = std::iter::successors(case.parent, |id| above.get(id).copied().flatten()).take(above.len() + 1);
        if line.any(|id| id == case.id) {
            return Err(Error::rejected(format!("the case “{}” cannot belong to itself", case.name)));
        }
    }
    Ok(())
}

fn outside() -> Error {
    Error::rejected("the table’s plan names something that it does not hold")
}

/// Cases that are here, by what one of a table is known again by.
pub(super) fn by_key<C: std::borrow::Borrow<Case>>(cases: impl Iterator<Item = C>) -> HashMap<(CaseKindId, String), C> {
    cases.map(|case| ((case.borrow().kind, case.borrow().name.to_lowercase()), case)).collect()
}

/// By what a case of a table is known again: its kind and its name, without regard to case.
pub(super) fn case_key(kind: CaseKindId, cell: &str, stands: bool) -> (CaseKindId, String) {
    (kind, as_said(cell, stands).to_lowercase())
}

/// A cell as a name: to the letter where the table is the project's own that comes back, else on one line.
pub(super) fn as_said(cell: &str, stands: bool) -> String {
    if stands {
        return cell.trim().to_owned();
    }
    let plain: String = cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    crate::text::on_one_line(plain)
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
