//! Twins: where one coder has the very same passage under the same code twice in a layer, one coding stays.

use crate::Result;
use crate::model::{CodeId, CoderId, Coding, CodingId, LayerId, Memo, SourceId, Span, Subject, VersionId};
use crate::store::Store;
use std::collections::HashMap;

/// What makes two codings of a source one and the same.
type Key = (VersionId, Span, CodeId, CoderId, LayerId);

fn key(coding: &Coding) -> Key {
    (coding.version, coding.span, coding.code, coding.coder, coding.layer)
}

/// Codings by what makes them twins, read source by source when first needed. All that an operation writes goes through it.
pub(in crate::project) struct Twins<'a> {
    store: &'a Store,
    known: HashMap<SourceId, HashMap<Key, CodingId>>,
}

impl<'a> Twins<'a> {
    /// Nothing read yet.
    pub(in crate::project) fn new(store: &'a Store) -> Self {
        Self { store, known: HashMap::new() }
    }

    fn of(&mut self, source: SourceId) -> Result<&mut HashMap<Key, CodingId>> {
        Ok(match self.known.entry(source) {
            std::collections::hash_map::Entry::Occupied(entry) => entry.into_mut(),
            std::collections::hash_map::Entry::Vacant(entry) => {
                let list = self.store.by::<Coding>("source", &source)?;
                entry.insert(list.iter().map(|coding| (key(coding), coding.id)).collect())
            }
        })
    }

    /// Writes a new coding, unless its twin stands there already.
    pub(in crate::project) fn add(&mut self, coding: &Coding) -> Result<bool> {
        let here = self.of(coding.source)?;
        if here.contains_key(&key(coding)) {
            return Ok(false);
        }
        here.insert(key(coding), coding.id);
        self.store.insert(coding)?;
        Ok(true)
    }

    /// Changes a coding as `change` says. Where its twin stands already, that one gets its memos and its star, and this one goes.
    /// One that went so before stays gone.
    pub(in crate::project) fn change(&mut self, id: CodingId, change: impl FnOnce(Coding) -> Coding) -> Result<()> {
        let Some(old) = self.store.get::<Coding>(id)? else { return Ok(()) };
        let new = change(old.clone());
        let here = self.of(old.source)?;
        if here.get(&key(&old)) == Some(&id) {
            here.remove(&key(&old));
        }
        match here.get(&key(&new)).copied() {
            Some(twin) => self.join(&new, twin),
            None => {
                here.insert(key(&new), id);
                self.store.update(&new)
            }
        }
    }

    /// Deletes a coding.
    pub(in crate::project) fn remove(&mut self, coding: &Coding) -> Result<()> {
        self.of(coding.source)?.retain(|_, id| *id != coding.id);
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
