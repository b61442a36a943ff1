//! A search looked up in the index: in which entries of a source it may be met, and where that is all it takes, how often.

use super::open::{Cursor, Marks, Stood, bit, open, unread};
use super::state::{Place, Segment, State};
use crate::Result;
use crate::jobs::Progress;
use crate::search::ask::{Asked, Coded, Node};
use crate::search::grammar::{Form, Reach};
use crate::search::heard::{Around, Heard};
use crate::search::sought::{Lexicon, Rules, Sought};
use std::collections::HashSet;
use std::ops::Range;
use tantivy::DocSet;
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;

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
    /// Words are asked for, this and that or not, and nothing else: in what is met each place of one of them is a hit.
    loose: bool,
    /// The rules for stems of all that is searched.
    rules: Vec<Rules>,
    opened: Vec<Option<Vec<Stood>>>,
    /// The entries and places of each word in what is looked at.
    met: Vec<Vec<(u32, u32)>>,
    heard: Heard,
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
        let loose = pure && is_loose(node);
        let met = vec![Vec::new(); sought.len()];
        let heard = Heard { places: vec![Vec::new(); sought.len()], ..Heard::default() };
        let opened = state.segments.iter().map(|_| None).collect();
        Self { state, node, sought, pure, only, loose, rules, opened, met, heard }
    }

    /// What it says of entries in a text of this language. `asked` says what is so of all of them, or of none; nothing where that differs.
    /// Stops when `progress` is to.
    pub fn look(&mut self, place: &Place, language: &str, asked: &dyn Fn(&Asked) -> Option<bool>, progress: &Progress) -> Result<Look> {
        let segment = &self.state.segments[place.segment];
        if self.opened[place.segment].is_none() {
            let option = if self.only.is_some() { IndexRecordOption::WithFreqs } else { IndexRecordOption::WithFreqsAndPositions };
            self.opened[place.segment] = Some(open(&self.sought, &self.rules, option, segment, progress)?);
        }
        let rules = bit(Rules::of(language));
        let mut here = Here { segment, stood: self.opened[place.segment].as_deref_mut().unwrap_or_default(), docs: place.docs.clone(), rules };
        if !here.may(self.node, asked).map_err(unread)? {
            return Ok(Look::Nothing);
        }
        match self.only.and_then(|only| here.stood.get_mut(only)) {
            Some(Stood::Few(cursors)) => return counted(cursors, segment, &place.docs, rules).map_err(unread),
            Some(Stood::Many(marks)) => return Ok(marked(marks, segment, &place.docs)),
            None => {}
        }
        if self.loose && here.stood.iter().any(|stood| matches!(stood, Stood::Many(_))) {
            return here.loosely(self.node, &mut self.met, progress);
        }
        for (number, met) in self.met.iter_mut().enumerate() {
            here.meet(number, met).map_err(unread)?;
        }
        let docs = entries_of(self.node, &self.met).unwrap_or_else(|| place.docs.clone().collect());
        self.among(docs, place.docs.start, progress)
    }

    /// What is found in these entries.
    fn among(&mut self, docs: Vec<u32>, first: u32, progress: &Progress) -> Result<Look> {
        let mut at = vec![0; self.met.len()];
        let (mut hits, mut entries) = (0, Vec::new());
        for doc in docs {
            progress.check()?;
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
        Ok(match (entries.is_empty(), self.pure) {
            (true, _) => Look::Nothing,
            (_, true) => Look::Hits(hits, entries),
            _ => Look::Among(entries),
        })
    }
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

/// The same of a word that is many words of the index.
fn marked(marks: &Marks, segment: &Segment, docs: &Range<u32>) -> Look {
    let entries: Vec<u32> = docs.clone().filter(|doc| marks.count(&segment.places(*doc)) > 0).map(|doc| doc - docs.start).collect();
    let hits = marks.count(&segment.places_of(docs));
    if entries.is_empty() { Look::Nothing } else { Look::Hits(hits, entries) }
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
            Some(Stood::Many(marks)) => Ok(marks.within(&self.segment.places_of(&self.docs)).next().is_some()),
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

    /// The hits of words that are asked for loosely, of which some are very many words of the index.
    fn loosely(&mut self, node: &Node, met: &mut [Vec<(u32, u32)>], progress: &Progress) -> Result<Look> {
        for (number, met) in met.iter_mut().enumerate() {
            if matches!(self.stood.get(number), Some(Stood::Few(_))) {
                self.meet(number, met).map_err(unread)?;
            }
        }
        let (mut hits, mut entries, mut at) = (0, Vec::new(), vec![0; met.len()]);
        for doc in self.docs.clone() {
            progress.check()?;
            let places = self.segment.places(doc);
            let first = places.start / 64 * 64;
            let rows: Vec<Vec<u64>> = (self.stood.iter().zip(met.iter()).zip(&mut at))
                .map(|((stood, met), at)| match stood {
                    Stood::Many(marks) => marks.bits(&places).map(|(_, bits)| bits).collect(),
                    Stood::Few(_) => {
                        let mut bits = vec![0; (places.end.div_ceil(64) * 64 - first) as usize / 64];
                        while let Some((_, place)) = met.get(*at).filter(|(of, _)| *of == doc) {
                            let place = places.start + place - first;
                            bits[place as usize / 64] |= 1 << (place % 64);
                            *at += 1;
                        }
                        bits
                    }
                })
                .collect();
            if let Some(found) = united(node, &rows) {
                hits += found.iter().map(|bits: &u64| bits.count_ones() as usize).sum::<usize>();
                entries.push(doc - self.docs.start);
            }
        }
        Ok(if entries.is_empty() { Look::Nothing } else { Look::Hits(hits, entries) })
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
            Some(Stood::Many(marks)) => {
                for doc in self.docs.clone() {
                    let places = self.segment.places(doc);
                    met.extend(marks.within(&places).map(|at| (doc, at - places.start)));
                }
            }
            None => {}
        }
        Ok(())
    }
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

/// Whether words alone are asked for, this and that or not.
fn is_loose(node: &Node) -> bool {
    match node {
        Node::Word(_) => true,
        Node::And(list) | Node::Or(list) => list.iter().all(is_loose),
        Node::Not(inner) => is_loose(inner),
        Node::Phrase(..) | Node::Near(..) | Node::Asked(_) | Node::Coded(_) => false,
    }
}

/// Every place of an entry at which something loosely asked for is found, a bit each; nothing where it is not met.
fn united(node: &Node, rows: &[Vec<u64>]) -> Option<Vec<u64>> {
    let both =
        |a: Vec<u64>, b: Vec<u64>| if a.is_empty() { b } else { a.iter().zip(b.iter().chain(std::iter::repeat(&0))).map(|(a, b)| a | b).collect() };
    match node {
        Node::Word(number) => rows.get(*number).filter(|row| row.iter().any(|bits| *bits != 0)).cloned(),
        Node::Or(list) => list.iter().filter_map(|node| united(node, rows)).reduce(both),
        Node::And(list) => list.iter().map(|node| united(node, rows)).try_fold(Vec::new(), |all, one| Some(both(all, one?))),
        Node::Not(inner) if united(inner, rows).is_none() => Some(Vec::new()),
        _ => None,
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
