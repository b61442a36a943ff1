//! Executes the commands of the window itself.

use super::{Side, Window};
use crate::ui::app::Themata;
use crate::ui::dialogs::{About, Menu, SettingsDialog, ShortcutList, palette};
use crate::ui::notify::Notice;
use egui::{Context, ViewportCommand, vec2};

/// The scales that Larger and Smaller step through, in per cent.
const SCALES: [u32; 9] = [75, 85, 100, 110, 125, 140, 150, 175, 200];

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: Window) {
    match command {
        Window::Show(_) | Window::Go(_) | Window::Back => go(app, ctx, command),
        // The view that is shown takes its filters off itself.
        Window::ShowAll => {}
        Window::Palette => {
            let dialog = app.with_cx(palette);
            app.open(ctx, dialog);
        }
        Window::Menu => {
            let at = app.mark.left_bottom() + vec2(-4.0, 14.0);
            app.open(ctx, Menu::new(at));
        }
        Window::Shortcuts => app.open(ctx, ShortcutList::default()),
        Window::Settings => {
            let dialog = SettingsDialog::default();
            app.open(ctx, dialog);
        }
        Window::About => app.open(ctx, About),
        Window::Toggle(side) => {
            let (width, mut columns) = (ctx.content_rect().width(), app.columns);
            app.configure(|config| columns.toggle(side, width, config));
            app.columns = columns;
        }
        Window::Unfold(side) => {
            if !app.columns.open(side, ctx.content_rect().width(), &app.config) {
                app.ask(Window::Toggle(side));
            }
        }
        Window::Resize(side, wide) => {
            let wide = Themata::column_width(side, wide);
            app.configure(|config| if side == Side::Left { config.layout.left = wide } else { config.layout.right = wide });
        }
        Window::Look(theme) => app.configure(|config| config.theme = theme),
        Window::Larger => step(app, |scale| SCALES.into_iter().find(|next| *next > scale)),
        Window::Smaller => step(app, |scale| SCALES.into_iter().rev().find(|next| *next < scale)),
        Window::Scale(scale) => app.configure(|config| config.scale = scale),
        Window::FullScreen => {
            let now = ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
            ctx.send_viewport_cmd(ViewportCommand::Fullscreen(!now));
        }
        Window::Configure(wanted) => app.configure(|config| *config = *wanted),
        Window::CancelJob(number) => cancel(app, number),
        Window::GoOn(number) => app.background.go_on(number),
        // The dialogs take it themselves.
        Window::LeaveDialog(_) => {}
        Window::Say(words) => app.say(Notice::info(words)),
        Window::Reach(id) => super::wanted::reach(app, ctx, id),
        Window::Dismiss(number) => app.notices.dismiss(number),
        Window::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
    }
}

/// Goes to a view, or back from one.
fn go(app: &mut Themata, ctx: &Context, command: Window) {
    match command {
        Window::Show(view) => {
            app.views.forget_ways();
            app.views.show(view);
        }
        Window::Back => match app.views.back() {
            Some(focus) => app.arrival.back_at(focus),
            None => app.say(Notice::info("No other view led here")),
        },
        // The view that shows it takes the command itself; this is for when another one is shown.
        Window::Go(target) if app.views.current() != target.view() && app.views.ids().contains(&target.view()) => {
            app.views.lead(target.view(), ctx.memory(|memory| memory.focused()));
            // At once, so that what was asked after it finds it done.
            super::run(app, ctx, Window::Go(target).into());
        }
        _ => {}
    }
}

fn step(app: &mut Themata, next: impl Fn(u32) -> Option<u32>) {
    if let Some(scale) = next(app.config.scale) {
        app.configure(|config| config.scale = scale);
    }
}

/// Stops work; where a view holds it, the notice is the way to go on.
fn cancel(app: &mut Themata, number: u64) {
    if let Some(label) = app.background.cancel(number) {
        let stopped = Notice::warning(format!("{label}: stopped"), "What was known before still shows.");
        app.say(stopped.action("Go on", Window::GoOn(number)));
    }
}
