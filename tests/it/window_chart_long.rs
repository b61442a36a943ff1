//! Long passages beside the chart: cut after some rows, whole by a click and by a key.

use super::support::{corpus, interview};
use super::window::{Window, press};
use super::window_chart::{saved, shows};
use super::window_study::{opened, says};
use super::window_themes::study;
use egui::{Key, Modifiers, PointerButton};
use egui_kittest::kittest::Queryable;
use themata::model::Span;
use themata::project::{NewCoding, Project};

/// The study with one more interview, whose answer, coded with Trust, fills more than the rows of a card.
fn long_answer(path: &std::path::Path) {
    study(path);
    let before = corpus(path);
    let trust = before.find_code("Trust")[0];
    let answer = format!("{}and that was the end of it.", "We asked them once more and nobody rang us back, ".repeat(9));
    let mut project = Project::open(path).unwrap();
    project.be_coder("BP", "Bea Pym").unwrap();
    let mut one = Some(interview("six", &["Who do you ring?", &answer]));
    project
        .import_sources(None, &mut |write| one.take().into_iter().try_for_each(|one| write(one).map(drop)), &mut |_| (), &mut |_| Ok(None))
        .unwrap();
    let source = corpus(path).source_named("six").unwrap().id;
    let start = "INT: Who do you ring?\nP1: ".chars().count() as u32;
    let span = Span::new(start, start + answer.chars().count() as u32);
    project.apply_codes(&[NewCoding { source, span, code: trust }]).unwrap();
    project.close().unwrap();
}

fn height(window: &Window) -> f32 {
    window.query_all_by_label_contains("Passage 1: We asked them once more").next().unwrap().rect().height()
}

#[test]
fn a_long_passage_is_cut_and_stands_whole_by_click_and_by_key() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nights.themata");
    long_answer(&path);
    let mut window = opened(&path);
    press(&mut window, Modifiers::COMMAND, Key::Num9);
    shows(&mut window, "Framework chart, East together, Trust");
    for _ in 0..40 {
        if says(&window, "Framework chart, six, Trust") {
            break;
        }
        press(&mut window, Modifiers::NONE, Key::ArrowDown);
    }
    shows(&mut window, "Passage 1: We asked them once more");
    window.run_steps(2);
    let cut = height(&window);
    assert!(says(&window, "A click shows a long one whole, Alt+W all of them."));
    let at = window.query_all_by_label_contains("Passage 1: We asked them once more").next().unwrap().rect().center_top() + egui::vec2(0.0, 20.0);
    for pressed in [true, false] {
        window.event(egui::Event::PointerMoved(at));
        window.event(egui::Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE });
        window.run_steps(2);
    }
    let whole = height(&window);
    assert!(whole > cut + 60.0, "{cut} became {whole}");
    assert!(says(&window, "Show less of it"));
    press(&mut window, Modifiers::ALT, Key::W);
    window.run_steps(2);
    assert_eq!(height(&window), cut, "all of them were whole");
    press(&mut window, Modifiers::ALT, Key::W);
    window.run_steps(2);
    assert_eq!(height(&window), whole);
    window.query_all_by_label_contains("Show less of it").next().unwrap().click();
    window.run_steps(3);
    assert_eq!(height(&window), cut);
    saved(&mut window);
    // Where nothing is cut the key says so.
    for _ in 0..40 {
        if says(&window, "Framework chart, one, Trust") {
            break;
        }
        press(&mut window, Modifiers::NONE, Key::ArrowUp);
    }
    shows(&mut window, "Passage 1: We ring the ward");
    window.run_steps(2);
    press(&mut window, Modifiers::ALT, Key::W);
    assert!(window.state().notices().iter().any(|said| said.contains("stands whole")), "{:?}", window.state().notices());
}
