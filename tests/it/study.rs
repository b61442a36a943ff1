//! A small study through the library's doors: imported, coded, undone, redone, opened again.

use themata::model::{SourceKind, Span, SpeakerRole};
use themata::project::{NewCoding, NewSource, NewSpeaker, Prepared, Project, Reader, Template, TemplateCode};
use themata::text::{Structure, Turn};

fn source(name: &str, text: &str) -> Prepared {
    let paragraphs = Structure::lines(text);
    let turns = paragraphs.iter().enumerate().map(|(n, span)| Turn { span: *span, speaker: (n % 2) as u32, from: None, to: None }).collect();
    let speakers =
        vec![NewSpeaker { name: "INT".into(), role: SpeakerRole::Interviewer }, NewSpeaker { name: "P1".into(), role: SpeakerRole::Participant }];
    let structure = Structure { paragraphs, turns, ..Structure::default() };
    let new = NewSource {
        name: name.into(),
        kind: SourceKind::Interview,
        date: String::new(),
        language: String::new(),
        file: format!("{name}.txt"),
        encoding: "UTF-8".into(),
        original: Some(text.as_bytes().to_vec()),
        text: text.into(),
        structure,
        speakers,
        remarks: Vec::new(),
    };
    Prepared::new(new).unwrap()
}

#[test]
fn a_study_is_coded_undone_redone_and_opened_again() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("small.themata");
    let mut project = Project::create(&path, "Small").unwrap();
    project.be_coder("BP", "Bo Price").unwrap();
    let child = TemplateCode { name: "Money".into(), ..TemplateCode::default() };
    let law = TemplateCode { name: "Law 2".into(), children: vec![child], ..TemplateCode::default() };
    project.add_framework(&Template { name: "Laws".into(), codes: vec![law], ..Template::default() }).unwrap();
    let mut list = [source("one", "How was it?\nIt was fine, but costly.\nWhy?\nMoney — as ever."), source("one", "Again?\nYes.")].into_iter();
    project.import_sources(None, &mut |write| list.by_ref().try_for_each(|source| write(source).map(drop)), &mut |_| (), &mut |_| Ok(None)).unwrap();
    let corpus = Reader::open(&path).unwrap().corpus().unwrap();
    assert_eq!(corpus.sources().iter().map(|s| s.name.as_str()).collect::<Vec<_>>(), ["one", "one (2)"]);
    let code = corpus.find_code("law 2/money")[0];
    let one = corpus.sources()[0].id;
    project.apply_codes(&[NewCoding { source: one, span: Span::new(12, 36), code }]).unwrap();
    assert_eq!(project.depths(), (4, 0));
    while project.next_undo().unwrap().is_some() {
        project.undo().unwrap();
    }
    let empty = Reader::open(&path).unwrap().corpus().unwrap();
    assert!(empty.sources().is_empty() && empty.codes().is_empty() && empty.coding_count() == 0 && empty.coders.is_empty());
    project.close().unwrap();
    let mut project = Project::open(&path).unwrap();
    while project.next_redo().unwrap().is_some() {
        project.redo().unwrap();
    }
    let reader = Reader::open(&path).unwrap();
    let again = reader.corpus().unwrap();
    assert_eq!(again.codings_of(one), Reader::open(&path).unwrap().corpus().unwrap().codings_of(one));
    assert_eq!(again.coding_count(), 1);
    assert_eq!(reader.source_text(&again, one).unwrap().geometry.slice(Span::new(12, 36)), "It was fine, but costly.");
    assert_eq!(reader.history(0).unwrap().len(), 13);
}
