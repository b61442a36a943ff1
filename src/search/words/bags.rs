//! The words of a study, by source and by who says them.

use super::super::ask::Search;
use super::super::entry::{Entry, entries, words};
use super::super::find::{Hit, Place};
use super::super::finder::{Finder, News, Wanted};
use super::super::language::detected;
use super::lexis::lower;
use crate::Result;
use crate::analysis::{Corpus, Query, Sieve, Texts, Voice};
use crate::jobs::Progress;
use crate::model::*;
use crate::text::SourceText;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Whose words are counted: what a query lets through; with codes, what is coded so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hearing {
    /// Codes, sites, sources and so on.
    pub query: Query,
    /// Whether what interviewers say counts.
    pub interviewers: bool,
}

/// What somebody says in a source, or what nobody is known to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bag {
    /// The source.
    pub source: SourceId,
    /// Who says it.
    pub people: Vec<CaseId>,
    /// Words by their number, and how often each is said.
    pub counts: Vec<(u32, u32)>,
}

/// All words that were heard.
#[derive(Clone, Debug, Default)]
pub struct Bags {
    /// In the order of the sources.
    pub bags: Vec<Bag>,
    /// The words by number, in lower case, each with the place of its language.
    pub(super) words: Vec<(u8, Box<str>)>,
    pub(super) languages: Vec<String>,
    /// The place of the language that the words of a source are counted in.
    pub(super) spoken: HashMap<SourceId, u8>,
}

/// Numbers for words, language by language.
#[derive(Default)]
struct Numbers {
    known: Vec<HashMap<Box<str>, u32>>,
    words: Vec<(u8, Box<str>)>,
    languages: Vec<String>,
}

impl Numbers {
    fn language(&mut self, name: &str) -> usize {
        self.languages.iter().position(|known| known == name).unwrap_or_else(|| {
            // More languages than a byte counts are told together.
            if self.languages.len() <= usize::from(u8::MAX) {
                self.languages.push(name.to_owned());
                self.known.push(HashMap::new());
            }
            self.languages.len() - 1
        })
    }

    fn number(&mut self, language: usize, word: &str) -> u32 {
        let plain = word.bytes().all(|byte| byte.is_ascii_lowercase());
        if let Some(number) = self.known[language].get(word).filter(|_| plain) {
            return *number;
        }
        let word: Box<str> = lower(word).into();
        let next = self.words.len() as u32;
        *self.known[language].entry(word.clone()).or_insert_with(|| {
            self.words.push((language as u8, word));
            next
        })
    }
}

/// A query made ready to say which entries are heard, and which words of them.
pub(super) struct Ear<'a> {
    corpus: &'a Corpus,
    hearing: &'a Hearing,
    sieve: Sieve,
    codes: HashSet<CodeId>,
    persons: HashSet<CaseKindId>,
}

impl<'a> Ear<'a> {
    pub fn new(corpus: &'a Corpus, hearing: &'a Hearing) -> Self {
        let query = &hearing.query;
        let family = |code: &CodeId| if query.with_children { corpus.family(*code) } else { vec![*code] };
        let codes = query.codes.iter().flat_map(family).collect();
        Self { corpus, hearing, sieve: Sieve::new(corpus, query), codes, persons: corpus.person_kinds() }
    }

    pub fn sources(&self) -> Vec<SourceId> {
        let wanted = &self.hearing.query.sources;
        let here = |source: &SourceId| wanted.is_empty() || wanted.contains(source);
        self.corpus.sources().iter().map(|source| source.id).filter(here).collect()
    }

    pub fn voice(&self, source: SourceId, text: &SourceText) -> Voice {
        Voice::of(self.corpus, &self.persons, source, &text.structure)
    }

    /// What of a source is coded so, in bytes; nothing where codes do not matter.
    pub fn coded(&self, source: SourceId, text: &SourceText) -> Option<Vec<Range<usize>>> {
        let query = &self.hearing.query;
        if self.codes.is_empty() && !query.only_stars && query.scope == crate::analysis::Scope::default() {
            return None;
        }
        let is = |coding: &&Coding| {
            (self.codes.is_empty() || self.codes.contains(&coding.code)) && query.scope.has(coding) && (coding.star || !query.only_stars)
        };
        let spans = self.corpus.codings_of(source).iter().filter(is).map(|coding| coding.span);
        Some(spans.map(|span| text.geometry.byte(span.start)..text.geometry.byte(span.end)).collect())
    }

    /// Whether words of an entry count, as far as who says them tells.
    pub fn hears(&self, source: SourceId, text: &SourceText, entry: &Entry, people: &[CaseId]) -> bool {
        let voice = entry.turn.and_then(|turn| text.structure.turns.get(turn)).and_then(|turn| self.corpus.speaker(source, turn.speaker));
        let asks = voice.is_some_and(|voice| voice.role == SpeakerRole::Interviewer);
        (self.hearing.interviewers || !asks) && self.sieve.lets_through(source, people)
    }
}

/// Words on their way into bags, source by source.
struct Filling<'a> {
    corpus: &'a Corpus,
    persons: HashSet<CaseKindId>,
    numbers: Numbers,
    bags: Vec<Bag>,
    spoken: HashMap<SourceId, u8>,
    now: Option<Now>,
    words: Vec<Range<usize>>,
}

/// The source that words are taken from.
struct Now {
    source: SourceId,
    language: usize,
    voice: Voice,
    from: usize,
    people: Vec<CaseId>,
    here: Vec<(Vec<CaseId>, HashMap<u32, u32>)>,
}

/// The language that the words of a source are counted in: what is said of it, else what its text shows.
fn language_of(corpus: &Corpus, source: SourceId, text: &SourceText) -> String {
    let said = corpus.source(source).map(|source| source.language.as_str()).filter(|language| !language.is_empty());
    said.map_or_else(|| detected(text.geometry.text()), str::to_owned)
}

impl<'a> Filling<'a> {
    fn new(corpus: &'a Corpus) -> Self {
        let persons = corpus.person_kinds();
        Self { corpus, persons, numbers: Numbers::default(), bags: Vec::new(), spoken: HashMap::new(), now: None, words: Vec::new() }
    }

    /// Turns to an entry of a source; gives the people who say it.
    fn turn_to(&mut self, source: SourceId, text: &SourceText, entry: Span) -> &[CaseId] {
        if self.now.as_ref().is_none_or(|now| now.source != source) {
            self.close();
            let language = self.numbers.language(&language_of(self.corpus, source, text));
            self.spoken.insert(source, language as u8);
            let voice = Voice::of(self.corpus, &self.persons, source, &text.structure);
            self.now = Some(Now { source, language, voice, from: 0, people: Vec::new(), here: Vec::new() });
        }
        let Some(now) = &mut self.now else { return &[] };
        now.from = now.voice.people(entry, now.from, &mut now.people);
        &now.people
    }

    /// Takes the words of a span that `counts` lets through, as those of the people turned to.
    fn take(&mut self, text: &SourceText, span: Span, counts: &dyn Fn(&Range<usize>) -> bool) {
        let Some(now) = &mut self.now else { return };
        words(text, span, &mut self.words);
        let place = now.here.iter().position(|(people, _)| *people == now.people).unwrap_or_else(|| {
            now.here.push((now.people.clone(), HashMap::new()));
            now.here.len() - 1
        });
        for word in self.words.iter().filter(|word| counts(word)) {
            *now.here[place].1.entry(self.numbers.number(now.language, &text.geometry.text()[word.clone()])).or_default() += 1;
        }
    }

    fn close(&mut self) {
        let Some(now) = self.now.take() else { return };
        let sorted = |counts: HashMap<u32, u32>| {
            let mut counts: Vec<(u32, u32)> = counts.into_iter().collect();
            counts.sort_unstable();
            counts
        };
        let here = now.here.into_iter().filter(|(_, counts)| !counts.is_empty());
        self.bags.extend(here.map(|(people, counts)| Bag { source: now.source, people, counts: sorted(counts) }));
    }

    fn end(mut self) -> Bags {
        self.close();
        Bags { bags: self.bags, words: self.numbers.words, languages: self.numbers.languages, spoken: self.spoken }
    }
}

/// What of the entries that a search finds is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// What was found itself, such as what is coded.
    Hits,
    /// The entries in which it was found: turns, or paragraphs where nobody speaks.
    Entries,
}

impl Bags {
    /// Hears all words once; texts are read in the order of the sources.
    pub fn new(corpus: &Corpus, texts: &dyn Texts, hearing: &Hearing, progress: &Progress) -> Result<Self> {
        let ear = Ear::new(corpus, hearing);
        let sources = ear.sources();
        let mut filling = Filling::new(corpus);
        progress.begin(sources.len() as u64);
        texts.visit(&sources, &mut |source, text| {
            progress.check()?;
            let coded = ear.coded(source, text);
            let is_coded = |word: &Range<usize>| coded.as_ref().is_none_or(|coded| coded.iter().any(|span| span.contains(&word.start)));
            for entry in entries(&text.structure) {
                if ear.hears(source, text, &entry, filling.turn_to(source, text, entry.span)) {
                    filling.take(text, entry.span, &is_coded);
                }
            }
            progress.advance(1);
            Ok(())
        })?;
        Ok(filling.end())
    }

    /// Hears all words once, and of them what is coded with these codes: that, and all. Each source is a step of `progress`.
    pub(super) fn coded_and_all(corpus: &Corpus, texts: &dyn Texts, codes: &[CodeId], progress: &Progress) -> Result<[Self; 2]> {
        let query = Query { codes: codes.to_vec(), with_children: true, ..Query::default() };
        let hearing = Hearing { query, interviewers: false };
        let ear = Ear::new(corpus, &hearing);
        let (mut some, mut all) = (Filling::new(corpus), Filling::new(corpus));
        texts.visit(&ear.sources(), &mut |source, text| {
            progress.check()?;
            let coded = ear.coded(source, text).unwrap_or_default();
            let is_coded = |word: &Range<usize>| coded.iter().any(|span| span.contains(&word.start));
            for entry in entries(&text.structure) {
                if !ear.hears(source, text, &entry, all.turn_to(source, text, entry.span)) {
                    continue;
                }
                all.take(text, entry.span, &|_| true);
                if !coded.is_empty() {
                    some.turn_to(source, text, entry.span);
                    some.take(text, entry.span, &is_coded);
                }
            }
            progress.advance(1);
            Ok(())
        })?;
        Ok([some.end(), all.end()])
    }

    /// The words of what a search finds in sources, each once; those of interviewers too, if they are wanted.
    pub fn found(corpus: &Corpus, finder: &Finder, search: &mut Search, share: Share, interviewers: bool, progress: &Progress) -> Result<Self> {
        let hearing = Hearing { interviewers, ..Hearing::default() };
        let ear = Ear::new(corpus, &hearing);
        let mut filling = Filling::new(corpus);
        let mut last = (None, 0);
        finder.run(search, Wanted::all(0), progress, &mut |news| {
            let News::Hit(Hit { place: Place::Source(source, entry), span, .. }, text) = news else { return Ok(()) };
            let span = if share == Share::Entries { entry.span } else { span };
            if last.0 != Some(source) {
                last = (Some(source), 0);
            }
            // Hits may overlap, and an entry may have several.
            let span = Span { start: span.start.max(last.1), end: span.end };
            if span.start < span.end && ear.hears(source, text, &entry, filling.turn_to(source, text, entry.span)) {
                last.1 = span.end;
                filling.take(text, span, &|_| true);
            }
            Ok(())
        })?;
        Ok(filling.end())
    }
}
