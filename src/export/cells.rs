//! Cells of a table that Excel and LibreOffice open cleanly: no formula runs, no sign is lost.

use super::{Written, failed};
use crate::Result;
use crate::analysis::runs;
use std::borrow::Cow;
use std::io::Write;

/// Characters that Excel keeps of a cell.
pub(super) const EXCEL_CELL: usize = 32_767;

/// How tables are written.
#[derive(Clone, Copy, Debug)]
pub struct TableOptions {
    /// Whether a byte order mark comes first, by which Excel knows UTF-8.
    pub bom: bool,
    /// What parts cells.
    pub delimiter: u8,
}

impl Default for TableOptions {
    fn default() -> Self {
        Self { bom: true, delimiter: b',' }
    }
}

/// Words without control characters but tabs and line ends, which are all `\n`.
pub(super) fn printable(words: &str) -> Cow<'_, str> {
    // What XML knows as no character at all goes as well.
    let odd = |c: char| (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    if !words.contains(odd) {
        return Cow::Borrowed(words);
    }
    Cow::Owned(words.replace("\r\n", "\n").replace('\r', "\n").chars().filter(|c| !odd(*c)).collect())
}

/// A cell that cannot run: what a spreadsheet would take for a formula gets an apostrophe in front; plain numbers stay.
pub(super) fn defused(cell: &str) -> Cow<'_, str> {
    let clean = match printable(cell) {
        Cow::Owned(kept) if cell.starts_with('\r') => Cow::Owned(format!("'{kept}")),
        clean => clean,
    };
    if runs(&clean) { Cow::Owned(format!("'{clean}")) } else { clean }
}

/// A table being written, row by row.
pub(super) struct Table<'a> {
    writer: ::csv::Writer<&'a mut dyn Write>,
    written: Written,
}

impl<'a> Table<'a> {
    pub(super) fn new(out: &'a mut dyn Write, options: TableOptions, header: &[String]) -> Result<Self> {
        let mut table = Self::bare(out, options)?;
        table.row(header)?;
        table.written.rows = 0;
        Ok(table)
    }

    /// One without a head yet.
    pub(super) fn bare(out: &'a mut dyn Write, options: TableOptions) -> Result<Self> {
        if options.bom {
            out.write_all("\u{FEFF}".as_bytes()).map_err(failed)?;
        }
        let writer = ::csv::WriterBuilder::new().delimiter(options.delimiter).terminator(::csv::Terminator::CRLF).from_writer(out);
        Ok(Self { writer, written: Written::default() })
    }

    pub(super) fn row<S: AsRef<str>>(&mut self, cells: &[S]) -> Result<()> {
        self.raw(cells, defused)
    }

    /// A row of cells, each as `safe` makes it so that it cannot run.
    pub(super) fn raw<S: AsRef<str>>(&mut self, cells: &[S], safe: impl Fn(&str) -> Cow<'_, str>) -> Result<()> {
        for cell in cells {
            let cell = safe(cell.as_ref());
            self.written.too_long_for_excel += usize::from(cell.len() > EXCEL_CELL && cell.chars().count() > EXCEL_CELL);
            self.writer.write_field(cell.as_bytes()).map_err(broken)?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(broken)?;
        self.written.rows += 1;
        Ok(())
    }

    pub(super) fn close(mut self) -> Result<Written> {
        self.writer.flush().map_err(failed)?;
        Ok(self.written)
    }
}

fn broken(error: ::csv::Error) -> crate::Error {
    failed(std::io::Error::other(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_spreadsheet_would_run_is_left() {
        for cell in ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", "\nx", "＝1", "-", "--1", "-1e5"] {
            assert_eq!(defused(cell), format!("'{cell}"));
        }
        assert_eq!(defused("\r=1"), "'\n=1");
        for cell in ["", "plain", "-12", "+3.5", "12", "a=b", "“=quoted”", "two\nlines"] {
            assert_eq!(defused(cell), cell);
        }
        assert_eq!(defused("a\u{0}b\u{7}c"), "abc");
    }
}
