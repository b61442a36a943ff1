//! Whether a voice's label is a person's name: titles, case, accents and the order of the words set aside.

use super::guess::fold;
use crate::analysis::looks_like_a_name;

/// Titles before a name that say he or she, folded.
const HE: [&str; 8] = ["mr", "sir", "lord", "baron", "herr", "monsieur", "senor", "signor"];
const SHE: [&str; 12] = ["mrs", "ms", "miss", "dame", "lady", "baroness", "frau", "madame", "mme", "senora", "signora", "sister"];

/// Titles before a name that say neither, folded.
const EITHER: [&str; 13] = ["mx", "dr", "doctor", "prof", "professor", "rev", "reverend", "rt", "right", "hon", "honourable", "councillor", "cllr"];

/// Titles that one person may have today and another time not: all the same here.
const LEARNED: [&str; 4] = ["dr", "doctor", "prof", "professor"];

/// Letters behind a name, folded.
const BEHIND: [&str; 18] = ["kc", "qc", "sc", "mp", "msp", "ms", "mla", "obe", "cbe", "mbe", "kbe", "dbe", "phd", "md", "frcp", "jr", "sr", "esq"];

/// How well a label fits a name, the best last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It is another's.
    No,
    /// It is a shorter form of it: the family name, perhaps with other parts or initials.
    Part,
    /// The words are the same.
    Whole,
}

/// A name in its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Person {
    titles: Vec<String>,
    /// The words of the name, folded, the family name last.
    words: Vec<String>,
}

impl Person {
    /// The parts of a written name: “Mr John Smith KC”, “SMITH, John”, “Dr. J. Smith (by video)”.
    pub fn new(written: &str) -> Self {
        let plain = without_brackets(written);
        let parts = |text: &str| text.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect::<Vec<String>>();
        let mut words = match plain.split_once(',') {
            Some((before, after)) => {
                let behind: Vec<String> = parts(after).into_iter().filter(|word| !BEHIND.contains(&word.as_str())).collect();
                behind.into_iter().chain(parts(before)).collect()
            }
            None => parts(&plain),
        };
        if words.len() > 1 && words[0] == "the" {
            words.remove(0);
        }
        let is_title = |word: &String| [&HE[..], &SHE, &EITHER].iter().any(|list| list.contains(&word.as_str()));
        let before = words.iter().take(words.len().saturating_sub(1)).take_while(|word| is_title(word)).count();
        let titles = words.drain(..before).map(|title| if LEARNED.contains(&title.as_str()) { "dr".to_owned() } else { title }).collect();
        while words.len() > 1 && words.last().is_some_and(|word| BEHIND.contains(&word.as_str())) {
            words.pop();
        }
        Self { titles, words }
    }

    /// How well a label fits this name.
    pub fn fit(&self, label: &Self) -> Fit {
        let (Some(last), Some(other)) = (self.words.last(), label.words.last()) else { return Fit::No };
        if self.is_he_and_she(label) {
            return Fit::No;
        }
        let sorted = |words: &[String]| {
            let mut words = words.to_vec();
            words.sort();
            words
        };
        if self.words.concat() == label.words.concat() || sorted(&self.words) == sorted(&label.words) {
            return Fit::Whole;
        }
        let (short, long) = if self.words.len() <= label.words.len() { (&self.words, &label.words) } else { (&label.words, &self.words) };
        let mut rest = long[..long.len() - 1].iter();
        let within = short[..short.len() - 1].iter().all(|word| rest.any(|other| is_form_of(word, other)));
        if last == other && within { Fit::Part } else { Fit::No }
    }

    /// Whether two labels that fit in part may be one voice: one of them has no title but those of the other.
    pub fn agrees(&self, other: &Self) -> bool {
        let fewer = |one: &Self, all: &Self| one.titles.iter().all(|title| all.titles.contains(title));
        (fewer(self, other) || fewer(other, self)) && self.fit(other) != Fit::No
    }

    /// Whether a label is plainly somebody else's: a name in full or with a title, of which no word is in this one.
    pub fn is_not(&self, written: &str) -> bool {
        let label = Self::new(written);
        let in_full = label.words.len() > 1 && label.words.iter().all(|word| word.chars().count() > 1);
        let told = looks_like_a_name(written) && (in_full || !label.titles.is_empty());
        told && !self.words.is_empty() && !label.words.iter().any(|word| self.words.contains(word))
    }

    fn is_he_and_she(&self, other: &Self) -> bool {
        let he = |person: &Self| person.titles.iter().any(|title| HE.contains(&title.as_str()));
        let she = |person: &Self| person.titles.iter().any(|title| SHE.contains(&title.as_str()));
        he(self) && !she(self) && she(other) && !he(other) || she(self) && !he(self) && he(other) && !she(other)
    }
}

/// Whether one word is the other or its initial.
fn is_form_of(one: &str, other: &str) -> bool {
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    one == other || initial(one, other) || initial(other, one)
}

fn without_brackets(written: &str) -> String {
    let mut depth = 0usize;
    let outside = |c: &char| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    };
    let plain: String = written.chars().filter(outside).collect();
    if plain.trim().is_empty() { written.to_owned() } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_title_case_accents_and_order() {
        for (name, label, fit) in [
            ("Mr John Smith", "MR SMITH", Fit::Part),
            ("Mr John Smith", "John Smith", Fit::Whole),
            ("Mr John Smith", "Smith, John", Fit::Whole),
            ("Smith, John", "Mr J. Smith", Fit::Part),
            ("John Smith", "Jane Smith", Fit::No),
            ("Mr John Smith", "Mrs Smith", Fit::No),
            ("Mr John Smith", "John", Fit::No),
            ("Mr Smith", "Mr Smithson", Fit::No),
            ("John Paul Smith", "John Smith", Fit::Part),
            ("John Paul Smith", "John Adam Smith", Fit::No),
            ("Professor Nick Phin", "Dr Phin", Fit::Part),
            ("Professor Sir Chris Hill KC", "Chris Hill", Fit::Whole),
            ("Dame Harries", "Professor Dame Jenny Harries", Fit::Part),
            ("Ms Anna-Louise Marsh-Rees", "Anna Louise Marsh Rees (by video)", Fit::Whole),
            ("José O’Connor", "Jose O'Connor", Fit::Whole),
            ("王小明", "王小明", Fit::Whole),
            ("", "Anna", Fit::No),
        ] {
            assert_eq!(Person::new(name).fit(&Person::new(label)), fit, "{name} / {label}");
        }
    }

    #[test]
    fn a_chair_is_told_from_the_one_that_is_heard() {
        let smith = Person::new("Mr John Smith");
        for label in ["Lady Hall", "Ann Hall", "Mr J Hall"] {
            assert!(smith.is_not(label), "{label}");
        }
        for label in ["The Witness", "Speaker 2", "Participant A", "P07", "John", "Mr Smith", "Unknown speaker"] {
            assert!(!smith.is_not(label), "{label}");
        }
        assert!(Person::new("Mr Smith").agrees(&Person::new("Smith")) && !Person::new("Dr Smith").agrees(&Person::new("Mr Smith")));
        assert!(Person::new("Dr Rachel Smith").agrees(&Person::new("Professor Smith")));
    }
}
