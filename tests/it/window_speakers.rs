//! Speakers in a list of their own, by keys.

use super::window::{Window, press, type_text, until};
use super::window_study::{field, opened, says};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use std::path::Path;
use themata::model::SpeakerRole;
use themata::ui::ViewId;
use themata::ui::command::Window as Show;

const NONE: Modifiers = Modifiers::NONE;

fn shown(path: &Path, view: ViewId) -> Window {
    let mut window = opened(path);
    window.state().ask(Show::Show(view));
    window.run_steps(5);
    window
}

fn saved(window: &mut Window) {
    until(window, |app| !app.project().unwrap().saving());
    window.run_steps(3);
}

#[test]
fn a_speaker_is_joined_given_a_part_merged_renamed_and_coded_by_keys() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("speakers.themata");
    let mut project = field(&path);
    let one = super::support::corpus(&path).source_named("one").unwrap().id;
    let voice = super::support::corpus(&path).speakers(one)[1].id;
    project.join_speakers(&[voice], None).unwrap();
    project.close().unwrap();
    let mut window = shown(&path, ViewId::Speakers);
    let speaker = |window: &Window, at: usize| window.state().project().unwrap().corpus.speakers(one)[at].clone();
    assert!(says(&window, "P1, one, participant, 2 turns, not joined"));
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::J);
    type_text(&mut window, "p02");
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    assert!(speaker(&window, 1).case_id.is_some() && says(&window, "P1, one, participant, 2 turns, P02"));
    press(&mut window, NONE, Key::F2);
    press(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "Respondent");
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    assert_eq!(speaker(&window, 1).name, "Respondent");
    press(&mut window, NONE, Key::C);
    type_text(&mut window, "staff");
    press(&mut window, NONE, Key::Enter);
    let staff = window.state().project().unwrap().corpus.find_code("Staff")[0];
    until(&mut window, |app| app.project().unwrap().corpus.codings_of(one).iter().filter(|coding| coding.code == staff).count() == 2);
    press(&mut window, NONE, Key::I);
    saved(&mut window);
    assert_eq!(speaker(&window, 1).role, SpeakerRole::Interviewer);
    press(&mut window, NONE, Key::M);
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    assert_eq!(speaker(&window, 1).same_as, Some(speaker(&window, 0).id));
    assert!(says(&window, "the same voice as INT"));
}

#[test]
fn several_speakers_are_chosen_and_joined_as_one_step() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("several.themata");
    field(&path).close().unwrap();
    let mut window = shown(&path, ViewId::Speakers);
    window.get_by_label_contains("Participants, 2").click();
    window.run_steps(3);
    press(&mut window, Modifiers::COMMAND, Key::A);
    press(&mut window, NONE, Key::J);
    type_text(&mut window, "P02");
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    let joined = |window: &Window| {
        let corpus = &window.state().project().unwrap().corpus;
        let case = corpus.cases().iter().find(|case| case.name == "P02").unwrap().id;
        corpus.sources().iter().flat_map(|source| corpus.speakers(source.id)).filter(|voice| voice.case_id == Some(case)).count()
    };
    assert_eq!(joined(&window), 2);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    saved(&mut window);
    assert_eq!(joined(&window), 1, "one step back");
}

#[test]
fn a_long_name_has_the_room_there_is_and_is_told_whole_where_it_is_cut() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("long.themata");
    let mut project = field(&path);
    let one = super::support::corpus(&path).sources()[0].clone();
    let name = "North · Director of Strategy and Transformation, second interview";
    project.edit_source(one.id, name, one.kind, "", "").unwrap();
    project.close().unwrap();
    let mut window = shown(&path, ViewId::Speakers);
    let hover = |window: &mut Window| {
        let rect = window.query_all_by_label_contains(&format!("P1, {name}")).next().expect("the row").rect();
        window.hover_at(rect.center());
        window.run_steps(60);
    };
    hover(&mut window);
    assert!(window.query_by_label(name).is_none(), "at 1280 it is whole, and needs no tooltip");
    window.set_size(egui::vec2(640.0, 700.0));
    window.run_steps(3);
    hover(&mut window);
    assert!(window.query_by_label(name).is_some(), "where it is cut a tooltip has it whole");
}
