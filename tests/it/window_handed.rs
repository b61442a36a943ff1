//! What the window tells of coded passages that a correction takes from a person.

use super::support::corpus;
use super::window_correct::{begin, text};
use super::window_read::desk_with;
use egui::{Key, Modifiers};
use themata::project::CaseDraft;
use themata::ui::command::CorrectCommand;

#[test]
fn passages_that_a_corrected_file_takes_from_a_person_are_told_before_and_after() {
    let mut desk = desk_with(|project, corpus| {
        let (one, person) = (corpus.sources()[0].id, corpus.kind_named("person").unwrap().id);
        let draft = CaseDraft { kind: person, parent: None, name: "W061".into(), full_name: String::new() };
        let case = project.add_case(&draft).unwrap().value;
        project.join_speakers(&[corpus.speakers(one)[1].id], Some(case)).unwrap();
    });
    desk.select_fine();
    desk.press(Modifiers::NONE, Key::Num1);
    desk.press(Modifiers::NONE, Key::Escape);
    let said = "1 coded passage is W061’s no more: the voice “Witness Morrison” is joined to nobody.";
    let file = desk.path.with_file_name("better.txt");
    std::fs::write(&file, text(&mut desk).replace("P1: It was fine", "Witness Morrison: It was fine")).unwrap();
    let one = corpus(&desk.path).source_named("one").unwrap().id;
    desk.window.state().ask(CorrectCommand::ReadFile(one, file));
    super::window_import::seen(&mut desk.window, said);
    assert!(desk.says("the words of no coded passage change") && desk.says("join the voice to that person in Speakers"));
    desk.press(Modifiers::NONE, Key::Enter);
    desk.window.run_steps(6);
    super::window_import::seen(&mut desk.window, said);
    // While it is typed, it stands over the text.
    desk.press(Modifiers::COMMAND, Key::Z);
    begin(&mut desk);
    let words = text(&mut desk);
    let at = words.find("It was fine").map(|at| words[..at].chars().count() as u32).unwrap();
    desk.window.state().ask(CorrectCommand::Give(at, Some(0), "INT".into()));
    desk.window.run_steps(4);
    assert!(desk.says("1 coded passage becomes another’s or nobody’s"));
}
