//! Writing without a window: scripts of both directions, steps back, input methods, the pointer.

use super::*;
use crate::model::Span;
use crate::ui::text::{Family, PassageStyle, Place, TextEngine};
use egui::os::OperatingSystem;
use egui::{Event, Key, Modifiers, Pos2, pos2};
use std::sync::Arc;

/// An editor with what it needs.
struct Desk {
    editor: Editor,
    engine: TextEngine,
    setting: Setting,
    now: f64,
}

impl Desk {
    fn new(text: &str, width: f32) -> Self {
        let setting = Setting { style: PassageStyle::new(Family::Sans, 13.0, 20.0), width };
        let mut desk = Self { editor: Editor::default(), engine: TextEngine::new(), setting, now: 0.0 };
        desk.editor.buffer.set(text);
        desk.act(Act::Move(Motion::End, false));
        desk
    }

    fn act(&mut self, act: Act) -> Option<Effect> {
        self.now += 0.1;
        self.editor.act(act, &mut self.engine, &self.setting, self.now)
    }

    fn types(&mut self, words: &str) {
        for letter in words.chars() {
            self.act(if letter == '\n' { Act::Type("\n".into()) } else { Act::Type(letter.to_string()) });
        }
    }

    fn go(&mut self, motion: Motion, times: usize) {
        for _ in 0..times {
            self.act(Act::Move(motion, false));
        }
    }

    fn text(&self) -> String {
        self.editor.buffer.text().into_owned()
    }

    fn at(&self) -> u32 {
        self.editor.buffer.caret().head.offset
    }

    fn x(&self) -> f32 {
        self.editor.sheet().caret(self.editor.buffer.caret().head).left()
    }

    fn middle(&self, at: u32) -> Pos2 {
        let rects = self.editor.sheet().rects(Span { start: at, end: at + 1 });
        rects[0].center()
    }
}

const ONE_LINE: f32 = f32::INFINITY;

#[test]
fn letters_stand_where_they_are_typed_whatever_their_direction() {
    let mut desk = Desk::new("", ONE_LINE);
    desk.types("trust אמון and more");
    assert_eq!(desk.text(), "trust אמון and more");
    let left = |at: u32| desk.editor.sheet().rects(Span { start: at, end: at + 1 })[0].left();
    assert!(left(6) > left(9), "the first Hebrew letter stands to the right of the last");
    assert!(left(11) > left(6), "and what follows in English behind both");
    assert!(!desk.editor.sheet().is_rtl());
    assert!(Desk::new("אמון trust", ONE_LINE).editor.sheet().is_rtl());
}

#[test]
fn arrows_go_by_what_is_seen() {
    let mut desk = Desk::new("ab אמון cd", ONE_LINE);
    desk.go(Motion::Start, 1);
    let mut places = vec![desk.x()];
    for _ in 0..10 {
        desk.go(Motion::Right, 1);
        places.push(desk.x());
    }
    assert!(places.is_sorted_by(|a, b| a < b), "each step to the right goes to the right: {places:?}");
    assert_eq!(desk.at(), 10);
    for _ in 0..10 {
        desk.go(Motion::Left, 1);
    }
    assert_eq!(desk.at(), 0);
}

#[test]
fn a_caret_goes_from_paragraph_to_paragraph() {
    let mut desk = Desk::new("one\nثقة\nlast", 300.0);
    desk.go(Motion::Start, 1);
    desk.go(Motion::Lines(1), 1);
    assert_eq!(desk.at(), 7, "below the beginning of an English line is the left end of an Arabic one");
    desk.go(Motion::Left, 1);
    assert_eq!(desk.at(), 8, "further left comes the next paragraph");
    desk.go(Motion::Left, 1);
    assert_eq!(desk.at(), 7);
    desk.go(Motion::Right, 3);
    assert_eq!(desk.at(), 4);
    desk.go(Motion::Right, 1);
    assert_eq!(desk.at(), 3, "to the right of an Arabic line is what is before it");
    desk.go(Motion::Lines(9), 1);
    assert_eq!(desk.at(), 12);
    desk.go(Motion::Lines(-9), 1);
    assert_eq!(desk.at(), 0);
}

#[test]
fn steps_up_and_down_keep_to_their_column() {
    let mut desk = Desk::new("a long first line\nshort\na long third line", 400.0);
    desk.go(Motion::Start, 1);
    desk.go(Motion::LineEnd, 1);
    desk.go(Motion::Lines(1), 1);
    assert_eq!(desk.at(), 23);
    desk.go(Motion::Lines(1), 1);
    assert!(desk.at() > 38, "the short line between does not draw the caret to the left: {}", desk.at());
}

#[test]
fn words_are_gone_over_in_the_direction_that_is_seen() {
    let mut desk = Desk::new("one two three", ONE_LINE);
    desk.go(Motion::WordLeft, 1);
    assert_eq!(desk.at(), 8);
    desk.go(Motion::WordRight, 1);
    assert_eq!(desk.at(), 13);
    let mut desk = Desk::new("שלום עולם", ONE_LINE);
    desk.go(Motion::WordRight, 1);
    assert_eq!(desk.at(), 5, "in Hebrew a word to the right is a word back");
}

#[test]
fn what_is_selected_is_taken_copied_and_written_over() {
    let mut desk = Desk::new("trust the process", ONE_LINE);
    desk.act(Act::Move(Motion::WordLeft, true));
    assert_eq!(desk.act(Act::Copy), Some(Effect::Copied("process".into())));
    desk.act(Act::Type("people".into()));
    assert_eq!(desk.text(), "trust the people");
    desk.act(Act::SelectAll);
    assert_eq!(desk.act(Act::Cut), Some(Effect::Copied("trust the people".into())));
    assert_eq!(desk.text(), "");
    assert_eq!(desk.act(Act::Copy), None);
    desk.act(Act::Undo);
    assert_eq!(desk.text(), "trust the people");
}

#[test]
fn line_ends_that_are_pasted_into_one_line_become_spaces() {
    let mut desk = Desk::new("", ONE_LINE);
    desk.act(Act::Insert("a\r\nb\nc".into()));
    assert_eq!(desk.text(), "a b c");
    let mut desk = Desk::new("", 300.0);
    desk.act(Act::Insert("a\r\nb\rc".into()));
    assert_eq!(desk.text(), "a\nb\nc");
}

#[test]
fn what_is_typed_in_one_go_is_one_step_back() {
    let mut desk = Desk::new("", ONE_LINE);
    desk.types("one");
    desk.now += 5.0;
    desk.types(" two");
    desk.act(Act::Undo);
    assert_eq!(desk.text(), "one");
    desk.act(Act::Undo);
    assert_eq!(desk.text(), "");
    desk.act(Act::Undo);
    desk.act(Act::Redo);
    desk.act(Act::Redo);
    desk.act(Act::Redo);
    assert_eq!((desk.text().as_str(), desk.at()), ("one two", 7));
    desk.act(Act::Erase(Reach::Letter, true));
    desk.act(Act::Erase(Reach::Letter, true));
    assert_eq!(desk.text(), "one t");
    desk.act(Act::Undo);
    assert_eq!(desk.text(), "one two", "what is erased in one go comes back in one");
    desk.act(Act::Undo);
    desk.types("!");
    assert_eq!(desk.text(), "one!");
    desk.act(Act::Redo);
    assert_eq!(desk.text(), "one!", "what was written since ends the way forth");
}

#[test]
fn much_that_is_typed_without_a_pause_goes_back_by_lines_and_words() {
    let mut desk = Desk::new("", 300.0);
    desk.types("one\ntwo");
    desk.act(Act::Undo);
    assert_eq!(desk.text(), "one");
    desk.act(Act::Undo);
    desk.types(&"word ".repeat(12));
    desk.act(Act::Undo);
    let left = desk.text();
    assert!(left.ends_with("word ") && (40..60).contains(&left.len()), "{left}");
    desk.act(Act::Undo);
    assert_eq!(desk.text(), "");
}

#[test]
fn a_move_of_the_caret_begins_another_step() {
    let mut desk = Desk::new("", ONE_LINE);
    desk.types("ac");
    desk.go(Motion::Left, 1);
    desk.types("b");
    desk.act(Act::Undo);
    assert_eq!((desk.text().as_str(), desk.at()), ("ac", 1));
    desk.act(Act::Undo);
    assert_eq!(desk.text(), "");
}

#[test]
fn erasing_takes_letters_as_they_are_written() {
    let erased = |text: &str, back: bool| {
        let mut desk = Desk::new(text, 300.0);
        if !back {
            desk.go(Motion::Start, 1);
        }
        desk.act(Act::Erase(Reach::Letter, back));
        desk.text()
    };
    assert_eq!(erased("family 👨‍👩‍👧", true), "family ", "an emoji of several goes as one");
    assert_eq!(erased("flag 🇮🇱", true), "flag ");
    assert_eq!(erased("שָׁ", true), "שָ", "of a letter with points the last point");
    assert_eq!(erased("שָׁלום", false), "לום", "forward the whole letter");
    assert_eq!(erased("a\n", true), "a");
    assert_eq!(erased("\nb", false), "b");
    assert_eq!(erased("", true), "");
    assert_eq!(erased("", false), "");
    let mut desk = Desk::new("one two", ONE_LINE);
    desk.act(Act::Erase(Reach::Word, true));
    assert_eq!(desk.text(), "one ");
    desk.act(Act::Erase(Reach::Paragraph, true));
    assert_eq!(desk.text(), "");
}

#[test]
fn an_input_method_shows_what_it_has_and_settles() {
    let mut desk = Desk::new("before after", ONE_LINE);
    desk.act(Act::Select(Caret::over(Span { start: 7, end: 12 })));
    desk.act(Act::Compose("ni".into(), None));
    desk.act(Act::Compose("nihao".into(), Some(Span { start: 5, end: 5 })));
    assert_eq!(desk.editor.buffer.shown(), "before nihao");
    assert_eq!(desk.text(), "before ", "what is not settled is not written");
    assert_eq!(desk.editor.buffer.composed(), Some(Span { start: 7, end: 12 }));
    desk.act(Act::Commit("你好".into()));
    assert_eq!((desk.text().as_str(), desk.at()), ("before 你好", 9));
    assert_eq!(desk.editor.buffer.composed(), None);
    desk.act(Act::Undo);
    assert_eq!(desk.text(), "before ");
    desk.act(Act::Undo);
    assert_eq!(desk.text(), "before after");
    desk.act(Act::Compose("x".into(), None));
    desk.act(Act::Compose(String::new(), None));
    assert_eq!((desk.text().as_str(), desk.editor.buffer.composed()), ("before ", None), "one that gives up leaves nothing");
    desk.act(Act::Compose("日".into(), None));
    desk.act(Act::Move(Motion::Start, false));
    assert_eq!(desk.text(), "before 日", "what is left standing is kept");
}

#[test]
fn an_input_method_may_take_what_is_around_the_caret() {
    let mut desk = Desk::new("abcdef", ONE_LINE);
    desk.act(Act::Select(Caret::at(3)));
    desk.act(Act::EraseAround(1, 2));
    assert_eq!((desk.text().as_str(), desk.at()), ("abf", 2));
}

#[test]
fn the_pointer_selects_letters_words_and_paragraphs() {
    let mut desk = Desk::new("first line here\nsecond one", 400.0);
    desk.editor.press(desk.middle(7), Unit::Word, false);
    assert_eq!(desk.editor.buffer.selected(), "line");
    desk.editor.drag(desk.middle(12));
    assert_eq!(desk.editor.buffer.selected(), "line here", "a drag goes on by words");
    desk.editor.drag(desk.middle(1));
    assert_eq!(desk.editor.buffer.selected(), "first line", "and back from the word it began in");
    desk.editor.press(desk.middle(20), Unit::Paragraph, false);
    assert_eq!(desk.editor.buffer.selected(), "second one");
    desk.editor.press(desk.middle(0) - egui::vec2(3.0, 0.0), Unit::Letter, false);
    desk.editor.press(desk.middle(8) - egui::vec2(0.5, 0.0), Unit::Letter, true);
    assert_eq!(desk.editor.buffer.selected(), "first li", "with Shift the selection reaches to the click");
    desk.editor.press(pos2(-50.0, 500.0), Unit::Letter, false);
    assert_eq!(desk.at(), 16, "below the last line counts as in it");
}

#[test]
fn each_paragraph_has_its_own_direction() {
    let desk = Desk::new("English\nעברית\n\nend", 300.0);
    let left = |at: u32| desk.editor.sheet().caret(Place::from(at)).left();
    assert_eq!(left(0), 0.0);
    assert!(left(8) > 290.0, "Hebrew stands at the right: {}", left(8));
    assert!(left(14) > 290.0, "and what begins below it too: {}", left(14));
    assert_eq!(left(15), 0.0);
}

#[test]
fn an_edit_lays_out_the_paragraph_that_it_touches() {
    let mut desk = Desk::new("one\ntwo\nthree", 300.0);
    let passages = |desk: &Desk| desk.editor.sheet().paragraphs.iter().map(|part| part.passage.clone()).collect::<Vec<_>>();
    let before = passages(&desk);
    let kept = |desk: &Desk| passages(desk).iter().map(|now| before.iter().position(|then| Arc::ptr_eq(now, then))).collect::<Vec<_>>();
    desk.act(Act::Select(Caret::at(5)));
    assert_eq!(kept(&desk), [Some(0), Some(1), Some(2)], "a caret that moves lays out nothing");
    desk.types("x");
    assert_eq!(kept(&desk), [Some(0), None, Some(2)]);
    desk.act(Act::Type("\n".into()));
    assert_eq!(kept(&desk), [Some(0), None, None, Some(2)]);
    let tops: Vec<f32> = desk.editor.sheet().paragraphs.iter().map(|part| part.top).collect();
    assert_eq!(tops, [0.0, 20.0, 40.0, 60.0]);
}

#[test]
fn a_text_from_outside_has_no_steps_back() {
    let mut desk = Desk::new("", ONE_LINE);
    desk.types("secret");
    desk.editor.buffer.set("another");
    assert_eq!(desk.at(), 7, "a caret at the end stays there");
    desk.act(Act::Undo);
    assert_eq!(desk.text(), "another");
}

#[test]
fn every_letter_is_in_a_run_of_one_line_and_one_direction() {
    let text = "ab אבג 12\n\nlast line that wraps surely somewhere";
    let desk = Desk::new(text, 120.0);
    let runs = desk.editor.sheet().runs();
    let letters: Vec<Span> = runs.iter().flat_map(|run| run.letters.iter().map(|letter| letter.span)).collect();
    let whole: Vec<Span> = (0..text.chars().count() as u32).map(|at| Span { start: at, end: at + 1 }).collect();
    assert_eq!(letters, whole, "all letters, in reading order");
    let hebrew = runs.iter().find(|run| run.rtl).unwrap();
    assert_eq!(hebrew.letters.iter().map(|letter| letter.span.start).collect::<Vec<_>>()[..3], [3, 4, 5]);
    assert!(hebrew.letters.is_sorted_by(|a, b| a.at < b.at), "counted from the right");
    assert!(runs.last().unwrap().line > 2);
    for at in 0..=whole.len() as u32 {
        let (run, letter) = Sheet::in_run(&runs, at.into()).unwrap();
        assert_eq!(Sheet::from_run(&runs[run], letter).offset, at);
    }
    let empty = Desk::new("", 120.0).editor.sheet().runs();
    assert_eq!((empty.len(), empty[0].letters.len()), (1, 0));
    assert_eq!(Sheet::in_run(&empty, Place::default()), Some((0, 0)));
}

#[test]
fn keys_are_those_of_every_field() {
    let act = |key: Key, modifiers: Modifiers, os: OperatingSystem, shape: Shape| {
        act_of(&Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }, os, shape, 7)
    };
    let here = |key, modifiers| act(key, modifiers, OperatingSystem::Nix, Shape::Lines);
    let (ctrl, shift) = (Modifiers { ctrl: true, command: true, ..Modifiers::NONE }, Modifiers::SHIFT);
    assert_eq!(here(Key::ArrowLeft, ctrl | shift), Some(Act::Move(Motion::WordLeft, true)));
    assert_eq!(here(Key::Home, ctrl), Some(Act::Move(Motion::Start, false)));
    assert_eq!(here(Key::PageDown, Modifiers::NONE), Some(Act::Move(Motion::Lines(7), false)));
    assert_eq!(here(Key::Z, ctrl | shift), Some(Act::Redo));
    assert_eq!(here(Key::Z, ctrl), Some(Act::Undo));
    assert_eq!(here(Key::Backspace, ctrl), Some(Act::Erase(Reach::Word, true)));
    assert_eq!(here(Key::Enter, Modifiers::NONE), Some(Act::Type("\n".into())));
    assert_eq!(here(Key::Enter, ctrl), None, "Ctrl+Enter is somebody else's");
    assert_eq!(act(Key::Enter, Modifiers::NONE, OperatingSystem::Nix, Shape::Line), Some(Act::Finish));
    assert_eq!(here(Key::Q, ctrl), None);
    let command = Modifiers { mac_cmd: true, command: true, ..Modifiers::NONE };
    let mac = |key, modifiers| act(key, modifiers, OperatingSystem::Mac, Shape::Lines);
    assert_eq!(mac(Key::ArrowRight, command), Some(Act::Move(Motion::LineEnd, false)));
    assert_eq!(mac(Key::ArrowRight, Modifiers::ALT), Some(Act::Move(Motion::WordRight, false)));
    assert_eq!(mac(Key::E, Modifiers::CTRL), Some(Act::Move(Motion::LineEnd, false)));
    assert_eq!(mac(Key::A, command), Some(Act::SelectAll));
}

#[test]
fn an_outline_keeps_its_margin_and_moves_by_steps() {
    let mut desk = Desk::new("Law 2\n  Money", 300.0);
    desk.act(Act::NextLine);
    desk.types("Costs");
    desk.act(Act::Indent(true));
    assert_eq!(desk.editor.buffer.text(), "Law 2\n  Money\n    Costs");
    // The caret stays behind its letters.
    desk.types("!");
    desk.act(Act::NextLine);
    desk.act(Act::Indent(false));
    desk.types("Time");
    assert_eq!(desk.editor.buffer.text(), "Law 2\n  Money\n    Costs!\n  Time");
    desk.act(Act::SelectAll);
    desk.act(Act::Indent(true));
    assert_eq!(desk.editor.buffer.text(), "  Law 2\n    Money\n      Costs!\n    Time");
    assert_eq!(desk.editor.buffer.selected(), "  Law 2\n    Money\n      Costs!\n    Time".trim_start());
    desk.act(Act::Undo);
    assert_eq!(desk.editor.buffer.text(), "Law 2\n  Money\n    Costs!\n  Time");
}
