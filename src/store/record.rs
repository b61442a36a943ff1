//! Records: one mechanism that writes, reads, changes and deletes the rows of every noun.

use super::Store;
use crate::Result;
use rusqlite::{OptionalExtension, Row, ToSql};

/// A plain value that stands as one row of a journaled table.
pub(crate) trait Record: Sized {
    /// The type of its id.
    type Id: ToSql + Copy;
    /// Its table.
    const TABLE: &'static str;
    /// Its columns, `id` first.
    const COLUMNS: &'static [&'static str];
    /// Calls `run` with the columns' values in order.
    fn with<R>(&self, run: impl FnOnce(&[&dyn ToSql]) -> R) -> R;
    /// The value of a row whose columns are `COLUMNS`.
    fn read(row: &Row<'_>) -> rusqlite::Result<Self>;
}

/// Implements `Record` for a struct whose fields are its columns.
macro_rules! record {
    ($kind:ident($id:ident) in $table:literal { $($field:ident),+ $(,)? }) => {
        impl Record for $kind {
            type Id = $id;
            const TABLE: &'static str = $table;
            const COLUMNS: &'static [&'static str] = &[$(stringify!($field)),+];
            fn with<R>(&self, run: impl FnOnce(&[&dyn rusqlite::ToSql]) -> R) -> R { run(&[$(&self.$field),+]) }
            fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> { Ok(Self { $($field: row.get(stringify!($field))?),+ }) }
        }
    };
}
pub(super) use record;

fn select<R: Record>(rest: &str) -> String {
    format!("SELECT {} FROM {} {rest}", R::COLUMNS.join(", "), R::TABLE)
}

impl Store {
    /// Writes a new row.
    pub(crate) fn insert<R: Record>(&self, record: &R) -> Result<()> {
        let places: Vec<String> = (1..=R::COLUMNS.len()).map(|n| format!("?{n}")).collect();
        let sql = format!("INSERT INTO {} ({}) VALUES ({})", R::TABLE, R::COLUMNS.join(", "), places.join(", "));
        let mut statement = self.conn().prepare_cached(&sql)?;
        record.with(|values| statement.execute(values))?;
        self.check()
    }

    /// Writes a row anew, by its id. A row that did not change leaves no trace in the journal.
    pub(crate) fn update<R: Record>(&self, record: &R) -> Result<()> {
        let sets: Vec<String> = R::COLUMNS.iter().enumerate().skip(1).map(|(n, column)| format!("{column} = ?{}", n + 1)).collect();
        let sql = format!("UPDATE {} SET {} WHERE id = ?1", R::TABLE, sets.join(", "));
        let mut statement = self.conn().prepare_cached(&sql)?;
        record.with(|values| statement.execute(values))?;
        self.check()
    }

    /// Deletes a row; rows that belong to it go with it.
    pub(crate) fn delete<R: Record>(&self, id: R::Id) -> Result<()> {
        let sql = format!("DELETE FROM {} WHERE id = ?1", R::TABLE);
        self.conn().prepare_cached(&sql)?.execute([id])?;
        self.check()
    }

    /// The row of an id.
    pub(crate) fn get<R: Record>(&self, id: R::Id) -> Result<Option<R>> {
        let mut statement = self.conn().prepare_cached(&select::<R>("WHERE id = ?1"))?;
        Ok(statement.query_row([id], R::read).optional()?)
    }

    /// Every row, in order of id.
    pub(crate) fn all<R: Record>(&self) -> Result<Vec<R>> {
        self.rows(&select::<R>("ORDER BY id"), &[])
    }

    /// The rows whose `column` is `value`, in order of id.
    pub(crate) fn by<R: Record>(&self, column: &'static str, value: &dyn ToSql) -> Result<Vec<R>> {
        debug_assert!(R::COLUMNS.contains(&column));
        self.rows(&select::<R>(&format!("WHERE {column} = ?1 ORDER BY id")), &[value])
    }

    /// The rows where two columns have the values given, in order of id.
    pub(crate) fn by_both<R: Record>(&self, one: (&'static str, &dyn ToSql), other: (&'static str, &dyn ToSql)) -> Result<Vec<R>> {
        debug_assert!(R::COLUMNS.contains(&one.0) && R::COLUMNS.contains(&other.0));
        self.rows(&select::<R>(&format!("WHERE {} = ?1 AND {} = ?2 ORDER BY id", one.0, other.0)), &[one.1, other.1])
    }

    fn rows<R: Record>(&self, sql: &str, values: &[&dyn ToSql]) -> Result<Vec<R>> {
        if self.lenient {
            return Ok(self.readable(sql, values));
        }
        let mut statement = self.conn().prepare_cached(sql)?;
        let rows = statement.query_map(values, R::read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The rows up to the first damage; rows that do not make sense are passed over.
    fn readable<R: Record>(&self, sql: &str, values: &[&dyn ToSql]) -> Vec<R> {
        let mut list = Vec::new();
        let Ok(mut statement) = self.conn().prepare(sql) else { return list };
        let Ok(mut rows) = statement.query(values) else { return list };
        while let Ok(Some(row)) = rows.next() {
            list.extend(R::read(row).ok());
        }
        list
    }
}
