//! How far something is, on standard error and only on a terminal.

use std::cell::Cell;
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// A line that is written over while work goes on.
pub(super) struct Bar {
    what: &'static str,
    shown: Cell<Option<Instant>>,
    terminal: bool,
}

impl Bar {
    /// A line that says what is going on.
    pub fn new(what: &'static str) -> Self {
        Self { what, shown: Cell::new(None), terminal: std::io::stderr().is_terminal() }
    }

    /// Says how far it is; always goes on.
    pub fn go(&self, done: usize, total: usize) -> bool {
        let due = self.shown.get().is_none_or(|last| last.elapsed() > Duration::from_millis(100));
        if self.terminal && due && total > 1 {
            self.shown.set(Some(Instant::now()));
            // Whether anybody sees it is nothing to stop for.
            let _ = write!(std::io::stderr().lock(), "\r{} {done} of {total} …", self.what);
        }
        true
    }

    /// Takes the line away.
    pub fn end(&self) {
        if self.shown.get().is_some() {
            let _ = write!(std::io::stderr().lock(), "\r\x1b[K");
        }
    }
}
