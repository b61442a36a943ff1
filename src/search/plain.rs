//! Searches in several languages against a plain scan that has its own words, folding, stems, wildcards and distances.

use super::entry::{entries, words};
use super::grammar::parse;
use super::heard::Heard;
use super::sought::Lexicon;
use super::tests::{Alone, ready};
use crate::text::{Geometry, SourceText, Structure};
use proptest::prelude::*;
use proptest::sample::select;
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::BTreeSet;

/// Languages with their stemmer and words that are easily taken for each other.
const SPOKEN: [(&str, Option<Algorithm>, &[&str]); 9] = [
    ("en", Some(Algorithm::English), &["fund", "funds", "funding", "trust", "trusted", "organisation", "well-known", "isn't", "isn’t", "it", "it's"]),
    ("fr", Some(Algorithm::French), &["développer", "développée", "développé", "été", "e\u{301}te\u{301}", "étés", "employé", "employée", "œuvre"]),
    ("ru", Some(Algorithm::Russian), &["новый", "новая", "новые", "новую", "ёлка", "елка", "йод"]),
    ("de", Some(Algorithm::German), &["Häuser", "Haus", "Hauses", "Straße", "Strasse", "schön", "schon"]),
    ("tr", Some(Algorithm::Turkish), &["ışık", "işik", "kitap", "kitaplar", "Işık"]),
    ("pl", None, &["Łódź", "lodz", "łodzi"]),
    ("ko", None, &["한국어", "한국", "가방", "간호사"]),
    ("hi", None, &["हिन्दी", "हिन्दुस्तान", "और"]),
    ("zh", None, &["需要", "时间", "钱"]),
];

/// What is not seen.
const UNSEEN: [char; 8] = ['\u{AD}', '\u{200B}', '\u{200C}', '\u{200D}', '\u{200E}', '\u{2060}', '\u{FEFF}', '\u{2063}'];

/// What is asked for.
#[derive(Clone, Debug)]
enum Query {
    Stem(String),
    Exact(String),
    Wild(String),
    Slips(String, usize),
    Phrase(Vec<String>, usize),
    Near(Box<Query>, Box<Query>, Option<usize>),
    And(Vec<Query>),
    Or(Vec<Query>),
    Without(Box<Query>, Box<Query>),
}

impl Query {
    fn written(&self) -> String {
        let all = |list: &[Query], between: &str| list.iter().map(|one| one.written()).collect::<Vec<_>>().join(between);
        match self {
            Self::Stem(word) | Self::Wild(word) => word.clone(),
            Self::Exact(word) => format!("={word}"),
            Self::Slips(word, wrong) => format!("{word}~{wrong}"),
            Self::Phrase(words, between) => format!("\"{}\"~{between}", words.join(" ")),
            Self::Near(a, b, Some(words)) => format!("near({}, {}, {words} words)", a.written(), b.written()),
            Self::Near(a, b, None) => format!("near({}, {}, turn)", a.written(), b.written()),
            Self::And(list) => format!("({})", all(list, " ")),
            Self::Or(list) => format!("({})", all(list, " OR ")),
            Self::Without(a, b) => format!("({} -{})", a.written(), b.written()),
        }
    }
}

/// A text as it is seen.
fn seen(text: &str) -> String {
    text.chars().filter(|c| !UNSEEN.contains(c)).collect::<String>().replace("e\u{301}", "é").replace("E\u{301}", "É").replace(['’', '‘'], "'")
}

/// The words of a line: letters and their marks, with one apostrophe or hyphen between letters.
fn plain_words(line: &str) -> Vec<String> {
    let signs: Vec<char> = seen(line).chars().collect();
    let letter = |at: usize| signs.get(at).is_some_and(|c| c.is_alphanumeric() || matches!(c, '\u{900}'..='\u{903}' | '\u{93A}'..='\u{94F}'));
    let (mut words, mut word) = (Vec::new(), String::new());
    for at in 0..=signs.len() {
        let joins = signs.get(at).is_some_and(|c| matches!(c, '\'' | '-')) && at > 0 && letter(at - 1) && letter(at + 1);
        if letter(at) || joins {
            word.push(signs[at]);
        } else if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    words
}

/// Without regard to case and accents, letter by letter.
fn plain_fold(word: &str) -> String {
    let letter = |c: char| match c {
        'é' | 'è' | 'ê' => "e".to_owned(),
        'ä' => "a".into(),
        'ö' | 'ó' => "o".into(),
        'й' => "и".into(),
        'ё' => "е".into(),
        'ß' => "ss".into(),
        'œ' => "oe".into(),
        'ı' => "i".into(),
        'ş' => "s".into(),
        'ł' => "l".into(),
        'ź' => "z".into(),
        '\u{301}' | '\u{307}' => String::new(),
        c => c.into(),
    };
    seen(word).to_lowercase().chars().map(letter).collect()
}

fn fits(wanted: &[char], word: &[char]) -> bool {
    match (wanted.first(), word.first()) {
        (None, None) => true,
        (Some('*'), _) => fits(&wanted[1..], word) || !word.is_empty() && fits(wanted, &word[1..]),
        (Some('?'), Some(_)) => fits(&wanted[1..], &word[1..]),
        (Some(a), Some(b)) => a == b && fits(&wanted[1..], &word[1..]),
        _ => false,
    }
}

/// The fewest letters put in, taken out, changed or changed about.
fn slips(a: &[char], b: &[char]) -> usize {
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let mut least = if i == 0 || j == 0 { i + j } else { (rows[i - 1][j] + 1).min(rows[i][j - 1] + 1) };
            if i > 0 && j > 0 {
                least = least.min(rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]));
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    least = least.min(rows[i - 2][j - 2] + 1);
                }
            }
            rows[i][j] = least;
        }
    }
    rows[a.len()][b.len()]
}

type Runs = BTreeSet<(u32, u32)>;

struct Scan<'a> {
    stemmer: Option<Stemmer>,
    words: &'a [String],
}

impl Scan<'_> {
    fn same_stem(&self, a: &str, b: &str) -> bool {
        let stem = |word: &str| self.stemmer.as_ref().map(|stemmer| plain_fold(&stemmer.stem(&seen(word).to_lowercase())));
        !seen(a).contains('\'') && stem(a).is_some() && stem(a) == stem(b)
    }

    fn is(&self, query: &Query, word: &str) -> bool {
        let signs = |word: &str| plain_fold(word).chars().collect::<Vec<char>>();
        match query {
            Query::Stem(wanted) => plain_fold(wanted) == plain_fold(word) || self.same_stem(wanted, word),
            Query::Exact(wanted) if plain_fold(wanted) == seen(wanted) => plain_fold(wanted) == plain_fold(word),
            Query::Exact(wanted) => seen(wanted) == seen(word) || seen(wanted) == seen(word).to_lowercase(),
            Query::Wild(wanted) => fits(&signs(wanted), &signs(word)),
            Query::Slips(wanted, wrong) => slips(&signs(wanted), &signs(word)) <= *wrong,
            _ => false,
        }
    }

    /// All runs that hold these words in order, no matter how far apart.
    fn windows(&self, wanted: &[String], from: usize) -> Vec<usize> {
        let Some((first, rest)) = wanted.split_first() else { return vec![from] };
        let here = (from..self.words.len()).filter(|at| self.is(&Query::Stem(first.clone()), &self.words[*at]));
        here.flat_map(|at| self.windows(rest, at + 1)).collect()
    }

    fn runs(&self, query: &Query) -> Option<Runs> {
        let some = |runs: Runs| if runs.is_empty() { None } else { Some(runs) };
        match query {
            Query::Phrase(wanted, between) => {
                let starts = (0..self.words.len()).filter(|at| self.is(&Query::Stem(wanted[0].clone()), &self.words[*at]));
                let all: Runs =
                    starts.flat_map(|at| self.windows(&wanted[1..], at + 1).into_iter().map(move |end| (at as u32, end as u32))).collect();
                let near = all.iter().filter(|run| (run.1 - run.0) as usize <= wanted.len() + between);
                let within = |run: &(u32, u32)| all.iter().any(|other| other != run && run.0 <= other.0 && other.1 <= run.1);
                some(near.filter(|run| !within(run)).copied().collect())
            }
            Query::Near(a, b, words) => {
                let (a, b) = (self.runs(a)?, self.runs(b)?);
                let near = |one: &(u32, u32), other: &(u32, u32)| {
                    let gap = other.0.saturating_sub(one.1).max(one.0.saturating_sub(other.1)) as usize;
                    words.is_none_or(|words| gap <= words)
                };
                let beside = |own: &Runs, other: &Runs| {
                    own.iter().filter(|run| other.iter().any(|one| one != *run && near(run, one))).copied().collect::<Vec<_>>()
                };
                some(beside(&a, &b).into_iter().chain(beside(&b, &a)).collect())
            }
            Query::And(list) => list.iter().map(|one| self.runs(one)).collect::<Option<Vec<Runs>>>().map(|all| all.into_iter().flatten().collect()),
            Query::Or(list) => some(list.iter().filter_map(|one| self.runs(one)).flatten().collect()),
            Query::Without(a, b) => self.runs(a).filter(|_| self.runs(b).is_none()),
            word => some((0..self.words.len() as u32).filter(|at| self.is(word, &self.words[*at as usize])).map(|at| (at, at + 1)).collect()),
        }
    }
}

/// What the program finds, by places of words, in each line.
fn found(query: &str, language: &str, text: &str) -> Vec<Option<Runs>> {
    let mut lexicon = Lexicon::new();
    let node = ready(&parse(query).unwrap(), &mut lexicon);
    lexicon.read(language);
    let text = SourceText { geometry: Geometry::new(text), structure: Structure { paragraphs: Structure::lines(text), ..Structure::default() } };
    let mut heard = Heard::default();
    let entry = |entry: super::Entry| {
        words(&text, entry.span, &mut heard.words);
        heard.hear(text.geometry.text(), &mut lexicon);
        heard.runs(&node, &Alone(&text)).map(|runs| runs.into_iter().collect())
    };
    entries(&text.structure).into_iter().map(entry).collect()
}

/// A word as somebody may have written it: with a capital, in capitals, with something in it that is not seen.
fn heard_word(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    (select(words), 0..8u8, any::<prop::sample::Index>(), select(&UNSEEN[..])).prop_map(|(word, how, at, sign)| {
        let places: Vec<usize> = word.char_indices().map(|(at, _)| at).skip(1).collect();
        match how {
            0 => word.to_uppercase(),
            1 => word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect(),
            2 | 3 if !places.is_empty() && !word.starts_with(crate::text::is_unspaced) => {
                let (before, after) = word.split_at(places[at.index(places.len())]);
                format!("{before}{sign}{after}")
            }
            _ => word.to_owned(),
        }
    })
}

fn query(words: &'static [&'static str]) -> impl Strategy<Value = Query> {
    let cut = |word: &str, many: usize| seen(word).chars().take(many).collect::<String>();
    let word = || select(words).prop_map(str::to_owned);
    let one = prop_oneof![
        3 => word().prop_map(Query::Stem),
        2 => word().prop_map(Query::Exact),
        2 => (word(), 1..4usize).prop_map(move |(word, many)| Query::Wild(format!("{}*", cut(&word, many)))),
        1 => (word(), 1..3usize).prop_map(move |(word, many)| Query::Wild(format!("{}?*", cut(&word, many)))),
        1 => word().prop_map(|word| Query::Wild(format!("*{}", seen(&word).chars().last().unwrap()))),
        1 => (word(), 1..3usize).prop_map(|(word, wrong)| Query::Slips(word, wrong)),
        2 => (prop::collection::vec(word(), 2..4), 0..3usize).prop_map(|(words, between)| Query::Phrase(words, between)),
    ];
    one.prop_recursive(2, 8, 3, |inner| {
        let two = || (inner.clone().prop_map(Box::new), inner.clone().prop_map(Box::new));
        let list = prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            (two(), prop::option::of(0..4usize)).prop_map(|((a, b), words)| Query::Near(a, b, words)),
            list.clone().prop_map(Query::And),
            list.prop_map(Query::Or),
            two().prop_map(|(a, b)| Query::Without(a, b)),
        ]
    })
}

/// A language, a text of lines in it, and a search.
fn case() -> impl Strategy<Value = (usize, String, Query)> {
    (0..SPOKEN.len()).prop_flat_map(|language| {
        let words = SPOKEN[language].2;
        let ends = select(&[" ", " ", ", ", " — ", ". ", "\n", "! “"][..]);
        let text = prop::collection::vec((heard_word(words), ends), 0..14).prop_map(|all| all.into_iter().map(|(word, end)| word + end).collect());
        (Just(language), text, query(words))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn whatever_is_asked_in_whatever_language_equals_a_plain_scan((language, text, query) in case()) {
        let (name, stemmer, _) = SPOKEN[language];
        let lines: Vec<Vec<String>> = text.split('\n').filter(|line| !line.trim().is_empty()).map(plain_words).collect();
        let plain: Vec<Option<Runs>> = lines.iter().map(|words| Scan { stemmer: stemmer.map(Stemmer::create), words }.runs(&query)).collect();
        prop_assert_eq!(found(&query.written(), name, &text), plain, "{}", query.written());
    }
}
