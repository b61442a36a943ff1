//! Executes the commands that look after the project's file: the same verbs as the command line, in the background, with a report.

use super::run_project::{opened, put_away};
use super::{Care, ProjectCommand};
use crate::jobs::Progress;
use crate::project::{
    Backup, Recovery, Saved, Session, backups, check_watched, keep_backup, made_of_another, project_file, recover_watched, restore,
};
use crate::ui::app::Themata;
use crate::ui::dialogs::{Ask, Confirm, PathDialog, Pick, PickItem, ReportDialog};
use crate::ui::exports::free;
use crate::ui::format::{count, counted, size};
use crate::ui::icons;
use crate::ui::notify::Notice;
use crate::{Error, Result};
use egui::Context;
use std::path::{Path, PathBuf};

/// Lines of a report that show before the rest is summed up.
const MOST: usize = 200;

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: Care) {
    match command {
        Care::AskCheck => of_project(app, ctx, "Which project is checked?", Care::Check),
        Care::Check(path) => look(app, path),
        Care::Backup => back_up(app, ctx),
        Care::AskRestore => of_project(app, ctx, "In the place of which project?", Care::PickBackup),
        Care::PickBackup(path) => pick(app, ctx, path),
        Care::ConfirmRestore(path, backup, when) => {
            let of = made_of_another(&path, &backup).map_or_else(String::new, |of| format!(" The backup was made of {}.", of.display()));
            let what = format!("{} is as it was {when}.{of}", name(&path));
            let dialog = Confirm::new("Restore the backup?", what, "Restore", Care::Restore(path, backup));
            app.open(ctx, dialog.more("What stands there now is kept beside it under another name. Nothing is lost.").danger());
        }
        Care::Restore(path, backup) => bring_back(app, ctx, path, backup),
        Care::AskRecover => of_project(app, ctx, "Which project is damaged?", Care::RecoverWhere),
        Care::RecoverWhere(path) => {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let start = free(&path, &format!("{stem} saved.themata"));
            let ask = Ask::save(start, move |to| vec![Care::Recover(path.clone(), to).into()]);
            PathDialog::ask(app, ctx, ask.title("Where shall what can be read lie?"));
        }
        Care::Recover(path, to) => save(app, ctx, path, project_file(&to)),
    }
}

/// The open project, else one that is asked for.
fn of_project(app: &mut Themata, ctx: &Context, title: &'static str, then: fn(PathBuf) -> Care) {
    match &app.project {
        Some(desk) => app.ask(then(desk.path().to_owned())),
        None => PathDialog::ask(app, ctx, Ask::project(move |path| vec![then(path).into()]).title(title)),
    }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn failed(app: &mut Themata, doing: &str, error: Error) {
    match error {
        Error::Cancelled => app.say(Notice::info(format!("{doing}: stopped. Nothing was changed."))),
        error => app.say(Notice::problem(doing, &error)),
    }
}

fn look(app: &mut Themata, path: PathBuf) {
    let file = path.clone();
    let work = move |progress: &Progress| check_watched(&file, progress);
    app.background.start_heard(app.waker(), Some(format!("Checking {}", name(&path))), work, move |app, ctx, found| match found {
        Ok(found) if found.findings.is_empty() => {
            let said = format!("{} is whole: {} rows, {} texts and files.", name(&path), count(found.rows as i64), count(found.values as i64));
            app.say(Notice::done(said));
        }
        Ok(found) => {
            let of = |table: &str| if table.is_empty() { "the file".to_owned() } else { format!("table {table}") };
            let lines = found.findings.iter().map(|finding| format!("{}: {}", of(&finding.table), finding.what)).collect();
            let title = format!("{} is damaged in {}", name(&path), counted(found.findings.len(), "place"));
            let report = ReportDialog::new(title, "Nothing was changed.", shortened(lines));
            let report = report.action("Save what can be read…", Care::RecoverWhere(path.clone()));
            app.open(ctx, report.action("Restore a backup…", Care::PickBackup(path)));
        }
        Err(error) => failed(app, "Checking the project", error),
    });
}

/// The first lines, and how many more there are.
fn shortened(mut lines: Vec<String>) -> Vec<String> {
    let more = lines.len().saturating_sub(MOST);
    lines.truncate(MOST);
    lines.extend((more > 0).then(|| format!("and {} more", count(more as i64))));
    lines
}

/// Tells of pages that are copied, and stops the copy.
fn pages(progress: &Progress) -> impl Fn(u64, u64) -> bool {
    let done = std::cell::Cell::new(0);
    move |pages, total| {
        if done.get() == 0 && total > 0 {
            progress.begin(total);
        }
        progress.advance(pages.saturating_sub(done.replace(pages)));
        !progress.cancelled()
    }
}

fn back_up(app: &mut Themata, ctx: &Context) {
    let Some(desk) = &app.project else { return };
    let (path, key) = (desk.path().to_owned(), desk.key());
    let work = move |progress: &Progress| {
        let made = keep_backup(&path, &pages(progress))?;
        Ok((made, backups(&path)?))
    };
    app.background.start(ctx, Some("Making a backup".into()), work, move |app, _, result: Result<_>| match result {
        Ok((made, list)) => {
            let said = if made.is_some() { "Kept a backup" } else { "Nothing changed since the last backup" };
            let detail = list.last().map_or_else(String::new, |last: &Backup| last.path.display().to_string());
            if let Some(desk) = app.project.as_mut().filter(|desk| desk.key() == key) {
                desk.set_backups(list);
            }
            app.say(Notice { detail, ..Notice::done(said) });
        }
        Err(error) => failed(app, "Making a backup", error),
    });
}

/// When a backup was made, as it is said.
fn made(backup: &Backup) -> String {
    let at = backup.at.parse::<jiff::Timestamp>();
    at.map_or_else(|_| backup.at.clone(), |at| crate::ui::format::moment(at, jiff::Timestamp::now()))
}

fn pick(app: &mut Themata, ctx: &Context, path: PathBuf) {
    let file = path.clone();
    app.background.start(
        ctx,
        None,
        move |_| backups(&file),
        move |app, ctx, list| match list {
            Ok(list) => {
                let item = |backup: &Backup| {
                    let then = Care::ConfirmRestore(path.clone(), backup.path.clone(), made(backup));
                    let of = made_of_another(&path, &backup.path).map_or_else(String::new, |of| format!(" · of {}", of.display()));
                    PickItem::new(made(backup), icons::ARROW_COUNTER_CLOCKWISE, then).note(format!("{}{of}", size(backup.size)))
                };
                let mut items: Vec<PickItem> = list.iter().rev().map(item).collect();
                if items.is_empty() {
                    let said = format!("There is no backup of {} yet", name(&path));
                    return app.say(Notice { detail: "The window keeps one after opening a project that changed.".into(), ..Notice::info(said) });
                }
                items.truncate(20);
                app.open(ctx, Pick::new(format!("Restore a backup of {}", name(&path)), "When it was made", items));
            }
            Err(error) => failed(app, "Looking for backups", error),
        },
    );
}

/// A project's file that work needs for itself alone.
struct Apart {
    path: PathBuf,
    /// The session that was closed for it.
    session: Option<Session>,
    /// Whether the project is opened when the work has ended.
    opens: bool,
}

impl Apart {
    /// Does the work and opens the project again, whatever came of it: done, stopped, refused or broken off.
    fn run<T: Send + 'static>(
        self,
        app: &mut Themata,
        label: String,
        work: impl FnOnce(&Progress) -> Result<T> + Send + 'static,
        done: impl FnOnce(&mut Themata, &Context, Result<T>) + 'static,
    ) {
        let Self { path, session, opens } = self;
        let (wake, file) = (app.waker(), path.clone());
        let work = move |progress: &Progress| {
            let result = session.map_or(Ok(()), Session::close).and_then(|()| work(progress));
            Ok((result, opens.then(|| Session::open(&file, wake))))
        };
        let apart = app.background.start_heard(app.waker(), Some(label), work, move |app, ctx, ended: Result<_>| {
            let result = match ended {
                Ok((result, again)) => {
                    again.into_iter().for_each(|session| back(app, ctx, &path, session));
                    result
                }
                Err(error) => {
                    if opens {
                        app.ask(ProjectCommand::OpenPath(path));
                    }
                    Err(error)
                }
            };
            done(app, ctx, result);
        });
        app.background.await_end(apart);
    }
}

/// Puts a project back on the desk. One that was opened meanwhile stays.
fn back(app: &mut Themata, ctx: &Context, path: &Path, session: Result<Session>) {
    match session {
        Ok(session) if app.project.is_some() => {
            let closing = app.background.start(ctx, None, move |_: &Progress| session.close(), |_, _, _| {});
            app.background.await_end(closing);
        }
        session => opened(app, ctx, &name(path), session),
    }
}

/// Puts a backup in a project's place, which is open then.
fn bring_back(app: &mut Themata, ctx: &Context, path: PathBuf, backup: PathBuf) {
    let own = app.project.as_ref().is_some_and(|desk| desk.path() == path);
    let session = if own { put_away(app, ctx) } else { None };
    let (apart, file) = (Apart { path: path.clone(), session, opens: true }, path.clone());
    let work = move |progress: &Progress| restore(&file, &backup, &pages(progress));
    apart.run(app, format!("Restoring {}", name(&path)), work, move |app, _, aside| match aside {
        Ok(aside) => {
            let said = Notice::done(format!("Restored {} from the backup", name(&path)));
            app.say(Notice { detail: format!("What stood there is kept as {}", name(&aside)), ..said });
        }
        Err(error) => failed(app, "Restoring the backup", error),
    });
}

/// Saves what can be read of a project; one that is open here to be changed is closed for it, as its own lock is needed.
fn save(app: &mut Themata, ctx: &Context, path: PathBuf, to: PathBuf) {
    let own = app.project.as_ref().is_some_and(|desk| desk.path() == path && desk.read_only().is_none());
    let session = if own { put_away(app, ctx) } else { None };
    let (from, place) = (path.clone(), to.clone());
    let work = move |progress: &Progress| recover_watched(&from, &place, progress);
    let label = format!("Saving what can be read of {}", name(&path));
    Apart { path, session, opens: own }.run(app, label, work, move |app, ctx, report| match report {
        Ok(report) => {
            let open = ProjectCommand::OpenPath(to.clone());
            app.open(ctx, saved(&report, &to).aside("Open the copy, whose history begins anew", open));
        }
        Err(error) => failed(app, "Saving what can be read", error),
    });
}

/// What a recovery saved, table by table.
fn saved(report: &Recovery, to: &Path) -> ReportDialog {
    let told = |table: &Saved| {
        let parts = [(table.read, "read"), (table.lost, "lost"), (table.dropped, "left out"), (table.made, "made anew")];
        let parts = parts.iter().filter(|(number, _)| *number > 0).map(|(number, what)| format!("{} {what}", count(*number as i64)));
        (table.read + table.lost + table.dropped + table.made > 0).then(|| format!("{}: {}", table.table, parts.collect::<Vec<_>>().join(", ")))
    };
    let lines = report.tables.iter().filter_map(told).chain(report.notes.iter().cloned()).collect();
    let line = match (report.lost(), report.damaged) {
        (0, 0) => "No damage was found; the old file stays as it is.".to_owned(),
        (0, _) => "Nothing is known to be lost; the damaged file stays as it is.".to_owned(),
        (lost, _) => format!("{} lost or left out; the damaged file stays as it is.", counted(lost as usize, "row is|rows are")),
    };
    ReportDialog::new(format!("Saved {} to {}", counted(report.read() as usize, "row"), name(to)), line, shortened(lines))
}
