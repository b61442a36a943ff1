//! The journal: operations, what they changed, and the inverse of an operation.

use super::Store;
use super::migrate::{Column, columns};
use super::record::Record;
use crate::model::{CoderId, OpId, Time};
use crate::{Error, Result};
use rusqlite::params;
use std::collections::HashSet;

/// The head of a new operation.
pub(crate) struct NewOp<'a> {
    /// Which verb, by its stored name.
    pub kind: &'a str,
    /// What was done, in plain words.
    pub label: &'a str,
    /// Where: the source or the framework it was done in, or empty.
    pub place: &'a str,
    /// Who did it.
    pub coder: Option<CoderId>,
    /// Their initials at the time.
    pub who: &'a str,
    /// The operation that this one takes back, by `seq`.
    pub undoes: Option<i64>,
}

/// A table's statements that take changes back.
pub(crate) struct Inverse {
    delete: String,
    insert: String,
    update: String,
}

impl Inverse {
    fn new(table: &str, columns: &[Column]) -> Self {
        let value = |(name, bytes): &Column| {
            let plain = format!("json_extract(?2, '$.{name}')");
            if *bytes { format!("unhex({plain})") } else { plain }
        };
        let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
        let values: Vec<String> = columns.iter().map(value).collect();
        let sets: Vec<String> = names.iter().zip(&values).skip(1).map(|(name, value)| format!("{name} = {value}")).collect();
        Self {
            delete: format!("DELETE FROM {table} WHERE id = ?1 AND ?2 IS NULL"),
            insert: format!("INSERT INTO {table} ({}) SELECT {} WHERE ?1 IS NOT NULL", names.join(", "), values.join(", ")),
            update: format!("UPDATE {table} SET {} WHERE id = ?1", sets.join(", ")),
        }
    }
}

/// The rows that were touched since a moment of the open operation.
pub(crate) struct Touched<'a> {
    store: &'a Store,
    from: i64,
}

impl Touched<'_> {
    /// The project file, as it stands now.
    pub(crate) fn store(&self) -> &Store {
        self.store
    }

    /// How many rows of a noun were made, changed or deleted.
    pub(crate) fn rows<R: Record>(&self) -> Result<usize> {
        // By place, not by the index of tables: that would go through all that was ever done to the noun.
        let sql = "SELECT COUNT(DISTINCT row) FROM change WHERE seq > ?1 AND +tbl = ?2";
        let rows: i64 = self.store.conn().prepare_cached(sql)?.query_row(params![self.from, R::TABLE], |row| row.get(0))?;
        Ok(usize::try_from(rows).unwrap_or(0))
    }

    /// Those of some rows that were touched, each once, in their order.
    pub(crate) fn of<R: Record>(&self, ids: &[R::Id]) -> Result<Vec<R::Id>>
    where
        R::Id: rusqlite::types::FromSql + Eq + std::hash::Hash,
    {
        let sql = "SELECT DISTINCT row FROM change WHERE seq > ?1 AND +tbl = ?2";
        let mut statement = self.store.conn().prepare_cached(sql)?;
        let mut touched: HashSet<R::Id> = statement.query_map(params![self.from, R::TABLE], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(ids.iter().copied().filter(|id| touched.remove(id)).collect())
    }
}

impl Store {
    /// Runs `work` as one operation in one transaction and returns its `seq` with what `work` returned. An error leaves nothing behind.
    /// An operation that changed nothing is not kept: its `seq` is then `None`. Inside `begin` it joins the transaction that is open.
    pub(crate) fn operation<T>(&self, op: &NewOp<'_>, work: impl FnOnce(&Store) -> Result<T>) -> Result<(Option<i64>, T)> {
        if !self.conn().is_autocommit() {
            return self.within(op, work);
        }
        let transaction = rusqlite::Transaction::new_unchecked(self.conn(), rusqlite::TransactionBehavior::Immediate)?;
        let (seq, value) = self.within(op, work)?;
        self.check()?;
        transaction.commit()?;
        Ok((seq, value))
    }

    /// Opens a transaction that holds every operation until `end`.
    pub(crate) fn begin(&self) -> Result<()> {
        Ok(self.conn().execute_batch("BEGIN IMMEDIATE")?)
    }

    /// Ends what `begin` began: kept, or as if nothing had been done.
    pub(crate) fn end(&self, keep: bool) -> Result<()> {
        if keep {
            self.check()?;
        }
        Ok(self.conn().execute_batch(if keep { "COMMIT" } else { "ROLLBACK" })?)
    }

    /// Runs several operations in one transaction: `work` calls `within` for each.
    pub(crate) fn together<T>(&self, work: impl FnOnce(&Store) -> Result<T>) -> Result<T> {
        let transaction = rusqlite::Transaction::new_unchecked(self.conn(), rusqlite::TransactionBehavior::Immediate)?;
        let value = work(self)?;
        self.check()?;
        transaction.commit()?;
        Ok(value)
    }

    /// One operation inside an open transaction.
    pub(crate) fn within<T>(&self, op: &NewOp<'_>, work: impl FnOnce(&Store) -> Result<T>) -> Result<(Option<i64>, T)> {
        let seq = self.open_op(op)?;
        let value = work(self)?;
        Ok((self.close_op(seq)?.then_some(seq), value))
    }

    /// Begins an operation inside an open transaction: what is written from now on is its.
    pub(crate) fn open_op(&self, op: &NewOp<'_>) -> Result<i64> {
        // What was stopped in the middle begins nothing more, whatever becomes of the error.
        self.check()?;
        // The number is given here: SQLite by itself never gives one twice, so an operation that came to nothing would leave a gap.
        let sql = "INSERT INTO op (seq, id, kind, label, place, coder, who, at, undoes)
                   VALUES ((SELECT COALESCE(MAX(seq), 0) + 1 FROM op), ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        let mut insert = self.conn().prepare_cached(sql)?;
        insert.execute(params![OpId::new(), op.kind, op.label, op.place, op.coder, op.who, Time::now(), op.undoes])?;
        let seq = self.conn().last_insert_rowid();
        self.conn().prepare_cached("INSERT INTO op_open (one, op) VALUES (1, ?1)")?.execute([seq])?;
        Ok(seq)
    }

    /// Ends the open operation `seq`; one that changed nothing is not kept, and the answer is then `false`.
    pub(crate) fn close_op(&self, seq: i64) -> Result<bool> {
        self.conn().prepare_cached("DELETE FROM op_open")?.execute([])?;
        let changed: bool = self.conn().prepare_cached("SELECT EXISTS (SELECT 1 FROM change WHERE op = ?1)")?.query_row([seq], |row| row.get(0))?;
        if !changed {
            self.conn().prepare_cached("DELETE FROM op WHERE seq = ?1")?.execute([seq])?;
        }
        Ok(changed)
    }

    /// What is touched from now on.
    pub(crate) fn since_now(&self) -> Result<Touched<'_>> {
        Ok(Touched { store: self, from: self.last_change()? })
    }

    fn last_change(&self) -> Result<i64> {
        Ok(self.conn().prepare_cached("SELECT COALESCE(MAX(seq), 0) FROM change")?.query_row([], |row| row.get(0))?)
    }

    /// Runs `work` inside the open operation and says whether it changed a row, also where it ends with an error. What it wrote before that is taken
    /// back with the transaction alone: inside a savepoint SQLite keeps each page that is touched, in memory, and goes through all of them again after
    /// every row.
    pub(crate) fn part<T>(&self, work: impl FnOnce(&Store) -> Result<T>) -> Result<(bool, Result<T>)> {
        let before = self.last_change()?;
        let outcome = work(self);
        // A statement that was stopped has taken the whole transaction with it.
        let broken = outcome.is_err() && self.conn().is_autocommit();
        Ok((broken || self.last_change()? > before, outcome))
    }

    /// Gives the open operation the head of another: what it is called and who did it.
    pub(crate) fn rename_op(&self, op: &NewOp<'_>) -> Result<()> {
        let sql = "UPDATE op SET kind = ?1, label = ?2, place = ?3, coder = ?4, who = ?5 WHERE seq = (SELECT op FROM op_open)";
        self.conn().prepare_cached(sql)?.execute(params![op.kind, op.label, op.place, op.coder, op.who])?;
        Ok(())
    }

    /// Gives the open operation another label, once it is known what it did.
    pub(crate) fn relabel(&self, label: &str) -> Result<()> {
        self.conn().prepare_cached("UPDATE op SET label = ?1 WHERE seq = (SELECT op FROM op_open)")?.execute([label])?;
        Ok(())
    }

    /// Lets the open operation's label go on.
    pub(crate) fn lengthen(&self, more: &str) -> Result<()> {
        self.conn().prepare_cached("UPDATE op SET label = label || ?1 WHERE seq = (SELECT op FROM op_open)")?.execute([more])?;
        Ok(())
    }

    /// Applies the inverse of every change of the operation `seq`, last first; its own triggers write down what it does.
    pub(crate) fn invert(&self, seq: i64) -> Result<()> {
        self.defer_references()?;
        let mut inverses = std::collections::HashMap::new();
        let mut select = self.conn().prepare_cached("SELECT tbl, row, what, before FROM change WHERE op = ?1 ORDER BY seq DESC")?;
        let mut rows = select.query([seq])?;
        while let Some(row) = rows.next()? {
            let table: String = row.get(0)?;
            let inverse = match inverses.entry(table) {
                std::collections::hash_map::Entry::Occupied(entry) => entry.into_mut(),
                std::collections::hash_map::Entry::Vacant(entry) => {
                    let columns = columns(self.conn(), entry.key())?;
                    let inverse = Inverse::new(entry.key(), &columns);
                    entry.insert(inverse)
                }
            };
            let (id, what, before) = (row.get_ref(1)?, row.get_ref(2)?.as_str().unwrap_or(""), row.get_ref(3)?);
            let sql = match what {
                "i" => &inverse.delete,
                "d" => &inverse.insert,
                "u" => &inverse.update,
                other => return Err(Error::rejected(format!("the journal holds a change of unknown kind “{other}”"))),
            };
            self.conn().prepare_cached(sql)?.execute(params![id.as_blob().unwrap_or_default(), before.as_str_or_null().ok().flatten()])?;
            self.check()?;
        }
        Ok(())
    }
}
