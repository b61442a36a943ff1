//! What to write instead where a search finds nothing: why, as far as that can be told, and what is found that is near to it.

use super::ask::Search;
use super::finder::{Finder, Wanted};
use super::fold::fold;
use super::grammar::{Ask, Form, Word, parse, quoted};
use crate::Result;
use crate::jobs::Progress;
use crate::model::grouped;
use std::collections::HashMap;

/// Words of a search that are looked at, and words that are offered for one.
const LOOKED_AT: usize = 12;
const OFFERED: usize = 3;

impl Finder<'_> {
    /// Why a search finds nothing and what to write instead, as sentences; empty where nothing can be told. For a search that found nothing.
    pub fn hints(&self, query: &str, progress: &Progress) -> Result<Vec<String>> {
        let Ok(ask) = parse(query) else { return Ok(Vec::new()) };
        if Search::of(&ask, self.corpus).is_ok_and(|search| search.is_in_memos()) {
            return Ok(Vec::new());
        }
        let mut hints: Vec<String> = signs(query).into_iter().collect();
        let mut words = Vec::new();
        sought(&ask, &mut words);
        words.truncate(LOOKED_AT);
        let mut known: Option<HashMap<String, u64>> = None;
        for word in words {
            if self.count(&word, progress)? > 0 {
                continue;
            }
            let known = match &mut known {
                Some(known) => known,
                none => none.insert(self.vocabulary(progress)?),
            };
            hints.extend(self.instead(&word, known, progress)?);
        }
        if hints.is_empty() {
            hints.extend(self.parts(&ask, progress)?);
        }
        Ok(hints)
    }

    fn count(&self, query: &str, progress: &Progress) -> Result<usize> {
        let Ok(mut search) = Search::new(query, self.corpus) else { return Ok(0) };
        Ok(self.run(&mut search, Wanted::first(0, 0), progress, &mut |_| Ok(()))?.hits)
    }

    /// What is found that one word, or words one after another, could have been meant for.
    fn instead(&self, word: &str, known: &HashMap<String, u64>, progress: &Progress) -> Result<Option<String>> {
        let bare = fold(word.trim_start_matches('=').trim_matches('"'));
        let mut offered: Vec<String> = Vec::new();
        for other in other_ways(&bare, known) {
            if offered.len() < OFFERED && !offered.contains(&other) && self.count(&other, progress)? > 0 {
                offered.push(other);
            }
        }
        if offered.is_empty() && !bare.contains(' ') {
            offered.extend(near(&bare, known));
        }
        Ok((!offered.is_empty()).then(|| format!("{word} stands nowhere. Did you mean {}?", offered.join(" or "))))
    }

    /// Which parts of a search are found without the others.
    fn parts(&self, ask: &Ask, progress: &Progress) -> Result<Option<String>> {
        let Ask::And(list) = ask else { return Ok(None) };
        for (at, part) in list.iter().enumerate() {
            let Some(name) = named(part) else { continue };
            let rest: Vec<Ask> = list.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, ask)| ask.clone()).collect();
            let Ok(mut search) = Search::of(&Ask::And(rest), self.corpus) else { continue };
            let hits = self.run(&mut search, Wanted::first(0, 0), progress, &mut |_| Ok(()))?.hits;
            if hits > 0 {
                return Ok(Some(format!("Without {name} it finds {}.", grouped(hits))));
            }
        }
        Ok(None)
    }
}

/// A field of a search as it is written.
fn named(ask: &Ask) -> Option<String> {
    match ask {
        Ask::Field { name, value, .. } => Some(format!("{name}:{}", quoted(value))),
        Ask::Not(inner) => named(inner).map(|name| format!("-{name}")),
        _ => None,
    }
}

/// What other programs have signs for, written as they have them.
fn signs(query: &str) -> Option<String> {
    let words: Vec<&str> = query.split_whitespace().filter(|word| !word.contains('"')).collect();
    let small = |word: &&&str| ["or", "and", "not"].contains(*word);
    if let Some(distance) = words.iter().find_map(|word| word.to_lowercase().strip_prefix("near/").map(str::to_owned)) {
        return Some(format!("NEAR/{distance} is sought as words here: write near(one, other, {distance} words)."));
    }
    if let Some(word) = words.iter().find(small).filter(|_| words.len() > 1) {
        return Some(format!("“{word}” is sought as a word here: write {} in capitals.", word.to_uppercase()));
    }
    if let Some(word) = words.iter().find(|word| word.ends_with('?') && word.chars().any(char::is_alphanumeric)) {
        return Some(format!("{word} leaves its last letter open: without ? it is the word itself."));
    }
    let joins = words.iter().any(|word| word.chars().skip(1).any(|c| matches!(c, '+' | '|' | '&')));
    joins.then(|| "Signs between words are no signs here: write AND or OR, in capitals.".to_owned())
}

/// The words and phrases that are to be there, as searches.
fn sought(ask: &Ask, found: &mut Vec<String>) {
    let written = |word: &Word| match word.form {
        Form::Stem => Some(word.letters.clone()),
        Form::Form | Form::Written => Some(format!("={}", word.letters)),
        Form::Wildcard | Form::Fuzzy(_) => None,
    };
    match ask {
        Ask::Word(word) => found.extend(written(word)),
        Ask::Phrase { words, .. } => {
            // Words that stand nowhere are told of; a phrase of such as do, where it may be written as one word.
            let words: Vec<String> = words.iter().filter_map(written).collect();
            let whole = words.iter().all(|word| !word.starts_with('=')).then(|| format!("\"{}\"", words.join(" ")));
            found.extend(whole.filter(|_| words.len() == 2));
            found.extend(words);
        }
        Ask::Near(a, b, _) => [a, b].into_iter().for_each(|ask| sought(ask, found)),
        Ask::And(list) | Ask::Or(list) => list.iter().for_each(|ask| sought(ask, found)),
        Ask::Not(_) | Ask::Field { .. } => {}
    }
}

/// Other ways to write a word or two: with a hyphen, as one word, as two, with s or z.
fn other_ways(bare: &str, known: &HashMap<String, u64>) -> Vec<String> {
    let is_known = |word: &str| known.contains_key(word);
    let mut ways = Vec::new();
    for sign in ['-', ' '] {
        if let Some((first, rest)) = bare.split_once(sign) {
            ways.push(if sign == '-' { format!("\"{first} {}\"", rest.replace('-', " ")) } else { format!("{first}-{rest}") });
            ways.push(bare.replace(sign, ""));
        }
    }
    if ways.is_empty() {
        for (at, _) in bare.char_indices().skip(2) {
            let (first, rest) = bare.split_at(at);
            let joined = format!("{first}-{rest}");
            if is_known(&joined) {
                ways.push(joined);
            } else if is_known(first) && is_known(rest) && rest.chars().count() > 1 {
                ways.push(format!("\"{first} {rest}\""));
            }
        }
        for (one, other) in [("iz", "is"), ("is", "iz"), ("yz", "ys"), ("ys", "yz")] {
            ways.extend(bare.rfind(one).map(|at| format!("{}{other}{}", &bare[..at], &bare[at + one.len()..])));
        }
    }
    ways
}

/// The words nearest to one, of those as near the commonest first.
fn near(bare: &str, known: &HashMap<String, u64>) -> Vec<String> {
    let letters = bare.chars().count();
    let most = if letters > 5 { 2 } else { 1 };
    if letters < 3 {
        return Vec::new();
    }
    let alike = known.iter().filter(|(word, _)| word.chars().count().abs_diff(letters) <= most);
    let far = alike.map(|(word, count)| (strsim::osa_distance(bare, word), *count, word));
    let mut found: Vec<(usize, u64, &String)> = far.filter(|(far, ..)| *far <= most).collect();
    found.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.cmp(&a.1)).then_with(|| a.2.cmp(b.2)));
    let nearest = found.first().map_or(0, |(far, ..)| *far);
    found.into_iter().take_while(|(far, ..)| *far == nearest).take(OFFERED).map(|(.., word)| word.clone()).collect()
}
