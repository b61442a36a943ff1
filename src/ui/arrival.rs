//! Going to a view gives its main list the keys, so that arrows and Tab begin there.

use super::views::{View, ViewId};
use egui::{Context, Id};

/// Which view was gone to, and whether its list waits for the keys.
#[derive(Default)]
pub(super) struct Arrival {
    shown: Option<ViewId>,
    waits: bool,
}

impl Arrival {
    /// After the view was drawn: gives its main list the keys once it is there, unless something in the view, or a dialog, has taken them by then.
    /// `before` had them before it was drawn.
    pub fn settle(&mut self, ctx: &Context, view: &dyn View, before: Option<Id>, dialog: bool) {
        let focused = ctx.memory(|memory| memory.focused());
        if self.shown != Some(view.id()) {
            (self.shown, self.waits) = (Some(view.id()), view.main().is_some());
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
        let Some(main) = view.main().filter(|_| focused.is_none()) else {
            self.waits = false;
            return;
        };
        // What is read in the background first has no list yet.
        if ctx.read_response(main).is_some() {
            self.waits = false;
            ctx.memory_mut(|memory| memory.request_focus(main));
            ctx.request_repaint();
        }
    }
}
