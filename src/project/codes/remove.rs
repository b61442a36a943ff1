//! Removing codes.

use super::{family, found};
use crate::Result;
use crate::model::{Code, CodeId, Coding};
use crate::project::op::{Op, OpKind, count, name};
use crate::project::{Done, Project};

impl Project {
    /// Removes codes with all below them, their codings and their memos.
    pub fn remove_codes(&mut self, ids: &[CodeId]) -> Result<Done> {
        let codes = self.store.all::<Code>()?;
        let mut gone = std::collections::BTreeSet::new();
        let mut names = Vec::new();
        for id in ids {
            names.push(name(&found(codes.iter().find(|c| c.id == *id), "code")?.name));
            gone.extend(family(&codes, *id));
        }
        let mut codings = 0;
        for id in &gone {
            codings += self.store.by::<Coding>("code", id)?.len();
        }
        let what = if names.len() <= 3 { names.join(", ") } else { count(names.len(), "code", "codes") };
        let label = format!("Removed {what} with {}", count(codings, "coding", "codings"));
        self.transact(&Op::new(OpKind::RemoveCodes, label), |store| {
            store.expect((codings + gone.len()) as u64);
            gone.iter().try_for_each(|id| store.delete::<Code>(*id))
        })
    }
}
