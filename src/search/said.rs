//! What is known of an entry beside its words: who speaks, of which cases they are, how it is coded.

use super::ask::{Asked, Coded, Question};
use super::entry::{Entry, words};
use super::fields::fits;
use super::heard::{Around, Heard};
use crate::analysis::{Corpus, Groups, is_person};
use crate::model::*;
use crate::text::{SourceText, StyleKind};
use std::collections::HashSet;
use std::ops::Range;

/// What is known of an entry of a source.
pub(super) struct Said<'a> {
    pub corpus: &'a Corpus,
    pub source: &'a Source,
    pub language: &'a str,
    pub text: &'a SourceText,
    pub entry: Entry,
    pub people: &'a [CaseId],
    pub persons: &'a HashSet<CaseKindId>,
}

impl Said<'_> {
    fn speaker(&self) -> Option<&Speaker> {
        let turn = self.text.structure.turns.get(self.entry.turn?)?;
        self.corpus.speaker(self.source.id, turn.speaker)
    }
}

impl Said<'_> {
    /// The headings that it stands under, the highest first.
    fn headings(&self) -> Vec<Span> {
        let mut above: Vec<(u8, Span)> = Vec::new();
        for style in self.text.structure.styles.iter().take_while(|style| style.span.start < self.entry.span.start) {
            if let StyleKind::Heading(level) = style.kind {
                above.retain(|(higher, _)| *higher < level);
                above.push((level, style.span));
            }
        }
        above.into_iter().map(|(_, span)| span).collect()
    }

    /// Whether it is no question itself, and an interviewer's last words before it are so.
    fn answers(&self, question: &Question) -> bool {
        let asks = |turn: usize| {
            let voice = self.text.structure.turns.get(turn).and_then(|turn| self.corpus.speaker(self.source.id, turn.speaker));
            voice.is_some_and(|voice| voice.role == SpeakerRole::Interviewer)
        };
        let Some(turn) = self.entry.turn.filter(|turn| !asks(*turn)) else { return false };
        let Some(asked) = (0..turn).rev().find(|turn| asks(*turn)) else { return false };
        let entry = Entry { span: self.text.structure.turns[asked].span, turn: Some(asked) };
        Self { entry, people: &[], ..*self }.is_met_by(question)
    }

    /// Whether the entry is met by a search.
    fn is_met_by(&self, question: &Question) -> bool {
        let place = (self.source.id, self.entry.span.start as usize);
        if let Some((_, _, is)) = question.last.get().filter(|(source, start, _)| (*source, *start) == place) {
            return is;
        }
        let (lexicon, mut heard) = (&mut *question.lexicon.borrow_mut(), Heard::default());
        lexicon.read(self.language);
        words(self.text, self.entry.span, &mut heard.words);
        heard.hear(self.text.geometry.text(), lexicon);
        let is = heard.runs(&question.node, self).is_some();
        question.last.set(Some((place.0, place.1, is)));
        is
    }
}

/// Whether a language is another one, whatever the country.
pub(super) fn is_of(language: &str, other: &str) -> bool {
    primary_language(language) == primary_language(other)
}

/// Whether words are called so somewhere in them, without regard to case and accents.
fn holds(name: &str, words: &str) -> bool {
    fits(&format!("*{name}*"), words)
}

impl Around for Said<'_> {
    fn is(&self, asked: &Asked) -> bool {
        let case_name = |case: CaseId| self.corpus.case(case).map_or("", |case| case.name.as_str());
        match asked {
            Asked::Source(sources) => sources.contains(&self.source.id),
            Asked::Kind(kind) => self.source.kind == *kind,
            Asked::Language(language) => is_of(self.language, language),
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
            Asked::Heading(name) => self.headings().into_iter().any(|span| holds(name, &self.text.words_of(span))),
            Asked::Answers(question) => self.answers(question),
            Asked::With(question) => self.is_met_by(question),
            Asked::Always => true,
        }
    }

    fn paragraph(&self, byte: usize) -> Option<usize> {
        self.text.structure.paragraph_at(self.text.geometry.char(byte))
    }

    fn coded(&self, coded: &Coded) -> Vec<Range<usize>> {
        let geometry = &self.text.geometry;
        let is = |coding: &&Coding| {
            coded.codes.as_ref().is_none_or(|codes| codes.contains(&coding.code))
                && coded.coders.as_ref().is_none_or(|coders| self.corpus.coded_by(coders, coding))
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
pub(super) struct Noted<'a> {
    pub corpus: &'a Corpus,
    pub memo: &'a Memo,
    pub text: &'a SourceText,
    pub language: &'a str,
}

impl Noted<'_> {
    /// The sources that it is on, or linked to something in.
    fn sources(&self) -> impl Iterator<Item = SourceId> {
        self.corpus.subjects_of(self.memo).filter_map(|subject| self.source_of(subject))
    }

    fn source_of(&self, subject: Subject) -> Option<SourceId> {
        match subject {
            Subject::Source(source) | Subject::Passage(source, ..) => Some(source),
            Subject::Coding(coding) => self.corpus.any_coding(coding).map(|coding| coding.source),
            Subject::Project | Subject::Code(_) | Subject::Case(_) => None,
        }
    }

    /// The codes that it is on or linked to, and those of codings that it is on or linked to.
    fn codes(&self) -> impl Iterator<Item = CodeId> {
        self.corpus.subjects_of(self.memo).filter_map(|subject| match subject {
            Subject::Code(code) => Some(code),
            Subject::Coding(coding) => self.corpus.any_coding(coding).map(|coding| coding.code),
            _ => None,
        })
    }

    /// The cases it is on or linked to: themselves, or those of its sources and of who speaks there.
    fn cases(&self) -> impl Iterator<Item = CaseId> {
        self.corpus.subjects_of(self.memo).flat_map(|subject| match subject {
            Subject::Case(case) => vec![case],
            other => self.source_of(other).map_or_else(Vec::new, |source| self.cases_in(source)),
        })
    }

    fn cases_in(&self, source: SourceId) -> Vec<CaseId> {
        let voices = self.corpus.speakers(source).iter().filter(|voice| voice.role != SpeakerRole::Interviewer);
        self.corpus.cases_of(source).iter().copied().chain(voices.filter_map(|voice| voice.case_id)).collect()
    }

    /// Whether it is on or linked to something of a group; one that is about nothing that has groups is of nobody's.
    fn is_in(&self, groups: &Groups, group: u16) -> bool {
        let of = |subject| match subject {
            Subject::Case(case) => Some(vec![groups.of_case(case)]),
            other => self.source_of(other).map(|source| groups.of(source, &self.cases_in(source))),
        };
        let mut all = self.corpus.subjects_of(self.memo).filter_map(of).flatten().peekable();
        if all.peek().is_none() { group == groups.unassigned() } else { all.any(|own| own == group) }
    }
}

impl Around for Noted<'_> {
    fn is(&self, asked: &Asked) -> bool {
        match asked {
            Asked::Memo(kind) => kind.is_none_or(|kind| self.memo.kind == kind),
            Asked::Source(sources) => self.sources().any(|source| sources.contains(&source)),
            Asked::Case(cases) => self.cases().any(|case| cases.contains(&case)),
            Asked::Kind(kind) => self.sources().filter_map(|source| self.corpus.source(source)).any(|source| source.kind == *kind),
            Asked::Language(language) => is_of(self.language, language),
            Asked::Group(groups, group) => self.is_in(groups, *group),
            Asked::Always => true,
            Asked::Speaker(_) | Asked::Interviewer | Asked::Heading(_) | Asked::Answers(_) | Asked::With(_) => false,
        }
    }

    fn paragraph(&self, byte: usize) -> Option<usize> {
        self.text.structure.paragraph_at(self.text.geometry.char(byte))
    }

    /// The whole of a memo on such a code, written by such a coder.
    fn coded(&self, coded: &Coded) -> Vec<Range<usize>> {
        let is = coded
            .codes
            .as_ref()
            .map_or_else(|| coded.coders.is_some() || self.codes().next().is_some(), |codes| self.codes().any(|code| codes.contains(&code)))
            && coded.coders.as_ref().is_none_or(|coders| coders.contains(&self.memo.coder));
        if is { std::iter::once(0..self.text.geometry.text().len()).collect() } else { Vec::new() }
    }
}
