//! The commands as data: what can be asked for, with label, tooltip, keys and place in the menu, in one table.
//!
//! Drawing changes nothing: a view pushes a [`Command`] on the [`Queue`], and the app drains it between frames. A noun's
//! commands are an enum with its rows of the table in one file, and `run_NOUN.rs` beside it executes them.

mod care;
mod cases;
mod chart;
mod codes;
mod coding;
mod correct;
mod crosswalk;
mod edit;
mod export;
mod frameworks;
mod gathering;
mod history;
pub mod keys;
mod like;
mod memos;
mod moves;
mod picks;
mod project;
mod pseudonyms;
mod read;
mod reports;
mod run;
mod run_agenda;
mod run_attributes;
mod run_backup;
mod run_care;
mod run_cases;
mod run_chart;
mod run_chosen;
mod run_codes;
mod run_coding;
mod run_correct;
mod run_crosswalk;
mod run_edit;
mod run_example;
mod run_export;
mod run_frameworks;
mod run_gathering;
mod run_history;
mod run_import;
mod run_kinds;
mod run_like;
mod run_links;
mod run_memos;
mod run_notes;
mod run_paper;
mod run_project;
mod run_pseudonyms;
mod run_read;
mod run_reports;
mod run_search;
mod run_showing;
mod run_sources;
mod run_speakers;
mod run_study;
mod run_survey;
mod run_tables;
mod run_themes;
mod run_window;
mod run_words;
mod search;
mod showing;
mod sources;
mod speakers;
mod study;
pub mod table;
mod themes;
pub mod wanted;
mod window;

pub use care::Care;
pub use cases::{CaseCommand, For as CaseFor, Head as CaseHead, OnCases};
pub use chart::ChartCommand;
pub use codes::{CodeCommand, OnCodes, OnFramework, Trait, Way};
pub use coding::CodingCommand;
pub use correct::{CorrectCommand, Remark};
pub use crosswalk::CrosswalkCommand;
pub use edit::Edit;
pub use export::Export;
pub use frameworks::FrameworkCommand;
pub use gathering::Gathering;
pub use history::History;
pub use keys::{Keymap, Keys};
pub use like::LikeCommand;
pub use memos::MemoCommand;
pub use project::ProjectCommand;
pub use pseudonyms::PseudonymCommand;
pub use read::{Note as ReadNote, Nudge, ReadCommand};
pub use reports::ReportCommand;
pub(super) use run::run;
pub use search::SearchCommand;
pub use showing::{Showing, Way as ShowWay};
pub use sources::{OnFolder, OnSources, SourceCommand};
pub use speakers::SpeakerCommand;
pub use study::Study;
pub use table::{Entry, Section, When};
pub use themes::ThemesCommand;
pub use wanted::Wanted;
pub use window::{Side, Target, Window};

use std::cell::RefCell;

/// Something asked for, by key, menu, palette, button or drop.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Taking back and bringing again, and who does it.
    Edit(Edit),
    /// Looking after the project's file.
    Care(Care),
    /// The case table: cells, attributes, cases.
    Cases(CaseCommand),
    /// The view Chart: its cells, what it shows, its export.
    Chart(ChartCommand),
    /// Bringing something out: passages, pages, transcripts, a copy.
    Export(Export),
    /// The history: undo to a step, what it shows, the audit trail.
    History(History),
    /// Coding passages.
    Coding(CodingCommand),
    /// Correcting texts.
    Correct(CorrectCommand),
    /// The map of links between two frameworks.
    Crosswalk(CrosswalkCommand),
    /// Frameworks and codes.
    Codes(CodeCommand),
    /// Frameworks through time: their versions, and passages to look at again.
    Frameworks(FrameworkCommand),
    /// Sources and folders.
    Sources(SourceCommand),
    /// Paragraphs like the passages of a code.
    Like(LikeCommand),
    /// What themes gather, and frameworks read as others.
    Gathering(Gathering),
    /// Memos.
    Memos(MemoCommand),
    /// The view Read.
    Read(ReadCommand),
    /// Opening, making and closing projects, and bringing files in.
    Project(ProjectCommand),
    /// The list of pseudonyms.
    Pseudonyms(PseudonymCommand),
    /// The view Search, and finding in a text.
    Search(SearchCommand),
    /// Reports: documents of chosen themes.
    Reports(ReportCommand),
    /// What shows and how.
    Showing(Showing),
    /// The speakers: who they are, what they are, and coding all they say.
    Speakers(SpeakerCommand),
    /// The study as a whole: its settings and the table of who was interviewed.
    Study(Study),
    /// The view Themes: its cards, and what is exported from it.
    Themes(ThemesCommand),
    /// The window itself: views, columns, look, dialogs.
    Window(Window),
}

impl From<Edit> for Command {
    fn from(command: Edit) -> Self {
        Self::Edit(command)
    }
}

impl From<Export> for Command {
    fn from(command: Export) -> Self {
        Self::Export(command)
    }
}

impl From<ProjectCommand> for Command {
    fn from(command: ProjectCommand) -> Self {
        Self::Project(command)
    }
}

impl From<CodingCommand> for Command {
    fn from(command: CodingCommand) -> Self {
        Self::Coding(command)
    }
}

impl From<CorrectCommand> for Command {
    fn from(command: CorrectCommand) -> Self {
        Self::Correct(command)
    }
}

impl From<CodeCommand> for Command {
    fn from(command: CodeCommand) -> Self {
        Self::Codes(command)
    }
}

impl From<SourceCommand> for Command {
    fn from(command: SourceCommand) -> Self {
        Self::Sources(command)
    }
}

impl From<LikeCommand> for Command {
    fn from(command: LikeCommand) -> Self {
        Self::Like(command)
    }
}

impl From<MemoCommand> for Command {
    fn from(command: MemoCommand) -> Self {
        Self::Memos(command)
    }
}

impl From<ReadCommand> for Command {
    fn from(command: ReadCommand) -> Self {
        Self::Read(command)
    }
}

impl From<SearchCommand> for Command {
    fn from(command: SearchCommand) -> Self {
        Self::Search(command)
    }
}

impl From<ThemesCommand> for Command {
    fn from(command: ThemesCommand) -> Self {
        Self::Themes(command)
    }
}

impl From<Window> for Command {
    fn from(command: Window) -> Self {
        Self::Window(command)
    }
}

/// What was asked for since the last frame, in order.
#[derive(Debug, Default)]
pub struct Queue(RefCell<Vec<Command>>);

impl Queue {
    /// Asks for something.
    pub fn push(&self, command: impl Into<Command>) {
        self.0.borrow_mut().push(command.into());
    }

    /// Takes everything that was asked for.
    pub fn drain(&self) -> Vec<Command> {
        self.0.take()
    }

    /// Whether nothing was asked for.
    pub fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }
}
