//! Words kept while they are typed, so that no end of the program loses more than their last second.

use super::app::Themata;
use super::command::MemoCommand;
use super::cx::Cx;
use super::desk::Desk;
use super::drafts::{self, Draft};
use egui::Context;
use std::time::{Duration, Instant};

/// What is said of words in a field that are left over.
pub const RESCUED: &str = "These words were being written when the program last ended, and are not kept yet.";

/// How often what is typed is kept.
pub const EVERY: Duration = Duration::from_secs(1);

/// What of one draft is on disk, and since when.
pub struct Keeping {
    place: String,
    kept: String,
    at: Instant,
    /// Whether it is left over from before the program ended.
    rescued: bool,
}

impl Keeping {
    /// Begins with what was kept before the program ended, if anything was.
    pub fn of(desk: &Desk, draft: &Draft) -> Self {
        let place = draft.place();
        let kept = if drafts::is_outdated(desk, draft) { None } else { desk.reader().draft(&place).ok().flatten() };
        let kept = kept.unwrap_or_default();
        let rescued = !kept.is_empty() && desk.unfinished.contains(draft);
        Self { place, kept, at: Instant::now(), rescued }
    }

    /// Whether what is kept is left over from before the program ended.
    pub fn is_rescued(&self) -> bool {
        self.rescued
    }

    /// What is kept; empty where nothing is.
    pub fn kept(&self) -> &str {
        &self.kept
    }

    /// Puts what was typed before the program ended into a field, where anything was.
    pub fn take_up(&self, field: &mut String) {
        if !self.kept.is_empty() {
            field.clone_from(&self.kept);
        }
    }

    /// Keeps what is typed, once a second; nothing where it is what stood there before.
    pub fn at_times(&mut self, ctx: &Context, cx: &Cx, typed: &str) {
        if typed == self.kept {
            return;
        }
        match EVERY.checked_sub(self.at.elapsed()) {
            Some(left) if !left.is_zero() => ctx.request_repaint_after(left),
            _ => self.now(cx, typed),
        }
    }

    /// Keeps what is typed and not kept yet. Before it is written too: the draft goes with that work, and stays where it is refused or nobody
    /// says who is coding.
    pub fn now(&mut self, cx: &Cx, typed: &str) {
        if typed != self.kept {
            cx.push(MemoCommand::Keep(self.place.clone(), typed.to_owned()));
            (self.kept, self.at) = (typed.to_owned(), Instant::now());
        }
    }

    /// What was typed was thrown away, or is what stood there before.
    pub fn forget(&mut self, cx: &Cx) {
        self.now(cx, "");
    }
}

impl Themata {
    /// Keeps what is typed of this, where a project is open.
    pub(super) fn keeping(&self, draft: &Draft) -> Option<Keeping> {
        self.project.as_ref().map(|desk| Keeping::of(desk, draft))
    }
}
