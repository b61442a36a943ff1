//! Drafts: what is being typed and is not yet an operation, so that a kill loses at most a second of it.

use super::Store;
use crate::Result;
use crate::model::Time;
use rusqlite::{OptionalExtension, params};

impl Store {
    /// Keeps the draft of a place; an empty one is dropped.
    pub(crate) fn put_draft(&self, place: &str, text: &str) -> Result<()> {
        if text.is_empty() {
            self.conn().prepare_cached("DELETE FROM draft WHERE place = ?1")?.execute([place])?;
        } else {
            let mut put = self
                .conn()
                .prepare_cached("INSERT INTO draft (place, text, at) VALUES (?1, ?2, ?3) ON CONFLICT (place) DO UPDATE SET text = ?2, at = ?3")?;
            put.execute(params![place, text, Time::now()])?;
        }
        Ok(())
    }

    /// Keeps what was the draft of a place as that of another, in one write: a kill leaves the one or the other.
    pub(crate) fn move_draft(&self, from: &str, to: &str, text: &str) -> Result<()> {
        let both = self.conn().unchecked_transaction()?;
        self.put_draft(to, text)?;
        self.put_draft(from, "")?;
        Ok(both.commit()?)
    }

    /// The draft of a place.
    pub(crate) fn draft(&self, place: &str) -> Result<Option<String>> {
        let mut statement = self.conn().prepare_cached("SELECT text FROM draft WHERE place = ?1")?;
        Ok(statement.query_row([place], |row| row.get(0)).optional()?)
    }

    /// When the draft of a place was kept last.
    pub(crate) fn draft_at(&self, place: &str) -> Result<Option<Time>> {
        let mut statement = self.conn().prepare_cached("SELECT at FROM draft WHERE place = ?1")?;
        Ok(statement.query_row([place], |row| row.get(0)).optional()?)
    }

    /// Every draft: its place and its words.
    pub(crate) fn drafts(&self) -> Result<Vec<(String, String)>> {
        let mut statement = self.conn().prepare_cached("SELECT place, text FROM draft ORDER BY place")?;
        Ok(statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
    }
}
