//! Encodings that few files are in any more: read, or refused with a way out, never gibberish.

use std::path::Path;
use themata::import::{NoteKind, Plan, PlanOptions, encoding_guesses, plan_bytes};

fn plan(bytes: &[u8], encoding: Option<&str>) -> themata::Result<Plan> {
    let options = PlanOptions { encoding: encoding.map(str::to_owned), ..PlanOptions::default() };
    plan_bytes(Path::new("talk.txt"), bytes.to_vec(), &options)
}

/// A text in UTF-32.
fn wide(text: &str, big: bool) -> Vec<u8> {
    text.chars().flat_map(|c| if big { u32::from(c).to_be_bytes() } else { u32::from(c).to_le_bytes() }).collect()
}

const WORDS: &str = "Anna: Guten Tag, Zoë. – 日本 😀\nBen: Ja.\nAnna: Gut.";

#[test]
fn utf32_is_read_with_a_mark_and_without_and_by_its_name() {
    for (big, name) in [(false, "UTF-32LE"), (true, "UTF-32BE")] {
        for text in [WORDS.to_owned(), format!("\u{FEFF}{WORDS}")] {
            let bytes = wide(&text, big);
            for encoding in [None, Some(name), Some(if big { "utf-32be" } else { "utf32" })] {
                let plan = plan(&bytes, encoding).unwrap_or_else(|error| panic!("{name}: {error}"));
                assert_eq!((plan.text.as_str(), plan.encoding.as_str(), plan.speakers.len()), (WORDS, name, 2));
            }
            assert_eq!(encoding_guesses(&bytes)[0].encoding, name);
        }
    }
    // A file that was cut in the middle of a letter.
    let mut cut = wide(&format!("\u{FEFF}{WORDS}"), false);
    cut.pop();
    assert!(plan(&cut, None).expect("read").notes.iter().any(|note| note.kind == NoteKind::Look && note.text.contains("1 places could not")));
}

#[test]
fn japanese_of_old_mail_is_read() {
    let bytes = b"Anna: \x1b$B$3$s$K$A$O\x1b(B, Ben.\nBen: \x1b$BF|K\\\x1b(B!\nAnna: So.";
    let plan = plan(bytes, None).expect("read");
    assert_eq!((plan.text.as_str(), plan.encoding.as_str()), ("Anna: こんにちは, Ben.\nBen: 日本!\nAnna: So.", "ISO-2022-JP"));
    assert_eq!(encoding_guesses(bytes)[0].encoding, "ISO-2022-JP");
}

#[test]
fn utf7_is_read_and_said_to_be_guessed() {
    let found = plan(b"Anna: Ein Caf+AOk-, bitte +IBM- f+APw-r Zo+AOs-.\nBen: 1 +- 1.\nAnna: Gut.", None).expect("read");
    assert_eq!((found.text.as_str(), found.encoding.as_str()), ("Anna: Ein Café, bitte – für Zoë.\nBen: 1 + 1.\nAnna: Gut.", "UTF-7"));
    assert!(found.notes.iter().any(|note| note.kind == NoteKind::Look && note.text.contains("guessed as UTF-7")), "{:?}", found.notes);
    for words in ["Anna: call +44 7700 900123.\nBen: C++ and A+-.", "Anna: +Leo-\nBen: 1+1"] {
        assert_eq!(plan(words.as_bytes(), None).expect("read").text, words);
    }
}

#[test]
fn other_alphabets_that_are_switched_to_are_refused_with_a_way_out() {
    let error = plan(b"\x1b$)C\x0e>H3g\x0f Anna", None).expect_err("refused");
    assert!(error.to_string().contains("ISO-2022-KR") && error.remedy().contains("UTF-8"), "{error}: {}", error.remedy());
}
