//! Tables out: byte for byte as they were, and the same cells when a spreadsheet opens them.

use crate::corpora::Maker;
use crate::support::need_tool;
use std::collections::HashMap;
use std::sync::Arc;
use themata::analysis::*;
use themata::export::*;
use themata::model::*;
use themata::text::SourceText;

/// Two interviews with everything that a table can stumble over: quotes, commas, line ends, formulas, other scripts.
fn awkward() -> (Corpus, HashMap<SourceId, Arc<SourceText>>) {
    let mut maker = Maker::new();
    let role = maker.attribute(Target::Case, "role", AttributeType::Text, &[]);
    let code_column = maker.attribute(Target::Source, "code", AttributeType::Text, &[]);
    let days = maker.attribute(Target::Source, "balance", AttributeType::Number, &[]);
    maker.corpus.project.role = Some(Grouping::Attribute(role));
    let site = maker.case(maker.site, "Hill, \"upper\"", None);
    let (ann, bea) = (maker.case(maker.person, "P1", Some(site)), maker.case(maker.person, "P2", None));
    maker.case_mut(ann).full_name = "Ann Real-Name".into();
    maker.case_mut(ann).pseudonym = "Anna".into();
    maker.value(role, Owner::Case(ann), "=HYPERLINK(\"http://example.org\")");
    let voices = [("INT", SpeakerRole::Interviewer, None), ("A", SpeakerRole::Participant, Some(ann)), ("B", SpeakerRole::Participant, Some(bea))];
    let words = "How?\n=1+2 is what I said, \"quoted\".\n-5 degrees; @home\nשלום 你好 👩‍👩‍👧";
    let one = maker.source("one; two", words, &voices, &[0, 1, 2, 1]);
    maker.value(code_column, Owner::Source(one), "X9");
    maker.value(days, Owner::Source(one), "-12.5");
    let (top, coder, other) = (maker.code("Cost / price", None), maker.coder("BP"), maker.coder("+SK"));
    let below = maker.code("Heat", Some(top));
    let first = maker.coding(one, top, coder, Span::new(5, 35));
    maker.star(first);
    maker.coding(one, top, other, Span::new(20, 54));
    maker.coding(one, below, other, Span::new(36, 54));
    let last = maker.coding(one, below, coder, Span::new(55, 64));
    let memo = |subject, title: &str, body: &str| Memo {
        id: MemoId::new(),
        subject,
        kind: MemoKind::Analytic,
        title: title.into(),
        body: body.into(),
        coder,
        at: Time(0),
    };
    let memos = vec![memo(Subject::Coding(last), "Greeting", "In three scripts.\r\nSecond line."), memo(Subject::Coding(first), "", "+why")];
    maker.corpus.set_memos(memos);
    maker.done()
}

fn options(corpus: &Corpus, around: Around) -> ExcerptOptions {
    ExcerptOptions { around, ..ExcerptOptions::new(&corpus.project) }
}

fn csv_of(basis: Basis, around: Around) -> String {
    let (corpus, texts) = awkward();
    let mut out = Vec::new();
    excerpts_csv(&corpus, &Query { basis, ..Query::default() }, &texts, &options(&corpus, around), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Compares with the file of that name; `THEMATA_BLESS=1` writes it anew.
pub fn golden(name: &str, found: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("THEMATA_BLESS").is_some() {
        std::fs::write(&path, found).unwrap();
    }
    let wanted = std::fs::read_to_string(&path).unwrap();
    assert_eq!(found, wanted, "{name} differs; look at it, then THEMATA_BLESS=1 writes it anew");
}

#[test]
fn excerpts_are_written_as_they_always_were() {
    golden("references.csv", &csv_of(Basis::References, Around::Turn));
    golden("codings.csv", &csv_of(Basis::Codings, Around::Paragraph));
    let (corpus, texts) = awkward();
    let mut out = Vec::new();
    let written = excerpts_json(&corpus, &Query::default(), &texts, &options(&corpus, Around::Nothing), &mut out).unwrap();
    assert_eq!(written.rows, 3);
    let json = String::from_utf8(out).unwrap();
    golden("references.json", &json);
    let read: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(read["excerpts"][0]["case"], "Anna; P2");
    assert!(!json.contains("Real-Name"));
}

#[test]
fn codebook_and_cases_are_written_as_they_always_were() {
    let (corpus, texts) = awkward();
    let counts = counts(&corpus, &Scope::default(), &Voices::read(&corpus, &texts).unwrap(), None);
    let table = TableOptions { bom: false, ..TableOptions::default() };
    let mut out = Vec::new();
    codebook_csv(&corpus, Some(&counts), table, &mut out).unwrap();
    golden("codebook.csv", &String::from_utf8(out).unwrap());
    let written = |naming| {
        let mut out = Vec::new();
        cases_csv(&corpus, naming, table, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    golden("cases.csv", &written(Naming::Pseudonyms));
    assert!(!written(Naming::Pseudonyms).contains("Real-Name") && !written(Naming::Keys).contains("Anna"));
    assert!(written(Naming::FullNames).contains("P1,Ann Real-Name,Anna") && !csv_of(Basis::Codings, Around::Turn).contains("Real-Name"));
}

#[test]
fn no_cell_can_run_and_every_cell_comes_back() {
    let text = csv_of(Basis::Codings, Around::Turn);
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    let cells: Vec<String> = reader.records().flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()).collect();
    let runs = |cell: &&String| cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    assert_eq!(cells.iter().find(runs), None);
    assert!(cells.iter().any(|cell| cell == "'=1+2 is what I said, \"quoted\"."));
}

/// What the headless office makes of a table: its own CSV, every cell quoted, in UTF-8.
fn through_office(office: &std::path::Path, folder: &std::path::Path, text: &str) -> Vec<Vec<String>> {
    let (file, out) = (folder.join("table.csv"), folder.join("out"));
    std::fs::write(&file, text).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let ods = "--infilter=Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";
    let run = |args: &[&str]| {
        let done = std::process::Command::new(office).args([profile.as_str(), "--headless", "--convert-to"]).args(args).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    let place = out.to_str().unwrap();
    run(&["ods", ods, "--outdir", place, file.to_str().unwrap()]);
    run(&["csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false", "--outdir", place, out.join("table.ods").to_str().unwrap()]);
    let back = std::fs::read_to_string(out.join("table.csv")).unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(back.trim_start_matches('\u{FEFF}').as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

pub fn office_makes(office: &std::path::Path, folder: &std::path::Path, file: &str, filter: &str) {
    office_makes_all(office, folder, &[file], filter);
}

/// The same of several files, with one start of the program.
pub fn office_makes_all(office: &std::path::Path, folder: &std::path::Path, files: &[&str], filter: &str) {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let out = folder.join("out");
    let args = [profile.as_str(), "--headless", "--convert-to", filter, "--outdir", out.to_str().unwrap()];
    let done = std::process::Command::new(office).args(args).args(files.iter().map(|file| folder.join(file))).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn a_spreadsheet_opens_the_workbook_with_the_same_words_one_sheet_a_group() {
    let (mut corpus, mut texts) = awkward();
    let source = corpus.sources()[0].id;
    let long = format!("{}\n{}", texts[&source].geometry.text(), "x".repeat(40_000));
    let at = long.chars().count() as u32 - 40_000;
    texts.insert(source, Arc::new(SourceText { geometry: themata::text::Geometry::new(long.as_str()), structure: texts[&source].structure.clone() }));
    let first = corpus.codings().next().unwrap().clone();
    corpus.put_coding(Coding { id: CodingId::new(), span: Span::new(at, at + 40_000), ..first });
    let by = corpus.grouping_named("site");
    let options = ExcerptOptions { by, ..options(&corpus, Around::Nothing) };
    let mut out = Vec::new();
    let query = Query { basis: Basis::Codings, ..Query::default() };
    let written = excerpts_xlsx(&corpus, &query, &texts, &options, &mut out).unwrap();
    assert_eq!((written.rows, written.too_long_for_excel), (6, 1), "the passage of two people stands in both groups, and the long one is cut");
    let Some(office) = need_tool("soffice") else { return };
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("book.xlsx"), out).unwrap();
    // Every sheet in a file of its own.
    office_makes(&office, folder.path(), "book.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1");
    let sheets: Vec<std::path::PathBuf> = std::fs::read_dir(folder.path().join("out")).unwrap().map(|entry| entry.unwrap().path()).collect();
    let sheet = |name: &str| {
        let path =
            sheets.iter().find(|path| path.to_string_lossy().ends_with(&format!("-{name}.csv"))).unwrap_or_else(|| panic!("{name}: {sheets:?}"));
        let text = std::fs::read_to_string(path).unwrap();
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
        reader.deserialize().map(|row| row.unwrap()).collect::<Vec<HashMap<String, String>>>()
    };
    assert_eq!(sheets.len(), 2, "{sheets:?}");
    let (hill, rest) = (sheet("Hill, \"upper\""), sheet("Unassigned"));
    assert_eq!((hill.len(), rest.len()), (3, 3));
    let words: Vec<&str> = hill.iter().map(|row| row["passage"].as_str()).collect();
    assert!(words.contains(&"=1+2 is what I said, \"quoted\"."), "words are words, not formulas: {words:?}");
    assert!(hill.iter().all(|row| row["start"].parse::<u32>().is_ok() && row["group: site"] == "Hill, \"upper\""));
    assert!(rest.iter().any(|row| row["passage"].ends_with("x…") && row["passage"].chars().count() == 32_767));
}

#[test]
fn a_word_processor_opens_the_document_with_headings_and_attributions() {
    let Some(office) = need_tool("soffice") else { return };
    let (corpus, texts) = awkward();
    let options = ExcerptOptions { by: corpus.grouping_named("site"), attribution: "({name})".into(), ..options(&corpus, Around::Nothing) };
    let mut out = Vec::new();
    assert_eq!(excerpts_docx(&corpus, &Query::default(), &texts, &options, &mut out).unwrap().rows, 4);
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("quotes.docx"), out).unwrap();
    office_makes(&office, folder.path(), "quotes.docx", "html:XHTML Writer File:UTF8");
    let page = std::fs::read_to_string(folder.path().join("out/quotes.html")).unwrap();
    let plain = |level: &str| -> Vec<String> {
        let (opens, closes) = (format!("<{level} "), format!("</{level}>"));
        let parts = page.split(opens.as_str()).skip(1).filter_map(|part| part.split(closes.as_str()).next());
        let bare = |part: &str| part.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, words)| words).collect::<String>();
        parts.map(|part| bare(&format!("<p {part}")).trim().replace("&quot;", "\"")).collect()
    };
    assert_eq!(plain("h1"), ["Hill, \"upper\"", "Unassigned"]);
    assert_eq!(plain("h2"), ["Cost / price", "Cost / price / Heat", "Cost / price", "Cost / price / Heat"]);
    for words in ["=1+2 is what I said", "(Anna and P2)", "לום 你好 👩‍", "★"] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("Real-Name"));
}

#[test]
fn a_spreadsheet_opens_the_table_with_the_same_cells() {
    let Some(office) = need_tool("soffice") else { return };
    let folder = tempfile::tempdir().unwrap();
    let text = csv_of(Basis::Codings, Around::Turn);
    let opened = through_office(&office, folder.path(), &text);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    let wanted: Vec<Vec<String>> = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    assert_eq!(opened.len(), wanted.len(), "as many rows");
    for (row, (opened, wanted)) in opened.iter().zip(&wanted).enumerate() {
        assert_eq!(opened, wanted, "row {row}");
    }
}
