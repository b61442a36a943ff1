//! Long work in the window: what was known stays in sight while more is read, and Cancel stops it.

use super::gate::Gate;
use super::support::{corpus, dump, import, interview, raw, small_project};
use super::window::{Window, around, passage, press, until};
use super::window_study::{field, opened, says};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use std::path::Path;
use themata::model::Span;
use themata::project::{CaseDraft, NewCoding, Project, Template, TemplateCode};
use themata::ui::command::{CodingCommand, Edit, ProjectCommand, SpeakerCommand, Window as Show};
use themata::ui::config::{Config, Identity};
use themata::ui::{Themata, ViewId};

const NONE: Modifiers = Modifiers::NONE;

/// As many steps more as a team makes in years, written past the program.
fn lengthen(path: &Path, steps: u32) {
    let conn = raw(path);
    let columns: Vec<String> = {
        let mut statement = conn.prepare("SELECT name FROM pragma_table_info('op')").unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let value = |name: &String| match name.as_str() {
        "seq" => "(SELECT max(seq) FROM op) + n".to_owned(),
        "id" => "randomblob(16)".to_owned(),
        other => other.to_owned(),
    };
    let values: Vec<String> = columns.iter().map(value).collect();
    let insert = format!(
        "WITH RECURSIVE count(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count WHERE n < {steps})
         INSERT INTO op ({}) SELECT {} FROM count, (SELECT * FROM op ORDER BY seq DESC LIMIT 1)",
        columns.join(", "),
        values.join(", ")
    );
    conn.execute_batch(&insert).unwrap();
}

/// Draws until this stands on the screen.
pub fn wait(window: &mut Window, words: &str) {
    let begun = std::time::Instant::now();
    while !says(window, words) {
        assert!(begun.elapsed().as_secs() < 60, "“{words}” never came");
        std::thread::sleep(std::time::Duration::from_millis(2));
        window.run_steps(1);
    }
}

#[test]
fn a_long_history_shows_how_far_it_is_and_can_be_stopped_and_gone_on_with() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("long.themata");
    field(&path).close().unwrap();
    lengthen(&path, 150_000);
    let mut window = opened(&path);
    window.state().ask(Show::Show(ViewId::History));
    wait(&mut window, "Cancel");
    assert!(!says(&window, "steps since"), "nothing is known yet");
    window.get_by_label("Cancel").click();
    window.run_steps(3);
    assert!(says(&window, "The history was not read to its end") && !says(&window, "Cancel"));
    window.get_by_label_contains("Go on").click();
    wait(&mut window, "steps since");
    assert!(says(&window, "150,0"), "all of it was read");
}

#[test]
fn counts_of_before_stand_until_the_new_ones_are_there() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("counts.themata");
    let mut project = Project::create(&path, "Counts").unwrap();
    project.be_coder("BP", "Bo Price").unwrap();
    let code = |name: &str| TemplateCode { name: name.into(), ..TemplateCode::default() };
    project.add_framework(&Template { name: "Laws".into(), codes: vec![code("Money"), code("Time")], ..Template::default() }).unwrap();
    let line = "Nobody counts them here. ".repeat(2_000);
    let source = import(&mut project, None, vec![interview("one", &["And the hours?", &line])]).unwrap().value[0];
    let money = corpus(&path).find_code("Money")[0];
    let passages = (0..21_000).map(|n| NewCoding { source, span: Span::new(24 + n * 2, 25 + n * 2), code: money });
    project.apply_codes(&passages.collect::<Vec<_>>()).unwrap();
    project.close().unwrap();
    let mut window = opened(&path);
    window.state().ask(Show::Show(ViewId::Read));
    wait(&mut window, "Money, 21,000 passages");
    window.state().ask(CodingCommand::Apply(money, vec![passage(&window, source, Span::new(42_100, 42_140))]));
    let begun = std::time::Instant::now();
    while !says(&window, "Money, 21,001 passages") {
        assert!(says(&window, "Money, 21,000 passages"), "the figure of before stands");
        assert!(begun.elapsed().as_secs() < 60);
        window.run_steps(1);
    }
    let time = corpus(&path).find_code("Time")[0];
    window.state().ask(CodingCommand::Apply(time, vec![passage(&window, source, Span::new(24, 40))]));
    wait(&mut window, "Time, 1 passage");
}

#[test]
fn who_speaks_is_read_behind_the_window_and_the_people_of_before_stand_until_then() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("voices.themata");
    let mut project = field(&path);
    let lines = ["And the hours?", "Nobody counts them here."];
    let sources = import(&mut project, None, (0..120).map(|n| interview(&format!("more {n}"), &lines)).collect()).unwrap().value;
    let known = corpus(&path);
    let (person, money) = (known.kind_named("person").unwrap().id, known.find_code("Money")[0]);
    for (n, source) in sources.iter().enumerate() {
        let case = CaseDraft { kind: person, parent: None, name: format!("X{n}"), full_name: String::new() };
        let case = project.add_case(&case).unwrap().value;
        project.join_speakers(&[known.speakers(*source)[1].id], Some(case)).unwrap();
    }
    let passages: Vec<NewCoding> = sources.iter().map(|source| NewCoding { source: *source, span: Span::new(24, 40), code: money }).collect();
    project.apply_codes(&passages).unwrap();
    project.close().unwrap();
    let mut window = opened(&path);
    window.state().ask(Show::Show(ViewId::Read));
    window.run_steps(4);
    press(&mut window, Modifiers::ALT, Key::F);
    for _ in 0..4 {
        press(&mut window, NONE, Key::ArrowDown);
    }
    wait(&mut window, "121 passages · 121 people");
    let voice = known.speakers(sources[0])[1].id;
    let other = window.state().project().unwrap().corpus.cases().iter().find(|case| case.name == "X1").unwrap().id;
    window.state().ask(SpeakerCommand::JoinTo(vec![voice], Some(other)));
    let begun = std::time::Instant::now();
    while !says(&window, "121 passages · 120 people") {
        assert!(says(&window, "121 passages · 121 people"), "those of before stand");
        assert!(begun.elapsed().as_secs() < 60);
        window.run_steps(1);
    }
    until(&mut window, |app| !app.project().unwrap().saving());
}

/// A window with this project open, coding as BP, whose writer comes to the gate at each news.
fn gated(path: &Path, gate: &Gate) -> Window {
    let (coder, gate) = (Identity { name: "Bo Price".into(), initials: "BP".into() }, gate.clone());
    let app = Themata::for_test(Config { coder: Some(coder), ..Config::default() }).heard_by(move || gate.pass());
    let mut window = around(app, 1280.0, 800.0);
    window.state().ask(ProjectCommand::OpenPath(path.to_owned()));
    until(&mut window, |app| app.project().is_some());
    window
}

#[test]
fn an_undo_of_many_rows_shows_how_far_it_is_and_cancel_leaves_all_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("undo.themata");
    let mut project = small_project(&path);
    let known = corpus(&path);
    let (source, money) = (known.sources()[0].id, known.find_code("Money")[0]);
    project.apply_codes(&(5..45).map(|n| NewCoding { source, span: Span::new(n, n + 9), code: money }).collect::<Vec<_>>()).unwrap();
    project.close().unwrap();
    let before = dump(&raw(&path));
    let gate = Gate::default();
    let mut window = gated(&path, &gate);
    let _end = gate.in_the_end();
    // The writer is held as soon as the first row is taken back.
    gate.close_after(2);
    window.state().ask(Edit::Undo);
    window.run_steps(2);
    gate.held();
    wait(&mut window, "1 of 40");
    assert!(says(&window, "Undoing") && says(&window, "Saving"));
    window.get_by_label("Saving").hover();
    // The window goes on meanwhile, with what is on the disk.
    window.state().ask(Show::Show(ViewId::Read));
    wait(&mut window, "Law 2");
    assert_eq!(window.state().project().unwrap().corpus.coding_count(), 40);
    window.get_by_label("Cancel: Undoing").click();
    window.run_steps(2);
    assert!(says(&window, "Saving"), "it is not known yet what becomes of it");
    gate.open();
    until(&mut window, |app| !app.project().unwrap().saving());
    assert_eq!(window.state().notices(), ["Undoing: stopped. Nothing was changed."]);
    assert!(says(&window, "Saved") && !says(&window, "Cancel: Undoing"));
    assert_eq!(dump(&raw(&path)), before);
    window.state().ask(Edit::Undo);
    window.run_steps(2);
    until(&mut window, |app| !app.project().unwrap().saving());
    assert_eq!(window.state().project().unwrap().corpus.coding_count(), 0);
}
