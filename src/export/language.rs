//! The language of a document: so that a word processor spells its quotes by the right dictionary.

use crate::analysis::Corpus;
use std::collections::BTreeMap;

/// The language that most sources are said to be in; where none is, that of the system, else English. By BCP 47.
pub fn document_language(corpus: &Corpus) -> String {
    let mut said: BTreeMap<&str, usize> = BTreeMap::new();
    for source in corpus.sources().iter().filter(|source| !source.language.is_empty()) {
        *said.entry(&source.language).or_default() += 1;
    }
    let most = said.into_iter().rev().max_by_key(|(_, count)| *count).map(|(language, _)| language.to_owned());
    most.or_else(|| ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| of_locale(&std::env::var(name).ok()?))).unwrap_or_else(|| "en".into())
}

/// What a locale of the system says: `en_GB.UTF-8` is `en-GB`.
fn of_locale(locale: &str) -> Option<String> {
    let name = locale.split(['.', '@']).next()?.replace('_', "-");
    let is_language = |part: &str| (2..=3).contains(&part.len()) && part.chars().all(|c| c.is_ascii_lowercase());
    name.split('-').next().is_some_and(is_language).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_says_its_language() {
        assert_eq!(of_locale("en_GB.UTF-8").as_deref(), Some("en-GB"));
        assert_eq!(of_locale("de@euro").as_deref(), Some("de"));
        assert!(["C.UTF-8", "POSIX", ""].iter().all(|none| of_locale(none).is_none()));
    }
}
