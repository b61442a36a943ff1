//! From the bytes of a .csv or .xlsx file to a header and rows of text.

use crate::analysis::undefused;
use crate::error::{Error, Result};
use crate::import::bytes::regular;
use crate::import::plan::{Note, NoteKind, TableData};
use crate::import::table::workbook;
use crate::import::{PlanOptions, encoding, package};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// The largest table that is read, in bytes, and the most words that its cells hold.
pub(super) const LARGEST: u64 = 64 << 20;

/// The most cells that a table has.
pub(super) const MOST: usize = 2_000_000;

/// The most columns that a table has: as many as a sheet of Excel.
const WIDEST: usize = 16_384;

/// Reads a table of attributes: .csv with any delimiter and encoding, or the first filled sheet of an .xlsx.
///
/// # Errors
/// A file that cannot be read, is no table, or has no rows; the error says what to do.
pub fn read_table(path: &Path, options: &PlanOptions) -> Result<TableData> {
    read_table_bytes(path, &bytes_of(path)?, options)
}

/// The bytes of a table, within the limit of what is read.
pub(super) fn bytes_of(path: &Path) -> Result<Vec<u8>> {
    if regular(path)?.len() > LARGEST {
        return Err(too_large(path));
    }
    std::fs::read(path).map_err(|error| Error::io(path, error))
}

/// The refusal of a table of more bytes than are read.
pub(super) fn too_large(path: &Path) -> Error {
    Error::import(path, "The table is larger than 64 megabytes", LESS)
}

/// The refusal of a table of more cells than are read.
pub(super) fn too_many(path: &Path) -> Error {
    Error::import(path, "The table has more than two million cells", LESS)
}

/// The way out of a table that is too large.
const LESS: &str = "Leave out the columns and rows that are not needed, or split it in two tables.";

const SAVE_AS: &str = "Open it in Excel or LibreOffice and save it as .xlsx or .csv.";

/// Reads a table whose bytes are at hand.
///
/// # Errors
/// As [`read_table`].
pub fn read_table_bytes(path: &Path, bytes: &[u8], options: &PlanOptions) -> Result<TableData> {
    Opened::new(path, bytes, options)?.table(path)
}

/// A table that was taken apart once, to be looked at in more ways than one.
pub(super) enum Opened {
    /// A workbook: the cells of its first filled sheet.
    Cells(Grid),
    /// Words that a sign parts into cells.
    Words(encoding::Decoded),
}

impl Opened {
    /// Opens a workbook, or decodes words.
    pub fn new(path: &Path, bytes: &[u8], options: &PlanOptions) -> Result<Self> {
        if bytes.len() as u64 > LARGEST {
            return Err(too_large(path));
        }
        if bytes.starts_with(b"PK") {
            if let Some(what) = package::no_workbook(bytes) {
                let what = format!("This is {what}, and no table that this version reads: it reads .csv and .xlsx");
                return Err(Error::import(path, what, "Copy its table into Excel or LibreOffice and save it as .xlsx or .csv."));
            }
            return Ok(Self::Cells(workbook::read(path, bytes)?));
        }
        if bytes.starts_with(b"\xD0\xCF\x11\xE0") || bytes.starts_with(b"%PDF") {
            return Err(Error::import(path, "This is no table that this version reads: it reads .csv and .xlsx", SAVE_AS));
        }
        let decoded = encoding::decode_cells(bytes, options.encoding.as_deref().and_then(encoding::by_name));
        // Words have no signs like these; a slip or two are left out.
        if decoded.text.chars().filter(|c| *c == '\0').count() * 100 > decoded.text.chars().count() {
            return Err(Error::import(path, "This is no table that this version reads: it reads .csv and .xlsx", SAVE_AS));
        }
        Ok(Self::Words(encoding::Decoded { text: decoded.text.replace('\0', ""), ..decoded }))
    }

    /// A header and rows.
    pub fn table(self, path: &Path) -> Result<TableData> {
        let (grid, notes) = match self {
            Self::Cells(grid) => grid,
            Self::Words(decoded) => separated(path, &decoded)?,
        };
        table(path, grid, notes)
    }

    /// The rows of a table whose first cells are `first`, to the letter but for what kept them from running; nothing where its first row begins
    /// otherwise.
    pub fn raw(&self, path: &Path, first: &[&str]) -> Result<Option<Vec<Vec<String>>>> {
        let begins = |row: &Vec<String>| row.len() >= first.len() && row.iter().zip(first).all(|(cell, name)| cell.trim().eq_ignore_ascii_case(name));
        let text = match self {
            Self::Cells((grid, _)) => {
                return Ok(grid.first().is_some_and(|row| begins(&row.cells)).then(|| grid.iter().map(|row| row.cells.clone()).collect()));
            }
            Self::Words(decoded) => decoded.text.as_str(),
        };
        for delimiter in [b',', b';', b'\t', b'|'].into_iter().filter(|sign| !crowded(text, *sign)) {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
            let mut records = reader.records();
            let Some(head) = records.next().and_then(std::result::Result::ok) else { continue };
            if !begins(&head.iter().take(first.len()).map(str::to_owned).collect()) {
                continue;
            }
            let (mut grid, mut cells) = (Vec::new(), 0);
            for record in std::iter::once(Ok(head)).chain(records) {
                grid.push(counted(path, &record.map_err(|error| unread(path, &error))?, &mut cells)?);
            }
            grid.iter_mut().flatten().for_each(|cell| {
                if let Cow::Owned(plain) = undefused(cell) {
                    *cell = plain;
                }
            });
            return Ok(Some(grid));
        }
        Ok(None)
    }
}

fn unread(path: &Path, error: &csv::Error) -> Error {
    Error::import(path, format!("The table cannot be read: {error}"), "Open it in Excel or LibreOffice and save it anew as .csv (UTF-8).")
}

/// The cells of a row, within the limit of what a table has.
fn counted(path: &Path, record: &csv::StringRecord, cells: &mut usize) -> Result<Vec<String>> {
    *cells += record.len();
    if *cells > MOST {
        return Err(too_many(path));
    }
    Ok(record.iter().map(str::to_owned).collect())
}

/// A row that holds something.
#[derive(Clone, Debug)]
pub(super) struct Filled {
    /// Which row of the file it is, counted from 1.
    pub place: usize,
    pub cells: Vec<String>,
}

/// Rows of cells, and what was noticed while reading them.
pub(super) type Grid = (Vec<Filled>, Vec<Note>);

fn separated(path: &Path, decoded: &encoding::Decoded) -> Result<Grid> {
    let mut notes = Vec::new();
    if !decoded.certain {
        notes.push(look(format!("The encoding was guessed as {}: look whether accents are right.", decoded.encoding)));
    }
    let mut text = decoded.text.as_str();
    let (mut delimiter, mut above) = (None, 0);
    if let Some((first, rest)) = text.split_once('\n')
        && let Some(&[sign]) = first.trim().strip_prefix("sep=").map(str::as_bytes)
    {
        (delimiter, text, above) = (Some(sign), rest, 1);
    }
    let delimiter = delimiter.unwrap_or_else(|| find_delimiter(text));
    if crowded(text, delimiter) {
        return Err(too_many(path));
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let (mut grid, mut cells, mut within, mut last) = (Vec::new(), 0, 0, None);
    for record in reader.records() {
        let mut record = record.map_err(|error| unread(path, &error))?;
        // A line end within a cell ends no row of a spreadsheet.
        let start = record.position().map_or((0, 0), |at| (at.line() as usize, at.byte() as usize));
        // Its place is that of the blank lines before it, which are rows too.
        let blank = text[start.1..].bytes().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| *byte == b'\n').count();
        let place = start.0 + blank + above - within;
        within += memchr::memchr_iter(b'\n', record.as_slice().as_bytes()).count();
        last = Some((place, start.1, record.iter().next_back().is_some_and(|cell| cell.contains('\n'))));
        record.trim();
        grid.push(Filled { place, cells: counted(path, &record, &mut cells)? });
    }
    match last {
        Some((place, start, true)) if is_open(&text[start..]) => Err(Error::import(
            path,
            format!("A quotation mark that begins a cell in row {place} is never closed, so that all that follows would be one cell"),
            "Open it in Excel or LibreOffice, close or remove the quotation mark, and save it anew.",
        )),
        _ => Ok((grid, notes)),
    }
}

/// Whether the last row of a table ends within a quotation.
fn is_open(row: &str) -> bool {
    memchr::memchr_iter(b'"', row.as_bytes()).count() % 2 == 1 && !row.trim_end().ends_with('"')
}

/// Whether a sign would cut a line into more cells than a table has columns.
fn crowded(text: &str, sign: u8) -> bool {
    let bytes = text.as_bytes();
    let crowd = |line: &[u8]| line.len() > WIDEST && memchr::memchr_iter(sign, line).nth(WIDEST).is_some();
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', bytes).chain([bytes.len()]) {
        if crowd(&bytes[start..end]) {
            return true;
        }
        start = end + 1;
    }
    false
}

/// How much of a table is looked at to find what parts its cells, in bytes.
const HEAD: usize = 1 << 18;

/// The sign that cuts the first lines into most cells, and into as many each.
fn find_delimiter(text: &str) -> u8 {
    let whole = text;
    let text = &whole[..whole.floor_char_boundary(HEAD)];
    let score = |sign: u8| {
        if crowded(whole, sign) {
            return 1;
        }
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(sign).from_reader(text.as_bytes());
        let widths: Vec<usize> = reader.records().take(30).filter_map(|record| record.ok().map(|record| record.len())).collect();
        let first = widths.first().copied().unwrap_or(0);
        let even = widths.iter().filter(|width| **width == first).count();
        if first < 2 { 0 } else { even * 1000 / widths.len().max(1) * first.min(20) }
    };
    [b',', b';', b'\t', b'|'].into_iter().rev().max_by_key(|sign| score(*sign)).unwrap_or(b',')
}

/// A header of named columns and rows as long as it.
fn table(path: &Path, grid: Vec<Filled>, mut notes: Vec<Note>) -> Result<TableData> {
    let filled = |row: &Filled| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let grid: Vec<Filled> = grid.into_iter().filter(|row| filled(row) > 0).collect();
    let widest = grid.iter().take(20).map(filled).max().unwrap_or(0);
    // Titles above the table fill one cell where the header fills most.
    let top = grid.iter().position(|row| filled(row) >= 2 && filled(row) * 2 >= widest).unwrap_or(0);
    let mut rows = grid.into_iter().skip(top);
    let mut header = rows.next().map(|row| row.cells).unwrap_or_default();
    let mut rows: Vec<Filled> = rows.collect();
    if rows.get(1).is_some_and(|row| is_import_ids(&row.cells)) {
        for (name, question) in header.iter_mut().zip(rows.drain(..2).next().map(|row| row.cells).unwrap_or_default()) {
            *name = if question.is_empty() { std::mem::take(name) } else { question };
        }
        notes.push(look(
            "The two rows under the header are Qualtrics’ own: the first names the columns by their questions, the second was left out.".into(),
        ));
    }
    let (places, rows): (Vec<usize>, Vec<Vec<String>>) = rows.into_iter().map(|row| (row.place, row.cells)).unzip();
    let mut used = vec![false; rows.iter().map(Vec::len).max().unwrap_or(0).max(header.len())];
    for row in rows.iter().chain([&header]) {
        row.iter().zip(&mut used).for_each(|(cell, used)| *used |= !cell.is_empty());
    }
    let kept: Vec<usize> = (0..used.len()).filter(|at| used[*at]).collect();
    if kept.is_empty() || rows.is_empty() {
        return Err(Error::import(
            path,
            "The table has no rows under its header",
            "Its first row names the columns, each further row is one source or case.",
        ));
    }
    // One wide row makes every row as wide.
    if kept.len() > WIDEST || kept.len() * rows.len() > MOST {
        return Err(too_many(path));
    }
    if top > 0 {
        notes.push(look(if top == 1 {
            "1 row above the header was left out.".into()
        } else {
            format!("{top} rows above the header were left out.")
        }));
    }
    let header = named(kept.iter().map(|at| header.get(*at).map_or("", String::as_str)));
    let rows = rows.into_iter().map(|mut row| kept.iter().map(|at| row.get_mut(*at).map(std::mem::take).unwrap_or_default()).collect()).collect();
    Ok(TableData { header, rows, places, notes })
}

/// Whether a row is the third that Qualtrics writes over its answers: what it calls each column itself.
fn is_import_ids(cells: &[String]) -> bool {
    let filled = || cells.iter().filter(|cell| !cell.is_empty());
    let ids = filled().filter(|cell| cell.starts_with("{\"ImportId\":")).count();
    ids > 0 && ids * 2 > filled().count()
}

/// Names for columns: blank ones get a number, repeated ones a suffix.
fn named<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut header: Vec<String> = Vec::new();
    let (mut taken, mut next) = (HashSet::new(), HashMap::new());
    for (at, name) in names.enumerate() {
        let parts = name.split(|c: char| c.is_whitespace() || c.is_control()).filter(|part| !part.is_empty());
        let name = parts.collect::<Vec<_>>().join(" ");
        let name = if name.is_empty() { format!("Column {}", at + 1) } else { name };
        let mut unique = name.clone();
        let count = next.entry(name.to_lowercase()).or_insert(2);
        while !taken.insert(unique.to_lowercase()) {
            unique = format!("{name} ({count})");
            *count += 1;
        }
        header.push(unique);
    }
    header
}

pub(super) fn look(text: String) -> Note {
    Note { kind: NoteKind::Look, text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv(bytes: &[u8]) -> TableData {
        read_table_bytes(Path::new("t.csv"), bytes, &PlanOptions::default()).expect("a table")
    }

    #[test]
    fn the_rows_that_qualtrics_writes_under_its_header_are_no_answers() {
        let ids = |name: &str| format!("\"{{\"\"ImportId\"\":\"\"{name}\"\"}}\"");
        let file = format!("ResponseId,Q1,Q2\nResponse ID,How old?,\n{},{},{}\nR_1,34,So\n", ids("_recordId"), ids("QID1"), ids("QID2"));
        let table = read_table_bytes(Path::new("q.csv"), file.as_bytes(), &PlanOptions::default()).unwrap();
        assert_eq!(table.header, ["Response ID", "How old?", "Q2"]);
        assert_eq!((table.rows, table.places), (vec![vec!["R_1".to_owned(), "34".into(), "So".into()]], vec![4]));
        assert!(table.notes[0].text.contains("Qualtrics"));
    }

    #[test]
    fn any_delimiter_mark_and_encoding() {
        let expected = [["P1", "Søren, jr"], ["P2", "two\nlines"]];
        let text = "case;name\r\nP1;\"Søren, jr\"\r\nP2;\"two\nlines\"\r\n";
        let latin: Vec<u8> = text.chars().map(|c| c as u8).collect();
        let tabs = text.replace(';', "\t");
        for bytes in [format!("\u{FEFF}{text}").into_bytes(), latin, tabs.into_bytes(), format!("sep=;\n{text}").into_bytes()] {
            let table = csv(&bytes);
            assert_eq!(table.header, ["case", "name"]);
            assert_eq!(table.rows, expected);
        }
    }

    #[test]
    fn what_ends_a_line_of_a_text_ends_no_row() {
        let cells = ["two\u{2028}lines", "a\u{2029}b", "a\u{85}b", "a\u{B}b", "a\u{C}b"];
        for end in ["\n", "\r\n", "\r"] {
            let rows: Vec<String> = cells.iter().enumerate().map(|(n, cell)| format!("P{n},{cell}{end}")).collect();
            let table = csv(format!("case,what{end}{}", rows.concat()).as_bytes());
            let read: Vec<&str> = table.rows.iter().map(|row| row[1].as_str()).collect();
            assert_eq!(read, cells);
        }
        // A line end in a cell is LF, however the file ends its lines.
        assert_eq!(csv(b"case,what\r\nP1,\"a\r\nb\"\r\nP2,c\r\n").rows, [["P1", "a\nb"], ["P2", "c"]]);
    }

    #[test]
    fn ragged_rows_titles_and_blank_names() {
        let table = csv(b"Our table,,\n\ncase,,case\nP1,x\nP2,y,z,w\n,,,\n");
        assert_eq!(table.header, ["case", "Column 2", "case (2)", "Column 4"]);
        assert_eq!(table.rows, [["P1", "x", "", ""], ["P2", "y", "z", "w"]]);
        assert_eq!((table.line(0), table.line(1)), (4, 5), "as a spreadsheet counts them");
        assert!(read_table_bytes(Path::new("t.csv"), b"only,a,header\n", &PlanOptions::default()).is_err());
    }

    #[test]
    fn rows_are_named_as_a_spreadsheet_counts_them() {
        let table = csv(b"sep=,\n\ncase,site\n\n,,\nP1,\"a\nb\nc\"\n\nP2,x\n");
        assert_eq!(table.rows, [["P1", "a\nb\nc"], ["P2", "x"]]);
        assert_eq!((table.line(0), table.line(1)), (6, 8));
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_is_named() {
        let read = |text: &str| read_table_bytes(Path::new("t.csv"), text.as_bytes(), &PlanOptions::default());
        let refused = read("case,site\nP0,x\nP1,\"North\nP2,South\nP3,East\n").unwrap_err();
        assert!(refused.to_string().contains("in row 3 is never closed"), "{refused}");
        for text in
            ["case,site\nP1,5\" pipe\n", "case,site\nP1,\"two\nlines\"\n", "case,site\n5\" pipe,\"two\nlines\"\n", "case,site\nP1,\"a\nb\",x\n"]
        {
            assert!(read(text).is_ok(), "{text}");
        }
    }
}
