//! The work under way in a file, watched: how many rows it has touched of how many it will, and whether it shall stop; reading too.

use super::Store;
use crate::Result;
use crate::jobs::Progress;
use rusqlite::Connection;
use std::ffi::c_int;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};

/// Steps of SQLite's machine between two looks whether the work shall stop: a statement that touches very many rows stops in the middle.
const STEPS: c_int = 4_000;

/// What the connection's hooks share with the store.
#[derive(Default)]
pub(super) struct Watched {
    progress: Mutex<Option<Progress>>,
    /// Whether its steps are rows.
    rows: AtomicBool,
}

impl Watched {
    fn with<T>(&self, look: impl FnOnce(&Progress) -> T) -> Option<T> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(look)
    }

    /// Watches the work of a connection. The journal has a row for each that is touched, also by a cascade, so its rows are counted.
    pub(super) fn install(conn: &mut Connection) -> Result<Arc<Self>> {
        let watched = Arc::new(Self::default());
        let (counted, asked) = (watched.clone(), watched.clone());
        conn.update_hook(Some(move |_: rusqlite::hooks::Action, _: &str, table: &str, _: i64| {
            if counted.rows.load(Relaxed) && table == "change" {
                counted.with(|progress| progress.advance(1));
            }
        }))?;
        conn.progress_handler(STEPS, Some(move || asked.with(Progress::cancelled).unwrap_or(false)))?;
        Ok(watched)
    }
}

impl Store {
    /// Lets the work that comes next be watched and stopped; with nothing, nobody watches it.
    pub(crate) fn watch(&self, progress: Option<Progress>) {
        self.watched.rows.store(false, Relaxed);
        *self.watched.progress.lock().unwrap_or_else(PoisonError::into_inner) = progress;
    }

    /// Who watches the work under way.
    pub(crate) fn watcher(&self) -> Option<Progress> {
        self.watched.with(Progress::clone)
    }

    /// Says that the work under way will touch so many rows more. Work that counts its steps otherwise goes on doing so.
    pub(crate) fn expect(&self, rows: u64) {
        self.watched.with(|progress| {
            if self.watched.rows.load(Relaxed) {
                progress.expect(rows);
            } else if progress.report().total == 0 {
                self.watched.rows.store(true, Relaxed);
                progress.begin(rows);
            }
        });
    }

    /// [`crate::Error::Cancelled`] where the work under way shall stop.
    pub(crate) fn check(&self) -> Result<()> {
        self.watched.with(Progress::check).unwrap_or(Ok(()))
    }

    /// Counts a step of work that is no row, and asks whether it shall stop.
    pub(crate) fn step(&self) -> Result<()> {
        self.watched.with(|progress| progress.advance(1));
        self.check()
    }

    /// Runs `work`, which nobody stops.
    pub(crate) fn undisturbed<T>(&self, work: impl FnOnce(&Self) -> T) -> T {
        let (watcher, rows) = (self.watcher(), self.watched.rows.load(Relaxed));
        self.watch(None);
        let value = work(self);
        self.watch(watcher);
        self.watched.rows.store(rows, Relaxed);
        value
    }

    /// How many rows name one by their column `noun`: those that go when it does.
    pub(crate) fn count_of(&self, noun: &str, id: &dyn rusqlite::ToSql) -> Result<u64> {
        let mut count = 0;
        for table in super::migrate::journaled(self.conn())? {
            if super::migrate::columns(self.conn(), &table)?.iter().any(|(name, _)| name == noun) {
                let mut statement = self.conn().prepare_cached(&format!("SELECT COUNT(*) FROM {table} WHERE {noun} = ?1"))?;
                count += statement.query_row([id], |row| row.get::<_, i64>(0))?.unsigned_abs();
            }
        }
        Ok(count)
    }

    /// How many rows an operation touched.
    pub(crate) fn rows_of(&self, seq: i64) -> Result<u64> {
        let mut statement = self.conn().prepare_cached("SELECT COUNT(*) FROM change WHERE op = ?1")?;
        Ok(statement.query_row([seq], |row| row.get::<_, i64>(0))?.unsigned_abs())
    }
}
