//! The smaller dialogs and the column beside the case table, by keys: a new case for speakers, kinds of cases, coders.

use super::window::{Window, harness, press, type_text, until};
use super::window_study::{field, opened, says};
use super::window_themes::{Open, open};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::Path;
use themata::analysis::Corpus;
use themata::model::{MemoKind, Subject};
use themata::project::{MemoDraft, Project};
use themata::ui::ViewId;
use themata::ui::command::{CaseCommand, CodeCommand, Command, FrameworkCommand, Gathering, Study, Window as Show};
use themata::ui::config::Config;

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;

/// A window that shows this view of a study with two people at one site; `more` goes into it before.
fn shown(path: &Path, view: ViewId, more: impl FnOnce(&mut Project)) -> Window {
    let mut project = field(path);
    more(&mut project);
    project.close().unwrap();
    let mut window = opened(path);
    window.state().ask(Show::Show(view));
    window.run_steps(5);
    window
}

fn corpus(window: &Window) -> &Corpus {
    &window.state().project().unwrap().corpus
}

fn keys(window: &mut Window, list: &[Key]) {
    list.iter().for_each(|key| press(window, NONE, *key));
}

fn saved(window: &mut Window) {
    window.run_steps(3);
    until(window, |app| !app.project().unwrap().saving());
    window.run_steps(3);
}

/// Goes on with Tab until this control has the focus.
fn tab_to(window: &mut Window, role: Role, name: &str) {
    for _ in 0..40 {
        press(window, NONE, Key::Tab);
        if window.query_all_by_role(role).any(|node| node.is_focused() && node.accesskit_node().label().as_deref() == Some(name)) {
            return;
        }
    }
    panic!("Tab does not come to “{name}”");
}

fn kind(window: &Window, name: &str) -> Option<themata::model::CaseKind> {
    corpus(window).kind_named(name).cloned()
}

#[test]
fn a_speaker_is_joined_to_a_case_that_is_made_for_it() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = shown(&dir.path().join("join.themata"), ViewId::Speakers, |_| {});
    keys(&mut window, &[Key::ArrowDown, Key::ArrowDown, Key::J]);
    type_text(&mut window, "P09");
    keys(&mut window, &[Key::Enter]);
    let made = |window: &Window| corpus(window).cases().iter().find(|case| case.name == "P09").cloned();
    // What the new case is may be asked; the first answer is a person.
    for _ in 0..3 {
        saved(&mut window);
        if made(&window).is_none() {
            keys(&mut window, &[Key::Enter]);
        }
    }
    let case = made(&window).expect("the case is made");
    assert!(corpus(&window).person_kinds().contains(&case.kind));
    let one = corpus(&window).source_named("one").unwrap().id;
    assert_eq!(corpus(&window).speakers(one)[1].case_id, Some(case.id));
    assert!(corpus(&window).cases_of(one).contains(&case.id), "the source is the case's too");
    press(&mut window, CTRL, Key::Z);
    saved(&mut window);
    assert!(made(&window).is_none(), "made and joined in one step");
}

#[test]
fn a_kind_of_case_is_made_changed_and_removed_by_keys() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = shown(&dir.path().join("kind.themata"), ViewId::Cases, |_| {});
    window.state().ask(CaseCommand::NewKind);
    window.run_steps(4);
    assert!(says(&window, "New kind of case"));
    keys(&mut window, &[Key::Enter]);
    assert!(says(&window, "New kind of case"), "without a name it is not made");
    type_text(&mut window, "organisation");
    tab_to(&mut window, Role::Button, "site");
    keys(&mut window, &[Key::Space]);
    window.get_by_label("Name of the kind").focus();
    window.run_steps(2);
    keys(&mut window, &[Key::Enter]);
    saved(&mut window);
    let site = kind(&window, "site").unwrap().id;
    let made = kind(&window, "organisation").expect("it is made");
    assert_eq!(made.parent, Some(site));
    // It cannot lie below itself, and can be renamed.
    window.state().ask(CaseCommand::AskEditKind(made.id));
    window.run_steps(4);
    assert!(says(&window, "Change the kind of case"));
    assert!(window.query_by_role_and_label(Role::Button, "organisation").is_none());
    press(&mut window, CTRL, Key::A);
    type_text(&mut window, "body");
    keys(&mut window, &[Key::Enter]);
    saved(&mut window);
    assert_eq!(kind(&window, "body").map(|kind| kind.id), Some(made.id));
    window.state().ask(CaseCommand::AskEditKind(made.id));
    window.run_steps(4);
    type_text(&mut window, "never");
    keys(&mut window, &[Key::Escape]);
    assert!(!says(&window, "Change the kind of case") && kind(&window, "body").is_some(), "Esc leaves it");
    window.state().ask(CaseCommand::MenuOfKind(made.id));
    window.run_steps(4);
    type_text(&mut window, "remove");
    keys(&mut window, &[Key::Enter]);
    saved(&mut window);
    assert!(kind(&window, "body").is_none());
}

#[test]
fn a_coder_is_chosen_and_changed_by_keys() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = shown(&dir.path().join("coder.themata"), ViewId::Study, |_| {});
    window.state().ask(Study::Coders);
    window.run_steps(4);
    type_text(&mut window, "bo");
    keys(&mut window, &[Key::Enter]);
    assert!(says(&window, "Change the coder"));
    press(&mut window, CTRL, Key::A);
    type_text(&mut window, "Boaz Price");
    keys(&mut window, &[Key::Tab]);
    press(&mut window, CTRL, Key::A);
    type_text(&mut window, "BOP");
    keys(&mut window, &[Key::Tab]);
    type_text(&mut window, "Second coder");
    keys(&mut window, &[Key::Enter]);
    saved(&mut window);
    let coder = corpus(&window).coders[0].clone();
    assert_eq!((coder.name.as_str(), coder.initials.as_str(), coder.role.as_str()), ("Boaz Price", "BOP", "Second coder"));
    assert_eq!(
        window.state().config().coder.as_ref().map(|own| own.initials.clone()),
        Some("BOP".into()),
        "the window goes on under the new initials"
    );
    window.state().ask(Study::AskCoder(coder.id));
    window.run_steps(4);
    keys(&mut window, &[Key::Tab]);
    press(&mut window, CTRL, Key::A);
    keys(&mut window, &[Key::Backspace, Key::Enter]);
    assert!(says(&window, "Change the coder"), "a coder has initials");
    keys(&mut window, &[Key::Escape]);
    assert_eq!(corpus(&window).coders[0], coder);
}

#[test]
fn the_column_beside_the_case_table_says_what_a_row_holds() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("detail.themata");
    let mut window = shown(&path, ViewId::Cases, |project| {
        let first = super::support::corpus(&path).cases().iter().find(|case| case.name == "P01").unwrap().id;
        let draft = MemoDraft { subject: Subject::Case(first), kind: MemoKind::FieldNote, title: "Quiet".into(), body: "Has seen much.".into() };
        project.add_memo(draft).unwrap();
    });
    assert!(says(&window, "person · North") && says(&window, "Sources · 1") && says(&window, "Memos · 1"));
    keys(&mut window, &[Key::ArrowDown]);
    assert!(says(&window, "Memos · 0") && says(&window, "Nothing is written down yet."), "the column follows the row");
    keys(&mut window, &[Key::ArrowUp]);
    // From the table to the column by Tab: its sources are given, its memo is opened, its source is read.
    tab_to(&mut window, Role::Button, "Give it sources, or take them away");
    keys(&mut window, &[Key::Enter]);
    assert!(says(&window, "Sources of P01"));
    type_text(&mut window, "two");
    keys(&mut window, &[Key::Enter]);
    saved(&mut window);
    assert!(says(&window, "Sources · 2"));
    press(&mut window, CTRL, Key::Z);
    saved(&mut window);
    assert!(says(&window, "Sources · 1"));
    window.get_by_label("Quiet").focus();
    keys(&mut window, &[Key::Enter]);
    assert!(says(&window, "Memo on P01") || says(&window, "Memo on the case"), "the memo opens");
    keys(&mut window, &[Key::Escape]);
    window.get_all_by_label("one").last().unwrap().focus();
    keys(&mut window, &[Key::Enter]);
    window.run_steps(4);
    assert!(says(&window, "It was fine, but costly."), "the source opens in Read");
}

#[test]
#[cfg(unix)]
fn a_whole_path_that_is_written_behind_the_folder_in_the_field_is_that_path() {
    let dir = tempfile::tempdir().unwrap();
    field(&dir.path().join("first.themata")).close().unwrap();
    let second = dir.path().join("second.themata");
    field(&second).close().unwrap();
    let mut window = opened(&dir.path().join("first.themata"));
    press(&mut window, CTRL, Key::O);
    window.run_steps(3);
    assert!(says(&window, "Open a project"));
    let written = second.display().to_string();
    // The field begins with a folder; the path is pasted behind it, and its end completed.
    type_text(&mut window, written.trim_end_matches("ond.themata"));
    press(&mut window, NONE, Key::Tab);
    press(&mut window, NONE, Key::Enter);
    until(&mut window, |app| app.project().is_some_and(|desk| desk.path() == second));
}

#[test]
fn a_path_that_begins_in_no_folder_begins_in_the_one_that_is_shown() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("wards")).unwrap();
    let mut window = harness(Config::default());
    let before = dir.path().join("Study.txt");
    std::fs::write(&before, "").unwrap();
    // The place that is offered for a project of these files lies beside them.
    window.state().ask(themata::ui::command::ProjectCommand::NewFrom(vec![before]));
    window.run_steps(4);
    press(&mut window, CTRL, Key::A);
    type_text(&mut window, "wards/North.themata");
    let place = dir.path().join("wards/North.themata");
    assert!(says(&window, &format!("In full: {}", place.display())), "it is said what it comes to");
    press(&mut window, CTRL, Key::A);
    type_text(&mut window, "nowhere/North.themata");
    assert!(says(&window, &format!("There is no folder {}.", dir.path().join("nowhere").display())), "the folder that is missing is named");
    press(&mut window, CTRL, Key::A);
    type_text(&mut window, "wards/North.themata");
    press(&mut window, NONE, Key::Enter);
    window.run_steps(3);
    assert!(says(&window, "Name of the project"));
    window.state().ask(themata::ui::command::ProjectCommand::Create(place.clone(), "North".into(), Vec::new()));
    until(&mut window, |app| app.project().is_some_and(|desk| desk.path() == place));
}

#[test]
fn what_was_said_of_a_project_goes_with_it() {
    let dir = tempfile::tempdir().unwrap();
    let (first, second) = (dir.path().join("first.themata"), dir.path().join("second.themata"));
    field(&second).close().unwrap();
    // Somebody else writes in the first.
    let held = field(&first);
    let mut window = opened(&first);
    assert!(window.state().notices().iter().any(|notice| notice.contains("open for reading only")), "{:?}", window.state().notices());
    window.state().ask(themata::ui::command::ProjectCommand::OpenPath(second.clone()));
    until(&mut window, |app| app.project().is_some_and(|desk| desk.path() == second));
    assert!(!window.state().notices().iter().any(|notice| notice.contains("open for reading only")), "{:?}", window.state().notices());
    held.close().unwrap();
}

#[test]
fn where_a_project_is_open_for_reading_only_no_field_opens_whose_words_would_be_lost() {
    let Open { window: _first, folder } = open();
    let mut second = opened(&folder.path().join("nights.themata"));
    let (trust, framework) = {
        let corpus = &second.state().project().unwrap().corpus;
        (corpus.find_code("Trust")[0], corpus.frameworks()[0].id)
    };
    let asks: [Command; 3] =
        [Gathering::PickStatement(trust).into(), FrameworkCommand::AskNameOf(framework).into(), CodeCommand::AskRename(trust).into()];
    for ask in asks {
        second.state().ask(ask);
        second.run_steps(3);
        assert!(second.state().notices().iter().any(|notice| notice.contains("open for reading only")), "{:?}", second.state().notices());
        assert!(second.query_by_role(Role::Dialog).is_none(), "nothing opens to be typed in");
    }
}
