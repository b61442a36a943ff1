//! Which words before a colon are a speaker's label: capitalised names, titles, roles and codes that recur.

use super::lists::{ANYBODY, FIELDS, GIVEN, PARTICLES, ROLES, THINGS};
use super::{Head, Page};
use crate::analysis::is_title;
use std::collections::{HashMap, HashSet};

/// What kind of label a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A role such as “Interviewer”, “Speaker 1”, “P07”.
    Role,
    /// Two words or more, each with a capital.
    Name,
    /// A word with a number or a single letter, such as “Lead 3”, “MM04”, “Annex A”.
    Code,
    /// One word.
    Word,
}

/// Whether words can be a label: few, each with a capital where its script has them, no signs of a sentence.
pub(crate) fn shape(name: &str) -> bool {
    if !shape_loose(name) {
        return false;
    }
    let mut words = 0;
    let mut bracket = false;
    for word in name.split_whitespace() {
        words += 1;
        bracket |= word.starts_with('(');
        if !(bracket || capital(word) || words > 1 && PARTICLES.contains(&word) || words == 1 && code(name)) {
            return false;
        }
        bracket &= !word.ends_with(')');
    }
    words <= 6
}

/// Whether words can be a label that something else sets off: bold, a line of its own.
pub(crate) fn shape_loose(name: &str) -> bool {
    let first = name.chars().find(|c| !matches!(c, '[' | '(' | '<'));
    let begins = first.is_some_and(char::is_alphabetic) || is_unknown(name);
    // “R1/R2” speak together; “Date/Time” does not.
    let together = !name.contains('/') || name.split('/').all(|one| kind(one) == Kind::Role);
    begins && name.len() <= 90 && name.chars().count() <= 60 && shape_plain(name) && together && !name.contains('|')
}

/// Whether a label stands for somebody who was not made out: “??”.
fn is_unknown(name: &str) -> bool {
    (1..=3).contains(&name.len()) && name.bytes().all(|byte| byte == b'?')
}

/// A label without the question mark of one who was not sure who spoke: “P2?”, “Anna?”.
fn certain(name: &str) -> &str {
    let bare = name.trim_end_matches('?').trim_end();
    if bare.len() < name.len() && (!bare.contains(' ') || kind(bare) == Kind::Role) { bare } else { name }
}

/// Whether words can be a label where the format itself says that one stands there. People are called there as their devices are: “iPhone (2)”,
/// “+44 7700 900123”, “Anna Hill (she/her)”.
pub(crate) fn shape_plain(name: &str) -> bool {
    if is_unknown(name) {
        return true;
    }
    let name = certain(name);
    let digits = name.chars().filter(char::is_ascii_digit).count();
    let letters = name.chars().any(char::is_alphabetic);
    let begins = match name.chars().find(|c| !matches!(c, '[' | '(' | '<' | '@')) {
        Some(c) if c.is_alphabetic() => true,
        // A telephone, or a room such as “3rd Floor Meeting Room”, but not “3 things”.
        Some('0'..='9' | '+') => !letters && digits >= 5 || name.split_whitespace().next().is_some_and(|word| word.contains(char::is_alphabetic)),
        _ => false,
    };
    begins
        && name.len() <= 130
        && name.chars().count() <= 64
        && !name.contains(['"', '“', '”', ';', '?', '!', '=', '…', '\\', '{', '}'])
        && name.matches(['(', '[']).count() == name.matches([')', ']']).count()
        && !name.contains(" -- ")
        && !name.contains("://")
        // What stands behind a name and a colon is said.
        && !name.contains(": ")
        && !name.as_bytes().windows(3).any(|three| three[1] == b':' && three[0].is_ascii_digit() && three[2].is_ascii_digit())
        && name.split_whitespace().count() <= 8
}

fn capital(word: &str) -> bool {
    let first = word.chars().find(|c| c.is_alphanumeric());
    first.is_none_or(|c| !c.is_lowercase())
}

/// A label in lower case that is no sentence: “p1”, “int”, “i”.
fn code(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or("");
    let alone = words.all(|word| word.chars().all(|c| c.is_ascii_digit()));
    alone && (ROLES.contains(&stem(first)) || first.len() <= 10 && first.ends_with(|c: char| c.is_ascii_digit()))
}

/// A word without the number at its end and the one letter behind that: “P07”, “P12b” and “P1-12” are all a P.
pub(crate) fn stem(word: &str) -> &str {
    let bare = |word: &str| word.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '_')).len();
    let letter = word.char_indices().next_back().filter(|(_, c)| c.is_alphabetic()).map(|(at, _)| &word[..at]);
    let lettered = letter.filter(|before| before.ends_with(|c: char| c.is_ascii_digit()));
    &word[..bare(lettered.unwrap_or(word))]
}

/// The kind of a label.
pub(crate) fn kind(name: &str) -> Kind {
    if is_unknown(name) {
        return Kind::Role;
    }
    let lower = name.trim_matches(['[', ']', '(', ')', '<', '>', '?']).to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| c.is_whitespace() || c == '/').filter(|word| !word.is_empty()).collect();
    let numbered = |word: &&str| word.chars().any(|c| c.is_ascii_digit());
    let role = |word: &&str| ROLES.contains(&stem(word));
    let rest_small = words.iter().skip(1).all(|word| numbered(word) || word.chars().count() == 1 || word.starts_with('(') || role(word));
    if words.first().is_some_and(role) && rest_small || words.len() == 2 && words[0] == "the" && role(&words[1]) {
        return Kind::Role;
    }
    let single = |word: &&str| word.trim_end_matches('.').chars().count() == 1 && !word.ends_with('.');
    if words.iter().any(numbered) || words.len() > 1 && words.last().is_some_and(single) {
        return Kind::Code;
    }
    if words.len() > 1 { Kind::Name } else { Kind::Word }
}

/// Whether a label says no more than a place in its own transcript, as “Speaker 1” does: in another file it is somebody else's.
pub(crate) fn generic(name: &str) -> bool {
    let role = |word: &str| word.chars().count() > 3 && ROLES.contains(&stem(word));
    kind(name) != Kind::Name && kind(name) != Kind::Word || name.to_lowercase().split_whitespace().any(role)
}

/// A label as the judgement sees it.
struct Candidate<'a> {
    name: &'a str,
    kind: Kind,
    count: usize,
    accepted: bool,
    /// Its words occur in the text without their capitals: no name in themselves.
    ordinary: bool,
}

/// Whether heads that are set off by more than a colon are speakers': several voices, or one with a person's name.
pub(super) fn credible(page: &Page, found: &[Head]) -> bool {
    let person = |name: &str| shape(name) && matches!(kind(name), Kind::Role | Kind::Name);
    let Some(accepted) = accepted(page, &found.iter().collect::<Vec<_>>()) else {
        // One who speaks throughout is named once, at the beginning.
        return found.first().is_some_and(|head| head.line == 0 && person(page.words(&head.name)));
    };
    let good = found.iter().filter(|head| accepted[page.words(&head.name)]).count();
    let voices = accepted.values().filter(|accepted| **accepted).count();
    good * 2 >= found.len() && (voices > 1 || accepted.iter().any(|(name, accepted)| *accepted && person(name)))
}

/// Which labels are speakers' by their words; `None` where they make no transcript.
pub(super) fn accepted<'a>(page: &Page<'a>, found: &[&Head]) -> Option<HashMap<&'a str, bool>> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for head in found {
        *counts.entry(page.words(&head.name)).or_default() += 1;
    }
    let words = Words::of(page.text, counts.len());
    let mut candidates: Vec<Candidate> = counts.into_iter().map(|(name, count)| candidate(&words, name, count)).collect();
    candidates.sort_unstable_by_key(|candidate| candidate.name);
    for candidate in &mut candidates {
        candidate.accepted = alone(candidate);
    }
    accept_like_others(&mut candidates);
    accept_codes(page, found, &mut candidates);
    let fields: usize = candidates.iter().filter(|candidate| field(candidate.name)).map(|candidate| candidate.count).sum();
    // A few fields say nothing against voices; a text that is mostly fields is a form.
    let fields = if fields * 4 <= found.len() { fields } else { 0 };
    convincing(page, &candidates, found.len() - fields).then(|| candidates.iter().map(|candidate| (candidate.name, candidate.accepted)).collect())
}

fn candidate<'a>(words: &Words, name: &'a str, count: usize) -> Candidate<'a> {
    let kind = kind(name);
    let ordinary = kind != Kind::Role && (count < 3 || kind != Kind::Name) && ordinary(words, name);
    Candidate { name, kind, count, accepted: false, ordinary }
}

/// Whether a label is a speaker's whatever else the text holds.
fn alone(candidate: &Candidate) -> bool {
    if field(candidate.name) {
        return false;
    }
    let comma = usize::from(candidate.name.contains(','));
    match candidate.kind {
        Kind::Role => true,
        Kind::Name if candidate.ordinary => candidate.count >= 3,
        Kind::Name => candidate.count > comma,
        Kind::Code | Kind::Word if candidate.ordinary => candidate.count >= 3,
        Kind::Code | Kind::Word => candidate.count >= 2,
    }
}

/// Whether a label is a first name that is a word too: “Will”, “Rose”.
pub(super) fn given(name: &str) -> bool {
    GIVEN.contains(&name.to_lowercase().as_str())
}

/// Whether a label is a field of a form, never a speaker.
pub(super) fn field(name: &str) -> bool {
    FIELDS.contains(&name.to_lowercase().as_str())
}

/// A label that occurs once is taken where others of its making recur: “Peter” beside “Anna”, “Case 7” beside “Case 3”, “K1” beside “K2” and “K3”;
/// and one of several at once, “All”, beside anybody.
fn accept_like_others(candidates: &mut [Candidate]) {
    let made = |candidate: &Candidate| stem(candidate.name.split_whitespace().next().unwrap_or("")).to_lowercase();
    let codes: HashSet<String> = candidates.iter().filter(|c| c.accepted && c.kind == Kind::Code).map(made).collect();
    let words = candidates.iter().filter(|c| c.accepted && c.kind == Kind::Word && !c.ordinary).count();
    let anybody = candidates.iter().any(|candidate| candidate.accepted);
    let mut makes: HashMap<String, (usize, usize)> = HashMap::new();
    for code in candidates.iter().filter(|c| anybody && c.kind == Kind::Code && !c.name.contains(' ')) {
        let (labels, heads) = makes.entry(made(code)).or_default();
        (*labels, *heads) = (*labels + 1, *heads + code.count);
    }
    let makes: HashSet<String> = makes.into_iter().filter(|(_, (labels, heads))| *labels > 1 && *heads > 2).map(|(made, _)| made).collect();
    for candidate in candidates.iter_mut().filter(|candidate| !candidate.accepted) {
        let plain = !candidate.ordinary || given(candidate.name);
        candidate.accepted = match candidate.kind {
            Kind::Code => plain && codes.contains(&made(candidate)) || !candidate.name.contains(' ') && makes.contains(&made(candidate)),
            Kind::Word if ANYBODY.contains(&certain(candidate.name).to_lowercase().as_str()) => anybody,
            Kind::Word => plain && words > 0 && !field(candidate.name),
            Kind::Role | Kind::Name => false,
        };
    }
}

/// Words with a number or a letter, “Doctor 2”, “Parent A”, are taken beside others where nearly every paragraph begins with a label, each as often as
/// it may be: no paragraph goes on there that they could begin.
fn accept_codes(page: &Page, found: &[&Head], candidates: &mut [Candidate]) {
    if !candidates.iter().any(|candidate| candidate.accepted) {
        return;
    }
    let goes_on = |head: &&&Head| page.text[head.label.end.max(head.time.end) as usize..].trim_start().starts_with(char::is_lowercase);
    let prose: HashSet<&str> = found.iter().filter(goes_on).map(|head| page.words(&head.name)).collect();
    // What stands once, before anybody speaks, heads the transcript: “Interview 3: Leeds”.
    let speaks: HashSet<&str> = candidates.iter().filter(|one| one.accepted).map(|one| one.name).collect();
    let begins = found.iter().filter(|head| speaks.contains(page.words(&head.name))).map(|head| head.line).min().unwrap_or(0);
    let early: HashSet<&str> = found.iter().filter(|head| head.line < begins).map(|head| page.words(&head.name)).collect();
    let heads_it = |candidate: &Candidate| candidate.count == 1 && early.contains(candidate.name);
    let is_voice = |one: &Candidate| one.kind == Kind::Code && !is_thing(one.name) && !prose.contains(one.name) && !heads_it(one);
    let voices: HashSet<&str> = candidates.iter().filter(|one| one.accepted || is_voice(one)).map(|one| one.name).collect();
    let heads: Vec<usize> = found.iter().filter(|head| voices.contains(page.words(&head.name))).map(|head| head.line).collect();
    if heads.len() * 10 >= super::blocks::beginnings(page, &heads).len() * 9 {
        candidates.iter_mut().filter(|one| is_voice(one)).for_each(|one| one.accepted = true);
    }
}

/// Whether a label is the number of a thing: “Action 7”.
pub(super) fn is_thing(name: &str) -> bool {
    if kind(name) != Kind::Code {
        return false;
    }
    let first = name.split_whitespace().next().unwrap_or("").to_lowercase();
    THINGS.contains(&stem(&first))
}

/// Whether the labels together make a transcript rather than a paper with a few “Note:”.
fn convincing(page: &Page, candidates: &[Candidate], found: usize) -> bool {
    let accepted = || candidates.iter().filter(|candidate| candidate.accepted);
    let heads: usize = accepted().map(|candidate| candidate.count).sum();
    let voices = accepted().count();
    let strong =
        accepted().any(|candidate| matches!(candidate.kind, Kind::Role | Kind::Name) || voices > 1 && !candidate.ordinary && candidate.count > 2);
    let dense = heads * 5 >= page.lines.len();
    let some = heads * 50 >= page.lines.len() || heads >= 20;
    let most = heads * 3 >= found;
    // Who speaks but once is a speaker where a service says that it wrote down who speaks.
    let served = || page.lines.iter().any(|line| super::assemble::is_services(line.of(page.text)));
    most && some && (if strong { heads >= 2 || dense || served() } else { voices >= 2 && dense })
}

/// Whether every word of a label that is no title also stands in the text without its capital.
pub(super) fn ordinary(text: &Words, name: &str) -> bool {
    let words = name.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’' && c != '-');
    let mut some = false;
    for word in words.filter(|word| word.chars().count() > 1) {
        let lower = word.to_lowercase();
        if is_title(&lower) || lower == "father" {
            return false;
        }
        if lower == word || lower == "the" {
            // A script without capitals tells nothing.
            continue;
        }
        some = true;
        if !text.hold(&lower) {
            return false;
        }
    }
    some || name.chars().any(|c| c.is_ascii_digit())
}

/// The words of a text: sought one by one for a few labels, listed once for many.
pub(super) struct Words<'a> {
    text: &'a str,
    list: Option<HashSet<&'a str>>,
}

impl<'a> Words<'a> {
    /// The words of a text in which those of so many labels are sought.
    pub fn of(text: &'a str, labels: usize) -> Self {
        let listed = || text.split(|c: char| !c.is_alphanumeric()).collect();
        Self { text, list: (labels > 60).then(listed) }
    }

    /// Whether `word` stands in the text as a word of its own.
    pub fn hold(&self, word: &str) -> bool {
        if let Some(list) = &self.list {
            return word.split(|c: char| !c.is_alphanumeric()).all(|part| part.is_empty() || list.contains(part));
        }
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let whole = |at: usize| !letter(self.text[..at].chars().next_back()) && !letter(self.text[at + word.len()..].chars().next());
        self.text.match_indices(word).any(|(at, _)| whole(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_of_labels_and_of_speech() {
        for label in [
            "Lady Hill",
            "Lead 3",
            "P07",
            "p7",
            "I",
            "int",
            "Dr. Anna O'Neill KC",
            "Maria (SL)",
            "Smith, Anna",
            "יגאל ביבי",
            "Ludwig van Beek",
            "The Witness",
            "P12b",
            "R1/R2",
            "Speaker 2?",
            "Anna?",
            "??",
        ] {
            assert!(shape(label), "{label}");
        }
        for speech in [
            "So my question to you is this, please",
            "And then",
            "Under \"Risk\"",
            "10",
            "22 April 2020",
            "http",
            "Is that so? He",
            "Is that so?",
            "Date/Time",
            "then",
        ] {
            assert!(!shape(speech), "{speech}");
        }
    }

    #[test]
    fn kinds_of_labels() {
        for (label, expected) in [
            ("Interviewer", Kind::Role),
            ("P07", Kind::Role),
            ("Speaker 1", Kind::Role),
            ("The Witness", Kind::Role),
            ("P12b", Kind::Role),
            ("S1-02", Kind::Role),
            ("R1/R2", Kind::Role),
            ("R1 & R2", Kind::Role),
            ("R?", Kind::Role),
            ("??", Kind::Role),
            ("Lead 3", Kind::Code),
            ("Annex A", Kind::Code),
            ("MM04", Kind::Code),
            ("Lady Hill", Kind::Name),
            ("Anna", Kind::Word),
        ] {
            assert_eq!(kind(label), expected, "{label}");
        }
    }
}
