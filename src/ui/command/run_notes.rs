//! Executes the commands that begin a note.

use super::{CorrectCommand, SourceCommand, Target, Window};
use crate::ui::app::Themata;
use crate::ui::dialogs::{NoteDialog, Pick, PickItem};
use crate::ui::icons;
use crate::ui::views::ViewId;
use egui::Context;

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: SourceCommand) {
    match command {
        SourceCommand::AskNote => {
            let folder = app.chosen().folder;
            app.open(ctx, NoteDialog::new(folder));
        }
        SourceCommand::AskNoteFolder => ask_note_folder(app, ctx),
        // The dialog of the new note takes it.
        SourceCommand::NoteFolder(_) => {}
        SourceCommand::AddNote(draft) => app.send(
            "Making the note",
            move |project| project.add_note(*draft),
            |app, _, done| {
                app.ask(Window::Show(ViewId::Read));
                app.ask(Window::Go(Target::Source(done.value)));
                app.ask(CorrectCommand::Begin);
            },
        ),
        _ => {}
    }
}

fn ask_note_folder(app: &mut Themata, ctx: &Context) {
    let Some(corpus) = app.project.as_ref().map(|desk| &desk.corpus) else { return };
    let item = |folder: &crate::model::Folder| PickItem::new(&folder.name, icons::FOLDER, SourceCommand::NoteFolder(Some(folder.id)));
    let mut items: Vec<PickItem> = corpus.folders().iter().map(item).collect();
    items.push(PickItem::new("No folder", icons::X, SourceCommand::NoteFolder(None)));
    app.open(ctx, Pick::new("The note lies in", "Folder", items));
}
