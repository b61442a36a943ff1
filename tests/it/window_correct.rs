//! Correcting a coded transcript in the window by keys: typing, turns, moving words with their codings; drafts, lost codings, versions.

use super::support::corpus;
use super::window::{harness, together, type_text, until};
use super::window_read::{Desk, desk, pair};
use egui::{Event, ImeEvent, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use std::time::Duration;
use themata::model::{CellStatus, Gathered, RowKey, Span, Stance};
use themata::project::{CellDraft, PartDraft, Reader};
use themata::ui::ViewId;
use themata::ui::command::{ChartCommand, CorrectCommand, Gathering, ProjectCommand, Target, Window as Show};

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const ALT: Modifiers = Modifiers::ALT;

/// The text of the first interview as it is stored, labels and all.
pub fn text(desk: &mut Desk) -> String {
    desk.saved();
    let reader = Reader::open(&desk.path).unwrap();
    let corpus = reader.corpus().unwrap();
    let one = corpus.source_named("one").unwrap();
    reader.source_text(&corpus, one.id).unwrap().geometry.text().to_owned()
}

/// Who speaks, turn by turn.
fn voices(desk: &mut Desk) -> Vec<String> {
    desk.saved();
    let reader = Reader::open(&desk.path).unwrap();
    let corpus = reader.corpus().unwrap();
    let one = corpus.source_named("one").unwrap();
    let text = reader.source_text(&corpus, one.id).unwrap();
    let name = |number| corpus.speaker(one.id, number).unwrap().name.clone();
    text.structure.turns.iter().map(|turn| name(turn.speaker)).collect()
}

/// “It was fine” is coded Money, and correcting has begun with the caret at its start.
fn coded() -> Desk {
    let mut desk = desk();
    desk.select_fine();
    desk.press(NONE, Key::Num1);
    desk.press(NONE, Key::Escape);
    begin(&mut desk);
    desk
}

pub fn begin(desk: &mut Desk) {
    desk.saved();
    desk.press(NONE, Key::F2);
    assert!(desk.says("Correcting the text"));
    desk.press(CTRL, Key::Home);
    desk.press(CTRL, Key::ArrowDown);
}

fn done(desk: &mut Desk) {
    desk.press(CTRL, Key::S);
    desk.saved();
    assert!(!desk.says("Correcting the text"), "{:?}", desk.window.state().notices());
}

fn paste(desk: &mut Desk, words: &str) {
    together(&mut desk.window, CTRL, &[Event::Paste(words.to_owned())]);
}

#[test]
fn letters_type_and_codings_stay_on_their_words() {
    let mut desk = coded();
    desk.times(3, CTRL, Key::ArrowRight);
    type_text(&mut desk.window, "r");
    assert!(desk.says("1 coded passage changes"));
    // The letters of commands are letters here.
    type_text(&mut desk.window, ". N");
    desk.press(NONE, Key::Backspace);
    desk.press(NONE, Key::Backspace);
    done(&mut desk);
    assert!(text(&mut desk).contains("P1: It was finer., but costly."));
    assert_eq!(desk.codings(), [pair("Law 2/Money", "It was finer")]);
    assert!(desk.window.state().notices().iter().any(|notice| notice.contains("1 coded passage changed")));
    desk.press(CTRL, Key::Z);
    assert!(text(&mut desk).contains("P1: It was fine, but costly."));
    assert_eq!(desk.codings(), [pair("Law 2/Money", "It was fine")]);
}

#[test]
fn steps_back_within_the_mode_are_its_own() {
    let mut desk = coded();
    let before = text(&mut desk);
    type_text(&mut desk.window, "a");
    type_text(&mut desk.window, "b");
    desk.press(NONE, Key::End);
    desk.press(CTRL, Key::Backspace);
    assert!(desk.says("abIt was fine, but"));
    desk.press(CTRL, Key::Z);
    assert!(desk.says("abIt was fine, but costly."));
    desk.press(CTRL, Key::Z);
    assert!(desk.says("It was fine, but costly.") && !desk.says("abIt"));
    desk.press(CTRL, Key::Y);
    assert!(desk.says("abIt was fine"));
    assert_eq!(text(&mut desk), before, "nothing is written before it is done");
    assert_eq!(desk.codings().len(), 1, "the coding before was not taken back");
}

#[test]
fn enter_parts_and_backspace_joins() {
    let mut desk = coded();
    desk.times(3, CTRL, Key::ArrowRight);
    desk.press(NONE, Key::Enter);
    desk.press(NONE, Key::End);
    desk.press(NONE, Key::Enter);
    type_text(&mut desk.window, "Truly.");
    done(&mut desk);
    assert!(text(&mut desk).contains("P1: It was fine\n, but costly.\nTruly.\nINT: Why"), "{}", text(&mut desk));
    assert_eq!(voices(&mut desk), ["INT", "P1", "INT", "P1", "INT", "P1"]);
    begin(&mut desk);
    desk.press(NONE, Key::ArrowDown);
    desk.press(NONE, Key::Home);
    desk.press(NONE, Key::Backspace);
    // At the beginning of a turn it joins the turns first; the label goes.
    desk.press(CTRL, Key::ArrowDown);
    desk.press(NONE, Key::Backspace);
    done(&mut desk);
    assert!(text(&mut desk).contains("P1: It was fine, but costly.\nTruly.\nWhy was that?\nP1: Money"), "{}", text(&mut desk));
    assert_eq!(voices(&mut desk), ["INT", "P1", "P1", "INT", "P1"]);
    assert_eq!(desk.codings(), [pair("Law 2/Money", "It was fine")]);
}

#[test]
fn enter_at_the_start_of_a_paragraph_opens_a_line_above_it() {
    let mut desk = coded();
    desk.press(NONE, Key::Enter);
    // A step on ends at the paragraph below, and nothing is left behind.
    desk.press(NONE, Key::ArrowDown);
    type_text(&mut desk.window, "So ");
    desk.times(3, NONE, Key::Backspace);
    assert!(desk.says("no coded passage changes") || !desk.says("1 coded passage changes"));
    desk.press(NONE, Key::Enter);
    type_text(&mut desk.window, "Well.");
    done(&mut desk);
    assert!(text(&mut desk).contains("\nP1: Well.\nIt was fine, but costly.\nINT: Why"), "{}", text(&mut desk));
    assert_eq!(voices(&mut desk), ["INT", "P1", "INT", "P1", "INT", "P1"]);
    assert_eq!(desk.codings(), [pair("Law 2/Money", "It was fine")]);
}

#[test]
fn a_new_turn_is_the_other_voices_and_can_be_given_to_another() {
    let mut desk = coded();
    desk.times(3, CTRL, Key::ArrowRight);
    desk.press(CTRL, Key::Enter);
    assert!(desk.says("3 INT"));
    desk.press(ALT, Key::V);
    // The question says which turn it is about, without its label.
    assert!(desk.says("Who says “, but costly.”?"));
    type_text(&mut desk.window, "Mother");
    assert!(desk.says("New speaker “Mother”"));
    desk.press(NONE, Key::Enter);
    desk.window.run_steps(3);
    // A line of its own for a turn that is not said yet.
    desk.press(NONE, Key::End);
    desk.press(CTRL, Key::Enter);
    type_text(&mut desk.window, "Costly?");
    done(&mut desk);
    assert_eq!(voices(&mut desk), ["INT", "P1", "Mother", "INT", "INT", "P1", "INT", "P1"]);
    assert!(text(&mut desk).contains("It was fine\n, but costly.\nCostly?\nINT: Why"), "{}", text(&mut desk));
    // The label in the text goes with the speaker.
    begin(&mut desk);
    desk.press(ALT, Key::V);
    type_text(&mut desk.window, "INT");
    desk.press(NONE, Key::Enter);
    desk.window.run_steps(3);
    done(&mut desk);
    assert!(text(&mut desk).contains("INT: It was fine"), "{}", text(&mut desk));
    assert_eq!(desk.codings(), [pair("Law 2/Money", "It was fine")]);
}

#[test]
fn what_is_cut_takes_its_codings_where_it_is_put() {
    let mut desk = coded();
    desk.times(3, CTRL | SHIFT, Key::ArrowRight);
    let (copied, _) = together(&mut desk.window, CTRL, &[Event::Cut]);
    assert_eq!(copied.as_deref(), Some("It was fine"));
    assert!(desk.says("1 coded passage loses all words"));
    desk.press(CTRL, Key::End);
    type_text(&mut desk.window, " ");
    paste(&mut desk, "It was fine");
    assert!(desk.says("no coded passage changes"));
    // A second time they are other words.
    paste(&mut desk, "It was fine");
    done(&mut desk);
    assert!(text(&mut desk).ends_with("P1: We waited. It was fineIt was fine"), "{}", text(&mut desk));
    assert_eq!(desk.codings(), [pair("Law 2/Money", "It was fine")]);
}

#[test]
fn a_paragraph_emptied_and_typed_anew_keeps_its_label() {
    let mut desk = coded();
    desk.press(CTRL, Key::L);
    desk.press(NONE, Key::Delete);
    type_text(&mut desk.window, "All well.");
    done(&mut desk);
    assert!(text(&mut desk).contains("\nP1: All well.\nINT: Why"), "{}", text(&mut desk));
    assert_eq!(voices(&mut desk).len(), 6);
}

#[test]
fn an_input_method_shows_what_it_has_and_settles() {
    let mut desk = coded();
    let compose = |words: &str| Event::Ime(ImeEvent::Preedit { text: words.into(), active_range_chars: None });
    together(&mut desk.window, NONE, &[compose("に")]);
    together(&mut desk.window, NONE, &[compose("にほん")]);
    assert!(desk.says("にほんIt was fine"));
    together(&mut desk.window, NONE, &[compose(""), Event::Ime(ImeEvent::Commit("日本 ".into()))]);
    done(&mut desk);
    assert!(text(&mut desk).contains("P1: 日本 It was fine,"));
}

#[test]
fn nothing_is_coded_meanwhile_and_discarding_asks() {
    let mut desk = coded();
    desk.press(CTRL, Key::A);
    desk.press(NONE, Key::ArrowLeft);
    desk.press(CTRL | SHIFT, Key::ArrowRight);
    desk.press(ALT, Key::I);
    type_text(&mut desk.window, "When");
    assert_eq!(desk.codings().len(), 1);
    desk.window.get_by_label("Discard").click();
    desk.window.run_steps(4);
    assert!(desk.says("Throw away what you corrected?"));
    desk.press(NONE, Key::Enter);
    desk.window.run_steps(3);
    desk.saved();
    assert!(!desk.says("Correcting the text") && desk.says("How was it?"));
    // With nothing typed it ends at once.
    desk.press(NONE, Key::F2);
    desk.window.get_by_label("Discard").click();
    desk.window.run_steps(4);
    assert!(!desk.says("Correcting the text") && !desk.says("Throw away"));
}

/// Waits until what is typed is kept, as it is once a second.
fn kept(desk: &mut Desk, count: usize) {
    std::thread::sleep(Duration::from_millis(1100));
    desk.saved();
    assert_eq!(Reader::open(&desk.path).unwrap().drafts().unwrap().len(), count);
}

#[test]
fn a_passage_that_is_gone_to_is_the_one_on_the_screen() {
    let mut desk = coded();
    type_text(&mut desk.window, "Well, well. ");
    let (source, span) = {
        let stored = text(&mut desk);
        let start = stored[..stored.find("costly").unwrap()].chars().count() as u32;
        (corpus(&desk.path).source_named("one").unwrap().id, Span::new(start, start + 6))
    };
    desk.window.state().ask(Show::Go(Target::Passage(source, span)));
    desk.window.run_steps(3);
    desk.press(NONE, Key::Delete);
    done(&mut desk);
    assert!(text(&mut desk).contains("P1: Well, well. It was fine, but ."), "{}", text(&mut desk));
}

#[test]
fn a_draft_that_fits_no_text_is_not_dropped() {
    let breaks: [fn(&str) -> String; 2] = [|draft| draft.replace("\"end\":", "\"end\":9999"), |_| "{\"pieces\": Typed long ago".into()];
    for break_it in breaks {
        let mut desk = coded();
        type_text(&mut desk.window, "Typed long ago. ");
        kept(&mut desk, 1);
        desk.window.state().ask(ProjectCommand::Close);
        until(&mut desk.window, |app| app.project().is_none());
        std::thread::sleep(Duration::from_millis(200));
        let (place, draft) = Reader::open(&desk.path).unwrap().drafts().unwrap().remove(0);
        let mut project = themata::project::Project::open(&desk.path).unwrap();
        project.keep_draft(&place, &break_it(&draft)).unwrap();
        project.close().unwrap();
        let mut desk = killed(desk);
        desk.window.get_by_label("Go on writing").click();
        desk.window.run_steps(6);
        assert!(desk.says("does not fit this text any more") && !desk.says("Correcting the text"));
        // Nothing is decided yet, and nothing is lost.
        desk.press(NONE, Key::Escape);
        let drafts = |desk: &Desk| Reader::open(&desk.path).unwrap().drafts().unwrap().len();
        assert_eq!(drafts(&desk), 1);
        desk.press(NONE, Key::F2);
        desk.window.run_steps(3);
        desk.press(NONE, Key::Enter);
        desk.saved();
        let memo = corpus(&desk.path).memos.last().unwrap().clone();
        assert!(memo.body.contains("Typed long ago"), "{}", memo.body);
        assert!(drafts(&desk) == 0 && desk.says("Correcting the text"));
    }
}

#[test]
fn what_was_typed_as_the_window_closed_is_kept() {
    let mut desk = coded();
    type_text(&mut desk.window, "Well. ");
    eframe::App::on_exit(desk.window.state_mut(), None);
    let mut desk = killed(desk);
    assert_eq!(Reader::open(&desk.path).unwrap().drafts().unwrap().len(), 1);
    desk.window.get_by_label("Go on writing").click();
    desk.window.run_steps(6);
    assert!(desk.says("Well. It was fine"));
}

/// The program ends without anything being finished, and is started again.
fn killed(mut desk: Desk) -> Desk {
    let config = desk.window.state().config().clone();
    desk.window = harness(config);
    desk.window.state().ask(ProjectCommand::OpenPath(desk.path.clone()));
    until(&mut desk.window, |app| app.project().is_some());
    desk.window.run_steps(3);
    desk
}

#[test]
fn what_is_typed_survives_the_end_of_the_program() {
    let mut desk = coded();
    type_text(&mut desk.window, "Well. ");
    desk.press(CTRL, Key::Enter);
    kept(&mut desk, 1);
    let mut desk = killed(desk);
    assert!(desk.says("the correction of one was being written"));
    desk.window.get_by_label("Go on writing").click();
    desk.window.run_steps(6);
    assert!(desk.says("Correcting the text") && desk.says("2 P1: Well."));
    done(&mut desk);
    assert_eq!(voices(&mut desk), ["INT", "P1", "INT", "INT", "P1", "INT", "P1"]);
    assert_eq!(desk.codings(), [pair("Law 2/Money", "It was fine")]);
    assert!(Reader::open(&desk.path).unwrap().drafts().unwrap().is_empty());
}

#[test]
fn leaving_the_source_keeps_what_was_typed_and_another_text_is_not_written_over_blindly() {
    let mut desk = coded();
    type_text(&mut desk.window, "Well. ");
    desk.press(CTRL, Key::PageDown);
    desk.saved();
    assert!(desk.says("The correction of one is kept"));
    // Meanwhile somebody corrects the same text elsewhere.
    desk.window.state().ask(ProjectCommand::Close);
    until(&mut desk.window, |app| app.project().is_none());
    std::thread::sleep(Duration::from_millis(200));
    let mut project = themata::project::Project::open(&desk.path).unwrap();
    project.be_coder("BP", "Bo Price").unwrap();
    let one = corpus(&desk.path).source_named("one").unwrap().id;
    let mut revision = project.revise(one).unwrap();
    revision.manuscript.replace(themata::model::Span::new(5, 8), "So how");
    project.correct_text(&revision).unwrap();
    project.close().unwrap();
    let mut desk = killed(desk);
    desk.window.get_by_label("Go on writing").click();
    desk.window.run_steps(6);
    assert!(desk.says("Go on with what was typed") && !desk.says("Correcting the text"));
    desk.press(NONE, Key::Enter);
    desk.window.run_steps(4);
    assert!(desk.says("Well. It was fine") && desk.says("How was it?") && !desk.says("So how"));
    done(&mut desk);
    assert!(text(&mut desk).starts_with("INT: How was it?\nP1: Well. It was fine"));
    assert_eq!(desk.codings(), [pair("Law 2/Money", "It was fine")]);
}

#[test]
fn another_view_and_back_goes_on_where_it_was() {
    let mut desk = coded();
    type_text(&mut desk.window, "Well. ");
    desk.window.state().ask(Show::Show(ViewId::Themes));
    desk.window.run_steps(4);
    desk.saved();
    assert!(desk.says("The correction of one is kept"));
    desk.window.state().ask(Show::Show(ViewId::Read));
    desk.window.run_steps(4);
    assert!(desk.says("Correcting the text") && desk.says("Well. It was fine"));
}

/// Takes “It was fine” out of the text, so that its coding has no words.
fn lost() -> Desk {
    let mut desk = coded();
    desk.times(3, CTRL | SHIFT, Key::ArrowRight);
    desk.press(NONE, Key::Delete);
    assert!(desk.says("1 coded passage loses all words"));
    desk.window.get_by_label("Reason for the correction").focus();
    desk.window.run_steps(2);
    type_text(&mut desk.window, "not said");
    done(&mut desk);
    assert!(desk.codings().is_empty());
    assert!(desk.says("1 coding lost all its words to a correction"));
    desk
}

#[test]
fn a_coding_without_words_waits_and_is_put_on_the_selection() {
    let mut desk = lost();
    desk.press(NONE, Key::Escape);
    desk.press(CTRL, Key::Home);
    desk.press(CTRL | SHIFT, Key::ArrowRight);
    desk.window.get_by_label("Decide about what lost its words").click();
    desk.window.run_steps(4);
    assert!(desk.says("Law 2 / Money · BP") && desk.says("“It was fine”") && desk.says("Selected in the text: “How”"));
    desk.window.get_by_label("Put “Law 2 / Money” on the selection").click();
    desk.window.run_steps(3);
    assert_eq!(desk.codings(), [pair("Law 2/Money", "How")]);
    assert!(!desk.says("lost all its words"));
    desk.press(CTRL, Key::Z);
    assert!(desk.codings().is_empty() && desk.says("lost all its words"));
    // And off it goes.
    desk.window.get_by_label("Decide about what lost its words").click();
    desk.window.run_steps(4);
    desk.window.get_by_label("Take “Law 2 / Money” off").click();
    desk.window.run_steps(3);
    desk.saved();
    assert!(!desk.says("lost all its words"));
    assert_eq!(corpus(&desk.path).codings().count(), 0);
}

#[test]
fn what_rests_on_words_that_are_gone_is_listed_for_a_decision() {
    let mut desk = coded();
    desk.press(NONE, Key::Escape);
    desk.saved();
    let corpus = corpus(&desk.path);
    let source = corpus.source_named("one").unwrap().id;
    let passage = corpus.passage(source, corpus.codings_of(source)[0].span).unwrap();
    let code = corpus.codings_of(source)[0].code;
    let theme = corpus.tops(corpus.code(code).unwrap().framework)[0];
    let cell = CellDraft {
        row: RowKey::Source(source),
        code,
        summary: "Fine, they say [1].".into(),
        status: CellStatus::Draft,
        evidence: vec![(1, passage)],
        beneath: String::new(),
        fits: false,
    };
    let part = PartDraft { of: Gathered::Passage(passage), stance: Stance::Supports, star: false, note: String::new() };
    desk.window.state().ask(ChartCommand::Write(vec![cell], false));
    desk.window.state().ask(Gathering::Change(theme, vec![part], Vec::new()));
    desk.window.run_steps(3);
    begin(&mut desk);
    desk.times(3, CTRL | SHIFT, Key::ArrowRight);
    desk.press(NONE, Key::Delete);
    desk.window.get_by_label("Reason for the correction").focus();
    desk.window.run_steps(2);
    type_text(&mut desk.window, "not said");
    done(&mut desk);
    let line = "1 coding and 2 passages that cells, themes or reports rest on lost all their words to a correction";
    assert!(desk.says(line));
    desk.window.get_by_label("Decide about what lost its words").click();
    desk.window.run_steps(4);
    assert!(desk.says("[1] of the cell one × Money") && desk.says("A passage of the theme"));
    desk.window.get_by_label_contains("Take it out of the theme").click();
    desk.window.run_steps(3);
    desk.saved();
    desk.window.run_steps(3);
    assert!(!desk.says("A passage of the theme"));
    desk.window.get_by_label_contains("Show the cell").click();
    desk.window.run_steps(4);
    super::window_chart::shows(&mut desk.window, "Fine, they say");
    assert!(super::support::corpus(&desk.path).theme_parts().is_empty());
}

#[test]
fn versions_stand_side_by_side_and_an_older_one_comes_back_as_one_step() {
    let mut desk = lost();
    desk.window.state().ask(CorrectCommand::Versions);
    desk.window.run_steps(6);
    until(&mut desk.window, |_| true);
    desk.window.run_steps(4);
    assert!(desk.says("Version 2, shown now: not said, BP") && desk.says("Version 1, compared with: imported"));
    for _ in 0..40 {
        std::thread::sleep(Duration::from_millis(5));
        desk.window.run_steps(1);
    }
    assert!(desk.says("1 paragraph differs") && desk.says("P1: It was fine, but costly. (gone: It was fine)"));
    assert!(desk.says("P1: , but costly."));
    desk.press(NONE, Key::ArrowDown);
    desk.press(NONE, Key::Enter);
    desk.window.run_steps(3);
    assert!(text(&mut desk).contains("P1: It was fine, but costly."));
    assert_eq!(voices(&mut desk).len(), 6);
    assert!(desk.window.state().notices().iter().any(|notice| notice.contains("Brought version 1 of one back")));
    // Its words are typed words now: the coding waits still, until the step is taken back.
    desk.press(CTRL, Key::Z);
    assert!(text(&mut desk).contains("P1: , but costly."));
    desk.press(CTRL, Key::Z);
    assert_eq!(desk.codings(), [pair("Law 2/Money", "It was fine")]);
}

#[test]
fn a_turn_given_to_another_shows_beside_the_older_version_and_in_the_history() {
    let mut desk = coded();
    desk.press(ALT, Key::V);
    type_text(&mut desk.window, "Mother");
    desk.press(NONE, Key::Enter);
    desk.window.run_steps(3);
    done(&mut desk);
    desk.window.state().ask(CorrectCommand::Versions);
    for _ in 0..40 {
        std::thread::sleep(Duration::from_millis(5));
        desk.window.run_steps(1);
    }
    assert!(desk.says("P1: It was fine, but costly. (gone: P1 speaks)") && desk.says("Mother: It was fine, but costly. (new: Mother speaks)"));
    desk.press(NONE, Key::Escape);
    desk.window.state().ask(Show::Show(ViewId::History));
    desk.window.run_steps(6);
    desk.press(NONE, Key::ArrowDown);
    super::window_import::seen(&mut desk.window, "Text of one");
    assert!(desk.says("Text of one") && desk.says("Mother: It was fine …"), "{:?}", desk.window.state().notices());
}

#[test]
fn the_only_version_of_a_text_is_shown_above_the_buttons() {
    let mut desk = coded();
    desk.window.get_by_label("Discard").click();
    desk.window.run_steps(4);
    desk.window.state().ask(CorrectCommand::Versions);
    desk.window.run_steps(6);
    let version = desk.window.query_all_by_label_contains("Version 1, shown now").next().unwrap().rect();
    assert!(version.bottom() <= desk.window.get_by_label("Close").rect().top(), "{version:?}");
}

#[test]
fn a_corrected_file_is_imported_over_a_source_after_a_look() {
    let mut desk = coded();
    desk.window.get_by_label("Discard").click();
    desk.window.run_steps(4);
    let file = desk.path.with_file_name("better.txt");
    std::fs::write(&file, text(&mut desk).replace("It was fine", "It was finer").replace("We waited", "We waited long")).unwrap();
    let one = corpus(&desk.path).source_named("one").unwrap().id;
    desk.window.state().ask(CorrectCommand::ReadFile(one, file));
    let begun = std::time::Instant::now();
    while !desk.says("The text differs") && begun.elapsed() < Duration::from_secs(10) {
        std::thread::sleep(Duration::from_millis(10));
        desk.window.run_steps(2);
    }
    assert!(desk.says("was: “It was fine”") && desk.says("now: “It was finer”") && desk.says("1 passage under a code changes"));
    desk.press(NONE, Key::Enter);
    desk.window.run_steps(3);
    assert!(text(&mut desk).contains("It was finer") && text(&mut desk).contains("We waited long"));
    assert_eq!(desk.codings(), [pair("Law 2/Money", "It was finer")]);
}

#[test]
fn what_loses_its_words_in_a_corrected_file_is_told_before_and_after() {
    let mut desk = coded();
    desk.window.get_by_label("Discard").click();
    desk.window.run_steps(4);
    let words = text(&mut desk);
    let (one, theme) = (corpus(&desk.path).source_named("one").unwrap().id, corpus(&desk.path).find_code("Money")[0]);
    let start = words.find("It was fine").map(|at| words[..at].chars().count() as u32).unwrap();
    let passage = super::window::passage(&desk.window, one, Span::new(start, start + 11));
    let part = PartDraft { of: Gathered::Passage(passage), stance: Stance::Supports, star: false, note: String::new() };
    desk.window.state().ask(Gathering::Change(theme, vec![part], Vec::new()));
    until(&mut desk.window, |app| app.project().is_some_and(|desk| desk.corpus.theme_parts().len() == 1 && !desk.saving()));
    let file = desk.path.with_file_name("shorter.txt");
    std::fs::write(&file, words.replace("It was fine", "")).unwrap();
    desk.window.state().ask(CorrectCommand::ReadFile(one, file));
    super::window_import::seen(&mut desk.window, "Loses its words: a passage of the theme Money.");
    desk.press(NONE, Key::Enter);
    desk.window.run_steps(6);
    super::window_import::seen(&mut desk.window, "Loses its words: a passage of the theme Money.");
    assert!(!text(&mut desk).contains("It was fine"), "{:?}", desk.window.state().notices());
}

#[test]
fn a_corrected_file_is_read_as_somebody_says() {
    let mut desk = coded();
    desk.window.get_by_label("Discard").click();
    desk.window.run_steps(4);
    let file = desk.path.with_file_name("better.txt");
    let bytes =
        text(&mut desk).replace("It was fine", "It was fin\u{1}").bytes().map(|byte| if byte == 1 { 0xE9 } else { byte }).collect::<Vec<u8>>();
    std::fs::write(&file, bytes).unwrap();
    let one = corpus(&desk.path).source_named("one").unwrap().id;
    desk.window.state().ask(CorrectCommand::ReadFile(one, file));
    super::window_import::seen(&mut desk.window, "now: “It was finé”");
    let choose = |desk: &mut Desk, chip: &str, row: &str| {
        // The dialog is as high as what it shows.
        desk.window.run_steps(3);
        desk.window.query_all_by_label_contains(chip).next().unwrap_or_else(|| panic!("no {chip}")).click();
        desk.window.run_steps(3);
        desk.window.query_all_by_label_contains(row).next().unwrap_or_else(|| panic!("no {row}")).click();
        desk.window.run_steps(3);
    };
    choose(&mut desk, "windows-1250", "macintosh");
    super::window_import::seen(&mut desk.window, "now: “It was finÈ”");
    choose(&mut desk, "Written as: as found", "Nobody speaks");
    super::window_import::seen(&mut desk.window, "Written as: nobody speaks");
    for _ in 0..400 {
        std::thread::sleep(Duration::from_millis(5));
        desk.window.run_steps(1);
    }
    desk.press(NONE, Key::Enter);
    desk.window.run_steps(3);
    assert!(text(&mut desk).contains("It was finÈ") && voices(&mut desk).is_empty(), "{:?}", desk.window.state().notices());
}

#[test]
fn a_project_open_to_be_read_is_not_corrected() {
    let mut desk = coded();
    let config = desk.window.state().config().clone();
    let mut other = harness(config);
    other.state().ask(ProjectCommand::OpenPath(desk.path.clone()));
    until(&mut other, |app| app.project().is_some());
    other.state().ask(Show::Show(ViewId::Read));
    other.run_steps(3);
    super::window::press(&mut other, NONE, Key::F2);
    assert!(other.query_all_by_label_contains("Correcting the text").next().is_none());
    other.state().ask(CorrectCommand::Begin);
    other.run_steps(4);
    assert!(other.state().notices().iter().any(|notice| notice.contains("open to be read")));
    desk.saved();
}

#[test]
fn stripes_stand_over_the_text_as_it_is_corrected() {
    let mut desk = coded();
    let stripe = |desk: &Desk| desk.window.query_all_by_label("Coded as Law 2 / Money by BP").next().map(|stripe| stripe.rect());
    let line = |desk: &Desk| desk.window.query_all_by_label_contains("It was fine").next().map(|line| line.rect().top());
    let before = stripe(&desk).expect("the stripe stays while the text is corrected");
    assert!((before.top() - line(&desk).unwrap()).abs() < 40.0, "it stands beside its words");
    // A line above moves it down with its words; a step back moves it up again.
    desk.press(CTRL, Key::Home);
    desk.press(NONE, Key::End);
    type_text(&mut desk.window, " And once more, from the very beginning of it all, so that this turn needs a second line of the page to stand in.");
    desk.window.run_steps(3);
    let moved = stripe(&desk).expect("it follows its words");
    assert!(moved.top() > before.top() + 5.0, "{before:?} {moved:?}");
    assert!((moved.top() - line(&desk).unwrap()).abs() < 40.0);
    desk.press(CTRL, Key::Z);
    desk.window.run_steps(3);
    assert!((stripe(&desk).unwrap().top() - before.top()).abs() < 1.0);
    // Without its words there is none, and a step back brings both.
    desk.press(CTRL, Key::Home);
    desk.press(CTRL, Key::ArrowDown);
    desk.times(3, CTRL | SHIFT, Key::ArrowRight);
    desk.press(NONE, Key::Delete);
    desk.window.run_steps(3);
    assert!(stripe(&desk).is_none() && desk.says("1 coded passage"), "it is told too");
    desk.press(CTRL, Key::Z);
    desk.window.run_steps(3);
    assert!(stripe(&desk).is_some());
    desk.press(CTRL, Key::S);
    desk.saved();
    assert_eq!(desk.codings(), [pair("Law 2/Money", "It was fine")]);
}
