//! A newer table over what a project knows already: an attribute table as it was imported, or the project's own table of cases.

use super::cases::{read_cases, read_sources};
use super::read::{Opened, bytes_of};
use super::{TableGround, TableOptions, TablePlan};
use crate::Result;
use crate::analysis::Corpus;
use crate::import::PlanOptions;
use crate::import::plan::Note;
use crate::model::grouped;
use crate::project::{ImportTable, TableChanges, UnfitValue};
use std::collections::HashSet;
use std::path::Path;

/// What an empty cell of a newer table does with a value that is here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Empty {
    /// It stays.
    #[default]
    Keep,
    /// It goes.
    Clear,
}

/// A newer table with what it would change, for either way to take its empty cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewerTable {
    /// The table.
    pub table: ImportTable,
    /// What would be cleared, were empty cells to clear.
    clears: Vec<(usize, crate::project::TableOwner)>,
    /// Rows of the table that name no source or case.
    pub unmatched: Vec<String>,
    /// What the preview says.
    pub notes: Vec<Note>,
    unfit: Vec<UnfitValue>,
}

impl NewerTable {
    /// Reads a table and matches it to what a corpus holds. Nothing is changed.
    ///
    /// # Errors
    /// A file that cannot be read or is no table, and a column that was given but is not in it.
    pub fn read(path: &Path, corpus: &Corpus, options: &TableOptions) -> Result<Self> {
        Self::of(path, &bytes_of(path)?, corpus, options)
    }

    /// The same of bytes at hand.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn of(path: &Path, bytes: &[u8], corpus: &Corpus, options: &TableOptions) -> Result<Self> {
        let opened = Opened::new(path, bytes, &PlanOptions::default())?;
        let known: HashSet<String> = corpus.sources().iter().map(|source| source.name.to_lowercase()).collect();
        let here = |name: &str| known.contains(&name.to_lowercase());
        if let Some((plan, unmatched)) = read_sources(path, &opened, here)? {
            return Ok(Self { table: plan.table, clears: plan.blanks, notes: plan.notes, unmatched, ..Self::default() });
        }
        if let Some(mut plan) = read_cases(path, &opened)? {
            let (links, missing) = std::mem::take(&mut plan.table.links).into_iter().partition(|(source, _)| here(source));
            plan.table.links = links;
            let missing: Vec<(String, usize)> = missing;
            if !missing.is_empty() {
                let text = format!("{} of the sources that cases have are not in this project.", grouped(missing.len()));
                plan.notes.push(Note { kind: crate::import::NoteKind::Look, text });
            }
            return Ok(Self { table: plan.table, clears: plan.blanks, notes: plan.notes, ..Self::default() });
        }
        let data = opened.table(path)?;
        let ground = TableGround::with_cases(corpus);
        let plan = TablePlan::new(&data, &ground, options)?;
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let unfit = plan.unfit.iter().map(|cell| UnfitValue {
            attribute: cell.column.clone(),
            owner: format!("row {}", data.line(cell.row)),
            value: cell.value.clone(),
            why: format!("“{}” is no {} for “{}”", cell.value, cell.kind, cell.column),
        });
        Ok(Self {
            clears: plan.blanks(&ground.sources),
            unmatched: plan.unmatched_rows.iter().map(|row| row.name.clone()).collect(),
            unfit: unfit.collect(),
            table: plan.import(&name, &ground.sources),
            notes: plan.notes,
        })
    }

    /// The table as it is applied.
    pub fn with(&self, empty: Empty) -> ImportTable {
        let clears = if empty == Empty::Clear { self.clears.clone() } else { Vec::new() };
        ImportTable { clears, ..self.table.clone() }
    }

    /// What it would change.
    pub fn changes(&self, corpus: &Corpus, empty: Empty) -> TableChanges {
        let mut changes = TableChanges::of(corpus, &self.with(empty));
        changes.unfit.extend(self.unfit.iter().cloned());
        changes
    }
}
