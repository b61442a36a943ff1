//! A cache of passages, or of what is made of them, bounded by the bytes they hold; what was not used for longest goes first.

use super::passage::Passage;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

/// What a laid-out paragraph depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PassageKey {
    /// The text: an id that changes with its content.
    pub text: u128,
    /// The paragraph within it.
    pub paragraph: u32,
    /// The style, its runs and hidden spans: [`PassageStyle::key`](super::PassageStyle::key) mixed with a generation of the caller's.
    pub style: u64,
    /// The width in 64ths of a point.
    pub width: u32,
}

impl PassageKey {
    /// The key of a paragraph; `style` as [`TextEngine::key`](super::TextEngine::key) gives it, `width` in points.
    pub fn new(text: u128, paragraph: u32, style: u64, width: f32) -> Self {
        Self { text, paragraph, style, width: (width.clamp(0.0, 1e6) * 64.0).round() as u32 }
    }
}

/// What a cache can hold.
pub trait Held {
    /// The bytes it holds, for caches bounded by size.
    fn bytes(&self) -> usize;
}

struct Entry<V> {
    held: Arc<V>,
    bytes: usize,
    used: u64,
}

/// What an entry costs beside its passage.
const OVERHEAD: usize = size_of::<Entry<Passage>>() + size_of::<PassageKey>();

/// A cache of passages that never holds much more than its bytes.
pub struct PassageCache<K = PassageKey, V = Passage> {
    entries: HashMap<K, Entry<V>>,
    bytes: usize,
    budget: usize,
    clock: u64,
}

impl<K: Eq + Hash + Copy, V: Held> PassageCache<K, V> {
    /// An empty cache for at most `budget` bytes; a view of texts does well with 16 MB.
    pub fn new(budget: usize) -> Self {
        Self { entries: HashMap::new(), bytes: 0, budget, clock: 0 }
    }

    /// The passage of a key, if it is kept.
    pub fn get(&mut self, key: &K) -> Option<Arc<V>> {
        self.clock += 1;
        let entry = self.entries.get_mut(key)?;
        entry.used = self.clock;
        Some(entry.held.clone())
    }

    /// The passage of a key, made now if it is not kept.
    pub fn get_or(&mut self, key: K, make: impl FnOnce() -> V) -> Arc<V> {
        match self.get(&key) {
            Some(held) => held,
            None => self.insert(key, make()),
        }
    }

    /// Keeps a passage and hands it back.
    pub fn insert(&mut self, key: K, held: V) -> Arc<V> {
        let held = Arc::new(held);
        let bytes = held.bytes() + OVERHEAD;
        self.clock += 1;
        let entry = Entry { held: held.clone(), bytes, used: self.clock };
        self.bytes += bytes;
        if let Some(old) = self.entries.insert(key, entry) {
            self.bytes -= old.bytes;
        }
        if self.bytes > self.budget {
            self.shrink();
        }
        held
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.bytes = 0;
    }

    /// Bytes held by the passages kept.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// How many passages are kept.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether none is kept.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Lets the oldest go until a quarter is free, so that this is rare.
    fn shrink(&mut self) {
        let mut ages: Vec<(u64, usize)> = self.entries.values().map(|entry| (entry.used, entry.bytes)).collect();
        ages.sort_unstable();
        let (mut excess, mut limit) = (self.bytes.saturating_sub(self.budget / 4 * 3), 0);
        for (used, bytes) in ages {
            if excess == 0 || used == self.clock {
                break;
            }
            excess = excess.saturating_sub(bytes);
            limit = used;
        }
        self.entries.retain(|_, entry| entry.used > limit);
        self.bytes = self.entries.values().map(|entry| entry.bytes).sum();
    }
}
