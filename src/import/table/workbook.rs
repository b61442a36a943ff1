//! From the bytes of an .xlsx workbook to rows of text: cell by cell, so that a cell far from all others costs no more than a near one.

use super::bounds;
use super::read::{Filled, Grid, LARGEST, MOST, look, too_large, too_many};
use crate::error::{Error, Result};
use calamine::{Data, DataRef, Reader, Xlsx, XlsxError};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::path::Path;

/// The rows and columns that a sheet can have.
const ROWS: u32 = 1 << 20;
const COLUMNS: u32 = 1 << 14;

/// The most sheets that are looked into.
const SHEETS: usize = 250;

/// The way out of a damaged workbook.
const REMEDY: &str = "Open it in Excel or LibreOffice and save it anew as .xlsx or .csv.";

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// A cell with words: its row, its column, these.
type Cell = (u32, u32, String);

/// Why a sheet is not read.
enum Fault {
    Damaged,
    TooMany,
    TooLong,
}

/// The first filled sheet of a workbook.
pub(super) fn read(path: &Path, bytes: &[u8]) -> Result<Grid> {
    bounds::look(path, bytes)?;
    // The place of a cell is counted by the reader in numbers that a damaged place overflows.
    std::panic::catch_unwind(|| first_filled(path, bytes)).unwrap_or_else(|_| Err(Error::import(path, "The workbook is damaged", REMEDY)))
}

fn first_filled(path: &Path, bytes: &[u8]) -> Result<Grid> {
    let mut book: Book = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => Error::import(path, "The workbook is locked with a password", "Save it without the password, or as .csv."),
        error => Error::import(path, format!("The table cannot be opened: {error}"), REMEDY),
    })?;
    let mut notes = Vec::new();
    let mut found: Option<(String, Cells)> = None;
    let (mut damaged, mut others) = (Vec::new(), 0);
    let names = book.sheet_names();
    let beyond = names.len().saturating_sub(SHEETS);
    for name in names.into_iter().take(SHEETS) {
        if found.is_some() {
            others += usize::from(cells(&mut book, &name, 1).is_ok_and(|cells| !cells.filled.is_empty()));
            continue;
        }
        match cells(&mut book, &name, usize::MAX) {
            Ok(cells) if cells.filled.is_empty() => {}
            Ok(cells) => found = Some((name, cells)),
            Err(Fault::Damaged) => damaged.push(name),
            Err(Fault::TooMany) => return Err(too_many(path)),
            Err(Fault::TooLong) => return Err(too_large(path)),
        }
    }
    let damaged = damaged.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ");
    let Some((name, cells)) = found else {
        if beyond > 0 && damaged.is_empty() {
            let what = format!("The first {SHEETS} sheets of the workbook are empty, and more are not looked into");
            return Err(Error::import(path, what, "Move the sheet with the table to the front, or copy it into a workbook of its own."));
        }
        let what =
            if damaged.is_empty() { "The workbook has no filled sheet".into() } else { format!("The sheet {damaged} is damaged and cannot be read") };
        return Err(Error::import(path, what, REMEDY));
    };
    if !damaged.is_empty() {
        notes.push(look(format!("The sheet {damaged} is damaged and was left out; “{name}” was read in its place.")));
    }
    let left = match (others, beyond) {
        (0, 0) => String::new(),
        (1, 0) => "1 other filled sheet was left out".into(),
        (others, 0) => format!("{others} other filled sheets were left out"),
        (others, beyond) => format!("{others} other filled sheets, and {beyond} that were not looked into, were left out"),
    };
    if !left.is_empty() {
        notes.push(look(format!("The sheet “{name}” was read; {left}.")));
    }
    if cells.unreckoned > 0 {
        let cells = crate::project::op::count(cells.unreckoned, "cell holds a formula", "cells hold formulas");
        notes.push(look(format!("{cells} whose result is not in the file, and came in empty: open it in Excel or LibreOffice and save it anew.")));
    }
    Ok((rows(cells.filled).ok_or_else(|| too_many(path))?, notes))
}

/// The cells of a sheet.
#[derive(Default)]
struct Cells {
    filled: Vec<Cell>,
    /// How many hold a formula that the program which wrote them did not reckon.
    unreckoned: usize,
}

/// The filled cells of a sheet, at most the first `most`; a chart has none.
fn cells(book: &mut Book, name: &str, most: usize) -> std::result::Result<Cells, Fault> {
    let mut reader = match book.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(Cells::default()),
        Err(_) => return Err(Fault::Damaged),
    };
    let (mut cells, mut words) = (Cells::default(), 0);
    while cells.filled.len() < most {
        let Some(found) = reader.next_cell_with_formula_metadata().map_err(|_| Fault::Damaged)? else { break };
        let (row, column) = found.pos;
        if row >= ROWS || column >= COLUMNS {
            return Err(Fault::Damaged);
        }
        // One text of the workbook may stand in very many cells.
        words += match &found.value {
            DataRef::String(text) => text.len(),
            DataRef::SharedString(text) => text.len(),
            _ => 0,
        };
        if words as u64 > LARGEST {
            return Err(Fault::TooLong);
        }
        cells.unreckoned += usize::from(found.formula.is_some() && matches!(found.value, DataRef::Empty));
        let text = cell(&Data::from(found.value));
        if !text.is_empty() {
            cells.filled.push((row, column, text));
        }
        if cells.filled.len() > MOST {
            return Err(Fault::TooMany);
        }
    }
    Ok(cells)
}

/// Rows of cells, without the rows and columns that have none; nothing where they would be too many.
fn rows(cells: Vec<Cell>) -> Option<Vec<Filled>> {
    let columns: BTreeSet<u32> = cells.iter().map(|cell| cell.1).collect();
    let filled: BTreeSet<u32> = cells.iter().map(|cell| cell.0).collect();
    if columns.len() * filled.len() > MOST {
        return None;
    }
    let column_of: BTreeMap<u32, usize> = columns.into_iter().zip(0..).collect();
    let row_of: BTreeMap<u32, usize> = filled.iter().copied().zip(0..).collect();
    let mut rows: Vec<Filled> = filled.into_iter().map(|row| Filled { place: row as usize + 1, cells: Vec::new() }).collect();
    for (row, column, text) in cells {
        let (row, column): (&mut Vec<String>, usize) = (&mut rows[row_of[&row]].cells, column_of[&column]);
        if row.len() <= column {
            row.resize(column + 1, String::new());
        }
        row[column] = text;
    }
    Some(rows)
}

/// A cell as people would type it: numbers without “.0”, dates as `YYYY-MM-DD`.
fn cell(data: &Data) -> String {
    match data {
        Data::String(text) => text.replace("\r\n", "\n").replace("_x000D_", "").trim().to_owned(),
        Data::Float(number) => number_text(*number),
        Data::Int(number) => number.to_string(),
        Data::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Data::DateTime(time) if time.is_duration() => duration(time.as_f64()),
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

/// A length of time in days as a spreadsheet shows it with `[h]:mm:ss`.
fn duration(days: f64) -> String {
    let seconds = (days.abs() * 86_400.0).round() as u64;
    let sign = if days < 0.0 { "-" } else { "" };
    format!("{sign}{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// A number as Excel shows it: fifteen figures, no “.0”.
fn number_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return format!("{number:.0}");
    }
    // What binary fractions add beyond fifteen figures was never typed.
    format!("{number:.14e}").parse::<f64>().map_or_else(|_| number.to_string(), |rounded| rounded.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{PlanOptions, read_table_bytes};

    #[test]
    fn lengths_of_time_as_typed() {
        for (days, text) in [(0.0, "0:00:00"), (1.25, "30:00:00"), (0.031_261_574_074, "0:45:01"), (-0.5, "-12:00:00")] {
            assert_eq!(duration(days), text);
        }
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
        assert!(table.notes.is_empty(), "{:?}", table.notes);
        let formulas = r#"<row r="5"><c r="A5" t="str"><f>B2</f><v>P3</v></c><c r="B5"><f>1+1</f></c><c r="C5" t="str"><f>""</f><v></v></c></row>"#;
        let table = read_table_bytes(Path::new("t.xlsx"), &workbook(&format!("{header}{row}{formulas}")), &PlanOptions::default()).expect("a table");
        assert_eq!(table.rows[1], ["P3", "", "", ""]);
        assert!(table.notes[0].text.starts_with("1 cell holds a formula whose result is not in the file"), "{:?}", table.notes);
    }
}
