//! Values: texts, structures, corrections and original files, immutable and named by hash.

use super::Store;
use crate::model::Hash;
use crate::text::{Correction, Geometry};
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
}

/// How many texts may be made one of another before a chain counts as damage.
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
}

impl NewValue {
    /// Whether it takes less room in the file.
    pub(crate) fn is_smaller_than(&self, other: &Self) -> bool {
        self.bytes.len() < other.bytes.len()
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

    /// Whether a text is stored as a correction of another, and how many texts lie between it and one that is stored whole.
    pub(crate) fn chain(&self, hash: &Hash) -> Result<u32> {
        let mut statement = self.conn().prepare_cached("SELECT packed, bytes FROM value WHERE hash = ?1")?;
        let (mut at, mut steps) = (*hash, 0);
        loop {
            let found = statement.query_row([at], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?))).optional()?;
            match found.ok_or_else(damaged)? {
                (packed, bytes) if packed == Packing::Corrected as i64 && steps < CHAIN => at = *bytes.first_chunk().ok_or_else(damaged)?,
                _ => return Ok(steps),
            }
            steps += 1;
        }
    }

    /// A value as it is stored, to be unpacked on any core.
    pub(crate) fn packed(&self, hash: &Hash) -> Result<PackedValue> {
        self.packed_within(hash, CHAIN)
    }

    fn packed_within(&self, hash: &Hash, steps: u32) -> Result<PackedValue> {
        let mut statement = self.conn().prepare_cached("SELECT packed, bytes FROM value WHERE hash = ?1")?;
        let found = statement.query_row([hash], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?))).optional()?;
        drop(statement);
        match found.ok_or_else(damaged)? {
            (0, bytes) => Ok(PackedValue::Plain(bytes)),
            (1, bytes) => Ok(PackedValue::Lz4(bytes)),
            (_, bytes) => {
                let (of, correction) = corrected(&bytes).filter(|_| steps > 0).ok_or_else(damaged)?;
                let text = Box::new(self.packed_within(&of, steps - 1)?);
                Ok(PackedValue::Corrected(text, Box::new(self.packed_within(&correction, 0)?), *hash))
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
