//! Themes in the window, by keys: what stands where, stars, coding and uncoding from a card, filters, the jump to the source.

use super::support::interview;
use super::window::{Window, harness, press, sized, type_text, until};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::Path;
use themata::analysis::Corpus;
use themata::model::{CodeId, Span, Target};
use themata::project::{
    AttributeDraft, Identity, ImportTable, NewCoding, Prepared, Project, Reader, TableCase, TableOwner, TableValue, Template, TemplateCode,
};
use themata::ui::Themata;
use themata::ui::command::{ProjectCommand, Target as Goal, Window as Asks};
use themata::ui::config::Config;
use themata::ui::views::ViewId;

const NONE: Modifiers = Modifiers::NONE;

/// Interviews: name, person, site, role, phase, lines.
type Interview = (&'static str, &'static str, &'static str, &'static str, &'static str, [&'static str; 4]);

const INTERVIEWS: [Interview; 5] = [
    (
        "one",
        "P1",
        "North",
        "Nurse",
        "Phase 1",
        ["Who do you ring?", "We ring the ward before anybody writes.", "And the hours?", "Nobody counts the hours, so we stopped asking."],
    ),
    (
        "two",
        "P2",
        "North",
        "Manager",
        "Phase 1",
        ["Who do you ring?", "I ring nobody; they ring me.", "And the hours?", "Hours are what the ledger says they are."],
    ),
    (
        "three",
        "P3",
        "South",
        "Nurse",
        "Phase 2",
        ["Who do you ring?", "The night porter knows more than the rota.", "And the hours?", "We lend them and they come back in spring."],
    ),
    (
        "four",
        "P1",
        "North",
        "Nurse",
        "Phase 2",
        ["Who do you ring now?", "The same people, only they answer sooner.", "And the hours?", "Still not counted."],
    ),
    ("five", "P4", "East", "Manager", "Phase 1", ["Who do you ring?", "A number that rings out.", "And the hours?", "Long ones."]),
];

fn table() -> ImportTable {
    let mut table = ImportTable { file: "people.csv".into(), groupings: [Some(0), Some(1), Some(2)], ..ImportTable::default() };
    for (name, target) in [("site", Target::Case), ("role", Target::Case), ("phase", Target::Source)] {
        table.attributes.push(AttributeDraft { target, name: name.into(), kind: themata::model::AttributeType::Text, choices: Vec::new() });
    }
    for (source, person, site, role, phase, _) in INTERVIEWS {
        let case = table.cases.iter().position(|case| case.name == person).unwrap_or_else(|| {
            table.cases.push(TableCase { kind: "person".into(), name: person.into(), ..TableCase::default() });
            let at = table.cases.len() - 1;
            for (attribute, value) in [(0, site), (1, role)] {
                table.values.push(TableValue { attribute, owner: TableOwner::Case(at), value: value.into() });
            }
            at
        });
        table.links.push((source.into(), case));
        table.values.push(TableValue { attribute: 2, owner: TableOwner::Source(source.into()), value: phase.into() });
    }
    table
}

fn passage(reader: &Reader, corpus: &Corpus, words: &str, code: CodeId) -> NewCoding {
    for source in corpus.sources() {
        let text = reader.source_text(corpus, source.id).unwrap();
        if let Some(at) = text.geometry.text().find(words) {
            let start = text.geometry.text()[..at].chars().count() as u32;
            return NewCoding { source: source.id, span: Span::new(start, start + words.chars().count() as u32), code };
        }
    }
    panic!("no source says “{words}”");
}

/// A study of five interviews at three sites, of which one says nothing on trust.
pub fn study(path: &Path) {
    let mut project = Project::create(path, "Nights").unwrap();
    project.be_coder("BP", "Bea Pym").unwrap();
    let code = |name: &str, children: Vec<TemplateCode>| TemplateCode { name: name.into(), children, ..TemplateCode::default() };
    let codes = vec![code("Trust", vec![code("Hours", Vec::new())]), code("Money", Vec::new()), code("Silence", Vec::new())];
    project.add_framework(&Template { name: "Working together".into(), codes, ..Template::default() }).unwrap();
    let mut sources: Vec<Prepared> = INTERVIEWS.iter().map(|(name, .., lines)| interview(name, lines)).collect();
    project
        .import_sources(None, &mut |write| sources.drain(..).try_for_each(|source| write(source).map(drop)), &mut |_| (), &mut |_| Ok(Some(table())))
        .unwrap();
    let reader = Reader::open(path).unwrap();
    let corpus = reader.corpus().unwrap();
    let find = |name: &str| corpus.find_code(name)[0];
    let mut trust = corpus.code(find("Trust")).unwrap().clone();
    (trust.theme, trust.statement) = (true, "Where somebody picks up, work goes on; where nobody does, letters begin.".into());
    project.edit_code(trust).unwrap();
    let list = [
        ("We ring the ward before anybody writes.", "Trust"),
        ("I ring nobody; they ring me.", "Trust"),
        ("The night porter knows more than the rota.", "Trust"),
        ("they answer sooner.", "Trust"),
        ("Nobody counts the hours", "Trust/Hours"),
    ];
    project.apply_codes(&list.map(|(words, code)| passage(&reader, &corpus, words, find(code)))).unwrap();
    project.be_coder("SK", "Sam Kay").unwrap();
    project
        .apply_codes(&[
            passage(&reader, &corpus, "I ring nobody; they ring me.", find("Trust")),
            passage(&reader, &corpus, "Still not counted.", find("Hours")),
        ])
        .unwrap();
    project.close().unwrap();
}

/// The study in a window, Themes shown.
pub struct Open {
    pub window: Window,
    pub folder: tempfile::TempDir,
}

pub fn open_in(width: f32, height: f32) -> Open {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nights.themata");
    study(&path);
    let coder = Some(Identity { name: "Bea Pym".into(), initials: "BP".into() });
    let mut window = sized(Config { coder, ..Config::default() }, width, height);
    window.state().ask(ProjectCommand::OpenPath(path));
    until(&mut window, |app: &Themata| app.project().is_some());
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    Open { window, folder }
}

pub fn open() -> Open {
    open_in(1280.0, 800.0)
}

pub fn shown(window: &Window, words: &str) -> bool {
    window.query_all_by_label_contains(words).next().is_some()
}

fn chosen(window: &Window, words: &str) -> bool {
    window.get_by_label(words).accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
}

fn settle(window: &mut Window) {
    until(window, |app: &Themata| app.project().is_some_and(|desk| !desk.saving()));
}

fn codings(window: &Window, code: &str) -> usize {
    let corpus = &window.state().project().unwrap().corpus;
    let code = corpus.find_code(code)[0];
    corpus.codings().filter(|coding| coding.code == code).count()
}

#[test]
fn a_theme_stands_by_site_with_who_is_silent() {
    let Open { window, folder: _folder } = open();
    for words in [
        "Trust",
        "In two of two sites coded so far; East is not coded yet",
        "6 passages · 4 interviews · 3 people",
        "Where somebody picks up, work goes on; where nobody does, letters begin.",
        "East, 0 · 0 people",
        "North, 5 · 2 people",
        "South, 1 · 1 person",
        "No passages here. Not coded yet",
        "Nurse: 4 passages, 1 of 1 person heard",
        "… they answer sooner., Nurse · Phase 2",
        "6 of 6 passages",
        "0 key quotes",
        "Attribution: (site, role)",
    ] {
        assert!(window.query_by_label(words).is_some(), "{words}");
    }
    assert!(shown(&window, "We ring the ward before anybody writes."));
}

#[test]
fn keys_walk_the_cards_star_them_and_show_what_stands_around() {
    let Open { mut window, folder: _folder } = open();
    press(&mut window, NONE, Key::ArrowDown);
    assert!(chosen(&window, "We ring the ward before anybody writes., Nurse · Phase 1"));
    press(&mut window, NONE, Key::ArrowRight);
    press(&mut window, Modifiers::ALT, Key::K);
    settle(&mut window);
    assert!(window.query_by_label("The night porter knows more than the rota., Nurse · Phase 2, key quote").is_some());
    assert!(window.query_by_label("1 key quote").is_some());
    press(&mut window, Modifiers::COMMAND, Key::Z);
    settle(&mut window);
    assert!(window.query_by_label("0 key quotes").is_some());
    press(&mut window, NONE, Key::Space);
    assert!(window.query_by_label("Hide what stands around it").is_some());
    press(&mut window, NONE, Key::Space);
    assert!(window.query_by_label("Hide what stands around it").is_none());
}

#[test]
fn delete_takes_ones_own_coding_off_and_asks_before_anothers() {
    let Open { mut window, folder: _folder } = open();
    window.get_by_label("I ring nobody; they ring me., Manager · Phase 1").click();
    window.run_steps(3);
    press(&mut window, NONE, Key::Delete);
    settle(&mut window);
    assert_eq!(codings(&window, "Trust"), 4, "Sam Kay's coding of the same words stays");
    assert!(window.state().notices().iter().any(|said| said.contains("other coders’ codings stay")), "{:?}", window.state().notices());
    press(&mut window, NONE, Key::Delete);
    assert!(shown(&window, "Sam Kay did"), "it asks");
    press(&mut window, NONE, Key::Escape);
    assert_eq!(codings(&window, "Trust"), 4);
    press(&mut window, NONE, Key::Delete);
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    assert_eq!(codings(&window, "Trust"), 3);
    assert!(window.query_by_label("5 of 5 passages").is_some());
    assert!(chosen(&window, "… they answer sooner., Nurse · Phase 2"), "the next card has the cursor");
}

#[test]
fn letters_open_the_palette_and_code_every_chosen_card() {
    let Open { mut window, folder: _folder } = open();
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    assert!(window.query_by_label("2 chosen").is_some());
    type_text(&mut window, "m");
    type_text(&mut window, "oney");
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    assert_eq!(codings(&window, "Money"), 2);
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::Period);
    settle(&mut window);
    assert_eq!(codings(&window, "Money"), 3, "the last code again");
    type_text(&mut window, "q");
    type_text(&mut window, "uiet talk");
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    assert_eq!(codings(&window, "Quiet talk"), 1);
}

#[test]
fn cards_hear_the_keys_of_read() {
    let Open { mut window, folder: _folder } = open();
    let words = |window: &Window, code: &str| {
        let desk = window.state().project().unwrap();
        let code = desk.corpus.find_code(code)[0];
        let first = desk.corpus.codings().find(|coding| coding.code == code).unwrap();
        desk.text(first.source).unwrap().words_of(first.span)
    };
    // Any letter begins the name of a code, S too.
    press(&mut window, NONE, Key::ArrowDown);
    type_text(&mut window, "sil");
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    assert_eq!(codings(&window, "Silence"), 1);
    // The ends of the card move by words, and the cursor goes with it.
    press(&mut window, NONE, Key::OpenBracket);
    press(&mut window, NONE, Key::OpenBracket);
    settle(&mut window);
    assert_eq!(words(&window, "Trust"), "We ring the ward before");
    press(&mut window, Modifiers::SHIFT, Key::CloseBracket);
    settle(&mut window);
    assert_eq!(words(&window, "Trust"), "ring the ward before");
    window.run_steps(3);
    assert!(
        window
            .query_all_by_label_contains("ring the ward before")
            .any(|card| card.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True))
    );
    // Another code, and a memo on the coding.
    press(&mut window, Modifiers::ALT, Key::R);
    type_text(&mut window, "money");
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    assert_eq!((words(&window, "Money"), codings(&window, "Trust")), ("ring the ward before".into(), 4));
    press(&mut window, Modifiers::ALT, Key::M);
    assert!(shown(&window, "Memo on a coding as “"), "a memo opens");
}

#[test]
fn the_ends_of_anothers_card_move_only_after_asking() {
    let Open { mut window, folder: _folder } = open();
    let hours = window.state().project().unwrap().corpus.find_code("Hours")[0];
    window.state().ask(Asks::Go(Goal::Code(hours)));
    window.run_steps(4);
    window.get_by_label_contains("Still not counted.").click();
    window.run_steps(3);
    let count = |window: &Window| {
        let corpus = &window.state().project().unwrap().corpus;
        corpus.codings().filter(|coding| coding.code == hours && coding.span.len() == 18).count()
    };
    press(&mut window, NONE, Key::OpenBracket);
    assert!(shown(&window, "Sam Kay did"), "it asks");
    press(&mut window, NONE, Key::Escape);
    settle(&mut window);
    assert_eq!(count(&window), 1);
    for asked in [true, false] {
        press(&mut window, NONE, Key::OpenBracket);
        assert_eq!(shown(&window, "Sam Kay did"), asked, "it asks once");
        if asked {
            press(&mut window, NONE, Key::Enter);
        }
        settle(&mut window);
    }
    assert_eq!(count(&window), 0);
}

#[test]
fn the_card_of_another_is_starred_only_after_asking() {
    let Open { mut window, folder: _folder } = open();
    let stars = |window: &Window| window.state().project().unwrap().corpus.codings().filter(|coding| coding.star).count();
    let hours = window.state().project().unwrap().corpus.find_code("Hours")[0];
    window.state().ask(Asks::Go(Goal::Code(hours)));
    window.run_steps(4);
    window.get_by_label_contains("Still not counted.").click();
    window.run_steps(3);
    press(&mut window, Modifiers::ALT, Key::K);
    assert!(shown(&window, "Sam Kay did"), "it asks");
    press(&mut window, NONE, Key::Escape);
    settle(&mut window);
    assert_eq!(stars(&window), 0);
    // Of several, one's own are starred, and the others are spoken of.
    press(&mut window, Modifiers::COMMAND, Key::A);
    press(&mut window, Modifiers::ALT, Key::K);
    settle(&mut window);
    assert_eq!(stars(&window), 1);
    assert!(window.state().notices().iter().any(|said| said.contains("1 passage of other coders stays as it is")));
    // What is left is the other's alone.
    press(&mut window, Modifiers::ALT, Key::K);
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    assert_eq!(stars(&window), 2);
}

#[test]
fn codings_that_end_with_the_card_move_as_one_step() {
    let Open { mut window, folder: _folder } = open();
    let ends = |window: &Window| {
        let corpus = &window.state().project().unwrap().corpus;
        let source = corpus.source_named("one").unwrap().id;
        let first = corpus.codings().filter(|coding| coding.source == source).map(|coding| coding.span.start).min();
        let here = corpus.codings().filter(|coding| coding.source == source && Some(coding.span.start) == first);
        here.map(|coding| coding.span.end).collect::<Vec<_>>()
    };
    press(&mut window, NONE, Key::ArrowDown);
    type_text(&mut window, "hours");
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    let before = ends(&window);
    assert_eq!(before.len(), 2, "the card has two codings");
    press(&mut window, NONE, Key::OpenBracket);
    settle(&mut window);
    assert!(ends(&window).iter().all(|end| *end < before[0]), "both moved");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    settle(&mut window);
    assert_eq!(ends(&window), before, "one undo brings both back");
}

#[test]
fn filters_and_columns_are_chosen_and_remembered() {
    let Open { mut window, folder: _folder } = open();
    let choose = |window: &mut Window, chip: &str, line: &str| {
        window.get_by_label(chip).click();
        window.run_steps(4);
        window.get_by_role_and_label(egui::accesskit::Role::MenuItemCheckBox, line).click();
        window.run_steps(4);
        press(window, NONE, Key::Escape);
    };
    choose(&mut window, "Both roles", "Manager");
    assert!(window.query_by_label("1 of 6 passages").is_some());
    assert!(window.query_by_label("In North, the one site coded so far; East is not coded yet").is_some());
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    assert!(window.query_by_label("6 of 6 passages").is_some());
    choose(&mut window, "All coders", "Sam Kay (SK)");
    assert!(window.query_by_label("2 of 6 passages").is_some());
    window.get_by_label("With sub-codes").click();
    window.run_steps(4);
    assert!(window.query_by_label("1 of 4 passages").is_some());
    window.get_by_label("Columns: Site").click();
    window.run_steps(4);
    window.get_by_role_and_label(egui::accesskit::Role::MenuItemRadio, "Role").click();
    window.run_steps(4);
    assert!(window.query_by_label("Manager, 1 · 1 person").is_some());
    let kept = window.state().config().themes.values().next().cloned().unwrap();
    assert!(!kept.with_children && kept.coders.len() == 1, "{kept:?}");
    window.get_by_label("Key quotes").click();
    window.run_steps(4);
    assert!(window.query_by_label("No passage passes the filters").is_some());
}

#[test]
fn enter_opens_the_source_and_a_code_is_gone_to_from_elsewhere() {
    let Open { mut window, folder: _folder } = open();
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::Enter);
    window.run_steps(3);
    assert!(window.query_by_label("All coders").is_none() || !shown(&window, "In two of two sites coded so far; East is not coded yet"));
    let silence = window.state().project().unwrap().corpus.find_code("Silence")[0];
    window.state().ask(Asks::Go(Goal::Code(silence)));
    window.run_steps(4);
    assert!(window.query_by_label("No passages yet").is_some());
    window.get_by_label("Go to Read").click();
    window.run_steps(4);
    assert!(window.query_by_label("No passages yet").is_none());
}

#[test]
fn the_tree_is_walked_and_searched() {
    let Open { mut window, folder: _folder } = open();
    window.get_by_label("Trust, 6 passages").click();
    window.run_steps(3);
    press(&mut window, NONE, Key::ArrowDown);
    assert!(window.query_by_label("2 passages · 2 interviews · 1 person").is_some(), "Hours");
    press(&mut window, NONE, Key::ArrowLeft);
    press(&mut window, NONE, Key::ArrowLeft);
    assert!(window.query_by_label("Hours, 2 passages").is_none(), "folded");
    window.get_by_label("Find a theme or code").focus();
    window.run_steps(2);
    type_text(&mut window, "hou");
    assert!(window.query_by_label("Hours, 2 passages").is_some() && window.query_by_label("Money, 0 passages").is_none());
}

/// Whether the dialog that asks what this theme says is open; it is left again.
fn asks_what_it_says(window: &mut Window, theme: &str) -> bool {
    press(window, Modifiers::ALT, Key::J);
    window.run_steps(3);
    let asks = shown(window, &format!("What “{theme}” says"));
    press(window, NONE, Key::Escape);
    window.run_steps(3);
    asks
}

#[test]
fn what_is_found_at_the_left_opens_so_that_keys_act_on_it() {
    let Open { mut window, folder: _folder } = open();
    let find = |window: &mut Window, words: &str| {
        window.get_by_label("Find a theme or code").focus();
        window.run_steps(2);
        press(window, Modifiers::COMMAND, Key::A);
        type_text(window, words);
    };
    find(&mut window, "hou");
    press(&mut window, NONE, Key::ArrowDown);
    assert!(shown(&window, "2 passages · 2 interviews · 1 person"), "Hours is open");
    assert!(asks_what_it_says(&mut window, "Hours"));
    // Enter leads on to its passages.
    press(&mut window, NONE, Key::Enter);
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, Modifiers::ALT, Key::X);
    settle(&mut window);
    let corpus = &window.state().project().unwrap().corpus;
    let hours = corpus.find_code("Hours")[0];
    assert_eq!((corpus.theme_parts().len(), corpus.parts_of(hours).count()), (1, 1), "it speaks against what is open");
    // Enter in the field opens what fits best, and all others show again.
    find(&mut window, "mon");
    press(&mut window, NONE, Key::Enter);
    assert!(shown(&window, "No passages yet") && shown(&window, "Silence, 0 passages"));
    assert!(asks_what_it_says(&mut window, "Money"));
    // What nothing is called opens nothing, and the keys stay in the field.
    find(&mut window, "zz");
    press(&mut window, NONE, Key::Enter);
    assert!(!shown(&window, "Silence, 0 passages") && shown(&window, "No passages yet"));
}

#[test]
fn a_theme_goes_into_the_first_report_by_a_title_that_is_typed() {
    let Open { mut window, folder: _folder } = open();
    let trust = window.state().project().unwrap().corpus.find_code("Trust")[0];
    window.state().ask(themata::ui::command::Gathering::PickReport(trust));
    window.run_steps(4);
    assert!(shown(&window, "There is none yet: type a title and press Enter") && !shown(&window, "Nothing fits these letters"));
    type_text(&mut window, "For the board");
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    assert_eq!(window.state().project().unwrap().corpus.reports()[0].name, "For the board");
}

#[test]
fn a_project_without_codes_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("empty.themata");
    Project::create(&path, "Empty").unwrap().close().unwrap();
    let mut window = harness(Config::default());
    window.state().ask(ProjectCommand::OpenPath(path));
    until(&mut window, |app: &Themata| app.project().is_some());
    window.state().ask(Asks::Show(ViewId::Themes));
    window.run_steps(4);
    assert!(window.query_by_label("There are no codes yet").is_some());
    // Nor is there anything to read; the button asks for files.
    window.get_by_label("Go to Read").click();
    window.run_steps(4);
    assert!(window.query_by_label("There is nothing to read yet").is_some());
    window.get_by_label("Import").click();
    window.run_steps(4);
    assert!(window.query_by_label("Path of files to import").is_some());
}

#[test]
fn a_code_with_many_passages_is_read_in_the_background_and_then_shown() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("many.themata");
    let mut project = Project::create(&path, "Many").unwrap();
    project.be_coder("BP", "Bo Price").unwrap();
    let code = |name: &str| TemplateCode { name: name.into(), ..TemplateCode::default() };
    project.add_framework(&Template { name: "Laws".into(), codes: vec![code("Money"), code("Time")], ..Template::default() }).unwrap();
    let lines = ["And the hours?", "Nobody counts them here, as nobody did before, and nobody will."];
    let list: Vec<Prepared> = (0..30).map(|n| interview(&format!("interview {n}"), &lines)).collect();
    let sources = super::support::import(&mut project, None, list).unwrap().value;
    let corpus = super::support::corpus(&path);
    let (money, time) = (corpus.find_code("Money")[0], corpus.find_code("Time")[0]);
    let passages = sources.iter().flat_map(|source| (0..15).map(move |n| (*source, Span::new(24 + n * 4, 26 + n * 4))));
    let codings: Vec<NewCoding> = passages.map(|(source, span)| NewCoding { source, span, code: money }).collect();
    project.apply_codes(&codings).unwrap();
    project.apply_codes(&[NewCoding { source: sources[0], span: Span::new(24, 40), code: time }]).unwrap();
    project.close().unwrap();
    let mut window = super::window_study::opened(&path);
    window.state().ask(Asks::Go(Goal::Code(time)));
    window.run_steps(4);
    assert!(window.query_all_by_label_contains("1 passage · 1 interview").next().is_some());
    // While they are read, keys act on the code that was chosen, not on what was open before.
    window.state().ask(Asks::Go(Goal::Code(money)));
    window.state().ask(themata::ui::command::Gathering::AskStatement);
    window.run_steps(4);
    assert!(shown(&window, "What “Money” says"));
    press(&mut window, NONE, Key::Escape);
    let begun = std::time::Instant::now();
    while window.query_all_by_label_contains("450 passages · 30 interviews").next().is_none() {
        assert!(begun.elapsed().as_secs() < 20, "the passages came");
        std::thread::sleep(std::time::Duration::from_millis(5));
        window.run_steps(1);
    }
    // A star changes the cards; those that are known stay in sight until they are read again.
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, Modifiers::ALT, Key::K);
    assert!(window.query_all_by_label_contains("450 passages").next().is_some());
    until(&mut window, |app| app.project().unwrap().corpus.codings().any(|coding| coding.star));
}

#[test]
fn the_legend_goes_on_below_where_a_line_has_no_room() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nights.themata");
    study(&path);
    let known = super::support::corpus(&path);
    let role = known.attributes().iter().find(|attribute| attribute.name == "role").unwrap().id;
    let names = ["Nurse on the wards, at night and by day", "Manager of both hospitals and the rota", "Porter who knows more than the rota"];
    let values: Vec<_> = ["P1", "P2", "P3"]
        .iter()
        .zip(names)
        .map(|(case, name)| {
            let id = known.cases().iter().find(|other| other.name == *case).unwrap().id;
            (role, themata::model::Owner::Case(id), name.to_owned())
        })
        .collect();
    let mut project = Project::open(&path).unwrap();
    project.set_values(&values).unwrap();
    project.close().unwrap();
    let mut window = sized(Config::default(), 640.0, 480.0);
    window.state().ask(ProjectCommand::OpenPath(path));
    until(&mut window, |app: &Themata| app.project().is_some());
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    window.run_steps(4);
    let places: Vec<egui::Rect> =
        names.iter().map(|name| window.query_all_by_label(name).last().unwrap_or_else(|| panic!("{name}")).rect()).collect();
    for place in &places {
        assert!(place.left() >= 0.0 && place.right() <= 640.0, "{places:?}");
    }
    assert!(places.iter().any(|place| place.top() > places[1].bottom()), "{places:?}");
}
