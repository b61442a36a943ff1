//! A project whose chart has 200 interviews by 100 codes, every cell written.

use themata::import::{FileRequest, collect, import_files};
use themata::model::{CellStatus, CodeId, RowKey, SourceId, Span};
use themata::project::{CellDraft, NewCoding, Project, Reader, Template, TemplateCode};

const SOURCES: usize = 200;
const CODES: usize = 100;

/// Makes it.
pub fn build(path: &std::path::Path) {
    let texts = path.with_extension("texts");
    std::fs::create_dir_all(&texts).expect("a folder");
    for source in 0..SOURCES {
        let words = format!("INT: And then?\nP{source:03}: {}\n", format!("Words of {source}. ").repeat(20)).repeat(6);
        std::fs::write(texts.join(format!("s{source:03}.txt")), words).expect("a text");
    }
    let mut project = Project::create(path, "Chart").expect("a project");
    project.be_coder("A", "").expect("a coder");
    let code = |n: usize| TemplateCode { name: format!("Code {n}"), ..TemplateCode::default() };
    project.add_framework(&Template { name: "Bench".into(), codes: (0..CODES).map(code).collect(), ..Template::default() }).expect("codes");
    let files: Vec<FileRequest> = collect(&[texts], &|_| true).files.into_iter().map(FileRequest::new).collect();
    import_files(&mut project, &files, None, None, &|_, _| true).expect("imported");
    let corpus = Reader::open(path).and_then(|reader| reader.corpus()).expect("a corpus");
    let codes: Vec<CodeId> = corpus.codes().iter().map(|code| code.id).collect();
    let sources: Vec<SourceId> = corpus.sources().iter().map(|source| source.id).collect();
    let codings: Vec<NewCoding> = sources
        .iter()
        .flat_map(|source| (0..CODES).map(|n| (*source, n)))
        .map(|(source, n)| NewCoding { source, span: Span::new(20 + n as u32 * 3, 60 + n as u32 * 3), code: codes[n] })
        .collect();
    project.apply_codes(&codings).expect("codings");
    let cell = |(at, source): (usize, &SourceId), n: usize| CellDraft {
        row: RowKey::Source(*source),
        code: codes[n],
        summary: format!("What {at} says of {n}: money comes late and is short, and who is rung answers. ").repeat(1 + (at + n) % 3),
        status: if (at + n).is_multiple_of(4) { CellStatus::Agreed } else { CellStatus::Draft },
        evidence: Vec::new(),
        beneath: String::new(),
        fits: false,
    };
    let drafts: Vec<CellDraft> = sources.iter().enumerate().flat_map(|source| (0..CODES).map(move |n| cell(source, n))).collect();
    project.write_cells(&drafts).expect("cells");
    project.close().expect("closed");
}
