//! Several verbs as one step: one transaction, one line of the history, one undo.

use super::op::{Op, OpKind};
use super::transact::{Done, Project};
use crate::store::Store;
use crate::{Error, Result};

/// A step that is being made.
pub(super) struct Joint {
    seq: i64,
    kind: OpKind,
    /// The label of the verb that names the step, once there is one.
    named: Option<String>,
    /// How many verbs of the step's kind changed something else.
    more: usize,
}

impl Project {
    /// Runs several verbs as one step of the kind `kind`, named after the first verb of that kind that changes something. Where none does,
    /// nothing of the step is kept: a coder does not join a project for nothing. An error takes back all of it.
    pub fn as_one_step<T>(&mut self, kind: OpKind, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<Done<T>> {
        self.hold()?;
        let (coder, mut nothing) = (self.coder.clone(), None);
        let done = self.in_one_go(|project| match project.make(kind, work)? {
            Done { op: None, value } => {
                nothing = Some(value);
                // Whatever stands in the transaction is given up with it.
                Err(Error::Cancelled)
            }
            done => Ok(done),
        });
        match (done, nothing) {
            (Ok(done), _) => {
                if let Some(seq) = done.op {
                    self.stacks.did(seq, kind);
                }
                Ok(done)
            }
            (Err(error), nothing) => {
                self.coder = coder;
                nothing.map_or(Err(error), |value| Ok(Done { op: None, value }))
            }
        }
    }

    fn make<T>(&mut self, kind: OpKind, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<Done<T>> {
        let seq = self.store.open_op(&self.head(&Op::new(kind, ""), None))?;
        self.joint = Some(Joint { seq, kind, named: None, more: 0 });
        let outcome = work(self);
        let joint = self.joint.take();
        let value = outcome?;
        let Some(Joint { named: Some(_), more, .. }) = joint else { return Ok(Done { op: None, value }) };
        if more > 0 {
            self.store.lengthen(&format!(" and {more} more"))?;
        }
        Ok(Done { op: self.store.close_op(seq)?.then_some(seq), value })
    }

    /// Runs a verb inside the step that is being made.
    pub(super) fn join<T>(&mut self, op: &Op, work: impl FnOnce(&Store) -> Result<T>) -> Result<Done<T>> {
        let names = self.joint.as_ref().is_some_and(|joint| joint.kind == op.kind && joint.named.is_none());
        let head = self.head(op, None);
        let (changed, value) = self.store.part(|store| {
            if names {
                store.rename_op(&head)?;
            }
            work(store)
        })?;
        let Some(joint) = self.joint.as_mut().filter(|_| changed) else { return Ok(Done { op: None, value }) };
        if names {
            joint.named = Some(op.label.clone());
        } else if joint.kind == op.kind && joint.named.as_ref() != Some(&op.label) {
            joint.more += 1;
        }
        Ok(Done { op: Some(joint.seq), value })
    }
}
