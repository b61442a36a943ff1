//! The tables of cases and of sources as a .csv that the project reads back without loss; `xlsx` writes the same as a workbook.

use super::Written;
use super::cells::{Table, TableOptions};
use crate::Result;
use crate::analysis::{CaseTable, Corpus, case_table, defused_fully, source_table};
use std::io::Write;

/// Which table of the project's own it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableOf {
    /// Every case with all that is known of it: names in full, pseudonyms and attributes with their types.
    Cases,
    /// Every source with its attributes.
    Sources,
}

impl TableOf {
    /// What it is called: “cases”, “sources”.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cases => "cases",
            Self::Sources => "sources",
        }
    }

    pub(super) fn read(self, corpus: &Corpus) -> CaseTable {
        match self {
            Self::Cases => case_table(corpus),
            Self::Sources => source_table(corpus),
        }
    }
}

/// Writes a table of the project's own as CSV. What a spreadsheet would take for a formula gets an apostrophe in front, which goes when the table
/// is read back.
pub fn own_table_csv(of: TableOf, corpus: &Corpus, options: TableOptions, out: &mut dyn Write) -> Result<Written> {
    let CaseTable { header, rows, .. } = of.read(corpus);
    let mut table = Table::bare(out, options)?;
    table.raw(&header, defused_fully)?;
    rows.iter().try_for_each(|row| table.raw(row, defused_fully))?;
    let mut written = table.close()?;
    written.rows = rows.len();
    Ok(written)
}
