//! Executes the commands of Search that are the window's to do; the rest the view takes itself while it is shown.

use super::{SearchCommand, picks};
use crate::ui::app::Themata;
use crate::ui::dialogs::{FoundDialog, LanguageDialog, Pick, PickItem};
use crate::ui::format::counted;
use crate::ui::icons;
use crate::ui::views::search::{By, Code, Sort};
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
        SearchCommand::PickCode(picked) => {
            let title = format!("Code {} as", counted(picked.count, "hit"));
            let with = picked.clone();
            let items = app.with_cx(|cx| picks::codes(cx, |code| code.codable, |code| SearchCommand::CodeWith(with.clone(), Code::Known(code))));
            let fresh = move |name: &str| {
                let command = SearchCommand::CodeWith(picked.clone(), Code::New(name.to_owned()));
                PickItem::new(format!("New code “{name}”"), icons::PLUS, command)
            };
            app.open(ctx, Pick::new(title, "Code", items).or_new(fresh));
        }
        SearchCommand::CodeWith(picked, code) => {
            let name = match &code {
                Code::New(name) => Some(name.clone()),
                Code::Known(id) => app.project.as_ref().and_then(|desk| desk.corpus.code(*id)).map(|code| code.name.clone()),
            };
            let Some(name) = name else { return };
            app.open(ctx, FoundDialog::new(picked, code, name));
        }
        SearchCommand::Keep(look) => app.configure(|config| config.search = look),
        // The view takes these while it is shown.
        _ => {}
    }
}
