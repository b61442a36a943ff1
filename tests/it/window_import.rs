//! Import in the window, by keys: a folder and a table looked at, a voice merged, brought in as one step, taken back.

use super::support::{corpus, shared, small_project};
use super::window::{Window, press, type_text, until};
use super::window_study::{opened, says};
use egui::{Key, Modifiers};
use std::path::Path;
use themata::model::{Owner, SpeakerRole};
use themata::project::Project;
use themata::ui::command::{Edit, ProjectCommand};

const NONE: Modifiers = Modifiers::NONE;

fn write(folder: &Path, name: &str, words: &[u8]) {
    std::fs::write(folder.join(name), words).unwrap();
}

/// A folder with two interviews, one of them in an old encoding, one picture, and a table beside it.
fn field(folder: &Path) {
    let turns = "INT: How did it begin?\n\nP07: Slowly. We had two rooms and a kettle.\n\nINT: And then?\n\nP 07: Then the others came.\n";
    write(folder, "north.txt", turns.as_bytes());
    write(folder, "south.txt", b"INT: Who pays?\n\nP08: Nobody knows, caf\xe9 money mostly.\n\nINT: Still?\n\nP08: Still.\n");
    write(folder, "photo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0");
    write(folder, "people.csv", b"file,person,site,role\nnorth,P07,North,nurse\nsouth,P08,South,porter\nwest,P09,West,clerk\n");
}

/// Waits until the files are read and the first one is shown.
fn seen(window: &mut Window, words: &str) {
    for _ in 0..400 {
        if says(window, words) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        window.run_steps(1);
    }
    panic!("“{words}” was not said");
}

#[test]
fn a_folder_and_a_table_come_in_as_one_step_and_go_again() {
    let dir = tempfile::tempdir().unwrap();
    let (path, folder) = (dir.path().join("p.themata"), dir.path().join("field"));
    std::fs::create_dir(&folder).unwrap();
    field(&folder);
    Project::create(&path, "P").unwrap().close().unwrap();
    let mut window = opened(&path);
    press(&mut window, Modifiers::COMMAND, Key::I);
    type_text(&mut window, folder.to_str().unwrap());
    press(&mut window, NONE, Key::Enter);
    seen(&mut window, "Import 2 sources");
    assert!(says(&window, "photo.png, cannot be read"), "the picture is named and stops nothing");
    type_text(&mut window, folder.join("people.csv").to_str().unwrap());
    press(&mut window, NONE, Key::Enter);
    seen(&mut window, "2 of 3 rows match");
    assert!(says(&window, "“west” has no source"));
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    until(&mut window, |app| app.notices().iter().any(|words| words.starts_with("Imported 2 sources")));
    let corpus_now = corpus(&path);
    assert_eq!(corpus_now.sources().len(), 2);
    let north = corpus_now.source_named("north").unwrap().id;
    let voices: Vec<(&str, SpeakerRole)> = corpus_now.speakers(north).iter().map(|s| (s.name.as_str(), s.role)).collect();
    assert_eq!(voices, [("INT", SpeakerRole::Interviewer), ("P07", SpeakerRole::Participant)]);
    let person = corpus_now.cases().iter().find(|case| case.name == "P07").unwrap();
    let role = corpus_now.attributes().iter().find(|attribute| attribute.name == "role").unwrap();
    assert_eq!(corpus_now.value(role.id, Owner::Case(person.id)), Some("nurse"));
    assert_eq!(corpus_now.line_of(person.id)[1].name, "North", "the site is the case above");
    window.state().ask(Edit::Undo);
    window.run_steps(2);
    until(&mut window, |app| !app.project().unwrap().saving());
    let empty = corpus(&path);
    assert!(empty.sources().is_empty() && empty.cases().is_empty() && empty.attributes().is_empty());
}

#[test]
fn what_is_here_already_is_named_and_esc_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.themata");
    small_project(&path).close().unwrap();
    let before = corpus(&path).sources().len();
    let file = dir.path().join("new.txt");
    std::fs::write(&file, "INT: So?\n\nP1: So it goes, as they say.\n\nINT: Yes?\n\nP1: Yes.\n").unwrap();
    let twin = dir.path().join("twin.txt");
    std::fs::copy(&file, &twin).unwrap();
    let mut window = opened(&path);
    window.state().ask(ProjectCommand::ImportPaths(vec![file, twin]));
    seen(&mut window, "1 ready · 1 already here");
    assert!(says(&window, "Import 1 source"));
    press(&mut window, NONE, Key::Escape);
    assert!(!says(&window, "Import 1 source"), "Esc closes it");
    assert_eq!(corpus(&path).sources().len(), before);
}

#[test]
fn the_inquiry_comes_in_with_its_table() {
    let Some(shared) = shared() else { return };
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("inquiry.themata");
    Project::create(&path, "Inquiry").unwrap().close().unwrap();
    let mut window = opened(&path);
    let corpora = shared.join("corpora");
    window.state().ask(ProjectCommand::ImportPaths(vec![corpora.join("inquiry_transcripts"), corpora.join("inquiry_metadata.csv")]));
    window.run_steps(2);
    for _ in 0..3000 {
        if says(&window, "Import 114 sources") && says(&window, "114 of 114 rows match") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
        window.run_steps(1);
    }
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    for _ in 0..3000 {
        if window.state().notices().iter().any(|words| words.starts_with("Imported")) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
        window.run_steps(1);
    }
    let corpus = corpus(&path);
    assert_eq!((corpus.sources().len(), corpus.cases().len()), (114, 80));
}
