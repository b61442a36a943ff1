//! More like these in the window, by keys: ranked for a code, coded, dismissed, offered again, shown in Read.

use super::support::{corpus, import, interview};
use super::window::{Window, press, type_text, until};
use super::window_search::{seek, shows};
use super::window_study::{field, opened, says};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT;
use std::path::Path;
use themata::model::Span;
use themata::project::{NewCoding, Project, Reader};
use themata::ui::ViewId;
use themata::ui::command::Window as Show;

const NONE: Modifiers = Modifiers::NONE;
const ALT: Modifiers = Modifiers::ALT;

const LEFT: &str = "Every March the funding runs out and no money is left.";
/// Said in another talk.
const EVER: &str = "Money — as ever, and never enough of it.";
const AGAIN: &str = "Well, there is some money in the ward again.";

/// Gives a project that has the code Money some talks in which money is coded twice, and spoken of twice more.
pub fn talks(project: &mut Project, path: &Path) {
    let sea = "My sister lives near the sea with dogs. The garden was green and the tea was hot all day in that house by the harbour.";
    let (first, second) =
        ("The money never reaches the ward, and the money runs out by March.", "Money runs out early; when money runs out wards close.");
    let lines = ["How is it?", first, "And the house?", sea, "And then?", second, "Now?", LEFT, "And you?", AGAIN, "And she?", sea];
    import(project, None, vec![interview("four", &lines)]).unwrap();
    let known = corpus(path);
    let (source, code) = (known.source_named("four").unwrap().id, known.find_code("Money")[0]);
    let text = Reader::open(path).unwrap().source_text(&known, source).unwrap();
    let coded = |words: &str| {
        let at = text.geometry.char(text.geometry.text().find(words).unwrap());
        NewCoding { source, span: Span { start: at, end: at + words.chars().count() as u32 }, code }
    };
    project.apply_codes(&[coded(first), coded(second)]).unwrap();
}

fn project(path: &Path) -> Window {
    let mut project = field(path);
    talks(&mut project, path);
    project.close().unwrap();
    let mut window = opened(path);
    window.state().ask(Show::Show(ViewId::Search));
    window.run_steps(3);
    window
}

fn rows(window: &Window) -> Vec<String> {
    let nodes = window.root().children_recursive().filter(|node| node.accesskit_node().role() == Role::ListBoxOption);
    nodes.filter_map(|node| node.accesskit_node().label()).collect()
}

/// Waits until the list has just these paragraphs.
fn lists(window: &mut Window, texts: &[&str]) {
    let begun = std::time::Instant::now();
    loop {
        let found = rows(window);
        if found.len() == texts.len() && found.iter().zip(texts).all(|(row, text)| row.starts_with(text)) {
            return window.run_steps(2);
        }
        assert!(begun.elapsed().as_secs() < 20, "{found:?}");
        std::thread::sleep(std::time::Duration::from_millis(5));
        window.run_steps(1);
    }
}

fn coded(path: &Path) -> usize {
    corpus(path).codings().count()
}

/// Chooses the code Money by keys.
fn money(window: &mut Window) {
    press(window, ALT, Key::A);
    shows(window, "More like the passages of");
    type_text(window, "Money");
    press(window, NONE, Key::Enter);
    lists(window, &[LEFT, EVER, AGAIN]);
}

#[test]
fn paragraphs_like_those_of_a_code_are_coded_by_keys_and_undone() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("like.themata");
    let mut window = project(&path);
    money(&mut window);
    assert!(says(&window, "3 paragraphs") && says(&window, "money, 4 of 7"), "the words that tell stand beside");
    let first = rows(&window)[0].clone();
    assert!(first.contains("four") && first.ends_with("runs · money"), "{first}");
    let before = coded(&path);
    press(&mut window, NONE, Key::ArrowDown);
    assert!(says(&window, "Paragraph 1 of 3") && says(&window, "Enter codes it"));
    // Two keys in a row are two decisions: the one that comes next stands where the first stood.
    press(&mut window, NONE, Key::Enter);
    lists(&mut window, &[EVER, AGAIN]);
    until(&mut window, |app| !app.project().unwrap().saving());
    assert_eq!(coded(&path), before + 1);
    assert!(says(&window, "Paragraph 1 of 2") && says(&window, "3 paragraphs · 1 decided") && says(&window, "Rank anew"));
    press(&mut window, NONE, Key::Enter);
    press(&mut window, NONE, Key::Enter);
    shows(&mut window, "All of them are decided");
    until(&mut window, |app| !app.project().unwrap().saving());
    assert_eq!(coded(&path), before + 3);
    for back in [&[AGAIN][..], &[EVER, AGAIN], &[LEFT, EVER, AGAIN]] {
        press(&mut window, Modifiers::COMMAND, Key::Z);
        lists(&mut window, back);
    }
    assert_eq!(coded(&path), before);
}

#[test]
fn what_is_dismissed_stays_so_until_it_is_offered_again() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("like.themata");
    let mut window = project(&path);
    money(&mut window);
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::Delete);
    lists(&mut window, &[EVER, AGAIN]);
    shows(&mut window, "1 dismissed");
    // It is kept with the project.
    until(&mut window, |app| !app.project().unwrap().saving());
    drop(window);
    let mut window = opened(&path);
    window.state().ask(Show::Show(ViewId::Search));
    window.run_steps(3);
    press(&mut window, ALT, Key::A);
    shows(&mut window, "More like the passages of");
    type_text(&mut window, "Money");
    press(&mut window, NONE, Key::Enter);
    lists(&mut window, &[EVER, AGAIN]);
    press(&mut window, ALT, Key::D);
    lists(&mut window, &[LEFT]);
    assert!(rows(&window)[0].ends_with("Dismissed by BP"), "{:?}", rows(&window));
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::Delete);
    shows(&mut window, "Nothing is dismissed for this code");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    lists(&mut window, &[LEFT]);
    // Coded after all: no longer dismissed, in one step.
    let before = coded(&path);
    press(&mut window, NONE, Key::Enter);
    shows(&mut window, "Nothing is dismissed for this code");
    until(&mut window, |app| !app.project().unwrap().saving());
    assert_eq!((coded(&path), corpus(&path).dismissed().len()), (before + 1, 0));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    lists(&mut window, &[LEFT]);
    assert_eq!((coded(&path), corpus(&path).dismissed().len()), (before, 1));
}

#[test]
fn a_code_in_the_tree_shows_more_like_it_a_search_narrows_that_and_a_key_opens_it_in_read() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("like.themata");
    let mut window = project(&path);
    seek(&mut window, "sister");
    window.state().ask(Show::Show(ViewId::Read));
    window.run_steps(4);
    press(&mut window, ALT, Key::F);
    for key in [Key::End, Key::L] {
        press(&mut window, NONE, key);
    }
    shows(&mut window, "The code: Law 2 / Money");
    // What was sought before is no part of it.
    lists(&mut window, &[LEFT, EVER, AGAIN]);
    press(&mut window, Modifiers::COMMAND, Key::L);
    window.run_steps(2);
    type_text(&mut window, "ward");
    lists(&mut window, &[AGAIN]);
    press(&mut window, NONE, Key::ArrowDown);
    window.run_steps(2);
    press(&mut window, NONE, Key::O);
    window.run_steps(4);
    assert!(says(&window, "Turn 10 of 12"));
}
