//! Real transcripts into a new project on a real disk: the inquiry's 114, then 2,084 Markdown files.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a bench that cannot go on stops")]

#[path = "support/mod.rs"]
mod support;

use std::path::Path;
use std::time::{Duration, Instant};
use support::corpora::{import, markdown, requests};
use support::{Report, folder, median, ms, peak_memory, shared};
use themata::import::FileRequest;
use themata::project::Project;

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
