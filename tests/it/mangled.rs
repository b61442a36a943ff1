//! Damaged files of every format, some thousand with fixed seeds: each makes a sound plan or an error with a way out, and never a panic.

use crate::import::sound;
use crate::mangled_files::{Parts, flat_open_document, open_document, pack, plain, word, zip};
use crate::support::Dice;
use std::path::Path;
use themata::import::{PlanOptions, plan_bytes};

/// Plans a file; what comes must be sound, or an error that says what to do.
pub fn planned(name: &str, bytes: Vec<u8>, what: &dyn std::fmt::Display) -> Option<String> {
    let plan = std::panic::catch_unwind(|| plan_bytes(Path::new(name), bytes, &PlanOptions::default()));
    match plan.unwrap_or_else(|_| panic!("{name} made the reader panic: {what}")) {
        Ok(plan) => {
            sound(&plan);
            Some(plan.text)
        }
        Err(error) => {
            assert!(!error.to_string().is_empty() && !error.remedy().is_empty(), "{name}, {what}: {error}");
            None
        }
    }
}

/// Does one kind of harm to a file.
pub fn harm(dice: &mut Dice, bytes: &mut Vec<u8>) {
    if bytes.is_empty() {
        return;
    }
    let at = dice.below(bytes.len());
    match dice.below(6) {
        0 => bytes.truncate(at),
        1 => bytes[at] ^= 1 << dice.below(8),
        2 => bytes[at] = dice.next() as u8,
        3 => {
            // A size that lies.
            let size = *dice.pick(&[0u32, 1, 0x7FFF_FFFF, 0xFFFF_FFFF, 0x0100_0000]).unwrap();
            let end = (at + 4).min(bytes.len());
            bytes[at..end].copy_from_slice(&size.to_le_bytes()[..end - at]);
        }
        4 => {
            let end = (at + 1 + dice.below(64)).min(bytes.len());
            let piece = bytes[at..end].to_vec();
            let place = dice.below(bytes.len());
            bytes.splice(place..place, piece);
        }
        _ => {
            let end = (at + 1 + dice.below(32)).min(bytes.len());
            bytes.drain(at..end);
        }
    }
}

/// Harms a file some times over.
fn mangle(name: &str, whole: &[u8], seed: u64, times: u64) {
    for n in 0..times {
        let mut dice = Dice(seed.wrapping_mul(0x1_0000) + n);
        let mut bytes = whole.to_vec();
        for _ in 0..=dice.below(4) {
            harm(&mut dice, &mut bytes);
        }
        planned(name, bytes, &format!("seed {seed}, case {n}"));
    }
}

#[test]
fn whole_files_are_read() {
    for (name, bytes) in plain() {
        assert!(planned(name, bytes, &"whole").is_some(), "{name}");
    }
    let docx = planned("a.docx", pack(&word()), &"whole").expect("read");
    assert!(docx.starts_with("iii. Part\nAnna: Héllo & so\non[1]") && docx.ends_with("[1] Note\n[i] Note"), "{docx}");
    assert!(planned("a.odt", pack(&open_document()), &"whole").expect("read").contains("Anna:   R&D"));
    let old = plain().into_iter().find(|(name, _)| *name == "a.doc").expect("there").1;
    assert_eq!(planned("a.doc", old, &"whole").expect("read").lines().next(), Some("Anna: Hello there."));
}

#[test]
fn harmed_files_are_read_or_refused() {
    for (n, (name, bytes)) in plain().into_iter().enumerate() {
        mangle(name, &bytes, n as u64, 200);
    }
}

#[test]
fn harmed_packages_are_read_or_refused() {
    for (seed, name, parts) in [(100, "a.docx", word()), (101, "a.odt", open_document())] {
        mangle(name, &pack(&parts), seed, 300);
        parts_harmed(name, &parts, seed);
    }
}

/// Harm within the parts of a package, which reaches deeper than harm to the zip around them.
fn parts_harmed(name: &str, parts: &Parts, seed: u64) {
    for n in 0..400 {
        let mut dice = Dice(seed.wrapping_mul(0x2_0000) + n);
        let chosen = dice.below(parts.len());
        let mut harmed: Vec<(&str, Vec<u8>)> = parts.iter().map(|(name, text)| (*name, text.as_bytes().to_vec())).collect();
        for _ in 0..=dice.below(4) {
            harm(&mut dice, &mut harmed[chosen].1);
        }
        let parts: Vec<(&str, &[u8])> = harmed.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
        planned(name, zip(&parts), &format!("seed {seed}, part {chosen}, case {n}"));
    }
}

/// How deep what is nested without end lies.
const DEEP: usize = 10_000;

fn nested(before: &str, open: &str, close: &str, after: &str) -> Vec<u8> {
    format!("{before}{}x{}{after}", open.repeat(DEEP), close.repeat(DEEP)).into_bytes()
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a thread with a small stack shows what recurses")]
fn what_is_nested_ten_thousand_deep_overflows_no_stack() {
    let mut files: Vec<(&str, Vec<u8>)> = vec![
        ("a.rtf", nested(r"{\rtf1 ", "{", "}", "}")),
        ("a.rtf", nested(r"{\rtf1 a", r"{\footnote ", "}", "}")),
        ("a.rtf", nested(r"{\rtf1 a", r"{\shp{\*\shpinst{\shptxt b\par ", "}}}", "}")),
        ("a.rtf", nested(r"{\rtf1 a", r"{\*\annotation b", "}", "}")),
        ("a.html", nested("<html>", "<div><b>", "</b></div>", "")),
        ("a.html", nested("<html>", "<table><tr><td>", "</table>", "")),
        ("a.html", nested("<html>", "<ul><li>", "</ul>", "")),
        ("a.html", nested("<html>", "<nav>", "</nav>", "<p>y</p>")),
        ("a.json", nested("", "[", "]", "")),
        ("a.json", nested("{\"text\": \"y\", \"media\": ", "{\"a\": ", "}", "}")),
        ("a.eaf", nested("<?xml version=\"1.0\"?><ANNOTATION_DOCUMENT>", "<TIER>", "</TIER>", "")),
        ("a.md", nested("# a\n", "> - **", "**", "")),
        ("a.pdf", nested("%PDF-1.7\n1 0 obj\n<< /Root 1 0 R /Pages ", "<< /Kids [", "] >>", "\nendobj\ntrailer << /Root 1 0 R >>")),
        ("a.pdf", crate::pdf_files::page_of(&format!("{}{}", "[".repeat(DEEP), "<<".repeat(DEEP)))),
        ("a.pdf", crate::pdf_files::page_of(&"q BT ".repeat(DEEP))),
        ("a.vtt", nested("WEBVTT\n\n00:01.000 --> 00:02.000\n", "<v A><i>", "</i></v>", "")),
    ];
    let body = |open: &str, close: &str| String::from_utf8(nested("<office:document><office:body><office:text>", open, close, "")).unwrap();
    for (open, close) in [
        ("<text:p><draw:text-box>", "</draw:text-box></text:p>"),
        ("<text:list><text:list-item>", "</text:list-item></text:list>"),
        ("<text:p><text:note><text:note-body>", "</text:note-body></text:note></text:p>"),
        ("<table:table><table:table-row><table:table-cell>", "</table:table-cell></table:table-row></table:table>"),
        ("<text:span>", "</text:span>"),
    ] {
        files.push(("a.fodt", format!("<?xml version=\"1.0\"?>{}", body(open, close)).into_bytes()));
    }
    for (open, close) in [
        ("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>"),
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:p><w:ins><w:del>", "</w:del></w:ins></w:p>"),
    ] {
        let mut parts = word();
        parts[1].1 = String::from_utf8(nested("<w:document><w:body><w:p><w:r><w:t>y</w:t></w:r></w:p>", open, close, "")).unwrap();
        files.push(("a.docx", pack(&parts)));
    }
    // A stack a quarter the size of an import's own.
    let small = std::thread::Builder::new().stack_size(512 << 10).spawn(move || {
        for (n, (name, bytes)) in files.into_iter().enumerate() {
            planned(name, bytes, &format!("nested, {n}"));
        }
    });
    small.unwrap().join().unwrap();
}

#[test]
fn zips_that_unpack_without_end_are_refused() {
    let (blank, refused) = (" ".repeat(60 << 20), |bytes: Vec<u8>| {
        plan_bytes(Path::new("a.docx"), bytes, &PlanOptions::default()).err().map(|error| error.to_string()).unwrap_or_default()
    });
    let mut parts = word();
    parts[1].1 = blank.clone();
    assert!(refused(pack(&parts)).contains("far more than a document holds"));
    let mut parts = open_document();
    parts[1].1 = blank;
    assert!(refused(pack(&parts)).contains("far more than a document holds"));
    let names: Vec<String> = (0..20_001).map(|n| format!("word/media/{n}.png")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert!(refused(zip(&many)).contains("far more parts"));
}

#[test]
fn text_without_line_ends_or_of_one_sign_is_read_in_the_time_of_its_size() {
    for (name, text) in [
        ("a.txt", "x".repeat(2 << 20)),
        ("a.txt", "Anna: ".repeat(200_000)),
        ("a.txt", "\n".repeat(1 << 20) + "x"),
        ("a.txt", "[00:12] ".repeat(100_000)),
        ("a.md", "*".repeat(100_000)),
        ("a.md", "[a](".repeat(50_000)),
        ("a.html", format!("<p>{}", "<".repeat(200_000))),
        ("a.html", "&".repeat(200_000) + "<p>x"),
        ("a.html", format!("<p>{}", "<b>x</i>".repeat(50_000))),
        ("a.rtf", format!(r"{{\rtf1 {}}}", r"\u233?".repeat(200_000))),
        ("a.rtf", format!(r"{{\rtf1 {}}}", r"{\b x}".repeat(100_000))),
        ("a.cha", format!("@Begin\n*A:\t{}", "•1_".repeat(50_000))),
        ("a.vtt", format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{}", "<".repeat(100_000))),
        ("a.fodt", flat_open_document().replace("é中", &"<text:s/>".repeat(100_000))),
    ] {
        planned(name, text.into_bytes(), &"long");
    }
}
