//! What the commands do with the cells: how far they are, passages quoted, old words brought back, the way to the next one.

use super::data::{Line, LineKey, Pasted};
use super::{ChartView, edit, find, menus, widths};
use crate::analysis::words_at;
use crate::model::{CellStatus, CodeId, Passage};
use crate::project::CellDraft;
use crate::ui::command::{ChartCommand, ShowWay, Showing, Side, Target, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::format;
use crate::ui::widgets::put_in;

/// How many words of a passage stand where it is chosen to be quoted.
const QUOTED: usize = 24;

/// What is said where the keys are at the head of a group, or nothing is shown.
const NO_CELL: &str = "No cell is chosen: walk to one with the arrows, or click on it";

impl ChartView {
    /// Takes a command; says whether it was the view's to take.
    pub(super) fn act(&mut self, command: &ChartCommand, cx: &Cx, desk: &Desk) -> bool {
        match command {
            ChartCommand::Edit if self.place().is_none() && self.sheet.last().is_some_and(|sheet| !sheet.lines.is_empty()) => {
                self.fold(cx, self.cursor.0, None);
            }
            _ if command.is_of_a_cell() && self.place().is_none() => cx.push(Window::Say(NO_CELL)),
            _ if command.writes() && desk.read_only().is_some() => cx.push(Window::Say("This project is open for reading only")),
            ChartCommand::Edit => edit::begin(self, cx, None),
            ChartCommand::WriteIn(row, code) => {
                self.wanted = Some((row.clone(), *code));
                let (choice, corpus) = (self.choice.clone().unwrap_or_default(), &desk.corpus);
                let is_there = self.making.last().is_some_and(|made| made.find(corpus, row, *code).is_some());
                if !is_there {
                    self.change(cx, |shown| *shown = choice.with(corpus, row, *code));
                }
            }
            ChartCommand::Write(..) => {
                self.wrote();
                return false;
            }
            ChartCommand::Clear => self.clear(cx, desk),
            ChartCommand::Status(status) => self.say(cx, desk, *status),
            ChartCommand::Holds => self.holds(cx, desk),
            ChartCommand::Next => self.next(cx, desk, false),
            ChartCommand::NextChanged => self.next(cx, desk, true),
            ChartCommand::Find => self.find.open(),
            ChartCommand::FindNext => find::step(self, cx, desk, true),
            ChartCommand::FindPrevious => find::step(self, cx, desk, false),
            ChartCommand::Quote(number) => self.quote(cx, desk, *number),
            ChartCommand::AskQuote => self.ask_quote(cx, desk),
            ChartCommand::AskUnlink => self.ask_unlink(cx, desk),
            ChartCommand::Unlink(number) => self.unlink(cx, desk, *number),
            ChartCommand::Open => self.open(cx, 1),
            ChartCommand::OpenThis(number) => self.open(cx, *number),
            ChartCommand::Whole => self.turn_all(cx),
            ChartCommand::WholeThis(number) => {
                let passage = self.cell().and_then(|cell| cell.cards.get(number.checked_sub(1)?)).map(|card| card.passage);
                self.whole.turn(passage.into_iter());
            }
            ChartCommand::Regain => {
                self.regain(cx, desk);
                // The notice that tells of them goes.
                return false;
            }
            ChartCommand::AskBack => self.ask_back(cx),
            ChartCommand::Back(step, of) => self.back(cx, desk, (*step, *of)),
            ChartCommand::Wider | ChartCommand::Narrower | ChartCommand::Fit => widths::widen(self, cx, command),
            ChartCommand::Export => match self.making.last() {
                Some(made) if !made.chart.rows.is_empty() => {
                    let through = made.through.as_ref().map(|(lens, _)| *lens);
                    cx.push(ChartCommand::Check(Box::new(made.ask.clone()), through));
                }
                _ => cx.push(Window::Say("There is no chart to export yet")),
            },
            _ => return menus::act(self, command, cx, desk),
        }
        true
    }

    /// Writes what was pasted; asks first where other words stand.
    pub(super) fn paste(&self, words: &str, cx: &Cx, desk: &Desk) {
        if desk.read_only().is_some() {
            return cx.push(Window::Say("This project is open for reading only"));
        }
        let (Some(made), Some(sheet)) = (self.making.last(), self.sheet.last()) else { return };
        let Pasted { drafts, over, outside } = sheet.paste(&desk.corpus, made, self.block(), words, self.copied.as_ref());
        match (drafts.is_empty(), over + outside) {
            (true, _) if words.trim().is_empty() => cx.push(Window::Say("The copied cells are empty")),
            (true, 0) => cx.push(Window::Say("These words stand there already")),
            (true, _) => cx.push(Window::Say("Nothing that was copied has a place here: the chart ends before it")),
            (_, 0) => cx.push(ChartCommand::Write(drafts, true)),
            _ => cx.push(ChartCommand::AskPaste(drafts, over, outside)),
        }
    }

    /// The chosen cells as they stand, to be changed.
    fn chosen(&self, desk: &Desk) -> Vec<CellDraft> {
        let both = self.making.last().zip(self.sheet.last());
        both.map(|(made, sheet)| sheet.each(&desk.corpus, made, self.block())).unwrap_or_default()
    }

    fn clear(&self, cx: &Cx, desk: &Desk) {
        let both = self.making.last().zip(self.sheet.last());
        let drafts = both.map(|(made, sheet)| sheet.clear(&desk.corpus, made, self.block())).unwrap_or_default();
        if drafts.is_empty() {
            return cx.push(Window::Say("Nothing is written here"));
        }
        cx.push(ChartCommand::Write(drafts, true));
    }

    /// Says how far the chosen cells are; with a cell that is being written, that is done.
    fn say(&mut self, cx: &Cx, desk: &Desk, status: CellStatus) {
        if let Some(editor) = &self.editor {
            let bare = editor.text.trim().is_empty();
            if bare == (status == CellStatus::NoData) {
                if !edit::take(self, cx, Some(status)) {
                    return;
                }
                return cx.ctx.memory_mut(|memory| memory.request_focus(super::grid_id()));
            }
            return cx.push(Window::Say(if bare { "Nothing is written in this cell yet" } else { "A cell with words has data" }));
        }
        let bare = |draft: &CellDraft| draft.summary.is_empty() && (status == CellStatus::NoData || draft.evidence.is_empty());
        let all = self.chosen(desk);
        let count = all.len();
        let fits = |draft: &CellDraft| match status {
            CellStatus::NoData => draft.summary.is_empty(),
            CellStatus::NotCharted => bare(draft),
            CellStatus::Draft | CellStatus::Agreed => !bare(draft),
        };
        let fitting: Vec<CellDraft> = all.into_iter().filter(fits).collect();
        let left = count - fitting.len();
        let changed: Vec<CellDraft> = fitting.into_iter().filter(|draft| draft.status != status).collect();
        let why = match status {
            CellStatus::NoData if count == 1 => "A cell with words has data: clear it first",
            CellStatus::NoData => "Cells with words have data: clear them first",
            _ if count == 1 => "Nothing is written in this cell yet",
            _ => "Nothing is written in these cells yet",
        };
        if changed.is_empty() {
            return cx.push(Window::Say(if left > 0 { why } else { "That is said of them already" }));
        }
        let coded = self.coded_under(desk, &changed);
        cx.push(ChartCommand::Write(changed.into_iter().map(|draft| CellDraft { status, ..draft }).collect(), true));
        if status == CellStatus::NoData && coded > 0 {
            cx.push(ChartCommand::Coded(coded));
        }
        if left > 0 {
            cx.push(Window::Say(match status {
                CellStatus::NoData => "Cells with words were left as they are: they have data",
                _ => "Cells in which nothing is written were left as they are",
            }));
        }
    }

    /// How many passages are coded under cells.
    fn coded_under(&self, desk: &Desk, cells: &[CellDraft]) -> u32 {
        let Some(made) = self.making.last() else { return 0 };
        let under =
            |cell: &CellDraft| made.find(&desk.corpus, &cell.row, cell.code).map_or(0, |(row, column)| made.chart.under(row, column).passages);
        cells.iter().map(under).sum()
    }

    /// The chosen cells are held against the coding as it is now.
    fn holds(&self, cx: &Cx, desk: &Desk) {
        let (Some(made), Some(sheet)) = (self.making.last(), self.sheet.last()) else { return };
        let block = self.block();
        let mut drafts = Vec::new();
        for row in sheet.rows(block) {
            let columns = (block.columns.0..=block.columns.1).filter(|column| made.chart.view(&desk.corpus, row, *column).changed);
            let held = columns.filter_map(|column| made.draft(&desk.corpus, row, column));
            drafts.extend(held.map(|draft| CellDraft { fits: true, ..draft }));
        }
        match drafts.is_empty() {
            true => cx.push(Window::Say("The coding here is as it was when the cell was written")),
            false => cx.push(ChartCommand::Write(drafts, true)),
        }
    }

    /// Goes to the next cell, row by row, that waits to be charted, or under which the coding changed; a folded group is unfolded for it.
    fn next(&mut self, cx: &Cx, desk: &Desk, changed: bool) {
        if !edit::take(self, cx, None) {
            return;
        }
        // Whatever had the keys before, as a chip that was clicked: what is typed next is for the cell.
        cx.ctx.memory_mut(|memory| memory.request_focus(super::grid_id()));
        let none = if changed { "The coding under no cell changed since it was written" } else { "Every cell with passages is charted" };
        let Some(made) = self.making.last() else { return };
        let (chart, width) = (&made.chart, made.chart.codes.len());
        let from = match self.sheet.last().and_then(|sheet| sheet.lines.get(self.cursor.0)) {
            Some(Line::Row(row)) => row * width + self.cursor.1 + 1,
            Some(Line::Group(at)) => chart.groups[*at].rows.start * width,
            None => return cx.push(Window::Say(none)),
        };
        let all = width * chart.rows.len();
        let is = |cell: &usize| {
            let view = chart.view(&desk.corpus, cell / width, cell % width);
            if changed { view.changed } else { view.waits() }
        };
        let here = self.place().map(|(row, column)| row * width + column);
        match (0..all).map(|step| (from + step) % all).find(is) {
            Some(cell) if Some(cell) == here => cx.push(Window::Say("This is the only such cell")),
            Some(cell) => self.go_to(cx, desk, cell / width, cell % width),
            None => cx.push(Window::Say(none)),
        }
    }

    /// Goes to a row and column of the chart, whose group is unfolded.
    pub(super) fn go_to(&mut self, cx: &Cx, desk: &Desk, row: usize, column: usize) {
        let Some((key, label, code)) = self.chart().and_then(|chart| {
            let head = chart.rows.get(row)?;
            let label = chart.groups.get(head.group)?.label.clone();
            Some((LineKey::Row(label.clone(), head.key.clone()), label, chart.codes.get(column).copied()))
        }) else {
            return;
        };
        if self.choice.as_ref().is_some_and(|choice| choice.folded.contains(&label)) {
            self.change(cx, |choice| choice.folded.retain(|other| *other != label));
            self.held = Some((key.clone(), code));
            self.settle(desk);
        }
        let line = self.sheet.last().zip(self.chart()).and_then(|(sheet, chart)| sheet.find(chart, &key));
        if let Some(line) = line {
            self.go((line, column), false);
        }
    }

    /// Rests the cell on a passage under it, and names it in the words.
    fn quote(&mut self, cx: &Cx, desk: &Desk, number: usize) {
        let found = self.cell().map(|cell| number.checked_sub(1).and_then(|at| cell.cards.get(at)).map(|card| card.passage));
        let passage: Passage = match found {
            Some(Some(passage)) => passage,
            Some(None) => return cx.push(Window::Say("There is no passage of that number under this cell")),
            None => return self.ask_later(number),
        };
        if let Some(editor) = &mut self.editor {
            let number = editor.link(passage);
            let gap = if editor.text.is_empty() || editor.text.ends_with(char::is_whitespace) { "" } else { " " };
            return put_in(cx.ctx, edit::field_id(), format!("{gap}[{number}]"));
        }
        let Some(draft) = self.place().and_then(|(row, column)| self.making.last()?.draft(&desk.corpus, row, column)) else { return };
        let mut evidence = draft.evidence.clone();
        let number = edit::link(&mut evidence, &draft.summary, passage);
        let name = format!("[{number}]");
        if draft.summary.contains(&name) && evidence == draft.evidence {
            return cx.push(Window::Say("This passage is linked already"));
        }
        let gap = if draft.summary.is_empty() { "" } else { " " };
        let words = if draft.summary.contains(&name) { draft.summary.clone() } else { format!("{}{gap}{name}", draft.summary) };
        cx.push(ChartCommand::Write(vec![CellDraft { evidence, ..draft.written(&words) }], false));
    }

    /// Keeps what was asked for until the passages under the cell are read: keys are faster.
    fn ask_later(&mut self, number: usize) {
        if self.asked.0 != self.cursor {
            self.asked = (self.cursor, Vec::new());
        }
        self.asked.1.push(number);
    }

    /// Rests the cell on what was asked for before it was read; what was asked for of another cell is forgotten.
    pub(super) fn quote_asked(&mut self, cx: &Cx) {
        if self.asked.1.is_empty() || self.asked.0 == self.cursor && self.cell().is_none() {
            return;
        }
        let (at, numbers) = std::mem::take(&mut self.asked);
        numbers.into_iter().filter(|_| at == self.cursor).for_each(|number| cx.push(ChartCommand::Quote(number)));
    }

    /// Asks which of the passages under the cell it quotes, by their numbers and words.
    fn ask_quote(&self, cx: &Cx, desk: &Desk) {
        let Some(cell) = self.cell() else { return cx.push(Window::Say("The passages under this cell are still being read")) };
        if cell.cards.is_empty() {
            return cx.push(Window::Say("Nothing is coded under this cell"));
        }
        let draft = || self.place().and_then(|(row, column)| self.making.last()?.draft(&desk.corpus, row, column));
        let held = self.editor.as_ref().map(|editor| editor.evidence.clone()).or_else(|| draft().map(|draft| draft.evidence)).unwrap_or_default();
        let linked =
            |passage: Passage| held.iter().find(|(_, known)| *known == passage).map_or_else(String::new, |(number, _)| format!(" · [{number}]"));
        let way = |(at, card): (usize, &super::cell::Card)| {
            let words = crate::text::first_words(&card.words, QUOTED);
            ShowWay::new(format!("{} · {words}{}", at + 1, linked(card.passage)), false, ChartCommand::Quote(at + 1))
        };
        cx.push(Showing::Ask("Quote a passage".into(), cell.cards.iter().enumerate().map(way).collect()));
    }

    /// Asks which of its passages the cell rests on no longer.
    fn ask_unlink(&self, cx: &Cx, desk: &Desk) {
        let Some(draft) = self.place().and_then(|(row, column)| self.making.last()?.draft(&desk.corpus, row, column)) else { return };
        if draft.evidence.is_empty() {
            return cx.push(Window::Say("This cell rests on no passage yet"));
        }
        let words = |passage: &Passage| {
            let words = words_at(&desk.corpus, &desk.reader().texts(&desk.corpus), *passage).unwrap_or_default();
            crate::text::first_words(words, 14)
        };
        let way = |(number, passage): &(u32, Passage)| ShowWay::new(format!("[{number}] {}", words(passage)), false, ChartCommand::Unlink(*number));
        cx.push(Showing::Ask("The cell rests no longer on".into(), draft.evidence.iter().map(way).collect()));
    }

    /// Rests the cell no longer on a passage; its name goes out of the words.
    fn unlink(&mut self, cx: &Cx, desk: &Desk, number: u32) {
        if !edit::take(self, cx, None) {
            return;
        }
        let Some(draft) = self.place().and_then(|(row, column)| self.making.last()?.draft(&desk.corpus, row, column)) else { return };
        if let Some(draft) = draft.without(number) {
            cx.push(ChartCommand::Write(vec![draft], true));
        }
    }

    fn open(&mut self, cx: &Cx, number: usize) {
        if !edit::take(self, cx, None) {
            return;
        }
        match self.cell().and_then(|cell| cell.cards.get(number.checked_sub(1)?)) {
            Some(card) if card.corrected => cx.push(Window::Go(Target::Source(card.passage.source))),
            Some(card) => cx.push(Window::Go(Target::Passage(card.passage.source, card.passage.span))),
            None => cx.push(Window::Say("Nothing is coded under this cell")),
        }
    }

    /// Shows every passage under the cell whole, or cut where all of them are whole.
    fn turn_all(&mut self, cx: &Cx) {
        let all: Vec<Passage> = self.cell().map_or_else(Vec::new, |cell| cell.cards.iter().map(|card| card.passage).collect());
        cx.push(Window::Unfold(Side::Right));
        match (all.is_empty(), self.long) {
            (true, _) => cx.push(Window::Say("Nothing is coded under this cell")),
            (false, false) if self.beside > 0 => cx.push(Window::Say("Every passage under this cell stands whole")),
            _ => self.whole.turn(all.iter().copied()),
        }
    }

    /// Asks which of the words that stood in the cell come back.
    fn ask_back(&self, cx: &Cx) {
        let past = self.cell().map(|cell| cell.past.as_slice()).unwrap_or_default();
        if past.len() < 2 {
            return cx.push(Window::Say("Nothing else stood in this cell before"));
        }
        let way = |past: &crate::project::PastCell| {
            let when = format::when(past.step.at);
            let words = if past.summary.is_empty() { past.status.name().to_owned() } else { past.summary.clone() };
            let of = past.of.as_ref().map_or_else(String::new, |(_, code)| format!(", of {code}"));
            ShowWay::new(format!("{}, {when}{of}: {words}", past.by()), false, ChartCommand::Back(past.step.seq, past.code()))
        };
        cx.push(Showing::Ask("Bring back".into(), past.iter().rev().skip(1).map(way).collect()));
    }

    /// Writes what stood in the cell, or in one that came to it, after a step anew.
    fn back(&mut self, cx: &Cx, desk: &Desk, (step, of): (i64, Option<CodeId>)) {
        let past = self.cell().and_then(|cell| cell.past.iter().find(|past| (past.step.seq, past.code()) == (step, of))).cloned();
        let draft = self.place().and_then(|(row, column)| self.making.last()?.draft(&desk.corpus, row, column));
        if let Some((past, draft)) = past.zip(draft) {
            self.editor = None;
            cx.push(ChartCommand::Write(vec![draft.as_it_was(&desk.corpus, past)], true));
        }
    }
}
