//! Commands that write memos.

use super::table::{Entry, Section, When};
use super::{Command, MemoCommand::*};
use crate::analysis::{Matter, MemoOrder};
use crate::model::{Linked, MemoId, MemoKind, MemoState, Subject};
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
    /// Settles the chosen memos, or opens them again where all are settled.
    SettleChosen,
    /// Settles memos, or opens them again.
    Settle(Vec<MemoId>, MemoState),
    /// Asks what the chosen memos are linked to.
    LinkChosen,
    /// Asks what memos are linked to.
    AskLink(Vec<MemoId>),
    /// Asks which memo is linked to this.
    AskMemo(Subject),
    /// Links memos to something.
    Link(Vec<MemoId>, Linked),
    /// Asks which link of the chosen memo is taken off.
    UnlinkChosen,
    /// Asks the same of this memo.
    AskUnlink(MemoId),
    /// Takes a link off a memo.
    Unlink(MemoId, Linked),
    /// Puts the keys at a memo of the list.
    Show(MemoId),
    /// Chooses every memo that shows.
    All,
    /// Asks whether open or settled memos show.
    AskState,
    /// Shows open memos, settled ones, or both.
    State(Option<MemoState>),
    /// Asks what the memos that show are about.
    AskAbout,
    /// Shows memos about this alone, or about anything.
    About(Option<Matter>),
    /// Asks in what order memos stand.
    AskOrder,
    /// Puts them into an order.
    Order(MemoOrder),
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
        &["Alt+Shift+G"],
    ),
    row(HERE, "memos.open", OpenChosen, "Open the memo…", "Read and change the chosen memo", &["F2"]),
    row(HERE, "memos.go", GoToChosen, "Go to what the memo is on", "Show the passage, source, code or case of the chosen memo", &["G"]),
    row(
        HERE,
        "memos.settle",
        SettleChosen,
        "Settle the memo, or open it again",
        "The chosen memos are done with, or are to be talked about again",
        &["S"],
    ),
    row(HERE, "memos.link", LinkChosen, "Link the memo to…", "A code, a case, a source or another memo beside what it is on", &["L"]),
    row(HERE, "memos.unlink", UnlinkChosen, "Take a link of the memo off…", "The memo stays, and what it is on", &["Shift+L"]),
    row(HERE, "memos.remove", RemoveChosen, "Remove the memo", "Remove the chosen memos; undo brings them back", &["Delete"]),
    row(HERE, "memos.all", All, "Choose all memos that show", "Choose all memos of the list", &["Ctrl+A"]),
    row(HERE, "memos.state", AskState, "Open or settled memos…", "Show the open memos alone, the settled ones, or all", &["Alt+S"]),
    row(HERE, "memos.about", AskAbout, "What memos are about…", "Show the memos on one code, case or source alone", &["Alt+B"]),
    row(HERE, "memos.order", AskOrder, "Order of the memos…", "By kind, the newest or the oldest first", &["Alt+R"]),
];
