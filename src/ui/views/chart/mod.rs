//! The framework chart: interviews, people or groups of them by the codes of a framework, with a summary in each cell, written as in a spreadsheet.
//!
//! `data` holds the chart as plain values and is made by a job; `cell` is what stands beside it about one cell; the rest draws and hears.

mod act;
mod cards;
mod cell;
mod choice;
mod data;
mod edit;
mod find;
mod grid;
mod head;
mod keys;
mod left;
mod long;
mod menus;
mod paint;
mod panel;
mod widths;

pub use choice::{Choice, Part, RowsOf};

use super::block::Block;
use super::{StatusItem, View, ViewId, parts};
use crate::analysis::{Chart, Voices};
use crate::jobs::Progress;
use crate::model::{CodeId, RowKey};
use crate::project::{Reader, Topic};
use crate::ui::cached::Cached;
use crate::ui::chosen::Chosen;
use crate::ui::command::{ChartCommand, Command, Edit, Entry, Showing, Side, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::format::{count, counted};
use crate::ui::later::{Later, Watched};
use cell::CellData;
use data::{Line, LineKey, Made, Sheet};
use edit::Editor;
use egui::{Id, Ui};
use std::sync::Arc;

/// What the chart is made of beside the passages.
const TOPICS: &[Topic] = &[Topic::Pseudonyms];
/// What says whose a passage is.
const VOICES: &[Topic] = &[Topic::Sources, Topic::Speakers, Topic::Cases];

/// What a chart is made for.
type Key = (u64, Choice);

/// What is known of a cell is read for: the state of the project, the chart, the cell with the group its row stands in.
type CellKey = (u64, u64, RowKey, usize, CodeId);

/// Seconds within which another step is one of keys that are held, and how long they rest after such a step before anything is read.
const RUNNING: f64 = 0.2;
const RESTS: f64 = 0.1;

/// The view.
#[derive(Default)]
pub struct ChartView {
    choice: Option<Choice>,
    kept: Option<Choice>,
    making: Later<Key, Made>,
    /// Whose passages are whose, and of which state.
    voices: Option<(u64, Arc<Voices>)>,
    /// How many charts were made.
    editions: u64,
    sheet: Cached<(u64, u64, Vec<String>), Sheet>,
    reading: Later<CellKey, CellData>,
    /// By which numbers passages were asked for before they were read, and at which cell.
    asked: ((usize, usize), Vec<usize>),
    /// What is to be read beside the chart, and since when the keys are there.
    resting: Option<(CellKey, f64)>,
    /// The cell the keys go to, and the other corner of what is chosen: lines and columns.
    cursor: (usize, usize),
    anchor: (usize, usize),
    /// By what that cell is known when the chart becomes another one.
    held: Option<(LineKey, Option<CodeId>)>,
    reveal: bool,
    /// Whether something else was asked to show since the lines were found last.
    changed: bool,
    /// How wide its columns are.
    wide: f32,
    editor: Option<Editor>,
    /// What was typed last and left out of its cell.
    left: Option<left::LeftOut>,
    /// A cell that is to be written in once the chart that has it is there.
    wanted: Option<(RowKey, CodeId)>,
    find: find::Find,
    /// The passages beside it that stand whole, and whether any is longer than what shows of it otherwise.
    whole: long::Whole,
    long: bool,
    /// What was copied last, with what it rests on.
    copied: Option<data::Copied>,
    /// Whether the cells have the keys.
    listens: bool,
    /// The pass in which the column at the right was drawn last.
    beside: u64,
}

/// The cells, for the focus.
fn grid_id() -> Id {
    Id::unique("chart grid")
}

impl View for ChartView {
    fn id(&self) -> ViewId {
        ViewId::Chart
    }

    fn main(&self) -> Option<Id> {
        Some(grid_id())
    }

    fn column(&self, side: Side) -> Option<&'static str> {
        (side == Side::Right).then_some("The cell")
    }

    fn right(&mut self, ui: &mut Ui, cx: &Cx) {
        self.refresh(cx);
        self.beside = ui.ctx().cumulative_pass_nr();
        panel::draw(self, ui, cx);
    }

    fn centre(&mut self, ui: &mut Ui, cx: &Cx) {
        let Some(desk) = cx.project else { return };
        self.refresh(cx);
        edit::signed(self, cx);
        // Without its column there is no field: what was typed in it is taken.
        if self.editor.as_ref().is_some_and(Editor::is_open) && self.beside != ui.ctx().cumulative_pass_nr() {
            edit::take(self, cx, None);
        }
        if let Some(why) = self.making.trouble() {
            return parts::empty(ui, cx, "The chart could not be made", why, None);
        }
        if self.making.last().is_none() {
            parts::waiting(ui, &mut self.making, "Making the chart", "The chart was not made");
            return;
        }
        let Some(made) = self.making.last() else { return };
        if made.chart.rows.is_empty() || made.chart.codes.is_empty() {
            self.listens = false;
            return self.nothing(ui, cx, desk);
        }
        head::draw(self, ui, cx, desk);
        find::draw(self, ui, cx, desk);
        grid::draw(self, ui, cx, desk);
    }

    fn chosen(&self, desk: &Desk) -> Chosen {
        Chosen { undoes: self.undoes(desk), ..Chosen::default() }
    }

    fn status(&self, cx: &Cx) -> Vec<StatusItem> {
        self.status_line(cx)
    }

    fn hears(&self, entry: &Entry) -> bool {
        match &entry.command {
            Command::Chart(command) if command.is_for_cells() => self.listens && self.editor.is_none(),
            _ => true,
        }
    }

    fn leave(&mut self, cx: &Cx) {
        edit::take(self, cx, None);
    }

    fn keep(&mut self, cx: &Cx) {
        if let Some(editor) = &mut self.editor {
            editor.keep_now(cx);
        }
    }

    fn command(&mut self, command: &Command, cx: &Cx) -> bool {
        let Some(desk) = cx.project else { return false };
        match command {
            Command::Chart(command) => {
                self.refresh(cx);
                self.act(command, cx, desk)
            }
            Command::Edit(Edit::Undo) if self.undoes(desk) => {
                cx.push(ChartCommand::Regain);
                true
            }
            Command::Showing(Showing::AskThrough) => {
                self.refresh(cx);
                menus::ask_through(self, cx, desk);
                true
            }
            Command::Showing(Showing::Through(framework)) => {
                self.change(cx, |choice| choice.through = *framework);
                true
            }
            Command::Window(Window::ShowAll) => {
                self.change(cx, |choice| *choice = choice.unfiltered());
                true
            }
            _ => false,
        }
    }
}

impl ChartView {
    /// Makes the chart again where something changed since the last frame, in the background; the last one shows meanwhile.
    fn refresh(&mut self, cx: &Cx) {
        let Some(desk) = cx.project else { return };
        let choice = self.choice.get_or_insert_with(|| cx.config.charts.get(&desk.key()).cloned().unwrap_or_default());
        // Without one of its own, the framework that was looked at last in another view.
        choice.framework = choice.framework.or_else(|| cx.config.frameworks.get(&desk.key()).copied());
        *choice = std::mem::take(choice).fitting(&desk.corpus);
        self.kept.get_or_insert_with(|| choice.clone());
        // Links and verdicts say what is read through a lens, and nothing else here.
        let links = if choice.through.is_some() { desk.revision(&[Topic::Crosswalks]) } else { 0 };
        let key: Key = (desk.revision(Topic::PASSAGES) + desk.revision(TOPICS) + links, choice.unfolded());
        if self.making.wants(&key) {
            let (path, corpus, wanted) = (desk.path().to_owned(), desk.corpus.clone(), key.1.clone());
            let state = desk.revision(VOICES);
            let voices = self.voices.as_ref().filter(|(known, _)| *known == state).map(|(_, voices)| voices.clone());
            self.editions += 1;
            let edition = self.editions;
            let label = self.making.last().map(|_| "Making the chart");
            let work = move |progress: &Progress| {
                let reader = Reader::open(&path)?;
                Made::new(&corpus, &Watched::new(reader.texts(&corpus), progress), &wanted, voices, edition)
            };
            self.making.start(key.clone(), cx.job(label, work));
        }
        if let Some(made) = self.making.of(&key) {
            self.voices = Some((desk.revision(VOICES), made.voices.clone()));
        }
        self.settle(desk);
        self.arrive(&key, cx, desk);
        self.read_cell(cx, desk);
    }

    /// Writes in the cell that was asked for, once the chart that has it is there.
    fn arrive(&mut self, key: &Key, cx: &Cx, desk: &Desk) {
        let Some(made) = self.making.of(key).filter(|_| self.wanted.is_some()) else { return };
        let place = self.wanted.take().and_then(|(row, code)| made.find(&desk.corpus, &row, code));
        if let Some((row, column)) = place {
            self.go_to(cx, desk, row, column);
            edit::begin(self, cx, None);
            self.bring();
        }
    }

    /// Finds the lines anew where the chart, its words or its folds are others, and the cell at the keys in them.
    fn settle(&mut self, desk: &Desk) {
        let (Some(made), Some(choice)) = (self.making.last(), &self.choice) else { return };
        let key = (made.edition, desk.revision(&[Topic::Chart]), choice.folded.clone());
        let mut moved = false;
        let sheet = self.sheet.get(key, |_| {
            moved = true;
            Sheet::new(&desk.corpus, made, &choice.folded)
        });
        if !moved {
            return;
        }
        let last = (sheet.lines.len().saturating_sub(1), made.chart.codes.len().saturating_sub(1));
        // What was chosen stays in sight when other rows or columns show.
        self.reveal |= std::mem::take(&mut self.changed);
        if let Some((line, code)) = &self.held {
            let block = Block::between(self.cursor, self.anchor);
            let at = sheet.find(&made.chart, line).unwrap_or(self.cursor.0);
            let column = made.chart.codes.iter().position(|other| Some(*other) == *code).unwrap_or(self.cursor.1);
            if (at, column) != self.cursor {
                (self.cursor, self.anchor) = ((at, column), (at, column));
            } else if block.count() > 1 && block.rows.1 > last.0 {
                self.anchor = self.cursor;
            }
        } else if let Some(first) = sheet.lines.iter().position(|line| matches!(line, Line::Row(_))) {
            (self.cursor, self.anchor) = ((first, 0), (first, 0));
        }
        for corner in [&mut self.cursor, &mut self.anchor] {
            *corner = (corner.0.min(last.0), corner.1.min(last.1));
        }
        self.hold();
    }

    /// Remembers by what the cell at the keys is known.
    fn hold(&mut self) {
        let Some(made) = self.making.last() else { return };
        let code = made.chart.codes.get(self.cursor.1).copied();
        self.held = self.sheet.last().and_then(|sheet| sheet.key(&made.chart, self.cursor.0)).map(|line| (line, code));
    }

    /// Reads what stands beside the chart about the cell at the keys.
    fn read_cell(&mut self, cx: &Cx, desk: &Desk) {
        self.quote_asked(cx);
        let Some((row, column)) = self.place() else { return };
        let Some(made) = self.making.last() else { return };
        let (key, group, code) = (made.chart.rows[row].key.clone(), made.chart.rows[row].group, made.chart.codes[column]);
        let wanted: CellKey =
            (desk.revision(Topic::PASSAGES) + desk.revision(TOPICS) + desk.revision(&[Topic::Chart]), made.edition, key.clone(), group, code);
        if !self.reading.wants(&wanted) || !self.rests(&wanted, cx) {
            return;
        }
        let Some(made) = self.making.last() else { return };
        let view = made.chart.view(&desk.corpus, row, column);
        let corpus = made.through.as_ref().map_or(&desk.corpus, |(_, corpus)| corpus).clone();
        let (path, scope, voices) = (desk.path().to_owned(), made.ask.scope.clone(), made.voices.clone());
        let (cell, changed, mark) = (view.cell.cloned(), view.changed, made.chart.mark(row, column));
        let (own, lens) = (desk.corpus.clone(), made.through.as_ref().map(|(lens, _)| *lens));
        // A corpus that is read through a lens was made with the chart: what is written since is in the project's own.
        let evidence = cell.as_ref().map(|cell| desk.corpus.evidence(cell.id).to_vec()).unwrap_or_default();
        let only = made.chart.sources_of(&corpus, &made.ask, row);
        let work = move |progress: &Progress| {
            let reader = Reader::open(&path)?;
            let (scope, voices, cell, evidence, own) = (&scope, &*voices, cell.as_ref(), evidence.as_slice(), &*own);
            let of = cell::Of { row: &key, group, only, code, scope, voices, cell, evidence, changed, mark, own, lens };
            CellData::new(&corpus, &reader, &Watched::new(reader.texts(&corpus), progress), &of)
        };
        self.reading.start(wanted, cx.job(None, work));
    }

    /// Whether the keys rest at a cell, or came to it by a single step: of those they run over nothing is read.
    fn rests(&mut self, wanted: &CellKey, cx: &Cx) -> bool {
        let now = cx.ctx.input(|input| input.time);
        let since = match &self.resting {
            Some((key, since)) if key == wanted => *since,
            Some((_, before)) if now - before < RUNNING => now,
            _ => now - RESTS,
        };
        self.resting = Some((wanted.clone(), since));
        let left = RESTS - (now - since);
        if left > 0.0 {
            cx.ctx.request_repaint_after(std::time::Duration::from_secs_f64(left));
        }
        left <= 0.0
    }

    /// The chart that shows.
    fn chart(&self) -> Option<&Chart> {
        self.making.last().map(|made| &made.chart)
    }

    /// The row and column of the chart at the keys; nothing at the head of a group.
    fn place(&self) -> Option<(usize, usize)> {
        let row = self.sheet.last()?.row(self.cursor.0)?;
        let chart = self.chart()?;
        (row < chart.rows.len() && self.cursor.1 < chart.codes.len()).then_some((row, self.cursor.1))
    }

    /// What is known of the cell at the keys; nothing before it was read.
    fn cell(&self) -> Option<&CellData> {
        let (row, column) = self.place()?;
        let chart = self.chart()?;
        let of = &chart.rows[row];
        self.reading.last().filter(|cell| cell.row == of.key && cell.group == of.group && cell.code == chart.codes[column])
    }

    /// What is chosen.
    fn block(&self) -> Block {
        Block::between(self.cursor, self.anchor)
    }

    /// Chooses a cell; with `extend` the block from the last one chosen alone.
    fn go(&mut self, cell: (usize, usize), extend: bool) {
        (self.cursor, self.reveal) = (cell, true);
        if !extend {
            self.anchor = cell;
        }
        self.hold();
    }

    /// Shows something else, and remembers it.
    fn change(&mut self, cx: &Cx, change: impl FnOnce(&mut Choice)) {
        let Some(choice) = &mut self.choice else { return };
        change(choice);
        if self.kept.as_ref() != Some(choice) {
            self.changed = true;
            self.kept = Some(choice.clone());
            cx.push(ChartCommand::Keep(Box::new(choice.clone())));
        }
    }

    /// Folds or unfolds the group in a line.
    fn fold(&mut self, cx: &Cx, line: usize, fold: Option<bool>) {
        let label = self.sheet.last().zip(self.chart()).and_then(|(sheet, chart)| match sheet.lines.get(line)? {
            Line::Group(at) => chart.groups.get(*at).map(|group| group.label.clone()),
            Line::Row(_) => None,
        });
        let Some(label) = label else { return };
        self.change(cx, |choice| {
            let folded = choice.folded.iter().position(|other| *other == label);
            match folded {
                Some(at) if fold != Some(true) => drop(choice.folded.remove(at)),
                None if fold != Some(false) => choice.folded.push(label),
                _ => {}
            }
        });
    }

    /// The number of the passage under the cell that has the keys.
    fn passage_at_keys(&self, cx: &Cx) -> Option<usize> {
        let focused = cx.ctx.memory(|memory| memory.focused())?;
        (1..=self.cell()?.cards.len()).find(|number| cards::passage_id(*number) == focused)
    }

    fn status_line(&self, cx: &Cx) -> Vec<StatusItem> {
        let (Some(chart), Some(sheet)) = (self.chart(), self.sheet.last()) else { return Vec::new() };
        if chart.rows.is_empty() || chart.codes.is_empty() {
            return Vec::new();
        }
        let mut items = Vec::new();
        if let Some((row, column)) = self.place() {
            items.push(StatusItem::new(format!("Row {} of {}", count(row as i64 + 1), count(chart.rows.len() as i64))));
            items.push(StatusItem::new(format!("Column {} of {}", count(column as i64 + 1), count(chart.codes.len() as i64))));
        }
        let block = self.block();
        if block.count() > 1 {
            items.push(StatusItem::new(format!("{} chosen", counted(sheet.rows(block).len() * (block.columns.1 - block.columns.0 + 1), "cell"))));
        }
        match self.making.last().map_or(&[][..], |made| &made.strays) {
            [] => {}
            [one] => items.push(StatusItem::new(format!("“{one}” has words here and is no row any more: give that value to something"))),
            some => {
                let rows = counted(some.len(), "row");
                items.push(StatusItem::new(format!("{rows} have words here and are no rows any more: {}", some.join(", "))));
            }
        }
        if sheet.charted.changed > 0 {
            items.push(StatusItem::new(format!("{} to look at again", counted(sheet.charted.changed, "cell"))).command(ChartCommand::NextChanged));
        }
        items.push(match (&self.editor, cx.project.is_some_and(|desk| desk.read_only().is_some())) {
            (_, true) => StatusItem::new("Open for reading only"),
            (Some(_), _) => {
                let quote = cx.keyed(ChartCommand::AskQuote, "quotes a passage").unwrap_or_default();
                StatusItem::new(format!("Enter keeps it · Shift+Enter begins a line · {quote} · Esc leaves it as it was"))
            }
            (None, _) if self.passage_at_keys(cx).is_some() => {
                let number = self.passage_at_keys(cx).unwrap_or_default();
                let whole = if self.long { " · Space shows a long one whole" } else { "" };
                StatusItem::new(format!("Enter quotes passage {}{whole}", count(number as i64)))
            }
            (None, _) => {
                let keys = [
                    (ChartCommand::Edit, "edits"),
                    (ChartCommand::AskQuote, "quotes a passage"),
                    (ChartCommand::Next, "next uncharted"),
                    (ChartCommand::Find, "finds"),
                ];
                let words: Vec<String> = keys.into_iter().filter_map(|(command, does)| cx.keyed(command, does)).collect();
                StatusItem::new(words.join(" · "))
            }
        });
        items
    }
}
