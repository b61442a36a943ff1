//! Executes the commands of the history.

use super::History;
use crate::Result;
use crate::export::{Disclosed, TableOptions, audit_disclosed, audit_trail, write_file};
use crate::project::{About, Reader};
use crate::ui::app::Themata;
use crate::ui::dialogs::{Ask, Confirm, PathDialog, Pick, PickItem};
use crate::ui::exports::{DisclosureDialog, free};
use crate::ui::format::counted;
use crate::ui::icons;
use crate::ui::notify::Notice;
use egui::Context;
use std::path::{Path, PathBuf};

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: History) {
    match command {
        // Without the view nothing is chosen.
        History::UndoToChosen | History::RedoToChosen | History::Show(_) => {}
        History::AskUndoTo(seq) => ask(app, seq),
        History::UndoTo(seq) => app.send_back(
            "Undoing",
            move |project| {
                let steps = project.steps_to(seq)?;
                let latest = project.next_undo()?.map_or(seq, |step| step.root);
                project.undo_to(seq).map(|_| (steps, latest))
            },
            |app, _, (steps, latest)| {
                let said = format!("Took back {}.", counted(steps, "step"));
                let all = if steps == 1 { "Redo" } else { "Redo all" };
                app.say(Notice::done(said).action(all, History::RedoTo(latest)));
            },
        ),
        History::RedoTo(seq) => app.send_back(
            "Redoing",
            move |project| project.redo_to(seq),
            |app, _, done| {
                let (step, steps) = done.value;
                let said = if steps == 1 { format!("Brought back: {}", step.label) } else { format!("Brought back {}.", counted(steps, "step")) };
                app.say(Notice::undoable(said));
            },
        ),
        History::PickCode => pick(app, ctx, true),
        History::PickSource => pick(app, ctx, false),
        History::Export => check(app, ctx),
        History::ExportWhere => {
            let Some(desk) = &app.project else { return };
            let start = free(desk.path(), &format!("{} audit trail.csv", desk.name()));
            PathDialog::ask(app, ctx, Ask::save(start, |path| vec![History::ExportTo(path).into()]));
        }
        History::ExportTo(path) => export(app, ctx, path),
    }
}

/// How many steps go and whose they are is asked of the project itself, so that the answer is of this moment.
fn ask(app: &mut Themata, seq: i64) {
    let look = move |project: &mut crate::project::Project| {
        let steps = project.steps_to(seq)?;
        Ok((steps, project.whose(steps)?))
    };
    app.send_back("Undoing to before this step", look, move |app, ctx, (steps, who)| {
        let own = app.config.coder.as_ref().map(|coder| coder.initials.clone());
        let mut dialog = Confirm::new(
            format!("Undo {}?", counted(steps, "step")),
            if steps == 1 { "This step is taken back.".to_owned() } else { "This step and all after it are taken back.".to_owned() },
            format!("Undo {}", counted(steps, "step")),
            History::UndoTo(seq),
        );
        let others: Vec<&str> = who.iter().map(String::as_str).filter(|initials| Some(*initials) != own.as_deref()).collect();
        if !others.is_empty() {
            dialog = dialog.more(format!("Among them is the work of {}.", others.join(", ")));
        }
        app.open(ctx, dialog.more("They stay in the history and can be redone, one by one or all at once, until the next change."));
    });
}

fn pick(app: &mut Themata, ctx: &Context, codes: bool) {
    let dialog = app.with_cx(|cx| {
        let corpus = &cx.project?.corpus;
        Some(if codes {
            let item = |code: &crate::model::Code| PickItem {
                colour: Some(cx.tokens.code(corpus.colour(code.id))),
                ..PickItem::new(corpus.path(code.id).join(" / "), icons::TAG, History::Show(Some(About::Code(code.id))))
            };
            Pick::new("History of a code", "Code", corpus.codes().iter().map(item).collect())
        } else {
            let item = |source: &crate::model::Source| {
                PickItem::new(source.name.clone(), icons::FILE_TEXT, History::Show(Some(About::Source(source.id)))).note(source.kind.name())
            };
            Pick::new("History of a source", "Source", corpus.sources().iter().map(item).collect())
        })
    });
    if let Some(dialog) = dialog {
        app.open(ctx, dialog);
    }
}

/// Looks for names in the trail before it is asked where it shall lie.
fn check(app: &mut Themata, ctx: &Context) {
    let Some(desk) = &app.project else { return };
    let project = desk.path().to_owned();
    let look = move |_: &crate::jobs::Progress| {
        let reader = Reader::open(&project)?;
        let corpus = reader.corpus()?;
        audit_disclosed(&corpus, &reader.texts(&corpus), &reader.history(0)?)
    };
    app.background.start(ctx, Some("Looking for names in the history".into()), look, |app, ctx, found: Result<Disclosed>| match found {
        Ok(found) if found.is_empty() => app.ask(History::ExportWhere),
        Ok(found) => app.open(ctx, DisclosureDialog::new(found, History::ExportWhere, None)),
        Err(error) => app.say(Notice::problem("Writing the audit trail", &error)),
    });
}

fn export(app: &mut Themata, ctx: &Context, to: PathBuf) {
    let Some(desk) = &app.project else { return };
    let project = desk.path().to_owned();
    let shown = to.clone();
    app.background.start(
        ctx,
        Some("Writing the audit trail".into()),
        move |_| write(&project, &to),
        move |app, _, result| match result {
            Ok(steps) => app.say(Notice::done(format!("Wrote {} to {}", counted(steps, "step"), shown.display()))),
            Err(error) => app.say(Notice::problem("Writing the audit trail", &error)),
        },
    );
}

fn write(project: &Path, to: &Path) -> Result<usize> {
    let entries = Reader::open(project)?.history(0)?;
    Ok(write_file(to, |out| audit_trail(&entries, TableOptions::default(), out))?.rows)
}
