//! Executes the commands of the list of pseudonyms.

use super::{PseudonymCommand, picks};
use crate::model::Case;
use crate::project::{Listed, PseudonymDraft};
use crate::ui::app::Themata;
use crate::ui::dialogs::{Pick, PickItem, PseudonymDialog, PseudonymsDialog};
use crate::ui::notify::Notice;
use egui::Context;

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: PseudonymCommand) {
    match command {
        PseudonymCommand::Show => app.open(ctx, PseudonymsDialog::default()),
        PseudonymCommand::AskName(draft, listed) => app.open(ctx, PseudonymDialog::new(*draft, listed)),
        PseudonymCommand::AskCase(draft, listed) => ask_case(app, ctx, &draft, listed),
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
                    Some(_) => Notice::undoable(format!("Replaced names {}", applied.told())),
                });
            },
        ),
    }
}

/// A name of the list becomes the case's at once; one that is not on it yet is asked for with the case.
fn ask_case(app: &mut Themata, ctx: &Context, draft: &PseudonymDraft, listed: Option<Listed>) {
    let Some(corpus) = app.project.as_ref().map(|desk| &desk.corpus) else { return };
    if corpus.cases().is_empty() {
        return app.say(Notice::info("There are no cases yet that could bear a name"));
    }
    let stands = |case: &Case| if draft.stands.is_empty() { case.pseudonym.clone() } else { draft.stands.clone() };
    let to = |case: &Case| {
        let draft = Box::new(PseudonymDraft { case: Some(case.id), stands: stands(case), ..draft.clone() });
        if listed.is_some() { PseudonymCommand::Put(draft, listed) } else { PseudonymCommand::AskName(draft, None) }
    };
    let keeps = |case: &Case| case.pseudonym.is_empty() || case.pseudonym == stands(case);
    let mut items = picks::cases(corpus, keeps, to);
    let note = format!("its pseudonym becomes {}", draft.stands);
    items.extend(picks::cases(corpus, |case| !keeps(case), to).into_iter().map(|item: PickItem| item.note(&note)));
    let title = format!("Which case is “{}” the name of?", draft.names.first().map_or("", String::as_str));
    app.open(ctx, Pick::new(title, "Case: key, name or pseudonym", items));
}
