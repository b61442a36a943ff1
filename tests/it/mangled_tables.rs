//! Damaged tables, .csv and .xlsx, with fixed seeds, and workbooks whose counts and sizes lie: a table, or an error with a way out.

use crate::mangled::harm;
use crate::mangled_files::{Parts, pack, zip};
use crate::support::Dice;
use std::path::Path;
use themata::import::{PlanOptions, SurveyOptions, SurveyPlan, TableData, TableGround, TableOptions, TablePlan, read_table_bytes};

/// A table of attributes, and a survey.
const TABLES: [&str; 2] = [
    "file,person,site,age,met,consent\none,P1,North,56,2024-03-05,yes\ntwo,P2,South,5.5,,no\nthree,\"P3, jr\",Süd,,,\n",
    "id;Site;Age;What would help?\nR1;North;41;\"More time; with patients\nand fewer forms\"\nR2;South;38;Money that arrives before winter\n",
];

/// A whole cell of an inline text, a shared text, or a number.
fn cell(place: &str, text: &str) -> String {
    match text.parse::<f64>() {
        Ok(number) => format!(r#"<c r="{place}" s="1"><v>{number}</v></c>"#),
        Err(_) if text == "North" => format!(r#"<c r="{place}" t="s"><v>0</v></c>"#),
        Err(_) => format!(r#"<c r="{place}" t="inlineStr"><is><t>{}</t></is></c>"#, text.replace('&', "&amp;")),
    }
}

/// The rows of a sheet.
pub fn rows(table: &str, delimiter: u8) -> String {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(table.as_bytes());
    let rows = reader.records().enumerate().map(|(row, record)| {
        let record = record.unwrap();
        let cells = record.iter().zip('A'..).map(|(text, column)| cell(&format!("{column}{}", row + 1), text)).collect::<String>();
        format!(r#"<row r="{}">{cells}</row>"#, row + 1)
    });
    rows.collect()
}

/// The part of the first sheet, and of the texts.
const SHEET: usize = 5;
const TEXTS: usize = 4;

/// A workbook of two sheets, the second with one row.
pub fn workbook(rows: &str) -> Parts {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relation = |id: &str, part: &str, target: &str| format!(r#"<Relationship Id="{id}" Type="{kind}/{part}" Target="{target}"/>"#);
    let sheet = |rows: &str| format!(r#"<worksheet xmlns="{main}"><dimension ref="A1:F4"/><sheetData>{rows}</sheetData></worksheet>"#);
    let beside = [("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "worksheet", "worksheets/sheet2.xml")];
    let beside: String = beside.into_iter().map(|(id, part, target)| relation(id, part, target)).collect();
    let sheets = r#"<sheet name="Cases" sheetId="1" r:id="r1"/><sheet name="Later" sheetId="2" r:id="r2"/>"#;
    let later = [cell("A1", "file"), cell("B1", "wave"), "</row><row r=\"2\">".into(), cell("A2", "one"), cell("B2", "7")].concat();
    vec![
        ("_rels/.rels", format!("<Relationships>{}</Relationships>", relation("r1", "officeDocument", "xl/workbook.xml"))),
        ("xl/workbook.xml", format!(r#"<workbook xmlns="{main}" xmlns:r="{kind}"><sheets>{sheets}</sheets></workbook>"#)),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships>{beside}</Relationships>")),
        ("xl/styles.xml", format!(r#"<styleSheet xmlns="{main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="0"/></cellXfs></styleSheet>"#)),
        ("xl/sharedStrings.xml", format!(r#"<sst xmlns="{main}" count="1" uniqueCount="1"><si><t>North</t></si></sst>"#)),
        ("xl/worksheets/sheet1.xml", sheet(rows)),
        ("xl/worksheets/sheet2.xml", sheet(&format!(r#"<row r="1">{later}</row>"#))),
    ]
}

/// Reads a table; what comes must be whole, and every use of it a plan or an error, or it is refused with a way out.
fn tabled(name: &str, bytes: &[u8], what: &dyn std::fmt::Display) -> Result<TableData, String> {
    let read = std::panic::catch_unwind(|| {
        read_table_bytes(Path::new(name), bytes, &PlanOptions::default()).inspect(|table| {
            let _ = TablePlan::new(table, &TableGround::default(), &TableOptions::default());
            let _ = SurveyPlan::new(table, &SurveyOptions::default());
        })
    });
    let read = read.unwrap_or_else(|_| panic!("{name} made the reader panic: {what}"));
    if let Ok(table) = &read {
        assert!(!table.rows.is_empty() && table.rows.iter().all(|row| row.len() == table.header.len()), "{name}, {what}");
    }
    read.map_err(|error| {
        assert!(!error.to_string().is_empty() && !error.remedy().is_empty(), "{name}, {what}: {error}");
        error.to_string()
    })
}

fn parts_of(parts: &Parts, harmed: usize, bytes: &[u8]) -> Vec<u8> {
    let parts = parts.iter().enumerate().map(|(n, (name, text))| (*name, if n == harmed { bytes } else { text.as_bytes() }));
    zip(&parts.collect::<Vec<_>>())
}

#[test]
fn harmed_tables_are_read_or_refused() {
    for (seed, table) in TABLES.into_iter().enumerate() {
        let parts = workbook(&rows(table, if seed == 0 { b',' } else { b';' }));
        let book = pack(&parts);
        let (text, sheet) = (tabled("a.csv", table.as_bytes(), &"whole").unwrap(), tabled("a.xlsx", &book, &"whole").unwrap());
        assert_eq!((&text.header, &text.rows), (&sheet.header, &sheet.rows), "the same table either way");
        for n in 0..400 {
            let mut dice = Dice((seed as u64 + 200) * 0x1_0000 + n);
            let (mut text, mut whole) = (table.as_bytes().to_vec(), book.clone());
            let chosen = dice.below(parts.len());
            let mut part = parts[chosen].1.as_bytes().to_vec();
            for _ in 0..=dice.below(4) {
                [&mut text, &mut whole, &mut part].into_iter().for_each(|bytes| harm(&mut dice, bytes));
            }
            let what = format!("seed {seed}, part {chosen}, case {n}");
            let _ = tabled("a.csv", &text, &what);
            let _ = tabled("a.xlsx", &whole, &what);
            let _ = tabled("a.xlsx", &parts_of(&parts, chosen, &part), &what);
        }
    }
}

#[test]
fn cells_far_away_cost_no_more_than_near_ones() {
    for place in ["XFD1048576", "Z1048576", "XFD2000", "E1048576"] {
        let digits = place.find(char::is_numeric).unwrap();
        let far = format!(r#"<row r="{}">{}</row>"#, &place[digits..], cell(place, "stray"));
        let table = tabled("a.xlsx", &pack(&workbook(&(rows(TABLES[0], b',') + &far))), &place).unwrap();
        assert_eq!((table.rows.len(), table.rows[3].concat().as_str()), (4, "stray"), "{place}: what is filled is kept");
        assert!(table.header.len() <= 7);
    }
    let outside = format!(r#"<row r="4000000000">{}</row>"#, cell("A4000000000", "stray"));
    let table = tabled("a.xlsx", &pack(&workbook(&outside)), &"outside").unwrap();
    assert!(table.notes.iter().any(|note| note.text.contains("“Cases” is damaged") && note.text.contains("“Later” was read")), "{:?}", table.notes);
}

#[test]
fn a_damaged_sheet_is_named() {
    let mut parts = workbook(r#"<row r="1"><c r="A1" t="what"><v>1</v></c></row>"#);
    let table = tabled("a.xlsx", &pack(&parts), &"damaged").unwrap();
    assert_eq!(table.header, ["file", "wave"]);
    assert!(table.notes.iter().any(|note| note.text.contains("“Cases” is damaged")), "{:?}", table.notes);
    parts[SHEET + 1].1 = "<worksheet><sheetData><row>".into();
    let refused = tabled("a.xlsx", &pack(&parts), &"damaged").unwrap_err();
    assert!(refused.contains("“Cases”, “Later”") && refused.contains("damaged"), "{refused}");
}

#[test]
fn workbooks_whose_counts_and_sizes_lie_are_refused() {
    let good = workbook(&rows(TABLES[0], b','));
    let with = |part: usize, text: String| tabled("a.xlsx", &parts_of(&good, part, text.as_bytes()), &"lies");
    for count in ["4294967295", "18446744073709551615", "999999999999999999999999999999"] {
        let refused = with(TEXTS, format!(r#"<sst count="1" uniqueCount="{count}"><si><t>North</t></si></sst>"#)).unwrap_err();
        assert!(refused.contains("declares far more texts"), "{refused}");
    }
    assert!(with(TEXTS, r#"<sst count="9" uniqueCount="5000"><si><t>North</t></si></sst>"#.into()).is_ok(), "a small lie harms nothing");
    let refused = with(TEXTS - 1, format!("<styleSheet><cellXfs>{}</cellXfs></styleSheet>", "<xf/>".repeat(130_001))).unwrap_err();
    assert!(refused.contains("styles"), "{refused}");
    for (part, size) in [(SHEET, 50), (1, 17)] {
        let refused = with(part, " ".repeat(size << 20)).unwrap_err();
        assert!(refused.contains("unpacks to far more than a table holds"), "{refused}");
    }
    // One long text of the workbook in very many cells.
    let row = format!("<row>{}</row>", r#"<c t="s"><v>0</v></c>"#.repeat(80));
    let long = parts_of(&workbook(&row.repeat(40)), TEXTS, format!("<sst><si><t>{}</t></si></sst>", "x".repeat(32_000)).as_bytes());
    assert!(tabled("a.xlsx", &long, &"long").unwrap_err().contains("larger than 64 megabytes"));
    // A sheet whose cells lie on a slope is as large as the square around it.
    let slope: String = (1..1500).map(|at| format!(r#"<row r="{at}">{}<c><v>1</v></c></row>"#, "<c/>".repeat(at))).collect();
    assert!(with(SHEET, format!("<worksheet><sheetData>{slope}</sheetData></worksheet>")).unwrap_err().contains("two million cells"));
    let names: Vec<String> = (0..20_001).map(|n| format!("xl/media/{n}.png")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert!(tabled("a.xlsx", &zip(&many), &"many").unwrap_err().contains("far more parts"));
}

#[test]
fn words_that_make_too_many_cells_are_refused() {
    let wide = "x,".repeat(20_000);
    for text in [wide.clone(), format!("sep=,\n{wide}"), format!("a,b\n1,2\n{wide}\n"), "a,b\n".to_owned() + &"1,\n".repeat(1_100_000)] {
        assert!(tabled("a.csv", text.as_bytes(), &"wide").unwrap_err().contains("two million cells"));
    }
    let narrow = "a,".repeat(8_000) + "\n" + &"1\n".repeat(300);
    assert!(tabled("a.csv", narrow.as_bytes(), &"narrow").unwrap_err().contains("two million cells"), "one wide row makes every row as wide");
    let names = tabled("a.csv", ("a,".repeat(8_000) + "\n1,2\n").as_bytes(), &"names").unwrap().header;
    assert_eq!(names.last().map(String::as_str), Some("a (8000)"));
}

#[test]
fn a_wrong_range_of_a_sheet_misleads_nobody() {
    let parts = workbook(&rows(TABLES[0], b','));
    let whole = tabled("a.xlsx", &pack(&parts), &"whole").unwrap();
    let read = |range: &str| tabled("a.xlsx", &parts_of(&parts, SHEET, parts[SHEET].1.replace("A1:F4", range).as_bytes()), &range);
    for range in ["A1:XFD1048576", "F4", "Z9:Z9", "A1:F3"] {
        assert_eq!(read(range).map(|table| table.rows), Ok(whole.rows.clone()), "{range}");
    }
    // What is no range at all is no sheet for the library that reads it: it is refused, or left out for another, and said.
    for range in ["C5:A1", "", "x", "A0:A0", "A1:", "A1:B2:C3"] {
        match read(range) {
            Ok(table) => assert!(table.rows == whole.rows || table.notes.iter().any(|note| note.text.contains("damaged")), "{range}: {table:?}"),
            Err(why) => assert!(why.contains("damaged"), "{range}: {why}"),
        }
    }
}

#[test]
fn rows_of_a_workbook_are_named_as_it_counts_them() {
    let sheet = format!(
        r#"<row r="3">{}{}</row><row r="7">{}{}</row><row r="9">{}{}</row>"#,
        cell("A3", "file"),
        cell("B3", "site"),
        cell("A7", "one"),
        cell("B7", "x"),
        cell("A9", "two"),
        cell("B9", "y")
    );
    let table = tabled("a.xlsx", &pack(&workbook(&sheet)), &"blank rows").unwrap();
    assert_eq!((table.rows.len(), table.line(0), table.line(1)), (2, 7, 9));
}

#[test]
fn a_workbook_of_very_many_sheets_is_read_or_says_what_to_do() {
    let many = |filled: usize, count: usize| {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let mut parts: Vec<(String, String)> =
            workbook("").into_iter().map(|(name, text)| (name.to_owned(), text)).filter(|(name, _)| !name.contains("sheet")).collect();
        let sheets: String = (0..count).map(|n| format!(r#"<sheet name="S{n}" sheetId="{}" r:id="r{n}"/>"#, n + 1)).collect();
        let beside: String =
            (0..count).map(|n| format!(r#"<Relationship Id="r{n}" Type="{kind}/worksheet" Target="worksheets/s{n}.xml"/>"#)).collect();
        for (name, text) in &mut parts {
            match name.as_str() {
                "xl/workbook.xml" => *text = format!(r#"<workbook xmlns="{main}" xmlns:r="{kind}"><sheets>{sheets}</sheets></workbook>"#),
                "xl/_rels/workbook.xml.rels" => *text = format!("<Relationships>{beside}</Relationships>"),
                _ => {}
            }
        }
        let cells = rows(TABLES[0], b',').replace(r#"t="s"><v>0</v>"#, r#"t="inlineStr"><is><t>North</t></is>"#);
        parts.extend((0..count).map(|n| {
            let rows = if n == filled { cells.as_str() } else { "" };
            (format!("xl/worksheets/s{n}.xml"), format!(r#"<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>"#))
        }));
        zip(&parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect::<Vec<_>>())
    };
    let first = tabled("a.xlsx", &many(0, 300), &"first").unwrap();
    assert!(first.rows.len() == 3 && first.notes.iter().any(|note| note.text.contains("50 that were not looked into")), "{:?}", first.notes);
    assert_eq!(tabled("a.xlsx", &many(249, 250), &"last").unwrap().rows.len(), 3);
    let refused = tabled("a.xlsx", &many(280, 300), &"beyond").unwrap_err();
    assert!(refused.contains("The first 250 sheets of the workbook are empty"), "{refused}");
}
