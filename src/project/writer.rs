//! The writer: one thread that owns the writing project, so that no sync ever holds up a frame.

use super::transact::Project;
use crate::jobs::Progress;
use crate::{Error, Result};
use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// How often a writer without work looks whether the project is still its own, and says so to other machines.
const IDLE: Duration = Duration::from_secs(600);

/// How long a writer waits after a piece of work before it brings it from SQLite's log into the project file.
const REST: Duration = Duration::from_secs(2);

/// What a verb returns, to be taken back to its own type by who sent it.
pub type Answer = Box<dyn Any + Send>;

type Work = Box<dyn FnOnce(&mut Project) -> Result<Answer> + Send>;

/// Called, from the writer's thread, when there is news.
type Wake = Arc<dyn Fn() + Send + Sync>;

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
    work: Option<Sender<(u64, Progress, Work)>>,
    finished: Receiver<Finished>,
    thread: Option<JoinHandle<Result<()>>>,
    last: u64,
    /// What is not finished yet, by ticket.
    waiting: BTreeMap<u64, Progress>,
    wake: Wake,
}

impl Writer {
    /// Starts the thread. `wake` is called, from there, as a piece of work goes on and after it.
    pub fn start(project: Project, wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self::idling(project, Arc::new(wake), IDLE)
    }

    #[expect(clippy::disallowed_methods, reason = "the writer is one of the two places that own a thread")]
    fn idling(mut project: Project, wake: Wake, idle: Duration) -> Self {
        let (work, inbox) = channel::<(u64, Progress, Work)>();
        let woken = wake.clone();
        let (outbox, finished) = channel();
        let run = move || {
            let mut whole = false;
            loop {
                let (ticket, progress, work) = match inbox.recv_timeout(if whole { idle } else { REST.min(idle) }) {
                    Ok(one) => one,
                    // A copy of the file alone holds then what the window calls saved.
                    Err(RecvTimeoutError::Timeout) if !whole && project.rest().is_ok_and(|done| done) => {
                        whole = true;
                        continue;
                    }
                    Err(RecvTimeoutError::Timeout) => {
                        // Whoever took it over is named when the next change is refused.
                        let _ = project.hold();
                        continue;
                    }
                    Err(RecvTimeoutError::Disconnected) => break,
                };
                // Before the steps are counted: where somebody else had the project for a while, theirs are not this work's.
                let _ = project.hold();
                let depths = project.depths();
                progress.start();
                project.watch(&progress);
                let result = guarded(&mut project, work);
                project.unwatch();
                progress.end();
                whole = false;
                let made = project.made_since(depths);
                let (undo, redo) = (project.next_undo().ok().flatten(), project.next_redo().ok().flatten());
                if outbox.send(Finished { ticket, result, undo, redo, made }).is_err() {
                    break;
                }
                woken();
            }
            project.close()
        };
        // Without a thread what is sent is answered as by a writer that has stopped.
        let thread = std::thread::Builder::new().name("writer".into()).spawn(run).ok();
        Self { work: Some(work), finished, thread, last: 0, waiting: BTreeMap::new(), wake }
    }

    /// Sends work to the writer and returns its ticket; work is done in order.
    pub fn send<T: Send + 'static>(&mut self, work: impl FnOnce(&mut Project) -> Result<T> + Send + 'static) -> u64 {
        self.last += 1;
        let wake = self.wake.clone();
        let progress = Progress::waiting(move || wake());
        self.waiting.insert(self.last, progress.clone());
        let work: Work = Box::new(|project| work(project).map(|value| Box::new(value) as Answer));
        if let Some(sender) = &self.work {
            // A writer that is gone is found out by `poll`, which then answers for it.
            let _ = sender.send((self.last, progress, work));
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
        self.waiting.remove(&one.ticket);
        one
    }

    /// The next piece of work that a dead writer left undone.
    fn lost(&mut self) -> Option<Finished> {
        let (ticket, progress) = self.waiting.pop_first()?;
        progress.end();
        let gone =
            Error::hint("the writer has stopped; this was not saved", "What was shown as saved is on disk. Close the project and open it again.");
        Some(Finished { ticket, result: Err(gone), undo: None, redo: None, made: Default::default() })
    }

    /// How many pieces of work are not finished yet.
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// How far a piece of work is that is not finished yet; through it the work is stopped.
    pub fn progress(&self, ticket: u64) -> Option<&Progress> {
        self.waiting.get(&ticket)
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
        project.unwatch();
        let kept = match project.store.last_op()? - before {
            0 => "nothing of it was saved".to_owned(),
            steps => format!("{} of it stand in the history", super::op::count(steps.unsigned_abs() as usize, "step", "steps")),
        };
        let hint = "What was saved before is on disk. This is a fault of the program: please report what you did.";
        return Err(Error::hint(format!("the program made a mistake and stopped this change; {kept}"), hint));
    };
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::lock::Holder;

    #[test]
    fn a_copy_of_the_file_alone_holds_what_was_written() {
        let dir = tempfile::tempdir().unwrap();
        let (path, copy) = (dir.path().join("open.themata"), dir.path().join("copy.themata"));
        let project = Project::create(&path, "Open").unwrap();
        let mut writer = Writer::idling(project, Arc::new(|| {}), Duration::from_millis(5));
        let template = crate::project::Template { name: "After the window was opened".into(), ..Default::default() };
        writer.send(move |project| project.add_framework(&template));
        writer.wait().unwrap().result.unwrap();
        let begun = std::time::Instant::now();
        let copied = || {
            std::fs::copy(&path, &copy).unwrap();
            let corpus = crate::project::Reader::open(&copy).and_then(|reader| reader.corpus());
            corpus.is_ok_and(|corpus| corpus.frameworks().iter().any(|framework| framework.name.starts_with("After")))
        };
        while !copied() {
            assert!(begun.elapsed() < Duration::from_secs(20), "the copy lacks it");
            std::thread::sleep(Duration::from_millis(2));
        }
        writer.close().unwrap();
    }

    #[test]
    fn a_writer_without_work_says_that_the_project_is_still_held() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("idle.themata");
        let project = Project::create(&path, "Idle").unwrap();
        let lock = dir.path().join("idle.themata.lock");
        let read = || serde_json::from_str::<Holder>(&std::fs::read_to_string(&lock).unwrap_or_default()).ok();
        let held = read().unwrap();
        let old = crate::model::Time(held.seen.0 - 11 * 3_600_000);
        std::fs::write(&lock, serde_json::to_string(&Holder { seen: old, ..held.clone() }).unwrap()).unwrap();
        let writer = Writer::idling(project, Arc::new(|| {}), Duration::from_millis(1));
        let renewed = |holder: Holder| holder.seen.0 >= held.seen.0 && holder.at == held.at;
        let begun = std::time::Instant::now();
        while !read().is_some_and(renewed) {
            assert!(begun.elapsed() < Duration::from_secs(20), "it was not said");
            std::thread::sleep(Duration::from_millis(2));
        }
        writer.close().unwrap();
    }
}
