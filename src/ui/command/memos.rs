//! Commands that write memos.

use super::table::{Entry, Section, When};
use super::{Command, MemoCommand::*};
use crate::model::{MemoId, MemoKind, Subject};
use crate::project::MemoDraft;
use crate::ui::drafts::Draft;
use crate::ui::views::ViewId;

/// Memos: opened, written, changed, removed; and what is being typed, kept.
#[derive(Clone, Debug, PartialEq)]
pub enum MemoCommand {
    /// Opens the memos on something, with room for a new one.
    Open(Subject),
    /// Opens the memos on the first of these, with the others to choose instead.
    OpenAmong(Vec<Subject>),
    /// Asks which of these memos is opened.
    Pick(Vec<MemoId>),
    /// Opens one memo.
    OpenMemo(MemoId),
    /// Opens the memo that is chosen in the list.
    OpenChosen,
    /// Goes to what the chosen memo is on.
    GoToChosen,
    /// Removes the chosen memo.
    RemoveChosen,
    /// Writes a memo; what was kept of it in this place is done with.
    Add(Box<MemoDraft>, String),
    /// Changes a memo's kind, title and words.
    Change(MemoId, MemoKind, String, String, String),
    /// Removes memos.
    Remove(Vec<MemoId>),
    /// Says what was being written when the program last ended.
    Unfinished,
    /// Lists it.
    ListUnfinished,
    /// Goes on with one of it.
    GoOn(Draft),
    /// Keeps what is being typed in a place; empty words end it.
    Keep(String, String),
    /// Keeps what is being typed in another place than before: from where, where, and the words.
    Move(String, String, String),
}

const fn row(when: When, id: &'static str, command: MemoCommand, label: &'static str, tip: &'static str, keys: &'static [&'static str]) -> Entry {
    Entry { id, command: Command::Memos(command), label, tip, keys, section: Section::Cases, when }
}

const HERE: When = When::View(ViewId::Memos);

pub(super) const ROWS: &[Entry] = &[
    row(When::Project, "memos.project", Open(Subject::Project), "Memo on the project…", "Write down what concerns the study as a whole", &[]),
    row(
        When::Project,
        "memos.unfinished",
        ListUnfinished,
        "Go on writing…",
        "Memos and definitions that were being written when the program last ended",
        &[],
    ),
    row(HERE, "memos.open", OpenChosen, "Open the memo…", "Read and change the chosen memo", &["F2"]),
    row(HERE, "memos.go", GoToChosen, "Go to what the memo is on", "Show the passage, source, code or case of the chosen memo", &["G"]),
    row(HERE, "memos.remove", RemoveChosen, "Remove the memo", "Remove the chosen memo; undo brings it back", &["Delete"]),
];
