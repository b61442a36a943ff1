//! The window's frame, driven by keys: palette, menu, key list, settings, coder, columns, dialogs over each other.

use super::window::{Window, harness, press, type_text};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use themata::ui::Themata;
use themata::ui::config::{Config, Identity};
use themata::ui::theme::Theme;

const CTRL: Modifiers = Modifiers::COMMAND;

fn shown(window: &Window, words: &str) -> bool {
    window.query_all_by_label_contains(words).next().is_some()
}

#[test]
fn the_welcome_page_offers_three_ways_to_begin() {
    let window = harness(Config::default());
    for words in ["Look around the example study", "New project from a folder of transcripts", "Open a project"] {
        assert!(window.query_by_label(words).is_some(), "{words}");
    }
    assert!(!shown(&window, "another program"));
}

#[test]
fn letters_and_enter_in_the_palette_give_a_command() {
    let mut window = harness(Config::default());
    press(&mut window, CTRL, Key::K);
    type_text(&mut window, "loo dark");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(window.state().config().theme, Theme::Dark);
    assert!(!shown(&window, "Dialog: Go to anything"));
    press(&mut window, CTRL, Key::K);
    type_text(&mut window, "zzzz");
    assert!(shown(&window, "Nothing fits these letters"));
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(!shown(&window, "Nothing fits these letters"));
}

#[test]
fn the_menu_is_walked_by_arrows() {
    let mut window = harness(Config::default());
    press(&mut window, Modifiers::NONE, Key::F10);
    assert!(window.query_by_label("Quit").is_some(), "the first section shows");
    for _ in 0..themata::ui::command::Section::ALL.len() {
        if window.query_by_label("Look: light").is_none() {
            press(&mut window, Modifiers::NONE, Key::ArrowDown);
        }
    }
    for key in [Key::ArrowRight, Key::ArrowDown, Key::ArrowDown, Key::ArrowDown] {
        press(&mut window, Modifiers::NONE, key);
    }
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(window.state().config().theme, Theme::Light);
    assert!(window.query_by_label("Larger").is_none(), "the menu closed");
}

#[test]
fn every_command_stands_in_menu_palette_and_list() {
    let labels: Vec<&str> = themata::ui::command::table::all()
        .filter(|entry| matches!(entry.when, themata::ui::command::When::Always))
        .map(|entry| entry.label)
        .collect();
    assert!(labels.len() > 12);
    let mut window = harness(Config::default());
    for label in labels {
        press(&mut window, Modifiers::NONE, Key::F1);
        type_text(&mut window, label);
        assert!(shown(&window, label), "list: {label}");
        press(&mut window, Modifiers::NONE, Key::Escape);
        press(&mut window, CTRL, Key::K);
        type_text(&mut window, label.trim_end_matches('…'));
        assert!(label.starts_with("Go to anything") || shown(&window, label.trim_end_matches('…')), "palette: {label}");
        press(&mut window, Modifiers::NONE, Key::Escape);
        press(&mut window, Modifiers::NONE, Key::F10);
        let found = (0..themata::ui::command::Section::ALL.len()).any(|_| {
            let found = window.query_by_role_and_label(Role::MenuItem, label).is_some();
            press(&mut window, Modifiers::NONE, Key::ArrowDown);
            found
        });
        press(&mut window, Modifiers::NONE, Key::Escape);
        assert!(found, "menu: {label}");
    }
}

#[test]
fn size_and_columns_have_their_keys_and_are_remembered() {
    let mut window = harness(Config::default());
    press(&mut window, CTRL, Key::Minus);
    assert_eq!(window.state().config().scale, 85);
    press(&mut window, CTRL, Key::Num0);
    assert_eq!(window.state().config().scale, 100);
    press(&mut window, CTRL, Key::B);
    assert!(!window.state().config().layout.left_open);
    press(&mut window, CTRL | Modifiers::ALT, Key::B);
    assert!(!window.state().config().layout.right_open);
}

#[test]
fn a_key_changed_in_the_settings_is_heard_and_a_taken_one_is_refused() {
    let mut window = harness(Config::default());
    press(&mut window, CTRL, Key::Comma);
    window.get_by_label("Keys").click();
    window.run_steps(3);
    window.get_by_label("Filter the commands").focus();
    window.run_steps(2);
    type_text(&mut window, "anything");
    window.get_by_label("Change the keys of “Go to anything…”: Ctrl K").click();
    window.run_steps(3);
    press(&mut window, CTRL, Key::O);
    assert!(shown(&window, "is taken by"), "a key of another command");
    press(&mut window, CTRL, Key::P);
    assert_eq!(window.state().config().keys["go.anything"], ["Ctrl+P"]);
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(!shown(&window, "Change the keys"), "the settings closed");
    press(&mut window, CTRL, Key::P);
    type_text(&mut window, "about");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(shown(&window, "Close"), "About opened through the new key");
}

/// Not every command has keys of its own; any can be given some.
#[test]
fn a_command_without_keys_is_given_some() {
    let mut window = harness(Config::default());
    let without: Vec<&str> = themata::ui::command::table::all().filter(|entry| entry.keys.is_empty()).map(|entry| entry.label).collect();
    assert!(without.contains(&"About Themata"));
    for label in without {
        press(&mut window, CTRL, Key::Comma);
        window.get_by_label("Keys").click();
        window.run_steps(3);
        window.get_by_label("Filter the commands").focus();
        window.run_steps(2);
        type_text(&mut window, label);
        assert!(shown(&window, &format!("Change the keys of “{label}”")), "{label} is not in the settings");
        press(&mut window, Modifiers::NONE, Key::Escape);
    }
    press(&mut window, CTRL, Key::Comma);
    window.get_by_label("Keys").click();
    window.run_steps(3);
    window.get_by_label("Filter the commands").focus();
    window.run_steps(2);
    type_text(&mut window, "About Themata");
    window.get_by_label("Change the keys of “About Themata”: none").click();
    window.run_steps(3);
    press(&mut window, CTRL | Modifiers::ALT, Key::J);
    assert_eq!(window.state().config().keys["help.about"], ["Ctrl+Alt+J"]);
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, CTRL | Modifiers::ALT, Key::J);
    assert!(shown(&window, "Close"), "About opened through its new keys");
}

#[test]
fn who_is_coding_is_asked_with_initials_from_the_name() {
    let mut window = harness(Config::default());
    press(&mut window, CTRL, Key::K);
    type_text(&mut window, "who is coding");
    press(&mut window, Modifiers::NONE, Key::Enter);
    type_text(&mut window, "Bea Pym");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(window.state().config().coder, Some(Identity { name: "Bea Pym".into(), initials: "BP".into() }));
}

#[test]
fn tab_selects_what_stands_in_a_line_so_that_other_initials_take_its_place() {
    for back in [Modifiers::NONE, Modifiers::SHIFT] {
        let mut window = harness(Config::default());
        press(&mut window, CTRL, Key::K);
        type_text(&mut window, "who is coding");
        press(&mut window, Modifiers::NONE, Key::Enter);
        type_text(&mut window, "Bea Pym");
        // Forwards the initials come next; backwards they come before the name, behind the buttons.
        let steps = if back.shift { 6 } else { 1 };
        let arrived = |window: &Window| window.query_by(|node| node.is_focused() && node.label().as_deref() == Some("Initials")).is_some();
        for _ in 0..steps {
            if !arrived(&window) {
                press(&mut window, back, Key::Tab);
            }
        }
        assert!(arrived(&window));
        // As often as Tab comes to it.
        press(&mut window, back, Key::Tab);
        press(&mut window, if back.shift { Modifiers::NONE } else { Modifiers::SHIFT }, Key::Tab);
        assert!(arrived(&window));
        type_text(&mut window, "BPM");
        press(&mut window, Modifiers::NONE, Key::Enter);
        assert_eq!(window.state().config().coder.as_ref().map(|own| own.initials.as_str()), Some("BPM"));
    }
}

#[test]
fn tab_stays_inside_a_dialog_and_the_focus_comes_back_after_it() {
    let mut window = harness(Config::default());
    window.get_by_label("Open a project").focus();
    window.run_steps(2);
    press(&mut window, Modifiers::NONE, Key::F1);
    for _ in 0..8 {
        press(&mut window, Modifiers::NONE, Key::Tab);
        assert!(!window.get_by_label("Open a project").is_focused(), "the focus left the dialog");
    }
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.run_steps(3);
    assert!(window.get_by_label("Open a project").is_focused());
}

#[test]
fn a_path_is_written_where_no_chooser_answers_and_a_wrong_one_is_refused() {
    let mut window = harness(Config::default());
    press(&mut window, CTRL, Key::O);
    assert!(shown(&window, "No file chooser of the desktop answers here"));
    press(&mut window, CTRL, Key::A);
    type_text(&mut window, "/nowhere/at all.themata");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(shown(&window, "Write the path"), "it stays open");
    assert!(window.state().project().is_none());
}

#[test]
fn a_new_project_is_made_opened_and_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Pilot.themata");
    let mut window = harness(Config::default());
    window.state().ask(themata::ui::command::ProjectCommand::AskName(path.clone(), Vec::new()));
    window.run_steps(2);
    assert_eq!(window.get_by_label("Name of the project").value().as_deref(), Some("Pilot"), "the file's name will do");
    type_text(&mut window, "Pilot in two wards");
    press(&mut window, Modifiers::NONE, Key::Enter);
    super::window::until(&mut window, |app: &Themata| app.project().is_some());
    assert_eq!(window.state().project().map(|desk| desk.name().to_owned()).as_deref(), Some("Pilot in two wards"));
    assert_eq!(window.state().config().recent[0].path, path);
    assert!(window.query_by_label("Saved").is_some());
    press(&mut window, CTRL, Key::W);
    super::window::until(&mut window, |app: &Themata| app.project().is_none());
    assert!(window.query_by_label_contains("Pilot in two wards, ").is_some(), "it stands among the recent ones");
}

#[test]
fn opening_what_is_no_project_says_so_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.themata");
    std::fs::write(&path, "not a project").unwrap();
    let mut window = harness(Config::default());
    window.state().ask(themata::ui::command::ProjectCommand::OpenPath(path.clone()));
    super::window::until(&mut window, |app: &Themata| !app.notices().is_empty());
    assert!(window.state().notices()[0].starts_with("Opening notes.themata"), "{:?}", window.state().notices());
    assert_eq!(std::fs::read(&path).unwrap(), b"not a project");
}

#[test]
fn the_foot_of_the_list_of_keys_names_the_command_that_was_pointed_at() {
    let mut window = harness(Config::default());
    window.event(egui::Event::PointerMoved(egui::pos2(0.0, 0.0)));
    press(&mut window, Modifiers::NONE, Key::F1);
    type_text(&mut window, "go to anything");
    let row = |window: &Window| window.query_all_by_label_contains("Go to anything…: ").next().map(|row| row.rect());
    let at = row(&window).expect("the command is listed").center();
    press(&mut window, Modifiers::NONE, Key::Escape);
    // The pointer rests where the row will be: nothing was pointed at.
    window.event(egui::Event::PointerMoved(at));
    window.run_steps(2);
    press(&mut window, Modifiers::NONE, Key::F1);
    type_text(&mut window, "go to anything");
    let foot = |window: &Window| window.query_all_by_role(Role::Status).filter_map(|node| node.accesskit_node().label()).collect::<Vec<_>>();
    assert!(!foot(&window).iter().any(|said| said.starts_with("Go to anything")), "{:?}", foot(&window));
    window.event(egui::Event::PointerMoved(at + egui::vec2(3.0, 0.0)));
    window.run_steps(3);
    assert!(foot(&window).iter().any(|said| said.starts_with("Go to anything: ")), "{:?}", foot(&window));
}

#[test]
fn every_view_hangs_under_a_tab() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("s.themata");
    super::support::small_project(&path).close().unwrap();
    let mut window = super::window_study::opened(&path);
    for (row, name) in [("The reports", "Reports"), ("The memos", "Memos"), ("The case table", "Case table")] {
        window.get_by_label_contains("More views").click();
        window.run_steps(3);
        window.get_by_role_and_label(Role::MenuItem, row).click();
        window.run_steps(3);
        assert!(window.query_by_role_and_label(Role::Button, &format!("More views: {name}")).is_some(), "{name}");
        assert!(window.query_by_role_and_label(Role::MenuItem, row).is_none(), "the list closed over {row}");
    }
    // By keys alone.
    window.get_by_label_contains("More views").focus();
    window.run_steps(2);
    for key in [Key::Enter, Key::ArrowDown, Key::ArrowDown, Key::Enter] {
        press(&mut window, Modifiers::NONE, key);
    }
    assert!(window.query_by_role_and_label(Role::Button, "More views: Case table").is_none(), "another view shows");
}
