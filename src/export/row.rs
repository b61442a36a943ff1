//! What an exported passage says: one row for every format.

use super::cells::TableOptions;
use crate::Result;
use crate::analysis::*;
use crate::model::*;
use crate::text::SourceText;
use std::collections::{HashMap, HashSet};

/// What stands around a passage in an export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Around {
    /// Nothing.
    #[default]
    Nothing,
    /// The paragraphs it touches.
    Paragraph,
    /// The turns it touches.
    Turn,
}

/// How excerpts are exported.
#[derive(Clone, Debug)]
pub struct ExcerptOptions {
    /// How tables are written.
    pub table: TableOptions,
    /// What stands around each passage.
    pub around: Around,
    /// What stands for people.
    pub naming: Naming,
    /// The template of attributions.
    pub attribution: String,
    /// What passages are sorted into groups by, if anything; one that belongs to two groups stands in both.
    pub by: Option<Grouping>,
}

impl ExcerptOptions {
    /// The project's own attribution, pseudonyms, no context.
    pub fn new(project: &Project) -> Self {
        let (table, attribution) = (TableOptions::default(), project.attribution.clone());
        Self { table, around: Around::Nothing, naming: Naming::Pseudonyms, attribution, by: None }
    }
}

/// A passage ready to be written.
pub(super) struct Row<'a> {
    pub source: &'a str,
    pub case: String,
    /// One value a column of [`Values::names`], empty where missing.
    pub values: Vec<String>,
    pub framework: &'a str,
    pub code: &'a str,
    pub codes: Vec<&'a str>,
    pub coders: Vec<&'a str>,
    /// The codes of another framework that its codings were made with, where it is read; frameworks in front.
    pub coded_as: Vec<String>,
    pub speaker: String,
    /// The page of the file that it begins on, where the file has pages.
    pub page: Option<u32>,
    pub context: String,
    pub memos: Vec<&'a Memo>,
    pub attribution: String,
}

/// The columns of values: every kind of case above people, every attribute of cases, every attribute of sources.
pub(super) struct Values {
    pub names: Vec<String>,
    pub groups: Vec<Groups>,
}

impl Values {
    fn new(corpus: &Corpus, taken: &[&str]) -> Self {
        let persons = corpus.person_kinds();
        let kinds = corpus.kinds().iter().filter(|kind| !persons.contains(&kind.id) && corpus.cases().iter().any(|case| case.kind == kind.id));
        let mut columns: Vec<(String, Grouping)> = kinds.map(|kind| (kind.name.clone(), Grouping::Kind(kind.id))).collect();
        for target in [Target::Case, Target::Source] {
            for attribute in corpus.attributes().iter().filter(|attribute| attribute.target == target) {
                let known =
                    columns.iter().any(|(name, by)| name.to_lowercase() == attribute.name.to_lowercase() && matches!(by, Grouping::Attribute(_)));
                if !known {
                    columns.push((attribute.name.clone(), Grouping::Attribute(attribute.id)));
                }
            }
        }
        let mut names: Vec<String> = Vec::new();
        for (name, _) in &columns {
            let clash = |name: &str, names: &[String]| taken.contains(&name.to_lowercase().as_str()) || names.iter().any(|other| other == name);
            let free = if clash(name, &names) { format!("attribute {name}") } else { name.clone() };
            names.push(free);
        }
        Self { names, groups: columns.into_iter().map(|(_, by)| Groups::new(corpus, Some(by))).collect() }
    }

    fn of(&self, excerpt: &Excerpt, naming: Naming) -> Vec<String> {
        let value = |groups: &Groups| {
            let known = groups.of(excerpt.source, &excerpt.people).into_iter().filter(|group| *group != groups.unassigned());
            let names: Vec<&str> = known.map(|group| groups.called(group, naming)).collect();
            names.join("; ")
        };
        self.groups.iter().map(value).collect()
    }
}

/// What makes rows of excerpts.
pub(super) struct Rows<'a> {
    corpus: &'a Corpus,
    persons: HashSet<CaseKindId>,
    pub names: Names,
    around: Around,
    pub attribution: Attribution,
    pub values: Values,
    codes: IdMap<CodeId, (&'a str, String)>,
    coders: HashMap<CoderId, &'a str>,
    memos: HashMap<MemoId, &'a Memo>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(corpus: &'a Corpus, options: &ExcerptOptions, taken: &[&str]) -> Result<Self> {
        let path = |code: &Code| (corpus.framework(code.framework).map_or("", |f| f.name.as_str()), join_path(&corpus.path(code.id)));
        Ok(Self {
            corpus,
            persons: corpus.person_kinds(),
            names: Names::new(corpus, options.naming),
            around: options.around,
            attribution: Attribution::new(corpus, &options.attribution, options.naming)?,
            values: Values::new(corpus, taken),
            codes: corpus.codes().iter().map(|code| (code.id, path(code))).collect(),
            coders: corpus.coders.iter().map(|coder| (coder.id, coder.initials.as_str())).collect(),
            memos: corpus.memos.iter().map(|memo| (memo.id, memo)).collect(),
        })
    }

    /// The cases of a source that are no people.
    fn others_of(&self, source: SourceId) -> Vec<&str> {
        let cases = self.corpus.cases_of(source).iter().filter_map(|id| self.corpus.case(*id));
        cases.filter(|case| !self.persons.contains(&case.kind)).map(|case| self.names.case(self.corpus, case.id)).collect()
    }

    /// Whether passages are read through a crosswalk, so that some were not coded so by anybody.
    pub(super) fn are_read(&self) -> bool {
        self.corpus.reads_into().is_some()
    }

    fn coded_as(&self, excerpt: &Excerpt) -> Vec<String> {
        let mut list: Vec<String> = Vec::new();
        if !self.are_read() {
            return list;
        }
        for id in excerpt.codings.iter().filter_map(|id| self.corpus.coded_as(*id, excerpt.code)) {
            let (framework, path) = self.codes.get(&id).map_or(("", ""), |(framework, path)| (*framework, path.as_str()));
            let called = format!("{framework}/{path}");
            if !list.contains(&called) {
                list.push(called);
            }
        }
        list
    }

    /// The row of an excerpt.
    pub(super) fn row(&self, excerpt: &Excerpt, text: &SourceText) -> Row<'_> {
        let code = |id: &CodeId| self.codes.get(id).map_or(("", ""), |(framework, path)| (*framework, path.as_str()));
        let (framework, path) = code(&excerpt.code);
        let people: Vec<&str> = excerpt.people.iter().map(|id| self.names.case(self.corpus, *id)).collect();
        // What is nobody's, as a question is, belongs to no person of its source; an organisation that the source belongs to stays.
        let case = match people.as_slice() {
            [] => self.others_of(excerpt.source).join("; "),
            people => people.join("; "),
        };
        let mut speakers: Vec<&str> = excerpt.speakers.iter().map(|n| self.names.speaker(self.corpus, excerpt.source, *n)).collect();
        speakers.retain(|name| !name.is_empty());
        Row {
            source: self.names.source(self.corpus, excerpt.source),
            case,
            values: self.values.of(excerpt, self.names.naming()),
            framework,
            code: path,
            codes: excerpt.codes.iter().map(|id| code(id).1).collect(),
            coders: excerpt.coders.iter().filter_map(|id| self.coders.get(id).copied()).collect(),
            coded_as: self.coded_as(excerpt),
            speaker: speakers.join("; "),
            page: text.structure.page_at(excerpt.span.start),
            context: context(text, excerpt.span, self.around),
            memos: excerpt.memos.iter().filter_map(|id| self.memos.get(id).copied()).collect(),
            attribution: self.attribution.of(self.corpus, excerpt),
        }
    }
}

/// The query within each group, with what the group is called in exports; one query alone where nothing is grouped.
pub fn grouped(corpus: &Corpus, query: &Query, options: &ExcerptOptions) -> Vec<(String, Query)> {
    let Some(by) = options.by else { return vec![(String::new(), query.clone())] };
    let groups = Groups::new(corpus, Some(by));
    let narrowed = |group: u16| {
        let mut narrowed = query.clone();
        narrowed.filters.push(Filter { by, values: vec![groups.label(group).to_owned()] });
        (group_name(&groups, group, options.naming).to_owned(), narrowed)
    };
    groups.all().map(narrowed).collect()
}

/// The name of a group in an export.
pub(super) fn group_name(groups: &Groups, group: u16, naming: Naming) -> &str {
    groups.called(group, naming)
}

/// The turns or paragraphs that a passage touches, without labels and times; empty without any.
pub(super) fn context(text: &SourceText, span: Span, around: Around) -> String {
    let structure = &text.structure;
    let wide = match around {
        Around::Nothing => return String::new(),
        Around::Turn => {
            let turns = &structure.turns[structure.turns_in(span)];
            turns.first().zip(turns.last()).map(|(first, last)| Span { start: first.span.start, end: last.span.end })
        }
        Around::Paragraph => {
            let (first, last) = (structure.paragraph_at(span.start), structure.paragraph_at(span.end.saturating_sub(1)));
            first.zip(last).map(|(first, last)| Span { start: structure.paragraphs[first].start, end: structure.paragraphs[last].end })
        }
    };
    let words = wide.map(|wide| text.words_of(Span { start: wide.start.min(span.start), end: wide.end.max(span.end) }));
    words.map_or_else(String::new, |words| words.trim().to_owned())
}

/// A memo as one piece of text: its title, then its words.
pub(super) fn memo_words(memo: &Memo) -> String {
    if memo.title.is_empty() { memo.body.clone() } else { format!("{}: {}", memo.title, memo.body) }
}
