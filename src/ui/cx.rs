//! What drawing may use: the tokens, the configuration and the project to read, and the queue to ask on.

use super::background::Background;
use super::chosen::Chosen;
use super::command::{Command, Entry, Keymap, Queue, When, table, wanted};
use super::config::Config;
use super::desk::Desk;
use super::text::SharedEngine;
use super::theme::Tokens;
use super::views::ViewId;
use crate::jobs::{Job, Progress};
use crate::model::{CodeId, CoderId};
use egui::Context;
use std::sync::Arc;

/// What drawing may use. Nothing in it can be changed from here: ask with [`Cx::push`].
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    /// Colours and widths.
    pub tokens: &'a Arc<Tokens>,
    /// What lays out and paints passages, borrowed for as long as one is painted.
    pub text: &'a SharedEngine,
    /// What the user has chosen.
    pub config: &'a Config,
    /// Which keys give which command.
    pub keys: &'a Keymap,
    /// Where to ask.
    pub queue: &'a Queue,
    /// The open project, if one is.
    pub project: Option<&'a Desk>,
    /// What is chosen in the view that is shown.
    pub chosen: &'a Chosen,
    /// The view that is shown.
    pub view: ViewId,
    /// The work under way.
    pub background: &'a Background,
    /// What wakes the window when work in the background has come to its end.
    pub ctx: &'a Context,
    /// The views there are.
    pub views: &'a [ViewId],
}

impl Cx<'_> {
    /// Asks for something; it is done before the next frame.
    pub fn push(&self, command: impl Into<Command>) {
        self.queue.push(command);
    }

    /// Starts work in the background for a view to hold; with a label it shows itself, with Cancel.
    pub fn job<T: Send + 'static>(&self, label: Option<&str>, work: impl FnOnce(&Progress) -> crate::Result<T> + Send + 'static) -> Job<T> {
        self.background.job(self.ctx, label, work)
    }

    /// Who is coding, where the project knows them.
    pub fn me(&self) -> Option<CoderId> {
        Some(self.project?.corpus.coder_named(&self.config.coder.as_ref()?.initials)?.id)
    }

    /// The code on a digit key of who is coding.
    pub fn pinned(&self, slot: u8) -> Option<CodeId> {
        let me = self.me()?;
        self.project?.corpus.pins.iter().find(|pin| pin.coder == me && pin.slot == slot).map(|pin| pin.code)
    }

    /// The key cap of a command, if it has keys.
    pub fn cap(&self, command: impl Into<Command>) -> Option<String> {
        table::entry(&command.into()).and_then(|entry| self.keys.cap(entry))
    }

    /// The key of a command and what it does, for a line of help: “J joins to a case”; nothing where it has no key.
    pub fn keyed(&self, command: impl Into<Command>, does: &str) -> Option<String> {
        self.cap(command).map(|cap| format!("{cap} {does}"))
    }

    /// The tooltip of a command: what it does, with its key.
    pub fn tip(&self, command: impl Into<Command>) -> String {
        let Some(entry) = table::entry(&command.into()) else { return String::new() };
        self.keys.cap(entry).map_or_else(|| entry.tip.to_owned(), |cap| format!("{}  ({cap})", entry.tip))
    }

    /// Whether this row of the table can be given now.
    pub fn enabled(&self, entry: &Entry) -> bool {
        wanted::wanted(self, entry).is_none()
    }

    /// Whether this row stands in menu, palette and list at all: not while the view it goes to is missing.
    pub fn exists(&self, entry: &Entry) -> bool {
        match entry.when {
            When::Shown(view) | When::View(view) | When::Writable(view) => self.views.contains(&view),
            When::Views(views) => views.iter().any(|view| self.views.contains(view)),
            _ => true,
        }
    }
}
