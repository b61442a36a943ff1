//! What stood in a cell of the chart before.

use crate::Result;
use crate::model::{CellStatus, ChartCellId, CodeId, CoderId, Coding, CodingId, Key, LayerId, SourceId, Span, Time, VersionId};
use crate::project::Reader;
use crate::project::history::Entry;

/// A cell as a step left it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastCell {
    /// The step.
    pub step: Entry,
    /// Its words then.
    pub summary: String,
    /// How far it was.
    pub status: CellStatus,
}

impl Reader {
    /// What was written in a cell, oldest first: each step after which its words or its status were others.
    pub fn cell_history(&self, cell: ChartCellId) -> Result<Vec<PastCell>> {
        let mut list: Vec<PastCell> = Vec::new();
        for (op, row) in self.store().states("chart_cell", cell.bytes())? {
            let row: serde_json::Value = row.and_then(|row| serde_json::from_str(&row).ok()).unwrap_or_default();
            let word = |column: &str| row.get(column).and_then(serde_json::Value::as_str).unwrap_or_default();
            let (summary, status) = (word("summary").to_owned(), CellStatus::parse(word("status")).unwrap_or(CellStatus::NotCharted));
            if list.last().is_none_or(|last| (&last.summary, last.status) != (&summary, status)) {
                list.push(PastCell { step: Entry::of(op), summary, status });
            }
        }
        Ok(list)
    }

    /// The codings that were made, changed or taken off since somebody looked last at what is coded under a cell, each as it stood
    /// then; nothing where it was not there. Whether they are under the cell is for the caller to ask.
    pub fn codings_since(&self, cell: ChartCellId) -> Result<Vec<(CodingId, Option<Coding>)>> {
        let mut looked = (0, String::new());
        for (op, row) in self.store().states("chart_cell", cell.bytes())? {
            let row: serde_json::Value = row.and_then(|row| serde_json::from_str(&row).ok()).unwrap_or_default();
            let mark = row.get("beneath").and_then(serde_json::Value::as_str).unwrap_or_default();
            if mark != looked.1 || looked.0 == 0 {
                looked = (op.seq, mark.to_owned());
            }
        }
        let touched = self.store().touched_since("coding", looked.0)?;
        Ok(touched.into_iter().map(|(id, before)| (CodingId::from_bytes(id), before.and_then(|row| coding(&row)))).collect())
    }
}

/// A coding as the journal keeps it.
fn coding(row: &str) -> Option<Coding> {
    let row: serde_json::Value = serde_json::from_str(row).ok()?;
    let word = |column: &str| row.get(column).and_then(serde_json::Value::as_str);
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
