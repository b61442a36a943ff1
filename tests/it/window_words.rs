//! Words in the window, by keys: counted as a list or a cloud, compared between parts, beside what was found, as a tree; and saved.

use super::support::{corpus, import, interview};
use super::window::{Window, press, type_text, until};
use super::window_search::{seek, shows};
use super::window_study::{field, opened, says};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::Path;
use themata::model::{WordRule, WordRuleKind};
use themata::ui::ViewId;
use themata::ui::command::{SearchCommand, Window as Show};
use themata::ui::views::search::WordsKind;

const NONE: Modifiers = Modifiers::NONE;

fn rows(window: &Window, role: Role) -> Vec<String> {
    let nodes = window.root().children_recursive().filter(|node| node.accesskit_node().role() == role);
    nodes.filter_map(|node| node.accesskit_node().label()).collect()
}

/// A project where one talks of trust and one of beds, open at the words of all that is said.
fn words(path: &Path) -> Window {
    let mut project = field(path);
    let lines =
        ["And trust?", "We lost trust. Trust takes years, trust is slow; they trusted us.", "So?", "We need time. We need trust now. We need money."];
    import(&mut project, None, vec![interview("three", &lines)]).unwrap();
    project.close().unwrap();
    let mut window = opened(path);
    window.state().ask(Show::Show(ViewId::Search));
    window.run_steps(3);
    press(&mut window, Modifiers::ALT, Key::W);
    shows(&mut window, "different words");
    window
}

#[test]
fn words_are_counted_searched_for_and_left_out() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("words.themata");
    let mut window = words(&path);
    let first = rows(&window, Role::ListBoxOption)[0].clone();
    assert!(first.starts_with("trust, Count 4, ") && first.contains("Sources 1, People 0"), "{first}");
    assert!(!says(&window, "trust, Count 5"), "questions are not counted");
    window.state().ask(SearchCommand::Stems);
    shows(&mut window, "trust, Count 5");
    // The field hands its keys to the rows; Delete leaves a word out as one step.
    press(&mut window, NONE, Key::ArrowDown);
    window.run_steps(2);
    press(&mut window, NONE, Key::Delete);
    shows(&mut window, "is left out of every count");
    until(&mut window, |app| app.project().unwrap().corpus.word_rules().len() == 1);
    window.run_steps(20);
    assert!(!rows(&window, Role::ListBoxOption).iter().any(|row| row.starts_with("trust,")));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    shows(&mut window, "trust, Count 5");
    // Enter shows it in the texts, in the forms that were counted as it.
    press(&mut window, NONE, Key::Home);
    window.run_steps(2);
    press(&mut window, NONE, Key::Enter);
    shows(&mut window, "5 in 1 source");
    assert!(rows(&window, Role::ListBoxOption)[0].ends_with("ticked"), "as a concordance");
}

#[test]
fn a_word_is_shown_within_what_was_counted_and_a_way_leads_back() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = words(&dir.path().join("words.themata"));
    seek(&mut window, "slow");
    shows(&mut window, "trust, Count 3");
    press(&mut window, NONE, Key::ArrowDown);
    window.run_steps(2);
    press(&mut window, NONE, Key::Home);
    window.run_steps(2);
    press(&mut window, NONE, Key::Enter);
    shows(&mut window, "3 in 1 source");
    window.get_by_label("Back to the words").click();
    shows(&mut window, "trust, Count 3");
    // The words that were sought before stand in the field again.
    shows(&mut window, "1 in 1 source");
}

#[test]
fn figures_are_sorted_by_and_groups_stand_beside_the_count() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = words(&dir.path().join("words.themata"));
    press(&mut window, Modifiers::ALT, Key::B);
    window.run_steps(2);
    type_text(&mut window, "Site");
    press(&mut window, NONE, Key::Enter);
    shows(&mut window, "North 1 · ");
    window.get_by_label("Sort by North").click();
    window.run_steps(3);
    let first = rows(&window, Role::ListBoxOption)[0].clone();
    assert!(!first.starts_with("trust"), "{first}");
    // What one part says more than the rest; everybody here is of one site, so that nothing stands out.
    window.state().ask(SearchCommand::WordsAs(WordsKind::Key));
    shows(&mut window, "No word stands out");
    assert!(says(&window, "The part that is compared: site North"));
}

#[test]
fn what_keeps_a_word_company_is_listed_and_grows_as_a_tree() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = words(&dir.path().join("words.themata"));
    window.state().ask(SearchCommand::WordsAs(WordsKind::Beside));
    shows(&mut window, "Search for a word first");
    seek(&mut window, "need");
    shows(&mut window, "beside 3 hits");
    assert!(says(&window, "time, G²"));
    window.state().ask(SearchCommand::WordsAs(WordsKind::After));
    shows(&mut window, "need  3, 3 hits");
    let tree = rows(&window, Role::TreeItem);
    assert_eq!(tree, ["need  3, 3 hits", "money, 1 hit", "time, 1 hit", "trust now, 1 hit"]);
    window.get_by_label("trust now, 1 hit").click();
    window.run_steps(2);
    press(&mut window, NONE, Key::Enter);
    shows(&mut window, "1 in 1 source");
    window.state().ask(SearchCommand::WordsAs(WordsKind::Before));
    seek(&mut window, "need");
    shows(&mut window, "we  3, 3 hits");
}

#[test]
fn words_are_saved_as_a_table_and_a_cloud_as_a_picture() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = words(&dir.path().join("words.themata"));
    let save = |window: &mut Window, name: &str| {
        window.state().ask(SearchCommand::SaveWords);
        shows(window, "Save");
        press(window, Modifiers::COMMAND, Key::A);
        type_text(window, &dir.path().join(name).display().to_string());
        press(window, NONE, Key::Enter);
        until(window, |_| dir.path().join(name).exists());
        std::fs::read(dir.path().join(name)).unwrap()
    };
    let table = String::from_utf8(save(&mut window, "list.csv")).unwrap();
    assert!(table.contains("Word,Count,Share,Sources,People,Forms") && table.contains("\ntrust,4,"), "{table}");
    window.state().ask(SearchCommand::WordsAs(WordsKind::Cloud));
    shows(&mut window, "trust: 4 times");
    let picture = String::from_utf8(save(&mut window, "cloud.svg")).unwrap();
    assert!(picture.starts_with("<svg") && picture.contains("<title>trust: 4</title>"));
    assert!(save(&mut window, "cloud.png").starts_with(b"\x89PNG"));
}

#[test]
fn rules_for_counting_are_written_and_kept_with_the_project() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("words.themata");
    let mut window = words(&path);
    press(&mut window, Modifiers::ALT, Key::L);
    window.run_steps(2);
    window.get_by_label("Words counted as one").focus();
    window.run_steps(1);
    type_text(&mut window, "confidence");
    shows(&mut window, "does not say what is counted as what");
    type_text(&mut window, " = trust, trusted");
    window.get_by_label("Keep them").click();
    shows(&mut window, "confidence, Count 5");
    let kept: Vec<WordRule> = corpus(&path).word_rules().iter().map(|kept| kept.rule.clone()).collect();
    assert_eq!(kept, [WordRule::merge("confidence", vec!["trust".into(), "trusted".into()])]);
    assert_eq!(kept[0].kind, WordRuleKind::Merge);
}
