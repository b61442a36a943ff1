//! A corrected text made ready to be written, which any core can do before the one writer writes it.

use super::prepared::fits;
use crate::model::{Source, Version, VersionId};
use crate::project::codes::found;
use crate::store::{NewValue, Store};
use crate::text::Manuscript;
use crate::{Error, Result};

/// So many corrected texts may be made one of another; the next is stored whole, so that reading never takes long.
const CHAIN: u32 = 15;

/// A source and the version of it that is corrected.
pub(in crate::project) struct Base {
    /// The source.
    pub source: Source,
    /// The version that it shows.
    pub shown: Version,
    /// The number of the next one.
    next: u32,
}

impl Base {
    /// Reads them.
    pub fn of(store: &Store, source: Source) -> Result<Self> {
        let shown = found(store.get::<Version>(source.version)?, "version")?;
        let next = store.by::<Version>("source", &source.id)?.iter().map(|version| version.number).max().unwrap_or(0) + 1;
        Ok(Self { source, shown, next })
    }
}

/// A corrected text ready to be written: hashed and packed, which can be done on any core.
pub(in crate::project) struct Corrected {
    version: Version,
    correction: NewValue,
    structure: NewValue,
    /// The text by its correction, and as a whole.
    short: NewValue,
    whole: NewValue,
}

impl Corrected {
    /// Counts, hashes and packs a corrected text, whose turns name one of so many speakers.
    pub fn new(base: &Base, manuscript: &Manuscript, speakers: usize, reason: &str) -> Result<Self> {
        let Base { source, shown, next } = base;
        let text = manuscript.text();
        let chars = text.geometry.chars();
        if chars == 0 {
            return Err(Error::hint("a source needs some words", "Remove the source where nothing of it should stay."));
        }
        if !fits(&text.structure, chars, speakers) {
            return Err(Error::rejected(format!("the structure of {} does not fit its text", source.name)));
        }
        let correction = NewValue::new(stored(&manuscript.correction(), &source.name)?);
        let structure = NewValue::new(stored(&text.structure, &source.name)?);
        let short = NewValue::corrected(text.geometry.text(), shown.text, correction.hash);
        let whole = NewValue::new(text.geometry.text().as_bytes().to_vec());
        let version = Version {
            id: VersionId::new(),
            source: source.id,
            number: *next,
            reason: reason.to_owned(),
            base: Some(shown.id),
            correction: Some(correction.hash),
            text: whole.hash,
            structure: structure.hash,
            chars,
            words: text.structure.count_words(&text.geometry),
            turns: text.structure.turns.len() as u32,
        };
        Ok(Self { version, correction, structure, short, whole })
    }

    /// Writes the new version inside an open operation; the answer is the source that shows it, still to be written.
    pub fn write(&self, store: &Store, base: &Base) -> Result<Source> {
        store.put(&self.correction)?;
        store.put(&self.structure)?;
        let old = base.shown.text;
        let chained = old != self.whole.hash && store.chain(&old)? < CHAIN && self.short.is_smaller_than(&self.whole);
        store.put(if chained { &self.short } else { &self.whole })?;
        store.insert(&self.version)?;
        Ok(Source { version: self.version.id, ..base.source.clone() })
    }
}

fn stored(value: &impl serde::Serialize, name: &str) -> Result<Vec<u8>> {
    postcard::to_stdvec(value).map_err(|error| Error::rejected(format!("the correction of {name} cannot be stored: {error}")))
}
