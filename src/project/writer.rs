//! The writer: one thread that owns the writing project, so that no sync ever holds up a frame.

use super::transact::Project;
use crate::{Error, Result};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread::JoinHandle;

/// What a verb returns, to be taken back to its own type by who sent it.
pub type Answer = Box<dyn Any + Send>;

type Work = Box<dyn FnOnce(&mut Project) -> Result<Answer> + Send>;

/// One finished piece of work.
pub struct Finished {
    /// The ticket that `send` gave.
    pub ticket: u64,
    /// What came of it. It is on disk.
    pub result: Result<Answer>,
    /// What undo would take back now.
    pub undo: Option<super::Step>,
    /// What redo would bring again now.
    pub redo: Option<super::Step>,
    /// The steps it made.
    pub made: super::Made,
}

/// The thread that owns a project, and the way to it.
pub struct Writer {
    work: Option<Sender<(u64, Work)>>,
    finished: Receiver<Finished>,
    thread: Option<JoinHandle<Result<()>>>,
    last: u64,
    waiting: usize,
}

impl Writer {
    /// Starts the thread. `wake` is called, from there, after each piece of work.
    #[expect(clippy::disallowed_methods, reason = "the writer is one of the two places that own a thread")]
    pub fn start(mut project: Project, wake: impl Fn() + Send + 'static) -> Self {
        let (work, inbox) = channel::<(u64, Work)>();
        let (outbox, finished) = channel();
        let thread = std::thread::spawn(move || {
            for (ticket, work) in inbox {
                let depths = project.depths();
                let result = guarded(&mut project, work);
                let made = project.made_since(depths);
                let (undo, redo) = (project.next_undo().ok().flatten(), project.next_redo().ok().flatten());
                if outbox.send(Finished { ticket, result, undo, redo, made }).is_err() {
                    break;
                }
                wake();
            }
            project.close()
        });
        Self { work: Some(work), finished, thread: Some(thread), last: 0, waiting: 0 }
    }

    /// Sends work to the writer and returns its ticket; work is done in order.
    pub fn send<T: Send + 'static>(&mut self, work: impl FnOnce(&mut Project) -> Result<T> + Send + 'static) -> u64 {
        self.last += 1;
        self.waiting += 1;
        let work: Work = Box::new(|project| work(project).map(|value| Box::new(value) as Answer));
        if let Some(sender) = &self.work {
            // A writer that is gone is found out by `poll`, which then answers for it.
            let _ = sender.send((self.last, work));
        }
        self.last
    }

    /// What is finished since the last call.
    pub fn poll(&mut self) -> Vec<Finished> {
        let mut list = Vec::new();
        loop {
            match self.finished.try_recv() {
                Ok(one) => list.push(self.took(one)),
                Err(TryRecvError::Empty) => return list,
                Err(TryRecvError::Disconnected) => break,
            }
        }
        // The thread is gone: what waits is never answered, so it is answered here.
        while let Some(one) = self.lost() {
            list.push(one);
        }
        list
    }

    /// Waits for the next piece of work to finish.
    pub fn wait(&mut self) -> Option<Finished> {
        match self.finished.recv() {
            Ok(one) => Some(self.took(one)),
            Err(_) => self.lost(),
        }
    }

    fn took(&mut self, one: Finished) -> Finished {
        self.waiting -= 1;
        one
    }

    /// The next piece of work that a dead writer left undone.
    fn lost(&mut self) -> Option<Finished> {
        let ticket = (self.last + 1).checked_sub(self.waiting as u64).filter(|_| self.waiting > 0)?;
        self.waiting -= 1;
        let gone =
            Error::hint("the writer has stopped; this was not saved", "What was shown as saved is on disk. Close the project and open it again.");
        Some(Finished { ticket, result: Err(gone), undo: None, redo: None, made: Default::default() })
    }

    /// How many pieces of work are not finished yet.
    pub fn waiting(&self) -> usize {
        self.waiting
    }

    /// Finishes what was sent and closes the project.
    pub fn close(mut self) -> Result<()> {
        self.work = None;
        match self.thread.take().map(JoinHandle::join) {
            Some(Ok(result)) => result,
            Some(Err(_)) => Err(Error::rejected("the writer stopped unexpectedly; what was shown as saved is on disk")),
            None => Ok(()),
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.work = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Does a piece of work; a panic in it takes back what it had begun and leaves the writer running.
fn guarded(project: &mut Project, work: Work) -> Result<Answer> {
    let before = project.store.last_op()?;
    // The open transaction is rolled back on the way out, and the stacks follow commits alone: nothing is left half done.
    let Ok(result) = catch_unwind(AssertUnwindSafe(|| work(project))) else {
        let kept = match project.store.last_op()? - before {
            0 => "nothing of it was saved".to_owned(),
            steps => format!("{} of it stand in the history", super::op::count(steps.unsigned_abs() as usize, "step", "steps")),
        };
        let hint = "What was saved before is on disk. This is a fault of the program: please report what you did.";
        return Err(Error::hint(format!("the program made a mistake and stopped this change; {kept}"), hint));
    };
    result
}
