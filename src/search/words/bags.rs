//! The words of a study, by source and by who says them.

use super::super::entry::{Entry, entries, words};
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
        Voice::of(self.corpus, &self.persons, source, &text.structure.turns)
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

impl Bags {
    /// Hears all words once; texts are read in the order of the sources.
    pub fn new(corpus: &Corpus, texts: &dyn Texts, hearing: &Hearing, progress: &Progress) -> Result<Self> {
        let ear = Ear::new(corpus, hearing);
        let sources = ear.sources();
        let mut numbers = Numbers::default();
        let mut bags = Vec::new();
        progress.begin(sources.len() as u64);
        let mut found = Vec::new();
        let mut heard = Vec::new();
        texts.visit(&sources, &mut |source, text| {
            progress.check()?;
            let said = corpus.source(source).map(|source| source.language.as_str()).filter(|language| !language.is_empty());
            let language = numbers.language(&said.map_or_else(|| detected(text.geometry.text()), str::to_owned));
            let (voice, coded) = (ear.voice(source, text), ear.coded(source, text));
            let mut here: Vec<(Vec<CaseId>, HashMap<u32, u32>)> = Vec::new();
            let mut from = 0;
            for entry in entries(&text.structure) {
                from = voice.people(entry.span, from, &mut found);
                if !ear.hears(source, text, &entry, &found) {
                    continue;
                }
                words(text, entry.span, &mut heard);
                let place = here.iter().position(|(people, _)| *people == found).unwrap_or_else(|| {
                    here.push((found.clone(), HashMap::new()));
                    here.len() - 1
                });
                let is_coded = |word: &&Range<usize>| coded.as_ref().is_none_or(|coded| coded.iter().any(|span| span.contains(&word.start)));
                for word in heard.iter().filter(is_coded) {
                    *here[place].1.entry(numbers.number(language, &text.geometry.text()[word.clone()])).or_default() += 1;
                }
            }
            let sorted = |counts: HashMap<u32, u32>| {
                let mut counts: Vec<(u32, u32)> = counts.into_iter().collect();
                counts.sort_unstable();
                counts
            };
            let here = here.into_iter().filter(|(_, counts)| !counts.is_empty());
            bags.extend(here.map(|(people, counts)| Bag { source, people, counts: sorted(counts) }));
            progress.advance(1);
            Ok(())
        })?;
        Ok(Self { bags, words: numbers.words, languages: numbers.languages })
    }
}
