//! A search under way: what is read is searched, what was wanted of it handed out, the rest counted.

use super::ask::Node;
use super::entry::{entries, words};
use super::find::{Found, Hit, Place, Whole};
use super::finder::{News, Wanted};
use super::heard::{Heard, Run};
use super::index::Look;
use super::language::detected;
use super::said::{Noted, Said};
use super::sought::Lexicon;
use crate::Result;
use crate::analysis::{Corpus, Voice};
use crate::model::*;
use crate::text::{Geometry, SourceText, Structure};
use std::collections::HashSet;

/// What is asked for, in two parts that are used side by side.
pub(super) struct Asking<'a> {
    pub node: &'a Node,
    pub lexicon: &'a mut Lexicon,
}

/// A search under way.
pub(super) struct Going<'a, 't> {
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

/// Sources ahead of what was read, of which some need not be.
pub(super) struct Ahead {
    wanted: Wanted,
    /// Hits before the next one, at least.
    hits: usize,
    /// There may be more.
    more: bool,
}

impl Ahead {
    /// Whether the next one has to be read, and goes past it if so: it has hits that are wanted, or it is not known how many it has.
    pub fn reads(&mut self, look: &Look) -> bool {
        let Look::Hits(hits, _) = look else {
            self.more = true;
            return true;
        };
        let reads = self.hits < self.wanted.end() && (self.more || self.hits + hits > self.wanted.skip);
        self.hits += if reads { *hits } else { 0 };
        reads
    }
}

impl<'a, 't> Going<'a, 't> {
    pub fn new(corpus: &'a Corpus, wanted: Wanted, tell: &'t mut dyn FnMut(News) -> Result<()>) -> Self {
        let (heard, found) = (Heard::default(), Found::default());
        Self { corpus, persons: corpus.person_kinds(), heard, wanted, listed: false, met: 0, found, tell }
    }

    /// Reads a source, or these entries of it alone, in order. Where nobody says its language, its words do.
    pub fn source(&mut self, asked: &mut Asking, source: SourceId, text: &SourceText, language: Option<&str>, among: Option<&[u32]>) -> Result<()> {
        let Some(source) = self.corpus.source(source) else { return Ok(()) };
        let said = Some(source.language.as_str()).filter(|language| !language.is_empty()).or(language);
        let language = said.map_or_else(|| detected(text.geometry.text()), str::to_owned);
        asked.lexicon.read(&language);
        let persons = std::mem::take(&mut self.persons);
        let voice = Voice::of(self.corpus, &persons, source.id, &text.structure);
        let (mut turn, mut people) = (0, Vec::new());
        let all = entries(&text.structure);
        let mut some = among.map(|among| among.iter().filter_map(|at| all.get(*at as usize)));
        let mut every = all.iter().filter(|_| among.is_none());
        let mut next = || some.as_mut().map_or_else(|| every.next(), Iterator::next).copied();
        while let Some(entry) = next() {
            words(text, entry.span, &mut self.heard.words);
            self.heard.hear(text.geometry.text(), asked.lexicon);
            turn = voice.people(entry.span, turn, &mut people);
            let around = Said { corpus: self.corpus, source, language: &language, text, entry, people: &people, persons: &persons };
            let Some(runs) = self.heard.runs(asked.node, &around) else { continue };
            self.hits(Place::Source(source.id, entry), runs, text)?;
        }
        self.persons = persons;
        self.counted(Whole::Source(source.id))
    }

    /// Reads a memo; its language is told by its words where nobody says it.
    pub fn memo(&mut self, asked: &mut Asking, memo: &Memo, language: Option<String>) -> Result<()> {
        let text = memo_text(memo);
        let language = language.unwrap_or_else(|| detected(text.geometry.text()));
        asked.lexicon.read(&language);
        words(&text, text.geometry.span(), &mut self.heard.words);
        self.heard.hear(text.geometry.text(), asked.lexicon);
        let around = Noted { corpus: self.corpus, memo, text: &text, language: &language };
        if let Some(runs) = self.heard.runs(asked.node, &around) {
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

    /// How many more hits there may be until all that were wanted are handed out.
    pub fn open(&self) -> usize {
        self.wanted.end().saturating_sub(self.found.hits)
    }

    /// What lies ahead of what was read.
    pub fn ahead(&self) -> Ahead {
        Ahead { wanted: self.wanted, hits: self.found.hits, more: false }
    }

    /// The hits that were met are all that this one has.
    fn counted(&mut self, whole: Whole) -> Result<()> {
        let hits = std::mem::take(&mut self.met);
        self.count(whole, hits)
    }

    /// Counts hits that need not be read.
    pub fn count(&mut self, whole: Whole, hits: usize) -> Result<()> {
        if hits > 0 {
            self.found = Found { hits: self.found.hits + hits, places: self.found.places + 1 };
            self.listed_at(self.found.hits)?;
            (self.tell)(News::Counted { whole, hits, found: self.found })?;
        }
        Ok(())
    }

    pub fn end(mut self) -> Result<Found> {
        self.listed_at(usize::MAX)?;
        Ok(self.found)
    }
}

/// A memo as a text of paragraphs.
pub(super) fn memo_text(memo: &Memo) -> SourceText {
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
