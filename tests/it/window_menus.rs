//! Menus that open where something is clicked: Esc closes them, and the keys they show are heard while they are open.

use super::support::corpus;
use super::window::press;
use super::window_chart::chart;
use super::window_read::{Desk, desk, pair};
use super::window_study::says;
use super::window_themes::Open;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

const NONE: Modifiers = Modifiers::NONE;

impl Desk {
    /// Opens the menu of the row with these words.
    fn menu_of(&mut self, words: &str) {
        let rows = self.window.query_all_by_role(Role::TreeItem);
        let row = rows.into_iter().find(|row| row.accesskit_node().label().is_some_and(|label| label.starts_with(words)));
        row.expect("the row").click_secondary();
        self.window.run_steps(4);
    }

    /// How many entries the open menu has.
    fn entries(&self) -> usize {
        self.window.query_all_by_role(Role::MenuItem).count()
    }

    fn paths(&self) -> Vec<String> {
        let corpus = corpus(&self.path);
        corpus.codes().iter().map(|code| corpus.path(code.id).join("/")).collect()
    }
}

#[test]
fn escape_closes_the_menu_of_a_code_and_gives_the_keys_back() {
    let mut desk = desk();
    desk.select_fine();
    for words in ["Money, 0 passages", "one, "] {
        desk.menu_of(words);
        assert!(desk.entries() > 3, "the menu of {words} is open");
        desk.press(NONE, Key::Escape);
        assert_eq!(desk.entries(), 0, "Esc closes the menu of {words}");
    }
    // The text has the keys again, and its selection, which Esc in the menu left alone.
    desk.press(NONE, Key::Num1);
    assert_eq!(desk.codings(), [pair("Law 2/Money", "It was fine")]);
}

#[test]
fn a_key_beside_an_entry_does_what_the_entry_does_while_the_menu_is_open() {
    let mut desk = desk();
    desk.select_fine();
    desk.menu_of("Staff, 0 passages");
    desk.press(NONE, Key::T);
    assert_eq!(desk.entries(), 0, "it closes");
    desk.saved();
    let corpus = corpus(&desk.path);
    assert!(corpus.code(corpus.find_code("Staff")[0]).is_some_and(|code| code.theme), "T makes it a theme, and opens no palette");
    // A digit puts the code on its key.
    desk.menu_of("Staff, 0 passages");
    desk.press(NONE, Key::Num4);
    desk.saved();
    assert!(desk.codings().is_empty(), "nothing was coded");
    desk.press(NONE, Key::Num4);
    assert_eq!(desk.codings(), [pair("Law 1/Staff", "It was fine")]);
}

#[test]
fn what_a_menu_shows_no_key_for_does_nothing_behind_it() {
    let mut desk = desk();
    desk.select_fine();
    desk.menu_of("Law 1, 0 passages with those below");
    desk.press(NONE, Key::Num1);
    desk.press(NONE, Key::Escape);
    assert!(desk.codings().is_empty(), "1 offers the key 1, and codes nothing");
    desk.menu_of("Staff, 0 passages");
    for key in [Key::ArrowDown, Key::ArrowDown, Key::ArrowUp] {
        desk.press(NONE, key);
    }
    desk.press(NONE, Key::Enter);
    assert_eq!(desk.entries(), 0, "Enter takes what the arrows came to: the first entry");
    super::window::type_text(&mut desk.window, "People");
    desk.press(NONE, Key::Enter);
    desk.saved();
    assert!(desk.paths().contains(&"Law 1/StaffPeople".to_owned()), "{:?}", desk.paths());
}

#[test]
fn a_key_in_the_main_menu_does_what_its_row_does() {
    let mut desk = desk();
    desk.window.get_by_role_and_label(Role::TreeItem, "Staff, 0 passages").click();
    desk.window.run_steps(3);
    desk.press(NONE, Key::F10);
    for _ in 0..3 {
        desk.press(NONE, Key::ArrowDown);
    }
    assert!(desk.says("Mark as themes, or no longer"), "the section Code shows");
    desk.press(NONE, Key::T);
    desk.saved();
    assert_eq!(desk.entries(), 0, "the menu closes");
    let corpus = corpus(&desk.path);
    assert!(corpus.code(corpus.find_code("Staff")[0]).is_some_and(|code| code.theme));
}

#[test]
fn the_main_menu_is_walked_past_the_section_whose_keys_are_arrows() {
    let mut desk = desk();
    desk.press(NONE, Key::F10);
    let sections = themata::ui::command::Section::ALL;
    for _ in 1..sections.len() {
        desk.press(NONE, Key::ArrowDown);
        assert!(desk.entries() > sections.len(), "the menu is still open");
    }
    assert!(desk.says("Keyboard shortcuts") || desk.says("Settings"), "the last section shows");
    desk.press(NONE, Key::Escape);
    assert_eq!(desk.entries(), 0);
}

#[test]
fn letters_narrow_a_list_that_a_chip_opened_and_lead_to_what_fits() {
    let Open { mut window, folder: _folder } = chart();
    let rows = |window: &super::window::Window| {
        let rows = window.query_all_by_role(Role::MenuItemRadio);
        rows.filter_map(|row| row.accesskit_node().label()).collect::<Vec<_>>()
    };
    let chip = |window: &super::window::Window| {
        let mut nodes = window.root().children_recursive();
        nodes.find_map(|node| node.accesskit_node().label().filter(|label| label.starts_with("Rows: "))).expect("the chip of the rows")
    };
    let name = chip(&window);
    window.get_by_label(&name).click();
    window.run_steps(3);
    assert!(rows(&window).len() > 4, "{:?}", rows(&window));
    // Letters may come one by one, and Space is one of them.
    for letters in ["not", " ", "grx"] {
        window.event(Event::Text(letters.into()));
        window.run_steps(3);
    }
    assert!(rows(&window).is_empty() && says(&window, "Nothing fits these letters"), "{:?}", rows(&window));
    press(&mut window, NONE, Key::Backspace);
    assert_eq!(rows(&window), ["Not grouped"]);
    press(&mut window, NONE, Key::Enter);
    window.run_steps(3);
    assert!(rows(&window).is_empty(), "it was taken, and the list closed");
    assert!(!chip(&window).contains("by site"), "{}", chip(&window));
    // Another list begins without letters.
    let name = chip(&window);
    window.get_by_label(&name).click();
    window.run_steps(3);
    assert!(rows(&window).len() > 4, "{:?}", rows(&window));
}
