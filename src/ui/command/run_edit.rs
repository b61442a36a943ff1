//! Executes the commands that take back, bring again, and say who is coding.

use super::Edit;
use crate::project::{Project, Step};
use crate::ui::app::Themata;
use crate::ui::config::Identity;
use crate::ui::dialogs::{CoderDialog, Confirm, Dialog};
use crate::ui::notify::Notice;
use crate::{Error, Result};
use egui::Context;

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: Edit) {
    match command {
        Edit::Undo => undo(app),
        Edit::UndoAnyway => app.send_back("Undoing", |project| project.undo(), |app, _, done| took_back(app, done.value)),
        Edit::UndoSteps(first, last) => app.send_back(
            "Undoing",
            move |project| {
                still(project.next_undo()?, last)?;
                project.undo_to(first)
            },
            |app, _, done| took_back(app, done.value),
        ),
        Edit::Redo => app.send_back("Redoing", |project| project.redo(), |app, _, done| brought_back(app, done.value)),
        Edit::RedoStep(step) => app.send_back(
            "Redoing",
            move |project| {
                still(project.next_redo()?, step)?;
                project.redo()
            },
            |app, _, done| brought_back(app, done.value),
        ),
        Edit::AskCoder => {
            let dialog = CoderDialog::new(app.config.coder.as_ref());
            if !app.dialogs.has(&dialog.name()) {
                app.open(ctx, dialog);
            }
        }
        Edit::SetCoder(name, initials) => {
            app.configure(|config| config.coder = Some(Identity { name, initials }));
            std::mem::take(&mut app.unsigned).into_iter().for_each(|send| send(app));
        }
        Edit::NoCoder => {
            if !std::mem::take(&mut app.unsigned).is_empty() {
                app.say(Notice::info("Nothing was changed: nobody has said who is coding."));
            }
        }
    }
}

fn took_back(app: &mut Themata, step: Step) {
    app.notices.settle(step.seq);
    app.say(Notice::redoable(format!("Took back: {}", step.label)));
}

fn brought_back(app: &mut Themata, step: Step) {
    app.notices.settle(step.seq);
    app.say(Notice::undoable(format!("Brought back: {}", step.label)));
}

/// Refuses when something else was done since `wanted` was the next step.
fn still(next: Option<Step>, wanted: i64) -> Result<()> {
    match next {
        Some(step) if step.seq == wanted => Ok(()),
        _ => Err(Error::hint("something else was done since", "The history takes back any step, with all after it.")),
    }
}

/// Undoing another coder's work asks first. Whose it is says the writer, when it comes to it: until then other steps may have been taken back.
fn undo(app: &mut Themata) {
    if app.project.as_ref().and_then(|desk| desk.next_undo()).is_none() {
        return;
    }
    let work = |project: &mut Project| match project.next_undo()? {
        Some(step) if !step.who.is_empty() && project.coder().is_none_or(|own| own.initials != step.who) => Ok(Err(step)),
        // All of it may be taken back by now.
        None => Ok(Ok(None)),
        Some(_) => project.undo().map(|done| Ok(Some(done.value))),
    };
    app.send_back("Undoing", work, |app, ctx, done| match done {
        Ok(step) => step.into_iter().for_each(|step| took_back(app, step)),
        Err(step) => ask_whose(app, ctx, &step),
    });
}

fn ask_whose(app: &mut Themata, ctx: &Context, step: &Step) {
    let dialog = Confirm::new(format!("Undo what {} did?", step.who), step.label.clone(), "Undo", Edit::UndoSteps(step.seq, step.seq))
        .more("It stays in the history and can be brought back with Redo.");
    app.open(ctx, dialog);
}
