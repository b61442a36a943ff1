//! A search run through a project: every hit, in the order of sources and places.

use super::ask::{Asked, Coded, Search};
use super::entry::{Entry, entries, words};
use super::fields::fits;
use super::heard::{Around, Heard, Run};
use crate::Result;
use crate::analysis::{Corpus, Texts, Voice, is_person};
use crate::model::*;
use crate::text::{Geometry, SourceText, Structure};
use std::collections::HashSet;
use std::ops::Range;

/// What a hit stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A source, in an entry of its text.
    Source(SourceId, Entry),
    /// A memo; its text is its title, a line end and its words, or its words alone.
    Memo(MemoId),
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it stands in.
    pub place: Place,
    /// Where, in scalar values.
    pub span: Span,
    /// The words around it in its entry: so many before, and so many after.
    pub around: [Span; 2],
}

/// How much was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Hits.
    pub hits: usize,
    /// Sources, or memos, with at least one.
    pub places: usize,
}

/// Hands each hit of a search to `each`, with the text it stands in. `context` is how many words around it are wanted on either side.
pub fn find(
    corpus: &Corpus,
    texts: &dyn Texts,
    search: &mut Search,
    context: usize,
    each: &mut dyn FnMut(Hit, &SourceText) -> Result<()>,
) -> Result<Found> {
    let mut found = Found::default();
    let mut heard = Heard::default();
    if search.memos {
        for memo in &corpus.memos {
            in_memo(corpus, memo, search, &mut heard, context, &mut found, each)?;
        }
        return Ok(found);
    }
    let persons = corpus.person_kinds();
    let order: Vec<SourceId> = corpus.sources().iter().map(|source| source.id).collect();
    texts.visit(&order, &mut |source, text| {
        let Some(source) = corpus.source(source) else { return Ok(()) };
        let language = if source.language.is_empty() { detected(text.geometry.text()) } else { source.language.clone() };
        search.lexicon.read(&language);
        let voice = Voice::of(corpus, &persons, source.id, &text.structure.turns);
        let before = found.hits;
        let mut turn = 0;
        for entry in entries(&text.structure) {
            words(text, entry.span, &mut heard.words);
            heard.hear(text.geometry.text(), &mut search.lexicon);
            let mut people = Vec::new();
            turn = voice.people(entry.span, turn, &mut people);
            let around = Said { corpus, source, language: &language, text, entry, people: &people, persons: &persons };
            let Some(runs) = heard.runs(&search.node, text, &around) else { continue };
            for run in whole(runs, &heard) {
                found.hits += 1;
                each(hit(Place::Source(source.id, entry), run, &heard, &text.geometry, context), text)?;
            }
        }
        found.places += usize::from(found.hits > before);
        Ok(())
    })?;
    Ok(found)
}

fn in_memo(
    corpus: &Corpus,
    memo: &Memo,
    search: &mut Search,
    heard: &mut Heard,
    context: usize,
    found: &mut Found,
    each: &mut dyn FnMut(Hit, &SourceText) -> Result<()>,
) -> Result<()> {
    let words_of = if memo.title.is_empty() { memo.body.clone() } else { format!("{}\n{}", memo.title, memo.body) };
    let structure = Structure { paragraphs: Structure::lines(&words_of), ..Structure::default() };
    let text = SourceText { geometry: Geometry::new(words_of), structure };
    search.lexicon.read(&detected(text.geometry.text()));
    words(&text, text.geometry.span(), &mut heard.words);
    heard.hear(text.geometry.text(), &mut search.lexicon);
    let around = Noted { corpus, memo, text: &text };
    let Some(runs) = heard.runs(&search.node, &text, &around) else { return Ok(()) };
    let before = found.hits;
    for run in whole(runs, heard) {
        found.hits += 1;
        each(hit(Place::Memo(memo.id), run, heard, &text.geometry, context), &text)?;
    }
    found.places += usize::from(found.hits > before);
    Ok(())
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
    let last = heard.words[(to + context).min(heard.words.len()) - 1].end;
    let span = Span::new(char(own.start), char(own.end));
    let around = [Span::new(char(first.min(own.start)), span.start), Span::new(span.end, char(last.max(own.end)))];
    Hit { place, span, around }
}

/// The language of a text by its first words, as BCP 47 has it; English where it cannot be told.
fn detected(text: &str) -> String {
    const ENOUGH: usize = 4000;
    let end = text.char_indices().map(|(at, _)| at).take_while(|at| *at <= ENOUGH).last().unwrap_or(0);
    let start = if text.len() <= ENOUGH { text } else { &text[..end] };
    let sure = whatlang::detect(start).filter(|info| info.is_reliable());
    sure.map_or("en", |info| two_letters(info.lang())).to_owned()
}

fn two_letters(language: whatlang::Lang) -> &'static str {
    use whatlang::Lang;
    match language {
        Lang::Ara => "ar",
        Lang::Dan => "da",
        Lang::Nld => "nl",
        Lang::Eng => "en",
        Lang::Fin => "fi",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ell => "el",
        Lang::Hun => "hu",
        Lang::Ita => "it",
        Lang::Nob => "nb",
        Lang::Por => "pt",
        Lang::Ron => "ro",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tam => "ta",
        Lang::Tur => "tr",
        other => other.code(),
    }
}

/// What is known of an entry of a source.
struct Said<'a> {
    corpus: &'a Corpus,
    source: &'a Source,
    language: &'a str,
    text: &'a SourceText,
    entry: Entry,
    people: &'a [CaseId],
    persons: &'a HashSet<CaseKindId>,
}

impl Said<'_> {
    fn speaker(&self) -> Option<&Speaker> {
        let turn = self.text.structure.turns.get(self.entry.turn?)?;
        self.corpus.speaker(self.source.id, turn.speaker)
    }
}

impl Around for Said<'_> {
    fn is(&self, asked: &Asked) -> bool {
        let case_name = |case: CaseId| self.corpus.case(case).map_or("", |case| case.name.as_str());
        match asked {
            Asked::Source(sources) => sources.contains(&self.source.id),
            Asked::Kind(kind) => self.source.kind == *kind,
            Asked::Language(language) => self.language.to_lowercase().split('-').next() == language.split('-').next(),
            Asked::Speaker(name) => {
                self.speaker().is_some_and(|voice| fits(name, &voice.name) || voice.case_id.is_some_and(|case| fits(name, case_name(case))))
            }
            Asked::Interviewer => self.speaker().is_some_and(|voice| voice.role == SpeakerRole::Interviewer),
            Asked::Group(groups, group) => groups.of(self.source.id, self.people).contains(group),
            Asked::Case(cases) => {
                let others = self.corpus.cases_of(self.source.id).iter().filter(|case| !is_person(self.corpus, **case, self.persons));
                self.people.iter().chain(others).any(|case| cases.contains(case))
            }
            Asked::Memo(_) => false,
            Asked::Always => true,
        }
    }

    fn coded(&self, coded: &Coded) -> Vec<Range<usize>> {
        let geometry = &self.text.geometry;
        let is = |coding: &&Coding| {
            coded.codes.as_ref().is_none_or(|codes| codes.contains(&coding.code))
                && coded.coders.as_ref().is_none_or(|coders| coders.contains(&coding.coder))
        };
        let here = self.corpus.codings_of(self.source.id).iter().filter(|coding| coding.span.overlaps(self.entry.span)).filter(is);
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for span in here.map(|coding| coding.span) {
            let range = geometry.byte(span.start)..geometry.byte(span.end);
            match ranges.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => ranges.push(range),
            }
        }
        ranges
    }
}

/// What is known of a memo.
struct Noted<'a> {
    corpus: &'a Corpus,
    memo: &'a Memo,
    text: &'a SourceText,
}

impl Noted<'_> {
    fn source(&self) -> Option<SourceId> {
        match self.memo.subject {
            Subject::Source(source) | Subject::Passage(source, ..) => Some(source),
            Subject::Coding(coding) => self.corpus.any_coding(coding).map(|coding| coding.source),
            Subject::Project | Subject::Code(_) | Subject::Case(_) => None,
        }
    }

    fn code(&self) -> Option<CodeId> {
        match self.memo.subject {
            Subject::Code(code) => Some(code),
            Subject::Coding(coding) => self.corpus.any_coding(coding).map(|coding| coding.code),
            _ => None,
        }
    }
}

impl Around for Noted<'_> {
    fn is(&self, asked: &Asked) -> bool {
        match asked {
            Asked::Memo(kind) => kind.is_none_or(|kind| self.memo.kind == kind),
            Asked::Source(sources) => self.source().is_some_and(|source| sources.contains(&source)),
            Asked::Case(cases) => matches!(self.memo.subject, Subject::Case(case) if cases.contains(&case)),
            Asked::Always => true,
            Asked::Kind(_) | Asked::Language(_) | Asked::Speaker(_) | Asked::Interviewer | Asked::Group(..) => false,
        }
    }

    /// The whole of a memo on such a code, written by such a coder.
    fn coded(&self, coded: &Coded) -> Vec<Range<usize>> {
        let is = coded
            .codes
            .as_ref()
            .map_or_else(|| coded.coders.is_some() || self.code().is_some(), |codes| self.code().is_some_and(|code| codes.contains(&code)))
            && coded.coders.as_ref().is_none_or(|coders| coders.contains(&self.memo.coder));
        if is { std::iter::once(0..self.text.geometry.text().len()).collect() } else { Vec::new() }
    }
}
