//! Twins: where one coder has the very same passage under the same code twice in a layer, one coding stays.

use crate::Result;
use crate::model::{Coding, CodingId, Subject};
use crate::project::lines::Lines;
use crate::project::memos::move_memos;
use crate::store::Store;

/// Whether two codings are one and the same but for their ids, memos and stars.
fn same(a: &Coding, b: &Coding) -> bool {
    (a.version, a.span, a.code, a.coder, a.layer) == (b.version, b.span, b.code, b.coder, b.layer)
}

/// The codings of the file by where they begin. All that an operation writes goes through it, so that the file itself,
/// as it stands within the operation, says what is there: nothing is read but the codings that begin at the same place.
pub(in crate::project) struct Twins<'a> {
    store: &'a Store,
    lines: Lines<'a>,
}

impl<'a> Twins<'a> {
    /// The codings of a file.
    pub(in crate::project) fn new(store: &'a Store) -> Self {
        Self { store, lines: Lines::new(store) }
    }

    /// The twin of a coding. Where the text was corrected, places say nothing until they are carried to the text that is shown.
    fn of(&mut self, coding: &Coding) -> Result<Option<CodingId>> {
        if self.lines.of(coding.source)?.is_plain() {
            let here = self.store.by_both::<Coding>(("source", &coding.source), ("start", &coding.span.start))?;
            return Ok(here.iter().find(|other| other.id != coding.id && same(other, coding)).map(|other| other.id));
        }
        let Some(shown) = self.lines.carry(coding)? else { return Ok(None) };
        for other in self.store.by_both::<Coding>(("source", &coding.source), ("code", &coding.code))? {
            if other.id != coding.id && self.lines.carry(&other)?.is_some_and(|other| same(&other, &shown)) {
                return Ok(Some(other.id));
            }
        }
        Ok(None)
    }

    /// A coding on the text that is shown; nothing where its words were all corrected away.
    pub(in crate::project) fn carry(&mut self, coding: &Coding) -> Result<Option<Coding>> {
        self.lines.carry(coding)
    }

    /// Writes a new coding, unless its twin stands there already.
    pub(in crate::project) fn add(&mut self, coding: &Coding) -> Result<bool> {
        if self.of(coding)?.is_some() {
            return Ok(false);
        }
        self.store.insert(coding)?;
        Ok(true)
    }

    /// Changes a coding as `change` says. Where its twin stands already, that one gets its memos and its star, and this one goes.
    /// One that went so before stays gone.
    pub(in crate::project) fn change(&mut self, id: CodingId, change: impl FnOnce(Coding) -> Coding) -> Result<()> {
        let Some(old) = self.store.get::<Coding>(id)? else { return Ok(()) };
        let new = change(old);
        match self.of(&new)? {
            Some(twin) => self.join(&new, twin),
            None => self.store.update(&new),
        }
    }

    /// Deletes a coding. What was thought of it stays with its passage: how many memos that are.
    pub(in crate::project) fn remove(&self, coding: &Coding) -> Result<usize> {
        let passage = Subject::Passage(coding.source, coding.version, coding.span);
        let memos = move_memos(self.store, Subject::Coding(coding.id), passage)?;
        self.store.delete::<Coding>(coding.id)?;
        Ok(memos)
    }

    fn join(&self, coding: &Coding, twin: CodingId) -> Result<()> {
        move_memos(self.store, Subject::Coding(coding.id), Subject::Coding(twin))?;
        if coding.star
            && let Some(twin) = self.store.get::<Coding>(twin)?
        {
            self.store.update(&Coding { star: true, ..twin })?;
        }
        self.store.delete::<Coding>(coding.id)
    }
}
