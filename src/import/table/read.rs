//! From the bytes of a .csv or .xlsx file to a header and rows of text.

use crate::analysis::undefused;
use crate::error::{Error, Result};
use crate::import::plan::{Note, NoteKind, TableData};
use crate::import::{PlanOptions, encoding};
use calamine::{Data, Range, Reader, Xlsx};
use std::borrow::Cow;
use std::io::Cursor;
use std::path::Path;

/// The largest table that is read, in bytes.
const LARGEST: u64 = 256 << 20;

/// Reads a table of attributes: .csv with any delimiter and encoding, or the first filled sheet of an .xlsx.
///
/// # Errors
/// A file that cannot be read, is no table, or has no rows; the error says what to do.
pub fn read_table(path: &Path, options: &PlanOptions) -> Result<TableData> {
    read_table_bytes(path, &bytes_of(path)?, options)
}

/// The bytes of a table, within the limit of what is read.
pub(super) fn bytes_of(path: &Path) -> Result<Vec<u8>> {
    let meta = std::fs::metadata(path).map_err(|error| Error::io(path, error))?;
    if meta.len() > LARGEST {
        return Err(Error::import(path, "The table is larger than 256 megabytes", "Leave out what is no attribute of a case or a source."));
    }
    std::fs::read(path).map_err(|error| Error::io(path, error))
}

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
        if bytes.starts_with(b"PK") {
            return Ok(Self::Cells(excel(path, bytes)?));
        }
        if bytes.starts_with(b"\xD0\xCF\x11\xE0") || bytes.starts_with(b"%PDF") {
            return Err(Error::import(
                path,
                "This is no table that this version reads: it reads .csv and .xlsx",
                "Open it in Excel or LibreOffice and save it as .xlsx or .csv.",
            ));
        }
        Ok(Self::Words(encoding::decode(bytes, options.encoding.as_deref().and_then(encoding::by_name))))
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
            Self::Cells((grid, _)) => return Ok(grid.first().is_some_and(begins).then(|| grid.clone())),
            Self::Words(decoded) => decoded.text.as_str(),
        };
        for delimiter in [b',', b';', b'\t', b'|'] {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
            let mut records = reader.records();
            let head = records.next().and_then(std::result::Result::ok).map(|record| record.iter().map(str::to_owned).collect::<Vec<_>>());
            let Some(head) = head.filter(begins) else { continue };
            let mut grid = vec![head];
            for record in records {
                grid.push(record.map_err(|error| unread(path, &error))?.iter().map(str::to_owned).collect());
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

/// Rows of cells, and what was noticed while reading them.
pub(super) type Grid = (Vec<Vec<String>>, Vec<Note>);

fn separated(path: &Path, decoded: &encoding::Decoded) -> Result<Grid> {
    let mut notes = Vec::new();
    if !decoded.certain {
        notes.push(look(format!("The encoding was guessed as {}: look whether accents are right.", decoded.encoding)));
    }
    let mut text = decoded.text.as_str();
    let mut delimiter = None;
    if let Some((first, rest)) = text.split_once('\n')
        && let Some(&[sign]) = first.trim().strip_prefix("sep=").map(str::as_bytes)
    {
        (delimiter, text) = (Some(sign), rest);
    }
    let delimiter = delimiter.unwrap_or_else(|| find_delimiter(text));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut grid = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| unread(path, &error))?;
        grid.push(record.iter().map(|cell| cell.trim().to_owned()).collect());
    }
    Ok((grid, notes))
}

/// The sign that cuts the first lines into most cells, and into as many each.
fn find_delimiter(text: &str) -> u8 {
    let score = |sign: u8| {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(sign).from_reader(text.as_bytes());
        let widths: Vec<usize> = reader.records().take(30).filter_map(|record| record.ok().map(|record| record.len())).collect();
        let first = widths.first().copied().unwrap_or(0);
        let even = widths.iter().filter(|width| **width == first).count();
        if first < 2 { 0 } else { even * 1000 / widths.len().max(1) * first.min(20) }
    };
    [b',', b';', b'\t', b'|'].into_iter().rev().max_by_key(|sign| score(*sign)).unwrap_or(b',')
}

fn excel(path: &Path, bytes: &[u8]) -> Result<Grid> {
    let remedy = "Open it in Excel or LibreOffice and save it anew as .xlsx or .csv.";
    let refused = |what: String| Error::import(path, what, remedy);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| refused(format!("The table cannot be opened: {error}")))?;
    let mut notes = Vec::new();
    let names = book.sheet_names();
    let mut found = None;
    let mut others = 0;
    for name in &names {
        let Ok(range) = book.worksheet_range(name) else { continue };
        if range.used_cells().next().is_none() {
            continue;
        }
        others += usize::from(found.is_some());
        found = found.or(Some((name, range)));
    }
    let Some((name, range)) = found else { return Err(refused("The workbook has no filled sheet".into())) };
    if others > 0 {
        notes.push(look(format!("The sheet “{name}” was read; {others} other filled sheets were left out.")));
    }
    Ok((rows(&range), notes))
}

fn rows(range: &Range<Data>) -> Vec<Vec<String>> {
    range.rows().map(|row| row.iter().map(cell).collect()).collect()
}

/// A cell as people would type it: numbers without “.0”, dates as `YYYY-MM-DD`.
fn cell(data: &Data) -> String {
    match data {
        Data::String(text) => text.replace("\r\n", "\n").replace("_x000D_", "").trim().to_owned(),
        Data::Float(number) => number_text(*number),
        Data::Int(number) => number.to_string(),
        Data::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Data::DateTime(time) if time.is_duration() => number_text(time.as_f64()),
        Data::DateTime(time) => {
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            let clock = if second > 0 { format!("{hour:02}:{minute:02}:{second:02}") } else { format!("{hour:02}:{minute:02}") };
            let midnight = hour == 0 && minute == 0 && second == 0;
            match (time.as_f64() < 1.0, midnight) {
                (true, _) => clock,
                (false, true) => format!("{year:04}-{month:02}-{day:02}"),
                (false, false) => format!("{year:04}-{month:02}-{day:02} {clock}"),
            }
        }
        Data::DateTimeIso(text) => text.trim_end_matches("T00:00:00").to_owned(),
        Data::DurationIso(text) => text.clone(),
        Data::Error(_) | Data::Empty => String::new(),
    }
}

/// A number as Excel shows it: fifteen figures, no “.0”.
fn number_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return format!("{number:.0}");
    }
    // What binary fractions add beyond fifteen figures was never typed.
    format!("{number:.14e}").parse::<f64>().map_or_else(|_| number.to_string(), |rounded| rounded.to_string())
}

/// A header of named columns and rows as long as it.
fn table(path: &Path, grid: Vec<Vec<String>>, mut notes: Vec<Note>) -> Result<TableData> {
    let filled = |row: &Vec<String>| row.iter().filter(|cell| !cell.is_empty()).count();
    let widest = grid.iter().take(20).map(filled).max().unwrap_or(0);
    // Titles above the table fill one cell where the header fills most.
    let top = grid.iter().position(|row| filled(row) >= 2 && filled(row) * 2 >= widest).unwrap_or(0);
    let width = grid.iter().skip(top).map(Vec::len).max().unwrap_or(0);
    let mut rows = grid.into_iter().skip(top);
    let mut header = rows.next().unwrap_or_default();
    header.resize(width, String::new());
    let mut rows: Vec<Vec<String>> = rows.filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
    for row in &mut rows {
        row.resize(width, String::new());
    }
    let kept: Vec<usize> = (0..width).filter(|at| !header[*at].is_empty() || rows.iter().any(|row| !row[*at].is_empty())).collect();
    if kept.is_empty() || rows.is_empty() {
        return Err(Error::import(
            path,
            "The table has no rows under its header",
            "Its first row names the columns, each further row is one source or case.",
        ));
    }
    if top > 0 {
        notes.push(look(format!("{top} lines above the header were left out.")));
    }
    let header = named(kept.iter().map(|at| header[*at].as_str()));
    let rows = rows.into_iter().map(|mut row| kept.iter().map(|at| std::mem::take(&mut row[*at])).collect()).collect();
    Ok(TableData { header, rows, first_row: top + 2, notes })
}

/// Names for columns: blank ones get a number, repeated ones a suffix.
fn named<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut header: Vec<String> = Vec::new();
    for (at, name) in names.enumerate() {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = if name.is_empty() { format!("Column {}", at + 1) } else { name };
        let taken = |candidate: &str| header.iter().any(|other| other.to_lowercase() == candidate.to_lowercase());
        let mut unique = name.clone();
        let mut count = 2;
        while taken(&unique) {
            unique = format!("{name} ({count})");
            count += 1;
        }
        header.push(unique);
    }
    header
}

fn look(text: String) -> Note {
    Note { kind: NoteKind::Look, text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv(bytes: &[u8]) -> TableData {
        read_table_bytes(Path::new("t.csv"), bytes, &PlanOptions::default()).expect("a table")
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
    fn ragged_rows_titles_and_blank_names() {
        let table = csv(b"Our table,,\n\ncase,,case\nP1,x\nP2,y,z,w\n,,,\n");
        assert_eq!(table.header, ["case", "Column 2", "case (2)", "Column 4"]);
        assert_eq!(table.rows, [["P1", "x", "", ""], ["P2", "y", "z", "w"]]);
        assert!(read_table_bytes(Path::new("t.csv"), b"only,a,header\n", &PlanOptions::default()).is_err());
    }

    #[test]
    fn numbers_as_typed() {
        for (number, text) in [(7.0, "7"), (0.1 + 0.2, "0.3"), (-2.5, "-2.5"), (1234567.0, "1234567"), (1e300, "1e300")] {
            assert_eq!(number_text(number).parse::<f64>().ok(), text.parse::<f64>().ok());
            assert!(number == 1e300 || number_text(number) == text);
        }
    }

    /// A workbook with one empty sheet and one that is filled.
    fn workbook(sheet: &str) -> Vec<u8> {
        use std::io::Write;
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let relation = |id: &str, part: &str, target: &str| format!(r#"<Relationship Id="{id}" Type="{kind}/{part}" Target="{target}"/>"#);
        let relations =
            |list: String| format!(r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{list}</Relationships>"#);
        let sheets = r#"<sheet name="Empty" sheetId="1" r:id="r1"/><sheet name="Cases" sheetId="2" r:id="r2"/>"#;
        let parts = [
            ("_rels/.rels", relations(relation("r1", "officeDocument", "xl/workbook.xml"))),
            ("xl/workbook.xml", format!(r#"<workbook xmlns="{main}" xmlns:r="{kind}"><sheets>{sheets}</sheets></workbook>"#)),
            (
                "xl/_rels/workbook.xml.rels",
                relations(
                    relation("r1", "worksheet", "worksheets/sheet1.xml")
                        + &relation("r2", "worksheet", "worksheets/sheet2.xml")
                        + &relation("r3", "styles", "styles.xml"),
                ),
            ),
            (
                "xl/styles.xml",
                format!(r#"<styleSheet xmlns="{main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#),
            ),
            ("xl/worksheets/sheet1.xml", format!(r#"<worksheet xmlns="{main}"><sheetData/></worksheet>"#)),
            ("xl/worksheets/sheet2.xml", format!(r#"<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>"#)),
        ];
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("begun");
            writer.write_all(text.as_bytes()).expect("written");
        }
        writer.finish().expect("finished").into_inner()
    }

    #[test]
    fn workbooks_give_numbers_dates_and_switches_as_text() {
        let text = |place: &str, words: &str| format!(r#"<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>"#);
        let header = format!(r#"<row r="1">{}{}{}{}</row>"#, text("A1", "case"), text("B1", "age"), text("C1", "met"), text("D1", "consent"));
        let row =
            format!(r#"<row r="2">{}<c r="B2"><v>56</v></c><c r="C2" s="1"><v>45356</v></c><c r="D2" t="b"><v>1</v></c></row>"#, text("A2", " P1 "));
        let short = format!(r#"<row r="4">{}<c r="B4"><v>5.5</v></c></row>"#, text("A4", "P2"));
        let table = read_table_bytes(Path::new("t.xlsx"), &workbook(&format!("{header}{row}{short}")), &PlanOptions::default()).expect("a table");
        assert_eq!(table.header, ["case", "age", "met", "consent"]);
        assert_eq!(table.rows, [["P1", "56", "2024-03-05", "yes"], ["P2", "5.5", "", ""]]);
    }
}
