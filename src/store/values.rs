//! Values: texts, structures, corrections and original files, immutable and named by hash.

use super::Store;
use crate::model::Hash;
use crate::text::{Correction, Geometry, Restated, Structure};
use crate::{Error, Result};
use rusqlite::{OptionalExtension, params};

/// How a value's bytes are stored.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Packing {
    Plain = 0,
    /// LZ4, the size in front.
    Lz4 = 1,
    /// A text made of another one: the hash of that text, then the hash of the correction.
    Corrected = 2,
    /// A structure made of another one: the hash of that structure, then what makes this one of it.
    Restated = 3,
}

/// How many values may be made one of another before a chain counts as damage. They are written with one step; older projects have more.
const CHAIN: u32 = 256;

/// A value ready to be stored: hashed and packed, which needs no database and can be done on any core.
pub(crate) struct NewValue {
    /// Its name: the hash of what it unpacks to.
    pub hash: Hash,
    size: usize,
    packing: Packing,
    bytes: Vec<u8>,
}

impl NewValue {
    /// Hashes `bytes` and packs them where that saves at least an eighth.
    pub(crate) fn new(bytes: Vec<u8>) -> Self {
        let hash = *blake3::hash(&bytes).as_bytes();
        let size = bytes.len();
        let packed = lz4_flex::compress_prepend_size(&bytes);
        if packed.len() + size / 8 < size {
            return Self { hash, size, packing: Packing::Lz4, bytes: packed };
        }
        Self { hash, size, packing: Packing::Plain, bytes }
    }

    /// A text that a correction makes of another one; both are values of the file.
    pub(crate) fn corrected(text: &str, of: Hash, correction: Hash) -> Self {
        let hash = *blake3::hash(text.as_bytes()).as_bytes();
        Self { hash, size: text.len(), packing: Packing::Corrected, bytes: [of, correction].concat() }
    }

    /// A structure, stored as `structure` is, that a change makes of another one, which is a value of the file.
    pub(crate) fn restated(structure: &Self, of: Hash, change: &Restated) -> Option<Self> {
        let bytes = [&of[..], &postcard::to_stdvec(change).ok()?].concat();
        Some(Self { hash: structure.hash, size: structure.size, packing: Packing::Restated, bytes })
    }

    /// How many bytes it takes in the file.
    pub(crate) fn room(&self) -> usize {
        self.bytes.len()
    }
}

/// A value as it is stored.
pub(crate) enum PackedValue {
    /// Its bytes.
    Plain(Vec<u8>),
    /// Its bytes, by LZ4.
    Lz4(Vec<u8>),
    /// A text, its correction, and the name of what comes of them.
    Corrected(Box<PackedValue>, Box<PackedValue>, Hash),
    /// A structure, what makes another one of it, and the name of that one.
    Restated(Box<PackedValue>, Vec<u8>, Hash),
}

/// How a text or a structure is stored.
pub(crate) enum Made {
    /// By itself.
    Whole,
    /// As a change of this one, which is stored by itself; a text by this correction.
    Of(Hash, Option<Hash>),
    /// As a change of one that is a change itself.
    Chained,
}

impl PackedValue {
    /// The plain bytes.
    pub(crate) fn open(self) -> Result<Vec<u8>> {
        self.opened().ok_or_else(damaged)
    }

    fn opened(self) -> Option<Vec<u8>> {
        match self {
            Self::Plain(bytes) => Some(bytes),
            Self::Lz4(bytes) => unpack(true, &bytes),
            Self::Corrected(text, correction, hash) => {
                let old = Geometry::new(String::from_utf8(text.opened()?).ok()?);
                let correction: Correction = postcard::from_bytes(&correction.opened()?).ok()?;
                let text = correction.apply(&old)?.into_bytes();
                (*blake3::hash(&text).as_bytes() == hash).then_some(text)
            }
            Self::Restated(structure, change, hash) => {
                let old: Structure = postcard::from_bytes(&structure.opened()?).ok()?;
                let change: Restated = postcard::from_bytes(&change).ok()?;
                let structure = postcard::to_stdvec(&change.apply(&old)?).ok()?;
                (*blake3::hash(&structure).as_bytes() == hash).then_some(structure)
            }
        }
    }
}

impl Store {
    /// Stores a value, unless it is there already.
    pub(crate) fn put(&self, value: &NewValue) -> Result<()> {
        let mut statement =
            self.conn().prepare_cached("INSERT INTO value (hash, size, packed, bytes) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (hash) DO NOTHING")?;
        statement.execute(params![value.hash, value.size as i64, value.packing as i64, value.bytes])?;
        Ok(())
    }

    /// Stores a value that is made of another one, if it comes out of that one as it should; says whether it did.
    pub(crate) fn put_made(&self, value: &NewValue) -> Result<bool> {
        self.put(value)?;
        match self.value(&value.hash) {
            Err(error @ Error::Store(_)) => Err(error),
            Ok(_) => Ok(true),
            Err(_) => {
                self.conn().prepare_cached("DELETE FROM value WHERE hash = ?1")?.execute([value.hash])?;
                Ok(false)
            }
        }
    }

    /// How a text or a structure is stored.
    pub(crate) fn made(&self, hash: &Hash) -> Result<Made> {
        let (of, correction) = match self.row(hash)? {
            (2, bytes) => corrected(&bytes).map(|(of, correction)| (of, Some(correction))).ok_or_else(damaged)?,
            (3, bytes) => (*bytes.first_chunk().ok_or_else(damaged)?, None),
            _ => return Ok(Made::Whole),
        };
        Ok(if self.row(&of)?.0 < 2 { Made::Of(of, correction) } else { Made::Chained })
    }

    /// How a value is packed, and its bytes as they are.
    fn row(&self, hash: &Hash) -> Result<(i64, Vec<u8>)> {
        let mut statement = self.conn().prepare_cached("SELECT packed, bytes FROM value WHERE hash = ?1")?;
        statement.query_row([hash], |row| Ok((row.get(0)?, row.get(1)?))).optional()?.ok_or_else(damaged)
    }

    /// A value as it is stored, to be unpacked on any core.
    pub(crate) fn packed(&self, hash: &Hash) -> Result<PackedValue> {
        self.packed_within(hash, CHAIN)
    }

    fn packed_within(&self, hash: &Hash, steps: u32) -> Result<PackedValue> {
        match self.row(hash)? {
            (0, bytes) => Ok(PackedValue::Plain(bytes)),
            (1, bytes) => Ok(PackedValue::Lz4(bytes)),
            (2, bytes) => {
                let (of, correction) = corrected(&bytes).filter(|_| steps > 0).ok_or_else(damaged)?;
                let text = Box::new(self.packed_within(&of, steps - 1)?);
                Ok(PackedValue::Corrected(text, Box::new(self.packed_within(&correction, 0)?), *hash))
            }
            (_, bytes) => {
                let (of, change) = bytes.split_first_chunk::<32>().filter(|_| steps > 0).ok_or_else(damaged)?;
                Ok(PackedValue::Restated(Box::new(self.packed_within(of, steps - 1)?), change.to_vec(), *hash))
            }
        }
    }

    /// The bytes of a value.
    pub(crate) fn value(&self, hash: &Hash) -> Result<Vec<u8>> {
        self.packed(hash)?.open()
    }

    /// A stored correction. That it is gone or makes no sense is damage of the file.
    pub(crate) fn correction(&self, hash: &Hash) -> Result<Correction> {
        let bytes = match self.value(hash) {
            Err(error @ Error::Store(_)) => return Err(error),
            bytes => bytes.ok(),
        };
        let found = bytes.and_then(|bytes| postcard::from_bytes(&bytes).ok());
        found.ok_or_else(|| {
            let what = "a correction of a text is not there or cannot be read".into();
            rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Blob, what).into()
        })
    }
}

/// The text and the correction that a corrected text is made of.
pub(super) fn corrected(bytes: &[u8]) -> Option<(Hash, Hash)> {
    let (of, correction) = bytes.split_first_chunk::<32>()?;
    Some((*of, correction.try_into().ok()?))
}

/// The plain bytes of a stored value; nothing when they cannot be unpacked.
pub(super) fn unpack(packed: bool, bytes: &[u8]) -> Option<Vec<u8>> {
    if !packed {
        return Some(bytes.to_vec());
    }
    // A size that lies must not take the machine's memory: LZ4 makes nothing more than 255 times smaller.
    let size = bytes.first_chunk::<4>().map(|head| u32::from_le_bytes(*head) as usize)?;
    if size / 255 > bytes.len() {
        return None;
    }
    lz4_flex::decompress_size_prepended(bytes).ok()
}

fn damaged() -> Error {
    Error::hint("a text of this project cannot be read: the file is damaged", "Run “themata check FILE”, then “themata recover FILE -o NEW”.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Manuscript, SourceText};
    use std::sync::Arc;

    fn text(words: &str) -> Arc<SourceText> {
        let structure = Structure { paragraphs: Structure::lines(words), ..Structure::default() };
        Arc::new(SourceText { geometry: Geometry::new(words.to_owned()), structure })
    }

    #[test]
    fn texts_made_one_of_another_as_older_projects_have_them_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::create(&folder.path().join("p.themata")).unwrap();
        let mut shown = text("We met in spring.\nIt was slow.");
        let whole = NewValue::new(shown.geometry.text().as_bytes().to_vec());
        store.put(&whole).unwrap();
        let mut last = whole.hash;
        for n in 0..20 {
            let mut manuscript = Manuscript::new(shown);
            manuscript.replace(crate::model::Span { start: 3, end: 6 }, &format!("sat{n}"));
            let correction = NewValue::new(postcard::to_stdvec(&manuscript.correction()).unwrap());
            let made = NewValue::corrected(manuscript.text().geometry.text(), last, correction.hash);
            store.put(&correction).unwrap();
            assert!(store.put_made(&made).unwrap());
            (last, shown) = (made.hash, text(manuscript.text().geometry.text()));
            assert_eq!(matches!(store.made(&last).unwrap(), Made::Of(of, Some(_)) if of == whole.hash), n == 0);
            assert_eq!(store.value(&last).unwrap(), shown.geometry.text().as_bytes());
        }
    }

    #[test]
    fn a_structure_that_does_not_come_out_is_not_kept_as_a_change() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::create(&folder.path().join("p.themata")).unwrap();
        let (old, new) = (text("one\ntwo"), text("one\ntwo or three"));
        let stored = |text: &SourceText| NewValue::new(postcard::to_stdvec(&text.structure).unwrap());
        store.put(&stored(&old)).unwrap();
        let change = Restated::new(&old.structure, &new.structure);
        let right = NewValue::restated(&stored(&new), stored(&old).hash, &change).unwrap();
        assert!(store.put_made(&right).unwrap());
        assert_eq!(store.value(&stored(&new).hash).unwrap(), postcard::to_stdvec(&new.structure).unwrap());
        let other = text("another one\nof three\nlines");
        let wrong = NewValue::restated(&stored(&other), stored(&old).hash, &change).unwrap();
        assert!(!store.put_made(&wrong).unwrap());
        store.put(&stored(&other)).unwrap();
        assert!(matches!(store.made(&stored(&other).hash).unwrap(), Made::Whole));
    }
}
