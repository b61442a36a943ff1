//! Executes the commands of Read that are the window's to do; the rest the view takes itself while it is shown.

use super::ReadCommand;
use crate::ui::app::Themata;
use crate::ui::notify::Notice;
use egui::Context;

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: ReadCommand) {
    match command {
        ReadCommand::NoCoding => app.say(Notice::info("No coding is chosen here: click on its line or its name, or put the caret into it")),
        ReadCommand::SayOriginals(true) => app.say(Notice::info("Names show as they were: to code, show the pseudonyms again")),
        ReadCommand::SayOriginals(false) => app.say(Notice::info("No name was replaced in this text, or its older versions are not here")),
        ReadCommand::ToClipboard(words) => ctx.copy_text(words),
        ReadCommand::Keep(source, place) => {
            let Some(key) = app.project.as_ref().map(|desk| desk.key()) else { return };
            app.configure(|config| {
                config.set_place(&key, &source.to_string(), place);
                config.last.insert(key, source.to_string());
            });
        }
        ReadCommand::Remember(look) => {
            let Some(key) = app.project.as_ref().map(|desk| desk.key()) else { return };
            app.configure(|config| drop(config.read.insert(key, *look)));
        }
        _ => {}
    }
}
