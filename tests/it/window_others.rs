//! Codings of other coders in Read: a selection means one's own, and others' are changed only after asking.

use super::support::corpus;
use super::window::{type_text, until};
use super::window_read::{Desk, desk, pair};
use egui::{Key, Modifiers};
use themata::project::{NewCoding, Project};
use themata::ui::command::{ProjectCommand, Window as Asks};

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const ALT: Modifiers = Modifiers::ALT;

/// “It was fine” is coded Money by BP and Staff by another coder, “Money as ever” only by the other.
fn shared() -> Desk {
    let mut desk = desk();
    desk.window.state().ask(ProjectCommand::Close);
    until(&mut desk.window, |app| app.project().is_none());
    std::thread::sleep(std::time::Duration::from_millis(200));
    let mut project = Project::open(&desk.path).unwrap();
    let corpus = corpus(&desk.path);
    let one = corpus.source_named("one").unwrap().id;
    let text = project_text(&desk, one);
    let code = |words: &str, name: &str| {
        let start = text[..text.find(words).unwrap()].chars().count() as u32;
        NewCoding { source: one, span: themata::model::Span::new(start, start + words.chars().count() as u32), code: corpus.find_code(name)[0] }
    };
    project.be_coder("BP", "Bo Price").unwrap();
    project.apply_codes(&[code("It was fine", "Money")]).unwrap();
    project.be_coder("SK", "Sam Kay").unwrap();
    project.apply_codes(&[code("It was fine", "Staff"), code("Money as ever", "Staff")]).unwrap();
    project.close().unwrap();
    desk.window.state().ask(ProjectCommand::OpenPath(desk.path.clone()));
    until(&mut desk.window, |app| app.project().is_some());
    desk.window.state().ask(Asks::Show(themata::ui::ViewId::Read));
    desk.window.run_steps(3);
    desk.press(NONE, Key::Escape);
    desk.press(CTRL, Key::Home);
    desk
}

fn project_text(desk: &Desk, source: themata::model::SourceId) -> String {
    let reader = themata::project::Reader::open(&desk.path).unwrap();
    let corpus = reader.corpus().unwrap();
    reader.source_text(&corpus, source).unwrap().geometry.text().to_owned()
}

fn sorted(desk: &mut Desk) -> Vec<(String, String)> {
    let mut all = desk.codings();
    all.sort();
    all
}

#[test]
fn delete_over_a_selection_takes_off_ones_own() {
    let mut desk = shared();
    desk.select_fine();
    desk.press(NONE, Key::Delete);
    assert_eq!(sorted(&mut desk), [pair("Law 1/Staff", "It was fine"), pair("Law 1/Staff", "Money as ever")]);
    // Only the other coder's is left: that is asked about.
    desk.press(NONE, Key::Delete);
    assert!(desk.says("Sam Kay did"));
    desk.press(NONE, Key::Escape);
    assert_eq!(sorted(&mut desk).len(), 2);
    desk.press(NONE, Key::Delete);
    desk.press(NONE, Key::Enter);
    assert_eq!(sorted(&mut desk), [pair("Law 1/Staff", "Money as ever")]);
}

#[test]
fn another_code_over_a_selection_goes_to_ones_own() {
    let mut desk = shared();
    desk.select_fine();
    desk.press(ALT, Key::R);
    assert!(desk.says("Another code"));
    type_text(&mut desk.window, "law 2");
    desk.press(NONE, Key::Enter);
    assert_eq!(sorted(&mut desk), [pair("Law 1/Staff", "It was fine"), pair("Law 1/Staff", "Money as ever"), pair("Law 2", "It was fine")]);
    // The fourth turn is coded by the other coder alone.
    desk.press(CTRL, Key::End);
    desk.times(3, CTRL, Key::ArrowUp);
    desk.press(CTRL, Key::L);
    desk.press(ALT, Key::R);
    type_text(&mut desk.window, "money");
    desk.press(NONE, Key::Enter);
    assert!(desk.says("Give the codings of others another code?") && desk.says("Sam Kay did"));
    desk.press(NONE, Key::Enter);
    assert!(desk.codings().contains(&pair("Law 2/Money", "Money as ever")));
}

#[test]
fn the_chosen_coding_of_another_is_moved_and_taken_off_after_asking() {
    let mut desk = shared();
    // Next stops at the codings one after another; the last one is the other coder's.
    desk.times(3, NONE, Key::N);
    desk.press(NONE, Key::OpenBracket);
    assert!(desk.says("Sam Kay did"));
    desk.press(NONE, Key::Escape);
    desk.press(NONE, Key::OpenBracket);
    assert!(desk.says("Sam Kay did"), "it was not agreed to");
    desk.press(NONE, Key::Enter);
    assert!(desk.codings().contains(&pair("Law 1/Staff", "Money as")));
    desk.press(NONE, Key::OpenBracket);
    assert!(!desk.says("Sam Kay did"), "one agreement holds while the end is moved on");
    assert!(desk.codings().contains(&pair("Law 1/Staff", "Money")));
    desk.press(NONE, Key::Delete);
    assert!(desk.says("Sam Kay did"));
    desk.press(NONE, Key::Enter);
    assert_eq!(desk.codings().len(), 2);
}

#[test]
fn the_chosen_coding_of_another_is_starred_after_asking() {
    let mut desk = shared();
    let stars = |desk: &mut Desk| {
        desk.saved();
        corpus(&desk.path).codings().filter(|coding| coding.star).count()
    };
    desk.press(NONE, Key::N);
    desk.press(ALT, Key::K);
    assert_eq!(stars(&mut desk), 1, "one's own at once");
    desk.times(2, NONE, Key::N);
    for star in [2, 1] {
        desk.press(ALT, Key::K);
        assert!(desk.says("Sam Kay did"));
        desk.press(NONE, Key::Escape);
        assert_eq!(stars(&mut desk), 3 - star);
        desk.press(ALT, Key::K);
        desk.press(NONE, Key::Enter);
        assert_eq!(stars(&mut desk), star);
    }
}
