//! The view of reports: begun, put in order, written, by keys alone.

use super::window::{Window, press, type_text, until};
use super::window_search::shows;
use super::window_themes::{Open, open, shown};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use themata::model::{CodeId, Passage, PseudonymKind, Report};
use themata::project::{Place, PseudonymDraft};
use themata::ui::Themata;
use themata::ui::command::{CodeCommand, Export, Gathering, PseudonymCommand, ReportCommand, Window as Show};
use themata::ui::views::ViewId;

const NONE: Modifiers = Modifiers::NONE;

fn settle(window: &mut Window) {
    window.run_steps(2);
    until(window, |app: &Themata| app.project().is_some_and(|desk| !desk.saving()));
    window.run_steps(4);
}

/// The line at the keys, as it is spoken.
fn chosen(window: &Window) -> Option<String> {
    use egui::accesskit::{Role, Toggled};
    let mut nodes = window.root().children_recursive();
    let on = |node: &egui_kittest::Node<'_>| node.accesskit_node().toggled() == Some(Toggled::True);
    nodes.find(|node| node.accesskit_node().role() == Role::ListBoxOption && on(node)).and_then(|node| node.accesskit_node().label())
}

fn report(window: &Window) -> Report {
    window.state().project().unwrap().corpus.reports()[0].clone()
}

fn themes(window: &Window) -> Vec<String> {
    let corpus = &window.state().project().unwrap().corpus;
    corpus.themes_of_report(corpus.reports()[0].id).map(|code| corpus.code(code).unwrap().name.clone()).collect()
}

fn quotes(window: &Window, theme: CodeId) -> Vec<Passage> {
    let corpus = &window.state().project().unwrap().corpus;
    corpus.quotes_of_report(corpus.reports()[0].id, theme).collect()
}

fn code(window: &Window, name: &str) -> CodeId {
    window.state().project().unwrap().corpus.find_code(name)[0]
}

/// A report “For the board” of the one theme, its keys at the theme.
fn begun() -> Open {
    let Open { mut window, folder } = open();
    window.state().ask(Show::Show(ViewId::Reports));
    window.run_steps(3);
    shows(&mut window, "No reports yet");
    press(&mut window, NONE, Key::N);
    type_text(&mut window, "For the board");
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    shows(&mut window, "Trust, In two of two sites coded so far");
    press(&mut window, NONE, Key::Home);
    Open { window, folder }
}

fn added(window: &mut Window, name: &str) {
    press(window, NONE, Key::A);
    window.run_steps(2);
    type_text(window, name);
    press(window, NONE, Key::Enter);
    settle(window);
}

#[test]
fn themes_of_a_report_are_put_in_moved_and_taken_out() {
    let Open { mut window, folder: _folder } = begun();
    assert_eq!(themes(&window), ["Trust"], "it begins with what is marked as a theme");
    added(&mut window, "Money");
    added(&mut window, "Silence");
    shows(&mut window, "Silence, ");
    assert_eq!(themes(&window), ["Trust", "Money", "Silence"]);
    press(&mut window, NONE, Key::Home);
    press(&mut window, Modifiers::ALT, Key::ArrowDown);
    settle(&mut window);
    assert_eq!(themes(&window), ["Money", "Trust", "Silence"]);
    shows(&mut window, "Trust, In two of two sites coded so far");
    press(&mut window, Modifiers::ALT, Key::ArrowDown);
    settle(&mut window);
    assert_eq!(themes(&window), ["Money", "Silence", "Trust"], "the keys went along with the theme");
    press(&mut window, Modifiers::ALT, Key::ArrowDown);
    window.run_steps(3);
    assert!(window.state().notices().iter().any(|said| said.contains("last theme")), "{:?}", window.state().notices());
    press(&mut window, Modifiers::ALT, Key::ArrowUp);
    settle(&mut window);
    assert_eq!(themes(&window), ["Money", "Trust", "Silence"]);
    press(&mut window, NONE, Key::Delete);
    settle(&mut window);
    assert_eq!(themes(&window), ["Money", "Silence"]);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    settle(&mut window);
    assert_eq!(themes(&window), ["Money", "Trust", "Silence"]);
}

#[test]
fn what_is_put_into_a_report_is_chosen_and_in_sight() {
    let Open { mut window, folder: _folder } = begun();
    for name in ["Money", "Silence"] {
        added(&mut window, name);
        shows(&mut window, &format!("{name}, "));
        window.run_steps(4);
        assert!(chosen(&window).is_some_and(|line| line.starts_with(&format!("{name}, "))), "{:?} is chosen", chosen(&window));
        let line = window.get_all_by_label_contains(&format!("{name}, ")).next().unwrap().rect();
        assert!(line.bottom() <= 800.0, "it stands at {line:?}");
    }
    press(&mut window, NONE, Key::Delete);
    settle(&mut window);
    assert_eq!(themes(&window), ["Trust", "Money"], "the keys are at it");
}

#[test]
fn a_project_opened_by_a_path_from_here_is_offered_its_own_folder() {
    let Open { mut window, folder } = begun();
    window.state().ask(themata::ui::command::ProjectCommand::Close);
    until(&mut window, |app: &Themata| app.project().is_none());
    let here = std::env::current_dir().unwrap().canonicalize().unwrap();
    let up = std::path::PathBuf::from_iter(here.components().skip(1).map(|_| ".."));
    let project = folder.path().canonicalize().unwrap().join("nights.themata");
    let from_here = up.join(project.strip_prefix("/").unwrap());
    window.state().ask(themata::ui::command::ProjectCommand::OpenPath(from_here));
    until(&mut window, |app: &Themata| app.project().is_some());
    let id = report(&window).id;
    window.state().ask(Export::ReportWhere(id));
    shows(&mut window, "Write it as .docx, .html or .md");
    press(&mut window, NONE, Key::Enter);
    let wrote = folder.path().join("For the board.docx");
    until(&mut window, |app: &Themata| app.notices().iter().any(|said| said.contains("For the board.docx")));
    assert!(wrote.exists(), "{:?}", window.state().notices());
}

#[test]
fn quotes_taken_by_rule_are_kept_moved_and_let_go_of() {
    let Open { mut window, folder: _folder } = begun();
    let trust = code(&window, "Trust");
    shows(&mut window, "by rule");
    assert!(quotes(&window, trust).is_empty());
    press(&mut window, NONE, Key::K);
    settle(&mut window);
    let kept = quotes(&window, trust);
    assert_eq!(kept.len(), 3, "what showed by rule is what is kept");
    shows(&mut window, "3 quotes chosen");
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, Modifiers::ALT, Key::ArrowDown);
    settle(&mut window);
    assert_eq!(quotes(&window, trust), [kept[1], kept[0], kept[2]]);
    shows(&mut window, "3 quotes chosen");
    press(&mut window, NONE, Key::Delete);
    settle(&mut window);
    assert_eq!(quotes(&window, trust), [kept[1], kept[2]]);
    press(&mut window, NONE, Key::Home);
    press(&mut window, NONE, Key::U);
    settle(&mut window);
    assert!(quotes(&window, trust).is_empty());
    shows(&mut window, "3 quotes by rule");
}

#[test]
fn a_quote_that_a_rule_took_is_taken_out_alone_and_what_is_said_is_that() {
    let Open { mut window, folder: _folder } = begun();
    let trust = code(&window, "Trust");
    let told = |window: &Window| window.state().notices().join(" | ");
    shows(&mut window, "by rule");
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::Delete);
    settle(&mut window);
    assert_eq!(quotes(&window, trust).len(), 2);
    let said = told(&window);
    assert!(said.contains("The quote is out of the report; those beside it are kept, so that no rule brings this one back"), "{said}");
    assert!(!said.contains("what you chose"), "nobody chose anything: {said}");
    press(&mut window, NONE, Key::K);
    window.run_steps(3);
    assert!(told(&window).contains("The quotes of this theme are kept already"), "{}", told(&window));
    press(&mut window, NONE, Key::Delete);
    settle(&mut window);
    assert!(told(&window).ends_with("The quote is out of the report"), "{}", told(&window));
}

#[test]
fn a_report_is_named_introduced_and_made_otherwise_and_says_what_is_in_it() {
    let Open { mut window, folder: _folder } = begun();
    press(&mut window, NONE, Key::I);
    window.run_steps(2);
    type_text(&mut window, "What we heard at night.");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    settle(&mut window);
    assert_eq!(report(&window).intro, "What we heard at night.");
    shows(&mut window, "What we heard at night.");
    press(&mut window, NONE, Key::Q);
    window.run_steps(2);
    type_text(&mut window, "1 quote");
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    assert_eq!(report(&window).quotes, 1);
    shows(&mut window, "1 quote by rule");
    press(&mut window, NONE, Key::C);
    settle(&mut window);
    assert!(!report(&window).chart);
    press(&mut window, NONE, Key::F2);
    window.run_steps(2);
    type_text(&mut window, "For everybody");
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    assert_eq!(report(&window).name, "For everybody");
    assert!(shown(&window, "1 theme"));
    press(&mut window, Modifiers::COMMAND, Key::Delete);
    shows(&mut window, "1 theme in a report goes with it. Undo brings all of it back.");
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    shows(&mut window, "No reports yet");
}

#[test]
fn a_name_on_the_list_of_pseudonyms_is_said_otherwise_at_once() {
    let Open { mut window, folder: _folder } = begun();
    shows(&mut window, "North");
    let draft = PseudonymDraft { kind: PseudonymKind::Place, names: vec!["North".into()], stands: "Site A".into(), case: None };
    window.state().ask(PseudonymCommand::Put(Box::new(draft), None));
    settle(&mut window);
    shows(&mut window, "Site A");
    assert!(!shown(&window, "North"), "it is said as it would be written");
}

#[test]
fn what_the_view_shows_is_what_is_written() {
    let Open { mut window, folder } = begun();
    let to = folder.path().join("board.md");
    let id = report(&window).id;
    window.state().ask(Export::ReportTo(id, to.clone()));
    until(&mut window, |app: &Themata| app.notices().iter().any(|said| said.contains("Wrote")));
    let written = std::fs::read_to_string(to).unwrap();
    let quoted: Vec<&str> = written.lines().filter_map(|line| line.strip_prefix("> “")?.strip_suffix("”  ")).collect();
    assert_eq!(quoted.len(), 3, "{written}");
    for words in quoted {
        assert!(shown(&window, words), "{words}");
    }
    // Enter leads to where it is.
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::Enter);
    window.run_steps(3);
    assert!(shown(&window, "Turn"), "the quote is shown in Read");
    window.state().ask(Show::Show(ViewId::Reports));
    window.state().ask(ReportCommand::Choose);
    window.run_steps(3);
    assert!(shown(&window, "For the board"));
}

#[test]
fn a_report_is_offered_as_what_keeps_its_words() {
    let Open { mut window, folder } = begun();
    let id = report(&window).id;
    window.state().ask(Export::ReportWhere(id));
    shows(&mut window, "Write it as .docx, .html or .md");
    let write = |window: &mut Window, name: &str| {
        press(window, Modifiers::COMMAND, Key::A);
        type_text(window, &folder.path().join(name).display().to_string());
        press(window, NONE, Key::Enter);
        window.run_steps(4);
    };
    write(&mut window, "board.xlsx");
    assert!(shown(&window, "Let its name end in .docx, .html or .md.") && !folder.path().join("board.xlsx").exists());
    write(&mut window, "board.html");
    until(&mut window, |app: &Themata| app.notices().iter().any(|said| said.contains("board.html")));
    // What comes from elsewhere says the same.
    window.state().ask(Export::ReportTo(id, folder.path().join("board.csv")));
    until(&mut window, |app: &Themata| app.notices().iter().any(|said| said.contains("the report is not written as .csv")));
    assert!(!folder.path().join("board.csv").exists());
}

#[test]
fn a_quote_is_as_high_as_its_words_and_the_outline_stands_in_the_middle_of_a_wide_window() {
    let Open { mut window, folder: _folder } = begun();
    let place = |window: &Window, words: &str| window.query_all_by_label_contains(words).next().unwrap_or_else(|| panic!("{words}")).rect();
    let short = place(&window, "We ring the ward before anybody writes., (North, Nurse), by rule");
    assert!(short.height() < 60.0, "no empty line: {short:?}");
    let heading = |window: &Window| window.get_by_role_and_label(egui::accesskit::Role::Heading, "For the board").rect();
    let title = heading(&window);
    window.set_size(egui::vec2(2560.0, 1440.0));
    window.run_steps(4);
    let wide = heading(&window);
    assert!(title.left() < 300.0 && wide.left() > 600.0, "{title:?}, {wide:?}");
}

#[test]
fn the_title_of_a_report_that_is_typed_is_not_lost_by_escape() {
    let Open { mut window, folder: _folder } = begun();
    press(&mut window, NONE, Key::N);
    type_text(&mut window, "For the nurses");
    press(&mut window, NONE, Key::Escape);
    assert!(shown(&window, "Leave without doing it?") && shown(&window, "“For the nurses” would be lost."));
    press(&mut window, NONE, Key::Escape);
    window.run_steps(3);
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    assert_eq!(window.state().project().unwrap().corpus.reports().len(), 2, "Esc on the question goes on");
}

/// What was put in is chosen once the page has it; until then nothing is done to what was chosen before, and who goes elsewhere stays there.
#[test]
fn keys_that_are_faster_than_the_page_do_nothing_to_another_theme() {
    let Open { mut window, folder: _folder } = begun();
    let (report, money) = (report(&window), code(&window, "Money"));
    window.state().ask(ReportCommand::Place(report.id, money, None));
    until(&mut window, |app| app.project().unwrap().corpus.themes_of_report(report.id).count() == 2);
    window.state().ask(ReportCommand::Keep);
    window.step();
    settle(&mut window);
    assert!(quotes(&window, code(&window, "Trust")).is_empty(), "the theme that was chosen before is left alone");
    shows(&mut window, "Money, ");
    window.run_steps(4);
    assert!(chosen(&window).is_some_and(|line| line.starts_with("Money")), "{:?}", chosen(&window));
}

#[test]
fn what_stands_after_what_is_taken_out_is_chosen_next() {
    let Open { mut window, folder: _folder } = begun();
    added(&mut window, "Money");
    added(&mut window, "Silence");
    shows(&mut window, "Silence, ");
    press(&mut window, NONE, Key::Home);
    press(&mut window, NONE, Key::Delete);
    settle(&mut window);
    assert_eq!(themes(&window), ["Money", "Silence"]);
    shows(&mut window, "Silence, ");
    press(&mut window, NONE, Key::Delete);
    settle(&mut window);
    assert_eq!(themes(&window), ["Silence"], "the keys went on to the theme that followed");
}

#[test]
fn enter_never_takes_a_theme_out_of_the_report_that_holds_it() {
    let Open { mut window, folder: _folder } = begun();
    let trust = code(&window, "Trust");
    window.state().ask(Gathering::PickReport(trust));
    window.run_steps(4);
    assert!(shown(&window, "Leave it in the report") && shown(&window, "it is in it: take it out"));
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    assert_eq!(themes(&window), ["Trust"]);
}

#[test]
fn from_the_last_quote_of_a_theme_the_keys_never_go_to_the_next_theme() {
    let Open { mut window, folder: _folder } = begun();
    added(&mut window, "Money");
    // To the head of the second theme, and up to the last quote of the first.
    press(&mut window, NONE, Key::Home);
    for _ in 0..20 {
        press(&mut window, NONE, Key::ArrowDown);
        if chosen(&window).is_some_and(|line| line.starts_with("Money")) {
            break;
        }
    }
    press(&mut window, NONE, Key::ArrowUp);
    let last = chosen(&window).unwrap();
    assert!(!last.starts_with("Trust"), "{last}");
    for _ in 0..2 {
        press(&mut window, NONE, Key::Delete);
        settle(&mut window);
        window.run_steps(4);
        assert_eq!(themes(&window), ["Trust", "Money"]);
        let now = chosen(&window).unwrap();
        assert!(!now.starts_with("Money") && now != last, "{now}");
    }
}

#[test]
fn what_goes_with_a_report_is_told_before_it_is_removed() {
    let Open { mut window, folder: _folder } = begun();
    added(&mut window, "Money");
    press(&mut window, NONE, Key::Home);
    press(&mut window, NONE, Key::K);
    settle(&mut window);
    let remove = |window: &mut Window| {
        press(window, Modifiers::COMMAND, Key::Delete);
        window.run_steps(3);
        shows(window, "Remove the report “For the board”?");
        shows(window, "2 themes in reports, 3 quotes in reports go with it. Undo brings all of it back.");
    };
    remove(&mut window);
    press(&mut window, NONE, Key::Escape);
    settle(&mut window);
    assert_eq!(themes(&window), ["Trust", "Money"], "Escape leaves it as it is");
    remove(&mut window);
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    assert!(window.state().project().unwrap().corpus.reports().is_empty());
    press(&mut window, Modifiers::COMMAND, Key::Z);
    settle(&mut window);
    assert_eq!(themes(&window), ["Trust", "Money"]);
}

#[test]
fn what_was_written_is_offered_its_place_again_and_takes_it_in_one_key() {
    let Open { mut window, folder } = begun();
    let id = report(&window).id;
    let wrote = |window: &mut Window, name: &str| until(window, |app: &Themata| app.notices().iter().any(|said| said.contains(name)));
    window.state().ask(Export::ReportWhere(id));
    shows(&mut window, "Write it as .docx, .html or .md");
    press(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, &folder.path().join("mine.html").display().to_string());
    press(&mut window, NONE, Key::Enter);
    wrote(&mut window, "mine.html");
    window.state().ask(ReportCommand::Rename(id, "For everybody".into()));
    settle(&mut window);
    window.state().ask(Export::ReportWhere(id));
    shows(&mut window, "You wrote it there before: it takes the place of that.");
    assert!(shown(&window, "Replace it"));
    press(&mut window, NONE, Key::Enter);
    until(&mut window, |_: &Themata| std::fs::read_to_string(folder.path().join("mine.html")).is_ok_and(|page| page.contains("For everybody")));
    // What somebody changed since is left alone.
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(60);
    std::fs::File::options().write(true).open(folder.path().join("mine.html")).unwrap().set_modified(later).unwrap();
    window.state().ask(Export::ReportWhere(id));
    shows(&mut window, "Write it as .docx, .html or .md");
    assert!(!shown(&window, "Replace it"));
    press(&mut window, NONE, Key::Enter);
    wrote(&mut window, "mine 2.html");
}

#[test]
fn a_sub_theme_stands_under_its_theme_and_goes_among_its_own() {
    let Open { mut window, folder: _folder } = begun();
    for name in ["Money", "Silence", "Hours"] {
        added(&mut window, name);
        shows(&mut window, &format!("{name}, "));
    }
    let (money, trust) = (code(&window, "Money"), code(&window, "Trust"));
    let framework = window.state().project().unwrap().corpus.code(money).unwrap().framework;
    let place = Place { framework, parent: Some(money), ahead_of: None };
    window.state().ask(CodeCommand::Move(vec![trust, code(&window, "Hours")], place));
    settle(&mut window);
    assert_eq!(themes(&window), ["Money", "Trust", "Hours", "Silence"], "what stood before it stands under it");
    shows(&mut window, "Money, ");
    let told = |window: &Window| window.state().notices().join(" | ");
    let step = |window: &mut Window, key: Key| {
        window.run_steps(10);
        press(window, Modifiers::ALT, key);
        settle(window);
    };
    while !chosen(&window).is_some_and(|line| line.starts_with("Money")) {
        press(&mut window, NONE, Key::Home);
        window.run_steps(2);
    }
    step(&mut window, Key::ArrowDown);
    assert_eq!(themes(&window), ["Silence", "Money", "Trust", "Hours"], "its sub-themes go along");
    press(&mut window, NONE, Key::End);
    (0..10).for_each(|_| press(&mut window, NONE, Key::ArrowUp));
    while !chosen(&window).is_some_and(|line| line.starts_with("Trust")) {
        press(&mut window, NONE, Key::ArrowDown);
        window.run_steps(2);
    }
    step(&mut window, Key::ArrowUp);
    assert!(told(&window).contains("It is the first sub-theme there: a sub-theme stands under its theme"), "{}", told(&window));
    step(&mut window, Key::ArrowDown);
    assert_eq!(themes(&window), ["Silence", "Money", "Hours", "Trust"]);
}

#[test]
fn a_quote_of_a_passage_that_has_grown_says_so_and_is_taken_out() {
    let Open { mut window, folder: _folder } = begun();
    let trust = code(&window, "Trust");
    shows(&mut window, "by rule");
    press(&mut window, NONE, Key::K);
    settle(&mut window);
    let kept = quotes(&window, trust);
    let longer = Passage { span: themata::model::Span { start: kept[0].span.start, end: kept[0].span.end + 12 }, ..kept[0] };
    window.state().ask(themata::ui::command::CodingCommand::Apply(trust, vec![longer]));
    settle(&mut window);
    shows(&mut window, "its passage has grown since it was chosen");
    // In Themes the card of the whole passage takes it out too.
    window.state().ask(Gathering::PickQuote(trust, vec![longer]));
    window.run_steps(3);
    assert!(shown(&window, "quoted there: take it out"));
    press(&mut window, NONE, Key::Enter);
    settle(&mut window);
    assert_eq!(quotes(&window, trust), kept[1..]);
}

#[test]
fn a_question_that_becomes_a_key_quote_says_so() {
    let Open { mut window, folder: _folder } = open();
    let corpus = &window.state().project().unwrap().corpus;
    let (source, trust) = (corpus.source_named("one").unwrap().id, code(&window, "Trust"));
    let text = window.state().project().unwrap().text(source).unwrap();
    let span = text.structure.turns[0].span;
    let passage = window.state().project().unwrap().corpus.passage(source, span).unwrap();
    window.state().ask(themata::ui::command::CodingCommand::Apply(trust, vec![passage]));
    settle(&mut window);
    let corpus = &window.state().project().unwrap().corpus;
    let id = corpus.codings_of(source).iter().find(|coding| coding.span == span).unwrap().id;
    window.state().ask(themata::ui::command::CodingCommand::Star(vec![id], true));
    settle(&mut window);
    let told = window.state().notices().join(" | ");
    assert!(told.contains("This key quote is what an interviewer asks: it counts as nobody’s words"), "{told}");
}
