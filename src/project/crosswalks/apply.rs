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
        let Applying { new: list, gone } = applying;
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
            store.expect((list.len() + gone.len()) as u64);
            let (mut lines, mut twins, at) = (Lines::new(store), Twins::new(store), Time::now());
            let (layer, mut coded, mut off, mut memos, mut quotes) = (crosswalk.layer, 0, 0_u64, 0, 0);
            for id in gone {
                if let Some(coding) = store.get::<Coding>(*id)?.filter(|coding| coding.layer == layer) {
                    memos += twins.remove(&coding)?;
                    off += 1;
                    quotes += usize::from(coding.star);
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
            Ok((coded, off, memos, quotes))
        };
        self.transact_told(OpKind::ApplyCrosswalk, work, |_, (coded, off, memos, quotes): &(u64, u64, usize, usize)| {
            let passages = |number: &u64| count(*number as usize, "passage", "passages");
            let label = match (coded, off) {
                (coded, 0) => format!("Coded {} of {} in {} for good", passages(coded), name(&from), name(&to)),
                (0, off) => format!("Took {} that {} reads so no more off {}", passages(off), name(&from), name(&to)),
                _ => format!("Coded {} of {} in {} for good, and took {} off", passages(coded), name(&from), name(&to), passages(off)),
            };
            let quotes = if *quotes == 0 { String::new() } else { format!("; {} among them", count(*quotes, "key quote", "key quotes")) };
            Ok(Op::new(OpKind::ApplyCrosswalk, label + &quotes + &memos_stay(*memos)).at(to.clone()))
        })
        .map(|done| Done { op: done.op, value: () })
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
