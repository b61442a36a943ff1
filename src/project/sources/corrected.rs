//! A corrected text made ready to be written, which any core can do before the one writer writes it.

use super::prepared::fits;
use crate::model::{Hash, Source, Version, VersionId};
use crate::project::codes::found;
use crate::store::{Made, NewValue, Store};
use crate::text::{Correction, Manuscript, Restated, Structure};
use crate::{Error, Result};

/// A source and the version of it that is corrected.
pub(in crate::project) struct Base {
    /// The source.
    pub source: Source,
    /// The version that it shows.
    pub shown: Version,
    /// The number of the next one.
    next: u32,
    /// What its text is made of, so that the next one is made of the same: the text stored whole, and the correction of it, if any.
    text: Option<(Hash, Option<Correction>)>,
    /// The structure stored whole that its structure is, or is made of.
    structure: Option<(Hash, Structure)>,
}

impl Base {
    /// Reads them.
    pub fn of(store: &Store, source: Source) -> Result<Self> {
        let shown = found(store.get::<Version>(source.version)?, "version")?;
        let next = store.by::<Version>("source", &source.id)?.iter().map(|version| version.number).max().unwrap_or(0) + 1;
        let text = match store.made(&shown.text)? {
            Made::Whole => Some((shown.text, None)),
            Made::Of(whole, Some(correction)) => Some((whole, Some(store.correction(&correction)?))),
            _ => None,
        };
        let structure = match store.made(&shown.structure)? {
            Made::Whole => Some(shown.structure),
            Made::Of(whole, None) => Some(whole),
            _ => None,
        };
        let structure = structure.map(|whole| Ok::<_, Error>((whole, store.value(&whole)?))).transpose()?;
        let structure = structure.and_then(|(whole, bytes)| Some((whole, postcard::from_bytes(&bytes).ok()?)));
        Ok(Self { source, shown, next, text, structure })
    }
}

impl Base {
    /// The corrected text, by `made`, stored as `own`, and as a whole.
    fn corrected(&self, manuscript: &Manuscript, made: &Correction, own: &NewValue) -> Result<Stored> {
        let text = manuscript.text().geometry.text();
        let whole = NewValue::new(text.as_bytes().to_vec());
        let all =
            self.text.as_ref().and_then(|(of, first)| Some((*of, first.as_ref().map_or_else(|| Some(made.clone()), |first| made.after(first))?)));
        let Some((of, all)) = all else { return Ok(Stored::new(whole, None, own.room())) };
        let all = NewValue::new(stored(&all, &self.source.name)?);
        let short = NewValue::corrected(text, of, all.hash);
        // The first correction of a text is stored with its version.
        let short = if all.hash == own.hash { vec![short] } else { vec![all, short] };
        Ok(Stored::new(whole, Some(short), own.room()))
    }

    /// The structure over the corrected text as a change of one that is stored, and as a whole.
    fn restated(&self, manuscript: &Manuscript, whole: NewValue) -> Stored {
        let Some((of, old)) = &self.structure else { return Stored::new(whole, None, 0) };
        let now = &manuscript.text().structure;
        let own = NewValue::restated(&whole, *of, &Restated::new(&manuscript.from().structure, now)).map_or(0, |own| own.room());
        let short = NewValue::restated(&whole, *of, &Restated::new(old, now));
        Stored::new(whole, short.map(|short| vec![short]), own)
    }
}

/// A corrected text ready to be written: hashed and packed, which can be done on any core.
pub(in crate::project) struct Corrected {
    version: Version,
    correction: NewValue,
    text: Stored,
    structure: Stored,
}

/// A text or a structure as it can be stored.
struct Stored {
    whole: NewValue,
    /// As a change of what is stored whole, after the values that it needs; nothing where that saves no room.
    short: Option<Vec<NewValue>>,
}

impl Stored {
    /// With its change, of so many bytes, of what is stored whole, where the change from the version shown takes so many.
    ///
    /// What is made of one whole text grows with each correction, and a new whole one costs its size. With `own` bytes for each
    /// correction the sum is least where the change has grown to the root of `2 · own · whole`.
    fn new(whole: NewValue, short: Option<Vec<NewValue>>, own: usize) -> Self {
        let room = short.iter().flatten().map(NewValue::room).sum::<usize>();
        let saves = room < whole.room() && room * room <= 2 * own * whole.room();
        Self { short: short.filter(|_| saves), whole }
    }

    fn write(&self, store: &Store) -> Result<()> {
        if let Some((made, needed)) = self.short.as_deref().and_then(|short| short.split_last()) {
            needed.iter().try_for_each(|value| store.put(value))?;
            if store.put_made(made)? {
                return Ok(());
            }
        }
        store.put(&self.whole)
    }
}

impl Corrected {
    /// Counts, hashes and packs a corrected text, whose turns name one of so many speakers.
    pub fn new(base: &Base, manuscript: &Manuscript, speakers: usize, reason: &str) -> Result<Self> {
        let Base { source, shown, next, .. } = base;
        let text = manuscript.text();
        let chars = text.geometry.chars();
        if chars == 0 {
            return Err(Error::hint("a source needs some words", "Remove the source where nothing of it should stay."));
        }
        if !fits(&text.structure, chars, speakers) {
            return Err(Error::rejected(format!("the structure of {} does not fit its text", source.name)));
        }
        let made = manuscript.correction();
        let correction = NewValue::new(stored(&made, &source.name)?);
        let structure = base.restated(manuscript, NewValue::new(stored(&text.structure, &source.name)?));
        let words = base.corrected(manuscript, &made, &correction)?;
        let version = Version {
            id: VersionId::new(),
            source: source.id,
            number: *next,
            reason: reason.to_owned(),
            base: Some(shown.id),
            correction: Some(correction.hash),
            text: words.whole.hash,
            structure: structure.whole.hash,
            chars,
            words: text.structure.count_words(&text.geometry),
            turns: text.structure.turns.len() as u32,
        };
        Ok(Self { version, correction, text: words, structure })
    }

    /// Writes the new version inside an open operation; the answer is the source that shows it, still to be written.
    pub fn write(&self, store: &Store, base: &Base) -> Result<Source> {
        store.put(&self.correction)?;
        self.structure.write(store)?;
        self.text.write(store)?;
        store.insert(&self.version)?;
        Ok(Source { version: self.version.id, ..base.source.clone() })
    }
}

fn stored(value: &impl serde::Serialize, name: &str) -> Result<Vec<u8>> {
    postcard::to_stdvec(value).map_err(|error| Error::rejected(format!("the correction of {name} cannot be stored: {error}")))
}
