//! Parts and short forms of the names of people on the list that stand alone and are on no list: “Anne” of “Anne Miller”, “Chris” of a
//! Christopher.

use super::lists::is_title;
use super::short_forms::short_forms;
use super::short_names::{sources_about, words_of};
use super::suggest::{Counts, Origin, Suggestion};
use super::walk::labels_of;
use super::{Known, PseudonymKey};
use crate::Result;
use crate::analysis::{Corpus, Texts};
use crate::model::PseudonymKind;
use crate::text::capital;
use std::collections::HashSet;

/// In small letters fewer places than these may be slips.
const FEW: usize = 3;

/// Words that tell who somebody on the list is.
pub(super) struct Telling {
    /// The words.
    pub word: String,
    /// Whose, by the place in [`PseudonymKey::names`].
    pub of: usize,
}

impl Telling {
    /// The words as they are suggested: as another spelling of the name.
    pub fn suggested(self, key: &PseudonymKey) -> Suggestion {
        let of = &key.names[self.of];
        Suggestion { names: vec![self.word], kind: of.kind, origin: Origin::Listed, case: of.case, of: Some(of.name().to_owned()) }
    }
}

impl PseudonymKey {
    /// The key with what else tells who somebody is: words of the names of people on it that stand alone in the texts, as names do, at the end
    /// of another name, or in a title or label, and the usual short forms of their first names where they are spoken of; if these are no
    /// spelling of anybody. Nothing stands for them; words that were dismissed are not among them.
    pub fn with_parts(&self, corpus: &Corpus, texts: &dyn Texts) -> Result<Self> {
        // Of no name there are parts.
        let sources = corpus.sources().iter().filter(|_| !self.names.is_empty()).map(|source| source.id);
        Ok(self.counted(corpus, &Counts::of(sources.collect(), texts)?))
    }

    /// The same where the words of the texts are counted already.
    pub(super) fn counted(&self, corpus: &Corpus, counts: &Counts) -> Self {
        let mut key = Self { names: self.names.clone(), kept: self.kept.clone(), ..Self::default() };
        for Telling { word, of } in counts.telling(corpus, self) {
            let Known { case, kind, .. } = self.names[of];
            key.push(Known { row: None, case, kind, names: vec![word], stands: String::new() });
        }
        // Whatever the texts say of them, the words of a name are its own, and may stand for somebody.
        for (of, word) in self.words_of_people() {
            if key.known(&word).is_none() {
                let Known { case, kind, .. } = self.names[of];
                key.perhaps.insert(word.to_lowercase());
                key.push(Known { row: None, case, kind, names: vec![word], stands: String::new() });
            }
        }
        key.common = key.common(counts);
        key.seek();
        key
    }

    /// The words of the names of people on the list, also between hyphens, with the place of the name: those that may tell who somebody is.
    fn words_of_people(&self) -> Vec<(usize, String)> {
        let (mut list, mut seen) = (Vec::new(), HashSet::new());
        for (of, known) in self.names.iter().enumerate().filter(|(_, known)| known.kind == PseudonymKind::Person) {
            let hyphen = |c: char| matches!(c, '-' | '\u{2010}' | '\u{2011}');
            for word in known.names.iter().flat_map(|name| name.split(|c: char| c.is_whitespace() || hyphen(c))) {
                let small = word.to_lowercase();
                let kept = self.kept.iter().any(|kept| kept.to_lowercase() == small);
                let long = word.chars().filter(|c| c.is_alphabetic()).count() >= 3 && word.chars().all(|c| !c.is_numeric());
                if long && word.starts_with(char::is_uppercase) && !kept && !is_title(&small) && !self.is_pseudonym(word) && seen.insert(small) {
                    list.push((of, word.to_owned()));
                }
            }
        }
        list
    }

    /// Names of one word, in small letters, that the texts have as words of the language: more often in small letters than with a capital,
    /// what stands for them by now counted with them.
    fn common(&self, counts: &Counts) -> HashSet<String> {
        let mut common = HashSet::new();
        for known in &self.names {
            for name in known.names.iter().map(|name| name.trim()).filter(|name| !name.contains(char::is_whitespace)) {
                let small = counts.in_small(name);
                let stands = known.stands.split_whitespace().next().unwrap_or_default();
                if small >= FEW && small > counts.often(name) + counts.often(&known.stands) + counts.often(stands) {
                    common.insert(name.to_lowercase());
                }
            }
        }
        common
    }
}

impl Counts {
    /// Parts and short forms of the names on the list that stand somewhere and are no spelling of anybody, each once.
    pub fn telling(&self, corpus: &Corpus, key: &PseudonymKey) -> Vec<Telling> {
        let labels: Vec<String> = labels_of(corpus).into_iter().map(spaced).collect();
        let labelled: HashSet<&str> = labels.iter().flat_map(|label| label.split(' ')).collect();
        let (mut list, mut seen) = (Vec::new(), HashSet::new());
        for (of, known) in key.names.iter().enumerate().filter(|(_, known)| known.kind == PseudonymKind::Person) {
            let mut add = |word: String| {
                let small = word.to_lowercase();
                let kept = || key.kept.iter().any(|kept| kept.to_lowercase() == small);
                if word.chars().count() >= 3
                    && !is_title(&small)
                    && key.known(&word).is_none()
                    && !kept()
                    && !key.is_pseudonym(&word)
                    && seen.insert(small)
                {
                    list.push(Telling { word, of });
                }
            };
            let alone = |word: &&str| {
                let other = |run: &str| key.known(run).is_some() || key.is_pseudonym(run);
                self.is_name(word) || self.ends_a_name(word, other) || self.in_small(word) == 0 && labelled.contains(word.to_lowercase().as_str())
            };
            // The name without the titles before it.
            for whole in known.names.iter().map(|name| words_of(name)).filter(|words| words.len() > 1) {
                let whole = whole.join(" ");
                if self.has(&whole) {
                    add(whole);
                }
            }
            known.names.iter().flat_map(|name| name.split_whitespace()).filter(alone).for_each(|word| add(word.to_owned()));
            self.short(corpus, known, &labels).into_iter().for_each(&mut add);
        }
        list
    }

    /// The short forms by which somebody on the list is called.
    fn short(&self, corpus: &Corpus, known: &Known, labels: &[String]) -> Vec<String> {
        let words = words_of(known.name());
        let [first, .., last] = words.as_slice() else { return Vec::new() };
        // Where the names were replaced, what stands for them says whom the words are about.
        let stands = words_of(&known.stands);
        let mut about: Vec<&str> = known.names.iter().map(String::as_str).chain([*last]).collect();
        about.extend((!stands.is_empty()).then_some(known.stands.as_str()).into_iter().chain(stands.last().copied()));
        let sources = std::cell::OnceCell::new();
        let near = |run: &str| self.stands_in(run, sources.get_or_init(|| sources_about(corpus, self, known.case, &about)));
        let mut list = Vec::new();
        for form in short_forms(first).map(capital) {
            let whole = format!("{form} {last}");
            if near(&whole) || labels.iter().any(|label| format!(" {label} ").contains(&format!(" {} ", whole.to_lowercase()))) {
                list.push(whole);
            }
            if self.is_name(&form) && near(&form) {
                list.push(form);
            }
        }
        list
    }
}

/// A label in small letters, with one space between its words.
fn spaced(label: &str) -> String {
    let words = label.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’')).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
