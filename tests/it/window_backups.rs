//! What the window does by itself: backups, a word on where a project lies, and following what another writes.

use super::support::{again, child, small_project};
use super::window::{Window, press, until};
use super::window_study::{opened, says};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::path::Path;
use themata::project::{Project, backups};
use themata::ui::Themata;
use themata::ui::ViewId;
use themata::ui::command::{ProjectCommand, Study, Window as Show};
use themata::ui::config::Config;

#[test]
fn a_backup_is_kept_after_opening_and_said_on_the_study_page() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("kept.themata");
    small_project(&path).close().unwrap();
    // The folder of backups comes from the environment, which a test may set for a process of its own alone.
    let data = dir.path().join("data");
    let done = again("window_backups::child_opens_a_project", "window backups", &path).env("THEMATA_DATA", &data).output().unwrap();
    assert!(done.status.success(), "{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
}

/// A window that keeps backups, with this project open and its backups known.
fn keeping(path: &Path) -> Window {
    let app = Themata::for_test(Config::default()).with_backups();
    let mut window = Harness::builder().with_size([1280.0, 800.0]).build_ui_state(|ui, app: &mut Themata| app.frame(ui), app);
    window.run_steps(3);
    window.state().ask(ProjectCommand::OpenPath(path.to_owned()));
    until(&mut window, |app| app.project().is_some_and(|desk| desk.backups().is_some()));
    window
}

#[test]
fn child_opens_a_project() {
    let Some(path) = child("window backups") else { return };
    let path = Path::new(&path);
    let mut window = keeping(path);
    let kept = backups(path).unwrap();
    assert_eq!(kept.len(), 1);
    assert!(window.state().notices().is_empty(), "quietly: {:?}", window.state().notices());
    window.state().ask(Show::Show(ViewId::Study));
    window.run_steps(3);
    assert!(says(&window, "1 backup, "), "the status line of the study page");
    window.state().ask(Study::Settings);
    window.run_steps(3);
    let folder = kept[0].path.parent().unwrap().display().to_string();
    assert!(says(&window, &folder), "the settings say where they lie");
    press(&mut window, Modifiers::NONE, Key::Escape);
    drop(window);
    // Nothing changed: no second one.
    drop(keeping(path));
    assert_eq!(backups(path).unwrap(), kept);
    let mut project = Project::open(path).unwrap();
    project.add_folder(None, "New").unwrap();
    project.close().unwrap();
    drop(keeping(path));
    assert_eq!(backups(path).unwrap().len(), 2);
}

#[test]
fn a_window_under_test_keeps_no_backups_of_the_users() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("own.themata");
    small_project(&path).close().unwrap();
    let mut window = opened(&path);
    window.run_steps(5);
    assert!(window.state().project().unwrap().backups().is_none());
}

#[test]
fn a_project_in_a_synced_folder_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("Dropbox");
    std::fs::create_dir(&folder).unwrap();
    let path = folder.join("synced.themata");
    small_project(&path).close().unwrap();
    let window = opened(&path);
    assert!(window.state().notices().iter().any(|words| words.contains("in a synced folder")), "{:?}", window.state().notices());
    drop(window);
    let plain = dir.path().join("plain.themata");
    std::fs::copy(&path, &plain).unwrap();
    let window = opened(&plain);
    assert!(!window.state().notices().iter().any(|words| words.contains("folder")), "{:?}", window.state().notices());
}

#[test]
fn a_window_that_only_reads_follows_what_another_writes() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("read.themata");
    let mut project = small_project(&path);
    let mut window = opened(&path);
    assert!(window.state().project().unwrap().read_only().is_some());
    let source = window.state().project().unwrap().corpus.source_named("one").unwrap().clone();
    project.edit_source(source.id, "From elsewhere", source.kind, "", "").unwrap();
    until(&mut window, |app| app.project().is_some_and(|desk| desk.corpus.source_named("From elsewhere").is_some()));
    window.state().ask(Show::Show(ViewId::Read));
    window.run_steps(3);
    assert!(window.query_all_by_label_contains("From elsewhere").next().is_some(), "the list of sources shows it");
    project.close().unwrap();
}
