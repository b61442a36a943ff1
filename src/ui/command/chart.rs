//! Commands of the view Chart: cells written, settled and gone through, passages quoted, what the chart shows, and its export.

use super::table::{Entry, Section, When};
use super::{ChartCommand::*, Command};
use crate::analysis::ChartAsk;
use crate::model::{CellStatus, CodeId, CrosswalkId, FrameworkId, RowKey};
use crate::project::CellDraft;
use crate::ui::views::ViewId;
use crate::ui::views::chart::{Choice, Part, RowsOf};
use crate::ui::views::themes::{Axis, By};
use std::path::PathBuf;

/// The view Chart. The view itself takes what is for its cells while it is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum ChartCommand {
    /// Writes in the cell at the keys, or folds the group there.
    Edit,
    /// Goes to this cell, whatever shows, and writes in it.
    WriteIn(RowKey, CodeId),
    /// Clears the chosen cells.
    Clear,
    /// Says how far the chosen cells are.
    Status(CellStatus),
    /// Says that what stands in the chosen cells still fits what is coded under them.
    Holds,
    /// Goes to the next cell that has passages and nothing written.
    Next,
    /// Goes to the next cell under which the coding changed since it was written.
    NextChanged,
    /// Finds words in the cells.
    Find,
    /// Goes to the next cell with the words sought.
    FindNext,
    /// Goes to the one before.
    FindPrevious,
    /// Rests the cell on the passage of this number under it, and names it in its words.
    Quote(usize),
    /// Asks which of the passages under the cell is quoted.
    AskQuote,
    /// Asks which passage the cell rests on no longer.
    AskUnlink,
    /// Rests the cell no longer on a passage, by the number that it has in its words.
    Unlink(u32),
    /// Shows the first passage under the cell in Read.
    Open,
    /// Shows the passage of this number under the cell in Read.
    OpenThis(usize),
    /// Shows the passages under the cell whole, or cut.
    Whole,
    /// Shows the passage of this number under the cell whole, or cut.
    WholeThis(usize),
    /// Asks which of the words that stood in the cell before come back.
    AskBack,
    /// Words were typed in a cell and left out of it: says so.
    LeftOut,
    /// No data is said of cells under which so many passages are coded: says so.
    Coded(u32),
    /// Brings the words that were left out of a cell back into its field.
    Regain,
    /// Brings back what stood in the cell after this step.
    Back(i64, Option<CodeId>),
    /// Asks what the rows are.
    AskRows,
    /// Makes rows of these.
    Rows(RowsOf),
    /// Asks what the rows are grouped by.
    AskBy,
    /// Groups the rows.
    By(By),
    /// Asks which codes are columns.
    AskColumns,
    /// Asks which branch of a framework is.
    AskBranch,
    /// Makes columns of a framework, or of a part of it.
    Columns(FrameworkId, Part),
    /// Shows only codes that something is coded with, or all.
    Used,
    /// Asks which sites, roles or phases show.
    AskOnly,
    /// Asks which of one of these show.
    AskOnlyOf(Axis),
    /// Shows this one, or no longer; without one, shows all.
    Only(Axis, Option<String>),
    /// Folds every group.
    Fold,
    /// Unfolds every group.
    Unfold,
    /// Makes the columns wider.
    Wider,
    /// Makes them narrower.
    Narrower,
    /// Makes them as wide as they have room for.
    Fit,
    /// Exports the chart as it shows.
    Export,
    /// Looks for names in a chart, read through this crosswalk, then asks where it shall lie.
    Check(Box<ChartAsk>, Option<CrosswalkId>),
    /// Asks where a chart shall lie.
    Where(Box<ChartAsk>, Option<CrosswalkId>),
    /// Writes a chart there; the suffix says how.
    To(Box<ChartAsk>, Option<CrosswalkId>, PathBuf),
    /// Asks before cells are pasted, where so many of them have other words, and so many that were copied have no place in the chart.
    AskPaste(Vec<CellDraft>, usize, usize),
    /// Writes cells as one step, and says so where that is to be said.
    Write(Vec<CellDraft>, bool),
    /// Remembers what is shown and how.
    Keep(Box<Choice>),
}

impl ChartCommand {
    /// Whether its keys are heard only while the cells have them.
    pub fn is_for_cells(&self) -> bool {
        matches!(self, Edit | Clear)
    }

    /// Whether it is about the cells that are chosen.
    pub fn is_of_a_cell(&self) -> bool {
        self.writes() || matches!(self, Open | OpenThis(_) | Whole | WholeThis(_) | AskBack)
    }

    /// Whether it changes them.
    pub fn writes(&self) -> bool {
        matches!(self, Edit | Clear | Status(_) | Holds | Quote(_) | AskQuote | AskUnlink | Unlink(_) | Back(..))
    }
}

impl From<ChartCommand> for Command {
    fn from(command: ChartCommand) -> Self {
        Self::Chart(command)
    }
}

const fn row(id: &'static str, command: ChartCommand, label: &'static str, tip: &'static str, keys: &'static [&'static str]) -> Entry {
    Entry { id, command: Command::Chart(command), label, tip, keys, section: Section::Chart, when: When::View(ViewId::Chart) }
}

const fn quote(id: &'static str, number: usize, label: &'static str, keys: &'static [&'static str]) -> Entry {
    row(id, Quote(number), label, "Rest the cell on this passage under it, and name it in its words", keys)
}

pub(super) const ROWS: &[Entry] = &[
    row("chart.edit", Edit, "Write in the cell", "Write what the passages under the cell come to; letters begin it anew", &["Enter", "F2"]),
    row("chart.next", Next, "Next cell not yet charted", "Go to the next cell that has passages and nothing written", &["Ctrl+J"]),
    row(
        "chart.next-changed",
        NextChanged,
        "Next cell whose coding changed",
        "Go to the next cell under which the coding changed since it was written",
        &["Ctrl+Shift+J"],
    ),
    row("chart.agree", Status(CellStatus::Agreed), "The cell is agreed", "The team has read the chosen cells and agrees", &["Alt+A"]),
    row("chart.draft", Status(CellStatus::Draft), "The cell is a draft", "The chosen cells are not agreed on yet", &["Alt+D"]),
    row("chart.no-data", Status(CellStatus::NoData), "The cell has no data", "Somebody looked, and there is nothing to say", &["Alt+N"]),
    row("chart.holds", Holds, "The cell still fits its coding", "The coding under it changed; its words need not", &["Alt+K"]),
    row("chart.unlink", AskUnlink, "Unlink a passage…", "Rest the cell no longer on one of its passages", &["Alt+L"]),
    row("chart.clear", Clear, "Clear the cells", "Take words and passages out of the chosen cells; undo brings them back", &["Delete", "Backspace"]),
    quote("chart.quote-1", 1, "Quote passage 1", &["Alt+1"]),
    quote("chart.quote-2", 2, "Quote passage 2", &["Alt+2"]),
    quote("chart.quote-3", 3, "Quote passage 3", &["Alt+3"]),
    quote("chart.quote-4", 4, "Quote passage 4", &["Alt+4"]),
    quote("chart.quote-5", 5, "Quote passage 5", &["Alt+5"]),
    quote("chart.quote-6", 6, "Quote passage 6", &["Alt+6"]),
    quote("chart.quote-7", 7, "Quote passage 7", &["Alt+7"]),
    quote("chart.quote-8", 8, "Quote passage 8", &["Alt+8"]),
    quote("chart.quote-9", 9, "Quote passage 9", &["Alt+9"]),
    row(
        "chart.quote",
        AskQuote,
        "Quote a passage…",
        "Choose any passage under the cell by its number or its words: the cell rests on it and names it in its words",
        &["Alt+Q"],
    ),
    row(
        "chart.open",
        Open,
        "Show the cell’s first passage in its source",
        "Open the source in Read, at the first passage under the cell",
        &["Ctrl+Enter"],
    ),
    row("chart.whole", Whole, "Passages under the cell whole, or cut", "Show long passages to their end, or their first rows alone", &["Alt+W"]),
    row("chart.back", AskBack, "Bring back old words of the cell…", "Choose from what stood in the cell before", &["Alt+B"]),
    row(
        "chart.regain",
        Regain,
        "Bring back words left out of a cell",
        "Write on with what was typed last in a cell and left out with Esc",
        &["Alt+Shift+B"],
    ),
    row("chart.find", Find, "Find in the cells…", "Find words in what is written in the chart", &["Ctrl+F"]),
    row("chart.find-next", FindNext, "Next cell with the words", "Go to the next cell with the words sought", &["F3"]),
    row("chart.find-previous", FindPrevious, "Previous cell with the words", "Go to the cell before with the words sought", &["Shift+F3"]),
    row("chart.rows", AskRows, "Rows of the chart…", "Choose what the rows are: interviews, people, or other cases", &["Alt+R"]),
    row("chart.by", AskBy, "Group the rows…", "Choose what the rows are grouped by: site, role, phase, or any attribute", &["Alt+G"]),
    row("chart.columns", AskColumns, "Columns of the chart…", "Choose the framework, and which of its codes", &["Alt+C"]),
    row("chart.branch", AskBranch, "A branch as columns…", "Choose a code, which with all below it makes the columns", &[]),
    row("chart.used", Used, "Only codes in use, or all", "Show only codes that something is coded with, or all", &["Alt+U"]),
    row("chart.only", AskOnly, "Which rows show…", "Show the rows of chosen sites, roles or phases alone", &["Alt+O"]),
    row("chart.fold", Fold, "Fold every group", "Show the heads of the groups alone", &["Ctrl+Alt+ArrowUp"]),
    row("chart.unfold", Unfold, "Unfold every group", "Show the rows of every group", &["Ctrl+Alt+ArrowDown"]),
    row("chart.wider", Wider, "Wider columns", "Make the columns of the chart wider; an edge of a head is dragged too", &["Alt+Plus", "Alt+Equals"]),
    row("chart.narrower", Narrower, "Narrower columns", "Make the columns of the chart narrower; an edge of a head is dragged too", &["Alt+Minus"]),
    row(
        "chart.fit",
        Fit,
        "Columns as wide as there is room",
        "Fit whole columns into the room again, as a double click on an edge of a head does",
        &["Alt+0"],
    ),
    row("chart.export", Export, "Export the chart…", "As it shows, with the passages behind it: Excel, Word, CSV, HTML, Markdown", &["Alt+X"]),
];

/// The code of a branch, as a command.
pub(super) fn branch(framework: FrameworkId, code: CodeId) -> Command {
    Columns(framework, Part::Branch(code)).into()
}
