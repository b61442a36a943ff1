//! A search run through a project: the first hits at once, the others counted until the number is exact.

use super::ask::Search;
use super::entry::{entries, words};
use super::find::{Found, Hit, Place, Whole};
use super::heard::{Heard, Run};
use super::language::detected;
use super::said::{Noted, Said};
use crate::Result;
use crate::analysis::{Corpus, Texts, Voice};
use crate::jobs::Progress;
use crate::model::*;
use crate::text::{Geometry, SourceText, Structure};
use std::collections::HashSet;

/// Which hits are handed out, in the order of sources and places, and how many words around each. The others are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The first hits that are passed over.
    pub skip: usize,
    /// How many are handed out after those.
    pub hits: usize,
    /// Words around a hit on either side.
    pub context: usize,
}

impl Wanted {
    /// Every hit.
    pub fn all(context: usize) -> Self {
        Self { skip: 0, hits: usize::MAX, context }
    }

    /// The first hits.
    pub fn first(hits: usize, context: usize) -> Self {
        Self { skip: 0, hits, context }
    }

    /// The place behind the last hit that is handed out.
    fn end(self) -> usize {
        self.skip.saturating_add(self.hits)
    }
}

/// What a running search tells.
pub enum News<'a> {
    /// A hit that was wanted, with the text it stands in.
    Hit(Hit, &'a SourceText),
    /// All hits that were wanted are handed out. Told once.
    Listed,
    /// All hits of a source or a memo are counted; told of those with hits.
    Counted {
        /// Which one.
        whole: Whole,
        /// Its hits.
        hits: usize,
        /// All that were counted so far, these included.
        found: Found,
    },
}

/// Runs searches through a project.
pub struct Finder<'a> {
    corpus: &'a Corpus,
    texts: &'a dyn Texts,
}

impl<'a> Finder<'a> {
    /// One that reads every text.
    pub fn new(corpus: &'a Corpus, texts: &'a dyn Texts) -> Self {
        Self { corpus, texts }
    }

    /// Runs a search: hands out what is wanted, counts the rest, and says how much there is. Each source or memo is a step of `progress`,
    /// between which it stops when it is to; an error of `tell` ends it too.
    pub fn run(&self, search: &mut Search, wanted: Wanted, progress: &Progress, tell: &mut dyn FnMut(News) -> Result<()>) -> Result<Found> {
        let mut going = Going::new(self.corpus, wanted, tell);
        if search.memos {
            progress.begin(self.corpus.memos.len() as u64);
            for memo in &self.corpus.memos {
                progress.check()?;
                progress.advance(1);
                going.memo(search, memo)?;
            }
        } else {
            let order: Vec<SourceId> = self.corpus.sources().iter().map(|source| source.id).collect();
            progress.begin(order.len() as u64);
            self.texts.visit(&order, &mut |source, text| {
                progress.check()?;
                progress.advance(1);
                going.source(search, source, text)
            })?;
        }
        going.end()
    }
}

/// A search under way.
struct Going<'a, 't> {
    corpus: &'a Corpus,
    persons: HashSet<CaseKindId>,
    heard: Heard,
    wanted: Wanted,
    listed: bool,
    /// Hits met so far in the source or memo that is read.
    met: usize,
    found: Found,
    tell: &'t mut dyn FnMut(News) -> Result<()>,
}

impl<'a, 't> Going<'a, 't> {
    fn new(corpus: &'a Corpus, wanted: Wanted, tell: &'t mut dyn FnMut(News) -> Result<()>) -> Self {
        let (heard, found) = (Heard::default(), Found::default());
        Self { corpus, persons: corpus.person_kinds(), heard, wanted, listed: false, met: 0, found, tell }
    }

    fn source(&mut self, search: &mut Search, source: SourceId, text: &SourceText) -> Result<()> {
        let Some(source) = self.corpus.source(source) else { return Ok(()) };
        let language = if source.language.is_empty() { detected(text.geometry.text()) } else { source.language.clone() };
        search.lexicon.read(&language);
        let persons = std::mem::take(&mut self.persons);
        let voice = Voice::of(self.corpus, &persons, source.id, &text.structure.turns);
        let (mut turn, mut people) = (0, Vec::new());
        for entry in entries(&text.structure) {
            words(text, entry.span, &mut self.heard.words);
            self.heard.hear(text.geometry.text(), &mut search.lexicon);
            turn = voice.people(entry.span, turn, &mut people);
            let around = Said { corpus: self.corpus, source, language: &language, text, entry, people: &people, persons: &persons };
            let Some(runs) = self.heard.runs(&search.node, text, &around) else { continue };
            self.hits(Place::Source(source.id, entry), runs, text)?;
        }
        self.persons = persons;
        self.counted(Whole::Source(source.id))
    }

    fn memo(&mut self, search: &mut Search, memo: &Memo) -> Result<()> {
        let text = memo_text(memo);
        search.lexicon.read(&detected(text.geometry.text()));
        words(&text, text.geometry.span(), &mut self.heard.words);
        self.heard.hear(text.geometry.text(), &mut search.lexicon);
        let around = Noted { corpus: self.corpus, memo, text: &text };
        if let Some(runs) = self.heard.runs(&search.node, &text, &around) {
            self.hits(Place::Memo(memo.id), runs, &text)?;
        }
        self.counted(Whole::Memo(memo.id))
    }

    /// The hits of an entry.
    fn hits(&mut self, place: Place, runs: Vec<Run>, text: &SourceText) -> Result<()> {
        for run in whole(runs, &self.heard) {
            let at = self.found.hits + self.met;
            self.met += 1;
            if at >= self.wanted.skip && at < self.wanted.end() {
                let hit = hit(place, run, &self.heard, &text.geometry, self.wanted.context);
                (self.tell)(News::Hit(hit, text))?;
                self.listed_at(at + 1)?;
            }
        }
        Ok(())
    }

    /// Says so when what was wanted ends at this place.
    fn listed_at(&mut self, at: usize) -> Result<()> {
        if !self.listed && at >= self.wanted.end() {
            self.listed = true;
            (self.tell)(News::Listed)?;
        }
        Ok(())
    }

    /// The hits that were met are all that this one has.
    fn counted(&mut self, whole: Whole) -> Result<()> {
        let hits = std::mem::take(&mut self.met);
        if hits > 0 {
            self.found = Found { hits: self.found.hits + hits, places: self.found.places + 1 };
            self.listed_at(self.found.hits)?;
            (self.tell)(News::Counted { whole, hits, found: self.found })?;
        }
        Ok(())
    }

    fn end(mut self) -> Result<Found> {
        self.listed_at(usize::MAX)?;
        Ok(self.found)
    }
}

/// A memo as a text of paragraphs.
fn memo_text(memo: &Memo) -> SourceText {
    let words_of = if memo.title.is_empty() { memo.body.clone() } else { format!("{}\n{}", memo.title, memo.body) };
    let structure = Structure { paragraphs: Structure::lines(&words_of), ..Structure::default() };
    SourceText { geometry: Geometry::new(words_of), structure }
}

/// An entry that is met by what is no word is a hit as a whole, unless there is nothing in it.
fn whole(runs: Vec<Run>, heard: &Heard) -> Vec<Run> {
    match heard.words.len() as u32 {
        0 => Vec::new(),
        words if runs.is_empty() => vec![(0, words)],
        _ => runs,
    }
}

fn hit(place: Place, run: Run, heard: &Heard, geometry: &Geometry, context: usize) -> Hit {
    let (from, to) = (run.0 as usize, run.1 as usize);
    let char = |byte: usize| geometry.char(byte);
    let bytes = |from: usize, to: usize| heard.words[from].start..heard.words[to - 1].end;
    let own = bytes(from, to);
    let first = heard.words[from.saturating_sub(context)].start;
    let last = heard.words[to.saturating_add(context).min(heard.words.len()) - 1].end;
    let span = Span::new(char(own.start), char(own.end));
    let around = [Span::new(char(first.min(own.start)), span.start), Span::new(span.end, char(last.max(own.end)))];
    Hit { place, span, around }
}
