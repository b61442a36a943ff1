//! Commands of more like these: paragraphs like the passages of a code, coded or dismissed one by one.

use super::Command;
use super::table::{Entry, Section, When};
use crate::model::{CodeId, DismissedId, Passage};
use crate::ui::chosen::Noun;
use crate::ui::views::ViewId;

/// More like these. The view Search takes most of them while it is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum LikeCommand {
    /// Shows paragraphs like the passages of the code that was chosen last.
    Show,
    /// Asks which code.
    Ask,
    /// Shows those of this code, over all that was said.
    Of(CodeId),
    /// Shows what was dismissed for the code, or what is like it again.
    Dismissed,
    /// Ranks anew, by what is coded now.
    Anew,
    /// Codes the chosen one with the code.
    Accept,
    /// Dismisses the chosen one, or offers it again.
    Dismiss,
    /// Shows the chosen one in its source.
    Open,
    /// Codes a passage; one that was dismissed is no longer.
    Code(CodeId, Passage, Option<DismissedId>),
    /// Does not offer a passage again for a code.
    Leave(CodeId, Passage),
    /// Offers a dismissed passage again.
    Again(DismissedId),
}

const fn row(when: When, id: &'static str, command: LikeCommand, label: &'static str, tip: &'static str, keys: &'static [&'static str]) -> Entry {
    Entry { id, command: Command::Like(command), label, tip, keys, section: Section::Search, when }
}

const SEARCH: When = When::View(ViewId::Search);
const CHOSEN: When = When::Chosen(Noun::Alike);

pub(super) const ROWS: &[Entry] = &[
    row(
        When::Shown(ViewId::Search),
        "like.ask",
        LikeCommand::Ask,
        "More like the passages of a code…",
        "Choose a code, and see the uncoded paragraphs whose words are the likest",
        &["Ctrl+Alt+L"],
    ),
    row(SEARCH, "like.show", LikeCommand::Show, "Found: more like a code", "Show uncoded paragraphs like the passages of a code", &["Alt+A"]),
    row(
        SEARCH,
        "like.dismissed",
        LikeCommand::Dismissed,
        "More like: what was dismissed",
        "Show what was dismissed for the code, or go back",
        &["Alt+D"],
    ),
    row(SEARCH, "like.anew", LikeCommand::Anew, "More like: rank anew", "Rank by what is coded now", &["Alt+Y"]),
    row(CHOSEN, "like.accept", LikeCommand::Accept, "More like: code it so", "Code the chosen paragraph with the code", &["Enter"]),
    row(
        CHOSEN,
        "like.dismiss",
        LikeCommand::Dismiss,
        "More like: dismiss it, or offer it again",
        "The chosen paragraph is not offered again for the code; among what was dismissed, it is",
        &["Delete"],
    ),
    row(CHOSEN, "like.open", LikeCommand::Open, "More like: show it in its source", "Open the source in Read, at the chosen paragraph", &["O"]),
];
