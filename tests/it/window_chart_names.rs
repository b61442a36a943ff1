//! What the rows of the chart, and passages beside the map of links, are called.

use super::support::corpus;
use super::window::press;
use super::window_chart::shows;
use super::window_study::{opened, says};
use super::window_themes::study;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use themata::model::{Case, Owner};
use themata::project::{Project, Template, TemplateCode};

#[test]
fn rows_and_passages_are_called_as_in_the_list_of_sources() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nights.themata");
    study(&path);
    let mut project = Project::open(&path).unwrap();
    project.be_coder("BP", "Bea Pym").unwrap();
    for case in corpus(&path).cases() {
        project.edit_case(Case { full_name: format!("Ada {}", case.name), ..case.clone() }).unwrap();
    }
    // Without roles nothing but their names tells people apart.
    let before = corpus(&path).project.clone();
    project.edit_project(themata::model::Project { role: None, ..before }).unwrap();
    let codes = vec![TemplateCode { name: "Law 2".into(), ..TemplateCode::default() }];
    project.add_framework(&Template { name: "Laws".into(), codes, ..Template::default() }).unwrap();
    project.close().unwrap();
    let mut window = opened(&path);
    press(&mut window, Modifiers::COMMAND, Key::Num2);
    shows(&mut window, "Ada P1 · 1");
    press(&mut window, Modifiers::COMMAND, Key::Num9);
    shows(&mut window, "Framework chart, East together, Trust");
    (0..4).for_each(|_| press(&mut window, Modifiers::NONE, Key::ArrowDown));
    shows(&mut window, "Framework chart, North · Ada P1 · 1, Trust");
    assert!(!says(&window, "Framework chart, one"), "its file’s name stands in the tooltip alone");
    // What is told of a cell calls it so too.
    super::window_chart::write(&mut window, "They ring [7]");
    let told = window.state().notices().join(" | ");
    assert!(told.contains("The words of North · Ada P1 · 1 × Trust name [7]"), "{told}");
    press(&mut window, Modifiers::ALT, Key::A);
    super::window_chart::saved(&mut window);
    let told = window.state().notices().join(" | ");
    assert!(told.contains("Agreed on \u{2068}Trust\u{2069} for \u{2068}North · Ada P1 · 1\u{2069}"), "{told}");
    // So are the passages beside the map of links.
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::X);
    shows(&mut window, "We ring the ward before anybody writes., Ada P1 · 1");
}

#[test]
fn what_the_name_of_a_row_says_is_not_said_again_under_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nights.themata");
    study(&path);
    let mut project = Project::open(&path).unwrap();
    project.be_coder("BP", "Bea Pym").unwrap();
    let now = corpus(&path);
    for case in now.cases() {
        project.edit_case(Case { full_name: format!("Ada {}", case.name), ..case.clone() }).unwrap();
    }
    let phase = now.attributes().iter().find(|attribute| attribute.name == "phase").unwrap().id;
    let values: Vec<_> =
        now.sources().iter().zip(["2A", "2B", "2C", "2C", "2B"]).map(|(source, value)| (phase, Owner::Source(source.id), value.into())).collect();
    project.set_values(&values).unwrap();
    let before = corpus(&path).project.clone();
    project.edit_project(themata::model::Project { role: None, ..before }).unwrap();
    project.close().unwrap();
    let mut window = opened(&path);
    press(&mut window, Modifiers::COMMAND, Key::Num9);
    shows(&mut window, "Framework chart, East together, Trust");
    let heads: Vec<String> = window.query_all_by_role(Role::RowHeader).filter_map(|node| node.accesskit_node().label()).collect();
    let values = |head: &String| head.matches("2A").count() + head.matches("2B").count() + head.matches("2C").count();
    assert!(heads.iter().any(|head| head.contains("Ada P1 · 2")), "the phase is in a name: {heads:?}");
    assert!(heads.iter().all(|head| values(head) < 2), "{heads:?}");
}
