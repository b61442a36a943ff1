//! Executes what writes tables for a paper: which, a look for names, where, and the writing in the background.

use super::Export;
use super::run_export::{failed, name, read};
use crate::Error;
use crate::Result;
use crate::export::{Block, BlockFormat, Disclosed, PaperOptions, PaperTable, Written, blocks_disclosed, write_blocks, write_file};
use crate::jobs::Progress;
use crate::project::Reader;
use crate::text::capital;
use crate::ui::app::Themata;
use crate::ui::dialogs::{Ask, PathDialog, Pick, PickItem};
use crate::ui::exports::{DisclosureDialog, free};
use crate::ui::format::counted;
use crate::ui::icons;
use crate::ui::notify::Notice;
use egui::Context;
use std::path::{Path, PathBuf};

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: Export) {
    match command {
        Export::PickTable => pick(app, ctx),
        Export::Table(table) => look(app, ctx, table),
        Export::TableWhere(table) => ask_where(app, ctx, table),
        Export::TableTo(table, to) => write(app, ctx, table, to),
        _ => {}
    }
}

fn pick(app: &mut Themata, ctx: &Context) {
    let item = |table: PaperTable| PickItem::new(capital(table.name()), icons::TABLE, Export::Table(table)).note(table.what());
    app.open(ctx, Pick::new("Table for the paper", "Table", PaperTable::ALL.into_iter().map(item).collect()));
}

fn blocks(path: &Path, progress: &Progress, table: PaperTable) -> Result<(String, Vec<Block>, Disclosed)> {
    let history = Reader::open(path)?.history(0)?;
    read(path, progress, |corpus, texts| {
        let blocks = table.blocks(corpus, texts, &history, &PaperOptions::default())?;
        let found = blocks_disclosed(corpus, texts, &blocks)?;
        Ok((corpus.project.name.clone(), blocks, found))
    })
}

fn look(app: &mut Themata, ctx: &Context, table: PaperTable) {
    let Some(desk) = &app.project else { return };
    let path = desk.path().to_owned();
    let work = move |progress: &Progress| blocks(&path, progress, table).map(|(_, _, found)| found);
    app.background.start(ctx, Some("Looking for names in the table".into()), work, move |app, ctx, found: Result<Disclosed>| match found {
        Ok(found) if found.is_empty() => app.ask(Export::TableWhere(table)),
        Ok(found) => app.open(ctx, DisclosureDialog::new(found, Export::TableWhere(table), None)),
        Err(error) => failed(app, "Making the table", error),
    });
}

fn ask_where(app: &mut Themata, ctx: &Context, table: PaperTable) {
    let Some(desk) = &app.project else { return };
    let start = free(desk.path(), &format!("{} {}.docx", desk.name(), table.name()));
    let ask = Ask::save(start, move |path| vec![Export::TableTo(table, path).into()]);
    PathDialog::ask(app, ctx, ask.title("Write the table as .docx, .xlsx, .csv, .html or .md"));
}

fn write(app: &mut Themata, ctx: &Context, table: PaperTable, to: PathBuf) {
    let Some(desk) = &app.project else { return };
    let suffix = to.extension().and_then(|suffix| suffix.to_str()).unwrap_or_default();
    let Some(format) = BlockFormat::of_suffix(suffix) else {
        let hint = "Let its name end in .docx, .xlsx, .csv, .html or .md.";
        return app.say(Notice::problem("Writing the table", &Error::hint("the name of the file does not say what to write", hint)));
    };
    let (path, place) = (desk.path().to_owned(), to.clone());
    let work = move |progress: &Progress| {
        let (title, blocks, _) = blocks(&path, progress, table)?;
        write_file(&place, |out| write_blocks(&title, &blocks, format, out))
    };
    app.background.start(ctx, Some(format!("Writing {}", name(&to))), work, move |app, _, written: Result<Written>| match written {
        Ok(written) => {
            let said = format!("Wrote {} to {}", counted(written.rows, "row"), to.display());
            app.say(Notice::done(said).action("Open folder", Export::Folder(to)));
        }
        Err(error) => failed(app, "Writing the table", error),
    });
}
