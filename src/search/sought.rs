//! The words that a search looks for, and which words of a text they are.

use super::fold::{fold, fold_cow, lower, stem, written};
use super::grammar::{Form, Word};
use crate::model::primary_language;
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::HashMap;
use std::rc::Rc;

/// The longest word that is compared letter by letter with letters wrong.
const LONGEST: usize = 60;

/// Words that are sought, each once, and what was found out about the words of texts.
pub(super) struct Lexicon {
    sought: Vec<Sought>,
    languages: Vec<Language>,
    /// The place of the language that is read now.
    now: usize,
}

/// A word that is sought.
#[derive(Clone)]
pub(super) struct Sought {
    word: Word,
    /// Folded, whatever the form.
    letters: String,
}

impl Sought {
    /// Its letters, folded.
    pub fn letters(&self) -> &str {
        &self.letters
    }

    /// Its stem by such rules.
    pub fn stem(&self, stemmer: &Stemmer) -> String {
        stem(stemmer, &self.word.letters)
    }

    /// How it is compared.
    pub fn form(&self) -> Form {
        self.word.form
    }

    /// Whether a folded word is it, apart from its stem and from how it is written.
    pub fn is(&self, folded: &str) -> bool {
        match self.word.form {
            Form::Form | Form::Written | Form::Stem => self.letters == folded,
            Form::Wildcard => fits(&self.letters, folded),
            Form::Fuzzy(wrong) => is_near(&self.letters, folded, usize::from(wrong)),
        }
    }
}

struct Language {
    name: String,
    stemmer: Option<Stemmer>,
    stems: Vec<String>,
    known: HashMap<Box<str>, Rc<[u16]>>,
}

impl Lexicon {
    pub fn new() -> Self {
        Self { sought: Vec::new(), languages: Vec::new(), now: 0 }
    }

    /// The number of a word.
    pub fn add(&mut self, word: &Word) -> usize {
        if let Some(at) = self.sought.iter().position(|sought| sought.word == *word) {
            return at;
        }
        self.sought.push(Sought { word: word.clone(), letters: fold(&word.letters) });
        self.sought.len() - 1
    }

    /// How many words are sought.
    pub fn len(&self) -> usize {
        self.sought.len()
    }

    /// The words, by number.
    pub fn sought(&self) -> &[Sought] {
        &self.sought
    }

    /// From now on words are of this language, by its BCP 47 name.
    pub fn read(&mut self, language: &str) {
        self.now = self.languages.iter().position(|known| known.name == language).unwrap_or_else(|| {
            let stemmer = Rules::of(language).map(Rules::stemmer);
            let stem = |sought: &Sought| stemmer.as_ref().map_or_else(String::new, |stemmer| sought.stem(stemmer));
            let stems = self.sought.iter().map(stem).collect();
            self.languages.push(Language { name: language.to_owned(), stemmer, stems, known: HashMap::new() });
            self.languages.len() - 1
        });
    }

    /// The numbers of the sought words that a word of the text is, apart from what [`Lexicon::is_written`] has to say.
    pub fn numbers(&mut self, word: &str) -> Rc<[u16]> {
        let lower = lower(word);
        let Some(language) = self.languages.get_mut(self.now) else { return Rc::new([]) };
        if let Some(known) = language.known.get(lower.as_ref()) {
            return Rc::clone(known);
        }
        let folded = fold_cow(&lower);
        let stem = language.stemmer.as_ref().map(|stemmer| stem(stemmer, &lower));
        let is = |at: usize, sought: &Sought| {
            sought.is(&folded) || sought.word.form == Form::Stem && stem.as_ref().is_some_and(|stem| language.stems[at] == *stem)
        };
        let numbers: Rc<[u16]> = self.sought.iter().enumerate().filter(|(at, sought)| is(*at, sought)).map(|(at, _)| at as u16).collect();
        drop(folded);
        language.known.insert(lower.into(), Rc::clone(&numbers));
        numbers
    }

    /// Whether a sought word stands there letter by letter, where it wants that.
    pub fn is_written(&self, number: u16, word: &str) -> bool {
        let sought = &self.sought[usize::from(number)].word;
        if sought.form != Form::Written {
            return true;
        }
        let (wanted, here) = (written(&sought.letters), written(word));
        // Who writes no capital asks for the accents alone.
        wanted == here || wanted == here.to_lowercase()
    }
}

fn is_near(sought: &str, word: &str, wrong: usize) -> bool {
    let (a, b) = (sought.chars().count(), word.chars().count());
    a.abs_diff(b) <= wrong && a.max(b) <= LONGEST && strsim::osa_distance(sought, word) <= wrong
}

/// Whether a word fits letters among which `*` stands for any and `?` for one.
pub(super) fn fits(wanted: &str, word: &str) -> bool {
    // Most words need no look at what a letter is.
    if wanted.is_ascii() && word.is_ascii() {
        return matched(wanted.as_bytes(), word.as_bytes(), b'*', b'?');
    }
    let signs = |word: &str| word.chars().collect::<Vec<char>>();
    matched(&signs(wanted), &signs(word), '*', '?')
}

fn matched<T: PartialEq + Copy>(wanted: &[T], word: &[T], any: T, one: T) -> bool {
    let (mut w, mut at, mut star) = (0, 0, None);
    while at < word.len() {
        match wanted.get(w) {
            Some(c) if *c == any => {
                star = Some((w, at));
                w += 1;
            }
            Some(c) if *c == one || *c == word[at] => (w, at) = (w + 1, at + 1),
            _ => match star {
                Some((from, taken)) => {
                    star = Some((from, taken + 1));
                    (w, at) = (from + 1, taken + 1);
                }
                None => return false,
            },
        }
    }
    wanted[w..].iter().all(|c| *c == any)
}

/// The rules for the stems of a language, by their place in [`RULES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rules(pub u8);

/// Languages with rules for stems, at most 31.
const RULES: [(&str, Algorithm); 20] = [
    ("ar", Algorithm::Arabic),
    ("da", Algorithm::Danish),
    ("nl", Algorithm::Dutch),
    ("en", Algorithm::English),
    ("fi", Algorithm::Finnish),
    ("fr", Algorithm::French),
    ("de", Algorithm::German),
    ("el", Algorithm::Greek),
    ("hu", Algorithm::Hungarian),
    ("it", Algorithm::Italian),
    ("no", Algorithm::Norwegian),
    ("nb", Algorithm::Norwegian),
    ("nn", Algorithm::Norwegian),
    ("pt", Algorithm::Portuguese),
    ("ro", Algorithm::Romanian),
    ("ru", Algorithm::Russian),
    ("es", Algorithm::Spanish),
    ("sv", Algorithm::Swedish),
    ("ta", Algorithm::Tamil),
    ("tr", Algorithm::Turkish),
];

impl Rules {
    /// The rules of a language, by its BCP 47 name.
    pub fn of(language: &str) -> Option<Self> {
        let primary = primary_language(language);
        RULES.iter().position(|(name, _)| *name == primary).map(|at| Self(at as u8))
    }

    /// What follows them.
    pub fn stemmer(self) -> Stemmer {
        Stemmer::create(RULES[usize::from(self.0)].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_any_letters_and_question_marks_for_one() {
        for (wanted, word, is) in [
            ("fund*", "funding", true),
            ("fund*", "fund", true),
            ("f*d", "fund", true),
            ("f*d", "funds", false),
            ("*ing", "funding", true),
            ("organi?ation", "organisation", true),
            ("organi?ation", "organiation", false),
            ("a*b*c", "axbxbxc", true),
            ("a*b*c", "axbxb", false),
        ] {
            assert_eq!(fits(wanted, word), is, "{wanted} {word}");
        }
    }

    #[test]
    fn a_letter_changed_about_is_one_wrong_letter() {
        assert!(is_near("organsiation", "organisation", 1) && !is_near("organsiation", "organization", 1));
    }
}
