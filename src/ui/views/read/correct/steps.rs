//! The steps back and on while a text is corrected. Each is what differs from the state after it; a long text is in memory once, not once a step.

use crate::project::NewSpeaker;
use crate::text::{Manuscript, WayBack};
use crate::ui::views::read::caret::Caret;

/// Steps back that are kept.
const STEPS: usize = 200;

/// A state to come back to.
#[derive(Clone)]
pub(super) struct Step {
    pub(super) manuscript: Manuscript,
    pub(super) voices: Vec<NewSpeaker>,
    pub(super) caret: Caret,
}

/// The way to a state from the one beside it.
struct Way {
    way: WayBack,
    voices: Vec<NewSpeaker>,
    caret: Caret,
}

impl Way {
    fn between(now: &Manuscript, then: &Step) -> Self {
        Self { way: now.way_to(&then.manuscript), voices: then.voices.clone(), caret: then.caret }
    }

    fn take(self, now: &Manuscript) -> Step {
        Step { manuscript: now.gone(&self.way), voices: self.voices, caret: self.caret }
    }
}

/// The states before and after the one that shows.
#[derive(Default)]
pub(super) struct Steps {
    back: Vec<Way>,
    on: Vec<Way>,
    /// The state before the step that may still go on, as a whole.
    open: Option<Step>,
}

impl Steps {
    /// A step begins at a state.
    pub(super) fn begin(&mut self, state: Step) {
        self.on.clear();
        self.end(&state.manuscript);
        self.open = Some(state);
    }

    /// The last step goes on.
    pub(super) fn goes_on(&mut self) {
        self.on.clear();
    }

    /// The step that may go on has ended in this state.
    fn end(&mut self, now: &Manuscript) {
        if let Some(before) = self.open.take() {
            self.back.push(Way::between(now, &before));
            let extra = self.back.len().saturating_sub(STEPS);
            self.back.drain(..extra);
        }
    }

    /// The state before this one.
    pub(super) fn back(&mut self, now: Step) -> Option<Step> {
        self.end(&now.manuscript);
        let before = self.back.pop()?.take(&now.manuscript);
        self.on.push(Way::between(&before.manuscript, &now));
        Some(before)
    }

    /// The state after this one, where it was taken back.
    pub(super) fn on(&mut self, now: Step) -> Option<Step> {
        let after = self.on.pop()?.take(&now.manuscript);
        self.back.push(Way::between(&after.manuscript, &now));
        Some(after)
    }
}
