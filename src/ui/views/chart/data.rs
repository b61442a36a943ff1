//! What the chart shows as plain values: the chart itself, its lines as they stand, and blocks of cells copied, pasted and cleared.

use super::choice::Choice;
use super::menus::values;
use crate::Result;
use crate::analysis::lens::Lens;
use crate::analysis::{Beneath, Chart, ChartAsk, ChartRow, Charted, Corpus, Scope, Texts, Voices};
use crate::model::{CellStatus, CodeId, Crosswalk, CrosswalkId, Passage, RowKey, SourceId};
use crate::project::CellDraft;
use crate::ui::views::block::{Block, parse, quoted};
use crate::ui::views::sources::called;
use crate::ui::views::themes::Axis;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A chart that was made, with what it was made of.
pub struct Made {
    /// What was asked for.
    pub ask: ChartAsk,
    /// Rows, columns, and what is coded under each cell.
    pub chart: Chart,
    /// Whose passages are whose.
    pub voices: Arc<Voices>,
    /// Which of the charts that were made it is.
    pub edition: u64,
    /// The sites, roles and phases that rows can be kept to.
    pub values: Vec<(Axis, Vec<String>)>,
    /// Rows that nothing has any more, in which something is written.
    pub strays: Vec<String>,
    /// What sources are called, as in the list of them.
    called: HashMap<SourceId, String>,
    /// What it was made of where it is read through a lens, and that lens.
    pub through: Option<(CrosswalkId, Arc<Corpus>)>,
}

impl Made {
    /// Makes the chart of a choice; the voices are read where they are not known.
    pub fn new(corpus: &Corpus, texts: &dyn Texts, choice: &Choice, voices: Option<Arc<Voices>>, edition: u64) -> Result<Self> {
        let voices = match voices {
            Some(known) => known,
            None => Arc::new(Voices::read(corpus, texts)?),
        };
        let read = |lens: &Crosswalk| (lens.id, Arc::new(Lens::new(corpus, lens).corpus(&Scope::default())));
        let through = choice.lens(corpus).map(read);
        let (ask, chart) = match &through {
            Some((_, lens)) => {
                let ask = choice.ask(lens);
                let chart = Chart::through(lens, corpus, &voices, &ask);
                (ask, chart)
            }
            None => {
                let ask = choice.ask(corpus);
                let chart = Chart::new(corpus, &voices, &ask);
                (ask, chart)
            }
        };
        let values = Axis::ALL.into_iter().map(|axis| (axis, values(corpus, axis))).collect();
        let strays = corpus.stray_rows().iter().filter_map(|(row, _)| corpus.row_name(row)).collect();
        let called = called(corpus, ask.by);
        Ok(Self { chart, ask, voices, edition, values, strays, called, through })
    }

    /// What a row is called under the head of its group: as in the list of sources, unless its own name holds that.
    pub fn called<'a>(&'a self, row: &'a ChartRow) -> &'a str {
        let called = if let RowKey::Source(id) = row.key { self.called.get(&id) } else { None };
        called.filter(|called| !row.title.contains(called.as_str())).map_or(&row.title, String::as_str)
    }

    /// What stands under the name of a row: of role and phase what the name does not say already.
    pub fn detail(&self, row: &ChartRow) -> String {
        let name: Vec<&str> = self.called(row).split(" · ").collect();
        // A bare number in the name is told apart only by what stands before it here: “phase 1”.
        let says = |own: &str| own.contains(char::is_alphabetic);
        let ends = |part: &str, own: &str| part.strip_suffix(own).is_some_and(|rest| rest.is_empty() || rest.ends_with(' ') && says(own));
        let said = |part: &&str| name.iter().any(|own| ends(part, own));
        row.detail.split(" · ").filter(|part| !said(part)).collect::<Vec<_>>().join(" · ")
    }

    /// What a row is called away from the head of its group.
    pub fn whole_name<'a>(&'a self, row: &'a ChartRow) -> Cow<'a, str> {
        let (called, group) = (self.called(row), self.chart.groups.get(row.group).map_or("", |group| group.label.as_str()));
        if called == row.title || group.is_empty() { called.into() } else { format!("{group} · {called}").into() }
    }

    /// A cell as it stands, to be changed.
    pub fn draft(&self, corpus: &Corpus, row: usize, column: usize) -> Option<CellDraft> {
        CellDraft::of(corpus, &self.chart, row, column)
    }

    /// Those of numbered passages that are of the row of a cell.
    fn of_row(&self, corpus: &Corpus, cell: &CellDraft, held: &[(u32, Passage)]) -> Vec<(u32, Passage)> {
        let row = Beneath::new(corpus, &cell.row, cell.code, &self.ask.scope);
        let own = |(_, passage): &&(u32, Passage)| row.is_of_row(passage.source, &self.voices.people(passage.source, passage.span));
        held.iter().filter(own).copied().collect()
    }

    /// The row and the column of a cell.
    pub fn find(&self, corpus: &Corpus, row: &RowKey, code: CodeId) -> Option<(usize, usize)> {
        self.chart.row(corpus, row).zip(self.chart.codes.iter().position(|other| *other == code))
    }
}

/// A line of the chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The head of a group, by its place.
    Group(usize),
    /// A row, by its place.
    Row(usize),
}

/// By what a line is known when the chart becomes another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineKey {
    /// A group's name.
    Group(String),
    /// A row in the group of this name.
    Row(String, RowKey),
}

/// The lines as they stand, and what is reckoned of all cells at once.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Heads of groups, and the rows of those that are not folded.
    pub lines: Vec<Line>,
    /// How many letters the longest cell of each row has.
    pub letters: Vec<usize>,
    /// How far the chart is.
    pub charted: Charted,
}

impl Sheet {
    /// The lines of a chart of which these groups are folded.
    pub fn new(corpus: &Corpus, made: &Made, folded: &[String]) -> Self {
        let chart = &made.chart;
        let mut lines = Vec::new();
        for (at, group) in chart.groups.iter().enumerate() {
            if !group.label.is_empty() {
                lines.push(Line::Group(at));
            }
            if !folded.contains(&group.label) {
                lines.extend(group.rows.clone().map(Line::Row));
            }
        }
        let longest = |row: &crate::analysis::ChartRow| {
            let words = chart.codes.iter().filter_map(|code| corpus.cell(&row.key, *code)).map(|cell| cell.summary.chars().count());
            words.max().unwrap_or(0)
        };
        Self { lines, letters: chart.rows.iter().map(longest).collect(), charted: chart.charted(corpus) }
    }

    /// By what a line is known.
    pub fn key(&self, chart: &Chart, line: usize) -> Option<LineKey> {
        Some(match *self.lines.get(line)? {
            Line::Group(at) => LineKey::Group(chart.groups.get(at)?.label.clone()),
            Line::Row(at) => {
                let row = chart.rows.get(at)?;
                LineKey::Row(chart.groups.get(row.group)?.label.clone(), row.key.clone())
            }
        })
    }

    /// The line that is known by this; that of its group where it is folded.
    pub fn find(&self, chart: &Chart, key: &LineKey) -> Option<usize> {
        let exact = (0..self.lines.len()).find(|line| self.key(chart, *line).as_ref() == Some(key));
        let LineKey::Row(group, row) = key else { return exact };
        let elsewhere = || self.lines.iter().position(|line| matches!(line, Line::Row(at) if chart.rows[*at].key == *row));
        exact.or_else(elsewhere).or_else(|| self.find(chart, &LineKey::Group(group.clone())))
    }

    /// The row of the chart that stands in a line, where it is no head.
    pub fn row(&self, line: usize) -> Option<usize> {
        match self.lines.get(line)? {
            Line::Row(row) => Some(*row),
            Line::Group(_) => None,
        }
    }

    /// The rows in a block, from above.
    pub fn rows(&self, block: Block) -> Vec<usize> {
        (block.rows.0..=block.rows.1).filter_map(|line| self.row(line)).collect()
    }

    /// The cells of a block as tabs and lines, with the passages they rest on; heads of groups are passed over.
    pub fn copy(&self, corpus: &Corpus, made: &Made, block: Block) -> Copied {
        let columns = block.columns.0..=block.columns.1;
        let rows: Vec<Vec<CellDraft>> =
            self.rows(block).into_iter().map(|row| columns.clone().filter_map(|column| made.draft(corpus, row, column)).collect()).collect();
        let line = |row: &Vec<CellDraft>| row.iter().map(|cell| quoted(&cell.summary)).collect::<Vec<_>>().join("\t");
        let text = rows.iter().map(line).collect::<Vec<_>>().join("\n");
        Copied { text, evidence: rows.into_iter().map(|row| row.into_iter().map(|cell| cell.evidence).collect()).collect() }
    }

    /// What pasting words with tabs and lines over a block writes: one cell fills the whole block, more begin at its first cell. What would fall
    /// outside the chart is left out. Cells that were copied here bring their passages, but none
    /// that is of another row: what somebody else said is no evidence.
    pub fn paste(&self, corpus: &Corpus, made: &Made, block: Block, words: &str, copied: Option<&Copied>) -> Pasted {
        let grid = parse(words);
        let below: Vec<usize> = (block.rows.0..self.lines.len()).filter_map(|line| self.row(line)).collect();
        let mut cells: Vec<(usize, usize, (usize, usize))> = Vec::new();
        match grid.as_slice() {
            [line] if line.len() == 1 => {
                let columns = block.columns.0..=block.columns.1;
                cells.extend(self.rows(block).into_iter().flat_map(|row| columns.clone().map(move |column| (row, column, (0, 0)))));
            }
            lines => {
                for (down, (row, line)) in below.into_iter().zip(lines).enumerate() {
                    cells.extend((0..line.len()).map(|along| (row, block.columns.0 + along, (down, along))));
                }
            }
        }
        let ours = copied.filter(|copied| copied.text == words);
        let (mut drafts, mut over) = (Vec::new(), 0);
        let mut placed: HashSet<(usize, usize)> = HashSet::new();
        for (row, column, (down, along)) in cells {
            let (words, held) = (grid[down][along].as_str(), ours.and_then(|copied| copied.evidence.get(down)?.get(along)));
            let Some(draft) = made.draft(corpus, row, column) else { continue };
            placed.insert((down, along));
            let held = held.map(|held| made.of_row(corpus, &draft, held));
            if draft.summary == words.trim() && held.as_ref().is_none_or(|held| *held == draft.evidence) {
                continue;
            }
            over += usize::from(!draft.summary.is_empty() || !draft.evidence.is_empty());
            let written = draft.written(words);
            drafts.push(CellDraft { evidence: held.unwrap_or(written.evidence), ..written });
        }
        let all = grid.iter().enumerate().flat_map(|(down, line)| line.iter().enumerate().map(move |(along, words)| ((down, along), words)));
        let outside = all.filter(|(place, words)| !words.trim().is_empty() && !placed.contains(place)).count();
        Pasted { drafts, over, outside }
    }

    /// What clearing a block writes: cells without words, passages and status.
    pub fn clear(&self, corpus: &Corpus, made: &Made, block: Block) -> Vec<CellDraft> {
        let kept = |draft: &CellDraft| !draft.summary.is_empty() || !draft.evidence.is_empty() || draft.status != CellStatus::NotCharted;
        let empty = |draft| CellDraft { summary: String::new(), evidence: Vec::new(), status: CellStatus::NotCharted, ..draft };
        self.each(corpus, made, block).into_iter().filter(kept).map(empty).collect()
    }

    /// The cells of a block as they stand, to be changed.
    pub fn each(&self, corpus: &Corpus, made: &Made, block: Block) -> Vec<CellDraft> {
        let columns = block.columns.0..=block.columns.1;
        self.rows(block).into_iter().flat_map(|row| columns.clone().filter_map(move |column| made.draft(corpus, row, column))).collect()
    }
}

/// What pasting writes.
pub struct Pasted {
    /// The cells as they are to be.
    pub drafts: Vec<CellDraft>,
    /// How many of them have other words or passages now.
    pub over: usize,
    /// How many with words have no place in the chart.
    pub outside: usize,
}

/// Cells that were copied.
pub struct Copied {
    /// Their words, with tabs and lines.
    pub text: String,
    /// The passages they rest on, line by line.
    evidence: Vec<Vec<Vec<(u32, Passage)>>>,
}
