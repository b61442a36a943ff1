//! Reading and coding in the window by keys alone; what comes of it is read from the project file.

use super::support::{corpus, import, interview};
use super::window::{Window, harness, press, type_text, until};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use std::path::PathBuf;
use themata::model::{Coding, Span};
use themata::project::{NewCoding, Project, Reader, Template, TemplateCode};
use themata::ui::Themata;
use themata::ui::command::ProjectCommand;
use themata::ui::config::{Config, Identity};

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const ALT: Modifiers = Modifiers::ALT;

pub struct Desk {
    pub window: Window,
    pub path: PathBuf,
    _folder: tempfile::TempDir,
}

/// A window that reads the first of two interviews, coded by BP; Money is on the key 1.
pub fn desk() -> Desk {
    desk_with(|_, _| ())
}

/// The same with what was done to its file before.
pub fn desk_with(prepare: impl FnOnce(&mut Project, &themata::analysis::Corpus)) -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("small.themata");
    let mut project = Project::create(&path, "Small").unwrap();
    project.be_coder("BP", "Bo Price").unwrap();
    let code = |name: &str, children: Vec<TemplateCode>| TemplateCode { name: name.into(), children, ..TemplateCode::default() };
    let codes = vec![code("Law 1", vec![code("Staff", vec![])]), code("Law 2", vec![code("Money", vec![])])];
    project.add_framework(&Template { name: "Laws".into(), codes, ..Template::default() }).unwrap();
    let first = ["How was it?", "It was fine, but costly.", "Why was that?", "Money as ever. And never enough of it.", "And then?", "We waited."];
    import(&mut project, None, vec![interview("one", &first), interview("two", &["And now?", "More people."])]).unwrap();
    let money = corpus(&path).find_code("Money")[0];
    project.set_pin(1, Some(money)).unwrap();
    prepare(&mut project, &corpus(&path));
    project.close().unwrap();
    let config = Config { coder: Some(Identity { name: "Bo Price".into(), initials: "BP".into() }), ..Config::default() };
    let mut window = harness(config);
    window.state().ask(ProjectCommand::OpenPath(path.clone()));
    until(&mut window, |app: &Themata| app.project().is_some());
    window.state().ask(themata::ui::command::Window::Show(themata::ui::ViewId::Read));
    window.run_steps(3);
    Desk { window, path, _folder: folder }
}

impl Desk {
    pub fn press(&mut self, modifiers: Modifiers, key: Key) {
        press(&mut self.window, modifiers, key);
    }

    /// Presses a key several times.
    pub fn times(&mut self, count: usize, modifiers: Modifiers, key: Key) {
        (0..count).for_each(|_| self.press(modifiers, key));
    }

    /// Waits until everything is on disk.
    pub fn saved(&mut self) {
        self.window.run_steps(2);
        until(&mut self.window, |app: &Themata| app.project().is_some_and(|desk| !desk.saving()));
        self.window.run_steps(2);
    }

    /// The codings on disk: code and words.
    pub fn codings(&mut self) -> Vec<(String, String)> {
        self.saved();
        let reader = Reader::open(&self.path).unwrap();
        let corpus = reader.corpus().unwrap();
        let words = |coding: &Coding| reader.source_text(&corpus, coding.source).unwrap().words_of(coding.span);
        corpus.codings().map(|coding| (corpus.path(coding.code).join("/"), words(coding))).collect()
    }

    /// Selects the words “It was fine”.
    pub fn select_fine(&mut self) {
        self.press(CTRL, Key::ArrowDown);
        self.times(3, CTRL | SHIFT, Key::ArrowRight);
    }

    pub fn says(&self, words: &str) -> bool {
        self.window.query_all_by_label_contains(words).next().is_some()
    }
}

pub fn pair(code: &str, words: &str) -> (String, String) {
    (code.into(), words.into())
}

#[test]
fn a_letter_over_a_selection_finds_a_code_and_enter_codes() {
    let mut desk = desk();
    desk.select_fine();
    type_text(&mut desk.window, "m");
    type_text(&mut desk.window, "on");
    assert!(desk.says("Law 2 / Money"));
    desk.press(NONE, Key::Enter);
    assert_eq!(desk.codings(), [pair("Law 2/Money", "It was fine")]);
    // The selection stays: the same passage takes another code, and the last one again changes nothing.
    desk.press(NONE, Key::Period);
    desk.press(NONE, Key::Num1);
    assert_eq!(desk.codings().len(), 1);
    type_text(&mut desk.window, "st");
    desk.press(NONE, Key::Enter);
    assert_eq!(desk.codings().len(), 2);
    desk.press(CTRL, Key::Z);
    assert_eq!(desk.codings(), [pair("Law 2/Money", "It was fine")]);
}

#[test]
fn labels_are_stepped_over_and_never_coded() {
    let mut desk = desk();
    desk.press(CTRL, Key::A);
    desk.press(NONE, Key::Num1);
    let all = desk.codings();
    assert_eq!(all[0].1, "How was it?\nIt was fine, but costly.\nWhy was that?\nMoney as ever. And never enough of it.\nAnd then?\nWe waited.");
    // From the end of a turn one letter on is the first letter of the next one, past its label.
    desk.press(NONE, Key::Escape);
    desk.press(CTRL, Key::Home);
    desk.press(NONE, Key::End);
    desk.press(NONE, Key::ArrowRight);
    desk.times(2, SHIFT, Key::ArrowRight);
    desk.press(NONE, Key::Num1);
    assert!(desk.codings().contains(&pair("Law 2/Money", "It")));
}

#[test]
fn new_codes_are_made_under_the_best_by_path_and_in_vivo() {
    let mut desk = desk();
    desk.select_fine();
    type_text(&mut desk.window, "Law 1 / Waiting");
    desk.press(CTRL, Key::Enter);
    assert_eq!(desk.codings(), [pair("Law 1/Waiting", "It was fine")]);
    type_text(&mut desk.window, "Ways / Roads");
    desk.press(NONE, Key::Enter);
    assert!(desk.codings().contains(&pair("Ways/Roads", "It was fine")));
    desk.press(ALT, Key::I);
    assert!(desk.codings().contains(&pair("It was fine", "It was fine")));
}

#[test]
fn tab_puts_a_new_code_under_another_parent() {
    let mut desk = desk();
    desk.select_fine();
    type_text(&mut desk.window, "Trust");
    desk.press(NONE, Key::Tab);
    type_text(&mut desk.window, "Law 2");
    desk.press(NONE, Key::Enter);
    assert_eq!(desk.codings(), [pair("Law 2/Trust", "It was fine")]);
}

#[test]
fn shift_enter_codes_and_stays_for_the_next() {
    let mut desk = desk();
    desk.select_fine();
    type_text(&mut desk.window, "money");
    desk.press(SHIFT, Key::Enter);
    type_text(&mut desk.window, "staff");
    desk.press(NONE, Key::Enter);
    let mut codes: Vec<String> = desk.codings().into_iter().map(|(code, _)| code).collect();
    codes.sort();
    assert_eq!(codes, ["Law 1/Staff", "Law 2/Money"]);
    assert!(!desk.says("Code, or the name of a new one"));
}

#[test]
fn delete_takes_off_the_selected_part_and_the_rest_splits() {
    let mut desk = desk();
    desk.press(CTRL, Key::ArrowDown);
    desk.press(CTRL, Key::L);
    desk.press(NONE, Key::Num1);
    assert_eq!(desk.codings(), [pair("Law 2/Money", "It was fine, but costly.")]);
    desk.press(NONE, Key::Escape);
    desk.press(CTRL, Key::ArrowUp);
    desk.times(1, CTRL, Key::ArrowRight);
    desk.times(2, CTRL | SHIFT, Key::ArrowRight);
    desk.press(NONE, Key::Delete);
    assert_eq!(desk.codings(), [pair("Law 2/Money", "It"), pair("Law 2/Money", ", but costly.")]);
    desk.press(CTRL, Key::Z);
    desk.press(NONE, Key::Escape);
    // Without a selection the chosen coding goes as a whole.
    desk.press(CTRL, Key::Home);
    desk.press(NONE, Key::N);
    desk.press(NONE, Key::Delete);
    assert_eq!(desk.codings(), []);
}

#[test]
fn brackets_move_the_ends_of_the_chosen_coding_by_a_word() {
    let mut desk = desk();
    desk.select_fine();
    desk.press(NONE, Key::Num1);
    desk.saved();
    desk.press(NONE, Key::Escape);
    desk.press(CTRL, Key::Home);
    desk.press(NONE, Key::N);
    desk.press(NONE, Key::CloseBracket);
    assert_eq!(desk.codings()[0].1, "It was fine, but");
    desk.press(NONE, Key::OpenBracket);
    desk.press(NONE, Key::OpenBracket);
    assert_eq!(desk.codings()[0].1, "It was");
    desk.press(SHIFT, Key::CloseBracket);
    assert_eq!(desk.codings()[0].1, "was");
    desk.press(SHIFT, Key::OpenBracket);
    assert_eq!(desk.codings()[0].1, "It was");
    desk.press(ALT, Key::R);
    type_text(&mut desk.window, "staff");
    desk.press(NONE, Key::Enter);
    assert_eq!(desk.codings(), [pair("Law 1/Staff", "It was")]);
}

#[test]
fn n_and_p_stop_at_coded_passages_or_uncoded_turns() {
    let mut desk = desk();
    desk.select_fine();
    desk.press(NONE, Key::Num1);
    desk.saved();
    desk.press(NONE, Key::Escape);
    desk.press(CTRL, Key::End);
    desk.press(NONE, Key::P);
    assert!(desk.says("Turn 2 of 6"));
    desk.times(2, ALT, Key::N);
    desk.press(NONE, Key::N);
    assert!(desk.says("Turn 4 of 6"));
    desk.press(NONE, Key::N);
    assert!(desk.says("Turn 6 of 6"));
    desk.press(NONE, Key::P);
    assert!(desk.says("Turn 4 of 6"));
}

#[test]
fn progress_and_the_key_quote_are_marked() {
    let mut desk = desk();
    desk.press(ALT, Key::P);
    desk.select_fine();
    desk.press(NONE, Key::Num1);
    desk.saved();
    desk.press(NONE, Key::Escape);
    desk.press(CTRL, Key::Home);
    desk.press(NONE, Key::N);
    desk.press(ALT, Key::K);
    desk.saved();
    let corpus = corpus(&desk.path);
    assert_eq!(corpus.progress[0].state, themata::model::ProgressState::InWork);
    assert!(corpus.codings().next().unwrap().star);
}

#[test]
fn a_memo_is_one_operation_and_its_draft_survives() {
    let mut desk = desk();
    desk.select_fine();
    desk.press(ALT, Key::M);
    type_text(&mut desk.window, "Costs come first.");
    // A second later the words are on disk as a draft, should the program be killed now.
    std::thread::sleep(std::time::Duration::from_millis(1100));
    desk.saved();
    let drafts = Reader::open(&desk.path).unwrap().drafts().unwrap();
    assert!(drafts.iter().any(|(_, text)| text.contains("Costs come first.")), "{drafts:?}");
    let before = Reader::open(&desk.path).unwrap().last_op().unwrap();
    desk.press(NONE, Key::Escape);
    desk.saved();
    let reader = Reader::open(&desk.path).unwrap();
    assert_eq!(reader.corpus().unwrap().memos[0].body, "Costs come first.");
    assert_eq!(reader.last_op().unwrap(), before + 1);
    assert!(reader.drafts().unwrap().is_empty());
}

#[test]
fn a_source_opens_where_it_was_left() {
    let mut desk = desk();
    desk.press(CTRL, Key::ArrowDown);
    desk.press(CTRL, Key::PageDown);
    assert!(desk.says("Turn 1 of 2"));
    desk.press(CTRL, Key::PageUp);
    assert!(desk.says("Turn 2 of 6"));
}

#[test]
fn the_framework_is_walked_renamed_and_codes_from_the_keyboard() {
    let mut desk = desk();
    desk.select_fine();
    desk.press(ALT, Key::F);
    // Law 1, Staff, Law 2, Money.
    desk.times(2, NONE, Key::ArrowDown);
    desk.press(NONE, Key::Enter);
    assert_eq!(desk.codings(), [pair("Law 1/Staff", "It was fine")]);
    desk.press(NONE, Key::F2);
    desk.window.event(egui::Event::Key { key: Key::A, physical_key: None, pressed: true, repeat: false, modifiers: CTRL });
    type_text(&mut desk.window, "People");
    desk.press(NONE, Key::Enter);
    assert_eq!(desk.codings(), [pair("Law 1/People", "It was fine")]);
    desk.press(ALT, Key::Num5);
    desk.saved();
    assert!(corpus(&desk.path).pins.iter().any(|pin| pin.slot == 5));
    // Removing tells what goes with it first.
    desk.press(NONE, Key::Delete);
    assert!(desk.says("1 coding"));
    desk.press(NONE, Key::Enter);
    assert_eq!(desk.codings(), []);
    desk.press(CTRL, Key::Z);
    assert_eq!(desk.codings(), [pair("Law 1/People", "It was fine")]);
}

#[test]
fn the_field_of_the_framework_makes_a_code_where_none_fits() {
    let mut desk = desk();
    desk.window.get_by_label("Find or create a code").focus();
    desk.window.run_steps(2);
    type_text(&mut desk.window, "Housing");
    assert!(desk.says("Enter makes “Housing”"));
    desk.press(NONE, Key::Enter);
    desk.saved();
    assert_eq!(corpus(&desk.path).find_code("Laws/Housing").len(), 1);
}

#[test]
fn sources_are_walked_chosen_and_removed_with_a_count() {
    let mut desk = desk();
    desk.press(ALT, Key::S);
    desk.press(NONE, Key::ArrowDown);
    assert!(desk.says("Turn 1 of 2"));
    desk.press(SHIFT, Key::ArrowUp);
    desk.press(NONE, Key::Delete);
    assert!(desk.says("Remove 2 sources?"));
    desk.press(NONE, Key::Escape);
    desk.press(ALT, Key::S);
    desk.press(NONE, Key::ArrowDown);
    desk.press(NONE, Key::Delete);
    desk.press(NONE, Key::Enter);
    desk.saved();
    let names: Vec<String> = corpus(&desk.path).sources().iter().map(|source| source.name.clone()).collect();
    assert_eq!(names, ["one"]);
}

#[test]
fn a_code_is_split_passage_by_passage_as_one_step() {
    let mut desk = desk();
    for _ in 0..2 {
        desk.press(CTRL, Key::ArrowDown);
        desk.press(CTRL, Key::L);
        desk.press(NONE, Key::Num1);
        desk.saved();
        desk.press(NONE, Key::Escape);
    }
    let money = corpus(&desk.path).find_code("Money")[0];
    let before = Reader::open(&desk.path).unwrap().last_op().unwrap();
    desk.window.state().ask(themata::ui::command::CodeCommand::AskSplit(money));
    desk.window.run_steps(3);
    // Without a code below it one is named first: the field has the keys.
    type_text(&mut desk.window, "Shortage");
    desk.press(NONE, Key::Enter);
    // The keys are the list's again: 1 gives the passage, and is no letter of another name.
    desk.press(NONE, Key::Num1);
    assert!(desk.says("2 of 2"), "the next passage shows");
    // What was decided is not lost by Esc or by a click beside the dialog.
    desk.window.drag_at(egui::pos2(20.0, 400.0));
    desk.window.drop_at(egui::pos2(20.0, 400.0));
    desk.window.run_steps(3);
    assert!(desk.says("Split “Money”"));
    desk.press(NONE, Key::Escape);
    assert!(desk.says("What you said of 1 passage would be lost."));
    desk.press(NONE, Key::Escape);
    assert!(desk.says("Split “Money”") && !desk.says("would be lost"));
    desk.window.get_by_label("Split").click();
    desk.window.run_steps(3);
    let mut codes: Vec<String> = desk.codings().into_iter().map(|(code, _)| code).collect();
    codes.sort();
    assert_eq!(codes, ["Law 2/Money", "Law 2/Money/Shortage"]);
    desk.press(CTRL, Key::Z);
    desk.saved();
    assert_eq!(corpus(&desk.path).find_code("Shortage").len(), 0);
    assert!(Reader::open(&desk.path).unwrap().last_op().unwrap() > before);
}

#[test]
fn codings_without_a_lane_are_listed_and_the_density_lane_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("many.themata");
    let mut project = super::window_study::field(&path);
    let code = |n: usize| TemplateCode { name: format!("Code {n}"), ..TemplateCode::default() };
    project.add_framework(&Template { name: "Many".into(), codes: (0..60).map(code).collect(), ..Template::default() }).unwrap();
    let known = corpus(&path);
    let source = known.source_named("one").unwrap().id;
    let new = |n: usize| NewCoding { source, span: Span::new(21, 40), code: known.find_code(&format!("Code {n}"))[0] };
    project.apply_codes(&(0..60).map(new).collect::<Vec<_>>()).unwrap();
    project.close().unwrap();
    let mut window = super::window_study::opened(&path);
    window.state().ask(themata::ui::command::Window::Show(themata::ui::ViewId::Read));
    window.run_steps(4);
    window.get_by_label_contains("without a lane").click();
    window.run_steps(4);
    let listed = |window: &Window| window.query_all_by_role(Role::MenuItemRadio).count();
    assert!(listed(&window) > 5, "each of them can be chosen");
    window.get_all_by_role(Role::MenuItemRadio).next().unwrap().click();
    window.run_steps(4);
    press(&mut window, NONE, Key::Delete);
    until(&mut window, |app: &Themata| app.project().unwrap().corpus.coding_count() == 60);
    window.get_by_label("Independent").click();
    window.run_steps(4);
    window.get_by_label("How much is coded").click();
    window.run_steps(4);
    assert!(window.query_all_by_label_contains("codings on this line").next().is_some());
    assert!(window.query_by_label("Codings on a line, from 1 to 5 and more").is_some());
}

#[test]
fn the_project_that_is_open_opens_again_to_be_changed() {
    let mut desk = desk();
    // By another way to the same file, as a list of recent projects or a dropped file may have it.
    let around = desk.path.parent().unwrap().join(".").join(desk.path.file_name().unwrap());
    desk.window.state().ask(ProjectCommand::OpenPath(around));
    let begun = std::time::Instant::now();
    while !desk.says("What happened") {
        assert!(begun.elapsed() < std::time::Duration::from_secs(20), "the study is not shown");
        desk.window.run_steps(2);
    }
    assert!(desk.window.state().project().unwrap().read_only().is_none());
}

#[test]
fn a_dialog_that_opens_takes_the_keys_from_the_palette() {
    let mut desk = desk();
    desk.select_fine();
    type_text(&mut desk.window, "m");
    assert!(desk.says("Law 2 / Money"));
    desk.press(ALT, Key::M);
    assert!(desk.says("Memo on “It was fine”") && !desk.says("Law 2 / Money"));
    type_text(&mut desk.window, "They say fine, and mean not.");
    desk.press(CTRL, Key::Enter);
    desk.saved();
    assert_eq!(corpus(&desk.path).memos[0].body, "They say fine, and mean not.");
    assert!(desk.codings().is_empty());
}

#[test]
fn a_star_finds_the_coding_that_was_just_made_and_says_where_there_is_none() {
    let mut desk = desk();
    desk.press(ALT, Key::K);
    assert!(desk.window.state().notices().iter().any(|words| words.starts_with("No coding is chosen here")));
    desk.select_fine();
    desk.press(NONE, Key::Num1);
    desk.saved();
    desk.press(ALT, Key::K);
    desk.saved();
    assert!(corpus(&desk.path).codings().all(|coding| coding.star), "with the selection still there");
    assert!(desk.says("Coded as Law 2 / Money by BP, key quote"));
    desk.press(ALT, Key::K);
    desk.saved();
    assert!(corpus(&desk.path).codings().all(|coding| !coding.star));
}

#[test]
fn a_passage_that_several_coded_is_counted_once_and_its_codings_are_said_beside() {
    let mut desk = desk();
    desk.window.state().ask(themata::ui::command::ProjectCommand::Close);
    until(&mut desk.window, |app: &Themata| app.project().is_none());
    let corpus = corpus(&desk.path);
    let (money, staff) = (corpus.find_code("Money")[0], corpus.find_code("Staff")[0]);
    let source = corpus.source_named("one").unwrap().id;
    let mut project = Project::open(&desk.path).unwrap();
    for (initials, name) in [("BP", "Bo Price"), ("SK", "Sam Kerr"), ("MO", "Mo Odd")] {
        project.be_coder(initials, name).unwrap();
        let coding = |start, end| NewCoding { source, span: Span { start, end }, code: money };
        project.apply_codes(&[coding(22, 33), coding(67, 80)]).unwrap();
    }
    project.close().unwrap();
    desk.window.state().ask(themata::ui::command::ProjectCommand::OpenPath(desk.path.clone()));
    until(&mut desk.window, |app: &Themata| app.project().is_some());
    let ids: Vec<_> = desk.window.state().project().unwrap().corpus.codings().map(|coding| coding.id).collect();
    let moved = ids.iter().map(|id| (*id, themata::project::Part::Code(staff))).collect();
    desk.window.state().ask(themata::ui::command::CodeCommand::Split(money, moved));
    desk.saved();
    assert!(
        desk.window.state().notices().iter().any(|said| said.starts_with("Split 2 passages (6 codings) off ")),
        "{:?}",
        desk.window.state().notices()
    );
    let last = |path: &PathBuf| themata::project::op::plain(&Reader::open(path).unwrap().history(0).unwrap().last().unwrap().label);
    assert_eq!(last(&desk.path), "Split 2 passages (6 codings) off Money");
    desk.window.state().ask(themata::ui::command::CodingCommand::Recode(ids.clone(), money));
    desk.saved();
    assert!(desk.window.state().notices().iter().any(|said| said.starts_with("Recoded 2 passages (6 codings) as ")));
    desk.window.state().ask(themata::ui::command::CodingCommand::Remove(ids[..2].to_vec()));
    desk.saved();
    let last = last(&desk.path);
    assert_eq!(last, "Took off the coding of 1 passage (2 codings) as Money");
}

#[test]
fn what_is_taken_back_is_no_longer_said() {
    let mut desk = desk();
    desk.select_fine();
    type_text(&mut desk.window, "Waiting");
    desk.press(CTRL, Key::Enter);
    desk.saved();
    let said = |desk: &Desk, words: &str| desk.window.state().notices().iter().any(|notice| notice.starts_with(words));
    assert!(said(&desk, "Made the code “Waiting”"));
    desk.press(CTRL, Key::Z);
    desk.saved();
    assert!(said(&desk, "Took back") && !said(&desk, "Made the code"), "{:?}", desk.window.state().notices());
}
