//! Keys in the window: other layouts than the usual one, the clipboard, and keys of one’s own.

use super::window::{Window, layout, together, type_text, until};
use super::window_read::{Desk, desk, pair};
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;

/// Presses a key of another layout.
fn key(window: &mut Window, modifiers: Modifiers, key: Key, place: Key, text: &str) -> (Option<String>, bool) {
    together(window, modifiers, &layout(modifiers, key, place, text))
}

#[test]
fn on_other_latin_layouts_a_key_is_what_it_types_and_not_its_place() {
    let mut desk = desk();
    desk.select_fine();
    desk.press(NONE, Key::Num1);
    desk.saved();
    // QWERTZ: Y lies where Z was. Nothing can be redone, and nothing is undone.
    key(&mut desk.window, CTRL, Key::Y, Key::Z, "");
    assert_eq!(desk.codings(), [pair("Law 2/Money", "It was fine")]);
    // AZERTY: A lies where Q was; in a field Ctrl+A chooses its words and does not quit.
    desk.window.get_by_label("Find or create a code").focus();
    desk.window.run_steps(2);
    type_text(&mut desk.window, "Housing");
    let (_, closes) = key(&mut desk.window, CTRL, Key::A, Key::Q, "");
    assert!(!closes, "Ctrl+A must not quit");
    type_text(&mut desk.window, "Rent");
    assert!(desk.says("Enter makes “Rent”"), "Ctrl+A chose what was there");
    desk.press(NONE, Key::Escape);
    // A sign that lies where a letter was does nothing of that letter's.
    let (_, closes) = key(&mut desk.window, CTRL, Key::Quote, Key::Q, "");
    assert!(!closes);
}

#[test]
fn layouts_without_latin_letters_give_commands_by_place() {
    let mut desk = desk();
    // Hebrew: the key W types a sign; once its letters were seen, Ctrl+W is the key W all the same.
    together(&mut desk.window, NONE, &[Event::Text("ש".into())]);
    key(&mut desk.window, CTRL, Key::Quote, Key::W, "");
    until(&mut desk.window, |app| app.project().is_none());
}

#[test]
fn letters_that_lie_on_signs_begin_the_name_of_a_code() {
    let mut desk = desk();
    desk.select_fine();
    desk.press(NONE, Key::Num1);
    desk.saved();
    // German ü lies on “[”, Russian ю on “.”, French é on 2: none of them is a command.
    key(&mut desk.window, NONE, Key::OpenBracket, Key::OpenBracket, "ü");
    assert!(desk.says("New code “ü”"));
    desk.press(NONE, Key::Escape);
    key(&mut desk.window, NONE, Key::Period, Key::Period, "ю");
    assert!(desk.says("New code “ю”"));
    desk.press(NONE, Key::Escape);
    key(&mut desk.window, NONE, Key::Num2, Key::Num2, "é");
    assert!(desk.says("New code “é”"));
    desk.press(NONE, Key::Escape);
    assert_eq!(desk.codings(), [pair("Law 2/Money", "It was fine")]);
    // On AZERTY a digit is typed with Shift, and is the digit.
    desk.press(CTRL, Key::Z);
    assert_eq!(desk.codings(), []);
    key(&mut desk.window, SHIFT, Key::Num1, Key::Num1, "1");
    assert_eq!(desk.codings(), [pair("Law 2/Money", "It was fine")]);
}

#[test]
fn shift_and_a_sign_are_heard_where_the_layout_types_another_sign() {
    let mut desk = desk();
    desk.select_fine();
    desk.press(NONE, Key::Num1);
    desk.saved();
    desk.press(NONE, Key::Escape);
    desk.press(CTRL, Key::Home);
    desk.press(NONE, Key::N);
    key(&mut desk.window, SHIFT, Key::CloseCurlyBracket, Key::CloseBracket, "}");
    assert_eq!(desk.codings()[0].1, "was fine");
}

#[test]
fn the_selection_is_copied_with_attribution_or_alone_and_by_keys_of_ones_own() {
    let mut desk = desk();
    desk.select_fine();
    let copy = |desk: &mut Desk, modifiers| together(&mut desk.window, modifiers, &[Event::Copy]).0;
    let with = copy(&mut desk, CTRL).unwrap();
    assert!(with.starts_with("“It was fine” (") && with.contains("one"), "{with}");
    assert_eq!(copy(&mut desk, CTRL | SHIFT).as_deref(), Some("It was fine"));
    // With Copy on another key, the old one copies no more.
    let mut config = desk.window.state().config().clone();
    config.keys.insert("read.copy".into(), vec!["F7".into()]);
    desk.window.state().ask(themata::ui::command::Window::Configure(Box::new(config)));
    desk.window.run_steps(3);
    assert_eq!(copy(&mut desk, CTRL), None);
    assert_eq!(key(&mut desk.window, NONE, Key::F7, Key::F7, "").0, Some(with));
}
