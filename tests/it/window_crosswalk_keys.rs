//! The map of links in the window: what the keys are at stays what it was, whatever is read again meanwhile.

use super::support::{corpus, import, interview};
use super::window::{Window, harness, press, type_text, until};
use super::window_crosswalk::{at, mapped, settle, shows, to_passages};
use super::window_study::{opened, says};
use super::window_themes::Open;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use themata::model::{CodeId, Ruling, Span};
use themata::project::{Identity, NewCoding, Project, Template, TemplateCode};
use themata::ui::command::{CodeCommand, CrosswalkCommand, ProjectCommand, Window as Show};
use themata::ui::config::Config;
use themata::ui::{Themata, ViewId};

const NONE: Modifiers = Modifiers::NONE;
const ALT: Modifiers = Modifiers::ALT;

fn code(window: &Window, name: &str) -> CodeId {
    window.state().project().unwrap().corpus.find_code(name)[0]
}

/// The chosen row of the list that has the keys, as it is spoken.
fn chosen(window: &Window) -> Option<String> {
    use egui::accesskit::{Role, Toggled};
    let mut nodes = window.root().children_recursive();
    let on = |node: &egui_kittest::Node<'_>| node.accesskit_node().toggled() == Some(Toggled::True);
    nodes.find(|node| node.accesskit_node().role() == Role::ListBoxOption && on(node)).and_then(|node| node.accesskit_node().label())
}

/// Links the chosen code to the one that these letters find.
fn link(window: &mut Window, letters: &str) {
    press(window, NONE, Key::L);
    type_text(window, letters);
    press(window, NONE, Key::Enter);
    window.run_steps(3);
    press(window, NONE, Key::Enter);
    settle(window);
}

#[test]
fn a_code_that_is_linked_where_it_is_looked_at_stays_beside_with_its_link() {
    let Open { mut window, folder: _folder } = mapped();
    press(&mut window, ALT, Key::Num2);
    at(&mut window, "Hours: 0 of 2");
    link(&mut window, "Law 5");
    shows(&mut window, "Hours: 2 of 2 taken in");
    window.run_steps(3);
    assert!(says(&window, "Who integrates calls the tune") && !says(&window, "Choose a code"), "its link stands beside");
    press(&mut window, ALT, Key::Num3);
    at(&mut window, "We ring the ward");
    link(&mut window, "Law 2");
    shows(&mut window, "Nothing is left out");
    window.run_steps(3);
    assert!(says(&window, "Integration costs before it pays") && !says(&window, "Choose a code"));
}

#[test]
fn a_passage_beside_what_is_left_out_is_gone_to_itself() {
    let Open { mut window, folder: _folder } = mapped();
    press(&mut window, ALT, Key::Num3);
    at(&mut window, "Nobody counts the hours");
    to_passages(&mut window);
    press(&mut window, NONE, Key::End);
    let source = |window: &Window, name: &str| window.state().project().unwrap().corpus.source_named(name).unwrap().id.to_string();
    for key in [Key::G, Key::Enter] {
        press(&mut window, NONE, key);
        window.run_steps(4);
        assert_eq!(window.state().config().last.values().next(), Some(&source(&window, "four")), "{key:?}: “Still not counted.” is in four");
        let one = window.state().project().unwrap().corpus.source_named("one").unwrap().id;
        window.state().ask(Show::Go(themata::ui::command::Target::Source(one)));
        window.run_steps(4);
        window.state().ask(Show::Show(ViewId::Crosswalk));
        shows(&mut window, "Still not counted.");
        to_passages(&mut window);
        press(&mut window, NONE, Key::End);
    }
}

#[test]
fn what_is_left_out_is_walked_on_from_where_it_was_once_a_code_is_linked() {
    let Open { mut window, folder: _folder } = mapped();
    press(&mut window, ALT, Key::Num3);
    at(&mut window, "Nobody counts the hours");
    link(&mut window, "Law 5");
    shows(&mut window, "4 of 6 passages are read as nothing");
    window.run_steps(2);
    let now = chosen(&window).unwrap_or_default();
    assert!(now.starts_with("I ring nobody"), "after what one says of hours comes what two says of trust: {now}");
    // Lines of what is taken in are known by what they tell of, wherever they stand.
    press(&mut window, ALT, Key::Num2);
    at(&mut window, "Silence: 0 of 0");
    window.state().ask(CodeCommand::Remove(vec![code(&window, "Money")]));
    settle(&mut window);
    for _ in 0..200 {
        window.run_steps(1);
        std::thread::sleep(std::time::Duration::from_millis(5));
        if !says(&window, "Money: 0 of 0") {
            break;
        }
    }
    let now = chosen(&window).unwrap_or_default();
    assert!(now.starts_with("Silence: 0 of 0"), "{now}");
}

#[test]
fn passages_beside_lose_the_keys_with_their_column() {
    let Open { mut window, folder: _folder } = mapped();
    at(&mut window, "Trust");
    link(&mut window, "Law 2");
    shows(&mut window, "We ring the ward before anybody writes., one, turn 2 · North, Nurse, open");
    to_passages(&mut window);
    press(&mut window, NONE, Key::Home);
    window.run_steps(2);
    assert!(says(&window, "Delete rejects"), "the keys are those of passages");
    press(&mut window, Modifiers { alt: true, ..Modifiers::COMMAND }, Key::B);
    window.run_steps(4);
    assert!(says(&window, "Delete takes the link away") && !says(&window, "Delete rejects"));
    window.state().ask(CrosswalkCommand::Unlink);
    window.run_steps(3);
    settle(&mut window);
    assert_eq!(window.state().project().unwrap().corpus.all_links().len(), 0, "the link is what Delete means now");
}

#[test]
fn what_one_framework_leaves_out_is_never_said_of_another() {
    let Open { mut window, folder: _folder } = mapped();
    press(&mut window, ALT, Key::Num3);
    shows(&mut window, "6 of 6 passages are read as nothing of Laws");
    window.state().ask(CrosswalkCommand::Turn);
    for _ in 0..400 {
        window.run_steps(1);
        assert!(!says(&window, "of 0 passages"), "the passages of one way round under the head of the other");
        if says(&window, "Nothing is coded in the first framework yet") {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    panic!("it was never reckoned");
}

/// A project of so many codings that its map is made in the background: forty codes against two.
fn large(path: &std::path::Path) {
    let mut project = Project::create(path, "Large").unwrap();
    project.be_coder("BP", "Bo Price").unwrap();
    let codes = |many: usize, name: &str| -> Vec<TemplateCode> {
        (0..many).map(|n| TemplateCode { name: format!("{name} {n:02}"), ..TemplateCode::default() }).collect()
    };
    project.add_framework(&Template { name: "Many".into(), codes: codes(40, "One"), ..Template::default() }).unwrap();
    project.add_framework(&Template { name: "Few".into(), codes: codes(2, "Law"), ..Template::default() }).unwrap();
    let line = "Nobody counts them here, and nobody ever did. ".repeat(500);
    let source = import(&mut project, None, vec![interview("one", &["And?", &line])]).unwrap().value[0];
    let code = corpus(path).find_code("One 00")[0];
    project.apply_codes(&(0..20_010).map(|n| NewCoding { source, span: Span::new(20 + n, 24 + n), code }).collect::<Vec<_>>()).unwrap();
    project.close().unwrap();
}

#[test]
fn a_map_that_is_made_in_the_background_shows_no_line_of_the_one_before() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("large.themata");
    large(&path);
    let mut window = opened(&path);
    window.state().ask(Show::Show(ViewId::Crosswalk));
    shows(&mut window, "One 00, not looked at yet");
    press(&mut window, NONE, Key::End);
    shows(&mut window, "One 39, not looked at yet");
    window.state().ask(CrosswalkCommand::Turn);
    for _ in 0..30 {
        window.run_steps(1);
        assert!(!says(&window, "One 39, not looked at yet"), "a line of the framework before");
    }
    shows(&mut window, "Law 00, not looked at yet");
    window.state().ask(CrosswalkCommand::Turn);
    shows(&mut window, "One 00, not looked at yet");
    let corpus = window.state().project().unwrap().corpus.clone();
    let gone: Vec<CodeId> = corpus.codes().iter().filter(|code| code.name.starts_with("One") && code.name != "One 00").map(|code| code.id).collect();
    window.state().ask(CodeCommand::Remove(gone));
    window.run_steps(2);
    until(&mut window, |app: &Themata| app.project().is_some_and(|desk| !desk.saving() && desk.corpus.codes().len() == 3));
    for _ in 0..1_000 {
        window.run_steps(1);
        if !says(&window, "One 01, not looked at yet") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    window.run_steps(10);
    assert!(says(&window, "One 00, not looked at yet") && !says(&window, "One 01, not looked at yet"));
}

#[test]
fn what_somebody_else_settled_is_settled_anew_only_when_that_was_asked() {
    let Open { mut window, folder: _folder } = mapped();
    at(&mut window, "Trust");
    link(&mut window, "Law 2");
    shows(&mut window, "We ring the ward before anybody writes., one, turn 2 · North, Nurse, open");
    press(&mut window, NONE, Key::Tab);
    press(&mut window, ALT, Key::T);
    settle(&mut window);
    shows(&mut window, "accepted by Bea Pym");
    let other = Identity { name: "Sam Kay".into(), initials: "SK".into() };
    let config = Config { coder: Some(other), ..window.state().config().clone() };
    window.state().ask(Show::Configure(Box::new(config)));
    window.run_steps(3);
    // The keys went on to the next that is open. The same once more replaces nothing, and asks nothing.
    press(&mut window, NONE, Key::Home);
    press(&mut window, ALT, Key::T);
    settle(&mut window);
    assert!(!says(&window, "Settle anew") && says(&window, "accepted by Bea Pym"));
    // What is said with a reason is told whose ruling goes before the reason is written.
    press(&mut window, NONE, Key::Delete);
    window.run_steps(3);
    shows(&mut window, "Settle anew what somebody else settled?");
    shows(&mut window, "Bea Pym accepted a passage as “Law 2”, just now. Say why it is settled otherwise.");
    press(&mut window, NONE, Key::Escape);
    settle(&mut window);
    shows(&mut window, "accepted by Bea Pym");
    press(&mut window, NONE, Key::Delete);
    window.run_steps(3);
    type_text(&mut window, "It is about the ward");
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    shows(&mut window, "rejected by Sam Kay");
    // And Bea, back again, is asked before Alt+T takes Sam's ruling away.
    let bea = Identity { name: "Bea Pym".into(), initials: "BP".into() };
    let config = Config { coder: Some(bea), ..window.state().config().clone() };
    window.state().ask(Show::Configure(Box::new(config)));
    window.run_steps(3);
    press(&mut window, ALT, Key::T);
    window.run_steps(3);
    shows(&mut window, "Sam Kay rejected a passage as “Law 2”, just now: “It is about the ward”.");
    press(&mut window, NONE, Key::Escape);
    settle(&mut window);
    shows(&mut window, "rejected by Sam Kay");
    press(&mut window, ALT, Key::T);
    window.run_steps(3);
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    shows(&mut window, "accepted by Bea Pym");
}

#[test]
fn why_a_passage_is_settled_so_survives_the_end_of_the_program_and_is_asked_about_before_it_goes() {
    let Open { mut window, folder } = mapped();
    at(&mut window, "Trust");
    link(&mut window, "Law 2");
    shows(&mut window, "We ring the ward before anybody writes., one, turn 2 · North, Nurse, open");
    press(&mut window, NONE, Key::Tab);
    press(&mut window, NONE, Key::Delete);
    window.run_steps(3);
    type_text(&mut window, "It is about wards");
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    settle(&mut window);
    let path = folder.path().join("nights.themata");
    let drafts = || themata::project::Reader::open(&path).unwrap().drafts().unwrap().into_iter().map(|(_, words)| words).collect::<Vec<_>>();
    assert_eq!(drafts(), ["It is about wards"]);
    // The program ends, and is started again.
    let config = window.state().config().clone();
    drop(window);
    let mut window = harness(config);
    window.state().ask(ProjectCommand::OpenPath(path.clone()));
    until(&mut window, |app: &Themata| app.project().is_some());
    shows(&mut window, "why passages read as “Law 2” are settled so was being written");
    window.get_by_label("Go on writing").click();
    window.run_steps(4);
    press(&mut window, NONE, Key::Escape);
    shows(&mut window, "Leave without doing it?");
    press(&mut window, NONE, Key::Escape);
    window.run_steps(3);
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    let settled = |window: &Window| {
        let desk = window.state().project().unwrap();
        desk.corpus.verdicts().map(|verdict| (verdict.ruling, verdict.reason.clone())).collect::<Vec<_>>()
    };
    until(&mut window, |app: &Themata| app.project().is_some_and(|desk| desk.corpus.verdicts().next().is_some()));
    assert_eq!(settled(&window), [(Ruling::Rejected, "It is about wards".to_owned())]);
    settle(&mut window);
    assert!(drafts().is_empty());
}

#[test]
fn from_a_passage_in_read_one_way_leads_back_to_the_row_of_the_map_and_its_passage() {
    let back = (ALT, Key::Backspace);
    let view = |window: &Window| window.state().config().views.values().next().copied();
    let Open { mut window, folder: _folder } = mapped();
    at(&mut window, "Trust");
    link(&mut window, "Law 2");
    shows(&mut window, "We ring the ward before anybody writes., one, turn 2 · North, Nurse, open");
    to_passages(&mut window);
    press(&mut window, NONE, Key::ArrowDown);
    let row = chosen(&window);
    window.state().ask(CrosswalkCommand::Jump);
    window.run_steps(4);
    assert_eq!(view(&window), Some(ViewId::Read));
    shows(&mut window, "Back to the map of links  Alt Backspace");
    press(&mut window, back.0, back.1);
    until(&mut window, |app: &Themata| app.config().views.values().next() == Some(&ViewId::Crosswalk));
    std::thread::sleep(std::time::Duration::from_millis(300));
    window.run_steps(6);
    assert_eq!(chosen(&window), row);
    let focused = |window: &Window| {
        let mut nodes = window.root().children_recursive();
        nodes.find(|node| node.accesskit_node().is_focused()).and_then(|node| node.accesskit_node().label())
    };
    assert_eq!(focused(&window).as_deref(), Some("Passages of the link"), "the keys are where they were");
    assert!(!says(&window, "Back to the map of links  Alt Backspace"));
    // There is no further way back, and a view that is gone to by name has none.
    press(&mut window, back.0, back.1);
    window.run_steps(2);
    assert_eq!(view(&window), Some(ViewId::Crosswalk));
    window.state().ask(CrosswalkCommand::Jump);
    window.run_steps(4);
    press(&mut window, Modifiers::COMMAND, Key::Num5);
    press(&mut window, Modifiers::COMMAND, Key::Num2);
    window.run_steps(3);
    assert!(!says(&window, "Back to the map of links  Alt Backspace"));
}

#[test]
fn names_in_the_map_have_the_room_and_what_is_cut_stands_whole_in_the_foot() {
    let Open { mut window, folder: _folder } = mapped();
    at(&mut window, "Trust");
    let long = "What the wards and the council owe each other over the winter, and who pays for that in the end";
    let law = code(&window, "Law 2");
    let row = window.state().project().unwrap().corpus.code(law).unwrap().clone();
    window.state().ask(CodeCommand::Edit(Box::new(themata::model::Code { name: long.into(), ..row })));
    settle(&mut window);
    link(&mut window, "What the wards");
    shows(&mut window, &format!("Trust, is read as {long}"));
    shows(&mut window, &format!("Trust → {long}"));
    at(&mut window, "Money");
    window.run_steps(3);
    assert!(!says(&window, &format!("Trust → {long}")), "of the line at the keys alone");
}

#[test]
fn what_is_taken_in_is_walked_by_arrows_at_once_and_l_links_the_code_at_the_keys() {
    let Open { mut window, folder: _folder } = mapped();
    at(&mut window, "Trust");
    press(&mut window, ALT, Key::Num2);
    shows(&mut window, "Hours: 0 of 2");
    window.run_steps(3);
    let row = |window: &Window| chosen(window).unwrap_or_default();
    assert!(row(&window).starts_with("Trust: "), "the code that was looked at is the one to begin at: {}", row(&window));
    press(&mut window, NONE, Key::ArrowDown);
    window.run_steps(2);
    let next = row(&window);
    assert!(!next.starts_with("Trust: ") && !next.is_empty(), "{next}");
    press(&mut window, NONE, Key::L);
    window.run_steps(3);
    let name = next.split(':').next().unwrap();
    shows(&mut window, &format!("{name} is read as"));
}

#[test]
fn before_a_code_has_no_counterpart_the_links_that_go_are_told_with_whose_they_are() {
    let Open { mut window, folder: _folder } = mapped();
    at(&mut window, "Trust");
    link(&mut window, "Law 2");
    link(&mut window, "Law 5");
    press(&mut window, NONE, Key::N);
    window.run_steps(3);
    shows(&mut window, "Why has it no counterpart?");
    shows(&mut window, "“Trust” has no counterpart. It takes the place of what is there: “Trust” has 2 links, by Bea Pym. Undo brings that back.");
    press(&mut window, NONE, Key::Escape);
    window.run_steps(2);
    assert_eq!(window.state().project().unwrap().corpus.all_links().len(), 2);
}

#[test]
fn the_pages_of_the_map_are_found_by_their_names_from_other_views() {
    let Open { mut window, folder: _folder } = mapped();
    for (letters, page) in [("left out", "Hours"), ("taken in", "Hours: 0 of 2")] {
        press(&mut window, Modifiers::COMMAND, Key::Num3);
        window.run_steps(3);
        press(&mut window, Modifiers::COMMAND, Key::K);
        window.run_steps(3);
        type_text(&mut window, &format!("what is {letters}"));
        press(&mut window, NONE, Key::Enter);
        shows(&mut window, page);
        shows(&mut window, "Back to Themes  Alt Backspace");
    }
}

/// The passage beside that is chosen, as it is spoken.
fn passage(window: &Window) -> String {
    use egui::accesskit::{Role, Toggled};
    let nodes = window.root().children_recursive();
    let mut on = nodes.filter(|node| node.accesskit_node().role() == Role::ListItem && node.accesskit_node().toggled() == Some(Toggled::True));
    on.next().and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

#[test]
fn passages_are_settled_one_after_another_and_the_box_says_what_is_settled_of_which() {
    let Open { mut window, folder: _folder } = mapped();
    at(&mut window, "Trust");
    link(&mut window, "Law 2");
    shows(&mut window, "We ring the ward before anybody writes., one, turn 2 · North, Nurse, open");
    to_passages(&mut window);
    let waits = |window: &mut Window, words: &str| {
        for _ in 0..400 {
            if passage(window).starts_with(words) {
                return;
            }
            window.run_steps(1);
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        panic!("never at “{words}”: {}", passage(window));
    };
    let cards: Vec<String> = {
        let nodes = window.root().children_recursive();
        let label = |node: egui_kittest::Node<'_>| node.accesskit_node().label().filter(|label| label.ends_with(", open"));
        nodes.filter_map(label).collect()
    };
    assert_eq!(cards.len(), 4, "{cards:?}");
    let words = |at: usize| cards[at].split(", ").next().unwrap();
    waits(&mut window, words(0));
    press(&mut window, ALT, Key::T);
    settle(&mut window);
    // Without a step of the arrows the next one is settled, and what as stands in the box.
    waits(&mut window, words(1));
    press(&mut window, NONE, Key::Delete);
    window.run_steps(3);
    shows(&mut window, "Why is it rejected?");
    shows(&mut window, &format!("“{}” (two) is not read as “Law 2”.", words(1)));
    // Nothing was settled: the keys stay.
    press(&mut window, NONE, Key::Escape);
    settle(&mut window);
    waits(&mut window, words(1));
    press(&mut window, NONE, Key::Delete);
    window.run_steps(3);
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    waits(&mut window, words(2));
    press(&mut window, ALT, Key::R);
    type_text(&mut window, "Law 5");
    press(&mut window, NONE, Key::Enter);
    window.run_steps(3);
    shows(&mut window, "Why is it moved?");
    shows(&mut window, "is read as “Law 5” and not as “Law 2”");
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    waits(&mut window, words(3));
    // A slip that is taken back is gone back to.
    press(&mut window, Modifiers::COMMAND, Key::Z);
    settle(&mut window);
    waits(&mut window, words(2));
    // Behind the last come those before it that were passed over, and where none is open the keys stay.
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, ALT, Key::T);
    settle(&mut window);
    waits(&mut window, words(2));
    press(&mut window, ALT, Key::T);
    settle(&mut window);
    shows(&mut window, "0 open · 3 accepted · 1 rejected");
    assert!(passage(&window).starts_with(words(2)));
    // What was settled already and is settled otherwise is no step through the open ones.
    press(&mut window, NONE, Key::Home);
    press(&mut window, NONE, Key::Delete);
    window.run_steps(3);
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    shows(&mut window, "0 open · 2 accepted · 2 rejected");
    assert!(passage(&window).starts_with(words(0)));
}
