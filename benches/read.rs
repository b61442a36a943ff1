//! Frames of every view over a source of a million words with 5,000 codings, and of the lists over 2,000 sources with 8,000 voices: the interface pass and
//! the tessellation; and the memory the long source adds.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a bench that cannot go on stops")]

#[path = "support/mod.rs"]
mod support;

use egui::{Context, Event, Modifiers, Pos2, RawInput, Rect, Vec2, vec2};
use std::path::Path;
use std::time::{Duration, Instant};
use support::fling::{fling, wheel};
use support::large;
use support::long::build;
use support::{Report, child, folder, middle, ms, peak_memory, percentile, role};
use themata::ui::command::{ProjectCommand, Window};
use themata::ui::config::Config;
use themata::ui::{Themata, ViewId};

/// The window without a window: frames are run and tessellated, nothing is painted.
struct Desk {
    ctx: Context,
    app: Themata,
    size: Vec2,
    time: f64,
}

impl Desk {
    fn frame(&mut self, events: Vec<Event>) -> Duration {
        self.time += 1.0 / 60.0;
        let input = RawInput { screen_rect: Some(Rect::from_min_size(Pos2::ZERO, self.size)), time: Some(self.time), events, ..RawInput::default() };
        let begun = Instant::now();
        let app = &mut self.app;
        let mut output = self.ctx.run_ui(input, |ui| app.frame(ui));
        let shapes = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        std::hint::black_box(shapes);
        let took = begun.elapsed();
        // The graphics driver would take the new glyphs.
        output.textures_delta.clear();
        took
    }
}

fn empty(size: Vec2) -> Desk {
    let mut desk = Desk { ctx: Context::default(), app: Themata::for_test(Config::default()), size, time: 0.0 };
    desk.frame(Vec::new());
    desk
}

fn open(path: &Path, size: Vec2) -> Desk {
    let mut desk = empty(size);
    desk.app.ask(ProjectCommand::OpenPath(path.to_owned()));
    while desk.app.project().is_none() {
        desk.frame(Vec::new());
        std::thread::sleep(Duration::from_millis(2));
    }
    desk.app.ask(Window::Show(ViewId::Read));
    // The long text is read beside the window.
    (0..100).for_each(|_| {
        let _ = desk.frame(Vec::new());
        std::thread::sleep(Duration::from_millis(5));
    });
    desk
}

/// Times the frames of a fling.
fn flung(desk: &mut Desk) -> Vec<Duration> {
    let events = |by| wheel(desk.size, by);
    let steps: Vec<Vec<Event>> = fling().map(events).collect();
    steps.into_iter().map(|events| desk.frame(events)).collect()
}

/// Walks down and up a view by wheel and by keys.
fn walk(desk: &mut Desk) -> Vec<Duration> {
    let mut times = Vec::new();
    for step in 0..300 {
        let way = if step % 100 < 70 { 1.0 } else { -1.0 };
        let mut events = wheel(desk.size, way * 240.0);
        if step % 5 == 0 {
            let key = if way > 0.0 { egui::Key::ArrowDown } else { egui::Key::ArrowUp };
            let press = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
            events.extend([press(true), press(false)]);
        }
        times.push(desk.frame(events));
    }
    times
}

/// Walks along the columns of a view by keys, there and back.
fn aside(desk: &mut Desk) -> Vec<Duration> {
    let press = |key, pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
    let key = |step: usize| if step < 95 { egui::Key::ArrowRight } else { egui::Key::ArrowLeft };
    (0..190).map(|step| desk.frame(vec![press(key(step), true), press(key(step), false)])).collect()
}

/// The most memory of a window at 1280×800, empty or after a fling through the source: each in a process of its own, for the mark never falls.
fn memory(path: Option<&Path>) -> f64 {
    let size = vec2(1280.0, 800.0);
    match path {
        Some(path) => drop(flung(&mut open(path, size))),
        None => {
            let mut desk = empty(size);
            for _ in 0..50 {
                desk.frame(Vec::new());
            }
        }
    }
    peak_memory() as f64 / 1e6
}

/// Views beside Read; every one of them shows what the bench's project holds.
const VIEWS: [(ViewId, &str); 7] = [
    (ViewId::Themes, "Themes"),
    (ViewId::Search, "Search"),
    (ViewId::History, "History"),
    (ViewId::Study, "Study"),
    (ViewId::Cases, "Cases"),
    (ViewId::Speakers, "Speakers"),
    (ViewId::Memos, "Memos"),
];

/// Views that list what a project has much of: they are timed on one with much of it.
const LISTS: [(ViewId, &str); 6] = [
    (ViewId::Speakers, "Speakers (8,000)"),
    (ViewId::Cases, "Cases (1,600)"),
    (ViewId::History, "History (4,600 steps)"),
    (ViewId::Memos, "Memos (1,000)"),
    (ViewId::Study, "Study (2,000 sources)"),
    (ViewId::Read, "Read (2,000 sources listed)"),
];

/// Times the frames of one view, once what it reads in the background has come.
fn shown(report: &mut Report, desk: &mut Desk, view: ViewId, name: &str) {
    desk.app.ask(Window::Show(view));
    if view == ViewId::Search {
        for _ in 0..4 {
            desk.frame(Vec::new());
        }
        desk.frame(vec![Event::Text("the".into())]);
    }
    for _ in 0..40 {
        desk.frame(Vec::new());
        std::thread::sleep(Duration::from_millis(2));
    }
    let at = percentile(&mut walk(desk), 0.99);
    report.at_most(&format!("a frame of {name} at {}×{}, 99th percentile", desk.size.x, desk.size.y), "ms", 8.0, ms(at));
}

fn main() {
    let words: Vec<std::ffi::OsString> = std::env::args_os().skip(1).collect();
    match role().as_deref() {
        Some("empty") => return println!("{}", memory(None)),
        Some("fling") => return println!("{}", memory(Some(Path::new(&words[0])))),
        _ => {}
    }
    let folder = folder();
    let path = folder.path().join("bench.themata");
    build(&path);
    let mut report = Report::new("Read: a million words with 5,000 codings");
    for (size, target) in [(vec2(1280.0, 800.0), 4.0), (vec2(2560.0, 1440.0), 8.0)] {
        let mut desk = open(&path, size);
        let mut times = flung(&mut desk);
        let at = percentile(&mut times, 0.99);
        report.at_most(&format!("a frame of a fling at {}×{}, 99th percentile", size.x, size.y), "ms", target, ms(at));
        report.note("its median", &format!("{:.2} ms", ms(percentile(&mut times, 0.5))));
        VIEWS.iter().for_each(|(view, name)| shown(&mut report, &mut desk, *view, name));
    }
    let many = folder.path().join("large.themata");
    large::build(&many);
    for size in [vec2(1280.0, 800.0), vec2(2560.0, 1440.0)] {
        let mut desk = open(&many, size);
        LISTS.iter().for_each(|(view, name)| shown(&mut report, &mut desk, *view, name));
    }
    let charted = folder.path().join("charted.themata");
    support::charted::build(&charted);
    for size in [vec2(1280.0, 800.0), vec2(2560.0, 1440.0)] {
        let mut desk = open(&charted, size);
        // It is made by a job.
        desk.app.ask(Window::Show(ViewId::Chart));
        (0..200).for_each(|_| {
            let _ = desk.frame(Vec::new());
            std::thread::sleep(Duration::from_millis(5));
        });
        shown(&mut report, &mut desk, ViewId::Chart, "Chart (200 × 100 cells)");
        let at = percentile(&mut aside(&mut desk), 0.99);
        report.at_most(&format!("a frame of Chart, walked sideways, at {}×{}, 99th percentile", size.x, size.y), "ms", 8.0, ms(at));
    }
    let empty = middle((0..3).map(|_| child("empty", &[])).collect());
    let full = middle((0..3).map(|_| child("fling", &[path.as_os_str()])).collect());
    report.at_most("memory that the source adds to the empty window", "MB", 60.0, full - empty);
    report.end();
}
