//! Blocks that each begin with a label: there a label is plain, and is not weighed as if it could be words of what is said.

use super::assemble::{is_services, nobodys};
use super::labels::{self, Words};
use super::{Head, Page, times};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A head that a layout found.
pub(super) struct Found {
    pub head: Head,
    /// Whether its label has the shape of one anywhere, rather than only where one has to stand.
    pub shaped: bool,
}

/// The heads whose labels are speakers'. `set_off` are the lines that the file itself sets off as what somebody says, in order: cues, lines behind
/// a time. Where there are none, paragraphs are blocks as well, if every one of a transcript begins with a label.
pub(super) fn judge(page: &Page, found: Vec<Found>, set_off: &[usize]) -> Vec<Head> {
    let shaped: Vec<&Head> = found.iter().filter(|found| found.shaped).map(|found| &found.head).collect();
    let weighed = labels::accepted(page, &shaped);
    let plain = of_set_off(page, &found, set_off).or_else(|| of_paragraphs(page, &found, weighed.as_ref()?));
    let plain = plain.unwrap_or_default();
    let named: HashSet<&str> = plain.iter().map(|at| page.words(&found[*at].head.name)).collect();
    let by_words = |name: &str| weighed.as_ref().is_some_and(|weighed| weighed.get(name) == Some(&true));
    let speaks = |found: &Found| Some(page.words(&found.head.name)).is_some_and(|name| named.contains(name) || found.shaped && by_words(name));
    let keep: Vec<bool> = found.iter().map(speaks).collect();
    drop((named, weighed));
    found.into_iter().zip(keep).filter_map(|(found, keep)| keep.then_some(found.head)).collect()
}

/// Which heads begin lines that are set off, if most of these begin with a label.
fn of_set_off(page: &Page, found: &[Found], set_off: &[usize]) -> Option<Vec<usize>> {
    let begin: Vec<usize> = (0..found.len()).filter(|at| set_off.binary_search(&found[*at].head.line).is_ok()).collect();
    if begin.len() * 3 < set_off.len() * 2 || begin.is_empty() {
        return None;
    }
    if begin.len() == set_off.len() {
        return Some(begin);
    }
    let speech = speech(page, found);
    let judge = Judge::new(page, found, &speech, begin.len() * 5 >= set_off.len() * 4);
    let names: Vec<usize> = begin.into_iter().filter(|at| !judge.is_prose(&found[*at])).collect();
    (names.len() * 3 >= set_off.len() * 2).then_some(names)
}

/// The heads of paragraphs, if all of a transcript's begin with one.
fn of_paragraphs(page: &Page, found: &[Found], weighed: &HashMap<&str, bool>) -> Option<Vec<usize>> {
    let first = found.iter().position(|found| found.shaped && weighed.get(page.words(&found.head.name)) == Some(&true))?;
    // Those before the first that is known are speakers', where a time stands above them: a service wrote it, and no title page is there.
    let mut from = first;
    while from > 0 && found[from - 1].head.line + 1 == found[from].head.line {
        from -= 1;
    }
    let above = found[from].head.line.checked_sub(1).map(|line| page.line(line));
    if above.is_none_or(|above| times::alone(above.as_bytes()).is_none()) {
        from = first;
    }
    let blocks = |line: &usize| !nobodys(page, *line);
    if (found[from].head.line..page.lines.len()).filter(blocks).count() != found.len() - from {
        return None;
    }
    let speech = speech(page, found);
    let served = page.lines.iter().any(|line| is_services(line.of(page.text)));
    let judge = Judge::new(page, found, &speech, served);
    // A paragraph may begin with “Action 7:” as well, and with half a sentence.
    let fits = |found: &Found, name: &str| match found.shaped {
        true => served || labels::kind(name) != labels::Kind::Code || weighed.get(name) == Some(&true),
        false => bare(name).split_whitespace().count() <= 3,
    };
    let all = found[from..].iter().all(|found| blocks(&found.head.line) && fits(found, page.words(&found.head.name)) && !judge.is_prose(found));
    all.then(|| (from..found.len()).collect())
}

/// The text without what stands before the colons: what is said, and what is not.
fn speech(page: &Page, found: &[Found]) -> String {
    let mut speech = String::with_capacity(page.text.len());
    let mut at = 0;
    for Range { start, end } in found.iter().map(|found| found.head.name.clone()) {
        speech.push_str(&page.text[at..(start as usize).max(at)]);
        at = (end as usize).max(at);
    }
    speech.push_str(&page.text[at..]);
    speech
}

/// A label without what is in brackets.
fn bare(name: &str) -> &str {
    name.split(['(', '[']).next().unwrap_or(name)
}

/// Tells labels from words of what is said, where both could stand.
struct Judge<'a> {
    page: &'a Page<'a>,
    counts: HashMap<&'a str, usize>,
    words: Words<'a>,
    /// Whether so many blocks begin with a label that one in capitals needs no second sign.
    sure: bool,
}

impl<'a> Judge<'a> {
    fn new(page: &'a Page<'a>, found: &[Found], speech: &'a str, sure: bool) -> Self {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for found in found {
            *counts.entry(page.words(&found.head.name)).or_default() += 1;
        }
        let words = Words::of(speech, counts.len());
        Self { page, counts, words, sure }
    }

    /// Whether words before a colon are more likely those of somebody who speaks on.
    fn is_prose(&self, found: &Found) -> bool {
        let name = self.page.words(&found.head.name);
        if self.counts.get(name).is_some_and(|count| *count >= 3) {
            return false;
        }
        if found.shaped {
            return labels::field(name) || !self.sure && labels::kind(name) != labels::Kind::Role && labels::ordinary(&self.words, name);
        }
        let words: Vec<&str> = bare(name).split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|word| !word.is_empty()).collect();
        let device = |word: &&str| word.chars().any(|c| c.is_ascii_digit()) || word.chars().skip(1).any(char::is_uppercase);
        if words.iter().any(device) {
            return false;
        }
        let said = |word: &&str| self.words.hold(&word.to_lowercase());
        let small = |word: &&str| word.starts_with(char::is_lowercase) && said(word);
        if words.len() > 2 { words.iter().any(small) } else { words.iter().all(said) }
    }
}
