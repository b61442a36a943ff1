//! The table of all cases as a .csv that the project reads back without loss; `xlsx` writes the same as a workbook.

use super::Written;
use super::cells::{Table, TableOptions};
use crate::Result;
use crate::analysis::{CaseTable, Corpus, case_table, defused_fully};
use std::io::Write;

/// Writes every case with all that is known of it as CSV: names in full, pseudonyms and attributes with their types. What a spreadsheet would take
/// for a formula gets an apostrophe in front, which goes when the table is read back.
pub fn case_table_csv(corpus: &Corpus, options: TableOptions, out: &mut dyn Write) -> Result<Written> {
    let CaseTable { header, rows, .. } = case_table(corpus);
    let mut table = Table::bare(out, options)?;
    table.raw(&header, defused_fully)?;
    rows.iter().try_for_each(|row| table.raw(row, defused_fully))?;
    let mut written = table.close()?;
    written.rows = rows.len();
    Ok(written)
}
