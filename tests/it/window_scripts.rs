//! Names and texts that are written from right to left: read, selected and coded by keys, and drawn in their own direction everywhere.

use super::support::{corpus, import};
use super::window::{Window, press, type_text, until};
use super::window_study::opened;
use egui::epaint::Shape;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::Path;
use themata::model::{AttributeType, Grouping, MemoKind, Owner, Report, ReportId, SourceKind, Span, SpeakerRole, Subject, Target};
use themata::project::{AttributeDraft, CaseDraft, MemoDraft, NewCoding, NewSource, NewSpeaker, Prepared, Project, Reader, Template, TemplateCode};
use themata::text::{Mark, MarkKind, Structure, Turn};
use themata::ui::command::{CodeCommand, Edit, Target as Goal, Window as Show};
use themata::ui::views::ViewId;

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;

/// An interview of lines that begin with `label: `.
fn interview(name: &str, lines: &[(&str, &str)]) -> Prepared {
    let text = lines.iter().map(|(who, words)| format!("{who}: {words}")).collect::<Vec<_>>().join("\n");
    let paragraphs = Structure::lines(&text);
    let names: Vec<&str> = lines.iter().take(2).map(|(who, _)| *who).collect();
    let turn = |(n, span): (usize, &Span)| Turn { span: *span, speaker: (n % 2) as u32, from: None, to: None };
    let turns: Vec<Turn> = paragraphs.iter().enumerate().map(turn).collect();
    let label = |turn: &Turn| {
        let length = names[turn.speaker as usize].chars().count() as u32 + 2;
        Mark { span: Span::new(turn.span.start, turn.span.start + length), kind: MarkKind::Label }
    };
    let marks = turns.iter().map(label).collect();
    let speaker = |(n, name): (usize, &&str)| NewSpeaker {
        name: (*name).into(),
        role: if n == 0 { SpeakerRole::Interviewer } else { SpeakerRole::Participant },
    };
    let new = NewSource {
        name: name.into(),
        kind: SourceKind::Interview,
        date: String::new(),
        language: String::new(),
        file: String::new(),
        encoding: "UTF-8".into(),
        original: None,
        structure: Structure { paragraphs, turns, marks, ..Structure::default() },
        text,
        speakers: names.iter().enumerate().map(speaker).collect(),
        remarks: Vec::new(),
    };
    Prepared::new(new).unwrap()
}

const ARABIC: [(&str, &str); 4] = [
    ("سائل", "كيف كان العمل؟"),
    ("مريم", "كان العمل مشتركا منذ البداية، لكنه كان بطيئا."),
    ("سائل", "ولماذا؟"),
    ("مريم", "لأن الميزانية (budget 2024) لم تكن كافية."),
];

/// A study in which every name is Hebrew and the words are Arabic.
fn study(path: &Path) {
    let mut project = Project::create(path, "מחקר הטיפול המשולב").unwrap();
    project.be_coder("בפ", "בועז פרץ").unwrap();
    let code = |name: &str, children: Vec<TemplateCode>| TemplateCode { name: name.into(), children, ..TemplateCode::default() };
    let codes = vec![code("אמון", vec![code("כסף", vec![])]), code("זמן", vec![])];
    project.add_framework(&Template { name: "חוקים".into(), codes, ..Template::default() }).unwrap();
    let sources = import(&mut project, None, vec![interview("ראיון ראשון", &ARABIC), interview("ראיון שני", &ARABIC)]).unwrap().value;
    let kinds = corpus(path);
    let (site, person) = (kinds.kind_named("site").unwrap().id, kinds.kind_named("person").unwrap().id);
    let case = |kind, parent, name: &str| CaseDraft { kind, parent, name: name.into(), full_name: format!("{name} כהן") };
    let north = project.add_case(&case(site, None, "צפון")).unwrap().value;
    let first = project.add_case(&case(person, Some(north), "שרה")).unwrap().value;
    let draft = AttributeDraft { target: Target::Case, name: "תפקיד".into(), kind: AttributeType::Choice, choices: vec![] };
    let role = project.add_attribute(&draft).unwrap().value;
    project.set_values(&[(role, Owner::Case(first), "אחות".into())]).unwrap();
    let mut about = project.about().unwrap();
    (about.site, about.role) = (Some(Grouping::Kind(site)), Some(Grouping::Attribute(role)));
    project.edit_project(about).unwrap();
    let voices: Vec<_> = sources.iter().map(|source| kinds.speakers(*source)[1].id).collect();
    project.join_speakers(&voices, Some(first)).unwrap();
    let code = |name: &str| kinds.find_code(name)[0];
    let spans = [(22, 40, "אמון"), (24, 44, "כסף"), (26, 38, "זמן")];
    for source in &sources {
        let list: Vec<NewCoding> =
            spans.iter().map(|(start, end, name)| NewCoding { source: *source, span: Span::new(*start, *end), code: code(name) }).collect();
        project.apply_codes(&list).unwrap();
    }
    let memo = |subject, title: &str| MemoDraft { subject, kind: MemoKind::Method, title: title.into(), body: "דברים שכתבנו".into() };
    project.add_memo(memo(Subject::Project, "תזכיר")).unwrap();
    let coding = corpus(path).codings().next().unwrap().id;
    project.add_memo(memo(Subject::Coding(coding), "על הקידוד")).unwrap();
    let (name, intro) = ("דוח".into(), "מה ששמענו".into());
    let report = Report { id: ReportId::new(), name, intro, quotes: 2, chart: false, pictures: false, ord: String::new() };
    project.add_report(&report, &[code("אמון"), code("זמן")]).unwrap();
    project.close().unwrap();
}

fn is_right_to_left(text: &str) -> bool {
    text.chars().any(|c| matches!(c as u32, 0x590..=0x8FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF))
}

/// What egui, which knows no direction, was left to draw though it is written from right to left.
fn wrong(shape: &Shape, found: &mut Vec<String>) {
    match shape {
        Shape::Text(text) if is_right_to_left(text.galley.text()) => found.push(text.galley.text().to_owned()),
        Shape::Vec(list) => list.iter().for_each(|shape| wrong(shape, found)),
        _ => {}
    }
}

fn right(window: &Window, what: &str) {
    let mut found = Vec::new();
    window.output().shapes.iter().for_each(|clipped| wrong(&clipped.shape, &mut found));
    assert!(found.is_empty(), "{what}: drawn without direction: {found:?}");
}

/// Whether a screen reader hears something that is written from right to left.
fn told(window: &Window) -> usize {
    let labels = window.root().children_recursive().filter_map(|node| node.accesskit_node().label());
    labels.filter(|label| is_right_to_left(label)).count()
}

/// Rests the pointer on everything that has such a name; gives how often a tooltip came.
fn point_at_all(window: &mut Window, what: &str) -> usize {
    let mut tips = 0;
    let places: Vec<_> = window
        .root()
        .children_recursive()
        .filter(|node| node.accesskit_node().label().is_some_and(|label| is_right_to_left(&label)))
        .map(|node| node.rect().center())
        .collect();
    for at in places.into_iter().take(40) {
        window.event(egui::Event::PointerMoved(at));
        window.run_steps(5);
        tips += usize::from(window.ctx.memory(|memory| memory.areas().visible_layer_ids().iter().any(|layer| layer.order == egui::Order::Tooltip)));
        right(window, &format!("{what}, pointed at {at:?}"));
    }
    tips
}

#[test]
fn names_are_drawn_in_their_own_direction_in_every_view() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("study.themata");
    study(&path);
    let mut window = opened(&path);
    window.ctx.all_styles_mut(|style| style.interaction.tooltip_delay = 0.0);
    let mut tips = 0;
    for view in ViewId::PLACES {
        window.state().ask(Show::Show(view));
        window.run_steps(6);
        if view == ViewId::Search {
            type_text(&mut window, "العمل OR الميزانية");
            super::window_search::shows(&mut window, "in 2 sources");
        }
        if view == ViewId::Chart {
            super::window_chart::shows(&mut window, "Framework chart,");
        }
        if view == ViewId::Reports {
            super::window_search::shows(&mut window, "Parts of דוח");
        }
        press(&mut window, NONE, Key::ArrowDown);
        // Of a framework alone, without versions and links, there is hardly more than its name.
        let least = if matches!(view, ViewId::Frameworks | ViewId::Crosswalk) { 1 } else { 3 };
        assert!(told(&window) >= least, "{view:?} shows names");
        right(&window, &format!("{view:?}"));
        tips += point_at_all(&mut window, &format!("{view:?}"));
    }
    assert!(tips >= 12, "{tips} tooltips came");
}

#[test]
fn names_are_drawn_in_their_own_direction_in_dialogs_and_notices() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("study.themata");
    study(&path);
    let codes = corpus(&path);
    let (trust, time) = (codes.find_code("אמון")[0], codes.find_code("זמן")[0]);
    let mut window = opened(&path);
    window.state().ask(Show::Show(ViewId::Read));
    window.run_steps(4);
    press(&mut window, CTRL, Key::K);
    right(&window, "go to anything");
    press(&mut window, NONE, Key::Escape);
    let questions = [CodeCommand::AskSplit(trust), CodeCommand::AskMerge(vec![time], trust), CodeCommand::AskRemove(vec![time])];
    for question in questions {
        let what = format!("{question:?}");
        window.state().ask(question);
        window.run_steps(4);
        assert!(window.query_by_role(egui::accesskit::Role::Dialog).is_some(), "{what}");
        right(&window, &what);
        press(&mut window, NONE, Key::Escape);
    }
    window.state().ask(CodeCommand::Remove(vec![time]));
    until(&mut window, |app| app.notices().iter().any(|said| said.starts_with("Removed")));
    window.state().ask(Edit::Undo);
    until(&mut window, |app| app.notices().iter().any(|said| is_right_to_left(said)));
    right(&window, "a notice");
}

#[test]
fn an_arabic_interview_is_selected_and_coded_by_keys() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("study.themata");
    study(&path);
    let source = corpus(&path).source_named("ראיון שני").unwrap().id;
    let mut window = opened(&path);
    window.state().ask(Show::Go(Goal::Source(source)));
    window.run_steps(6);
    // The next turn, past its label; then two words on, which lie to the left.
    press(&mut window, CTRL, Key::Home);
    press(&mut window, CTRL, Key::ArrowDown);
    press(&mut window, CTRL | SHIFT, Key::ArrowLeft);
    press(&mut window, CTRL | SHIFT, Key::ArrowLeft);
    type_text(&mut window, "زمن جديد");
    press(&mut window, NONE, Key::Enter);
    window.run_steps(2);
    until(&mut window, |app| app.project().is_some_and(|desk| !desk.saving()));
    let reader = Reader::open(&path).unwrap();
    let corpus = reader.corpus().unwrap();
    let code = corpus.find_code("زمن جديد")[0];
    let coding = corpus.codings().find(|coding| coding.code == code).unwrap();
    assert_eq!(coding.source, source);
    assert_eq!(reader.source_text(&corpus, source).unwrap().words_of(coding.span), "كان العمل");
    right(&window, "after coding");
}

/// Lines of many scripts, the key that selects what begins them, the words that come of it, and letters of the code they get. Thai and
/// Chinese are written without spaces between words: a step goes to the next space or sign there.
const MIXED: [(&str, bool, &str, &str); 6] = [
    ("העבודה הייתה משותפת (ward 3) מההתחלה.", true, "העבודה", "ו"),
    ("हमारे पास समय कम था, फिर भी ward 3 में।", true, "हमारे", "स"),
    ("เงินมาช้ากว่าที่คิด and nobody asked.", true, "เงิน", "ก"),
    ("我们一起工作，但是钱来得太晚。", true, "我们", "钱"),
    ("كان 👩‍⚕️ العمل مشتركا", true, "كان", "ز"),
    ("👩‍⚕️🏥 came first, ثم انتظرنا", false, "👩‍⚕️", "e"),
];

#[test]
fn words_of_every_script_are_selected_and_coded_by_keys_beside_others() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("mixed.themata");
    let mut project = Project::create(&path, "Mixed").unwrap();
    project.be_coder("BP", "Bo Price").unwrap();
    project.add_framework(&Template { name: "Words".into(), codes: Vec::new(), ..Template::default() }).unwrap();
    let lines: Vec<(&str, &str)> = MIXED.iter().enumerate().map(|(n, (line, ..))| (["INT", "P07"][n % 2], *line)).collect();
    import(&mut project, None, vec![interview("mixed", &lines)]).unwrap();
    project.close().unwrap();
    let mut window = opened(&path);
    window.state().ask(Show::Show(ViewId::Read));
    window.run_steps(4);
    for (n, (line, by_word, word, letter)) in MIXED.iter().enumerate() {
        press(&mut window, NONE, Key::Escape);
        press(&mut window, CTRL, Key::Home);
        (0..n).for_each(|_| press(&mut window, CTRL, Key::ArrowDown));
        // On is to the left where the line is written from right to left.
        let on = if is_right_to_left(&line.chars().take(1).collect::<String>()) { Key::ArrowLeft } else { Key::ArrowRight };
        press(&mut window, if *by_word { CTRL | SHIFT } else { SHIFT }, on);
        let code = format!("{letter}{n}");
        type_text(&mut window, &code);
        press(&mut window, NONE, Key::Enter);
        window.run_steps(2);
        until(&mut window, |app| app.project().is_some_and(|desk| !desk.saving()));
        let reader = Reader::open(&path).unwrap();
        let corpus = reader.corpus().unwrap();
        let made = corpus.find_code(&code);
        let coding = corpus.codings().find(|coding| made.contains(&coding.code)).unwrap_or_else(|| panic!("{line}: nothing was coded"));
        let words = reader.source_text(&corpus, coding.source).unwrap().words_of(coding.span);
        assert_eq!(words, *word, "{line}");
        right(&window, line);
    }
}
