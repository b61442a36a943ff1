//! What stood in a cell of the chart before.

use crate::Result;
use crate::model::{CellStatus, ChartCellId, Key};
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
}
