//! What formats hide, cover or break off in the middle: left out and told, and nothing of what is seen with it.

use crate::layouts::word as paragraphs;
use crate::mangled_files::pack;
use crate::signs::word;
use std::path::Path;
use themata::import::{NoteKind, Plan, PlanOptions, plan_bytes, read_table_bytes};

fn plan(name: &str, bytes: Vec<u8>) -> Plan {
    plan_bytes(Path::new(name), bytes, &PlanOptions::default()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Whether a plan tells of something that is better looked at.
fn tells(plan: &Plan, words: &str) -> bool {
    plan.notes.iter().any(|note| note.kind == NoteKind::Look && note.text.contains(words))
}

#[test]
fn a_document_that_ends_in_the_middle_says_so() {
    let body = "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>one</w:t></w:r></w:p><w:p><w:r><w:t>two</w:t></w:r></w:p><w:p><w:r><w:t>three</w:t></w:r></w:p></w:body></w:document>";
    let links = "<Relationships><Relationship Id=\"1\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    let file = |body: &str| pack(&[("_rels/.rels", links.to_owned()), ("word/document.xml", body.to_owned())]);
    let cut = body.find("ee</w:t>").expect("there");
    for end in [cut, body.len() - 2, body.len() - 20, cut - 10] {
        assert!(tells(&plan("a.docx", file(&body[..end])), "damaged"), "{end}");
    }
    assert_eq!(plan("a.docx", file(&body[..cut])).text.trim(), "one\ntwo\nthr");
    assert!(plan("a.docx", file(body)).notes.is_empty());
    let open = "<office:document><office:body><office:text><text:p>one</text:p><text:p>tw";
    assert!(tells(&plan("a.fodt", format!("<?xml version=\"1.0\"?>{open}").into_bytes()), "damaged"));
}

#[test]
fn rows_that_are_hidden_and_cells_that_are_covered_stay_out() {
    let row = |hidden: &str, words: &str| format!("<w:tr><w:trPr>{hidden}</w:trPr><w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc></w:tr>");
    let rows = row("", "seen") + &row("<w:hidden/>", "secret") + &row("<w:hidden w:val=\"0\"/>", "seen too");
    let found = plan("a.docx", word(&format!("<w:tbl>{rows}</w:tbl><w:p><w:r><w:t>after</w:t></w:r></w:p>")));
    assert_eq!(found.text.split_whitespace().collect::<Vec<_>>(), ["seen", "seen", "too", "after"]);
    assert!(found.notes.iter().any(|note| note.text.contains("6 hidden letters")), "{:?}", found.notes);
    let cells = "<table:table-cell table:number-columns-spanned=\"2\"><text:p>wide</text:p></table:table-cell><table:covered-table-cell><text:p>under</text:p></table:covered-table-cell><table:table-cell><text:p>last</text:p></table:table-cell>";
    let open = format!(
        "<?xml version=\"1.0\"?><office:document><office:body><office:text><table:table><table:table-row>{cells}</table:table-row></table:table><text:p>after</text:p></office:text></office:body></office:document>"
    );
    let found = plan("a.fodt", open.into_bytes());
    assert_eq!(found.text.split_whitespace().collect::<Vec<_>>(), ["wide", "last", "after"]);
    assert!(found.notes.iter().any(|note| note.text.contains("5 hidden letters")), "{:?}", found.notes);
}

#[test]
fn readings_beside_words_of_subtitles_stay_out() {
    let file = "WEBVTT\n\n00:01.000 --> 00:02.000\nThe <ruby>base<rt>rt</rt></ruby> is <ruby>so<rt>more</ruby>.\n\n00:02.000 --> 00:03.000\nYes.\n";
    let found = plan("a.vtt", file.into());
    assert_eq!(found.text, "The base is so. Yes.");
    assert!(found.notes.iter().any(|note| note.text.contains("Readings beside words (ruby) were left out: 2")), "{:?}", found.notes);
}

#[test]
fn a_main_part_that_holds_next_to_nothing_is_not_the_page() {
    let talk = "<p>Interviewer: How long have you worked here, and where?</p><p>P01: Twelve years this spring, and nearly all of them on the ward.</p><p>Interviewer: Who told you?</p><p>P01: Nobody did, and nobody asked us either.</p>";
    let found = plan("a.html", format!("<html><body><nav>Home</nav><main>Our talks</main>{talk}</body></html>").into_bytes());
    assert_eq!(found.speakers.len(), 2, "{}", found.text);
    assert!(found.text.contains("Our talks") && !found.text.contains("Home") && tells(&found, "calls its main one"), "{:?}", found.notes);
    let long = "<p>We met at the station, all nine of us, and went up the hill.</p>".repeat(3);
    let found = plan(
        "a.html",
        format!("<html><body><div>Home</div><main>{long}</main><div>{}</div></body></html>", "<p>Look at this as well.</p>".repeat(9)).into_bytes(),
    );
    assert!(!found.text.contains("Look at this") && tells(&found, "of the 88 words"), "{:?}", found.notes);
}

#[test]
fn a_document_that_is_given_as_a_table_is_called_what_it_is() {
    let error = read_table_bytes(Path::new("a.docx"), &paragraphs(&["Anna: Yes."]), &PlanOptions::default()).expect_err("no table");
    assert!(error.to_string().contains("a Word file, and no table") && error.remedy().contains(".xlsx"), "{error}");
}
