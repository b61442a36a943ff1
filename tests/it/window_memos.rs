//! Memos at work, by keys: listed kind by kind, filtered, read, settled and opened again.

use super::window::{Window, press, type_text, until};
use super::window_study::{field, opened, says};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use std::path::Path;
use themata::model::{Linked, MemoKind, MemoState, Subject};
use themata::project::{MemoDraft, Project};
use themata::ui::ViewId;
use themata::ui::command::{MemoCommand, Showing, Window as Show};

const NONE: Modifiers = Modifiers::NONE;

pub fn shown(path: &Path) -> Window {
    let mut window = opened(path);
    window.state().ask(Show::Show(ViewId::Memos));
    window.run_steps(5);
    window
}

pub fn saved(window: &mut Window) {
    window.run_steps(2);
    until(window, |app| !app.project().unwrap().saving());
    window.run_steps(3);
}

fn write(project: &mut Project, kind: MemoKind, title: &str, subject: Subject) {
    let draft = MemoDraft { subject, kind, title: title.into(), body: "We code clauses, not turns.".into() };
    project.add_memo(draft).unwrap();
}

/// A study with two meetings and a memo on method.
pub fn study(path: &Path) {
    let mut project = field(path);
    write(&mut project, MemoKind::Meeting, "First meeting", Subject::Project);
    let money = super::support::corpus(path).find_code("Money")[0];
    write(&mut project, MemoKind::Meeting, "Second meeting", Subject::Code(money));
    write(&mut project, MemoKind::Method, "How we code", Subject::Project);
    project.close().unwrap();
}

fn open(window: &Window) -> usize {
    window.state().project().unwrap().corpus.open_memos()
}

#[test]
fn memos_are_listed_read_and_opened() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("memos.themata");
    let mut project = field(&path);
    write(&mut project, MemoKind::Meeting, "Second meeting", Subject::Project);
    write(&mut project, MemoKind::Method, "How we code", Subject::Project);
    project.close().unwrap();
    let mut window = shown(&path);
    assert!(says(&window, "How we code, method, on the project, BP"));
    window.get_by_label("method, 1").click();
    window.run_steps(3);
    assert!(!says(&window, "How we code") && says(&window, "Second meeting, meeting"));
    assert!(says(&window, "Meetings, 1, unfolded"));
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::ArrowDown);
    assert!(says(&window, "We code clauses, not turns."), "the memo stands at the right");
    press(&mut window, NONE, Key::Enter);
    window.run_steps(3);
    assert!(says(&window, "Done"), "the memo opens to be changed");
    press(&mut window, NONE, Key::Escape);
    press(&mut window, NONE, Key::Delete);
    saved(&mut window);
    assert!(window.state().project().unwrap().corpus.memos.iter().all(|memo| memo.title != "Second meeting"));
}

#[test]
fn memos_are_settled_alone_and_together_and_opened_again() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("settled.themata");
    study(&path);
    let mut window = shown(&path);
    assert!(says(&window, "3 memos") && says(&window, "3 open"));
    // Method stands before meetings: its head, then its memo.
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::S);
    saved(&mut window);
    assert_eq!(open(&window), 2);
    assert!(says(&window, "settled by BP") && says(&window, "Memos on method, 1 · all settled, unfolded"));
    press(&mut window, NONE, Key::S);
    saved(&mut window);
    assert_eq!(open(&window), 3, "settled memos are opened again");
    press(&mut window, Modifiers::COMMAND, Key::A);
    press(&mut window, NONE, Key::S);
    saved(&mut window);
    assert_eq!(open(&window), 0);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    saved(&mut window);
    assert_eq!(open(&window), 3, "one step back");
    // Space chooses two of them.
    press(&mut window, NONE, Key::Space);
    press(&mut window, Modifiers::COMMAND, Key::A);
    press(&mut window, NONE, Key::Space);
    press(&mut window, NONE, Key::S);
    saved(&mut window);
    assert_eq!(open(&window), 1);
    assert!(says(&window, "2 chosen"));
    window.state().ask(Show::Show(ViewId::Study));
    window.run_steps(5);
    assert!(says(&window, "1 memo is open"), "the study says what is left to be talked about");
}

#[test]
fn heads_fold_and_filters_leave_memos_out() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("folds.themata");
    study(&path);
    let mut window = shown(&path);
    press(&mut window, NONE, Key::End);
    assert!(says(&window, "on the project"), "the oldest meeting stands last");
    press(&mut window, NONE, Key::ArrowLeft);
    press(&mut window, NONE, Key::Enter);
    assert!(says(&window, "Meetings, 2, folded") && !says(&window, "Second meeting, meeting"));
    press(&mut window, NONE, Key::ArrowRight);
    assert!(says(&window, "Second meeting, meeting"));
    press(&mut window, Modifiers::ALT, Key::B);
    type_text(&mut window, "money");
    press(&mut window, NONE, Key::Enter);
    window.run_steps(3);
    assert!(says(&window, "1 of 3 memos") && says(&window, "Second meeting, meeting"));
    window.state().ask(Show::ShowAll);
    window.run_steps(3);
    press(&mut window, Modifiers::ALT, Key::R);
    type_text(&mut window, "oldest");
    press(&mut window, NONE, Key::Enter);
    window.run_steps(3);
    assert!(!says(&window, "Meetings, 2"), "by time there are no heads");
    let place = |window: &Window, title: &str| window.query_all_by_label_contains(&format!("{title}, me")).next().expect(title).rect().top();
    assert!(place(&window, "First meeting") < place(&window, "Second meeting"));
    press(&mut window, Modifiers::ALT, Key::S);
    type_text(&mut window, "settled");
    press(&mut window, NONE, Key::Enter);
    window.run_steps(3);
    assert!(says(&window, "No memo fits these filters"));
    assert!(
        window
            .state()
            .project()
            .unwrap()
            .corpus
            .memos
            .iter()
            .all(|memo| { window.state().project().unwrap().corpus.memo_state(memo.id) == MemoState::Open })
    );
}

#[test]
fn what_is_folded_away_is_neither_chosen_nor_removed() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("folded.themata");
    study(&path);
    let mut window = shown(&path);
    let titles = |window: &Window| -> Vec<String> { window.state().project().unwrap().corpus.memos.iter().map(|memo| memo.title.clone()).collect() };
    press(&mut window, NONE, Key::End);
    press(&mut window, NONE, Key::ArrowLeft);
    press(&mut window, NONE, Key::Enter);
    assert!(says(&window, "Meetings, 2, folded"));
    press(&mut window, Modifiers::COMMAND, Key::A);
    press(&mut window, NONE, Key::S);
    saved(&mut window);
    assert_eq!(open(&window), 2, "what is chosen is what shows: the memo on method");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    saved(&mut window);
    // The keys are at a memo as every kind is folded: they are at its head then, and Delete is about no memo.
    press(&mut window, NONE, Key::End);
    press(&mut window, NONE, Key::ArrowRight);
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::Space);
    press(&mut window, NONE, Key::Space);
    window.state().ask(Showing::Fold);
    press(&mut window, NONE, Key::Delete);
    saved(&mut window);
    assert_eq!(titles(&window), ["First meeting", "Second meeting", "How we code"]);
    press(&mut window, NONE, Key::Enter);
    assert!(says(&window, "Meetings, 2, unfolded"), "the keys are at the head");
}

#[test]
fn a_memo_is_linked_gone_to_and_taken_off_by_keys() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("links.themata");
    study(&path);
    let mut window = shown(&path);
    let linked = |window: &Window| {
        let corpus = &window.state().project().unwrap().corpus;
        let memo = corpus.memos.iter().find(|memo| memo.title == "How we code").unwrap().id;
        corpus.links_of_memo(memo).iter().map(|link| link.to).collect::<Vec<_>>()
    };
    let first = window.state().project().unwrap().corpus.memos[0].id;
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::L);
    type_text(&mut window, "first meeting");
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    assert_eq!(linked(&window), [Linked::Memo(first)]);
    press(&mut window, NONE, Key::L);
    type_text(&mut window, "money");
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    let money = window.state().project().unwrap().corpus.find_code("Money")[0];
    assert_eq!(linked(&window), [Linked::Memo(first), Linked::On(Subject::Code(money))]);
    // The way to what is linked, and back.
    window.get_by_label_contains("First meeting, go there").click();
    window.run_steps(4);
    assert!(says(&window, "Linked from") && says(&window, "How we code, go there"));
    window.get_by_label_contains("How we code, go there").click();
    window.run_steps(4);
    assert!(says(&window, "Linked to"));
    window.get_by_label_contains("Take the link to First meeting off").click();
    saved(&mut window);
    assert_eq!(linked(&window), [Linked::On(Subject::Code(money))]);
    press(&mut window, Modifiers::SHIFT, Key::L);
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    assert!(linked(&window).is_empty());
    press(&mut window, Modifiers::COMMAND, Key::Z);
    saved(&mut window);
    assert_eq!(linked(&window).len(), 1, "one step back");
}

#[test]
fn a_passage_is_linked_to_a_memo_that_is_written_already() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("passage.themata");
    study(&path);
    let mut window = opened(&path);
    let one = window.state().project().unwrap().corpus.source_named("one").unwrap().id;
    window.state().ask(Show::Go(themata::ui::command::Target::Source(one)));
    window.run_steps(6);
    press(&mut window, Modifiers { alt: true, shift: true, ..NONE }, Key::M);
    type_text(&mut window, "how we code");
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    let corpus = &window.state().project().unwrap().corpus;
    let memo = corpus.memos.iter().find(|memo| memo.title == "How we code").unwrap();
    let links = corpus.links_of_memo(memo.id);
    assert!(matches!(links[0].to, Linked::On(Subject::Passage(source, ..)) if source == one), "{links:?}");
    assert!(says(&window, "1 memo on this passage"), "its mark stands beside the words");
}

#[test]
fn a_coding_that_a_memo_is_linked_to_has_its_mark_as_one_that_it_is_on() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("linked.themata");
    study(&path);
    let now = super::support::corpus(&path);
    let coding = now.codings().find(|coding| now.source(coding.source).is_some_and(|source| source.name == "one")).unwrap().clone();
    let mut project = Project::open(&path).unwrap();
    project.be_coder("BP", "Bo Price").unwrap();
    project.link_memo(now.memos[0].id, &[Linked::On(Subject::Coding(coding.id))]).unwrap();
    project.close().unwrap();
    let mut window = opened(&path);
    window.state().ask(Show::Go(themata::ui::command::Target::Source(coding.source)));
    window.run_steps(6);
    let name = &now.code(coding.code).unwrap().name;
    assert!(says(&window, &format!("{name} by BP, with a memo")), "the stripe of {name}");
}

#[test]
fn a_memo_that_was_just_written_is_the_chosen_one() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("memos.themata");
    study(&path);
    let mut window = shown(&path);
    window.state().ask(MemoCommand::Open(Subject::Project));
    window.run_steps(4);
    window.get_by_label("New memo").click();
    window.run_steps(3);
    window.get_by_label("Words of the memo").focus();
    window.run_steps(2);
    type_text(&mut window, "Ask the porters too.");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    saved(&mut window);
    press(&mut window, NONE, Key::S);
    saved(&mut window);
    let corpus = &window.state().project().unwrap().corpus;
    let new = corpus.memos.iter().find(|memo| memo.body == "Ask the porters too.").unwrap();
    assert!(corpus.memo_standing(new.id).is_some_and(|standing| standing.state == MemoState::Settled), "S settles what was written");
}

#[test]
fn a_second_click_on_what_opened_a_memo_leaves_the_keys_in_its_card() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("memos.themata");
    field(&path).close().unwrap();
    let mut window = shown(&path);
    let at = window.get_by_label("Write one on the project").rect().center();
    let click = |window: &mut Window, between: usize| {
        window.event(egui::Event::PointerMoved(at));
        for pressed in [true, false] {
            window.event(egui::Event::PointerButton { pos: at, button: egui::PointerButton::Primary, pressed, modifiers: NONE });
            window.run_steps(between);
        }
    };
    click(&mut window, 1);
    click(&mut window, 1);
    window.run_steps(3);
    click(&mut window, 2);
    type_text(&mut window, "Lost words");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    saved(&mut window);
    let corpus = window.state().project().unwrap().corpus.clone();
    assert_eq!(corpus.memos.iter().map(|memo| memo.body.as_str()).collect::<Vec<_>>(), ["Lost words"]);
}

#[test]
fn kinds_and_states_count_what_the_other_filters_leave() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("memos.themata");
    study(&path);
    let mut window = shown(&path);
    assert!(says(&window, "All, 3") && says(&window, "meeting, 2") && says(&window, "method, 1"));
    let money = window.state().project().unwrap().corpus.find_code("Money")[0];
    window.state().ask(MemoCommand::About(Some(themata::analysis::Matter::Code(money))));
    window.run_steps(3);
    assert!(says(&window, "All, 1") && says(&window, "Settled, 0") && says(&window, "meeting, 1") && says(&window, "method, 0"));
}
