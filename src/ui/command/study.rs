//! Commands of the study as a whole: its settings and the table of who was interviewed.

use super::table::{Entry, Section, When};
use super::{Command, Study::*};
use crate::model::{Coder, CoderId, Project};
use std::path::PathBuf;

/// The study as a whole: its settings and the table of who was interviewed.
#[derive(Clone, Debug, PartialEq)]
pub enum Study {
    /// Opens the project's settings.
    Settings,
    /// Puts the project's settings in force: name, description, groupings, attribution.
    Set(Box<Project>),
    /// Asks which coder changes.
    Coders,
    /// Asks what changes of a coder.
    AskCoder(CoderId),
    /// Changes a coder.
    EditCoder(Box<Coder>),
    /// Copies the table of who was interviewed, once what it tells was looked at.
    CopyTable,
    /// Copies it.
    CopyTableNow,
    /// Asks where the table of who was interviewed shall lie.
    ExportTable,
    /// Asks where the methods table shall lie.
    ExportTableWhere,
    /// Writes the table of who was interviewed there.
    ExportTableTo(PathBuf),
}

impl From<Study> for Command {
    fn from(command: Study) -> Self {
        Self::Study(command)
    }
}

const fn row(section: Section, id: &'static str, command: Study, label: &'static str, tip: &'static str) -> Entry {
    Entry { id, command: Command::Study(command), label, tip, keys: &[], section, when: When::Project }
}

pub(super) const ROWS: &[Entry] = &[
    row(Section::Project, "study.settings", Settings, "Project settings…", "Name, description and how quotes are attributed"),
    row(Section::Project, "study.coders", Coders, "Coders…", "Change the name, initials or role of a coder"),
    row(Section::Export, "study.copy-table", CopyTable, "Copy the methods table", "Copy who was interviewed, for a document or spreadsheet"),
    row(
        Section::Export,
        "study.export-table",
        ExportTable,
        "Export the methods table…",
        "Write who was interviewed, by role, site and phase, to a CSV table",
    ),
];
