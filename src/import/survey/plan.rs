//! Planning a survey: which columns are closed, which open, and who the respondents are.

use super::text::line;
use crate::error::{Error, Result};
use crate::import::plan::{Note, NoteKind, TableData};
use crate::import::table::types::Typed;
use crate::import::table::{fold, key_column, site_column, types};
use crate::model::{AttributeType, grouped};
use serde::Serialize;
use std::collections::HashMap;

/// An answer is taken for words rather than a value where it has so many of them, on average of those given.
const WORDS: usize = 5;

/// Rows with the key of an earlier one that are named.
const TOLD: usize = 6;

/// A value of a closed question has at most so many characters.
const VALUE: usize = 60;

/// How a note begins that says how respondents without a key are called.
pub(super) const NUMBERED: &str = "No column names the respondents:";

/// What the user says of a survey's columns; what is not said is guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SurveyOptions {
    /// The column of the respondents' keys; without one a respondent is the number of the row.
    pub key: Option<String>,
    /// The column of the sites that respondents belong to.
    pub site: Option<String>,
    /// Columns whose answers are words to be coded.
    pub open: Vec<String>,
    /// Columns whose answers are values.
    pub closed: Vec<String>,
    /// Columns that are not wanted.
    pub leave_out: Vec<String>,
}

/// What a column of a survey is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SurveyUse {
    /// It names the respondents.
    Key,
    /// It names the sites that they belong to.
    Site,
    /// An attribute of the respondents.
    Closed,
    /// A text: one answer a respondent.
    Open,
    /// Left out: empty, or not wanted.
    None,
}

/// A column of a survey as the preview shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlannedQuestion {
    /// Its header.
    pub name: String,
    /// What it is used for.
    pub used: SurveyUse,
    /// The type of a closed column's values.
    pub kind: AttributeType,
    /// How many respondents answered.
    pub filled: usize,
    /// How many cells do not fit the type.
    pub unfit: usize,
}

/// A value that a respondent gave otherwise in an earlier row, which stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// The row of the file.
    pub row: usize,
    /// Whose it is.
    pub respondent: String,
    /// The column.
    pub column: String,
    /// What the earlier row says.
    pub stands: String,
    /// What this one says.
    pub left_out: String,
}

/// What a survey would bring.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SurveyPlan {
    /// The columns in the table's order.
    pub questions: Vec<PlannedQuestion>,
    /// The respondents' keys, in the order of the rows, each once.
    pub respondents: Vec<String>,
    /// The respondent of each row, by place in `respondents`.
    #[serde(skip)]
    pub rows: Vec<usize>,
    /// The row of each respondent that has no key, from 0: a number is all that can be said of them.
    #[serde(skip)]
    pub(super) numbered: Vec<Option<usize>>,
    /// The type of each column's values, and how they are written then.
    #[serde(skip)]
    pub(super) typed: Vec<Typed>,
    /// What rows say otherwise than an earlier one of the same respondent, and is left out.
    pub left_out: Vec<LeftOut>,
    /// What was guessed or left out.
    pub notes: Vec<Note>,
}

impl SurveyPlan {
    /// Looks at a table as at a survey.
    ///
    /// # Errors
    /// A column that was given but is not in the table, and a table without an open question.
    pub fn new(table: &TableData, options: &SurveyOptions) -> Result<Self> {
        let plan = Self::sketch(table, options)?;
        if plan.has_open() {
            return Ok(plan);
        }
        let columns = table.header.join(", ");
        Err(Error::hint("No column of this table looks like an open question", format!("Say which is one. Its columns are: {columns}.")))
    }

    /// Whether there are answers to be read.
    pub fn has_open(&self) -> bool {
        self.questions.iter().any(|question| question.used == SurveyUse::Open)
    }

    /// The same as [`SurveyPlan::new`], also where no question is open yet.
    ///
    /// # Errors
    /// A column that was given but is not in the table.
    pub fn sketch(table: &TableData, options: &SurveyOptions) -> Result<Self> {
        let named = |name: &String| place(table, name);
        let list = |names: &[String]| names.iter().map(named).collect::<Result<Vec<usize>>>();
        let (open, closed, leave_out) = (list(&options.open)?, list(&options.closed)?, list(&options.leave_out)?);
        let given = options.site.as_ref().map(named).transpose()?;
        let taken: Vec<Option<usize>> = open.iter().chain(&closed).chain(&leave_out).chain(&given).map(|at| Some(*at)).collect();
        let guessed = key_column(&table.header, &taken).filter(|at| is_key(table, *at));
        let key = options.key.as_ref().map(named).transpose()?.or(guessed);
        let taken: Vec<Option<usize>> = taken.into_iter().chain([key]).collect();
        let site = given.or_else(|| site_column(&table.header, &taken));
        let mut plan = Self { notes: table.notes.clone(), ..Self::default() };
        plan.people(table, key);
        for (at, name) in table.header.iter().enumerate() {
            let cells: Vec<&str> = table.rows.iter().map(|row| row[at].trim()).filter(|cell| !cell.is_empty()).collect();
            let typed = types::guess(&cells);
            let kind = typed.kind;
            let used = match () {
                () if key == Some(at) => SurveyUse::Key,
                () if cells.is_empty() || leave_out.contains(&at) => SurveyUse::None,
                () if site == Some(at) => SurveyUse::Site,
                () if open.contains(&at) => SurveyUse::Open,
                () if closed.contains(&at) => SurveyUse::Closed,
                () if typed.kind == AttributeType::Text && wordy(&cells) => SurveyUse::Open,
                () => SurveyUse::Closed,
            };
            let unfit = cells.iter().filter(|cell| used == SurveyUse::Closed && typed.write(cell).is_none()).count();
            plan.typed.push(typed);
            plan.questions.push(PlannedQuestion { name: name.clone(), used, kind, filled: cells.len(), unfit });
        }
        plan.repeated(table);
        Ok(plan)
    }

    /// What each respondent answers in a closed column: the first value that fits.
    pub(super) fn closed(&self, table: &TableData, column: usize) -> Vec<(usize, String)> {
        let mut seen = vec![false; self.respondents.len()];
        let rows = table.rows.iter().zip(&self.rows);
        let fitting = rows.filter_map(|(row, respondent)| Some((*respondent, self.typed[column].write(row[column].trim())?)));
        fitting.filter(|(respondent, _)| !std::mem::replace(&mut seen[*respondent], true)).collect()
    }

    /// Says which values of rows with the key of an earlier one are left out, and in which row each stands.
    fn repeated(&mut self, table: &TableData) {
        let twice = table.rows.len() - self.respondents.len();
        if twice == 0 {
            return;
        }
        for (column, question) in self.questions.iter().enumerate() {
            let values: Vec<(usize, usize, String)> = match question.used {
                SurveyUse::Closed | SurveyUse::Site => {
                    let said = |(n, row): (usize, &Vec<String>)| {
                        let cell = row[column].trim();
                        let value = if question.used == SurveyUse::Site { Some(line(cell)) } else { self.typed[column].write(cell) };
                        value.filter(|value| !value.is_empty()).map(|value| (n, self.rows[n], value))
                    };
                    table.rows.iter().enumerate().filter_map(said).collect()
                }
                _ => continue,
            };
            let mut first: HashMap<usize, String> = HashMap::new();
            for (n, respondent, value) in values {
                match first.get(&respondent) {
                    None => drop(first.insert(respondent, value)),
                    Some(stands) if stands.to_lowercase() == value.to_lowercase() => {}
                    Some(stands) => self.left_out.push(LeftOut {
                        row: table.line(n),
                        respondent: self.respondents[respondent].clone(),
                        column: question.name.clone(),
                        stands: stands.clone(),
                        left_out: value,
                    }),
                }
            }
        }
        self.left_out.sort_by_key(|one| one.row);
        let rows = crate::project::op::count(twice, "row has", "rows have");
        let mut text = format!("{rows} the key of an earlier one: what they write counts as that respondent’s.");
        let mut rows: Vec<(usize, Vec<&str>)> = Vec::new();
        for one in &self.left_out {
            match rows.last_mut().filter(|(row, _)| *row == one.row) {
                Some((_, columns)) => columns.push(&one.column),
                None => rows.push((one.row, vec![&one.column])),
            }
        }
        if !rows.is_empty() {
            let told = rows.iter().take(TOLD).map(|(row, columns)| format!("row {row} ({})", columns.join(", "))).collect::<Vec<_>>().join(", ");
            let more = if rows.len() > TOLD { format!(" and {} more rows", grouped(rows.len() - TOLD)) } else { String::new() };
            let values = crate::project::op::count(self.left_out.len(), "value is", "values are");
            text.push_str(&format!(" The first row’s values stand; {values} left out that differ: {told}{more}."));
        }
        self.notes.push(Note { kind: NoteKind::Look, text });
    }

    fn people(&mut self, table: &TableData, key: Option<usize>) {
        let mut known: HashMap<String, usize> = HashMap::new();
        for (at, row) in table.rows.iter().enumerate() {
            let given = key.map_or("", |column| row[column].trim());
            let name = if given.is_empty() { numbered(at + 1) } else { given.to_owned() };
            let next = self.respondents.len();
            let respondent = *known.entry(name.to_lowercase()).or_insert(next);
            if respondent == next {
                self.respondents.push(name);
                self.numbered.push(given.is_empty().then_some(at));
            }
            self.rows.push(respondent);
        }
        if key.is_none() {
            self.notes.push(Note { kind: NoteKind::Info, text: format!("{NUMBERED} they are numbered by row.") });
        }
    }
}

/// What a respondent without a key is called.
pub(super) fn numbered(n: usize) -> String {
    format!("Respondent {n}")
}

/// The place of a column, by name.
fn place(table: &TableData, name: &str) -> Result<usize> {
    let found = table.header.iter().position(|other| fold(other) == fold(name));
    found.ok_or_else(|| Error::hint(format!("The table has no column “{name}”"), format!("Its columns are: {}.", table.header.join(", "))))
}

/// Whether a column can name respondents: filled, short, and hardly ever the same twice.
fn is_key(table: &TableData, at: usize) -> bool {
    let cells: Vec<&str> = table.rows.iter().map(|row| row[at].trim()).filter(|cell| !cell.is_empty()).collect();
    let distinct = cells.iter().collect::<std::collections::HashSet<_>>().len();
    cells.iter().all(|cell| cell.chars().count() <= VALUE) && distinct * 2 > table.rows.len()
}

/// Whether answers are words rather than values.
fn wordy(cells: &[&str]) -> bool {
    let words: usize = cells.iter().map(|cell| cell.split_whitespace().count()).sum();
    words >= WORDS * cells.len() || cells.iter().any(|cell| cell.chars().count() > VALUE)
}
