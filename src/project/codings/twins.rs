//! Twins: where one coder has the very same passage under the same code twice in a layer, one coding stays.

use crate::Result;
use crate::model::{Coding, CodingId, Memo, Subject};
use crate::store::Store;

/// Whether two codings are one and the same but for their ids, memos and stars.
fn same(a: &Coding, b: &Coding) -> bool {
    (a.version, a.span, a.code, a.coder, a.layer) == (b.version, b.span, b.code, b.coder, b.layer)
}

/// The codings of the file by where they begin. All that an operation writes goes through it, so that the file itself,
/// as it stands within the operation, says what is there: nothing is read but the codings that begin at the same place.
pub(in crate::project) struct Twins<'a> {
    store: &'a Store,
}

impl<'a> Twins<'a> {
    /// The codings of a file.
    pub(in crate::project) fn new(store: &'a Store) -> Self {
        Self { store }
    }

    fn of(&self, coding: &Coding) -> Result<Option<CodingId>> {
        let here = self.store.by_both::<Coding>(("source", &coding.source), ("start", &coding.span.start))?;
        Ok(here.iter().find(|other| other.id != coding.id && same(other, coding)).map(|other| other.id))
    }

    /// Writes a new coding, unless its twin stands there already.
    pub(in crate::project) fn add(&self, coding: &Coding) -> Result<bool> {
        if self.of(coding)?.is_some() {
            return Ok(false);
        }
        self.store.insert(coding)?;
        Ok(true)
    }

    /// Changes a coding as `change` says. Where its twin stands already, that one gets its memos and its star, and this one goes.
    /// One that went so before stays gone.
    pub(in crate::project) fn change(&self, id: CodingId, change: impl FnOnce(Coding) -> Coding) -> Result<()> {
        let Some(old) = self.store.get::<Coding>(id)? else { return Ok(()) };
        let new = change(old);
        match self.of(&new)? {
            Some(twin) => self.join(&new, twin),
            None => self.store.update(&new),
        }
    }

    /// Deletes a coding.
    pub(in crate::project) fn remove(&self, coding: &Coding) -> Result<()> {
        self.store.delete::<Coding>(coding.id)
    }

    fn join(&self, coding: &Coding, twin: CodingId) -> Result<()> {
        for memo in self.store.by::<Memo>("coding", &coding.id)? {
            self.store.update(&Memo { subject: Subject::Coding(twin), ..memo })?;
        }
        if coding.star
            && let Some(twin) = self.store.get::<Coding>(twin)?
        {
            self.store.update(&Coding { star: true, ..twin })?;
        }
        self.store.delete::<Coding>(coding.id)
    }
}
