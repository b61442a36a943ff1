//! Real transcripts into a new project on a real disk: the inquiry's 114, then 2,084 Markdown files; and opening what came of it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a bench that cannot go on stops")]

#[path = "support/mod.rs"]
mod support;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use support::{Report, child, folder, median, middle, ms, peak_memory, role, shared};
use themata::import::{FileRequest, collect, import_files};
use themata::project::{Project, Reader};
use themata::ui::command::{ProjectCommand, Window};
use themata::ui::config::Config;
use themata::ui::{Themata, ViewId};

/// Imports a folder into a new project and closes it, so that everything is checkpointed.
fn import(files: &[FileRequest], path: &Path) -> (usize, u64) {
    let mut project = Project::create(path, "Bench").expect("a project");
    let imported = import_files(&mut project, files, None, None, &|_, _| true).expect("imported");
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

/// Opens a project in the window, all but the graphics driver, and ends with the frame that shows its sources; says how much memory that took.
fn open_and_end(path: &Path) -> ! {
    let ctx = egui::Context::default();
    ctx.enable_accesskit();
    let mut app = Themata::for_test(Config::default());
    let mut asked = false;
    loop {
        let input =
            egui::RawInput { screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1280.0, 800.0))), ..Default::default() };
        let output = ctx.run_ui(input, |ui| app.frame(ui));
        if !std::mem::replace(&mut asked, true) {
            app.ask(ProjectCommand::OpenPath(path.to_owned()));
        }
        let sources = app.project().and_then(|desk| desk.corpus.sources().first().map(|source| source.name.clone()));
        let told = output.platform_output.accesskit_update.as_ref();
        let rows = told.map_or(0, |update| update.nodes.iter().filter(|(_, node)| node.role() == egui::accesskit::Role::TreeItem).count());
        std::hint::black_box(ctx.tessellate(output.shapes, output.pixels_per_point));
        if sources.is_some() && rows > 5 {
            println!("{}", peak_memory() as f64 / 1e6);
            std::process::exit(0);
        }
        if app.project().is_none() {
            std::thread::sleep(Duration::from_millis(1));
        } else {
            app.ask(Window::Show(ViewId::Read));
        }
    }
}

fn main() {
    if role().as_deref() == Some("open") {
        open_and_end(Path::new(&std::env::args_os().nth(1).expect("a project")));
    }
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
        let opened: Vec<(f64, f64)> = (0..5)
            .map(|_| {
                let start = Instant::now();
                let memory = child("open", &[path.as_os_str()]);
                (ms(start.elapsed()), memory)
            })
            .collect();
        let (times, memory) = opened.into_iter().unzip();
        report.at_most("opening it: from process start to a frame with its list of sources", "ms", 1000.0, middle(times));
        report.at_most("the memory that takes, the graphics driver's left out", "MB", 300.0, middle(memory));
        let start = Instant::now();
        let mut project = Project::open(&path).expect("a project");
        project.undo().expect("undone");
        report.note("undoing the import", &format!("{:.0} ms", ms(start.elapsed())));
        project.close().expect("closed");
    }
    report.end();
}
