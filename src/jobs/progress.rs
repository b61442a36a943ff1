//! How far work is, and whether it shall stop: shared between the worker and whoever watches.

use crate::{Error, Result};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

/// A handle on one piece of work; clones are the same work.
#[derive(Clone)]
pub struct Progress(Arc<Shared>);

struct Shared {
    done: AtomicU64,
    total: AtomicU64,
    stop: AtomicBool,
    over: AtomicBool,
    note: Mutex<String>,
    made: Instant,
    /// Milliseconds after it was made at which the work began.
    begun: AtomicU64,
    last_wake: AtomicU64,
    wake: Box<dyn Fn() + Send + Sync>,
}

/// A look at work from afar, which does not keep it.
#[derive(Clone)]
pub struct Watch(Weak<Shared>);

impl Watch {
    /// The work, while somebody holds it.
    pub fn progress(&self) -> Option<Progress> {
        self.0.upgrade().map(Progress)
    }
}

/// One look at how far work is.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Steps done.
    pub done: u64,
    /// Steps in all; 0 while that is not known.
    pub total: u64,
    /// What is being done now, in plain words, or empty.
    pub note: String,
    /// How long it has been going.
    pub elapsed: Duration,
}

impl Report {
    /// The part done, from 0 to 1, once the whole is known.
    pub fn fraction(&self) -> Option<f32> {
        (self.total > 0).then(|| (self.done as f32 / self.total as f32).clamp(0.0, 1.0))
    }

    /// The time left, once enough has been seen to say.
    pub fn left(&self) -> Option<Duration> {
        let fraction = self.fraction().filter(|part| *part >= 0.02)?;
        (self.elapsed >= Duration::from_millis(800)).then(|| self.elapsed.mul_f32((1.0 - fraction) / fraction))
    }
}

impl Progress {
    /// A handle that calls `wake` when there is news, at most twenty times a second.
    pub fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self(Arc::new(Shared {
            done: AtomicU64::new(0),
            total: AtomicU64::new(0),
            stop: AtomicBool::new(false),
            over: AtomicBool::new(false),
            note: Mutex::new(String::new()),
            made: Instant::now(),
            begun: AtomicU64::new(0),
            last_wake: AtomicU64::new(0),
            wake: Box::new(wake),
        }))
    }

    /// A handle that nobody watches.
    pub fn silent() -> Self {
        Self::new(|| {})
    }

    /// A handle on work that waits for its turn: its time is counted from [`Progress::start`] on.
    pub fn waiting(wake: impl Fn() + Send + Sync + 'static) -> Self {
        let progress = Self::new(wake);
        progress.0.begun.store(u64::MAX, Relaxed);
        progress
    }

    /// Says that the work begins.
    pub fn start(&self) {
        self.0.begun.store(self.0.made.elapsed().as_millis() as u64, Relaxed);
        self.wake();
    }

    /// Says how many steps there are, and starts counting them from nothing.
    pub fn begin(&self, total: u64) {
        self.0.done.store(0, Relaxed);
        self.0.total.store(total, Relaxed);
        // The first step is news too.
        self.0.last_wake.store(0, Relaxed);
        self.wake();
    }

    /// Says that there are `steps` more.
    pub fn expect(&self, steps: u64) {
        self.0.total.fetch_add(steps, Relaxed);
    }

    /// Counts `steps` more as done.
    pub fn advance(&self, steps: u64) {
        self.0.done.fetch_add(steps, Relaxed);
        self.news();
    }

    /// Says what is being done now.
    pub fn say(&self, note: impl Into<String>) {
        *self.0.note.lock().unwrap_or_else(PoisonError::into_inner) = note.into();
        self.news();
    }

    /// Asks the work to stop.
    pub fn cancel(&self) {
        self.0.stop.store(true, Relaxed);
    }

    /// Whether the work was asked to stop.
    pub fn cancelled(&self) -> bool {
        self.0.stop.load(Relaxed)
    }

    /// Takes the wish to stop back: whoever holds work that was stopped may begin it again.
    pub fn resume(&self) {
        self.0.stop.store(false, Relaxed);
        self.wake();
    }

    /// Says that the work has come to its end.
    pub fn end(&self) {
        self.0.over.store(true, Relaxed);
    }

    /// Whether the work has come to its end.
    pub fn is_over(&self) -> bool {
        self.0.over.load(Relaxed)
    }

    /// A look at it that does not keep it.
    pub fn watch(&self) -> Watch {
        Watch(Arc::downgrade(&self.0))
    }

    /// [`Error::Cancelled`] when the work was asked to stop.
    pub fn check(&self) -> Result<()> {
        if self.cancelled() { Err(Error::Cancelled) } else { Ok(()) }
    }

    /// How far it is.
    pub fn report(&self) -> Report {
        let (done, total) = (self.0.done.load(Relaxed), self.0.total.load(Relaxed));
        let begun = Duration::from_millis(self.0.begun.load(Relaxed));
        Report {
            done: if total > 0 { done.min(total) } else { done },
            total,
            note: self.0.note.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            elapsed: self.0.made.elapsed().saturating_sub(begun),
        }
    }

    /// Calls the watcher at once.
    pub fn wake(&self) {
        (self.0.wake)();
    }

    fn news(&self) {
        let now = self.0.made.elapsed().as_millis() as u64;
        let last = self.0.last_wake.load(Relaxed);
        if (last == 0 || now >= last + 50) && self.0.last_wake.compare_exchange(last, now.max(1), Relaxed, Relaxed).is_ok() {
            self.wake();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_estimate_waits_until_it_can_be_made() {
        let report = |done, seconds| Report { done, total: 100, note: String::new(), elapsed: Duration::from_secs(seconds) };
        assert_eq!(report(0, 5).left(), None);
        assert_eq!(report(50, 0).left(), None);
        assert_eq!(report(25, 10).left().unwrap().as_secs(), 30);
        assert_eq!(Report { total: 0, ..report(3, 3) }.fraction(), None);
    }
}
