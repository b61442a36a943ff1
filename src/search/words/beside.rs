//! Collocates: the words that stand near what a search finds, more than chance would have it.

use super::super::ask::Search;
use super::super::entry;
use super::super::find::Place;
use super::super::finder::{Finder, News, Wanted};
use super::association::Association;
use super::bags::{Bag, Bags, Ear, Hearing};
use super::lexis::{Lexis, Reading, lower};
use super::list::WordList;
use crate::Result;
use crate::analysis::{Corpus, Voice};
use crate::jobs::Progress;
use crate::model::*;
use crate::text::SourceText;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

/// A word near what was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbour {
    /// The word, by its commonest form anywhere.
    pub word: String,
    /// How often it stands before, and how often after.
    pub sides: [u64; 2],
    /// Both, against the places near and all words.
    pub near: Association,
    /// The hits it is near, against all of them: for [`Association::log_dice`], which asks for the words themselves.
    pub pair: Association,
    /// People in whose words it stands near.
    pub cases: u32,
}

/// What stands beside the hits of a search.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beside {
    /// How much was found.
    pub hits: u64,
    /// Words near it, the likeliest company first.
    pub words: Vec<Neighbour>,
}

/// A word that stands near: how often on either side, near how many hits, and by whom.
#[derive(Default)]
struct Near {
    sides: [u64; 2],
    hits: u64,
    /// The hit it was counted with last.
    last: u64,
    people: HashSet<CaseId>,
}

/// The numbers of words in the language of the source that is read: the same letters may be a stop word of another.
struct Numbers<'a> {
    bags: &'a Bags,
    known: HashMap<(u8, &'a str), u32>,
}

impl<'a> Numbers<'a> {
    fn new(bags: &'a Bags) -> Self {
        let one = |(at, (language, word)): (usize, &'a (u8, Box<str>))| ((*language, word.as_ref()), at as u32);
        Self { bags, known: bags.words.iter().enumerate().rev().map(one).collect() }
    }

    fn of(&self, source: SourceId, word: &str) -> Option<u32> {
        self.known.get(&(*self.bags.spoken.get(&source)?, lower(word).as_str())).copied()
    }
}

/// The most words to either side that are company.
pub const FARTHEST: usize = 100;

/// The words up to `span` words from the hits of a search, of those entries that are heard. A hit near another one is its neighbour. Each
/// place counts once, with the first hit that it is near. `bags` has all words that could be near.
pub fn beside(
    corpus: &Corpus,
    finder: &Finder,
    (hearing, bags): (&Hearing, &Bags),
    lexis: &Lexis,
    search: &mut Search,
    span: usize,
    progress: &Progress,
) -> Result<Beside> {
    let reading = Reading::new(bags, lexis);
    let numbers = Numbers::new(bags);
    let (mut places, mut hits) = (0u64, 0u64);
    let mut words = Vec::new();
    let mut near: BTreeMap<u32, Near> = BTreeMap::new();
    // Up to where the places of a source are counted.
    let mut done: Option<(SourceId, u32)> = None;
    heard(corpus, finder, hearing, search, span.min(FARTHEST), progress, &mut |source, people, text, around| {
        hits += 1;
        let from = done.filter(|(last, _)| *last == source).map_or(0, |(_, end)| end);
        done = Some((source, from.max(around[1].end)));
        let from = text.geometry.byte(from);
        for (side, span) in around.into_iter().enumerate() {
            entry::words(text, span, &mut words);
            for word in words.iter().filter(|word| word.start >= from) {
                places += 1;
                let Some(key) = numbers.of(source, &text.geometry.text()[word.clone()]).and_then(|word| reading.counted[word as usize]) else {
                    continue;
                };
                let entry = near.entry(key).or_default();
                entry.sides[side] += 1;
                entry.hits += u64::from(entry.last != hits);
                entry.last = hits;
                entry.people.extend(people);
            }
        }
        Ok(())
    })?;
    let list = WordList::of(bags, lexis, &|_: &Bag| true);
    let word = |(key, beside): (u32, Near)| {
        let counted = list.by_key(&reading.keys[key as usize])?;
        let sides = beside.sides;
        let near = Association { both: sides[0] + sides[1], first: places, second: counted.count, all: list.heard };
        let cases = beside.people.len() as u32;
        // What stands near less often than chance would have it keeps no company.
        if near.both as f64 <= near.expected() {
            return None;
        }
        Some(Neighbour { word: counted.label.clone(), sides, near, pair: Association { both: beside.hits, first: hits, ..near }, cases })
    };
    let mut words: Vec<Neighbour> = near.into_iter().filter_map(word).collect();
    words.sort_by(|a, b| b.near.likelihood().total_cmp(&a.near.likelihood()).then_with(|| a.word.cmp(&b.word)));
    Ok(Beside { hits, words })
}

/// Hands out the hits of a search in sources, of those entries that are heard, with the words around them.
pub(super) fn heard(
    corpus: &Corpus,
    finder: &Finder,
    hearing: &Hearing,
    search: &mut Search,
    context: usize,
    progress: &Progress,
    each: &mut dyn FnMut(SourceId, &[CaseId], &SourceText, [Span; 2]) -> Result<()>,
) -> Result<()> {
    let ear = Ear::new(corpus, hearing);
    let sources: HashSet<SourceId> = ear.sources().into_iter().collect();
    let mut now: Option<(SourceId, Voice, Option<Vec<Range<usize>>>)> = None;
    let mut people = Vec::new();
    finder.run(search, Wanted::all(context), progress, &mut |news| {
        let News::Hit(hit, text) = news else { return Ok(()) };
        let Place::Source(source, entry) = hit.place else { return Ok(()) };
        if !sources.contains(&source) {
            return Ok(());
        }
        if now.as_ref().is_none_or(|(open, ..)| *open != source) {
            now = Some((source, ear.voice(source, text), ear.coded(source, text)));
        }
        let Some((_, voice, coded)) = &now else { return Ok(()) };
        voice.people(entry.span, 0, &mut people);
        let at = text.geometry.byte(hit.span.start);
        let is_coded = coded.as_ref().is_none_or(|coded| coded.iter().any(|span| span.contains(&at)));
        if !is_coded || !ear.hears(source, text, &entry, &people) {
            return Ok(());
        }
        each(source, &people, text, hit.around)
    })?;
    Ok(())
}
