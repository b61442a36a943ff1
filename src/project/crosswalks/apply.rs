//! What one framework comes to in another, coded for good.

use super::found;
use crate::analysis::lens::{Applying, ToApply};
use crate::model::{Code, CodeId, Coding, CodingId, Crosswalk, CrosswalkId, Framework, LayerId, Passage, SourceId, Span, Time};
use crate::project::codings::{Twins, codable, memos_stay};
use crate::project::lines::Lines;
use crate::project::op::{Op, OpKind, count, name};
use crate::project::{Done, Project};
use crate::store::Store;
use crate::{Error, Result};
use std::collections::HashSet;

impl Project {
    /// Codes passages with codes of the second framework for good, in the crosswalk's layer, by the present coder, and takes off what of that layer is
    /// read so no more; memos on that stay with its passages. What anybody has coded so there already, to the letter, is passed over.
    pub fn apply_crosswalk(&mut self, crosswalk: CrosswalkId, applying: &Applying) -> Result<Done> {
        let Applying { new: list, ends, gone } = applying;
        let coder = self.who()?;
        let crosswalk = found(self.store.get::<Crosswalk>(crosswalk)?, "crosswalk")?;
        let mut codes: Vec<CodeId> = list.iter().map(|one| one.code).collect();
        codes.sort_unstable();
        codes.dedup();
        for code in codes {
            if codable(&self.store, code)?.framework != crosswalk.to_framework {
                let code = found(self.store.get::<Code>(code)?, "code")?;
                return Err(Error::rejected(format!("“{}” is no code of the second framework", code.name)));
            }
        }
        let title = |id| Ok::<_, Error>(found(self.store.get::<Framework>(id)?, "framework")?.name);
        let (from, to) = (title(crosswalk.from_framework)?, title(crosswalk.to_framework)?);
        let work = |store: &Store| {
            store.expect((list.len() + ends.len() + gone.len()) as u64);
            let (mut lines, mut twins, at) = (Lines::new(store), Twins::new(store), Time::now());
            let (layer, mut coded, mut moved, mut off, mut memos, mut quotes) = (crosswalk.layer, 0, 0, 0_u64, 0, 0);
            for id in gone {
                if let Some(coding) = store.get::<Coding>(*id)?.filter(|coding| coding.layer == layer) {
                    memos += twins.remove(&coding)?;
                    off += 1;
                    quotes += usize::from(coding.star);
                }
            }
            for (id, to) in ends {
                let Some(Passage { version, span, .. }) = lines.shown(*to)? else { continue };
                if store.get::<Coding>(*id)?.is_some_and(|coding| coding.layer == layer) {
                    // What became one passage is one coding, a key quote where one of them was.
                    twins.change(*id, |coding| Coding { version, span, ..coding })?;
                    moved += 1;
                }
            }
            let there = held(store, &mut lines, layer)?;
            for ToApply { passage, code, star } in list.iter().copied() {
                // Words that were corrected away meanwhile cannot be coded any more.
                let Some(Passage { source, version, span }) = lines.shown(passage)? else { continue };
                if !there.contains(&(source, span, code)) {
                    coded += u64::from(twins.add(&Coding { id: CodingId::new(), source, version, span, code, coder, layer, star, at })?);
                }
            }
            Ok(Did { coded, moved, off, memos, quotes })
        };
        self.transact_told(OpKind::ApplyCrosswalk, work, |_, did: &Did| Ok(Op::new(OpKind::ApplyCrosswalk, did.said(&from, &to)).at(to.clone())))
            .map(|done| Done { op: done.op, value: () })
    }
}

/// What applying came to.
struct Did {
    coded: u64,
    /// Codings that got other ends.
    moved: usize,
    off: u64,
    memos: usize,
    /// Key quotes among what was taken off.
    quotes: usize,
}

impl Did {
    fn said(&self, from: &str, to: &str) -> String {
        let (from, to) = (name(from), name(to));
        let passages = |number: u64| count(number as usize, "passage", "passages");
        let moved = match self.moved {
            0 => None,
            many => Some(format!("moved the ends of {} as these are read now", passages(many as u64))),
        };
        let mut told: Vec<String> = match (self.coded, self.off, &moved) {
            (0, 0, Some(_)) => Vec::new(),
            (coded, 0, _) => vec![format!("Coded {} of {from} in {to} for good", passages(coded))],
            (0, off, _) => vec![format!("Took {} that {from} reads so no more off {to}", passages(off))],
            (coded, off, _) => vec![format!("Coded {} of {from} in {to} for good, and took {} off", passages(coded), passages(off))],
        };
        match moved {
            Some(moved) if told.is_empty() => told.push(format!("M{} in {to}", &moved[1..])),
            Some(moved) => told.push(moved),
            None => {}
        }
        if self.quotes > 0 {
            told.push(format!("{} among them", count(self.quotes, "key quote", "key quotes")));
        }
        told.join("; ") + &memos_stay(self.memos)
    }
}

/// What a layer holds, by its place in the text that is shown.
fn held(store: &Store, lines: &mut Lines<'_>, layer: LayerId) -> Result<HashSet<(SourceId, Span, CodeId)>> {
    let mut held = HashSet::new();
    for coding in store.by::<Coding>("layer", &layer)? {
        held.extend(lines.carry(&coding)?.map(|coding| (coding.source, coding.span, coding.code)));
    }
    Ok(held)
}
