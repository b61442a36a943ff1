//! Commands that take back, bring again, and say who is coding.

use super::table::{Entry, Section, When};
use super::{Command, Edit::*};

/// Taking back and bringing again, and who does it.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Takes the last operation back.
    Undo,
    /// Takes the last operation back, whoever did it.
    UndoAnyway,
    /// Takes these steps back, from the first to the last in the journal, if they are still the last ones.
    UndoSteps(i64, i64),
    /// Brings back what was undone last.
    Redo,
    /// Brings back what this undo took, if it is still what was undone last.
    RedoStep(i64),
    /// Asks who is coding.
    AskCoder,
    /// Sets who is coding: name and initials.
    SetCoder(String, String),
    /// Nobody said who is coding: what waited for it is not done.
    NoCoder,
}

pub(super) const ROWS: &[Entry] = &[
    Entry {
        id: "edit.undo",
        command: Command::Edit(Undo),
        label: "Undo",
        tip: "Take the last step back",
        keys: &["Ctrl+Z"],
        section: Section::Edit,
        when: When::Undoable,
    },
    Entry {
        id: "edit.redo",
        command: Command::Edit(Redo),
        label: "Redo",
        tip: "Bring back what was undone last",
        keys: &["Ctrl+Shift+Z", "Ctrl+Y"],
        section: Section::Edit,
        when: When::Redoable,
    },
    Entry {
        id: "edit.coder",
        command: Command::Edit(AskCoder),
        label: "Who is coding…",
        tip: "Say whose name new codings carry",
        keys: &[],
        section: Section::Edit,
        when: When::Always,
    },
];
