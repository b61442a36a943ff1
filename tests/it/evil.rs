//! Files that are made to hang, to fill the memory or to mislead: each is read right, or refused with a way out.

use crate::cli_room::Room;
use crate::mangled::planned;
use crate::mangled_files::{flat_open_document, pack, plain, word};
use std::io::{Cursor, Read, Seek, SeekFrom, Write};
use std::process::Stdio;
use std::time::{Duration, Instant};

/// Runs the program, which must end by itself, and gives what it said.
#[cfg(unix)]
fn ends(room: &Room, arguments: &[&str]) -> String {
    let mut child = room.command(arguments).stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let until = Instant::now() + Duration::from_secs(120);
    while child.try_wait().unwrap().is_none() {
        if Instant::now() > until {
            child.kill().unwrap();
            panic!("{arguments:?} never ended");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    said
}

#[cfg(unix)]
#[test]
fn pipes_devices_and_names_of_no_script_are_told_and_stop_nothing() {
    use std::os::unix::ffi::OsStrExt;
    let room = Room::new();
    room.write("in/good.txt", "INT: Who came?\n\nP1: We did.\n");
    std::fs::create_dir_all(room.path("in/folder.docx")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(room.path("in/pipe.txt")).status().unwrap().success());
    std::os::unix::fs::symlink("/dev/zero", room.path("in/zero.txt")).unwrap();
    std::os::unix::fs::symlink("ring.txt", room.path("in/ring.txt")).unwrap();
    let odd = room.path("in").join(std::ffi::OsStr::from_bytes(b"n\xFFm.txt"));
    std::fs::write(odd, "INT: And now?\n\nP2: Better.\n").unwrap();
    room.done(&["new", "s.themata", "--coder", "BP"]);
    let said = ends(&room, &["import", "s.themata", "in", "--coder", "BP"]);
    assert!(said.contains("2 sources imported"), "{said}");
    assert_eq!(said.matches("a pipe or a device, which has no end").count(), 2, "{said}");
    assert!(said.contains("ring.txt"), "{said}");
    let sources = room.done(&["sources", "s.themata"]).out;
    assert!(sources.contains("good") && sources.contains("n\u{FFFD}m"), "{sources}");
    // A table, a survey and a note are read no other way.
    for command in [
        &["import", "s.themata", "--attributes", "in/pipe.txt"][..],
        &["survey", "s.themata", "in/pipe.txt", "--coder", "BP"],
        &["note", "s.themata", "--name", "x", "--file", "in/zero.txt", "--coder", "BP"],
        &["reimport", "s.themata", "--source", "good", "in/zero.txt", "--coder", "BP"],
    ] {
        let said = ends(&room, command);
        assert!(said.contains("a pipe or a device"), "{command:?}: {said}");
    }
}

#[test]
fn counts_of_an_old_word_file_that_lie_make_no_room() {
    let whole = plain().into_iter().find(|(name, _)| *name == "a.doc").unwrap().1;
    for at in (0x18..0x400).step_by(2) {
        let mut file = cfb::CompoundFile::open(Cursor::new(whole.clone())).unwrap();
        let mut stream = file.open_stream("/WordDocument").unwrap();
        if at + 4 > stream.len() {
            break;
        }
        stream.seek(SeekFrom::Start(at)).unwrap();
        stream.write_all(&u32::MAX.to_le_bytes()).unwrap();
        drop(stream);
        planned("a.doc", file.into_inner().into_inner(), &format!("place {at}"));
    }
    assert!(planned("a.doc", whole, &"whole").is_some());
}

#[test]
fn what_its_reader_would_go_over_without_end_is_refused_before() {
    let attributes: String = (0..300_000).map(|n| format!(" a{n}=1")).collect();
    assert!(planned("a.html", format!("<html><body><p{attributes}>Words").into_bytes(), &"attributes").is_none());
    let deep = format!("%PDF-1.4\n1 0 obj\n<</Type/Catalog/X {}{}>>\nendobj\n", "<</X ".repeat(300_000), ">>".repeat(300_000));
    assert!(planned("a.pdf", deep.into_bytes(), &"dictionaries").is_none());
}

/// A Word file with one list, whose numbers read so, and so many items of it.
fn numbered(number: &str, figures: &str, items: usize) -> Vec<u8> {
    let mut parts = word();
    for (name, text) in &mut parts {
        match *name {
            "word/numbering.xml" => {
                *text = format!(
                    "<w:numbering><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"3888\"/><w:numFmt w:val=\"{figures}\"/>\
                     <w:lvlText w:val=\"{number}\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
                );
            }
            "word/document.xml" => {
                let item = "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>So.</w:t></w:r></w:p>";
                *text = format!("<w:document xmlns:w=\"w\"><w:body>{}</w:body></w:document>", item.repeat(items));
            }
            _ => {}
        }
    }
    pack(&parts)
}

#[test]
fn numbers_of_lists_that_are_longer_than_any_are_cut() {
    let text = planned("a.docx", numbered(&"%1".repeat(5_000), "lowerRoman", 2_000), &"numerals").unwrap();
    assert!(text.len() < 2_000 * 1_000 && text.lines().count() == 2_000, "{}", text.len());
    let text = planned("a.docx", numbered(&format!("%1{}", "é".repeat(100_000)), "decimal", 2_000), &"a long number").unwrap();
    assert!(text.starts_with("3888é") && text.len() < 2_000 * 200, "{}", text.len());
    let long = "x".repeat(100_000);
    let style = format!("text:num-format=\"1\" style:num-prefix=\"{long}\" style:num-suffix=\"{long}\"");
    let items = "<text:list-item><text:p>So.</text:p></text:list-item>".repeat(2_000);
    let list = format!("<text:list text:style-name=\"L\">{items}</text:list>");
    let file = open(&list).replace("style:num-format=\"1\" style:num-suffix=\".\"", &style);
    let text = planned("a.fodt", file.into_bytes(), &"a long suffix").unwrap();
    assert!(text.lines().count() == 2_000 && text.len() < 2_000 * 200, "{}", text.len());
}

/// An OpenDocument text of this body.
fn open(body: &str) -> String {
    let whole = flat_open_document();
    let (before, rest) = whole.split_once("<office:text>").unwrap();
    format!("{before}<office:text>{body}{}", &rest[rest.find("</office:text>").unwrap()..])
}

#[test]
fn a_document_of_which_far_more_comes_than_it_says_is_refused() {
    let spaces = |count: usize| open(&format!("<text:p>Anna: So{} it was.</text:p>", "<text:s text:c=\"1000\"/>".repeat(count))).into_bytes();
    assert!(planned("a.fodt", spaces(100_000), &"spaces").is_none());
    assert!(planned("a.fodt", spaces(20), &"a few spaces").is_some());
}

#[test]
fn very_wide_rows_are_read() {
    let row = format!("{}\n", "a\t".repeat(100_000));
    assert!(planned("a.txt", row.repeat(3).into_bytes(), &"tabs").is_some());
    let cells = format!(r"{{\rtf1 \trowd{}\row\trowd\intbl end\cell\row\pard after\par}}", r"\intbl x\cell ".repeat(60_000));
    assert!(planned("a.rtf", cells.into_bytes(), &"cells").unwrap().ends_with("end\nafter"));
}

#[test]
fn what_holds_nothing_to_be_seen_holds_no_words() {
    for bytes in [&b"\xEF\xBB\xBF"[..], b"\xFF\xFE", b"", "\u{200B}\u{FEFF}\u{2060}\n".as_bytes(), "\u{A0}\u{3000}\n".as_bytes(), b"WEBVTT\n\n"] {
        assert!(planned("a.txt", bytes.to_vec(), &"nothing").is_none(), "{bytes:?}");
    }
}

#[test]
fn texts_in_two_bytes_a_sign_without_a_mark_and_with_every_line_end_are_read() {
    let words = "Anna: Yes, we did.\nBen: N\u{F6}.\n";
    let two = |swap: bool| -> Vec<u8> {
        words.repeat(8).encode_utf16().flat_map(|unit| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    for swap in [false, true] {
        assert_eq!(planned("a.txt", two(swap), &"two bytes").unwrap().trim_end(), words.repeat(8).trim_end());
    }
    let mixed = "Anna: one\r\nBen: two\rAnna: three\nBen: four";
    assert_eq!(planned("a.txt", mixed.into(), &"line ends").unwrap(), "Anna: one\nBen: two\nAnna: three\nBen: four");
}

#[test]
fn times_of_subtitles_that_go_back_overlap_or_overflow_keep_the_words() {
    let cues = [
        "-1:-2:-3.-004 --> 0:0:8.970\n<v Ann>one</v>",
        "0:0:5.0 --> 0:0:1.0\n<v Ben>two</v>",
        "0:0:1.0 --> 99999999999999999999:00:00.000\n<v Ann>three</v>",
        "0:0:2.0 --> 0:0:9.0\n<v Ben>four</v>",
    ];
    let text = planned("a.vtt", format!("WEBVTT\n\n{}\n", cues.join("\n\n")).into_bytes(), &"times").unwrap();
    let mut said: Vec<&str> = text.split_whitespace().collect();
    said.sort_unstable();
    assert_eq!(said, ["four", "one", "three", "two"], "{text}");
}
