//! Commands of the case table: cells, attributes, cases, and what the project reads as site, role and phase.

use super::table::{Entry, Section, When};
use super::{CaseCommand::*, Command};
use crate::model::{Attribute, AttributeId, CaseId, CaseKindId, Grouping, Target};
use crate::project::{AttributeDraft, CaseDraft, CellEdit};
use crate::ui::views::ViewId;

/// What the project reads as one of its three groupings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// What is compared as sites.
    Site,
    /// Role groups.
    Role,
    /// Phases.
    Phase,
}

impl Head {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Site, Self::Role, Self::Phase];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::Role => "role",
            Self::Phase => "phase",
        }
    }
}

/// The case table: cells, attributes, cases, and what the project reads as site, role and phase.
#[derive(Clone, Debug, PartialEq)]
pub enum CaseCommand {
    /// Changes cells as one step.
    Cells(Vec<CellEdit>),
    /// Asks for a new attribute of the table that is shown.
    NewAttribute,
    /// Asks for a new attribute of cases or of sources.
    AskAttribute(Target),
    /// Makes an attribute.
    AddAttribute(AttributeDraft),
    /// Offers what can be done with the chosen column.
    ColumnMenu,
    /// Offers what can be done with the column of an attribute.
    MenuOf(AttributeId),
    /// Asks for another name, type or other choices of an attribute.
    AskEdit(AttributeId),
    /// Changes an attribute.
    EditAttribute(Box<Attribute>),
    /// Asks before an attribute is removed with its values.
    AskRemoveAttribute(AttributeId),
    /// Removes an attribute with its values.
    RemoveAttribute(AttributeId),
    /// Asks for a new case of the kind that is shown.
    NewCase,
    /// Asks for a new case of a kind.
    AskCase(CaseKindId),
    /// Makes a case.
    AddCase(CaseDraft),
    /// Asks before the chosen cases are removed.
    RemoveChosen,
    /// Asks before cases are removed.
    AskRemove(Vec<CaseId>),
    /// Removes cases.
    Remove(Vec<CaseId>),
    /// Asks what the project reads as site, role or phase.
    AskHead(Head),
    /// Says what the project reads as site, role or phase.
    SetHead(Head, Option<Grouping>),
}

impl From<CaseCommand> for Command {
    fn from(command: CaseCommand) -> Self {
        Self::Cases(command)
    }
}

const HERE: When = When::View(ViewId::Cases);

const fn row(when: When, id: &'static str, command: CaseCommand, label: &'static str, tip: &'static str, keys: &'static [&'static str]) -> Entry {
    Entry { id, command: Command::Cases(command), label, tip, keys, section: Section::Cases, when }
}

pub(super) const ROWS: &[Entry] = &[
    row(HERE, "cases.new", NewCase, "New case…", "Make a case of the kind that is shown", &["Ctrl+Alt+N"]),
    row(HERE, "cases.attribute", NewAttribute, "New attribute…", "Give this table another column", &["Ctrl+Alt+A"]),
    row(HERE, "cases.column", ColumnMenu, "The chosen column…", "Rename it, change its type, sort by it, or remove it", &["Alt+ArrowDown"]),
    row(HERE, "cases.remove", RemoveChosen, "Remove the chosen cases…", "Remove the cases of the chosen rows; their sources stay", &["Ctrl+Delete"]),
    row(When::Project, "cases.site", AskHead(Head::Site), "What is the site…", "Choose the attribute or kind of case that is compared as site", &[]),
    row(When::Project, "cases.role", AskHead(Head::Role), "What is the role…", "Choose the attribute that is the role group", &[]),
    row(When::Project, "cases.phase", AskHead(Head::Phase), "What is the phase…", "Choose the attribute that is the phase", &[]),
];
