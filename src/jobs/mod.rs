//! Background work: a thread, its progress, a way to stop it, and one result delivered to whoever waits.

mod progress;

pub use progress::{Progress, Report, Watch};

use crate::{Error, Result};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// One piece of work under way; dropping it stops the work at its next step.
pub struct Job<T> {
    progress: Progress,
    result: Receiver<Result<T>>,
}

impl<T: Send + 'static> Job<T> {
    /// Starts `work` on a thread of its own; `wake` is called whenever there is news, and once more at the end.
    #[expect(clippy::disallowed_methods, reason = "jobs are one of the two places that own a thread")]
    pub fn start(wake: impl Fn() + Send + Sync + 'static, work: impl FnOnce(&Progress) -> Result<T> + Send + 'static) -> Self {
        let progress = Progress::new(wake);
        let (send, result) = channel();
        let inner = progress.clone();
        let spawned = std::thread::Builder::new().name("job".into()).spawn(move || {
            let outcome = catch_unwind(AssertUnwindSafe(|| work(&inner)));
            let outcome = outcome
                .unwrap_or_else(|_| Err(Error::hint("a step of this work failed unexpectedly", "Nothing that was saved before is lost. Try again.")));
            inner.end();
            // The receiver is gone when nobody waits any more.
            let _ = send.send(outcome);
            inner.wake();
        });
        if let Err(error) = spawned {
            let (send, result) = channel();
            let _ = send.send(Err(Error::rejected(format!("the system gives no thread for this work: {error}"))));
            return Self { progress, result };
        }
        Self { progress, result }
    }

    /// Its progress, to be held and watched.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// How far it is.
    pub fn report(&self) -> Report {
        self.progress.report()
    }

    /// Asks the work to stop; it ends with [`Error::Cancelled`] at its next step.
    pub fn cancel(&self) {
        self.progress.cancel();
    }

    /// Waits for the result, which was not taken yet.
    pub fn wait(&self) -> Result<T> {
        self.result.recv().unwrap_or(Err(Error::Cancelled))
    }

    /// The result, once, when it is there.
    pub fn poll(&self) -> Option<Result<T>> {
        match self.result.try_recv() {
            Ok(result) => Some(result),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(Error::Cancelled)),
        }
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        self.progress.cancel();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    fn wait<T: Send + 'static>(job: &Job<T>) -> Result<T> {
        let begun = Instant::now();
        loop {
            if let Some(result) = job.poll() {
                return result;
            }
            assert!(begun.elapsed() < Duration::from_secs(10), "the job gave no result");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    #[test]
    fn a_job_reports_and_gives_its_result_once() {
        let job = Job::start(
            || {},
            |progress| {
                progress.begin(3);
                progress.say("reading");
                progress.advance(3);
                progress.check().map(|()| 42)
            },
        );
        assert_eq!(wait(&job).unwrap(), 42);
        assert_eq!((job.report().done, job.report().total, job.report().note.as_str()), (3, 3, "reading"));
        assert!(matches!(job.poll(), Some(Err(Error::Cancelled))));
    }

    #[test]
    fn a_cancelled_job_ends_as_cancelled() {
        let job = Job::start(
            || {},
            |progress| -> Result<()> {
                loop {
                    progress.check()?;
                    std::thread::sleep(Duration::from_millis(1));
                }
            },
        );
        job.cancel();
        assert!(matches!(wait(&job), Err(Error::Cancelled)));
    }

    #[test]
    fn a_panic_inside_a_job_is_an_error_outside() {
        let job: Job<()> = Job::start(|| {}, |_| panic!("on purpose"));
        assert!(matches!(wait(&job), Err(Error::Rejected { .. })));
    }
}
