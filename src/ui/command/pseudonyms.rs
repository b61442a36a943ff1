//! Commands of the list of pseudonyms: names put on it, and replaced everywhere.

use super::Command;
use super::PseudonymCommand::*;
use super::table::{Entry, Section, When};
use crate::project::{Listed, PseudonymDraft};

/// The list of pseudonyms.
#[derive(Clone, Debug, PartialEq)]
pub enum PseudonymCommand {
    /// Shows the list, what may be names too, and where each stands.
    Show,
    /// Asks for a name and what stands for it; with the name on the list that is changed, if one is.
    AskName(Box<PseudonymDraft>, Option<Listed>),
    /// Asks which case bears a name: one of the list, or one that is yet to be put on it.
    AskCase(Box<PseudonymDraft>, Option<Listed>),
    /// Puts a name on the list, or changes one.
    Put(Box<PseudonymDraft>, Option<Listed>),
    /// Takes a name off the list.
    Remove(Listed),
    /// Says that these words are no name.
    Dismiss(Vec<String>),
    /// Replaces all names, or these alone, everywhere.
    Apply(Option<Vec<String>>),
}

impl From<PseudonymCommand> for Command {
    fn from(command: PseudonymCommand) -> Self {
        Self::Pseudonyms(command)
    }
}

pub(super) const ROWS: &[Entry] = &[Entry {
    id: "pseudonyms.show",
    command: Command::Pseudonyms(Show),
    label: "Pseudonyms…",
    tip: "Names of people, places and organisations, what stands for them, and where they stand",
    keys: &["Ctrl+Alt+P"],
    section: Section::Sources,
    when: When::Project,
}];
