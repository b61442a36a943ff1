//! Executes what writes tables for a paper: which, a look for names, where, and the writing in the background.

use super::run_export::{failed, name};
use super::{Command, Export};
use crate::Error;
use crate::Result;
use crate::export::{Block, BlockFormat, Disclosed, Written, blocks_disclosed, document_language, write_blocks, write_file};
use crate::jobs::Progress;
use crate::model::CodeId;
use crate::project::Reader;
use crate::ui::app::Themata;
use crate::ui::desk::Desk;
use crate::ui::dialogs::{Ask, PathDialog, Pick, alternatives};
use crate::ui::exports::{DisclosureDialog, Exported, TableDialog, TableJob};
use crate::ui::format::counted;
use crate::ui::later::Watched;
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
    /// Which of its kind it is.
    which: String,
    /// What it can be written as.
    formats: &'static [BlockFormat],
    /// What it is asked for as, where that is said before the place.
    asked: Option<BlockFormat>,
    make: Arc<dyn Fn(&Path, &Progress) -> Result<Made> + Send + Sync>,
}

/// What a document can be written as, and one whose words are lost where tables alone are kept.
const TABLES: &[BlockFormat] = &[BlockFormat::Docx, BlockFormat::Xlsx, BlockFormat::Csv, BlockFormat::Html, BlockFormat::Markdown];
const WORDS: &[BlockFormat] = &[BlockFormat::Docx, BlockFormat::Html, BlockFormat::Markdown];

impl Paper {
    /// What it is, and what makes it of the project in a file.
    pub fn new(what: &'static str, make: impl Fn(&Path, &Progress) -> Result<Made> + Send + Sync + 'static) -> Self {
        Self { what, which: String::new(), formats: TABLES, asked: None, make: Arc::new(make) }
    }

    /// The same, told from others of its kind.
    pub fn which(self, which: impl Into<String>) -> Self {
        Self { which: which.into(), ..self }
    }

    fn exported(&self) -> Exported {
        (self.what, self.which.clone())
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
        Export::PickTable => ask(app, ctx, None),
        Export::TableOf(code) => ask(app, ctx, Some(code)),
        Export::AskTableCode(known) => {
            let items = app.with_cx(|cx| super::picks::codes(cx, |code| !known.contains(&code.id), Export::TableCode));
            app.open(ctx, Pick::new("A theme of the table", "Code", items));
        }
        Export::EditTable(job) => app.open(ctx, TableDialog::new(*job)),
        Export::Table(job) => {
            let Some(key) = app.project.as_ref().map(Desk::key) else { return };
            app.configure(|config| {
                config.tables.insert(key, (*job).clone());
            });
            let (table, back) = (paper((*job).clone()), Export::EditTable(job.clone()).into());
            look_and_back(app, ctx, table, Export::TableWhere(job).into(), Some(back));
        }
        Export::TableWhere(job) => {
            let Some(desk) = &app.project else { return };
            let file = format!("{} {}.{}", desk.name(), job.table.name(), job.format.suffix());
            ask_where(app, ctx, &paper((*job).clone()), &file, move |path| Export::TableTo(job.clone(), path).into());
        }
        Export::TableTo(job, to) => write(app, ctx, paper(*job), to),
        _ => {}
    }
}

/// Asks which table, as it was asked for last in this project.
fn ask(app: &mut Themata, ctx: &Context, shown: Option<CodeId>) {
    let Some(desk) = &app.project else { return };
    let last = app.config.tables.get(&desk.key()).cloned().unwrap_or_default();
    let job = last.again(shown).fitting(&desk.corpus);
    app.open(ctx, TableDialog::new(job));
}

fn paper(job: TableJob) -> Paper {
    let (which, asked) = (job.table.name(), Some(job.format));
    let made = Paper::new("table", move |path, progress| {
        let past = Reader::open(path)?;
        let corpus = job.read(past.corpus()?);
        let texts = Watched::new(past.texts(&corpus), progress);
        let options = job.options();
        let blocks = job.table.blocks(&past, &corpus, &texts, &options)?;
        let found = blocks_disclosed(&corpus, &texts, (&corpus.project.name, &blocks), options.naming)?;
        Ok((corpus.project.name.clone(), blocks, found))
    });
    Paper { asked, ..made.which(which) }
}

/// Looks for names in a document, then goes on.
pub(super) fn look(app: &mut Themata, ctx: &Context, paper: Paper, on: Command) {
    look_and_back(app, ctx, paper, on, None);
}

/// The same of one that can be asked for otherwise.
fn look_and_back(app: &mut Themata, ctx: &Context, paper: Paper, on: Command, back: Option<Command>) {
    let Some(desk) = &app.project else { return };
    let (path, make, what) = (desk.path().to_owned(), paper.make, paper.what);
    let work = move |progress: &Progress| make(&path, progress).map(|(_, _, found)| found);
    let label = format!("Looking for names in the {what}");
    app.background.start(ctx, Some(label), work, move |app, ctx, found: Result<Disclosed>| match found {
        Ok(found) if found.is_empty() => app.ask(on),
        Ok(found) => app.open(ctx, DisclosureDialog::new(found, on, back)),
        Err(error) => failed(app, &format!("Making the {what}"), error),
    });
}

/// Asks where a document shall lie: where it was written last, else beside the project under the name `file`.
pub(super) fn ask_where(app: &mut Themata, ctx: &Context, paper: &Paper, file: &str, then: impl Fn(PathBuf) -> Command + 'static) {
    let Some(desk) = &app.project else { return };
    let offered = desk.places.offered(&paper.exported(), desk.path(), file, paper.asked.map(BlockFormat::suffix));
    let ask = Ask::export(offered, move |path| vec![then(path)]);
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
    let language = document_language(&desk.corpus);
    let exported = paper.exported();
    let (path, place, make, tables) = (desk.path().to_owned(), to.clone(), paper.make, paper.formats.len() == TABLES.len());
    let work = move |progress: &Progress| {
        let (title, blocks, _) = make(&path, progress)?;
        write_file(&place, |out| write_blocks(&title, &blocks, &language, format, out))
    };
    app.background.start(ctx, Some(format!("Writing {}", name(&to))), work, move |app, _, written: Result<Written>| match written {
        Ok(written) => {
            let what = if tables { counted(written.rows, "row") } else { format!("the {}", paper.what) };
            let said = format!("Wrote {what} to {}", to.display());
            app.project.iter_mut().for_each(|desk| desk.places.wrote(exported.clone(), &to));
            app.say(Notice::done(said).action("Open folder", Export::Folder(to)));
        }
        Err(error) => failed(app, &doing, error),
    });
}
