//! The bundled study: built where it is missing, and asked about before one that was worked in is replaced.

use super::ProjectCommand;
use super::run_project::{opened, put_away};
use crate::example::{self, State};
use crate::project::Session;
use crate::ui::app::Themata;
use crate::ui::dialogs::{Pick, PickItem};
use crate::ui::icons;
use crate::ui::notify::Notice;
use egui::Context;

/// What the study is called while it is being built.
const NAME: &str = "the example study";

/// Opens it, or asks whether to start afresh.
pub(super) fn show(app: &mut Themata, ctx: &Context) {
    let path = match example::place() {
        Ok(path) => path,
        Err(error) => return app.say(Notice::problem("Opening the example", &error)),
    };
    match example::state(&path) {
        State::AsBuilt => app.ask(ProjectCommand::OpenPath(path)),
        State::Missing | State::Outdated => afresh(app, ctx),
        State::Changed => {
            let left = PickItem::new("Open it as you left it", icons::BOOKS, ProjectCommand::OpenPath(path));
            let again = PickItem::new("Start afresh", icons::ARROW_COUNTER_CLOCKWISE, ProjectCommand::ExampleAfresh).note("yours is kept beside it");
            app.open(ctx, Pick::new("The example study", "You have worked in the example before", vec![left, again]));
        }
    }
}

/// Builds it anew and opens it.
pub(super) fn afresh(app: &mut Themata, ctx: &Context) {
    let path = match example::place() {
        Ok(path) => path,
        Err(error) => return app.say(Notice::problem("Building the example", &error)),
    };
    let own = app.project.as_ref().is_some_and(|desk| desk.path() == path);
    let session = if own { put_away(app, ctx) } else { None };
    let wake = app.waker();
    let work = move |progress: &crate::jobs::Progress| {
        session.map_or(Ok(()), Session::close)?;
        let begun = std::cell::Cell::new(false);
        example::replace(&path, &|_, total| {
            if !begun.replace(true) {
                progress.begin(total as u64);
            }
            progress.advance(1);
            progress.check().is_ok()
        })?;
        Session::open(&path, wake)
    };
    let building = app.background.start(ctx, Some("Building the example study".into()), work, |app, ctx, result| opened(app, ctx, NAME, result));
    if own {
        app.background.await_end(building);
    }
}
