//! What a theme gathers and how one framework is read as another, in the window by keys and by commands.

use super::window::{Window, press, until};
use super::window_themes::{Open, open, open_in, shown};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use themata::model::{CodeId, Gathered, Stance};
use themata::project::{Template, TemplateCode};
use themata::ui::Themata;
use themata::ui::command::{Gathering, Showing};

const NONE: Modifiers = Modifiers::NONE;

fn settle(window: &mut Window) {
    window.run_steps(2);
    until(window, |app: &Themata| app.project().is_some_and(|desk| !desk.saving()));
    window.run_steps(4);
}

/// Waits until something shows that is read in the background.
#[track_caller]
fn wait_for(window: &mut Window, label: &str) {
    for _ in 0..1_000 {
        if window.query_by_label(label).is_some() {
            return;
        }
        window.run_steps(1);
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("“{label}” never showed");
}

/// The same by a part of what is said.
#[track_caller]
fn shown_at_last(window: &mut Window, words: &str) {
    for _ in 0..1_000 {
        if shown(window, words) {
            return;
        }
        window.run_steps(1);
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("“{words}” never showed");
}

fn code(window: &Window, name: &str) -> CodeId {
    window.state().project().unwrap().corpus.find_code(name)[0]
}

/// Another framework, with one code.
fn second(window: &mut Window) {
    let codes =
        vec![TemplateCode { name: "Law 2".into(), ..TemplateCode::default() }, TemplateCode { name: "Law 5".into(), ..TemplateCode::default() }];
    let template = Template { name: "Laws".into(), codes, ..Template::default() };
    window.state().ask(themata::ui::command::CodeCommand::AddFramework(Box::new(template)));
    until(window, |app: &Themata| app.project().is_some_and(|desk| desk.corpus.frameworks().len() == 2));
}

#[test]
fn a_passage_is_marked_as_contradicting_by_a_key_and_no_longer_by_the_same() {
    let Open { mut window, folder: _folder } = open();
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, Modifiers::ALT, Key::X);
    settle(&mut window);
    wait_for(&mut window, "We ring the ward before anybody writes., Nurse · Phase 1, contradicts");
    assert!(window.query_by_label("1 contradicts").is_some(), "the status line counts them");
    press(&mut window, Modifiers::ALT, Key::X);
    settle(&mut window);
    wait_for(&mut window, "We ring the ward before anybody writes., Nurse · Phase 1");
    assert!(window.state().project().unwrap().corpus.theme_parts().is_empty());
    press(&mut window, Modifiers::COMMAND, Key::Z);
    settle(&mut window);
    wait_for(&mut window, "1 contradicts");
}

#[test]
fn keys_for_passages_that_are_pressed_elsewhere_say_what_to_do_and_the_foot_names_them() {
    let Open { mut window, folder: _folder } = open();
    press(&mut window, NONE, Key::ArrowDown);
    window.run_steps(3);
    assert!(shown(&window, "Alt X speaks against") || shown(&window, "Alt+X speaks against"), "the keys of a passage stand in the foot");
    // Away from the passages, as Tab leads.
    press(&mut window, NONE, Key::Tab);
    for _ in 0..40 {
        if shown(&window, "who is quoted") {
            break;
        }
        press(&mut window, NONE, Key::Tab);
    }
    assert!(shown(&window, "who is quoted"), "elsewhere those of the theme do");
    press(&mut window, Modifiers::ALT, Key::X);
    window.run_steps(3);
    let told = window.state().notices().join(" | ");
    assert!(told.contains("Choose a passage first: click on one"), "{told}");
    assert!(window.state().project().unwrap().corpus.theme_parts().is_empty());
}

#[test]
fn what_contradicts_says_so_also_where_the_word_has_no_room() {
    let Open { mut window, folder: _folder } = open_in(920.0, 700.0);
    shown_at_last(&mut window, "We ring the ward before anybody writes., Nurse");
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, Modifiers::ALT, Key::X);
    settle(&mut window);
    shown_at_last(&mut window, "1 contradicts");
    let trust = code(&window, "Trust");
    let Gathered::Passage(passage) = window.state().project().unwrap().corpus.theme_parts()[0].of else { panic!("a passage") };
    window.state().ask(Gathering::BeginReport("Board".into(), vec![trust]));
    settle(&mut window);
    let report = window.state().project().unwrap().corpus.reports()[0].id;
    window.state().ask(Gathering::Quote(report, trust, vec![passage]));
    settle(&mut window);
    wait_for(&mut window, "Quoted in Board");
    assert!(window.query_by_label("contradicts").is_some(), "a sign with its name stands for the word");
}

#[test]
fn a_theme_gathers_a_code_of_another_framework_and_parts_with_it() {
    let Open { mut window, folder: _folder } = open();
    second(&mut window);
    let law = code(&window, "Law 2");
    window.state().ask(themata::ui::command::Window::Go(themata::ui::command::Target::Code(law)));
    settle(&mut window);
    wait_for(&mut window, "No passages yet");
    window.state().ask(Gathering::AskCode);
    settle(&mut window);
    super::window::type_text(&mut window, "Trust");
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    assert!(shown(&window, "Its passages speak against it"), "it is asked what it is to the theme");
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    let corpus = &window.state().project().unwrap().corpus;
    assert_eq!(corpus.theme_parts().iter().map(|part| part.stance).collect::<Vec<_>>(), [Stance::Contradicts]);
    wait_for(&mut window, "6 contradict");
    assert!(shown(&window, "We ring the ward before anybody writes."));
    window.state().ask(Gathering::AskPart);
    settle(&mut window);
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    wait_for(&mut window, "No passages yet");
}

#[test]
fn what_a_theme_says_is_written_where_its_passages_are() {
    let Open { mut window, folder: _folder } = open();
    second(&mut window);
    let law = code(&window, "Law 2");
    window.state().ask(themata::ui::command::Window::Go(themata::ui::command::Target::Code(law)));
    settle(&mut window);
    press(&mut window, Modifiers::ALT, Key::J);
    settle(&mut window);
    assert!(shown(&window, "What “Law 2” says"), "whose words they are stands over them");
    super::window::type_text(&mut window, "It costs before it pays.");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    settle(&mut window);
    wait_for(&mut window, "It costs before it pays.");
    let code = window.state().project().unwrap().corpus.code(law).unwrap().clone();
    assert_eq!((code.statement.as_str(), code.theme), ("It costs before it pays.", true));
}

#[test]
fn the_open_code_is_marked_as_a_theme_from_themes() {
    let Open { mut window, folder: _folder } = open();
    let money = code(&window, "Money");
    window.state().ask(themata::ui::command::Window::Go(themata::ui::command::Target::Code(money)));
    settle(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::K);
    super::window::type_text(&mut window, "mark as themes");
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    let is = |window: &super::window::Window| window.state().project().unwrap().corpus.code(money).unwrap().theme;
    assert!(is(&window), "{:?}", window.state().notices());
    assert!(window.state().notices().iter().any(|said| said.contains("Money")), "it is said: {:?}", window.state().notices());
    assert!(shown(&window, "Undo"));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    settle(&mut window);
    assert!(!is(&window));
}

#[test]
fn a_framework_is_read_as_another_and_settled_passage_by_passage() {
    let Open { mut window, folder: _folder } = open();
    second(&mut window);
    let law = code(&window, "Law 2");
    window.state().ask(themata::ui::command::Window::Go(themata::ui::command::Target::Code(law)));
    settle(&mut window);
    window.state().ask(Gathering::AskLink);
    settle(&mut window);
    super::window::type_text(&mut window, "Trust");
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    super::window::type_text(&mut window, "Costs of working together");
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    assert_eq!(window.state().project().unwrap().corpus.all_links()[0].reason, "Costs of working together");
    press(&mut window, Modifiers::ALT, Key::Z);
    settle(&mut window);
    assert!(shown(&window, "Also what is coded in Working together"));
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    wait_for(&mut window, "We ring the ward before anybody writes., Nurse · Phase 1, open");
    assert!(shown(&window, "Law 2, 6 passages") || shown(&window, "Law 2, 6"), "the tree counts what is read");
    let before = window.state().project().unwrap().corpus.codings().count();
    window.get_by_label("We ring the ward before anybody writes., Nurse · Phase 1, open").click();
    window.run_steps(3);
    let foot = ["T accepts", "rejects", "R moves to another code"];
    assert!(foot.iter().all(|does| shown(&window, does)), "the foot names what can be done with what is read");
    press(&mut window, Modifiers::ALT, Key::T);
    settle(&mut window);
    wait_for(&mut window, "We ring the ward before anybody writes., Nurse · Phase 1, accepted");
    press(&mut window, NONE, Key::ArrowRight);
    press(&mut window, NONE, Key::Delete);
    settle(&mut window);
    super::window::type_text(&mut window, "About rotas");
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    let corpus = &window.state().project().unwrap().corpus;
    assert_eq!(corpus.codings().count(), before, "what is read is not uncoded");
    let reasons: Vec<(String, String)> = corpus.verdicts().map(|one| (one.ruling.to_string(), one.reason.clone())).collect();
    assert_eq!(reasons.iter().filter(|(ruling, _)| ruling == "accepted").count(), 1);
    assert!(reasons.contains(&("rejected".into(), "About rotas".into())), "{reasons:?}");
    wait_for(&mut window, "5 of 5 passages");
    assert!(!shown(&window, "The night porter knows more than the rota."), "what is rejected is not read here");
    window.state().ask(Showing::Through(None));
    settle(&mut window);
    wait_for(&mut window, "No passages yet");
}

#[test]
fn a_theme_goes_into_a_report_with_chosen_passages_and_the_report_is_written() {
    let Open { mut window, folder } = open();
    press(&mut window, NONE, Key::ArrowDown);
    window.state().ask(Gathering::AskQuote);
    settle(&mut window);
    assert!(window.state().notices().iter().any(|notice| notice.contains("in no report yet")), "{:?}", window.state().notices());
    window.state().ask(Gathering::AskReport);
    window.run_steps(3);
    super::window::type_text(&mut window, "For the board");
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    let report = |window: &Window| window.state().project().unwrap().corpus.reports()[0].id;
    let (id, corpus) = (report(&window), window.state().project().unwrap().corpus.clone());
    let theme = corpus.themes_of_report(id).next().unwrap();
    // The chosen passage stands with those that a rule took, and the same again takes it out alone.
    for quotes in [3, 2, 3] {
        window.state().ask(Gathering::AskQuote);
        window.run_steps(3);
        press(&mut window, NONE, Key::Enter);
        settle(&mut window);
        assert_eq!(window.state().project().unwrap().corpus.quotes_of_report(id, theme).count(), quotes);
    }
    let to = folder.path().join("board.md");
    window.state().ask(themata::ui::command::Export::ReportTo(id, to.clone()));
    for _ in 0..1_000 {
        if window.state().notices().iter().any(|notice| notice.contains("Wrote")) {
            break;
        }
        window.run_steps(1);
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let written = std::fs::read_to_string(to).unwrap();
    assert!(written.starts_with("# For the board") && written.contains("> “We ring the ward before anybody writes.”"), "{written}");
    assert_eq!(written.matches("> “").count(), 3, "{written}");
}
