//! Executes the commands that change sources and folders.

use super::SourceCommand;
use crate::analysis::Corpus;
use crate::model::{Owner, SourceId, Subject};
use crate::ui::app::Themata;
use crate::ui::dialogs::{Confirm, FolderDialog, ValuesDialog};
use crate::ui::format;
use crate::ui::notify::Notice;
use egui::Context;

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: SourceCommand) {
    match command {
        SourceCommand::Rename(id, name) => {
            let Some(source) = app.project.as_ref().and_then(|desk| desk.corpus.source(id)).cloned() else { return };
            app.send("Renaming the source", move |project| project.edit_source(id, &name, source.kind, &source.date, &source.language), |_, _, _| {});
        }
        SourceCommand::AskRemove(ids) => ask_remove(app, ctx, ids),
        SourceCommand::Remove(ids) => {
            let said = format!("Removed {}", format::counted(ids.len(), "source"));
            app.send("Removing the sources", move |project| project.remove_sources(&ids), |app, _, _| app.say(Notice::undoable(said)));
        }
        SourceCommand::MoveTo(ids, folder) => app.send("Moving the sources", move |project| project.move_sources(&ids, folder), |_, _, _| {}),
        SourceCommand::AskFolder(ids) => app.open(ctx, FolderDialog::new(ids)),
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

/// What goes with sources.
fn held(corpus: &Corpus, ids: &[SourceId]) -> String {
    let codings: usize = ids.iter().map(|id| corpus.codings_of(*id).len()).sum();
    let on = |subject: &Subject| match subject {
        Subject::Source(id) | Subject::Passage(id, ..) => ids.contains(id),
        Subject::Coding(id) => corpus.coding(*id).is_some_and(|coding| ids.contains(&coding.source)),
        _ => false,
    };
    let memos = corpus.memos.iter().filter(|memo| on(&memo.subject)).count();
    let values = ids.iter().flat_map(|id| corpus.attributes().iter().filter_map(|a| corpus.value(a.id, Owner::Source(*id)))).count();
    let list = [(codings, "coding"), (memos, "memo"), (values, "value")];
    list.iter().map(|(count, noun)| format::counted(*count, noun)).collect::<Vec<_>>().join(", ")
}

fn ask_remove(app: &mut Themata, ctx: &Context, ids: Vec<SourceId>) {
    let Some(corpus) = app.project.as_ref().map(|desk| &desk.corpus) else { return };
    let title = match ids.as_slice() {
        [] => return,
        [one] => format!("Remove “{}”?", corpus.source(*one).map_or("", |source| &source.name)),
        _ => format!("Remove {}?", format::counted(ids.len(), "source")),
    };
    let what = format!("{} go with it. Undo brings all of it back.", held(corpus, &ids));
    let dialog = Confirm::new(title, what, "Remove", SourceCommand::Remove(ids)).danger();
    app.open(ctx, dialog);
}
