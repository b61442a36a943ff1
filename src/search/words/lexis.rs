//! Which words count, and which count as one.

use super::super::sought::Rules;
use super::bags::Bags;
use rust_stemmers::Stemmer;
use std::collections::{HashMap, HashSet};

/// Words that count as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// What they are counted as.
    pub label: String,
    /// The words.
    pub words: Vec<String>,
}

/// How words are counted. Words that are left out go first; what is merged is merged before stems are taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lexis {
    /// Whether words of one stem are one.
    pub stems: bool,
    /// The fewest letters of a word that counts.
    pub least: usize,
    /// Whether the common words of each language are left out: articles, pronouns, forms of to be.
    pub leave_common: bool,
    /// Words that are left out beside these.
    pub leave: Vec<String>,
    /// Words that count although they are common.
    pub keep: Vec<String>,
    /// Words that count as one.
    pub merges: Vec<Merge>,
}

impl Default for Lexis {
    fn default() -> Self {
        Self { stems: false, least: 1, leave_common: true, leave: Vec::new(), keep: Vec::new(), merges: Vec::new() }
    }
}

/// A lexis made ready for the words of bags: what each of them counts as.
pub(super) struct Reading {
    /// For each word of the bags, the place of what it counts as; nothing where it is left out.
    pub counted: Vec<Option<u32>>,
    /// What is counted: a word, a stem or the label of a merge.
    pub keys: Vec<String>,
    /// Of those, the labels of merges.
    pub named: HashSet<u32>,
}

/// A word as it is compared in these lists.
pub(super) fn lower(word: &str) -> String {
    super::super::fold::written(word).to_lowercase()
}

impl Reading {
    pub fn new(bags: &Bags, lexis: &Lexis) -> Self {
        let set = |words: &[String]| -> HashSet<String> { words.iter().map(|word| lower(word)).collect() };
        let (leave, keep) = (set(&lexis.leave), set(&lexis.keep));
        let merged: HashMap<String, &str> =
            lexis.merges.iter().flat_map(|merge| merge.words.iter().chain([&merge.label]).map(|word| (lower(word), merge.label.as_str()))).collect();
        let languages: Vec<(HashSet<String>, Option<Stemmer>)> =
            bags.languages.iter().map(|language| (common(language), Rules::of(language).map(Rules::stemmer))).collect();
        let mut reading = Self { counted: Vec::with_capacity(bags.words.len()), keys: Vec::new(), named: HashSet::new() };
        let mut places: HashMap<String, u32> = HashMap::new();
        for (language, word) in &bags.words {
            let (common, stemmer) = &languages[usize::from(*language)];
            let is_common = lexis.leave_common && common.contains(word.as_ref()) && !keep.contains(word.as_ref());
            let merge = merged.get(word.as_ref());
            let key = match merge {
                Some(label) => Some((*label).to_owned()),
                None if leave.contains(word.as_ref()) || is_common || word.chars().count() < lexis.least => None,
                None => Some(stemmer.as_ref().filter(|_| lexis.stems).map_or_else(|| word.to_string(), |stemmer| stemmer.stem(word).into_owned())),
            };
            let place = key.map(|key| {
                let next = reading.keys.len() as u32;
                // A word or a stem that is what others are counted as is counted with them.
                *places.entry(key.clone()).or_insert_with(|| {
                    reading.keys.push(key);
                    next
                })
            });
            if let (Some(_), Some(place)) = (merge, place) {
                reading.named.insert(place);
            }
            reading.counted.push(place);
        }
        reading
    }
}

/// The common words of a language, with any apostrophe.
fn common(language: &str) -> HashSet<String> {
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    // Bokmål is what the list calls Norwegian.
    let code = if matches!(primary, "nb" | "nn") { "no" } else { primary };
    stop_words::lookup(code).unwrap_or_default().iter().map(|word| lower(word)).collect()
}
