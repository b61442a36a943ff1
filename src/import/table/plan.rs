//! Planning a table: cases, sites, typed attributes and their values, and what matched nothing.

use super::planned::*;
use super::sources::{Meant, Sources, TableGround};
use super::{guess, types, values};
use crate::error::{Error, Result};
use crate::import::plan::{Note, NoteKind, TableData};
use crate::model::Target;
use crate::model::grouped;
use std::collections::HashMap;

/// Which column is which.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Columns {
    pub source: Option<usize>,
    pub key: Option<usize>,
    pub name: Option<usize>,
    pub site: Option<usize>,
}

impl Columns {
    /// What a column is used for beside attributes.
    fn used(self, at: usize, nested: Option<usize>) -> Option<ColumnUse> {
        let uses = [(self.source, ColumnUse::Source), (self.key, ColumnUse::CaseKey), (self.name, ColumnUse::CaseName), (nested, ColumnUse::Site)];
        uses.into_iter().find(|(column, _)| *column == Some(at)).map(|(_, used)| used)
    }
}

/// A column, what the user says of the columns, and the attributes that are here.
struct Place<'a> {
    at: usize,
    name: &'a str,
    options: &'a TableOptions,
    ground: &'a TableGround,
}

/// A row that counts: its case and its sources.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub at: usize,
    pub case: Option<usize>,
    pub sources: Vec<usize>,
}

impl TablePlan {
    /// Matches a table to the sources and attributes that are there.
    ///
    /// # Errors
    /// A column that was given but is not in the table.
    pub fn new(table: &TableData, ground: &TableGround, options: &TableOptions) -> Result<Self> {
        let index = Sources::new(&ground.sources);
        let columns = columns(table, &index, options)?;
        let mut plan = Self { notes: table.notes.clone(), ..Self::default() };
        let rows = plan.rows(table, &index, columns, ground);
        let of_sources = |column: usize| values::varies(table, &rows, columns.key, column) || ground.has_alone(Target::Source, &table.header[column]);
        let nested = columns.site.filter(|site| columns.key.is_some() && !of_sources(*site));
        if let Some(site) = nested {
            plan.nest(table, &rows, site);
        }
        for (at, name) in table.header.iter().enumerate() {
            plan.column(table, &rows, columns, nested, Place { at, name, options, ground });
        }
        plan.join_voices(ground);
        plan.grouping_note(table, columns, nested, ground.nested);
        plan.note_on_rows_of_several();
        plan.note_on_dates();
        Ok(plan)
    }

    /// The rows that count, the cases they make, and what matched nothing.
    fn rows(&mut self, table: &TableData, index: &Sources, columns: Columns, ground: &TableGround) -> Vec<Row> {
        let mut known: HashMap<String, usize> = HashMap::new();
        let (mut seen, mut homeless) = (vec![false; ground.sources.len()], 0);
        let mut rows = Vec::new();
        let meant = columns.source.map(|column| index.meant(&table.rows.iter().map(|cells| cells[column].as_str()).collect::<Vec<_>>()));
        for (at, cells) in table.rows.iter().enumerate() {
            let key = columns.key.map_or("", |column| cells[column].as_str());
            let meant = meant.as_ref().map(|meant| meant[at]);
            let found = match meant {
                Some(Meant::One(source)) => vec![source],
                Some(_) => Vec::new(),
                None => index.holding(key),
            };
            let is_case = meant == Some(Meant::None) && ground.cases.contains(&key.to_lowercase());
            homeless += usize::from(is_case);
            if found.is_empty() && (columns.source.is_some() || key.is_empty()) && !is_case {
                let name = columns.source.or(columns.key).map_or_else(|| cells.join(" "), |column| cells[column].clone());
                self.unmatched_rows.push(UnmatchedRow { row: at, name, several: meant == Some(Meant::Several) });
                continue;
            }
            self.matched_rows += usize::from(!found.is_empty());
            found.iter().for_each(|source: &usize| seen[*source] = true);
            let case = (!key.is_empty()).then(|| self.case(&mut known, key, columns.name.map_or("", |column| &cells[column])));
            if found.is_empty() && !is_case {
                self.rows_of_cases_alone.push(at);
            }
            if let Some(case) = case {
                let list = &mut self.cases[case].sources;
                list.extend(found.iter().filter(|source| !list.contains(source)).copied().collect::<Vec<_>>());
            }
            rows.push(Row { at, case, sources: found });
        }
        if homeless > 0 {
            let rows = if homeless == 1 { "1 row names no source".to_owned() } else { format!("{} rows name no source", grouped(homeless)) };
            self.look(format!("{rows} that is here, but a case: what it says of the case is taken."));
        }
        self.unmatched_sources = (0..ground.sources.len()).filter(|at| !seen[*at]).collect();
        rows
    }

    /// The case of a key, made when it is new.
    fn case(&mut self, known: &mut HashMap<String, usize>, key: &str, full_name: &str) -> usize {
        let at = *known.entry(key.to_lowercase()).or_insert(self.cases.len());
        if at == self.cases.len() {
            self.cases.push(PlannedCase { key: key.to_owned(), ..PlannedCase::default() });
        }
        let case = &mut self.cases[at];
        if !full_name.is_empty() && !case.names.iter().any(|name| name == full_name) {
            case.names.push(full_name.to_owned());
        }
        if case.full_name.is_empty() && full_name != key {
            case.full_name = full_name.to_owned();
        }
        at
    }

    /// Puts the cases under their sites.
    fn nest(&mut self, table: &TableData, rows: &[Row], column: usize) {
        let mut known: HashMap<String, usize> = HashMap::new();
        for row in rows {
            let name = table.rows[row.at][column].as_str();
            let Some(case) = row.case.filter(|_| !name.is_empty()) else { continue };
            let site = *known.entry(name.to_lowercase()).or_insert_with(|| {
                self.sites.push(name.to_owned());
                self.sites.len() - 1
            });
            self.cases[case].site = Some(site);
        }
    }

    /// Decides what a column is used for, and takes its values.
    fn column(&mut self, table: &TableData, rows: &[Row], columns: Columns, nested: Option<usize>, place: Place) {
        let Place { at, name, options, ground } = place;
        let cells: Vec<&str> = rows.iter().map(|row| table.rows[row.at][at].as_str()).filter(|cell| !cell.is_empty()).collect();
        let unwanted = options.leave_out.iter().any(|other| guess::fold(other) == guess::fold(name));
        let is_here = |target| ground.attribute(target, name).is_some();
        // Where nothing is filled the attribute that is here says whose the column is: its cells may clear what stands.
        let used = columns.used(at, nested).unwrap_or(match () {
            () if unwanted => ColumnUse::None,
            () if cells.is_empty() && columns.key.is_some() && is_here(Target::Case) => ColumnUse::CaseAttribute,
            () if cells.is_empty() && is_here(Target::Source) => ColumnUse::SourceAttribute,
            () if cells.is_empty() => ColumnUse::None,
            () if columns.key.is_none() || values::varies(table, rows, columns.key, at) => ColumnUse::SourceAttribute,
            () if !ground.has_alone(Target::Source, name) => ColumnUse::CaseAttribute,
            () => ColumnUse::SourceAttribute,
        });
        let target = match used {
            ColumnUse::CaseAttribute => Some(Target::Case),
            ColumnUse::SourceAttribute => Some(Target::Source),
            _ => None,
        };
        if target == Some(Target::Source) && ground.has_alone(Target::Case, name) {
            self.look(format!(
                "“{name}” varies within a case, so that it is taken for the sources; an earlier table gave it to the cases, where it goes on standing. \
                 Remove that attribute of the cases, and read a table of all interviews once more, so that the earlier ones have theirs too."
            ));
        }
        let known = target.and_then(|target| ground.attribute(target, name));
        let chosen = options.types.iter().find(|(other, _)| guess::fold(other) == guess::fold(name)).map(|(_, kind)| *kind);
        let typed = match (known, chosen) {
            (Some(attribute), _) => types::of(&cells, attribute),
            (None, Some(kind)) => types::forced(&cells, kind),
            (None, None) => types::guess(&cells),
        };
        let distinct = cells.iter().collect::<std::collections::HashSet<_>>().len();
        self.columns.push(PlannedColumn { name: name.to_owned(), used, kind: typed.kind, filled: cells.len(), distinct, here: known.is_some() });
        let Some(target) = target else { return };
        let attribute = self.attributes.len();
        if Some(at) == columns.site {
            self.grouping = Some(attribute);
        }
        let taken = values::take(table, rows, at, target, &typed, |owner, value| self.values.push(PlannedValue { attribute, owner, value }));
        let conflicts = taken.conflicts;
        self.blanks.extend(taken.blanks.iter().map(|owner| (attribute, *owner)));
        let unfit = |row: usize| UnfitCell { row, column: name.to_owned(), value: table.rows[row][at].clone(), kind: typed.kind };
        self.unfit.extend(taken.unfit.into_iter().map(unfit));
        if conflicts > 0 {
            self.look(format!("“{name}” has different values for the same source in {conflicts} rows; the first one is taken."));
        }
        self.attributes.push(PlannedAttribute { name: name.to_owned(), target, kind: typed.kind, choices: typed.choices });
    }

    /// The column that says the site, and whether the people are put under it; where it varies within a person it only groups the sources.
    pub fn site(&self) -> Option<(&str, bool)> {
        let nests = self.columns.iter().find(|column| column.used == ColumnUse::Site).map(|column| (column.name.as_str(), true));
        nests.or_else(|| self.grouping.and_then(|at| self.attributes.get(at)).map(|attribute| (attribute.name.as_str(), false)))
    }

    fn grouping_note(&mut self, table: &TableData, columns: Columns, nested: Option<usize>, before: bool) {
        if let Some(site) = columns.site.filter(|site| nested != Some(*site) && columns.key.is_some()) {
            let name = &table.header[site];
            let groups = if before {
                format!(
                    "People go on belonging to the sites that an earlier table gave them, until “{name}” is chosen as the site in the project’s settings."
                )
            } else {
                "It can still group them as the site.".to_owned()
            };
            self.look(format!("“{name}” varies within a case, so that it stays an attribute of the sources. {groups}"));
        }
        if columns.source.is_none() && columns.key.is_none() {
            self.look("No column of the table names the sources or their cases: choose one.".into());
        }
    }

    /// Says which rows may mean several sources.
    fn note_on_rows_of_several(&mut self) {
        let several: Vec<&str> = self.unmatched_rows.iter().filter(|row| row.several).map(|row| row.name.as_str()).collect();
        if let Some(first) = several.first() {
            let more = if several.len() > 1 { format!(", {} rows in all", grouped(several.len())) } else { String::new() };
            self.look(format!(
                "“{first}” may mean several sources, so that nobody got it{more}: write the folder before the file, or the source’s name."
            ));
        }
    }

    /// Says which column dates the sources.
    fn note_on_dates(&mut self) {
        if let Some(at) = self.dates() {
            let text = format!("Sources that have no date yet take the one in “{}”.", self.attributes[at].name);
            self.notes.push(Note { kind: NoteKind::Info, text });
        }
    }

    fn look(&mut self, text: String) {
        self.notes.push(Note { kind: NoteKind::Look, text });
    }
}

/// The columns as given, the others as guessed.
fn columns(table: &TableData, index: &Sources, options: &TableOptions) -> Result<Columns> {
    let given = |name: &Option<String>| name.as_deref().map(|name| column_named(table, name)).transpose();
    let mut columns = Columns {
        source: given(&options.source_column)?,
        key: given(&options.case_column)?,
        name: given(&options.case_name_column)?,
        site: given(&options.site_column)?,
    };
    let matches = |column: usize| index.matches(table.rows.iter().map(|row| row[column].as_str()));
    if columns.source.is_none() {
        let free = (0..table.header.len()).filter(|at| ![columns.key, columns.name, columns.site].contains(&Some(*at)));
        columns.source =
            free.map(|at| (matches(at), at)).filter(|(count, _)| *count > 0).max_by_key(|(count, at)| (*count, usize::MAX - at)).map(|(_, at)| at);
    }
    if columns.key.is_none() && !options.without_cases {
        columns.key = guess::key_column(&table.header, &[columns.source, columns.name, columns.site]).or(columns.name.take());
    }
    if columns.name.is_none() && columns.key.is_some() {
        columns.name = guess::name_column(&table.header, &[columns.source, columns.key, columns.site]);
    }
    if columns.site.is_none() && columns.key.is_some() {
        columns.site = guess::site_column(&table.header, &[columns.source, columns.key, columns.name]);
    }
    // A table in which the cases' own keys are the sources' names needs no other column for them.
    if columns.key.is_none() && columns.source.is_some_and(|_| options.case_column.is_none()) {
        columns.name = None;
    }
    Ok(columns)
}

/// The column of a name, without regard to case, accents, spaces and signs.
fn column_named(table: &TableData, name: &str) -> Result<usize> {
    let exact = table.header.iter().position(|other| other == name);
    exact
        .or_else(|| table.header.iter().position(|other| guess::fold(other) == guess::fold(name)))
        .ok_or_else(|| Error::hint(format!("The table has no column “{name}”"), format!("Its columns are: {}.", table.header.join(", "))))
}
