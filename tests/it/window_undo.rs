//! Undo in the window: what a notice names, what is still the last step, and another coder's work.

use super::support::corpus;
use super::window::{press, type_text};
use super::window_read::{desk, pair};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use themata::ui::command::{CodingCommand, Edit, Window as Asks};

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
        (coding.code, corpus.passage(coding.source, coding.span).unwrap())
    };
    desk.window.state().ask(CodingCommand::Apply(code, vec![source]));
    desk.saved();
    assert!(desk.says("This passage has that code already"));
}

#[test]
fn who_is_coding_is_asked_before_the_first_change_which_is_then_done() {
    let mut desk = desk();
    let config = themata::ui::config::Config { coder: None, ..desk.window.state().config().clone() };
    desk.window.state().ask(Asks::Configure(Box::new(config)));
    desk.window.run_steps(2);
    desk.select_fine();
    type_text(&mut desk.window, "mon");
    desk.press(NONE, Key::Enter);
    assert!(desk.says("Who is coding?"));
    // Nobody says it: nothing is changed, and that is said.
    desk.press(NONE, Key::Escape);
    assert!(desk.says("Nothing was changed: nobody has said who is coding."));
    assert_eq!(desk.codings(), []);
    type_text(&mut desk.window, "mon");
    desk.press(NONE, Key::Enter);
    type_text(&mut desk.window, "Ana Lund");
    desk.press(NONE, Key::Enter);
    assert_eq!(desk.codings(), [pair("Law 2/Money", "It was fine")], "what waited is done");
    let corpus = corpus(&desk.path);
    let coding = corpus.codings().next().unwrap();
    assert_eq!(corpus.coder(coding.coder).unwrap().initials, "AL");
}

#[test]
fn anothers_work_is_undone_only_after_asking() {
    let mut desk = desk();
    desk.select_fine();
    desk.press(NONE, Key::Num1);
    desk.saved();
    desk.window.state().ask(Edit::SetCoder("Ana Lund".into(), "AL".into()));
    desk.window.run_steps(2);
    desk.press(CTRL, Key::Z);
    desk.saved();
    assert!(desk.says("Undo what BP did?"));
    desk.press(NONE, Key::Escape);
    assert_eq!(desk.codings().len(), 1);
    desk.press(CTRL, Key::Z);
    desk.saved();
    desk.press(NONE, Key::Enter);
    assert_eq!(desk.codings(), [], "a coder who is new to the project takes back the coding, not their own arrival");
    desk.press(CTRL | Modifiers::SHIFT, Key::Z);
    assert_eq!(desk.codings().len(), 1);
}

#[test]
fn undo_pressed_several_times_at_once_stops_before_anothers_work() {
    let mut desk = desk();
    desk.select_fine();
    desk.press(NONE, Key::Num1);
    desk.saved();
    desk.window.state().ask(Edit::SetCoder("Ana Lund".into(), "AL".into()));
    desk.window.run_steps(2);
    type_text(&mut desk.window, "Money");
    desk.press(NONE, Key::Enter);
    desk.saved();
    assert_eq!(desk.codings().len(), 2);
    // All are on their way before the first has its answer: the coding, that AL joined the project, and what BP did.
    (0..3).for_each(|_| desk.window.state().ask(Edit::Undo));
    desk.saved();
    assert_eq!(desk.codings().len(), 1);
    desk.window.run_steps(5);
    assert!(desk.says("Undo what BP did?"));
    desk.press(NONE, Key::Enter);
    desk.saved();
    assert_eq!(desk.codings(), []);
}
