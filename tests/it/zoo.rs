//! The zoo of awkward files, where the shared folder is present: each is read rightly or refused with a reason and a way out.

use crate::import::{shared, sound};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use themata::import::{self, Plan, PlanOptions};
use themata::text::{Geometry, SourceText};

/// The plan of a file of the zoo.
fn zoo(name: &str) -> Option<themata::Result<Plan>> {
    shared(&format!("zoo/{name}")).map(|path| import::plan_file(&path, &PlanOptions::default()))
}

/// What shall become of a file: read, or refused with these words.
enum Outcome {
    Read,
    Refused(&'static str),
}

/// What shall become of a file of this kind, for the reason that it is in the zoo.
fn expected(path: &Path, why: &str) -> Outcome {
    let folder = path.parent().expect("a folder").file_name().expect("a name").to_string_lossy().into_owned();
    let why = why.to_lowercase();
    let empty = || std::fs::read(path).expect("read").trim_ascii().is_empty();
    match folder.as_str() {
        "xlsx" => Outcome::Refused("an Excel table"),
        _ if why.contains("encrypted") => Outcome::Refused("password"),
        _ if why.contains("no text layer") => Outcome::Refused("is a scan"),
        _ if why.starts_with("truncated") => Outcome::Refused("missing or damaged"),
        // Its only paragraph is hidden.
        "odt" if why == "hidden text" => Outcome::Refused("no words"),
        "txt" if why.contains("degenerate") && empty() => Outcome::Refused("empty"),
        _ => Outcome::Read,
    }
}

/// The files of the zoo by their index, with why each is there.
fn index() -> Option<Vec<(PathBuf, String)>> {
    let folder = shared("zoo")?;
    let mut reader = csv::Reader::from_path(folder.join("INDEX.csv")).expect("an index");
    let rows = reader.deserialize::<BTreeMap<String, String>>().map(|row| row.expect("a row"));
    Some(rows.map(|row| (folder.join(&row["file"]), row["why"].clone())).collect())
}

#[test]
fn every_file_of_the_zoo_is_read_or_refused_with_a_remedy() {
    let Some(files) = index() else { return };
    assert!(files.len() > 80);
    let paths: Vec<PathBuf> = files.iter().map(|(path, _)| path.clone()).collect();
    let mut wrong = Vec::new();
    let mut at = 0;
    import::plan_each(&paths, &PlanOptions::default(), &|_, _| true, |path, plan| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        match (plan, expected(path, &files[at].1)) {
            (Ok(plan), Outcome::Read) => {
                sound(&plan);
                assert!(!plan.text.contains('\u{FFFD}'), "{name}");
            }
            (Err(error), Outcome::Refused(words)) => {
                assert!(error.to_string().contains(words) && !error.remedy().is_empty(), "{name}: {error}");
            }
            (Ok(_), Outcome::Refused(words)) => wrong.push(format!("{name} was to be refused: {words}")),
            (Err(error), Outcome::Read) => wrong.push(format!("{name} was to be read: {error}")),
        }
        at += 1;
        Ok(())
    })
    .expect("planned");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The whole zoo through the command line with a gigabyte of memory at most.
#[test]
fn the_zoo_is_read_within_a_gigabyte() {
    let (Some(folder), Some(shell)) = (shared("zoo"), crate::support::need_tool("sh")) else { return };
    let room = crate::cli_room::Room::new();
    room.done(&["new", "z.themata"]);
    let (program, zoo) = (env!("CARGO_BIN_EXE_themata"), folder.to_str().expect("a path"));
    let limited = ["-c", "ulimit -v 1048576; exec \"$@\"", "sh", program, "import", "z.themata", zoo, "--dry-run", "--json"];
    let mut command = std::process::Command::new(shell);
    command.args(limited).current_dir(room.dir.path()).env_clear().env("HOME", room.path("home")).env("THEMATA_DATA", room.path("data"));
    let output = command.output().expect("run");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    let (read, refused) = (report["sources"].as_array().expect("sources"), report["refused"].as_array().expect("refused"));
    assert!(read.len() > 60 && read.len() + refused.len() > 80, "{} {}", read.len(), refused.len());
    assert!(refused.iter().all(|refused| refused["hint"].as_str().is_some_and(|hint| !hint.is_empty())));
}

/// The words of a plan: letters and figures, one by one.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What is said in a plan's turns, without labels and times.
fn said(plan: &Plan) -> Vec<String> {
    let text = SourceText { geometry: Geometry::new(plan.text.as_str()), structure: plan.structure.clone() };
    let spoken: String = text.structure.turns.iter().map(|turn| text.words_of(turn.span) + "\n").collect();
    words(&spoken)
}

#[test]
fn one_text_in_two_formats_is_one_text() {
    let pairs: [(&str, &str, fn(&Plan) -> Vec<String>); 5] = [
        ("docx/lecture_transcript.docx", "txt/cp1252_or_mac_lecture.txt", |plan| words(&plan.text)),
        ("docx_edge/testOptionalHyphen.docx", "rtf/testOptionalHyphen.rtf", |plan| words(&plan.text)),
        ("docx_edge/testOptionalHyphen.docx", "pdf/testOptionalHyphen.pdf", |plan| words(&plan.text)),
        ("docx_edge/RP051-Arabic.docx", "docx_edge/RP051-Arabic-Accepted.docx", |plan| words(&plan.text)),
        ("constructed/f4transkript_style.rtf", "constructed/otranscribe.otr", said),
    ];
    for (one, other, of) in pairs {
        let (Some(first), Some(second)) = (zoo(one), zoo(other)) else { return };
        let (first, second) = (first.expect("read"), second.expect("read"));
        let (first, second) = (of(&first), of(&second));
        let same = first.iter().zip(&second).take_while(|(one, other)| one == other).count();
        assert_eq!((same, second.len()), (first.len(), first.len()), "{one} and {other}");
        assert!(same > 0);
    }
}

#[test]
fn an_export_of_tagged_passages_is_no_transcript() {
    let Some(plan) = zoo("docx/taguette_export_all_tags.docx") else { return };
    assert_eq!(plan.expect("read").structure.turns.len(), 0, "“Document:” and “Tags:” are fields, whoever is quoted between them");
}

#[test]
fn transcripts_of_the_zoo_have_their_turns_and_times() {
    for (name, turns, voices, first, last) in [
        ("constructed/f4transkript_style.rtf", 54, ["I", "B"], None, None),
        ("constructed/otranscribe.otr", 54, ["therapist", "client"], Some(13_000), None),
        ("eaf/hachatrn.eaf", 8, ["nvs1967f", "lah1929f"], Some(3_537_889), Some(3_800_000)),
        ("json/KateDarling-bbcKaldiTranscriptWithSpeakerSegments.json", 10, ["S12", "S10"], Some(13_020), None),
        ("doc/kernighan.doc", 132, ["MSM", "Kernighan"], None, None),
        ("rtf/cherry_interview.rtf", 135, ["MSM", "Cherry"], None, None),
        ("pdf/german_zero_width_spaces.pdf", 44, ["I", "B"], None, None),
        ("pdf/maxqda_numbered_P1.pdf", 94, ["Dan", "Participant"], None, None),
    ] {
        let Some(plan) = zoo(name) else { return };
        let plan = plan.expect("read");
        let names: Vec<&str> = plan.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
        assert_eq!((plan.structure.turns.len(), names), (turns, voices.to_vec()), "{name}");
        assert_eq!(plan.structure.turns[0].from, first, "{name}");
        assert!(last.is_none_or(|last| plan.structure.turns[turns - 1].to > Some(last)), "{name}");
    }
    let Some(f4) = zoo("constructed/f4transkript_style.rtf") else { return };
    let turns = f4.expect("read").structure.turns;
    assert_eq!((turns[0].to, turns[1].from, turns[1].to), (Some(24_000), Some(24_000), Some(25_000)));
    let Some(chat) = zoo("cha/KB0_1.cha") else { return };
    let chat = chat.expect("read");
    assert_eq!((chat.structure.turns[0].from, chat.structure.turns[0].to), (Some(3625), Some(21_325)));
    assert!(!chat.text.contains('\u{2022}') && chat.text.starts_with("You enjoyed yourself in America\nEh?"));
}

#[test]
fn scripts_and_code_pages_of_the_zoo_are_read() {
    for (name, begins) in [
        ("rtf/testRTFJapanese.rtf", "ゾルゲと尾崎、淡々と最期"),
        ("rtf/testRTFWord2010CzechCharacters.rtf", "Článek týdne"),
        ("rtf/testRTFUnicodeGothic.rtf", "𐌲𐌿𐍄𐌹𐍃𐌺"),
        ("rtf/testRTFUmlautSpaces.rtf", "Übersicht"),
        ("rtf/unicode.rtf", "“hi”"),
        ("odt/trackedChanges.odt", "Some text with  and inserted text."),
        ("doc/Word6.doc", "The quick brown fox jumps over the lazy dog"),
        ("docx_edge/notes.docx", "A footnote"),
        ("pdf/copy_paste_ligatures.pdf", "abcdeffffiflffifflststghi"),
        ("pdf/testPageNumber.pdf", "This is page one."),
        ("pdf/maxqda_numbered_P1.pdf", "Interview\nDan: Okay. So now you can stop"),
        ("pdf/german_zero_width_spaces.pdf", "I: Q1\nB: Also wir machen das CR über ein Tool"),
        ("pdf/testPDF_rotated.pdf", "Apache Tika - Apache Tika"),
    ] {
        let Some(plan) = zoo(name) else { return };
        let plan = plan.expect("read");
        assert!(plan.text.trim_start().starts_with(begins), "{name}: {}", plan.text.chars().take(60).collect::<String>());
    }
    let Some(notes) = zoo("docx_edge/notes.docx") else { return };
    let notes = notes.expect("read");
    assert!(notes.text.contains("Test footnote.[1]") && notes.text.contains("\n[1] ") && notes.text.contains("\n[i] "), "{}", notes.text);
    let Some(hidden) = zoo("docx_edge/column2.docx") else { return };
    assert!(hidden.expect("read").notes.iter().any(|note| note.text.contains("hidden letters were left out")));
}

#[test]
fn subtitles_and_word_transcripts_of_the_zoo_have_their_turns() {
    for (name, turns, voices) in [
        ("vtt/teams_2022_negative_times.vtt", 94, ["Wright, Steve", "Hurst, Peter"]),
        ("vtt/teams_premium_v_tags.vtt", 10, ["Charles", "Janaki"]),
        ("vtt/Climbing Research S1.vtt", 18, ["Sarah Chen", "Tom Baker"]),
        ("vtt/zoom_cip.vtt", 80, ["Ashlee Kupor (SL)", "Dora Demszky"]),
        ("docx/word_transcribe_feature.docx", 94, ["Speaker 1", "Speaker 2"]),
        ("docx/teams_2022_layout.docx", 2, ["Some Body", "James Bond"]),
        ("txt/hachatrn.transcript.txt", 8, ["nvs1967f", "lah1929f"]),
    ] {
        let Some(plan) = zoo(name) else { return };
        let plan = plan.expect("read");
        let names: Vec<&str> = plan.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
        assert_eq!((plan.structure.turns.len(), names), (turns, voices.to_vec()), "{name}");
    }
    let first = |name: &str| zoo(name).map(|plan| plan.expect("read").structure.turns[0].from);
    assert_eq!(first("vtt/teams_2022_negative_times.vtt"), Some(Some(-6820)));
    assert_eq!(first("constructed/teams_2026_rebuilt.docx"), Some(Some(4000)));
}

#[test]
fn tracked_changes_are_read_as_word_accepts_them() {
    let (Some(changed), Some(accepted)) = (zoo("docx_edge/RP051-Arabic.docx"), zoo("docx_edge/RP051-Arabic-Accepted.docx")) else { return };
    assert_eq!(changed.expect("read").text, accepted.expect("read").text);
}

#[test]
fn encodings_of_the_zoo_are_found() {
    for (name, encoding) in [
        ("txt/cp1252_or_mac_lecture.txt", "windows-1252"),
        ("txt/fake-text-utf-16-be.txt", "UTF-16BE"),
        ("txt_reencoded/french_parisstories_macroman.txt", "macintosh"),
        ("txt_reencoded/hebrew_knesset_utf16le.txt", "UTF-16LE"),
        ("txt_reencoded/spanish_coser_cp1252.txt", "windows-1252"),
        ("srt/auto_detect_windows-1251.srt", "windows-1251"),
    ] {
        let Some(plan) = zoo(name) else { return };
        assert_eq!(plan.expect("read").encoding, encoding, "{name}");
    }
}

#[test]
fn a_workbook_is_read_as_a_table() {
    let Some(path) = shared("zoo/xlsx/cases456.xlsx") else { return };
    let table = import::read_table(&path, &PlanOptions::default()).expect("read");
    assert!(table.rows.iter().all(|row| row.len() == table.header.len()));
    assert!(table.rows.iter().flatten().all(|cell| !cell.ends_with(".0")));
}
