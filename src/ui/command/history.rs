//! Commands of the history: undo to a step, what it shows, and the audit trail.

use super::table::{Entry, Section, When};
use super::{Command, History::*};
use crate::project::About;
use crate::ui::views::ViewId;
use std::path::PathBuf;

/// The history: undo to a step, what it shows, and the audit trail.
#[derive(Clone, Debug, PartialEq)]
pub enum History {
    /// Asks before undoing to before the step that is chosen in the view.
    UndoToChosen,
    /// Says what undoing to before this step takes back, and asks.
    AskUndoTo(i64),
    /// Takes this step and all after it back.
    UndoTo(i64),
    /// Brings again the step that is chosen in the view, with all undone before it.
    RedoToChosen,
    /// Brings this undone step again, with all undone before it.
    RedoTo(i64),
    /// Asks for a code whose steps alone show.
    PickCode,
    /// Asks for a source whose steps alone show.
    PickSource,
    /// Shows the steps about one thing, or about everything.
    Show(Option<About>),
    /// Asks where the audit trail shall lie.
    Export,
    /// Asks where the audit trail shall lie.
    ExportWhere,
    /// Writes the audit trail there.
    ExportTo(PathBuf),
}

impl From<History> for Command {
    fn from(command: History) -> Self {
        Self::History(command)
    }
}

const fn row(
    when: When,
    section: Section,
    id: &'static str,
    command: History,
    label: &'static str,
    tip: &'static str,
    keys: &'static [&'static str],
) -> Entry {
    Entry { id, command: Command::History(command), label, tip, keys, section, when }
}

const HERE: When = When::View(ViewId::History);

pub(super) const ROWS: &[Entry] = &[
    row(
        HERE,
        Section::Edit,
        "history.undo-to",
        UndoToChosen,
        "Undo to before the chosen step…",
        "Take the chosen step and all after it back",
        &["Ctrl+Alt+Z"],
    ),
    row(
        HERE,
        Section::Edit,
        "history.redo-to",
        RedoToChosen,
        "Redo up to the chosen step",
        "Bring the chosen step again, with all undone before it",
        &["Ctrl+Alt+Y"],
    ),
    row(HERE, Section::Go, "history.code", PickCode, "History of a code…", "Show the steps about one code alone", &[]),
    row(HERE, Section::Go, "history.source", PickSource, "History of a source…", "Show the steps about one source alone", &[]),
    row(HERE, Section::Go, "history.everything", Show(None), "History of everything", "Show the steps about all codes and sources", &[]),
    row(When::Project, Section::Export, "history.export", Export, "Export the audit trail…", "Write every step of the history to a CSV table", &[]),
];
