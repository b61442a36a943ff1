//! Executes the commands of the list of pseudonyms.

use super::PseudonymCommand;
use crate::ui::app::Themata;
use crate::ui::dialogs::{PseudonymDialog, PseudonymsDialog};
use crate::ui::format::counted;
use crate::ui::notify::Notice;
use egui::Context;

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: PseudonymCommand) {
    match command {
        PseudonymCommand::Show => app.open(ctx, PseudonymsDialog::default()),
        PseudonymCommand::AskName(draft, listed) => app.open(ctx, PseudonymDialog::new(*draft, listed)),
        PseudonymCommand::Put(draft, Some(listed)) => {
            app.send("Changing the name", move |project| project.edit_pseudonym(listed, &draft), |_, _, _| {});
        }
        PseudonymCommand::Put(draft, None) => app.send("Listing the name", move |project| project.add_pseudonym(&draft), |_, _, _| {}),
        PseudonymCommand::Remove(listed) => app.send(
            "Taking the name off the list",
            move |project| project.remove_pseudonyms(&[listed]),
            |app, _, _| app.say(Notice::undoable("Took the name off the list")),
        ),
        PseudonymCommand::Dismiss(words) => {
            app.send("Leaving the words", move |project| project.keep_words(&words), |app, _, _| app.say(Notice::undoable("These words are no name")))
        }
        PseudonymCommand::Apply(only) => app.send(
            "Replacing the names",
            move |project| project.apply_pseudonyms(only.as_deref()),
            |app, _, done| {
                let applied = done.value;
                app.say(match done.op {
                    None => Notice::info("No name of the list stands anywhere"),
                    Some(_) => {
                        let rows = if applied.rows > 0 { format!(" and in {}", counted(applied.rows, "other place")) } else { String::new() };
                        Notice::undoable(format!("Replaced {} in {}{rows}", counted(applied.names, "name"), counted(applied.texts, "text")))
                    }
                });
            },
        ),
    }
}
