//! The case table as plain values: rows of cases or sources, columns of names and attributes, filtered and sorted.

use crate::analysis::{Corpus, natural};
use crate::model::*;
use crate::project::{CellEdit, written_value};
use crate::ui::format;
use crate::ui::views::block::{Block, parse, quoted};
use std::cmp::Ordering;

/// Which table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// The cases of a kind.
    Kind(CaseKindId),
    /// The sources.
    Sources,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The name by which it is known in tables.
    Name,
    /// A case's name in full.
    FullName,
    /// What stands for a case in exports.
    Pseudonym,
    /// The case that a case belongs to.
    Parent,
    /// What a source is.
    Kind,
    /// A source's date.
    Date,
    /// How many sources a case has; not to be changed here.
    Sources,
    /// The cases of a source; not to be changed here.
    Cases,
    /// An attribute.
    Attribute(AttributeId),
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// What stands in it.
    pub column: Column,
    /// Its name.
    pub name: String,
    /// The type of its values.
    pub kind: AttributeType,
    /// What can be chosen, for a choice.
    pub choices: Vec<String>,
    /// Whether its cells can be changed.
    pub editable: bool,
    /// What the project reads it as: “site”, “role”, “phase”; empty otherwise.
    pub tag: String,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Whose it is.
    pub owner: Owner,
    /// Its cells, one a column.
    pub cells: Vec<String>,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Its columns.
    pub heads: Vec<Head>,
    /// Its rows, filtered and sorted.
    pub rows: Vec<Line>,
    /// How many rows there are without the filter.
    pub all: usize,
}

/// How a table is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Words that a row must hold.
    pub words: String,
    /// The column it is sorted by, and whether downwards.
    pub sort: Option<(usize, bool)>,
}

impl Table {
    /// Reads a table off a corpus.
    pub fn new(corpus: &Corpus, sheet: Sheet, look: &Look) -> Self {
        let heads = heads(corpus, sheet);
        let owners: Vec<Owner> = match sheet {
            Sheet::Kind(kind) => corpus.cases().iter().filter(|case| case.kind == kind).map(|case| Owner::Case(case.id)).collect(),
            Sheet::Sources => corpus.sources().iter().map(|source| Owner::Source(source.id)).collect(),
        };
        let counts = source_counts(corpus);
        let line = |owner: Owner| Line { owner, cells: heads.iter().map(|head| value(corpus, head.column, owner, &counts)).collect() };
        let mut rows: Vec<Line> = owners.into_iter().map(line).collect();
        let all = rows.len();
        let wanted = look.words.trim().to_lowercase();
        rows.retain(|row| wanted.is_empty() || row.cells.iter().any(|cell| cell.to_lowercase().contains(&wanted)));
        if let Some((column, down)) = look.sort.filter(|(column, _)| *column < heads.len()) {
            let kind = heads[column].kind;
            rows.sort_by(|a, b| order(kind, &a.cells[column], &b.cells[column], down));
        }
        Self { heads, rows, all }
    }

    /// What a cell becomes by these words, or why it cannot. Nothing where the column is not to be changed.
    pub fn edit(&self, corpus: &Corpus, row: usize, column: usize, words: &str) -> Result<CellEdit, String> {
        let (Some(line), Some(head)) = (self.rows.get(row), self.heads.get(column)) else { return Err("There is no such cell.".into()) };
        let words = words.trim();
        let fixed = || format!("“{}” is counted and cannot be changed here.", head.name);
        match (head.column, line.owner) {
            (Column::Attribute(id), owner) => {
                let attribute = corpus.attribute(id).ok_or("That attribute is gone.")?;
                let value = if words.is_empty() { String::new() } else { written_value(attribute, words).map_err(said)? };
                Ok(CellEdit::Value(id, owner, value))
            }
            (Column::Name, _) if words.is_empty() => Err("A name is needed.".into()),
            (Column::Name, Owner::Case(id)) => Ok(CellEdit::CaseName(id, words.into())),
            (Column::Name, Owner::Source(id)) => Ok(CellEdit::SourceName(id, words.into())),
            (Column::FullName, Owner::Case(id)) => Ok(CellEdit::FullName(id, words.into())),
            (Column::Pseudonym, Owner::Case(id)) => Ok(CellEdit::Pseudonym(id, words.into())),
            (Column::Parent, Owner::Case(id)) => parent(corpus, words).map(|parent| CellEdit::Parent(id, parent)),
            (Column::Kind, Owner::Source(id)) => {
                let kind = SourceKind::ALL.iter().find(|kind| kind.name() == words.to_lowercase());
                kind.map(|kind| CellEdit::SourceKind(id, *kind)).ok_or_else(|| format!("“{words}” is no kind of source: choose one of the list."))
            }
            (Column::Date, Owner::Source(id)) if words.is_empty() || words.parse::<jiff::civil::Date>().is_ok() => {
                Ok(CellEdit::SourceDate(id, words.into()))
            }
            (Column::Date, _) => Err(format!("“{words}” is no date. Write it as 2022-03-14.")),
            _ => Err(fixed()),
        }
    }

    /// The cells of a block as tabs and lines.
    pub fn copy(&self, block: Block) -> String {
        let lines = self.rows.iter().take(block.rows.1 + 1).skip(block.rows.0).map(|line| {
            let cells = line.cells.iter().take(block.columns.1 + 1).skip(block.columns.0).map(|cell| quoted(cell));
            cells.collect::<Vec<_>>().join("\t")
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// What pasting words with tabs and lines over a block changes: one cell fills the whole block, more begin at its first cell.
    /// What would fall outside the table is left out; a cell that does not fit refuses all.
    pub fn paste(&self, corpus: &Corpus, block: Block, words: &str) -> Result<Vec<CellEdit>, String> {
        let grid = parse(words);
        let single = match grid.as_slice() {
            [row] if row.len() == 1 => Some(&row[0]),
            _ => None,
        };
        let mut cells: Vec<(usize, usize, &String)> = Vec::new();
        match single {
            Some(cell) => {
                let rows = block.rows.0..=block.rows.1;
                cells.extend(rows.flat_map(|row| (block.columns.0..=block.columns.1).map(move |column| (row, column, cell))));
            }
            None => {
                for (down, line) in grid.iter().enumerate() {
                    cells.extend(line.iter().enumerate().map(|(along, cell)| (block.rows.0 + down, block.columns.0 + along, cell)));
                }
            }
        }
        self.edits(corpus, cells.into_iter().map(|(row, column, cell)| (row, column, cell.as_str())))
    }

    /// What clearing a block changes.
    pub fn clear(&self, corpus: &Corpus, block: Block) -> Result<Vec<CellEdit>, String> {
        let rows = block.rows.0..=block.rows.1;
        self.edits(corpus, rows.flat_map(|row| (block.columns.0..=block.columns.1).map(move |column| (row, column, ""))))
    }

    fn edits<'a>(&self, corpus: &Corpus, cells: impl Iterator<Item = (usize, usize, &'a str)>) -> Result<Vec<CellEdit>, String> {
        let mut edits = Vec::new();
        for (row, column, words) in cells.filter(|(row, column, _)| *row < self.rows.len() && *column < self.heads.len()) {
            if self.rows[row].cells[column] != words {
                edits.push(self.edit(corpus, row, column, words).map_err(|why| format!("Row {}, {}: {why}", row + 1, self.heads[column].name))?);
            }
        }
        Ok(edits)
    }
}

fn said(error: crate::Error) -> String {
    let mut words = error.to_string();
    if let Some(first) = words.get(..1).map(str::to_uppercase) {
        words.replace_range(..1, &first);
    }
    if error.remedy().is_empty() { words } else { format!("{words}. {}", error.remedy()) }
}

fn parent(corpus: &Corpus, words: &str) -> Result<Option<CaseId>, String> {
    if words.is_empty() {
        return Ok(None);
    }
    let found = corpus.cases().iter().find(|case| case.name.to_lowercase() == words.to_lowercase());
    found.map(|case| Some(case.id)).ok_or_else(|| format!("There is no case “{words}”."))
}

fn heads(corpus: &Corpus, sheet: Sheet) -> Vec<Head> {
    let plain = |column, name: &str, kind, choices, editable| Head { column, name: name.into(), kind, choices, editable, tag: String::new() };
    let text = |column, name| plain(column, name, AttributeType::Text, Vec::new(), true);
    let mut heads = vec![text(Column::Name, "Name")];
    let target = match sheet {
        Sheet::Kind(kind) => {
            heads.extend([text(Column::FullName, "Full name"), text(Column::Pseudonym, "Pseudonym")]);
            let parents: Vec<String> = corpus.cases().iter().filter(|case| case.kind != kind).map(|case| case.name.clone()).collect();
            if !parents.is_empty() {
                heads.push(plain(Column::Parent, "Belongs to", AttributeType::Choice, parents, true));
            }
            heads.push(plain(Column::Sources, "Sources", AttributeType::Number, Vec::new(), false));
            Target::Case
        }
        Sheet::Sources => {
            let kinds = SourceKind::ALL.iter().map(|kind| kind.name().to_owned()).collect();
            heads.push(plain(Column::Kind, "Kind", AttributeType::Choice, kinds, true));
            heads.push(plain(Column::Date, "Date", AttributeType::Date, Vec::new(), true));
            heads.push(plain(Column::Cases, "Cases", AttributeType::Text, Vec::new(), false));
            Target::Source
        }
    };
    let mut attributes: Vec<&Attribute> = corpus.attributes().iter().filter(|attribute| attribute.target == target).collect();
    // What other kinds alone have values of comes last: the population of a site says nothing of a person.
    attributes.sort_by_key(|attribute| is_of_others(corpus, sheet, attribute));
    heads.extend(attributes.into_iter().map(|attribute| Head {
        column: Column::Attribute(attribute.id),
        name: attribute.name.clone(),
        kind: attribute.kind,
        choices: choices(attribute),
        editable: true,
        tag: tag(&corpus.project, attribute.id),
    }));
    heads
}

/// Whether an attribute has values on cases of other kinds and none on this one's.
fn is_of_others(corpus: &Corpus, sheet: Sheet, attribute: &Attribute) -> bool {
    let Sheet::Kind(kind) = sheet else { return false };
    let has = |own: bool| corpus.cases().iter().any(|case| (case.kind == kind) == own && corpus.value(attribute.id, Owner::Case(case.id)).is_some());
    !has(true) && has(false)
}

fn choices(attribute: &Attribute) -> Vec<String> {
    match attribute.kind {
        AttributeType::Choice => attribute.choices.clone(),
        AttributeType::YesNo => vec!["yes".into(), "no".into()],
        _ => Vec::new(),
    }
}

/// What the project reads an attribute as.
fn tag(project: &Project, id: AttributeId) -> String {
    let is = |grouping: Option<Grouping>| grouping == Some(Grouping::Attribute(id));
    let tags = [(project.site, "site"), (project.role, "role"), (project.phase, "phase")];
    tags.into_iter().filter(|(grouping, _)| is(*grouping)).map(|(_, tag)| tag).collect::<Vec<_>>().join(", ")
}

fn source_counts(corpus: &Corpus) -> std::collections::HashMap<CaseId, usize> {
    let mut counts = std::collections::HashMap::new();
    for source in corpus.sources() {
        for case in corpus.cases_of(source.id) {
            *counts.entry(*case).or_default() += 1;
        }
    }
    counts
}

fn value(corpus: &Corpus, column: Column, owner: Owner, counts: &std::collections::HashMap<CaseId, usize>) -> String {
    if let Column::Attribute(id) = column {
        return corpus.value(id, owner).unwrap_or_default().to_owned();
    }
    match owner {
        Owner::Case(id) => {
            let Some(case) = corpus.case(id) else { return String::new() };
            match column {
                Column::Name => case.name.clone(),
                Column::FullName => case.full_name.clone(),
                Column::Pseudonym => case.pseudonym.clone(),
                Column::Parent => case.parent.and_then(|id| corpus.case(id)).map_or_else(String::new, |case| case.name.clone()),
                Column::Sources => counts.get(&id).map_or_else(String::new, |count| format::count(*count as i64)),
                _ => String::new(),
            }
        }
        Owner::Source(id) => {
            let Some(source) = corpus.source(id) else { return String::new() };
            match column {
                Column::Name => source.name.clone(),
                Column::Kind => source.kind.name().to_owned(),
                Column::Date => source.date.clone(),
                Column::Cases => {
                    let names: Vec<&str> = corpus.cases_of(id).iter().filter_map(|id| corpus.case(*id)).map(|case| case.name.as_str()).collect();
                    names.join(", ")
                }
                _ => String::new(),
            }
        }
    }
}

/// The order of two cells; empty ones come last whichever way it goes.
fn order(kind: AttributeType, a: &str, b: &str, down: bool) -> Ordering {
    let number = |text: &str| text.replace(',', "").parse::<f64>().unwrap_or(f64::INFINITY);
    let order = match (a.is_empty(), b.is_empty()) {
        (true, true) => return Ordering::Equal,
        (true, false) => return Ordering::Greater,
        (false, true) => return Ordering::Less,
        _ if kind == AttributeType::Number => number(a).total_cmp(&number(b)),
        _ => natural(a, b),
    };
    if down { order.reverse() } else { order }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{AttributeDraft, CaseDraft, Project, Reader};

    fn three() -> (tempfile::TempDir, Corpus, CaseKindId) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("table.themata");
        let mut project = Project::create(&path, "Table").unwrap();
        let kinds = Reader::open(&path).unwrap().corpus().unwrap();
        let (site, person) = (kinds.kind_named("site").unwrap().id, kinds.kind_named("person").unwrap().id);
        let add = |project: &mut Project, kind, name: &str| {
            project.add_case(&CaseDraft { kind, parent: None, name: name.into(), full_name: String::new() }).unwrap().value
        };
        add(&mut project, site, "North");
        let people = ["P10", "P2", "P1"].map(|name| add(&mut project, person, name));
        let attribute = |project: &mut Project, name: &str, kind| {
            project.add_attribute(&AttributeDraft { target: Target::Case, name: name.into(), kind, choices: Vec::new() }).unwrap().value
        };
        let years = attribute(&mut project, "years", AttributeType::Number);
        let since = attribute(&mut project, "since", AttributeType::Date);
        project.set_values(&[(years, Owner::Case(people[0]), "9".into()), (years, Owner::Case(people[1]), "12".into())]).unwrap();
        project.set_values(&[(since, Owner::Case(people[1]), "2022-03-14".into())]).unwrap();
        let corpus = Reader::open(&path).unwrap().corpus().unwrap();
        (dir, corpus, person)
    }

    fn names(table: &Table) -> Vec<&str> {
        table.rows.iter().map(|row| row.cells[0].as_str()).collect()
    }

    #[test]
    fn rows_are_sorted_by_their_columns_type_with_gaps_last_and_filtered_by_any_cell() {
        let (_dir, corpus, person) = three();
        let look = |words: &str, sort| Table::new(&corpus, Sheet::Kind(person), &Look { words: words.into(), sort });
        let years = look("", None).heads.iter().position(|head| head.name == "years").unwrap();
        assert_eq!(names(&look("", Some((0, false)))), ["P1", "P2", "P10"]);
        assert_eq!(names(&look("", Some((years, false)))), ["P10", "P2", "P1"]);
        assert_eq!(names(&look("", Some((years, true)))), ["P2", "P10", "P1"], "the gap stays last");
        let found = look("2022", None);
        assert_eq!((names(&found), found.all), (vec!["P2"], 3));
    }

    #[test]
    fn blocks_are_copied_pasted_and_cleared_and_a_bad_cell_refuses_all() {
        let (_dir, corpus, person) = three();
        let table = Table::new(&corpus, Sheet::Kind(person), &Look::default());
        let column = |name: &str| table.heads.iter().position(|head| head.name == name).unwrap();
        let (years, since) = (column("years"), column("since"));
        let all = Block::between((0, years), (2, since));
        assert_eq!(table.copy(all), "9\t\n12\t2022-03-14\n\t");
        let at = Block::between((0, years), (0, years));
        let edits = table.paste(&corpus, at, "10\t2021-01-02\r\n12\t2022-03-14\r\n").unwrap();
        assert_eq!(edits.len(), 2, "cells that stay the same are left alone");
        assert!(table.paste(&corpus, at, "10\tsoon").unwrap_err().contains("Row 1, since"));
        let fill = Block::between((2, years), (0, years));
        assert_eq!(table.paste(&corpus, fill, "4").unwrap().len(), 3, "one cell fills the block");
        assert_eq!(table.clear(&corpus, all).unwrap().len(), 3);
        assert!(table.paste(&corpus, Block::between((2, since), (2, since)), "2020-01-01\n2020-01-02\n2020-01-03").unwrap().len() == 1);
    }

    #[test]
    fn cells_say_what_they_take() {
        let (_dir, corpus, person) = three();
        let table = Table::new(&corpus, Sheet::Kind(person), &Look::default());
        let column = |name: &str| table.heads.iter().position(|head| head.name == name).unwrap();
        assert!(table.edit(&corpus, 0, column("Name"), " ").is_err());
        assert!(table.edit(&corpus, 0, column("Sources"), "3").unwrap_err().contains("counted"));
        assert!(table.edit(&corpus, 0, column("Belongs to"), "north").is_ok());
        assert!(table.edit(&corpus, 0, column("Belongs to"), "South").is_err());
        assert_eq!(table.edit(&corpus, 0, column("since"), "soon").unwrap_err(), "“soon” is no date for “since”. Write it as 2022-03-14.");
    }
}
