//! What was found in the window: how much of it is new, what cannot be found any more.

use super::support::{import, interview, small_project};
use super::window::{Window, press};
use super::window_search::{seek, shows};
use super::window_study::{opened, says};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use std::path::Path;
use themata::ui::command::SearchCommand;

#[test]
fn a_saved_search_that_cannot_be_run_any_more_says_why() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("gone.themata");
    let mut project = small_project(&path);
    project.save_search("Old", "money code:Zap", "").unwrap();
    project.save_search("Sound", "money", "").unwrap();
    project.close().unwrap();
    let mut window = opened(&path);
    seek(&mut window, "money");
    shows(&mut window, "1 in 1 source");
    shows(&mut window, "Old, cannot be run: there is no code “Zap”");
    assert!(!says(&window, "counting"), "it is not being counted for ever");
}

#[test]
fn all_that_is_new_is_ticked_also_what_is_not_listed() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("new.themata");
    let mut project = small_project(&path);
    project.save_search("All", "=zebra", "").unwrap();
    import(&mut project, None, vec![interview("many", &["Well?", &"zebra ".repeat(10_020)])]).unwrap();
    project.close().unwrap();
    let mut window = opened(&path);
    seek(&mut window, "=zebra");
    shows(&mut window, "10,020 in 1 source");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.state().ask(SearchCommand::TickNew);
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    shows(&mut window, "Code 10,020 hits as");
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::NONE, Key::Space);
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    shows(&mut window, "Code 20 hits as");
}

/// Three interviews in which the money is spoken of.
fn three(path: &Path) -> Window {
    let mut project = small_project(path);
    let talk = |name: &str, lines: &[&str]| interview(name, lines);
    let list = vec![
        talk("A", &["And the money?", "Money came late."]),
        talk("B", &["Well?", "Nothing at all."]),
        talk("C", &["Well?", "The money went; what money."]),
    ];
    import(&mut project, None, list).unwrap();
    project.close().unwrap();
    opened(path)
}

#[test]
fn steps_go_on_in_the_next_source_with_hits_and_say_so() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = three(&dir.path().join("on.themata"));
    seek(&mut window, "money source:A OR money source:C");
    shows(&mut window, "4 in 2 sources");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::NONE, Key::Enter);
    shows(&mut window, "1 of 2 · source 1 of 2");
    let said = |window: &Window| window.state().notices().last().cloned().unwrap_or_default();
    press(&mut window, Modifiers::NONE, Key::F3);
    shows(&mut window, "2 of 2 · source 1 of 2");
    press(&mut window, Modifiers::NONE, Key::F3);
    shows(&mut window, "1 of 2 · source 2 of 2");
    assert_eq!(said(&window), "On to C, source 2 of 2 with hits");
    press(&mut window, Modifiers::SHIFT, Key::F3);
    shows(&mut window, "2 of 2 · source 1 of 2");
    press(&mut window, Modifiers::NONE, Key::F3);
    shows(&mut window, "1 of 2 · source 2 of 2");
    press(&mut window, Modifiers::NONE, Key::F3);
    shows(&mut window, "2 of 2 · source 2 of 2");
    press(&mut window, Modifiers::NONE, Key::F3);
    shows(&mut window, "1 of 2 · source 1 of 2");
    assert_eq!(said(&window), "Round again: A, source 1 of 2 with hits");
}

#[test]
fn what_interviewers_say_is_coded_only_when_it_is_ticked() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = three(&dir.path().join("asked.themata"));
    seek(&mut window, "money source:A");
    shows(&mut window, "1 of 2 ticked · 1 by interviewers not");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    shows(&mut window, "Code 1 hit as");
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::A);
    shows(&mut window, "2 of 2 ticked");
    assert!(!says(&window, "by interviewers not"));
    shows(&mut window, "2 of 2 ticked · 1 of them by interviewers");
    seek(&mut window, "money source:A interviewer:only");
    shows(&mut window, "1 of 1 ticked");
}

#[test]
fn what_would_be_coded_is_the_sentence_with_what_was_found_marked() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = three(&dir.path().join("sentence.themata"));
    seek(&mut window, "late");
    shows(&mut window, "1 in 1 source");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    shows(&mut window, "Code 1 hit as");
    press(&mut window, Modifiers::NONE, Key::Enter);
    shows(&mut window, "Code 1 passage");
    shows(&mut window, "Money came late., A");
    press(&mut window, Modifiers::NONE, Key::ArrowLeft);
    window.run_steps(2);
    assert!(says(&window, "Money came late., A"), "a hit shows with the words around it too");
}

#[test]
fn a_list_that_is_come_to_has_the_keys() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = three(&dir.path().join("keys.themata"));
    seek(&mut window, "money");
    shows(&mut window, "5 in 3 sources");
    window.get_by_label("Concordance").click();
    window.run_steps(4);
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    shows(&mut window, "Hit 2 of 5");
    press(&mut window, Modifiers::ALT, Key::W);
    shows(&mut window, "Word");
    seek(&mut window, "");
    press(&mut window, Modifiers::ALT, Key::W);
    shows(&mut window, "different words");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::NONE, Key::Enter);
    shows(&mut window, " in ");
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    shows(&mut window, "Hit ");
}
