//! What is typed and not finished: it survives the end of the program, goes on where it was, and is thrown away only when that was asked.

use super::support::corpus;
use super::window::{harness, press, type_text, until};
use super::window_read::{Desk, desk};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use std::time::Duration;
use themata::model::{CodeId, MemoKind, Subject};
use themata::project::{MemoDraft, Project, Reader};
use themata::ui::command::{CodeCommand, Command, Gathering, MemoCommand, ProjectCommand, ReportCommand};

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;

/// Waits until what is typed is kept, as it is once a second.
fn kept(desk: &mut Desk, count: usize) {
    std::thread::sleep(Duration::from_millis(1100));
    desk.saved();
    assert_eq!(Reader::open(&desk.path).unwrap().drafts().unwrap().len(), count);
}

/// The program ends without anything being finished, and is started again.
fn killed(mut desk: Desk) -> Desk {
    let config = desk.window.state().config().clone();
    desk.window = harness(config);
    desk.window.state().ask(ProjectCommand::OpenPath(desk.path.clone()));
    until(&mut desk.window, |app| app.project().is_some());
    desk.window.run_steps(3);
    desk
}

fn money(desk: &Desk) -> CodeId {
    corpus(&desk.path).find_code("Money")[0]
}

fn define(desk: &mut Desk) {
    let money = money(desk);
    desk.window.state().ask(CodeCommand::AskDefine(money));
    desk.window.run_steps(4);
}

#[test]
fn a_definition_changes_what_was_typed_and_nothing_else() {
    let mut desk = desk();
    define(&mut desk);
    type_text(&mut desk.window, "What things cost.");
    // Meanwhile the code gets another name and colour.
    let code = corpus(&desk.path).code(money(&desk)).unwrap().clone();
    let other = themata::model::Code { name: "Costs".into(), include: "Rents".into(), ..code };
    desk.window.state().ask(CodeCommand::Edit(Box::new(other)));
    desk.saved();
    desk.press(CTRL, Key::Enter);
    desk.saved();
    let corpus = corpus(&desk.path);
    let code = corpus.code(corpus.find_code("Costs")[0]).unwrap();
    assert_eq!((code.description.as_str(), code.include.as_str()), ("What things cost.", "Rents"));
    assert!(Reader::open(&desk.path).unwrap().drafts().unwrap().is_empty());
}

#[test]
fn escape_leaves_a_definition_as_it_was_and_asks_when_something_was_typed() {
    let mut desk = desk();
    define(&mut desk);
    assert!(desk.says("Exclude"));
    desk.press(NONE, Key::Escape);
    assert!(!desk.says("Exclude"), "nothing was typed, nothing is asked");
    define(&mut desk);
    type_text(&mut desk.window, "What things cost.");
    kept(&mut desk, 1);
    desk.press(NONE, Key::Escape);
    assert!(desk.says("Throw away what you typed?"));
    desk.press(NONE, Key::Escape);
    assert!(desk.says("Exclude"), "Esc on the question goes on writing");
    desk.window.get_by_label("Definition").focus();
    desk.window.run_steps(2);
    desk.press(NONE, Key::Escape);
    desk.press(NONE, Key::Enter);
    desk.saved();
    assert!(!desk.says("Exclude"));
    assert_eq!(corpus(&desk.path).code(money(&desk)).unwrap().description, "");
    assert!(Reader::open(&desk.path).unwrap().drafts().unwrap().is_empty());
}

#[test]
fn a_definition_survives_the_end_of_the_program() {
    let mut desk = desk();
    define(&mut desk);
    type_text(&mut desk.window, "What things cost.");
    kept(&mut desk, 1);
    let mut desk = killed(desk);
    assert!(desk.says("the definition of “Money” was being written"));
    assert!(desk.says("Alt Shift G goes on with it."), "the notice says its key");
    desk.window.get_by_label("Go on writing").click();
    desk.window.run_steps(5);
    desk.window.get_by_label("Done").click();
    desk.window.run_steps(3);
    desk.saved();
    assert_eq!(corpus(&desk.path).code(money(&desk)).unwrap().description, "What things cost.");
}

#[test]
fn choosing_another_code_writes_the_definition() {
    let mut desk = desk();
    define(&mut desk);
    type_text(&mut desk.window, "What things cost.");
    let staff = corpus(&desk.path).find_code("Staff")[0];
    desk.window.state().ask(CodeCommand::AskDefine(staff));
    desk.window.run_steps(4);
    desk.saved();
    type_text(&mut desk.window, "Who works here.");
    desk.press(CTRL, Key::Enter);
    desk.saved();
    let corpus = corpus(&desk.path);
    let words = |name: &str| corpus.code(corpus.find_code(name)[0]).unwrap().description.clone();
    assert_eq!((words("Money"), words("Staff")), ("What things cost.".into(), "Who works here.".into()));
}

#[test]
fn every_memo_that_was_being_written_is_offered_and_opens_as_itself() {
    let desk = desk();
    let Desk { path, .. } = &desk;
    let (path, memo) =
        (path.clone(), |body: &str| MemoDraft { subject: Subject::Project, kind: MemoKind::Method, title: String::new(), body: body.into() });
    let mut desk = desk;
    desk.window.state().ask(ProjectCommand::Close);
    until(&mut desk.window, |app| app.project().is_none());
    std::thread::sleep(Duration::from_millis(200));
    let mut project = Project::open(&path).unwrap();
    project.be_coder("BP", "Bo Price").unwrap();
    let older = project.add_memo(memo("How we chose the sites.")).unwrap().value;
    project.add_memo(memo("How we asked.")).unwrap();
    project.close().unwrap();
    let mut desk = killed(desk);
    // The older of two memos on one thing is changed, and a new one on a source begun.
    desk.window.state().ask(MemoCommand::OpenMemo(older));
    desk.window.run_steps(4);
    type_text(&mut desk.window, "By size. ");
    kept(&mut desk, 1);
    let mut desk = killed(desk);
    assert!(desk.says("a memo on the project was being written"));
    let one = corpus(&desk.path).source_named("one").unwrap().id;
    desk.window.state().ask(MemoCommand::Open(Subject::Source(one)));
    desk.window.run_steps(4);
    type_text(&mut desk.window, "Noisy room.");
    kept(&mut desk, 2);
    let mut desk = killed(desk);
    assert!(desk.says("2 texts were being written"));
    desk.window.get_by_label("Show them").click();
    desk.window.run_steps(4);
    assert!(desk.says("A memo on one: Noisy room."));
    type_text(&mut desk.window, "project");
    desk.press(NONE, Key::Enter);
    desk.window.run_steps(3);
    press(&mut desk.window, CTRL, Key::Enter);
    desk.saved();
    let corpus = corpus(&desk.path);
    let body = |id| corpus.memos.iter().find(|memo| memo.id == id).unwrap().body.clone();
    assert!(body(older).contains("By size.") && body(older).contains("How we chose the sites."), "{}", body(older));
    assert_eq!(corpus.memos.iter().filter(|memo| memo.body == "How we asked.").count(), 1);
    assert_eq!(Reader::open(&desk.path).unwrap().drafts().unwrap().len(), 1, "the other is still there to go on with");
}

/// Asks for words in a dialog, types some, is killed, goes on with them, and then leaves them: they are asked about, and gone.
fn survives_and_is_asked_about(ask: impl Fn(&mut Desk) -> Command, on: &str, read: impl Fn(&Desk) -> String) {
    let mut desk = desk();
    let command = ask(&mut desk);
    desk.window.state().ask(command.clone());
    desk.window.run_steps(4);
    type_text(&mut desk.window, "Nights are dear.");
    kept(&mut desk, 1);
    let mut desk = killed(desk);
    assert!(desk.says(on), "{on}");
    desk.window.get_by_label("Go on writing").click();
    desk.window.run_steps(5);
    desk.press(CTRL, Key::Enter);
    desk.saved();
    assert_eq!(read(&desk), "Nights are dear.");
    assert!(Reader::open(&desk.path).unwrap().drafts().unwrap().is_empty());
    desk.window.state().ask(command);
    desk.window.run_steps(4);
    desk.press(CTRL, Key::A);
    type_text(&mut desk.window, "Something else.");
    kept(&mut desk, 1);
    desk.press(NONE, Key::Escape);
    assert!(desk.says("Leave without doing it?"), "Esc asks");
    desk.press(NONE, Key::Escape);
    assert!(desk.says("Keep it"), "Esc on the question goes on writing");
    desk.press(NONE, Key::Escape);
    desk.press(NONE, Key::Enter);
    desk.saved();
    assert_eq!(read(&desk), "Nights are dear.");
    assert!(Reader::open(&desk.path).unwrap().drafts().unwrap().is_empty(), "what was left is left");
}

#[test]
fn what_a_theme_says_survives_the_end_of_the_program_and_is_asked_about_before_it_goes() {
    let ask = |desk: &mut Desk| Gathering::PickStatement(money(desk)).into();
    let read = |desk: &Desk| corpus(&desk.path).code(money(desk)).unwrap().statement.clone();
    survives_and_is_asked_about(ask, "what “Money” says was being written", read);
}

#[test]
fn an_introduction_survives_the_end_of_the_program_and_is_asked_about_before_it_goes() {
    let ask = |desk: &mut Desk| {
        desk.window.state().ask(Gathering::BeginReport("Board".into(), vec![money(desk)]));
        desk.saved();
        ReportCommand::PickIntro(corpus(&desk.path).reports()[0].id).into()
    };
    let read = |desk: &Desk| corpus(&desk.path).reports()[0].intro.clone();
    survives_and_is_asked_about(ask, "the introduction of “Board” was being written", read);
}

#[test]
fn words_that_are_left_over_say_so_in_their_field_and_their_notice_goes_once_they_are_kept_or_thrown_away() {
    let told = |desk: &Desk| desk.window.state().notices().iter().any(|said| said.contains("what “Money” says was being written"));
    let left_over = "These words were being written when the program last ended";
    for keeps in [true, false] {
        let mut desk = desk();
        let ask = Gathering::PickStatement(money(&desk));
        desk.window.state().ask(ask.clone());
        desk.window.run_steps(4);
        assert!(!desk.says(left_over));
        type_text(&mut desk.window, "Nights are dear.");
        kept(&mut desk, 1);
        let mut desk = killed(desk);
        // Not by the button of the notice: as one comes to it.
        desk.window.state().ask(ask.clone());
        desk.window.run_steps(5);
        assert!(told(&desk) && desk.says(left_over));
        if keeps {
            desk.press(CTRL, Key::Enter);
        } else {
            desk.press(NONE, Key::Escape);
            desk.press(NONE, Key::Enter);
        }
        desk.saved();
        desk.window.run_steps(3);
        assert!(!told(&desk), "{:?}", desk.window.state().notices());
        desk.window.state().ask(ask);
        desk.window.run_steps(4);
        assert!(!desk.says(left_over));
    }
}
