//! A search looked up in the index: in which entries of a source it may be met, and where that is all it takes, how often.

use super::state::{Place, Segment, State};
use crate::search::ask::{Asked, Coded, Node};
use crate::search::grammar::{Form, Reach};
use crate::search::heard::{Around, Heard};
use crate::search::sought::{Lexicon, Rules, Sought};
use rayon::slice::ParallelSliceMut;
use std::collections::HashSet;
use std::ops::Range;
use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED};

/// A sought word that is more words of the index than this is read in one go; fewer where many words are sought, for each that is not takes
/// more than a kilobyte.
const MANY: usize = 200;
const OF_ALL: usize = 4000;

/// What the index says of a source or memo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::search) enum Look {
    /// Nothing is found there.
    Nothing,
    /// So many hits, all in these entries.
    Hits(usize, Vec<u32>),
    /// Whatever is found there is in these entries.
    Among(Vec<u32>),
    /// It is not there.
    Unknown,
}

/// A search being looked up.
pub(in crate::search) struct Looking<'a> {
    state: &'a State,
    node: &'a Node,
    sought: Vec<Sought>,
    /// What is asked can be told from places of words alone.
    pure: bool,
    /// One word alone is asked for.
    only: Option<usize>,
    /// The rules for stems of all that is searched.
    rules: Vec<Rules>,
    opened: Vec<Option<Vec<Stood>>>,
    /// The entries and places of each word in what is looked at.
    met: Vec<Vec<(u32, u32)>>,
    heard: Heard,
}

/// Where a sought word stands in a segment.
enum Stood {
    Few(Vec<Cursor>),
    /// Each entry and place, sorted.
    Many(Vec<(u32, u32)>),
}

/// The entries of one word of the index.
struct Cursor {
    info: TermInfo,
    option: IndexRecordOption,
    postings: SegmentPostings,
    /// The postings are at the first entry from here on.
    from: u32,
    /// The rules for stems, each a bit, by which this is the sought word; the last bit stands for no rules.
    rules: u32,
}

/// Nothing is known but words.
struct Bare;

impl Around for Bare {
    fn is(&self, _: &Asked) -> bool {
        false
    }

    fn coded(&self, _: &Coded) -> Vec<Range<usize>> {
        Vec::new()
    }

    fn paragraph(&self, _: usize) -> Option<usize> {
        None
    }
}

fn bit(rules: Option<Rules>) -> u32 {
    1 << rules.map_or(31, |rules| u32::from(rules.0))
}

impl<'a> Looking<'a> {
    /// A search in an index, among texts in these languages.
    pub fn new<'l>(state: &'a State, node: &'a Node, lexicon: &Lexicon, languages: impl Iterator<Item = &'l str>) -> Self {
        let mut rules: Vec<Rules> = Vec::new();
        let mut known: HashSet<&str> = HashSet::new();
        for found in languages.filter(|language| known.insert(language)).filter_map(Rules::of) {
            if !rules.contains(&found) {
                rules.push(found);
            }
        }
        let sought = lexicon.sought().to_vec();
        let pure = is_pure(node, &sought);
        let only = if let Node::Word(number) = node { Some(*number).filter(|_| pure) } else { None };
        let met = vec![Vec::new(); sought.len()];
        let heard = Heard { places: vec![Vec::new(); sought.len()], ..Heard::default() };
        let opened = state.segments.iter().map(|_| None).collect();
        Self { state, node, sought, pure, only, rules, opened, met, heard }
    }

    /// What it says of entries in a text of this language. `asked` says what is so of all of them, or of none; nothing where that differs.
    pub fn look(&mut self, place: &Place, language: &str, asked: &dyn Fn(&Asked) -> Option<bool>) -> tantivy::Result<Look> {
        let segment = &self.state.segments[place.segment];
        if self.opened[place.segment].is_none() {
            self.opened[place.segment] = Some(self.open(segment)?);
        }
        let rules = bit(Rules::of(language));
        let mut here = Here { segment, stood: self.opened[place.segment].as_deref_mut().unwrap_or_default(), docs: place.docs.clone(), rules };
        if !here.may(self.node, asked)? {
            return Ok(Look::Nothing);
        }
        if let Some(Stood::Few(cursors)) = self.only.and_then(|only| here.stood.get_mut(only)) {
            return counted(cursors, segment, &place.docs, rules);
        }
        for (number, met) in self.met.iter_mut().enumerate() {
            here.meet(number, met)?;
        }
        let docs = entries_of(self.node, &self.met).unwrap_or_else(|| place.docs.clone().collect());
        Ok(self.among(docs, place.docs.start))
    }

    /// What is found in these entries.
    fn among(&mut self, docs: Vec<u32>, first: u32) -> Look {
        let mut at = vec![0; self.met.len()];
        let (mut hits, mut entries) = (0, Vec::new());
        for doc in docs {
            for (number, met) in self.met.iter().enumerate() {
                let places = &mut self.heard.places[number];
                places.clear();
                while met.get(at[number]).is_some_and(|(of, _)| *of < doc) {
                    at[number] += 1;
                }
                while let Some((_, place)) = met.get(at[number]).filter(|(of, _)| *of == doc) {
                    places.push(*place);
                    at[number] += 1;
                }
            }
            if self.pure {
                let Some(runs) = self.heard.runs(self.node, &Bare) else { continue };
                hits += runs.len();
            } else if !may_be(self.node, &self.sought, &self.heard) {
                continue;
            }
            entries.push(doc - first);
        }
        match (entries.is_empty(), self.pure) {
            (true, _) => Look::Nothing,
            (_, true) => Look::Hits(hits, entries),
            _ => Look::Among(entries),
        }
    }

    /// Finds the sought words among those of a segment.
    fn open(&self, segment: &Segment) -> tantivy::Result<Vec<Stood>> {
        let option = if self.only.is_some() { IndexRecordOption::WithFreqs } else { IndexRecordOption::WithFreqsAndPositions };
        self.sought.iter().map(|sought| self.stood(sought, segment, option)).collect()
    }

    fn stood(&self, sought: &Sought, segment: &Segment, option: IndexRecordOption) -> tantivy::Result<Stood> {
        let mut words: Vec<(u32, u32)> = Vec::new();
        if sought.form() == Form::Stem {
            let exact = segment.terms.of(sought).into_iter().map(|word| (word, u32::MAX));
            words.extend(exact);
            for rules in &self.rules {
                words.extend(segment.terms.stemmed(sought, *rules).into_iter().map(|word| (word, bit(Some(*rules)))));
            }
            words.sort_unstable();
            words.dedup_by(|next, kept| {
                kept.1 |= if next.0 == kept.0 { next.1 } else { 0 };
                next.0 == kept.0
            });
        } else {
            words.extend(segment.terms.of(sought).into_iter().map(|word| (word, u32::MAX)));
            if words.len() > MANY.min(OF_ALL / self.sought.len()) {
                return all_of(&words, segment).map(Stood::Many);
            }
        }
        let cursor = |(word, rules): (u32, u32)| Cursor::open(segment, segment.info(word)?, option, rules);
        Ok(Stood::Few(words.into_iter().map(cursor).collect::<tantivy::Result<_>>()?))
    }
}

/// Every place of these words in a segment.
fn all_of(words: &[(u32, u32)], segment: &Segment) -> tantivy::Result<Vec<(u32, u32)>> {
    let (mut all, mut places) = (Vec::new(), Vec::new());
    for (word, _) in words {
        let info = segment.info(*word)?;
        let mut postings = segment.words.read_postings_from_terminfo(&info, IndexRecordOption::WithFreqsAndPositions)?;
        while postings.doc() != TERMINATED {
            postings.positions(&mut places);
            all.extend(places.iter().map(|place| (postings.doc(), *place)));
            postings.advance();
        }
    }
    // There may be millions.
    all.par_sort_unstable();
    Ok(all)
}

/// The hits of one word alone, counted without their places.
fn counted(cursors: &mut [Cursor], segment: &Segment, docs: &Range<u32>, rules: u32) -> tantivy::Result<Look> {
    let (mut hits, mut entries) = (0, Vec::new());
    for cursor in cursors.iter_mut().filter(|cursor| cursor.rules & rules != 0) {
        cursor.to(segment, docs.start)?;
        while cursor.postings.doc() < docs.end {
            hits += cursor.postings.term_freq() as usize;
            entries.push(cursor.postings.doc() - docs.start);
            cursor.postings.advance();
        }
        cursor.from = docs.end;
    }
    entries.sort_unstable();
    entries.dedup();
    Ok(if entries.is_empty() { Look::Nothing } else { Look::Hits(hits, entries) })
}

impl Cursor {
    fn open(segment: &Segment, info: TermInfo, option: IndexRecordOption, rules: u32) -> tantivy::Result<Self> {
        let postings = segment.words.read_postings_from_terminfo(&info, option)?;
        Ok(Self { info, option, postings, from: 0, rules })
    }

    /// Goes to the first entry from `doc` on.
    fn to(&mut self, segment: &Segment, doc: u32) -> tantivy::Result<u32> {
        if doc < self.from {
            self.postings = segment.words.read_postings_from_terminfo(&self.info, self.option)?;
        }
        if self.postings.doc() < doc {
            self.postings.seek(doc);
        }
        self.from = doc;
        Ok(self.postings.doc())
    }
}

/// The entries of one source or memo.
struct Here<'a> {
    segment: &'a Segment,
    stood: &'a mut [Stood],
    docs: Range<u32>,
    rules: u32,
}

impl Here<'_> {
    /// Whether a word stands in any of them.
    fn has(&mut self, number: usize) -> tantivy::Result<bool> {
        match self.stood.get_mut(number) {
            Some(Stood::Few(cursors)) => {
                for cursor in cursors.iter_mut().filter(|cursor| cursor.rules & self.rules != 0) {
                    if cursor.to(self.segment, self.docs.start)? < self.docs.end {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Some(Stood::Many(all)) => Ok(!within(all, &self.docs).is_empty()),
            None => Ok(false),
        }
    }

    /// Whether a search may be met in one of them.
    fn may(&mut self, node: &Node, asked: &dyn Fn(&Asked) -> Option<bool>) -> tantivy::Result<bool> {
        match node {
            Node::Word(number) => self.has(*number),
            Node::Phrase(numbers, _) => {
                for number in numbers {
                    if !self.has(*number)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Node::Near(a, b, _) => Ok(self.may(a, asked)? && self.may(b, asked)?),
            Node::And(list) => {
                for node in list {
                    if !self.may(node, asked)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Node::Or(list) => {
                for node in list {
                    if self.may(node, asked)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Node::Asked(what) => Ok(asked(what).unwrap_or(true)),
            Node::Not(inner) => match &**inner {
                Node::Asked(what) => Ok(asked(what) != Some(true)),
                _ => Ok(true),
            },
            Node::Coded(_) => Ok(true),
        }
    }

    /// Where a word stands in them.
    fn meet(&mut self, number: usize, met: &mut Vec<(u32, u32)>) -> tantivy::Result<()> {
        met.clear();
        match self.stood.get_mut(number) {
            Some(Stood::Few(cursors)) => {
                let (mut places, mut words) = (Vec::new(), 0);
                for cursor in cursors.iter_mut().filter(|cursor| cursor.rules & self.rules != 0) {
                    cursor.to(self.segment, self.docs.start)?;
                    words += u32::from(cursor.postings.doc() < self.docs.end);
                    while cursor.postings.doc() < self.docs.end {
                        cursor.postings.positions(&mut places);
                        met.extend(places.iter().map(|place| (cursor.postings.doc(), *place)));
                        cursor.postings.advance();
                    }
                    cursor.from = self.docs.end;
                }
                if words > 1 {
                    met.sort_unstable();
                }
            }
            Some(Stood::Many(all)) => met.extend_from_slice(within(all, &self.docs)),
            None => {}
        }
        Ok(())
    }
}

fn within<'a>(all: &'a [(u32, u32)], docs: &Range<u32>) -> &'a [(u32, u32)] {
    let from = all.partition_point(|(doc, _)| *doc < docs.start);
    let rest = &all[from..];
    &rest[..rest.partition_point(|(doc, _)| *doc < docs.end)]
}

/// Whether what is asked can be told from places of words alone.
fn is_pure(node: &Node, sought: &[Sought]) -> bool {
    let word = |number: &usize| sought[*number].form() != Form::Written;
    match node {
        Node::Word(number) => word(number),
        Node::Phrase(numbers, _) => numbers.iter().all(word),
        Node::Near(a, b, reach) => *reach != Reach::Paragraph && is_pure(a, sought) && is_pure(b, sought),
        Node::And(list) | Node::Or(list) => list.iter().all(|node| is_pure(node, sought)),
        Node::Not(inner) => is_pure(inner, sought),
        Node::Asked(_) | Node::Coded(_) => false,
    }
}

/// Whether an entry with these words may be met, whatever else is asked.
fn may_be(node: &Node, sought: &[Sought], heard: &Heard) -> bool {
    match node {
        Node::Word(number) => !heard.places[*number].is_empty(),
        Node::Phrase(numbers, between) => !heard.phrase(numbers, *between).is_empty(),
        Node::Near(a, b, _) => may_be(a, sought, heard) && may_be(b, sought, heard),
        Node::And(list) => list.iter().all(|node| may_be(node, sought, heard)),
        Node::Or(list) => list.iter().any(|node| may_be(node, sought, heard)),
        Node::Not(inner) => !is_pure(inner, sought) || heard.runs(inner, &Bare).is_none(),
        Node::Asked(_) | Node::Coded(_) => true,
    }
}

/// The entries in which a search can be met by the words they have, sorted; nothing where that can be any.
fn entries_of(node: &Node, met: &[Vec<(u32, u32)>]) -> Option<Vec<u32>> {
    let word = |number: &usize| {
        let mut docs: Vec<u32> = met[*number].iter().map(|(doc, _)| *doc).collect();
        docs.dedup();
        docs
    };
    let all = |lists: Vec<Vec<u32>>| lists.into_iter().reduce(|a, b| a.into_iter().filter(|doc| b.binary_search(doc).is_ok()).collect());
    match node {
        Node::Word(number) => Some(word(number)),
        Node::Phrase(numbers, _) => all(numbers.iter().map(word).collect()),
        Node::Near(a, b, _) => all([a, b].into_iter().filter_map(|node| entries_of(node, met)).collect()),
        Node::And(list) => all(list.iter().filter_map(|node| entries_of(node, met)).collect()),
        Node::Or(list) => {
            let mut docs = list.iter().map(|node| entries_of(node, met)).collect::<Option<Vec<_>>>()?.concat();
            docs.sort_unstable();
            docs.dedup();
            Some(docs)
        }
        Node::Not(_) | Node::Asked(_) | Node::Coded(_) => None,
    }
}
