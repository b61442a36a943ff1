//! Undo and redo: last in, first out, unlimited, and operations themselves.

use super::op::{Op, OpKind, plain};
use super::transact::{Done, Project};
use crate::store::Store;
use crate::{Error, Result};

/// What can be undone and what redone, by place in the journal.
///
/// ```text
/// did A, did B, undo, undo, redo      op:      1:A 2:B 3:undo 2 4:undo 1 5:redo (undoes 4)
///                                     undo:    [5]            taking 5 back takes A back once more
///                                     redo:    [3]            taking 3 back brings B again
/// ```
/// Both stacks hold operations to be inverted; one function, `Store::invert`, serves both ways.
#[derive(Clone, Debug, Default)]
pub(super) struct Stacks {
    undo: Vec<i64>,
    redo: Vec<i64>,
}

impl Stacks {
    /// The stacks as the journal tells them.
    pub(super) fn read(store: &Store) -> Result<Self> {
        let mut stacks = Self::default();
        for op in store.ops_after(0, u32::MAX)? {
            match op.undoes {
                Some(target) => stacks.took_back(target, op.seq),
                None => stacks.did(op.seq, OpKind::parse(&op.kind).unwrap_or(OpKind::Upgrade)),
            }
        }
        Ok(stacks)
    }

    /// A new operation: it ends every redo, and a floor ends every undo.
    pub(super) fn did(&mut self, seq: i64, kind: OpKind) {
        self.redo.clear();
        if kind.is_floor() {
            self.undo.clear();
        } else {
            self.undo.push(seq);
        }
    }

    /// The operation `by` took back `target`.
    fn took_back(&mut self, target: i64, by: i64) {
        if self.undo.last() == Some(&target) {
            self.undo.pop();
            self.redo.push(by);
        } else if self.redo.last() == Some(&target) {
            self.redo.pop();
            self.undo.push(by);
        }
    }
}

/// What an undo or redo would take back, in plain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The operation to be inverted.
    pub seq: i64,
    /// The step of the history in which the researcher did it.
    pub root: i64,
    /// What the researcher did then.
    pub label: String,
    /// The initials of who did it.
    pub who: String,
    /// When.
    pub at: crate::model::Time,
}

/// The steps that a piece of work put on the two stacks, by place in the journal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// The first and the last step that undo would now take back for it.
    pub undo: Option<(i64, i64)>,
    /// The step that redo would now bring again for it.
    pub redo: Option<i64>,
}

impl Project {
    /// What was put on the stacks since they were so deep.
    pub(super) fn made_since(&self, (undo, redo): (usize, usize)) -> Made {
        let new = self.stacks.undo.get(undo..).unwrap_or_default();
        let back = self.stacks.redo.get(redo..).unwrap_or_default();
        // A coder who joined with this work stays when it is taken back.
        let joins = |seq: &i64| self.store.op(*seq).ok().flatten().is_some_and(|op| op.kind == OpKind::AddCoder.name());
        let first = new.iter().copied().find(|seq| !joins(seq));
        Made { undo: first.zip(new.last().copied()), redo: back.last().copied() }
    }

    /// What `undo` would take back.
    pub fn next_undo(&self) -> Result<Option<Step>> {
        self.stacks.undo.last().map(|seq| self.step(*seq)).transpose()
    }

    /// What `redo` would bring again.
    pub fn next_redo(&self) -> Result<Option<Step>> {
        self.stacks.redo.last().map(|seq| self.step(*seq)).transpose()
    }

    /// How many operations can be undone and redone.
    pub fn depths(&self) -> (usize, usize) {
        (self.stacks.undo.len(), self.stacks.redo.len())
    }

    /// What the researcher did that stands behind an operation on a stack.
    fn step(&self, seq: i64) -> Result<Step> {
        let missing = || Error::NotFound(format!("step {seq} is not in the history"));
        let mut op = self.store.op(seq)?.ok_or_else(missing)?;
        while let Some(target) = op.undoes {
            op = self.store.op(target)?.ok_or_else(missing)?;
        }
        Ok(Step { seq, root: op.seq, label: op.label, who: op.who, at: op.at })
    }

    /// Takes the last operation back.
    pub fn undo(&mut self) -> Result<Done<Step>> {
        self.hold()?;
        let Some(last) = self.stacks.undo.len().checked_sub(1) else {
            return Err(Error::rejected("there is nothing to undo"));
        };
        let list = from_top(&self.stacks.undo, self.begun(&self.stacks.undo, last)?);
        self.take_back(&list, OpKind::Undo)
    }

    /// Brings back what the last undo took away.
    pub fn redo(&mut self) -> Result<Done<Step>> {
        self.hold()?;
        let Some(last) = self.stacks.redo.len().checked_sub(1) else {
            return Err(Error::hint("there is nothing to redo", "A redo ends with the next change."));
        };
        let list = from_top(&self.stacks.redo, self.begun(&self.stacks.redo, last)?);
        self.take_back(&list, OpKind::Redo)
    }

    /// The place on a stack at which the step at `at` begins: a note that was begun empty and its first words go and come together, if
    /// nothing was done in between.
    fn begun(&self, stack: &[i64], at: usize) -> Result<usize> {
        let Some(below) = at.checked_sub(1) else { return Ok(at) };
        let root = |at: usize| self.root(stack[at]);
        let (Some(one), Some(other)) = (root(at), root(below)) else { return Ok(at) };
        let kind = |seq: i64| Ok::<_, Error>(self.store.op(seq)?.and_then(|op| OpKind::parse(&op.kind)));
        let together =
            matches!((kind(one)?, kind(other)?), (Some(OpKind::WriteNote), Some(OpKind::AddNote)) | (Some(OpKind::AddNote), Some(OpKind::WriteNote)));
        Ok(if together && self.store.share_a_row("source", one, other)? { below } else { at })
    }

    /// Brings back all that was taken back, from the step taken back last to `seq`, a step as the history numbers it.
    pub fn redo_to(&mut self, seq: i64) -> Result<Done<(Step, usize)>> {
        let at = self.stacks.redo.iter().position(|op| *op == seq || self.root(*op) == Some(seq));
        let at = at.ok_or_else(|| Error::hint(format!("step {seq} cannot be redone"), "It is not undone, or something was changed since."))?;
        let list = from_top(&self.stacks.redo, self.begun(&self.stacks.redo, at)?);
        let done = self.take_back(&list, OpKind::Redo)?;
        Ok(Done { op: done.op, value: (done.value, list.len()) })
    }

    /// How many steps `undo_to(seq)` would take back: the operation that did `seq` and all after it. An error when it is not there to undo.
    pub fn steps_to(&self, seq: i64) -> Result<usize> {
        let at = self.stacks.undo.iter().position(|op| *op == seq || self.root(*op) == Some(seq));
        let at = at.ok_or_else(|| Error::hint(format!("step {seq} cannot be undone"), "It is undone already, or lies before an upgrade."))?;
        Ok(self.stacks.undo.len() - self.begun(&self.stacks.undo, at)?)
    }

    /// Who did the steps that `undo_to(seq)` would take back, each once: undoing another coder's work is asked first.
    pub fn whose(&self, steps: usize) -> Result<Vec<String>> {
        let mut names = std::collections::BTreeSet::new();
        for seq in self.stacks.undo.iter().rev().take(steps) {
            names.insert(self.step(*seq)?.who);
        }
        Ok(names.into_iter().filter(|name| !name.is_empty()).collect())
    }

    fn root(&self, seq: i64) -> Option<i64> {
        let mut op = self.store.op(seq).ok()??;
        while let Some(target) = op.undoes {
            op = self.store.op(target).ok()??;
        }
        Some(op.seq)
    }

    /// Takes back the operation `seq` and all after it: one inverse an operation, in one transaction, so that redo goes step by step.
    pub fn undo_to(&mut self, seq: i64) -> Result<Done<Step>> {
        self.hold()?;
        let steps = self.steps_to(seq)?;
        let list: Vec<i64> = self.stacks.undo.iter().rev().take(steps).copied().collect();
        self.take_back(&list, OpKind::Undo)
    }

    /// Takes back steps of a stack, which was read after `hold`: another program may have written meanwhile.
    fn take_back(&mut self, list: &[i64], kind: OpKind) -> Result<Done<Step>> {
        let mut last = None;
        let mut heads = Vec::new();
        for seq in list {
            let step = self.step(*seq)?;
            let what = if kind == OpKind::Undo { "Undid" } else { "Redid" };
            let place = self.store.op(*seq)?.map_or_else(String::new, |op| op.place);
            heads.push((*seq, Op::new(kind, format!("{what}: {}", lower_first(&step.label))).at(place)));
            last = Some(step);
        }
        let mut rows = 0;
        for (seq, _) in &heads {
            rows += self.store.rows_of(*seq)?;
        }
        self.store.expect(rows);
        let done = self.store.together(|store| {
            let mut done = Vec::new();
            for (seq, op) in &heads {
                let (by, ()) = store.within(&self.head(op, Some(*seq)), |store| store.invert(*seq))?;
                done.push((*seq, by));
            }
            Ok(done)
        })?;
        let mut op = None;
        for (seq, by) in done {
            // An inverse that changed no row left no operation; nothing that can be undone is of that kind.
            if let Some(by) = by {
                self.stacks.took_back(seq, by);
                op = Some(by);
            }
        }
        let value = last.ok_or_else(|| Error::rejected("there is nothing to undo"))?;
        Ok(Done { op, value })
    }
}

/// The steps of a stack down to one, the topmost first.
fn from_top(stack: &[i64], to: usize) -> Vec<i64> {
    stack[to..].iter().rev().copied().collect()
}

/// A label as it goes on after “Undid: ”.
fn lower_first(label: &str) -> String {
    let mut chars = label.chars();
    match chars.next() {
        Some(first) if !plain(label).is_empty() => first.to_lowercase().collect::<String>() + chars.as_str(),
        _ => label.to_owned(),
    }
}
