//! Finding names in words: whole words in any case, over spaces and line ends, in their spellings.

use crate::text::{caseless, goes_on};
use std::collections::HashMap;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// What the words are in which a name is sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Running words. A name of one word in small letters may be any word (“will”, “rose”) and is none; a name that goes on behind a hyphen
    /// (“Anne-Marie”) is another name.
    Prose,
    /// Running words that are looked through for what was missed: parts of longer names count.
    Thorough,
    /// A title, a label, a value: a name in small letters counts (“interview_anne”), and parts of longer names do.
    Label,
}

impl How {
    /// The same, with parts of longer names.
    pub(super) fn thorough(self) -> Self {
        if self == Self::Prose { Self::Thorough } else { self }
    }
}

/// A name that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where it stands, in bytes.
    pub at: Range<usize>,
    /// Whose spelling it is, as [`Finder::add`] was told.
    pub entry: usize,
    /// Which spelling, by the order they were added.
    pub spelling: usize,
    /// Whether it is a part of a longer name, which is another name.
    pub part: bool,
}

/// One piece of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// A word, folded.
    Word(String),
    /// Whatever parts two words of a name.
    Space,
    /// A sign inside a word: `'` or `-` for all of their kinds, else as it is.
    Sign(char),
}

#[derive(Clone, Debug)]
struct Spelling {
    parts: Vec<Part>,
    /// Nothing for words that are to be left as they are.
    entry: Option<usize>,
    /// Whether it counts in small letters too.
    small: bool,
    /// Whether nothing stands for it yet: it is found where no other name is.
    bare: bool,
}

/// The names that are sought.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    spellings: Vec<Spelling>,
    /// Spellings by their first word.
    first: HashMap<String, Vec<usize>>,
    /// Spellings in scripts that put no space between words, as they are written.
    unparted: Vec<(String, usize)>,
    /// ASCII letters that one of them begins with, in either case.
    begins: u128,
    /// Whether nothing stands for some of them.
    any_bare: bool,
}

impl Finder {
    /// Whether nothing is sought.
    pub fn is_empty(&self) -> bool {
        self.spellings.is_empty()
    }

    /// Adds a spelling of an entry; of none, words that stay as they are. One without letters is not added. A `bare` one has nothing that
    /// stands for it, and hides no name that has: “Anne Miller” is found in “Mrs Anne Miller”.
    pub fn add(&mut self, name: &str, entry: Option<usize>, bare: bool) -> bool {
        let parts = parts(name);
        let Some(Part::Word(first)) = parts.first() else { return false };
        let n = self.spellings.len();
        if name.chars().any(is_unparted) {
            self.unparted.push((name.trim().to_owned(), n));
        } else {
            for c in first.chars().next().filter(char::is_ascii).into_iter().flat_map(|c| [c, c.to_ascii_uppercase()]) {
                self.begins |= 1 << c as u32;
            }
            self.first.entry(first.clone()).or_default().push(n);
        }
        let words = parts.iter().filter(|part| matches!(part, Part::Word(_))).count();
        let small = words > 1 || !name.chars().any(char::is_uppercase);
        self.any_bare |= bare;
        self.spellings.push(Spelling { parts, entry, small, bare });
        true
    }

    /// Every name in `text`, the longest where several begin at one place, in order and free of overlaps.
    pub fn find(&self, text: &str, how: How) -> Vec<Hit> {
        let mut found = self.pass(text, how, false);
        if self.any_bare {
            let mut taken = found.iter().map(|(at, ..)| at.clone()).collect::<Vec<_>>().into_iter().peekable();
            found.extend(self.pass(text, how, true).into_iter().filter(|(at, ..)| {
                while taken.next_if(|other| other.end <= at.start).is_some() {}
                taken.peek().is_none_or(|other| other.start >= at.end)
            }));
            found.sort_by_key(|(at, ..)| at.start);
        }
        // What stays as it is has taken its place, so that no shorter name was found in it.
        let hit = |(at, spelling, part): (Range<usize>, usize, bool)| Some(Hit { at, entry: self.spellings[spelling].entry?, spelling, part });
        found.into_iter().filter_map(hit).collect()
    }

    /// The names that something stands for, or those that nothing does; with the words that stay.
    fn pass(&self, text: &str, how: How, bare: bool) -> Vec<(Range<usize>, usize, bool)> {
        let (mut found, mut at) = (self.unparted(text, bare), 0);
        if !self.first.is_empty() {
            let mut word = String::new();
            while let Some(start) = self.next(text, at) {
                at = run(text, start);
                word.clear();
                fold(&text[start..at], &mut word);
                if let Some((end, spelling, part)) = self.first.get(word.as_str()).and_then(|list| self.longest(text, start, list, how, bare)) {
                    at = end;
                    found.push((start..end, spelling, part));
                }
            }
        }
        if !self.unparted.is_empty() {
            found.sort_by_key(|(at, ..)| (at.start, std::cmp::Reverse(at.end)));
            let mut end = 0;
            found.retain(|(at, ..)| at.start >= end && std::mem::replace(&mut end, at.end) <= at.start);
        }
        found
    }

    /// The next word that one of them may begin with.
    fn next(&self, text: &str, mut at: usize) -> Option<usize> {
        loop {
            let rest = &text[at..];
            let start = at + rest.find(|c: char| c.is_alphanumeric() && !is_apostrophe(c))?;
            let first = text.as_bytes()[start];
            if first >= 128 || self.begins >> first & 1 == 1 {
                return Some(start);
            }
            at = run(text, start);
        }
    }

    /// The end of the longest spelling of a list that stands at `start`, which that is, and whether it is a part of a longer name.
    fn longest(&self, text: &str, start: usize, list: &[usize], how: How, bare: bool) -> Option<(usize, usize, bool)> {
        let fits = |n: &usize| {
            let spelling = &self.spellings[*n];
            let end = follows(&spelling.parts, text, start).filter(|end| !is_contracted(text, *end))?;
            let counts = how == How::Label || spelling.small || text[start..end].chars().any(char::is_uppercase);
            let part = how != How::Label && spelling.entry.is_some() && goes_on_as_a_name(text, start, end);
            (counts && (!part || how == How::Thorough)).then_some((end, spelling.entry.is_none(), *n, part))
        };
        list.iter().filter(|n| self.seeks(**n, bare)).filter_map(fits).max().map(|(end, _, n, part)| (end, n, part))
    }

    /// Whether a spelling is sought among the bare ones, or the others.
    fn seeks(&self, spelling: usize, bare: bool) -> bool {
        let spelling = &self.spellings[spelling];
        spelling.entry.is_none() || spelling.bare == bare
    }

    fn unparted(&self, text: &str, bare: bool) -> Vec<(Range<usize>, usize, bool)> {
        let of =
            |(name, n): &(String, usize)| text.match_indices(name.as_str()).map(|(at, found)| (at..at + found.len(), *n, false)).collect::<Vec<_>>();
        self.unparted.iter().filter(|(_, n)| self.seeks(*n, bare)).flat_map(of).collect()
    }
}

/// Whether a letter is of a script that puts no space between words: there every place may begin a name.
fn is_unparted(c: char) -> bool {
    matches!(c as u32, 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '´' | '`')
}

/// Whether a word goes on behind an apostrophe as no name does: “Don’t”, “Ma’am”; a name may be followed by “’s”, “’ll” and the like.
pub(super) fn is_contracted(text: &str, end: usize) -> bool {
    let mut rest = text[end..].chars();
    if !rest.next().is_some_and(is_apostrophe) {
        return false;
    }
    let tail: String = rest.take_while(|c| goes_on(*c) && !is_apostrophe(*c)).take(4).flat_map(char::to_lowercase).collect();
    let capital = text[end..].chars().nth(1).is_some_and(char::is_uppercase);
    let shouted = text[..end].chars().rev().take_while(|c| c.is_alphabetic()).all(char::is_uppercase);
    // “O’Brien” is a name that goes on, and “DON’T” is shouted.
    !tail.is_empty() && (!capital || shouted) && !matches!(tail.as_str(), "s" | "ll" | "d" | "ve" | "re" | "m") && tail.chars().count() < 4
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Signs that stand in a word and are no part of it.
fn is_soft(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// A word as it is compared: without regard to case, with accents apart, so that it is the same however it was typed.
fn fold(word: &str, into: &mut String) {
    if word.is_ascii() {
        into.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
    } else {
        into.extend(word.chars().filter(|c| !is_soft(*c)).nfd().flat_map(caseless));
    }
}

/// The end of the word that begins at `start`: letters, digits, accents, and signs that nobody sees.
fn run(text: &str, start: usize) -> usize {
    // One of the apostrophes is a letter by Unicode’s book.
    let letter = |c: char| goes_on(c) && !is_apostrophe(c);
    let part = |(at, c): &(usize, char)| letter(*c) || (is_soft(*c) && text[start + at + c.len_utf8()..].chars().next().is_some_and(letter));
    text[start..].char_indices().take_while(part).last().map_or(start, |(at, c)| start + at + c.len_utf8())
}

/// The pieces of a name.
fn parts(name: &str) -> Vec<Part> {
    let (mut list, mut at) = (Vec::new(), 0);
    let name = name.trim();
    while let Some(c) = name[at..].chars().next() {
        let end = run(name, at);
        if end > at {
            let mut word = String::new();
            fold(&name[at..end], &mut word);
            list.push(Part::Word(word));
            at = end;
            continue;
        }
        at += c.len_utf8();
        let part = match c {
            c if c.is_whitespace() || matches!(c, '.' | '_') => Part::Space,
            c if is_apostrophe(c) => Part::Sign('\''),
            c if is_hyphen(c) => Part::Sign('-'),
            c => Part::Sign(c),
        };
        if part != Part::Space || list.last() != Some(&Part::Space) {
            list.push(part);
        }
    }
    // What stands around a name is no part of it.
    let word = |part: &Part| matches!(part, Part::Word(_));
    let first = list.iter().position(word).unwrap_or(list.len());
    let last = list.iter().rposition(word).map_or(first, |last| last + 1);
    list.drain(first..last).collect()
}

/// The end of a name that begins at `start`, if it stands there.
fn follows(parts: &[Part], text: &str, start: usize) -> Option<usize> {
    let mut at = start;
    let mut word = String::new();
    for part in parts {
        let c = text[at..].chars().next();
        at = match part {
            Part::Word(wanted) => {
                let end = run(text, at);
                word.clear();
                fold(&text[at..end], &mut word);
                if word != *wanted {
                    return None;
                }
                end
            }
            Part::Space => space(text, at)?,
            Part::Sign('\'') => at + c.filter(|c| is_apostrophe(*c))?.len_utf8(),
            Part::Sign('-') => at + c.filter(|c| is_hyphen(*c) || *c == ' ')?.len_utf8(),
            Part::Sign(wanted) => at + c.filter(|c| c == wanted)?.len_utf8(),
        };
    }
    Some(at)
}

/// The end of what parts two words of a name: a full stop, spaces, one line end.
fn space(text: &str, start: usize) -> Option<usize> {
    let (mut lines, mut end) = (0, start);
    for (at, c) in text[start..].char_indices() {
        lines += u32::from(c == '\n');
        let parts = c.is_whitespace() || is_soft(c) || matches!(c, '_') || is_hyphen(c) || (at == 0 && c == '.');
        if !parts || lines > 1 {
            break;
        }
        end = start + at + c.len_utf8();
    }
    (end > start).then_some(end)
}

/// Whether a hyphen or an apostrophe at either end joins a name to another word that begins with a capital: the two are one name then.
fn goes_on_as_a_name(text: &str, start: usize, end: usize) -> bool {
    let joins = |c: char| is_hyphen(c) || is_apostrophe(c);
    let mut after = text[end..].chars();
    // An “S” alone is a possessive in capitals.
    let another = |mut word: std::str::Chars<'_>| word.next().is_some_and(char::is_uppercase) && word.next().is_some_and(goes_on);
    if after.next().is_some_and(joins) && another(after) {
        return true;
    }
    let mut before = text[..start].chars().rev();
    before.next().is_some_and(joins) && before.take_while(|c| goes_on(*c)).last().is_some_and(char::is_uppercase)
}
