//! Transcripts on paper: real text in every script, pages with their numbers, lines with the names of their codes.

use crate::corpora::Maker;
use crate::support::need_tool;
use std::collections::HashMap;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use themata::analysis::*;
use themata::export::*;
use themata::model::*;
use themata::text::SourceText;

type Study = (Corpus, HashMap<SourceId, Arc<SourceText>>);

/// Words of the test in scripts that are written from the left, from the right, without spaces, and as pictures.
const LINES: [&str; 9] = [
    "What changed when the budgets were put together?",
    "It slowed us down at first, naïve as that sounds, and then it made us honest about what a ward costs.",
    "في البداية كان الأمر صعبا، ثم تعلمنا كيف نعمل معا كل يوم",
    "בהתחלה זה היה קשה, ואחר כך למדנו לעבוד יחד",
    "शुरुआत में यह कठिन था, फिर हमने साथ काम करना सीखा",
    "ตอนแรกมันยากมาก แต่เราได้เรียนรู้ที่จะทำงานร่วมกัน",
    "一开始很难，后来我们学会了合作。",
    "They call it فريق واحد here, and צוות there, 3 teams of 12. 👩‍⚕️😀",
    "Κάθε εβδομάδα, και каждую неделю.",
];

fn study() -> (Study, SourceId) {
    let mut maker = Maker::new();
    let site = maker.case(maker.site, "North", None);
    let ann = maker.case(maker.person, "P1", Some(site));
    maker.case_mut(ann).full_name = "Ann Okafor".into();
    maker.case_mut(ann).pseudonym = "Rowan".into();
    maker.corpus.project.name = "Night wards".into();
    let lines: Vec<String> =
        (0..9).flat_map(|round| LINES.iter().map(move |line| if round == 0 { (*line).to_owned() } else { format!("{line} ({round})") })).collect();
    let who: Vec<u32> = (0..lines.len()).map(|n| u32::from(n % 9 != 0)).collect();
    let voices = [("INT", SpeakerRole::Interviewer, None), ("Ann", SpeakerRole::Participant, Some(ann))];
    let source = maker.source("Ann Okafor, talk", &lines.join("\n"), &voices, &who);
    let (honest, together) = (maker.code("Becoming honest", None), maker.code("Working together across the whole of the system", None));
    let inner = maker.code("תקציב", Some(together));
    let coders = [maker.coder("BP"), maker.coder("SK")];
    let start = |line: usize| lines[..line].iter().map(|line| line.chars().count() as u32 + 1).sum::<u32>();
    for round in 0..9 {
        let at = |line: usize| start(round * 9 + line);
        maker.coding(source, honest, coders[0], Span::new(at(1) + 12, at(1) + 70));
        let starred = maker.coding(source, together, coders[1], Span::new(at(2), at(5)));
        maker.coding(source, inner, coders[0], Span::new(at(3), at(4) - 1));
        maker.coding(source, together, coders[0], Span::new(at(6), at(7) + 20));
        if round == 0 {
            maker.star(starred);
        }
    }
    (maker.done(), source)
}

fn written((study, source): &(Study, SourceId), paper: Paper, folder: &Path) -> std::path::PathBuf {
    let options =
        TranscriptOptions { scope: Scope::default(), basis: Basis::References, naming: Naming::Pseudonyms, made: Time(1_700_000_000_000), paper };
    let mut out = Vec::new();
    let done = transcript_pdf(&study.0, *source, &study.1, &options, &mut out).unwrap();
    assert_eq!(done.rows, 81);
    let file = folder.join("transcript.pdf");
    std::fs::write(&file, out).unwrap();
    file
}

fn said(tool: &Path, args: &[&str]) -> String {
    let done = Command::new(tool).args(args).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

/// Letters alone, for the places of spaces are the reader's guess.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn a_transcript_on_paper_has_its_words_in_every_script() {
    let (Some(words), Some(info)) = (need_tool("pdftotext"), need_tool("pdfinfo")) else { return };
    let (study, folder) = (study(), tempfile::tempdir().unwrap());
    let file = written(&study, Paper::A4, folder.path());
    let about = said(&info, &[file.to_str().unwrap()]);
    assert!(about.contains("595.28 x 841.89 pts (A4)") && about.contains("Rowan, talk") && !about.contains("Okafor"), "{about}");
    let pages: usize = about.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap().trim().parse().unwrap();
    assert!((3..9).contains(&pages), "{pages}");
    // The reader marks the direction of what it found; where lines are drawn is looked at below.
    let text = said(&words, &["-layout", file.to_str().unwrap(), "-"]);
    for page in 1..=pages {
        assert!(text.contains(&format!("page {page} of {pages}")), "page {page}");
    }
    assert_eq!(text.matches("Night wards · Rowan, talk").count(), pages, "the running head");
    for said in [
        "Rowan 2",
        "Interviewer 1",
        "Becoming honest",
        "BP",
        "Codes, with references in this transcript",
        "Becoming honest · 9",
        "naïve as that sounds",
    ] {
        assert!(text.contains(said), "{said}");
    }
    assert!(!text.contains("Okafor") && !text.contains("Ann"), "nobody is named");
    let plain = letters(&said(&words, &["-raw", file.to_str().unwrap(), "-"]));
    for part in ["البداية", "تعلمنا", "למדנו", "יחד", "เรียนรู้", "Κάθε", "каждую", "צוות", "فريق", "शुरुआत", "कठिन"]
    {
        assert!(plain.contains(&letters(part)), "{part} is not in the text");
    }
    if plain.contains('一') {
        assert!(plain.contains("后来我们学会了合作"), "ideographs come from a font of the machine");
    }
}

#[test]
fn a_transcript_on_paper_is_read_aloud_in_its_order() {
    let Some(info) = need_tool("pdfinfo") else { return };
    let folder = tempfile::tempdir().unwrap();
    let (study, source) = study();
    let file = written(&(study, source), Paper::A4, folder.path());
    let about = said(&info, &[file.to_str().unwrap()]);
    let yes = |about: &str, what: &str| about.lines().any(|line| line.strip_prefix(what).is_some_and(|rest| rest.trim() == "yes"));
    assert!(yes(&about, "Tagged:"), "{about}");
    let tree = said(&info, &["-struct-text", file.to_str().unwrap()]);
    // Poppler breaks lines where the page does.
    let flat = tree.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut from = 0;
    for next in [
        "H1",
        "Rowan, talk",
        "interview ·",
        "Interviewer 1",
        "What changed when the budgets",
        "Rowan 2",
        "It slowed us down",
        "Note",
        "Becoming honest",
        "H2",
        "Codes, with references",
        "L (block)",
        "LI",
        "Becoming honest · 9",
    ] {
        let at = flat[from..].find(next).unwrap_or_else(|| panic!("“{next}” is not read after what stands before it: {tree}"));
        from += at;
    }
    assert!(!flat.contains("page 1 of") && !flat.contains("Night wards ·"), "running heads are not read");
}

#[test]
fn a_transcript_whose_language_is_known_keeps_the_standard_of_accessible_pdfs() {
    let mut maker = Maker::new();
    maker.corpus.project.name = "Night wards".into();
    let source = maker.source(
        "Talk",
        "Who decides?\nNobody does.",
        &[("INT", SpeakerRole::Interviewer, None), ("P1", SpeakerRole::Participant, None)],
        &[0, 1],
    );
    maker.language(source, "en-GB");
    let (corpus, texts) = maker.done();
    let options = TranscriptOptions {
        scope: Scope::default(),
        basis: Basis::References,
        naming: Naming::Keys,
        made: Time(1_700_000_000_000),
        paper: Paper::A4,
    };
    let mut out = Vec::new();
    transcript_pdf(&corpus, source, &texts, &options, &mut out).unwrap();
    let holds = |words: &[u8]| out.windows(words.len()).any(|window| window == words);
    assert!(holds(b"/Lang (en-GB)") || holds(b"/Lang(en-GB)"), "the language is said");
    assert!(holds(b"pdfuaid:part"), "and the standard");
}

#[test]
fn a_page_is_drawn_with_words_and_lines_on_letter_paper_too() {
    let (Some(draw), Some(info)) = (need_tool("pdftoppm"), need_tool("pdfinfo")) else { return };
    let (study, folder) = (study(), tempfile::tempdir().unwrap());
    let file = written(&study, Paper::Letter, folder.path());
    assert!(said(&info, &[file.to_str().unwrap()]).contains("612 x 792 pts (letter)"));
    said(&draw, &["-r", "72", "-f", "1", "-l", "1", file.to_str().unwrap(), folder.path().join("page").to_str().unwrap()]);
    let picture =
        std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).find(|path| path.extension().is_some_and(|e| e == "ppm"));
    let bytes = std::fs::read(picture.unwrap()).unwrap();
    let pixels = &bytes[bytes.len() - 612 * 792 * 3..];
    let at = |x: usize, y: usize| &pixels[(y * 612 + x) * 3..(y * 612 + x) * 3 + 3];
    let inked = |range: std::ops::Range<usize>| (80..700).filter(|y| range.clone().any(|x| at(x, *y).iter().all(|part| *part < 140))).count();
    assert!(inked(118..400) > 150, "words are drawn");
    assert!(inked(0..40) == 0 && inked(575..612) == 0, "margins are free");
    let coloured = |x: usize, y: usize| at(x, y).iter().max().unwrap() - at(x, y).iter().min().unwrap() > 60;
    let lines = (400..470).map(|x| (80..700).filter(|y| coloured(x, *y)).count()).max().unwrap();
    assert!(lines > 100, "lines stand beside the words: {lines}");
    if let Some(keep) = std::env::var_os("THEMATA_PICTURES") {
        std::fs::copy(&file, Path::new(&keep).join("transcript-letter.pdf")).unwrap();
    }
}

#[test]
fn a_longer_label_has_the_number_of_its_turn_beside_it() {
    let Some(words) = need_tool("pdftotext") else { return };
    let (mut maker, folder) = (Maker::new(), tempfile::tempdir().unwrap());
    let lines = ["And so it went on."; 12].join("\n");
    let voices = [("Interviewer", SpeakerRole::Interviewer, None), ("Participant 1", SpeakerRole::Participant, None)];
    let source = maker.source("Talk", &lines, &voices, &(0..12).map(|n| n % 2).collect::<Vec<u32>>());
    let (corpus, texts) = maker.done();
    let options = TranscriptOptions {
        scope: Scope::default(),
        basis: Basis::References,
        naming: Naming::Keys,
        made: Time(1_700_000_000_000),
        paper: Paper::A4,
    };
    let (mut out, file) = (Vec::new(), folder.path().join("talk.pdf"));
    transcript_pdf(&corpus, source, &texts, &options, &mut out).unwrap();
    std::fs::write(&file, out).unwrap();
    let text = said(&words, &["-layout", file.to_str().unwrap(), "-"]);
    assert!(text.lines().any(|line| line.contains("Participant 1 12")), "{text}");
}
