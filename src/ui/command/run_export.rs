//! Executes the commands that bring something out: the dialogs, the check, and the writing in the background.

use super::{Export, PseudonymCommand};
use crate::Error;
use crate::Result;
use crate::export::{Disclosed, TableOptions, Written, codebook_csv, codebook_disclosed, copy_disclosed, write_file};
use crate::jobs::Progress;
use crate::project::{Reader, copy, copy_without_key, project_file};
use crate::ui::app::Themata;
use crate::ui::dialogs::{Ask, PathDialog, Pick, PickItem};
use crate::ui::exports::{DisclosureDialog, ExportDialog, ExportJob, Private, What, free};
use crate::ui::format::counted;
use crate::ui::icons;
use crate::ui::later::Watched;
use crate::ui::notify::Notice;
use egui::{Context, OpenUrl};
use std::path::{Path, PathBuf};

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: Export) {
    match command {
        Export::Page => edit(app, ctx, What::Page),
        Export::Passages => edit(app, ctx, What::Csv),
        Export::As(what) => edit(app, ctx, what),
        Export::PickTranscript => pick_transcript(app, ctx),
        Export::Transcript(source) => edit(app, ctx, What::Transcript(source)),
        Export::Edit(job) => app.open(ctx, ExportDialog::new(*job)),
        Export::Check(job) => check(app, ctx, job),
        Export::Where(job) if job.print => print(app, ctx, job),
        Export::Where(job) => ask_where(app, ctx, job),
        Export::Write(job, path) => write(app, ctx, job, path),
        Export::Folder(path) => open_folder(ctx, &path),
        Export::OpenCopy(path) => ctx.open_url(OpenUrl::new_tab(url(&path))),
        Export::Codebook => codebook(app, ctx),
        Export::CodebookWhere => {
            let Some(desk) = &app.project else { return };
            let start = free(desk.path(), &format!("{} codebook.csv", desk.name()));
            PathDialog::ask(app, ctx, Ask::save(start, |path| vec![Export::CodebookTo(path).into()]));
        }
        Export::CodebookTo(to) => write_codebook(app, ctx, to),
        Export::AskAgenda | Export::Agenda(_) | Export::AgendaWhere(_) | Export::AgendaTo(..) => super::run_agenda::run(app, ctx, command),
        Export::PickReport | Export::NewReport(_) | Export::Report(_) | Export::ReportWhere(_) | Export::ReportTo(..) => {
            super::run_reports::run(app, ctx, command);
        }
        Export::PickTable
        | Export::TableOf(_)
        | Export::EditTable(_)
        | Export::AskTableCode(_)
        | Export::TableCode(_)
        | Export::Table(_)
        | Export::TableWhere(_)
        | Export::TableTo(..) => {
            super::run_paper::run(app, ctx, command);
        }
        Export::AskCopy => ask_copy(app, ctx),
        Export::Copy(path) => save_copy(app, ctx, path),
        Export::HandOn => look_for_names(app, ctx),
        Export::HandOnWhere => ask_hand_on(app, ctx),
        Export::HandOnTo(path) => hand_on(app, ctx, path),
    }
}

/// Asks for an export of every code; Themes asks for what it shows by itself.
fn edit(app: &mut Themata, ctx: &Context, what: What) {
    let Some(desk) = &app.project else { return };
    let job = ExportJob::new(what, None, &desk.corpus.project);
    app.open(ctx, ExportDialog::new(job));
}

fn pick_transcript(app: &mut Themata, ctx: &Context) {
    let Some(desk) = &app.project else { return };
    let last = app.config.last.get(&desk.key()).cloned();
    let mut sources: Vec<&crate::model::Source> = desk.corpus.sources().iter().collect();
    sources.sort_by_key(|source| last.as_deref() != Some(source.id.to_string().as_str()));
    let item = |source: &&crate::model::Source| {
        let command = Export::Transcript(source.id);
        PickItem::new(source.name.clone(), icons::FILE_TEXT, command).note(source.kind.name())
    };
    let items = sources.iter().map(item).collect();
    app.open(ctx, Pick::new("Print or save a transcript", "Source", items));
}

/// Reads the project anew, so that the window goes on meanwhile.
pub(super) fn read<T>(
    path: &Path,
    progress: &Progress,
    work: impl FnOnce(&crate::analysis::Corpus, &dyn crate::analysis::Texts) -> Result<T>,
) -> Result<T> {
    read_past(path, progress, |_, corpus, texts| work(corpus, texts))
}

/// The same, with its history.
pub(super) fn read_past<T>(
    path: &Path,
    progress: &Progress,
    work: impl FnOnce(&Reader, &crate::analysis::Corpus, &dyn crate::analysis::Texts) -> Result<T>,
) -> Result<T> {
    let reader = Reader::open(path)?;
    let corpus = reader.corpus()?;
    let texts = Watched::new(reader.texts(&corpus), progress);
    work(&reader, &corpus, &texts)
}

fn check(app: &mut Themata, ctx: &Context, job: Box<ExportJob>) {
    let Some(desk) = &app.project else { return };
    let (path, asked) = (desk.path().to_owned(), job.clone());
    let work = move |progress: &Progress| read(&path, progress, |corpus, texts| asked.check(corpus, texts));
    app.background.start(ctx, Some("Looking for what tells who somebody is".into()), work, move |app, ctx, found: Result<Disclosed>| match found {
        Ok(found) if found.is_empty() => app.ask(Export::Where(job)),
        Ok(found) => app.open(ctx, DisclosureDialog::new(found, Export::Where(job.clone()), Some(Export::Edit(job).into()))),
        Err(error) => failed(app, "Exporting", error),
    });
}

pub(super) fn failed(app: &mut Themata, doing: &str, error: Error) {
    match error {
        Error::Cancelled => app.say(Notice::info(format!("{doing}: stopped. No file was written."))),
        error => app.say(Notice::problem(doing, &error)),
    }
}

/// What passages and transcripts that are written are told from other exports by.
const PASSAGES: &str = "passages";

fn ask_where(app: &mut Themata, ctx: &Context, job: Box<ExportJob>) {
    let Some(desk) = &app.project else { return };
    let file = job.file_name(&desk.corpus);
    let offered = desk.places.offered(&(PASSAGES, file.clone()), desk.path(), &file, None);
    PathDialog::ask(app, ctx, Ask::export(offered, move |path| vec![Export::Write(job.clone(), path).into()]));
}

fn write(app: &mut Themata, ctx: &Context, job: Box<ExportJob>, to: PathBuf) {
    let Some(desk) = &app.project else { return };
    let (project, place, asked) = (desk.path().to_owned(), to.clone(), job.clone());
    let work = move |progress: &Progress| read(&project, progress, |corpus, texts| write_file(&place, |out| asked.write(corpus, texts, out)));
    let (label, file) = (format!("Writing {}", name(&to)), job.file_name(&desk.corpus));
    app.background.start(ctx, Some(label), work, move |app, _, written: Result<Written>| match written {
        Ok(written) => {
            app.project.iter_mut().for_each(|desk| desk.places.wrote((PASSAGES, file.clone()), &to));
            app.say(told(&job, &to, written));
        }
        Err(error) => failed(app, &format!("Writing {}", name(&to)), error),
    });
}

/// Writes a private copy and has the desktop open it, so that it can be printed.
fn print(app: &mut Themata, ctx: &Context, job: Box<ExportJob>) {
    let Some(desk) = &app.project else { return };
    let private = match Private::new() {
        Ok(private) => private,
        Err(error) => return app.say(Notice::problem("Printing", &error)),
    };
    let (project, place) = (desk.path().to_owned(), private.path().join(job.file_name(&desk.corpus)));
    let to = place.clone();
    let work = move |progress: &Progress| read(&project, progress, |corpus, texts| write_file(&place, |out| job.write(corpus, texts, out)));
    app.background.start(ctx, Some("Making the copy to print".into()), work, move |app, ctx, written: Result<Written>| match written {
        Ok(_) => {
            app.prints.push(private);
            ctx.open_url(OpenUrl::new_tab(url(&to)));
            let again = Export::OpenCopy(to);
            app.say(Notice::done("Opened a private copy to print. It is removed when Themata closes.").action("Open again", again));
        }
        Err(error) => failed(app, "Printing", error),
    });
}

/// A file as a link.
fn url(path: &Path) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte);
    let path = path.to_string_lossy();
    let escaped = path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") });
    format!("file://{}", escaped.collect::<String>())
}

pub(super) fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn told(job: &ExportJob, to: &Path, written: Written) -> Notice {
    let done = Notice::done(format!("Wrote {} to {}", counted(written.rows, job.rows()), to.display()));
    let detail = match written.too_long_for_excel {
        0 => String::new(),
        cells => format!(
            "{} longer than Excel shows; the file has all of it.",
            if cells == 1 { "One cell is".into() } else { format!("{cells} cells are") }
        ),
    };
    let left = match written.tables_left {
        0 => String::new(),
        1 => "A .csv holds one table: one more is not in it; the other formats have both.".to_owned(),
        more => format!("A .csv holds one table: {more} more are not in it; the other formats have all."),
    };
    let detail = [detail, left].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ");
    Notice { detail, ..done }.action("Open folder", Export::Folder(to.to_owned()))
}

/// The desktop opens the folder, as it would a link.
fn open_folder(ctx: &Context, path: &Path) {
    let folder = std::path::absolute(path).ok().and_then(|path| path.parent().map(Path::to_owned)).unwrap_or_default();
    ctx.open_url(OpenUrl::new_tab(url(&folder)));
}

fn ask_copy(app: &mut Themata, ctx: &Context) {
    let Some(desk) = &app.project else { return };
    let stem = desk.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let start = free(desk.path(), &format!("{stem} copy.themata"));
    PathDialog::ask(app, ctx, Ask::save(start, |path| vec![Export::Copy(path).into()]).title("Save a copy as"));
}

fn save_copy(app: &mut Themata, ctx: &Context, to: PathBuf) {
    let Some(desk) = &app.project else { return };
    let to = project_file(&to);
    let (path, place) = (desk.path().to_owned(), to.clone());
    let work = move |progress: &Progress| {
        let done = std::cell::Cell::new(0);
        copy(&path, &place, &|pages, total| {
            if done.get() == 0 && total > 0 {
                progress.begin(total);
            }
            progress.advance(pages.saturating_sub(done.replace(pages)));
            !progress.cancelled()
        })
    };
    app.background.start(ctx, Some(format!("Copying to {}", name(&to))), work, move |app, _, copied| match copied {
        Ok(()) => app.say(Notice::done(format!("Saved a copy as {}", to.display())).action("Open folder", Export::Folder(to))),
        Err(error) => failed(app, "Saving a copy", error),
    });
}

/// Looks for names that remain, before a copy is handed on.
fn look_for_names(app: &mut Themata, ctx: &Context) {
    let Some(desk) = &app.project else { return };
    let path = desk.path().to_owned();
    let work = move |progress: &Progress| read(&path, progress, |corpus, texts| copy_disclosed(corpus, texts));
    app.background.start(ctx, Some("Looking for names that remain".into()), work, move |app, ctx, found: Result<Disclosed>| match found {
        Ok(found) if found.is_empty() => app.ask(Export::HandOnWhere),
        Ok(found) => app.open(ctx, DisclosureDialog::new(found, Export::HandOnWhere, Some(PseudonymCommand::Show.into()))),
        Err(error) => failed(app, "Copying", error),
    });
}

fn ask_hand_on(app: &mut Themata, ctx: &Context) {
    let Some(desk) = &app.project else { return };
    let stem = desk.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let start = free(desk.path(), &format!("{stem} to hand on.themata"));
    PathDialog::ask(app, ctx, Ask::save(start, |path| vec![Export::HandOnTo(path).into()]).title("Copy to hand on"));
}

fn hand_on(app: &mut Themata, ctx: &Context, to: PathBuf) {
    let Some(desk) = &app.project else { return };
    let to = project_file(&to);
    let (path, place) = (desk.path().to_owned(), to.clone());
    let work = move |progress: &Progress| copy_without_key(&path, &place, &|_, _| !progress.cancelled());
    app.background.start(ctx, Some(format!("Copying to {}", name(&to))), work, move |app, _, copied| match copied {
        Ok(done) => {
            let said = Notice::done(format!("Saved a copy without the key as {}", to.display()));
            let lost = format!("{} without words stayed behind.", counted(done.lost, "coding"));
            let detail = if done.lost > 0 { lost } else { String::new() };
            app.say(Notice { detail, ..said }.action("Open folder", Export::Folder(to)));
        }
        Err(error) => failed(app, "Copying", error),
    });
}

/// Looks for names in the codebook before it is asked where it shall lie.
fn codebook(app: &mut Themata, ctx: &Context) {
    let Some(desk) = &app.project else { return };
    let path = desk.path().to_owned();
    let work = move |progress: &Progress| read(&path, progress, |corpus, texts| codebook_disclosed(corpus, texts));
    app.background.start(ctx, Some("Looking for names in the codebook".into()), work, move |app, ctx, found: Result<Disclosed>| match found {
        Ok(found) if found.is_empty() => app.ask(Export::CodebookWhere),
        Ok(found) => app.open(ctx, DisclosureDialog::new(found, Export::CodebookWhere, None)),
        Err(error) => failed(app, "Exporting the codebook", error),
    });
}

fn write_codebook(app: &mut Themata, ctx: &Context, to: PathBuf) {
    let Some(desk) = &app.project else { return };
    let (path, place) = (desk.path().to_owned(), to.clone());
    let work = move |progress: &Progress| {
        read(&path, progress, |corpus, _| write_file(&place, |out| codebook_csv(corpus, None, TableOptions::default(), out)))
    };
    app.background.start(ctx, Some(format!("Writing {}", name(&to))), work, move |app, _, written: Result<Written>| match written {
        Ok(written) => {
            let said = format!("Wrote {} to {}", counted(written.rows, "code"), to.display());
            app.say(Notice::done(said).action("Open folder", Export::Folder(to)));
        }
        Err(error) => failed(app, "Exporting the codebook", error),
    });
}
