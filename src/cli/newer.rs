//! A newer table over what is here: what it would change, cell by cell, and the change.

use super::desk::{Desk, File, Who};
use super::out::{Failure, Outcome, Table, say, show_json};
use crate::import::{Empty, NewerTable, Note, TableOptions};
use crate::project::TableChanges;
use crate::project::op::{OpKind, count};
use std::path::Path;

/// How a newer table is read.
#[derive(clap::Args, Debug)]
pub(super) struct Manner {
    /// Show what would change, cell by cell, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// What an empty cell does with a value that is here
    #[arg(long, value_name = "keep|clear", default_value = "keep")]
    empty: EmptyArg,
    #[command(flatten)]
    who: Who,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum EmptyArg {
    /// It stays
    Keep,
    /// It goes
    Clear,
}

#[derive(serde::Serialize)]
struct Report<'a> {
    dry_run: bool,
    step: Option<i64>,
    #[serde(flatten)]
    changes: &'a TableChanges,
    unmatched_rows: &'a [String],
    notes: &'a [Note],
}

impl Manner {
    /// Shows what a table would change, or changes it as one step.
    pub(super) fn read(self, file: &File, table: &Path, options: &TableOptions, json: bool) -> Outcome {
        let mut desk = Desk::open(&file.file)?;
        let empty = match self.empty {
            EmptyArg::Keep => Empty::Keep,
            EmptyArg::Clear => Empty::Clear,
        };
        let newer = NewerTable::read(table, &desk.corpus, options)?;
        let changes = newer.changes(&desk.corpus, empty);
        let step = match self.dry_run || changes.is_empty() {
            true => None,
            false => desk.step(self.who.needed()?, OpKind::ImportTable, |project| project.import_table(&newer.with(empty)))?.op,
        };
        if json {
            show_json(&Report { dry_run: self.dry_run, step, changes: &changes, unmatched_rows: &newer.unmatched, notes: &newer.notes })?;
        } else {
            list(&changes)?;
            names(&newer, &changes)?;
        }
        tell(&newer, &changes);
        match self.dry_run {
            true => say("Nothing was changed: this was a rehearsal."),
            false => return desk.finish(step).and_then(|()| if changes.unfit.is_empty() { Ok(()) } else { Err(Failure::Partly) }),
        }
        Ok(desk.project.close()?)
    }
}

/// The cells that change.
fn list(changes: &TableChanges) -> Outcome {
    let mut table = Table::new(&["row", "column", "is", "becomes"]);
    for cell in &changes.cells {
        let shown = |value: &str| if value.is_empty() { "(nothing)".to_owned() } else { value.to_owned() };
        table.row(vec![cell.row.clone(), cell.column.clone(), shown(&cell.old), shown(&cell.new)]);
    }
    table.show("No cell changes.")
}

/// What is in the project alone, and what in the table alone, by name.
fn names(newer: &NewerTable, changes: &TableChanges) -> Outcome {
    if changes.gone.is_empty() && newer.unmatched.is_empty() {
        return Ok(());
    }
    super::out::show(|out| writeln!(out))?;
    let mut table = Table::new(&["row", "where it is"]);
    changes.gone.iter().for_each(|name| table.row(vec![name.clone(), "in the project alone, where it stays".into()]));
    newer.unmatched.iter().for_each(|name| table.row(vec![name.clone(), "in the table alone: it matched nothing".into()]));
    table.show("")
}

/// How many things change. What is in the cells is the participants' own and is not said on standard error.
fn tell(newer: &NewerTable, changes: &TableChanges) {
    let filled = changes.cells.iter().filter(|cell| cell.old.is_empty()).count();
    let cleared = changes.cells.iter().filter(|cell| cell.new.is_empty()).count();
    let replaced = changes.cells.len() - filled - cleared;
    say(&format!("{replaced} replaced, {filled} filled, {cleared} cleared, {} stay.", count(changes.same, "cell", "cells")));
    for (list, one, many) in [
        (changes.new_kinds.len(), "new kind of case", "new kinds of cases"),
        (changes.new_rows.len(), "new case", "new cases"),
        (changes.new_columns.len(), "new attribute", "new attributes"),
        (changes.links.len(), "source is given to a case", "sources are given to cases"),
        (changes.gone.len(), "row is gone from the table; it stays in the project", "rows are gone from the table; they stay in the project"),
        (changes.unfit.len(), "value does not fit its attribute and is left out", "values do not fit their attributes and are left out"),
        (newer.unmatched.len(), "row of the table matched nothing", "rows of the table matched nothing"),
    ] {
        if list > 0 {
            say(&format!("{}.", count(list, one, many)));
        }
    }
    newer.notes.iter().for_each(|note| say(&note.text));
}
