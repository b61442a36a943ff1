//! Maps keyed by ids: they are random already, so their own bytes are hash enough.

use crate::model::Key;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Takes the last eight bytes of an id, which UUIDv7 fills at random.
#[derive(Clone, Copy, Debug, Default)]
pub struct IdHasher(u64);

impl Hasher for IdHasher {
    fn write(&mut self, bytes: &[u8]) {
        match bytes.last_chunk::<8>() {
            Some(tail) => self.0 ^= u64::from_le_bytes(*tail).wrapping_mul(0x9E37_79B9_7F4A_7C15),
            None => bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte)),
        }
    }

    fn write_usize(&mut self, _: usize) {}

    fn finish(&self) -> u64 {
        self.0
    }
}

/// A map by id.
pub type IdMap<K, V> = HashMap<K, V, BuildHasherDefault<IdHasher>>;

/// The place of each id in a list.
pub(super) fn places<K: Key>(ids: impl Iterator<Item = K>) -> IdMap<K, usize> {
    ids.enumerate().map(|(place, id)| (id, place)).collect()
}
