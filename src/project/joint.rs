//! Several verbs as one step: one transaction, one line of the history, one undo.

use super::op::{Op, OpKind};
use super::transact::{Done, Project};
use crate::store::{Store, Touched};
use crate::{Error, Result};

/// A step that is being made.
pub(super) struct Joint {
    seq: i64,
    kind: OpKind,
    /// What the step is called, once a verb changed something: after the first of its kind, until then after the first of any other.
    named: Option<Op>,
    /// How many more verbs, of the kind that names it, changed something else.
    more: usize,
    /// Whether a verb was refused that had written something: that goes with the rest, whatever is made of its error.
    refused: bool,
}

impl Joint {
    /// Takes note of a verb that changed something; whether the step is named after it from now on.
    fn took(&mut self, op: &Op) -> bool {
        match &self.named {
            // Somebody who joins the coders does so for what is done.
            None if op.kind == OpKind::AddCoder && self.kind != op.kind => return false,
            Some(named) if op.kind != self.kind || named.kind == self.kind => {
                self.more += usize::from(named.kind == op.kind && named.label != op.label);
                return false;
            }
            _ => {}
        }
        (self.named, self.more) = (Some(op.clone()), 0);
        true
    }
}

/// What is said where the error of a verb was passed over.
fn refused() -> Error {
    Error::rejected("a part of this step was refused, so nothing of it was done")
}

impl Project {
    /// Runs several verbs as one step of the kind `kind`, named after the first verb of that kind that changes something; where none does, after
    /// the first that does, whatever it is, and of that kind. Where nothing is changed but that a coder joined, nothing is kept: nobody joins a
    /// project for nothing. An error takes back all of it.
    pub fn as_one_step<T>(&mut self, kind: OpKind, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<Done<T>> {
        self.hold()?;
        let (coder, mut nothing) = (self.coder.clone(), None);
        let done = self.in_one_go(|project| match project.make(kind, work)? {
            (Some(made), value) => Ok((made, value)),
            (None, value) => {
                nothing = Some(value);
                // What stands in the transaction, a coder at most, is given up with it.
                Err(Error::Cancelled)
            }
        });
        match (done, nothing) {
            (Ok(((seq, kind), value)), _) => {
                self.stacks.did(seq, kind);
                Ok(Done { op: Some(seq), value })
            }
            (Err(error), nothing) => {
                self.coder = coder;
                nothing.map_or(Err(error), |value| Ok(Done { op: None, value }))
            }
        }
    }

    /// Makes the step: its place in the journal with the kind it came to be, unless nothing was changed.
    fn make<T>(&mut self, kind: OpKind, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<(Option<(i64, OpKind)>, T)> {
        let seq = self.store.open_op(&self.head(&Op::new(kind, ""), None))?;
        self.joint = Some(Joint { seq, kind, named: None, more: 0, refused: false });
        let outcome = work(self);
        let joint = self.joint.take();
        let value = outcome?;
        if joint.as_ref().is_some_and(|joint| joint.refused) {
            return Err(refused());
        }
        let Some(Joint { named: Some(named), more, .. }) = joint else { return Ok((None, value)) };
        if more > 0 {
            self.store.lengthen(&format!(" and {more} more"))?;
        }
        Ok((self.store.close_op(seq)?.then_some((seq, named.kind)), value))
    }

    /// Runs a verb inside the step that is being made.
    pub(super) fn join<T>(
        &mut self,
        kind: OpKind,
        work: impl FnOnce(&Store) -> Result<T>,
        told: impl FnOnce(&Touched<'_>, &T) -> Result<Op>,
    ) -> Result<Done<T>> {
        if self.joint.as_ref().is_some_and(|joint| joint.refused) {
            return Err(refused());
        }
        let (changed, part) = self.store.part(|store| {
            let touched = store.since_now()?;
            let value = work(store)?;
            let op = told(&touched, &value)?;
            Ok((value, op))
        })?;
        if let Some(joint) = self.joint.as_mut() {
            joint.refused |= changed && part.is_err();
        }
        let (value, op) = part?;
        debug_assert_eq!(op.kind, kind);
        let Some(joint) = self.joint.as_mut().filter(|_| changed) else { return Ok(Done { op: None, value }) };
        let seq = joint.seq;
        if joint.took(&op) {
            self.store.rename_op(&self.head(&op, None))?;
        }
        Ok(Done { op: Some(seq), value })
    }
}
