//! Frameworks through time in the window, by keys: versions named and compared, passages looked at again, saturation.

use super::support::{corpus, import, interview};
use super::window::{Window, press, type_text, until};
use super::window_study::{opened, says};
use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable;
use std::path::{Path, PathBuf};
use themata::analysis::{Between, CodeChange, between};
use themata::model::{Code, CodeId, FrameworkId, Span};
use themata::project::{CodeDraft, CodeWords, NewCoding, Place, Project, Reader, Template, TemplateCode};
use themata::ui::command::{FrameworkCommand, Window as Show};
use themata::ui::views::frameworks::Term;
use themata::ui::{Themata, ViewId};

const NONE: Modifiers = Modifiers::NONE;
const ALT: Modifiers = Modifiers::ALT;
const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;

fn code(name: &str, children: Vec<TemplateCode>) -> TemplateCode {
    TemplateCode { name: name.into(), description: format!("What is {name}."), children, ..TemplateCode::default() }
}

/// Two interviews, and a framework that was named once and changed in every way since.
pub fn study(path: &Path) -> Project {
    let mut project = Project::create(path, "Time").unwrap();
    project.be_coder("BP", "Bo Price").unwrap();
    let codes = vec![
        code("Relations", vec![code("Trust", vec![]), code("Rivalry", vec![])]),
        code("Money", vec![code("Want", vec![])]),
        code("Luck", vec![]),
    ];
    project.add_framework(&Template { name: "Working".into(), codes, ..Template::default() }).unwrap();
    project.add_framework(&Template { name: "Laws".into(), codes: vec![code("Law 1", vec![])], ..Template::default() }).unwrap();
    import(&mut project, None, vec![interview("N1", &["How was it?", "We waited for the money."]), interview("N2", &["And?", "Nobody trusted us."])])
        .unwrap();
    let start = corpus(path);
    let named = |path: &str| start.find_code(path)[0];
    let framework = start.frameworks()[0].id;
    project.name_version(framework, "First", "As begun", "All five were there.").unwrap();
    let place = |parent: CodeId| Place { framework, parent: Some(parent), ahead_of: None };
    let (relations, trust, rivalry, money, want) = (named("Relations"), named("Trust"), named("Rivalry"), named("Money"), named("Want"));
    let spans = |name: &str, spans: &[(u32, u32)], code: CodeId| -> Vec<NewCoding> {
        let source = start.source_named(name).unwrap().id;
        spans.iter().map(|(from, to)| NewCoding { source, span: Span::new(*from, *to), code }).collect()
    };
    project.apply_codes(&spans("N1", &[(0, 4), (5, 9)], trust)).unwrap();
    project.apply_codes(&spans("N2", &[(0, 3)], trust)).unwrap();
    // What is judged at one moment is not due by what is said at the same.
    std::thread::sleep(std::time::Duration::from_millis(3));
    project
        .define_code(trust, CodeWords { description: Some("What trust is.".into()), include: Some("Goodwill".into()), ..CodeWords::default() })
        .unwrap();
    project.edit_code(Code { name: "Funding".into(), ..start.code(money).unwrap().clone() }).unwrap();
    project.move_codes(&[want], place(relations)).unwrap();
    project.merge_codes(&[rivalry], trust).unwrap();
    project.add_code(place(money), &CodeDraft { name: "Budget".into(), ..CodeDraft::default() }).unwrap();
    project.remove_codes(&[named("Luck")]).unwrap();
    project
}

pub fn time(path: &Path) -> Window {
    let mut window = opened(path);
    window.state().ask(Show::Show(ViewId::Frameworks));
    window.run_steps(4);
    window
}

/// Waits until something shows that is read in the background.
#[track_caller]
pub fn shows(window: &mut Window, words: &str) {
    for _ in 0..600 {
        if says(window, words) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
        window.run_steps(1);
    }
    panic!("“{words}” never showed");
}

pub fn saved(window: &mut Window) {
    window.run_steps(2);
    until(window, |app| app.project().is_some_and(|desk| !desk.saving()));
    window.run_steps(4);
}

fn framework(window: &Window) -> FrameworkId {
    window.state().project().unwrap().corpus.frameworks()[0].id
}

#[test]
fn what_changed_since_a_version_is_told_kind_by_kind_with_what_is_coded_under_it() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("time.themata");
    study(&path).close().unwrap();
    let mut window = time(&path);
    shows(&mut window, "Now, not named yet, 5 codes · 6 changes");
    shows(&mut window, "First, just now · BP, 6 codes · the first · 3 codings under it, As begun");
    for words in [
        "Added Funding/Budget, not coded with",
        "Renamed Money to Funding, not coded with",
        "Moved Relations/Want from Money, not coded with",
        "Merged Relations/Rivalry into Relations/Trust, was not coded with",
        // The definition of what was merged into it came to its own.
        "Redefined Relations/Trust, 3 codings · 2 sources; definition: “What trust is.",
        ", before “What is Trust.”; what to include: “Goodwill”, before nothing",
        "Removed Luck, was not coded with",
    ] {
        assert!(says(&window, words), "{words}");
    }
    // What the analysis says, no more and no less.
    let now = corpus(&path);
    let states = Between { framework: framework(&window), older: Some(now.framework_versions()[0].id), newer: None };
    let history = Reader::open(&path).unwrap().gone_codes(&now, states.framework).unwrap();
    let told = between(&now, &states, &history);
    assert_eq!(told.len(), 6);
    let under = |code| now.codings().filter(|coding| coding.code == code).count();
    assert!(told.iter().filter(|one| !one.gone).all(|one| one.coded.unwrap().codings == under(one.code)));
    assert!(matches!(&told.iter().find(|one| one.coded.unwrap().codings == 3).unwrap().change, CodeChange::Redefined(..)));
    // Enter goes to what changed, and from there to the code.
    press(&mut window, NONE, Key::Enter);
    window.run_steps(2);
    (0..3).for_each(|_| press(&mut window, NONE, Key::ArrowDown));
    press(&mut window, NONE, Key::Enter);
    window.run_steps(4);
    assert!(says(&window, "Trust"), "the code shows in Themes");
}

#[test]
fn a_code_that_went_is_told_with_what_it_had_and_what_of_it_moved() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("time.themata");
    let mut project = study(&path);
    let start = corpus(&path);
    let (framework, source) = (start.frameworks()[0].id, start.source_named("N1").unwrap().id);
    let named = |path: &str| start.find_code(path)[0];
    let coding = |span: (u32, u32), code: CodeId| NewCoding { source, span: Span::new(span.0, span.1), code };
    // One of Want’s four stands under Trust already.
    let want = [(5, 9), (1, 2), (2, 3), (3, 4)].map(|span| coding(span, named("Want")));
    project.apply_codes(&want).unwrap();
    project.apply_codes(&[(0, 2), (1, 3)].map(|span| coding(span, named("Budget")))).unwrap();
    project.name_version(framework, "Second", "", "").unwrap();
    project.merge_codes(&[named("Want")], named("Trust")).unwrap();
    project.remove_codes(&[named("Budget")]).unwrap();
    project.close().unwrap();
    let mut window = time(&path);
    shows(&mut window, "From Second to now");
    shows(&mut window, "Merged Relations/Want into Relations/Trust, had 4 codings · 3 moved");
    shows(&mut window, "Removed Funding/Budget, had 2 codings · 1 source");
    let text = std::fs::read_to_string(exported(&mut window, Key::X, &dir.path().join("changes.md"))).unwrap();
    assert!(text.contains("| 4 | 3 |") && text.contains("| 2 |  |") && text.contains("of a code that is gone, those it had when it went"), "{text}");
}

#[test]
fn a_version_is_named_described_compared_and_removed_by_keys() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("time.themata");
    study(&path).close().unwrap();
    let mut window = time(&path);
    shows(&mut window, "5 codes · 6 changes");
    // The keys of the view one is in come first.
    press(&mut window, NONE, Key::F1);
    window.run_steps(2);
    assert!(says(&window, "In Frameworks through time") && says(&window, "Name the framework as it stands…: N"));
    press(&mut window, NONE, Key::Escape);
    press(&mut window, NONE, Key::N);
    window.run_steps(2);
    type_text(&mut window, "first");
    assert!(says(&window, "Another version of this framework has that name."));
    press(&mut window, CTRL, Key::A);
    type_text(&mut window, "Second");
    press(&mut window, NONE, Key::Tab);
    type_text(&mut window, "Two said the same");
    press(&mut window, NONE, Key::Tab);
    type_text(&mut window, "Agreed by all");
    press(&mut window, CTRL, Key::Enter);
    saved(&mut window);
    shows(&mut window, "Second, just now · BP, 5 codes · 6 changes · 0 codings under it, Two said the same");
    shows(&mut window, "Now, not named yet, 5 codes · 0 changes");
    // What was named is looked at. The version before it is what a version is compared with; Shift takes an older one.
    shows(&mut window, "From First to Second");
    shows(&mut window, "N names the framework as it stands · F2 describes the chosen version");
    shows(&mut window, "Agreed by all");
    press(&mut window, NONE, Key::Home);
    (0..2).for_each(|_| press(&mut window, SHIFT, Key::ArrowDown));
    shows(&mut window, "From First to now");
    shows(&mut window, "Removed Luck");
    // Another is asked for by a key.
    press(&mut window, NONE, Key::End);
    shows(&mut window, "“First” is the first version");
    assert!(says(&window, "Rivalry") && says(&window, "All five were there."), "the first version has its codes, and why it came to be so");
    press(&mut window, ALT, Key::C);
    window.run_steps(2);
    type_text(&mut window, "Second");
    press(&mut window, NONE, Key::Enter);
    window.run_steps(2);
    shows(&mut window, "From First to Second");
    press(&mut window, NONE, Key::F2);
    window.run_steps(2);
    press(&mut window, CTRL, Key::A);
    type_text(&mut window, "After March");
    press(&mut window, CTRL, Key::Enter);
    saved(&mut window);
    let names = |window: &Window| -> Vec<String> {
        window.state().project().unwrap().corpus.framework_versions().iter().map(|version| version.name.clone()).collect()
    };
    assert_eq!(names(&window), ["First", "After March"]);
    shows(&mut window, "From First to After March");
    press(&mut window, NONE, Key::Delete);
    saved(&mut window);
    assert_eq!(names(&window), ["First"]);
    press(&mut window, CTRL, Key::Z);
    saved(&mut window);
    assert_eq!(names(&window), ["First", "After March"]);
}

/// Writes what shows to a file, through every question.
fn exported(window: &mut Window, key: Key, path: &Path) -> PathBuf {
    press(window, ALT, key);
    for _ in 0..400 {
        if says(window, "Export all the same") {
            window.get_by_label("Export all the same").click();
        }
        if says(window, "No file chooser of the desktop answers here") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
        window.run_steps(2);
    }
    press(window, CTRL, Key::A);
    type_text(window, &path.display().to_string());
    press(window, NONE, Key::Enter);
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    until(window, |app: &Themata| app.notices().iter().any(|notice| notice.contains(&name)));
    path.to_owned()
}

#[test]
fn what_differs_is_written_as_the_command_line_writes_it() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("time.themata");
    study(&path).close().unwrap();
    let mut window = time(&path);
    shows(&mut window, "From First to now");
    for suffix in ["md", "docx", "xlsx"] {
        let by_window = std::fs::read(exported(&mut window, Key::X, &dir.path().join(format!("window.{suffix}")))).unwrap();
        let to = dir.path().join(format!("line.{suffix}"));
        let mut line = std::process::Command::new(env!("CARGO_BIN_EXE_themata"));
        let file = path.display().to_string();
        let done = line.args(["frameworks", &file, "compare", "Working", "-o", &to.display().to_string()]).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let by_line = std::fs::read(to).unwrap();
        assert!(by_line.len() > 300 && (suffix != "md" || by_window == by_line), "{suffix}");
    }
    let text = std::fs::read_to_string(dir.path().join("line.md")).unwrap();
    assert!(
        text.contains("Working: from First to now") && text.contains("What trust is.") && text.contains("Merged Relations/Rivalry into"),
        "{text}"
    );
}

#[test]
fn frameworks_are_chosen_and_a_framework_without_versions_says_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("time.themata");
    study(&path).close().unwrap();
    let mut window = time(&path);
    shows(&mut window, "From First to now");
    press(&mut window, ALT, Key::F);
    window.run_steps(2);
    type_text(&mut window, "Laws");
    press(&mut window, NONE, Key::Enter);
    window.run_steps(2);
    shows(&mut window, "No version is named yet");
    press(&mut window, ALT, Key::X);
    window.run_steps(3);
    assert!(window.state().notices().iter().any(|words| words.contains("Nothing came before it")));
    window.state().ask(FrameworkCommand::Of(framework(&window)));
    shows(&mut window, "From First to now");
}

#[test]
fn the_page_has_room_in_small_and_large_windows() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("time.themata");
    study(&path).close().unwrap();
    let mut window = time(&path);
    for (width, height) in [(640.0, 480.0), (1280.0, 800.0), (2560.0, 1440.0)] {
        window.set_size(vec2(width, height));
        window.run_steps(4);
        shows(&mut window, "From First to now");
        let row = window.query_all_by_label_contains("Added Funding/Budget").next().expect("the change").rect();
        let head = window.get_by_label("From First to now").rect();
        assert!(row.left() >= 0.0 && row.right() <= width + 0.5 && head.right() <= width && row.top() >= head.bottom(), "{width}: {row:?}");
    }
}

/// How many passages of the first framework are due, as the analysis says.
fn due(path: &Path) -> usize {
    let reader = Reader::open(path).unwrap();
    let corpus = reader.corpus().unwrap();
    reader.to_look_again(&corpus, &reader.definitions(&corpus, corpus.frameworks()[0].id).unwrap()).unwrap().len()
}

fn looked(path: &Path) -> usize {
    corpus(path).looked_again().len()
}

#[test]
fn passages_are_looked_at_again_by_keys_one_by_one_and_several_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("time.themata");
    study(&path).close().unwrap();
    assert_eq!(due(&path), 3);
    let mut window = time(&path);
    shows(&mut window, "Look again · 3");
    press(&mut window, ALT, Key::L);
    shows(&mut window, "Relations / Trust, 3 codings");
    // The keys are at the first.
    shows(&mut window, "Coding 1 of 3");
    assert!(says(&window, "definition, then: What is Trust.; now: What trust is."), "the column at the right");
    assert!(says(&window, "what to include, then: nothing; now: Goodwill"));
    press(&mut window, NONE, Key::H);
    saved(&mut window);
    shows(&mut window, "Coding 1 of 2");
    assert_eq!((due(&path), looked(&path)), (2, 1));
    press(&mut window, CTRL, Key::Z);
    saved(&mut window);
    shows(&mut window, "Look again · 3");
    assert_eq!((due(&path), looked(&path)), (3, 0));
    // Two at once are one step.
    press(&mut window, NONE, Key::Home);
    press(&mut window, NONE, Key::Space);
    press(&mut window, NONE, Key::ArrowDown);
    press(&mut window, NONE, Key::Space);
    window.run_steps(2);
    assert!(says(&window, "2 chosen"));
    press(&mut window, NONE, Key::H);
    saved(&mut window);
    shows(&mut window, "Relations / Trust, 1 coding");
    assert_eq!((due(&path), looked(&path)), (1, 2));
    press(&mut window, CTRL, Key::Z);
    saved(&mut window);
    shows(&mut window, "Relations / Trust, 3 codings");
    assert_eq!(looked(&path), 0, "one step back");
    press(&mut window, CTRL, Key::A);
    press(&mut window, NONE, Key::H);
    saved(&mut window);
    shows(&mut window, "Nothing is to be looked at again");
    assert_eq!(due(&path), 0);
}

#[test]
fn a_passage_loses_its_code_gets_another_and_is_gone_to_by_keys() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("time.themata");
    study(&path).close().unwrap();
    let mut window = time(&path);
    press(&mut window, ALT, Key::L);
    shows(&mut window, "Relations / Trust, 3 codings");
    press(&mut window, NONE, Key::Home);
    press(&mut window, NONE, Key::Delete);
    saved(&mut window);
    shows(&mut window, "Relations / Trust, 2 codings");
    assert_eq!(corpus(&path).codings().count(), 2);
    press(&mut window, CTRL, Key::Z);
    saved(&mut window);
    shows(&mut window, "Relations / Trust, 3 codings");
    press(&mut window, NONE, Key::R);
    window.run_steps(2);
    type_text(&mut window, "Want");
    press(&mut window, NONE, Key::Enter);
    saved(&mut window);
    shows(&mut window, "Relations / Trust, 2 codings");
    let now = corpus(&path);
    let want = now.find_code("Want")[0];
    assert_eq!((now.codings().filter(|coding| coding.code == want).count(), due(&path)), (1, 2));
    press(&mut window, NONE, Key::Home);
    press(&mut window, NONE, Key::Enter);
    window.run_steps(6);
    assert!(window.state().config().views.values().any(|view| *view == ViewId::Read), "the passage shows in Read");
}

#[test]
fn the_study_page_says_what_is_to_be_looked_at_again_and_leads_there() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("time.themata");
    study(&path).close().unwrap();
    let mut window = opened(&path);
    window.state().ask(Show::Show(ViewId::Study));
    let words = "3 codings under redefined codes: Working";
    shows(&mut window, words);
    window.query_all_by_label_contains(words).next().unwrap().click();
    window.run_steps(3);
    shows(&mut window, "Relations / Trust, 3 codings");
}

/// Eight interviews by day at two sites, and the codes that each brings.
pub fn held(path: &Path) -> Project {
    let mut project = Project::create(path, "Held").unwrap();
    project.be_coder("BP", "Bo Price").unwrap();
    let names = ["A", "B", "C", "D", "E", "F", "G", "H"];
    let codes = names.iter().map(|name| code(name, vec![])).collect();
    project.add_framework(&Template { name: "Working".into(), codes, ..Template::default() }).unwrap();
    let sources: Vec<_> = (1..=8).map(|n| interview(&format!("I{n}"), &["How was it for you then?", "We waited for the money."])).collect();
    import(&mut project, None, sources).unwrap();
    let known = corpus(path);
    let site = themata::project::AttributeDraft {
        target: themata::model::Target::Source,
        name: "site".into(),
        kind: themata::model::AttributeType::Choice,
        choices: vec![],
    };
    let site = project.add_attribute(&site).unwrap().value;
    let mut about = project.about().unwrap();
    about.site = Some(themata::model::Grouping::Attribute(site));
    project.edit_project(about).unwrap();
    let brings: [&[usize]; 8] = [&[0, 1, 2, 3], &[0, 4], &[1, 5, 6], &[2], &[7], &[3], &[0], &[1]];
    for (n, list) in brings.iter().enumerate() {
        let source = known.source_named(&format!("I{}", n + 1)).unwrap().clone();
        project.edit_source(source.id, &source.name, source.kind, &format!("2024-03-{:02}", n + 1), "").unwrap();
        project.set_values(&[(site, themata::model::Owner::Source(source.id), if n % 2 == 0 { "North" } else { "South" }.into())]).unwrap();
        let codings: Vec<NewCoding> =
            list.iter().map(|at| NewCoding { source: source.id, span: Span::new(0, 3 + *at as u32), code: known.find_code(names[*at])[0] }).collect();
        project.apply_codes(&codings).unwrap();
    }
    project
}

#[test]
fn saturation_shows_what_the_analysis_says_and_its_terms_are_changed_by_keys() {
    use themata::analysis::saturation::{Guest, coded};
    use themata::analysis::{Saturation, Scope};
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("held.themata");
    held(&path).close().unwrap();
    let now = corpus(&path);
    let codes = now.tree(now.frameworks()[0].id).into_iter().map(|(code, _)| code).collect::<Vec<_>>();
    let judged = |guest| Saturation::new(coded(&now, &codes, false, &Scope::default(), None), guest, 1000, 2020);
    let of = judged(Guest::default());
    assert_eq!(of.fresh, [4, 1, 2, 0, 1, 0, 0, 0]);
    let mut window = time(&path);
    press(&mut window, ALT, Key::S);
    shows(&mut window, &of.verdict());
    for (at, (new, seen)) in of.fresh.iter().zip(of.seen()).enumerate() {
        let (median, low, high) = of.permuted.seen[at];
        let codes = of.coded.codes[at].len();
        let codes = if codes == 1 { "1 code".to_owned() } else { format!("{codes} codes") };
        let said = format!("Interview {}: {codes}, {new} new, {seen} by then, by chance {median} ({low} to {high}); I{0}, 2024-03-0{0}", at + 1);
        assert!(says(&window, &said), "{said}");
    }
    assert!(says(&window, "Reached after 5 interviews (5+2) · no code came first in the 3 interviews after that"));
    for words in [format!("{}.", of.verdict()), format!("By chance: {}.", of.by_chance()), "8 of 8 codes are coded in 8 interviews.".into()] {
        assert!(says(&window, &words), "{words}");
    }
    // Other terms, by keys.
    press(&mut window, ALT, Key::J);
    window.run_steps(2);
    type_text(&mut window, "together 3");
    press(&mut window, NONE, Key::Enter);
    let strict = judged(Guest { run: 3, ..Guest::default() });
    shows(&mut window, &format!("{}.", strict.verdict()));
    assert_ne!(strict.verdict(), of.verdict());
    // Where something came later, it is said.
    for term in [Term::Base(3), Term::Run(1)] {
        window.state().ask(FrameworkCommand::Term(term));
        window.run_steps(2);
    }
    shows(&mut window, "Reached after 3 interviews (3+1) · 1 of 8 codes came first in the 5 interviews after that");
    shows(&mut window, "1 of 8 codes came first in the 5 interviews after that.");
    for term in [Term::Base(4), Term::Run(3)] {
        window.state().ask(FrameworkCommand::Term(term));
        window.run_steps(2);
    }
    // One site alone.
    press(&mut window, ALT, Key::G);
    window.run_steps(2);
    type_text(&mut window, "North");
    press(&mut window, NONE, Key::Enter);
    shows(&mut window, "4 interviews");
    shows(&mut window, "Not reached: too few interviews for base and run");
    press(&mut window, ALT, Key::G);
    window.run_steps(2);
    press(&mut window, NONE, Key::Enter);
    shows(&mut window, "8 interviews");
    // The bars are walked, and lead to the interview.
    press(&mut window, NONE, Key::ArrowRight);
    press(&mut window, NONE, Key::ArrowRight);
    press(&mut window, NONE, Key::Enter);
    window.run_steps(6);
    assert!(window.state().config().views.values().any(|view| *view == ViewId::Read));
}

#[test]
fn interviews_of_no_site_are_a_part_of_saturation_as_on_the_command_line() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("held.themata");
    held(&path).close().unwrap();
    let mut window = time(&path);
    press(&mut window, ALT, Key::S);
    shows(&mut window, "Interview 8: ");
    assert!(says(&window, "North") && !says(&window, "Unassigned"), "everything has a site");
    drop(window);
    let mut project = Project::open(&path).unwrap();
    project.be_coder("BP", "Bo Price").unwrap();
    let now = corpus(&path);
    let Some(themata::model::Grouping::Attribute(site)) = now.project.site else { panic!("an attribute") };
    let last = now.source_named("I8").unwrap().id;
    project.set_values(&[(site, themata::model::Owner::Source(last), String::new())]).unwrap();
    project.close().unwrap();
    let mut window = time(&path);
    press(&mut window, ALT, Key::S);
    shows(&mut window, "Interview 8: ");
    press(&mut window, ALT, Key::G);
    window.run_steps(2);
    type_text(&mut window, "Unassigned");
    press(&mut window, NONE, Key::Enter);
    shows(&mut window, "Interview 1: 1 code, 1 new, 1 by then");
    assert!(!says(&window, "Interview 2: "), "one interview has no site");
}

#[test]
fn the_picture_is_saved_as_the_command_line_draws_it() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("held.themata");
    held(&path).close().unwrap();
    let mut window = time(&path);
    press(&mut window, ALT, Key::S);
    shows(&mut window, "Interview 8: ");
    for suffix in ["svg", "png"] {
        let to = dir.path().join(format!("window.{suffix}"));
        exported(&mut window, Key::P, &to);
        let bytes = std::fs::read(&to).unwrap();
        assert!(if suffix == "svg" {
            String::from_utf8(bytes).unwrap().contains("Interview 8: 1 code, 0 new, 8 by then")
        } else {
            bytes.starts_with(b"\x89PNG")
        });
        let line = dir.path().join(format!("line.{suffix}"));
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_themata"));
        let done = command.args(["saturation", &path.display().to_string(), "--by", "site", "-o", &line.display().to_string()]).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let bytes = std::fs::read(&line).unwrap();
        assert!(bytes.len() > 2000);
        if suffix == "svg" {
            let text = String::from_utf8(bytes).unwrap();
            assert!(["All interviews", "North", "South"].iter().all(|name| text.contains(&format!("<title>{name}</title>"))), "{text}");
        }
    }
}

#[test]
fn the_pages_have_room_in_small_and_large_windows() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("held.themata");
    held(&path).close().unwrap();
    let mut window = time(&path);
    press(&mut window, ALT, Key::S);
    for (width, height) in [(640.0, 480.0), (1280.0, 800.0), (2560.0, 1440.0)] {
        window.set_size(vec2(width, height));
        window.run_steps(4);
        shows(&mut window, "Interview 8: ");
        let bars: Vec<egui::Rect> =
            window.query_all_by_label_contains("Interview ").map(|node| node.rect()).filter(|rect| rect.height() > 60.0).collect();
        assert!(
            bars.len() >= 8 && bars.iter().all(|rect| rect.left() >= 0.0 && rect.right() <= width && rect.bottom() <= height),
            "{width}: {bars:?}"
        );
    }
}
