//! How far a second framework reaches: in passages, words, interviews and people, by group, and which passages it leaves out.

use super::{Lens, Mapped};
use crate::Result;
use crate::analysis::texts::made_of_each;
use crate::analysis::{Excerpt, Groups, Heads, IdMap, Scope, Texts, UNASSIGNED, Voice, words_in};
use crate::model::*;
use crate::text::SourceText;
use std::collections::HashSet;

/// Why a passage is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Why {
    /// Nobody looked yet at what its code is in the second framework.
    Unmapped,
    /// Its code has no counterpart.
    Without,
    /// Every reading of it was rejected.
    Rejected,
}

impl Why {
    /// Its name in lists.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unmapped => "not looked at yet",
            Self::Without => "no counterpart",
            Self::Rejected => "rejected",
        }
    }
}

/// A passage under a code of the first framework that is read as nothing of the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The source.
    pub source: SourceId,
    /// Where it stands.
    pub span: Span,
    /// What it is coded with.
    pub code: CodeId,
    /// Why.
    pub why: Why,
    /// Whether all of its words are in the second framework all the same: coded with it, or read as it by another code.
    pub elsewhere: bool,
}

/// How much of something is taken in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// How much is coded in the first framework.
    pub all: usize,
    /// How much of that is read as something of the second.
    pub reach: usize,
}

impl Taken {
    /// In per cent; of nothing, nothing.
    pub fn percent(self) -> usize {
        percent(self.reach, self.all).unwrap_or(0)
    }

    /// “310 of 431 passages”.
    pub(super) fn of(self, one: &str, many: &str) -> String {
        format!("{} of {}", grouped(self.reach as i64), counted(self.all, one, many))
    }

    fn add(&mut self, reaches: bool) {
        self.join(Self { all: 1, reach: usize::from(reaches) });
    }

    fn join(&mut self, other: Self) {
        self.all += other.all;
        self.reach += other.reach;
    }
}

/// How much of a group is taken in, in passages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupTaken {
    /// The group's name.
    pub label: String,
    /// The same in exports: pseudonyms in the place of names.
    pub shown: String,
    /// Its passages.
    pub passages: Taken,
    /// How many of them are nobody's, where it is “Unassigned”.
    pub nobodys: usize,
}

/// How far a second framework reaches.
#[derive(Clone, Debug, Default)]
pub struct Extent {
    /// Passages under each code, each counted once a code.
    pub passages: Taken,
    /// Words under any code.
    pub words: Taken,
    /// Sources with passages.
    pub sources: Taken,
    /// People with passages.
    pub people: Taken,
    /// Sites, role groups and phases, where the project has them; a passage of two groups counts in both.
    pub groups: [Vec<GroupTaken>; 3],
    /// What is left out, by source and place.
    pub left: Vec<LeftOut>,
}

/// Of passages that are left out, that all words of so many are in the second framework all the same, as “; all words of 3 of them are …”; empty
/// where there are none.
pub fn elsewhere_said(passages: usize) -> String {
    match passages {
        0 => String::new(),
        1 => "; all words of 1 of them are coded as it, or read so by another code".to_owned(),
        many => format!("; all words of {} of them are coded as it, or read so by other codes", grouped(many)),
    }
}

impl Extent {
    /// That passages of several groups, which are called `title`, count in each, and that passages without a group are nobody's; empty where none does.
    pub fn note(&self, groups: &[GroupTaken], title: &str) -> String {
        let sum: usize = groups.iter().map(|group| group.passages.all).sum();
        let several = (sum > self.passages.all).then(|| format!("Passages of more than one {} count in each.", title.to_lowercase()));
        let nobodys = groups.iter().map(|group| group.nobodys).sum();
        let nobodys = (nobodys > 0).then(|| {
            format!(
                "{UNASSIGNED}: {} of nobody, as interviewers say them or voices that are joined to nobody.",
                counted(nobodys, "passage", "passages")
            )
        });
        several.into_iter().chain(nobodys).collect::<Vec<_>>().join(" ")
    }

    /// “8,120 of 9,004 words, 90%; 9 of 11 sources, 81%; 8 of 8 people, 100%”.
    pub fn said(&self) -> String {
        let all = [(self.words, "word", "words"), (self.sources, "source", "sources"), (self.people, "person", "people")];
        all.map(|(taken, one, many)| format!("{}, {}%", taken.of(one, many), taken.percent())).join("; ")
    }

    /// How many passages are left out of which all words are in the second framework all the same.
    pub fn elsewhere(&self) -> usize {
        self.left.iter().filter(|one| one.elsewhere).count()
    }
}

/// A passage of one source, and whether it is taken in.
struct Run {
    code: CodeId,
    span: Span,
    why: Option<Why>,
    elsewhere: bool,
}

/// The codes of the first framework, each with its place among them and why all of it is left out, where it is.
type First = IdMap<CodeId, (usize, Option<Why>)>;

/// What is counted of one source, or of several.
struct Tally {
    passages: Taken,
    words: Taken,
    sources: Taken,
    people: IdMap<CaseId, bool>,
    groups: [Vec<Taken>; 3],
    /// Of passages without a site, a role, a phase: those of nobody.
    nobodys: [usize; 3],
    left: Vec<LeftOut>,
    excerpts: Vec<Excerpt>,
}

impl Lens<'_> {
    /// How far the second framework reaches.
    pub fn extent(&self, scope: &Scope, texts: &dyn Texts) -> Result<Extent> {
        Ok(self.measured(scope, texts, false)?.0)
    }

    /// The same, with what stands around each passage that is left out.
    pub fn extent_and_left(&self, scope: &Scope, texts: &dyn Texts) -> Result<(Extent, Vec<Excerpt>)> {
        self.measured(scope, texts, true)
    }

    fn measured(&self, scope: &Scope, texts: &dyn Texts, excerpts: bool) -> Result<(Extent, Vec<Excerpt>)> {
        let heads = Heads::new(self.corpus);
        let codes = self.corpus.codes().iter().filter(|code| code.framework == self.crosswalk.from_framework);
        let first: First = codes.enumerate().map(|(place, code)| (code.id, (place, self.left_whole(code.id)))).collect();
        let persons = self.corpus.person_kinds();
        let coded =
            |source: &&Source| self.corpus.codings_of(source.id).iter().any(|coding| first.contains_key(&coding.code) && self.reads(scope, coding));
        let sources = self.corpus.sources().iter().filter(coded).map(|source| (source.id, ())).collect();
        let count = |source: SourceId, (): (), text: &SourceText| {
            let runs = self.runs(scope, source, &first);
            let voice = Voice::of(self.corpus, &persons, source, &text.structure);
            let mut tally = Tally::new(&heads);
            tally.count(&heads, source, &runs, &voice);
            tally.count_words(text, &runs);
            if excerpts {
                let left = runs.iter().filter(|run| run.why.is_some());
                tally.excerpts.extend(left.map(|run| {
                    let (place, mut people) = ((source, run.span, run.code), Vec::new());
                    voice.people(run.span, 0, &mut people);
                    Excerpt::bare(self.corpus, &heads, place, (text, text.words_of(run.span)), people)
                }));
            }
            tally
        };
        let mut sum = Tally::new(&heads);
        made_of_each(texts, sources, &count, &mut |_, tally, _| {
            sum.join(tally);
            Ok(())
        })?;
        Ok(sum.close(&heads))
    }

    /// Why all of a code is left out; nothing where it is read as something.
    fn left_whole(&self, code: CodeId) -> Option<Why> {
        match self.mapped(code) {
            Mapped::Unmapped => Some(Why::Unmapped),
            Mapped::Without(_) => Some(Why::Without),
            Mapped::To(_) => None,
        }
    }

    /// The passages under codes of the first framework in a source, by place. Codings stand by place, so that a code has one passage at a time that
    /// the next may go on with.
    fn runs(&self, scope: &Scope, source: SourceId, first: &First) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let mut open: Vec<Option<usize>> = vec![None; first.len()];
        for coding in self.corpus.codings_of(source).iter().filter(|coding| !coding.span.is_empty() && self.reads(scope, coding)) {
            let Some((place, why)) = first.get(&coding.code) else { continue };
            match open[*place].map(|at| &mut runs[at]).filter(|run| coding.span.start <= run.span.end) {
                Some(run) => run.span.end = run.span.end.max(coding.span.end),
                None => {
                    open[*place] = Some(runs.len());
                    runs.push(Run { code: coding.code, span: coding.span, why: *why, elsewhere: false });
                }
            }
        }
        self.reject(scope, source, &mut runs);
        let own = self.corpus.codings_of(source).iter().filter(|coding| scope.has(coding) && self.is_second(coding.code)).map(|coding| coding.span);
        let there = merge(own.chain(runs.iter().filter(|run| run.why.is_none()).map(|run| run.span)).collect());
        for run in runs.iter_mut().filter(|run| run.why.is_some()) {
            let at = there.partition_point(|span| span.end < run.span.end);
            run.elsewhere = there.get(at).is_some_and(|span| span.covers(run.span));
        }
        runs.sort_by_key(|run| (run.span, run.code));
        runs
    }

    /// Tells of the passages of which every reading was rejected that they were.
    fn reject(&self, scope: &Scope, source: SourceId, runs: &mut [Run]) {
        if self.verdicts(source).is_empty() {
            return;
        }
        let seen = self.seen_in(scope, source);
        let read: HashSet<(CodeId, Span)> = seen.iter().filter(|one| one.read_as().is_some()).map(|one| (one.from, one.span)).collect();
        for run in runs.iter_mut().filter(|run| run.why.is_none() && !read.contains(&(run.code, run.span))) {
            run.why = Some(Why::Rejected);
        }
    }
}

impl Tally {
    fn new(heads: &Heads) -> Self {
        let groups = [&heads.site, &heads.role, &heads.phase].map(|groups| vec![Taken::default(); groups.len() + 1]);
        let (passages, words, sources) = Default::default();
        Self { passages, words, sources, people: IdMap::default(), groups, nobodys: [0; 3], left: Vec::new(), excerpts: Vec::new() }
    }

    /// Counts the passages of a source, which stand by place.
    fn count(&mut self, heads: &Heads, source: SourceId, runs: &[Run], voice: &Voice) {
        let (mut turn, mut people, mut whose, mut theirs) = (0, Vec::new(), Vec::new(), Taken::default());
        for run in runs {
            turn = voice.people(run.span, turn, &mut people);
            // What follows one another is mostly said by the same people.
            if people != whose {
                self.spread(heads, source, &whose, std::mem::take(&mut theirs));
                whose.clone_from(&people);
            }
            theirs.add(run.why.is_none());
            self.left.extend(run.why.map(|why| LeftOut { source, span: run.span, code: run.code, why, elsewhere: run.elsewhere }));
        }
        self.spread(heads, source, &whose, theirs);
        self.sources.add(runs.iter().any(|run| run.why.is_none()));
    }

    /// Counts passages of the same people for them and their groups.
    fn spread(&mut self, heads: &Heads, source: SourceId, people: &[CaseId], taken: Taken) {
        if taken.all == 0 {
            return;
        }
        self.passages.join(taken);
        for person in people {
            *self.people.entry(*person).or_default() |= taken.reach > 0;
        }
        for (n, groups) in [&heads.site, &heads.role, &heads.phase].into_iter().enumerate() {
            for group in groups.of(source, people) {
                self.groups[n][usize::from(group)].join(taken);
                self.nobodys[n] += if group == groups.unassigned() && people.is_empty() { taken.all } else { 0 };
            }
        }
    }

    fn count_words(&mut self, text: &SourceText, runs: &[Run]) {
        let words = |spans: Vec<Span>| merge(spans).into_iter().map(|span| words_in(text, span) as usize).sum::<usize>();
        let reached: Vec<Span> = runs.iter().filter(|run| run.why.is_none()).map(|run| run.span).collect();
        self.words.all = words(runs.iter().map(|run| run.span).collect());
        self.words.reach = if reached.len() == runs.len() { self.words.all } else { words(reached) };
    }

    fn join(&mut self, other: Self) {
        self.passages.join(other.passages);
        self.words.join(other.words);
        self.sources.join(other.sources);
        for (person, reached) in other.people {
            *self.people.entry(person).or_default() |= reached;
        }
        for (counted, more) in self.groups.iter_mut().flatten().zip(other.groups.into_iter().flatten()) {
            counted.join(more);
        }
        self.nobodys.iter_mut().zip(other.nobodys).for_each(|(count, more)| *count += more);
        self.left.extend(other.left);
        self.excerpts.extend(other.excerpts);
    }

    fn close(self, heads: &Heads) -> (Extent, Vec<Excerpt>) {
        let named = |groups: &Groups, taken: &[Taken], nobodys: usize| {
            let of = |group: u16| GroupTaken {
                label: groups.label(group).to_owned(),
                shown: groups.shown(group).to_owned(),
                passages: taken[usize::from(group)],
                nobodys: if group == groups.unassigned() { nobodys } else { 0 },
            };
            // Without groups there is nothing to tell apart.
            if groups.is_empty() { Vec::new() } else { groups.all().map(of).filter(|one| one.passages.all > 0).collect() }
        };
        let mut people = Taken::default();
        self.people.values().for_each(|reached| people.add(*reached));
        let [site, role, phase] = &self.groups;
        let [at, by, when] = self.nobodys;
        let groups = [named(&heads.site, site, at), named(&heads.role, role, by), named(&heads.phase, phase, when)];
        let Self { passages, words, sources, left, excerpts, .. } = self;
        (Extent { passages, words, sources, people, groups, left }, excerpts)
    }
}
