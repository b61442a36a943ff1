//! The only way to change anything: one operation, one transaction, one sync.

use super::op::{Op, OpKind};
use super::undo::Stacks;
use crate::jobs::Progress;
use crate::model::{Coder, CoderId};
use crate::store::{Mode, NewOp, Store, Touched};
use crate::{Error, Result};
use std::path::Path;

/// What a finished operation tells: its place in the journal (`None` when nothing changed) and what the verb returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done<T = ()> {
    /// The operation's place in the journal.
    pub op: Option<i64>,
    /// What the verb returns.
    pub value: T,
}

/// The transaction of [`Project::in_one_go`]: taken back when it is left by an error or by a panic.
struct OneGo<'a> {
    project: &'a mut Project,
    kept: bool,
}

impl Drop for OneGo<'_> {
    fn drop(&mut self) {
        if self.kept {
            return;
        }
        // Where the end itself failed, the transaction may be gone already.
        let _ = self.project.store.end(false);
        self.project.joint = None;
        // Where the journal cannot be read, nothing is offered to be undone.
        self.project.stacks = self.project.store.undisturbed(Stacks::read).unwrap_or_default();
    }
}

/// A project open to be changed: every verb is a method.
pub struct Project {
    pub(super) store: Store,
    pub(super) stacks: Stacks,
    pub(super) coder: Option<Coder>,
    /// The step that verbs make together at the moment.
    pub(super) joint: Option<super::joint::Joint>,
    lock: Option<super::lock::Lock>,
}

impl Project {
    /// A new project file with its first rows: kinds “site” and “person”, the independent layer.
    pub fn create(path: &Path, name: &str) -> Result<Self> {
        let lock = super::lock::Lock::take(path)?;
        let mut project = Self { store: Store::create(path)?, stacks: Stacks::default(), coder: None, joint: None, lock: Some(lock) };
        super::new::first_rows(&mut project, name)?;
        Ok(project)
    }

    /// Opens a project file to change it. Somebody else's lock, a newer format or a file that is not ours is refused.
    pub fn open(path: &Path) -> Result<Self> {
        // What is not ours gets no lock beside it.
        crate::store::look(path)?;
        let lock = Some(super::lock::Lock::take(path)?);
        let store = Store::open(path, Mode::Write, |store| super::backups::keep(store, &|_, _| true).map(drop))?;
        let stacks = Stacks::read(&store)?;
        Ok(Self { store, stacks, coder: None, joint: None, lock })
    }

    /// The project file.
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// Who is coding.
    pub fn coder(&self) -> Option<&Coder> {
        self.coder.as_ref()
    }

    /// Says who is coding from now on.
    pub fn set_coder(&mut self, coder: Coder) {
        self.coder = Some(coder);
    }

    /// Nobody is coding: what is done next carries no name.
    pub fn be_nobody(&mut self) {
        self.coder = None;
    }

    /// The id of who is coding; a refusal without, or when that coder is no longer in the project.
    pub(super) fn who(&self) -> Result<CoderId> {
        let hint = "Say who is coding: --coder INITIALS on the command line, or the disc with initials in the window.";
        let coder = self.coder.as_ref().ok_or_else(|| Error::hint("nobody is coding yet", hint))?;
        match self.store.get::<Coder>(coder.id)? {
            Some(coder) => Ok(coder.id),
            None => Err(Error::hint(format!("{} is no longer a coder of this project", coder.initials), hint)),
        }
    }

    /// Lets what is done next be watched and stopped: verbs say how many rows they will touch, each row is a step. What is stopped before it is
    /// on disk ends as [`crate::Error::Cancelled`] and leaves nothing behind.
    pub fn watch(&mut self, progress: &Progress) {
        self.store.watch(Some(progress.clone()));
    }

    /// Nobody watches what is done next.
    pub fn unwatch(&mut self) {
        self.store.watch(None);
    }

    /// Where work that does more than write rows says how far it is.
    pub fn progress(&self) -> Progress {
        self.store.watcher().unwrap_or_else(Progress::silent)
    }

    /// Runs `work` as the operation `op`. An error changes nothing. The redo that was possible before ends.
    pub(super) fn transact<T>(&mut self, op: &Op, work: impl FnOnce(&Store) -> Result<T>) -> Result<Done<T>> {
        self.transact_told(op.kind, work, |_, _| Ok(op.clone()))
    }

    /// Runs `work` as `transact` does. What the history says of it is `told` afterwards, from what was changed: a label that counts counts that,
    /// never what was asked for.
    pub(super) fn transact_told<T>(
        &mut self,
        kind: OpKind,
        work: impl FnOnce(&Store) -> Result<T>,
        told: impl FnOnce(&Touched<'_>, &T) -> Result<Op>,
    ) -> Result<Done<T>> {
        if self.joint.is_some() {
            return self.join(kind, work, told);
        }
        self.hold()?;
        let begun = Op::new(kind, "");
        let (seq, value) = self.store.operation(&self.head(&begun, None), |store| {
            let touched = store.since_now()?;
            let value = work(store)?;
            store.rename_op(&self.head(&told(&touched, &value)?, None))?;
            Ok(value)
        })?;
        if let Some(seq) = seq {
            self.stacks.did(seq, kind);
        }
        Ok(Done { op: seq, value })
    }

    /// Refuses to write when another program has taken the project over. Where one had it for a while, what can be undone is read anew.
    pub(super) fn hold(&mut self) -> Result<()> {
        let Some(lock) = &mut self.lock else { return Ok(()) };
        if lock.renew()? {
            self.stacks = Stacks::read(&self.store)?;
        }
        Ok(())
    }

    /// Runs several verbs as one transaction with one sync: each is an operation of its own, and an error or a panic takes back all of them.
    /// Readers see none of it before the end, so it is for a few verbs in a row, never for a whole session.
    pub fn in_one_go<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.store.begin()?;
        let mut open = OneGo { project: self, kept: false };
        let value = work(open.project)?;
        open.project.store.end(true)?;
        open.kept = true;
        Ok(value)
    }

    /// The journal's head of an operation by the present coder.
    pub(super) fn head<'a>(&'a self, op: &'a Op, undoes: Option<i64>) -> NewOp<'a> {
        NewOp {
            kind: op.kind.name(),
            label: &op.label,
            place: &op.place,
            coder: self.coder.as_ref().map(|coder| coder.id),
            who: self.coder.as_ref().map_or("", |coder| &coder.initials),
            undoes,
        }
    }

    /// Brings what was written last into the project file itself, for whoever copies that one file while the project is open. Says whether the
    /// file is whole now; who still reads the state before may be in the way.
    pub(super) fn rest(&self) -> Result<bool> {
        self.store.rest()
    }

    /// Closes the project: the log goes into the file, the lock away. In a synced folder nothing stays beside the file.
    pub fn close(mut self) -> Result<()> {
        let settled = self.store.settle(super::lock::in_synced_folder(self.store.path()));
        if let Some(lock) = self.lock.take() {
            lock.release();
        }
        settled
    }
}
