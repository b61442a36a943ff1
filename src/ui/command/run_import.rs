//! Executes imports: looks at files, then writes them with progress and a way to stop.

use crate::import::{Imported, PlanOptions, TableGround, TablePlan, TableRequest, import_files, read_table};
use crate::project::Project;
use crate::project::op::count;
use crate::ui::app::Themata;
use crate::ui::command::{Target, Window};
use crate::ui::dialogs::{ImportDialog, Order};
use crate::ui::notify::Notice;
use crate::{Error, Result};
use egui::Context;
use std::path::PathBuf;

/// Shows what files and folders would bring.
pub(super) fn look(app: &mut Themata, ctx: &Context, files: Vec<PathBuf>) {
    let Some(desk) = &app.project else { return };
    if let Some(why) = desk.read_only() {
        let error = Error::hint("the project is open to be read", why.to_owned());
        return app.say(Notice::problem("Importing", &error));
    }
    match desk.reader().known_texts() {
        Ok(known) => {
            let here = TableGround::of(&desk.corpus);
            app.open(ctx, ImportDialog::new(ctx, known, here, files));
        }
        Err(error) => app.say(Notice::problem("Importing", &error)),
    }
}

/// Imports what was looked at.
pub(super) fn import(app: &mut Themata, order: Order) {
    if !order.keep.is_empty() {
        let keep = order.keep.clone();
        app.configure(|config| keep.into_iter().for_each(|pattern| pattern.keep(&mut config.patterns)));
    }
    let label = format!("Importing {}", count(order.files.len(), "file", "files"));
    app.send(&label, move |project| bring(project, &order), |app, _, imported| done(app, imported));
}

fn bring(project: &mut Project, order: &Order) -> Result<Imported> {
    let progress = project.progress();
    progress.begin(order.files.len() as u64);
    let table = order.table.as_ref().map(|(path, options)| Ok::<_, Error>((path, options, read_table(path, &PlanOptions::default())?)));
    let table = table.transpose()?;
    let request = table.as_ref().map(|(path, options, data)| TableRequest {
        file: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        data,
        options: (*options).clone(),
    });
    let go_on = |_, _| {
        progress.advance(1);
        !progress.cancelled()
    };
    import_files(project, &order.files, order.folder, request.as_ref(), &go_on)
}

fn done(app: &mut Themata, imported: Imported) {
    let mut words = match imported.sources.len() {
        0 => "Read the table".to_owned(),
        n => format!("Imported {}", count(n, "source", "sources")),
    };
    if !imported.same.is_empty() {
        words += &format!(" · {} here already", crate::model::grouped(imported.same.len() as i64));
    }
    if !imported.refused.is_empty() {
        words += &format!(" · {} could not be read", crate::model::grouped(imported.refused.len() as i64));
    }
    if let Some((plan, _)) = &imported.table {
        words += &told(plan);
    }
    if let Some((cells, first)) = left_out(&imported) {
        let more = if cells > 1 { " The others are like it." } else { "" };
        app.say(Notice::warning(format!("{} of the table did not fit and were left out", count(cells, "cell", "cells")), format!("{first}.{more}")));
    }
    app.say(if imported.op.is_some() { Notice::undoable(words) } else { Notice::info(words) });
    if let Some((_, source)) = imported.sources.first() {
        app.queue.push(Window::Go(Target::Source(*source)));
    }
}

/// What became of the voices: ` · 113 voices joined to a person, 12 not`.
fn told(plan: &TablePlan) -> String {
    match (plan.joins.len(), plan.unjoined.len()) {
        (0, 0) => String::new(),
        (0, open) => format!(" · {} not joined to a person", count(open, "voice", "voices")),
        (joined, 0) => format!(" · {} joined to a person", count(joined, "voice", "voices")),
        (joined, open) => format!(" · {} joined to a person, {open} not", count(joined, "voice", "voices")),
    }
}

/// How many cells did not fit, and the first of them.
fn left_out(imported: &Imported) -> Option<(usize, String)> {
    let planned = imported.table.as_ref().map_or(&[][..], |(plan, _)| &plan.unfit);
    let cells = planned.iter().map(|cell| format!("“{}” is no {} for “{}”", cell.value, cell.kind, cell.column));
    let mut all = cells.chain(imported.unfit.iter().map(|value| value.why.clone()));
    let first = all.next()?;
    Some((1 + all.count(), first))
}
