//! Which words are people's names, as far as the project knows its people.

use super::{Corpus, How, PseudonymKey, Texts};
use crate::Result;
use crate::model::*;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Titles, parts of names and words for speakers that name nobody.
const NOBODY: &[&str] = &[
    "mrs",
    "miss",
    "prof",
    "professor",
    "doctor",
    "sir",
    "dame",
    "lord",
    "lady",
    "rev",
    "the",
    "and",
    "von",
    "van",
    "der",
    "den",
    "del",
    "bin",
    "participant",
    "participants",
    "person",
    "interviewee",
    "interviewer",
    "respondent",
    "speaker",
    "witness",
    "moderator",
    "facilitator",
    "patient",
    "carer",
    "nurse",
    "male",
    "female",
    "man",
    "woman",
    "unknown",
    "interview",
    "group",
    "focus",
    "audience",
    "voice",
    "guest",
    "host",
];

/// What stands before a name in running text and makes one of its words enough.
pub(super) const TITLES: &[&str] = &["mr", "mrs", "ms", "miss", "mx", "dr", "doctor", "prof", "professor", "sir", "dame", "lord", "lady"];

/// The names of a study: those of its people, by their names in full and keys that look like names, and those on the list of pseudonyms.
pub struct RealNames {
    /// The words of names, in lower case, each with whose it is.
    words: HashMap<String, Vec<CaseId>>,
    /// Names of several words by their first, for running text, where one word alone may mean anything.
    whole: HashMap<String, Vec<Vec<String>>>,
    /// Names in a script without capitals, which may stand in running letters.
    uncased: Vec<(String, CaseId)>,
    /// The list of pseudonyms: places and organisations too.
    list: Arc<PseudonymKey>,
}

/// The words of a text in lower case.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(|word| word.chars().flat_map(char::to_lowercase).collect())
}

fn has_no_case(word: &str) -> bool {
    word.chars().any(|c| c.is_alphabetic() && !c.is_ascii() && !c.is_lowercase() && !c.is_uppercase())
}

/// Whether a key or a label looks like a name rather than like `P07`, `INT` or `ICSB-QL`: letters of which not all are capitals, or several
/// words, and no figure.
pub fn looks_like_a_name(label: &str) -> bool {
    if label.chars().any(char::is_numeric) || words(label).all(|word| NOBODY.contains(&word.as_str())) {
        return false;
    }
    let long = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    let written: Vec<&str> = label.split_whitespace().filter(long).collect();
    written.len() >= 2 || written.iter().any(|word| word.chars().any(|c| c.is_alphabetic() && !c.is_uppercase()))
}

impl RealNames {
    /// The same, with words of names that stand alone in the texts, as the check of a project finds them.
    pub fn with_parts(corpus: &Corpus, texts: &dyn Texts) -> Result<Self> {
        let list = Arc::new(corpus.pseudonym_key().with_parts(corpus, texts)?);
        Ok(Self { list, ..Self::new(corpus) })
    }

    /// Reads them off the people of a corpus.
    pub fn new(corpus: &Corpus) -> Self {
        let persons = corpus.person_kinds();
        let places: HashSet<String> = corpus.cases().iter().filter(|case| !persons.contains(&case.kind)).flat_map(|case| words(&case.name)).collect();
        let mut names = Self { words: HashMap::new(), whole: HashMap::new(), uncased: Vec::new(), list: corpus.pseudonym_key().clone() };
        for case in corpus.cases().iter().filter(|case| persons.contains(&case.kind)) {
            names.add(&case.full_name, case.id, &places);
            if looks_like_a_name(&case.name) {
                names.add(&case.name, case.id, &places);
            }
        }
        names
    }

    fn add(&mut self, name: &str, whose: CaseId, places: &HashSet<String>) {
        let all: Vec<String> = words(name).collect();
        for word in all.iter().filter(|word| !NOBODY.contains(&word.as_str()) && !places.contains(*word)) {
            if has_no_case(word) {
                self.uncased.push((word.clone(), whose));
            } else if word.chars().count() >= 3 && !word.chars().any(char::is_numeric) {
                let list = self.words.entry(word.clone()).or_default();
                if !list.contains(&whose) {
                    list.push(whose);
                }
            }
        }
        if let [first, rest @ ..] = all.as_slice()
            && !rest.is_empty()
        {
            self.whole.entry(first.clone()).or_default().push(rest.to_vec());
        }
    }

    /// Whether a label holds a word of a name: of one of these people, or of anybody where none are given; or a name of the list that is no
    /// person's of the study.
    pub fn in_label(&self, label: &str, people: &[CaseId]) -> bool {
        let theirs = |whose: &CaseId| people.is_empty() || people.contains(whose);
        let listed = || {
            self.list.remaining(label, How::Label).iter().any(|found| found.sure && self.list.names[found.name].case.is_none_or(|case| theirs(&case)))
        };
        self.uncased.iter().any(|(word, whose)| theirs(whose) && label.contains(word.as_str()))
            || listed()
            || !self.words.is_empty() && any_word(label, |word, _| self.words.get(word).is_some_and(|whose| whose.iter().any(theirs)))
    }

    /// Whether a label is what stands for a name of the list.
    pub fn is_pseudonym(&self, label: &str) -> bool {
        self.list.is_pseudonym(label)
    }

    /// Whether a word by itself is a name, or one word of a name.
    pub fn is_word_of(&self, word: &str) -> bool {
        let small = word.to_lowercase();
        let mut letters = word.chars();
        let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        let listed = || self.list.names.iter().flat_map(|known| &known.names).flat_map(|name| words(name)).any(|word| word == small);
        self.words.contains_key(&small) || self.in_prose(&capital) || small.chars().count() >= 3 && listed()
    }

    /// Whether running text names somebody: in full, by one word of the name behind a title, or as the list spells it.
    pub fn in_prose(&self, text: &str) -> bool {
        let follows = |rest: &[String], after: &str| words(after).take(rest.len()).eq(rest.iter().cloned());
        let whole = |word: &str, after: &str| self.whole.get(word).is_some_and(|names| names.iter().any(|rest| follows(rest, after)));
        let mut titled = false;
        let named = |word: &str, after: &str| {
            let behind = std::mem::replace(&mut titled, TITLES.contains(&word));
            (behind && self.words.contains_key(word)) || whole(word, after)
        };
        self.uncased.iter().any(|(word, _)| text.contains(word.as_str()))
            || self.list.remains_in(text, How::Prose)
            || !self.words.is_empty() && any_word(text, named)
    }
}

/// Whether one of the words of a text, in lower case, with all that follows it, is so. It takes no memory a word: exports ask this of
/// every passage.
fn any_word(text: &str, mut is: impl FnMut(&str, &str) -> bool) -> bool {
    let mut lower = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        rest = &rest[start..];
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        lower.clear();
        lower.extend(rest[..end].chars().flat_map(char::to_lowercase));
        rest = &rest[end..];
        if is(&lower, rest) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::looks_like_a_name;

    #[test]
    fn names_are_told_from_keys() {
        for name in ["Ann Lee", "Sarah", "SARAH JONES", "de Vries", "王小明", "Dr Rao"] {
            assert!(looks_like_a_name(name), "{name}");
        }
        for key in ["P07", "INT", "ICSB-QL", "Participant 1", "Interviewer", "", "A"] {
            assert!(!looks_like_a_name(key), "{key}");
        }
    }
}
