//! What the chart tells in the window: who agreed, what changed under a cell, what nobody judged.

use super::window::{Window, press, until};
use super::window_chart::{at_one, chart, corpus, saved, shows, words, write};
use super::window_study::says;
use super::window_themes::Open;
use egui::{Key, Modifiers};
use themata::model::Owner;
use themata::project::Identity;
use themata::ui::Themata;
use themata::ui::command::{SourceCommand, Window as Show};

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const ALT: Modifiers = Modifiers::ALT;

fn told(window: &Window, words: &str) -> bool {
    window.state().notices().iter().any(|said| said.contains(words))
}

/// Somebody else works at this window now.
fn as_coder(window: &mut Window, name: &str, initials: &str) {
    let coder = Some(Identity { name: name.into(), initials: initials.into() });
    let config = themata::ui::config::Config { coder, ..window.state().config().clone() };
    window.state().ask(Show::Configure(Box::new(config)));
    window.run_steps(3);
}

#[test]
fn who_agreed_stands_beside_the_cell_and_is_told_when_ones_own_words_go() {
    let Open { mut window, folder: _folder } = chart();
    at_one(&mut window);
    write(&mut window, "They ring.");
    as_coder(&mut window, "Sam Kay", "SK");
    press(&mut window, ALT, Key::A);
    saved(&mut window);
    shows(&mut window, "BP, just now, agreed by SK");
    as_coder(&mut window, "Bea Pym", "BP");
    write(&mut window, "They do ring.");
    let which = "Words of BP, agreed by SK, stood in one × Trust";
    assert!(told(&window, which), "{:?}", window.state().notices());
    press(&mut window, CTRL, Key::Z);
    saved(&mut window);
    shows(&mut window, "BP, just now, agreed by SK");
    assert_eq!(words(&window, "one", "Trust"), "They ring.");
    // What one agreed on oneself is one's own matter.
    press(&mut window, ALT, Key::D);
    saved(&mut window);
    press(&mut window, ALT, Key::A);
    saved(&mut window);
    shows(&mut window, "BP, just now, agreed by BP");
    write(&mut window, "They all ring.");
    assert!(!told(&window, "stood in one × Trust"), "{:?}", window.state().notices());
}

#[test]
fn what_changed_is_listed_again_after_an_undo_and_where_a_person_went_elsewhere() {
    let Open { mut window, folder: _folder } = chart();
    press(&mut window, CTRL, Key::Home);
    for _ in 0..3 {
        press(&mut window, NONE, Key::ArrowDown);
    }
    shows(&mut window, "Framework chart, North together, Trust");
    write(&mut window, "They ring in the North.");
    let person = corpus(&window).cases().iter().find(|case| case.name == "P2").unwrap().id;
    let site = corpus(&window).attributes().iter().find(|attribute| attribute.name == "site").unwrap().id;
    window.state().ask(SourceCommand::SetValues(vec![(site, Owner::Case(person), "South".into())]));
    until(&mut window, |app: &Themata| app.project().is_some_and(|desk| !desk.saving()));
    shows(&mut window, "Other passages here since: ");
    shows(&mut window, "It still fits");
    press(&mut window, ALT, Key::K);
    saved(&mut window);
    for _ in 0..400 {
        if !says(&window, "Other passages here since: ") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
        window.run_steps(1);
    }
    assert!(!says(&window, "Other passages here since: ") && !says(&window, "coding changed"));
    press(&mut window, CTRL, Key::Z);
    saved(&mut window);
    shows(&mut window, "Other passages here since: ");
    assert!(says(&window, "It still fits"), "it can be said again");
}

#[test]
fn a_cell_in_which_nothing_is_coded_says_so_until_somebody_says_that_there_is_no_data() {
    let Open { mut window, folder: _folder } = chart();
    at_one(&mut window);
    assert!(says(&window, "one × Money: Nothing coded") && !says(&window, "No data"));
    press(&mut window, NONE, Key::ArrowRight);
    press(&mut window, ALT, Key::N);
    saved(&mut window);
    assert!(says(&window, "one × Money: No data") && !told(&window, "coded where no data"));
    press(&mut window, NONE, Key::ArrowLeft);
    press(&mut window, ALT, Key::N);
    saved(&mut window);
    assert!(told(&window, "2 passages are coded where no data is said to be"), "{:?}", window.state().notices());
}
