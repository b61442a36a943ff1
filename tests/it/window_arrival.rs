//! Going to a view gives its main list the keys: arrows begin there, and Tab goes on from it.

use super::window::{Window, press};
use super::window_study::{field, opened};
use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT;
use themata::model::{MemoKind, Subject};
use themata::project::{MemoDraft, Project};

/// What has the keys, by its role and name.
fn focused(window: &Window) -> Option<String> {
    let node = window.root().children_recursive().find(|node| node.accesskit_node().is_focused())?;
    let node = node.accesskit_node();
    Some(format!("{:?} {}", node.role(), node.label().unwrap_or_default()))
}

#[test]
fn a_view_that_is_gone_to_has_the_keys_in_its_main_list() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("arrival.themata");
    let mut project: Project = field(&path);
    project.add_memo(MemoDraft { subject: Subject::Project, kind: MemoKind::Method, title: "On asking".into(), body: "Ask.".into() }).unwrap();
    project.close().unwrap();
    let mut window = opened(&path);
    for (key, wanted) in [
        (Key::Num5, "ListBox Steps"),
        (Key::Num6, "Grid "),
        (Key::Num7, "ListBox Speakers"),
        (Key::Num8, "ListBox Memos"),
        (Key::Num3, "ListBox Passages of "),
    ] {
        press(&mut window, Modifiers::COMMAND, key);
        for _ in 0..200 {
            if focused(&window).is_some_and(|now| now.starts_with(wanted)) {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
            window.run_steps(1);
        }
        let now = focused(&window).unwrap_or_default();
        assert!(now.starts_with(wanted), "after {key:?} the keys are with “{now}”");
        // What is gone to by the menu of keys keeps a dialog's own.
        press(&mut window, Modifiers::COMMAND, Key::K);
        assert!(!focused(&window).unwrap_or_default().starts_with(wanted));
        press(&mut window, Modifiers::NONE, Key::Escape);
    }
}
