//! Executes what writes tables for a paper: which, a look for names, where, and the writing in the background.

use super::run_export::{failed, name, read};
use super::{Command, Export};
use crate::Error;
use crate::Result;
use crate::analysis::Naming;
use crate::export::{Block, BlockFormat, Disclosed, PaperOptions, PaperTable, Written, blocks_disclosed, write_blocks, write_file};
use crate::jobs::Progress;
use crate::project::Reader;
use crate::text::capital;
use crate::ui::app::Themata;
use crate::ui::dialogs::{Ask, PathDialog, Pick, PickItem, alternatives};
use crate::ui::exports::{DisclosureDialog, free};
use crate::ui::format::counted;
use crate::ui::icons;
use crate::ui::notify::Notice;
use egui::Context;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A document of headings and tables: the name of the project, its blocks, and the names found in them.
type Made = (String, Vec<Block>, Disclosed);

/// A document that can be made: a table for a paper, the chart.
pub(super) struct Paper {
    /// What it is, in the middle of a sentence.
    what: &'static str,
    /// What it can be written as.
    formats: &'static [BlockFormat],
    make: Arc<dyn Fn(&Path, &Progress) -> Result<Made> + Send + Sync>,
}

/// What a document can be written as, and one whose words are lost where tables alone are kept.
const TABLES: &[BlockFormat] = &[BlockFormat::Docx, BlockFormat::Xlsx, BlockFormat::Csv, BlockFormat::Html, BlockFormat::Markdown];
const WORDS: &[BlockFormat] = &[BlockFormat::Docx, BlockFormat::Html, BlockFormat::Markdown];

impl Paper {
    /// What it is, and what makes it of the project in a file.
    pub fn new(what: &'static str, make: impl Fn(&Path, &Progress) -> Result<Made> + Send + Sync + 'static) -> Self {
        Self { what, formats: TABLES, make: Arc::new(make) }
    }

    /// The same of one that is more than tables.
    pub fn of_words(what: &'static str, make: impl Fn(&Path, &Progress) -> Result<Made> + Send + Sync + 'static) -> Self {
        Self { formats: WORDS, ..Self::new(what, make) }
    }

    fn endings(&self) -> Vec<&'static str> {
        self.formats.iter().map(|format| format.suffix()).collect()
    }
}

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: Export) {
    match command {
        Export::PickTable => pick(app, ctx),
        Export::Table(table) => look(app, ctx, paper(table), Export::TableWhere(table).into()),
        Export::TableWhere(table) => {
            let Some(desk) = &app.project else { return };
            let file = format!("{} {}.docx", desk.name(), table.name());
            ask_where(app, ctx, &paper(table), &file, move |path| Export::TableTo(table, path).into());
        }
        Export::TableTo(table, to) => write(app, ctx, paper(table), to),
        _ => {}
    }
}

fn pick(app: &mut Themata, ctx: &Context) {
    let item = |table: PaperTable| PickItem::new(capital(table.name()), icons::TABLE, Export::Table(table)).note(table.what());
    app.open(ctx, Pick::new("Table for the paper", "Table", PaperTable::ALL.into_iter().map(item).collect()));
}

fn paper(table: PaperTable) -> Paper {
    Paper::new("table", move |path, progress| {
        let past = Reader::open(path)?;
        read(path, progress, |corpus, texts| {
            let blocks = table.blocks(&past, corpus, texts, &PaperOptions::default())?;
            let found = blocks_disclosed(corpus, texts, (&corpus.project.name, &blocks), Naming::default())?;
            Ok((corpus.project.name.clone(), blocks, found))
        })
    })
}

/// Looks for names in a document, then goes on.
pub(super) fn look(app: &mut Themata, ctx: &Context, paper: Paper, on: Command) {
    let Some(desk) = &app.project else { return };
    let (path, make, what) = (desk.path().to_owned(), paper.make, paper.what);
    let work = move |progress: &Progress| make(&path, progress).map(|(_, _, found)| found);
    let label = format!("Looking for names in the {what}");
    app.background.start(ctx, Some(label), work, move |app, ctx, found: Result<Disclosed>| match found {
        Ok(found) if found.is_empty() => app.ask(on),
        Ok(found) => app.open(ctx, DisclosureDialog::new(found, on, None)),
        Err(error) => failed(app, &format!("Making the {what}"), error),
    });
}

/// Asks where a document shall lie, beside the project under the name `file`.
pub(super) fn ask_where(app: &mut Themata, ctx: &Context, paper: &Paper, file: &str, then: impl Fn(PathBuf) -> Command + 'static) {
    let Some(desk) = &app.project else { return };
    let ask = Ask::save(free(desk.path(), file), move |path| vec![then(path)]);
    PathDialog::ask(app, ctx, ask.written_as(&paper.endings()));
}

/// Writes a document; the suffix says how.
pub(super) fn write(app: &mut Themata, ctx: &Context, paper: Paper, to: PathBuf) {
    let Some(desk) = &app.project else { return };
    let doing = format!("Writing the {}", paper.what);
    let suffix = to.extension().and_then(|suffix| suffix.to_str()).unwrap_or_default();
    let Some(format) = BlockFormat::of_suffix(suffix).filter(|format| paper.formats.contains(format)) else {
        let hint = format!("Let its name end in {}.", alternatives(&paper.endings()));
        let why = match suffix {
            "" => "the name of the file does not say what to write".to_owned(),
            suffix => format!("the {} is not written as .{suffix}", paper.what),
        };
        return app.say(Notice::problem(&doing, &Error::hint(why, hint)));
    };
    let (path, place, make) = (desk.path().to_owned(), to.clone(), paper.make);
    let work = move |progress: &Progress| {
        let (title, blocks, _) = make(&path, progress)?;
        write_file(&place, |out| write_blocks(&title, &blocks, format, out))
    };
    app.background.start(ctx, Some(format!("Writing {}", name(&to))), work, move |app, _, written: Result<Written>| match written {
        Ok(written) => {
            let said = format!("Wrote {} to {}", counted(written.rows, "row"), to.display());
            app.say(Notice::done(said).action("Open folder", Export::Folder(to)));
        }
        Err(error) => failed(app, &doing, error),
    });
}
