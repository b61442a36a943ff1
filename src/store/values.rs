//! Values: texts, structures and original files, immutable and named by hash.

use super::Store;
use crate::model::Hash;
use crate::{Error, Result};
use rusqlite::{OptionalExtension, params};

/// A value ready to be stored: hashed and packed, which needs no database and can be done on any core.
pub(crate) struct NewValue {
    /// Its name: the hash of what it unpacks to.
    pub hash: Hash,
    size: usize,
    packed: Option<Vec<u8>>,
    plain: Vec<u8>,
}

impl NewValue {
    /// Hashes `bytes` and packs them where that saves at least an eighth.
    pub(crate) fn new(bytes: Vec<u8>) -> Self {
        let hash = *blake3::hash(&bytes).as_bytes();
        let size = bytes.len();
        let packed = lz4_flex::compress_prepend_size(&bytes);
        if packed.len() + size / 8 < size {
            return Self { hash, size, packed: Some(packed), plain: Vec::new() };
        }
        Self { hash, size, packed: None, plain: bytes }
    }
}

/// A value as it is stored.
pub(crate) struct PackedValue {
    packed: bool,
    bytes: Vec<u8>,
}

impl PackedValue {
    /// The plain bytes.
    pub(crate) fn open(self) -> Result<Vec<u8>> {
        if self.packed { unpack(true, &self.bytes).ok_or_else(damaged) } else { Ok(self.bytes) }
    }
}

impl Store {
    /// Stores a value, unless it is there already.
    pub(crate) fn put(&self, value: &NewValue) -> Result<()> {
        let bytes = value.packed.as_ref().unwrap_or(&value.plain);
        let mut statement =
            self.conn().prepare_cached("INSERT INTO value (hash, size, packed, bytes) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (hash) DO NOTHING")?;
        statement.execute(params![value.hash, value.size as i64, value.packed.is_some(), bytes])?;
        Ok(())
    }

    /// A value as it is stored, to be unpacked on any core.
    pub(crate) fn packed(&self, hash: &Hash) -> Result<PackedValue> {
        let mut statement = self.conn().prepare_cached("SELECT packed, bytes FROM value WHERE hash = ?1")?;
        statement.query_row([hash], |row| Ok(PackedValue { packed: row.get(0)?, bytes: row.get(1)? })).optional()?.ok_or_else(damaged)
    }

    /// The bytes of a value.
    pub(crate) fn value(&self, hash: &Hash) -> Result<Vec<u8>> {
        let mut statement = self.conn().prepare_cached("SELECT packed, bytes FROM value WHERE hash = ?1")?;
        let found = statement.query_row([hash], |row| Ok(unpack(row.get(0)?, row.get_ref(1)?.as_blob().unwrap_or_default()))).optional()?;
        found.flatten().ok_or_else(damaged)
    }
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
