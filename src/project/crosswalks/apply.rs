//! What one framework comes to in another, coded for good.

use super::found;
use crate::analysis::lens::ToApply;
use crate::model::{Code, CodeId, Coding, CodingId, Crosswalk, CrosswalkId, Framework, Passage, Time};
use crate::project::codings::{Twins, codable};
use crate::project::lines::Lines;
use crate::project::op::{Op, OpKind, count, name};
use crate::project::{Done, Project};
use crate::store::Store;
use crate::{Error, Result};

impl Project {
    /// Codes passages with codes of the second framework for good, in the crosswalk's layer, by the present coder. What this coder has coded so
    /// there already, to the letter, is passed over.
    pub fn apply_crosswalk(&mut self, crosswalk: CrosswalkId, list: &[ToApply]) -> Result<Done> {
        let coder = self.who()?;
        let crosswalk = found(self.store.get::<Crosswalk>(crosswalk)?, "crosswalk")?;
        if list.is_empty() {
            return Err(Error::hint("there is nothing to be applied", "Link codes of the two frameworks first."));
        }
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
            store.expect(list.len() as u64);
            let (mut lines, mut twins, at) = (Lines::new(store), Twins::new(store), Time::now());
            for ToApply { passage, code, star } in list.iter().copied() {
                // Words that were corrected away meanwhile cannot be coded any more.
                let Some(Passage { source, version, span }) = lines.shown(passage)? else { continue };
                let layer = crosswalk.layer;
                twins.add(&Coding { id: CodingId::new(), source, version, span, code, coder, layer, star, at })?;
            }
            Ok(())
        };
        self.transact_told(OpKind::ApplyCrosswalk, work, |touched, ()| {
            let passages = count(touched.rows::<Coding>()?, "passage", "passages");
            Ok(Op::new(OpKind::ApplyCrosswalk, format!("Coded {passages} of {} in {} for good", name(&from), name(&to))).at(to.clone()))
        })
    }
}
