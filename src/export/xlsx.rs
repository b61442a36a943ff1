//! Excerpts as an Excel workbook: the columns of the table, one sheet a group; words are words, so that no cell can run.

use super::blocks::{Block, Grid, GridRow};
use super::case_table::TableOf;
use super::cells::{EXCEL_CELL, printable};
use super::columns::{WIDEST, columns, lines};
use super::csv::{each_row, header, taken};
use super::row::{Rows, grouped};
use super::{ExcerptOptions, Written, failed};
use crate::analysis::{Corpus, Query, Texts};
use crate::model::AttributeType;
use crate::{Error, Result};
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use std::collections::HashSet;
use std::io::Write;

/// Rows that a sheet can have, its head among them.
const ROWS: u32 = 1_048_576;
/// Columns that hold numbers.
const NUMBERS: [&str; 5] = ["turn", "start", "end", "words", "codings"];
/// Columns that hold running text, which are wide and wrap.
const PROSE: [&str; 3] = ["passage", "context", "memo"];

/// Writes every passage that `query` asks for as a workbook: the columns of [`super::excerpts_csv`], on one sheet, or where passages are
/// grouped on one sheet a group. A cell longer than Excel bears is cut and ends in “…”.
pub fn excerpts_xlsx(corpus: &Corpus, query: &Query, texts: &dyn Texts, options: &ExcerptOptions, out: &mut dyn Write) -> Result<Written> {
    let rows = Rows::new(corpus, options, &taken())?;
    let head = header(&rows, corpus, options);
    let mut book = Workbook::new();
    let mut names = HashSet::new();
    let mut written = Written::default();
    for group in grouped(corpus, query, options) {
        let name = sheet_name(if group.0.is_empty() { "Passages" } else { &group.0 }, &mut names);
        let sheet = book.add_worksheet();
        sheet.set_name(name).map_err(broken)?;
        let mut table = Sheet::new(sheet, &head)?;
        each_row(corpus, &[group], texts, options, &rows, &mut |cells| table.row(&cells, &mut written))?;
        table.close()?;
    }
    out.write_all(&book.save_to_buffer().map_err(broken)?).and_then(|()| out.flush()).map_err(failed)?;
    Ok(written)
}

/// Writes the tables of a document as a workbook, a sheet each; headings, paragraphs and quotes stand on a sheet of their own where there are any.
pub(super) fn blocks_xlsx(title: &str, blocks: &[Block], out: &mut dyn Write) -> Result<Written> {
    let mut book = Workbook::new();
    let mut names = HashSet::new();
    let mut written = Written::default();
    let words: Vec<GridRow> = blocks.iter().filter_map(running).collect();
    let text = Grid { name: title.to_owned(), head: vec![title.to_owned(), String::new()], rows: words, prose: true, ..Grid::default() };
    let tables = blocks.iter().filter_map(|block| if let Block::Table(grid) = block { Some(grid) } else { None });
    for grid in Some(&text).filter(|text| !text.rows.is_empty()).into_iter().chain(tables) {
        let sheet = book.add_worksheet();
        sheet.set_name(sheet_name(&grid.name, &mut names)).map_err(broken)?;
        grid_on(sheet, grid, &mut written)?;
    }
    out.write_all(&book.save_to_buffer().map_err(broken)?).and_then(|()| out.flush()).map_err(failed)?;
    Ok(written)
}

/// What is no table, as a row of the sheet of running text.
fn running(block: &Block) -> Option<GridRow> {
    let row = |cells: Vec<&String>, strong| GridRow { cells: cells.into_iter().cloned().collect(), strong, ..GridRow::default() };
    match block {
        Block::Heading(_, words) => Some(row(vec![words], true)),
        Block::Paragraph(words) => Some(row(vec![words], false)),
        Block::Quote { words, attribution, .. } => Some(row(vec![words, attribution], false)),
        Block::Table(_) | Block::Picture(_) => None,
    }
}

fn grid_on(sheet: &mut Worksheet, grid: &Grid, written: &mut Written) -> Result<()> {
    if grid.rows.len() as u32 >= ROWS || grid.head.len() > 16_384 {
        return Err(Error::hint(format!("an Excel sheet holds no more than {ROWS} rows and 16,384 columns"), "Choose fewer rows or columns."));
    }
    let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    // A number stands at the right: without room behind it, it would run into the words of the next column.
    let [bold_number, plain_number] = [&bold, &plain].map(|format| format.clone().set_align(FormatAlign::Right).set_indent(1));
    let widths: Vec<f64> = columns(grid, PAGE.max(grid.head.len() as f64 * 12.0), WIDEST).widths.into_iter().map(|width| width.max(9.0)).collect();
    // A sheet is printed lying, as wide as the paper, with its head on each.
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0).map_err(broken)?;
    for ((column, head), width) in (0u16..).zip(&grid.head).zip(&widths) {
        sheet.write_string_with_format(0, column, fitting(head).0, &bold).map_err(broken)?;
        sheet.set_column_width(column, *width).map_err(broken)?;
    }
    sheet.set_row_height(0, height(&GridRow::strong(grid.head.clone()), &widths)).map_err(broken)?;
    for (number, row) in (1u32..).zip(&grid.rows) {
        for (column, cell) in (0u16..).zip(super::blocks::filled(row, grid.head.len())) {
            let (words, cut) = fitting(cell);
            written.too_long_for_excel += usize::from(cut);
            let (format, number_format) = if row.strong { (&bold, &bold_number) } else { (&plain, &plain_number) };
            let count = cell.parse::<u32>().ok().filter(|count| count.to_string() == cell && column > 0);
            match count {
                _ if cell.is_empty() => Ok(&mut *sheet),
                Some(count) => sheet.write_number_with_format(number, column, count, number_format),
                None => sheet.write_string_with_format(number, column, words, format),
            }
            .map_err(broken)?;
        }
        sheet.set_row_height(number, height(row, &widths)).map_err(broken)?;
        written.rows += 1;
    }
    if !grid.note.is_empty() {
        sheet.write_string(grid.rows.len() as u32 + 2, 0, fitting(&grid.note).0).map_err(broken)?;
    }
    sheet.set_freeze_panes(1, 1).map(drop).map_err(broken)
}

/// Letters beside each other on a sheet of paper that lies, in letters still read; and what Excel calls A4.
const PAGE: f64 = 150.0;
const A4: u8 = 9;

/// How high a row is whose words are wrapped, in points: LibreOffice does not find it out by itself. No row may be higher than 409.
fn height(row: &GridRow, widths: &[f64]) -> f64 {
    const LINE: f64 = 15.0;
    let widths: Vec<f64> = if row.strong { widths.iter().map(|width| width * 0.92).collect() } else { widths.to_vec() };
    (lines(row, &widths) as f64 * LINE).min(409.0)
}

/// A sheet being filled.
struct Sheet<'a> {
    sheet: &'a mut Worksheet,
    head: &'a [String],
    prose: Format,
    next: u32,
}

impl<'a> Sheet<'a> {
    fn new(sheet: &'a mut Worksheet, head: &'a [String]) -> Result<Self> {
        let bold = Format::new().set_bold();
        for (column, name) in (0u16..).zip(head) {
            sheet.write_string_with_format(0, column, fitting(name).0, &bold).map_err(broken)?;
            let width = if PROSE.contains(&name.as_str()) { 60.0 } else { (name.chars().count() as f64 + 3.0).clamp(8.0, 24.0) };
            sheet.set_column_width(column, width).map_err(broken)?;
        }
        sheet.set_freeze_panes(1, 0).map_err(broken)?;
        Ok(Self { sheet, head, prose: Format::new().set_text_wrap(), next: 1 })
    }

    fn row(&mut self, cells: &[String], written: &mut Written) -> Result<()> {
        if self.next >= ROWS {
            let hint = "Choose fewer codes or sources, or write a .csv.";
            return Err(Error::hint(format!("an Excel sheet holds no more than {ROWS} rows"), hint));
        }
        for (column, (cell, name)) in (0u16..).zip(cells.iter().zip(self.head)) {
            let number = cell.parse::<f64>().ok().filter(|_| NUMBERS.contains(&name.as_str()));
            let (words, cut) = fitting(cell);
            written.too_long_for_excel += usize::from(cut);
            match number {
                _ if cell.is_empty() => Ok(&mut *self.sheet),
                Some(number) => self.sheet.write_number(self.next, column, number),
                None if PROSE.contains(&name.as_str()) => self.sheet.write_string_with_format(self.next, column, words, &self.prose),
                None => self.sheet.write_string(self.next, column, words),
            }
            .map_err(broken)?;
        }
        self.next += 1;
        written.rows += 1;
        Ok(())
    }

    fn close(self) -> Result<()> {
        let last = u16::try_from(self.head.len().saturating_sub(1)).unwrap_or(u16::MAX);
        self.sheet.autofilter(0, 0, self.next - 1, last).map(drop).map_err(broken)
    }
}

/// What a cell can hold of some words, and whether that is less than all. Excel counts in UTF-16.
fn fitting(words: &str) -> (String, bool) {
    let words = printable(words);
    if words.encode_utf16().count() <= EXCEL_CELL {
        return (words.into_owned(), false);
    }
    let mut room = EXCEL_CELL - 1;
    let fits = |c: &char| {
        let left = room.checked_sub(c.len_utf16());
        room = left.unwrap_or(0);
        left.is_some()
    };
    (words.chars().take_while(fits).chain(['…']).collect(), true)
}

/// The name of a sheet: at most 31 characters, without `[]:*?/\`, no apostrophe at its ends, and none twice.
fn sheet_name(wanted: &str, taken: &mut HashSet<String>) -> String {
    let plain: String = printable(wanted).chars().map(|c| if "[]:*?/\\\n\t".contains(c) { ' ' } else { c }).collect();
    let plain = crate::text::on_one_line(plain);
    let plain = plain.trim_matches('\'');
    let cut = |room: usize| {
        let mut units = 0;
        let kept: String = plain
            .chars()
            .take_while(|c| {
                units += c.len_utf16();
                units <= room
            })
            .collect();
        kept.trim_matches(['\'', ' ']).to_owned()
    };
    for number in 1.. {
        let end = if number == 1 { String::new() } else { format!(" {number}") };
        let name = Some(format!("{}{end}", cut(31 - end.len()))).filter(|name| !name.trim().is_empty()).unwrap_or_else(|| format!("Group{end}"));
        // Excel keeps this name for itself.
        if name.to_lowercase() != "history" && taken.insert(name.to_lowercase()) {
            return name;
        }
    }
    String::new()
}

/// Writes a table of the project's own as a workbook of one sheet that the project reads back without loss: numbers and dates are what Excel takes for
/// such where that says the same, all else is words.
pub fn own_table_xlsx(of: TableOf, corpus: &Corpus, out: &mut dyn Write) -> Result<Written> {
    let table = of.read(corpus);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(if of == TableOf::Cases { "Cases" } else { "Sources" }).map_err(broken)?;
    let bold = Format::new().set_bold();
    for (column, head) in (0u16..).zip(&table.header) {
        sheet.write_string_with_format(0, column, borne(head)?, &bold).map_err(broken)?;
        sheet.set_column_width(column, (head.chars().count() as f64 + 3.0).clamp(10.0, 28.0)).map_err(broken)?;
    }
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for (row, cells) in (1u32..).zip(&table.rows) {
        for ((column, cell), kind) in (0u16..).zip(cells).zip(&table.types).filter(|((_, cell), _)| !cell.is_empty()) {
            write_cell(sheet, (row, column), borne(cell)?, *kind, &day).map_err(broken)?;
        }
    }
    sheet.set_freeze_panes(1, if of == TableOf::Cases { 2 } else { 1 }).map_err(broken)?;
    let last = u16::try_from(table.header.len().max(1) - 1).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, table.rows.len() as u32, last).map_err(broken)?;
    out.write_all(&book.save_to_buffer().map_err(broken)?).and_then(|()| out.flush()).map_err(failed)?;
    Ok(Written { rows: table.rows.len(), ..Written::default() })
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &str,
    kind: Option<AttributeType>,
    day: &Format,
) -> std::result::Result<(), XlsxError> {
    let number = cell.parse::<f64>().ok().filter(|number| number.abs() < 1e15 && number.to_string() == cell);
    match (kind, number) {
        (Some(AttributeType::Number), Some(number)) => sheet.write_number(row, column, number).map(drop),
        (Some(AttributeType::Date), _) if ("1901-01-01"..="9999-12-31").contains(&cell) => match ExcelDateTime::parse_from_str(cell) {
            Ok(date) => sheet.write_datetime_with_format(row, column, &date, day).map(drop),
            Err(_) => sheet.write_string(row, column, cell).map(drop),
        },
        _ => sheet.write_string(row, column, cell).map(drop),
    }
}

/// A cell that Excel takes whole, or a refusal: nothing is cut in a table that is to come back.
fn borne(cell: &str) -> Result<&str> {
    let odd = |c: char| (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    if cell.encode_utf16().count() > EXCEL_CELL || cell.contains(odd) {
        return Err(Error::hint("a cell of the table holds more, or other signs, than Excel takes", "Write it as .csv, which keeps all of it."));
    }
    Ok(cell)
}

fn broken(error: XlsxError) -> Error {
    failed(std::io::Error::other(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_have_names_that_excel_takes() {
        let mut taken = HashSet::new();
        let mut name = |wanted: &str| sheet_name(wanted, &mut taken);
        assert_eq!(name("North [a/b]: *?\\"), "North a b");
        assert_eq!(
            (name("north a b"), name("'quoted'"), name("[]"), name("History")),
            ("north a b 2".into(), "quoted".into(), "Group".into(), "History 2".into())
        );
        let long = name(&"x".repeat(60));
        assert_eq!((long.len(), name(&"X".repeat(60)).len()), (31, 31));
    }

    #[test]
    fn a_long_cell_is_cut_at_what_excel_bears() {
        let (words, cut) = fitting(&"😀".repeat(20_000));
        assert!(cut && words.ends_with('…') && words.encode_utf16().count() <= EXCEL_CELL);
        assert_eq!(fitting("=1+1\u{0}"), ("=1+1".into(), false));
    }
}
