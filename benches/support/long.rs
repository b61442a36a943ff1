//! A project with one long source: a million words and 5,000 codings, or fewer.

use std::path::Path;
use themata::model::{CodeId, SourceKind, Span, SpeakerRole};
use themata::project::{NewCoding, NewSource, NewSpeaker, Prepared, Project, Reader, Template, TemplateCode};
use themata::text::{Mark, MarkKind, Structure, Turn};

const WORDS: [&str; 24] = [
    "the", "money", "was", "held", "back", "until", "somebody", "asked", "for", "it", "and", "then", "we", "shared", "what", "there", "had", "been",
    "of", "trust", "between", "those", "who", "met",
];

/// A conversation of about `words` words in turns of 50, labels in the text.
fn long_source(words: usize) -> Prepared {
    let mut text = String::new();
    let mut turns = Vec::new();
    let mut marks = Vec::new();
    for turn in 0..words / 50 {
        let start = text.len() as u32;
        let label = if turn % 2 == 0 { "INT: " } else { "P07: " };
        text.push_str(label);
        marks.push(Mark { span: Span { start, end: start + label.len() as u32 }, kind: MarkKind::Label });
        for word in 0..50 {
            text.push_str(WORDS[(turn * 7 + word * 5 + word * word) % WORDS.len()]);
            text.push(if word == 49 { '.' } else { ' ' });
        }
        turns.push(Turn { span: Span { start, end: text.len() as u32 }, speaker: (turn % 2) as u32, from: None, to: None });
        text.push('\n');
    }
    let structure = Structure { paragraphs: Structure::lines(&text), turns, marks, styles: Vec::new() };
    let speaker = |name: &str, role| NewSpeaker { name: name.into(), role };
    let new = NewSource {
        name: "A million words".into(),
        kind: SourceKind::Interview,
        date: String::new(),
        language: String::new(),
        file: String::new(),
        encoding: String::new(),
        original: None,
        text,
        structure,
        speakers: vec![speaker("INT", SpeakerRole::Interviewer), speaker("P07", SpeakerRole::Participant)],
        remarks: Vec::new(),
    };
    Prepared::new(new).expect("a source")
}

/// Makes the project and closes it.
pub fn build(path: &Path) {
    build_of(path, 1_000_000, 5_000);
}

/// Makes one with a source of so many words and so many codings, and closes it.
pub fn build_of(path: &Path, words: usize, codings: u32) {
    let mut project = Project::create(path, "Bench").expect("a project");
    project.be_coder("BP", "Bo Price").expect("a coder");
    let code = |n: usize| TemplateCode { name: format!("Code {n}"), ..TemplateCode::default() };
    project.add_framework(&Template { name: "Bench".into(), codes: (0..40).map(code).collect(), ..Template::default() }).expect("codes");
    let mut source = Some(long_source(words));
    let feed =
        &mut |write: &mut dyn FnMut(Prepared) -> themata::Result<themata::model::SourceId>| source.take().map_or(Ok(()), |one| write(one).map(drop));
    let id = project.import_sources(None, feed, &mut |_| (), &mut |_| Ok(None)).expect("imported").value.sources[0];
    let corpus = Reader::open(path).and_then(|reader| reader.corpus()).expect("a corpus");
    let codes: Vec<CodeId> = corpus.codes().iter().map(|code| code.id).collect();
    let chars = corpus.version(id).map_or(0, |version| version.chars);
    let coding = |n: u32| {
        let start = (n * (chars / codings)).min(chars - 900);
        NewCoding { source: id, span: Span { start, end: start + 40 + n * 37 % 800 }, code: codes[n as usize * 7 % codes.len()] }
    };
    project.apply_codes(&(0..codings).map(coding).collect::<Vec<_>>()).expect("codings");
    project.close().expect("closed");
}
