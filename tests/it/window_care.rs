//! Looking after a project in the window: checked, saved from damage, restored, and its codebook written.

use super::window::{Window, harness, press, type_text, until};
use super::window_study::{field, opened, says};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use std::path::{Path, PathBuf};
use themata::project::Project;
use themata::ui::command::{Care, Export};
use themata::ui::config::Config;

const NONE: Modifiers = Modifiers::NONE;

fn said(window: &mut Window, words: &'static str) {
    until(window, |app| app.notices().iter().any(|notice| notice.contains(words)));
}

fn shows(window: &mut Window, words: &str) {
    let begun = std::time::Instant::now();
    while !says(window, words) {
        assert!(begun.elapsed() < std::time::Duration::from_secs(20), "“{words}” does not come");
        std::thread::sleep(std::time::Duration::from_millis(5));
        window.run_steps(1);
    }
    window.run_steps(2);
}

/// Writes over the place of one word in the texts of a project: one text no longer fits its hash.
fn harm(path: &Path) {
    let mut bytes = std::fs::read(path).unwrap();
    let word = b"costly";
    let at = bytes.windows(word.len()).position(|part| part == word).expect("the word stands in the file");
    bytes[at] ^= 0x01;
    std::fs::write(path, bytes).unwrap();
}

fn study() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("care.themata");
    field(&path).close().unwrap();
    (dir, path)
}

#[test]
fn an_open_project_is_checked_and_its_codebook_written() {
    let (dir, path) = study();
    let mut window = opened(&path);
    super::window_showing::command(&mut window, "Check the project");
    said(&mut window, "care.themata is whole: ");
    let to = dir.path().join("codes.csv");
    window.state().ask(Export::CodebookTo(to.clone()));
    said(&mut window, "Wrote ");
    let written = std::fs::read_to_string(&to).unwrap();
    assert!(written.contains("Money") && written.starts_with("\u{feff}framework,path,name"), "{written}");
}

#[test]
fn a_damaged_project_is_told_of_and_what_can_be_read_is_saved_without_opening_it() {
    let (dir, path) = study();
    harm(&path);
    let mut window = harness(Config::default());
    super::window_showing::command(&mut window, "Check the project");
    shows(&mut window, "Which project is checked?");
    press(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, path.to_str().unwrap());
    press(&mut window, NONE, Key::Enter);
    shows(&mut window, "care.themata is damaged in ");
    assert!(says(&window, "Nothing was changed.") && says(&window, "Restore a backup…"));
    window.get_by_label("Save what can be read…").click();
    shows(&mut window, "Where shall what can be read lie?");
    press(&mut window, NONE, Key::Enter);
    shows(&mut window, "Saved ");
    let saved = dir.path().join("care saved.themata");
    assert!(saved.is_file() && says(&window, "the damaged file stays as it is"));
    press(&mut window, NONE, Key::Enter);
    until(&mut window, |app| app.project().is_some_and(|desk| desk.path().ends_with("care saved.themata")));
}

#[test]
fn a_backup_takes_the_place_of_the_open_project_which_is_kept_beside_it() {
    let (dir, path) = study();
    let backup = dir.path().join("before.themata");
    std::fs::copy(&path, &backup).unwrap();
    let mut project = Project::open(&path).unwrap();
    project.be_coder("BP", "Bo Price").unwrap();
    project.add_folder(None, "Later").unwrap();
    project.close().unwrap();
    let mut window = opened(&path);
    window.state().ask(Care::ConfirmRestore(path.clone(), backup, "before".into()));
    shows(&mut window, "Restore the backup?");
    assert!(says(&window, "kept beside it under another name"));
    press(&mut window, NONE, Key::Enter);
    said(&mut window, "Restored care.themata from the backup");
    assert!(window.state().project().is_some_and(|desk| desk.corpus.folders().is_empty()), "it is open again, as it was");
    let beside =
        std::fs::read_dir(dir.path()).unwrap().filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().contains("care")).count();
    assert!(beside >= 2, "what stood there is kept");
}
