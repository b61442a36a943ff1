//! How far a second framework reaches: in passages, words, interviews and people, by group, and which passages it leaves out.

use super::{Lens, Mapped};
use crate::Result;
use crate::analysis::{Excerpt, Groups, Heads, IdMap, Scope, Texts, Voice, words_in};
use crate::model::*;
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
        self.all += 1;
        self.reach += usize::from(reaches);
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

impl Extent {
    /// Why groups that are called `title` do not add up to the whole, where they do not; empty otherwise.
    pub fn note(&self, groups: &[GroupTaken], title: &str) -> String {
        let sum: usize = groups.iter().map(|group| group.passages.all).sum();
        let is = sum > self.passages.all;
        if is { format!("Passages of more than one {} count in each, so totals are not sums.", title.to_lowercase()) } else { String::new() }
    }

    /// “8,120 of 9,004 words, 90%; 9 of 11 sources, 81%; 8 of 8 people, 100%”.
    pub fn said(&self) -> String {
        let all = [(self.words, "word", "words"), (self.sources, "source", "sources"), (self.people, "person", "people")];
        all.map(|(taken, one, many)| format!("{}, {}%", taken.of(one, many), taken.percent())).join("; ")
    }
}

/// A passage of one source, and whether it is taken in.
struct Run {
    code: CodeId,
    span: Span,
    why: Option<Why>,
}

/// The codes of the first framework, each with why all of it is left out, where it is.
type First = IdMap<CodeId, Option<Why>>;

/// What is being summed up.
struct Sum {
    heads: Heads,
    groups: [Vec<Taken>; 3],
    people: IdMap<CaseId, bool>,
    /// Where the last passage stands: its source and people, with their groups.
    place: Option<(SourceId, Vec<CaseId>, [Vec<u16>; 3])>,
    extent: Extent,
}

impl Lens<'_> {
    /// How far the second framework reaches.
    pub fn extent(&self, scope: &Scope, texts: &dyn Texts) -> Result<Extent> {
        self.measured(scope, texts, None)
    }

    /// The same, with what stands around each passage that is left out.
    pub fn extent_and_left(&self, scope: &Scope, texts: &dyn Texts) -> Result<(Extent, Vec<Excerpt>)> {
        let mut left = Vec::new();
        let extent = self.measured(scope, texts, Some(&mut left))?;
        Ok((extent, left))
    }

    fn measured(&self, scope: &Scope, texts: &dyn Texts, mut left: Option<&mut Vec<Excerpt>>) -> Result<Extent> {
        let heads = Heads::new(self.corpus);
        let groups = [&heads.site, &heads.role, &heads.phase].map(|groups| vec![Taken::default(); groups.len() + 1]);
        let mut sum = Sum { heads, groups, people: IdMap::default(), place: None, extent: Extent::default() };
        let codes = self.corpus.codes().iter().filter(|code| code.framework == self.crosswalk.from_framework);
        let first: First = codes.map(|code| (code.id, self.left_whole(code.id))).collect();
        let persons = self.corpus.person_kinds();
        let coded = |source: &&Source| self.corpus.codings_of(source.id).iter().any(|coding| first.contains_key(&coding.code) && scope.has(coding));
        let sources: Vec<SourceId> = self.corpus.sources().iter().filter(coded).map(|source| source.id).collect();
        texts.visit(&sources, &mut |source, text| {
            let runs = self.runs(scope, source, &first);
            let voice = Voice::of(self.corpus, &persons, source, &text.structure.turns);
            let mut people = Vec::new();
            for run in &runs {
                voice.people(run.span, 0, &mut people);
                sum.add(source, run, &people);
                if let Some(left) = left.as_mut().filter(|_| run.why.is_some()) {
                    let place = (source, run.span, run.code);
                    left.push(Excerpt::bare(self.corpus, &sum.heads, place, (text, text.words_of(run.span)), people.clone()));
                }
            }
            let words = |spans: Vec<Span>| merge(spans).into_iter().map(|span| words_in(text, span) as usize).sum::<usize>();
            sum.extent.words.all += words(runs.iter().map(|run| run.span).collect());
            sum.extent.words.reach += words(runs.iter().filter(|run| run.why.is_none()).map(|run| run.span).collect());
            sum.extent.sources.add(runs.iter().any(|run| run.why.is_none()));
            Ok(())
        })?;
        Ok(sum.close())
    }

    /// Why all of a code is left out; nothing where it is read as something.
    fn left_whole(&self, code: CodeId) -> Option<Why> {
        match self.mapped(code) {
            Mapped::Unmapped => Some(Why::Unmapped),
            Mapped::Without(_) => Some(Why::Without),
            Mapped::To(_) => None,
        }
    }

    /// The passages under codes of the first framework in a source, by place.
    fn runs(&self, scope: &Scope, source: SourceId, first: &First) -> Vec<Run> {
        let mut of: IdMap<CodeId, Vec<Span>> = IdMap::default();
        for coding in self.corpus.codings_of(source).iter().filter(|coding| first.contains_key(&coding.code) && scope.has(coding)) {
            of.entry(coding.code).or_default().push(coding.span);
        }
        let settled = !self.verdicts(source).is_empty();
        let seen = if settled { self.seen_in(scope, source) } else { Vec::new() };
        let read: HashSet<(CodeId, Span)> = seen.iter().filter(|one| one.read_as().is_some()).map(|one| (one.from, one.span)).collect();
        let mut runs: Vec<Run> = Vec::new();
        for (code, spans) in of {
            let whole = first.get(&code).copied().flatten();
            let why = |span: Span| whole.or((settled && !read.contains(&(code, span))).then_some(Why::Rejected));
            runs.extend(merge(spans).into_iter().map(|span| Run { code, span, why: why(span) }));
        }
        runs.sort_by_key(|run| (run.span, run.code));
        runs
    }
}

impl Sum {
    fn add(&mut self, source: SourceId, run: &Run, people: &[CaseId]) {
        let reaches = run.why.is_none();
        self.extent.passages.add(reaches);
        if let Some(why) = run.why {
            self.extent.left.push(LeftOut { source, span: run.span, code: run.code, why });
        }
        for person in people {
            *self.people.entry(*person).or_default() |= reaches;
        }
        let heads = [&self.heads.site, &self.heads.role, &self.heads.phase];
        // What follows one another is mostly said by the same people.
        let place = self.place.take().filter(|(of, whose, _)| *of == source && whose == people);
        let (.., groups) = self.place.insert(place.unwrap_or_else(|| (source, people.to_vec(), heads.map(|groups| groups.of(source, people)))));
        for (groups, taken) in groups.iter().zip(&mut self.groups) {
            groups.iter().for_each(|group| taken[usize::from(*group)].add(reaches));
        }
    }

    fn close(mut self) -> Extent {
        self.people.values().for_each(|reaches| self.extent.people.add(*reaches));
        let named = |groups: &Groups, taken: &[Taken]| {
            let of = |group: u16| GroupTaken {
                label: groups.label(group).to_owned(),
                shown: groups.shown(group).to_owned(),
                passages: taken[usize::from(group)],
            };
            // Without groups there is nothing to tell apart.
            if groups.is_empty() { Vec::new() } else { groups.all().map(of).filter(|one| one.passages.all > 0).collect() }
        };
        let [site, role, phase] = &self.groups;
        self.extent.groups = [named(&self.heads.site, site), named(&self.heads.role, role), named(&self.heads.phase, phase)];
        self.extent
    }
}
