//! A project of one million codings over 2,000 sources, 300 codes and 80 people, with a second framework that its codes are linked to.

use std::path::Path;
use themata::analysis::Corpus;
use themata::import::{FileRequest, collect, import_files};
use themata::model::{AttributeType, CaseKind, Code, CodeId, FrameworkId, MemoKind, Span, Subject, Target};
use themata::project::{
    AttributeDraft, CodeDraft, ImportTable, LinkDraft, MemoDraft, NewCoding, Place, Project, Reader, TableCase, TableOwner, TableValue, Template,
    TemplateCode,
};

const SOURCES: usize = 2_000;
const CODES: usize = 300;
const PEOPLE: usize = 80;
const CODINGS: usize = 1_000_000;
/// Codes of a second framework, to which the families are linked, each to two.
const LAWS: usize = 20;
const MEMOS: usize = 1_000;

/// People, the sites they are of, and which sources are whose, in phases.
fn table() -> ImportTable {
    let draft = |target, name: &str| AttributeDraft { target, name: name.into(), kind: AttributeType::Text, choices: Vec::new() };
    let mut table = ImportTable { file: "bench".into(), groupings: [Some(0), None, Some(1)], ..ImportTable::default() };
    table.attributes = vec![draft(Target::Case, "site"), draft(Target::Source, "phase")];
    for person in 0..PEOPLE {
        table.cases.push(TableCase { kind: CaseKind::PERSON.to_owned(), name: format!("P{person:02}"), ..TableCase::default() });
        table.values.push(TableValue { attribute: 0, owner: TableOwner::Case(person), value: format!("Site {}", person % 4) });
    }
    for source in 0..SOURCES {
        let name = format!("s{source:04}");
        table.links.push((name.clone(), source % PEOPLE));
        table.values.push(TableValue { attribute: 1, owner: TableOwner::Source(name), value: format!("{}", source % 10) });
    }
    table
}

/// Makes it: sources of some thousand letters, codes in families of three, and codings that overlap.
pub fn build(texts: &Path, path: &Path) {
    std::fs::create_dir_all(texts).expect("a folder");
    for source in 0..SOURCES {
        std::fs::write(
            texts.join(format!("s{source:04}.txt")),
            format!("INT: And then?\nP{:02}: {}\n", source % PEOPLE, format!("Words of {source}. ").repeat(40)).repeat(10),
        )
        .expect("a text");
    }
    let mut project = Project::create(path, "Bench").expect("a project");
    project.be_coder("A", "").expect("a coder");
    let code = |name: String| TemplateCode { name, ..TemplateCode::default() };
    let family = |n: usize| TemplateCode { children: (0..2).map(|child| code(format!("Code {n} {child}"))).collect(), ..code(format!("Family {n}")) };
    project.add_framework(&Template { name: "Bench".into(), codes: (0..CODES / 3).map(family).collect(), ..Template::default() }).expect("codes");
    let laws = (0..LAWS).map(|n| code(format!("Law {n}"))).collect();
    project.add_framework(&Template { name: "Laws".into(), codes: laws, ..Template::default() }).expect("laws");
    let files: Vec<FileRequest> = collect(&[texts.to_owned()], &|_| true).files.into_iter().map(FileRequest::new).collect();
    import_files(&mut project, &files, None, None, &|_, _| true).expect("imported");
    project.import_table(&table()).expect("a table");
    let corpus = Reader::open(path).and_then(|reader| reader.corpus()).expect("a corpus");
    let (bench, laws) = (corpus.frameworks()[0].id, corpus.frameworks()[1].id);
    let codes: Vec<CodeId> = corpus.tree(bench).into_iter().map(|(code, _)| code).collect();
    let second = corpus.tops(laws);
    let link =
        |(n, from): (usize, &CodeId)| [n, n * 7 + 3].map(|to| LinkDraft { from: *from, to: Some(second[to % second.len()]), reason: String::new() });
    let links: Vec<LinkDraft> = corpus.tops(bench).iter().enumerate().flat_map(link).collect();
    project.map_codes(bench, laws, &links).expect("links");
    let each = CODINGS / SOURCES;
    for sources in corpus.sources().chunks(200) {
        let of = |source: &themata::model::Source| {
            let (id, chars) = (source.id, corpus.version(source.id).expect("a version").chars);
            let codes = &codes;
            (0..each).map(move |n| {
                let start = (n * 37) as u32 % (chars - 60);
                NewCoding { source: id, span: Span::new(start, start + 20 + (n % 40) as u32), code: codes[(n * 7 + n / 300) % codes.len()] }
            })
        };
        let list: Vec<NewCoding> = sources.iter().flat_map(of).collect();
        project.apply_codes(&list).expect("codings");
    }
    revise(&mut project, bench);
    differ(&mut project, &corpus, &codes);
    write_memos(&mut project, &corpus, &codes);
    project.close().expect("closed");
}

/// Two named versions, between them codes of other names and definitions and some that are new.
fn revise(project: &mut Project, framework: FrameworkId) {
    project.name_version(framework, "First", "", "").expect("a version");
    let corpus = Reader::open(project.path()).and_then(|reader| reader.corpus()).expect("a corpus");
    for (n, code) in corpus.codes().iter().filter(|code| code.framework == framework).enumerate().step_by(15) {
        let code = if n % 2 == 0 {
            Code { description: format!("Said anew, {n}."), ..code.clone() }
        } else {
            Code { name: format!("{} by another name", code.name), ..code.clone() }
        };
        project.edit_code(code).expect("revised");
    }
    for n in 0..10 {
        let draft = CodeDraft { name: format!("Late {n}"), ..CodeDraft::default() };
        project.add_code(Place { framework, parent: None, ahead_of: None }, &draft).expect("a code");
    }
    project.name_version(framework, "Second", "", "").expect("a version");
}

/// A second coder, who codes some of the sources a little differently.
fn differ(project: &mut Project, corpus: &Corpus, codes: &[CodeId]) {
    project.be_coder("B", "").expect("a coder");
    let of = |source: &themata::model::Source| {
        let id = source.id;
        (0..20u32).map(move |n| NewCoding { source: id, span: Span::new(n * 90, n * 90 + 40), code: codes[(n as usize * 7) % codes.len()] })
    };
    let list: Vec<NewCoding> = corpus.sources().iter().step_by(40).flat_map(of).collect();
    project.apply_codes(&list).expect("codings");
    project.be_coder("A", "").expect("a coder");
}

/// A thousand memos on sources and codes.
fn write_memos(project: &mut Project, corpus: &Corpus, codes: &[CodeId]) {
    let made = |project: &mut Project| {
        for n in 0..MEMOS {
            let subject = if n % 2 == 0 { Subject::Source(corpus.sources()[n].id) } else { Subject::Code(codes[n % codes.len()]) };
            let (title, body) = (format!("Memo {n}"), "An idea to come back to. ".repeat(20));
            project.add_memo(MemoDraft { subject, kind: MemoKind::Analytic, title, body })?;
        }
        Ok(())
    };
    project.in_one_go(made).expect("memos");
}
