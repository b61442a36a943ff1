//! What is read otherwise once codes are merged: a link of the one holds for the passages of the other too.

use super::meeting::Merged;
use super::{Lens, Mapped};
use crate::analysis::{Corpus, Scope};
use crate::model::*;
use std::collections::BTreeSet;

/// Passages that are read otherwise by a merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reread {
    /// The code whose they are, or that they stand below.
    pub code: CodeId,
    /// Whether that code goes by the merge.
    pub goes: bool,
    /// The framework that they are read as.
    pub framework: FrameworkId,
    /// What they are read as; nothing where they are said to have no counterpart.
    pub to: Option<CodeId>,
    /// Whether they come to be read so, else they are so no more.
    pub comes: bool,
    /// The codes of the merge that were read so before.
    pub like: Vec<CodeId>,
    /// How many passages.
    pub passages: usize,
}

/// What a code comes to; nothing in it where it is not looked at yet.
type Reading = BTreeSet<Option<CodeId>>;

/// The passages that each crosswalk reads otherwise once codes are merged.
pub(in crate::analysis) fn rereads(corpus: &Corpus, merged: &Merged) -> Vec<Reread> {
    let mut list: Vec<Reread> = Vec::new();
    for crosswalk in corpus.crosswalks() {
        let both = Both { lens: Lens::new(corpus, crosswalk), corpus, merged, links: links(corpus, crosswalk, merged) };
        for code in corpus.codes() {
            let (before, then) = (both.before(code.id), both.then(merged.heir(code.id)));
            if before == then {
                continue;
            }
            let passages = both.passages(code.id);
            let comes = then.difference(&before).map(|to| (*to, true));
            let goes = before.difference(&then).filter(|to| to.is_some()).map(|to| (*to, false));
            for (to, comes) in comes.chain(goes).filter(|_| passages > 0) {
                let one = both.told(code.id, to, comes);
                match list.iter_mut().find(|known| Reread { passages: 0, ..(*known).clone() } == one) {
                    Some(known) => known.passages += passages,
                    None => list.push(Reread { passages, ..one }),
                }
            }
        }
    }
    list
}

/// The links of a crosswalk as the merge leaves them.
fn links(corpus: &Corpus, crosswalk: &Crosswalk, merged: &Merged) -> BTreeSet<(CodeId, Option<CodeId>)> {
    let of = |code: CodeId| merged.code(code).map(|code| code.framework);
    let here = corpus.all_links().iter().filter(|link| link.crosswalk == crosswalk.id);
    let all: BTreeSet<_> = here
        .map(|link| (merged.heir(link.from_code), link.to_code.map(|to| merged.heir(to))))
        .filter(|(from, to)| of(*from) == Some(crosswalk.from_framework) && to.is_none_or(|to| of(to) == Some(crosswalk.to_framework)))
        .collect();
    // Of a code with a counterpart it is not said that it has none.
    let linked: BTreeSet<CodeId> = all.iter().filter(|(_, to)| to.is_some()).map(|(from, _)| *from).collect();
    all.into_iter().filter(|(from, to)| to.is_some() || !linked.contains(from)).collect()
}

/// A crosswalk before a merge and after it.
struct Both<'a> {
    lens: Lens<'a>,
    corpus: &'a Corpus,
    merged: &'a Merged,
    links: BTreeSet<(CodeId, Option<CodeId>)>,
}

impl Both<'_> {
    /// What a code comes to before the merge, by what its counterparts are then.
    fn before(&self, code: CodeId) -> Reading {
        match self.lens.mapped(code) {
            Mapped::Unmapped => Reading::new(),
            Mapped::Without(_) => Reading::from([None]),
            Mapped::To(links) => links.iter().map(|link| link.to_code.map(|to| self.merged.heir(to))).collect(),
        }
    }

    /// What a code that stays comes to after it.
    fn then(&self, code: CodeId) -> Reading {
        let own = |code: &Code| self.links.iter().filter(|(from, _)| *from == code.id).map(|(_, to)| *to).collect::<Reading>();
        self.merged.above(code).map(own).find(|own| !own.is_empty()).unwrap_or_default()
    }

    /// How many passages a code has by itself that are read.
    fn passages(&self, code: CodeId) -> usize {
        let own = |source: &Source| {
            let own = self.corpus.codings_of(source.id).iter().filter(|coding| coding.code == code && self.lens.reads(&Scope::default(), coding));
            merge(own.map(|coding| coding.span).collect()).len()
        };
        self.corpus.sources().iter().map(own).sum()
    }

    /// What is told of a code, passages apart: by the code of the merge that it is or stands below.
    fn told(&self, code: CodeId, to: Option<CodeId>, comes: bool) -> Reread {
        let heirs = &self.merged.heirs;
        let above = std::iter::successors(self.corpus.code(code), |code| code.parent.and_then(|id| self.corpus.code(id)));
        let gone = above.take(self.corpus.codes().len()).map(|code| code.id).find(|id| heirs.contains_key(id));
        let stays = || self.merged.above(code).map(|code| code.id).find(|id| heirs.values().any(|heir| heir == id));
        let subject = gone.or_else(stays).unwrap_or(code);
        let others = self.corpus.codes().iter().map(|code| code.id).filter(|other| match gone {
            Some(gone) => *other == self.merged.heir(gone),
            None => heirs.get(other) == Some(&subject),
        });
        let like = others.filter(|other| comes && self.before(*other).contains(&to)).collect();
        Reread { code: subject, goes: gone.is_some(), framework: self.lens.crosswalk.to_framework, to, comes, like, passages: 0 }
    }
}
