//! Passages with all that stands around them: retrieved source by source, each text read once.

use super::ids::{IdMap, places};
use super::query::Sieve;
use super::texts::made_of_each;
use super::{Basis, Corpus, Groups, Query, Texts, Voice, words_in};
use crate::Result;
use crate::model::*;
use crate::text::SourceText;
use rayon::prelude::*;
use std::collections::HashMap;

/// A passage under a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The source.
    pub source: SourceId,
    /// Where it stands.
    pub span: Span,
    /// The code that was asked for.
    pub code: CodeId,
    /// The codes of its codings, in the order of the codings; more than one only with the codes below.
    pub codes: Vec<CodeId>,
    /// The codings it is made of.
    pub codings: Vec<CodingId>,
    /// Who coded, each once.
    pub coders: Vec<CoderId>,
    /// Whose it is.
    pub people: Vec<CaseId>,
    /// The voices of the turns it touches, each once, as numbers of speakers.
    pub speakers: Vec<u32>,
    /// Whether interviewers alone speak in it: a question is no evidence of whoever is asked.
    pub asked: bool,
    /// The number of its first turn, from 1.
    pub turn: Option<u32>,
    /// When that turn begins in the recording, in milliseconds.
    pub time: Option<i64>,
    /// Words that begin in it.
    pub words: u32,
    /// Its words, without labels and times.
    pub text: String,
    /// Its groups of site, role and phase, in [`Heads`].
    pub site: Vec<u16>,
    /// Its role groups.
    pub role: Vec<u16>,
    /// Its phases.
    pub phase: Vec<u16>,
    /// Whether one of its codings is a key quote.
    pub star: bool,
    /// Memos on its codings, and on passages of the source that overlap it.
    pub memos: Vec<MemoId>,
}

impl Excerpt {
    /// Whether it is a question of an interviewer and nobody else's words: it is in a column, and of no weight there.
    pub fn is_question(&self) -> bool {
        self.asked && self.people.is_empty()
    }

    /// A passage with all that its place tells, and no coding: `words` are its own, cut out of `text` already.
    pub fn bare(
        corpus: &Corpus,
        heads: &Heads,
        (source, span, code): (SourceId, Span, CodeId),
        (text, words): (&SourceText, String),
        people: Vec<CaseId>,
    ) -> Self {
        let heard = text.structure.heard_in(span);
        let first = heard.first().map(|n| (*n as u32 + 1, text.structure.turns[*n]));
        let mut speakers: Vec<u32> = Vec::new();
        for turn in heard.iter().map(|n| &text.structure.turns[*n]) {
            let number = corpus.speaker(source, turn.speaker).map_or(turn.speaker, |speaker| speaker.number);
            if !speakers.contains(&number) {
                speakers.push(number);
            }
        }
        Self {
            source,
            span,
            code,
            codes: vec![code],
            codings: Vec::new(),
            coders: Vec::new(),
            turn: first.map(|(number, _)| number),
            time: first.and_then(|(_, turn)| turn.from),
            words: words_in(text, span),
            text: words,
            site: heads.site.of(source, &people),
            role: heads.role.of(source, &people),
            phase: heads.phase.of(source, &people),
            people,
            asked: corpus.only_asked(source, &speakers),
            speakers,
            star: false,
            memos: Vec::new(),
        }
    }
}

/// What the groups of excerpts are called.
#[derive(Clone, Debug, Default)]
pub struct Heads {
    /// Sites.
    pub site: Groups,
    /// Role groups.
    pub role: Groups,
    /// Phases.
    pub phase: Groups,
}

impl Heads {
    /// The project's site, role and phase.
    pub fn new(corpus: &Corpus) -> Self {
        let project = &corpus.project;
        Self { site: Groups::new(corpus, project.site), role: Groups::new(corpus, project.role), phase: Groups::new(corpus, project.phase) }
    }
}

/// What a query found, by source and place.
#[derive(Clone, Debug)]
pub struct Retrieved {
    /// The passages.
    pub excerpts: Vec<Excerpt>,
    /// What their groups are called.
    pub heads: Heads,
}

/// Passages of a source before its text is read.
struct Piece {
    code: CodeId,
    span: Span,
    codings: Vec<CodingId>,
    codes: Vec<CodeId>,
    coders: Vec<CoderId>,
    star: bool,
}

impl Piece {
    fn new(code: CodeId, coding: &Coding) -> Self {
        Self { code, span: coding.span, codings: vec![coding.id], codes: vec![coding.code], coders: vec![coding.coder], star: coding.star }
    }

    fn join(&mut self, coding: &Coding) {
        self.span.end = self.span.end.max(coding.span.end);
        self.codings.push(coding.id);
        self.star |= coding.star;
        if !self.codes.contains(&coding.code) {
            self.codes.push(coding.code);
        }
        if !self.coders.contains(&coding.coder) {
            self.coders.push(coding.coder);
        }
    }
}

/// Which asked-for codes each code counts under, and in what order those stand.
struct Asked {
    under: IdMap<CodeId, Vec<CodeId>>,
    order: IdMap<CodeId, usize>,
}

impl Asked {
    fn new(corpus: &Corpus, query: &Query) -> Self {
        let trees = corpus.frameworks().iter().flat_map(|framework| corpus.tree(framework.id));
        let order = places(trees.map(|(code, _)| code));
        let all: Vec<CodeId> = if query.codes.is_empty() { corpus.codes().iter().map(|code| code.id).collect() } else { query.codes.clone() };
        let mut under: IdMap<CodeId, Vec<CodeId>> = IdMap::default();
        for code in all {
            for member in corpus.branch(code, query.with_children && !query.codes.is_empty()) {
                let list = under.entry(member).or_default();
                if !list.contains(&code) {
                    list.push(code);
                }
            }
        }
        Self { under, order }
    }

    /// The passages of one source, by place and then in the order of the framework.
    fn pieces(&self, corpus: &Corpus, query: &Query, source: SourceId) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut open: IdMap<CodeId, usize> = IdMap::default();
        for coding in corpus.codings_of(source) {
            let Some(codes) = self.under.get(&coding.code).filter(|_| query.scope.has(coding)) else { continue };
            for code in codes {
                let run = open.get(code).copied().filter(|at| query.basis == Basis::References && coding.span.start <= pieces[*at].span.end);
                match run {
                    Some(at) => pieces[at].join(coding),
                    None => {
                        open.insert(*code, pieces.len());
                        pieces.push(Piece::new(*code, coding));
                    }
                }
            }
        }
        pieces.retain(|piece| piece.star || !query.only_stars);
        pieces.sort_by_key(|piece| (piece.span.start, self.order.get(&piece.code).copied(), piece.span.end));
        pieces
    }
}

/// Memos by what they hang on.
struct Notes {
    codings: HashMap<CodingId, Vec<MemoId>>,
    passages: HashMap<SourceId, Vec<(Span, MemoId)>>,
}

impl Notes {
    fn new(corpus: &Corpus) -> Self {
        let mut notes = Self { codings: HashMap::new(), passages: HashMap::new() };
        for (memo, subject) in corpus.memos.iter().flat_map(|memo| corpus.subjects_of(memo).map(move |subject| (memo, subject))) {
            match subject {
                Subject::Coding(coding) => notes.codings.entry(coding).or_default().push(memo.id),
                // One whose words were corrected away lies on an older text: its place says nothing of the one that is shown.
                Subject::Passage(source, version, span) if corpus.shows(source, version) => {
                    notes.passages.entry(source).or_default().push((span, memo.id));
                }
                _ => {}
            }
        }
        notes
    }

    fn on(&self, source: SourceId, piece: &Piece) -> Vec<MemoId> {
        let own = piece.codings.iter().filter_map(|coding| self.codings.get(coding)).flatten().copied();
        let here = self.passages.get(&source).into_iter().flatten().filter(|(span, _)| span.overlaps(piece.span)).map(|(_, memo)| *memo);
        let mut list: Vec<MemoId> = Vec::new();
        // One that is linked to what it is on already is one.
        own.chain(here).for_each(|memo| {
            if !list.contains(&memo) {
                list.push(memo);
            }
        });
        list
    }
}

/// Cuts passages out of texts.
struct Cutter<'a> {
    corpus: &'a Corpus,
    heads: &'a Heads,
    sieve: Sieve,
    notes: Notes,
}

impl Cutter<'_> {
    /// Those of one source, which stand by place.
    fn cut_all(&self, source: SourceId, text: &SourceText, pieces: Vec<Piece>, voice: &Voice) -> Vec<Excerpt> {
        let mut turn = 0;
        let of = |piece: Piece| {
            let mut people = Vec::new();
            turn = voice.people(piece.span, turn, &mut people);
            self.cut(source, text, piece, people)
        };
        pieces.into_iter().filter_map(of).collect()
    }

    fn cut(&self, source: SourceId, text: &SourceText, piece: Piece, people: Vec<CaseId>) -> Option<Excerpt> {
        if !self.sieve.lets_through(source, &people) {
            return None;
        }
        let words = text.words_of(piece.span);
        if !self.sieve.finds(&words) {
            return None;
        }
        let memos = self.notes.on(source, &piece);
        let bare = Excerpt::bare(self.corpus, self.heads, (source, piece.span, piece.code), (text, words), people);
        Some(Excerpt { memos, codes: piece.codes, codings: piece.codings, coders: piece.coders, star: piece.star, ..bare })
    }
}

/// Hands each passage that a query asks for to `each`, with the text it stands in: by source, then by place.
pub fn each_excerpt(
    corpus: &Corpus,
    query: &Query,
    heads: &Heads,
    texts: &dyn Texts,
    each: &mut dyn FnMut(Excerpt, &SourceText) -> Result<()>,
) -> Result<()> {
    each_excerpt_in(&[corpus], query, heads, texts, &mut |_, excerpt, text| each(excerpt, text))
}

/// The same of several corpora that differ in nothing but their codings: source by source, in each first those of the first, with the place of its
/// corpus. Each text is read once.
pub(super) fn each_excerpt_in(
    corpora: &[&Corpus],
    query: &Query,
    heads: &Heads,
    texts: &dyn Texts,
    each: &mut dyn FnMut(usize, Excerpt, &SourceText) -> Result<()>,
) -> Result<()> {
    let Some(corpus) = corpora.first() else { return Ok(()) };
    let asked = Asked::new(corpus, query);
    let wanted = |source: &&Source| query.sources.is_empty() || query.sources.contains(&source.id);
    let sources: Vec<SourceId> = corpus.sources().iter().filter(wanted).map(|source| source.id).collect();
    let pieces = |source: &SourceId| corpora.iter().map(|corpus| asked.pieces(corpus, query, *source)).collect::<Vec<_>>();
    let mut found: Vec<(SourceId, Vec<Vec<Piece>>)> = sources.par_iter().map(|source| (*source, pieces(source))).collect();
    found.retain(|(_, sides)| sides.iter().any(|pieces| !pieces.is_empty()));
    let cutter = Cutter { corpus, heads, sieve: Sieve::new(corpus, query), notes: Notes::new(corpus) };
    let persons = corpus.person_kinds();
    let cut = |source: SourceId, sides: Vec<Vec<Piece>>, text: &SourceText| {
        let voice = Voice::of(corpus, &persons, source, &text.structure);
        sides.into_iter().map(|pieces| cutter.cut_all(source, text, pieces, &voice)).collect::<Vec<_>>()
    };
    made_of_each(texts, found, &cut, &mut |_, sides, text| {
        let mut all = sides.into_iter().enumerate().flat_map(|(side, list)| list.into_iter().map(move |excerpt| (side, excerpt)));
        all.try_for_each(|(side, excerpt)| each(side, excerpt, text))
    })
}

/// Every passage that a query asks for.
pub fn retrieve(corpus: &Corpus, query: &Query, texts: &dyn Texts) -> Result<Retrieved> {
    let heads = Heads::new(corpus);
    let mut excerpts = Vec::new();
    each_excerpt(corpus, query, &heads, texts, &mut |excerpt, _| {
        excerpts.push(excerpt);
        Ok(())
    })?;
    Ok(Retrieved { excerpts, heads })
}

/// What stands at places, each under a code, in their order; each text is read once.
pub fn excerpts_at(corpus: &Corpus, heads: &Heads, places: &[(SourceId, Span, CodeId)], texts: &dyn Texts) -> Result<Vec<Excerpt>> {
    let persons = corpus.person_kinds();
    let mut of: IdMap<SourceId, Vec<usize>> = IdMap::default();
    places.iter().enumerate().for_each(|(at, (source, ..))| of.entry(*source).or_default().push(at));
    let mut sources: Vec<SourceId> = of.keys().copied().collect();
    sources.sort_unstable();
    let mut list: Vec<Option<Excerpt>> = vec![None; places.len()];
    texts.visit(&sources, &mut |source, text| {
        let voice = Voice::of(corpus, &persons, source, &text.structure);
        for at in of.get(&source).into_iter().flatten() {
            let (_, span, code) = places[*at];
            let mut people = Vec::new();
            voice.people(span, 0, &mut people);
            let words = text.words_of(span);
            list[*at] = Some(Excerpt::bare(corpus, heads, (source, span, code), (text, words), people));
        }
        Ok(())
    })?;
    Ok(list.into_iter().flatten().collect())
}

/// What stands at passages, each under a code, in their order: those whose words were corrected away as they were before.
pub fn excerpts_of(corpus: &Corpus, heads: &Heads, passages: &[(Passage, CodeId)], texts: &dyn Texts) -> Result<Vec<Excerpt>> {
    let shown = |one: &&(Passage, CodeId)| corpus.shows(one.0.source, one.0.version);
    let places: Vec<_> = passages.iter().filter(shown).map(|(passage, code)| (passage.source, passage.span, *code)).collect();
    let mut there = excerpts_at(corpus, heads, &places, texts)?.into_iter();
    let persons = corpus.person_kinds();
    let one = |one: &(Passage, CodeId)| {
        let (Passage { source, version, span }, code) = *one;
        if let Some(excerpt) = shown(&one).then(|| there.next()).flatten() {
            return Ok(excerpt);
        }
        let text = texts.earlier(source, version)?;
        let mut people = Vec::new();
        Voice::of(corpus, &persons, source, &text.structure).people(span, 0, &mut people);
        Ok(Excerpt::bare(corpus, heads, (source, span, code), (&text, text.words_of(span)), people))
    };
    passages.iter().map(one).collect()
}
