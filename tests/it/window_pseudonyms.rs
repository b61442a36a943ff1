//! The list of pseudonyms in the window: names suggested, listed, replaced, and a copy to be handed on.

use super::support::{import, interview};
use super::window::{press, type_text};
use super::window_study::opened;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use themata::project::Project;

const NONE: Modifiers = Modifiers::NONE;

fn study(path: &std::path::Path) {
    let mut project = Project::create(path, "Names").unwrap();
    project.be_coder("BP", "Bo").unwrap();
    let lines = ["Who was there?", "I met Carol in Leeds, and Carol was late.", "And Carol?", "So Carol’s tea was cold in Leeds."];
    import(&mut project, None, vec![interview("Carol 1", &lines)]).unwrap();
    project.close().unwrap();
}

#[test]
fn a_name_is_suggested_listed_and_replaced_by_keys_alone() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("names.themata");
    study(&path);
    let mut window = opened(&path);
    press(&mut window, Modifiers::COMMAND | Modifiers::ALT, Key::P);
    let until = |window: &mut super::window::Window, words: &str| {
        for _ in 0..400 {
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
    window.get_by_role_and_label(Role::Button, "Replace 6 names").click();
    until(&mut window, "0 places in 0 sources");
    let corpus = super::support::corpus(&path);
    assert_eq!(corpus.sources()[0].name, "Mary 1");
    let reader = themata::project::Reader::open(&path).unwrap();
    let text = reader.source_text(&corpus, corpus.sources()[0].id).unwrap();
    assert!(text.geometry.text().contains("So Mary’s tea") && text.geometry.text().contains("Leeds"), "{}", text.geometry.text());
}
