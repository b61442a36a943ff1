//! What is done with several chosen things is done with all of them, as one step.

use super::support::{corpus, small_project};
use super::window::{Window, press, type_text, until};
use super::window_nouns::{Desk, desk};
use super::window_study::opened;
use egui::{Key, Modifiers};
use themata::model::{Code, Colour, ProgressState, SourceKind, Span, SpeakerRole};
use themata::project::{NewSource, NewSpeaker, Prepared};
use themata::text::{Structure, Turn};
use themata::ui::ViewId;
use themata::ui::command::{ReadCommand, Window as Show};

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const ALT: Modifiers = Modifiers::ALT;

/// Law 1, Staff and Law 2 are chosen.
fn three() -> Desk {
    let mut desk = desk();
    desk.press(ALT, Key::F);
    desk.keys(&[Key::ArrowDown]);
    desk.press(SHIFT, Key::ArrowDown);
    desk.press(SHIFT, Key::ArrowDown);
    desk
}

fn with(desk: &mut Desk, is: fn(&Code) -> bool) -> usize {
    desk.saved();
    desk.corpus().codes().iter().filter(|code| is(code)).count()
}

fn steps(desk: &Desk) -> String {
    desk.window.state().project().unwrap().next_undo().unwrap().label.clone()
}

#[test]
fn chosen_codes_become_themes_and_headings_and_get_a_colour_together() {
    let mut desk = three();
    desk.keys(&[Key::T]);
    assert_eq!(with(&mut desk, |code| code.theme), 3);
    assert_eq!(steps(&desk), "Made \u{2068}Law 1\u{2069} a theme and 2 more");
    desk.press(CTRL, Key::Z);
    assert_eq!(with(&mut desk, |code| code.theme), 0, "one step back");
    desk.keys(&[Key::H]);
    assert_eq!(with(&mut desk, |code| !code.codable), 3);
    assert_eq!(steps(&desk), "Made \u{2068}Law 1\u{2069} a heading and 2 more");
    desk.keys(&[Key::O]);
    desk.types("plum");
    desk.keys(&[Key::Enter]);
    assert_eq!(with(&mut desk, |code| matches!(code.colour, Some(Colour::Named(10)))), 3);
    desk.press(CTRL, Key::Z);
    assert_eq!(with(&mut desk, |code| matches!(code.colour, Some(Colour::Named(10)))), 0, "one step back");
}

#[test]
fn what_some_of_the_chosen_codes_are_all_become_and_then_none() {
    let mut desk = three();
    desk.keys(&[Key::ArrowDown, Key::T]);
    assert_eq!(with(&mut desk, |code| code.theme), 1);
    desk.keys(&[Key::Home, Key::ArrowDown]);
    (0..3).for_each(|_| desk.press(SHIFT, Key::ArrowDown));
    desk.keys(&[Key::T]);
    assert_eq!(with(&mut desk, |code| code.theme), 4);
    desk.keys(&[Key::T]);
    assert_eq!(with(&mut desk, |code| code.theme), 0);
}

#[test]
fn a_digit_key_takes_one_code_and_no_other() {
    let mut desk = three();
    desk.ask(ReadCommand::PinChosen(4));
    assert!(desk.corpus().pins.is_empty(), "which of the three is not known");
    desk.keys(&[Key::ArrowDown]);
    desk.ask(ReadCommand::PinChosen(4));
    assert_eq!(desk.corpus().pins.len(), 1);
}

#[test]
fn chosen_sources_are_marked_done_as_one_step() {
    let mut desk = desk();
    desk.press(ALT, Key::S);
    desk.press(CTRL, Key::A);
    desk.keys(&[Key::P]);
    assert!(super::window_study::says(&desk.window, "Mark 3 sources as"), "it says what it is about");
    desk.types("done");
    desk.keys(&[Key::Enter]);
    desk.saved();
    let done = |desk: &Desk| desk.corpus().progress.iter().filter(|mark| mark.state == ProgressState::Done).count();
    assert_eq!(done(&desk), 3);
    desk.press(CTRL, Key::Z);
    desk.saved();
    assert_eq!(done(&desk), 0);
}

#[test]
fn chosen_cases_get_another_kind_as_one_step() {
    let mut desk = desk();
    desk.ask(Show::Show(ViewId::Cases));
    desk.press(SHIFT, Key::ArrowDown);
    let sites = |desk: &Desk| {
        let site = desk.corpus().kind_named("site").unwrap().id;
        desk.corpus().cases().iter().filter(|case| case.kind == site).count()
    };
    let before = sites(&desk);
    desk.press(CTRL, Key::K);
    desk.types("kind of the cases");
    desk.keys(&[Key::Enter]);
    desk.types("site");
    desk.keys(&[Key::Enter]);
    desk.saved();
    assert_eq!(sites(&desk), before + 2);
    desk.press(CTRL, Key::Z);
    desk.saved();
    assert_eq!(sites(&desk), before);
}

/// An interview in which one person has two labels.
fn voices(name: &str) -> Prepared {
    let lines = [("INT", "And now?"), ("P1", "More people."), ("P1b", "And more."), ("P1c", "And more still.")];
    let text = lines.map(|(who, words)| format!("{who}: {words}")).join("\n");
    let paragraphs = Structure::lines(&text);
    let turn = |(n, span): (usize, &Span)| Turn { span: *span, speaker: n as u32, from: None, to: None };
    let turns = paragraphs.iter().enumerate().map(turn).collect();
    let role = |n: usize| if n == 0 { SpeakerRole::Interviewer } else { SpeakerRole::Participant };
    let speakers = lines.iter().enumerate().map(|(n, (who, _))| NewSpeaker { name: (*who).into(), role: role(n) }).collect();
    let new = NewSource {
        name: name.into(),
        kind: SourceKind::Interview,
        date: String::new(),
        language: String::new(),
        file: String::new(),
        encoding: "UTF-8".into(),
        original: None,
        text,
        structure: Structure { paragraphs, turns, ..Structure::default() },
        speakers,
        remarks: Vec::new(),
    };
    Prepared::new(new).unwrap()
}

#[test]
fn chosen_voices_are_merged_as_one_step_and_the_one_at_the_keys_is_renamed() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("voices.themata");
    let mut project = small_project(&path);
    let third = voices("three");
    super::support::import(&mut project, None, vec![third]).unwrap();
    let three = corpus(&path).source_named("three").unwrap().id;
    project.close().unwrap();
    let mut window = opened(&path);
    window.state().ask(Show::Show(ViewId::Speakers));
    window.run_steps(4);
    let saved = |window: &mut Window| {
        window.run_steps(3);
        until(window, |app| !app.project().unwrap().saving());
        window.run_steps(3);
    };
    // The voices of the source stand last; INT and P1 are marked.
    press(&mut window, NONE, Key::End);
    (0..3).for_each(|_| press(&mut window, NONE, Key::ArrowUp));
    press(&mut window, NONE, Key::Space);
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::Space);
    // Enter asks who they all are.
    press(&mut window, NONE, Key::Enter);
    assert!(super::window_study::says(&window, "Who are these 2 speakers?"));
    press(&mut window, NONE, Key::Escape);
    press(&mut window, NONE, Key::M);
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    let same = |window: &Window| window.state().project().unwrap().corpus.speakers(three).iter().filter(|voice| voice.same_as.is_some()).count();
    assert_eq!(same(&window), 2);
    press(&mut window, CTRL, Key::Z);
    saved(&mut window);
    assert_eq!(same(&window), 0, "one step back");
    press(&mut window, NONE, Key::F2);
    press(&mut window, CTRL, Key::A);
    type_text(&mut window, "Somebody");
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    let names: Vec<_> = window.state().project().unwrap().corpus.speakers(three).iter().map(|voice| voice.name.clone()).collect();
    assert_eq!(names, ["INT", "Somebody", "P1b", "P1c"], "the one at the keys, not the first marked");
}

#[test]
fn the_keys_come_to_a_list_whose_column_was_folded() {
    let mut desk = desk();
    desk.window.set_size(egui::vec2(853.0, 533.0));
    desk.window.run_steps(4);
    desk.press(ALT, Key::F);
    desk.keys(&[Key::ArrowDown, Key::T]);
    assert_eq!(with(&mut desk, |code| code.theme), 1);
}
