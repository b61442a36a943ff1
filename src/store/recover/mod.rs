//! Saving row by row what can be read of a damaged project file, into a new one with a journal of its own.

mod gather;
mod mend;
mod pages;
mod rows;
mod stand_in;

use self::gather::{Gathered, Shape};
use self::pages::Pages;
use self::rows::Page;
use super::values::unpack;
use super::{NewOp, Store};
use crate::jobs::Progress;
use crate::{Error, Result};
use rusqlite::types::Value;
use std::collections::HashMap;
use std::path::Path;

/// What was saved of one table.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Saved {
    /// The table.
    pub table: String,
    /// Rows that could be read.
    pub read: u64,
    /// Rows that the journal or other rows name and that could not be read.
    pub lost: u64,
    /// Rows that were read and left out, because what they belong to is lost.
    pub dropped: u64,
    /// Rows made anew in the place of lost ones, so that what names them could be kept.
    pub made: u64,
}

/// What came of a recovery.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Recovery {
    /// Pages of the damaged file.
    pub pages: u32,
    /// Pages among them that could not be read.
    pub damaged: u32,
    /// Every table, by name.
    pub tables: Vec<Saved>,
    /// What else was mended, in plain words.
    pub notes: Vec<String>,
}

impl Recovery {
    /// Rows in all that could be read.
    pub fn read(&self) -> u64 {
        self.tables.iter().map(|table| table.read).sum()
    }

    /// Rows in all that are known to be lost or were left out.
    pub fn lost(&self) -> u64 {
        self.tables.iter().map(|table| table.lost + table.dropped).sum()
    }
}

/// Tables whose rows are not carried over: the new file has its own journal.
const LEFT: [&str; 3] = ["op", "op_open", "change"];

/// Reads the damaged file `from` and writes what can be saved to the new file `to`. A newer file is refused.
pub(crate) fn recover(from: &Path, to: &Path, progress: &Progress) -> Result<Recovery> {
    let pages = Pages::open(from)?;
    if let Some(version) = pages.newer() {
        // What a newer program keeps, this one would leave out without knowing.
        return Err(super::open::newer(from, version));
    }
    let steps = Steps { progress, pages: u64::from(pages.count) };
    steps.begin();
    let found = Gathered::find(&pages, progress)?;
    steps.reached(1);
    let store = Store::create(to)?;
    store.watch(Some(progress.clone()));
    let written = write(&store, &pages, &found, from, &steps);
    // It stands: nothing is left that could be stopped.
    store.watch(None);
    let written = written.and_then(|report| store.settle(true).map(|()| report));
    drop(store);
    if written.is_err() {
        let _ = std::fs::remove_file(to);
    }
    written
}

/// How far a recovery is: every page is looked at, its rows are written, and what they say is mended.
struct Steps<'a> {
    progress: &'a Progress,
    pages: u64,
}

impl Steps<'_> {
    fn begin(&self) {
        self.progress.begin(3 * self.pages);
    }

    /// So many of the three parts are done. Not every page has rows of its own.
    fn reached(&self, parts: u64) {
        self.progress.advance((parts * self.pages).saturating_sub(self.progress.report().done));
        self.progress.wake();
    }
}

fn write(store: &Store, pages: &Pages, found: &Gathered, from: &Path, steps: &Steps) -> Result<Recovery> {
    // Rows come in any order, and what they name may be missing: that is mended when all are there.
    store.conn().pragma_update(None, "foreign_keys", false)?;
    let damaged = found.damaged.len() as u32;
    let mut report = Recovery { pages: pages.count, damaged, ..Recovery::default() };
    let head = NewOp { kind: "recover", label: "Recovered the project", place: "", coder: None, who: "", undoes: None };
    store.operation(&head, |store| {
        for n in 0..found.shapes.len() {
            if !LEFT.contains(&found.shapes[n].name.as_str()) {
                report.tables.push(fill(store, pages, found, n)?);
            }
        }
        steps.reached(2);
        if report.read() == 0 {
            return Err(Error::hint(
                format!("nothing of a project could be read in {}; no new file was made", from.display()),
                "Restore a backup, or look whether this is the right file.",
            ));
        }
        report.tables.sort_by(|a, b| a.table.cmp(&b.table));
        mend::mend(store, &mut report, &from.file_stem().unwrap_or_default().to_string_lossy())?;
        begin_journal(store)?;
        steps.reached(3);
        let name = from.file_name().unwrap_or_default().to_string_lossy();
        store.relabel(&format!("Recovered the project from \u{2068}{name}\u{2069}: {} rows read, {} lost", report.read(), report.lost()))
    })?;
    store.conn().pragma_update(None, "foreign_keys", true)?;
    Ok(report)
}

/// The new journal knows of every row that it came, and nothing of how it was mended: what was lost is named nowhere any more.
fn begin_journal(store: &Store) -> Result<()> {
    store.conn().execute("DELETE FROM change", [])?;
    for table in super::migrate::journaled(store.conn())? {
        let sql = format!("INSERT INTO change (op, tbl, row, what) SELECT (SELECT op FROM op_open), '{table}', id, 'i' FROM {table}");
        store.conn().execute(&sql, [])?;
    }
    Ok(())
}

/// Writes the rows of one table.
fn fill(store: &Store, pages: &Pages, found: &Gathered, n: usize) -> Result<Saved> {
    let shape = &found.shapes[n];
    let (walked, orphans) = &found.pages[n];
    let mut saved = Saved { table: shape.name.clone(), ..Saved::default() };
    let mut unreadable = 0;
    for (number, orphan) in walked.iter().map(|page| (page, false)).chain(orphans.iter().map(|page| (page, true))) {
        let Some(page) = Page::read(pages, *number) else { continue };
        store.step()?;
        for row in page.rows(pages) {
            let Some(row) = row.filter(|row| shape.fits(row)) else {
                unreadable += 1;
                continue;
            };
            let values = shape.values(row);
            // A page outside every tree may be left from before a deletion, which the journal remembers.
            if orphan && gone(found, &values) {
                continue;
            }
            match insert(store, shape, &values)? {
                Some(written) => saved.read += u64::from(written),
                None => unreadable += 1,
            }
        }
    }
    saved.lost = missing(store, found, shape)?.max(unreadable);
    Ok(saved)
}

fn gone(found: &Gathered, values: &[Value]) -> bool {
    matches!(values.first(), Some(Value::Blob(id)) if found.known.get(id).is_some_and(|(_, stands)| !stands))
}

/// Writes a row: whether it was new, or `None` when it is no row that the table takes.
fn insert(store: &Store, shape: &Shape, values: &[Value]) -> Result<Option<bool>> {
    if shape.name == "value" && !is_whole(values) {
        return Ok(None);
    }
    let names: Vec<&str> = shape.columns.iter().map(|column| column.name.as_str()).collect();
    let places: Vec<String> = (1..=names.len()).map(|n| format!("?{n}")).collect();
    let sql = format!("INSERT INTO {} ({}) VALUES ({}) ON CONFLICT DO NOTHING", shape.name, names.join(", "), places.join(", "));
    match store.conn().prepare_cached(&sql)?.execute(rusqlite::params_from_iter(values)) {
        Ok(rows) => Ok(Some(rows > 0)),
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Whether a stored text or file is what its hash says.
fn is_whole(values: &[Value]) -> bool {
    let [_, Value::Blob(hash), Value::Integer(size), Value::Integer(packed), Value::Blob(bytes)] = values else { return false };
    // What a change makes of another text or structure is known only when both are there; what does not come out goes later.
    if *packed > 1 {
        return if *packed == 2 { super::values::corrected(bytes).is_some() } else { bytes.len() > hash.len() };
    }
    let plain = unpack(*packed == 1, bytes);
    plain.is_some_and(|plain| plain.len() as i64 == *size && blake3::hash(&plain).as_bytes()[..] == hash[..])
}

/// How many rows the journal says should stand in a table and do not.
fn missing(store: &Store, found: &Gathered, shape: &Shape) -> Result<u64> {
    let mut stands = HashMap::new();
    for (id, (table, alive)) in &found.known {
        if *table == shape.name && *alive {
            stands.insert(id.as_slice(), ());
        }
    }
    if stands.is_empty() {
        return Ok(0);
    }
    let mut statement = store.conn().prepare(&format!("SELECT id FROM {}", shape.name))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        stands.remove(row.get_ref(0)?.as_blob().unwrap_or_default());
    }
    Ok(stands.len() as u64)
}
