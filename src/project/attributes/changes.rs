//! What a table would change, cell by cell, before anything is.

use super::{ImportTable, TableCase, TableOwner, UnfitValue, written_value};
use crate::analysis::Corpus;
use crate::model::{Attribute, AttributeId, Case, CaseId, CaseKindId, Owner, SourceId, Target};
use std::collections::{HashMap, HashSet};

/// A cell that would be another one.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct CellChange {
    /// Whose it is: the name of a case or a source.
    pub row: String,
    /// Whether the row is a case or a source.
    pub on: Target,
    /// The attribute, or what of the case it is.
    pub column: String,
    /// What stands there; empty where nothing does.
    pub old: String,
    /// What would stand there; empty where it would be cleared.
    pub new: String,
}

/// What a table would change in a project.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct TableChanges {
    /// Cells that would change, those that are empty today among them.
    pub cells: Vec<CellChange>,
    /// Cases that would be made.
    pub new_rows: Vec<String>,
    /// Attributes that would be made.
    pub new_columns: Vec<String>,
    /// Kinds of cases that would be made.
    pub new_kinds: Vec<String>,
    /// Sources that would be given to cases: the source, the case.
    pub links: Vec<(String, String)>,
    /// Cases and sources of which the table says nothing any more; they stay as they are.
    pub gone: Vec<String>,
    /// Values that do not fit their attributes and would be left out.
    pub unfit: Vec<UnfitValue>,
    /// How many cells stay as they are.
    pub same: usize,
}

impl TableChanges {
    /// What a table would change in what a corpus holds.
    pub fn of(corpus: &Corpus, table: &ImportTable) -> Self {
        let mut told = Teller::new(corpus, table);
        told.cases();
        told.attributes();
        told.values();
        told.links();
        told.gone();
        told.changes
    }

    /// Whether nothing would change.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.new_rows.is_empty() && self.new_columns.is_empty() && self.new_kinds.is_empty() && self.links.is_empty()
    }
}

struct Teller<'a> {
    corpus: &'a Corpus,
    table: &'a ImportTable,
    /// The case of each of the table's, where it is here.
    cases: Vec<Option<&'a Case>>,
    kinds: HashMap<String, CaseKindId>,
    attributes: Vec<Option<&'a Attribute>>,
    sources: HashMap<String, SourceId>,
    changes: TableChanges,
}

impl<'a> Teller<'a> {
    fn new(corpus: &'a Corpus, table: &'a ImportTable) -> Self {
        let kinds: HashMap<String, CaseKindId> = corpus.kinds().iter().map(|kind| (kind.name.to_lowercase(), kind.id)).collect();
        let known = super::by_key(corpus.cases().iter());
        let case =
            |draft: &TableCase| known.get(&super::case_key(*kinds.get(&draft.kind.trim().to_lowercase())?, &draft.name, table.stands)).copied();
        let attribute = |target: Target, name: &str| {
            let name = name.trim().to_lowercase();
            corpus.attributes().iter().find(|attribute| attribute.target == target && attribute.name.to_lowercase() == name)
        };
        Self {
            corpus,
            table,
            cases: table.cases.iter().map(case).collect(),
            attributes: table.attributes.iter().map(|draft| attribute(draft.target, &draft.name)).collect(),
            sources: corpus.sources().iter().map(|source| (source.name.to_lowercase(), source.id)).collect(),
            kinds,
            changes: TableChanges::default(),
        }
    }

    /// A change of a cell, unless it is none.
    fn cell(&mut self, row: &str, on: Target, column: &str, old: &str, new: &str) {
        if old == new {
            self.changes.same += 1;
            return;
        }
        let [row, column, old, new] = [row, column, old, new].map(str::to_owned);
        self.changes.cells.push(CellChange { row, on, column, old, new });
    }

    /// New kinds and cases, and what would be another name or place of those that are here.
    fn cases(&mut self) {
        let table = self.table;
        for name in table.kinds.iter().map(|kind| &kind.name).chain(table.cases.iter().map(|case| &case.kind)) {
            let name = name.trim();
            if !self.kinds.contains_key(&name.to_lowercase()) && !self.changes.new_kinds.iter().any(|kind| kind.to_lowercase() == name.to_lowercase())
            {
                self.changes.new_kinds.push(name.to_owned());
            }
        }
        for kind in &table.kinds {
            let here = self.kinds.get(&kind.name.trim().to_lowercase()).and_then(|id| self.corpus.kinds().iter().find(|kind| kind.id == *id));
            let parent = here.and_then(|here| here.parent).and_then(|id| self.corpus.kinds().iter().find(|kind| kind.id == id));
            let above = parent.map_or("", |kind| kind.name.as_str());
            if !kind.above.is_empty() && kind.above.to_lowercase() != above.to_lowercase() {
                self.cell(here.map_or(kind.name.trim(), |here| &here.name), Target::Case, "kind above", above, &kind.above);
            }
        }
        for (at, here) in self.cases.clone().into_iter().enumerate() {
            self.case(at, here);
        }
    }

    /// A new case, or what would be another name or place of one that is here.
    fn case(&mut self, at: usize, here: Option<&Case>) {
        let (table, draft) = (self.table, &self.table.cases[at]);
        let row = here.map_or_else(|| self.called(at), |case| case.name.clone());
        if here.is_none() {
            // Of rows that say the same case twice the last counts, and it is one new case.
            if self.changes.new_rows.contains(&row) {
                return;
            }
            self.changes.new_rows.push(row.clone());
        }
        for (column, old, new) in [
            ("full name", here.map_or("", |case| case.full_name.as_str()), super::as_said(&draft.full_name, table.stands)),
            ("pseudonym", here.map_or("", |case| case.pseudonym.as_str()), draft.pseudonym.trim().to_owned()),
        ] {
            if !new.is_empty() && (table.stands || old.is_empty()) {
                self.cell(&row, Target::Case, column, old, &new);
            }
        }
        let parent = here.and_then(|case| case.parent).and_then(|id| self.corpus.case(id));
        let Some((wanted, draft)) = draft.parent.and_then(|at| Some((at, table.cases.get(at)?))).filter(|_| table.stands || parent.is_none()) else {
            return;
        };
        if parent.is_some() && self.cases[wanted].map(|case| case.id) == parent.map(|parent| parent.id) {
            self.changes.same += 1;
        } else {
            let new = format!("{} ({})", super::as_said(&draft.name, table.stands), draft.kind);
            self.cell(&row, Target::Case, "belongs to", parent.map_or("", |parent| &parent.name), &new);
        }
    }

    /// What a case of the table is called: with its kind, where another one of the table has its name.
    fn called(&self, at: usize) -> String {
        let name = |draft: &TableCase| super::as_said(&draft.name, self.table.stands);
        let Some(draft) = self.table.cases.get(at) else { return String::new() };
        let own = name(draft);
        let twin = |other: &TableCase| name(other).to_lowercase() == own.to_lowercase() && other.kind.to_lowercase() != draft.kind.to_lowercase();
        if self.table.cases.iter().any(twin) { format!("{own} ({})", draft.kind) } else { own }
    }

    fn attributes(&mut self) {
        let new = self.table.attributes.iter().zip(&self.attributes).filter(|(_, here)| here.is_none());
        self.changes.new_columns = new.map(|(draft, _)| draft.name.trim().to_owned()).collect();
    }

    /// The name of an owner, and its id where it is here.
    fn owner(&self, owner: &TableOwner) -> (String, Option<Owner>) {
        match owner {
            TableOwner::Case(at) => {
                let name = self.called(*at);
                (name, self.cases.get(*at).copied().flatten().map(|case: &Case| Owner::Case(case.id)))
            }
            TableOwner::Source(name) => (name.clone(), self.sources.get(&name.to_lowercase()).map(|id| Owner::Source(*id))),
        }
    }

    fn values(&mut self) {
        let table = self.table;
        for value in table.values.iter().filter(|value| !value.value.trim().is_empty()) {
            let Some(draft) = table.attributes.get(value.attribute) else { continue };
            let here = self.attributes[value.attribute];
            let new = Attribute {
                id: AttributeId::new(),
                target: draft.target,
                name: draft.name.trim().to_owned(),
                kind: draft.kind,
                choices: Vec::new(),
                ord: String::new(),
            };
            let attribute = here.unwrap_or(&new);
            let (row, owner) = self.owner(&value.owner);
            match written_value(attribute, &value.value) {
                Ok(written) => {
                    let old = here.zip(owner).and_then(|(attribute, owner)| self.corpus.value(attribute.id, owner)).unwrap_or_default().to_owned();
                    let (on, column) = (attribute.target, attribute.name.clone());
                    self.cell(&row, on, &column, &old, &written);
                }
                Err(why) => self.changes.unfit.push(UnfitValue {
                    attribute: attribute.name.clone(),
                    owner: row,
                    value: value.value.clone(),
                    why: why.to_string(),
                }),
            }
        }
        for (attribute, owner) in &table.clears {
            let (row, owner) = self.owner(owner);
            if let Some((attribute, owner)) = self.attributes.get(*attribute).copied().flatten().zip(owner)
                && let Some(old) = self.corpus.value(attribute.id, owner).map(str::to_owned)
            {
                let (on, column) = (attribute.target, attribute.name.clone());
                self.cell(&row, on, &column, &old, "");
            }
        }
    }

    fn links(&mut self) {
        for (source, at) in &self.table.links {
            let case: Option<CaseId> = self.cases.get(*at).copied().flatten().map(|case| case.id);
            let id = self.sources.get(&source.to_lowercase());
            if id.zip(case).is_none_or(|(id, case)| !self.corpus.cases_of(*id).contains(&case)) {
                let name = self.called(*at);
                self.changes.links.push((source.clone(), name));
            }
        }
    }

    /// Cases of the kinds that the table's rows are of, and sources that have values of its columns, that are in it no more.
    fn gone(&mut self) {
        let table = self.table;
        let owns = |at: usize| {
            let own = |owner: &TableOwner| matches!(owner, TableOwner::Case(case) if *case == at);
            table.links.iter().any(|(_, case)| *case == at) || table.values.iter().any(|value| own(&value.owner))
        };
        let owners: HashSet<usize> =
            table.values.iter().filter_map(|value| if let TableOwner::Case(at) = value.owner { Some(at) } else { None }).collect();
        let rows = |at: &usize| table.stands || owners.contains(at) || owns(*at);
        let kinds: HashSet<CaseKindId> =
            (0..table.cases.len()).filter(rows).filter_map(|at| self.kinds.get(&table.cases[at].kind.trim().to_lowercase()).copied()).collect();
        let here: HashSet<CaseId> = self.cases.iter().flatten().map(|case| case.id).collect();
        let cases = self.corpus.cases().iter().filter(|case| kinds.contains(&case.kind) && !here.contains(&case.id));
        self.changes.gone = cases.map(|case| case.name.clone()).collect();
        let of_sources: Vec<AttributeId> =
            self.attributes.iter().flatten().filter(|attribute| attribute.target == Target::Source).map(|attribute| attribute.id).collect();
        let named = table.values.iter().map(|value| &value.owner).chain(table.clears.iter().map(|(_, owner)| owner));
        let named = named.filter_map(|owner| if let TableOwner::Source(name) = owner { Some(name.to_lowercase()) } else { None });
        let named: HashSet<String> = named.chain(table.links.iter().map(|(source, _)| source.to_lowercase())).collect();
        let valued = |id: SourceId| of_sources.iter().any(|attribute| self.corpus.value(*attribute, Owner::Source(id)).is_some());
        let sources = self.corpus.sources().iter().filter(|source| !named.contains(&source.name.to_lowercase()) && valued(source.id));
        self.changes.gone.extend(sources.map(|source| source.name.clone()));
    }
}
