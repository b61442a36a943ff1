//! Which words count, and which count as one.

use super::super::fold;
use super::super::sought::Rules;
use super::bags::Bags;
use crate::analysis::Corpus;
use crate::model::{WordRule, WordRuleKind, primary_language};
use rust_stemmers::Stemmer;
use std::collections::{HashMap, HashSet};

/// How words are counted. Words that are left out go first; what is merged is merged before stems are taken.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Lexis {
    /// Whether words of one stem are one.
    pub stems: bool,
    /// The fewest letters of a word that counts.
    pub least: usize,
    /// Whether the common words of each language are left out: articles, pronouns, forms of to be.
    pub leave_common: bool,
    /// What becomes of other words.
    pub rules: Vec<WordRule>,
}

impl Default for Lexis {
    fn default() -> Self {
        Self { stems: false, least: 1, leave_common: true, rules: Vec::new() }
    }
}

impl Lexis {
    /// How words are counted with the rules that a project keeps.
    pub fn of(corpus: &Corpus) -> Self {
        Self { rules: corpus.word_rules().iter().map(|kept| kept.rule.clone()).collect(), ..Self::default() }
    }
}

/// What becomes of the words of one language.
struct Spoken<'a> {
    common: HashSet<String>,
    leave: HashSet<String>,
    keep: HashSet<String>,
    merged: HashMap<String, &'a str>,
    stemmer: Option<Stemmer>,
}

impl<'a> Spoken<'a> {
    fn new(language: &str, lexis: &'a Lexis) -> Self {
        let of = |kind| lexis.rules.iter().filter(move |rule| rule.kind == kind && rule.is_for(language));
        let set = |kind| of(kind).flat_map(|rule| &rule.words).map(|word| lower(word)).collect();
        let merged = of(WordRuleKind::Merge).flat_map(|rule| rule.words.iter().chain([&rule.label]).map(|word| (lower(word), rule.label.as_str())));
        Self {
            common: if lexis.leave_common { common(language) } else { HashSet::new() },
            leave: set(WordRuleKind::Leave),
            keep: set(WordRuleKind::Keep),
            merged: merged.collect(),
            stemmer: Rules::of(language).filter(|_| lexis.stems).map(Rules::stemmer),
        }
    }

    /// What a word counts as, and whether that was said; nothing where it is left out.
    fn key(&self, word: &str, least: usize) -> Option<(String, bool)> {
        if let Some(label) = self.merged.get(word) {
            return Some(((*label).to_owned(), true));
        }
        let is_common = self.common.contains(word) && !self.keep.contains(word);
        if self.leave.contains(word) || is_common || word.chars().count() < least {
            return None;
        }
        Some((self.stemmer.as_ref().map_or_else(|| word.to_owned(), |stemmer| fold::stem(stemmer, word)), false))
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
    super::super::fold::lower(word).into_owned()
}

impl Reading {
    pub fn new(bags: &Bags, lexis: &Lexis) -> Self {
        let languages: Vec<Spoken> = bags.languages.iter().map(|language| Spoken::new(language, lexis)).collect();
        let mut reading = Self { counted: Vec::with_capacity(bags.words.len()), keys: Vec::new(), named: HashSet::new() };
        let mut places: HashMap<String, u32> = HashMap::new();
        for (language, word) in &bags.words {
            let key = languages[usize::from(*language)].key(word, lexis.least);
            let is_said = key.as_ref().is_some_and(|(_, said)| *said);
            let place = key.map(|(key, _)| {
                let next = reading.keys.len() as u32;
                // A word or a stem that is what others are counted as is counted with them.
                *places.entry(key.clone()).or_insert_with(|| {
                    reading.keys.push(key);
                    next
                })
            });
            reading.named.extend(place.filter(|_| is_said));
            reading.counted.push(place);
        }
        reading
    }
}

/// The common words of a language, with any apostrophe.
fn common(language: &str) -> HashSet<String> {
    let primary = primary_language(language);
    // Bokmål is what the list calls Norwegian.
    let code = if matches!(primary.as_str(), "nb" | "nn") { "no" } else { &primary };
    stop_words::lookup(code).unwrap_or_default().iter().map(|word| lower(word)).collect()
}
