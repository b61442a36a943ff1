//! Executes the commands that change sources and folders.

use super::run_coding::coded;
use super::{CaseCommand, CaseFor as For, CodingCommand, SourceCommand, picks, run_chosen, run_notes};
use crate::analysis::{Removed, goes_along};
use crate::model::{CaseId, ProgressState, SourceId};
use crate::search::languages;
use crate::ui::app::Themata;
use crate::ui::dialogs::{Confirm, NameDialog, Pick, PickItem, ValuesDialog};
use crate::ui::format;
use crate::ui::icons;
use crate::ui::notify::Notice;
use crate::ui::views::{ListSort, list_groupings};
use egui::Context;

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: SourceCommand) {
    match command {
        SourceCommand::OnChosen(verb) => run_chosen::sources(app, verb),
        SourceCommand::OnFolder(verb) => run_chosen::folder(app, verb),
        note @ (SourceCommand::AskNote | SourceCommand::AskNoteFolder | SourceCommand::NoteFolder(_) | SourceCommand::AddNote(_)) => {
            run_notes::run(app, ctx, note);
        }
        SourceCommand::AskRename(id) => {
            let Some(name) = app.project.as_ref().and_then(|desk| desk.corpus.source(id)).map(|source| source.name.clone()) else { return };
            app.open(ctx, NameDialog::rename("source", &name, move |name| SourceCommand::Rename(id, name)));
        }
        SourceCommand::AskRenameFolder(id) => {
            let name = app.project.as_ref().and_then(|desk| desk.corpus.folders().iter().find(|folder| folder.id == id)).map(|f| f.name.clone());
            let Some(name) = name else { return };
            app.open(ctx, NameDialog::rename("folder", &name, move |name| SourceCommand::RenameFolder(id, name)));
        }
        SourceCommand::AskMove(ids) => ask_move(app, ctx, &ids),
        SourceCommand::AskCases(ids) => ask_cases(app, ctx, &ids),
        SourceCommand::Link(ids, case) => link(app, ids, case, true),
        SourceCommand::Unlink(ids, case) => link(app, ids, case, false),
        SourceCommand::AskCode(ids) => {
            let then = |code| SourceCommand::Code(ids.clone(), vec![code]);
            let items = app.with_cx(|cx| picks::codes(cx, |code| code.codable, then));
            app.open(ctx, Pick::new(format!("Code {}, whole, as", format::counted(ids.len(), "source")), "Code", items));
        }
        SourceCommand::AskProgress(ids) => ask_progress(app, ctx, &ids),
        SourceCommand::AskLanguage(ids) => ask_language(app, ctx, &ids),
        SourceCommand::SetLanguage(ids, language) => set_language(app, ids, language),
        SourceCommand::Code(ids, codes) => code(app, &ids, &codes),
        SourceCommand::AskGroup => ask_group(app, ctx),
        SourceCommand::AskSort => ask_sort(app, ctx),
        // Read takes these while it is shown.
        SourceCommand::GroupBy(_) | SourceCommand::SortBy(_) => {}
        SourceCommand::Rename(id, name) => rename(app, id, name),
        SourceCommand::AskRemove(ids) => ask_remove(app, ctx, ids),
        SourceCommand::Remove(ids) => {
            app.send("Removing the sources", move |project| project.remove_sources(&ids), |app, _, _| app.tell());
        }
        SourceCommand::MoveTo(ids, folder) => app.send("Moving the sources", move |project| project.move_sources(&ids, folder), |_, _, _| {}),
        SourceCommand::AskFolder(ids) => {
            let line = if ids.is_empty() { String::new() } else { format!("{} will be put into it.", format::counted(ids.len(), "source")) };
            let then = move |name| SourceCommand::AddFolder(name, ids.clone());
            app.open(ctx, NameDialog::new("folder", then).line(line).hint("Field notes"));
        }
        SourceCommand::AddFolder(name, ids) => app.send("Making the folder", move |project| project.add_folder_of(None, &name, &ids), |_, _, _| {}),
        SourceCommand::RenameFolder(id, name) => app.send("Renaming the folder", move |project| project.rename_folder(id, &name), |_, _, _| {}),
        SourceCommand::RemoveFolder(id) => {
            app.send(
                "Removing the folder",
                move |project| project.remove_folder(id),
                |app, _, _| app.say(Notice::undoable("Removed the folder; its sources stay")),
            );
        }
        SourceCommand::AskValues(ids) => app.open(ctx, ValuesDialog::new(ids)),
        SourceCommand::SetValues(values) => app.send("Giving the values", move |project| project.set_values(&values), |_, _, _| {}),
    }
}

fn rename(app: &mut Themata, id: SourceId, name: String) {
    let Some(source) = app.project.as_ref().and_then(|desk| desk.corpus.source(id)).cloned() else { return };
    app.send("Renaming the source", move |project| project.edit_source(id, &name, source.kind, &source.date, &source.language), |_, _, _| {});
}

/// Asks what the list of sources is sorted by.
fn ask_sort(app: &mut Themata, ctx: &Context) {
    let items = ListSort::ALL.map(|sort| PickItem::new(sort.label(), icons::SORT_ASCENDING, SourceCommand::SortBy(sort)));
    app.open(ctx, Pick::new("Sort the sources", "Order", items.into()));
}

fn set_language(app: &mut Themata, ids: Vec<SourceId>, language: String) {
    app.send("Setting the language", move |project| project.set_language(&ids, &language), |_, _, _| {});
}

/// Asks which language sources are in.
fn ask_language(app: &mut Themata, ctx: &Context, ids: &[SourceId]) {
    let Some(desk) = &app.project else { return };
    let now: Vec<&str> = ids.iter().filter_map(|id| desk.corpus.source(*id)).map(|source| source.language.as_str()).collect();
    let item = |code: &str, name: &str| {
        let item = PickItem::new(name, icons::TEXT_AA, SourceCommand::SetLanguage(ids.to_vec(), code.to_owned()));
        if !now.is_empty() && now.iter().all(|now| *now == code) { item.note("as it is") } else { item.note(code) }
    };
    let all = languages().into_iter().map(|(code, name)| item(code, name));
    let items = std::iter::once(item("", "As their words tell")).chain(all).collect();
    app.open(ctx, Pick::new(format!("Language of {}", format::counted(ids.len(), "source")), "Language", items));
}

/// Asks what the list of sources is grouped by.
fn ask_group(app: &mut Themata, ctx: &Context) {
    let Some(desk) = &app.project else { return };
    let items = list_groupings(&desk.corpus).into_iter().map(|(by, words)| PickItem::new(words, icons::STACK, SourceCommand::GroupBy(by)));
    let dialog = Pick::new("Group the sources", "Folder, kind of case or attribute", items.collect());
    app.open(ctx, dialog);
}

/// Asks which folder sources go into; a name that no folder has makes one.
fn ask_move(app: &mut Themata, ctx: &Context, ids: &[SourceId]) {
    let Some(corpus) = app.project.as_ref().map(|desk| &desk.corpus) else { return };
    let count = |id| format::counted(corpus.sources().iter().filter(|source| source.folder == id).count(), "source");
    let to = |id| SourceCommand::MoveTo(ids.to_vec(), id);
    let mut items: Vec<PickItem> =
        corpus.folders().iter().map(|folder| PickItem::new(&folder.name, icons::FOLDER, to(Some(folder.id))).note(count(Some(folder.id)))).collect();
    items.push(PickItem::new("Into no folder", icons::X, to(None)).note(count(None)));
    items.push(PickItem::new("New folder…", icons::FOLDER_PLUS, SourceCommand::AskFolder(ids.to_vec())));
    let title = format!("Put {} into", format::counted(ids.len(), "source"));
    let ids = ids.to_vec();
    let fresh =
        move |name: &str| PickItem::new(format!("New folder “{name}”"), icons::FOLDER_PLUS, SourceCommand::AddFolder(name.to_owned(), ids.clone()));
    app.open(ctx, Pick::new(title, "Folder", items).or_new("a name", fresh));
}

/// Asks which cases sources belong to: one that all of them have is taken away, another is given.
fn ask_cases(app: &mut Themata, ctx: &Context, ids: &[SourceId]) {
    let Some(corpus) = app.project.as_ref().map(|desk| &desk.corpus) else { return };
    let has = |case: CaseId| ids.iter().all(|id| corpus.cases_of(*id).contains(&case));
    let taken = picks::cases(corpus, |case| has(case.id), |case| SourceCommand::Unlink(ids.to_vec(), case.id));
    let taken = taken.into_iter().map(|item| PickItem { icon: icons::CHECK, note: format!("{} · take away", item.note), ..item });
    let given = picks::cases(corpus, |case| !has(case.id), |case| SourceCommand::Link(ids.to_vec(), case.id));
    let items = taken.chain(given).collect();
    let title = match ids {
        [one] => format!("“{}” belongs to", corpus.source(*one).map_or("", |source| &source.name)),
        _ => format!("{} belong to", format::counted(ids.len(), "source")),
    };
    let ids = ids.to_vec();
    let fresh = move |name: &str| {
        let command = CaseCommand::AskKindFor(name.to_owned(), For::Sources(ids.clone()));
        PickItem::new(format!("New case “{name}”…"), icons::PLUS, command)
    };
    app.open(ctx, Pick::new(title, "Person, site or other case", items).or_new("a name", fresh));
}

fn link(app: &mut Themata, ids: Vec<SourceId>, case: CaseId, give: bool) {
    let work = move |project: &mut crate::project::Project| {
        if give { project.link_sources(&ids, case) } else { project.unlink_sources(&ids, case) }
    };
    app.send("Giving the sources to the case", work, |app, _, _| app.tell());
}

/// Codes whole sources with each of the codes, as one step.
fn code(app: &mut Themata, ids: &[SourceId], codes: &[crate::model::CodeId]) {
    let (ids, codes) = (ids.to_vec(), codes.to_vec());
    app.send(
        "Coding whole sources",
        move |project| {
            let whole = project.whole(&ids)?;
            project.apply_codes(&codes.iter().flat_map(|code| coded(&whole, *code)).collect::<Vec<_>>())
        },
        |app, _, done| {
            app.say(match done.value.len() {
                0 => Notice::info("These sources have that code already"),
                count => Notice::undoable(format!("Coded {}", format::counted(count, "whole source"))),
            });
        },
    );
}

fn ask_remove(app: &mut Themata, ctx: &Context, ids: Vec<SourceId>) {
    let Some(corpus) = app.project.as_ref().map(|desk| &desk.corpus) else { return };
    let title = match ids.as_slice() {
        [] => return,
        [one] => format!("Remove “{}”?", corpus.source(*one).map_or("", |source| &source.name)),
        _ => format!("Remove {}?", format::counted(ids.len(), "source")),
    };
    let what = goes_along(corpus, &Removed::Sources(&ids)).sentence();
    let dialog = Confirm::new(title, what, "Remove", SourceCommand::Remove(ids)).danger();
    app.open(ctx, dialog);
}

/// Asks how far sources are.
fn ask_progress(app: &mut Themata, ctx: &Context, ids: &[SourceId]) {
    let item = |state: &ProgressState| PickItem {
        state: Some(*state),
        ..PickItem::new(state.name(), icons::CHECK, CodingCommand::Progress(ids.to_vec(), *state))
    };
    let items = ProgressState::ALL.iter().map(item).collect();
    app.open(ctx, Pick::new(format!("Mark {} as", format::counted(ids.len(), "source")), "Progress", items));
}
