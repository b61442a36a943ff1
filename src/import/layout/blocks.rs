//! Blocks that each begin with a label: there a label is plain, and is not weighed as if it could be words of what is said.

use super::assemble::{is_services, nobodys, nobodys_surely};
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
    let plain = of_set_off(page, &found, set_off).or_else(|| of_paragraphs(page, &found, weighed.as_ref()));
    let plain = plain.unwrap_or_default();
    let named: HashSet<&str> = plain.iter().map(|at| page.words(&found[*at].head.name)).collect();
    let by_words = |name: &str| weighed.as_ref().is_some_and(|weighed| weighed.get(name) == Some(&true));
    let speaks = |found: &Found| Some(page.words(&found.head.name)).is_some_and(|name| named.contains(name) || found.shaped && by_words(name));
    let keep: Vec<bool> = found.iter().map(speaks).collect();
    drop((named, weighed));
    found.into_iter().zip(keep).filter_map(|(found, keep)| keep.then_some(found.head)).collect()
}

/// The lines that begin what is said, from the first of `heads` on: where an empty line stands before each of these, lines below one another are one
/// paragraph. Headings and stage directions are none, unless a head is taken for one.
pub(super) fn beginnings(page: &Page, heads: &[usize]) -> Vec<usize> {
    let Some(first) = heads.first() else { return Vec::new() };
    let parted = heads.len() > 1 && heads.iter().skip(1).all(|head| page.is_parted(*head));
    let block = |line: &usize| heads.binary_search(line).is_ok() || !nobodys(page, *line) && (!parted || page.is_parted(*line));
    (*first..page.lines.len()).filter(block).collect()
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
    let judge = Judge::new(page, found, &speech, begin.len() * 5 >= set_off.len() * 4, false);
    let names: Vec<usize> = begin.into_iter().filter(|at| !judge.is_prose(&found[*at])).collect();
    (names.len() * 3 >= set_off.len() * 2).then_some(names)
}

/// The heads of paragraphs, if all of a transcript's begin with words before a colon and nearly all of these are labels.
fn of_paragraphs(page: &Page, found: &[Found], weighed: Option<&HashMap<&str, bool>>) -> Option<Vec<usize>> {
    let name = |found: &Found| page.words(&found.head.name);
    let known = |found: &Found| weighed.is_some_and(|weighed| weighed.get(name(found)) == Some(&true));
    let served = page.lines.iter().any(|line| is_services(line.of(page.text)));
    // “Olu: me too” looks like a heading to who sees no label in it.
    let labelled: HashSet<usize> = found.iter().filter(|found| known(found) || short(name(found))).map(|found| found.head.line).collect();
    let block = |line: usize| !nobodys(page, line) || labelled.contains(&line) && !nobodys_surely(page, line);
    let heads: Vec<usize> = (0..found.len()).filter(|at| block(found[*at].head.line)).collect();
    let blocks: Vec<usize> = (0..page.lines.len()).filter(|line| block(*line)).collect();
    let first = heads.iter().position(|at| found[*at].shaped && known(&found[*at]));
    let from = match first {
        Some(first) => before(page, found, &heads, first),
        // Where a service wrote down who speaks, from where on every block begins with words before a colon.
        None if served => {
            (0..heads.len()).find(|at| blocks[blocks.partition_point(|line| *line < found[heads[*at]].head.line)..].len() == heads.len() - at)?
        }
        None => return None,
    };
    let heads = &heads[from..];
    if blocks[blocks.partition_point(|line| *line < found[heads[0]].head.line)..].len() != heads.len() {
        return None;
    }
    let speech = speech(page, found);
    let judge = Judge::new(page, found, &speech, served, true);
    // A paragraph may begin with “Action 7:” as well, and with half a sentence.
    let fits = |found: &Found| match found.shaped {
        true => served || labels::kind(name(found)) != labels::Kind::Code || known(found),
        false => bare(name(found)).split_whitespace().count() <= 3,
    };
    let names: Vec<usize> = heads.iter().copied().filter(|at| fits(&found[*at]) && !judge.is_prose(&found[*at])).collect();
    // “Note: the tape ends here” says nothing of the others.
    let fields = heads.iter().filter(|at| labels::field(name(&found[**at]))).count();
    (names.len() >= 2 && names.len() * 5 >= (heads.len() - fields) * 4).then_some(names)
}

/// Where heads begin whose first known one is at `first`: those before it are speakers', where a time stands above them: a service wrote it, and no
/// title page is there.
fn before(page: &Page, found: &[Found], heads: &[usize], first: usize) -> usize {
    let line = |at: usize| found[heads[at]].head.line;
    let mut from = first;
    while from > 0 && line(from - 1) + 1 == line(from) {
        from -= 1;
    }
    let above = line(from).checked_sub(1).map(|line| page.line(line));
    if above.is_none_or(|above| times::alone(above.as_bytes()).is_none()) { first } else { from }
}

/// Whether a label is of one word, what is in brackets left out.
fn short(name: &str) -> bool {
    bare(name).split_whitespace().count() == 1
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
    /// Whether every block begins with words before a colon.
    every: bool,
}

impl<'a> Judge<'a> {
    fn new(page: &'a Page<'a>, found: &[Found], speech: &'a str, sure: bool, every: bool) -> Self {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for found in found {
            *counts.entry(page.words(&found.head.name)).or_default() += 1;
        }
        let words = Words::of(speech, counts.len());
        Self { page, counts, words, sure, every }
    }

    /// Whether words before a colon are more likely those of somebody who speaks on.
    fn is_prose(&self, found: &Found) -> bool {
        let name = self.page.words(&found.head.name);
        let count = self.counts.get(name).copied().unwrap_or_default();
        if count >= 3 {
            return false;
        }
        if found.shaped {
            // “Will” is heard twice, or is a name to everybody: no paragraph goes on without a label that such a word could begin.
            let voice = labels::kind(name) == labels::Kind::Word && (self.every && count == 2 || labels::given(name));
            let plain = self.sure || voice || labels::kind(name) == labels::Kind::Role;
            return labels::field(name) || !plain && labels::ordinary(&self.words, name);
        }
        let words: Vec<&str> = bare(name).split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|word| !word.is_empty()).collect();
        let device = |word: &&str| word.chars().any(|c| c.is_ascii_digit()) || word.chars().skip(1).any(char::is_uppercase);
        if words.iter().any(device) || words.len() == 1 && labels::given(words[0]) {
            return false;
        }
        let said = |word: &&str| self.words.hold(&word.to_lowercase());
        let small = |word: &&str| word.starts_with(char::is_lowercase) && said(word);
        if words.len() > 2 { words.iter().any(small) } else { words.iter().all(said) }
    }
}
