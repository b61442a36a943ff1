//! Which words before a colon are a speaker's label: capitalised names, titles, roles and codes that recur.

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

/// Roles as transcripts name them, in lower case; a number may follow.
const ROLES: &[&str] = &[
    "i",
    "int",
    "inter",
    "interv",
    "interviewer",
    "interviewers",
    "interviewee",
    "iv",
    "ivr",
    "ive",
    "ie",
    "ir",
    "q",
    "a",
    "p",
    "s",
    "r",
    "m",
    "f",
    "b",
    "c",
    "moderator",
    "mod",
    "facilitator",
    "fac",
    "researcher",
    "res",
    "resp",
    "respondent",
    "participant",
    "speaker",
    "spk",
    "witness",
    "befragter",
    "befragte",
    "interviewerin",
    "moderatorin",
    "entrevistador",
    "entrevistadora",
    "entrevistado",
    "entrevistada",
    "enquêteur",
    "enquêtrice",
    "sprecher",
];

/// Fields of forms that stand before or between what is said, in lower case.
const FIELDS: &[&str] = &[
    "date",
    "time",
    "location",
    "place",
    "venue",
    "duration",
    "length",
    "recording",
    "file",
    "filename",
    "project",
    "study",
    "title",
    "subject",
    "transcriber",
    "transcript",
    "note",
    "notes",
    "present",
    "participants",
    "keywords",
    "key",
    "site",
    "re",
    "document",
    "tags",
    "tag",
    "attendees",
];

/// First names that are words too, in lower case; months are left out, which begin paragraphs of diaries.
const GIVEN: &[&str] = &[
    "amber", "art", "basil", "bill", "bob", "carol", "charity", "chuck", "clay", "cliff", "cole", "colt", "coral", "crystal", "daisy", "dale",
    "dawn", "dean", "dick", "dolly", "don", "drew", "earl", "eve", "faith", "fern", "frank", "gene", "glen", "grace", "grant", "guy", "hazel",
    "heath", "heather", "holly", "honey", "hope", "iris", "ivy", "jack", "jade", "jasmine", "jay", "joy", "kit", "lily", "mark", "matt", "max",
    "melody", "mercy", "mike", "miles", "misty", "nick", "olive", "opal", "pat", "patience", "pearl", "penny", "pete", "poppy", "prudence", "ray",
    "reed", "rob", "robin", "rod", "rose", "rosemary", "ruby", "rusty", "ruth", "sage", "sandy", "saffron", "scarlet", "sue", "sunny", "teddy",
    "verity", "violet", "will", "willow", "wolf", "woody", "wren",
];

/// Small words that may stand within a name.
const PARTICLES: &[&str] =
    &["de", "da", "do", "dos", "das", "di", "du", "del", "della", "der", "den", "van", "von", "zu", "la", "le", "el", "al", "bin", "ibn", "y", "and"];

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
    first.is_some_and(char::is_alphabetic) && name.len() <= 90 && name.chars().count() <= 60 && shape_plain(name) && !name.contains(['/', '|'])
}

/// Whether words can be a label where the format itself says that one stands there. People are called there as their devices are: “iPhone (2)”,
/// “+44 7700 900123”, “Anna Hill (she/her)”.
pub(crate) fn shape_plain(name: &str) -> bool {
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

/// A word without the digits at its end.
fn stem(word: &str) -> &str {
    word.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.')
}

/// The kind of a label.
pub(crate) fn kind(name: &str) -> Kind {
    let lower = name.trim_matches(['[', ']', '(', ')', '<', '>']).to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
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
    convincing(page, &candidates, found.len()).then(|| candidates.iter().map(|candidate| (candidate.name, candidate.accepted)).collect())
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

/// A label that occurs once is taken where others of its making recur: “Peter” beside “Anna”, “Case 7” beside “Case 3”.
fn accept_like_others(candidates: &mut [Candidate]) {
    let made = |candidate: &Candidate| stem(candidate.name.split_whitespace().next().unwrap_or("")).to_lowercase();
    let codes: HashSet<String> = candidates.iter().filter(|c| c.accepted && c.kind == Kind::Code).map(made).collect();
    let words = candidates.iter().filter(|c| c.accepted && c.kind == Kind::Word && !c.ordinary).count();
    for candidate in candidates.iter_mut().filter(|candidate| !candidate.accepted && (!candidate.ordinary || given(candidate.name))) {
        candidate.accepted = match candidate.kind {
            Kind::Code => codes.contains(&made(candidate)),
            Kind::Word => words > 0 && !field(candidate.name),
            Kind::Role | Kind::Name => false,
        };
    }
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
        ] {
            assert!(shape(label), "{label}");
        }
        for speech in ["So my question to you is this, please", "And then", "Under \"Risk\"", "10", "22 April 2020", "http", "Is that so? He", "then"]
        {
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
