//! A survey in the window, by keys: looked at, columns changed, a respondent seen, brought in as one step, taken back.

use super::support::corpus;
use super::window::{Window, press, type_text, until};
use super::window_import::seen;
use super::window_study::{opened, says};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use std::path::{Path, PathBuf};
use themata::model::Owner;
use themata::project::Project;
use themata::ui::command::{Edit, ProjectCommand};

const NONE: Modifiers = Modifiers::NONE;

const TABLE: &str = "id,Site,Age,What would help?,\"Anything else?\",Seen by\n\
    R1,North,41,More time with patients and fewer forms,\"Said with a smile and a long, long sigh\",AB\n\
    R2,South,38,\"Money that arrives\nbefore the winter does\",,AB\n\
    R3,North,40,,\"Nothing, thank you all the same, it was kind to ask\",CD\n";

/// A window with an empty project beside the table of a survey.
fn room(dir: &Path) -> (Window, PathBuf, PathBuf) {
    let (path, table) = (dir.join("p.themata"), dir.join("survey.csv"));
    std::fs::write(&table, TABLE).unwrap();
    Project::create(&path, "P").unwrap().close().unwrap();
    (opened(&path), path, table)
}

/// Presses what is called so, by its key.
fn enter(window: &mut Window, label: &str) {
    window.get_by_label(label).focus();
    window.run_steps(2);
    press(window, NONE, Key::Enter);
    window.run_steps(3);
}

#[test]
fn a_survey_is_looked_at_changed_and_comes_in_as_one_step() {
    let dir = tempfile::tempdir().unwrap();
    let (mut window, path, table) = room(dir.path());
    // Among files to import it is known for what it is.
    press(&mut window, Modifiers::COMMAND, Key::I);
    type_text(&mut window, table.to_str().unwrap());
    press(&mut window, NONE, Key::Enter);
    seen(&mut window, "It looks like a survey: 2 open questions, 3 respondents.");
    enter(&mut window, "Import as a survey…");
    seen(&mut window, "3 respondents · 2 attributes · 2 texts");
    assert!(!says(&window, "Write the path"), "the dialog with nothing left in it is closed");
    assert!(says(&window, "R1, 1 of 3") && says(&window, "A case of the kind person in North"));
    assert!(says(&window, "More time with patients and fewer forms") && says(&window, "Age: number · 3 answered"));
    enter(&mut window, "The next respondent");
    assert!(says(&window, "R2, 2 of 3") && says(&window, "before the winter does"));
    // Who saw them is nobody's attribute.
    enter(&mut window, "Seen by: closed: attribute");
    enter(&mut window, "left out");
    assert!(says(&window, "3 respondents · 1 attribute · 2 texts"));
    window.get_by_label("Code every answer with a code for its question").focus();
    window.run_steps(2);
    press(&mut window, NONE, Key::Space);
    assert!(says(&window, "Framework for the questions"));
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    until(&mut window, |app| app.notices().iter().any(|words| words == "Imported 3 respondents · 2 texts · 4 answers coded"));
    let now = corpus(&path);
    let names: Vec<&str> = now.sources().iter().map(|source| source.name.as_str()).collect();
    assert_eq!((names, now.coding_count()), (vec!["What would help?", "Anything else?"], 4));
    let person = now.cases().iter().find(|case| case.name == "R2").unwrap();
    let age = now.attributes().iter().find(|attribute| attribute.name == "Age").unwrap();
    assert_eq!(now.value(age.id, Owner::Case(person.id)), Some("38"));
    assert!(now.attributes().iter().all(|attribute| attribute.name != "Seen by"));
    assert_eq!(now.frameworks().iter().map(|framework| framework.name.as_str()).collect::<Vec<_>>(), ["Survey"]);
    window.state().ask(Edit::Undo);
    window.run_steps(2);
    until(&mut window, |app| !app.project().unwrap().saving());
    let empty = corpus(&path);
    assert!(empty.sources().is_empty() && empty.cases().is_empty() && empty.frameworks().is_empty() && empty.coding_count() == 0);
}

#[test]
fn a_survey_without_an_open_column_says_what_is_missing_and_esc_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let (mut window, path, table) = room(dir.path());
    std::fs::write(&table, "id,site,note\nA,1,x\nB,2,y\n").unwrap();
    window.state().ask(ProjectCommand::LookAtSurvey(table));
    seen(&mut window, "No column is open: say which one has answers to be read.");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert!(says(&window, "Import 2 respondents"), "it cannot come in so");
    enter(&mut window, "note: closed: attribute");
    enter(&mut window, "open: text");
    assert!(says(&window, "2 respondents · 0 attributes · 1 text"));
    press(&mut window, NONE, Key::Escape);
    assert!(says(&window, "What you said of the columns would be lost."));
    press(&mut window, NONE, Key::Enter);
    assert!(!says(&window, "Import 2 respondents") && corpus(&path).sources().is_empty());
}

#[test]
fn a_survey_is_read_in_another_encoding_and_goes_to_a_folder() {
    let dir = tempfile::tempdir().unwrap();
    let (window, path, table) = room(dir.path());
    drop(window);
    let mut project = Project::open(&path).unwrap();
    project.add_folder(None, "Round 1").unwrap();
    project.close().unwrap();
    let mut window = opened(&path);
    let bytes = TABLE.replace("More time", "A caf\u{1}: more time").bytes().map(|byte| if byte == 1 { 0xE9 } else { byte }).collect::<Vec<u8>>();
    std::fs::write(&table, bytes).unwrap();
    window.state().ask(ProjectCommand::LookAtSurvey(table));
    seen(&mut window, "A café: more time");
    let mut choose = |chip: &str, row: &str| {
        window.get_by_label(chip).click();
        window.run_steps(3);
        window.query_all_by_label_contains(row).next().unwrap().click();
        window.run_steps(3);
    };
    choose("into no folder", "Round 1");
    choose("windows-1252", "macintosh");
    seen(&mut window, "A cafÈ: more time");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    until(&mut window, |app| app.notices().iter().any(|words| words.starts_with("Imported 3 respondents")));
    let now = corpus(&path);
    assert!(now.sources().iter().all(|source| source.folder == Some(now.folders()[0].id)));
}

#[test]
fn a_survey_that_is_here_already_is_updated_or_comes_in_once_more() {
    let dir = tempfile::tempdir().unwrap();
    let (mut window, path, table) = room(dir.path());
    window.state().ask(ProjectCommand::LookAtSurvey(table.clone()));
    seen(&mut window, "3 respondents · 2 attributes · 2 texts");
    assert!(!says(&window, "here already"));
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    until(&mut window, |app| app.notices().iter().any(|words| words.starts_with("Imported 3 respondents")));
    std::fs::write(&table, TABLE.replace("fewer forms", "fewer letters").replace("R1,North,41", "R1,North,43")).unwrap();
    window.state().ask(ProjectCommand::LookAtSurvey(table.clone()));
    seen(&mut window, "This survey is here already: 2 questions are sources in which the same people answer.");
    assert!(says(&window, "Update 3 respondents"));
    seen(&mut window, "1 text changes · 0 new respondents · 1 value overwritten · 0 filled");
    assert!(says(&window, "R1 · Age: 41 → 43"));
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    until(&mut window, |app| app.notices().iter().any(|words| words.starts_with("Brought up to date: 3 respondents · 1 of 2 texts changed")));
    let text = |at: usize| {
        let now = corpus(&path);
        themata::project::Reader::open(&path).unwrap().text(now.version(now.sources()[at].id).unwrap()).unwrap().geometry.text().to_owned()
    };
    assert_eq!(corpus(&path).sources().len(), 2);
    assert!(text(0).contains("fewer letters"), "{}", text(0));
    window.state().ask(ProjectCommand::LookAtSurvey(table));
    seen(&mut window, "here already");
    enter(&mut window, "Import it once more");
    assert!(says(&window, "Import 3 respondents"));
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    for _ in 0..2000 {
        if corpus(&path).sources().len() == 4 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
        window.run_steps(1);
    }
    assert_eq!(corpus(&path).sources().len(), 4);
}
