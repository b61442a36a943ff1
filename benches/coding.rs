//! One more coding where 100,000 stand already: on disk, beside a bare `fdatasync` of the same run; the same through undo.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a bench that cannot go on stops")]

#[path = "support/mod.rs"]
mod support;

use std::io::Write;
use std::time::{Duration, Instant};
use support::{Report, folder, ms, percentile};
use themata::model::{SourceKind, Span};
use themata::project::op::OpKind;
use themata::project::{NewCoding, NewSource, Prepared, Project, Reader, Template, TemplateCode};
use themata::text::Structure;

/// Codings that stand before the first is timed.
const STANDING: usize = 100_000;
/// Codings timed.
const TIMED: usize = 400;
/// Codings made within a step of several verbs, as the command line makes them, and a crosswalk that is applied.
const JOINED: usize = 10_000;

fn source(n: usize) -> Prepared {
    let text = format!("Source {n}. ") + &"We met in the old library and went on from there, as one does. ".repeat(600);
    let structure = Structure { paragraphs: Structure::lines(&text), ..Structure::default() };
    let name = format!("Interview {n}");
    let (date, language, file, encoding) = Default::default();
    let new = NewSource {
        name,
        kind: SourceKind::Interview,
        date,
        language,
        file,
        encoding,
        original: None,
        text,
        structure,
        speakers: Vec::new(),
        remarks: Vec::new(),
    };
    Prepared::new(new).expect("a good source")
}

fn main() {
    let dir = folder();
    let path = dir.path().join("coding.themata");
    let mut project = Project::create(&path, "Bench").expect("a project");
    project.be_coder("BP", "").expect("a coder");
    let codes = (0..100).map(|n| TemplateCode { name: format!("Code {n}"), ..TemplateCode::default() }).collect();
    project.add_framework(&Template { name: "Bench".into(), codes, ..Template::default() }).expect("a framework");
    let mut sources = (0..100).map(source);
    project
        .import_sources(None, &mut |write| sources.by_ref().try_for_each(|s| write(s).map(drop)), &mut |_| (), &mut |_| Ok(None))
        .expect("sources");
    let corpus = Reader::open(&path).and_then(|reader| reader.corpus()).expect("a corpus");
    let coding = |n: usize| {
        let start = (n / 100 * 31 % 36_000) as u32;
        NewCoding {
            source: corpus.sources()[n % 100].id,
            span: Span::new(start, start + 40 + (n % 300) as u32),
            code: corpus.codes()[n * 7 % 100].id,
        }
    };
    let list: Vec<NewCoding> = (0..STANDING).map(coding).collect();
    let start = Instant::now();
    project.apply_codes(&list).expect("codings");
    let all = start.elapsed();

    let mut bare = std::fs::File::create(dir.path().join("bare")).expect("a file");
    let (mut synced, mut coded) = (Vec::new(), Vec::new());
    for n in 0..TIMED {
        bare.write_all(&[n as u8; 4096]).expect("written");
        synced.push(timed(|| bare.sync_data().expect("synced")));
        coded.push(timed(|| drop(project.apply_codes(&[coding(STANDING + n * 101)]).expect("a coding"))));
    }
    let mut undone = Vec::new();
    for _ in 0..100 {
        undone.push(timed(|| drop(project.undo().expect("undone"))));
    }
    let more: Vec<NewCoding> = (0..JOINED).map(|n| coding(STANDING + TIMED * 101 + n)).collect();
    let joined = timed(|| drop(project.as_one_step(OpKind::ApplyCodes, |project| project.apply_codes(&more)).expect("codings")));
    let bare = percentile(&mut synced, 0.95);
    let mut report = Report::new("One coding with 100,000 present (synchronous, 95th percentile of 400)");
    report.note("a bare fdatasync, median", &format!("{:.2} ms", ms(percentile(&mut synced, 0.5))));
    report.note("a coding, median", &format!("{:.2} ms", ms(percentile(&mut coded, 0.5))));
    report.at_most("a coding on disk (twice the bare fdatasync + 1 ms)", "ms", 2.0 * ms(bare) + 1.0, ms(percentile(&mut coded, 0.95)));
    report.note("its undo on disk, median", &format!("{:.2} ms", ms(percentile(&mut undone, 0.5))));
    report.note("100,000 codings in one operation", &format!("{:.0} ms", ms(all)));
    report.at_most("10,000 more within a step", "ms", 1000.0, ms(joined));
    report.end();
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}
