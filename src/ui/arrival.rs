//! Going to a view gives its main list the keys, so that arrows and Tab begin there.

use super::command::Command;
use super::views::{View, ViewId};
use egui::{Context, Id};
use std::time::{Duration, Instant};

/// How long what had the keys is waited for.
const PATIENCE: Duration = Duration::from_secs(1);

/// Which view was gone to, and whether its list waits for the keys.
#[derive(Default)]
pub(super) struct Arrival {
    shown: Option<ViewId>,
    waits: bool,
    /// What had the keys when the view was left, where it is come back to, and until when it is waited for.
    back: Option<(Id, Instant)>,
    /// What is asked for once the view is there, and until when its list is waited for.
    then: Option<(Command, Instant)>,
}

impl Arrival {
    /// The view that is come to was here before, and had the keys at this.
    pub fn back_at(&mut self, focus: Option<Id>) {
        self.back = focus.map(|id| (id, Instant::now() + PATIENCE));
    }

    /// Asks for something once the view that was gone to is there.
    pub fn then(&mut self, command: Command) {
        self.then = Some((command, Instant::now() + PATIENCE));
    }

    /// What can be asked for now that the view is there.
    pub fn ready(&mut self, ctx: &Context) -> Option<Command> {
        let (_, until) = self.then.as_ref()?;
        ctx.request_repaint();
        if self.waits && Instant::now() < *until { None } else { self.then.take().map(|(command, _)| command) }
    }

    /// After the view was drawn: gives its main list the keys once it is there, unless something in the view, or a dialog, has taken them by then.
    /// `before` had them before it was drawn.
    pub fn settle(&mut self, ctx: &Context, view: &dyn View, before: Option<Id>, dialog: bool) {
        let focused = ctx.memory(|memory| memory.focused());
        if self.shown != Some(view.id()) {
            (self.shown, self.waits) = (Some(view.id()), view.main().is_some());
            self.back = self.back.filter(|_| self.waits);
            // What had the keys belonged to the view that was left, or led here.
            if self.waits
                && let Some(id) = focused.filter(|id| focused == before && Some(*id) != view.main())
            {
                ctx.memory_mut(|memory| memory.surrender_focus(id));
            }
            return;
        }
        if !self.waits || dialog {
            return;
        }
        // The main list of some views takes the keys by itself.
        let free = |main: &Id| focused.is_none() || self.back.is_some() && focused == Some(*main);
        let Some(main) = view.main().filter(free) else {
            (self.waits, self.back) = (false, None);
            return;
        };
        // What is read in the background first has no list yet.
        if ctx.read_response(main).is_some() {
            let there = |id: Id| ctx.read_response(id).is_some();
            // What had the keys may have to be read in the background first, as passages beside a list.
            if self.back.is_some_and(|(id, until)| !there(id) && Instant::now() < until) {
                return ctx.request_repaint();
            }
            self.waits = false;
            let main = self.back.take().map(|(id, _)| id).filter(|id| there(*id)).unwrap_or(main);
            ctx.memory_mut(|memory| memory.request_focus(main));
            ctx.request_repaint();
        }
    }
}
