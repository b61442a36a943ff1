//! Executes the commands of Search that are the window's to do; the rest the view takes itself while it is shown.

use super::SearchCommand;
use crate::ui::app::Themata;
use crate::ui::dialogs::{LanguageDialog, Pick, PickItem};
use crate::ui::icons;
use crate::ui::views::search::{By, Sort};
use egui::Context;

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: SearchCommand) {
    match command {
        SearchCommand::Language => app.open(ctx, LanguageDialog),
        SearchCommand::AskGroup => {
            let items = By::ALL.map(|by| PickItem::new(by.label(), icons::STACK, SearchCommand::Group(by)));
            app.open(ctx, Pick::new("Group what was found", "Source, site or case", items.into()));
        }
        SearchCommand::AskSort => {
            let items = Sort::ALL.map(|sort| PickItem::new(sort.label(), icons::SORT_ASCENDING, SearchCommand::Sort(sort)));
            app.open(ctx, Pick::new("Sort the concordance", "Order", items.into()));
        }
        SearchCommand::Keep(look) => app.configure(|config| config.search = look),
        // The view takes these while it is shown.
        _ => {}
    }
}
