//! Executes the commands that write memos.

use super::{Edit, MemoCommand};
use crate::ui::app::Themata;
use crate::ui::dialogs::{MemoDialog, subject_of};
use crate::ui::notify::Notice;
use egui::Context;

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: MemoCommand) {
    match command {
        MemoCommand::Open(subject) => {
            let dialog = app.project.as_ref().map(|desk| MemoDialog::new(desk, subject, ctx.content_rect()));
            if let Some(dialog) = dialog {
                app.open(ctx, dialog);
                if app.config.coder.is_none() {
                    app.ask(Edit::AskCoder);
                }
            }
        }
        MemoCommand::OpenMemo(id) => {
            let dialog = app.project.as_ref().and_then(|desk| MemoDialog::of(desk, id, ctx.content_rect()));
            if let Some(dialog) = dialog {
                app.open(ctx, dialog);
            }
        }
        // The view that is shown knows which.
        MemoCommand::OpenChosen | MemoCommand::GoToChosen | MemoCommand::RemoveChosen => {}
        MemoCommand::Add(draft, place) => app.send(
            "Writing the memo",
            move |project| {
                let done = project.add_memo(*draft)?;
                project.keep_draft(&place, "")?;
                Ok(done)
            },
            |_, _, _| {},
        ),
        MemoCommand::Change(id, kind, title, body, place) => app.send(
            "Changing the memo",
            move |project| {
                let done = project.edit_memo(id, kind, &title, &body)?;
                project.keep_draft(&place, "")?;
                Ok(done)
            },
            |_, _, _| {},
        ),
        MemoCommand::Remove(ids) => {
            app.send("Removing the memo", move |project| project.remove_memos(&ids), |app, _, _| app.say(Notice::undoable("Removed the memo")));
        }
        MemoCommand::Unfinished => unfinished(app),
        MemoCommand::Keep(place, text) => app.send("Keeping what is typed", move |project| project.keep_draft(&place, &text), |_, _, ()| {}),
    }
}

/// A draft that is left over means that the program was ended while somebody wrote.
fn unfinished(app: &mut Themata) {
    let Some(desk) = &app.project else { return };
    let drafts = desk.reader().drafts().unwrap_or_default();
    let subject = drafts.iter().find_map(|(place, _)| subject_of(&desk.corpus, place));
    if let Some(subject) = subject {
        let notice = Notice::info("A memo was being written when the program last ended. Nothing of it is lost.");
        app.say(notice.action("Go on writing", MemoCommand::Open(subject)));
    }
}
