//! A project with much of everything but words: 2,000 sources with 8,000 voices, 1,600 cases with attributes, a long history and many memos.

use std::path::Path;
use themata::model::{AttributeId, AttributeType, CaseId, MemoKind, Owner, SourceId, SourceKind, Span, SpeakerRole, Subject, Target};
use themata::project::{AttributeDraft, CaseDraft, MemoDraft, NewCoding, NewSource, NewSpeaker, Prepared, Project, Reader, Template, TemplateCode};
use themata::text::{Mark, MarkKind, Structure, Turn};

const SOURCES: usize = 2_000;
const VOICES: usize = 4;
const CASES: usize = 1_600;
const MEMOS: usize = 1_000;
const STEPS: u32 = 3_000;

/// A short talk of four voices.
fn talk(n: usize) -> Prepared {
    let (mut text, mut turns, mut marks) = (String::new(), Vec::new(), Vec::new());
    for turn in 0..VOICES * 3 {
        let (start, label) = (text.len() as u32, format!("P{:02}: ", turn % VOICES));
        text.push_str(&label);
        marks.push(Mark { span: Span { start, end: start + label.len() as u32 }, kind: MarkKind::Label });
        text.push_str(&format!("what was said there, {n} and {turn}, was heard by all who were in the room"));
        turns.push(Turn { span: Span { start, end: text.len() as u32 }, speaker: (turn % VOICES) as u32, from: None, to: None });
        text.push('\n');
    }
    let structure = Structure { paragraphs: Structure::lines(&text), turns, marks, styles: Vec::new() };
    let role = |voice: usize| if voice == 0 { SpeakerRole::Interviewer } else { SpeakerRole::Participant };
    let new = NewSource {
        name: format!("Interview {n}"),
        kind: SourceKind::Interview,
        date: format!("2022-{:02}-{:02}", 1 + n % 12, 1 + n % 28),
        language: String::new(),
        file: format!("site {}/{n}.txt", n % 9),
        encoding: String::new(),
        original: None,
        text,
        structure,
        speakers: (0..VOICES).map(|voice| NewSpeaker { name: format!("P{voice:02} of {n}"), role: role(voice) }).collect(),
        remarks: Vec::new(),
    };
    Prepared::new(new).expect("a source")
}

/// Makes the project and closes it.
pub fn build(path: &Path) {
    let mut project = Project::create(path, "Large").expect("a project");
    project.be_coder("BP", "Bo Price").expect("a coder");
    let code = |n: usize| TemplateCode { name: format!("Code {n}"), ..TemplateCode::default() };
    project.add_framework(&Template { name: "Bench".into(), codes: (0..200).map(code).collect(), ..Template::default() }).expect("codes");
    let mut talks = (0..SOURCES).map(talk);
    let feed = &mut |write: &mut dyn FnMut(Prepared) -> themata::Result<SourceId>| talks.by_ref().try_for_each(|one| write(one).map(drop));
    project.import_sources(None, feed, &mut |_| (), &mut |_| Ok(None)).expect("imported");
    people(&mut project, path);
    work(&mut project, path);
    project.close().expect("closed");
}

/// Cases with values, joined to voices.
fn people(project: &mut Project, path: &Path) {
    let corpus = Reader::open(path).and_then(|reader| reader.corpus()).expect("a corpus");
    let kind = corpus.kinds().last().expect("a kind").id;
    let made = |project: &mut Project| {
        let attribute = |project: &mut Project, name: &str| {
            let draft = AttributeDraft { target: Target::Case, name: name.into(), kind: AttributeType::Text, choices: Vec::new() };
            project.add_attribute(&draft).map(|done| done.value)
        };
        let attributes: Vec<AttributeId> =
            ["role", "ward", "years", "team"].iter().map(|name| attribute(project, name)).collect::<themata::Result<_>>()?;
        let mut cases: Vec<CaseId> = Vec::new();
        for n in 0..CASES {
            let draft = CaseDraft { kind, parent: None, name: format!("Case {n}"), full_name: String::new() };
            let source = &corpus.sources()[n % SOURCES];
            let voices: Vec<_> = corpus.speakers(source.id).iter().skip(1).take(1).map(|voice| voice.id).collect();
            cases.push(project.add_case_for(&draft, &[source.id], &voices)?.value);
        }
        let value = |n: usize, at: usize| (attributes[at], Owner::Case(cases[n]), format!("value {}", (n * 7 + at) % 23));
        let values: Vec<_> = (0..CASES).flat_map(|n| (0..attributes.len()).map(move |at| value(n, at))).collect();
        project.set_values(&values).map(drop)
    };
    project.in_one_go(made).expect("cases");
}

/// Codings one by one, so that the history is long, and memos.
fn work(project: &mut Project, path: &Path) {
    let corpus = Reader::open(path).and_then(|reader| reader.corpus()).expect("a corpus");
    let (sources, codes) = (corpus.sources(), corpus.codes());
    let made = |project: &mut Project| {
        for n in 0..STEPS {
            let (source, start) = (&sources[n as usize * 13 % sources.len()], n % 200);
            let coding = NewCoding { source: source.id, span: Span { start, end: start + 30 }, code: codes[n as usize * 7 % codes.len()].id };
            project.apply_codes(&[coding])?;
        }
        for n in 0..MEMOS {
            let subject = if n % 2 == 0 { Subject::Source(sources[n].id) } else { Subject::Code(codes[n % codes.len()].id) };
            project.add_memo(MemoDraft {
                subject,
                kind: MemoKind::Analytic,
                title: format!("Memo {n}"),
                body: "An idea to come back to. ".repeat(20),
            })?;
        }
        Ok(())
    };
    project.in_one_go(made).expect("codings and memos");
}
