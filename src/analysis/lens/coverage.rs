//! What a second framework takes in of the first, and what it leaves out, in passages.

use super::{Lens, Mapped, Standing, Taken};
use crate::analysis::counts::{Add, counted as summed};
use crate::analysis::{Counts, IdMap, Scope, Tally, Voices};
use crate::model::*;
use std::collections::HashMap;

/// How the passages of a code stand under one of the codes that it is linked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkCovered {
    /// The code of the second framework.
    pub to: CodeId,
    /// Nobody settled them.
    pub open: usize,
    /// They were settled, and have grown since.
    pub again: usize,
    /// They are what the link says.
    pub accepted: usize,
    /// They are not.
    pub rejected: usize,
    /// They are something else.
    pub moved: usize,
}

impl LinkCovered {
    /// How many passages that is.
    pub fn passages(&self) -> usize {
        self.unsettled() + self.accepted + self.rejected + self.moved
    }

    /// How many of them somebody has to look at.
    pub fn unsettled(&self) -> usize {
        self.open + self.again
    }

    fn settled(&self) -> usize {
        self.accepted + self.rejected + self.moved
    }

    fn add(&mut self, standing: Standing) {
        match standing {
            Standing::Open => self.open += 1,
            Standing::Again => self.again += 1,
            Standing::Accepted => self.accepted += 1,
            Standing::Rejected => self.rejected += 1,
            Standing::Moved => self.moved += 1,
        }
    }
}

/// What one code of the first framework comes to, in passages.
#[derive(Clone, Debug)]
pub struct CodeCovered<'a> {
    /// The code.
    pub code: CodeId,
    /// How much is coded with it.
    pub tally: Tally,
    /// The same with the codes below it.
    pub whole: Tally,
    /// What it comes to.
    pub mapped: Mapped<'a>,
    /// Its passages that are read as something of the second framework.
    pub reach: usize,
    /// Passages of which every reading was rejected.
    pub rejected: usize,
    /// Readings that nobody settled, or that have grown since.
    pub open: usize,
    /// The same for each code that it is linked to, in the order of its links.
    pub links: Vec<LinkCovered>,
}

/// What a code of the second framework gets.
#[derive(Clone, Debug)]
pub struct TargetCovered {
    /// The code.
    pub code: CodeId,
    /// How much is coded with it already, by itself.
    pub own: Tally,
    /// How much is read as it, what is coded so already among it.
    pub read: Tally,
    /// The same with the codes below it.
    pub whole: Tally,
}

/// What a second framework takes in of the first, and what it leaves out.
#[derive(Clone, Debug)]
pub struct Coverage<'a> {
    /// Each code of the first framework, in the order of the tree.
    pub codes: Vec<CodeCovered<'a>>,
    /// Each code of the second.
    pub targets: Vec<TargetCovered>,
}

impl Coverage<'_> {
    /// Passages under codes of the first framework.
    pub fn passages(&self) -> usize {
        self.codes.iter().map(|code| code.tally.references as usize).sum()
    }

    /// Those among them that the second framework takes in.
    pub fn reach(&self) -> usize {
        self.codes.iter().map(|code| code.reach).sum()
    }

    /// “310 of 431 passages are taken in, 71%; 12 readings are open”.
    pub fn said(&self) -> String {
        let taken = Taken { all: self.passages(), reach: self.reach() };
        format!("{} are taken in, {}%; {} open", taken.of("passage", "passages"), taken.percent(), counted(self.open(), "reading is", "readings are"))
    }

    /// Readings that nobody settled.
    pub fn open(&self) -> usize {
        self.codes.iter().map(|code| code.open).sum()
    }
}

/// What was settled, by code of the first framework.
#[derive(Default)]
struct Settled {
    /// Passages of which every reading was rejected.
    rejected: IdMap<CodeId, usize>,
    /// Readings by link, those that nobody settled left out where nothing was settled in their source.
    links: HashMap<(CodeId, CodeId), LinkCovered>,
}

impl<'a> Lens<'a> {
    /// What the second framework takes in, and what it leaves out.
    pub fn coverage(&self, scope: &Scope, voices: &Voices) -> Coverage<'a> {
        let found = self.counts_where(scope, voices, &|coding| self.reads(scope, coding));
        let second: IdMap<CodeId, ()> = self.second().map(|code| (code, ())).collect();
        let of_second = |source: SourceId, add: Add<'_>| {
            let own = self.corpus.codings_of(source).iter().filter(|coding| second.contains_key(&coding.code) && scope.has(coding));
            own.for_each(|coding| add(coding.code, coding.span));
        };
        let own = summed(self.corpus, voices, None, &mut || Ok(()), &of_second).unwrap_or_default();
        let settled = self.settled(scope);
        let target = |code: CodeId| TargetCovered { code, own: own.get(code, false), read: found.get(code, false), whole: found.get(code, true) };
        let tree = |framework| self.corpus.tree(framework).into_iter().map(|(code, _)| code);
        let codes = tree(self.crosswalk.from_framework).map(|code| self.covered(code, &found, &settled)).collect();
        Coverage { codes, targets: tree(self.crosswalk.to_framework).map(target).collect() }
    }

    /// What was settled. Of passages of which nothing was settled every reading reaches and is open: only sources with verdicts are gone through.
    fn settled(&self, scope: &Scope) -> Settled {
        let mut settled = Settled::default();
        for source in self.corpus.sources().iter().filter(|source| !self.verdicts(source.id).is_empty()) {
            let mut runs: HashMap<(CodeId, Span), bool> = HashMap::new();
            for seen in self.seen_in(scope, source.id) {
                *runs.entry((seen.from, seen.span)).or_default() |= seen.read_as().is_some();
                settled.links.entry((seen.from, seen.to)).or_insert(none(seen.to)).add(seen.standing);
            }
            for ((code, _), _) in runs.into_iter().filter(|(_, reaches)| !reaches) {
                *settled.rejected.entry(code).or_default() += 1;
            }
        }
        settled
    }

    fn covered(&self, code: CodeId, found: &Counts, settled: &Settled) -> CodeCovered<'a> {
        let tally = found.get(code, false);
        let (passages, rejected) = (tally.references as usize, settled.rejected.get(&code).copied().unwrap_or_default());
        let link = |to: &CodeId| {
            let known = settled.links.get(&(code, *to)).copied().unwrap_or(none(*to));
            LinkCovered { open: passages - known.settled() - known.again, ..known }
        };
        let links: Vec<LinkCovered> = self.to.get(&code).into_iter().flatten().map(link).collect();
        let reach = if links.is_empty() { 0 } else { passages - rejected };
        let whole = found.get(code, true);
        CodeCovered { code, tally, whole, mapped: self.mapped(code), reach, rejected, open: links.iter().map(LinkCovered::unsettled).sum(), links }
    }
}

fn none(to: CodeId) -> LinkCovered {
    LinkCovered { to, open: 0, again: 0, accepted: 0, rejected: 0, moved: 0 }
}
