//! Undo in the window: what a notice names, what is still the last step, and another coder's work.

use super::support::corpus;
use super::window::{press, type_text};
use super::window_read::{desk, pair};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use themata::ui::command::{CodingCommand, Edit};

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;

#[test]
fn undo_on_a_notice_takes_back_what_it_names_and_goes_when_something_came_after() {
    let mut desk = desk();
    desk.select_fine();
    type_text(&mut desk.window, "Trust");
    desk.press(NONE, Key::Enter);
    desk.saved();
    assert!(desk.says("Made the code “Trust”"));
    assert!(desk.window.query_by_label("Undo").is_some());
    // Another coding is the last step now: the notice stands, without its button.
    desk.press(NONE, Key::Num1);
    desk.saved();
    assert!(desk.says("Made the code “Trust”"));
    assert!(desk.window.query_by_label("Undo").is_none());
    // A command that was already on its way is refused, and what came after stays.
    let first = corpus(&desk.path).find_code("Trust").len();
    let last = desk.window.state().project().unwrap().next_undo().unwrap().seq;
    desk.window.state().ask(Edit::UndoSteps(last - 1, last - 1));
    desk.saved();
    assert_eq!((first, desk.codings().len()), (1, 2));
    assert!(desk.says("something else was done since"));
    // Undo of the later one brings the button back, and it takes back its own step.
    desk.press(CTRL, Key::Z);
    desk.saved();
    desk.window.get_by_label("Undo").click();
    desk.saved();
    assert_eq!(desk.codings(), []);
    assert!(corpus(&desk.path).find_code("Trust").is_empty());
}

#[test]
fn redo_on_a_notice_brings_back_what_it_names() {
    let mut desk = desk();
    desk.select_fine();
    desk.press(NONE, Key::Num1);
    desk.saved();
    press(&mut desk.window, CTRL, Key::Z);
    desk.saved();
    desk.window.get_by_label("Redo").click();
    assert_eq!(desk.codings(), [pair("Law 2/Money", "It was fine")]);
    // Nothing is offered to be undone by work that changed nothing.
    let (code, source) = {
        let corpus = corpus(&desk.path);
        let coding = corpus.codings().next().unwrap();
        (coding.code, (coding.source, coding.span))
    };
    desk.window.state().ask(CodingCommand::Apply(code, vec![source]));
    desk.saved();
    assert!(desk.says("This passage has that code already"));
}
