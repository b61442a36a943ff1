//! The list of pseudonyms in the window: names suggested, listed, replaced, and a copy to be handed on.

use super::support::{import, interview};
use super::window::{press, type_text};
use super::window_study::opened;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use themata::model::{Case, CaseKind, PseudonymKind, Span};
use themata::project::{CaseDraft, Listed, Project, PseudonymDraft};
use themata::ui::ViewId;
use themata::ui::command::Window as Show;

const NONE: Modifiers = Modifiers::NONE;

fn study(path: &std::path::Path) {
    let mut project = Project::create(path, "Names").unwrap();
    project.be_coder("BP", "Bo").unwrap();
    let lines = ["Who was there?", "I met Carol in Leeds, and Carol was late.", "And Carol?", "So Carol’s tea was cold in Leeds."];
    import(&mut project, None, vec![interview("Carol 1", &lines)]).unwrap();
    project.close().unwrap();
}

#[test]
fn a_name_is_suggested_listed_and_shown_where_it_stands_by_keys_alone() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("names.themata");
    study(&path);
    let mut window = opened(&path);
    press(&mut window, Modifiers::COMMAND | Modifiers::ALT, Key::P);
    let until = |window: &mut super::window::Window, words: &str| {
        for _ in 0..4000 {
            if window.query_all_by_label_contains(words).next().is_some() {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
            window.run_steps(1);
        }
        panic!("“{words}” did not come");
    };
    until(&mut window, "May be names · 2");
    press(&mut window, NONE, Key::ArrowRight);
    until(&mut window, "I met Carol in Leeds");
    press(&mut window, NONE, Key::Enter);
    window.run_steps(3);
    type_text(&mut window, "Mary");
    press(&mut window, NONE, Key::Enter);
    until(&mut window, "On the list · 1");
    press(&mut window, NONE, Key::Delete);
    until(&mut window, "May be names · 0");
    press(&mut window, NONE, Key::ArrowLeft);
    press(&mut window, NONE, Key::ArrowDown);
    until(&mut window, "Carol → Mary’s tea");
    window.get_by_role_and_label(Role::Button, "Replace in 6 places").click();
    until(&mut window, "Replaced names in 6 places: 4 in 1 text, 2 in 1 title or note");
    until(&mut window, "Nothing to replace");
    // The list of sources and the head of the text say the new name, too.
    window.state().ask(Show::Show(ViewId::Read));
    press(&mut window, NONE, Key::Escape);
    until(&mut window, "Mary 1");
    assert!(window.query_all_by_label_contains("Carol").next().is_none());
    let corpus = super::support::corpus(&path);
    let source = &corpus.sources()[0];
    let text = themata::project::Reader::open(&path).unwrap().text(corpus.version(source.id).unwrap()).unwrap();
    assert!(source.name.starts_with("Mary 1") && text.geometry.text().contains("So Mary’s tea was cold"), "{}", source.name);
}

#[test]
fn a_name_of_the_list_is_given_to_a_case_by_keys_as_one_step() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("given.themata");
    study(&path);
    let mut project = Project::open(&path).unwrap();
    let kind = super::support::corpus(&path).kinds()[0].id;
    let mut case = |name: &str| {
        let draft = CaseDraft { kind, parent: None, name: name.into(), full_name: String::new() };
        project.add_case(&draft).unwrap().value
    };
    let (other, bearer) = (case("P1"), case("P2"));
    let draft = PseudonymDraft { kind: PseudonymKind::Person, names: vec!["Carol".into(), "Caro".into()], stands: "Mary".into(), case: None };
    project.add_pseudonym(&draft).unwrap();
    project.close().unwrap();
    let known = || super::support::corpus(&path).pseudonym_key().names.clone();
    let mut window = opened(&path);
    press(&mut window, Modifiers::COMMAND | Modifiers::ALT, Key::P);
    super::window_import::seen(&mut window, "On the list · 1");
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::C);
    super::window_import::seen(&mut window, "Which case is “Carol” the name of?");
    type_text(&mut window, "P2");
    press(&mut window, NONE, Key::Enter);
    super::window_import::seen(&mut window, "Mary · person · case P2 · Caro");
    let given = known();
    assert_eq!((given.len(), given[0].case, given[0].stands.as_str()), (1, Some(bearer), "Mary"));
    assert_eq!(given[0].names, ["Carol", "Caro"]);
    // A name that a case bears is offered to no other one.
    assert!(window.query_by_label_contains("Give it to a case").is_none());
    press(&mut window, NONE, Key::Escape);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    for _ in 0..400 {
        if known()[0].case.is_none() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
        window.run_steps(1);
    }
    let back = known();
    assert_eq!((back.len(), back[0].case, back[0].names.len()), (1, None, 2), "one undo takes it back; {other:?} never had it");
}

#[test]
fn a_person_with_a_pseudonym_is_called_by_it_while_one_reads() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("read.themata");
    study(&path);
    let kind = super::support::corpus(&path).kinds().iter().find(|kind| kind.name == CaseKind::PERSON).unwrap().id;
    let source = super::support::corpus(&path).sources()[0].id;
    let mut project = Project::open(&path).unwrap();
    let draft = CaseDraft { kind, parent: None, name: "P07".into(), full_name: "Mrs Carol Birch".into() };
    project.add_case_for(&draft, &[source], &[]).unwrap();
    project.close().unwrap();
    let read = || {
        let window = opened(&path);
        window.state().ask(Show::Show(ViewId::Read));
        window
    };
    super::window_import::seen(&mut read(), "Mrs Carol Birch");
    let mut project = Project::open(&path).unwrap();
    let names = vec!["Carol Birch".into()];
    project.add_pseudonym(&PseudonymDraft { kind: PseudonymKind::Person, names, stands: "Mary Stern".into(), case: None }).unwrap();
    project.close().unwrap();
    super::window_import::seen(&mut read(), "Mary Stern");
}

#[test]
fn an_empty_list_points_at_what_may_be_names() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("empty.themata");
    study(&path);
    let mut window = opened(&path);
    press(&mut window, Modifiers::COMMAND | Modifiers::ALT, Key::P);
    for _ in 0..4000 {
        if window.query_by_label_contains("May be names · 2").is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
        window.run_steps(1);
    }
    assert!(window.query_by_label("No name is on the list yet.").is_some());
    window.get_by_role_and_label(Role::Button, "Show what may be names").click();
    window.run_steps(3);
    assert!(window.query_all_by_label_contains("I met Carol in Leeds").next().is_some());
}

#[test]
fn a_name_of_a_case_that_is_spelled_otherwise_leaves_no_old_spelling_behind() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("spelled.themata");
    study(&path);
    let mut project = Project::open(&path).unwrap();
    let kind = super::support::corpus(&path).kinds()[0].id;
    let case = CaseDraft { kind, parent: None, name: "P1".into(), full_name: "Carol Milar".into() };
    let case = project.add_case(&case).unwrap().value;
    let draft = |names: &[&str]| PseudonymDraft {
        kind: PseudonymKind::Person,
        names: names.iter().map(|name| (*name).to_owned()).collect(),
        stands: "Mary".into(),
        case: Some(case),
    };
    project.add_pseudonym(&draft(&["Carol"])).unwrap();
    project.edit_pseudonym(Listed::Case(case), &draft(&["Carol Miller", "Caro"])).unwrap();
    let names = || super::support::corpus(&path).pseudonym_key().names[0].names.clone();
    assert_eq!(names(), ["Carol Miller", "Caro"]);
    // The name of the case itself is a spelling, until the case is called otherwise.
    project.edit_case(Case { name: "Carol".into(), ..super::support::corpus(&path).cases()[0].clone() }).unwrap();
    let refused = project.edit_pseudonym(Listed::Case(case), &draft(&["Carol Miller"])).unwrap_err();
    assert!(refused.remedy().contains("Rename the case"), "{refused}");
    assert_eq!(names(), ["Carol Miller", "Carol", "Caro"]);
    project.close().unwrap();
}

#[test]
fn names_show_as_they_were_and_nothing_is_coded_meanwhile() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("were.themata");
    study(&path);
    let mut project = Project::open(&path).unwrap();
    let draft =
        |name: &str, stands: &str| PseudonymDraft { kind: PseudonymKind::Person, names: vec![name.into()], stands: stands.into(), case: None };
    project.add_pseudonym(&draft("Carol", "Mary Ann Stern")).unwrap();
    project.add_pseudonym(&draft("Leeds", "[…]")).unwrap();
    project.apply_pseudonyms(None).unwrap();
    let source = super::support::corpus(&path).sources()[0].id;
    // Corrected since, around the names and in the place of one.
    let mut revision = project.revise(source).unwrap();
    let words = revision.manuscript.text().geometry.text().to_owned();
    let at = |needle: &str| words[..words.find(needle).unwrap()].chars().count() as u32;
    revision.manuscript.replace(Span::new(at("tea was"), at("tea was") + 3), "coffee");
    revision.manuscript.replace(Span::new(at("Mary Ann Stern was late"), at("Mary Ann Stern was late") + 14), "she");
    project.correct_text(&revision).unwrap();
    project.close().unwrap();
    let mut window = opened(&path);
    window.state().ask(Show::Show(ViewId::Read));
    window.run_steps(4);
    let shows = |window: &super::window::Window, words: &str| window.query_all_by_label_contains(words).next().is_some();
    assert!(shows(&window, "I met Mary Ann Stern in […]"));
    press(&mut window, Modifiers::COMMAND | Modifiers::ALT, Key::O);
    super::window_import::seen(&mut window, "I met Carol in Leeds");
    assert!(shows(&window, "I met Carol in Leeds, and she was late.") && shows(&window, "So Carol’s coffee was cold in Leeds."));
    let codings = || super::support::corpus(&path).coding_count();
    press(&mut window, Modifiers::COMMAND, Key::A);
    press(&mut window, Modifiers::ALT, Key::I);
    window.run_steps(6);
    assert_eq!(codings(), 0);
    press(&mut window, Modifiers::COMMAND | Modifiers::ALT, Key::O);
    window.run_steps(3);
    assert!(shows(&window, "I met Mary Ann Stern in […]") && !shows(&window, "Carol"));
}

#[test]
fn people_without_a_pseudonym_may_be_names_and_a_part_becomes_a_spelling() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("parts.themata");
    study(&path);
    let mut project = Project::open(&path).unwrap();
    let kind = super::support::corpus(&path).kind_named("person").unwrap().id;
    for (name, full_name) in [("P1", "Dana Will"), ("P2", "Carol Bell")] {
        project.add_case(&CaseDraft { kind, parent: None, name: name.into(), full_name: full_name.into() }).unwrap();
    }
    let carol = super::support::corpus(&path).cases().iter().find(|case| case.name == "P2").unwrap().id;
    let names = vec!["Carol Bell".into()];
    project.add_pseudonym(&PseudonymDraft { kind: PseudonymKind::Person, names, stands: "Mary Stern".into(), case: Some(carol) }).unwrap();
    project.close().unwrap();
    let mut window = opened(&path);
    press(&mut window, Modifiers::COMMAND | Modifiers::ALT, Key::P);
    // One person is on the list, the other may be a name; nobody is both.
    super::window_import::seen(&mut window, "On the list · 1");
    super::window_import::seen(&mut window, "Nothing to replace");
    assert!(window.query_by_label_contains("What is on the list stands nowhere").is_some() && window.query_by_label_contains("Dana Will").is_none());
    press(&mut window, NONE, Key::ArrowRight);
    super::window_import::seen(&mut window, "may be Carol Bell");
    assert!(window.query_all_by_label_contains("Dana Will").next().is_some());
    for _ in 0..4 {
        if window.query_by_label_contains("Make it a spelling of that name").is_some() {
            break;
        }
        press(&mut window, NONE, Key::ArrowDown);
        window.run_steps(1);
    }
    press(&mut window, NONE, Key::Enter);
    window.run_steps(3);
    press(&mut window, NONE, Key::Enter);
    super::window_import::seen(&mut window, "Replace in 6 places");
    let corpus = super::support::corpus(&path);
    let known = corpus.pseudonym_key().names.iter().find(|known| known.case == Some(carol)).unwrap().clone();
    assert_eq!((known.names.as_slice(), known.stands.as_str()), (&["Carol Bell".to_owned(), "Carol".to_owned()][..], "Mary Stern"));
}

#[test]
fn a_copy_to_hand_on_says_which_names_remain_and_holds_no_key() {
    let dir = tempfile::tempdir().unwrap();
    let (path, copy) = (dir.path().join("whole.themata"), dir.path().join("handed on.themata"));
    study(&path);
    let mut project = Project::open(&path).unwrap();
    let draft = PseudonymDraft { kind: PseudonymKind::Person, names: vec!["Carol".into()], stands: "Mary".into(), case: None };
    project.add_pseudonym(&draft).unwrap();
    project.close().unwrap();
    let mut window = opened(&path);
    window.state().ask(themata::ui::command::Export::HandOn);
    super::window_import::seen(&mut window, "Names in: text");
    press(&mut window, NONE, Key::Escape);
    // Replaced, the copy is made from the menu, and nothing of the name is in it.
    window.state().ask(themata::ui::command::PseudonymCommand::Apply(None));
    super::window_import::seen(&mut window, "Replaced names in ");
    window.state().ask(themata::ui::command::Export::HandOnTo(copy.clone()));
    for _ in 0..2000 {
        if Project::open(&copy).is_ok() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        window.run_steps(1);
    }
    let corpus = super::support::corpus(&copy);
    let text = themata::project::Reader::open(&copy).unwrap().text(corpus.version(corpus.sources()[0].id).unwrap()).unwrap();
    assert!(text.geometry.text().contains("I met Mary in Leeds") && corpus.pseudonyms().is_empty());
    let bytes = std::fs::read(&copy).unwrap();
    assert!(!bytes.windows(5).any(|five| five == b"Carol"));
}

#[test]
fn what_remains_and_what_may_stand_are_told_apart_in_the_list() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("remains.themata");
    let mut project = Project::create(&path, "Names").unwrap();
    project.be_coder("BP", "Bo").unwrap();
    let lines = ["Who was there?", "The Carols were, said carol.", "And then?", "I will ask, as Will did."];
    import(&mut project, None, vec![interview("One", &lines)]).unwrap();
    for (name, stands) in [("Carol", "Mary"), ("Will", "Paul")] {
        let draft = PseudonymDraft { kind: PseudonymKind::Person, names: vec![name.into()], stands: stands.into(), case: None };
        project.add_pseudonym(&draft).unwrap();
    }
    project.close().unwrap();
    let mut window = opened(&path);
    press(&mut window, Modifiers::COMMAND | Modifiers::ALT, Key::P);
    super::window_import::seen(&mut window, "On the list · 2");
    press(&mut window, NONE, Key::ArrowDown);
    super::window_import::seen(&mut window, "One · text · stays: in small letters or a part of other words: P1: The Carols were");
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::ArrowDown);
    super::window_import::seen(&mut window, "One · text · may be another word: P1: I will ask");
    assert!(window.query_all_by_label_contains("May stand").next().is_some());
    // Only what is certain and whole is replaced; then it is said that the rest is left.
    window.get_by_role_and_label(Role::Button, "Replace in 1 place").click();
    super::window_import::seen(&mut window, "What is left stands in small letters or in other words: correct it in the texts.");
}
