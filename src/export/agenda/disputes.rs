//! What is disputed: in coding, between frameworks, and after a code was redefined.

use super::{AgendaItem, AgendaList, AgendaPart, AgendaQuote, Maker};
use crate::Result;
use crate::analysis::lens::{Lens, Seen, Standing};
use crate::analysis::{Definitions, Disagreement, DueAgain, IdMap, Scope, applied_before, applied_left_out, disagreements};
use crate::model::*;
use crate::project::Otherwise;
use std::collections::{HashMap, HashSet};

/// A passage of a crosswalk that is to be talked about.
struct Open<'a> {
    seen: Seen<'a>,
    /// What others had settled of it.
    before: &'a [Otherwise],
    /// Whether one of its codes was redefined since it was settled.
    redefined: bool,
}

impl Open<'_> {
    /// What is told first where not all can be: what people settled differently, then what has grown, then what nobody settled.
    fn rank(&self) -> usize {
        match (self.before.is_empty(), self.seen.standing) {
            (false, _) => 0,
            (true, Standing::Again) => 1,
            _ if self.redefined => 1,
            _ => 2,
        }
    }

    fn kind(&self) -> &'static str {
        match (self.before.is_empty(), self.seen.standing) {
            (false, _) => "settled differently",
            (true, Standing::Again) => "grown since it was settled",
            _ if self.redefined => "redefined since it was settled",
            _ => "open",
        }
    }
}

/// A framework, with what its codes were said to be.
pub(super) type Defined<'a> = (&'a Framework, HashMap<CodeId, Definitions>);

/// The first of a list by rank, as many as there may be, in the order of the list.
pub(super) fn first<T, K: Ord>(list: Vec<T>, most: usize, rank: impl Fn(&T) -> K) -> Vec<T> {
    let mut places: Vec<usize> = (0..list.len()).collect();
    places.sort_by_cached_key(|at| (rank(&list[*at]), *at));
    let mut stays = vec![false; list.len()];
    places.into_iter().take(most).for_each(|at| stays[at] = true);
    list.into_iter().zip(stays).filter(|(_, stays)| *stays).map(|(one, _)| one).collect()
}

impl Maker<'_> {
    /// Whether a moment is not too long ago.
    fn lately(&self, at: Time) -> bool {
        self.options.since.is_none_or(|since| at >= since)
    }

    /// The place of each code of a framework.
    fn order(&self, framework: FrameworkId) -> IdMap<CodeId, usize> {
        self.corpus.tree(framework).into_iter().enumerate().map(|(at, (code, _))| (code, at)).collect()
    }

    pub(super) fn coding(&self) -> Result<AgendaList> {
        let mut found = disagreements(self.corpus, self.options.framework);
        found.retain(|one| self.lately(one.last));
        let all = found.len();
        // Different codes first: who leaves a passage out may have seen nothing in it.
        let found = first(found, self.options.most, |one| usize::from(!one.differs()));
        let place = |one: &Disagreement| one.codes.first().map(|code| (one.source, one.span, *code));
        let quotes = self.quotes(found.iter().filter_map(place))?;
        let items = found.iter().map(|one| self.disagreement(one, place(one).and_then(|place| quotes.get(&place)))).collect();
        Ok(self.list(AgendaPart::Coding, all, items))
    }

    fn disagreement(&self, one: &Disagreement, quote: Option<&AgendaQuote>) -> AgendaItem {
        AgendaItem {
            kind: if one.differs() { "different codes" } else { "left out by some" },
            framework: self.framework(one.framework),
            title: self.coded(&one.codes),
            quote: quote.cloned(),
            said: one.said.iter().map(|(coder, codes)| (self.initials(*coder), self.coded(codes))).collect(),
            ..AgendaItem::default()
        }
    }

    pub(super) fn crosswalks(&self) -> Result<AgendaList> {
        let wanted = |one: &&Crosswalk| self.options.framework.is_none_or(|id| id == one.from_framework || id == one.to_framework);
        let crosswalks: Vec<&Crosswalk> = self.corpus.crosswalks().iter().filter(wanted).collect();
        let ids: HashSet<CrosswalkId> = crosswalks.iter().map(|one| one.id).collect();
        let otherwise = self.reader.settled_otherwise(self.corpus.verdicts().filter(|verdict| ids.contains(&verdict.crosswalk)))?;
        let mut all: Vec<(&Crosswalk, Open<'_>)> = Vec::new();
        for crosswalk in crosswalks {
            let outdated = self.reader.outdated_rulings(self.corpus, crosswalk.id)?;
            let mut here = self.open(crosswalk, &otherwise, &outdated);
            let order = self.order(crosswalk.to_framework);
            here.sort_by_cached_key(|one| order.get(&one.seen.to).copied());
            all.extend(here.into_iter().map(|one| (crosswalk, one)));
        }
        let count = all.len();
        let items = first(all, self.options.most, |(_, one)| one.rank());
        let place = |one: &Open<'_>| (one.seen.source, one.seen.span, one.seen.from);
        let quotes = self.quotes(items.iter().map(|(_, one)| place(one)))?;
        let items = items.iter().map(|(crosswalk, one)| self.opened(crosswalk, one, quotes.get(&place(one)))).collect();
        Ok(self.list(AgendaPart::Crosswalks, count, items))
    }

    /// What is open in one crosswalk.
    fn open<'o>(
        &'o self,
        crosswalk: &'o Crosswalk,
        otherwise: &'o HashMap<VerdictId, Vec<Otherwise>>,
        outdated: &HashMap<VerdictId, Time>,
    ) -> Vec<Open<'o>> {
        let mut list = Vec::new();
        for seen in Lens::new(self.corpus, crosswalk).seen(&Scope::default()) {
            let redefined = seen.verdict.and_then(|verdict| outdated.get(&verdict.id)).copied();
            let settled = seen.verdict.map(|verdict| verdict.at);
            let last = seen.codings.iter().map(|coding| coding.at).chain(settled).chain(redefined).max().unwrap_or_default();
            if !self.lately(last) {
                continue;
            }
            let before = seen.verdict.and_then(|verdict| otherwise.get(&verdict.id)).map_or(&[][..], Vec::as_slice);
            if !seen.standing.is_settled() || !before.is_empty() || redefined.is_some() {
                list.push(Open { seen, before, redefined: redefined.is_some() });
            }
        }
        list
    }

    fn opened(&self, crosswalk: &Crosswalk, one: &Open<'_>, quote: Option<&AgendaQuote>) -> AgendaItem {
        let seen = &one.seen;
        let told = |ruling: Ruling, moved: Option<CodeId>, reason: &str| {
            let what = match (ruling, moved) {
                (Ruling::Moved, Some(code)) => format!("moved to {}", self.coded(&[code])),
                _ => ruling.name().to_owned(),
            };
            if reason.is_empty() { what } else { format!("{what}: {reason}") }
        };
        let mut said: Vec<(String, String)> = Vec::new();
        for coding in &seen.codings {
            let who = self.initials(coding.coder);
            if !said.iter().any(|(other, _)| *other == who) {
                said.push((who, format!("coded it as {}", self.coded(&[seen.from]))));
            }
        }
        said.extend(one.before.iter().map(|one| (self.initials(one.coder), told(one.ruling, one.moved, &one.reason))));
        said.extend(seen.verdict.map(|verdict| (self.initials(verdict.coder), told(verdict.ruling, verdict.moved, &verdict.reason))));
        AgendaItem {
            kind: one.kind(),
            framework: format!("{} → {}", self.framework(crosswalk.from_framework), self.framework(crosswalk.to_framework)),
            title: self.code(seen.to),
            about: format!("{} read as {}", self.code(seen.from), self.code(seen.to)),
            quote: quote.cloned(),
            said,
            ..AgendaItem::default()
        }
    }

    /// The frameworks that are asked for, each with what its codes were said to be.
    pub(super) fn defined(&self) -> Result<Vec<Defined<'_>>> {
        let wanted = self.corpus.frameworks().iter().filter(|one| self.options.framework.is_none_or(|id| id == one.id));
        wanted.map(|framework| Ok((framework, self.reader.definitions(self.corpus, framework.id)?))).collect()
    }

    /// That what was applied through crosswalks is looked at in these, where it would be to be looked at again.
    pub(super) fn applied(&self, defined: &[Defined<'_>]) -> Option<String> {
        let lately = |of: &Definitions| of.changed().is_none_or(|at| self.lately(at));
        let here = |(_, all): &Defined<'_>| {
            let definitions = all.iter().filter(|(_, of)| lately(of)).map(|(code, of)| (*code, of.clone())).collect();
            applied_before(self.corpus, &definitions)
        };
        applied_left_out(defined.iter().map(here).sum())
    }

    pub(super) fn again(&self, defined: &[Defined<'_>]) -> Result<AgendaList> {
        let (mut all, mut items) = (0, Vec::new());
        for (framework, definitions) in defined {
            let lately = |coding: &Coding| definitions.get(&coding.code).and_then(Definitions::changed).is_none_or(|at| self.lately(at));
            let mut due = self.reader.to_look_again(self.corpus, definitions)?;
            due.retain(|due| Scope::default().has(due.coding) && lately(due.coding));
            let order = self.order(framework.id);
            due.sort_by_cached_key(|due| order.get(&due.coding.code).copied());
            all += due.len();
            due.truncate(self.options.most.saturating_sub(items.len()));
            let place = |due: &DueAgain<'_>| (due.coding.source, due.coding.span, due.coding.code);
            let quotes = self.quotes(due.iter().map(place))?;
            items.extend(due.iter().map(|due| self.redefined(framework, due, definitions, quotes.get(&place(due)))));
        }
        Ok(self.list(AgendaPart::Again, all, items))
    }

    /// What its code was said to be when somebody judged the passage last, and is said to be now.
    fn redefined(
        &self,
        framework: &Framework,
        DueAgain { coding, seen }: &DueAgain<'_>,
        definitions: &HashMap<CodeId, Definitions>,
        quote: Option<&AgendaQuote>,
    ) -> AgendaItem {
        let of = definitions.get(&coding.code);
        let (before, now) = (of.and_then(|of| of.at(*seen)).cloned().unwrap_or_default(), of.and_then(Definitions::now).cloned().unwrap_or_default());
        let mut said = vec![(self.initials(coding.coder), format!("coded it on {}", coding.at.day()))];
        for (part, (before, now)) in ["Definition", "To include", "To exclude"].into_iter().zip(before.iter().zip(&now)) {
            let words = |words: &str| if words.is_empty() { "nothing".to_owned() } else { format!("“{words}”") };
            if before != now {
                said.push((format!("{part} then"), words(before)));
                said.push((format!("{part} now"), words(now)));
            }
        }
        AgendaItem {
            kind: "redefined",
            framework: framework.name.clone(),
            title: self.code(coding.code),
            quote: quote.cloned(),
            said,
            ..AgendaItem::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::first;

    #[test]
    fn the_first_by_rank_stay_in_their_order() {
        assert_eq!(first(vec![3, 1, 2, 1, 3], 3, |rank| *rank), [1, 2, 1]);
        assert_eq!(first(vec![1, 2], 0, |rank| *rank), [0; 0]);
        assert_eq!(first(vec![2, 1], 9, |rank| *rank), [2, 1]);
    }
}
