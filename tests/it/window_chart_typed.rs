//! Cells of the chart in the window that are typed into at once: nothing typed is lost, whoever is asked for a name and whatever is gone to.

use super::window::{Window, press, type_text};
use super::window_chart::{at_one, cell, chart, corpus, saved, shows, words, write};
use super::window_study::says;
use super::window_themes::{Open, open_in};
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use themata::ui::ViewId;
use themata::ui::command::Window as Show;

const NONE: Modifiers = Modifiers::NONE;
const ALT: Modifiers = Modifiers::ALT;

#[test]
fn who_is_asked_for_a_name_writes_on_at_once() {
    let Open { mut window, folder: _folder } = chart();
    let nobody = themata::ui::config::Config { coder: None, ..window.state().config().clone() };
    window.state().ask(themata::ui::command::Window::Configure(Box::new(nobody)));
    window.run_steps(3);
    at_one(&mut window);
    let typed = "Prevention is talked of";
    let field = |window: &Window| window.get_by_label("Words of the cell").accesskit_node().value().unwrap_or_default();
    // All letters come within one frame, as they do to a slow window.
    let letters: Vec<Event> = typed.chars().map(|letter| Event::Text(letter.into())).collect();
    window.input_mut().events.extend(letters);
    window.run_steps(40);
    // What is typed is kept as a draft, every second.
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    window.run_steps(4);
    assert!(!says(&window, "Who is coding?"), "nobody is asked in the middle of a sentence");
    assert_eq!(field(&window), typed);
    press(&mut window, NONE, Key::Enter);
    shows(&mut window, "Who is coding?");
    // Nobody says: the words stay where they are, and are asked for again.
    press(&mut window, NONE, Key::Escape);
    window.run_steps(4);
    assert_eq!(field(&window), typed);
    type_text(&mut window, " here");
    assert!(cell(&window, "one", "Trust").is_none());
    press(&mut window, NONE, Key::Tab);
    shows(&mut window, "Who is coding?");
    type_text(&mut window, "Nia Hall");
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    assert_eq!(words(&window, "one", "Trust"), "Prevention is talked of here");
    assert_eq!(corpus(&window).coder(cell(&window, "one", "Trust").unwrap().coder).unwrap().name, "Nia Hall");
    assert!(says(&window, "Framework chart, one, Hours") || says(&window, "Framework chart, one, Money"), "Tab went along");
}

#[test]
fn a_number_in_the_words_of_a_cell_that_is_no_passage_is_told() {
    let Open { mut window, folder: _folder } = chart();
    at_one(&mut window);
    write(&mut window, "They ring first [1], then [7] and [3]");
    let which = "The words of one × Trust name [1], [3], [7], and the cell rests on no such passage";
    let told = |window: &Window| window.state().notices().iter().any(|said| said == which);
    assert!(told(&window), "{:?}", window.state().notices());
    let Open { mut window, folder: _folder } = chart();
    at_one(&mut window);
    press(&mut window, NONE, Key::F2);
    press(&mut window, ALT, Key::Num1);
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    assert_eq!(words(&window, "one", "Trust"), "[1]");
    assert!(!window.state().notices().iter().any(|said| said.contains("rests on no such")), "{:?}", window.state().notices());
}

#[test]
fn what_is_told_of_a_number_that_is_no_passage_goes_with_the_old_words() {
    let Open { mut window, folder: _folder } = chart();
    at_one(&mut window);
    write(&mut window, "They ring first");
    write(&mut window, "They ring first [7]");
    let told = |window: &Window| window.state().notices().iter().any(|said| said.contains("rests on no such passage"));
    assert!(told(&window), "{:?}", window.state().notices());
    shows(&mut window, "2 versions");
    press(&mut window, ALT, Key::B);
    window.run_steps(3);
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    assert_eq!(words(&window, "one", "Trust"), "They ring first");
    assert!(!told(&window), "{:?}", window.state().notices());
}

#[test]
fn any_passage_is_quoted_by_its_number_or_with_the_keys_at_it() {
    let Open { mut window, folder: _folder } = chart();
    at_one(&mut window);
    press(&mut window, ALT, Key::Q);
    window.run_steps(3);
    assert!(says(&window, "1 · We ring the ward before anybody writes."));
    type_text(&mut window, "2");
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    assert_eq!(words(&window, "one", "Trust"), "[1]");
    let corpus = corpus(&window);
    let evidence = corpus.evidence(cell(&window, "one", "Trust").unwrap().id)[0].span;
    assert!(evidence.start > 50, "it is the second passage that it rests on: {evidence:?}");
    // In a cell that is being written too.
    press(&mut window, NONE, Key::F2);
    press(&mut window, ALT, Key::Q);
    window.run_steps(3);
    type_text(&mut window, "1");
    press(&mut window, NONE, Key::Enter);
    window.run_steps(4);
    assert_eq!(field(&window).as_deref(), Some("[1] [2]"));
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    press(&mut window, NONE, Key::ArrowUp);
    press(&mut window, NONE, Key::Delete);
    saved(&mut window);
    assert_eq!(words(&window, "one", "Trust"), "");
    shows(&mut window, "Passage 2: ");
    window.get_by_label_contains("Passage 2: ").focus();
    window.run_steps(2);
    assert!(says(&window, "Enter quotes passage 2"), "the foot says so");
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    assert_eq!(words(&window, "one", "Trust"), "[1]");
}

#[test]
fn empty_cells_that_are_pasted_over_words_say_what_was_emptied() {
    let Open { mut window, folder: _folder } = chart();
    at_one(&mut window);
    window.event(Event::Paste("a\tb\nc\td".into()));
    saved(&mut window);
    window.event(Event::Paste("\t\n\t".into()));
    shows(&mut window, "Empty 4 cells?");
    assert!(says(&window, "The copied cells are empty."), "it is asked what is meant");
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    let told = window.state().notices().join(" | ");
    assert!(told.contains("Emptied 4 cells of the chart") && !told.contains("Wrote"), "{told}");
    assert!(says(&window, "Undo"));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    saved(&mut window);
    window.event(Event::Paste("e\t\n\tf".into()));
    shows(&mut window, "2 of the copied cells are empty");
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    let told = window.state().notices().join(" | ");
    assert!(told.contains("Wrote 2 cells of the chart and emptied 2"), "{told}");
}

/// The words in the field of the cell that is being written.
fn field(window: &Window) -> Option<String> {
    window.query_by_label("Words of the cell").and_then(|node| node.accesskit_node().value())
}

fn told(window: &Window, words: &str) -> bool {
    window.state().notices().iter().any(|said| said.contains(words))
}

const LEFT_OUT: &str = "What you typed was left out";

#[test]
fn words_that_esc_leaves_out_of_a_cell_come_back_into_its_field() {
    let Open { mut window, folder: _folder } = chart();
    at_one(&mut window);
    write(&mut window, "They ring");
    let last = window.state().project().unwrap().next_undo().unwrap().seq;
    // A slip of the hand is no loss: nothing is said.
    press(&mut window, NONE, Key::F2);
    type_text(&mut window, "xyz");
    press(&mut window, NONE, Key::Escape);
    assert!(!told(&window, LEFT_OUT) && field(&window).is_none());
    let long = " first, and the council hears of it when the bed is gone";
    press(&mut window, NONE, Key::F2);
    press(&mut window, ALT, Key::Num1);
    type_text(&mut window, long);
    press(&mut window, NONE, Key::Escape);
    window.run_steps(3);
    saved(&mut window);
    assert_eq!((words(&window, "one", "Trust").as_str(), field(&window)), ("They ring", None), "Esc leaves the cell as it was");
    assert!(told(&window, LEFT_OUT), "{:?}", window.state().notices());
    assert!(says(&window, "Ctrl Z in the chart brings it back, Alt Shift B also later"));
    // Undo right after, from wherever in the chart, brings the words back and takes back nothing else.
    press(&mut window, NONE, Key::ArrowRight);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    window.run_steps(4);
    let all = format!("They ring [1]{long}");
    assert_eq!(field(&window).as_deref(), Some(all.as_str()));
    assert!(says(&window, "Framework chart, one, Trust") && !told(&window, LEFT_OUT), "the notice is answered");
    assert_eq!(window.state().project().unwrap().next_undo().unwrap().seq, last, "no step was taken back");
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    assert_eq!(words(&window, "one", "Trust"), all);
    let written = cell(&window, "one", "Trust").unwrap().id;
    assert_eq!(corpus(&window).evidence(written).len(), 1, "what it rests on came back with the words");
}

#[test]
fn words_left_out_of_a_cell_come_back_later_too_and_undo_is_for_what_was_done_since() {
    let Open { mut window, folder: _folder } = chart();
    at_one(&mut window);
    type_text(&mut window, "They ring the ward first");
    press(&mut window, NONE, Key::Escape);
    // Another cell is written since: undo takes that back.
    press(&mut window, NONE, Key::ArrowDown);
    shows(&mut window, "Framework chart, four, Trust");
    write(&mut window, "Nobody answers");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    saved(&mut window);
    assert!(told(&window, "Took back") && field(&window).is_none(), "{:?}", window.state().notices());
    assert_eq!(words(&window, "four", "Trust"), "");
    press(&mut window, ALT.plus(Modifiers::SHIFT), Key::B);
    window.run_steps(4);
    assert_eq!(field(&window).as_deref(), Some("They ring the ward first"));
    assert!(says(&window, "Framework chart, one, Trust"));
    // Left out once more, and the field opened again: undo in it brings them back too.
    press(&mut window, NONE, Key::Escape);
    press(&mut window, NONE, Key::Enter);
    window.run_steps(3);
    assert_eq!(field(&window).as_deref(), Some(""));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    window.run_steps(3);
    assert_eq!(field(&window).as_deref(), Some("They ring the ward first"));
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    assert_eq!(words(&window, "one", "Trust"), "They ring the ward first");
    press(&mut window, ALT.plus(Modifiers::SHIFT), Key::B);
    window.run_steps(2);
    assert!(told(&window, "There is nothing to bring back: no typed words were left out of a cell with Esc"), "{:?}", window.state().notices());
}

/// The words of the cell of “one” under Trust, as the project has them once the window is gone.
fn charted(window: Window, folder: &tempfile::TempDir) -> Option<String> {
    let row = |corpus: &themata::analysis::Corpus| themata::model::RowKey::Source(corpus.source_named("one").unwrap().id);
    drop(window);
    let corpus = super::support::corpus(&folder.path().join("nights.themata"));
    let trust = corpus.find_code("Trust")[0];
    corpus.cells().find(|cell| cell.row == row(&corpus) && cell.code == trust).map(|cell| cell.summary.clone())
}

#[test]
fn a_cell_that_is_being_written_is_charted_when_the_window_or_the_project_closes() {
    let Open { mut window, folder } = chart();
    at_one(&mut window);
    type_text(&mut window, "They ring.");
    eframe::App::on_exit(window.state_mut(), None);
    assert_eq!(charted(window, &folder).as_deref(), Some("They ring."));
    let Open { mut window, folder } = chart();
    at_one(&mut window);
    type_text(&mut window, "They call.");
    window.state().ask(themata::ui::command::ProjectCommand::Close);
    super::window::until(&mut window, |app| app.project().is_none());
    // The window closes at once: it waits for what is still being written.
    eframe::App::on_exit(window.state_mut(), None);
    assert_eq!(charted(window, &folder).as_deref(), Some("They call."));
}

#[test]
fn a_cell_that_is_being_written_is_kept_when_another_view_is_gone_to() {
    let Open { mut window, folder: _folder } = chart();
    at_one(&mut window);
    type_text(&mut window, "They ring.");
    window.state().ask(Show::Show(ViewId::Themes));
    window.run_steps(4);
    saved(&mut window);
    assert_eq!(words(&window, "one", "Trust"), "They ring.");
}

#[test]
fn columns_are_chosen_by_mouse_and_letters() {
    let Open { mut window, folder: _folder } = chart();
    window.get_by_label("Columns: Working together · 3 codes").click();
    window.run_steps(4);
    type_text(&mut window, "all");
    press(&mut window, NONE, Key::Enter);
    window.run_steps(4);
    shows(&mut window, "Columns: Working together · 4 codes");
}

#[test]
fn the_chosen_cell_stays_in_sight_when_other_columns_show() {
    let Open { mut window, folder: _folder } = chart();
    at_one(&mut window);
    press(&mut window, NONE, Key::ArrowRight);
    for _ in 0..8 {
        press(&mut window, ALT, Key::Plus);
    }
    press(&mut window, Modifiers::COMMAND, Key::Home);
    press(&mut window, NONE, Key::End);
    window.run_steps(4);
    shows(&mut window, ", Silence");
    let place = |window: &Window| window.query_all_by_label_contains(" × Silence").next().map(|node| node.rect());
    let right = place(&window).unwrap().right();
    press(&mut window, ALT, Key::C);
    window.run_steps(2);
    type_text(&mut window, "all");
    press(&mut window, NONE, Key::Enter);
    shows(&mut window, "Columns: Working together · 4 codes");
    window.run_steps(4);
    shows(&mut window, ", Silence");
    let now = place(&window).expect("the column of the chosen cell is drawn").right();
    assert!(now <= right + 1.0, "it ended at {right}, now at {now}");
}

#[test]
fn empty_cells_that_are_pasted_on_empty_ones_say_that_they_are_empty() {
    let Open { mut window, folder: _folder } = chart();
    at_one(&mut window);
    window.event(Event::Paste("\t\n\t".into()));
    window.run_steps(3);
    assert!(window.state().notices().iter().any(|said| said.contains("The copied cells are empty")), "{:?}", window.state().notices());
}

#[test]
fn in_a_small_window_the_chips_stand_in_one_line_while_a_cell_is_written() {
    let Open { mut window, folder: _folder } = open_in(640.0, 480.0);
    press(&mut window, Modifiers::COMMAND, Key::Num9);
    shows(&mut window, "Framework chart, East together, Trust");
    press(&mut window, NONE, Key::F2);
    window.run_steps(4);
    let middle = |window: &Window, label: &str| window.query_all_by_label_contains(label).next().map(|chip| chip.rect().center().y);
    let rows = middle(&window, "Rows: ");
    assert!(rows.is_some() && middle(&window, "Columns: ").is_none_or(|columns| Some(columns) == rows));
    let cell = window.query_all_by_label_contains("East together × Trust").next().expect("the cell is in sight").rect();
    assert!(cell.bottom() < 440.0, "{cell:?}");
}

#[test]
fn a_block_that_does_not_fit_says_so_before_and_what_names_nothing_says_where_until_it_is_taken_back() {
    let Open { mut window, folder: _folder } = chart();
    at_one(&mut window);
    press(&mut window, NONE, Key::End);
    // Two columns in the last one: nothing is written over, and half of it has no place.
    window.event(Event::Paste("a [7]\tb\nc [8]\td".into()));
    window.run_steps(3);
    assert!(says(&window, "Paste only what fits?") && says(&window, "2 of the copied cells have no place: the chart ends before them."));
    press(&mut window, NONE, Key::Escape);
    saved(&mut window);
    assert_eq!(corpus(&window).cells().count(), 0);
    window.event(Event::Paste("a [7]\tb\nc [8]\td".into()));
    window.run_steps(3);
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    let told = |window: &Window| window.state().notices().join(" | ");
    let column = corpus(&window).cells().map(|cell| cell.code).next().unwrap();
    let column = corpus(&window).code(column).unwrap().name.clone();
    let which = format!("The words of 2 cells name passages on which these do not rest: one × {column} ([7]); four × {column} ([8])");
    assert!(told(&window).contains(&which), "{}", told(&window));
    // What is written over and what has no place are said together.
    window.event(Event::Paste("e\tf".into()));
    window.run_steps(3);
    assert!(says(&window, "Write over 1 cell?") && says(&window, "1 of the copied cells has no place: the chart ends before it."));
    press(&mut window, NONE, Key::Escape);
    saved(&mut window);
    // Taken back, there is nothing to look at any more.
    press(&mut window, Modifiers::COMMAND, Key::Z);
    saved(&mut window);
    assert!(!told(&window).contains("name passages"), "{}", told(&window));
    // Empty cells beside are no loss.
    window.event(Event::Paste("g\t".into()));
    saved(&mut window);
    assert_eq!(words(&window, "one", &column), "g");
}

#[test]
fn what_is_typed_behind_a_click_on_a_chip_goes_into_the_next_cell_that_waits() {
    let Open { mut window, folder: _folder } = chart();
    at_one(&mut window);
    // The keys are on something beside the cells, as after a click.
    window.get_by_label_contains("Rows: ").focus();
    window.run_steps(2);
    press(&mut window, Modifiers::COMMAND, Key::J);
    window.run_steps(2);
    type_text(&mut window, "One word");
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    let written = corpus(&window).cells().map(|cell| cell.summary.clone()).collect::<Vec<_>>();
    assert_eq!(written, ["One word"]);
}

/// The passages beside the chart are read by a job: keys are faster.
#[test]
fn a_passage_that_is_asked_for_before_it_is_read_is_quoted_once_it_is() {
    let Open { mut window, folder: _folder } = chart();
    at_one(&mut window);
    // Within a single frame: away, back, and the first passage.
    let key = |key, modifiers| Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
    window.input_mut().events.extend([key(Key::ArrowRight, NONE), key(Key::ArrowLeft, NONE), key(Key::Num1, ALT)]);
    window.run_steps(2);
    // Asked for at a cell that the keys have left, it is asked for no more.
    super::window::until(&mut window, |app| {
        let corpus = &app.project().unwrap().corpus;
        corpus.cells().any(|cell| !corpus.evidence(cell.id).is_empty())
    });
    saved(&mut window);
    assert_eq!(words(&window, "one", "Trust"), "[1]");
    press(&mut window, NONE, Key::ArrowRight);
    window.input_mut().events.extend([key(Key::Num1, ALT), key(Key::ArrowLeft, NONE)]);
    window.run_steps(40);
    saved(&mut window);
    assert_eq!(words(&window, "one", "Trust"), "[1]");
}

/// Of a block of cells each is what can be said of it, and what was left as it was is told.
#[test]
fn cells_of_a_block_of_which_that_cannot_be_said_are_left_and_told() {
    let Open { mut window, folder: _folder } = chart();
    at_one(&mut window);
    write(&mut window, "They ring.");
    let told = |window: &Window, words: &str| window.state().notices().iter().any(|said| said.starts_with(words));
    press(&mut window, Modifiers::SHIFT, Key::ArrowRight);
    press(&mut window, ALT, Key::N);
    saved(&mut window);
    assert!(told(&window, "Cells with words were left as they are"), "{:?}", window.state().notices());
    assert_eq!(cell(&window, "one", "Trust").unwrap().status, themata::model::CellStatus::Draft);
    // Once more: the other one is said to have none already, and this one cannot be.
    press(&mut window, ALT, Key::N);
    window.run_steps(4);
    assert!(told(&window, "Cells with words have data: clear them first"), "{:?}", window.state().notices());
    assert!(!told(&window, "That is said of them already"));
}

/// Somebody else works at this window now.
fn as_sam(window: &mut Window) {
    let sam = themata::project::Identity { name: "Sam Kay".into(), initials: "SK".into() };
    let config = themata::ui::config::Config { coder: Some(sam), ..window.state().config().clone() };
    window.state().ask(Show::Configure(Box::new(config)));
    window.run_steps(3);
}

#[test]
fn a_letter_goes_on_with_a_colleagues_words_and_whose_words_went_is_told() {
    let Open { mut window, folder: _folder } = chart();
    at_one(&mut window);
    write(&mut window, "They ring.");
    type_text(&mut window, "X");
    assert_eq!(field(&window).as_deref(), Some("X"), "one’s own draft is begun anew");
    press(&mut window, NONE, Key::Escape);
    // What was agreed on is gone on with.
    press(&mut window, ALT, Key::A);
    saved(&mut window);
    type_text(&mut window, "X");
    assert_eq!(field(&window).as_deref(), Some("They ring. X"));
    press(&mut window, NONE, Key::Escape);
    press(&mut window, ALT, Key::D);
    saved(&mut window);
    as_sam(&mut window);
    type_text(&mut window, "!");
    type_text(&mut window, "!");
    assert_eq!(field(&window).as_deref(), Some("They ring. !!"), "behind a space, once");
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    assert_eq!(words(&window, "one", "Trust"), "They ring. !!");
    let which = "Words of BP stood in one × Trust";
    assert!(told(&window, which), "{:?}", window.state().notices());
    assert!(says(&window, "Ctrl Z brings them back now, Alt B in the cell also later."));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    saved(&mut window);
    assert!(words(&window, "one", "Trust") == "They ring." && !told(&window, which), "{:?}", window.state().notices());
    // One's own words are no matter for a notice.
    press(&mut window, NONE, Key::ArrowDown);
    write(&mut window, "Nobody answers.");
    write(&mut window, "They answer sooner.");
    assert!(!told(&window, "Words of"), "{:?}", window.state().notices());
}

const WRITTEN: &str = "was being written";
const LEFT_OVER: &str = "These words were being written when the program last ended";

/// A window in whose middle of a sentence the program ended, in the cell of “one” under Trust.
fn ended(typed: &str) -> tempfile::TempDir {
    let Open { mut window, folder } = chart();
    at_one(&mut window);
    press(&mut window, NONE, Key::F2);
    type_text(&mut window, typed);
    super::window::until(&mut window, |app| app.project().unwrap().reader().drafts().is_ok_and(|drafts| !drafts.is_empty()));
    folder
}

#[test]
fn words_that_are_left_over_of_a_cell_are_gone_on_with_and_told_until_they_are_kept() {
    let folder = ended("Half a thou");
    let mut window = super::window_study::opened(&folder.path().join("nights.themata"));
    assert!(told(&window, WRITTEN), "{:?}", window.state().notices());
    press(&mut window, Modifiers::COMMAND, Key::Num9);
    shows(&mut window, "Framework chart, East together, Trust");
    at_one(&mut window);
    type_text(&mut window, "ght");
    assert_eq!(field(&window).as_deref(), Some("Half a thought"), "a letter takes nothing of it");
    assert!(says(&window, LEFT_OVER) && told(&window, WRITTEN));
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    assert_eq!(words(&window, "one", "Trust"), "Half a thought");
    assert!(!told(&window, WRITTEN), "{:?}", window.state().notices());
    // What was kept a moment ago is left over of nothing.
    press(&mut window, NONE, Key::ArrowUp);
    type_text(&mut window, "N");
    assert!(field(&window).as_deref() == Some("N") && !says(&window, LEFT_OVER));
}

#[test]
fn words_that_are_left_over_of_a_cell_do_not_come_over_what_was_written_in_it_since() {
    let folder = ended("Half a thought");
    let path = folder.path().join("nights.themata");
    let corpus = super::support::corpus(&path);
    let row = themata::model::RowKey::Source(corpus.source_named("one").unwrap().id);
    let (summary, status) = ("They ring.".to_owned(), themata::model::CellStatus::Draft);
    let code = corpus.find_code("Trust")[0];
    let cell = themata::project::CellDraft { row, code, summary, status, evidence: Vec::new(), beneath: String::new(), fits: false };
    let mut project = themata::project::Project::open(&path).unwrap();
    project.be_coder("SK", "Sam Kay").unwrap();
    project.write_cells(&[cell]).unwrap();
    project.close().unwrap();
    let mut window = super::window_study::opened(&path);
    assert!(!told(&window, WRITTEN), "{:?}", window.state().notices());
    press(&mut window, Modifiers::COMMAND, Key::Num9);
    shows(&mut window, "Framework chart, East together, Trust");
    at_one(&mut window);
    press(&mut window, NONE, Key::F2);
    assert_eq!(field(&window).as_deref(), Some("They ring."));
}

#[test]
fn a_filter_of_codes_leads_to_the_cells_it_leaves() {
    let Open { mut window, folder: _folder } = chart();
    at_one(&mut window);
    window.get_by_label("Only codes with these letters").focus();
    window.run_steps(2);
    type_text(&mut window, "mon");
    shows(&mut window, "Framework chart, one, Money");
    press(&mut window, NONE, Key::Enter);
    type_text(&mut window, "No word of it.");
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    assert_eq!(words(&window, "one", "Money"), "No word of it.");
}
