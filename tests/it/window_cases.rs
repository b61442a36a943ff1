//! The case table, by keys: cells changed, copied, pasted and cleared, lists, dates that are checked, attributes and cases made.

use super::window::{Window, press, together, type_text, until};
use super::window_study::{field, opened, says};
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use std::path::Path;
use themata::analysis::Corpus;
use themata::model::{AttributeType, Grouping, Owner, Target};
use themata::project::AttributeDraft;
use themata::ui::ViewId;
use themata::ui::command::{CaseCommand, Window as Show};

const NONE: Modifiers = Modifiers::NONE;

/// The case table of a study with two people; its columns are name, full name, pseudonym, belongs to, sources, role group, since.
fn table(path: &Path) -> Window {
    let mut project = field(path);
    let draft = AttributeDraft { target: Target::Case, name: "since".into(), kind: AttributeType::Date, choices: vec![] };
    project.add_attribute(&draft).unwrap();
    project.close().unwrap();
    let mut window = opened(path);
    window.state().ask(Show::Show(ViewId::Cases));
    window.run_steps(4);
    window
}

fn corpus(window: &Window) -> &Corpus {
    &window.state().project().unwrap().corpus
}

fn value(window: &Window, case: &str, attribute: &str) -> String {
    let corpus = corpus(window);
    let case = corpus.cases().iter().find(|other| other.name == case).unwrap().id;
    let attribute = corpus.attributes().iter().find(|other| other.name == attribute).unwrap().id;
    corpus.value(attribute, Owner::Case(case)).unwrap_or_default().to_owned()
}

fn keys(window: &mut Window, list: &[Key]) {
    for key in list {
        press(window, NONE, *key);
    }
}

fn saved(window: &mut Window) {
    until(window, |app| !app.project().unwrap().saving());
    window.run_steps(3);
}

#[test]
fn letters_change_a_cell_enter_goes_down_and_undo_takes_it_back() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = table(&dir.path().join("letters.themata"));
    assert!(says(&window, "Case table, P01, Name: P01"));
    keys(&mut window, &[Key::ArrowRight]);
    type_text(&mut window, "Ada");
    type_text(&mut window, " Okafor");
    keys(&mut window, &[Key::Enter]);
    saved(&mut window);
    assert_eq!(corpus(&window).cases().iter().find(|case| case.name == "P01").unwrap().full_name, "Ada Okafor");
    assert!(says(&window, "Case table, P02, Full name: empty"), "Enter went down");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    saved(&mut window);
    assert_eq!(corpus(&window).cases().iter().find(|case| case.name == "P01").unwrap().full_name, "");
    keys(&mut window, &[Key::F2]);
    type_text(&mut window, "never");
    keys(&mut window, &[Key::Escape]);
    saved(&mut window);
    assert!(corpus(&window).cases().iter().all(|case| case.full_name.is_empty()), "Esc leaves it as it was");
}

#[test]
fn a_choice_is_taken_from_its_list_and_a_new_one_joins_it() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = table(&dir.path().join("choice.themata"));
    keys(&mut window, &[Key::ArrowDown, Key::End, Key::ArrowLeft]);
    assert!(says(&window, "Case table, P02, role group: empty"));
    type_text(&mut window, "pro");
    keys(&mut window, &[Key::Enter]);
    saved(&mut window);
    assert_eq!(value(&window, "P02", "role group"), "Providers");
    keys(&mut window, &[Key::F2]);
    type_text(&mut window, "Councils");
    keys(&mut window, &[Key::Tab]);
    saved(&mut window);
    assert_eq!(value(&window, "P02", "role group"), "Councils");
    assert!(says(&window, "Case table, P02, since"), "Tab went along");
    let choices = &corpus(&window).attributes().iter().find(|attribute| attribute.name == "role group").unwrap().choices;
    assert_eq!(choices, &["Providers", "Councils"]);
}

#[test]
fn a_date_that_is_none_stays_in_its_cell_and_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = table(&dir.path().join("date.themata"));
    keys(&mut window, &[Key::End]);
    type_text(&mut window, "soon");
    keys(&mut window, &[Key::Enter]);
    assert!(says(&window, "“soon” is no date for “since”. Write it as 2022-03-14."));
    press(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "2022-03-14");
    keys(&mut window, &[Key::Enter]);
    saved(&mut window);
    assert_eq!(value(&window, "P01", "since"), "2022-03-14");
}

#[test]
fn a_block_is_pasted_as_one_step_copied_and_cleared() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = table(&dir.path().join("block.themata"));
    keys(&mut window, &[Key::End, Key::ArrowLeft]);
    window.event(Event::Paste("Patients\t2021-05-01\nProviders\t2021-06-01\n".into()));
    window.run_steps(2);
    saved(&mut window);
    assert_eq!([value(&window, "P01", "role group"), value(&window, "P02", "since")], ["Patients", "2021-06-01"]);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    saved(&mut window);
    assert_eq!([value(&window, "P01", "role group"), value(&window, "P02", "since")], ["Providers", ""], "one step");
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    saved(&mut window);
    press(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    press(&mut window, Modifiers::SHIFT, Key::ArrowRight);
    assert!(says(&window, "4 cells chosen"));
    window.event(Event::Copy);
    window.run_steps(1);
    let copied = window
        .output()
        .platform_output
        .commands
        .iter()
        .any(|command| matches!(command, egui::OutputCommand::CopyText(text) if text == "Patients\t2021-05-01\nProviders\t2021-06-01"));
    assert!(copied);
    keys(&mut window, &[Key::Delete]);
    saved(&mut window);
    assert_eq!(value(&window, "P01", "role group") + &value(&window, "P02", "since"), "");
    window.event(Event::Paste("a\tb\tc\nsoon\tsoon".into()));
    window.run_steps(2);
    assert!(says(&window, "is no date"), "a bad block is refused whole and says why");
}

#[test]
fn attributes_and_cases_are_made_and_the_role_is_chosen() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = table(&dir.path().join("made.themata"));
    press(&mut window, Modifiers::COMMAND | Modifiers::ALT, Key::A);
    type_text(&mut window, "consented");
    window.get_by_label("yes/no").click();
    window.run_steps(2);
    window.get_by_label("Make it").click();
    window.run_steps(2);
    saved(&mut window);
    assert_eq!(corpus(&window).attributes().last().unwrap().kind, AttributeType::YesNo);
    keys(&mut window, &[Key::End, Key::Space]);
    saved(&mut window);
    assert_eq!(value(&window, "P01", "consented"), "yes", "Space says yes");
    press(&mut window, Modifiers::COMMAND | Modifiers::ALT, Key::N);
    assert!(says(&window, "New person"));
    type_text(&mut window, "P03");
    keys(&mut window, &[Key::Enter]);
    saved(&mut window);
    assert!(corpus(&window).cases().iter().any(|case| case.name == "P03"));
    let consented = corpus(&window).attributes().last().unwrap().id;
    press(&mut window, Modifiers::ALT, Key::ArrowDown);
    type_text(&mut window, "phase");
    keys(&mut window, &[Key::Enter]);
    saved(&mut window);
    assert_eq!(corpus(&window).project.phase, Some(Grouping::Attribute(consented)));
    window.state().ask(CaseCommand::AskRemoveAttribute(consented));
    window.run_steps(3);
    assert!(says(&window, "1 value goes with it"));
    keys(&mut window, &[Key::Enter]);
    saved(&mut window);
    assert!(corpus(&window).attributes().iter().all(|attribute| attribute.id != consented) && corpus(&window).project.phase.is_none());
}

#[test]
fn a_new_case_is_of_any_kind_and_belongs_to_any_case() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("above.themata");
    let mut project = super::window_study::field(&path);
    let kind = |name: &str| super::support::corpus(&path).kind_named(name).unwrap().id;
    let (site, person) = (kind("site"), kind("person"));
    project.add_case_kind("ward", None).unwrap();
    let case = |kind, name: String| themata::project::CaseDraft { kind, parent: None, name, full_name: String::new() };
    for n in 0..30 {
        project.add_case(&case(site, format!("Site {n:02}"))).unwrap();
    }
    project.close().unwrap();
    let mut window = super::window_study::opened(&path);
    window.state().ask(CaseCommand::AskCase(person));
    window.run_steps(4);
    type_text(&mut window, "Ward 9");
    window.get_by_label("Kind: ward").click();
    window.run_steps(3);
    assert!(says(&window, "New ward"));
    // One far down the list, of a kind that is not the one above: a few letters find it.
    window.get_by_label("Belongs to: No other case").click();
    window.run_steps(4);
    type_text(&mut window, "site 27");
    keys(&mut window, &[Key::Enter]);
    window.run_steps(4);
    assert!(says(&window, "Belongs to: Site 27"), "and the dialog of the case is there again");
    window.get_by_label("Make it").click();
    window.run_steps(3);
    saved(&mut window);
    let now = corpus(&window);
    let made = now.cases().iter().find(|case| case.name == "Ward 9").expect("made");
    assert_eq!(made.kind, now.kind_named("ward").unwrap().id);
    assert_eq!(made.parent.and_then(|id| now.case(id)).map(|case| case.name.as_str()), Some("Site 27"));
}

/// Keys that type these words, all pressed before the next frame.
fn typed(words: &str) -> Vec<Event> {
    let key = |letter: char| {
        let key = Key::from_name(&letter.to_uppercase().to_string()).unwrap();
        let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: NONE };
        [event(true), Event::Text(letter.to_string()), event(false)]
    };
    words.chars().flat_map(key).collect()
}

fn enter() -> Event {
    Event::Key { key: Key::Enter, physical_key: None, pressed: true, repeat: false, modifiers: NONE }
}

#[test]
fn no_letter_is_lost_however_fast_they_come() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = table(&dir.path().join("fast.themata"));
    keys(&mut window, &[Key::ArrowRight, Key::ArrowRight]);
    let mut all = typed("Prof");
    all.push(enter());
    all.extend(typed("Next"));
    all.push(enter());
    together(&mut window, NONE, &all);
    window.run_steps(20);
    saved(&mut window);
    let corpus = corpus(&window);
    let names: Vec<&str> =
        ["P01", "P02"].iter().filter_map(|name| corpus.cases().iter().find(|case| case.name == *name)).map(|case| case.pseudonym.as_str()).collect();
    assert_eq!(names, ["Prof", "Next"], "Enter went down between them, after the last letter");
}

#[test]
fn the_list_of_cases_beside_the_text_knows_sites_and_every_other_kind() {
    use egui::accesskit::Role;
    use themata::project::CaseDraft;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("kinds.themata");
    let mut project = super::window_study::field(&path);
    let wards = project.add_case_kind("ward", None).unwrap().value;
    for name in ["Ward 3", "Ward 12"] {
        project.add_case(&CaseDraft { kind: wards, parent: None, name: name.into(), full_name: String::new() }).unwrap();
    }
    let known = super::support::corpus(&path);
    let (one, ward) = (known.source_named("one").unwrap().id, known.cases().iter().find(|case| case.name == "Ward 3").unwrap().id);
    project.link_sources(&[one], ward).unwrap();
    project.close().unwrap();
    let mut window = super::window_study::opened(&path);
    window.state().ask(Show::Show(ViewId::Read));
    window.run_steps(4);
    press(&mut window, Modifiers::ALT, Key::C);
    press(&mut window, NONE, Key::ArrowRight);
    window.run_steps(3);
    for row in ["North, 2 sources", "P01, 1 source", "Ward", "Ward 3, 1 source", "Ward 12, 0 sources"] {
        assert!(window.query_by_role_and_label(Role::TreeItem, row).is_some(), "{row}");
    }
    // A case of another kind leaves its sources alone.
    window.get_by_role_and_label(Role::TreeItem, "Ward 3, 1 source").click();
    window.run_steps(4);
    let listed = |window: &Window, name: &str| window.query_all_by_label_contains(&format!("{name}, not begun")).next().is_some();
    assert!(!listed(&window, "two"), "only what is of the ward");
}
