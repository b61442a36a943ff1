//! Commands of the reports: begun, named, put in order and written.

use super::table::{Entry, Section, When};
use super::{Command, ReportCommand::*};
use crate::model::{CodeId, ReportId};
use crate::ui::views::ViewId;

/// Reports: what is in them, in which order, and how they are made. The view Reports takes what names none.
#[derive(Clone, Debug, PartialEq)]
pub enum ReportCommand {
    /// Asks what a new report is called.
    New,
    /// Begins one of the project's themes.
    Begin(String),
    /// Asks which report shows.
    Choose,
    /// Shows a report.
    Show(ReportId),
    /// Chooses a theme of a report that shows, and brings it in sight once it is read.
    At(ReportId, CodeId),
    /// Asks for another title of the report that shows.
    AskRename,
    /// The same for this one.
    PickName(ReportId),
    /// Gives a report another title.
    Rename(ReportId, String),
    /// Removes the report that shows.
    Remove,
    /// Removes this one.
    RemoveOne(ReportId),
    /// Asks whether this one goes, with what goes along.
    AskRemove(ReportId),
    /// Asks what stands before the first theme.
    AskIntro,
    /// The same for this report.
    PickIntro(ReportId),
    /// Puts words before the first theme.
    Intro(ReportId, String),
    /// Asks how many quotes a theme has for which none were chosen.
    AskQuotes,
    /// The same for this report.
    PickQuotes(ReportId),
    /// Says how many they are.
    Quotes(ReportId, u32),
    /// Puts the framework chart in, or takes it out.
    Chart,
    /// The same for this report.
    SetChart(ReportId, bool),
    /// Puts pictures of where themes are heard in, or takes them out.
    Pictures,
    /// The same for this report.
    SetPictures(ReportId, bool),
    /// Asks for a theme to be put in.
    Add,
    /// The same for this report.
    PickTheme(ReportId),
    /// Puts a theme before another one, or at the end.
    Place(ReportId, CodeId, Option<CodeId>),
    /// The chosen theme or quote goes one up.
    Up,
    /// It goes one down.
    Down,
    /// It goes out.
    Drop,
    /// The quotes of the chosen theme that are taken by rule stay as they are now.
    Keep,
    /// The quotes of the chosen theme are taken by rule again.
    ByRule,
    /// Shows the chosen theme in Themes, or the quote in Read.
    Go,
    /// Writes the report that shows.
    Write,
}

impl ReportCommand {
    /// Whether it is for the report that shows, or for what is chosen in it.
    pub fn is_for_shown(&self) -> bool {
        matches!(self, AskRename | Remove | AskIntro | AskQuotes | Chart | Pictures | Add | Up | Down | Drop | Keep | ByRule | Go | Write)
    }
}

impl From<ReportCommand> for Command {
    fn from(command: ReportCommand) -> Self {
        Self::Reports(command)
    }
}

const fn row(id: &'static str, command: ReportCommand, label: &'static str, tip: &'static str, keys: &'static [&'static str]) -> Entry {
    Entry { id, command: Command::Reports(command), label, tip, keys, section: Section::Export, when: When::View(ViewId::Reports) }
}

pub(super) const ROWS: &[Entry] = &[
    row(
        "reports.new",
        New,
        "New report…",
        "Begin a document of chosen themes; it is kept with the project and can be written again after every change",
        &["N"],
    ),
    row("reports.choose", Choose, "Show another report…", "Choose which report shows", &["O"]),
    row("reports.add", Add, "Put a theme into the report…", "Choose a theme or any code; it stands at the end", &["A"]),
    row("reports.up", Up, "One place up", "Move the chosen theme or quote one place up", &["Alt+Up"]),
    row("reports.down", Down, "One place down", "Move the chosen theme or quote one place down", &["Alt+Down"]),
    row("reports.drop", Drop, "Take it out of the report", "Take the chosen theme or quote out of the report; in the project it stays", &["Delete"]),
    row(
        "reports.keep",
        Keep,
        "Keep the quotes as they are",
        "The quotes of the chosen theme that were taken by rule stay, whatever is coded later",
        &["K"],
    ),
    row("reports.by-rule", ByRule, "Take the quotes by rule again", "Let go of the quotes that were chosen for the theme", &["U"]),
    row("reports.go", Go, "Show it where it is", "The chosen theme in Themes, the chosen quote in Read", &["G"]),
    row("reports.intro", AskIntro, "Introduction of the report…", "Write what stands before the first theme", &["I"]),
    row("reports.quotes", AskQuotes, "How many quotes a theme has…", "For themes whose quotes are taken by rule", &["Q"]),
    row("reports.chart", Chart, "The framework chart in the report, or not", "Whether what the chart says of a theme stands under it", &["C"]),
    row("reports.pictures", Pictures, "Pictures in the report, or not", "Whether a picture of where it is heard stands under each theme", &["P"]),
    row("reports.rename", AskRename, "Rename the report…", "Give the report another title", &["F2"]),
    row(
        "reports.remove",
        Remove,
        "Remove the report…",
        "Remove the report; themes and passages stay, and what goes with it is told first",
        &["Ctrl+Delete"],
    ),
    row("reports.write", Write, "Write this report…", "As a Word document, a web page or Markdown", &["W"]),
];
