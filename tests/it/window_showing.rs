//! What shows and how, by commands: stripes, counts and filters that used to be reached by pointing at small menus alone.

use super::window::{Window, passage, press, type_text, until};
use super::window_read::desk;
use super::window_study::{field, opened, says};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use themata::model::Span;
use themata::project::{NewCoding, Project};
use themata::ui::ViewId;
use themata::ui::command::Window as Show;

const NONE: Modifiers = Modifiers::NONE;

/// Gives a command by its words in the palette, as anybody would.
pub fn command(window: &mut Window, words: &str) {
    press(window, Modifiers::COMMAND, Key::K);
    type_text(window, words);
    press(window, NONE, Key::Enter);
    window.run_steps(3);
}

/// Chooses one of the lines that a command asks about.
fn choose(window: &mut Window, words: &str) {
    type_text(window, words);
    press(window, NONE, Key::Enter);
    window.run_steps(3);
}

/// Whether a stripe or its name shows for this code in the text.
fn striped(window: &Window, code: &str) -> bool {
    window.query_all_by_label_contains(&format!("{code} by ")).next().is_some()
}

#[test]
fn stripes_and_counts_follow_their_commands() {
    let mut desk = desk();
    let (path, window) = (desk.path.clone(), &mut desk.window);
    let corpus = super::support::corpus(&path);
    let one = corpus.source_named("one").unwrap().id;
    let (money, staff, law) = (corpus.find_code("Money")[0], corpus.find_code("Staff")[0], corpus.find_code("Law 2")[0]);
    let codings =
        [(8, 14, money), (20, 26, staff), (20, 30, law)].map(|(start, end, code)| NewCoding { source: one, span: Span::new(start, end), code });
    window.state().ask(themata::ui::command::CodingCommand::Apply(money, vec![passage(window, one, codings[0].span)]));
    window.state().ask(themata::ui::command::CodingCommand::Apply(staff, vec![passage(window, one, codings[1].span)]));
    window.state().ask(themata::ui::command::CodingCommand::Apply(law, vec![passage(window, one, codings[2].span)]));
    until(window, |app| app.project().is_some_and(|desk| !desk.saving() && desk.corpus.codings().count() == 3));
    window.run_steps(3);
    assert!(striped(window, "Money") && striped(window, "Staff"));
    // Own counts leave out the codes below.
    assert!(window.query_by_label("Law 2, 2 passages with those below").is_some(), "with the codes below");
    command(window, "Counts: with the codes below");
    assert!(window.query_by_label("Law 2, 1 passage").is_some(), "its own alone");
    // Only what this source is coded with.
    assert!(window.query_by_label("Law 1, 0 passages").is_some());
    window.state().ask(Show::Go(themata::ui::command::Target::Source(corpus.source_named("two").unwrap().id)));
    window.run_steps(3);
    command(window, "Codes used in this source");
    assert!(window.query_by_label("Law 2, 1 passage").is_none(), "nothing is coded in the other source");
    window.state().ask(Show::Go(themata::ui::command::Target::Source(one)));
    window.run_steps(3);
    assert!(window.query_by_label("Law 2, 1 passage").is_some() && window.query_by_label("Money, 1 passage").is_some());
    // Folded, what is below goes; unfolded it is there again.
    command(window, "Fold every code");
    assert!(window.query_by_label("Money, 1 passage").is_none());
    command(window, "Unfold every code");
    assert!(window.query_by_label("Money, 1 passage").is_some());
    // Stripes of the chosen codes, and of those below them.
    command(window, "Stripes: the chosen codes");
    assert!(!striped(window, "Money") && !striped(window, "Staff"), "no code is chosen");
    window.get_by_label("Law 2, 1 passage").click();
    window.run_steps(4);
    assert!(striped(window, "Money") && striped(window, "Law 2") && !striped(window, "Staff"));
    command(window, "Stripes: how much is coded");
    assert!(says(window, "on this line"), "one lane for all");
    command(window, "Stripes: every code");
    assert!(striped(window, "Staff") && !says(window, "on this line"));
}

#[test]
fn whose_codings_and_which_layer_show_are_asked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("two.themata");
    let mut project: Project = field(&path);
    project.be_coder("AN", "Ann Noll").unwrap();
    let corpus = super::support::corpus(&path);
    let (one, other) = (corpus.source_named("one").unwrap().id, corpus.codes().iter().find(|code| code.name != "Money").unwrap().id);
    project.apply_codes(&[NewCoding { source: one, span: Span::new(22, 46), code: other }]).unwrap();
    let name = corpus.code(other).unwrap().name.clone();
    project.close().unwrap();
    let mut window = opened(&path);
    window.state().ask(Show::Show(ViewId::Read));
    window.run_steps(4);
    assert!(striped(&window, "Money") && striped(&window, &name));
    command(&mut window, "Whose work shows");
    choose(&mut window, "AN");
    assert!(!striped(&window, "Money") && striped(&window, &name));
    command(&mut window, "Whose work shows");
    choose(&mut window, "All coders");
    assert!(striped(&window, "Money"));
    command(&mut window, "Which layer shows");
    choose(&mut window, "All layers");
    assert!(striped(&window, "Money"));
    // The same command in the history leaves out what somebody did.
    window.state().ask(Show::Show(ViewId::History));
    window.run_steps(4);
    assert!(says(&window, "BP"));
    let steps = |window: &Window| window.query_all_by_label_contains("Coded a passage").count();
    let before = steps(&window);
    command(&mut window, "Whose work shows");
    choose(&mut window, "AN");
    assert!(steps(&window) < before);
    command(&mut window, "Which kinds show");
    choose(&mut window, "coding");
    assert_eq!(steps(&window), 0);
}

#[test]
fn themes_takes_its_columns_and_filters_from_commands() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("themes.themata");
    super::window_themes::study(&path);
    let mut window = opened(&path);
    window.state().ask(Show::Show(ViewId::Themes));
    window.run_steps(6);
    let chip = |window: &Window, name: &str| {
        window
            .query_all_by_label(name)
            .any(|node| egui_kittest::kittest::NodeT::accesskit_node(&node).toggled() == Some(egui::accesskit::Toggled::True))
    };
    assert!(window.query_by_label("Columns: Site").is_some());
    command(&mut window, "Columns of passages");
    choose(&mut window, "Role");
    assert!(window.query_by_label("Columns: Role").is_some());
    command(&mut window, "Which sites show");
    choose(&mut window, "North");
    assert!(chip(&window, "North"), "the chip of the sites");
    command(&mut window, "Key quotes alone");
    assert!(chip(&window, "Key quotes"));
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    assert!(!chip(&window, "Key quotes"));
}

#[test]
fn tables_and_speakers_are_changed_by_the_same_command() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kinds.themata");
    field(&path).close().unwrap();
    let mut window = opened(&path);
    window.state().ask(Show::Show(ViewId::Cases));
    window.run_steps(4);
    assert!(says(&window, "P01"));
    command(&mut window, "Which kinds show");
    choose(&mut window, "site");
    assert!(says(&window, "North") && window.query_by_label("P01").is_none());
    window.state().ask(Show::Show(ViewId::Speakers));
    window.run_steps(4);
    assert!(says(&window, "INT"));
    command(&mut window, "Which kinds show");
    choose(&mut window, "Participants");
    assert!(window.query_all_by_label_contains("INT").next().is_none());
}
