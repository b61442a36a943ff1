//! Notes written in the window: named, typed and pasted, with headings, and coded as any other source.

use super::support::corpus;
use super::window::{together, type_text};
use super::window_read::{Desk, desk};
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use themata::model::SourceKind;
use themata::project::Reader;
use themata::text::{SourceText, StyleKind};
use themata::ui::command::SourceCommand;

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;

/// A note of this name, opened to be written.
fn begun(name: &str) -> Desk {
    let mut desk = desk();
    desk.press(CTRL | Modifiers::ALT, Key::F);
    type_text(&mut desk.window, name);
    desk.press(NONE, Key::Enter);
    desk.saved();
    desk.window.run_steps(4);
    assert!(desk.says("Writing · # before a line"), "{:?}", desk.window.state().notices());
    desk
}

fn stored(desk: &mut Desk, name: &str) -> (SourceText, SourceKind) {
    desk.saved();
    let reader = Reader::open(&desk.path).unwrap();
    let corpus = reader.corpus().unwrap();
    let source = corpus.source_named(name).unwrap();
    ((*reader.source_text(&corpus, source.id).unwrap()).clone(), source.kind)
}

fn headings(text: &SourceText) -> Vec<(String, StyleKind)> {
    text.structure.styles.iter().map(|style| (text.geometry.slice(style.span).to_owned(), style.kind)).collect()
}

fn typed(desk: &mut Desk, words: &str) {
    words.chars().for_each(|letter| type_text(&mut desk.window, &letter.to_string()));
}

#[test]
fn a_note_is_named_typed_and_a_source_like_any_other() {
    let mut desk = begun("Ward");
    typed(&mut desk, "# The hall");
    desk.press(NONE, Key::Enter);
    typed(&mut desk, "A queue at nine.");
    desk.press(NONE, Key::Enter);
    typed(&mut desk, "Later");
    desk.press(Modifiers::ALT, Key::H);
    desk.press(Modifiers::ALT, Key::H);
    desk.press(CTRL, Key::S);
    let (text, kind) = stored(&mut desk, "Ward");
    assert_eq!((text.geometry.text(), kind), ("The hall\nA queue at nine.\nLater", SourceKind::Observation));
    assert_eq!(headings(&text), [("The hall".into(), StyleKind::Heading(1)), ("Later".into(), StyleKind::Heading(2))]);
    // It is coded at once, as what is imported.
    desk.press(CTRL, Key::Home);
    desk.press(CTRL | Modifiers::SHIFT, Key::ArrowRight);
    desk.press(NONE, Key::Num1);
    assert_eq!(desk.codings().iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>(), ["The"]);
    // The coding, and the note with its words.
    for _ in 0..2 {
        assert!(corpus(&desk.path).source_named("Ward").is_some());
        desk.press(CTRL, Key::Z);
        desk.saved();
    }
    assert!(corpus(&desk.path).source_named("Ward").is_none());
    desk.press(CTRL | Modifiers::SHIFT, Key::Z);
    desk.saved();
    assert_eq!(stored(&mut desk, "Ward").0.geometry.text(), text.geometry.text());
}

#[test]
fn a_long_text_is_pasted_with_its_headings_and_survives_the_end_of_the_window() {
    let mut desk = begun("Minutes");
    let long: String = (0..800).map(|n| format!("Point {n}: it was said that it would be done.\r\n")).collect();
    together(&mut desk.window, CTRL, &[Event::Paste(format!("# Minutes\r\n{long}## End\r\nDone."))]);
    eframe::App::on_exit(desk.window.state_mut(), None);
    assert!(stored(&mut desk, "Minutes").0.geometry.text().is_empty(), "it is a draft before it is done");
    assert_eq!(Reader::open(&desk.path).unwrap().drafts().unwrap().len(), 1);
    desk.press(CTRL, Key::S);
    let (text, _) = stored(&mut desk, "Minutes");
    assert!(text.geometry.text().starts_with("Minutes\nPoint 0: it") && text.geometry.text().ends_with("done.\nEnd\nDone."));
    assert_eq!(headings(&text), [("Minutes".into(), StyleKind::Heading(1)), ("End".into(), StyleKind::Heading(2))]);
    assert_eq!(text.structure.paragraphs.len(), 803);
}

#[test]
fn enter_and_backspace_at_a_heading_do_what_a_writer_expects() {
    let mut desk = begun("Ward");
    typed(&mut desk, "# Hall and stairs");
    // A line above is plain, the heading stays one.
    desk.press(NONE, Key::Home);
    desk.press(NONE, Key::Enter);
    typed(&mut desk, "Before.");
    desk.press(NONE, Key::ArrowDown);
    desk.press(NONE, Key::Home);
    typed(&mut desk, "The h");
    desk.press(NONE, Key::Delete);
    desk.press(NONE, Key::End);
    typed(&mut desk, ".");
    desk.press(CTRL, Key::S);
    let (text, _) = stored(&mut desk, "Ward");
    assert_eq!(text.geometry.text(), "Before.\nThe hall and stairs.");
    assert_eq!(headings(&text), [("The hall and stairs.".into(), StyleKind::Heading(1))]);
    desk.press(NONE, Key::F2);
    desk.press(CTRL, Key::Home);
    desk.press(NONE, Key::ArrowDown);
    desk.press(NONE, Key::Home);
    desk.press(NONE, Key::Backspace);
    desk.press(CTRL, Key::S);
    let (text, _) = stored(&mut desk, "Ward");
    assert_eq!((text.geometry.text(), headings(&text)), ("Before.\nThe hall and stairs.", Vec::new()));
}

#[test]
fn a_name_that_is_taken_and_a_day_that_is_none_are_said_before_anything_is_made() {
    let mut desk = desk();
    desk.window.state().ask(SourceCommand::AskNote);
    desk.window.run_steps(3);
    type_text(&mut desk.window, "One");
    assert!(desk.says("There is a source of this name already."));
    desk.press(NONE, Key::Enter);
    assert!(desk.says("New note"));
    desk.press(NONE, Key::Escape);
    assert_eq!(corpus(&desk.path).sources().len(), 2);
    // One that nobody wrote in yet says what to do.
    let mut desk = begun("Empty");
    desk.window.get_by_label("Discard").click();
    desk.window.run_steps(4);
    assert!(desk.says("Nothing is written here yet"));
    desk.press(CTRL, Key::A);
    desk.press(CTRL, Key::End);
    desk.window.get_by_label("Write").click();
    desk.window.run_steps(4);
    typed(&mut desk, "Now.");
    desk.press(CTRL, Key::S);
    assert_eq!(stored(&mut desk, "Empty").0.geometry.text(), "Now.");
}
