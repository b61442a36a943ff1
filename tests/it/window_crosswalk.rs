//! The map of links in the window, by keys: codes linked and parted, passages settled, and every number as the analysis has it.

use super::window::{Window, press, type_text, until};
use super::window_themes::{Open, open, shown as says};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use themata::analysis::lens::Lens;
use themata::analysis::{Scope, Voices};
use themata::model::{CodeId, Ruling};
use themata::project::{Template, TemplateCode};
use themata::ui::command::{CodeCommand, CodingCommand, CrosswalkCommand, Showing, Window as Show};
use themata::ui::{Themata, ViewId};

const NONE: Modifiers = Modifiers::NONE;
const ALT: Modifiers = Modifiers::ALT;

pub fn settle(window: &mut Window) {
    window.run_steps(2);
    until(window, |app: &Themata| app.project().is_some_and(|desk| !desk.saving()));
    window.run_steps(4);
}

/// Waits until something on the screen says this.
#[track_caller]
pub fn shows(window: &mut Window, words: &str) {
    for _ in 0..1_000 {
        if says(window, words) {
            return;
        }
        window.run_steps(1);
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("“{words}” never showed: {:?}", labels(window));
}

fn labels(window: &Window) -> Vec<String> {
    window.root().children_recursive().filter_map(|node| node.accesskit_node().label()).filter(|label| !label.is_empty()).collect()
}

/// The line at the keys.
fn chosen(window: &Window) -> Option<String> {
    let mut nodes = window.root().children_recursive();
    let on = |node: &egui_kittest::Node<'_>| node.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True);
    nodes.find(|node| node.accesskit_node().role() == Role::ListBoxOption && on(node)).and_then(|node| node.accesskit_node().label())
}

/// Walks the lines to the first that begins so.
#[track_caller]
pub fn at(window: &mut Window, words: &str) {
    shows(window, words);
    let focused = |window: &Window| {
        let mut nodes = window.root().children_recursive();
        nodes.any(|node| node.accesskit_node().is_focused() && node.accesskit_node().role() == Role::ListBox)
    };
    for _ in 0..40 {
        if focused(window) {
            break;
        }
        press(window, NONE, Key::Tab);
    }
    press(window, NONE, Key::Home);
    for _ in 0..40 {
        if chosen(window).is_some_and(|line| line.starts_with(words)) {
            return;
        }
        press(window, NONE, Key::ArrowDown);
    }
    panic!("no line begins with “{words}”: {:?}", labels(window));
}

/// Gives the passages beside the keys.
#[track_caller]
pub fn to_passages(window: &mut Window) {
    for _ in 0..60 {
        press(window, NONE, Key::Tab);
        let mut nodes = window.root().children_recursive();
        if nodes.any(|node| node.accesskit_node().is_focused() && node.accesskit_node().label().as_deref() == Some("Passages of the link")) {
            return;
        }
    }
    panic!("the passages never got the keys: {:?}", labels(window));
}

fn code(window: &Window, name: &str) -> CodeId {
    window.state().project().unwrap().corpus.find_code(name)[0]
}

/// The study of five interviews with a second framework, at the map of links.
pub fn mapped() -> Open {
    let Open { mut window, folder } = open();
    let code = |name: &str, words: &str| TemplateCode { name: name.into(), description: words.into(), ..TemplateCode::default() };
    let codes = vec![code("Law 2", "Integration costs before it pays"), code("Law 5", "Who integrates calls the tune")];
    let template = Template { name: "Laws".into(), codes, ..Template::default() };
    window.state().ask(CodeCommand::AddFramework(Box::new(template)));
    until(&mut window, |app: &Themata| app.project().is_some_and(|desk| desk.corpus.frameworks().len() == 2));
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::X);
    shows(&mut window, "Trust, not looked at yet, 4 passages");
    Open { window, folder }
}

/// Links the code at the keys to the one that these letters find, because of this.
fn link(window: &mut Window, letters: &str, reason: &str) {
    press(window, NONE, Key::Enter);
    type_text(window, letters);
    press(window, NONE, Key::Enter);
    window.run_steps(3);
    type_text(window, reason);
    press(window, NONE, Key::Enter);
    settle(window);
}

#[test]
fn a_code_is_linked_to_several_by_keys_and_parted_again_as_one_step() {
    let Open { mut window, folder: _folder } = mapped();
    at(&mut window, "Trust");
    link(&mut window, "Law 2", "Trust is dear");
    shows(&mut window, "Trust, is read as Law 2: Trust is dear, 4 passages, 4 open, with the codes below 6 passages, 6 open");
    assert!(says(&window, "4 open · 2 open below"), "beside it too: {:?}", labels(&window));
    assert!(
        says(&window, "Hours, is read as Law 2, as Trust: Trust is dear, 2 passages, 2 open"),
        "the code below is read so too: {:?}",
        labels(&window)
    );
    assert!(says(&window, "Integration costs before it pays"), "both definitions stand beside");
    link(&mut window, "Law 5", "");
    shows(&mut window, "Trust, is read as Law 5, 4 passages, 4 open");
    press(&mut window, NONE, Key::Enter);
    assert!(!says(&window, "Law 5, Laws"), "what it is linked to is not offered again: {:?}", labels(&window));
    press(&mut window, NONE, Key::Escape);
    at(&mut window, "Trust, is read as Law 5");
    press(&mut window, NONE, Key::F2);
    type_text(&mut window, "Who trusts, leads");
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    shows(&mut window, "Trust, is read as Law 5: Who trusts, leads, 4 passages, 4 open");
    press(&mut window, NONE, Key::Delete);
    settle(&mut window);
    let links = |window: &Window| window.state().project().unwrap().corpus.all_links().len();
    assert_eq!(links(&window), 1);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    settle(&mut window);
    assert_eq!(links(&window), 2, "one step, taken back");
    shows(&mut window, "Trust, is read as Law 5: Who trusts, leads");
}

#[test]
fn a_code_without_a_counterpart_says_why_and_the_filters_count_what_is_left() {
    let Open { mut window, folder: _folder } = mapped();
    at(&mut window, "Money");
    press(&mut window, NONE, Key::N);
    window.run_steps(2);
    type_text(&mut window, "Not about working together");
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    shows(&mut window, "Money, no counterpart: Not about working together, 0 passages");
    at(&mut window, "Trust");
    link(&mut window, "Law 2", "");
    for (letters, kept, gone) in [
        ("Not looked", "Silence, not looked at yet", "Trust, is read"),
        ("Without", "Money, no counterpart", "Silence, not"),
        ("open", "Trust, is read as Law 2", "Money, no"),
    ] {
        press(&mut window, ALT, Key::H);
        type_text(&mut window, letters);
        press(&mut window, NONE, Key::Enter);
        window.run_steps(4);
        assert!(says(&window, kept) && !says(&window, gone), "{letters}: {:?}", labels(&window));
    }
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    shows(&mut window, "Silence, not looked at yet");
    at(&mut window, "Hours");
    press(&mut window, NONE, Key::Delete);
    window.run_steps(3);
    assert!(window.state().notices().iter().any(|notice| notice.contains("link of a code above")), "{:?}", window.state().notices());
}

#[test]
fn passages_are_settled_beside_by_the_keys_of_themes_and_the_figures_are_those_of_the_analysis() {
    let Open { mut window, folder: _folder } = mapped();
    at(&mut window, "Trust");
    link(&mut window, "Law 2", "Trust is dear");
    shows(&mut window, "We ring the ward before anybody writes., one, turn 2 · North, Nurse, open");
    press(&mut window, NONE, Key::Tab);
    let at_keys = |window: &Window| {
        let mut nodes = window.root().children_recursive().filter(|node| node.accesskit_node().is_focused());
        nodes.next().and_then(|node| node.accesskit_node().label())
    };
    assert_eq!(at_keys(&window).as_deref(), Some("Passages of the link"), "Tab leads straight there");
    press(&mut window, ALT, Key::T);
    settle(&mut window);
    shows(&mut window, "accepted by Bea Pym");
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::Delete);
    window.run_steps(3);
    type_text(&mut window, "About rotas");
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    shows(&mut window, "rejected by Bea Pym");
    assert!(says(&window, "About rotas"), "why stands with it");
    to_passages(&mut window);
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, ALT, Key::R);
    type_text(&mut window, "Law 5");
    press(&mut window, NONE, Key::Enter);
    window.run_steps(3);
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    shows(&mut window, "moved to Law 5 by Bea Pym");
    let corpus = window.state().project().unwrap().corpus.clone();
    let rulings: Vec<Ruling> = corpus.verdicts().map(|one| one.ruling).collect();
    assert_eq!(rulings.len(), 3, "{rulings:?}");
    let crosswalk = corpus.crosswalks()[0].clone();
    let coverage = Lens::new(&corpus, &crosswalk).coverage(&Scope::default(), &Voices::default());
    let trust = coverage.codes.iter().find(|one| one.code == code(&window, "Trust")).unwrap();
    let link = trust.links[0];
    assert_eq!((link.passages(), link.unsettled(), link.accepted, link.rejected, link.moved), (4, 1, 1, 1, 1));
    shows(&mut window, "Trust, is read as Law 2: Trust is dear, 4 passages, 1 open, 1 accepted, 1 rejected, 1 moved");
    assert!(says(&window, &format!("{}% taken in", coverage.reach() * 100 / coverage.passages())), "{:?}", labels(&window));
    assert!(says(&window, &format!("{} open", themata::ui::format::counted(coverage.open(), "reading"))));
}

#[test]
fn a_link_is_read_in_themes_and_the_map_is_gone_to_from_there_and_from_the_tree() {
    let Open { mut window, folder: _folder } = mapped();
    at(&mut window, "Trust");
    link(&mut window, "Law 2", "");
    press(&mut window, NONE, Key::T);
    window.run_steps(4);
    shows(&mut window, "We ring the ward before anybody writes., Nurse · Phase 1, open");
    assert_eq!(window.state().config().views.values().next(), Some(&ViewId::Themes));
    window.state().ask(Showing::AskThrough);
    window.run_steps(3);
    type_text(&mut window, "map");
    press(&mut window, NONE, Key::Enter);
    shows(&mut window, "Trust, is read as Law 2");
    window.state().ask(Show::Show(ViewId::Read));
    window.run_steps(4);
    press(&mut window, ALT, Key::F);
    press(&mut window, NONE, Key::Home);
    press(&mut window, NONE, Key::K);
    shows(&mut window, "Trust, is read as Law 2");
    window.state().ask(CrosswalkCommand::Turn);
    shows(&mut window, "Law 2, not looked at yet");
}

#[test]
fn the_links_are_applied_for_good_as_one_step_that_says_first_what_would_be_coded() {
    let Open { mut window, folder: _folder } = mapped();
    at(&mut window, "Trust");
    link(&mut window, "Law 2", "");
    shows(&mut window, "We ring the ward before anybody writes., one, turn 2 · North, Nurse, open");
    to_passages(&mut window);
    press(&mut window, ALT, Key::T);
    settle(&mut window);
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::Delete);
    window.run_steps(2);
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    // How they stand has a row of its own where it is longer than the room beside the head.
    let told = "2 open · 1 accepted · 1 rejected · 2 open below";
    shows(&mut window, told);
    let place = |words: &str| window.get_all_by_label_contains(words).next().unwrap().rect();
    assert!(place(told).top() > place("Passages").top() + 20.0 && place(told).right() <= 1280.0, "{:?}", place(told));
    let corpus = window.state().project().unwrap().corpus.clone();
    let lens = |only| Lens::new(&corpus, &corpus.crosswalks()[0]).to_apply(&Scope::default(), only).len();
    let (all, settled) = (lens(false), lens(true));
    assert!(all > settled && settled == 1, "{all}, {settled}");
    press(&mut window, Modifiers::COMMAND, Key::K);
    type_text(&mut window, "apply the links");
    press(&mut window, NONE, Key::Enter);
    // What nobody looked at stays out where the team has begun to settle, unless it is asked for.
    shows(&mut window, "Code 1 passage");
    assert!(says(&window, "settled by nobody and stay out") && !says(&window, "looked at by nobody"), "{:?}", labels(&window));
    window.get_by_label("Only passages that somebody settled").click();
    window.run_steps(3);
    assert!(says(&window, &format!("Code {all} passages")) && says(&window, "settled by nobody and go in"), "{:?}", labels(&window));
    assert!(says(&window, "1 reading was rejected and stays out") && says(&window, "readings looked at by nobody"), "{:?}", labels(&window));
    assert!(!says(&window, "What was applied before"), "nothing was: {:?}", labels(&window));
    let count = |window: &Window| window.state().project().unwrap().corpus.coding_count();
    let before = count(&window);
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    assert_eq!(count(&window), before + all);
    assert!(window.state().notices().iter().any(|notice| notice.contains("for good")), "{:?}", window.state().notices());
    press(&mut window, Modifiers::COMMAND, Key::Z);
    settle(&mut window);
    assert_eq!(count(&window), before, "one step");
}

#[test]
fn a_link_that_reads_nothing_is_shown_over_the_map_and_parted_there() {
    let Open { mut window, folder: _folder } = mapped();
    at(&mut window, "Hours");
    link(&mut window, "Law 2", "");
    let corpus = window.state().project().unwrap().corpus.clone();
    let (hours, law) = (corpus.find_code("Hours")[0], corpus.find_code("Law 5")[0]);
    let to = corpus.code(law).unwrap().framework;
    window.state().ask(CodeCommand::Move(vec![hours], themata::project::Place { framework: to, parent: None, ahead_of: None }));
    settle(&mut window);
    shows(&mut window, "is linked to “Laws/Law 2”, and one of them is no longer in its framework: nothing is read so");
    window.get_by_label("Part them").click();
    settle(&mut window);
    until(&mut window, |app: &Themata| app.project().is_some_and(|desk| desk.corpus.all_links().is_empty()));
    assert!(!says(&window, "nothing is read so"), "{:?}", labels(&window));
}

#[test]
fn what_was_applied_shows_over_the_map_and_what_comes_out_of_line_is_said_with_the_way_back() {
    let Open { mut window, folder: _folder } = mapped();
    at(&mut window, "Trust");
    link(&mut window, "Law 2", "");
    shows(&mut window, "We ring the ward before anybody writes., one, turn 2 · North, Nurse, open");
    let apply = |window: &mut Window| {
        window.state().ask(CrosswalkCommand::Apply);
        shows(window, "Only passages that somebody settled");
        window.run_steps(3);
        press(window, NONE, Key::Enter);
        settle(window);
    };
    let corpus = window.state().project().unwrap().corpus.clone();
    let all = Lens::new(&corpus, &corpus.crosswalks()[0]).to_apply(&Scope::default(), false).len();
    apply(&mut window);
    shows(&mut window, &format!("Applied for good by Bea Pym, just now: {all} passages are coded so; nothing has come out of line since"));
    let now = window.state().project().unwrap().corpus.clone();
    let coded = now.codings().filter(|one| one.layer == corpus.crosswalks()[0].layer).map(|one| one.id).collect();
    window.state().ask(CodingCommand::Star(coded, true));
    settle(&mut window);
    to_passages(&mut window);
    press(&mut window, NONE, Key::Delete);
    window.run_steps(2);
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    let stays = "1 passage is coded so for good, which stays until the links are applied again";
    until(&mut window, |app: &Themata| app.notices().iter().any(|said| said == stays));
    shows(&mut window, &format!("{all} passages are coded so; 1 of them is read so no more"));
    // The same on the other pages, and from there it is brought into line.
    window.state().ask(CrosswalkCommand::Page(themata::ui::views::crosswalk::Page::LeftOut));
    shows(&mut window, "1 of them is read so no more");
    window.get_by_label("Bring into line…").click();
    shows(&mut window, "1 passage was applied before and is read so no more: it is taken off. 1 key quote is among them.");
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    shows(&mut window, &format!("{} passages are coded so; nothing has come out of line since", all - 1));
    // A link taken away says the same of all that it read.
    window.state().ask(CrosswalkCommand::Page(themata::ui::views::crosswalk::Page::Links));
    at(&mut window, "Trust");
    press(&mut window, NONE, Key::Delete);
    settle(&mut window);
    until(&mut window, |app: &Themata| app.notices().iter().any(|said| said.contains(" coded so for good, which stays")));
}

#[test]
fn what_is_taken_in_and_left_out_is_what_the_analysis_reckons_and_is_walked_through_by_keys() {
    let Open { mut window, folder } = mapped();
    at(&mut window, "Trust");
    link(&mut window, "Law 2", "Trust is dear");
    at(&mut window, "Hours");
    press(&mut window, NONE, Key::N);
    window.run_steps(2);
    type_text(&mut window, "About rotas");
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    press(&mut window, ALT, Key::Num2);
    shows(&mut window, "taken in, ");
    let (corpus, reader) = {
        let desk = window.state().project().unwrap();
        (desk.corpus.clone(), themata::project::Reader::open(desk.path()).unwrap())
    };
    let crosswalk = corpus.crosswalks()[0].clone();
    let lens = Lens::new(&corpus, &crosswalk);
    let (extent, coverage) = (lens.extent(&Scope::default(), &reader.texts(&corpus)).unwrap(), lens.coverage(&Scope::default(), &Voices::default()));
    assert_eq!((extent.passages.all, extent.passages.reach), (coverage.passages(), coverage.reach()));
    assert_eq!((extent.passages.all, extent.passages.reach, extent.left.len()), (6, 4, 2));
    let part = |noun: &str, taken: themata::analysis::lens::Taken| format!("{}% of {noun}: {} of {}", taken.percent(), taken.reach, taken.all);
    for (noun, taken) in [("passages", extent.passages), ("words", extent.words), ("people", extent.people)] {
        assert!(says(&window, &part(noun, taken)), "{noun}: {:?}", labels(&window));
    }
    assert!(says(&window, "Trust: 4 of 4 taken in, 100%") && says(&window, "Hours: 0 of 2 taken in, 0%, no counterpart: About rotas"));
    let south = extent.groups[0].iter().find(|one| one.label == "South").unwrap();
    assert!(says(&window, &format!("South: {} of {} taken in", south.passages.reach, south.passages.all)), "{:?}", labels(&window));
    press(&mut window, ALT, Key::Num3);
    shows(&mut window, "Nobody counts the hours, North, Nurse, Hours, no counterpart");
    assert!(says(&window, "2 of 6 passages are read as nothing of Laws"));
    press(&mut window, NONE, Key::Home);
    window.run_steps(3);
    assert!(says(&window, "Has no counterpart in Laws."), "what is said of its code stands beside");
    press(&mut window, NONE, Key::L);
    type_text(&mut window, "Law 5");
    press(&mut window, NONE, Key::Enter);
    window.run_steps(3);
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    shows(&mut window, "Nothing is left out");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    settle(&mut window);
    shows(&mut window, "Nobody counts the hours, North, Nurse, Hours, no counterpart");
    let to = folder.path().join("out.md");
    window.state().ask(CrosswalkCommand::WriteTo(crosswalk.id, to.clone()));
    for _ in 0..1_000 {
        if window.state().notices().iter().any(|notice| notice.contains("Wrote")) {
            break;
        }
        window.run_steps(1);
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let written = std::fs::read_to_string(to).unwrap();
    assert!(written.contains("4 of 6 passages are taken in, 67%") && written.contains("About rotas"), "{written}");
    press(&mut window, NONE, Key::Home);
    press(&mut window, NONE, Key::G);
    window.run_steps(4);
    assert_eq!(window.state().config().views.values().next(), Some(&ViewId::Read), "it is gone to in its source");
}

#[test]
fn the_chart_is_read_through_a_lens_and_its_cells_count_what_the_analysis_counts() {
    let Open { mut window, folder: _folder } = mapped();
    at(&mut window, "Trust");
    link(&mut window, "Law 2", "");
    press(&mut window, Modifiers::COMMAND, Key::Num9);
    window.run_steps(4);
    press(&mut window, ALT, Key::Z);
    window.run_steps(3);
    assert!(window.state().notices().iter().any(|notice| notice.contains("Nothing is linked")), "{:?}", window.state().notices());
    let laws = window.state().project().unwrap().corpus.frameworks()[1].id;
    window.state().ask(themata::ui::command::ChartCommand::Columns(laws, themata::ui::views::chart::Part::Tops));
    shows(&mut window, "Framework chart, ");
    shows(&mut window, "Columns: Laws");
    press(&mut window, ALT, Key::Z);
    window.run_steps(3);
    type_text(&mut window, "also");
    press(&mut window, NONE, Key::Enter);
    shows(&mut window, "Read: Working together");
    let corpus = window.state().project().unwrap().corpus.clone();
    let through = Lens::new(&corpus, &corpus.crosswalks()[0]).corpus(&Scope::default());
    let one = corpus.source_named("one").unwrap().id;
    let passages = through.references(&Scope::default(), code(&window, "Law 2"), true, one).len();
    assert_eq!(passages, 2);
    press(&mut window, Modifiers::COMMAND, Key::Home);
    for _ in 0..12 {
        if says(&window, "Framework chart, one, Law 2:") {
            break;
        }
        press(&mut window, NONE, Key::ArrowDown);
    }
    shows(&mut window, &format!("Framework chart, one, Law 2: Not yet charted · {passages} passages"));
    shows(&mut window, "Passage 1: We ring the ward before anybody writes., read from Trust: open");
    window.state().ask(Showing::Through(None));
    for _ in 0..1_000 {
        if !says(&window, "passages") {
            break;
        }
        window.run_steps(1);
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert!(!says(&window, "Framework chart, one, Law 2: Not yet charted ·"), "{:?}", labels(&window));
}

#[test]
fn tab_leads_from_a_code_without_passages_to_what_can_be_done_with_it() {
    let Open { mut window, folder: _folder } = mapped();
    at(&mut window, "Money");
    window.run_steps(4);
    press(&mut window, NONE, Key::Tab);
    let mut nodes = window.root().children_recursive().filter(|node| node.accesskit_node().is_focused());
    assert_eq!(nodes.next().and_then(|node| node.accesskit_node().label()).as_deref(), Some("Link…"));
}
