//! What an import says of its table: how it matched, what was joined, and what was left out.

use super::{some, some_of};
use crate::cli::out::say;
use crate::import::{Note, PlannedColumn, TableData, TableGround, TablePlan};
use crate::model::AttributeType;
use crate::project::UnfitValue;
use crate::project::op::count;
use serde::Serialize;

/// How many cells that do not fit are said; `--json` has them all.
const CELLS: usize = 20;

/// What a table brings, as the command tells it.
#[derive(Serialize)]
pub(super) struct TableReport {
    columns: Vec<PlannedColumn>,
    sites: usize,
    cases: usize,
    matched_rows: usize,
    unmatched_rows: Vec<String>,
    /// On which lines of the table they stand, counted from 1.
    #[serde(skip)]
    unmatched_lines: Vec<usize>,
    /// On which lines of the table they stand that matched no source and bring a case alone, counted from 1.
    lines_of_cases_alone: Vec<usize>,
    unmatched_sources: Vec<String>,
    joined_voices: usize,
    unjoined_voices: Vec<Voice>,
    unfit: Vec<Unfit>,
    notes: Vec<Note>,
}

/// A voice that is joined to nobody.
#[derive(Serialize)]
struct Voice {
    source: String,
    speaker: String,
}

/// A cell that does not fit its column.
#[derive(Serialize)]
struct Unfit {
    /// The line of the table, counted from 1.
    row: Option<usize>,
    column: String,
    value: String,
    why: String,
    /// What it should be, where the type is known.
    #[serde(skip)]
    kind: Option<AttributeType>,
}

impl Unfit {
    /// Where it stands and what it is not. What is in the cell is the participants' own and is not said on standard error.
    fn words(&self) -> String {
        let column = format!("“{}”", self.column);
        let what = self.kind.map_or_else(|| format!("does not fit {column}"), |kind| format!("is no {kind} for {column}"));
        match self.row {
            Some(row) => format!("Row {row}: the cell {what}; left out."),
            None => format!("A value {what}; left out."),
        }
    }
}

impl TableReport {
    /// What a plan brings. `refused` are values that the project itself did not take.
    pub(super) fn new(plan: &TablePlan, ground: &TableGround, data: &TableData, refused: Vec<UnfitValue>) -> Self {
        let name = |source: usize| ground.sources[source].name.clone();
        let cell = |cell: &crate::import::UnfitCell| Unfit {
            row: Some(data.line(cell.row)),
            column: cell.column.clone(),
            value: cell.value.clone(),
            why: format!("“{}” is no {} for “{}”", cell.value, cell.kind, cell.column),
            kind: Some(cell.kind),
        };
        let refused = refused.into_iter().map(|value| Unfit { row: None, column: value.attribute, value: value.value, why: value.why, kind: None });
        Self {
            columns: plan.columns.clone(),
            sites: plan.sites.len(),
            cases: plan.cases.len(),
            matched_rows: plan.matched_rows,
            unmatched_rows: plan.unmatched_rows.iter().map(|row| row.name.clone()).collect(),
            unmatched_lines: plan.unmatched_rows.iter().map(|row| data.line(row.row)).collect(),
            lines_of_cases_alone: plan.rows_of_cases_alone.iter().map(|row| data.line(*row)).collect(),
            unmatched_sources: plan.unmatched_sources.iter().map(|at| name(*at)).collect(),
            joined_voices: plan.joins.len(),
            unjoined_voices: plan.unjoined.iter().map(|voice| Voice { source: name(voice.source), speaker: voice.voice.clone() }).collect(),
            unfit: plan.unfit.iter().map(cell).chain(refused).collect(),
            notes: plan.notes.clone(),
        }
    }

    /// Voices that are joined to nobody, each with the sources it is heard in.
    fn unjoined(&self) -> Vec<String> {
        let mut names: Vec<&str> = Vec::new();
        self.unjoined_voices.iter().for_each(|voice| {
            if !names.contains(&voice.speaker.as_str()) {
                names.push(&voice.speaker);
            }
        });
        let heard = |name: &&str| -> Vec<String> {
            self.unjoined_voices.iter().filter(|voice| voice.speaker == *name).map(|voice| voice.source.clone()).collect()
        };
        names.iter().map(|name| format!("“{name}” in {}", some(&heard(name)))).collect()
    }

    /// Says it.
    pub(super) fn tell(&self) {
        let sites = if self.sites > 0 { format!(" in {}", count(self.sites, "site", "sites")) } else { String::new() };
        let (rows, cases) = (count(self.matched_rows, "row", "rows"), count(self.cases, "case", "cases"));
        say(&format!("The table: {rows} matched a source, {cases}{sites}."));
        let told = |lines: &[usize], what: &str| {
            let which = if lines.len() == 1 { "row" } else { "rows" };
            let lines: Vec<String> = lines.iter().map(usize::to_string).collect();
            say(&format!("{} of the table {what}: {which} {}.", count(lines.len(), "row", "rows"), some(&lines)));
        };
        if !self.unmatched_lines.is_empty() {
            told(&self.unmatched_lines, "matched nothing");
        }
        if !self.lines_of_cases_alone.is_empty() {
            told(&self.lines_of_cases_alone, "matched no source, so that only a case was taken from there");
        }
        if !self.unmatched_sources.is_empty() {
            let sources = count(self.unmatched_sources.len(), "source is", "sources are");
            say(&format!("{sources} in no row of the table: {}.", some(&self.unmatched_sources)));
        }
        if self.joined_voices > 0 {
            say(&format!("{} joined to a person.", count(self.joined_voices, "voice", "voices")));
        }
        if !self.unjoined_voices.is_empty() {
            let voices = count(self.unjoined_voices.len(), "voice", "voices");
            say(&format!("{voices} not joined to a person: {}.", some_of(&self.unjoined(), "; ")));
            say("hint: themata speakers FILE lists every voice, with who is taken to ask; role and join settle it");
        }
        for cell in self.unfit.iter().take(CELLS) {
            say(&cell.words());
        }
        if self.unfit.len() > CELLS {
            say(&format!("… and {} more that do not fit; --json lists them all.", count(self.unfit.len() - CELLS, "cell", "cells")));
        }
        self.notes.iter().for_each(|note| say(&note.text));
    }
}
