//! The study page: who was interviewed, how far the coding is, what happened, what to look at again; and the project's settings.

use super::support::small_project;
use super::window::{Window, harness, press, type_text, until};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use std::path::Path;
use themata::model::{Grouping, Owner, Span, Target};
use themata::project::{AttributeDraft, CaseDraft, NewCoding, Project};
use themata::ui::ViewId;
use themata::ui::command::{ProjectCommand, Study, Window as Show};
use themata::ui::config::{Config, Identity};

const NONE: Modifiers = Modifiers::NONE;

/// A window with this project open, coding as BP.
pub fn opened(path: &Path) -> Window {
    let coder = Identity { name: "Bo Price".into(), initials: "BP".into() };
    let mut window = harness(Config { coder: Some(coder), ..Config::default() });
    window.state().ask(ProjectCommand::OpenPath(path.to_owned()));
    until(&mut window, |app| app.project().is_some());
    window
}

/// Whether anything on the screen says this.
pub fn says(window: &Window, words: &str) -> bool {
    window.query_all_by_label_contains(words).next().is_some()
}

/// The small project with a site, two people of whom one has a role, and one coding.
pub fn field(path: &Path) -> Project {
    let mut project = small_project(path);
    let corpus = super::support::corpus(path);
    let (site, person) = (corpus.kind_named("site").unwrap().id, corpus.kind_named("person").unwrap().id);
    let case = |kind, parent, name: &str| CaseDraft { kind, parent, name: name.into(), full_name: String::new() };
    let north = project.add_case(&case(site, None, "North")).unwrap().value;
    let first = project.add_case(&case(person, Some(north), "P01")).unwrap().value;
    let second = project.add_case(&case(person, Some(north), "P02")).unwrap().value;
    let draft = AttributeDraft { target: Target::Case, name: "role group".into(), kind: themata::model::AttributeType::Choice, choices: vec![] };
    let role = project.add_attribute(&draft).unwrap().value;
    project.set_values(&[(role, Owner::Case(first), "Providers".into())]).unwrap();
    let mut about = project.about().unwrap();
    about.role = Some(Grouping::Attribute(role));
    project.edit_project(about).unwrap();
    let (one, two) = (corpus.source_named("one").unwrap().id, corpus.source_named("two").unwrap().id);
    project.join_speakers(&[corpus.speakers(one)[1].id], Some(first)).unwrap();
    project.join_speakers(&[corpus.speakers(two)[1].id], Some(second)).unwrap();
    let money = corpus.find_code("Money")[0];
    project.apply_codes(&[NewCoding { source: one, span: Span::new(22, 46), code: money }]).unwrap();
    project
}

#[test]
fn the_environment_says_who_is_working_for_this_window_alone() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("field.themata");
    field(&path).close().unwrap();
    let known = super::support::corpus(&path).coders[0].clone();
    let begun = |initials: &str| {
        let own = Identity { name: "Nia Hall".into(), initials: "NH".into() };
        let app = themata::ui::Themata::for_test(Config { coder: Some(own), ..Config::default() }).working_as(initials);
        let mut window = super::window::around(app, 1280.0, 800.0);
        window.state().ask(ProjectCommand::OpenPath(path.clone()));
        until(&mut window, |app| app.project().is_some());
        window.run_steps(2);
        window
    };
    let window = begun(&known.initials.to_lowercase());
    assert!(says(&window, &format!("Coding as {}", known.name)), "as the project knows them");
    assert!(window.state().notices().is_empty(), "{:?}", window.state().notices());
    drop(window);
    let window = begun("XY");
    assert!(says(&window, "Coding as XY"));
    assert_eq!(window.state().notices(), ["Nobody of this project has the initials XY, which THEMATA_CODER says"]);
    drop(window);
    let window = begun(" ");
    assert!(says(&window, "Coding as Nia Hall") && window.state().notices().is_empty());
}

#[test]
fn all_sources_of_a_list_are_called_in_one_way_and_nothing_that_tells_them_apart_is_left_out() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("called.themata");
    let mut project = field(&path);
    let corpus = super::support::corpus(&path);
    let draft = AttributeDraft { target: Target::Source, name: "phase".into(), kind: themata::model::AttributeType::Choice, choices: vec![] };
    let phase = project.add_attribute(&draft).unwrap().value;
    let role = corpus.attributes().iter().find(|one| one.name == "role group").unwrap().id;
    let mut about = project.about().unwrap();
    about.phase = Some(Grouping::Attribute(phase));
    project.edit_project(about).unwrap();
    let (one, two) = (corpus.source_named("one").unwrap().id, corpus.source_named("two").unwrap().id);
    let person = |name: &str| corpus.cases().iter().find(|case| case.name == name).unwrap().clone();
    for (name, full) in [("P01", "Ms Ada Reed"), ("P02", "Ms Una Holt")] {
        project.edit_cells(&[themata::project::CellEdit::FullName(person(name).id, full.into())]).unwrap();
    }
    // Both are of one role and one phase: each stands under its person's name.
    project.set_values(&[(role, Owner::Case(person("P02").id), "Providers".into())]).unwrap();
    project.set_values(&[(phase, Owner::Source(one), "1".into()), (phase, Owner::Source(two), "1".into())]).unwrap();
    project.close().unwrap();
    let called = |path: &Path| {
        let mut window = opened(path);
        window.state().ask(Show::Show(ViewId::Read));
        window.run_steps(6);
        let found = |words: &str| {
            window.query_by_label(&format!("{words}, one, not begun")).is_some()
                || window.query_by_label(&format!("{words}, two, not begun")).is_some()
        };
        ["Ms Ada Reed", "Ms Una Holt", "Providers · 1", "Providers · 2"].into_iter().filter(|words| found(words)).collect::<Vec<_>>()
    };
    assert_eq!(called(&path), ["Ms Ada Reed", "Ms Una Holt"]);
    // Where role and phase tell all of them apart, they say it.
    let mut project = Project::open(&path).unwrap();
    project.be_coder("BP", "Bo Price").unwrap();
    project.set_values(&[(phase, Owner::Source(two), "2".into())]).unwrap();
    project.close().unwrap();
    assert_eq!(called(&path), ["Providers · 1", "Providers · 2"]);
}

#[test]
fn the_study_page_counts_people_and_says_what_to_look_at_again() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("field.themata");
    field(&path).close().unwrap();
    let window = opened(&path);
    assert!(says(&window, "2 interviews with 2 people"));
    assert!(window.query_by_label("Providers: North 1 (1), All 1 (1)").is_some(), "a row of the table");
    assert!(window.query_by_label("All: North 2 (2), All 2 (2)").is_some());
    assert!(window.query_by_label("site: North").is_some(), "what the columns are stands over them");
    assert!(says(&window, "1 person has no role: P02"));
    assert!(says(&window, "North: 0 of 2 done · 1 in work"));
    assert!(says(&window, "BP Bo Price: 1 coding in 1 source, 0 memos"));
    assert!(says(&window, "BP: Coded a passage as Money"), "what happened");
    assert!(window.query_by_label("Begin reading: one").is_some(), "nothing was opened yet, whatever is coded");
    let mut window = window;
    let two = super::support::corpus(&path).source_named("two").unwrap().id;
    window.state().ask(Show::Go(themata::ui::command::Target::Source(two)));
    window.run_steps(6);
    window.state().ask(Show::Show(ViewId::Study));
    window.run_steps(4);
    assert!(window.query_by_label("Go on reading: two").is_some(), "what was open last");
}

#[test]
fn the_page_of_an_empty_project_says_what_to_do_next() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("empty.themata");
    Project::create(&path, "Empty").unwrap().close().unwrap();
    let window = opened(&path);
    assert!(says(&window, "No transcripts yet") && says(&window, "drop files and folders"));
}

#[test]
fn the_methods_table_is_copied_and_written() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("field.themata");
    field(&path).close().unwrap();
    let mut window = opened(&path);
    window.state().ask(Study::CopyTable);
    let copied = |window: &Window| {
        window.output().platform_output.commands.iter().find_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        })
    };
    window.run_steps(3);
    assert!(copied(&window).is_none() && says(&window, "A cell counts one person"), "what it tells is shown first");
    window.get_by_label("Export all the same").click();
    let mut text = None;
    for _ in 0..6 {
        window.step();
        text = text.or_else(|| copied(&window));
    }
    let text = text.expect("something was copied");
    assert_eq!(text, "People (interviews)\tNorth\tAll\nProviders\t1 (1)\t1 (1)\nUnassigned\t1 (1)\t1 (1)\nAll\t2 (2)\t2 (2)");
    let to = dir.path().join("methods.csv");
    window.state().ask(Study::ExportTableTo(to.clone()));
    window.run_steps(2);
    let written = std::fs::read_to_string(&to).unwrap();
    assert!(written.starts_with("\u{feff}People (interviews),North,All\r\n"), "{written}");
}

#[test]
fn the_settings_show_a_quote_with_its_attribution_and_change_the_project() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("field.themata");
    field(&path).close().unwrap();
    let mut window = opened(&path);
    window.state().ask(Study::Settings);
    window.run_steps(4);
    assert!(says(&window, "(North, Providers)"), "the quote carries its attribution");
    press(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "Field study");
    window.get_by_label("Keep").click();
    until(&mut window, |app| app.project().is_some_and(|desk| desk.name() == "Field study"));
    window.state().ask(Show::Show(ViewId::Study));
    window.run_steps(2);
    assert!(says(&window, "Field study"));
    press(&mut window, NONE, Key::Escape);
}

#[test]
fn a_bar_that_holds_nothing_looks_empty_in_high_contrast_too() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("bars.themata");
    field(&path).close().unwrap();
    let coder = Some(Identity { name: "Bo Price".into(), initials: "BP".into() });
    let mut window = harness(Config { coder, theme: themata::ui::theme::Theme::ContrastLight, ..Config::default() });
    window.state().ask(ProjectCommand::OpenPath(path));
    until(&mut window, |app| app.project().is_some());
    assert!(says(&window, "0 of 2 done"));
    let black = |clipped: &&egui::epaint::ClippedShape| match &clipped.shape {
        egui::Shape::Rect(rect) => rect.fill == egui::Color32::BLACK && rect.rect.width() > 40.0 && (5.0..10.0).contains(&rect.rect.height()),
        _ => false,
    };
    assert_eq!(window.output().shapes.iter().filter(black).count(), 0, "a track is no bar");
}
