//! Going on in a text: stops at codings, hits and uncoded turns; what is said where there is none; memos beside the words and the keys to them.

use super::support::corpus;
use super::window::{press, type_text, until};
use super::window_read::{Desk, desk};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use themata::model::{MemoKind, Span, Subject};
use themata::project::{MemoDraft, Project, Reader};
use themata::ui::command::MemoCommand;

const NONE: Modifiers = Modifiers::NONE;
const ALT: Modifiers = Modifiers::ALT;
const CTRL: Modifiers = Modifiers::COMMAND;

impl Desk {
    fn said(&self, words: &str) -> bool {
        self.window.state().notices().iter().any(|notice| notice.contains(words))
    }
}

#[test]
fn next_stops_at_what_is_found_and_says_when_there_is_no_more() {
    let mut desk = desk();
    desk.press(CTRL, Key::Home);
    desk.press(NONE, Key::N);
    assert!(desk.said("No coded passage after this place"));
    desk.press(ALT, Key::N);
    assert!(desk.says("N/P: what is found"), "the status line says at what it stops");
    desk.press(NONE, Key::N);
    assert!(desk.said("write what to find (Ctrl F)"), "nothing is sought yet");
    desk.press(CTRL, Key::F);
    type_text(&mut desk.window, "was");
    let begun = std::time::Instant::now();
    while !desk.says("1 of 3") {
        assert!(begun.elapsed() < std::time::Duration::from_secs(20), "three places have these letters");
        desk.window.run_steps(1);
    }
    desk.window.get_by_role(Role::Document).focus();
    desk.window.run_steps(2);
    desk.press(NONE, Key::ArrowLeft);
    desk.press(CTRL, Key::Home);
    for place in ["1 of 3", "2 of 3", "3 of 3"] {
        desk.press(NONE, Key::N);
        assert!(desk.says(place), "{place}");
    }
    desk.press(NONE, Key::N);
    assert!(desk.said("Nothing more is found after this place") && desk.says("3 of 3"));
    desk.press(NONE, Key::P);
    assert!(desk.says("2 of 3"));
}

#[test]
fn keys_that_can_do_nothing_say_why() {
    let mut desk = desk();
    desk.press(NONE, Key::Num1);
    assert!(desk.said("Nothing is selected"));
    desk.select_fine();
    desk.press(NONE, Key::Num3);
    assert!(desk.said("Nothing is pinned on 3. Choose a code in the framework and pin it there (Alt 3)"));
    desk.press(NONE, Key::Period);
    assert!(desk.said("No code was used yet"));
    assert!(desk.codings().is_empty());
}

#[test]
fn the_status_names_the_turn_that_is_selected() {
    let mut desk = desk();
    desk.press(CTRL, Key::ArrowDown);
    assert!(desk.says("Turn 2 of 6"));
    desk.press(Modifiers::SHIFT, Key::ArrowDown);
    assert!(desk.says("Turn 2 of 6"), "the caret stands before the next turn, of which nothing is selected");
    desk.times(2, Modifiers::SHIFT, Key::ArrowDown);
    assert!(desk.says("Turns 2–4 of 6"));
}

/// The same desk with two memos on the second turn and one on the fourth, which begins elsewhere.
fn noted() -> Desk {
    let mut desk = desk();
    desk.window.state().ask(themata::ui::command::ProjectCommand::Close);
    desk.window.run_steps(4);
    let mut project = Project::open(&desk.path).unwrap();
    project.be_coder("BP", "Bo Price").unwrap();
    let known = corpus(&desk.path);
    let source = known.source_named("one").unwrap();
    let version = known.version(source.id).unwrap().id;
    let mut note = |start, end, body: &str| {
        let subject = Subject::Passage(source.id, version, Span::new(start, end));
        project.add_memo(MemoDraft { subject, kind: MemoKind::Analytic, title: String::new(), body: body.into() }).unwrap();
    };
    note(22, 33, "Fine, they say.");
    note(22, 45, "Costs come second.");
    note(71, 85, "Money again.");
    project.close().unwrap();
    desk.window.state().ask(themata::ui::command::ProjectCommand::OpenPath(desk.path.clone()));
    super::window::until(&mut desk.window, |app| app.project().is_some());
    desk.window.state().ask(themata::ui::command::Window::Show(themata::ui::ViewId::Read));
    desk.window.run_steps(4);
    desk
}

#[test]
fn memos_on_passages_have_marks_that_say_their_words_and_open_them() {
    let mut desk = noted();
    let two = "2 memos on this passage: BP: Fine, they say.\nBP: Costs come second.";
    assert!(desk.window.query_by_role_and_label(Role::Button, two).is_some(), "two on one place in one mark");
    let one = desk.window.get_by_role_and_label(Role::Button, "1 memo on this passage: BP: Money again.").rect().center();
    desk.window.input_mut().events.push(Event::PointerMoved(one));
    desk.window.run_steps(30);
    desk.window.get_by_role_and_label(Role::Button, "1 memo on this passage: BP: Money again.").click();
    desk.window.run_steps(4);
    let body = |desk: &Desk| desk.window.query_by_label("Words of the memo").and_then(|field| field.value());
    assert_eq!(body(&desk).as_deref(), Some("Money again."));
    press(&mut desk.window, NONE, Key::Escape);
    // Of several the one that is meant is chosen by its words.
    desk.window.get_by_role_and_label(Role::Button, two).click();
    desk.window.run_steps(4);
    type_text(&mut desk.window, "costs");
    press(&mut desk.window, NONE, Key::Enter);
    desk.window.run_steps(4);
    assert_eq!(body(&desk).as_deref(), Some("Costs come second."));
    press(&mut desk.window, NONE, Key::Escape);
    // And by keys alone.
    press(&mut desk.window, ALT, Key::E);
    type_text(&mut desk.window, "again");
    press(&mut desk.window, NONE, Key::Enter);
    desk.window.run_steps(4);
    assert_eq!(body(&desk).as_deref(), Some("Money again."));
    assert!(desk.says("Turn 4 of 6"), "its place is shown beside it");
}

#[test]
fn a_memo_is_on_what_is_closest_around_the_caret_and_can_be_put_on_something_else() {
    let mut desk = desk();
    desk.select_fine();
    desk.press(NONE, Key::Num1);
    desk.saved();
    desk.press(NONE, Key::Escape);
    desk.press(NONE, Key::ArrowLeft);
    desk.press(ALT, Key::M);
    assert!(desk.says("Memo on a coding as “Money”"));
    type_text(&mut desk.window, "Fine is a word for costly.");
    desk.window.get_by_label("On the source").click();
    desk.window.run_steps(4);
    assert!(desk.says("Memo on one"));
    // It is kept there from the first moment on.
    desk.saved();
    let drafts = Reader::open(&desk.path).unwrap().drafts().unwrap();
    assert!(matches!(drafts.as_slice(), [(place, text)] if place.contains("source") && text.contains("costly")), "{drafts:?}");
    desk.press(CTRL, Key::Enter);
    desk.saved();
    assert!(Reader::open(&desk.path).unwrap().drafts().unwrap().is_empty());
    let memos = corpus(&desk.path).memos;
    assert!(matches!(memos.as_slice(), [memo] if matches!(memo.subject, Subject::Source(_)) && memo.body == "Fine is a word for costly."));
    // Away from every coding it is on the source, or on the turn.
    desk.press(CTRL, Key::End);
    desk.press(ALT, Key::M);
    desk.window.get_by_label("On “We waited.”").click();
    desk.window.run_steps(4);
    assert!(desk.says("Memo on “We waited.”"));
}

#[test]
fn codings_that_a_memo_could_be_on_are_told_apart() {
    let mut desk = desk();
    desk.window.state().ask(themata::ui::command::ProjectCommand::Close);
    until(&mut desk.window, |app| app.project().is_none());
    let known = corpus(&desk.path);
    let (money, source) = (known.find_code("Money")[0], known.source_named("one").unwrap().id);
    let mut project = Project::open(&desk.path).unwrap();
    let coding = |start, end| themata::project::NewCoding { source, span: Span { start, end }, code: money };
    for (initials, spans) in [("BP", &[(21, 32), (21, 44)][..]), ("SK", &[(21, 39)])] {
        project.be_coder(initials, initials).unwrap();
        for (start, end) in spans {
            project.apply_codes(&[coding(*start, *end)]).unwrap();
        }
    }
    project.close().unwrap();
    desk.window.state().ask(themata::ui::command::ProjectCommand::OpenPath(desk.path.clone()));
    until(&mut desk.window, |app| app.project().is_some());
    desk.window.state().ask(themata::ui::command::Window::Show(themata::ui::ViewId::Read));
    desk.window.run_steps(4);
    desk.press(CTRL, Key::ArrowDown);
    desk.press(ALT, Key::M);
    let chips: Vec<String> = desk.window.query_all_by_label_contains("On the coding as").filter_map(|chip| chip.accesskit_node().label()).collect();
    assert_eq!(chips.len(), 3, "{chips:?}");
    assert!(chips.contains(&"On the coding as “Money” by SK".to_owned()), "{chips:?}");
    let own: Vec<&String> = chips.iter().filter(|chip| chip.starts_with("On the coding as “Money” by BP: “It was fine")).collect();
    assert!(own.len() == 2 && own[0] != own[1], "{chips:?}");
}

#[test]
fn a_memo_that_is_put_on_something_else_takes_no_place_of_one_that_is_half_written() {
    let mut desk = desk();
    let one = corpus(&desk.path).source_named("one").unwrap().id;
    let place = format!("memo/new/{}", serde_json::to_string(&Subject::Source(one)).unwrap());
    let older = r#"{"kind":"analytic","title":"","body":"A noisy room."}"#;
    desk.window.state().ask(MemoCommand::Keep(place.clone(), older.into()));
    desk.saved();
    desk.select_fine();
    desk.press(ALT, Key::M);
    type_text(&mut desk.window, "Fine is a word for costly.");
    desk.window.get_by_label("On the source").click();
    desk.window.run_steps(4);
    desk.saved();
    assert!(desk.said("half written") && desk.says("Memo on “It was fine”"));
    desk.press(CTRL, Key::Enter);
    desk.saved();
    assert_eq!(corpus(&desk.path).memos[0].body, "Fine is a word for costly.");
    assert_eq!(Reader::open(&desk.path).unwrap().drafts().unwrap(), [(place, older.to_owned())]);
}
