//! What touched very many rows is taken in beside the window, and what is asked meanwhile acts on what is there then.

use super::gate::Gate;
use super::support::{corpus, import, interview, small_project};
use super::window::{Window, around, passage, press, type_text, until};
use super::window_long::wait;
use super::window_study::says;
use egui::{Key, Modifiers};
use std::path::Path;
use themata::model::{SourceId, Span};
use themata::project::{NewCoding, Revision, Session};
use themata::ui::command::{CodingCommand, CorrectCommand, Edit, ProjectCommand, ReadCommand, SourceCommand, Target, Window as Show};
use themata::ui::config::{Config, Identity};
use themata::ui::{Themata, ViewId};

/// A window with this project open, coding as BP; the threads of this name come to the gate at each news.
pub fn gated(path: &Path, thread: &'static str, gate: &Gate) -> Window {
    let (coder, gate) = (Identity { name: "Bo Price".into(), initials: "BP".into() }, gate.clone());
    let heard = move || {
        if std::thread::current().name() == Some(thread) {
            gate.pass()
        }
    };
    let app = Themata::for_test(Config { coder: Some(coder), ..Config::default() }).heard_by(heard);
    let mut window = around(app, 1280.0, 800.0);
    window.state().ask(ProjectCommand::OpenPath(path.to_owned()));
    until(&mut window, |app| app.project().is_some());
    window
}

/// The small project with a third source, in which this many passages are coded in one step.
fn much(path: &Path, passages: u32) {
    let mut project = small_project(path);
    let line = "Nobody counts them here. ".repeat(200);
    let source = import(&mut project, None, vec![interview("three", &["And?", &line])]).unwrap().value[0];
    let money = corpus(path).find_code("Money")[0];
    project.apply_codes(&(0..passages).map(|n| NewCoding { source, span: Span::new(20 + n, 60 + n), code: money }).collect::<Vec<_>>()).unwrap();
    project.close().unwrap();
}

fn count(window: &Window) -> usize {
    window.state().project().unwrap().corpus.coding_count()
}

#[test]
fn the_window_goes_on_with_what_it_has_until_what_touched_much_is_taken_in() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("much.themata");
    much(&path, 2_000);
    let gate = Gate::default();
    let mut window = gated(&path, "job", &gate);
    let _end = gate.in_the_end();
    gate.close_after(0);
    window.state().ask(Edit::Undo);
    until(&mut window, |_| gate.holds());
    assert_eq!(corpus(&path).coding_count(), 0);
    // It is on the disk and not taken in yet; what is done now waits for its turn.
    let source = corpus(&path).sources()[0].id;
    window.state().ask(SourceCommand::Rename(source, "First of all".into()));
    until(&mut window, |_| corpus(&path).sources()[0].name == "First of all");
    window.run_steps(5);
    assert_eq!(count(&window), 2_000, "the last state shows");
    assert_eq!(window.state().project().unwrap().corpus.sources()[0].name, "one");
    assert!(says(&window, "Saving") && window.state().notices().is_empty());
    gate.open();
    until(&mut window, |app| !app.project().unwrap().saving());
    assert_eq!(count(&window), 0);
    assert_eq!(window.state().project().unwrap().corpus.sources()[0].name, "First of all");
    let notices = window.state().notices();
    assert!(notices.len() == 1 && notices[0].starts_with("Took back: Coded 2,000 passages"), "{notices:?}");
    // A little is taken in at once again.
    window.state().ask(CodingCommand::Apply(corpus(&path).find_code("Money")[0], vec![passage(&window, source, Span::new(5, 8))]));
    window.run_steps(2);
    until(&mut window, |app| !app.project().unwrap().saving());
    assert_eq!(count(&window), 1);
}

#[test]
fn a_passage_chosen_before_a_correction_is_coded_on_its_words() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("meanwhile.themata");
    let project = small_project(&path);
    let known = corpus(&path);
    let (source, money) = (known.sources()[0].id, known.find_code("Money")[0]);
    let mut longer = project.revise(source).unwrap();
    let text = longer.manuscript.text().geometry.text().to_owned();
    let at = |words: &str| text.find(words).unwrap() as u32;
    let (how, costly) = (at("How"), Span::new(at("costly"), at("costly") + 6));
    longer.manuscript.replace(Span::new(how, how), "Well. ");
    let mut without = longer.clone();
    without.manuscript.replace(Span::new(costly.start + 6, costly.end + 6), "");
    project.close().unwrap();
    let gate = Gate::default();
    let mut window = gated(&path, "writer", &gate);
    let _end = gate.in_the_end();
    let send = |window: &mut Window, revision| {
        // The correction waits in the writer while the passage is chosen in the text that still shows.
        gate.close_after(0);
        window.state().ask(CorrectCommand::Write(Box::new(revision), 0, 0));
        window.run_steps(2);
        gate.held();
        window.state().ask(CodingCommand::Apply(money, vec![passage(window, source, costly)]));
        window.run_steps(2);
        gate.open();
        until(window, |app| !app.project().unwrap().saving());
    };
    send(&mut window, longer);
    let desk = window.state().project().unwrap();
    let (text, span) = (desk.text(source).unwrap(), desk.corpus.codings_of(source)[0].span);
    assert_eq!(text.geometry.slice(span), "costly");
    window.state().ask(Edit::Undo);
    window.run_steps(2);
    window.state().ask(Edit::Undo);
    window.run_steps(2);
    until(&mut window, |app| !app.project().unwrap().saving());
    send(&mut window, without);
    assert_eq!(count(&window), 0);
    let notices = window.state().notices();
    assert!(notices.iter().any(|notice| notice.contains("corrected meanwhile")), "{notices:?}");
}

/// A correction that puts “Well. ” before the first words.
fn well(mut revision: Revision) -> Revision {
    let how = revision.manuscript.text().geometry.text().find("How").unwrap() as u32;
    revision.manuscript.replace(Span::new(how, how), "Well. ");
    revision
}

/// The same correction lands in the window.
fn corrected(window: &mut Window, source: SourceId) {
    let desk = window.state().project().unwrap();
    let version = desk.corpus.version(source).unwrap().id;
    let revision = well(Revision::new(source, version, desk.text(source).unwrap()));
    window.state().ask(CorrectCommand::Write(Box::new(revision), 0, 0));
    done(window);
}

/// Waits until everything is on disk and taken in.
fn done(window: &mut Window) {
    window.run_steps(2);
    until(window, |app| !app.project().unwrap().saving());
}

/// These words of the text as the window shows it.
fn words(window: &Window, source: SourceId, words: &str) -> Span {
    let text = window.state().project().unwrap().text(source).unwrap();
    let at = text.geometry.text().find(words).unwrap() as u32;
    Span::new(at, at + words.len() as u32)
}

/// The words that are coded.
fn coded(window: &Window) -> Vec<String> {
    let desk = window.state().project().unwrap();
    desk.corpus.codings().map(|coding| desk.text(coding.source).unwrap().words_of(coding.span)).collect()
}

#[test]
fn a_key_in_the_moment_in_which_a_correction_is_taken_back_codes_no_other_words() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("moment.themata");
    let mut project = small_project(&path);
    let source = corpus(&path).sources()[0].id;
    project.correct_text(&well(project.revise(source).unwrap())).unwrap();
    project.close().unwrap();
    let mut window = gated(&path, "nobody", &Gate::default());
    let (costly, money) = (words(&window, source, "costly"), corpus(&path).find_code("Money")[0]);
    let chosen = passage(&window, source, costly);
    window.state().ask(Show::Go(Target::Passage(source, costly)));
    window.run_steps(3);
    window.state().ask(Edit::Undo);
    window.state().ask(SourceCommand::Rename(source, "First of all".into()));
    window.step();
    // The second is on the disk, and so the answer to the first is there, and taken in the next frame.
    let begun = std::time::Instant::now();
    while corpus(&path).sources()[0].name != "First of all" {
        assert!(begun.elapsed().as_secs() < 60, "it was never written");
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    window.state().ask(ReadCommand::InVivo);
    window.state().ask(CodingCommand::Apply(money, vec![chosen]));
    done(&mut window);
    assert!(coded(&window).is_empty(), "{:?}", coded(&window));
    let notices = window.state().notices();
    assert!(notices.iter().any(|notice| notice.contains("corrected meanwhile")), "{notices:?}");
}

#[test]
fn what_is_selected_and_what_a_palette_holds_stays_on_its_words_when_a_correction_lands() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("lands.themata");
    small_project(&path).close().unwrap();
    let source = corpus(&path).sources()[0].id;
    let mut window = gated(&path, "nobody", &Gate::default());
    let costly = words(&window, source, "costly");
    window.state().ask(Show::Go(Target::Passage(source, costly)));
    window.run_steps(3);
    corrected(&mut window, source);
    window.state().ask(ReadCommand::InVivo);
    done(&mut window);
    assert_eq!(coded(&window), ["costly"]);
    // The palette over the cards of Themes.
    let code = window.state().project().unwrap().corpus.find_code("costly")[0];
    window.state().ask(Show::Show(ViewId::Themes));
    window.state().ask(Show::Go(Target::Code(code)));
    window.run_steps(3);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    type_text(&mut window, "mon");
    corrected(&mut window, source);
    type_text(&mut window, "ey");
    press(&mut window, Modifiers::NONE, Key::Enter);
    done(&mut window);
    assert_eq!(coded(&window), ["costly", "costly"]);
}

#[test]
fn a_snapshot_that_work_holds_stays_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("held.themata");
    much(&path, 300);
    let mut session = Session::open(&path, || {}).unwrap();
    let held = session.corpus.clone();
    let id = held.codings().next().unwrap().id;
    for _ in 0..2 {
        session.send(|project| project.undo()).unwrap();
    }
    session.settle().unwrap();
    assert_eq!((held.coding_count(), held.sources().len()), (300, 3));
    assert!(held.coding(id).is_some() && session.corpus.coding(id).is_none());
    assert_eq!((session.corpus.coding_count(), session.corpus.sources().len()), (0, 2));
}

#[test]
fn a_long_source_is_read_beside_the_window_and_opens_where_it_shall() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("long.themata");
    let mut project = small_project(&path);
    let line = "Nobody counts them here. ".repeat(20_000);
    let long = import(&mut project, None, vec![interview("long", &["And?", &line, "Well?", "It costs money."])]).unwrap().value[0];
    let text = project.revise(long).unwrap().manuscript.text().geometry.text().to_owned();
    project.close().unwrap();
    let mut window = gated(&path, "nobody", &Gate::default());
    window.state().ask(Show::Show(ViewId::Read));
    wait(&mut window, "Turn 1 of 4");
    let at = text.find("costs").unwrap() as u32;
    window.state().ask(Show::Go(Target::Passage(long, Span::new(at, at + 5))));
    window.step();
    // What was open is not: nothing that is asked now means it.
    assert!(!says(&window, "Turn 1 of 4"));
    window.state().ask(ReadCommand::InVivo);
    window.step();
    wait(&mut window, "Turn 4 of 4");
    assert_eq!(count(&window), 0);
    window.state().ask(ReadCommand::InVivo);
    window.run_steps(2);
    until(&mut window, |app| app.project().unwrap().corpus.coding_count() == 1 && !app.project().unwrap().saving());
    let coding = window.state().project().unwrap().corpus.codings_of(long)[0].clone();
    assert_eq!(coding.span, Span::new(at, at + 5));
    // It opens where it was left.
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::COMMAND, Key::ArrowUp);
    press(&mut window, Modifiers::COMMAND, Key::ArrowUp);
    wait(&mut window, "Turn 3 of 4");
    let two = corpus(&path).source_named("two").unwrap().id;
    window.state().ask(Show::Go(Target::Source(two)));
    wait(&mut window, "Turn 1 of 2");
    window.state().ask(Show::Go(Target::Source(long)));
    wait(&mut window, "Turn 3 of 4");
}

#[test]
fn the_correction_of_a_long_source_goes_on_once_its_text_is_there() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("on.themata");
    let mut project = small_project(&path);
    let line = "Nobody counts them here. ".repeat(20_000);
    let long = import(&mut project, None, vec![interview("long", &["And?", &line])]).unwrap().value[0];
    project.close().unwrap();
    let mut window = gated(&path, "nobody", &Gate::default());
    // As “Go on writing” asks it.
    window.state().ask(Show::Go(Target::Source(long)));
    window.state().ask(CorrectCommand::Begin);
    wait(&mut window, "Correcting the text");
}
