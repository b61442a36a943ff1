//! Speaker patterns in the import's window: chosen, written, seen at once, kept and offered again; and roles settled over all files.

use super::support::corpus;
use super::window::{Window, press, type_text, until};
use super::window_import::seen;
use super::window_study::{opened, says};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use std::path::{Path, PathBuf};
use themata::model::SpeakerRole;
use themata::project::Project;
use themata::ui::command::ProjectCommand;

const NONE: Modifiers = Modifiers::NONE;

/// A window with an empty project, in which files of these words are looked at.
fn looking(dir: &Path, files: &[(&str, &str)]) -> (Window, PathBuf) {
    let (path, folder) = (dir.join("p.themata"), dir.join("field"));
    std::fs::create_dir(&folder).unwrap();
    files.iter().for_each(|(name, words)| std::fs::write(folder.join(name), words).unwrap());
    Project::create(&path, "P").unwrap().close().unwrap();
    let mut window = opened(&path);
    window.state().ask(ProjectCommand::ImportPaths(vec![folder]));
    seen(&mut window, &format!("Import {} sources", files.len()));
    seen(&mut window, "Written as: as found");
    (window, path)
}

/// Presses what is called so, by its key.
fn enter(window: &mut Window, label: &str) {
    window.get_by_label(label).focus();
    window.run_steps(2);
    press(window, NONE, Key::Enter);
    window.run_steps(3);
}

const ODD: &str = "the nurse ~ So it was: cold.\n\nAnd dark.\n\nthe porter ~ It was.\n";

#[test]
fn a_pattern_is_written_seen_in_every_file_kept_and_offered_again() {
    let dir = tempfile::tempdir().unwrap();
    let other = ODD.replace("cold", "warm");
    let (mut window, path) = looking(dir.path(), &[("one.txt", ODD), ("two.txt", &other)]);
    assert!(says(&window, "one.txt, ready, no speakers") && says(&window, "two.txt, ready, no speakers"));
    enter(&mut window, "Written as: as found");
    enter(&mut window, "A pattern of your own…");
    // What cannot be read yet says why, and changes nothing.
    type_text(&mut window, "{words} ~ ");
    assert!(says(&window, "{name} is missing"));
    (0..10).for_each(|_| press(&mut window, NONE, Key::Backspace));
    type_text(&mut window, "{name} ~ {words}");
    seen(&mut window, "one.txt, ready, 2 speakers");
    assert!(says(&window, "a pattern of your own · 2 turns") && says(&window, "two.txt, ready, no speakers"));
    window.get_by_label("Name of the pattern").focus();
    window.run_steps(2);
    type_text(&mut window, "Our typist");
    window.get_by_label("In every file").focus();
    window.run_steps(2);
    press(&mut window, NONE, Key::Space);
    seen(&mut window, "two.txt, ready, 2 speakers");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    until(&mut window, |app| app.notices().iter().any(|words| words.starts_with("Imported 2 sources")));
    let now = corpus(&path);
    for source in now.sources() {
        let names: Vec<&str> = now.speakers(source.id).iter().map(|voice| voice.name.as_str()).collect();
        assert_eq!(names, ["the nurse", "the porter"]);
    }
    // The next import offers it by its name.
    let third = dir.path().join("three.txt");
    std::fs::write(&third, ODD.replace("cold", "wet")).unwrap();
    window.state().ask(ProjectCommand::ImportPaths(vec![third]));
    seen(&mut window, "Written as: as found");
    enter(&mut window, "Written as: as found");
    enter(&mut window, "Our typist   {name} ~ {words}");
    seen(&mut window, "three.txt, ready, 2 speakers");
    assert!(says(&window, "Written as: Our typist"));
}

#[test]
fn a_layout_that_was_found_wrongly_is_taken_back_and_what_fits_nowhere_is_said() {
    let dir = tempfile::tempdir().unwrap();
    let turns = "Anna: One, or so it seemed.\n\nBen: Two.\n\nAnna: Three.\n\nBen: Four.\n";
    let (mut window, path) = looking(dir.path(), &[("a.txt", turns), ("b.txt", &turns.replace("One", "None"))]);
    assert!(says(&window, "a.txt, ready, 2 speakers"));
    enter(&mut window, "Written as: as found");
    enter(&mut window, "Bold words before a colon");
    seen(&mut window, "a.txt, to look at, 2 speakers");
    assert!(says(&window, "No speaker is written as you said (bold words before a colon)"));
    enter(&mut window, "Written as: bold words before a colon");
    enter(&mut window, "Nobody speaks");
    seen(&mut window, "a.txt, ready, no speakers");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    until(&mut window, |app| app.notices().iter().any(|words| words.starts_with("Imported 2 sources")));
    let now = corpus(&path);
    let voices = |name: &str| now.speakers(now.source_named(name).unwrap().id).len();
    assert_eq!((voices("a"), voices("b")), (0, 2));
}

#[test]
fn who_asks_in_most_files_is_shown_as_asking_in_all() {
    let dir = tempfile::tempdir().unwrap();
    let asks = |answer: &str| format!("Dana Hill: {answer}?\n\nMr Ray: {answer}.\n\n").repeat(3);
    let quiet = "Dana Hill: Thank you.\n\nMr Ray: Thank you.\n\nDana Hill: We end.\n\nMr Ray: Yes.\n";
    let (mut window, path) = looking(dir.path(), &[("1.txt", quiet), ("2.txt", &asks("Spring")), ("3.txt", &asks("Autumn"))]);
    assert!(window.query_all_by_label("interviewer").count() == 1, "the first file shows who asks in the others");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    until(&mut window, |app| app.notices().iter().any(|words| words.starts_with("Imported 3 sources")));
    let now = corpus(&path);
    let asking = |id| now.speakers(id).iter().any(|voice| voice.name == "Dana Hill" && voice.role == SpeakerRole::Interviewer);
    assert!(now.sources().iter().all(|source| asking(source.id)));
}
