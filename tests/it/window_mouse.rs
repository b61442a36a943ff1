//! The mouse in Read: clicks by count, dragging by unit, what is carried between text and tree, stripes, and the tree itself.

use super::support::corpus;
use super::window::together;
use super::window_read::{Desk, desk, pair};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, pos2, vec2};
use egui_kittest::kittest::Queryable;

const NONE: Modifiers = Modifiers::NONE;

impl Desk {
    /// One frame with these events of the mouse; frames are a quarter of a second apart.
    fn frame(&mut self, events: &[Event]) {
        self.window.input_mut().events.extend(events.iter().cloned());
        self.window.step();
    }

    fn button(at: Pos2, pressed: bool) -> Event {
        Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers: NONE }
    }

    /// Clicks so many times in a row.
    fn clicks(&mut self, at: Pos2, count: usize) {
        // Clicks before belong to another place.
        self.window.run_steps(3);
        for _ in 0..count {
            self.frame(&[Event::PointerMoved(at), Self::button(at, true), Self::button(at, false)]);
        }
        self.window.run_steps(2);
    }

    /// Presses, drags in steps and lets go.
    fn drag(&mut self, from: Pos2, to: Pos2) {
        self.window.run_steps(3);
        self.frame(&[Event::PointerMoved(from), Self::button(from, true)]);
        self.carry(from, to);
    }

    fn carry(&mut self, from: Pos2, to: Pos2) {
        for step in 1..=4 {
            self.frame(&[Event::PointerMoved(from + (to - from) * (step as f32 / 4.0))]);
        }
        self.frame(&[Event::PointerMoved(to)]);
        self.frame(&[Self::button(to, false)]);
        self.window.run_steps(3);
    }

    fn row(&self, words: &str) -> Rect {
        self.window.get_by_role_and_label(Role::TreeItem, words).rect()
    }

    /// The number of a turn in the margin.
    fn number(&self, turn: usize) -> Rect {
        self.window.get_by_label_contains(&format!("Turn {turn}, ")).rect()
    }

    /// A place in the first line of a turn, so far from where its words begin.
    fn place(&self, turn: usize, x: f32) -> Pos2 {
        let number = self.number(turn);
        pos2(number.right() + 6.0 + x, number.center().y)
    }

    fn selected(&mut self) -> String {
        together(&mut self.window, Modifiers::COMMAND | Modifiers::SHIFT, &[Event::Copy]).0.unwrap_or_default()
    }
}

#[test]
fn two_clicks_select_a_word_three_a_sentence_four_the_turn_and_the_number_too() {
    let mut desk = desk();
    let at = desk.place(4, 12.0);
    desk.clicks(at, 1);
    assert_eq!(desk.selected(), "");
    for (count, words) in [(2, "Money"), (3, "Money as ever."), (4, "Money as ever. And never enough of it.")] {
        desk.clicks(at, count);
        assert_eq!(desk.selected(), words, "{count} clicks");
    }
    let number = desk.number(2).center();
    desk.clicks(number, 1);
    assert_eq!(desk.selected(), "It was fine, but costly.");
}

#[test]
fn dragging_extends_by_letters_and_after_two_clicks_by_words() {
    let mut desk = desk();
    let (from, to) = (desk.place(2, 0.5), desk.place(2, 12.0));
    desk.drag(from, to);
    assert_eq!(desk.selected(), "It");
    // From the middle of “was” into “fine”: whole words.
    let (from, to) = (desk.place(2, 30.0), desk.place(2, 62.0));
    desk.window.run_steps(3);
    desk.frame(&[Event::PointerMoved(from), Desk::button(from, true), Desk::button(from, false)]);
    desk.frame(&[Desk::button(from, true)]);
    desk.carry(from, to);
    assert_eq!(desk.selected(), "was fine");
}

#[test]
fn the_selection_is_carried_to_a_code_and_a_code_to_the_selection() {
    let mut desk = desk();
    let number = desk.number(2).center();
    desk.clicks(number, 1);
    let (from, to) = (desk.place(2, 40.0), desk.row("Staff, 0 passages").center());
    desk.drag(from, to);
    assert_eq!(desk.codings(), [pair("Law 1/Staff", "It was fine, but costly.")]);
    assert_eq!(desk.selected(), "It was fine, but costly.", "the selection stays");
    let (from, to) = (desk.row("Money, 0 passages").center(), desk.place(2, 60.0));
    desk.drag(from, to);
    assert!(desk.codings().contains(&pair("Law 2/Money", "It was fine, but costly.")), "a code let go on the selection codes it");
}

#[test]
fn a_selection_moved_while_the_text_is_corrected_takes_its_codings_along_as_one_step() {
    let mut desk = desk();
    desk.select_fine();
    desk.press(NONE, Key::Num1);
    desk.press(NONE, Key::Escape);
    desk.saved();
    desk.press(NONE, Key::F2);
    desk.press(Modifiers::COMMAND, Key::Home);
    desk.press(Modifiers::COMMAND, Key::ArrowDown);
    desk.times(3, Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowRight);
    // Let go on itself it stays where it is.
    let (from, near, to) = (desk.place(2, 30.0), desk.place(2, 60.0), desk.place(3, -4.0));
    desk.drag(from, near);
    assert!(!desk.says("coded passage loses"));
    desk.drag(from, to);
    assert!(desk.says("It was fineWhy was that?") && desk.says(", but costly."), "moved before the words of the next turn");
    assert!(desk.says("no coded passage changes"));
    desk.press(Modifiers::COMMAND, Key::Z);
    assert!(desk.says("It was fine, but costly."), "one step");
    desk.press(Modifiers::COMMAND, Key::Y);
    desk.press(Modifiers::COMMAND, Key::S);
    assert_eq!(desk.codings(), [pair("Law 2/Money", "It was fine")]);
    assert!(!desk.says("Correcting the text") && desk.says("It was fineWhy was that?"));
}

#[test]
fn a_code_let_go_beside_the_selection_codes_the_turn_that_is_there_and_says_so_before() {
    let mut desk = desk();
    let number = desk.number(2).center();
    desk.clicks(number, 1);
    let (from, to) = (desk.row("Money, 0 passages").center(), desk.place(4, 60.0));
    desk.frame(&[Event::PointerMoved(from), Desk::button(from, true)]);
    for step in 1..=4 {
        desk.frame(&[Event::PointerMoved(from + (to - from) * (step as f32 / 4.0))]);
    }
    desk.frame(&[]);
    assert!(desk.says("Code turn 4 as “Money”"), "what letting go would do");
    let on = desk.place(2, 60.0);
    desk.frame(&[Event::PointerMoved(on)]);
    desk.frame(&[]);
    assert!(desk.says("Code the selection as “Money”"));
    desk.frame(&[Event::PointerMoved(to)]);
    desk.frame(&[Desk::button(to, false)]);
    desk.window.run_steps(3);
    assert_eq!(desk.codings(), [pair("Law 2/Money", "Money as ever. And never enough of it.")]);
}

#[test]
fn a_stripe_tells_of_itself_is_chosen_by_a_click_and_opens_its_theme_by_two() {
    let mut desk = desk();
    desk.select_fine();
    desk.press(NONE, Key::Num1);
    desk.saved();
    desk.press(NONE, Key::Escape);
    let stripe = |desk: &Desk| desk.window.query_all_by_label("Coded as Law 2 / Money by BP").next().map(|stripe| stripe.rect().center());
    let at = stripe(&desk).expect("a stripe");
    desk.frame(&[Event::PointerMoved(at)]);
    desk.window.run_steps(8);
    assert!(desk.says("BP · Bo Price"), "hovering names who coded");
    desk.clicks(at, 1);
    desk.press(NONE, Key::Delete);
    assert_eq!(desk.codings(), [], "the click chose it");
    desk.press(Modifiers::COMMAND, Key::Z);
    desk.saved();
    desk.clicks(stripe(&desk).unwrap(), 2);
    assert!(desk.says("1 passage · 1 interview"), "its theme is shown");
}

#[test]
fn codes_are_dragged_to_another_place_and_merged_after_a_look() {
    let mut desk = desk();
    desk.select_fine();
    desk.press(NONE, Key::Num1);
    desk.saved();
    let paths = |desk: &Desk| {
        let corpus = corpus(&desk.path);
        let mut all: Vec<String> = corpus.codes().iter().map(|code| corpus.path(code.id).join("/")).collect();
        all.sort();
        all
    };
    // At the upper edge of Law 2 it goes ahead of it.
    let law = desk.row("Law 2, 1 passage with those below");
    let from = desk.row("Staff, 0 passages").center();
    desk.drag(from, pos2(from.x, law.top() + 3.0));
    desk.saved();
    assert_eq!(paths(&desk), ["Law 1", "Law 2", "Law 2/Money", "Staff"]);
    // In the middle of a code they meet: it says first what would move.
    let (from, to) = (desk.row("Money, 1 passage").center(), desk.row("Staff, 0 passages").center());
    desk.drag(from, to + vec2(0.0, 1.0));
    assert!(desk.says("Merge “Money” into “Staff”?") && desk.says("1 coding in 1 source take its name."));
    assert_eq!(paths(&desk).len(), 4, "nothing is done yet");
    desk.window.get_by_label("Merge").click();
    desk.window.run_steps(3);
    assert_eq!(desk.codings(), [pair("Staff", "It was fine")]);
    assert_eq!(paths(&desk), ["Law 1", "Law 2", "Staff"]);
}
