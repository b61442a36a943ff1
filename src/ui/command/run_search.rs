//! Executes the commands of Search that are the window's to do; the rest the view takes itself while it is shown.

use super::{SearchCommand, picks, run_words};
use crate::jobs::Progress;
use crate::model::{SavedSearch, SearchId};
use crate::search::{Search, noted};
use crate::ui::app::Themata;
use crate::ui::dialogs::{FoundDialog, LanguageDialog, NameDialog, Pick, PickItem};
use crate::ui::format::counted;
use crate::ui::icons;
use crate::ui::notify::Notice;
use crate::ui::views::ViewId;
use crate::ui::views::search::{By, Code, Sort, finding};
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
            app.open(ctx, Pick::new(title, "Code", items).or_new("a name", fresh));
        }
        SearchCommand::CodeWith(picked, code) => {
            let name = match &code {
                Code::New(name) => Some(name.clone()),
                Code::Known(id) => app.project.as_ref().and_then(|desk| desk.corpus.code(*id)).map(|code| code.name.clone()),
            };
            let Some(name) = name else { return };
            app.open(ctx, FoundDialog::new(picked, code, name));
        }
        SearchCommand::AskName(query) => {
            let line = format!("{query}\nA saved search of the same name gives way to this one.");
            let then = move |name| SearchCommand::SaveAs(name, query.clone());
            app.open(ctx, NameDialog::new("saved search", then).line(line).hint("Money, not yet coded"));
        }
        SearchCommand::SaveAs(name, query) => save(app, ctx, name, query),
        SearchCommand::SeeThis(id) => {
            let Some(query) = saved(app).iter().find(|saved| saved.id == id).map(|saved| saved.query.clone()) else { return };
            note_down(app, ctx, query, move |app, seen| {
                app.send("Taking it as seen", move |project| project.see_search(id, &seen), |_, _, _| {});
            });
        }
        SearchCommand::Saved => pick(app, ctx, "Run a saved search", icons::MAGNIFYING_GLASS, SearchCommand::Run),
        // The view takes it itself while it is shown.
        SearchCommand::Run(id) if app.views.current() != ViewId::Search => {
            app.views.lead(ViewId::Search, ctx.memory(|memory| memory.focused()));
            app.ask(SearchCommand::Run(id));
        }
        SearchCommand::PickRename => pick(app, ctx, "Rename a saved search", icons::PENCIL_SIMPLE, SearchCommand::AskRename),
        SearchCommand::AskRename(_) | SearchCommand::Rename(..) => rename(app, ctx, command),
        SearchCommand::Forget => pick(app, ctx, "Remove a saved search", icons::TRASH, SearchCommand::Remove),
        SearchCommand::Remove(id) => app.send(
            "Removing the saved search",
            move |project| project.remove_searches(&[id]),
            |app, _, _| app.say(Notice::undoable("Removed the saved search")),
        ),
        SearchCommand::Keep(look) => app.configure(|config| config.search = look),
        other => run_words::run(app, ctx, other),
    }
}

/// Asks for another name of a saved search, or gives it.
fn rename(app: &mut Themata, ctx: &Context, command: SearchCommand) {
    match command {
        SearchCommand::AskRename(id) => {
            let Some(name) = saved(app).iter().find(|saved| saved.id == id).map(|saved| saved.name.clone()) else { return };
            app.open(ctx, NameDialog::rename("saved search", &name, move |name| SearchCommand::Rename(id, name)));
        }
        SearchCommand::Rename(id, name) => {
            app.send("Renaming the saved search", move |project| project.rename_search(id, &name), |_, _, _| {});
        }
        _ => {}
    }
}

fn saved(app: &Themata) -> &[SavedSearch] {
    app.project.as_ref().map_or(&[], |desk| desk.corpus.searches())
}

/// Asks which of the saved searches is meant.
fn pick(app: &mut Themata, ctx: &Context, title: &str, icon: &'static str, then: fn(SearchId) -> SearchCommand) {
    let items = saved(app).iter().map(|saved| PickItem::new(&saved.name, icon, then(saved.id)).note(short(&saved.query))).collect();
    app.open(ctx, Pick::new(title, "Saved search", items));
}

/// The beginning of a search, beside its name.
fn short(query: &str) -> String {
    let short: String = query.chars().take(40).collect();
    if short.len() < query.len() { format!("{short}…") } else { short }
}

fn save(app: &mut Themata, ctx: &Context, name: String, query: String) {
    note_down(app, ctx, query.clone(), move |app, seen| {
        let said = format!("Saved the search “{}”", name.trim());
        app.send("Saving the search", move |project| project.save_search(&name, &query, &seen), |app, _, _| app.say(Notice::undoable(said)));
    });
}

/// Writes down in the background what a search finds now.
fn note_down(app: &mut Themata, ctx: &Context, query: String, then: impl FnOnce(&mut Themata, String) + 'static) {
    let Some(desk) = &app.project else { return };
    let (path, corpus, index) = (desk.path().to_owned(), desk.corpus.clone(), desk.index().clone());
    let work = move |progress: &Progress| {
        let mut search = Search::new(&query, &corpus).map_err(|wrong| crate::Error::hint(wrong.what, wrong.hint))?;
        finding(&index, &path, &corpus, |finder| noted(&corpus, finder, &mut search, progress))
    };
    app.background.start(ctx, Some("Writing down what is found".into()), work, move |app, _, seen| match seen {
        Ok(seen) => then(app, seen),
        Err(error) => app.say(Notice::problem("Writing down what is found", &error)),
    });
}
