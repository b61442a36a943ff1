//! The frame loop: take results and keys, do what was asked for, then draw. Drawing changes nothing.

use super::background::Background;
use super::chosen::Chosen;
use super::command::keys::Script;
use super::command::{self, Command, Keymap, MemoCommand, ProjectCommand, Queue, Side};
use super::config::Config;
use super::cx::Cx;
use super::desk::{Desk, IndexIn};
use super::dialogs::{Dialog, Dialogs};
use super::notify::{Notice, Notices, Tone};
use super::shell::{self, Columns, Saved};
use super::text::SharedEngine;
use super::theme::{Theme, Tokens, measure};
use super::views::Views;
use super::widgets::paint;
use super::{fonts, hear};
use crate::project::Made;
use egui::{Context, Rect, Ui, UiBuilder, pos2, vec2};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What drawing sees of a window. A macro, because the views and the dialogs are held to be changed at the same time.
macro_rules! cx {
    ($app:expr, $ids:expr, $chosen:expr) => {
        Cx {
            tokens: &$app.tokens,
            text: &$app.text,
            config: &$app.config,
            keys: &$app.keys,
            queue: &$app.queue,
            project: $app.project.as_ref(),
            chosen: &$chosen,
            view: $app.views.current(),
            background: &$app.background,
            ctx: &$app.ctx,
            views: &$ids,
        }
    };
}

/// The window's state.
pub struct Themata {
    pub(super) config: Config,
    pub(super) keys: Keymap,
    /// Which letters the keyboard types.
    pub(super) script: Script,
    pub(super) queue: Queue,
    pub(super) project: Option<Desk>,
    pub(super) views: Views,
    pub(super) dialogs: Dialogs,
    pub(super) notices: Notices,
    pub(super) columns: Columns,
    pub(super) background: Background,
    pub(super) mark: Rect,
    /// The view that was gone to and has no keys yet.
    pub(super) arrival: super::arrival::Arrival,
    /// Copies that were opened to print from; they go with the window.
    pub(super) prints: Vec<super::exports::Private>,
    text: SharedEngine,
    /// The window's own context, from the first frame on.
    pub(super) ctx: Context,
    /// The steps of the work whose answer is being taken.
    pub(super) made: Made,
    /// What the history says of the last of them.
    pub(super) label: Option<String>,
    /// What was sent before anybody said who is coding.
    pub(super) unsigned: Vec<Box<dyn FnOnce(&mut Self)>>,
    tokens: Arc<Tokens>,
    config_path: Option<PathBuf>,
    desktop: bool,
    backups: bool,
    index: IndexIn,
    /// Told of news of the work on the open project, on the thread that does it.
    heard: Option<Arc<dyn Fn() + Send + Sync>>,
    changed: Option<Instant>,
    dressed: Option<(Theme, bool, u32, bool)>,
    /// Who is working, where the environment says it.
    pub(super) said: Option<super::working::Said>,
}

impl Themata {
    /// A window with this configuration, kept in that file if one is named.
    pub fn new(config: Config, config_path: Option<PathBuf>) -> Self {
        Self {
            keys: Keymap::new(&config.keys),
            script: Script::default(),
            queue: Queue::default(),
            project: None,
            views: Views::new(),
            dialogs: Dialogs::default(),
            notices: Notices::default(),
            columns: Columns::default(),
            background: Background::default(),
            mark: Rect::ZERO,
            prints: Vec::new(),
            text: SharedEngine::default(),
            ctx: Context::default(),
            arrival: super::arrival::Arrival::default(),
            made: Made::default(),
            label: None,
            unsigned: Vec::new(),
            tokens: Arc::new(Tokens::light()),
            config,
            desktop: config_path.is_some(),
            backups: config_path.is_some(),
            index: if config_path.is_some() { IndexIn::Cache } else { IndexIn::Nowhere },
            config_path,
            heard: None,
            changed: None,
            dressed: None,
            said: None,
        }
    }

    /// A window for tests: nothing of the user's own is read or written.
    pub fn for_test(config: Config) -> Self {
        Self::new(Config { reduce_motion: true, ..config }, None)
    }

    /// The same window, with the backups that the user's own window keeps by itself.
    pub fn with_backups(self) -> Self {
        Self { backups: true, ..self }
    }

    /// Asks for something, as a key or a button would.
    pub fn ask(&self, command: impl Into<Command>) {
        self.queue.push(command);
    }

    /// What the user has chosen.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The open project, if one is.
    pub fn project(&self) -> Option<&Desk> {
        self.project.as_ref()
    }

    /// What the window says at its lower edge, the oldest first.
    pub fn notices(&self) -> Vec<String> {
        self.notices.said().map(|notice| notice.text.clone()).collect()
    }

    /// Whether anything that is said at the lower edge says that something was done.
    pub fn says_done(&self) -> bool {
        self.notices.said().any(|notice| notice.tone == Tone::Done)
    }

    /// One frame: what came in, what was asked for, and the drawing.
    pub fn frame(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        if self.dressed.is_none() {
            // Fonts count from the next pass on, and drawing needs their families.
            ctx.set_fonts(fonts::definitions());
            self.text.install(&ctx);
            self.ctx = ctx.clone();
            ctx.add_plugin(super::turns::Turns::default());
            self.text.borrow_mut().search_later();
            // The list of the system's faces is read while the window opens.
            self.find_faces(&ctx, self.desktop);
            ctx.options_mut(|options| options.zoom_with_keyboard = false);
            self.dress(&ctx);
            ctx.request_discard("the fonts were just set");
            ctx.request_repaint();
            return;
        }
        if ctx.current_pass_index() == 0 {
            self.between(&ctx);
        }
        let screen = ctx.content_rect();
        ui.scope_builder(UiBuilder::new().max_rect(screen), |ui| {
            ui.set_clip_rect(screen);
            self.draw(ui, screen);
        });
        self.find_faces(&ctx, false);
        if !self.queue.is_empty() {
            ctx.request_repaint();
        }
    }

    /// Looks for faces of the system that what was drawn lacks; no frame waits for them, and what was laid out without is laid out again.
    fn find_faces(&mut self, ctx: &Context, first: bool) {
        let Some(search) = self.text.borrow_mut().search(first) else { return };
        self.background.start(ctx, None, |_| Ok(search.run()), |app, _, found| app.text.borrow_mut().adopt(found.ok()));
    }

    /// Everything that changes something, between two drawings.
    fn between(&mut self, ctx: &Context) {
        for finish in self.background.finished() {
            finish(self, ctx);
        }
        self.take_answers(ctx);
        self.dropped(ctx);
        hear::keys(self, ctx);
        // A command may ask for another one; more than a few rounds would be a circle.
        for _ in 0..8 {
            let asked = self.queue.drain();
            if asked.is_empty() {
                break;
            }
            for command in asked {
                command::run(self, ctx, command);
            }
        }
        self.measure(ctx);
        self.keep_view();
        self.dress(ctx);
        self.keep(ctx);
    }

    /// Remembers which view of the project is shown.
    fn keep_view(&mut self) {
        let view = self.views.current();
        let Some(key) = self.project.as_ref().map(Desk::key).filter(|key| self.config.views.get(key) != Some(&view)) else { return };
        self.configure(|config| {
            config.views.insert(key, view);
        });
    }

    /// Remembers how large the window is.
    fn measure(&mut self, ctx: &Context) {
        let (rect, maximised) = ctx.input(|input| (input.viewport().inner_rect, input.viewport().maximized.unwrap_or(false)));
        let Some(size) = rect.map(|rect| rect.size() * ctx.zoom_factor()) else { return };
        let layout = &self.config.layout;
        // A window that fills the screen keeps the size it had before.
        let size = if maximised { layout.window } else { Some([size.x.round(), size.y.round()]) };
        if (size, maximised) != (layout.window, layout.maximised) {
            self.configure(|config| (config.layout.window, config.layout.maximised) = (size, maximised));
        }
    }

    /// The topmost dialog or the shown view may take a command before its noun does.
    pub(super) fn offer(&mut self, command: &Command) -> bool {
        let (ids, chosen) = (self.views.ids(), self.chosen());
        let cx = cx!(self, ids, chosen);
        self.dialogs.command(command, &cx) || self.views.shown().1.command(command, &cx)
    }

    /// What is chosen in the view that is shown.
    pub(super) fn chosen(&self) -> Chosen {
        self.project.as_ref().map_or_else(Chosen::default, |desk| self.views.look().chosen(desk))
    }

    /// Calls `look` with what drawing sees.
    pub(super) fn with_cx<R>(&self, look: impl FnOnce(&Cx) -> R) -> R {
        let (ids, chosen) = (self.views.ids(), self.chosen());
        look(&cx!(self, ids, chosen))
    }

    /// Whether the desktop's own dialogs may open; not in tests.
    pub(super) fn desktop_dialogs(&self) -> bool {
        self.desktop
    }

    /// The same window, with its search indexes in a folder.
    pub fn with_index(self, folder: PathBuf) -> Self {
        Self { index: IndexIn::Folder(folder), ..self }
    }

    /// The same window, which tells of news of the work on the open project, on the thread that does it: until `heard` returns, the work waits.
    pub fn heard_by(self, heard: impl Fn() + Send + Sync + 'static) -> Self {
        Self { heard: Some(Arc::new(heard)), ..self }
    }

    /// What the work on an open project calls when there is news.
    pub(super) fn waker(&self) -> impl Fn() + Send + Sync + 'static + use<> {
        let (ctx, heard) = (self.ctx.clone(), self.heard.clone());
        move || {
            heard.iter().for_each(|heard| heard());
            ctx.request_repaint();
        }
    }

    /// Where the search index of a project that is opened is.
    pub(super) fn index_in(&self) -> IndexIn {
        self.index.clone()
    }

    /// Whether backups are kept by themselves.
    pub(super) fn keeps_backups(&self) -> bool {
        self.backups
    }

    /// Opens a dialog over the window.
    pub(super) fn open(&mut self, ctx: &Context, dialog: impl Dialog + 'static) {
        if dialog.writes()
            && let Some(why) = self.project.as_ref().and_then(|desk| desk.read_only())
        {
            let why = why.to_owned();
            return self.say(Notice::warning("This project is open for reading only", why));
        }
        self.dialogs.open(ctx, Box::new(dialog));
        ctx.request_repaint();
    }

    /// Says something at the lower edge; what can be undone there is what the work did whose answer is being taken.
    pub(super) fn say(&mut self, notice: Notice) {
        self.notices.say(notice, self.made);
    }

    /// Says what the work came to whose answer is being taken, in the words of the history, with the way back: what was changed, not what was asked.
    pub(super) fn tell(&mut self) {
        let label = self.label.clone().unwrap_or_default();
        self.say(Notice::undoable(label));
    }

    /// Goes on with these files in the project that was just made.
    pub(super) fn made_with(&mut self, files: Vec<PathBuf>) {
        if !files.is_empty() {
            self.queue.push(ProjectCommand::ImportPaths(files));
        }
    }

    /// Changes the configuration; it is written a moment later.
    pub(super) fn configure(&mut self, change: impl FnOnce(&mut Config)) {
        change(&mut self.config);
        self.keys = Keymap::new(&self.config.keys);
        self.changed.get_or_insert_with(Instant::now);
    }

    fn dropped(&mut self, ctx: &Context) {
        let paths: Vec<PathBuf> = ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
        if !paths.is_empty() {
            self.queue.push(ProjectCommand::ImportPaths(paths));
        }
    }

    /// Puts the chosen look and scale in force where they changed.
    fn dress(&mut self, ctx: &Context) {
        let dark = ctx.system_theme() == Some(egui::Theme::Dark);
        let wanted = (self.config.theme, dark, self.config.scale, self.config.reduce_motion);
        if self.dressed == Some(wanted) {
            return;
        }
        self.dressed = Some(wanted);
        let tokens = self.config.theme.tokens(dark);
        self.tokens = Arc::new(tokens.clone());
        tokens.install(ctx);
        if self.config.reduce_motion {
            ctx.all_styles_mut(|style| {
                style.animation_time = 0.0;
                style.scroll_animation = egui::style::ScrollAnimation::none();
            });
        }
        ctx.set_zoom_factor(self.config.scale as f32 / 100.0);
        ctx.request_repaint();
    }

    /// Writes the configuration a moment after it changed.
    fn keep(&mut self, ctx: &Context) {
        let Some(since) = self.changed else { return };
        let wait = Duration::from_millis(600);
        if since.elapsed() < wait {
            ctx.request_repaint_after(wait);
            return;
        }
        self.changed = None;
        let Some(path) = self.config_path.clone() else { return };
        let config = self.kept_config();
        self.background.start(
            ctx,
            None,
            move |_| config.save(&path).map_err(|error| crate::Error::io(&path, error)),
            |app, _, result| {
                if let Err(error) = result {
                    app.say(Notice::problem("The settings could not be kept", &error));
                }
            },
        );
    }

    /// Keeps what is typed and not kept yet, in memos, definitions and texts: nobody is asked for a name first, since drafts have none.
    /// What leaving the shown view takes, such as the words of a cell, is taken first where it is known who is coding.
    pub(super) fn keep_typed(&mut self) {
        self.leave_view();
        let (ids, chosen) = (self.views.ids(), self.chosen());
        let waiting = self.queue.drain();
        {
            let cx = cx!(self, ids, chosen);
            self.dialogs.keep(&cx);
            self.views.keep(&cx);
        }
        for command in waiting.into_iter().chain(self.queue.drain()) {
            match (command, &mut self.project) {
                (Command::Memos(MemoCommand::Keep(place, text)), Some(desk)) => desk.keep_draft(place, text),
                (Command::Memos(MemoCommand::Move(from, to, text)), Some(desk)) => desk.move_draft(from, to, text),
                (other, _) => self.queue.push(other),
            }
        }
    }

    /// Does what leaving the shown view comes to: the window or the project closes.
    fn leave_view(&mut self) {
        let (waiting, ctx) = (self.queue.drain(), self.ctx.clone());
        if self.config.coder.is_some() && self.project.as_ref().is_some_and(|desk| desk.read_only().is_none()) {
            let (ids, chosen) = (self.views.ids(), self.chosen());
            let cx = cx!(self, ids, chosen);
            self.views.shown().1.leave(&cx);
            self.queue.drain().into_iter().for_each(|command| command::run(self, &ctx, command));
        }
        waiting.into_iter().for_each(|command| self.queue.push(command));
    }

    /// Writes what is left to write when the window closes.
    pub(super) fn close(&mut self) {
        self.keep_typed();
        if let (Some(path), true) = (&self.config_path, self.changed.take().is_some()) {
            // Nobody is left to tell; the settings of the last moment are all that could be missing.
            let _ = self.kept_config().save(path);
        }
        // A project that was closed a moment ago may have its last changes still to write.
        self.background.end();
    }

    /// How far a column can be dragged.
    pub(super) fn column_width(side: Side, wide: f32) -> f32 {
        match side {
            Side::Left => wide.clamp(160.0, 480.0),
            Side::Right => wide.clamp(200.0, 560.0),
        }
    }

    fn draw(&mut self, ui: &mut Ui, screen: Rect) {
        let ctx = ui.ctx().clone();
        let (ids, chosen) = (self.views.ids(), self.chosen());
        let cx = cx!(self, ids, chosen);
        ui.painter().rect_filled(screen, 0.0, cx.tokens.bg);
        let top = Rect::from_min_size(screen.min, vec2(screen.width(), measure::TOP));
        let line = Rect::from_min_max(pos2(screen.left(), screen.bottom() - measure::STATUS), screen.max);
        let middle = Rect::from_min_max(top.left_bottom(), line.right_top());
        let saved = match &self.project {
            Some(desk) if desk.read_only().is_some() => Saved::ReadOnly,
            Some(desk) if desk.saving() => Saved::Writing,
            _ => Saved::Yes,
        };
        self.mark = shell::topbar(ui, top, &cx, saved);
        let before = ctx.memory(|memory| memory.focused());
        self.views.settle(&cx);
        shell::columns(ui, middle, &cx, &self.columns, self.views.shown().1);
        self.arrival.settle(&ctx, self.views.look(), before, !self.dialogs.is_empty());
        self.arrival.ready(&ctx).into_iter().for_each(|command| cx.push(command));
        let mut items = self.views.shown().1.status(&cx);
        items.splice(0..0, shell::way_back(&cx, self.views.came_from()));
        shell::status(ui, line, &cx, &items);
        let beside = self.columns.taken(Side::Right, self.views.look(), screen.width(), &self.config);
        self.notices.draw(&ctx, &cx, &self.background.underway(), !self.dialogs.is_empty(), beside);
        self.dialogs.draw(&ctx, &cx);
        drop_hint(&ctx, screen, &cx);
    }
}

/// While files hang over the window: what letting go of them does.
fn drop_hint(ctx: &Context, screen: Rect, cx: &Cx) {
    let count = ctx.input(|input| input.raw.hovered_files.len());
    if count == 0 {
        return;
    }
    let layer = egui::LayerId::new(egui::Order::Tooltip, egui::Id::unique("drop hint"));
    let painter = ctx.layer_painter(layer);
    painter.rect_filled(screen, 0.0, cx.tokens.backdrop);
    let project = ctx.input(|input| input.raw.hovered_files.iter().any(|file| file.path.as_deref().is_some_and(crate::project::is_project_name)));
    let words = if project {
        "Let go to open this project"
    } else if cx.project.is_some() {
        "Let go to look at what they would bring in"
    } else {
        "Let go to make a project of them"
    };
    let ui = Ui::new(ctx.clone(), egui::Id::unique("drop words"), UiBuilder::new().layer_id(layer).max_rect(screen));
    let galley = paint::whole(&ui, words, fonts::text(fonts::Weight::Semibold, 16.0), cx.tokens.ink);
    let card = Rect::from_center_size(screen.center(), galley.size() + vec2(56.0, 40.0));
    painter.rect(card, measure::RADIUS_DIALOG, cx.tokens.raised, egui::Stroke::new(cx.tokens.focus, cx.tokens.accent), egui::StrokeKind::Inside);
    galley.paint(&painter, card.center() - galley.size() / 2.0);
}
