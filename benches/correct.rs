//! Correcting a long transcript: a key typed in the edit mode, one word corrected until it is on disk and on screen, and what a hundred corrections weigh.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a bench that cannot go on stops")]

#[path = "support/mod.rs"]
mod support;

use egui::{Context, Event, Key, Modifiers, Pos2, RawInput, Rect, Vec2, vec2};
use std::path::Path;
use std::time::{Duration, Instant};
use support::long::build_of;
use support::{Report, folder, ms, percentile};
use themata::model::{SourceId, Span};
use themata::project::{Project, Reader};
use themata::ui::command::{CorrectCommand, ProjectCommand, Window};
use themata::ui::config::{Config, Identity};
use themata::ui::{Themata, ViewId};

const SIZE: Vec2 = vec2(1280.0, 800.0);

/// The window without a window: frames are run and tessellated, nothing is painted.
struct Desk {
    ctx: Context,
    app: Themata,
    time: f64,
}

impl Desk {
    fn frame(&mut self, events: Vec<Event>) -> Duration {
        self.time += 1.0 / 60.0;
        let input = RawInput { screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)), time: Some(self.time), events, ..RawInput::default() };
        let begun = Instant::now();
        let app = &mut self.app;
        let mut output = self.ctx.run_ui(input, |ui| app.frame(ui));
        std::hint::black_box(self.ctx.tessellate(output.shapes, output.pixels_per_point));
        let took = begun.elapsed();
        output.textures_delta.clear();
        took
    }

    fn rest(&mut self, frames: usize) {
        for _ in 0..frames {
            self.frame(Vec::new());
        }
    }

    /// Read with the one source of a project, its text in the edit mode and the caret in its middle.
    fn correcting(path: &Path) -> Self {
        let coder = Some(Identity { name: "Bo Price".into(), initials: "BP".into() });
        let mut desk = Self { ctx: Context::default(), app: Themata::for_test(Config { coder, ..Config::default() }), time: 0.0 };
        desk.frame(Vec::new());
        desk.app.ask(ProjectCommand::OpenPath(path.to_owned()));
        while desk.app.project().is_none() {
            desk.frame(Vec::new());
            std::thread::sleep(Duration::from_millis(2));
        }
        desk.app.ask(Window::Show(ViewId::Read));
        // The long text is read beside the window.
        for _ in 0..100 {
            desk.rest(1);
            std::thread::sleep(Duration::from_millis(5));
        }
        desk.begin();
        desk
    }

    fn begin(&mut self) {
        self.app.ask(CorrectCommand::Begin);
        self.rest(5);
        for _ in 0..60 {
            self.frame(key(Key::PageDown));
        }
        self.rest(5);
    }

    /// Types letters into words, one a frame, with the frames between them; gives the frames in which one was typed.
    fn typed(&mut self, letters: usize) -> Vec<Duration> {
        let word: Vec<char> = "somebody said so ".chars().collect();
        let mut times = Vec::new();
        for n in 0..letters {
            times.push(self.frame(vec![Event::Text(word[n % word.len()].to_string())]));
            self.rest(2);
        }
        times
    }

    /// Until the correction is on disk and the text shows as it is stored.
    fn done(&mut self) -> Duration {
        let before = self.shown();
        let begun = Instant::now();
        self.app.ask(CorrectCommand::Done);
        while self.shown() == before {
            self.frame(Vec::new());
            std::thread::sleep(Duration::from_micros(200));
        }
        self.frame(Vec::new());
        begun.elapsed()
    }

    fn shown(&self) -> Option<themata::model::VersionId> {
        let corpus = &self.app.project()?.corpus;
        corpus.version(corpus.sources()[0].id).map(|version| version.id)
    }
}

fn key(key: Key) -> Vec<Event> {
    let press = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
    vec![press(true), press(false)]
}

/// How many bytes a hundred corrections of one word each add to a project's file.
fn growth(path: &Path) -> f64 {
    build_of(path, 60_000, 600);
    let size = |path: &Path| std::fs::metadata(path).expect("the project").len();
    let source: SourceId = Reader::open(path).and_then(|reader| reader.corpus()).expect("a corpus").sources()[0].id;
    let before = size(path);
    let mut project = Project::open(path).expect("the project");
    project.be_coder("BP", "Bo Price").expect("a coder");
    for n in 0..100u32 {
        let mut revision = project.revise(source).expect("a text");
        let at = 500 + n * 3_000;
        revision.manuscript.replace(Span { start: at, end: at + 4 }, &format!("word{n}"));
        project.correct_text(&revision).expect("corrected");
    }
    project.close().expect("closed");
    (size(path) - before) as f64 / 1e6
}

fn main() {
    let folder = folder();
    let mut report = Report::new("Correct: typing in a transcript, and what a correction costs");
    for (words, codings, name, target) in
        [(60_000, 600, "60,000 words with 600 codings", 4.0), (1_000_000, 5_000, "a million words with 5,000", 16.0)]
    {
        let path = folder.path().join(format!("{words}.themata"));
        build_of(&path, words, codings);
        let mut desk = Desk::correcting(&path);
        let mut times = desk.typed(200);
        report.at_most(&format!("a key typed in {name}, 99th percentile"), "ms", target, ms(percentile(&mut times, 0.99)));
        report.note("its median", &format!("{:.2} ms", ms(percentile(&mut times, 0.5))));
        let mut times: Vec<Duration> = Vec::new();
        for round in 0..5 {
            if round > 0 {
                desk.begin();
                desk.typed(6);
            }
            times.push(desk.done());
        }
        report.at_most(&format!("one word corrected in {name}, on disk and on screen"), "ms", 200.0, ms(percentile(&mut times, 0.5)));
    }
    report.at_most("what a hundred corrections of 60,000 words add to the project", "MB", 1.0, growth(&folder.path().join("growth.themata")));
    report.end();
}
