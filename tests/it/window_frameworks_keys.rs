//! Frameworks through time in the window: what shows is of what is chosen, and the keys stay at what they were at, whatever is read again meanwhile.

use super::gate::Gate;
use super::support::corpus;
use super::window::{Window, press, type_text};
use super::window_beside::gated;
use super::window_frameworks::{held, saved, shows, study, time};
use super::window_study::says;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use themata::model::{Code, FrameworkId};
use themata::project::{CodeWords, NewCoding, Project};
use themata::ui::ViewId;
use themata::ui::command::{CodeCommand, FrameworkCommand, Window as Show};

const NONE: Modifiers = Modifiers::NONE;
const ALT: Modifiers = Modifiers::ALT;

/// The study, in which a passage of the second framework is to be looked at again too.
fn both(path: &std::path::Path) -> Project {
    let mut project = study(path);
    let now = corpus(path);
    let (law, source) = (now.find_code("Law 1")[0], now.source_named("N1").unwrap().id);
    project.apply_codes(&[NewCoding { source, span: themata::model::Span::new(3, 8), code: law }]).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(3));
    project.define_code(law, CodeWords { description: Some("Another law.".into()), ..CodeWords::default() }).unwrap();
    project
}

/// Frame by frame until something shows; at each frame something else must hold.
#[track_caller]
fn until_shows(window: &mut Window, words: &str, holds: impl Fn(&Window) -> bool) {
    for _ in 0..3_000 {
        window.run_steps(1);
        assert!(holds(window), "before “{words}”");
        if says(window, words) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    panic!("“{words}” never showed");
}

fn frameworks(window: &Window) -> Vec<FrameworkId> {
    window.state().project().unwrap().corpus.frameworks().iter().map(|framework| framework.id).collect()
}

#[test]
fn of_a_framework_that_is_still_being_read_nothing_is_said() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("time.themata");
    both(&path).close().unwrap();
    let mut window = time(&path);
    press(&mut window, ALT, Key::L);
    shows(&mut window, "Relations / Trust, 3 codings");
    let laws = frameworks(&window)[1];
    window.state().ask(FrameworkCommand::Of(laws));
    window.state().ask(FrameworkCommand::AskOnly);
    until_shows(&mut window, "Law 1, 1 coding", |window| !says(window, "Nothing is to be looked at again") && !says(window, "Trust, 3 codings"));
    assert!(window.state().notices().iter().any(|words| words.contains("still being read")), "{:?}", window.state().notices());
    press(&mut window, ALT, Key::O);
    window.run_steps(2);
    assert!(says(&window, "Law 1 · 1"));
}

#[test]
fn what_holds_is_gone_at_once_while_it_is_still_being_written() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("time.themata");
    study(&path).close().unwrap();
    let gate = Gate::default();
    let mut window = gated(&path, "writer", &gate);
    let _end = gate.in_the_end();
    window.state().ask(Show::Show(ViewId::Frameworks));
    window.run_steps(4);
    press(&mut window, ALT, Key::L);
    shows(&mut window, "Relations / Trust, 3 codings");
    press(&mut window, NONE, Key::Home);
    gate.close_after(0);
    press(&mut window, NONE, Key::H);
    window.run_steps(10);
    assert!(says(&window, "Relations / Trust, 2 codings") && says(&window, "Coding 1 of 2"), "the row is gone before it is on the disk");
    press(&mut window, NONE, Key::H);
    window.run_steps(10);
    assert!(says(&window, "Relations / Trust, 1 coding"), "the next is the one that is noted then");
    gate.open();
    saved(&mut window);
    assert_eq!(corpus(&path).looked_again().len(), 2);
    until_shows(&mut window, "Look again · 1", |window| says(window, "Relations / Trust, 1 coding"));
}

#[test]
fn a_code_that_is_taken_off_while_looking_again_is_told_with_the_way_back() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("time.themata");
    study(&path).close().unwrap();
    let mut window = time(&path);
    press(&mut window, ALT, Key::L);
    shows(&mut window, "Relations / Trust, 3 codings");
    press(&mut window, NONE, Key::Home);
    let codings = |path: &std::path::Path| corpus(path).coding_count();
    let before = codings(&path);
    press(&mut window, NONE, Key::Delete);
    saved(&mut window);
    if says(&window, "Take the codings of others off?") {
        press(&mut window, NONE, Key::Enter);
        saved(&mut window);
    }
    assert_eq!(codings(&path), before - 1);
    assert!(!window.state().notices().is_empty() && window.query_by_label("Undo").is_some(), "{:?}", window.state().notices());
    press(&mut window, Modifiers::COMMAND, Key::Z);
    saved(&mut window);
    assert_eq!(codings(&path), before);
}

#[test]
fn two_versions_are_never_told_by_what_differs_between_two_others() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("time.themata");
    let mut project = study(&path);
    let now = corpus(&path);
    let (framework, first) = (now.frameworks()[0].id, now.framework_versions()[0].id);
    project.name_version(framework, "Second", "", "").unwrap();
    project.close().unwrap();
    let mut window = time(&path);
    shows(&mut window, "From Second to now");
    shows(&mut window, "Nothing differs");
    window.state().ask(FrameworkCommand::Compare(Some(first)));
    until_shows(&mut window, "Removed Luck", |window| !(says(window, "From First to now") && says(window, "Nothing differs")));
}

#[test]
fn the_keys_stay_at_a_change_when_others_come_before_it() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("time.themata");
    study(&path).close().unwrap();
    let mut window = time(&path);
    shows(&mut window, "Removed Luck");
    press(&mut window, NONE, Key::Enter);
    press(&mut window, NONE, Key::End);
    let trust = window.state().project().unwrap().corpus.code(corpus(&path).find_code("Trust")[0]).unwrap().clone();
    window.state().ask(CodeCommand::Edit(Box::new(Code { name: "Confidence".into(), ..trust })));
    saved(&mut window);
    shows(&mut window, "Renamed Relations/Trust to Confidence");
    press(&mut window, NONE, Key::Enter);
    window.run_steps(3);
    assert!(window.state().notices().iter().any(|words| words.contains("That code is gone")), "{:?}", window.state().notices());
}

#[test]
fn the_picture_says_whose_interviews_it_is_of_while_others_are_judged() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("held.themata");
    held(&path).close().unwrap();
    let mut window = time(&path);
    press(&mut window, ALT, Key::S);
    shows(&mut window, "Interview 8: ");
    let heads = |window: &Window, words: &str| window.query_all_by_label(words).count();
    // A row at the left, and the head over the picture.
    assert_eq!((heads(&window, "All interviews"), heads(&window, "North")), (2, 1));
    press(&mut window, ALT, Key::J);
    window.run_steps(2);
    type_text(&mut window, "orders 5,000");
    press(&mut window, NONE, Key::Enter);
    press(&mut window, ALT, Key::G);
    window.run_steps(2);
    type_text(&mut window, "North");
    press(&mut window, NONE, Key::Enter);
    until_shows(&mut window, "are coded in 4 interviews", |window| {
        says(window, "are coded in 8 interviews") == (heads(window, "All interviews") == 2)
    });
    assert_eq!((heads(&window, "All interviews"), heads(&window, "North")), (1, 2));
}

#[test]
fn what_was_written_of_a_version_is_not_lost_by_escape() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("time.themata");
    study(&path).close().unwrap();
    let mut window = time(&path);
    let asks = |window: &Window| says(window, "Leave without doing it?");
    press(&mut window, NONE, Key::N);
    assert!(says(&window, "Name Working as it stands"));
    press(&mut window, NONE, Key::Escape);
    assert!(!asks(&window) && !says(&window, "Name Working as it stands"), "nothing was written, nothing is asked");
    press(&mut window, NONE, Key::N);
    type_text(&mut window, "After March");
    press(&mut window, NONE, Key::Escape);
    assert!(asks(&window) && says(&window, "What you wrote of the version would be lost."));
    press(&mut window, NONE, Key::Escape);
    window.run_steps(3);
    assert!(!asks(&window) && says(&window, "Name Working as it stands"), "Esc on the question goes on writing");
    window.get_by_label("Cancel").click();
    window.run_steps(3);
    assert!(asks(&window), "the button asks too");
    press(&mut window, NONE, Key::Enter);
    window.run_steps(3);
    assert!(!asks(&window) && !says(&window, "Name Working as it stands"));
    assert_eq!(corpus(&path).framework_versions().len(), 1);
    // So do all that ask for words: here the description of the framework.
    let framework = frameworks(&window)[0];
    window.state().ask(CodeCommand::AskDescribe(framework));
    window.run_steps(4);
    type_text(&mut window, "Of our own");
    press(&mut window, NONE, Key::Escape);
    assert!(asks(&window) && says(&window, "What you wrote of the framework would be lost."));
}

#[test]
fn the_framework_that_was_looked_at_last_shows_again() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("time.themata");
    study(&path).close().unwrap();
    let mut window = time(&path);
    let laws = frameworks(&window)[1];
    assert!(says(&window, "Framework: Working"));
    window.state().ask(FrameworkCommand::Of(laws));
    window.run_steps(4);
    let config = window.state().config().clone();
    drop(window);
    let mut again = super::window::harness(config);
    again.state().ask(themata::ui::command::ProjectCommand::OpenPath(path));
    super::window::until(&mut again, |app| app.project().is_some());
    again.state().ask(Show::Show(ViewId::Chart));
    again.run_steps(4);
    shows(&mut again, "Columns: Laws · 1 code");
    again.state().ask(Show::Show(ViewId::Frameworks));
    again.run_steps(4);
    assert!(says(&again, "Framework: Laws"));
}

#[test]
fn a_version_that_somebody_else_named_is_removed_after_a_question() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("time.themata");
    let mut project = study(&path);
    project.be_coder("DD", "Dee Dunn").unwrap();
    let framework = corpus(&path).frameworks()[0].id;
    project.name_version(framework, "Theirs", "Agreed without us", "").unwrap();
    project.close().unwrap();
    let mut window = time(&path);
    shows(&mut window, "From Theirs to now");
    // The older one of two that were named.
    press(&mut window, NONE, Key::Home);
    press(&mut window, NONE, Key::ArrowDown);
    shows(&mut window, "From First to Theirs");
    let names = |window: &Window| window.state().project().unwrap().corpus.framework_versions().len();
    press(&mut window, NONE, Key::Delete);
    window.run_steps(2);
    assert!(says(&window, "Remove what somebody else named?") && says(&window, "DD named “Theirs” on"), "it is asked first");
    press(&mut window, NONE, Key::Escape);
    window.run_steps(2);
    assert_eq!(names(&window), 2);
    press(&mut window, NONE, Key::Delete);
    window.run_steps(2);
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    assert_eq!(names(&window), 1);
}
