//! 1,000 transcripts of 8,000 words with 100,000 codings: the passages of one code, counts of all codes, CSV of everything.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a bench that cannot go on stops")]

#[path = "support/mod.rs"]
mod support;

use serde_json::Value;
use std::collections::HashMap;
use std::path::Path;
use std::process::Command;
use support::{Report, folder, median, ms, shared};
use themata::analysis::*;
use themata::export::{ExcerptOptions, excerpts_csv, excerpts_xlsx};
use themata::import::{FileRequest, collect, import_files};
use themata::model::{AttributeType, CaseKind, CodeId, Span, SpeakerRole, Target};
use themata::project::{AttributeDraft, ImportTable, NewCoding, Project, Reader, TableCase, TableOwner, TableValue, Template, TemplateCode};

/// The corpus that other programs were measured on, written by the script beside the corpora.
fn peer_corpus(shared: &Path, into: &Path) -> Option<Value> {
    let script = shared.join("tools/make_peer_corpus.py");
    let done = Command::new("python3").arg(&script).arg(into).arg("1000").stdout(std::process::Stdio::null()).status();
    if !done.is_ok_and(|status| status.success()) {
        println!("skipped: {} cannot be run (python3 is needed)", script.display());
        return None;
    }
    serde_json::from_slice(&std::fs::read(into.join("plan.json")).ok()?).ok()
}

fn words<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().expect("words")
}

/// A person, a site, a role and a phase for each transcript.
fn table(docs: &[Value]) -> ImportTable {
    let draft = |target, name: &str| AttributeDraft { target, name: name.into(), kind: AttributeType::Text, choices: Vec::new() };
    let mut table = ImportTable { file: "plan.json".into(), groupings: [Some(0), Some(1), Some(3)], ..ImportTable::default() };
    table.attributes = vec![draft(Target::Case, "site"), draft(Target::Case, "role"), draft(Target::Case, "sector"), draft(Target::Source, "phase")];
    for (place, doc) in docs.iter().enumerate() {
        let (kind, name) = (CaseKind::PERSON.to_owned(), format!("P{:04}", place + 1));
        table.cases.push(TableCase { kind, name, ..TableCase::default() });
        table.links.push((words(doc, "name").into(), place));
        for (attribute, name) in ["site", "role", "sector", "phase"].into_iter().enumerate() {
            let owner = if name == "phase" { TableOwner::Source(words(doc, "name").into()) } else { TableOwner::Case(place) };
            table.values.push(TableValue { attribute, owner, value: words(&doc["attr"], name).into() });
        }
    }
    table
}

/// The project of that corpus: codes in families of five, each coder's codings one operation, the speakers joined to their people.
fn build(plan: &Value, texts: &Path, path: &Path) {
    let mut project = Project::create(path, "Bench").expect("a project");
    project.be_coder("A", "").expect("a coder");
    let code = |place: usize| TemplateCode { name: format!("Code {place}"), ..TemplateCode::default() };
    let family = |n: usize| TemplateCode { name: format!("Family {n}"), children: (n * 5..n * 5 + 5).map(code).collect(), ..TemplateCode::default() };
    project.add_framework(&Template { name: "Bench".into(), codes: (0..20).map(family).collect(), ..Template::default() }).expect("codes");
    let files: Vec<FileRequest> = collect(&[texts.to_owned()], &|_| true).files.into_iter().map(FileRequest::new).collect();
    import_files(&mut project, &files, None, None, &|_, _| true).expect("imported");
    let docs = plan["docs"].as_array().expect("documents");
    project.import_table(&table(docs)).expect("a table");
    let corpus = Reader::open(path).and_then(|reader| reader.corpus()).expect("a corpus");
    let codes: HashMap<&str, CodeId> = corpus.codes().iter().map(|code| (code.name.as_str(), code.id)).collect();
    for source in corpus.sources() {
        let voices = corpus.speakers(source.id).iter().filter(|speaker| speaker.role == SpeakerRole::Participant);
        let voices: Vec<_> = voices.map(|speaker| speaker.id).collect();
        project.join_speakers(&voices, corpus.cases_of(source.id).first().copied()).expect("joined");
    }
    for (coder, initials) in ["A", "B", "C", "D", "E"].into_iter().enumerate() {
        project.be_coder(initials, "").expect("a coder");
        let mut list = Vec::new();
        for doc in docs {
            let source = corpus.source_named(words(doc, "name")).expect("a source").id;
            for coding in doc["codings"].as_array().expect("codings") {
                let number = |at: usize| coding[at].as_u64().expect("a number") as u32;
                if number(3) as usize == coder {
                    list.push(NewCoding { source, span: Span::new(number(1), number(2)), code: codes[format!("Code {}", number(0)).as_str()] });
                }
            }
        }
        project.apply_codes(&list).expect("codings");
    }
    project.close().expect("closed");
}

fn main() {
    let Some(shared) = shared() else { return };
    let dir = folder();
    let Some(plan) = peer_corpus(&shared, dir.path()) else { return };
    let path = dir.path().join("peer.themata");
    build(&plan, &dir.path().join("txt"), &path);
    let reader = Reader::open(&path).expect("a project");
    let corpus = reader.corpus().expect("a corpus");
    let texts = reader.texts(&corpus);
    let mut report = Report::new("Out of 1,000 transcripts with 100,000 codings (median)");
    report.note("codings in the project", &corpus.coding_count().to_string());
    let code = corpus.find_code("Family 0/Code 0")[0];
    let query = Query { basis: Basis::Codings, ..Query::code(code, false) };
    let found = retrieve(&corpus, &query, &texts).expect("passages").excerpts;
    let codings = plan["docs"].as_array().expect("documents").iter().flat_map(|doc| doc["codings"].as_array().expect("codings"));
    let planned = codings.filter(|coding| coding[0] == 0).count();
    assert_eq!((corpus.coding_count(), found.len()), (100_000, planned), "the corpus is not the one that others were measured on");
    let what = format!("the {} passages of one code, words and people with them", found.len());
    report.at_most(&what, "ms", 50.0, ms(median(9, || (), |()| drop(retrieve(&corpus, &query, &texts)))));
    let voices = Voices::read(&corpus, &texts).expect("voices");
    report.note(
        "whose passages are: the turns of all sources read",
        &format!("{:.1} ms", ms(median(5, || (), |()| drop(Voices::read(&corpus, &texts))))),
    );
    let all = |()| drop(counts(&corpus, &Scope::default(), &voices, None));
    report.at_most("counts of all codes, own and with those below", "ms", 10.0, ms(median(9, || (), all)));
    let options = ExcerptOptions::new(&corpus.project);
    let everything = Query { basis: Basis::Codings, ..Query::default() };
    let export = |path: std::path::PathBuf| {
        let mut file = std::io::BufWriter::new(std::fs::File::create(path).expect("a file"));
        excerpts_csv(&corpus, &everything, &texts, &options, &mut file).expect("written");
        file.into_inner().expect("flushed").sync_all().expect("synced");
    };
    report.at_most("CSV of all 100,000 codings, on disk", "ms", 1500.0, ms(median(3, || dir.path().join("all.csv"), export)));
    let workbook = |path: std::path::PathBuf| {
        let mut file = std::io::BufWriter::new(std::fs::File::create(path).expect("a file"));
        let written = excerpts_xlsx(&corpus, &everything, &texts, &options, &mut file).expect("written");
        assert_eq!(written.rows, 100_000, "a quote is missing");
        file.into_inner().expect("flushed").sync_all().expect("synced");
    };
    report.at_most("a workbook of all 100,000 quotes, on disk", "s", 5.0, ms(median(3, || dir.path().join("all.xlsx"), workbook)) / 1000.0);
    let command = |file: std::path::PathBuf| {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_themata"));
        program.env("HOME", dir.path());
        let done = program.arg("excerpts").arg(&path).args(["--basis", "codings", "-o"]).arg(&file).output().expect("the program");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    report.at_most("the same by `themata excerpts`, from start to end", "s", 5.0, ms(median(3, || dir.path().join("said.xlsx"), command)) / 1000.0);
    report.end();
}
