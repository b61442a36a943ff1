//! PDFs: what is read of them, what is taken out of their pages, and what cannot be read.

use crate::cli_room::Room;
use crate::import::sound;
use crate::pdf_files::{Placed, bomb, boxes, drawings, forms_without_end, lines, page_of, pages_of, pdf, ruled, transcript};
use serde_json::json;
use std::path::Path;
use themata::import::{Plan, PlanOptions, plan_bytes};
use themata::text::StyleKind;

fn read_as(bytes: Vec<u8>, keep_margins: bool) -> themata::Result<Plan> {
    plan_bytes(Path::new("a.pdf"), bytes, &PlanOptions { keep_margins, ..PlanOptions::default() })
}

fn read(pages: &[Vec<Placed>]) -> Plan {
    let plan = read_as(pdf(pages, true), false).expect("read");
    sound(&plan);
    plan
}

fn refused(bytes: Vec<u8>) -> (String, String) {
    let error = read_as(bytes, false).expect_err("refused");
    (error.to_string(), error.remedy().to_owned())
}

/// Where the pages of a plan are.
fn pages(plan: &Plan) -> Vec<(u32, u32, u32)> {
    let page = |style: &themata::text::Style| match style.kind {
        StyleKind::Page(page) => Some((page, style.span.start, style.span.end)),
        _ => None,
    };
    plan.structure.styles.iter().filter_map(page).collect()
}

#[test]
fn a_transcript_has_its_turns_and_goes_on_over_the_page() {
    let plan = read_as(transcript(true), false).expect("read");
    sound(&plan);
    assert_eq!(
        plan.text,
        "INT: How did it all begin then, in the old house with the two rooms and the one kettle that some of us have heard of?\n\
         P07: Slowly. Nobody had any money, so we waited until the spring and hoped that the organisation would pay, which in the end it did.\n\
         INT: And then?\n\
         P07: Then the others came."
    );
    assert_eq!((plan.format.as_str(), plan.structure.turns.len(), plan.speakers.len()), ("PDF", 4, 2));
    let notes: Vec<&str> = plan.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(
        notes,
        ["Running heads and page numbers were left out, on 2 pages: “The hearing of the ward, day 3”.", "1 word that a line end parted was joined."]
    );
    let second = plan.text.find("isation").expect("there") as u32;
    assert_eq!(pages(&plan), [(1, 0, second), (2, second, plan.text.len() as u32)]);
    assert!(plan.original.starts_with(b"%PDF"), "the file's bytes come back");
}

#[test]
fn what_stands_on_every_page_stays_if_it_is_asked_for() {
    let plan = read_as(transcript(false), true).expect("read");
    sound(&plan);
    assert_eq!(plan.text.matches("The hearing of the ward").count(), 2);
    assert!(plan.text.ends_with("\n2") && plan.notes.is_empty(), "{:?}", plan.notes);
}

#[test]
fn the_numbers_of_a_hearings_lines_are_taken_out() {
    let said = [
        "Q. Who was there that night?",
        "A. I was. The sister was not there, and nobody",
        "had told us when she would come back, so that",
        "we waited.",
        "Q. How long?",
        "A. 12 hours.",
    ];
    let page = || {
        let mut page = Vec::new();
        for (n, words) in said.iter().enumerate() {
            let y = 90.0 + 24.0 * n as f32;
            page.extend([(60.0, y, (n + 1).to_string()), (90.0, y, (*words).to_owned())]);
        }
        page
    };
    let plan = read(&[page(), page()]);
    assert_eq!(plan.structure.turns.len(), 8);
    assert!(plan.text.starts_with("Q. Who was there that night?\nA. I was. The sister"), "{}", plan.text);
    assert!(plan.text.ends_with("12 hours.") && plan.notes[0].text == "12 line numbers in the margin were left out.");
}

#[test]
fn columns_are_read_one_after_another_and_paragraphs_by_their_indents() {
    let left = [
        "Nobody asked the people of the",
        "ward what they wanted, and so",
        "the plan was nobody's.",
        "   Then came the spring, and the",
        "money with it, as it does.",
    ];
    let right = [
        "What followed is known from",
        "the minutes: they met twice",
        "and wrote nothing down that",
        "anybody could read later on",
        "than a week after.",
    ];
    let mut page = lines(60.0, 60.0, 14.0, &["A title over both of the columns, which is long enough to go over them"]);
    page.extend(
        lines(60.0, 100.0, 12.0, &left)
            .into_iter()
            .map(|(x, y, words)| (x + if words.starts_with(' ') { 12.0 } else { 0.0 }, y, words.trim().to_owned())),
    );
    page.extend(lines(300.0, 104.0, 12.0, &right));
    let plan = read(&[page]);
    let paragraphs: Vec<&str> = plan.text.lines().collect();
    assert_eq!(paragraphs.len(), 4, "{paragraphs:#?}");
    assert_eq!(paragraphs[1], "Nobody asked the people of the ward what they wanted, and so the plan was nobody's.");
    assert!(paragraphs[2].starts_with("Then came the spring") && paragraphs[3].starts_with("What followed"), "{paragraphs:#?}");
}

#[test]
fn the_cells_of_a_table_with_lines_are_read_one_after_another() {
    let mut page = lines(60.0, 60.0, 14.0, &["What follows is a codebook of our own."]);
    let cells: [(f32, f32, f32, &[&str]); 9] = [
        (64.0, 94.0, 12.0, &["Code"]),
        (164.0, 94.0, 12.0, &["Codes below"]),
        (264.0, 94.0, 12.0, &["Question"]),
        (64.0, 114.0, 12.0, &["Buying"]),
        // Lines of neighbours stand at other heights, and close to the line between them.
        (164.0, 114.0, 24.0, &["Shops", "Friends"]),
        (264.0, 114.0, 12.0, &["How did you hear of the book", "before you bought it?", "Where do you buy books?"]),
        (64.0, 174.0, 12.0, &["Reading, which", "goes on and on"]),
        (164.0, 174.0, 12.0, &["At home, on the way"]),
        (264.0, 174.0, 12.0, &["Where and when do you read", "most of what you read?"]),
    ];
    for (x, y, step, words) in cells {
        page.extend(lines(x, y, step, words));
    }
    page.extend(lines(60.0, 240.0, 14.0, &["That was the codebook."]));
    let table = boxes(&[80.0, 100.0, 160.0, 200.0], &[60.0, 160.0, 260.0, 420.0]);
    let plan = read_as(ruled(&[page], &table, true), false).expect("read");
    sound(&plan);
    let expected = "What follows is a codebook of our own.\nCode\tCodes below\tQuestion\nBuying\nShops\nFriends\n\
         How did you hear of the book before you bought it?\nWhere do you buy books?\nReading, which goes on and on\nAt home, on the way\n\
         Where and when do you read most of what you read?\nThat was the codebook.";
    assert_eq!(plan.text, expected);
}

#[test]
fn a_transcript_in_a_table_with_lines_keeps_its_speakers() {
    let said: [(&str, &[&str]); 3] = [
        ("INT:", &["How did it all begin then, in the old house", "with the two rooms?"]),
        ("P07:", &["Slowly. Nobody had any money, so we waited", "until the spring."]),
        ("INT:", &["And then?"]),
    ];
    let mut page = Vec::new();
    for (n, (label, words)) in said.iter().enumerate() {
        let y = 94.0 + 30.0 * n as f32;
        page.extend(lines(64.0, y, 12.0, &[label]));
        page.extend(lines(124.0, y, 12.0, words));
    }
    let table = boxes(&[80.0, 110.0, 140.0, 170.0], &[60.0, 120.0, 420.0]);
    let plan = read_as(ruled(&[page], &table, true), false).expect("read");
    sound(&plan);
    assert_eq!((plan.structure.turns.len(), plan.speakers.len()), (3, 2), "{}", plan.text);
}

#[test]
fn what_holds_no_text_is_refused_with_the_way_out() {
    let (why, remedy) = refused(page_of("q 100 0 0 100 0 0 cm /I Do Q"));
    assert!(why.contains("is a scan") && remedy.contains("ocrmypdf"), "{why} {remedy}");
    assert!(refused(page_of("")).0.contains("holds no text"));
    assert!(refused(b"%PDF-1.7 and nothing more".to_vec()).0.contains("damaged"));
}

#[test]
fn pages_that_are_pictures_with_a_stamp_are_told_and_a_file_of_them_is_refused() {
    let scan = |words: &str| format!("q 595 0 0 842 0 0 cm /I Do Q BT /F1 10 Tf 60 30 Td {words} ET");
    let stamp = |n: u32| scan(&format!("(Confidential, the ward, interview {n} of the second wave) Tj"));
    let (why, remedy) = refused(drawings(&[&stamp(7), &stamp(10), &stamp(13)]));
    assert!(why.contains("is a scan") && remedy.contains("--force-ocr"), "{why} {remedy}");
    let said = "Anna: It was so, and it was so for as long as anybody there remembers, and nobody had asked us why. ";
    let written = format!("BT /F1 10 Tf 60 700 Td ({said}) Tj ET");
    let plan = read_as(drawings(&[&written, &stamp(7)]), false).expect("read");
    assert!(plan.text.contains("Confidential"), "{}", plan.text);
    assert!(plan.notes.iter().any(|note| note.text.starts_with("Page 2 shows a picture with hardly a word of text")), "{:?}", plan.notes);
    // A picture beside few words, and few words that were recognised in one, are a page.
    for page in ["q 100 0 0 100 0 0 cm /I Do Q BT /F1 10 Tf 60 700 Td (So it was.) Tj ET".to_owned(), scan("3 Tr (So it was.) Tj")] {
        let plan = read_as(page_of(&page), false).expect("read");
        assert_eq!((plan.text.as_str(), plan.notes.len()), ("So it was.", 0));
    }
}

#[test]
fn what_unpacks_or_draws_without_end_is_refused_in_good_time() {
    assert!(refused(bomb(200 << 20)).0.contains("far more than a document holds"));
    // Told by what is drawn, not by the clock: the same on every machine, and at once.
    let (why, remedy) = refused(forms_without_end());
    assert!(why.contains("draws far more than a document does; nothing was imported") && remedy.contains("Divide it into parts"), "{why} {remedy}");
    // The same drawing on page after page, of which nothing is to be seen.
    assert!(refused(pages_of("q Q ".repeat(1 << 18).as_bytes(), 300)).0.contains("draws far more than a document does;"));
    // Signs without end on one page.
    let signs = format!("BT /F1 1 Tf ({}) Tj ET ", "a".repeat(1000)).repeat(401);
    assert!(refused(pages_of(signs.as_bytes(), 1)).0.contains("draws far more"));
}

#[test]
fn the_command_line_takes_heads_out_or_keeps_them_and_says_where_pages_begin() {
    let room = Room::study();
    std::fs::write(room.path("hearing.pdf"), transcript(true)).expect("written");
    let import = ["import", "s.themata", "hearing.pdf", "--dry-run", "--json"];
    let plan = |run: &[&str]| room.done(run).json()["sources"][0]["plan"].clone();
    let out = plan(&import);
    assert_eq!(out["format"], json!("PDF"));
    assert_eq!(out["pages"], json!([{"page": 1, "start": 0}, {"page": 2, "start": 207}]));
    assert!(out["notes"][0]["text"].as_str().expect("a note").starts_with("Running heads and page numbers were left out, on 2 pages"));
    let kept = plan(&[&import[..], &["--keep-margins"]].concat());
    assert_eq!((&kept["notes"], &kept["pages"][1]["page"]), (&json!([]), &json!(2)));
    room.done(&["import", "s.themata", "hearing.pdf"]);
    room.done(&["code", "s.themata", "--source", "hearing", "--code", "L2.5", "--text", "Then the others came", "--coder", "BP"]);
    let excerpts = room.done(&["excerpts", "s.themata", "--source", "hearing", "--format", "csv"]).out;
    let mut table = csv::Reader::from_reader(excerpts.as_bytes());
    let column = table.headers().expect("a head").iter().position(|name| name == "page").expect("a column");
    let pages: Vec<String> = table.records().map(|row| row.expect("a row")[column].to_owned()).collect();
    assert_eq!(pages, ["2"]);
}
