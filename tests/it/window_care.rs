//! Looking after a project in the window: checked, saved from damage, restored, and its codebook written.

use super::gate::Gate;
use super::support::{again, child, corpus};
use super::window::{Window, harness, press, type_text, until};
use super::window_showing::command;
use super::window_study::{field, opened, says};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use std::path::{Path, PathBuf};
use themata::project::{Project, backups};
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
    command(&mut window, "Check the project");
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
    command(&mut window, "Check the project");
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
    window.get_by_label("Open the copy, whose history begins anew").click();
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

/// Whether this project, and no other, is open to be changed.
fn open_again(window: &mut Window, path: &Path) {
    let path = path.to_owned();
    until(window, move |app| app.project().is_some_and(|desk| desk.path() == path && desk.read_only().is_none()));
}

#[test]
fn an_open_project_is_open_again_once_what_can_be_read_of_it_is_saved() {
    let (dir, path) = study();
    let steps = super::support::steps(&path);
    let mut window = opened(&path);
    command(&mut window, "Save what can be read of a damaged project");
    shows(&mut window, "Where shall what can be read lie?");
    press(&mut window, NONE, Key::Enter);
    shows(&mut window, "Saved ");
    assert!(says(&window, "No damage was found"));
    open_again(&mut window, &path);
    // What stands out leaves it so.
    press(&mut window, NONE, Key::Enter);
    assert!(!says(&window, "Saved ") && window.state().project().unwrap().path() == path);
    assert_eq!(super::support::steps(&path), steps, "with all its history");
    let copy = dir.path().join("care saved.themata");
    assert!(copy.is_file());
    // The copy is opened by its own button alone.
    window.state().ask(Care::Recover(path.clone(), dir.path().join("again.themata")));
    shows(&mut window, "Saved ");
    window.get_by_label("Open the copy, whose history begins anew").click();
    until(&mut window, |app| app.project().is_some_and(|desk| desk.path().ends_with("again.themata")));
}

#[test]
fn an_open_project_is_open_again_where_nothing_can_be_saved_or_restored() {
    let (dir, path) = study();
    let mut window = opened(&path);
    let before = std::fs::read(&path).unwrap();
    let nowhere = dir.path().join("care.themata").join("new.themata");
    window.state().ask(Care::Recover(path.clone(), nowhere));
    said(&mut window, "Saving what can be read: ");
    open_again(&mut window, &path);
    let other = dir.path().join("other.themata");
    field(&other).close().unwrap();
    window.state().ask(Care::Restore(path.clone(), other));
    said(&mut window, "is a backup of another project");
    open_again(&mut window, &path);
    drop(window);
    assert!(std::fs::read(&path).unwrap() == before);
}

#[test]
fn looking_saving_and_restoring_hear_cancel() {
    let (dir, path) = study();
    let backup = dir.path().join("before.themata");
    std::fs::copy(&path, &backup).unwrap();
    let to = dir.path().join("new.themata");
    let gate = Gate::default();
    let mut window = super::window_beside::gated(&path, "job", &gate);
    let _end = gate.in_the_end();
    let works = [
        (Care::Check(path.clone()), "Checking care.themata", "Checking the project: stopped"),
        (Care::Recover(path.clone(), to.clone()), "Saving what can be read of care.themata", "Saving what can be read: stopped"),
        (Care::Restore(path.clone(), backup), "Restoring care.themata", "Restoring the backup: stopped"),
    ];
    for (work, label, stopped) in works {
        gate.close_after(0);
        window.state().ask(work);
        until(&mut window, |_| gate.holds());
        let cancel = format!("Cancel: {label}");
        shows(&mut window, &cancel);
        window.get_by_label(&cancel).click();
        window.run_steps(2);
        gate.open();
        said(&mut window, stopped);
        open_again(&mut window, &path);
        assert_eq!(corpus(&path).folders().len(), 0);
    }
    drop(window);
    let names = std::fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let mut own = names.filter(|name| !name.ends_with("-wal") && !name.ends_with("-shm"));
    assert!(own.all(|name| ["care.themata", "before.themata"].contains(&name.as_str())), "nothing is left beside it");
}

#[test]
fn a_backup_is_made_and_picked_in_the_window() {
    let (dir, path) = study();
    // The folder of backups comes from the environment, which a test may set for a process of its own alone.
    let data = dir.path().join("data");
    let done = again("window_care::child_makes_a_backup_and_picks_it", "window care", &path).env("THEMATA_DATA", &data).output().unwrap();
    assert!(done.status.success(), "{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
}

#[test]
fn child_makes_a_backup_and_picks_it() {
    let Some(path) = child("window care") else { return };
    let path = Path::new(&path);
    let mut window = opened(path);
    command(&mut window, "Restore a backup");
    said(&mut window, "There is no backup of care.themata yet");
    command(&mut window, "Make a backup now");
    said(&mut window, "Kept a backup");
    assert_eq!(backups(path).unwrap().len(), 1);
    command(&mut window, "Make a backup now");
    said(&mut window, "Nothing changed since the last backup");
    assert_eq!(backups(path).unwrap().len(), 1);
    let source = window.state().project().unwrap().corpus.source_named("one").unwrap().id;
    window.state().ask(themata::ui::command::SourceCommand::Rename(source, "Renamed".into()));
    until(&mut window, |app| app.project().is_some_and(|desk| desk.corpus.source_named("Renamed").is_some()));
    command(&mut window, "Restore a backup");
    shows(&mut window, "Restore a backup of care.themata");
    press(&mut window, NONE, Key::Enter);
    shows(&mut window, "Restore the backup?");
    press(&mut window, NONE, Key::Enter);
    said(&mut window, "Restored care.themata from the backup");
    open_again(&mut window, path);
    assert!(window.state().project().unwrap().corpus.source_named("one").is_some(), "it is as it was");
}
