//! The words a segment of the index has, each once, and which of them are sought.

use crate::search::grammar::Form;
use crate::search::sought::{Rules, Sought};
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::TantivyError;
use tantivy::index::InvertedIndexReader;

/// Folded words in the order of their bytes; their places in it are their numbers.
pub(super) struct Terms {
    letters: Box<str>,
    ends: Box<[u32]>,
    stems: Mutex<Vec<(Rules, Stems)>>,
}

/// Hashes of stems, sorted, with the word of each.
type Stems = Arc<[(u64, u32)]>;

impl Terms {
    pub fn read(words: &InvertedIndexReader) -> tantivy::Result<Self> {
        let (mut letters, mut ends) = (String::new(), Vec::with_capacity(words.terms().num_terms()));
        let mut stream = words.terms().stream()?;
        while stream.advance() {
            let word = std::str::from_utf8(stream.key()).map_err(|_| TantivyError::SystemError("a word of the index is no text".into()))?;
            letters.push_str(word);
            ends.push(letters.len() as u32);
        }
        Ok(Self { letters: letters.into(), ends: ends.into(), stems: Mutex::default() })
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// A word by its number.
    pub fn get(&self, word: usize) -> &str {
        let start = word.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.letters[start..self.ends[word] as usize]
    }

    /// The first word from which on `is` is no longer so.
    fn first_not(&self, is: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if is(self.get(middle)) { low = middle + 1 } else { high = middle }
        }
        low
    }

    fn beginning(&self, with: &str) -> Range<usize> {
        let from = self.first_not(|word| word < with);
        from..self.first_not(|word| word < with || word.starts_with(with))
    }

    fn exactly(&self, word: &str) -> Range<usize> {
        let at = self.first_not(|one| one < word);
        at..at + usize::from(at < self.ends.len() && self.get(at) == word)
    }

    /// The words that are a sought one, whatever the language.
    pub fn of(&self, sought: &Sought) -> Vec<u32> {
        let letters = sought.letters();
        let among = match sought.form() {
            Form::Form | Form::Written | Form::Stem => return self.exactly(letters).map(|word| word as u32).collect(),
            Form::Wildcard => self.beginning(letters.split(['*', '?']).next().unwrap_or_default()),
            Form::Fuzzy(_) => 0..self.ends.len(),
        };
        let fits: Box<dyn Fn(&str) -> bool> = match sought.form() {
            Form::Fuzzy(wrong) => {
                let own = signs_of(letters);
                // A wrong letter puts one sign in and takes one out at most.
                Box::new(move |word| (own ^ signs_of(word)).count_ones() <= 2 * u32::from(wrong))
            }
            _ => Box::new(|_| true),
        };
        among.filter(|word| fits(self.get(*word)) && sought.is(self.get(*word))).map(|word| word as u32).collect()
    }

    /// The words that have the stem of a sought one.
    pub fn stemmed(&self, sought: &Sought, rules: Rules) -> Vec<u32> {
        let stemmer = rules.stemmer();
        let stem = stemmer.stem(sought.letters());
        let (stems, wanted) = (self.stems(rules), hash(&stem));
        let from = stems.partition_point(|(hash, _)| *hash < wanted);
        let alike = stems[from..].iter().take_while(|(hash, _)| *hash == wanted).map(|(_, word)| *word);
        let mut words: Vec<u32> = alike.filter(|word| stemmer.stem(self.get(*word as usize)) == stem).collect();
        words.extend(self.exactly(sought.letters()).map(|word| word as u32));
        words.sort_unstable();
        words.dedup();
        words
    }

    /// The stems by these rules, found once.
    pub fn stems(&self, rules: Rules) -> Stems {
        let mut all = self.stems.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, stems)) = all.iter().find(|(of, _)| *of == rules) {
            return Arc::clone(stems);
        }
        let stemmer = rules.stemmer();
        let mut stems: Vec<(u64, u32)> = (0..self.ends.len()).map(|word| (hash(&stemmer.stem(self.get(word))), word as u32)).collect();
        stems.sort_unstable();
        let stems: Stems = stems.into();
        all.push((rules, Arc::clone(&stems)));
        stems
    }
}

fn hash(word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    word.hash(&mut hasher);
    hasher.finish()
}

/// Which signs a word has, each one of 64 bits.
fn signs_of(word: &str) -> u64 {
    word.chars().fold(0, |signs, c| signs | 1 << (c as u32 % 64))
}
