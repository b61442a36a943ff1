//! Commands of the case table: cells, attributes, cases, and what the project reads as site, role and phase.

use super::table::{Entry, Section, When};
use super::{CaseCommand::*, Command};
use crate::export::TableOf;
use crate::model::{Attribute, AttributeId, CaseId, CaseKind, CaseKindId, Grouping, SourceId, SpeakerId, Target};
use crate::project::{AttributeDraft, CaseDraft, CellEdit, ImportTable};
use crate::ui::chosen::Noun;
use crate::ui::views::ViewId;
use std::path::PathBuf;

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

/// What can be done with the cases that are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnCases {
    /// Writes a memo on the one.
    Memo,
    /// Asks for another name of the one.
    Rename,
    /// Asks which sources are of the one.
    Sources,
    /// Asks which case they belong to.
    Parent,
    /// Asks which kind they are of.
    Kind,
    /// Shows the sources of the one alone.
    Show,
    /// Asks before they are removed.
    Remove,
}

/// What a new case is made for.
#[derive(Clone, Debug, PartialEq)]
pub enum For {
    /// Sources that belong to it.
    Sources(Vec<SourceId>),
    /// Speakers who are it.
    Speakers(Vec<SpeakerId>),
}

/// The case table: cells, attributes, cases, and what the project reads as site, role and phase.
#[derive(Clone, Debug, PartialEq)]
pub enum CaseCommand {
    /// Does something with the cases that are chosen.
    OnChosen(OnCases),
    /// Asks for another name of a case.
    AskRename(CaseId),
    /// Asks which sources are of a case.
    AskSources(CaseId),
    /// Asks which case others belong to.
    AskParent(Vec<CaseId>),
    /// Asks which kind cases are of.
    AskKindOf(Vec<CaseId>),
    /// Says which kind cases are of, as one step.
    SetKind(Vec<CaseId>, CaseKindId),
    /// Asks which kind a new case of this name is of, and makes it for what it is needed for.
    AskKindFor(String, For),
    /// Makes a case and gives it sources or speakers, as one step.
    AddFor(CaseDraft, For),
    /// Asks for a new kind of case.
    NewKind,
    /// Offers what can be done with the kind that is shown.
    KindMenu,
    /// Offers what can be done with a kind of case.
    MenuOfKind(CaseKindId),
    /// Asks for another name or place of a kind of case.
    AskEditKind(CaseKindId),
    /// Makes a kind of case below another.
    AddKind(String, Option<CaseKindId>),
    /// Changes a kind of case.
    EditKind(Box<CaseKind>),
    /// Removes a kind of case that has no cases.
    RemoveKind(CaseKindId),
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
    /// Asks which case a new one of this kind belongs to, while the dialog for it is open.
    AskAbove(CaseKindId),
    /// Says it to that dialog.
    Above(Option<CaseId>),
    /// Makes a case.
    AddCase(CaseDraft),
    /// Sorts by the chosen column: upwards, then downwards, then as it was.
    Sort,
    /// Asks before the chosen cases are removed.
    RemoveChosen,
    /// Asks before cases are removed.
    AskRemove(Vec<CaseId>),
    /// Removes cases.
    Remove(Vec<CaseId>),
    /// Asks where the table of cases, or of sources, shall be written.
    ExportTable(TableOf),
    /// Writes it there.
    WriteTable(TableOf, PathBuf),
    /// Asks for a newer table.
    AskTable,
    /// Reads a newer table and shows what it would change.
    ReadTable(PathBuf),
    /// Changes what a table says.
    ApplyTable(Box<ImportTable>),
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

const fn one(id: &'static str, verb: OnCases, label: &'static str, tip: &'static str, keys: &'static [&'static str]) -> Entry {
    row(When::Single(Noun::Case), id, OnChosen(verb), label, tip, keys)
}

pub(super) const ROWS: &[Entry] = &[
    one("case.note", OnCases::Memo, "Memo on the case…", "Write down what concerns the chosen case", &["Alt+M"]),
    one("case.rename", OnCases::Rename, "Rename the case…", "Give the chosen case another name", &["F2"]),
    one("case.sources", OnCases::Sources, "Sources of the case…", "Give the chosen case sources, or take them away", &["B"]),
    row(
        When::Chosen(Noun::Case),
        "case.parent",
        OnChosen(OnCases::Parent),
        "The cases belong to…",
        "Choose the site or organisation that the chosen cases belong to",
        &["M"],
    ),
    row(
        When::Chosen(Noun::Case),
        "case.kind",
        OnChosen(OnCases::Kind),
        "Kind of the cases…",
        "Make the chosen cases persons, sites, organisations",
        &["K"],
    ),
    one("case.show", OnCases::Show, "Only sources of the case", "Show the sources of the chosen case alone, in Read", &["V"]),
    row(
        When::Chosen(Noun::Case),
        "case.remove",
        OnChosen(OnCases::Remove),
        "Remove the cases…",
        "Remove the chosen cases; their sources stay",
        &["Delete"],
    ),
    row(When::Project, "cases.kind", NewKind, "New kind of case…", "Such as an organisation between site and person", &[]),
    row(HERE, "cases.kind-menu", KindMenu, "The kind that is shown…", "Rename it, say what it lies below, or remove it", &[]),
    row(HERE, "cases.new", NewCase, "New case…", "Make a case of the kind that is shown", &["Ctrl+Alt+N"]),
    row(HERE, "cases.attribute", NewAttribute, "New attribute…", "Give this table another column", &["Ctrl+Alt+A"]),
    row(HERE, "cases.column", ColumnMenu, "The chosen column…", "Rename it, change its type, sort by it, or remove it", &["Alt+ArrowDown"]),
    row(HERE, "cases.sort", Sort, "Sort by the chosen column", "Upwards, then downwards, then as it was", &["Alt+ArrowUp"]),
    row(HERE, "cases.remove", RemoveChosen, "Remove the chosen rows…", "Remove the cases or sources of the chosen rows", &["Ctrl+Delete"]),
    row(
        HERE,
        "cases.export",
        ExportTable(TableOf::Cases),
        "Save the table of cases…",
        "All that is known of them, as .xlsx or .csv; it comes back without loss",
        &["Ctrl+Alt+E"],
    ),
    row(
        HERE,
        "cases.export-sources",
        ExportTable(TableOf::Sources),
        "Save the table of sources…",
        "Each interview with its own attributes, as .xlsx or .csv; it comes back without loss",
        &[],
    ),
    row(
        When::Project,
        "cases.table",
        AskTable,
        "Read a newer table…",
        "Of attributes, of cases or of sources; it shows first what changes",
        &["Ctrl+Alt+I"],
    ),
    row(When::Project, "cases.site", AskHead(Head::Site), "What is the site…", "Choose the attribute or kind of case that is compared as site", &[]),
    row(When::Project, "cases.role", AskHead(Head::Role), "What is the role…", "Choose the attribute that is the role group", &[]),
    row(When::Project, "cases.phase", AskHead(Head::Phase), "What is the phase…", "Choose the attribute that is the phase", &[]),
];
