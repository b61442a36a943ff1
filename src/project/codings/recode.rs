//! Giving codings another code.

use super::{Twins, codable, code_name, passages, place, these, touched_of};
use crate::model::{Code, CodeId, Coding, CodingId};
use crate::project::codes::found;
use crate::project::op::{Op, OpKind};
use crate::project::{Done, Project};
use crate::store::Store;
use crate::{Error, Result};

/// Where a coding of a code that is split goes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// To a code that is there.
    Code(CodeId),
    /// To a new code below the one that is split.
    New(String),
}

impl Project {
    /// Gives codings of a code to other codes, new ones below it among them, as one operation. A passage that its coder has under the
    /// other code already stays there once.
    pub fn split_code(&mut self, code: CodeId, moved: &[(CodingId, Part)]) -> Result<Done> {
        if moved.is_empty() {
            return Err(Error::rejected("no coding is chosen"));
        }
        let split = found(self.store.get::<Code>(code)?, "code")?;
        let list: Vec<Coding> = moved.iter().map(|(id, _)| found(self.store.get::<Coding>(*id)?, "coding")).collect::<Result<_>>()?;
        let work = |store: &Store| {
            store.expect(moved.len() as u64);
            let mut twins = Twins::new(store);
            for (id, part) in moved {
                let to = match part {
                    Part::Code(to) => *to,
                    Part::New(name) => crate::project::codes::insert_path(store, split.framework, Some(code), std::slice::from_ref(name))?.0,
                };
                let to = codable(store, to)?.id;
                twins.change(*id, |coding| Coding { code: to, ..coding })?;
            }
            Ok(())
        };
        self.transact_told(OpKind::Recode, work, |touched, ()| {
            let gone = passages(touched.store(), &touched_of(touched, &list)?)?;
            Ok(Op::new(OpKind::Recode, format!("Split {gone} off {}", code_name(touched.store(), code)?)))
        })
    }

    /// Gives codings another code; each keeps its coder, its time and its memos. A passage that its coder has under that code already
    /// stays there once.
    pub fn recode(&mut self, ids: &[CodingId], to: CodeId) -> Result<Done> {
        if ids.is_empty() {
            return Err(Error::rejected("no coding is chosen"));
        }
        codable(&self.store, to)?;
        let list: Vec<Coding> = ids.iter().map(|id| found(self.store.get::<Coding>(*id)?, "coding")).collect::<Result<_>>()?;
        let work = |store: &Store| {
            store.expect(ids.len() as u64);
            let mut twins = Twins::new(store);
            ids.iter().try_for_each(|id| twins.change(*id, |coding| Coding { code: to, ..coding }))
        };
        self.transact_told(OpKind::Recode, work, |touched, ()| {
            let moved = touched_of(touched, &list)?;
            let label = format!("Recoded {} as {}", passages(touched.store(), &moved)?, code_name(touched.store(), to)?);
            Ok(Op::new(OpKind::Recode, label).at(place(touched.store(), moved.iter().map(|c| c.source))?))
        })
    }

    /// Makes codings key quotes, or no longer.
    pub fn star_codings(&mut self, ids: &[CodingId], star: bool) -> Result<Done> {
        let list: Vec<Coding> = ids.iter().map(|id| found(self.store.get::<Coding>(*id)?, "coding")).collect::<Result<_>>()?;
        let what = if star { "Made a key quote of" } else { "Took the star from" };
        let work = |store: &Store| {
            store.expect(list.len() as u64);
            list.iter().try_for_each(|coding| store.update(&Coding { star, ..coding.clone() }))
        };
        self.transact_told(OpKind::StarCodings, work, |touched, ()| {
            let changed = touched_of(touched, &list)?;
            let op = Op::new(OpKind::StarCodings, format!("{what} {}", these(touched.store(), &changed)?));
            Ok(op.at(place(touched.store(), changed.iter().map(|c| c.source))?))
        })
    }
}
