//! Reading the journal.

use super::Store;
use crate::Result;
use crate::model::{CoderId, OpId, ProjectId, Time};
use rusqlite::{OptionalExtension, Row};

/// One operation of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OpRow {
    /// Its place in the journal.
    pub seq: i64,
    /// The verb's stored name.
    pub kind: String,
    /// What was done.
    pub label: String,
    /// Where.
    pub place: String,
    /// Who.
    pub coder: Option<CoderId>,
    /// Their initials then.
    pub who: String,
    /// When.
    pub at: Time,
    /// What it takes back.
    pub undoes: Option<i64>,
}

impl OpRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            seq: row.get(0)?,
            kind: row.get(1)?,
            label: row.get(2)?,
            place: row.get(3)?,
            coder: row.get(4)?,
            who: row.get(5)?,
            at: row.get(6)?,
            undoes: row.get(7)?,
        })
    }
}

const COLUMNS: &str = "seq, kind, label, place, coder, who, at, undoes";

/// One row's change within an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RowChange {
    /// The table.
    pub table: String,
    /// The row's id.
    pub row: [u8; 16],
    /// `i`, `u` or `d`.
    pub what: char,
    /// The row before, as JSON.
    pub before: Option<String>,
    /// The row after, as JSON: what stood before its next change, or stands now. Nothing after a delete.
    pub after: Option<String>,
}

/// A change of a row: the operation, the row, and how it stood before; nothing where it was not there yet.
pub(crate) type Changed = (i64, [u8; 16], Option<String>);

/// A row that was rewritten: the row, how it stood before, and how it stood then.
pub(crate) type Rewritten = ([u8; 16], Option<String>, Option<String>);

impl Store {
    /// Whether two operations changed one and the same row of a table.
    pub(crate) fn share_a_row(&self, table: &str, one: i64, other: i64) -> Result<bool> {
        let sql =
            "SELECT EXISTS (SELECT 1 FROM change a JOIN change b ON b.op = ?3 AND b.tbl = a.tbl AND b.row = a.row WHERE a.op = ?2 AND a.tbl = ?1)";
        Ok(self.conn().prepare_cached(sql)?.query_row(rusqlite::params![table, one, other], |row| row.get(0))?)
    }

    /// The operations after `seq`, oldest first.
    pub(crate) fn ops_after(&self, seq: i64, most: u32) -> Result<Vec<OpRow>> {
        let mut statement = self.conn().prepare_cached(&format!("SELECT {COLUMNS} FROM op WHERE seq > ?1 ORDER BY seq LIMIT ?2"))?;
        let mut rows = statement.query_map([seq, i64::from(most)], OpRow::read)?;
        if self.lenient {
            // Up to the first damage.
            return Ok(rows.map_while(rusqlite::Result::ok).collect());
        }
        Ok(rows.by_ref().collect::<rusqlite::Result<_>>()?)
    }

    /// One operation.
    pub(crate) fn op(&self, seq: i64) -> Result<Option<OpRow>> {
        let mut statement = self.conn().prepare_cached(&format!("SELECT {COLUMNS} FROM op WHERE seq = ?1"))?;
        Ok(statement.query_row([seq], OpRow::read).optional()?)
    }

    /// The last operation's place in the journal, 0 when there is none.
    pub(crate) fn last_op(&self) -> Result<i64> {
        Ok(self.conn().prepare_cached("SELECT coalesce(max(seq), 0) FROM op")?.query_row([], |row| row.get(0))?)
    }

    /// The last operation's id.
    pub(crate) fn last_op_id(&self) -> Result<Option<OpId>> {
        let mut statement = self.conn().prepare_cached("SELECT id FROM op ORDER BY seq DESC LIMIT 1")?;
        Ok(statement.query_row([], |row| row.get(0)).optional()?)
    }

    /// Whether an operation stands in the journal.
    pub(crate) fn has_op(&self, id: OpId) -> Result<bool> {
        Ok(self.conn().prepare_cached("SELECT EXISTS (SELECT 1 FROM op WHERE id = ?1)")?.query_row([id], |row| row.get(0))?)
    }

    /// A number that changes when another connection writes the file; asking costs next to nothing.
    pub(crate) fn data_version(&self) -> Result<i64> {
        Ok(self.conn().pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// The project's id, asked so that every format can tell it.
    pub(crate) fn project_id(&self) -> Result<Option<ProjectId>> {
        let mut statement = self.conn().prepare_cached("SELECT id FROM project LIMIT 1")?;
        Ok(statement.query_row([], |row| row.get(0)).optional()?)
    }

    /// Which rows the operations after `after` up to `upto` touched: table and id, each once.
    pub(crate) fn touched(&self, after: i64, upto: i64) -> Result<Vec<(String, [u8; 16])>> {
        let mut statement = self.conn().prepare_cached("SELECT DISTINCT tbl, row FROM change WHERE op > ?1 AND op <= ?2")?;
        Ok(statement.query_map([after, upto], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
    }

    /// How many rows the operations after `after` touched; no further than `most` is counted.
    pub(crate) fn touches(&self, after: i64, most: usize) -> Result<usize> {
        let mut statement = self.conn().prepare_cached("SELECT COUNT(*) FROM (SELECT 1 FROM change WHERE op > ?1 LIMIT ?2)")?;
        Ok(statement.query_row([after, most as i64], |row| row.get::<_, i64>(0))?.unsigned_abs() as usize)
    }

    /// The operations that touched the row `id` of `noun`, or a row that names it in its column `noun`, now or before.
    pub(crate) fn ops_about(&self, noun: &str, id: &[u8; 16]) -> Result<std::collections::HashSet<i64>> {
        let mut ops = self.ops_of("SELECT op FROM change WHERE tbl = ?2 AND row = ?1", rusqlite::params![id, noun])?;
        for table in super::migrate::journaled(self.conn())? {
            if !super::migrate::columns(self.conn(), &table)?.iter().any(|(name, _)| name == noun) {
                continue;
            }
            let rows = format!(
                "SELECT op FROM change WHERE tbl = ?2 AND row IN (SELECT id FROM {table} WHERE {noun} = ?1
                   UNION SELECT row FROM change WHERE tbl = ?2 AND before IS NOT NULL AND json_extract(before, '$.{noun}') = hex(?1))"
            );
            ops.extend(self.ops_of(&rows, rusqlite::params![id, table])?);
        }
        Ok(ops)
    }

    fn ops_of(&self, select: &str, values: impl rusqlite::Params) -> Result<std::collections::HashSet<i64>> {
        let mut statement = self.conn().prepare_cached(select)?;
        Ok(statement.query_map(values, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// The operation that made the row `id` of a table first.
    pub(crate) fn maker(&self, table: &str, id: &[u8; 16]) -> Result<Option<OpRow>> {
        let mut statement = self.conn().prepare_cached("SELECT min(op) FROM change WHERE tbl = ?1 AND row = ?2 AND what = 'i'")?;
        let seq: Option<i64> = statement.query_row(rusqlite::params![table, id], |row| row.get(0))?;
        seq.map_or(Ok(None), |seq| self.op(seq))
    }

    /// How many rows an operation changed.
    pub(crate) fn change_count(&self, seq: i64) -> Result<u64> {
        let count: i64 = self.conn().prepare_cached("SELECT count(*) FROM change WHERE op = ?1")?.query_row([seq], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// What an operation changed, at most `limit` rows, with the rows before and after.
    pub(crate) fn changes(&self, seq: i64, limit: u32) -> Result<Vec<RowChange>> {
        let mut statement = self.conn().prepare_cached("SELECT seq, tbl, row, what, before FROM change WHERE op = ?1 ORDER BY seq LIMIT ?2")?;
        let rows = statement.query_map([seq, i64::from(limit)], |row| {
            let what: String = row.get(3)?;
            let change =
                RowChange { table: row.get(1)?, row: row.get(2)?, what: what.chars().next().unwrap_or('?'), before: row.get(4)?, after: None };
            Ok((row.get::<_, i64>(0)?, change))
        })?;
        let mut list = Vec::new();
        for row in rows {
            let (at, mut change) = row?;
            if change.what != 'd' {
                change.after = self.row_after(at, &change.table, &change.row)?;
            }
            list.push(change);
        }
        Ok(list)
    }

    /// The operation that deleted a row; nothing where the row is there, or never was.
    pub(crate) fn deleted_by(&self, table: &str, id: &[u8; 16]) -> Result<Option<i64>> {
        let mut statement = self.conn().prepare_cached("SELECT op, what FROM change WHERE tbl = ?1 AND row = ?2 ORDER BY seq DESC LIMIT 1")?;
        let last: Option<(i64, String)> = statement.query_row(rusqlite::params![table, id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        Ok(last.filter(|(_, what)| what == "d").map(|(op, _)| op))
    }

    /// The rows of a table that an operation touched, in order: the row, how it stood before, and after; nothing where it was not there.
    pub(crate) fn rows_of_step(&self, seq: i64, table: &str) -> Result<Vec<Rewritten>> {
        // The plus keeps SQLite to the table: a step may be of very many codings.
        let mut statement = self.conn().prepare_cached("SELECT seq, row, what, before FROM change WHERE +op = ?1 AND tbl = ?2 ORDER BY seq")?;
        let rows = statement.query_map(rusqlite::params![seq, table], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
        self.with_after(table, rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Touched rows with how they stood after.
    fn with_after(&self, table: &str, changes: Vec<(i64, [u8; 16], String, Option<String>)>) -> Result<Vec<Rewritten>> {
        let after = |(at, id, what, before): (i64, [u8; 16], String, Option<String>)| {
            let after = if what == "d" { None } else { self.row_after(at, table, &id)? };
            Ok((id, before, after))
        };
        changes.into_iter().map(after).collect()
    }

    /// The rows of a table that an operation changed or deleted, in order: the row, how it stood before, and after; nothing where it was deleted.
    pub(crate) fn changed_rows(&self, seq: i64, table: &str) -> Result<Vec<Rewritten>> {
        let mut statement = self
            .conn()
            .prepare_cached("SELECT seq, row, what, before FROM change WHERE op = ?1 AND +tbl = ?2 AND before IS NOT NULL ORDER BY seq")?;
        let rows = statement.query_map(rusqlite::params![seq, table], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
        self.with_after(table, rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Every state of a row, oldest first: the operation that made it so, and the row after it; nothing where it was deleted.
    pub(crate) fn states(&self, table: &str, id: &[u8; 16]) -> Result<Vec<(OpRow, Option<String>)>> {
        let mut statement = self.conn().prepare_cached("SELECT seq, op, what FROM change WHERE tbl = ?1 AND row = ?2 ORDER BY seq")?;
        let rows = statement.query_map(rusqlite::params![table, id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let changes: Vec<(i64, i64, String)> = rows.collect::<rusqlite::Result<_>>()?;
        let mut list = Vec::new();
        for (at, op, what) in changes {
            let Some(op) = self.op(op)? else { continue };
            list.push((op, if what == "d" { None } else { self.row_after(at, table, id)? }));
        }
        Ok(list)
    }

    /// The rows of a table that were touched more than once.
    pub(crate) fn touched_again(&self, table: &str) -> Result<std::collections::HashSet<[u8; 16]>> {
        let mut statement = self.conn().prepare_cached("SELECT row FROM change WHERE tbl = ?1 GROUP BY row HAVING count(*) > 1")?;
        Ok(statement.query_map([table], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// The rows of a table that operations after `seq` touched, each as it stood before the first of them; nothing where it was not there yet.
    pub(crate) fn touched_since(&self, table: &str, seq: i64) -> Result<Vec<([u8; 16], Option<String>)>> {
        let mut known = std::collections::HashSet::new();
        let changes = self.changes_since(table, seq)?;
        Ok(changes.into_iter().filter(|(_, id, _)| known.insert(*id)).map(|(_, id, before)| (id, before)).collect())
    }

    /// What stood in a column of each row that operations of these two kinds changed or deleted, before they did.
    pub(crate) fn words_before(&self, table: &str, column: &str, kinds: [&str; 2]) -> Result<Vec<([u8; 16], String)>> {
        let sql = "SELECT DISTINCT change.row, json_extract(change.before, '$.' || ?2) FROM op JOIN change ON change.op = op.seq
                   WHERE op.kind IN (?3, ?4) AND +change.tbl = ?1 AND change.before IS NOT NULL";
        let mut statement = self.conn().prepare_cached(sql)?;
        let rows = statement.query_map(rusqlite::params![table, column, kinds[0], kinds[1]], |row| {
            Ok((row.get(0)?, row.get::<_, Option<String>>(1)?.unwrap_or_default()))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The rows of a table that operations of this moment or later touched.
    pub(crate) fn touched_from(&self, table: &str, at: crate::model::Time) -> Result<std::collections::HashSet<[u8; 16]>> {
        let mut first = self.conn().prepare_cached("SELECT min(seq) FROM op WHERE at >= ?1")?;
        let Some(first) = first.query_row([at], |row| row.get::<_, Option<i64>>(0))? else { return Ok(std::collections::HashSet::new()) };
        let mut statement = self.conn().prepare_cached("SELECT row FROM change WHERE op >= ?2 AND +tbl = ?1")?;
        Ok(statement.query_map(rusqlite::params![table, first], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// The changes of a table by operations after `seq`, in order: the operation, the row, and how it stood before.
    pub(crate) fn changes_since(&self, table: &str, seq: i64) -> Result<Vec<Changed>> {
        // The plus keeps SQLite to the operations: there are few after it, and many changes of the table.
        let mut statement = self.conn().prepare_cached("SELECT op, row, before FROM change WHERE op > ?2 AND +tbl = ?1 ORDER BY seq")?;
        let rows = statement.query_map(rusqlite::params![table, seq], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?)
    }

    /// A row as it stood right after the change `at`: the `before` of its next change, or the row itself.
    fn row_after(&self, at: i64, table: &str, row: &[u8; 16]) -> Result<Option<String>> {
        let mut next = self.conn().prepare_cached("SELECT before FROM change WHERE tbl = ?1 AND row = ?2 AND seq > ?3 ORDER BY seq LIMIT 1")?;
        if let Some(before) = next.query_row(rusqlite::params![table, row, at], |row| row.get::<_, Option<String>>(0)).optional()? {
            return Ok(before);
        }
        let columns = super::migrate::columns(self.conn(), table)?;
        if columns.is_empty() {
            return Ok(None);
        }
        let parts: Vec<String> = columns
            .iter()
            .map(|(name, bytes)| if *bytes { format!("'{name}', iif({name} IS NULL, NULL, hex({name}))") } else { format!("'{name}', {name}") })
            .collect();
        let mut statement = self.conn().prepare_cached(&format!("SELECT json_object({}) FROM {table} WHERE id = ?1", parts.join(", ")))?;
        Ok(statement.query_row([row], |row| row.get(0)).optional()?)
    }
}
