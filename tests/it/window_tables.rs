//! Newer tables in the window: what they change is shown before it is, empty cells keep or clear, and the table of cases goes out and comes back.

use super::support::corpus;
use super::window_read::{Desk, desk};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use std::time::Duration;
use themata::model::Owner;
use themata::ui::command::CaseCommand;

const CTRL: Modifiers = Modifiers::COMMAND;

/// Reads a table and waits for its preview.
fn read(desk: &mut Desk, name: &str, table: &str) {
    let path = desk.path.with_file_name(name);
    if !table.is_empty() {
        std::fs::write(&path, table).unwrap();
    }
    desk.window.state().ask(CaseCommand::ReadTable(path));
    for _ in 0..400 {
        desk.window.run_steps(1);
        if desk.says(&format!("What {name} changes")) {
            return;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("no preview: {:?}", desk.window.state().notices());
}

fn roles(desk: &mut Desk) -> Vec<(String, Option<String>)> {
    desk.saved();
    let corpus = corpus(&desk.path);
    let role = corpus.attributes().iter().find(|attribute| attribute.name == "role").map(|attribute| attribute.id);
    let of = |owner| role.and_then(|role| corpus.value(role, owner)).map(str::to_owned);
    corpus.cases().iter().map(|case| (case.name.clone(), of(Owner::Case(case.id)))).collect()
}

fn pair(name: &str, role: &str) -> (String, Option<String>) {
    (name.into(), (!role.is_empty()).then(|| role.to_owned()))
}

#[test]
fn a_newer_table_is_looked_at_before_it_is_applied() {
    let mut desk = desk();
    read(&mut desk, "people.csv", "source,person,role\none,P1,nurse\ntwo,P2,porter\n");
    assert!(desk.says("0 cells replaced · 2 filled · 0 cleared · 0 stay") && desk.says("P1, role: — becomes nurse") && desk.says("New cases · 2"));
    assert!(roles(&mut desk).is_empty(), "nothing is changed before Apply");
    desk.window.get_by_label("Apply").click();
    desk.window.run_steps(3);
    assert_eq!(roles(&mut desk), [pair("P1", "nurse"), pair("P2", "porter")]);
    // An empty cell keeps what is here, unless it is said otherwise.
    read(&mut desk, "newer.csv", "source,person,role,ward\none,P1,matron,\ntwo,P2,,B\n");
    assert!(desk.says("P1, role: nurse becomes matron") && !desk.says("porter becomes"));
    desk.window.get_by_label("Empty cells clear it").click();
    desk.window.run_steps(3);
    assert!(desk.says("P2, role: porter becomes —") && desk.says("1 cell replaced · 1 filled · 1 cleared"));
    desk.window.get_by_label("Apply").click();
    desk.window.run_steps(3);
    assert_eq!(roles(&mut desk), [pair("P1", "matron"), pair("P2", "")]);
    desk.press(CTRL, Key::Z);
    assert_eq!(roles(&mut desk), [pair("P1", "nurse"), pair("P2", "porter")]);
}

#[test]
fn the_table_of_cases_is_saved_and_says_nothing_new_when_it_is_read() {
    let mut desk = desk();
    read(&mut desk, "people.csv", "source,person,role\none,P1,=nurse\ntwo,P2,porter\n");
    desk.window.get_by_label("Apply").click();
    desk.saved();
    for name in ["cases.xlsx", "cases.csv"] {
        desk.window.state().ask(CaseCommand::WriteTable(themata::export::TableOf::Cases, desk.path.with_file_name(name)));
        for _ in 0..400 {
            desk.window.run_steps(1);
            std::thread::sleep(Duration::from_millis(2));
            if desk.path.with_file_name(name).exists() {
                break;
            }
        }
        read(&mut desk, name, "");
        assert!(desk.says("The table says what is here already."), "{name}");
        desk.press(Modifiers::NONE, Key::Escape);
    }
}
