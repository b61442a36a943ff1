//! Executes imports: looks at files, then writes them with progress and a way to stop.

use crate::import::{Imported, PlanOptions, TablePlan, TableSource, import_files, read_table};
use crate::jobs::Progress;
use crate::project::Project;
use crate::project::op::count;
use crate::ui::app::Themata;
use crate::ui::command::{Target, Window};
use crate::ui::dialogs::{ImportDialog, Order};
use crate::ui::notify::Notice;
use crate::{Error, Result};
use egui::Context;
use std::path::PathBuf;
use std::sync::mpsc::channel;

/// Shows what files and folders would bring.
pub(super) fn look(app: &mut Themata, ctx: &Context, files: Vec<PathBuf>) {
    let Some(desk) = &app.project else { return };
    if let Some(why) = desk.read_only() {
        let error = Error::hint("the project is open to be read", why.to_owned());
        return app.say(Notice::problem("Importing", &error));
    }
    match desk.reader().known_texts() {
        Ok(known) => {
            let here = desk.corpus.sources().iter().map(TableSource::of).collect();
            app.open(ctx, ImportDialog::new(ctx, known, here, files));
        }
        Err(error) => app.say(Notice::problem("Importing", &error)),
    }
}

/// Imports what was looked at. The writer does it; a job beside it shows how far it is and passes on a wish to stop.
pub(super) fn import(app: &mut Themata, ctx: &Context, order: Order) {
    let label = format!("Importing {}", count(order.files.len(), "file", "files"));
    let (give, take) = channel::<Progress>();
    let (ended, wait) = channel::<()>();
    let watch = move |progress: &Progress| {
        // Both ends hang up on their own: the writer when it is done or refuses, this job when the window closes.
        let _ = give.send(progress.clone());
        let _ = wait.recv();
        Ok(())
    };
    let write = move |project: &mut Project| {
        let progress = take.recv().unwrap_or_else(|_| Progress::silent());
        let result = bring(project, &order, &progress);
        drop(ended);
        result
    };
    app.send("Importing", write, |app, _, imported| done(app, imported));
    app.background.start(ctx, Some(label), watch, |_, _, _| {});
}

fn bring(project: &mut Project, order: &Order, progress: &Progress) -> Result<Imported> {
    progress.begin(order.files.len() as u64);
    let table =
        order.table.as_ref().map(|(path, options)| Ok::<_, Error>((path, options, read_table(path, &PlanOptions::default())?))).transpose()?;
    let mut plan = |sources: &[TableSource]| match &table {
        Some((path, options, data)) => {
            let file = path.file_name().unwrap_or_default().to_string_lossy();
            TablePlan::new(data, sources, options).map(|plan| Some(plan.import(&file, sources)))
        }
        None => Ok(None),
    };
    let go_on = |_, _| {
        progress.advance(1);
        !progress.cancelled()
    };
    import_files(project, &order.files, None, &mut plan, &go_on)
}

fn done(app: &mut Themata, imported: Imported) {
    let mut words = match imported.sources.len() {
        0 => "Read the table".to_owned(),
        n => format!("Imported {}", count(n, "source", "sources")),
    };
    if !imported.same.is_empty() {
        words += &format!(" · {} here already", imported.same.len());
    }
    if !imported.refused.is_empty() {
        words += &format!(" · {} could not be read", imported.refused.len());
    }
    if let Some(first) = imported.unfit.first() {
        let (words, more) = (count(imported.unfit.len(), "cell", "cells"), if imported.unfit.len() > 1 { " The others are like it." } else { "" });
        app.say(Notice::warning(format!("{words} of the table did not fit and were left out"), format!("{}: {}.{more}", first.owner, first.why)));
    }
    app.say(if imported.op.is_some() { Notice::undoable(words) } else { Notice::info(words) });
    if let Some((_, source)) = imported.sources.first() {
        app.queue.push(Window::Go(Target::Source(*source)));
    }
}
