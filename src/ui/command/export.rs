//! Commands that bring something out of the project: passages, the page for reviewers, a transcript, a copy.

use super::Command;
use super::Export::*;
use super::table::{Entry, Section, When};
use crate::export::AgendaOptions;
use crate::model::{CodeId, ReportId, SourceId};
use crate::ui::exports::{ExportJob, TableJob, What};
use std::path::PathBuf;

/// Bringing something out.
#[derive(Clone, Debug, PartialEq)]
pub enum Export {
    /// Asks how the page for reviewers shall be.
    Page,
    /// Asks which passages are exported, and how.
    Passages,
    /// Asks the same for a format that was chosen.
    As(What),
    /// Asks which transcript is printed or saved.
    PickTranscript,
    /// Asks how a transcript is printed or saved.
    Transcript(SourceId),
    /// Asks for what is not said yet of an export.
    Edit(Box<ExportJob>),
    /// Looks for quotes that tell who said them, then goes on.
    Check(Box<ExportJob>),
    /// Asks where an export shall lie.
    Where(Box<ExportJob>),
    /// Writes an export to this place.
    Write(Box<ExportJob>, PathBuf),
    /// Opens a copy to print from once more.
    OpenCopy(PathBuf),
    /// Shows the folder of a file in the desktop's own way.
    Folder(PathBuf),
    /// Looks for names in the codebook, then asks where it shall lie.
    Codebook,
    /// Asks where the codebook shall lie.
    CodebookWhere,
    /// Writes the codebook there.
    CodebookTo(PathBuf),
    /// Asks which table for a paper is written, and how: as it was asked for last.
    PickTable,
    /// Asks the same where the passages of a code show.
    TableOf(CodeId),
    /// Asks for what is not said yet of a table for a paper.
    EditTable(Box<TableJob>),
    /// Asks for one more code that is a theme of the table, beside these.
    AskTableCode(Vec<CodeId>),
    /// This one.
    TableCode(CodeId),
    /// Looks for names in a table for a paper, then asks where it shall lie.
    Table(Box<TableJob>),
    /// Asks where a table for a paper shall lie.
    TableWhere(Box<TableJob>),
    /// Writes a table for a paper there; the suffix says how.
    TableTo(Box<TableJob>, PathBuf),
    /// Asks which report is written.
    PickReport,
    /// Begins a report of all themes under this title, to be written.
    NewReport(String),
    /// Looks for names in a report, then asks where it shall lie.
    Report(ReportId),
    /// Asks where a report shall lie.
    ReportWhere(ReportId),
    /// Writes a report there; the suffix says how.
    ReportTo(ReportId, PathBuf),
    /// Asks what goes on the agenda of a meeting.
    AskAgenda,
    /// Looks for names in an agenda, then asks where it shall lie.
    Agenda(Box<AgendaOptions>),
    /// Asks where an agenda shall lie.
    AgendaWhere(Box<AgendaOptions>),
    /// Writes an agenda there; the suffix says how.
    AgendaTo(Box<AgendaOptions>, PathBuf),
    /// Asks where a copy of the project shall lie.
    AskCopy,
    /// Saves a copy of the project there.
    Copy(PathBuf),
    /// Looks for names that remain, then goes on to a copy without the key.
    HandOn,
    /// Asks where a copy to be handed on shall lie.
    HandOnWhere,
    /// Saves a copy without history and key there.
    HandOnTo(PathBuf),
}

const fn row(id: &'static str, command: Export, label: &'static str, tip: &'static str, keys: &'static [&'static str]) -> Entry {
    Entry { id, command: Command::Export(command), label, tip, keys, section: Section::Export, when: When::Project }
}

pub(super) const ROWS: &[Entry] = &[
    row("export.page", Page, "Page for reviewers…", "One file with themes by site, for any browser", &["Ctrl+Shift+P"]),
    row("export.passages", Passages, "Export passages…", "A table, an Excel workbook, a Word document, or JSON for scripts", &["Ctrl+Shift+E"]),
    row(
        "export.transcript",
        PickTranscript,
        "Print or save a transcript…",
        "With its codings in the margin, as a PDF or a page for any browser",
        &["Ctrl+Shift+T"],
    ),
    row("export.codebook", Codebook, "Codebook as a table…", "Every code with its path, definition, include, exclude and example, as CSV", &[]),
    row(
        "export.table",
        PickTable,
        "Table for the paper…",
        "Participants, sites, code tree, themes, framework chart, reporting guidelines; as Word, Excel, CSV, HTML or Markdown",
        &[],
    ),
    row(
        "export.report",
        PickReport,
        "Write a report…",
        "Chosen themes with what they state, where they are heard, quotes and the chart; as Word, HTML or Markdown",
        &[],
    ),
    row(
        "export.agenda",
        AskAgenda,
        "Make the meeting agenda…",
        "Open memos, passages that were coded or settled differently, and room for decisions; as Word, HTML or Markdown",
        &[],
    ),
    row("export.copy", AskCopy, "Save a copy as…", "The whole project with its history, in a file of its own", &["Ctrl+Shift+S"]),
    row("export.hand-on", HandOn, "Copy to hand on…", "Today’s project alone: no history, older texts, original files or list of pseudonyms", &[]),
];
