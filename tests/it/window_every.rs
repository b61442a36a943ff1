//! Every command does or says something when it is given, and every control that comes with it has a name for screen readers.

use super::support::corpus;
use super::window::{Window, press, type_text, until};
use super::window_study::{field, opened};
use egui::accesskit::Role;
use egui::{Key, Modifiers, OutputCommand};
use egui_kittest::kittest::NodeT;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::time::{Duration, Instant};
use themata::model::{CellStatus, MemoKind, Report, ReportId, RowKey, Span, Subject};
use themata::project::{CellDraft, CodeWords, LinkDraft, MemoDraft, Project, Template, TemplateCode};
use themata::ui::chosen::Noun;
use themata::ui::command::{
    CrosswalkCommand, Edit, Entry, FrameworkCommand, LikeCommand, ReadCommand, SearchCommand, SourceCommand, When, Window as Show, table,
};
use themata::ui::config::Config;
use themata::ui::views::{ListBy, ViewId};

const NONE: Modifiers = Modifiers::NONE;
const ALT: Modifiers = Modifiers::ALT;

/// Rows that nothing can be seen of here, and why.
const QUIET: &[(&str, &str)] = &[
    ("project.example", "it makes a project in the user’s own folder"),
    ("care.backup", "it keeps a copy in the user’s own folder"),
    ("window.quit", "the window is to close"),
    ("window.full", "the desktop does it"),
    ("window.system", "the desktop of a test is light, as the window is"),
    ("window.light", "it is light"),
    ("window.normal", "it has this size"),
    ("show.stripes-all", "all of them show"),
    ("history.everything", "everything shows"),
    ("view.all", "nothing is left out"),
    ("go.study", "it is shown"),
    ("crosswalk.links", "it is shown"),
    ("code.down", "the code is the last of its own"),
    ("code.in", "the code is the first of its own"),
    ("select.none", "nothing is selected"),
    ("themes.none", "nothing is chosen"),
    ("themes.all", "there is one passage, and how it is drawn is all that changes"),
    ("search.passages", "passages show"),
    ("code.end-back", "a coding of one word keeps it"),
    ("code.start-on", "a coding of one word keeps it"),
];

/// Rows that have nothing to do here and say so, and why.
const SAYS: &[(&str, &str)] = &[
    ("chart.draft", "it is a draft"),
    ("chart.find-next", "no other cell has the words"),
    ("chart.find-previous", "no other cell has the words"),
    ("chart.next-changed", "no other cell changed"),
    ("chart.no-data", "it has words"),
    ("chart.regain", "nothing was left out of a cell"),
    ("chart.quote-1", "it is linked"),
    ("chart.quote-2", "there is one passage"),
    ("chart.quote-3", "there is one passage"),
    ("chart.quote-4", "there is one passage"),
    ("chart.whole", "the passage stands whole already"),
    ("chart.quote-5", "there is one passage"),
    ("chart.quote-6", "there is one passage"),
    ("chart.quote-7", "there is one passage"),
    ("chart.quote-8", "there is one passage"),
    ("chart.quote-9", "there is one passage"),
    ("frameworks.export", "nothing came before the first version"),
    ("history.redo-to", "nothing is chosen in its list"),
    ("memos.go", "nothing is chosen in its list"),
    ("memos.link", "nothing is chosen in its list"),
    ("memos.open", "nothing is chosen in its list"),
    ("memos.remove", "nothing is chosen in its list"),
    ("reports.by-rule", "the quotes are taken by rule"),
    ("reports.up", "it is the first theme"),
    ("memos.settle", "nothing is chosen in its list"),
    ("memos.unlink", "nothing is chosen in its list"),
    ("speakers.code", "nothing is chosen in its list"),
    ("speakers.interviewer", "nothing is chosen in its list"),
    ("speakers.join", "nothing is chosen in its list"),
    ("speakers.merge", "nothing is chosen in its list"),
    ("speakers.none", "nothing is chosen in its list"),
    ("speakers.part", "nothing is chosen in its list"),
    ("speakers.participant", "nothing is chosen in its list"),
    ("speakers.rename", "nothing is chosen in its list"),
    ("care.restore", "there is no backup of it yet"),
    ("code.again", "no code was used yet"),
    ("code.delete", "no passage is chosen"),
    ("code.end-on", "no passage is chosen"),
    ("code.link-memo", "no passage is chosen"),
    ("code.memo", "no passage is chosen"),
    ("code.recode", "no passage is chosen"),
    ("code.star", "no passage is chosen"),
    ("code.start-back", "no passage is chosen"),
    ("code.up", "there is no place for the chosen codes that way"),
    ("correct.lost", "nothing in this text lost its words"),
    ("history.undo-to", "choose a step in the list that can be undone to"),
    ("memos.unfinished", "nothing is left half written"),
    ("pin.1", "nothing is pinned on that key"),
    ("pin.2", "nothing is pinned on that key"),
    ("pin.3", "nothing is pinned on that key"),
    ("pin.4", "nothing is pinned on that key"),
    ("pin.5", "nothing is pinned on that key"),
    ("pin.6", "nothing is pinned on that key"),
    ("pin.7", "nothing is pinned on that key"),
    ("pin.8", "nothing is pinned on that key"),
    ("pin.9", "nothing is pinned on that key"),
    ("read.memos", "there are no memos in this text"),
    ("read.originals", "no name was replaced in this text"),
    ("search.leave", "no word is chosen"),
    ("go.back", "no other view led here"),
    ("search.see", "this search is not saved"),
    ("search.seek", "no word is chosen"),
    ("search.tick-new", "this search is not saved"),
    ("search.words-against", "no part is compared"),
    ("show.phases", "there are no phases"),
    ("lens.accept", "no other framework is read"),
    ("lens.move", "no other framework is read"),
    ("lens.reject", "no other framework is read"),
    ("lens.reopen", "no other framework is read"),
    ("show.through", "nothing is linked to the framework"),
    ("theme.against", "no passage is chosen"),
    ("theme.quote", "no passage is chosen"),
    ("theme.part", "the theme gathers no code"),
    ("themes.code", "no passage is chosen"),
    ("themes.context", "no passage is chosen"),
    ("themes.jump", "no passage is chosen"),
];

/// What a row said where it did nothing else: with its notice gone, the window is as it was. A notice of something done is no refusal.
fn refused(window: &mut Window, before: u64, config: &Config) -> Option<String> {
    let said = window.state().notices();
    if said.is_empty() || window.state().says_done() {
        return None;
    }
    (1..400).for_each(|number| window.state().ask(Show::Dismiss(number)));
    window.run_steps(4);
    (looks(window) == before && window.state().config() == config).then(|| said[0].clone())
}

/// A study that has some of everything.
fn study(path: &Path) {
    let mut project: Project = field(path);
    linked(&mut project, path);
    // Undo and redo are rows too, and take back what was done last.
    super::window_like::talks(&mut project, path);
    chart(&mut project, path);
    let known = corpus(path);
    let (source, money) = (known.source_named("one").unwrap(), known.find_code("Money")[0]);
    let report =
        Report { id: ReportId::new(), name: "Board".into(), intro: String::new(), quotes: 2, chart: true, pictures: true, ord: String::new() };
    project.add_report(&report, &[money, known.find_code("Wages")[0]]).unwrap();
    project.name_version(known.frameworks()[0].id, "First", "As begun", "").unwrap();
    std::thread::sleep(Duration::from_millis(3));
    project.define_code(money, CodeWords { include: Some("Wages".into()), ..CodeWords::default() }).unwrap();
    let version = known.version(source.id).unwrap().id;
    for subject in [Subject::Project, Subject::Passage(source.id, version, Span::new(22, 46)), Subject::Code(money)] {
        project.add_memo(MemoDraft { subject, kind: MemoKind::Method, title: "On asking".into(), body: "Ask again.".into() }).unwrap();
    }
    let folder = project.add_folder(None, "Second phase").unwrap().value;
    project.move_sources(&[source.id], Some(folder)).unwrap();
    project.set_pin(1, Some(money)).unwrap();
    project.save_search("Costs", "costly", "").unwrap();
    project.close().unwrap();
}

/// A second framework, as whose code the first code with a passage is read.
fn linked(project: &mut Project, path: &Path) {
    let codes = vec![TemplateCode { name: "Wages".into(), ..TemplateCode::default() }];
    project.add_framework(&Template { name: "Work".into(), codes, ..Template::default() }).unwrap();
    let known = corpus(path);
    let link = LinkDraft { from: known.find_code("Law 2/Money")[0], to: Some(known.find_code("Wages")[0]), reason: "Money is paid".into() };
    project.map_codes(known.frameworks()[0].id, known.frameworks()[1].id, &[link]).unwrap();
}

/// A cell of the chart, written twice, under which the coding changed since.
fn chart(project: &mut Project, path: &Path) {
    let known = corpus(path);
    let source = known.source_named("one").unwrap().id;
    let passage = known.passage(source, Span::new(22, 46)).unwrap();
    let draft = |words: &str| CellDraft {
        row: RowKey::Source(source),
        code: known.find_code("Law 2")[0],
        summary: words.into(),
        status: CellStatus::Draft,
        evidence: vec![(1, passage)],
        beneath: "0123456789abcdef".into(),
        fits: false,
    };
    project.write_cells(&[draft("It costs. [1]")]).unwrap();
    project.write_cells(&[draft("It was dear. [1]")]).unwrap();
}

/// What can be told of the window: where everything stands, what it says, and what has the keys.
fn looks(window: &Window) -> u64 {
    let mut hash = DefaultHasher::new();
    for clipped in &window.output().shapes {
        let rect = clipped.shape.visual_bounding_rect();
        [rect.min.x, rect.min.y, rect.max.x, rect.max.y].map(|at| (at * 4.0).round() as i64).hash(&mut hash);
    }
    for node in window.root().children_recursive() {
        let node = node.accesskit_node();
        (node.label(), node.value(), node.is_focused(), node.is_selected()).hash(&mut hash);
        format!("{:?}{:?}", node.toggled(), node.role()).hash(&mut hash);
    }
    window.state().notices().hash(&mut hash);
    hash.finish()
}

/// The roles that a screen reader says by their names alone.
fn is_control(role: Role) -> bool {
    use Role::*;
    matches!(
        role,
        Button
            | CheckBox
            | ComboBox
            | Dialog
            | Link
            | ListBox
            | ListBoxOption
            | Menu
            | MenuItem
            | MenuItemCheckBox
            | MenuItemRadio
            | MultilineTextInput
            | RadioButton
            | Slider
            | SpinButton
            | Switch
            | Tab
            | TextInput
            | Tree
            | TreeItem
    )
}

/// Controls without a name.
fn nameless(window: &Window, what: &str, found: &mut BTreeSet<String>) {
    for node in window.root().children_recursive() {
        let node = node.accesskit_node();
        if is_control(node.role()) && node.label().is_none_or(|label| label.trim().is_empty()) {
            found.insert(format!("{what}: a {:?} at {:?}", node.role(), node.raw_bounds()));
        }
    }
}

/// Settles a command: what it copies, or asks of the desktop, counts too.
fn give(window: &mut Window, entry: &Entry) -> bool {
    window.state().ask(entry.command.clone());
    let mut asked = false;
    for _ in 0..8 {
        window.step();
        let commands = &window.output().platform_output.commands;
        asked |= commands.iter().any(|command| matches!(command, OutputCommand::CopyText(_)));
    }
    asked
}

/// Brings the window back to this view with something chosen for the row, and nothing open over it.
fn ready(window: &mut Window, view: ViewId, entry: &Entry) {
    for _ in 0..3 {
        press(window, NONE, Key::Escape);
    }
    // What was said before is said again by the same words.
    (1..400).for_each(|number| window.state().ask(Show::Dismiss(number)));
    window.state().ask(Show::Show(view));
    window.run_steps(3);
    match (view, entry.when.noun()) {
        (ViewId::Read, Some(Noun::Code)) => list(window, Key::F, &[Key::Home, Key::ArrowDown, Key::ArrowDown]),
        (ViewId::Read, Some(Noun::Framework)) => list(window, Key::F, &[Key::Home]),
        (ViewId::Read, Some(Noun::Folder)) => {
            window.state().ask(SourceCommand::GroupBy(ListBy::Folder));
            list(window, Key::S, &[Key::Home]);
        }
        (ViewId::Read, Some(Noun::Source)) => list(window, Key::S, &[Key::End]),
        (ViewId::Read, Some(Noun::Case)) => list(window, Key::C, &[Key::ArrowRight, Key::End]),
        (ViewId::Read, None) => passage(window, entry),
        (ViewId::Chart, _) => {
            super::window_chart::shows(window, "Framework chart,");
            press(window, NONE, Key::Escape);
            press(window, Modifiers::COMMAND, Key::F);
            type_text(window, "dear");
            press(window, NONE, Key::Enter);
            press(window, NONE, Key::Escape);
            super::window_chart::shows(window, "Framework chart, one, Law 2");
            super::window_chart::shows(window, "Passage 1");
        }
        (ViewId::Reports, _) => {
            super::window_search::shows(window, "Parts of Board");
            super::window_crosswalk::at(window, "Money, ");
        }
        (ViewId::Frameworks, _) => {
            let due = entry.when.noun() == Some(Noun::Due) || entry.id == "frameworks.versions";
            let page = if due { themata::ui::views::frameworks::Page::Again } else { themata::ui::views::frameworks::Page::Versions };
            window.state().ask(FrameworkCommand::Page(page));
            super::window_search::shows(window, if due { "Codings to look at again" } else { "First, " });
            // Its list takes the keys itself, and is read again in the background after each step.
            let begun = Instant::now();
            loop {
                press(window, NONE, Key::Home);
                press(window, NONE, Key::ArrowDown);
                let at = |place: &str| super::window_study::says(window, &format!("Coding {place} of "));
                if !due || at("1") || at("2") {
                    break;
                }
                assert!(begun.elapsed() < Duration::from_secs(20), "no passage to look at again");
                std::thread::sleep(Duration::from_millis(5));
            }
        }
        (ViewId::Crosswalk, _) => {
            let framework = |name: &str| {
                let corpus = &window.state().project().unwrap().corpus;
                corpus.find_code(name).first().and_then(|code| corpus.code(*code)).map(|code| code.framework)
            };
            window.state().ask(CrosswalkCommand::Of(framework("Money"), framework("Wages")));
            window.state().ask(CrosswalkCommand::Page(themata::ui::views::crosswalk::Page::Links));
            window.run_steps(2);
            super::window_crosswalk::at(window, "Money, is read as Wages");
            super::window_crosswalk::shows(window, "costly");
            let of_passages = entry.id.starts_with("lens.") || ["code.recode", "crosswalk.jump"].contains(&entry.id);
            if of_passages {
                super::window_crosswalk::to_passages(window);
            }
        }
        (ViewId::Themes | ViewId::Memos | ViewId::Speakers | ViewId::History, _) => {
            // What was left by Escape has no keys any more.
            press(window, NONE, Key::Tab);
            press(window, NONE, Key::Home);
            press(window, NONE, Key::ArrowDown);
        }
        (ViewId::Search, Some(Noun::Alike)) => {
            let money = window.state().project().unwrap().corpus.find_code("Money")[0];
            window.state().ask(LikeCommand::Of(money));
            super::window_search::shows(window, "3 paragraphs");
            press(window, NONE, Key::Home);
        }
        (ViewId::Search, _) => {
            type_text(window, "was OR costly OR money");
            window.state().ask(SearchCommand::Passages);
            super::window_search::shows(window, "Tick");
            press(window, NONE, Key::Enter);
        }
        _ => {}
    }
}

fn list(window: &mut Window, letter: Key, keys: &[Key]) {
    press(window, ALT, letter);
    keys.iter().for_each(|key| press(window, NONE, *key));
}

/// In the text: the caret in the middle of it, with a selection or a coding where the row is about one.
fn passage(window: &mut Window, entry: &Entry) {
    window.state().ask(ReadCommand::Leave);
    window.state().ask(ReadCommand::Go(themata::ui::views::read::Motion::Top));
    window.state().ask(ReadCommand::Go(themata::ui::views::read::Motion::On(themata::ui::views::read::Unit::Turn)));
    window.state().ask(ReadCommand::Go(themata::ui::views::read::Motion::Right));
    window.run_steps(3);
    if ["copy", "vivo", "palette", "again"].iter().any(|word| entry.id.contains(word)) || (entry.id.starts_with("pin.") && !entry.id.contains("set"))
    {
        window.state().ask(ReadCommand::SelectTurn);
    }
    if entry.id.starts_with("pin.set") {
        list(window, Key::F, &[Key::Home, Key::ArrowDown, Key::ArrowDown]);
    }
    if ["search.next", "search.previous"].contains(&entry.id) {
        window.state().ask(SearchCommand::FindSame(themata::ui::views::read::Trail { query: "was".into(), stops: [].into() }));
    }
    window.run_steps(3);
}

/// Takes back what was done, so that the next row finds everything.
fn take_back(window: &mut Window, last: i64) {
    until(window, |app| app.project().is_none_or(|desk| !desk.saving()));
    let now = |window: &Window| window.state().project().map_or(last, |desk| desk.reader().last_op().unwrap());
    if now(window) > last {
        window.state().ask(Edit::UndoAnyway);
        until(window, |app| app.project().is_none_or(|desk| !desk.saving()));
    }
}

#[test]
fn every_row_does_or_says_something_and_every_control_has_a_name() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("every.themata");
    study(&path);
    let quiet: BTreeSet<&str> = QUIET.iter().map(|(id, _)| *id).collect();
    let mut window = opened(&path);
    window.run_steps(4);
    let (mut still, mut without, mut given, mut only_said) = (Vec::new(), BTreeSet::new(), BTreeSet::new(), BTreeMap::new());
    for view in ViewId::PLACES {
        window.state().ask(Show::Show(view));
        window.run_steps(4);
        nameless(&window, &format!("{view:?}"), &mut without);
        for entry in table::all() {
            let here = match entry.when {
                When::Palette | When::Correcting => false,
                When::View(of) | When::Writable(of) => of == view,
                When::Views(of) => of.contains(&view),
                When::Chosen(Noun::Case) | When::Single(Noun::Case) => view == ViewId::Cases,
                When::Chosen(Noun::Alike) => view == ViewId::Search,
                When::Chosen(Noun::Version | Noun::Due) => view == ViewId::Frameworks,
                When::Chosen(_) | When::Single(_) => view == ViewId::Read,
                _ => view == ViewId::Study,
            };
            if !here || quiet.contains(entry.id) || entry.id == "project.close" || entry.id == "correct.begin" {
                continue;
            }
            ready(&mut window, view, entry);
            let last = window.state().project().unwrap().reader().last_op().unwrap();
            let (before, config) = (looks(&window), window.state().config().clone());
            let asked = give(&mut window, entry);
            nameless(&window, entry.id, &mut without);
            given.insert(entry.id);
            let begun = Instant::now();
            let same = |window: &Window| looks(window) == before && *window.state().config() == config;
            // Some of it is looked for in the background first.
            while !asked && same(&window) && begun.elapsed() < Duration::from_secs(10) {
                std::thread::sleep(Duration::from_millis(5));
                window.run_steps(1);
            }
            if !asked && same(&window) {
                still.push(format!("{} in {view:?}", entry.id));
            } else if !asked && let Some(words) = refused(&mut window, before, &config) {
                only_said.insert(entry.id, words);
            }
            take_back(&mut window, last);
            window.state().ask(Show::Configure(Box::new(config)));
        }
    }
    let expected: BTreeSet<&str> = SAYS.iter().map(|(id, _)| *id).collect();
    let unexpected: Vec<_> = only_said.iter().filter(|(id, _)| !expected.contains(*id)).collect();
    assert!(unexpected.is_empty(), "these did nothing but say why not: {unexpected:#?}");
    assert!(still.is_empty(), "given, nothing came of: {still:#?}");
    assert!(without.is_empty(), "without a name: {without:#?}");
    let all = table::all().filter(|entry| !matches!(entry.when, When::Palette | When::Correcting)).count();
    assert!(given.len() + quiet.len() + 2 >= all, "{} of {all} rows were given", given.len());
}
