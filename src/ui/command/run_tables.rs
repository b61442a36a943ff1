//! Executes the commands that take the tables of cases and sources out and bring newer ones in.

use super::{CaseCommand, Export};
use crate::Error;
use crate::export::{TableOf, TableOptions, Written, own_table_csv, own_table_xlsx, write_file};
use crate::import::NewerTable;
use crate::jobs::Progress;
use crate::project::Reader;
use crate::ui::app::Themata;
use crate::ui::dialogs::{Ask, NewerDialog, PathDialog};
use crate::ui::exports::free;
use crate::ui::format::counted;
use crate::ui::notify::Notice;
use egui::Context;
use std::path::PathBuf;
use std::sync::Arc;

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: CaseCommand) {
    match command {
        CaseCommand::ExportTable(of) => {
            let Some(desk) = &app.project else { return };
            let start = free(desk.path(), &format!("{}.xlsx", of.name()));
            let ask = Ask::save(start, move |path| vec![CaseCommand::WriteTable(of, path).into()]);
            PathDialog::ask(
                app,
                ctx,
                ask.title(match of {
                    TableOf::Cases => "Save the table of cases as .xlsx or .csv",
                    TableOf::Sources => "Save the table of sources as .xlsx or .csv",
                }),
            );
        }
        CaseCommand::WriteTable(of, path) => write(app, ctx, of, path),
        CaseCommand::AskTable => {
            let read = |paths: Vec<PathBuf>| paths.into_iter().next().map(|path| CaseCommand::ReadTable(path).into()).into_iter().collect();
            PathDialog::ask(app, ctx, Ask::files(read).title("Choose a newer table, .csv or .xlsx"));
        }
        CaseCommand::ReadTable(path) => read(app, ctx, path),
        CaseCommand::ApplyTable(table) => {
            let said = format!("Read the table {}", table.file);
            app.send(
                "Reading the table",
                move |project| project.import_table(&table),
                |app, _, done| {
                    let detail = match done.value.len() {
                        0 => String::new(),
                        unfit => format!("{} did not fit and {} left out.", counted(unfit, "value"), if unfit == 1 { "was" } else { "were" }),
                    };
                    app.say(Notice { detail, ..Notice::undoable(said) });
                },
            );
        }
        _ => {}
    }
}

fn write(app: &mut Themata, ctx: &Context, of: TableOf, to: PathBuf) {
    let Some(desk) = &app.project else { return };
    let name = to.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let csv = to.extension().is_some_and(|suffix| suffix.eq_ignore_ascii_case("csv"));
    if !csv && !to.extension().is_some_and(|suffix| suffix.eq_ignore_ascii_case("xlsx")) {
        return app.say(Notice::warning(format!("The table of {} is written as .xlsx or .csv", of.name()), "Give the file one of these suffixes."));
    }
    let (project, place) = (desk.path().to_owned(), to.clone());
    let work = move |_: &Progress| {
        let corpus = Reader::open(&project)?.corpus()?;
        write_file(&place, |out| if csv { own_table_csv(of, &corpus, TableOptions::default(), out) } else { own_table_xlsx(of, &corpus, out) })
    };
    let doing = format!("Writing {name}");
    app.background.start(ctx, Some(doing.clone()), work, move |app, _, written: crate::Result<Written>| match written {
        Ok(written) => {
            let done = Notice::done(format!("Wrote {} to {}", counted(written.rows, "row"), to.display()));
            let detail = "It names people: it is for inside the team.".into();
            app.say(Notice { detail, ..done }.action("Open folder", Export::Folder(to)));
        }
        Err(Error::Cancelled) => {}
        Err(error) => app.say(Notice::problem(&doing, &error)),
    });
}

/// Reads a newer table in the background, then shows what it would change.
fn read(app: &mut Themata, ctx: &Context, path: PathBuf) {
    let Some(desk) = &app.project else { return };
    let corpus = Arc::clone(&desk.corpus);
    let work = move |_: &Progress| {
        let newer = NewerTable::read(&path, &corpus, &crate::import::TableOptions::default())?;
        Ok(NewerDialog::new(newer, &corpus))
    };
    app.background.start(ctx, Some("Reading the table".into()), work, |app, ctx, read| match read {
        Ok(dialog) if app.project.is_some() => app.open(ctx, dialog),
        Ok(_) | Err(Error::Cancelled) => {}
        Err(error) => app.say(Notice::problem("Reading the table", &error)),
    });
}
