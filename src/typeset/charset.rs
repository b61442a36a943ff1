//! A set of characters.

/// A set of characters, one bit each, grown as far as needed.
#[derive(Default)]
pub(super) struct CharSet(Vec<u64>);

impl CharSet {
    /// Takes a character in.
    pub fn insert(&mut self, character: u32) {
        let word = (character / 64) as usize;
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (character % 64);
    }

    /// Whether it holds a character.
    pub fn contains(&self, character: u32) -> bool {
        self.0.get((character / 64) as usize).is_some_and(|word| word & (1 << (character % 64)) != 0)
    }

    /// Takes in all characters of another set.
    pub fn extend(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        self.0.iter_mut().zip(&other.0).for_each(|(word, more)| *word |= more);
    }
}
