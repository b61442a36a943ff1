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

#[test]
fn chinese_of_old_mail_is_read_and_said_to_be_guessed() {
    let bytes = b"Anna: ~{<:Ky2;S{#,NpJ)l6HK!#~}Bye, ~~ Ben.\nBen: ~{VPND~}!\nAnna: So.";
    let words = "Anna: 己所不欲，勿施於人。Bye, ~ Ben.\nBen: 中文!\nAnna: So.";
    let found = plan(bytes, None).expect("read");
    assert_eq!((found.text.as_str(), found.encoding.as_str()), (words, "HZ-GB-2312"));
    assert!(found.notes.iter().any(|note| note.kind == NoteKind::Look && note.text.contains("guessed as HZ-GB-2312")), "{:?}", found.notes);
    assert_eq!(plan(bytes, Some("hz-gb-2312")).expect("read").text, words);
    // Signs that are none of it.
    for words in ["Anna: see ~{x~} and ~}.\nBen: ~{}.", "Anna: about ~5, ~{ and so on"] {
        assert_eq!(plan(words.as_bytes(), None).expect("read").text, words);
    }
    assert!(plan(b"Anna: yes", Some("iso-2022-kr")).is_err(), "an encoding that cannot be read is none");
}

#[test]
fn plain_words_with_nulls_among_them_stay_words_and_are_told() {
    let found = plan(&b"abc\0def\n".repeat(20), None).expect("read");
    assert!(found.text.starts_with("abc def\nabc def\n") && found.encoding == "UTF-8", "{} {}", found.encoding, found.text);
    assert!(found.notes.iter().any(|note| note.kind == NoteKind::Look && note.text.starts_with("20 NULs")), "{:?}", found.notes);
    for text in ["Guten Tag, Zo\u{eb}.\nJa.", "你好，世界。\nAnna\n再见。"] {
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!((plan(&wide, None).expect("read").text.as_str(), plan(&wide, None).unwrap().encoding.as_str()), (text, "UTF-16LE"));
    }
}
