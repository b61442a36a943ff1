//! Commands that open, make and close projects and bring files in.

use super::table::{Entry, Section, When};
use super::{Command, ProjectCommand::*};
use crate::import::KeptPattern;
use crate::ui::dialogs::{Order, SurveyOrder};
use std::path::PathBuf;

/// Opening, making and closing projects, and bringing files in.
#[derive(Clone, Debug, PartialEq)]
pub enum ProjectCommand {
    /// Opens the bundled study.
    Example,
    /// Builds the bundled study anew, keeps one that was worked in beside it, and opens it.
    ExampleAfresh,
    /// Asks for a folder of transcripts and makes a project of it.
    New,
    /// Asks where a project without any sources shall lie.
    NewEmpty,
    /// Asks where the project of these files shall lie.
    NewFrom(Vec<PathBuf>),
    /// Asks what the project that shall lie there is called, then makes it and imports these files.
    AskName(PathBuf, Vec<PathBuf>),
    /// Makes an empty project at this place with this name, then imports these files.
    Create(PathBuf, String, Vec<PathBuf>),
    /// Asks which project to open.
    Open,
    /// Opens the project at this place.
    OpenPath(PathBuf),
    /// Asks where a project lies now that was here before.
    Locate(PathBuf),
    /// Takes a project off the list of recent ones.
    Forget(PathBuf),
    /// Closes the project.
    Close,
    /// Opens the import with no file yet.
    AskImport,
    /// Asks for files to be looked at.
    ChooseFiles,
    /// Asks for a table of attributes.
    ChooseTable,
    /// Shows what these files and folders would bring.
    ImportPaths(Vec<PathBuf>),
    /// Asks for the table of a survey.
    AskSurvey,
    /// Shows what the survey at this place would bring.
    LookAtSurvey(PathBuf),
    /// Imports a survey.
    ImportSurvey(Box<SurveyOrder>),
    /// Keeps a speaker pattern no longer.
    ForgetPattern(String),
    /// Keeps speaker patterns for the next import.
    KeepPatterns(Vec<KeptPattern>),
    /// Imports what was looked at.
    Import(Box<Order>),
}

pub(super) const ROWS: &[Entry] = &[
    Entry {
        id: "project.example",
        command: Command::Project(Example),
        label: "Look around the example study",
        tip: "Open the bundled study: four sites, two frameworks, already coded",
        keys: &["Ctrl+E"],
        section: Section::Project,
        when: When::Always,
    },
    Entry {
        id: "project.new",
        command: Command::Project(New),
        label: "New project from a folder of transcripts…",
        tip: "Choose a folder; its transcripts become a new project",
        keys: &["Ctrl+N"],
        section: Section::Project,
        when: When::Always,
    },
    Entry {
        id: "project.new-empty",
        command: Command::Project(NewEmpty),
        label: "New empty project…",
        tip: "Begin with a framework or notes, and import later",
        keys: &[],
        section: Section::Project,
        when: When::Always,
    },
    Entry {
        id: "project.open",
        command: Command::Project(Open),
        label: "Open a project…",
        tip: "Open a .themata file",
        keys: &["Ctrl+O"],
        section: Section::Project,
        when: When::Always,
    },
    Entry {
        id: "project.import",
        command: Command::Project(AskImport),
        label: "Import transcripts and tables…",
        tip: "Bring in files, folders and a table of attributes; see first what would come in",
        keys: &["Ctrl+I"],
        section: Section::Project,
        when: When::Project,
    },
    Entry {
        id: "project.survey",
        command: Command::Project(AskSurvey),
        label: "Import a survey…",
        tip: "A .csv or .xlsx with a row for each respondent: closed columns become attributes, open ones texts",
        keys: &[],
        section: Section::Project,
        when: When::Project,
    },
    Entry {
        id: "project.close",
        command: Command::Project(Close),
        label: "Close the project",
        tip: "Back to the welcome page; everything is saved already",
        keys: &["Ctrl+W"],
        section: Section::Project,
        when: When::Project,
    },
];
