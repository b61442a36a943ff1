//! What stood in a cell of the chart before.

use crate::Result;
use crate::model::{CellStatus, ChartCellId, CodeId, CoderId, Coding, CodingId, Evidence, Key, LayerId, Passage, SourceId, Span, Time, VersionId};
use crate::project::Reader;
use crate::project::history::Entry;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// A cell as a step left it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastCell {
    /// The step.
    pub step: Entry,
    /// Its words then.
    pub summary: String,
    /// How far it was.
    pub status: CellStatus,
    /// The passages it rested on, each by its number.
    pub evidence: Vec<(u32, Passage)>,
}

impl Reader {
    /// What was written in a cell, oldest first: each step after which its words, its status or its passages were others.
    pub fn cell_history(&self, cell: ChartCellId) -> Result<Vec<PastCell>> {
        let states = self.store().states("chart_cell", cell.bytes())?;
        let Some(first) = states.first().map(|(op, _)| op.seq) else { return Ok(Vec::new()) };
        let passages = Passages::since(self, cell, first)?;
        let mut list: Vec<PastCell> = Vec::new();
        for (op, row) in states {
            let row: Value = row.and_then(|row| serde_json::from_str(&row).ok()).unwrap_or_default();
            let word = |column: &str| row.get(column).and_then(Value::as_str).unwrap_or_default();
            let (summary, status) = (word("summary").to_owned(), CellStatus::parse(word("status")).unwrap_or(CellStatus::NotCharted));
            let evidence = passages.after(op.seq);
            if list.last().is_none_or(|last| (&last.summary, last.status, &last.evidence) != (&summary, status, &evidence)) {
                list.push(PastCell { step: Entry::of(op), summary, status, evidence });
            }
        }
        Ok(list)
    }

    /// The codings that were made, changed or taken off since somebody looked last at what is coded under a cell, each as it stood
    /// then; nothing where it was not there. Whether they are under the cell is for the caller to ask.
    pub fn codings_since(&self, cell: ChartCellId) -> Result<Vec<(CodingId, Option<Coding>)>> {
        let mut looked = (0, String::new());
        for (op, row) in self.store().states("chart_cell", cell.bytes())? {
            let row: Value = row.and_then(|row| serde_json::from_str(&row).ok()).unwrap_or_default();
            let mark = row.get("beneath").and_then(Value::as_str).unwrap_or_default();
            if mark != looked.1 || looked.0 == 0 {
                looked = (op.seq, mark.to_owned());
            }
        }
        let touched = self.store().touched_since("coding", looked.0)?;
        Ok(touched.into_iter().map(|(id, before)| (CodingId::from_bytes(id), before.and_then(|row| coding(&row)))).collect())
    }
}

/// The passages that a cell rested on, step by step.
struct Passages {
    /// As they stand.
    now: HashMap<[u8; 16], (u32, Passage)>,
    /// What became of them after the first step: by which step, which one, and how it stood before.
    changes: Vec<(i64, [u8; 16], Option<(u32, Passage)>)>,
}

impl Passages {
    fn since(reader: &Reader, cell: ChartCellId, first: i64) -> Result<Self> {
        let rows = reader.store().by::<Evidence>("cell", &cell)?;
        let now = rows.iter().map(|row| (*row.id.bytes(), (row.number, Passage { source: row.source, version: row.version, span: row.span })));
        let all = reader.store().changes_since("evidence", first)?;
        // One of another cell never stands here: its id is not among those that do, and what it was before is of no account.
        let changes = all.into_iter().map(|(step, id, before)| (step, id, before.and_then(|row| evidence(&row, cell))));
        Ok(Self { now: now.collect(), changes: changes.collect() })
    }

    /// Those that stood after a step, by number.
    fn after(&self, step: i64) -> Vec<(u32, Passage)> {
        let mut stood = self.now.clone();
        let mut known = HashSet::new();
        for (_, id, before) in self.changes.iter().filter(|(by, ..)| *by > step) {
            if known.insert(*id) {
                match before {
                    Some(before) => stood.insert(*id, *before),
                    None => stood.remove(id),
                };
            }
        }
        let mut stood: Vec<(u32, Passage)> = stood.into_values().collect();
        stood.sort_by_key(|(number, _)| *number);
        stood
    }
}

/// A passage that a cell rests on, as the journal keeps it; nothing where it is another cell's.
fn evidence(row: &str, cell: ChartCellId) -> Option<(u32, Passage)> {
    let row: Value = serde_json::from_str(row).ok()?;
    let word = |column: &str| row.get(column).and_then(Value::as_str);
    let number = |column: &str| row.get(column).and_then(Value::as_i64).and_then(|number| u32::try_from(number).ok());
    let passage = Passage {
        source: SourceId::parse(word("source")?)?,
        version: VersionId::parse(word("version")?)?,
        span: Span { start: number("start")?, end: number("stop")? },
    };
    (ChartCellId::parse(word("cell")?)? == cell).then_some((number("number")?, passage))
}

/// A coding as the journal keeps it.
fn coding(row: &str) -> Option<Coding> {
    let row: Value = serde_json::from_str(row).ok()?;
    let word = |column: &str| row.get(column).and_then(Value::as_str);
    let number = |column: &str| row.get(column).and_then(serde_json::Value::as_i64);
    let at = |column: &str| number(column).and_then(|number| u32::try_from(number).ok());
    Some(Coding {
        id: CodingId::parse(word("id")?)?,
        source: SourceId::parse(word("source")?)?,
        version: VersionId::parse(word("version")?)?,
        span: Span { start: at("start")?, end: at("stop")? },
        code: CodeId::parse(word("code")?)?,
        coder: CoderId::parse(word("coder")?)?,
        layer: LayerId::parse(word("layer")?)?,
        star: number("star")? == 1,
        at: Time(number("at")?),
    })
}
