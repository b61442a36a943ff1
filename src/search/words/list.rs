//! The list of words: how often each is said, in how many sources, by how many people.

use super::bags::{Bag, Bags};
use super::lexis::{Lexis, Reading};
use crate::analysis::{Corpus, Groups};
use crate::model::{CaseId, Source, SourceId};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A word and how often it is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordCount {
    /// What was counted: the word, its stem, or the label of merged words.
    pub key: String,
    /// How it is shown: its commonest form, of two as common ones the first by the alphabet.
    pub label: String,
    /// The forms that were said, the commonest first.
    pub forms: Vec<(String, u64)>,
    /// How often.
    pub count: u64,
    /// In how many sources.
    pub sources: u32,
    /// By how many people.
    pub cases: u32,
    /// Over how many it is spread: people, and sources where nobody is known.
    pub spread: u32,
}

/// How much a word tells one part from others (tf–idf, Spärck Jones 1972): how often it is said there, times the logarithm of all parts by those
/// that say it. Nothing of what all say.
pub fn tf_idf(count: u64, parts: usize, with: usize) -> f64 {
    if with == 0 { 0.0 } else { count as f64 * (parts as f64 / with as f64).ln() }
}

/// For a word, how much it tells each of these parts from the others.
pub fn telling(parts: &[(String, WordList)], key: &str) -> Vec<f64> {
    let counts: Vec<u64> = parts.iter().map(|(_, part)| part.by_key(key).map_or(0, |word| word.count)).collect();
    let with = counts.iter().filter(|count| **count > 0).count();
    counts.into_iter().map(|count| tf_idf(count, parts.len(), with)).collect()
}

/// Words by how often they are said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordList {
    /// The commonest first.
    pub words: Vec<WordCount>,
    /// All words that count.
    pub total: u64,
    /// All words that were heard, those left out among them.
    pub heard: u64,
    places: HashMap<String, usize>,
}

impl WordList {
    /// The list of all bags.
    pub fn new(bags: &Bags, lexis: &Lexis) -> Self {
        Self::of(bags, lexis, &|_| true)
    }

    /// The list of those bags that `is_in` takes.
    pub fn of(bags: &Bags, lexis: &Lexis, is_in: &dyn Fn(&Bag) -> bool) -> Self {
        let reading = Reading::new(bags, lexis);
        let mut forms: Vec<HashMap<&str, u64>> = vec![HashMap::new(); reading.keys.len()];
        let mut sources: Vec<HashSet<SourceId>> = vec![HashSet::new(); reading.keys.len()];
        let mut cases: Vec<HashSet<CaseId>> = vec![HashSet::new(); reading.keys.len()];
        let mut nobodys: Vec<HashSet<SourceId>> = vec![HashSet::new(); reading.keys.len()];
        let mut heard = 0;
        for bag in bags.bags.iter().filter(|bag| is_in(bag)) {
            for (word, count) in &bag.counts {
                heard += u64::from(*count);
                let Some(key) = reading.counted[*word as usize].map(|key| key as usize) else { continue };
                *forms[key].entry(&bags.words[*word as usize].1).or_default() += u64::from(*count);
                sources[key].insert(bag.source);
                match bag.people.is_empty() {
                    true => _ = nobodys[key].insert(bag.source),
                    false => cases[key].extend(&bag.people),
                }
            }
        }
        let counted = forms.into_iter().enumerate().filter(|(_, forms)| !forms.is_empty());
        let word = |(at, forms): (usize, HashMap<&str, u64>)| {
            let mut forms: Vec<(String, u64)> = forms.into_iter().map(|(form, count)| (form.to_owned(), count)).collect();
            forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            let named = reading.named.contains(&(at as u32));
            let label = if named { reading.keys[at].clone() } else { forms[0].0.clone() };
            let count = forms.iter().map(|(_, count)| count).sum();
            let [sources, cases, nobodys] = [sources[at].len(), cases[at].len(), nobodys[at].len()].map(|n| n as u32);
            WordCount { key: reading.keys[at].clone(), label, forms, count, sources, cases, spread: cases + nobodys }
        };
        let mut words: Vec<WordCount> = counted.map(word).collect();
        words.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
        let total = words.iter().map(|word| word.count).sum();
        let places = words.iter().enumerate().map(|(at, word)| (word.key.clone(), at)).collect();
        Self { words, total, heard, places }
    }

    /// The lists of each source, by its name, in the order of the sources.
    pub fn by_source(bags: &Bags, lexis: &Lexis, corpus: &Corpus) -> Vec<(String, Self)> {
        let list = |source: &Source| (source.name.clone(), Self::of(bags, lexis, &|bag| bag.source == source.id));
        corpus.sources().iter().map(list).collect()
    }

    /// A word by what was counted.
    pub fn by_key(&self, key: &str) -> Option<&WordCount> {
        self.places.get(key).map(|at| &self.words[*at])
    }

    /// The lists of each group, and of what is in none, in the order of the groups; a bag of several groups is in each.
    pub fn by_group(bags: &Bags, lexis: &Lexis, groups: &Groups) -> Vec<(String, Self)> {
        let mut names: BTreeMap<u16, String> = BTreeMap::new();
        for bag in &bags.bags {
            names.extend(groups.of(bag.source, &bag.people).iter().map(|group| (*group, groups.label(*group).to_owned())));
        }
        let list = |(group, name): (u16, String)| (name, Self::of(bags, lexis, &|bag| groups.of(bag.source, &bag.people).contains(&group)));
        names.into_iter().map(list).collect()
    }
}
