//! Real transcripts into a new project on a real disk: the inquiry's 114, then 2,084 Markdown files; and opening what came of it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a bench that cannot go on stops")]

#[path = "support/mod.rs"]
mod support;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use support::{Report, folder, median, ms, peak_memory, shared};
use themata::import::{FileRequest, collect, import_files};
use themata::project::{Project, Reader};

/// Imports a folder into a new project and closes it, so that everything is checkpointed.
fn import(files: &[FileRequest], path: &Path) -> (usize, u64) {
    let mut project = Project::create(path, "Bench").expect("a project");
    let imported = import_files(&mut project, files, None, &mut |_| Ok(None), &|_, _| true).expect("imported");
    project.close().expect("closed");
    let corpus = Reader::open(path).and_then(|reader| reader.corpus()).expect("a corpus");
    let words = corpus.sources().iter().filter_map(|s| corpus.version(s.id)).map(|v| u64::from(v.words)).sum();
    (imported.sources.len(), words)
}

fn requests(folder: &Path) -> Vec<FileRequest> {
    collect(&[folder.to_owned()]).files.into_iter().map(FileRequest::new).collect()
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

/// Unpacks the Markdown transcripts, which the corpora hold as one archive.
fn markdown(shared: &Path, into: &Path) -> Option<PathBuf> {
    let archive = shared.join("corpora/changelog_md.tar.xz");
    let done = Command::new("tar").arg("-xJf").arg(&archive).arg("-C").arg(into).status();
    if done.is_ok_and(|status| status.success()) {
        return Some(into.to_owned());
    }
    println!("skipped: {} cannot be unpacked (tar with xz is needed)", archive.display());
    None
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
        let open = median(5, || (), |()| drop(Reader::open(&path).and_then(|reader| reader.corpus()).expect("a corpus")));
        report.note("opening it with its list of sources, without a window", &format!("{:.0} ms", ms(open)));
        let start = Instant::now();
        let mut project = Project::open(&path).expect("a project");
        project.undo().expect("undone");
        report.note("undoing the import", &format!("{:.0} ms", ms(start.elapsed())));
        project.close().expect("closed");
    }
    report.end();
}
