//! The project's own tables that come back: rows are cases or sources, heads carry types, and what they say stands.

use super::read::Opened;
use super::types;
use crate::analysis::{CASE_COLUMNS, SOURCE_COLUMN, parted, read_head};
use crate::import::plan::{Note, NoteKind};
use crate::model::{Attribute, AttributeId, AttributeType, Target};
use crate::project::{AttributeDraft, ImportTable, TableCase, TableKind, TableOwner, TableValue, written_value};
use crate::{Error, Result};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

/// A table of cases, ready to be applied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CasesPlan {
    /// What the project writes of it.
    pub table: ImportTable,
    /// Its empty cells in columns of attributes: those of them that are filled in the project are cleared where that is wanted.
    pub blanks: Vec<(usize, TableOwner)>,
    /// What the preview says.
    pub notes: Vec<Note>,
}

/// The plan of a table that [`crate::analysis::case_table`] wrote and somebody may have worked in; nothing where it is another table.
///
/// # Errors
/// A table that cannot be read, or has no rows.
pub fn read_cases(path: &Path, opened: &Opened) -> Result<Option<CasesPlan>> {
    let Some((header, grid)) = own(path, opened, &CASE_COLUMNS[..2], |head| head == CASE_COLUMNS[5])? else { return Ok(None) };
    let mut plan = CasesPlan::new(path);
    let sheet = Sheet { at: CASE_COLUMNS.map(|name| header.iter().position(|head| head.trim().eq_ignore_ascii_case(name))), rows: grid };
    let owners: Vec<Option<TableOwner>> = plan.cases(&sheet).into_iter().map(|owner| owner.map(TableOwner::Case)).collect();
    plan.attributes(&sheet, &header, &owners, Target::Case);
    Ok(Some(plan))
}

/// The plan of a table that [`crate::analysis::source_table`] wrote; nothing where it is another table. Rows of sources that are not `here` are
/// left out, and given.
///
/// # Errors
/// As [`read_cases`].
pub fn read_sources(path: &Path, opened: &Opened, here: impl Fn(&str) -> bool) -> Result<Option<(CasesPlan, Vec<String>)>> {
    let Some((header, rows)) = own(path, opened, &[SOURCE_COLUMN], |_| false)? else { return Ok(None) };
    let mut plan = CasesPlan::new(path);
    let (mut owners, mut missing, mut seen) = (Vec::with_capacity(rows.len()), Vec::new(), HashSet::new());
    for row in &rows {
        let name = row.first().map_or("", |cell| cell.trim());
        if !name.is_empty() && !seen.insert(name.to_lowercase()) {
            plan.look(format!("The source “{name}” stands in the table twice; the last row counts."));
        }
        let known = !name.is_empty() && here(name);
        if !known {
            missing.push(name.to_owned());
        }
        owners.push(known.then(|| TableOwner::Source(name.to_owned())));
    }
    let mut at = [None; CASE_COLUMNS.len()];
    at[0] = Some(0);
    plan.attributes(&Sheet { at, rows }, &header, &owners, Target::Source);
    Ok(Some((plan, missing)))
}

/// The header and the rows of a table of the project's own: it begins as such, and says of some column what the project alone writes.
fn own(path: &Path, opened: &Opened, first: &[&str], is: impl Fn(&str) -> bool) -> Result<Option<(Vec<String>, Vec<Vec<String>>)>> {
    let Some(mut grid) = opened.raw(path, first)? else { return Ok(None) };
    let header = grid.remove(0);
    if !header.iter().any(|head| is(head) || read_head(head).is_some()) {
        return Ok(None);
    }
    grid.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    if grid.is_empty() {
        let what = first.last().unwrap_or(&"row");
        return Err(Error::import(path, "The table has no rows under its header", format!("Each further row is one {what}.")));
    }
    Ok(Some((header, grid)))
}

/// The rows, and where the columns stand that are no attributes.
struct Sheet {
    at: [Option<usize>; CASE_COLUMNS.len()],
    rows: Vec<Vec<String>>,
}

impl Sheet {
    fn cell(&self, row: usize, column: usize) -> &str {
        self.at[column].and_then(|at| self.rows[row].get(at)).map_or("", |cell| cell.trim())
    }
}

impl CasesPlan {
    fn new(path: &Path) -> Self {
        let file = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Self { table: ImportTable { file, stands: true, ..ImportTable::default() }, ..Self::default() }
    }

    /// Kinds, cases with what they belong to, and their sources; gives the case of each row.
    fn cases(&mut self, sheet: &Sheet) -> Vec<Option<usize>> {
        let mut known: HashMap<(String, String), usize> = HashMap::new();
        let key = |kind: &str, name: &str| (kind.to_lowercase(), name.to_lowercase());
        let mut nameless = 0;
        let mut owners = Vec::with_capacity(sheet.rows.len());
        for row in 0..sheet.rows.len() {
            let [kind, name, full_name, pseudonym, .., above, _] = std::array::from_fn::<&str, 8, _>(|column| sheet.cell(row, column));
            if !kind.is_empty() {
                self.kind(kind, above);
            }
            if kind.is_empty() || name.is_empty() {
                nameless += usize::from(kind.is_empty());
                owners.push(None);
                continue;
            }
            let case = TableCase { kind: kind.into(), name: name.into(), full_name: full_name.into(), pseudonym: pseudonym.into(), parent: None };
            let at = *known.entry(key(kind, name)).or_insert(self.table.cases.len());
            match self.table.cases.get_mut(at) {
                Some(twice) => {
                    *twice = case;
                    self.look(format!("The case “{name}” stands in the table twice; the last row counts."));
                }
                None => self.table.cases.push(case),
            }
            owners.push(Some(at));
        }
        if nameless > 0 {
            self.look(format!("{nameless} rows say no kind of case and were left out."));
        }
        for (row, owner) in owners.iter().enumerate().filter_map(|(row, owner)| Some((row, (*owner)?))) {
            let (parent, of) = (sheet.cell(row, 4), sheet.cell(row, 5));
            if !parent.is_empty() {
                self.table.cases[owner].parent = self.parent(&mut known, parent, of);
            }
            let sources = parted(sheet.cell(row, 7)).into_iter().filter(|name| !name.trim().is_empty());
            self.table.links.extend(sources.map(|source| (source, owner)));
        }
        owners
    }

    fn kind(&mut self, name: &str, above: &str) {
        match self.table.kinds.iter_mut().find(|kind| kind.name.to_lowercase() == name.to_lowercase()) {
            Some(kind) if kind.above.is_empty() => kind.above = above.into(),
            Some(_) => {}
            None => self.table.kinds.push(TableKind { name: name.into(), above: above.into() }),
        }
    }

    /// The place of the case that another belongs to; one of a kind that is said and that has no row of its own is used or made.
    fn parent(&mut self, known: &mut HashMap<(String, String), usize>, name: &str, kind: &str) -> Option<usize> {
        if kind.is_empty() {
            let named: Vec<usize> = known.iter().filter(|((_, other), _)| *other == name.to_lowercase()).map(|(_, at)| *at).collect();
            if named.len() != 1 {
                self.look(format!("It is not said of which kind “{name}” is that cases belong to."));
            }
            return named.first().copied().filter(|_| named.len() == 1);
        }
        let cases = &mut self.table.cases;
        let at = *known.entry((kind.to_lowercase(), name.to_lowercase())).or_insert(cases.len());
        if at == cases.len() {
            cases.push(TableCase { kind: kind.into(), name: name.into(), ..TableCase::default() });
        }
        Some(at)
    }

    /// The attributes that the heads name, their values, and the cells that are empty.
    fn attributes(&mut self, sheet: &Sheet, header: &[String], owners: &[Option<TableOwner>], target: Target) {
        for (at, head) in header.iter().enumerate().filter(|(at, head)| !sheet.at.contains(&Some(*at)) && !head.trim().is_empty()) {
            let cells: Vec<&str> = sheet.rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
            let (name, kind, choices) = read_head(head.trim()).unwrap_or_else(|| {
                let typed = types::guess(&cells);
                (head.trim().to_owned(), typed.kind, typed.choices)
            });
            let attribute = Attribute { id: AttributeId::new(), target, name: name.clone(), kind, choices: choices.clone(), ord: String::new() };
            let typed = types::of(&cells, &attribute);
            let place = self.table.attributes.len();
            self.table.attributes.push(AttributeDraft { target, name, kind, choices });
            let mut filled: BTreeMap<TableOwner, String> = BTreeMap::new();
            for (row, owner) in owners.iter().enumerate().filter_map(|(row, owner)| Some((row, owner.clone()?))) {
                let cell = sheet.rows[row].get(at).map_or("", |cell| cell.trim());
                // What the project wrote comes back to the letter; what was typed since, as it is meant.
                let plain = kind == AttributeType::Text || written_value(&attribute, cell).is_ok();
                let value = if plain { cell.to_owned() } else { typed.write(cell).unwrap_or_else(|| cell.to_owned()) };
                filled.insert(owner, value);
            }
            for (owner, value) in filled {
                match value.is_empty() {
                    true => self.blanks.push((place, owner)),
                    false => self.table.values.push(TableValue { attribute: place, owner, value }),
                }
            }
        }
    }

    fn look(&mut self, text: String) {
        self.notes.push(Note { kind: NoteKind::Look, text });
    }
}
