//! The program in a real window that is drawn in software: how long it takes to open the large project, and to paint while flinging.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a bench that cannot go on stops")]

#[path = "support/mod.rs"]
mod support;

use egui::epaint::Shape;
use egui::{Context, LayerId, RawInput, Ui, Vec2, ViewportCommand};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use support::fling::{fling, wheel};
use support::screen::Screen;
use support::{Report, again, corpora, figures, folder, long, middle, ms, peak_memory, percentile, role, shared};
use themata::ui::command::Window;
use themata::ui::config::{Config, Layout};
use themata::ui::{Start, Themata, ViewId, run_within};

/// What watches the frames of the window.
trait Watch {
    /// A frame begins, and the one before is on the screen; says whether this is the last.
    fn before(&mut self, ctx: &Context, app: &Themata, input: &mut RawInput) -> bool;

    /// The frame is drawn, not yet painted.
    fn drawn(&mut self, _ctx: &Context, _app: &Themata) {}
}

/// The program's window, watched.
struct Watched<W> {
    app: Themata,
    watch: W,
}

impl<W: Watch> eframe::App for Watched<W> {
    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        self.app.ui(ui, frame);
        self.watch.drawn(ui.ctx(), &self.app);
    }

    fn raw_input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        if self.watch.before(ctx, &self.app, input) {
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        self.app.clear_color(visuals)
    }

    fn persist_egui_memory(&self) -> bool {
        self.app.persist_egui_memory()
    }

    fn on_exit(&mut self, gl: Option<&eframe::glow::Context>) {
        self.app.on_exit(gl);
    }
}

/// Waits for the frame with the list of sources, and says when it was on the screen and how much memory had been held.
struct Opening {
    since: SystemTime,
    /// Whether to turn to Read first: the window opens next time with the view it was left in.
    turns: bool,
    listed: bool,
    ended: bool,
}

impl Watch for Opening {
    fn before(&mut self, _ctx: &Context, _app: &Themata, _input: &mut RawInput) -> bool {
        if self.listed && !std::mem::replace(&mut self.ended, true) {
            println!("{} {}", ms(self.since.elapsed().unwrap_or_default()), peak_memory() as f64 / 1e6);
        }
        self.ended
    }

    fn drawn(&mut self, ctx: &Context, app: &Themata) {
        let Some(desk) = app.project() else { return };
        if std::mem::take(&mut self.turns) {
            app.ask(Window::Show(ViewId::Read));
        }
        let painted = said(ctx);
        let listed = desk.corpus.sources().iter().filter(|source| painted.contains(&source.name)).count();
        // A list, not the name of one source over its text.
        self.listed = listed > 5;
        ctx.request_repaint();
    }
}

/// The words painted so far in this frame.
fn said(ctx: &Context) -> Vec<String> {
    fn words(shape: &Shape, list: &mut Vec<String>) {
        match shape {
            Shape::Text(text) => list.push(text.galley.text().to_owned()),
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| words(shape, list)),
            _ => {}
        }
    }
    let mut list = Vec::new();
    ctx.graphics(|layers| {
        layers.get(LayerId::background()).into_iter().flat_map(|painted| painted.all_entries()).for_each(|entry| words(&entry.shape, &mut list));
    });
    list
}

/// Flings through the text and says how long whole frames took, from one to the next, painting and all; then the size they had.
struct Flinging {
    /// Frames still to be drawn before the fling.
    calm: usize,
    asked: bool,
    steps: Vec<f32>,
    begun: Option<Instant>,
    times: Vec<Duration>,
    ended: bool,
}

impl Watch for Flinging {
    fn before(&mut self, ctx: &Context, app: &Themata, input: &mut RawInput) -> bool {
        ctx.request_repaint();
        if app.project().is_none() {
            return false;
        }
        if !std::mem::replace(&mut self.asked, true) {
            app.ask(Window::Show(ViewId::Read));
        }
        if self.calm > 0 {
            self.calm -= 1;
            return false;
        }
        let now = Instant::now();
        self.times.extend(self.begun.replace(now).map(|begun| now - begun));
        let size = ctx.content_rect().size();
        if let Some(by) = self.steps.pop() {
            input.events.extend(wheel(size, by));
        } else if !std::mem::replace(&mut self.ended, true) {
            let mut at = |place| ms(percentile(&mut self.times, place));
            println!("{} {} {} {} {} {}", at(0.5), at(0.95), at(0.99), peak_memory() as f64 / 1e6, size.x, size.y);
        }
        self.ended
    }
}

/// Plays one window, if this process is there for that.
fn play(role: &str) {
    let words: Vec<_> = std::env::args_os().skip(1).collect();
    let start = Start::File(PathBuf::from(&words[0]));
    let opened = if role == "fling" {
        let mut steps: Vec<f32> = fling().collect();
        steps.reverse();
        let watch = Flinging { calm: 40, asked: false, steps, begun: None, times: Vec::new(), ended: false };
        run_within(start, |app| Box::new(Watched { app, watch }))
    } else {
        let since = UNIX_EPOCH + Duration::from_nanos(words[1].to_string_lossy().parse().expect("when this process started"));
        let watch = Opening { since, turns: role == "turn", listed: false, ended: false };
        run_within(start, |app| Box::new(Watched { app, watch }))
    };
    opened.expect("a window");
}

/// One run of the window with this home, on this project.
fn window(screen: &Screen, home: &Path, role: &str, project: &Path) -> Vec<f64> {
    let mut command = again(role);
    for (name, folder) in [("HOME", ""), ("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data"), ("XDG_CACHE_HOME", "cache")] {
        command.env(name, home.join(folder));
    }
    command.env_remove("THEMATA_DATA").arg(project);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    figures(screen.dress(command.arg(now.as_nanos().to_string())))
}

fn open(report: &mut Report, screen: &Screen, dir: &Path) {
    let Some(shared) = shared() else { return };
    let texts = dir.join("texts");
    std::fs::create_dir(&texts).expect("a folder");
    let Some(texts) = corpora::markdown(&shared, &texts) else { return };
    let (home, path) = (dir.join("opening"), dir.join("large.themata"));
    let (sources, words) = corpora::import(&corpora::requests(&texts), &path);
    window(screen, &home, "turn", &path);
    let (times, memory) = (0..7).map(|_| window(screen, &home, "open", &path)).map(|run| (run[0], run[1])).unzip();
    report.note("sources and words of the large project", &format!("{sources}, {words}"));
    report.at_most("opening it: from process start to the frame with its list of sources", "ms", 1000.0, middle(times));
    report.at_most("the most memory held by then, painting in software", "MB", 300.0, middle(memory));
}

fn paint(report: &mut Report, screen: &Screen, dir: &Path, path: &Path, size: Vec2) {
    let home = dir.join(format!("flinging {}", size.x));
    let config = Config { layout: Layout { window: Some(size.into()), ..Layout::default() }, ..Config::default() };
    config.save(&home.join("config/themata/config.json")).expect("a configuration");
    let run = window(screen, &home, "fling", path);
    let [median, most, worst, memory, width, height] = run[..] else { panic!("a fling has six figures") };
    let what = format!("a whole frame of a fling at {width}×{height}");
    report.note(&format!("{what}, median"), &format!("{median:.1} ms"));
    report.note(&format!("{what}, 95th percentile"), &format!("{most:.1} ms"));
    report.note(&format!("{what}, 99th percentile"), &format!("{worst:.1} ms"));
    report.note("the most memory held by then", &format!("{memory:.0} MB"));
}

fn main() {
    if let Some(role) = role() {
        return play(&role);
    }
    let Some(screen) = Screen::new() else { return };
    let dir = folder();
    let mut report = Report::new("The window, painted in software");
    open(&mut report, &screen, dir.path());
    let path = dir.path().join("bench.themata");
    long::build(&path);
    for size in [[1280.0, 800.0], [2560.0, 1440.0]] {
        paint(&mut report, &screen, dir.path(), &path, size.into());
    }
    drop(screen);
    report.end();
}
