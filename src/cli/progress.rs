//! How far something is, on standard error and only on a terminal.

use crate::jobs::{Progress, Watch};
use crate::model::grouped;
use std::io::{IsTerminal, Write};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

/// A line that is written over while work goes on, and taken away at its end.
pub(super) struct Bar {
    what: &'static str,
    shown: Mutex<Option<Instant>>,
    terminal: bool,
}

impl Bar {
    /// A line that says what is going on.
    pub fn new(what: &'static str) -> Self {
        Self { what, shown: Mutex::new(None), terminal: std::io::stderr().is_terminal() }
    }

    /// A verb that touches very many rows: the line shows once that takes longer than a moment, and goes with the last handle.
    pub fn watching(what: &'static str) -> Progress {
        let (bar, own) = (Self::new(what), Arc::new(OnceLock::<Watch>::new()));
        let look = own.clone();
        let progress = Progress::new(move || {
            let report = look.get().and_then(Watch::progress).map(|progress| progress.report());
            if let Some(report) = report.filter(|report| report.elapsed >= Duration::from_millis(500)) {
                bar.go(report.done as usize, report.total as usize);
            }
        });
        // Nobody else has set it.
        let _ = own.set(progress.watch());
        progress
    }

    /// Says how far it is; always goes on.
    pub fn go(&self, done: usize, total: usize) -> bool {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let due = shown.is_none_or(|last| last.elapsed() > Duration::from_millis(100));
        if self.terminal && due && total > 1 {
            *shown = Some(Instant::now());
            // Whether anybody sees it is nothing to stop for.
            let _ = write!(std::io::stderr().lock(), "\r{} {} of {} …", self.what, grouped(done), grouped(total));
        }
        true
    }

    /// Takes the line away.
    pub fn end(&self) {
        if self.shown.lock().unwrap_or_else(PoisonError::into_inner).take().is_some() {
            let _ = write!(std::io::stderr().lock(), "\r\x1b[K");
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.end();
    }
}
