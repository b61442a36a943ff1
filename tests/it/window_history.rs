//! The history: steps by day, filters, what a step changed, and the way back, by keys.

use super::support::small_project;
use super::window::{Window, press, type_text, until};
use super::window_study::{field, opened, says};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use std::path::Path;
use themata::model::Code;
use themata::project::{About, Project};
use themata::ui::ViewId;
use themata::ui::command::{History, Window as Show};

const NONE: Modifiers = Modifiers::NONE;

fn history(path: &Path) -> Window {
    let mut window = opened(path);
    window.state().ask(Show::Show(ViewId::History));
    window.run_steps(4);
    window
}

/// A project in which Money was redefined, then two folders were made by AR.
fn redefined(path: &Path) -> Project {
    let mut project = small_project(path);
    let money = super::support::corpus(path).codes().iter().find(|code| code.name == "Money").unwrap().clone();
    project.edit_code(Code { description: "Who pays, and who decides it.".into(), ..money }).unwrap();
    project.be_coder("AR", "Ann Rao").unwrap();
    project.add_folder(None, "Phase one").unwrap();
    project.add_folder(None, "Phase two").unwrap();
    project
}

#[test]
fn a_step_shows_what_it_changed_before_and_after() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("steps.themata");
    redefined(&path).close().unwrap();
    let mut window = history(&path);
    assert!(says(&window, "Today") && says(&window, "AR, Made the folder Phase two"));
    assert!(says(&window, "Choose a step to see what it changed"));
    for _ in 0..4 {
        press(&mut window, NONE, Key::ArrowDown);
    }
    assert!(window.query_by_label("Definition of Money").is_some(), "the fourth step from the top is the new definition");
    assert!(window.query_by_label("Who pays, and who decides it.").is_some());
    assert!(says(&window, "takes back 4 steps: this one and the 3 after it, by AR, BP"));
}

#[test]
fn undoing_to_before_a_step_says_whose_work_goes_and_takes_it_back() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("back.themata");
    redefined(&path).close().unwrap();
    let mut window = history(&path);
    for _ in 0..2 {
        press(&mut window, NONE, Key::ArrowDown);
    }
    press(&mut window, Modifiers::COMMAND | Modifiers::ALT, Key::Z);
    until(&mut window, |app| !app.project().unwrap().saving());
    window.run_steps(3);
    assert!(says(&window, "Undo 2 steps?") && says(&window, "Among them is the work of AR."));
    press(&mut window, NONE, Key::Enter);
    until(&mut window, |app| app.project().unwrap().corpus.folders().is_empty());
    window.run_steps(3);
    assert!(says(&window, "Undid: made the folder Phase one") && says(&window, "Made the folder Phase one, undone"));
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    until(&mut window, |app| app.project().unwrap().corpus.folders().len() == 1);
}

#[test]
fn what_one_undo_took_back_is_brought_again_at_once_or_up_to_a_step() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("again.themata");
    redefined(&path).close().unwrap();
    let steps = super::support::steps(&path);
    let mut window = history(&path);
    let folders = |app: &themata::ui::Themata| app.project().unwrap().corpus.folders().len();
    window.state().ask(History::UndoTo(steps[steps.len() - 2]));
    until(&mut window, |app| folders(app) == 0);
    window.run_steps(3);
    assert!(says(&window, "Took back 2 steps."));
    window.get_by_label("Redo all").click();
    until(&mut window, |app| folders(app) == 2);
    window.state().ask(History::UndoTo(steps[steps.len() - 2]));
    until(&mut window, |app| folders(app) == 0);
    window.run_steps(3);
    window.get_by_label_contains("Made the folder Phase one, undone").click();
    window.run_steps(3);
    assert!(says(&window, "Redo brings it back, until the next change."));
    window.get_by_label_contains("Made the folder Phase two, undone").click();
    window.run_steps(3);
    assert!(says(&window, "Redo up to this brings back 2 steps"));
    press(&mut window, Modifiers::COMMAND | Modifiers::ALT, Key::Y);
    until(&mut window, |app| folders(app) == 2);
}

#[test]
fn the_history_is_filtered_by_group_coder_words_and_code() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("filter.themata");
    let mut project = field(&path);
    project.be_coder("AR", "Ann Rao").unwrap();
    project.add_folder(None, "Phase one").unwrap();
    let money = super::support::corpus(&path).find_code("Money")[0];
    project.close().unwrap();
    let mut window = history(&path);
    assert!(says(&window, "Made the folder") && says(&window, "Coded a passage"));
    window.get_by_label("Transcripts, 4").click();
    window.run_steps(3);
    assert!(!says(&window, "Made the folder") && says(&window, "Coded a passage"), "the group is left out");
    window.get_by_label("Transcripts, 4").click();
    window.state().ask(History::Show(Some(About::Code(money))));
    window.run_steps(4);
    assert!(says(&window, "Coded a passage as Money") && !says(&window, "Made the folder"), "only the steps about the code");
    window.state().ask(History::Show(None));
    window.get_by_label("Filter the history").focus();
    window.run_steps(2);
    type_text(&mut window, "phase one");
    assert!(says(&window, "Made the folder Phase one") && !says(&window, "Coded a passage as Money"));
    type_text(&mut window, " nothing like it");
    assert!(says(&window, "No step fits these filters"));
}

#[test]
fn the_audit_trail_is_written_as_a_table() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("trail.themata");
    redefined(&path).close().unwrap();
    let mut window = history(&path);
    let to = dir.path().join("trail.csv");
    window.state().ask(History::ExportTo(to.clone()));
    until(&mut window, |app| app.notices().iter().any(|said| said.starts_with("Wrote")));
    let text = std::fs::read_to_string(&to).unwrap();
    assert!(text.contains("step,time,coder,about,what,where,takes back,undone") && text.contains("Made the folder Phase two"));
}
