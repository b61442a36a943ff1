//! One million codings over 2,000 sources, 300 codes and 80 people: the snapshot, and what is made of it.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a bench that cannot go on stops")]

#[path = "support/mod.rs"]
mod support;

use std::path::Path;
use support::{Report, child, folder, framework_method, median, million, ms, peak_memory, role};
use themata::analysis::lens::{self, Lens};
use themata::analysis::saturation::{Guest, coded, fresh, permuted};
use themata::analysis::*;
use themata::model::{CaseKind, CodeId, Coding, CodingId, Crosswalk, Ruling};
use themata::project::{Project, Reader, Settling};

/// Settles some passages of the first sources.
fn settle(path: &Path, corpus: &Corpus, crosswalk: &Crosswalk) -> usize {
    let lens = Lens::new(corpus, crosswalk);
    let seen = corpus.sources().iter().take(20).flat_map(|source| lens.seen_in(&Scope::default(), source.id));
    let rulings = [Ruling::Accepted, Ruling::Rejected];
    let settling = |(n, one): (usize, lens::Seen<'_>)| {
        let passage = lens.passage(&one)?;
        Some(Settling { passage, from: one.from, to: one.to, ruling: Some(rulings[n % 2]), moved: None })
    };
    let list: Vec<Settling> = seen.enumerate().step_by(3).filter_map(settling).collect();
    let mut project = Project::open(path).expect("a project");
    project.be_coder("A", "").expect("a coder");
    project.settle_passages(crosswalk.id, &list, "bench").expect("settled");
    project.close().expect("closed");
    list.len()
}

/// Memory of this process now, in bytes.
fn held() -> f64 {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    pages.split_whitespace().nth(1).and_then(|pages| pages.parse::<f64>().ok()).unwrap_or(0.0) * 4096.0
}

fn main() {
    if role().as_deref() == Some("open") {
        let path = std::env::args_os().nth(1).expect("a project");
        let before = held();
        let (_, _, corpus) = Reader::open_with_corpus(Path::new(&path)).expect("a corpus");
        println!("{}", (held() - before) / 1e6);
        drop((corpus, peak_memory()));
        return;
    }
    let dir = folder();
    let path = dir.path().join("million.themata");
    million::build(&dir.path().join("txt"), &path);
    let mut report = Report::new("One million codings over 2,000 sources, 300 codes and 80 people (median)");
    let open = || Reader::open_with_corpus(&path).expect("a corpus");
    report.at_most("the snapshot, read off the file", "ms", 1500.0, ms(median(3, || (), |()| drop(open()))));
    report.at_most("memory it takes", "MB", 200.0, child("open", &[path.as_os_str()]));
    let (reader, _, mut corpus) = open();
    report.note("codings in the project", &corpus.coding_count().to_string());
    let first = corpus.codings().next().expect("a coding").clone();
    let one = || Coding { id: CodingId::new(), ..first.clone() };
    report.at_most("one more coding taken in", "ms", 5.0, ms(median(9, one, |coding| corpus.put_coding(coding))));
    let voices = Voices::read(&corpus, &reader.texts(&corpus)).expect("voices");
    let person = corpus.kind_named(CaseKind::PERSON).expect("a kind").id;
    let tops = corpus.tops(corpus.frameworks()[0].id);
    let crosswalk = corpus.crosswalks()[0].clone();
    let settled = settle(&path, &corpus, &crosswalk);
    let (_, _, corpus) = open();
    report.note("passages settled", &settled.to_string());
    let lens = |()| drop(Lens::new(&corpus, &crosswalk).coverage(&Scope::default(), &voices));
    report.at_most("what a second framework takes in of 300 codes", "ms", 100.0, ms(median(9, || (), lens)));
    let law = corpus.tops(corpus.frameworks()[1].id)[0];
    let one = |()| drop(Lens::new(&corpus, &crosswalk).only(&[law]).corpus(&Scope::default()));
    report.at_most("everything that is read as one of its codes", "ms", 100.0, ms(median(9, || (), one)));
    let all: Vec<CodeId> = corpus.codes().iter().map(|code| code.id).collect();
    let phase = corpus.project.phase.expect("a phase");
    let tenth = Filter { by: phase, values: vec!["3".into()] };
    let site = corpus.project.site;
    let people = ChartAsk { of: ChartOf::Cases(person), by: site, codes: tops.clone(), ..ChartAsk::default() };
    let chart = |ask: &ChartAsk| drop(Chart::new(&corpus, &voices, ask));
    report.at_most("the chart of 80 people × 100 codes, by site", "ms", 100.0, ms(median(9, || (), |()| chart(&people))));
    let some = ChartAsk { by: site, codes: tops, filters: vec![tenth], ..ChartAsk::default() };
    assert_eq!(Chart::new(&corpus, &voices, &some).rows.iter().filter(|row| !row.together).count(), 200);
    report.at_most("the chart of 200 interviews × 100 codes, by site", "ms", 150.0, ms(median(9, || (), |()| chart(&some))));
    let listed = |()| drop(fresh(&coded(&corpus, &all, false, &Scope::default(), None).codes));
    report.at_most("what each of 2,000 interviews brings that is new", "ms", 100.0, ms(median(9, || (), listed)));
    let sets = coded(&corpus, &all, false, &Scope::default(), None).codes;
    report.note("a hundred random orders of them", &format!("{:.0} ms", ms(median(3, || (), |()| drop(permuted(&sets, Guest::default(), 100, 1))))));
    report.at_most("counts of all codes, own and with those below", "ms", 100.0, {
        ms(median(9, || (), |()| drop(counts(&corpus, &Scope::default(), &voices, None))))
    });
    let mut project = Project::open(&path).expect("a project");
    framework_method::gather_theme(&mut project, &corpus, &corpus.tops(corpus.frameworks()[0].id));
    project.close().expect("closed");
    let (reader, _, corpus) = open();
    framework_method::measure(&mut report, &reader, &corpus);
    report.end();
}
