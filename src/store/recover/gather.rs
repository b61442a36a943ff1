//! Which page belongs to which table: by the trees that still stand, else by what the rows look like and what the journal says of them.

use super::pages::Pages;
use super::rows::{Kind, Page, Row};
use crate::Result;
use crate::jobs::Progress;
use crate::store::migrate;
use rusqlite::Connection;
use rusqlite::types::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A column of a table.
pub(super) struct Column {
    /// Its name.
    pub name: String,
    kind: String,
    /// What it holds in a row that was written before there was such a column: SQLite leaves those rows as short as they were.
    default: Option<Value>,
}

/// A table as the schema has it.
pub(super) struct Shape {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Whether its rows have numbers, the first column being that number.
    pub numbered: bool,
    root: u32,
}

impl Shape {
    /// Whether a row can be one of this table.
    pub fn fits(&self, row: &Row) -> bool {
        let fits = |(value, Column { name, kind, .. }): (&Value, &Column)| match value {
            Value::Null => name != "id" || self.numbered,
            Value::Integer(_) => kind == "INTEGER",
            Value::Text(_) => kind == "TEXT",
            Value::Blob(bytes) => kind == "BLOB" && (name != "id" || bytes.len() == 16),
            Value::Real(_) => false,
        };
        let missing = self.columns.get(row.1.len()..);
        missing.is_some_and(|missing| missing.iter().all(|column| column.default.is_some())) && row.1.iter().zip(&self.columns).all(fits)
    }

    /// The columns of a row as they are written, the row's number put back where it belongs and what it is too short for filled in.
    pub fn values(&self, (rowid, mut values): Row) -> Vec<Value> {
        let missing = self.columns.get(values.len()..).unwrap_or_default();
        values.extend(missing.iter().filter_map(|column| column.default.clone()));
        if self.numbered
            && let Some(first) = values.first_mut()
        {
            *first = Value::Integer(rowid);
        }
        values
    }
}

/// The pages of every table.
pub(super) struct Gathered {
    /// The tables.
    pub shapes: Vec<Shape>,
    /// The pages of each, by its place in `shapes`: found by its tree, then by what is on them.
    pub pages: Vec<(Vec<u32>, Vec<u32>)>,
    /// Pages that a tree leads to and that cannot be read.
    pub damaged: BTreeSet<u32>,
    /// Of each table, whether every page of its tree was found: no other page is one of it then.
    whole: Vec<bool>,
    /// What the journal says last of each row: its table and whether it stands.
    pub known: HashMap<Vec<u8>, (String, bool)>,
}

/// The tables of a format, as a new file of it has them.
pub(super) fn shapes() -> Result<Vec<Shape>> {
    let conn = Connection::open_in_memory()?;
    migrate::run(&conn)?;
    let mut statement =
        conn.prepare("SELECT name, rootpage, sql LIKE '%WITHOUT ROWID%' FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")?;
    let tables = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, u32>(1)?, row.get::<_, bool>(2)?)))?;
    let mut list = Vec::new();
    for table in tables {
        let (name, root, keyed) = table?;
        let columns = columns(&conn, &name)?;
        list.push(Shape { name, columns, numbered: !keyed, root });
    }
    Ok(list)
}

/// The columns of a table in order.
fn columns(conn: &Connection, table: &str) -> Result<Vec<Column>> {
    let mut columns = conn.prepare("SELECT name, type, dflt_value FROM pragma_table_info(?1) ORDER BY cid")?;
    let columns = columns.query_map([table], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, Option<String>>(2)?)))?;
    let mut list = Vec::new();
    for column in columns {
        let (name, kind, default) = column?;
        let default = default.map(|value| conn.query_row(&format!("SELECT {value}"), [], |row| row.get(0))).transpose()?;
        list.push(Column { name, kind, default });
    }
    Ok(list)
}

impl Gathered {
    /// Finds the pages of every table.
    pub fn find(pages: &Pages, progress: &Progress) -> Result<Self> {
        let mut all = Self { shapes: shapes()?, pages: Vec::new(), damaged: BTreeSet::new(), whole: Vec::new(), known: HashMap::new() };
        let mut seen = HashSet::new();
        let roots = all.roots(pages, progress, &mut seen)?;
        for shape in 0..all.shapes.len() {
            let root = roots.get(&all.shapes[shape].name).copied().unwrap_or(all.shapes[shape].root);
            let kinds = if all.shapes[shape].numbered { [Kind::InnerTable, Kind::LeafTable] } else { [Kind::InnerIndex, Kind::LeafIndex] };
            let (found, whole) = all.walk(pages, progress, (root, kinds), &mut seen)?;
            all.pages.push((found, Vec::new()));
            all.whole.push(whole);
        }
        let unclear = if all.damaged.is_empty() { Vec::new() } else { all.orphans(pages, progress, &seen)? };
        all.read_journal(pages, progress)?;
        for (page, candidates) in unclear {
            all.settle(pages, page, &candidates);
        }
        Ok(all)
    }

    /// Where each table's tree begins, as far as the file's own schema says.
    fn roots(&mut self, pages: &Pages, progress: &Progress, seen: &mut HashSet<u32>) -> Result<BTreeMap<String, u32>> {
        let mut roots = BTreeMap::new();
        for page in self.walk(pages, progress, (1, [Kind::InnerTable, Kind::LeafTable]), seen)?.0 {
            let Some(page) = Page::read(pages, page) else { continue };
            for (_, values) in page.rows(pages).flatten() {
                if let [Value::Text(kind), Value::Text(name), _, Value::Integer(root), _] = values.as_slice()
                    && kind == "table"
                    && let Ok(root) = u32::try_from(*root)
                {
                    roots.insert(name.clone(), root);
                }
            }
        }
        Ok(roots)
    }

    /// The pages of a tree that can be read, those that hold rows alone, and whether these are all of it.
    fn walk(&mut self, pages: &Pages, progress: &Progress, (root, kinds): (u32, [Kind; 2]), seen: &mut HashSet<u32>) -> Result<(Vec<u32>, bool)> {
        let (mut found, mut whole) = (Vec::new(), true);
        let mut open = vec![root];
        while let Some(number) = open.pop() {
            progress.check()?;
            if number == 0 || number > pages.count || seen.contains(&number) {
                self.damaged.insert(number);
                whole = false;
                continue;
            }
            let Some(page) = Page::read(pages, number).filter(|page| kinds.contains(&page.kind)) else {
                self.damaged.insert(number);
                whole = false;
                continue;
            };
            seen.insert(number);
            progress.advance(1);
            open.extend(page.children());
            if page.kind != Kind::InnerTable {
                found.push(number);
            }
        }
        Ok((found, whole))
    }

    /// Sorts pages that no tree leads to by what is on them; returns those that could be of several tables.
    fn orphans(&mut self, pages: &Pages, progress: &Progress, seen: &HashSet<u32>) -> Result<Vec<(u32, Vec<usize>)>> {
        let free = pages.free();
        let mut unclear = Vec::new();
        for number in (2..=pages.count).filter(|number| !seen.contains(number) && !free.contains(number)) {
            progress.check()?;
            let Some(page) = Page::read(pages, number).filter(|page| page.kind != Kind::InnerTable) else { continue };
            let numbered = page.kind == Kind::LeafTable;
            let rows: Vec<Row> = page.rows(pages).flatten().collect();
            let of = |shape: &Shape| shape.numbered == numbered && rows.iter().all(|row| shape.fits(row));
            let candidates: Vec<usize> = (0..self.shapes.len()).filter(|n| !rows.is_empty() && of(&self.shapes[*n])).collect();
            match candidates.as_slice() {
                [] => {}
                [one] => self.pages[*one].1.push(number),
                _ => unclear.push((number, candidates)),
            }
        }
        Ok(unclear)
    }

    /// Reads what the journal says last of each row.
    fn read_journal(&mut self, pages: &Pages, progress: &Progress) -> Result<()> {
        let Some(change) = self.shapes.iter().position(|shape| shape.name == "change") else { return Ok(()) };
        let (walked, orphans) = &self.pages[change];
        let mut last: HashMap<Vec<u8>, i64> = HashMap::new();
        for page in walked.iter().chain(orphans).filter_map(|page| Page::read(pages, *page)) {
            progress.check()?;
            for (seq, values) in page.rows(pages).flatten() {
                if let [_, _, Value::Text(table), Value::Blob(row), Value::Text(what), _] = values.as_slice()
                    && last.get(row).is_none_or(|known| *known < seq)
                {
                    last.insert(row.clone(), seq);
                    self.known.insert(row.clone(), (table.clone(), what != "d"));
                }
            }
        }
        Ok(())
    }

    /// Gives a page to the table that the journal knows its rows of; where that is lost too, to the only one whose tree has lost pages.
    fn settle(&mut self, pages: &Pages, number: u32, candidates: &[usize]) {
        let Some(page) = Page::read(pages, number) else { return };
        let table = page.rows(pages).flatten().find_map(|(_, values)| match values.first() {
            Some(Value::Blob(id)) => self.known.get(id).map(|(table, _)| table.clone()),
            _ => None,
        });
        let torn = || {
            let mut torn = candidates.iter().filter(|n| !self.whole[**n]);
            torn.next().filter(|_| torn.next().is_none())
        };
        let found = match &table {
            Some(table) => candidates.iter().find(|n| self.shapes[**n].name == *table),
            None => torn(),
        };
        if let Some(shape) = found {
            self.pages[*shape].1.push(number);
        }
    }
}
