//! The chart in the window, by keys: cells written, settled, copied and pasted, passages quoted, old words brought back, and what shows.

use super::window::{Window, press, together, type_text, until};
use super::window_study::{opened, says};
use super::window_themes::{Open, open_in};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::Path;
use themata::analysis::Corpus;
use themata::model::{CellStatus, ChartCell, RowKey, Span};
use themata::project::Project;
use themata::ui::command::{CodingCommand, Window as Show};
use themata::ui::{Themata, ViewId};

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const ALT: Modifiers = Modifiers::ALT;
const SHIFT: Modifiers = Modifiers::SHIFT;

/// Draws until the window says this.
pub fn shows(window: &mut Window, words: &str) {
    for _ in 0..2000 {
        if says(window, words) {
            return window.run_steps(2);
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
        window.run_steps(1);
    }
    let grid = window.query_all_by_role(Role::Grid).next().and_then(|node| node.accesskit_node().label());
    panic!("“{words}” did not show; the keys are at {grid:?}; the window says {:?}", window.state().notices());
}

/// The chart of five interviews by three sites: East, North with one person met twice, South.
fn chart_in(width: f32, height: f32) -> Open {
    let mut open = open_in(width, height);
    press(&mut open.window, CTRL, Key::Num9);
    shows(&mut open.window, "Framework chart, East together, Trust");
    open
}

pub fn chart() -> Open {
    chart_in(1280.0, 800.0)
}

pub fn corpus(window: &Window) -> &Corpus {
    &window.state().project().unwrap().corpus
}

/// What is kept of the cell of a source.
pub fn cell<'a>(window: &'a Window, source: &str, code: &str) -> Option<&'a ChartCell> {
    let corpus = corpus(window);
    corpus.cell(&RowKey::Source(corpus.source_named(source)?.id), *corpus.find_code(code).first()?)
}

pub fn words(window: &Window, source: &str, code: &str) -> String {
    cell(window, source, code).map_or_else(String::new, |cell| cell.summary.clone())
}

fn keys(window: &mut Window, list: &[Key]) {
    list.iter().for_each(|key| press(window, NONE, *key));
}

pub fn saved(window: &mut Window) {
    until(window, |app: &Themata| app.project().is_some_and(|desk| !desk.saving()));
    window.run_steps(3);
}

/// Goes to the first row of interviews in North, and the first column.
pub fn at_one(window: &mut Window) {
    press(window, CTRL, Key::Home);
    keys(window, &[Key::ArrowDown; 4]);
    shows(window, "Framework chart, one, Trust");
    // The passages beside it are read by a job.
    shows(window, "Passage 1: We ring the ward before anybody writes.");
}

/// Writes in the cell at the keys and stays there.
pub fn write(window: &mut Window, text: &str) {
    press(window, NONE, Key::F2);
    press(window, CTRL, Key::A);
    type_text(window, text);
    press(window, NONE, Key::Tab);
    saved(window);
    press(window, NONE, Key::ArrowLeft);
}

#[test]
fn a_cell_is_written_rests_on_a_passage_and_is_taken_back() {
    let Open { mut window, folder: _folder } = chart();
    at_one(&mut window);
    assert!(says(&window, "Framework chart, one, Trust: Not yet charted · 2 passages"));
    type_text(&mut window, "T");
    type_text(&mut window, "hey ring first");
    press(&mut window, ALT, Key::Num1);
    assert!(window.get_by_label("Words of the cell").accesskit_node().value().is_some_and(|value| value == "They ring first [1]"));
    type_text(&mut window, ".");
    press(&mut window, SHIFT, Key::Enter);
    type_text(&mut window, "Always.");
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    assert!(says(&window, "Framework chart, four, Trust"), "Enter went down");
    let written = cell(&window, "one", "Trust").unwrap().clone();
    assert_eq!((written.summary.as_str(), written.status), ("They ring first [1].\nAlways.", CellStatus::Draft));
    let evidence = corpus(&window).evidence(written.id);
    assert_eq!((evidence.len(), evidence[0].number), (1, 1));
    assert_eq!(corpus(&window).coder(written.coder).unwrap().initials, "BP");
    press(&mut window, NONE, Key::ArrowUp);
    shows(&mut window, "linked as [1]");
    press(&mut window, ALT, Key::Num1);
    assert!(window.state().notices().iter().any(|notice| notice.contains("linked already")));
    // Quoted without writing: the name goes behind the words.
    press(&mut window, ALT, Key::Num2);
    saved(&mut window);
    assert_eq!(words(&window, "one", "Trust"), "They ring first [1].\nAlways. [2]");
    press(&mut window, ALT, Key::L);
    type_text(&mut window, "[1]");
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    assert_eq!(words(&window, "one", "Trust"), "They ring first.\nAlways. [2]", "the passage is linked no longer");
    for _ in 0..3 {
        press(&mut window, CTRL, Key::Z);
        saved(&mut window);
    }
    assert!(cell(&window, "one", "Trust").is_none(), "all of it is taken back");
}

#[test]
fn the_keys_walk_as_in_a_spreadsheet() {
    let Open { mut window, folder: _folder } = chart();
    at_one(&mut window);
    for (held, key, at) in [
        (NONE, Key::ArrowRight, "one, Money"),
        (NONE, Key::End, "one, Silence"),
        (NONE, Key::Home, "one, Trust"),
        (NONE, Key::Tab, "one, Money"),
        (SHIFT, Key::Tab, "one, Trust"),
        (CTRL, Key::ArrowRight, "one, Silence"),
        (CTRL, Key::ArrowDown, "three, Silence"),
        (CTRL, Key::ArrowLeft, "three, Trust"),
        (NONE, Key::PageUp, "East together, Trust"),
        (NONE, Key::PageDown, "South together, Trust"),
        (CTRL, Key::Home, "East together, Trust"),
        (CTRL, Key::End, "three, Silence"),
        (CTRL, Key::ArrowUp, "East · 1 interview, 1 person, unfolded"),
    ] {
        press(&mut window, held, key);
        assert!(says(&window, &format!("Framework chart, {at}")), "{key:?} leads to {at}");
    }
    at_one(&mut window);
    press(&mut window, NONE, Key::F2);
    type_text(&mut window, "never");
    press(&mut window, NONE, Key::Escape);
    saved(&mut window);
    assert!(cell(&window, "one", "Trust").is_none(), "Esc leaves it as it was");
    press(&mut window, NONE, Key::Enter);
    type_text(&mut window, "first");
    press(&mut window, NONE, Key::Tab);
    saved(&mut window);
    assert!(says(&window, "Framework chart, one, Money") && words(&window, "one", "Trust") == "first", "Tab took it and went along");
    press(&mut window, NONE, Key::ArrowLeft);
    press(&mut window, NONE, Key::F2);
    type_text(&mut window, " and last");
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    assert_eq!(words(&window, "one", "Trust"), "first and last", "F2 goes on with what stands there");
}

#[test]
fn a_block_is_copied_pasted_as_one_step_and_cleared() {
    let Open { mut window, folder: _folder } = chart();
    at_one(&mut window);
    write(&mut window, "mine");
    window.event(Event::Paste("a\t\"b\"\"\nc\"\nd\te\n".into()));
    window.run_steps(3);
    assert!(says(&window, "Write over 1 cell?"), "other words stand there");
    press(&mut window, NONE, Key::Escape);
    saved(&mut window);
    assert_eq!(words(&window, "one", "Trust"), "mine");
    window.event(Event::Paste("a\t\"b\"\"\nc\"\nd\te\n".into()));
    window.run_steps(3);
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    let four =
        |window: &Window| [("one", "Trust"), ("one", "Money"), ("four", "Trust"), ("four", "Money")].map(|(row, code)| words(window, row, code));
    assert_eq!(four(&window), ["a", "b\"\nc", "d", "e"]);
    press(&mut window, SHIFT, Key::ArrowDown);
    press(&mut window, SHIFT, Key::ArrowRight);
    assert!(says(&window, "4 cells chosen"));
    let (copied, _) = together(&mut window, CTRL, &[Event::Copy]);
    assert_eq!(copied.as_deref(), Some("a\t\"b\"\"\nc\"\nd\te"));
    press(&mut window, NONE, Key::Delete);
    saved(&mut window);
    assert_eq!(four(&window), ["", "", "", ""]);
    press(&mut window, CTRL, Key::Z);
    saved(&mut window);
    press(&mut window, CTRL, Key::Z);
    saved(&mut window);
    assert_eq!(four(&window), ["mine", "", "", ""], "the paste was one step, as the clearing was");
    // One cell fills what is chosen; heads of groups are passed over.
    press(&mut window, CTRL, Key::Home);
    press(&mut window, CTRL | SHIFT, Key::ArrowDown);
    window.event(Event::Paste("same".into()));
    window.run_steps(3);
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    assert_eq!(corpus(&window).cells().filter(|cell| cell.summary == "same").count(), 8, "five interviews and three sites");
}

#[test]
fn a_copied_cell_brings_its_passages_and_cites_none_of_another() {
    let Open { mut window, folder: _folder } = chart();
    at_one(&mut window);
    write(&mut window, "They ring first");
    press(&mut window, ALT, Key::Num1);
    saved(&mut window);
    let (copied, _) = together(&mut window, CTRL, &[Event::Copy]);
    let copied = copied.unwrap();
    press(&mut window, NONE, Key::ArrowRight);
    write(&mut window, "Mine");
    press(&mut window, NONE, Key::ArrowRight);
    for way in [Key::ArrowRight, Key::ArrowDown] {
        press(&mut window, CTRL, Key::Home);
        at_one(&mut window);
        press(&mut window, NONE, way);
        window.event(Event::Paste(copied.clone()));
        window.run_steps(3);
        if says(&window, "Write over 1 cell?") {
            press(&mut window, NONE, Key::Enter);
        }
        saved(&mut window);
    }
    let places = |window: &Window, row: &str, code: &str| {
        let cell = cell(window, row, code).unwrap();
        corpus(window).evidence(cell.id).iter().map(|one| (one.number, one.source, one.span)).collect::<Vec<_>>()
    };
    assert_eq!((words(&window, "one", "Money").as_str(), places(&window, "one", "Trust").len()), ("They ring first [1]", 1));
    assert_eq!(places(&window, "one", "Money"), places(&window, "one", "Trust"));
    // What one person said is no evidence of what another says.
    assert_eq!((words(&window, "four", "Trust").as_str(), places(&window, "four", "Trust").len()), ("They ring first [1]", 0));
    let told = format!("{:?}", window.state().notices());
    assert!(told.contains("The words of four × Trust name [1], and the cell rests on no such passage"), "{told}");
}

#[test]
fn the_next_cell_that_waits_is_found_in_folded_groups_too() {
    let Open { mut window, folder: _folder } = chart();
    press(&mut window, CTRL | ALT, Key::ArrowUp);
    shows(&mut window, "North · 3 interviews, 2 people");
    assert!(!says(&window, "one × Trust"), "every group is folded");
    press(&mut window, CTRL, Key::Home);
    press(&mut window, CTRL, Key::J);
    assert!(says(&window, "Framework chart, North together, Trust"), "nothing is coded in East");
    assert!(says(&window, "one × Trust: Not yet charted"), "its group is unfolded");
    write(&mut window, "Some ring.");
    for row in ["one", "four", "two", "South together", "three"] {
        press(&mut window, CTRL, Key::J);
        assert!(says(&window, &format!("Framework chart, {row}, Trust")), "{row} is next");
        write(&mut window, "Said.");
    }
    press(&mut window, CTRL, Key::J);
    assert!(window.state().notices().iter().any(|notice| notice.contains("Every cell with passages is charted")));
    assert!(says(&window, "100% charted"));
}

#[test]
fn a_key_says_how_far_cells_are() {
    let Open { mut window, folder: _folder } = chart();
    at_one(&mut window);
    let status = |window: &Window, code: &str| cell(window, "one", code).map(|cell| cell.status);
    press(&mut window, ALT, Key::A);
    assert!(window.state().notices().iter().any(|notice| notice.contains("Nothing is written in this cell yet")));
    write(&mut window, "They ring.");
    press(&mut window, ALT, Key::A);
    saved(&mut window);
    assert_eq!(status(&window, "Trust"), Some(CellStatus::Agreed));
    assert!(says(&window, "one × Trust: They ring., agreed, 2 passages"));
    press(&mut window, ALT, Key::N);
    assert!(window.state().notices().iter().any(|notice| notice.contains("A cell with words has data")));
    press(&mut window, ALT, Key::D);
    saved(&mut window);
    assert_eq!(status(&window, "Trust"), Some(CellStatus::Draft));
    press(&mut window, NONE, Key::ArrowRight);
    press(&mut window, ALT, Key::N);
    saved(&mut window);
    assert_eq!(status(&window, "Money"), Some(CellStatus::NoData));
    // Said while it is being written, it is taken.
    press(&mut window, NONE, Key::ArrowLeft);
    press(&mut window, NONE, Key::F2);
    type_text(&mut window, " All of them.");
    press(&mut window, ALT, Key::A);
    saved(&mut window);
    assert_eq!((words(&window, "one", "Trust").as_str(), status(&window, "Trust")), ("They ring. All of them.", Some(CellStatus::Agreed)));
    // Words that are changed were not agreed on.
    write(&mut window, "They do.");
    assert_eq!(status(&window, "Trust"), Some(CellStatus::Draft));
    // The chip in the column does the same.
    window.get_by_label("Status: Draft").click();
    window.run_steps(3);
    window.get_by_role_and_label(Role::MenuItemRadio, "Agreed").click();
    window.run_steps(3);
    saved(&mut window);
    assert_eq!(status(&window, "Trust"), Some(CellStatus::Agreed));
}

#[test]
fn what_stood_there_comes_back_with_who_wrote_it() {
    let Open { mut window, folder: _folder } = chart();
    at_one(&mut window);
    press(&mut window, ALT, Key::B);
    assert!(window.state().notices().iter().any(|notice| notice.contains("Nothing else stood in this cell")));
    write(&mut window, "The first words.");
    write(&mut window, "The second words.");
    shows(&mut window, "2 versions");
    assert!(says(&window, "BP, just now: The first words."));
    press(&mut window, ALT, Key::B);
    type_text(&mut window, "first");
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    assert_eq!(words(&window, "one", "Trust"), "The first words.");
    shows(&mut window, "3 versions");
    let button = window.query_all_by_label_contains("Bring this back: BP").next().unwrap().rect().center();
    click(&mut window, button);
    saved(&mut window);
    assert_eq!(words(&window, "one", "Trust"), "The second words.", "the button brings back the last before it");
}

fn click(window: &mut Window, at: Pos2) {
    for pressed in [true, false] {
        window.event(Event::PointerMoved(at));
        window.event(Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers: NONE });
        window.run_steps(2);
    }
}

#[test]
fn a_cell_says_what_was_coded_since_it_was_written() {
    let Open { mut window, folder: _folder } = chart();
    at_one(&mut window);
    write(&mut window, "They ring.");
    press(&mut window, CTRL | SHIFT, Key::J);
    assert!(window.state().notices().iter().any(|notice| notice.contains("under no cell changed")));
    let (source, trust) = (corpus(&window).source_named("one").unwrap().id, corpus(&window).find_code("Trust")[0]);
    let passage = super::window::passage(&window, source, Span::new(0, 12));
    window.state().ask(CodingCommand::Apply(trust, vec![passage]));
    saved(&mut window);
    shows(&mut window, "coding changed");
    shows(&mut window, "Coded since: ");
    assert!(says(&window, "1 cell to look at again"));
    press(&mut window, CTRL, Key::Home);
    press(&mut window, CTRL | SHIFT, Key::J);
    assert!(says(&window, "Framework chart, one, Trust"), "the key leads there");
    shows(&mut window, "It still fits");
    press(&mut window, ALT, Key::K);
    saved(&mut window);
    assert!(window.state().notices().iter().any(|said| said.contains("It still fits: ")), "{:?}", window.state().notices());
    assert!(!says(&window, "coding changed") && words(&window, "one", "Trust") == "They ring.");
    // Taken off again: gone since.
    press(&mut window, CTRL, Key::Z);
    saved(&mut window);
    press(&mut window, CTRL, Key::Z);
    saved(&mut window);
    assert!(!says(&window, "coding changed"), "the coding is as it was when the cell was written");
}

#[test]
fn rows_columns_and_filters_are_chosen_by_keys() {
    let Open { mut window, folder: _folder } = chart();
    let choose = |window: &mut Window, key: Key, words: &str| {
        press(window, ALT, key);
        type_text(window, words);
        press(window, NONE, Key::Enter);
    };
    // Two rows of one person stand behind each other.
    assert!(says(&window, "four, Nurse · Phase 2 · same person"));
    choose(&mut window, Key::G, "Role");
    shows(&mut window, "Nurse · 3 interviews");
    assert!(says(&window, "Rows: Interviews by role"));
    choose(&mut window, Key::R, "People");
    shows(&mut window, "P1 × Trust: Not yet charted · 4 passages");
    choose(&mut window, Key::C, "all codes");
    shows(&mut window, "P1 × Hours: Not yet charted · 2 passages");
    assert!(says(&window, "Columns: Working together · 4 codes"));
    press(&mut window, ALT, Key::U);
    shows(&mut window, "Columns: Working together · 2 codes");
    press(&mut window, ALT, Key::O);
    type_text(&mut window, "sites");
    press(&mut window, NONE, Key::Enter);
    type_text(&mut window, "South");
    press(&mut window, NONE, Key::Enter);
    shows(&mut window, "P3 × Trust");
    until(&mut window, |_| true);
    shows(&mut window, "Row 1 of 2");
    press(&mut window, CTRL | SHIFT, Key::L);
    shows(&mut window, "Columns: Working together · 4 codes");
    window.get_by_label("Only codes with these letters").focus();
    window.run_steps(2);
    type_text(&mut window, "hou");
    shows(&mut window, "Columns: Working together · 1 code");
    // Groups fold by the keys of a tree.
    press(&mut window, CTRL | SHIFT, Key::L);
    shows(&mut window, "Columns: Working together · 4 codes");
    window.query_all_by_role(Role::Grid).next().unwrap().focus();
    window.run_steps(2);
    press(&mut window, CTRL, Key::Home);
    press(&mut window, NONE, Key::ArrowUp);
    assert!(says(&window, "unfolded"));
    press(&mut window, NONE, Key::ArrowLeft);
    shows(&mut window, ", folded");
    press(&mut window, NONE, Key::ArrowRight);
    shows(&mut window, ", unfolded");
    press(&mut window, NONE, Key::Enter);
    shows(&mut window, ", folded");
}

#[test]
fn words_are_found_in_the_cells() {
    let Open { mut window, folder: _folder } = chart();
    at_one(&mut window);
    write(&mut window, "They ring early.");
    keys(&mut window, &[Key::ArrowDown, Key::ArrowDown]);
    write(&mut window, "Nobody rings.");
    press(&mut window, CTRL, Key::F);
    type_text(&mut window, "RING");
    assert!(says(&window, "2 of 2 cells"), "the keys are at the second of them");
    press(&mut window, NONE, Key::Enter);
    assert!(says(&window, "Framework chart, one, Trust") && says(&window, "1 of 2 cells"));
    press(&mut window, SHIFT, Key::Enter);
    assert!(says(&window, "Framework chart, two, Trust"));
    press(&mut window, NONE, Key::Escape);
    assert!(window.query_by_label("Find in the cells").is_none(), "Esc closes the field");
    press(&mut window, NONE, Key::F3);
    assert!(says(&window, "Framework chart, one, Trust"), "the cells have the keys again, and F3 goes on");
    press(&mut window, SHIFT, Key::F3);
    assert!(says(&window, "Framework chart, two, Trust"));
}

#[test]
fn a_passage_is_dragged_into_the_words_and_into_the_cell() {
    let Open { mut window, folder: _folder } = chart();
    at_one(&mut window);
    let rect = |window: &Window, label: &str| window.query_all_by_label_contains(label).next().unwrap().rect();
    let drag = |window: &mut Window, from: Pos2, to: Pos2| {
        window.event(Event::PointerMoved(from));
        window.event(Event::PointerButton { pos: from, button: PointerButton::Primary, pressed: true, modifiers: NONE });
        window.run_steps(2);
        for step in 1..=6 {
            window.event(Event::PointerMoved(from + (to - from) * (step as f32 / 6.0)));
            window.run_steps(1);
        }
        window.event(Event::PointerButton { pos: to, button: PointerButton::Primary, pressed: false, modifiers: NONE });
        window.run_steps(3);
    };
    let from = rect(&window, "Passage 1: We ring").center_top() + egui::vec2(0.0, 14.0);
    let to = rect(&window, "Write in the cell").center();
    drag(&mut window, from, to);
    saved(&mut window);
    assert_eq!(words(&window, "one", "Trust"), "[1]");
    shows(&mut window, "1 of 2 linked");
    let from = rect(&window, "Passage 2: Nobody counts").center_top() + egui::vec2(0.0, 14.0);
    let to = rect(&window, "one × Trust").center();
    drag(&mut window, from, to);
    saved(&mut window);
    assert_eq!(words(&window, "one", "Trust"), "[1] [2]");
}

#[test]
fn the_pointer_chooses_writes_and_folds() {
    let Open { mut window, folder: _folder } = chart();
    let at = |window: &Window, label: &str| window.query_all_by_label_contains(label).next().unwrap().rect().center();
    let place = at(&window, "one × Money");
    click(&mut window, place);
    assert!(says(&window, "Framework chart, one, Money"));
    click(&mut window, place);
    click(&mut window, place);
    type_text(&mut window, "No word of it.");
    let other = at(&window, "two × Trust");
    click(&mut window, other);
    saved(&mut window);
    assert_eq!(words(&window, "one", "Money"), "No word of it.", "what was written is taken when something else is clicked");
    let head = at(&window, "East · 1 interview");
    click(&mut window, head);
    shows(&mut window, "East · 1 interview, 1 person, folded");
    assert!(!says(&window, "five × Trust"));
}

#[test]
fn in_a_small_window_the_column_opens_to_write_in() {
    let Open { mut window, folder: _folder } = chart_in(640.0, 480.0);
    assert!(window.query_by_label("Write in the cell").is_none(), "the column is folded");
    press(&mut window, CTRL, Key::Home);
    keys(&mut window, &[Key::ArrowDown; 4]);
    type_text(&mut window, "W");
    type_text(&mut window, "ritten");
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    assert_eq!(words(&window, "one", "Trust"), "Written");
}

#[test]
fn what_is_typed_is_kept_when_the_program_ends_and_gone_on_with() {
    let Open { mut window, folder } = chart();
    at_one(&mut window);
    press(&mut window, NONE, Key::Enter);
    type_text(&mut window, "Half a thou");
    let begun = std::time::Instant::now();
    until(&mut window, |app: &Themata| app.project().unwrap().reader().drafts().is_ok_and(|drafts| !drafts.is_empty()));
    assert!(begun.elapsed().as_secs() < 15);
    drop(window);
    let mut window = opened(&folder.path().join("nights.themata"));
    shows(&mut window, "a cell of the chart: one, ");
    window.get_by_label("Go on writing").click();
    window.run_steps(3);
    shows(&mut window, "Framework chart, one, Trust");
    window.run_steps(6);
    type_text(&mut window, "ght.");
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    assert_eq!(words(&window, "one", "Trust"), "Half a thought.");
    assert!(window.state().project().unwrap().reader().drafts().unwrap().iter().all(|(_, text)| text.is_empty()), "nothing is left over");
}

#[test]
fn the_chart_goes_out_as_it_shows() {
    let Open { mut window, folder } = chart();
    at_one(&mut window);
    write(&mut window, "They ring early.");
    for suffix in ["xlsx", "docx", "csv", "html", "md"] {
        let path = folder.path().join(format!("chart.{suffix}"));
        press(&mut window, ALT, Key::X);
        for _ in 0..400 {
            if says(&window, "Export all the same") {
                window.get_by_label("Export all the same").click();
            }
            if says(&window, "No file chooser of the desktop answers here") {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
            window.run_steps(2);
        }
        press(&mut window, CTRL, Key::A);
        type_text(&mut window, &path.display().to_string());
        press(&mut window, NONE, Key::Enter);
        until(&mut window, |app: &Themata| app.notices().iter().any(|notice| notice.contains(&format!("chart.{suffix}"))));
        let bytes = std::fs::read(&path).unwrap();
        assert!(bytes.len() > 200, "{suffix}");
        if ["csv", "html", "md"].contains(&suffix) {
            assert!(String::from_utf8(bytes).unwrap().contains("They ring early."), "{suffix}");
        }
    }
}

#[test]
fn an_empty_chart_says_what_brings_it_about() {
    let dir = tempfile::tempdir().unwrap();
    let shown = |path: &Path| {
        let mut window = opened(path);
        window.state().ask(Show::Show(ViewId::Chart));
        window.run_steps(4);
        window
    };
    let bare = dir.path().join("bare.themata");
    Project::create(&bare, "Bare").unwrap().close().unwrap();
    let mut window = shown(&bare);
    shows(&mut window, "Nothing to chart yet");
    assert!(window.query_by_label("Import").is_some());
    let path = dir.path().join("uncoded.themata");
    let mut project = Project::create(&path, "Uncoded").unwrap();
    project.be_coder("BP", "Bea Pym").unwrap();
    let talk = super::support::interview("one", &["Well?", "Well enough."]);
    super::support::import(&mut project, None, vec![talk]).unwrap();
    project.close().unwrap();
    let mut window = shown(&path);
    shows(&mut window, "No codes yet");
    assert!(window.query_by_label("New framework…").is_some());
}

#[test]
fn a_project_open_to_be_read_shows_its_chart_and_takes_nothing() {
    let Open { mut window, folder } = chart();
    at_one(&mut window);
    write(&mut window, "They ring.");
    // Another window on the same file can only read.
    let mut second = opened(&folder.path().join("nights.themata"));
    second.state().ask(Show::Show(ViewId::Chart));
    shows(&mut second, "one × Trust: They ring., draft");
    press(&mut second, CTRL, Key::Home);
    keys(&mut second, &[Key::ArrowDown; 4]);
    for (held, key) in [(NONE, Key::Enter), (ALT, Key::A), (NONE, Key::Delete)] {
        press(&mut second, held, key);
        assert!(second.state().notices().iter().any(|notice| notice.contains("open for reading only")), "{key:?}");
    }
    assert!(second.query_by_label("Words of the cell").is_none());
}

#[test]
fn codings_taken_off_are_told_too() {
    let Open { mut window, folder: _folder } = chart();
    at_one(&mut window);
    write(&mut window, "They ring.");
    let (source, trust) = (corpus(&window).source_named("one").unwrap().id, corpus(&window).find_code("Trust")[0]);
    let id = corpus(&window).codings_of(source).iter().find(|coding| coding.code == trust).unwrap().id;
    window.state().ask(CodingCommand::Remove(vec![id]));
    saved(&mut window);
    shows(&mut window, "No longer coded: We ring the ward before anybody writes.");
}

#[test]
fn columns_are_made_wider_and_narrower_by_key_and_by_the_edge_of_a_head_and_stay_so() {
    let Open { mut window, folder: _folder } = chart();
    at_one(&mut window);
    let head = |window: &Window, name: &str| window.get_by_role_and_label(Role::ColumnHeader, name).rect();
    let wide = |window: &Window| window.state().config().charts.values().next().and_then(|choice| choice.wide);
    let fits = head(&window, "Trust").width();
    press(&mut window, ALT, Key::Minus);
    window.run_steps(2);
    assert!((head(&window, "Trust").width() - fits + 24.0).abs() < 1.0, "{} of {fits}", head(&window, "Trust").width());
    press(&mut window, ALT, Key::Plus);
    press(&mut window, ALT, Key::Plus);
    window.run_steps(2);
    assert!(head(&window, "Trust").width() > fits + 20.0);
    press(&mut window, ALT, Key::Num0);
    window.run_steps(2);
    assert_eq!((head(&window, "Trust").width(), wide(&window)), (fits, None));
    // The right edge of a head goes where it is dragged to.
    let (from, to) = (head(&window, "Trust").right_center(), head(&window, "Trust").right_center() - egui::vec2(60.0, 0.0));
    window.drag_at(from);
    window.run_steps(2);
    window.hover_at(to);
    window.run_steps(2);
    window.drop_at(to);
    window.run_steps(3);
    assert!((head(&window, "Trust").right() - to.x).abs() < 2.0, "{:?} to {to:?}", head(&window, "Trust"));
    let kept = wide(&window).expect("it is remembered");
    assert!((f32::from(kept) - fits + 60.0).abs() < 3.0, "{kept} of {fits}");
    // Words, passages and history are what they were: it is a way to look.
    assert!(corpus(&window).cells().next().is_none());
}
