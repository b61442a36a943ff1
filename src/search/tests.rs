//! Searches of small texts against a plain scan, what cannot be meant, and the worked concordance.

use super::ask::{Asked, Coded, Node};
use super::entry::{entries, words};
use super::grammar::{Ask, parse};
use super::heard::{Around, Heard};
use super::sought::Lexicon;
use crate::model::{CodeId, Key};
use crate::text::{Geometry, SourceText, Structure};
use proptest::prelude::*;
use std::ops::Range;

/// An entry of which nothing else is known.
pub(super) struct Alone<'a>(pub &'a SourceText);

impl Around for Alone<'_> {
    fn is(&self, _: &Asked) -> bool {
        false
    }

    fn coded(&self, _: &Coded) -> Vec<Range<usize>> {
        Vec::new()
    }

    fn paragraph(&self, byte: usize) -> Option<usize> {
        self.0.structure.paragraph_at(self.0.geometry.char(byte))
    }
}

pub(super) fn ready(ask: &Ask, lexicon: &mut Lexicon) -> Node {
    match ask {
        Ask::Word(word) => Node::Word(lexicon.add(word)),
        Ask::Phrase { words, between } => Node::Phrase(words.iter().map(|word| lexicon.add(word)).collect(), *between),
        Ask::Near(a, b, reach) => Node::Near(Box::new(ready(a, lexicon)), Box::new(ready(b, lexicon)), *reach),
        Ask::And(list) => Node::And(list.iter().map(|ask| ready(ask, lexicon)).collect()),
        Ask::Or(list) => Node::Or(list.iter().map(|ask| ready(ask, lexicon)).collect()),
        Ask::Not(inner) => Node::Not(Box::new(ready(inner, lexicon))),
        Ask::Field { .. } => panic!("no field here"),
    }
}

/// The words that a search finds in a text of paragraphs, each entry by itself.
fn found(search: &str, text: &str) -> Vec<(usize, String)> {
    let mut lexicon = Lexicon::new();
    let node = ready(&parse(search).unwrap(), &mut lexicon);
    lexicon.read("en");
    let text = SourceText { geometry: Geometry::new(text), structure: Structure { paragraphs: Structure::lines(text), ..Structure::default() } };
    let mut heard = Heard::default();
    let mut all = Vec::new();
    for (n, entry) in entries(&text.structure).into_iter().enumerate() {
        words(&text, entry.span, &mut heard.words);
        heard.hear(text.geometry.text(), &mut lexicon);
        for (from, to) in heard.runs(&node, &Alone(&text)).unwrap_or_default() {
            let range = heard.words[from as usize].start..heard.words[to as usize - 1].end;
            all.push((n, text.geometry.text()[range].to_owned()));
        }
    }
    all
}

fn only(search: &str, text: &str) -> Vec<String> {
    found(search, text).into_iter().map(|(_, words)| words).collect()
}

#[test]
fn words_are_found_by_stem_form_letters_and_slips() {
    let text = "Trusts trusted the Trust; trust is trust. Cafe\u{301}s and a café, fund\u{AD}ing for organisations.";
    assert_eq!(only("trust", text), ["Trusts", "trusted", "Trust", "trust", "trust"]);
    assert_eq!(only("=trust", text), ["Trust", "trust", "trust"]);
    assert_eq!(only("=Trust", text), ["Trust"]);
    assert_eq!(only("trust*", text), ["Trusts", "trusted", "Trust", "trust", "trust"]);
    assert_eq!(only("cafe", text), ["Cafe\u{301}s", "café"]);
    assert_eq!(only("=café", text), ["café"]);
    assert_eq!(only("funding", text), ["fund\u{AD}ing"]);
    assert_eq!(only("organsiation~", text), ["organisations"]);
    assert_eq!(only("organsiations~1", text), ["organisations"]);
    assert_eq!(only("*sations OR funding", text), ["fund\u{AD}ing", "organisations"]);
}

#[test]
fn phrases_cross_signs_and_never_an_entry() {
    let text = "The shared, new record.\nA record was shared.\nShared — “record”! shared\nrecord";
    assert_eq!(found("\"shared record\"", text), [(2, "Shared — “record".into())]);
    assert_eq!(found("\"shared record\"~1", text), [(0, "shared, new record".into()), (2, "Shared — “record".into())]);
    assert_eq!(only("near(record, shared, 2 words)", text), ["shared", "record", "record", "shared", "Shared", "record", "shared"]);
    assert_eq!(only("near(record, new, 0 words)", text), ["new", "record"]);
    assert_eq!(only("near(the, new, 0 words)", text), Vec::<String>::new(), "one stands between");
    assert_eq!(only("near(\"shared record\", record, 0 words)", text), ["Shared — “record", "record"], "they overlap");
    assert_eq!(only("record NOT new -was", text), ["record", "record"]);
    assert_eq!(only("(new OR was) record", text), ["new", "record", "record", "was"]);
}

#[test]
fn what_cannot_be_meant_is_refused_with_its_place() {
    let refused = |search: &str| parse(search).expect_err(search);
    for (search, at, what) in [
        ("money \"shared", (6, 7), "not closed"),
        ("(money", (0, 1), "not closed"),
        ("money)", (5, 6), "closes nothing"),
        ("money AND", (6, 9), "missing"),
        ("OR money", (0, 2), "before"),
        ("*", (0, 1), "every word"),
        ("-money", (0, 6), "must not be there"),
        ("near(money)", (5, 10), "near( … )"),
        ("near(money, site:x, turn)", (12, 18), "no place"),
        ("=fund~", (0, 6), "not all at one word"),
        ("a =fund*", (2, 8), "not all at one word"),
        ("fund*~1", (0, 7), "not all at one word"),
        ("near(a, b, far)", (11, 14), "how near"),
        ("money~7", (0, 7), "wrong letters"),
        ("\"a b\"~x", (5, 6), "between"),
        ("", (0, 0), "nothing"),
        ("money , trust", (6, 7), "belong"),
    ] {
        let wrong = refused(search);
        assert!(wrong.what.contains(what), "{search}: {}", wrong.what);
        assert_eq!((wrong.at.start, wrong.at.end), at, "{search}");
        assert!(!wrong.hint.is_empty());
    }
    assert_eq!(refused("money \"shared").shown("money \"shared"), "money \"shared\n      ^");
    assert!(refused(&"ab~2 OR ".repeat(30)).what.contains("open word"));
    assert!(parse(&["*a*"; 16].join(" OR ")).is_ok());
    // A search within a search has words as it is read itself: what stands in quotation marks, or says how near, are not more of them.
    assert!(refused(&format!("a*b -with:\"{}\"", ["*a*"; 16].join(" OR "))).what.contains("open word"));
    assert!(parse(&format!("a*b -with:\"{}\"", ["near(*a*, b, 2 words)"; 15].join(" OR "))).is_ok());
    let words = ["near(a, b, 2 words)"; 200].join(" OR ");
    assert!(parse(&format!("with:\"{words}\"")).is_ok() && refused(&format!("{} with:\"{words}\"", "c ".repeat(101))).what.contains("too many"));
    let many = "money ".repeat(600);
    assert!(refused(&many).what.contains("too many"));
    assert!(refused(&"(".repeat(5000)).what.contains("deep"));
    assert!(refused(&"a".repeat(30_000)).what.contains("too long"));
    assert!(parse("well-known -bad co*ion P1:yes-no").is_ok_and(|ask| ask.is_positive()));
}

/// The words of a line by the definition, letter by letter.
fn plain(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let signs: Vec<char> = line.chars().collect();
    for (at, c) in signs.iter().enumerate() {
        let inside = |at: usize| signs.get(at).is_some_and(|c| c.is_ascii_alphanumeric());
        if inside(at) || (*c == '-' && !word.is_empty() && inside(at - 1) && inside(at + 1)) {
            word.push(c.to_ascii_lowercase());
        } else if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

/// An entry with ranges that are coded, by the last byte of the code's id.
struct Ranges<'a>(&'a [Vec<Range<usize>>]);

impl Around for Ranges<'_> {
    fn is(&self, _: &Asked) -> bool {
        true
    }

    fn coded(&self, coded: &Coded) -> Vec<Range<usize>> {
        let code = coded.codes.iter().flatten().next().map_or(0, |code| usize::from(code.bytes()[15]));
        self.0.get(code).cloned().unwrap_or_default()
    }

    fn paragraph(&self, _: usize) -> Option<usize> {
        None
    }
}

/// What may be asked of codes, in brackets.
#[derive(Clone, Debug)]
enum Of {
    Code(u8),
    /// The word “b”, anywhere in the entry.
    Word,
    Not(Box<Of>),
    All(Vec<Of>),
    Any(Vec<Of>),
}

impl Of {
    fn node(&self) -> Node {
        let all = |list: &[Of]| list.iter().map(Of::node).collect();
        match self {
            // The lexicon of `coded_hits` has it behind “a”.
            Self::Word => Node::Word(1),
            Self::Code(code) => Node::Coded(Coded { codes: Some([CodeId::from_bytes([*code; 16])].into()), coders: None }),
            Self::Not(inner) => Node::Not(Box::new(inner.node())),
            Self::All(list) => Node::And(all(list)),
            Self::Any(list) => Node::Or(all(list)),
        }
    }

    fn is_so(&self, coded: &[Vec<Range<usize>>], at: &Range<usize>, b: bool) -> bool {
        match self {
            Self::Word => b,
            Self::Code(code) => coded[usize::from(*code)].iter().any(|range| range.start < at.end && at.start < range.end),
            Self::Not(inner) => !inner.is_so(coded, at, b),
            Self::All(list) => list.iter().all(|of| of.is_so(coded, at, b)),
            Self::Any(list) => list.iter().any(|of| of.is_so(coded, at, b)),
        }
    }
}

fn of_codes() -> impl Strategy<Value = Of> {
    of((0u8..3).prop_map(Of::Code).boxed())
}

/// The same with a word among them.
fn of_codes_and_words() -> impl Strategy<Value = Of> {
    of(prop_oneof![2 => (0u8..3).prop_map(Of::Code), 1 => Just(Of::Word)].boxed())
}

fn of(leaf: BoxedStrategy<Of>) -> impl Strategy<Value = Of> {
    leaf.prop_recursive(3, 12, 3, |inner| {
        let list = prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![inner.prop_map(|of| Of::Not(Box::new(of))), list.clone().prop_map(Of::All), list.prop_map(Of::Any)]
    })
}

/// The hits of a word “a” and of what is asked of codes, as ranges of bytes.
fn coded_hits(text: &str, nodes: Vec<Node>, coded: &[Vec<Range<usize>>]) -> Vec<Range<usize>> {
    let mut lexicon = Lexicon::new();
    let mut list: Vec<Node> = vec![ready(&parse("=a").unwrap(), &mut lexicon)];
    ready(&parse("=b").unwrap(), &mut lexicon);
    list.extend(nodes);
    lexicon.read("en");
    let text = SourceText { geometry: Geometry::new(text), structure: Structure { paragraphs: Structure::lines(text), ..Structure::default() } };
    let Some(entry) = entries(&text.structure).into_iter().next() else { return Vec::new() };
    let mut heard = Heard::default();
    words(&text, entry.span, &mut heard.words);
    heard.hear(text.geometry.text(), &mut lexicon);
    let runs = heard.runs(&Node::And(list), &Ranges(coded)).unwrap_or_default();
    runs.into_iter().map(|(from, to)| heard.words[from as usize].start..heard.words[to as usize - 1].end).collect()
}

#[test]
fn brackets_within_brackets_are_looked_at_once() {
    // Twice at each level would be more than an hour.
    let mut node = Of::Word.node();
    for _ in 0..29 {
        node = Node::Or(vec![Of::Code(0).node(), Node::And(vec![Of::Word.node(), node])]);
    }
    let begun = std::time::Instant::now();
    assert_eq!(coded_hits("a b a", vec![node], &[vec![0..1, 9..9], Vec::new(), Vec::new()]), [0..1, 2..3, 4..5]);
    assert!(begun.elapsed().as_secs() < 30);
}

#[test]
fn codes_in_brackets_say_where_hits_lie() {
    let coded = vec![vec![0..3], vec![4..7], Vec::new()];
    let (one, two) = (Of::Code(0), Of::Code(1));
    let hits = |of: &Of| coded_hits("a b a b a b a", vec![of.node()], &coded);
    assert_eq!(hits(&Of::Any(vec![one.clone(), two.clone()])), [0..1, 4..5], "no more than all that is said, and nothing outside");
    assert_eq!(hits(&Of::Not(Box::new(Of::Any(vec![one.clone(), two.clone()])))), [8..9, 12..13]);
    let both = |a: &Of, b: &Of| {
        let coded = vec![vec![0..5], vec![4..11], Vec::new()];
        let mut lexicon = Lexicon::new();
        lexicon.read("en");
        let text = SourceText { geometry: Geometry::new("a b a b a b a"), structure: Structure::default() };
        let mut heard = Heard::default();
        words(&text, crate::model::Span { start: 0, end: 13 }, &mut heard.words);
        heard.runs(&Node::And(vec![a.node(), b.node()]), &Ranges(&coded))
    };
    assert_eq!(both(&one, &two), Some(vec![(2, 3)]), "what is coded with both");
    assert_eq!(both(&one, &two), both(&two, &one));
    // A word or a code, beside a word: the hits of either, each where it is so.
    let mixed = Node::Or(vec![one.node(), Node::And(vec![two.node(), two.node()])]);
    assert_eq!(coded_hits("a b a b a b a", vec![mixed], &coded), [0..1, 4..5]);
}

proptest! {
    #[test]
    fn hits_lie_where_codes_say(text in "([ab] ){1,24}", of in of_codes(), cuts in prop::collection::vec((0usize..48, 1usize..12), 0..6)) {
        let mut coded = vec![Vec::new(); 3];
        for (n, (from, long)) in cuts.iter().enumerate() {
            coded[n % 3].push(*from..from + long);
        }
        coded.iter_mut().for_each(|list: &mut Vec<Range<usize>>| list.sort_by_key(|range| range.start));
        let plain: Vec<Range<usize>> = text.match_indices('a').map(|(at, _)| at..at + 1).filter(|at| of.is_so(&coded, at, false)).collect();
        prop_assert_eq!(coded_hits(&text, vec![of.node()], &coded), plain);
    }

    #[test]
    fn what_is_not_to_be_is_judged_by_place_where_codes_stand_in_it(text in "([ab] ){1,12}", of in of_codes_and_words(), cuts in prop::collection::vec((0usize..24, 1usize..8), 0..6)) {
        let mut coded = vec![Vec::new(); 3];
        for (n, (from, long)) in cuts.iter().enumerate() {
            coded[n % 3].push(*from..from + long);
        }
        coded.iter_mut().for_each(|list: &mut Vec<Range<usize>>| list.sort_by_key(|range| range.start));
        let b = text.contains('b');
        let plain: Vec<Range<usize>> = text.match_indices('a').map(|(at, _)| at..at + 1).filter(|at| !of.is_so(&coded, at, b)).collect();
        prop_assert_eq!(coded_hits(&text, vec![Of::Not(Box::new(of)).node()], &coded), plain);
    }

    #[test]
    fn forms_beginnings_phrases_and_distances_equal_a_plain_scan(text in "([abB][abB]?[-,. ]{1,2}|\\n){0,40}", between in 0usize..3) {
        let lines: Vec<Vec<String>> = text.split('\n').filter(|line| !line.trim().is_empty()).map(plain).collect();
        let count = |is: &dyn Fn(&[String], usize) -> bool| -> usize { lines.iter().map(|line| (0..line.len()).filter(|at| is(line, *at)).count()).sum() };
        prop_assert_eq!(only("=a", &text).len(), count(&|line, at| line[at] == "a"));
        prop_assert_eq!(only("b*", &text).len(), count(&|line, at| line[at].starts_with('b')));
        prop_assert_eq!(only("\"=a =b\"", &text).len(), count(&|line, at| line[at] == "a" && line.get(at + 1).is_some_and(|next| next == "b")));
        let near = |line: &[String], at: usize, own: &str, other: &str| line[at] == own && (0..line.len()).any(|beside| line[beside] == other && at.abs_diff(beside) <= between + 1);
        let hits = count(&|line, at| near(line, at, "a", "bb") || near(line, at, "bb", "a"));
        prop_assert_eq!(only(&format!("near(=a, =bb, {between} words)"), &text).len(), hits);
        // The shortest runs: no other =a stands between.
        let phrase = |line: &[String], at: usize| {
            let next = (at + 1..line.len()).find(|next| line[*next] == "b");
            line[at] == "a" && next.is_some_and(|next| next - at <= between + 1 && !line[at + 1..next].contains(&"a".to_owned()))
        };
        prop_assert_eq!(only(&format!("\"=a =b\"~{between}"), &text).len(), count(&phrase));
    }

    #[test]
    fn no_search_panics(search in "[a-c\"()*?~=:, -]{0,24}", text in "[a-c -]{0,20}") {
        if parse(&search).is_ok_and(|ask| !format!("{ask:?}").contains("Field")) {
            found(&search, &text);
        }
    }
}
