//! Pseudonyms: the list of names with what stands for each, and words with the names replaced.

mod affixes;
mod finder;
mod gather;
mod letters;
mod lists;
mod ordinary;
mod parts;
mod said;
mod short_forms;
mod short_names;
mod suggest;
#[cfg(test)]
mod tests;
mod traces;
mod walk;

pub use finder::{Hit, How};
pub use gather::{NamesFound, Often, Suggested, by_place};
pub use lists::is_title;
pub use suggest::{Origin, Suggestion, bearer};
pub use walk::{Sought, Spot, Standing, Worded, look};

use super::{Corpus, looks_like_a_name};
use crate::model::{CaseId, Pseudonym, PseudonymId, PseudonymKind};
use crate::text::SourceText;
use finder::Finder;
use std::collections::HashSet;
use std::ops::Range;
use traces::{Doubt, Trace, Traces};

/// A name on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its row; a case may be on the list by its name in full alone.
    pub row: Option<PseudonymId>,
    /// The case that bears it.
    pub case: Option<CaseId>,
    /// What it is of.
    pub kind: PseudonymKind,
    /// Its spellings, the fullest first.
    pub names: Vec<String>,
    /// What stands for it; empty where nothing does yet.
    pub stands: String,
}

/// Words that come in the place of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swap {
    /// Where the others stand, in bytes.
    pub at: Range<usize>,
    /// The words.
    pub words: String,
}

/// A name that was found, with what is to be done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it stands, in bytes.
    pub at: Range<usize>,
    /// Whose it is, by its place in [`PseudonymKey::names`].
    pub name: usize,
    /// What comes in its place: one swap, or one a word.
    pub swaps: Vec<Swap>,
    /// Whether it is certain that the name stands there; else the word may be another: “may”.
    pub sure: bool,
}

/// The key: every name that the project knows, with what stands for it. Cases are in it by their names in full and their pseudonyms, the
/// rows of the list by their own.
#[derive(Clone, Debug, Default)]
pub struct PseudonymKey {
    /// The names in the order of the list, those of cases first.
    pub names: Vec<Known>,
    /// Words that look like names and are none.
    pub kept: Vec<String>,
    /// Words in small letters that the texts have as words of the language.
    common: HashSet<String>,
    /// Words in small letters of names on the list of which the texts do not say that they are names: they may stand for somebody.
    perhaps: HashSet<String>,
    finder: Finder,
    traces: Traces,
    /// The spellings as they were added to the finder.
    spellings: Vec<String>,
}

impl PseudonymKey {
    /// The key with some of its names alone. The others stay, and what is a part of one of them stays with it: “Leeds” alone is not
    /// replaced in “Leeds City Council”. Those that nothing stands for hide nothing.
    pub fn only(corpus: &Corpus, wanted: impl Fn(&Known) -> bool) -> Self {
        let mut key = Self::default();
        let persons = corpus.person_kinds();
        for case in corpus.cases() {
            let row = corpus.pseudonyms().iter().find(|row| row.case_id == Some(case.id));
            let person = persons.contains(&case.kind);
            let mut names = vec![case.full_name.clone()];
            // A key such as P07 is no name, and a person's pseudonym may have become their key.
            if looks_like_a_name(&case.name) && (person || !case.pseudonym.is_empty() || row.is_some()) {
                names.push(case.name.clone());
            }
            names.extend(row.iter().flat_map(|row| row.names.iter().cloned()));
            let kind = row.map_or(if person { PseudonymKind::Person } else { PseudonymKind::Other }, |row| row.kind);
            let stands = case.pseudonym.clone();
            key.push(Known { row: row.map(|row| row.id), case: Some(case.id), kind, names, stands });
        }
        for row in corpus.pseudonyms().iter().filter(|row| row.case_id.is_none()) {
            match row.kind {
                PseudonymKind::Kept => key.kept.extend(row.names.iter().cloned()),
                kind => key.push(Known { row: Some(row.id), case: None, kind, names: row.names.clone(), stands: row.stands.clone() }),
            }
        }
        let others;
        (key.names, others) = key.names.into_iter().partition(wanted);
        key.kept.extend(others.into_iter().filter(|known| !known.stands.is_empty()).flat_map(|known| known.names));
        key.seek();
        key
    }

    /// The key of these names.
    pub fn of(names: Vec<Known>) -> Self {
        let mut key = Self { names, ..Self::default() };
        key.seek();
        key
    }

    /// Puts a name on the list, each spelling once. What stands for it is no spelling of it, and one without a spelling is no name.
    fn push(&mut self, mut known: Known) {
        let (mut seen, stands) = (Vec::new(), known.stands.to_lowercase());
        known.names.retain(|name| {
            let new = name.chars().any(char::is_alphanumeric) && name.trim().to_lowercase() != stands && !seen.contains(name);
            seen.push(name.clone());
            new
        });
        if !known.names.is_empty() {
            self.names.push(known);
        }
    }

    fn seek(&mut self) {
        // What stands for a name is none of another's, though a part of it may be spelled so: “Mary Stern” stays where “Mary” is replaced.
        // Where it is a name of the list itself, the name comes first.
        let stands = self.names.iter().map(|known| &known.stands);
        let stands: Vec<String> = stands.filter(|stands| !stands.is_empty() && self.known(stands).is_none()).cloned().collect();
        let names = self.names.iter().enumerate().flat_map(|(n, known)| known.names.iter().map(move |name| (name, Some(n))));
        for (name, entry) in names.chain(self.kept.iter().chain(&stands).map(|name| (name, None))) {
            let bare = entry.is_some_and(|entry| self.names[entry].stands.is_empty());
            if self.finder.add(name, entry, bare) {
                let small = name.trim().to_lowercase();
                let ordinary = ordinary::is_ordinary(&small) || self.common.contains(&small);
                let known = Doubt { ordinary, perhaps: self.perhaps.contains(&small) };
                self.traces.add(name, entry, self.spellings.len(), known);
                self.spellings.push(name.clone());
            }
        }
    }

    /// Whether nothing is on the list.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether a name of the list remains in words: where it is certain, glued to other words and in small letters too.
    pub fn remains_in(&self, words: &str, how: How) -> bool {
        let certain = |hit: &Hit| !self.is_perhaps(hit);
        !self.finder.is_empty()
            && (self.finder.find(words, how.thorough()).iter().any(certain) || self.traces.find(words, how).iter().any(|trace| trace.sure))
    }

    /// The names that stand in words as they are replaced, in order: whole words, and in labels those that are glued to others by capitals,
    /// figures and underscores too.
    pub fn find(&self, words: &str, how: How) -> Vec<Found> {
        let mut list = self.whole(words, how);
        if how == How::Label {
            self.add_traces(words, how, |trace| trace.sure, &mut list);
        }
        list
    }

    /// The names that remain in words, in order: parts of longer names too, and every trace of a name.
    pub fn remaining(&self, words: &str, how: How) -> Vec<Found> {
        let mut list = self.whole(words, how.thorough());
        self.add_traces(words, how, |_| true, &mut list);
        list
    }

    /// Whether it is a word that only may stand for somebody.
    fn is_perhaps(&self, hit: &Hit) -> bool {
        !self.perhaps.is_empty() && self.perhaps.contains(&self.spellings[hit.spelling].trim().to_lowercase())
    }

    /// Whole words.
    fn whole(&self, words: &str, how: How) -> Vec<Found> {
        if self.finder.is_empty() {
            return Vec::new();
        }
        let found = |hit: Hit| {
            let swaps = match hit.part {
                true => Vec::new(),
                false => said::swaps(words, &hit.at, &self.spellings[hit.spelling], &self.names[hit.entry], false),
            };
            Found { at: hit.at, name: hit.entry, swaps, sure: true }
        };
        self.finder.find(words, how).into_iter().filter(|hit| !self.is_perhaps(hit)).map(found).collect()
    }

    /// Adds traces of names where no whole word was found. In running words nothing comes in their place.
    fn add_traces(&self, words: &str, how: How, wanted: impl Fn(&Trace) -> bool, list: &mut Vec<Found>) {
        let mut known = list.iter().map(|found| found.at.clone()).peekable();
        let mut new = Vec::new();
        for trace in self.traces.find(words, how) {
            while known.next_if(|at| at.end <= trace.at.start).is_some() {}
            if !wanted(&trace) || known.peek().is_some_and(|at| at.start < trace.at.end) {
                continue;
            }
            let swaps = match how == How::Label && trace.sure {
                true => said::swaps(words, &trace.at, &self.spellings[trace.spelling], &self.names[trace.entry], trace.glued),
                false => Vec::new(),
            };
            new.push(Found { at: trace.at, name: trace.entry, swaps, sure: trace.sure });
        }
        if !new.is_empty() {
            list.extend(new);
            list.sort_by_key(|found| found.at.start);
        }
    }

    /// The names that stand in a text as they are replaced.
    pub fn find_in(&self, text: &SourceText, how: How) -> Vec<Found> {
        by_turns(text, |words| self.find(words, how))
    }

    /// The names that remain in a text.
    pub fn remaining_in(&self, text: &SourceText) -> Vec<Found> {
        by_turns(text, |words| self.remaining(words, How::Prose))
    }

    /// What is to be put in the place of what, in order: names that nothing stands for stay.
    pub fn swaps(&self, words: &str, how: How) -> Vec<Swap> {
        self.find(words, how).into_iter().flat_map(|found| found.swaps).collect()
    }

    /// Words with what stands for the names in them; nothing where that is the same.
    pub fn replaced(&self, words: &str, how: How) -> Option<String> {
        self.replaced_in(words, how).map(|(new, _)| new)
    }

    /// The same with in how many places.
    pub fn replaced_in(&self, words: &str, how: How) -> Option<(String, usize)> {
        let found: Vec<Found> = self.find(words, how).into_iter().filter(|found| !found.swaps.is_empty()).collect();
        if found.is_empty() {
            return None;
        }
        let (mut new, mut at) = (String::with_capacity(words.len()), 0);
        for swap in found.iter().flat_map(|found| &found.swaps) {
            new.push_str(&words[at..swap.at.start]);
            new.push_str(&swap.words);
            at = swap.at.end;
        }
        new.push_str(&words[at..]);
        Some((new, found.len()))
    }

    /// Whether a label is what stands for a name, or a part of it: “Mary Stern”, “Mary”.
    pub fn is_pseudonym(&self, label: &str) -> bool {
        let label = label.trim().to_lowercase();
        let part = |stands: &str| label.split_whitespace().all(|word| stands.split_whitespace().any(|own| own == word));
        !label.is_empty() && self.names.iter().any(|known| part(&known.stands.to_lowercase()))
    }

    /// The name of the list that is spelled so, without regard to case.
    pub fn known(&self, name: &str) -> Option<&Known> {
        let name = name.trim().to_lowercase();
        self.names.iter().find(|known| known.names.iter().any(|own| own.to_lowercase() == name))
    }
}

/// What is found in a text. No name goes on from one turn to the next, so that each turn is looked through by itself.
fn by_turns(text: &SourceText, find: impl Fn(&str) -> Vec<Found>) -> Vec<Found> {
    let (words, geometry) = (text.geometry.text(), &text.geometry);
    let starts = text.structure.turns.iter().map(|turn| geometry.byte(turn.span.start));
    let mut from = 0;
    let mut found = Vec::new();
    for to in starts.chain([words.len()]) {
        let moved = |range: Range<usize>| range.start + from..range.end + from;
        found.extend(find(&words[from..to]).into_iter().map(|one| Found {
            at: moved(one.at),
            swaps: one.swaps.into_iter().map(|swap| Swap { at: moved(swap.at), words: swap.words }).collect(),
            ..one
        }));
        from = to;
    }
    found
}

impl Known {
    /// The name as it is called: its fullest spelling.
    pub fn name(&self) -> &str {
        self.names.first().map_or("", String::as_str)
    }

    /// Whether the name is only taken out.
    pub fn is_redacted(&self) -> bool {
        self.stands == Pseudonym::REDACTED
    }
}
