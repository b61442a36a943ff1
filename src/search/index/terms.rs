//! The words a segment of the index has, each once, and which of them are sought.

use crate::search::fold::{fold_cow, stem};
use crate::search::grammar::Form;
use crate::search::sought::{Rules, Sought};
use std::borrow::Cow;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::TantivyError;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::TermInfo;

/// Words in small letters in the order of their bytes; their places in it are their numbers.
pub(super) struct Terms {
    words: Table,
    /// Where the entries of each are.
    infos: Box<[Info]>,
    /// The same folded, in their own order, with the number of each; nothing where all words are folded as they are.
    folded: Option<(Table, Box<[u32]>)>,
    stems: Mutex<Vec<(Rules, Stems)>>,
}

/// Hashes of stems, sorted, with the word of each.
type Stems = Arc<[(u64, u32)]>;

/// Where the entries of a word are: a part of the index is no longer than four gigabytes.
struct Info {
    entries: u32,
    postings: [u32; 2],
    positions: [u32; 2],
}

impl Info {
    fn new(info: &TermInfo) -> Option<Self> {
        let range = |range: &Range<usize>| Some([u32::try_from(range.start).ok()?, u32::try_from(range.end).ok()?]);
        Some(Self { entries: info.doc_freq, postings: range(&info.postings_range)?, positions: range(&info.positions_range)? })
    }
}

/// Words one after another, sorted.
#[derive(Default)]
struct Table {
    letters: String,
    ends: Vec<u32>,
}

impl Table {
    fn push(&mut self, word: &str) {
        self.letters.push_str(word);
        self.ends.push(self.letters.len() as u32);
    }

    fn get(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.letters[start..self.ends[at] as usize]
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
        self.first_not(|one| one < word)..self.first_not(|one| one <= word)
    }
}

/// The words of a table folded; nothing where they are so already.
fn folded(words: &Table) -> Option<(Table, Box<[u32]>)> {
    if words.letters.is_ascii() {
        return None;
    }
    let mut sorted: Vec<(Cow<str>, u32)> = (0..words.ends.len()).map(|word| (fold_cow(words.get(word)), word as u32)).collect();
    sorted.sort();
    let mut folded = Table::default();
    sorted.iter().for_each(|(word, _)| folded.push(word));
    Some((folded, sorted.into_iter().map(|(_, word)| word).collect()))
}

impl Terms {
    pub fn read(words: &InvertedIndexReader) -> tantivy::Result<Self> {
        let mut table = Table { letters: String::new(), ends: Vec::with_capacity(words.terms().num_terms()) };
        let mut infos = Vec::with_capacity(words.terms().num_terms());
        let mut stream = words.terms().stream()?;
        let wrong = |what: &str| TantivyError::SystemError(what.into());
        while stream.advance() {
            table.push(std::str::from_utf8(stream.key()).map_err(|_| wrong("a word of the index is no text"))?);
            infos.push(Info::new(stream.value()).ok_or_else(|| wrong("a part of the index is too large"))?);
        }
        Ok(Self { folded: folded(&table), words: table, infos: infos.into(), stems: Mutex::default() })
    }

    /// Where the entries of a word are, by its number.
    pub fn info(&self, word: u32) -> TermInfo {
        let info = &self.infos[word as usize];
        let range = |[start, end]: [u32; 2]| start as usize..end as usize;
        TermInfo { doc_freq: info.entries, postings_range: range(info.postings), positions_range: range(info.positions) }
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.ends.len()
    }

    /// A word by its number.
    pub fn get(&self, word: usize) -> &str {
        self.words.get(word)
    }

    fn table(&self) -> &Table {
        self.folded.as_ref().map_or(&self.words, |(folded, _)| folded)
    }

    fn numbers(&self, among: impl Iterator<Item = usize>) -> Vec<u32> {
        match &self.folded {
            Some((_, numbers)) => among.map(|at| numbers[at]).collect(),
            None => among.map(|at| at as u32).collect(),
        }
    }

    /// The words that are a sought one, whatever the language.
    pub fn of(&self, sought: &Sought) -> Vec<u32> {
        let (letters, table) = (sought.letters(), self.table());
        let among = match sought.form() {
            Form::Form | Form::Written | Form::Stem => return self.numbers(table.exactly(letters)),
            Form::Wildcard => table.beginning(letters.split(['*', '?']).next().unwrap_or_default()),
            Form::Fuzzy(_) => 0..table.ends.len(),
        };
        let fits: Box<dyn Fn(&str) -> bool> = match sought.form() {
            Form::Fuzzy(wrong) => {
                let own = signs_of(letters);
                // A wrong letter puts one sign in and takes one out at most.
                Box::new(move |word| (own ^ signs_of(word)).count_ones() <= 2 * u32::from(wrong))
            }
            _ => Box::new(|_| true),
        };
        self.numbers(among.filter(|at| fits(table.get(*at)) && sought.is(table.get(*at))))
    }

    /// The words that have the stem of a sought one.
    pub fn stemmed(&self, sought: &Sought, rules: Rules) -> Vec<u32> {
        let stemmer = rules.stemmer();
        let wanted = sought.stem(&stemmer);
        let (stems, key) = (self.stems(rules), hash(&wanted));
        let from = stems.partition_point(|(hash, _)| *hash < key);
        let alike = stems[from..].iter().take_while(|(hash, _)| *hash == key).map(|(_, word)| *word);
        alike.filter(|word| stem(&stemmer, self.get(*word as usize)) == wanted).collect()
    }

    /// The stems by these rules, found once.
    pub fn stems(&self, rules: Rules) -> Stems {
        let mut all = self.stems.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, stems)) = all.iter().find(|(of, _)| *of == rules) {
            return Arc::clone(stems);
        }
        let stemmer = rules.stemmer();
        let mut stems: Vec<(u64, u32)> = (0..self.len()).map(|word| (hash(&stem(&stemmer, self.get(word))), word as u32)).collect();
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
