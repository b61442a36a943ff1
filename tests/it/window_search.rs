//! Search in the window, by keys: found as one types, mistakes shown, lists walked through, hits ticked and shown in their source.

use super::support::{corpus, import, interview, small_project};
use super::window::{Window, press, type_text, until};
use super::window_study::{field, opened, says};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::Path;
use std::time::{Duration, Instant};
use themata::project::Project;
use themata::search::Index;
use themata::ui::command::ProjectCommand;
use themata::ui::config::Config;
use themata::ui::{Themata, ViewId};

const NONE: Modifiers = Modifiers::NONE;

/// Draws until the window says this.
pub fn shows(window: &mut Window, words: &str) {
    let begun = Instant::now();
    while !says(window, words) {
        assert!(begun.elapsed() < Duration::from_secs(20), "“{words}” does not come");
        std::thread::sleep(Duration::from_millis(5));
        window.run_steps(1);
    }
    window.run_steps(2);
}

/// Goes to the search and writes what is sought, in the place of what stood there.
pub fn seek(window: &mut Window, query: &str) {
    press(window, Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    window.run_steps(2);
    type_text(window, query);
}

fn rows(window: &Window) -> Vec<String> {
    let nodes = window.root().children_recursive().filter(|node| node.accesskit_node().role() == Role::ListBoxOption);
    nodes.filter_map(|node| node.accesskit_node().label()).collect()
}

fn money(path: &Path) -> Window {
    let mut project = small_project(path);
    let lines = ["And the money?", "Money came late; the money for staff never came.", "So?", "We asked for funding, and funds there were none."];
    import(&mut project, None, vec![interview("three", &lines)]).unwrap();
    project.close().unwrap();
    opened(path)
}

#[test]
fn what_is_typed_is_found_and_shown_in_its_source() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = money(&dir.path().join("search.themata"));
    seek(&mut window, "mon");
    shows(&mut window, "Nothing was found");
    type_text(&mut window, "ey");
    shows(&mut window, "4 in 2 sources");
    assert!(says(&window, "By source") && says(&window, "one, 1 hit") && says(&window, "three, 3 hits"));
    press(&mut window, NONE, Key::Enter);
    assert!(says(&window, "Hit 1 of 4"));
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::ArrowDown);
    assert!(says(&window, "Hit 3 of 4"), "a passage is a stop, a head is none: {:?}", rows(&window));
    press(&mut window, NONE, Key::Enter);
    window.run_steps(4);
    assert!(says(&window, "Turn 2 of 4") && window.state().config().views.values().any(|view| *view == ViewId::Read));
}

#[test]
fn a_mistake_is_said_with_what_to_write_and_what_was_found_stays() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = money(&dir.path().join("wrong.themata"));
    seek(&mut window, "money");
    shows(&mut window, "4 in 2 sources");
    type_text(&mut window, " OR (fund*");
    shows(&mut window, "This bracket is not closed");
    assert!(says(&window, "4 in 2 sources"), "what was found before still shows");
    type_text(&mut window, ")");
    shows(&mut window, "6 in 2 sources");
    assert!(!says(&window, "This bracket is not closed"));
    type_text(&mut window, " where:here");
    shows(&mut window, "Nothing here is called “where”");
}

#[test]
fn a_concordance_is_sorted_by_the_words_around_a_hit() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = money(&dir.path().join("kwic.themata"));
    seek(&mut window, "money OR fund*");
    shows(&mut window, "6 in 2 sources");
    press(&mut window, Modifiers::ALT, Key::C);
    let words = |window: &Window| rows(window).iter().map(|row| row.chars().take(24).collect::<String>()).collect::<Vec<_>>();
    assert_eq!(rows(&window).len(), 6);
    assert!(rows(&window)[0].starts_with("Money — as ever") || rows(&window)[0].trim_start().starts_with("Money — as ever"), "{:?}", rows(&window));
    press(&mut window, Modifiers::ALT, Key::S);
    type_text(&mut window, "after");
    press(&mut window, NONE, Key::Enter);
    window.run_steps(3);
    let after = words(&window);
    assert!(after[5].starts_with("And the money"), "nothing after it comes last: {after:?}");
    assert!(rows(&window)[0].contains("funding , and") || rows(&window)[0].contains("funding, and"), "{:?}", rows(&window));
    press(&mut window, Modifiers::ALT, Key::S);
    type_text(&mut window, "words found");
    press(&mut window, NONE, Key::Enter);
    window.run_steps(3);
    assert!(rows(&window)[0].contains("funding") && rows(&window)[1].contains("funds"), "{:?}", rows(&window));
}

#[test]
fn hits_are_ticked_by_keys() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = money(&dir.path().join("ticks.themata"));
    seek(&mut window, "money");
    shows(&mut window, "3 of 4 ticked");
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::End);
    press(&mut window, NONE, Key::Space);
    assert!(says(&window, "1 of 4 ticked"), "the last passage has two hits");
    press(&mut window, Modifiers::COMMAND, Key::A);
    assert!(says(&window, "4 of 4 ticked"));
    press(&mut window, Modifiers::COMMAND, Key::A);
    press(&mut window, NONE, Key::Space);
    assert!(says(&window, "2 of 4 ticked"));
    seek(&mut window, "fund*");
    shows(&mut window, "2 of 2 ticked");
}

#[test]
fn bars_say_where_something_was_said_and_narrow_the_search() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("bars.themata");
    field(&path).close().unwrap();
    let mut window = opened(&path);
    seek(&mut window, "it OR больше");
    shows(&mut window, "4 in 2 sources");
    assert!(says(&window, "By role") && says(&window, "Providers, 2 hits"));
    window.get_by_label_contains("Providers, 2 hits").click();
    window.run_steps(3);
    shows(&mut window, "2 in 1 source, 1 person");
    let query = window.get_by_role_and_label(Role::TextInput, "Search").accesskit_node().value();
    assert_eq!(query.as_deref(), Some("(it OR больше) role:Providers"));
    assert!(says(&window, "it, 2 hits"), "the forms found");
}

#[test]
fn memos_are_searched_too_and_open() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("memos.themata");
    let mut project = small_project(&path);
    let subject = themata::model::Subject::Project;
    let draft =
        |body: &str| themata::project::MemoDraft { subject, kind: themata::model::MemoKind::Analytic, title: String::new(), body: body.into() };
    project.add_memo(draft("Trust comes before money.")).unwrap();
    project.close().unwrap();
    let mut window = opened(&path);
    seek(&mut window, "trust memo:any");
    shows(&mut window, "1 in 1 memo");
    press(&mut window, NONE, Key::Enter);
    press(&mut window, NONE, Key::Enter);
    window.run_steps(4);
    assert!(window.query_by_role(Role::Dialog).is_some(), "the memo opens");
}

#[test]
fn the_language_is_explained_where_one_writes() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = money(&dir.path().join("help.themata"));
    seek(&mut window, "");
    shows(&mut window, "near(money, trust, 10 words): ");
    type_text(&mut window, "money");
    shows(&mut window, "4 in 2 sources");
    assert!(!says(&window, "near(money, trust, 10 words): "));
    press(&mut window, NONE, Key::F4);
    shows(&mut window, "near(money, trust, 10 words): ");
}

/// Whether the text has the keys: an arrow moves the caret.
fn in_text(window: &Window) -> bool {
    window.root().children_recursive().any(|node| node.accesskit_node().role() == Role::Document && node.is_focused())
}

#[test]
fn words_are_found_in_the_open_text_and_stepped_through() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("find.themata");
    let mut project = small_project(&path);
    let lines = ["And the money?", "Money came late; the money for staff never came.", "So?", "No moneyed friends, no Money."];
    import(&mut project, None, vec![interview("three", &lines)]).unwrap();
    let three = super::support::corpus(&path).source_named("three").unwrap().id;
    project.close().unwrap();
    let mut window = opened(&path);
    window.state().ask(themata::ui::command::Window::Go(themata::ui::command::Target::Source(three)));
    window.run_steps(4);
    press(&mut window, Modifiers::COMMAND, Key::F);
    window.run_steps(2);
    type_text(&mut window, "mon");
    shows(&mut window, "1 of 5");
    type_text(&mut window, "ey ");
    shows(&mut window, "1 of 5");
    assert!(says(&window, "Turn 1 of 4"));
    press(&mut window, NONE, Key::Enter);
    assert!(says(&window, "2 of 5") && says(&window, "Turn 2 of 4"));
    press(&mut window, Modifiers::SHIFT, Key::Enter);
    press(&mut window, Modifiers::SHIFT, Key::Enter);
    assert!(says(&window, "5 of 5") && says(&window, "Turn 4 of 4"), "before the first comes the last");
    press(&mut window, NONE, Key::F3);
    assert!(says(&window, "1 of 5"));
    press(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "=Money");
    shows(&mut window, "1 of 2");
    press(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "(staff");
    shows(&mut window, "this bracket is not closed");
    press(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "for staff nev");
    shows(&mut window, "1 of 1");
    press(&mut window, NONE, Key::Escape);
    assert!(!says(&window, "1 of 1") && in_text(&window), "Esc closes the line; the text has the keys and the words are selected");
    press(&mut window, NONE, Key::Enter);
    assert!(says(&window, "In vivo"), "what was found can be coded at once");
}

#[test]
fn a_hit_that_is_opened_is_marked_with_the_others_of_its_text() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = money(&dir.path().join("same.themata"));
    seek(&mut window, "money source:three");
    shows(&mut window, "3 in 1 source");
    press(&mut window, NONE, Key::Enter);
    press(&mut window, NONE, Key::End);
    press(&mut window, NONE, Key::Enter);
    shows(&mut window, "2 of 3");
    assert!(in_text(&window) || !says(&window, "Hit"), "the text has the keys");
    press(&mut window, NONE, Key::F3);
    assert!(says(&window, "3 of 3"));
    press(&mut window, NONE, Key::Escape);
    assert!(!says(&window, "3 of 3"));
}

#[test]
fn ticked_hits_are_coded_by_their_turns_as_one_step() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("code.themata");
    let mut window = money(&path);
    let codings = |window: &Window| window.state().project().unwrap().corpus.codings().count();
    seek(&mut window, "money interviewer:out");
    shows(&mut window, "3 of 3 ticked");
    press(&mut window, NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    shows(&mut window, "Code 3 hits as");
    type_text(&mut window, "staff");
    press(&mut window, NONE, Key::Enter);
    shows(&mut window, "Code 2 passages");
    assert!(says(&window, "Hit · 3") && says(&window, "Sentence · 2") && says(&window, "Turn · 2"), "two hits stand in one turn");
    (0..3).for_each(|_| press(&mut window, NONE, Key::ArrowRight));
    shows(&mut window, "Money came late; the money for staff never came., three");
    press(&mut window, NONE, Key::Enter);
    super::window::until(&mut window, |app| app.project().unwrap().corpus.codings().count() == 2);
    assert!(says(&window, "Coded 2 passages as"));
    // What is coded so already is not coded again.
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    shows(&mut window, "Code 3 hits as");
    type_text(&mut window, "staff");
    press(&mut window, NONE, Key::Enter);
    shows(&mut window, "2 more are coded so already.");
    press(&mut window, NONE, Key::Enter);
    assert!(says(&window, "All of it is coded so already."), "Enter does nothing");
    press(&mut window, NONE, Key::Escape);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    super::window::until(&mut window, |app| app.project().unwrap().corpus.codings().count() == 0);
    assert_eq!(codings(&window), 0);
}

#[test]
fn what_is_left_out_is_not_coded_and_a_new_code_is_made_on_the_way() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("new.themata");
    let mut window = money(&path);
    seek(&mut window, "money");
    shows(&mut window, "3 of 4 ticked");
    press(&mut window, NONE, Key::Enter);
    press(&mut window, NONE, Key::Space);
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    shows(&mut window, "Code 2 hits as");
    type_text(&mut window, "Coins");
    press(&mut window, NONE, Key::Enter);
    shows(&mut window, "Code 1 passage");
    press(&mut window, NONE, Key::Enter);
    super::window::until(&mut window, |app| app.project().unwrap().corpus.codings().count() == 1);
    let corpus = super::support::corpus(&path);
    let code = corpus.find_code("Coins")[0];
    let three = corpus.source_named("three").unwrap().id;
    assert!(corpus.codings().all(|coding| coding.code == code && coding.source == three), "the hit in “one” was not ticked");
}

#[test]
fn a_search_is_saved_by_name_and_says_what_is_new() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("saved.themata");
    money(&path).state_mut().ask(themata::ui::command::ProjectCommand::Close);
    let mut project = themata::project::Project::open(&path).unwrap();
    // Whoever saved this had seen nothing of it.
    project.be_coder("BP", "Bo Price").unwrap();
    project.save_search("Costs", "money", "").unwrap();
    project.close().unwrap();
    let mut window = opened(&path);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::K);
    shows(&mut window, "Run a saved search");
    press(&mut window, NONE, Key::Enter);
    shows(&mut window, "4 in 2 sources");
    shows(&mut window, "Costs, 4 new");
    // The hits are sought beside the frames: what the sidebar says of them may come first.
    let new = |window: &mut Window, new: bool| {
        let begun = Instant::now();
        while rows(window).is_empty() || rows(window).iter().any(|row| row.contains("new · ") != new) {
            assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", rows(window));
            window.run_steps(1);
        }
    };
    new(&mut window, true);
    press(&mut window, Modifiers::ALT, Key::Enter);
    shows(&mut window, "Costs, 4 hits, nothing new");
    new(&mut window, false);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    shows(&mut window, "Costs, 4 new");
    new(&mut window, true);
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, Modifiers::COMMAND, Key::A);
    press(&mut window, Modifiers::COMMAND, Key::A);
    assert!(says(&window, "0 of 4 ticked"));
    press(&mut window, Modifiers::ALT, Key::N);
    assert!(says(&window, "4 of 4 ticked"));
    // Another one is saved here, and what it finds now is nothing new.
    seek(&mut window, "fund*");
    shows(&mut window, "2 in 1 source");
    press(&mut window, Modifiers::COMMAND, Key::S);
    type_text(&mut window, "Funding");
    press(&mut window, NONE, Key::Enter);
    shows(&mut window, "Funding, 2 hits, nothing new");
    assert!(says(&window, "Saved the search “Funding”"));
    window.state().ask(themata::ui::command::SearchCommand::Forget);
    window.run_steps(3);
    type_text(&mut window, "costs");
    press(&mut window, NONE, Key::Enter);
    super::window::until(&mut window, |app| app.project().unwrap().corpus.searches().len() == 1);
}

#[test]
fn what_is_written_is_saved_at_once_and_what_cannot_be_searched_is_not() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = money(&dir.path().join("at once.themata"));
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    window.run_steps(2);
    // Letters and the key come within one frame, before anything can be found.
    window.event(egui::Event::Text("kettle".into()));
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.run_steps(6);
    assert!(says(&window, "A saved search of the same name gives way to this one"), "{:?}", window.state().notices());
    type_text(&mut window, "Tea");
    press(&mut window, NONE, Key::Enter);
    super::window::until(&mut window, |app| app.project().unwrap().corpus.searches().len() == 1);
    assert_eq!(window.state().project().unwrap().corpus.searches()[0].query, "kettle");
    seek(&mut window, "(kettle");
    press(&mut window, Modifiers::COMMAND, Key::S);
    assert!(window.state().notices().iter().any(|notice| notice.starts_with("This cannot be searched")), "{:?}", window.state().notices());
    seek(&mut window, " ");
    press(&mut window, Modifiers::COMMAND, Key::S);
    assert!(window.state().notices().iter().any(|notice| notice.starts_with("Nothing is written")));
}

#[test]
fn the_window_keeps_an_index_beside_the_search_and_finds_the_same_with_it() {
    let dir = tempfile::tempdir().unwrap();
    let (path, folder) = (dir.path().join("search.themata"), dir.path().join("index"));
    drop(money(&path));
    let app = Themata::for_test(Config::default()).with_index(folder.clone());
    let mut window = Harness::builder().with_size([1280.0, 800.0]).build_ui_state(|ui, app: &mut Themata| app.frame(ui), app);
    window.run_steps(3);
    window.state().ask(ProjectCommand::OpenPath(path.clone()));
    until(&mut window, |app| app.project().is_some());
    assert!(!folder.exists(), "nobody has sought anything");
    seek(&mut window, "money");
    shows(&mut window, "4 in 2 sources");
    let kept = |window: &mut Window| {
        let begun = Instant::now();
        while Index::open_in(&folder).unwrap().behind(&corpus(&path)) > 0 {
            assert!(begun.elapsed() < Duration::from_secs(20), "the index does not come");
            window.run_steps(1);
        }
    };
    kept(&mut window);
    seek(&mut window, "fund*");
    shows(&mut window, "2 in 1 source");
    // What is new is found at once, and taken in.
    window.state().ask(ProjectCommand::Close);
    until(&mut window, |app| app.project().is_none());
    let begun = Instant::now();
    let mut project = loop {
        match Project::open(&path) {
            Ok(project) => break project,
            // The window lets it go beside its frames.
            Err(error) => assert!(begun.elapsed() < Duration::from_secs(20), "{error}"),
        }
        window.run_steps(1);
    };
    project.be_coder("BP", "").unwrap();
    import(&mut project, None, vec![interview("four", &["And the funds?", "No funds."])]).unwrap();
    project.close().unwrap();
    window.state().ask(ProjectCommand::OpenPath(path.clone()));
    until(&mut window, |app| app.project().is_some());
    seek(&mut window, "fund*");
    shows(&mut window, "4 in 2 sources");
    kept(&mut window);
}

#[test]
fn a_search_that_cannot_be_read_shows_no_answer_of_another() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = money(&dir.path().join("wrong.themata"));
    seek(&mut window, "nowhere");
    shows(&mut window, "Nothing was found");
    seek(&mut window, "(staff");
    shows(&mut window, "This search cannot be read");
    assert!(!says(&window, "Nothing was found"), "that was the answer to another search");
}

#[test]
fn what_was_found_is_coded_from_the_field_too() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = money(&dir.path().join("field.themata"));
    seek(&mut window, "money");
    shows(&mut window, "4 in 2 sources");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    shows(&mut window, "Code 3 hits as");
    press(&mut window, NONE, Key::Escape);
    seek(&mut window, "nowhere");
    shows(&mut window, "Nothing was found");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert!(window.state().notices().iter().any(|said| said.starts_with("No hit is ticked")));
}

#[test]
fn a_saved_search_is_renamed_and_undo_gives_its_name_back() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("rename.themata");
    let mut project = small_project(&path);
    project.save_search("Costs", "money", "").unwrap();
    project.close().unwrap();
    let mut window = opened(&path);
    window.state().ask(themata::ui::command::SearchCommand::PickRename);
    shows(&mut window, "Rename a saved search");
    press(&mut window, NONE, Key::Enter);
    shows(&mut window, "Rename the saved search");
    type_text(&mut window, "What it costs");
    press(&mut window, NONE, Key::Enter);
    until(&mut window, |app| app.project().unwrap().corpus.search_named("What it costs").is_some());
    assert_eq!(corpus(&path).searches()[0].query, "money");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    until(&mut window, |app| app.project().unwrap().corpus.search_named("Costs").is_some());
}

#[test]
fn the_language_of_a_source_is_chosen_by_keys_and_undone() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("language.themata");
    small_project(&path).close().unwrap();
    let mut window = opened(&path);
    window.state().ask(themata::ui::command::Window::Show(ViewId::Read));
    window.run_steps(4);
    press(&mut window, Modifiers::ALT, Key::S);
    press(&mut window, NONE, Key::Home);
    press(&mut window, NONE, Key::L);
    shows(&mut window, "Language of 1 source");
    type_text(&mut window, "Welsh");
    press(&mut window, NONE, Key::Enter);
    until(&mut window, |app| app.project().unwrap().corpus.sources().iter().any(|source| source.language == "cy"));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    until(&mut window, |app| app.project().unwrap().corpus.sources().iter().all(|source| source.language != "cy"));
}
