//! Commands that look after the project's file: whether it is whole, backups, and what can be saved of a damaged one.

use super::table::{Entry, Section, When};
use super::{Care::*, Command};
use std::path::PathBuf;

/// Looking after the project's file. Without an open project it is asked which file is meant.
#[derive(Clone, Debug, PartialEq)]
pub enum Care {
    /// Checks the open project, or asks for one.
    AskCheck,
    /// Checks everything in this project.
    Check(PathBuf),
    /// Keeps a backup of the open project now.
    Backup,
    /// Asks which backup is put in the place of the open project, or of one that is asked for.
    AskRestore,
    /// Lists the backups of this project, to choose one.
    PickBackup(PathBuf),
    /// Tells what putting a backup in the project's place does, and asks.
    ConfirmRestore(PathBuf, PathBuf, String),
    /// Puts the second, a backup, in the place of the first.
    Restore(PathBuf, PathBuf),
    /// Asks what is saved of the open project, or of one that is asked for.
    AskRecover,
    /// Asks where what can be read of this project shall lie.
    RecoverWhere(PathBuf),
    /// Saves what can be read of the first into the second.
    Recover(PathBuf, PathBuf),
}

impl From<Care> for Command {
    fn from(command: Care) -> Self {
        Self::Care(command)
    }
}

const fn row(when: When, id: &'static str, command: Care, label: &'static str, tip: &'static str) -> Entry {
    Entry { id, command: Command::Care(command), label, tip, keys: &[], section: Section::Project, when }
}

pub(super) const ROWS: &[Entry] = &[
    row(When::Always, "care.check", AskCheck, "Check the project", "Look at every row and hold every text against its hash; nothing is changed"),
    row(
        When::Project,
        "care.backup",
        Backup,
        "Make a backup now",
        "Keep a private copy in your data folder, if something changed since the last one",
    ),
    row(
        When::Always,
        "care.restore",
        AskRestore,
        "Restore a backup…",
        "Put a backup in the project’s place; what stands there now is kept beside it",
    ),
    row(
        When::Always,
        "care.recover",
        AskRecover,
        "Save what can be read of a damaged project…",
        "Write it to a new file, row by row; the damaged one stays as it is",
    ),
];
