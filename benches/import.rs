//! Real transcripts into a new project on a real disk: the inquiry's 114, then 2,084 Markdown files; and pseudonyms over the first.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a bench that cannot go on stops")]

#[path = "support/mod.rs"]
mod support;

use std::path::Path;
use std::time::{Duration, Instant};
use support::corpora::{import, markdown, requests};
use support::{Report, folder, median, ms, peak_memory, shared};
use themata::import::FileRequest;
use themata::model::{Pseudonym, PseudonymKind};
use themata::project::{Project, PseudonymDraft, copy_without_key};

/// Puts names of people, places and organisations of the inquiry on a project's list.
fn list_names(project: &mut Project) {
    let names: [(&[&str], &str, PseudonymKind); 12] = [
        (&["Mark Drakeford", "Drakeford"], "Owen Pugh", PseudonymKind::Person),
        (&["Jim McMenamin", "McMenamin"], "Alan Reid", PseudonymKind::Person),
        (&["Matt Hancock", "Hancock"], "Guy Fielding", PseudonymKind::Person),
        (&["Chris Whitty", "Whitty"], "Paul Brand", PseudonymKind::Person),
        (&["Nicola Sturgeon", "Sturgeon"], Pseudonym::REDACTED, PseudonymKind::Person),
        (&["Vaughan Gething", "Gething"], "Huw Beddoe", PseudonymKind::Person),
        (&["Wales"], "Westland", PseudonymKind::Place),
        (&["Scotland"], "Northland", PseudonymKind::Place),
        (&["Northern Ireland"], "the province", PseudonymKind::Place),
        (&["Public Health England", "PHE"], "the agency", PseudonymKind::Organisation),
        (&["NHS"], "the service", PseudonymKind::Organisation),
        (&["Welsh Government"], "the government", PseudonymKind::Organisation),
    ];
    for (names, stands, kind) in names {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        project.add_pseudonym(&PseudonymDraft { kind, names, stands: stands.into(), case: None }).expect("a name on the list");
    }
}

/// Twelve names replaced in all of them, on disk; and a copy without the key.
fn pseudonyms(report: &mut Report, path: &Path) {
    let mut project = Project::open(path).expect("a project");
    project.be_coder("BP", "Bench").expect("a coder");
    list_names(&mut project);
    let mut replaced = 0;
    let mut times: Vec<Duration> = (0..5)
        .map(|_| {
            let start = Instant::now();
            let done = project.apply_pseudonyms(None).expect("replaced");
            let time = start.elapsed();
            replaced = done.value.names;
            project.undo().expect("undone");
            time
        })
        .collect();
    report.at_most(&format!("{replaced} names replaced in the texts of these, on disk"), "ms", 2000.0, ms(support::percentile(&mut times, 0.5)));
    project.apply_pseudonyms(None).expect("replaced");
    project.close().expect("closed");
    let to = path.with_file_name("given.themata");
    let start = Instant::now();
    copy_without_key(path, &to, &|_, _| true).expect("copied");
    report.note("a copy of it without the key", &format!("{:.0} ms", ms(start.elapsed())));
}

/// Imports `runs` times into fresh files and gives the median time.
fn time(runs: usize, files: &[FileRequest], dir: &Path) -> Duration {
    let mut n = 0;
    median(
        runs,
        || {
            n += 1;
            let old = dir.join(format!("{}.themata", n - 1));
            let _ = std::fs::remove_file(old);
            dir.join(format!("{n}.themata"))
        },
        |path| {
            import(files, &path);
        },
    )
}

fn main() {
    let Some(shared) = shared() else { return };
    let dir = folder();
    let mut report = Report::new("Import into a new project, closed and checkpointed (median)");
    let inquiry = requests(&shared.join("corpora/inquiry_transcripts"));
    let (sources, words) = import(&inquiry, &dir.path().join("once.themata"));
    report.at_most(&format!("{sources} inquiry transcripts, {words} words"), "ms", 1000.0, ms(time(5, &inquiry, dir.path())));
    pseudonyms(&mut report, &dir.path().join("once.themata"));
    let texts = dir.path().join("texts");
    std::fs::create_dir(&texts).expect("a folder");
    if let Some(texts) = markdown(&shared, &texts) {
        let files = requests(&texts);
        let path = dir.path().join("large.themata");
        let (sources, words) = import(&files, &path);
        report.at_most(&format!("{sources} Markdown transcripts, {words} words"), "ms", 8000.0, ms(time(3, &files, dir.path())));
        report.at_most("the most memory held while importing", "MB", 600.0, peak_memory() as f64 / 1e6);
        let size = std::fs::metadata(&path).map_or(0, |data| data.len());
        report.note("the project file", &format!("{:.0} MB", size as f64 / 1e6));
        let start = Instant::now();
        let mut project = Project::open(&path).expect("a project");
        project.undo().expect("undone");
        report.note("undoing the import", &format!("{:.0} ms", ms(start.elapsed())));
        project.close().expect("closed");
    }
    report.end();
}
