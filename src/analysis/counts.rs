//! How much is coded with every code, in one pass over all codings.

use super::ids::{IdMap, places};
use super::{Corpus, Scope, Voice, Voices};
use crate::Result;
use crate::model::*;
use rayon::prelude::*;

/// How many passages these codings, carried to the text that is shown, lie on: what touches is one, whoever coded it.
pub fn passages<'a>(codings: impl IntoIterator<Item = &'a Coding>) -> usize {
    let mut places: Vec<(SourceId, Span)> = codings.into_iter().map(|coding| (coding.source, coding.span)).collect();
    places.sort_by_key(|(source, span)| (*source, span.start));
    let (mut count, mut run) = (0, None);
    for (source, span) in places {
        run = match run {
            Some((same, end)) if same == source && span.start <= end => Some((source, span.end.max(end))),
            _ => {
                count += 1;
                Some((source, span.end))
            }
        };
    }
    count
}

/// How much is coded with a code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// References: maximal runs of text, coders merged.
    pub references: u32,
    /// Codings as they are stored.
    pub codings: u32,
    /// Sources with at least one.
    pub sources: u32,
    /// People with at least one.
    pub people: u32,
}

/// Tallies of every code, by itself and with the codes below it.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    places: IdMap<CodeId, usize>,
    own: Vec<Tally>,
    whole: Vec<Tally>,
}

impl Counts {
    /// The tally of a code; of an unknown one, nothing.
    pub fn get(&self, code: CodeId, with_children: bool) -> Tally {
        let list = if with_children { &self.whole } else { &self.own };
        self.places.get(&code).map(|place| list[*place]).unwrap_or_default()
    }
}

/// Where the run under a code stands that is being merged.
#[derive(Clone, Copy, Default)]
struct Run {
    /// The source it is in, counted from 1.
    source: u32,
    end: u32,
}

/// One tally for each code, with what it needs to go on.
struct Ledger {
    tallies: Vec<Tally>,
    runs: Vec<Run>,
    /// One bit a person, `words` words a code.
    people: Vec<u64>,
    words: usize,
}

impl Ledger {
    fn new(codes: usize, people: usize) -> Self {
        let words = people.div_ceil(64);
        Self { tallies: vec![Tally::default(); codes], runs: vec![Run::default(); codes], people: vec![0; words * codes], words }
    }

    /// Takes in a coding; those of a source come sorted by start.
    fn add(&mut self, code: usize, source: u32, span: Span, people: &[usize]) {
        let (tally, run) = (&mut self.tallies[code], &mut self.runs[code]);
        tally.codings += 1;
        if run.source != source {
            tally.sources += 1;
            tally.references += 1;
            *run = Run { source, end: span.end };
        } else if span.start > run.end {
            tally.references += 1;
            run.end = span.end;
        } else {
            run.end = run.end.max(span.end);
        }
        for person in people {
            self.people[code * self.words + person / 64] |= 1 << (person % 64);
        }
    }

    /// Takes in what was counted in other sources.
    fn join(&mut self, other: &Self) {
        for (tally, more) in self.tallies.iter_mut().zip(&other.tallies) {
            tally.references += more.references;
            tally.codings += more.codings;
            tally.sources += more.sources;
        }
        self.people.iter_mut().zip(&other.people).for_each(|(word, more)| *word |= more);
    }

    fn close(mut self) -> Vec<Tally> {
        for (code, tally) in self.tallies.iter_mut().enumerate() {
            tally.people = self.people[code * self.words..(code + 1) * self.words].iter().map(|word| word.count_ones()).sum();
        }
        self.tallies
    }
}

/// Each code's place and those of the codes above it, it first.
fn lines(corpus: &Corpus, places: &IdMap<CodeId, usize>) -> Vec<Vec<usize>> {
    let line = |code: &Code| {
        let mut line = Vec::new();
        let mut at = Some(code);
        while let Some(code) = at {
            line.extend(places.get(&code.id).copied().filter(|place| !line.contains(place)));
            at = code.parent.and_then(|id| corpus.code(id)).filter(|above| places.get(&above.id).is_some_and(|place| !line.contains(place)));
        }
        line
    };
    corpus.codes().iter().map(line).collect()
}

/// Counts every code over all sources, or over those given.
pub fn counts(corpus: &Corpus, scope: &Scope, voices: &Voices, only: Option<&[SourceId]>) -> Counts {
    counts_while(corpus, scope, voices, only, &mut || Ok(())).unwrap_or_default()
}

/// The same, with a word after each source; an error there stops it.
pub fn counts_while(
    corpus: &Corpus,
    scope: &Scope,
    voices: &Voices,
    only: Option<&[SourceId]>,
    each: &mut dyn FnMut() -> Result<()>,
) -> Result<Counts> {
    counted(corpus, voices, only, each, &|source, add| {
        corpus.codings_of(source).iter().filter(|coding| scope.has(coding)).for_each(|coding| add(coding.code, coding.span));
    })
}

/// Sources that are counted between two words of how far it is, and those that are counted at once beside others.
const BATCH: usize = 512;
const BESIDE: usize = 64;

/// Takes in passages under codes, those of a source by start.
pub(super) type Add<'a> = &'a mut dyn FnMut(CodeId, Span);

/// Counts what `of` hands out for each source, several sources at once.
pub(super) fn counted(
    corpus: &Corpus,
    voices: &Voices,
    only: Option<&[SourceId]>,
    each: &mut dyn FnMut() -> Result<()>,
    of: &(dyn Fn(SourceId, Add<'_>) + Sync),
) -> Result<Counts> {
    let codes = places(corpus.codes().iter().map(|code| code.id));
    let cases = places(corpus.cases().iter().map(|case| case.id));
    let count = Count { lines: &lines(corpus, &codes), codes: &codes, cases: &cases, voices, of };
    let (mut own, mut whole) = count.ledgers();
    let all: Vec<SourceId> = only.map_or_else(|| corpus.sources().iter().map(|source| source.id).collect(), <[SourceId]>::to_vec);
    for batch in all.chunks(BATCH) {
        let parts: Vec<(Ledger, Ledger)> = batch.par_chunks(BESIDE).map(|sources| count.sources(sources)).collect();
        for (more, above) in &parts {
            own.join(more);
            whole.join(above);
        }
        batch.iter().try_for_each(|_| each())?;
    }
    Ok(Counts { own: own.close(), whole: whole.close(), places: codes })
}

/// What is counted, and in what.
struct Count<'a> {
    codes: &'a IdMap<CodeId, usize>,
    cases: &'a IdMap<CaseId, usize>,
    lines: &'a [Vec<usize>],
    voices: &'a Voices,
    of: &'a (dyn Fn(SourceId, Add<'_>) + Sync),
}

impl Count<'_> {
    /// A ledger for codes by themselves, and one for those with what is below them.
    fn ledgers(&self) -> (Ledger, Ledger) {
        let new = || Ledger::new(self.codes.len(), self.cases.len());
        (new(), new())
    }

    fn sources(&self, sources: &[SourceId]) -> (Ledger, Ledger) {
        let (mut own, mut whole) = self.ledgers();
        let nobody = Voice::Whole(Vec::new());
        let (mut found, mut people) = (Vec::new(), Vec::new());
        for (number, source) in sources.iter().enumerate() {
            let voice = self.voices.get(*source).unwrap_or(&nobody);
            let (mut turn, mut last) = (0, None);
            (self.of)(*source, &mut |code, span| {
                let Some(&code) = self.codes.get(&code) else { return };
                // The same passage under another code is the same people's.
                if last.replace(span) != Some(span) {
                    turn = voice.people(span, turn, &mut found);
                    people.clear();
                    people.extend(found.iter().filter_map(|person| self.cases.get(person)));
                }
                own.add(code, number as u32 + 1, span, &people);
                self.lines[code].iter().for_each(|above| whole.add(*above, number as u32 + 1, span, &people));
            });
        }
        (own, whole)
    }
}
