//! Opening the window: what it starts with, and one sentence where there is no display or a library is missing.

use super::app::Themata;
use super::command::ProjectCommand;
use super::config::Config;
use super::notify::Notice;
use eframe::NativeOptions;
use egui::ViewportBuilder;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

/// What the window opens with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Start {
    /// The last project, or the welcome page.
    #[default]
    Last,
    /// This project.
    File(PathBuf),
    /// The bundled study.
    Example,
}

/// What a Debian system needs for the window.
const PACKAGES: &str =
    "libgl1 libegl1 libgl1-mesa-dri libxkbcommon0 libxkbcommon-x11-0 libx11-6 libx11-xcb1 libxcursor1 libxi6 libxrandr2 libwayland-client0";

/// Opens the window and stays until it is closed. Without a display, or with a library of the desktop missing, the error is one sentence.
pub fn run(start: Start) -> anyhow::Result<()> {
    run_within(start, |app| Box::new(app))
}

/// The same with something around the window, as a bench has that times its frames.
pub fn run_within(start: Start, within: impl FnOnce(Themata) -> Box<dyn eframe::App> + 'static) -> anyhow::Result<()> {
    if ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"].iter().all(|name| std::env::var_os(name).is_none_or(|value| value.is_empty())) {
        anyhow::bail!("There is no display, so the window cannot open; start it from a desktop, or use the command line: themata --help.");
    }
    let (config, damaged) = Config::path().map_or((Config::default(), None), |path| Config::load(&path));
    let options = options(&config);
    let create = move |creation: &eframe::CreationContext| {
        let mut app = Themata::new(config, Config::path()).working_as(&std::env::var("THEMATA_CODER").unwrap_or_default());
        if let Some(said) = damaged {
            app.say(Notice::warning("The settings start afresh", said));
        }
        app.begin(start);
        creation.egui_ctx.set_fonts(super::fonts::definitions());
        Ok(within(app))
    };
    // A library that cannot be loaded makes the windowing code panic; that is one sentence too, not a trace.
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let ended = catch_unwind(AssertUnwindSafe(|| {
        let opened = eframe::run_native(
            "Themata",
            options,
            Box::new(move |creation| {
                std::panic::set_hook(usual);
                create(creation)
            }),
        );
        opened.map_err(|error| error.to_string())
    }));
    let why = match ended {
        Ok(Ok(())) => return Ok(()),
        Ok(Err(why)) => why,
        Err(panic) => {
            panic.downcast_ref::<String>().cloned().or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
        }
    };
    // What the windowing code says begins with the place in its own source.
    let why = why.lines().next().unwrap_or_default().rsplit(": ").next().unwrap_or_default().trim_end_matches('.').to_owned();
    anyhow::bail!(
        "The window cannot open ({why}); on Debian, “apt install {PACKAGES}” brings what it needs, and the command line works without: themata --help."
    )
}

fn options(config: &Config) -> NativeOptions {
    let [width, height] = config.layout.window.unwrap_or([1280.0, 800.0]);
    let viewport = ViewportBuilder::default()
        .with_title("Themata")
        .with_app_id("themata")
        .with_inner_size([width.max(640.0), height.max(480.0)])
        .with_min_inner_size([640.0, 480.0])
        .with_maximized(config.layout.maximised)
        .with_drag_and_drop(true);
    NativeOptions { viewport, multisampling: 0, persist_window: false, centered: true, ..NativeOptions::default() }
}

impl Themata {
    /// Asks for what the window opens with.
    fn begin(&mut self, start: Start) {
        match start {
            Start::File(path) => self.ask(ProjectCommand::OpenPath(path)),
            Start::Example => self.ask(ProjectCommand::Example),
            Start::Last => {
                let last = self.config().recent.first().map(|recent| recent.path.clone());
                if let Some(path) = last.filter(|path| path.is_file()) {
                    self.ask(ProjectCommand::OpenPath(path));
                }
            }
        }
    }
}

impl eframe::App for Themata {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.close();
    }
}
