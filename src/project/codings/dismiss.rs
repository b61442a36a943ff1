//! Dismissing passages that are like those of a code, and offering them again.

use super::apply::passages_of;
use super::{code_name, place};
use crate::model::{CodeId, Dismissed, DismissedId, Passage, Source, SourceId, Span, Time, Version};
use crate::project::codes::found;
use crate::project::lines::Lines;
use crate::project::op::{Op, OpKind};
use crate::project::{Done, Project};
use crate::store::Store;
use crate::{Error, Result};
use std::collections::HashSet;

impl Project {
    /// Keeps that passages of the texts that are shown are not offered again as like those of a code, by the present coder. One that is
    /// dismissed already, to the letter, is passed over.
    pub fn dismiss(&mut self, code: CodeId, passages: &[(SourceId, Span)]) -> Result<Done<Vec<DismissedId>>> {
        let coder = self.who()?;
        if passages.is_empty() {
            return Err(Error::rejected("no passage is chosen to be dismissed"));
        }
        let work = |store: &Store| {
            store.expect(passages.len() as u64);
            let (mut lines, at) = (Lines::new(store), Time::now());
            let mut known: HashSet<Passage> = HashSet::new();
            for old in store.by::<Dismissed>("code", &code)? {
                known.extend(lines.of(old.source)?.carry_dismissed(old).map(|old| Passage {
                    source: old.source,
                    version: old.version,
                    span: old.span,
                }));
            }
            let mut new: Vec<Dismissed> = Vec::new();
            for (source, span) in passages {
                let shown = found(store.get::<Source>(*source)?, "source")?.version;
                let version = found(store.get::<Version>(shown)?, "version")?;
                let span = Span { start: span.start, end: span.end.min(version.chars) };
                if span.start >= span.end {
                    return Err(Error::rejected("the passage is empty or lies past the end of the text"));
                }
                if known.insert(Passage { source: *source, version: shown, span }) {
                    let row = Dismissed { id: DismissedId::new(), code, source: *source, version: shown, span, coder, at };
                    store.insert(&row)?;
                    new.push(row);
                }
            }
            Ok(new)
        };
        let done = self.transact_told(OpKind::DismissPassages, work, |touched, new| {
            let label = format!("Dismissed {} for {}", passages_of(new.len()), code_name(touched.store(), code)?);
            Ok(Op::new(OpKind::DismissPassages, label).at(place(touched.store(), new.iter().map(|row| row.source))?))
        })?;
        Ok(Done { op: done.op, value: done.value.into_iter().map(|row| row.id).collect() })
    }

    /// Offers passages again that were dismissed.
    pub fn offer_again(&mut self, ids: &[DismissedId]) -> Result<Done> {
        let each: std::collections::BTreeSet<DismissedId> = ids.iter().copied().collect();
        let rows = each.iter().map(|id| found(self.store.get::<Dismissed>(*id)?, "dismissed passage")).collect::<Result<Vec<_>>>()?;
        let Some(first) = rows.first() else { return Err(Error::rejected("no dismissed passage is chosen")) };
        let what = passages_of(rows.len());
        let whose =
            if rows.iter().all(|row| row.code == first.code) { format!(" for {}", code_name(&self.store, first.code)?) } else { String::new() };
        let op = Op::new(OpKind::OfferAgain, format!("Offered {what} again{whose}")).at(place(&self.store, rows.iter().map(|row| row.source))?);
        self.transact(&op, |store| {
            store.expect(ids.len() as u64);
            ids.iter().try_for_each(|id| store.delete::<Dismissed>(*id))
        })
    }
}
