//! Sources, folders, codes, frameworks and cases by the keyboard alone: what the mouse can do to them, keys can.

use super::support::{corpus, import, interview};
use super::window::{Window, harness, press, together, type_text, until};
use super::window_study::says;
use egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::Queryable;
use std::path::PathBuf;
use themata::analysis::Corpus;
use themata::model::{CaseKind, CodeId, Grouping, Owner, Target};
use themata::project::{AttributeDraft, CaseDraft, Project, Template, TemplateCode};
use themata::ui::command::{CaseCommand, CodeCommand, Command, ProjectCommand, SourceCommand, Window as Show};
use themata::ui::config::{Config, Identity};
use themata::ui::{Themata, ViewId};

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const ALT: Modifiers = Modifiers::ALT;

pub struct Desk {
    pub window: Window,
    pub path: PathBuf,
    _folder: tempfile::TempDir,
}

/// A window that reads the first of three interviews; two frameworks, a site and two people of it, one of them in two sources.
pub fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nouns.themata");
    let mut project = Project::create(&path, "Nouns").unwrap();
    project.be_coder("BP", "Bo Price").unwrap();
    let code = |name: &str, children: Vec<TemplateCode>| TemplateCode { name: name.into(), children, ..TemplateCode::default() };
    let codes = vec![code("Law 1", vec![code("Staff", vec![])]), code("Law 2", vec![code("Money", vec![])])];
    project.add_framework(&Template { name: "Laws".into(), codes, ..Template::default() }).unwrap();
    project.add_framework(&Template { name: "Quality".into(), codes: vec![code("Metrics", vec![])], ..Template::default() }).unwrap();
    let lines = ["How was it?", "It was fine, but costly."];
    import(
        &mut project,
        None,
        vec![interview("one", &lines), interview("two", &["And now?", "More people."]), interview("three", &["So?", "Well."])],
    )
    .unwrap();
    let known = corpus(&path);
    let (site, person) = (known.kind_named("site").unwrap().id, known.kind_named("person").unwrap().id);
    let draft = |kind, parent, name: &str| CaseDraft { kind, parent, name: name.into(), full_name: String::new() };
    let north = project.add_case(&draft(site, None, "North")).unwrap().value;
    let first = project.add_case(&draft(person, Some(north), "P01")).unwrap().value;
    project.add_case(&draft(person, Some(north), "P02")).unwrap();
    project.link_sources(&[known.source_named("one").unwrap().id, known.source_named("two").unwrap().id], first).unwrap();
    project.close().unwrap();
    Desk { window: opened(&path, Config::default()), path, _folder: folder }
}

/// A window with this configuration that shows Read of the project.
pub fn opened(path: &std::path::Path, config: Config) -> Window {
    let mut window = harness(Config { coder: Some(Identity { name: "Bo Price".into(), initials: "BP".into() }), ..config });
    window.state().ask(ProjectCommand::OpenPath(path.to_owned()));
    until(&mut window, |app: &Themata| app.project().is_some());
    window.state().ask(Show::Show(ViewId::Read));
    window.run_steps(4);
    window
}

impl Desk {
    pub fn press(&mut self, modifiers: Modifiers, key: Key) {
        press(&mut self.window, modifiers, key);
    }

    pub fn keys(&mut self, list: &[Key]) {
        list.iter().for_each(|key| self.press(NONE, *key));
    }

    pub fn types(&mut self, text: &str) {
        type_text(&mut self.window, text);
    }

    pub fn ask(&mut self, command: impl Into<Command>) {
        self.window.state().ask(command);
        self.saved();
    }

    /// Waits until everything is on disk.
    pub fn saved(&mut self) {
        self.window.run_steps(3);
        until(&mut self.window, |app: &Themata| app.project().is_some_and(|desk| !desk.saving()));
        self.window.run_steps(3);
    }

    pub fn corpus(&self) -> &Corpus {
        &self.window.state().project().unwrap().corpus
    }

    /// How many steps there are to take back.
    fn undone(&mut self) -> String {
        self.saved();
        self.window.state().project().unwrap().next_undo().unwrap().label.clone()
    }

    fn code(&self, name: &str) -> CodeId {
        self.corpus().find_code(name)[0]
    }

    /// The paths of all codes, in the order of the tree.
    fn paths(&mut self) -> Vec<String> {
        self.saved();
        let corpus = self.corpus();
        let tree = |framework: &themata::model::Framework| corpus.tree(framework.id).into_iter().map(|(id, _)| corpus.path(id).join("/"));
        corpus.frameworks().iter().flat_map(tree).collect()
    }
}

#[test]
fn codes_are_moved_by_keys_as_in_an_outliner() {
    let mut desk = desk();
    desk.press(ALT, Key::F);
    // Law 1, Staff, Law 2, Money.
    desk.keys(&[Key::ArrowDown, Key::ArrowDown, Key::ArrowDown]);
    desk.press(ALT, Key::ArrowUp);
    assert_eq!(desk.paths(), ["Law 2", "Law 2/Money", "Law 1", "Law 1/Staff", "Metrics"]);
    desk.press(ALT, Key::ArrowDown);
    desk.press(ALT, Key::ArrowRight);
    assert_eq!(desk.paths(), ["Law 1", "Law 1/Staff", "Law 1/Law 2", "Law 1/Law 2/Money", "Metrics"]);
    desk.press(ALT, Key::ArrowLeft);
    assert_eq!(desk.paths(), ["Law 1", "Law 1/Staff", "Law 2", "Law 2/Money", "Metrics"]);
    desk.press(ALT, Key::ArrowLeft);
    assert!(says(&desk.window, "no place for the chosen codes"), "it stands at the top");
    desk.press(CTRL, Key::Z);
    assert_eq!(desk.paths()[2], "Law 1/Law 2", "each is one step");
}

#[test]
fn codes_are_moved_and_merged_by_a_picker_with_a_preview() {
    let mut desk = desk();
    desk.press(ALT, Key::F);
    desk.keys(&[Key::ArrowDown, Key::ArrowDown, Key::M]);
    assert!(says(&desk.window, "Move “Staff” to"));
    desk.types("top of qual");
    desk.keys(&[Key::Enter]);
    assert_eq!(desk.paths(), ["Law 1", "Law 2", "Law 2/Money", "Metrics", "Staff"]);
    desk.press(ALT, Key::F);
    desk.keys(&[Key::G]);
    desk.types("money");
    desk.keys(&[Key::Enter]);
    assert!(says(&desk.window, "Merge “Staff” into “Money”?"), "the preview says what moves");
    desk.keys(&[Key::Enter]);
    assert_eq!(desk.paths(), ["Law 1", "Law 2", "Law 2/Money", "Metrics"]);
}

#[test]
fn frameworks_are_walked_folded_renamed_described_and_removed_by_keys() {
    let mut desk = desk();
    desk.press(ALT, Key::F);
    desk.keys(&[Key::Home, Key::ArrowLeft]);
    assert!(!says(&desk.window, "Law 1"), "Left folds the framework");
    desk.keys(&[Key::ArrowRight]);
    assert!(says(&desk.window, "Law 1"));
    desk.keys(&[Key::F2]);
    desk.press(CTRL, Key::A);
    desk.types("Five laws");
    desk.keys(&[Key::Enter]);
    desk.saved();
    assert_eq!(desk.corpus().frameworks()[0].name, "Five laws");
    desk.press(ALT, Key::Enter);
    desk.window.get_by_label("Short name of the framework").focus();
    desk.window.run_steps(2);
    desk.types("L5");
    desk.window.get_by_label("Description of the framework").focus();
    desk.window.run_steps(2);
    desk.types("After Leutz.");
    desk.window.get_by_label("Keep it").click();
    desk.saved();
    let row = &desk.corpus().frameworks()[0];
    assert_eq!((row.short.as_str(), row.description.as_str()), ("L5", "After Leutz."));
    assert!(says(&desk.window, "After Leutz."), "the foot of the column says it");
    desk.keys(&[Key::Delete]);
    assert!(says(&desk.window, "Remove the framework “Five laws”?"));
    desk.keys(&[Key::Enter]);
    assert_eq!(desk.paths(), ["Metrics"]);
}

#[test]
fn a_code_is_made_a_theme_and_a_heading_and_coloured_by_commands() {
    let mut desk = desk();
    desk.press(ALT, Key::F);
    desk.keys(&[Key::ArrowDown, Key::T, Key::H]);
    desk.saved();
    let law = desk.code("Law 1");
    let row = desk.corpus().code(law).unwrap();
    assert!(row.theme && !row.codable);
    desk.keys(&[Key::O]);
    desk.types("teal");
    desk.keys(&[Key::Enter]);
    desk.saved();
    assert_eq!(desk.undone().replace(['\u{2068}', '\u{2069}'], ""), "Changed the colour of Law 1");
}

#[test]
fn a_source_in_two_groups_stands_twice_and_keys_go_through_both() {
    let mut desk = desk();
    let (person, first) = (desk.corpus().kind_named(CaseKind::PERSON).unwrap().id, desk.corpus().source_named("one").unwrap().id);
    let second = desk.corpus().cases().iter().find(|case| case.name == "P02").unwrap().id;
    desk.ask(SourceCommand::Link(vec![first], second));
    desk.ask(SourceCommand::GroupBy(themata::ui::views::ListBy::Grouping(Grouping::Kind(person))));
    assert_eq!(desk.window.query_all_by_label_contains("one, not begun").count(), 2);
    desk.press(ALT, Key::S);
    // P01: one, two; P02: one; Unassigned: three.
    desk.keys(&[Key::Home, Key::ArrowDown, Key::ArrowDown, Key::ArrowDown, Key::ArrowDown, Key::ArrowDown, Key::ArrowDown]);
    desk.saved();
    let config = desk.window.state().config();
    let last = config.last.values().next().unwrap().clone();
    assert_eq!(last, desk.corpus().source_named("three").unwrap().id.to_string(), "the walk did not turn in a circle");
    // Shift+F2 renames one line, not both.
    desk.press(egui::Modifiers::SHIFT, Key::F2);
    assert_eq!(desk.window.query_all_by_label_contains("Name of the source").count(), 1);
}

#[test]
fn f2_on_a_source_that_was_clicked_corrects_its_text() {
    let mut desk = desk();
    desk.press(ALT, Key::S);
    desk.keys(&[Key::Home, Key::ArrowDown]);
    desk.saved();
    desk.keys(&[Key::F2]);
    assert!(says(&desk.window, "Correcting the text"));
    assert_eq!(desk.window.query_all_by_label_contains("Name of the source").count(), 0);
}

#[test]
fn folders_are_made_renamed_and_emptied_by_keys() {
    let mut desk = desk();
    desk.press(ALT, Key::S);
    desk.press(CTRL, Key::A);
    desk.keys(&[Key::M]);
    desk.types("Wave 1");
    desk.keys(&[Key::Enter]);
    desk.saved();
    let folder = desk.corpus().folders()[0].id;
    assert!(desk.corpus().sources().iter().all(|source| source.folder == Some(folder)));
    desk.ask(SourceCommand::GroupBy(themata::ui::views::ListBy::Folder));
    desk.press(ALT, Key::S);
    desk.keys(&[Key::Home, Key::F2]);
    desk.press(CTRL, Key::A);
    desk.types("First wave");
    desk.keys(&[Key::Enter]);
    desk.saved();
    assert_eq!(desk.corpus().folders()[0].name, "First wave");
    desk.keys(&[Key::ArrowDown, Key::M]);
    desk.types("into no");
    desk.keys(&[Key::Enter]);
    desk.saved();
    assert_eq!(desk.corpus().sources().iter().filter(|source| source.folder.is_none()).count(), 1, "a source is taken out");
}

#[test]
fn many_sources_are_coded_whole_given_a_value_and_a_case_each_in_one_step() {
    let mut desk = desk();
    desk.ask(CaseCommand::AddAttribute(AttributeDraft {
        target: Target::Source,
        name: "wave".into(),
        kind: themata::model::AttributeType::Text,
        choices: vec![],
    }));
    desk.press(ALT, Key::S);
    desk.press(CTRL, Key::A);
    desk.keys(&[Key::C]);
    desk.types("staff");
    desk.keys(&[Key::Enter]);
    desk.saved();
    assert_eq!(desk.corpus().coding_count(), 3);
    desk.press(CTRL, Key::Z);
    desk.saved();
    assert_eq!(desk.corpus().coding_count(), 0, "one step");
    desk.press(ALT, Key::S);
    desk.press(CTRL, Key::A);
    desk.keys(&[Key::V]);
    desk.window.get_by_label_contains("wave, ").click();
    desk.window.run_steps(3);
    desk.window.get_by_role_and_label(egui::accesskit::Role::TextInput, "wave").focus();
    desk.window.run_steps(2);
    desk.types("first");
    desk.window.get_by_label("Give it").click();
    desk.saved();
    let wave = desk.corpus().attributes()[0].id;
    let with = |desk: &Desk| desk.corpus().sources().iter().filter(|s| desk.corpus().value(wave, Owner::Source(s.id)) == Some("first")).count();
    assert_eq!(with(&desk), 3);
    desk.press(CTRL, Key::Z);
    desk.saved();
    assert_eq!(with(&desk), 0, "one step");
    desk.press(ALT, Key::S);
    desk.press(CTRL, Key::A);
    desk.keys(&[Key::B]);
    desk.types("Trust");
    desk.keys(&[Key::Enter]);
    assert!(says(&desk.window, "Trust is a"), "the kind of the new case is asked");
    desk.types("site");
    desk.keys(&[Key::Enter]);
    desk.saved();
    let trust = desk.corpus().cases().iter().find(|case| case.name == "Trust").unwrap().id;
    assert_eq!(desk.corpus().sources_of(trust).len(), 3);
    desk.press(CTRL, Key::Z);
    desk.saved();
    assert!(desk.corpus().cases().iter().all(|case| case.name != "Trust"), "made and given in one step");
}

#[test]
fn the_cases_are_walked_by_keys_and_have_memos() {
    let mut desk = desk();
    desk.press(ALT, Key::C);
    desk.keys(&[Key::ArrowRight, Key::ArrowDown, Key::ArrowDown, Key::Enter]);
    assert!(says(&desk.window, "Only P01"));
    assert!(!says(&desk.window, "three, not begun"), "only the sources of the case show");
    desk.press(ALT, Key::M);
    assert!(says(&desk.window, "P01"));
    desk.types("Quiet, but has seen much.");
    desk.press(CTRL, Key::Enter);
    desk.saved();
    let memo = &desk.corpus().memos[0];
    assert!(matches!(memo.subject, themata::model::Subject::Case(_)));
    desk.press(ALT, Key::C);
    desk.keys(&[Key::Enter]);
    assert!(says(&desk.window, "three, not begun"), "Enter lets go of the case");
    desk.keys(&[Key::M]);
    desk.types("to no");
    desk.keys(&[Key::Enter]);
    desk.saved();
    assert!(desk.corpus().cases().iter().filter(|case| case.name == "P01").all(|case| case.parent.is_none()));
}

#[test]
fn the_window_remembers_how_it_was_looked_at_for_each_project() {
    let mut desk = desk();
    desk.ask(SourceCommand::SortBy(themata::ui::views::ListSort::Words));
    desk.ask(SourceCommand::GroupBy(themata::ui::views::ListBy::Folder));
    desk.press(ALT, Key::F);
    desk.keys(&[Key::ArrowDown, Key::ArrowLeft]);
    assert!(!says(&desk.window, "Staff, 0 passages"), "folded");
    desk.window.get_by_label("All coders").click();
    desk.window.run_steps(3);
    desk.window.query_all_by_label_contains("BP · Bo Price").next().unwrap().click();
    desk.window.run_steps(3);
    desk.press(ALT, Key::N);
    desk.ask(Show::Show(ViewId::Speakers));
    let kept = desk.window.state().config().clone();
    desk.press(CTRL, Key::W);
    until(&mut desk.window, |app: &Themata| app.project().is_none());
    // As a new start would: through the file that keeps it.
    let file = serde_json::to_string(&kept).unwrap();
    let mut window = harness(serde_json::from_str(&file).unwrap());
    window.state().ask(ProjectCommand::OpenPath(desk.path.clone()));
    until(&mut window, |app: &Themata| app.project().is_some());
    assert!(says(&window, "All speakers"), "the last view shows");
    window.state().ask(Show::Show(ViewId::Read));
    window.run_steps(4);
    assert!(!says(&window, "Staff, 0 passages") && says(&window, "Law 2"), "folds");
    assert!(says(&window, "N/P: what is found") && window.query_by_label("All coders").is_none(), "stops and coder");
    let look = &window.state().config().read.values().next().unwrap().list;
    assert_eq!((look.sort, look.by), (themata::ui::views::ListSort::Words, Some(themata::ui::views::ListBy::Folder)));
}

#[test]
fn a_theme_gets_its_statement_and_a_code_its_short_name_where_it_is_defined() {
    let mut desk = desk();
    desk.press(ALT, Key::F);
    desk.keys(&[Key::ArrowDown, Key::T]);
    desk.saved();
    desk.press(ALT, Key::Enter);
    for (field, words) in [("Short name", "L1"), ("Statement", "Nothing is ever whole."), ("Definition", "What is joined.")] {
        desk.window.get_by_label(field).focus();
        desk.window.run_steps(2);
        desk.types(words);
    }
    desk.press(CTRL, Key::Enter);
    desk.saved();
    let law = desk.code("Law 1");
    let row = desk.corpus().code(law).unwrap();
    assert_eq!((row.short.as_str(), row.statement.as_str()), ("L1", "Nothing is ever whole."));
    let heads = ["Statement", "Nothing is ever whole.", "Definition"].map(|words| desk.window.get_by_label(words).rect().top());
    assert!(heads.is_sorted(), "the definition is told from the statement above it: {heads:?}");
}

#[test]
fn the_arrows_choose_what_a_new_framework_is_made_of_and_its_name_is_typed() {
    let mut desk = desk();
    desk.window.state().ask(CodeCommand::AskFramework);
    desk.window.run_steps(4);
    let templates = themata::project::templates().len();
    for _ in 0..templates {
        press(&mut desk.window, Modifiers::NONE, Key::ArrowDown);
    }
    type_text(&mut desk.window, "Wards");
    desk.window.get_by_label("Outline").focus();
    desk.window.run_steps(2);
    type_text(&mut desk.window, "Nights");
    desk.window.get_by_label("Make it").click();
    desk.saved();
    let corpus = desk.corpus();
    let made = corpus.frameworks().last().unwrap();
    assert_eq!((made.name.as_str(), corpus.tree(made.id).len()), ("Wards", 1));
}

#[test]
fn an_outline_is_written_by_keys_that_set_lines_in_and_out_and_esc_leaves_it() {
    let mut desk = desk();
    desk.window.state().ask(CodeCommand::AskFramework);
    desk.window.run_steps(4);
    for _ in 0..themata::project::templates().len() {
        press(&mut desk.window, Modifiers::NONE, Key::ArrowDown);
    }
    type_text(&mut desk.window, "Wards");
    desk.window.get_by_label("Outline").focus();
    desk.window.run_steps(2);
    let line = |desk: &mut Desk, words: &str, then: &[(Modifiers, Key)]| {
        type_text(&mut desk.window, words);
        then.iter().for_each(|(modifiers, key)| press(&mut desk.window, *modifiers, *key));
    };
    let (none, shift) = (Modifiers::NONE, Modifiers::SHIFT);
    line(&mut desk, "Nights", &[(none, Key::Enter), (none, Key::Tab)]);
    line(&mut desk, "Staff", &[(none, Key::Enter)]);
    line(&mut desk, "Beds", &[(none, Key::Enter), (shift, Key::Tab)]);
    line(&mut desk, "Days", &[]);
    assert_eq!(desk.window.get_by_label("Outline").value().as_deref(), Some("Nights\n    Staff\n    Beds\nDays"));
    // Esc leaves the lines, and the dialog only after asking.
    press(&mut desk.window, none, Key::Escape);
    assert!(desk.window.get_by_label("Name of the framework").is_focused());
    press(&mut desk.window, none, Key::Escape);
    assert!(desk.window.query_by_label_contains("The outline that you wrote would be lost").is_some());
    press(&mut desk.window, none, Key::Escape);
    desk.window.get_by_label("Make it").click();
    desk.saved();
    let corpus = desk.corpus();
    let made = corpus.frameworks().last().unwrap();
    let depths: Vec<usize> = corpus.tree(made.id).into_iter().map(|(_, depth)| depth).collect();
    assert_eq!((made.name.as_str(), depths), ("Wards", vec![0, 1, 1, 0]));
}

#[test]
fn a_click_in_a_question_leaves_the_keys_in_its_field() {
    let mut desk = desk();
    desk.window.state().ask(CodeCommand::AskFramework);
    desk.window.run_steps(4);
    // A fast click goes down and up within one frame.
    let click = |desk: &mut Desk, at: Pos2| {
        let button = |pressed| Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
        together(&mut desk.window, Modifiers::NONE, &[Event::PointerMoved(at), button(true), button(false)]);
        desk.window.run_steps(2);
    };
    let at = desk.window.get_by_label("An outline, written or pasted").rect().center();
    click(&mut desk, at);
    type_text(&mut desk.window, "Wards");
    assert_eq!(desk.window.get_by_label("Name of the framework").value().as_deref(), Some("Wards"));
    // A click on nothing in particular takes the keys from nobody.
    let field = desk.window.get_by_label("Name of the framework").rect();
    click(&mut desk, field.left_bottom() + egui::vec2(2.0, 5.0));
    type_text(&mut desk.window, " and beds");
    assert_eq!(desk.window.get_by_label("Name of the framework").value().as_deref(), Some("Wards and beds"));
    // Nor from a memo, whose button behind it is clicked once more.
    press(&mut desk.window, NONE, Key::Escape);
    press(&mut desk.window, NONE, Key::Enter);
    desk.window.run_steps(2);
    desk.window.state().ask(themata::ui::command::MemoCommand::Open(themata::model::Subject::Project));
    desk.window.run_steps(4);
    click(&mut desk, egui::pos2(300.0, 400.0));
    type_text(&mut desk.window, "Noisy room.");
    assert_eq!(desk.window.get_by_label("Words of the memo").value().as_deref(), Some("Noisy room."));
}
