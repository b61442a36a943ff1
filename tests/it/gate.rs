//! A gate that holds work in the window's background where a test wants it, without a clock.

use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

/// Who comes to it passes, or waits; clones are the same gate.
#[derive(Clone, Default)]
pub struct Gate(Arc<(Mutex<State>, Condvar)>);

#[derive(Default)]
struct State {
    /// How many may still pass; nothing while it is open.
    left: Option<u32>,
    held: bool,
}

impl Gate {
    /// Comes to the gate: what a test gives to be called when there is news of work.
    pub fn pass(&self) {
        let (state, moved) = &*self.0;
        let mut state = state.lock().unwrap();
        while state.left == Some(0) {
            state.held = true;
            moved.notify_all();
            state = moved.wait(state).unwrap();
        }
        state.held = false;
        state.left = state.left.map(|left| left - 1);
    }

    /// Closes after `passes` more.
    pub fn close_after(&self, passes: u32) {
        self.0.0.lock().unwrap().left = Some(passes);
    }

    /// Opens it when it is dropped, so that a test that fails ends.
    pub fn in_the_end(&self) -> InTheEnd {
        InTheEnd(self.clone())
    }

    /// Opens.
    pub fn open(&self) {
        self.0.0.lock().unwrap().left = None;
        self.0.1.notify_all();
    }

    /// Whether somebody is held.
    pub fn holds(&self) -> bool {
        self.0.0.lock().unwrap().held
    }

    /// Waits until somebody is held.
    pub fn held(&self) {
        let (state, moved) = &*self.0;
        let state = state.lock().unwrap();
        let late = moved.wait_timeout_while(state, Duration::from_secs(60), |state| !state.held).unwrap().1;
        assert!(!late.timed_out(), "nobody came to the gate");
    }
}

/// Opens a gate when it is dropped.
pub struct InTheEnd(Gate);

impl Drop for InTheEnd {
    fn drop(&mut self) {
        self.0.open();
    }
}
