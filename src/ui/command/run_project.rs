//! Executes the commands that open, make and close projects.

use super::{Care, ProjectCommand};
use crate::project::{Project, Session, is_project_name, project_file};
use crate::ui::app::Themata;
use crate::ui::config::Recent;
use crate::ui::desk::Desk;
use crate::ui::dialogs::{Ask, Confirm, NameDialog, PathDialog};
use crate::ui::notify::Notice;
use crate::ui::views::ViewId;
use crate::{Error, Result};
use egui::{Context, ViewportCommand};
use std::path::{Path, PathBuf};

/// Does it.
pub(super) fn run(app: &mut Themata, ctx: &Context, command: ProjectCommand) {
    match command {
        ProjectCommand::Open => PathDialog::ask(app, ctx, Ask::project(|path| vec![ProjectCommand::OpenPath(path).into()])),
        ProjectCommand::OpenPath(path) => open(app, ctx, path),
        ProjectCommand::Locate(old) => {
            let again = move |path: PathBuf| vec![ProjectCommand::Forget(old.clone()).into(), ProjectCommand::OpenPath(path).into()];
            PathDialog::ask(app, ctx, Ask::project(again));
        }
        ProjectCommand::Forget(path) => app.configure(|config| config.recent.retain(|recent| recent.path != path)),
        ProjectCommand::New => PathDialog::ask(app, ctx, Ask::folder(|folder| vec![ProjectCommand::NewFrom(vec![folder]).into()])),
        ProjectCommand::NewEmpty => {
            let place = Ask::documents().join("Study.themata");
            PathDialog::ask(app, ctx, Ask::save(place, |path| vec![ProjectCommand::AskName(path, Vec::new()).into()]));
        }
        ProjectCommand::NewFrom(files) => {
            let first = files.first().cloned().unwrap_or_default();
            let name = first.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_else(|| "Study".into());
            let beside = first.parent().unwrap_or(Path::new("")).join(format!("{name}.themata"));
            PathDialog::ask(app, ctx, Ask::save(beside, move |path| vec![ProjectCommand::AskName(path, files.clone()).into()]));
        }
        ProjectCommand::ImportPaths(files) if files.iter().any(|file| is_project_name(file)) => open_dropped(app, ctx, files),
        ProjectCommand::ImportPaths(files) if app.project.is_none() => run(app, ctx, ProjectCommand::NewFrom(files)),
        ProjectCommand::ImportPaths(files) => super::run_import::look(app, ctx, files),
        ProjectCommand::AskImport => super::run_import::look(app, ctx, Vec::new()),
        ProjectCommand::ChooseFiles => PathDialog::ask(app, ctx, Ask::files(|files| vec![ProjectCommand::ImportPaths(files).into()])),
        ProjectCommand::ChooseTable => {
            let ask = Ask::files(|files| vec![ProjectCommand::ImportPaths(files).into()]).title("Choose a table of attributes");
            PathDialog::ask(app, ctx, ask);
        }
        ProjectCommand::AskSurvey => {
            let look = |files: Vec<PathBuf>| files.into_iter().take(1).map(|file| ProjectCommand::LookAtSurvey(file).into()).collect();
            PathDialog::ask(app, ctx, Ask::files(look).title("Choose the table of a survey"));
        }
        ProjectCommand::LookAtSurvey(path) => super::run_survey::look(app, ctx, path),
        ProjectCommand::ImportSurvey(order) => super::run_survey::import(app, *order),
        ProjectCommand::KeepPatterns(keep) => {
            app.configure(|config| keep.into_iter().for_each(|pattern| pattern.keep(&mut config.patterns)));
        }
        ProjectCommand::ForgetPattern(pattern) => app.configure(|config| config.patterns.retain(|kept| kept.pattern != pattern)),
        ProjectCommand::Import(order) => super::run_import::import(app, *order),
        ProjectCommand::Example => super::run_example::show(app, ctx),
        ProjectCommand::ExampleAfresh => super::run_example::afresh(app, ctx),
        ProjectCommand::AskName(path, files) => ask_name(app, ctx, path, files),
        ProjectCommand::Create(path, name, files) => create(app, ctx, path, name, files),
        ProjectCommand::Close => close(app, ctx),
    }
}

/// A project that was dropped or chosen is opened; over an open one that is asked first.
fn open_dropped(app: &mut Themata, ctx: &Context, files: Vec<PathBuf>) {
    let Some(path) = files.into_iter().find(|file| is_project_name(file)) else { return };
    let Some(desk) = &app.project else { return open(app, ctx, path) };
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let what = format!("“{}” is closed; everything in it is saved.", desk.name());
    app.open(ctx, Confirm::new(format!("Open “{name}”?"), what, "Open", ProjectCommand::OpenPath(path)));
}

/// Opens a project in the background; the window goes on until it is there.
fn open(app: &mut Themata, ctx: &Context, path: PathBuf) {
    // What is offered beside it lies beside it, wherever the program was started.
    let path = std::path::absolute(&path).unwrap_or(path);
    // Its own lock would let the window only read what it can write already.
    if app.project.as_ref().is_some_and(|desk| desk.read_only().is_none() && is_same_file(desk.path(), &path)) {
        return app.ask(super::Window::Show(crate::ui::views::ViewId::Study));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (wake, file) = (app.waker(), path.clone());
    let work = move |_: &crate::jobs::Progress| Session::open(&file, wake);
    app.background.start(ctx, Some(format!("Opening {name}")), work, move |app, ctx, result| match result {
        Err(error) if error.remedy() == Error::DAMAGED => {
            let save = Care::RecoverWhere(path);
            app.say(Notice::problem(&format!("Opening {name}"), &error).action("Save what can be read…", save));
        }
        result => opened(app, ctx, &name, result),
    });
}

/// Whether two paths lead to one file, by whatever way.
fn is_same_file(one: &Path, other: &Path) -> bool {
    let whole = |path: &Path| path.canonicalize();
    one == other || whole(one).is_ok_and(|one| whole(other).is_ok_and(|other| one == other))
}

/// Puts an opened project on the desk, or says why not.
pub(super) fn opened(app: &mut Themata, ctx: &Context, name: &str, result: Result<Session>) {
    let session = match result {
        Ok(session) => session,
        Err(error) => return app.say(Notice::problem(&format!("Opening {name}"), &error)),
    };
    close(app, ctx);
    let desk = Desk::new(session).with_index(app.index_in());
    if let Some(why) = desk.read_only() {
        app.say(Notice::warning("This project is open for reading only", why.to_owned()));
    }
    remember(app, &desk);
    ctx.send_viewport_cmd(ViewportCommand::Title(format!("{} — Themata", desk.name())));
    let last = app.config.views.get(&desk.key()).copied();
    app.project = Some(desk);
    app.views.home(last);
    app.look_up_coder();
    app.ask(super::MemoCommand::Unfinished);
    super::run_backup::after_opening(app, ctx);
}

fn remember(app: &mut Themata, desk: &Desk) {
    let path = std::path::absolute(desk.path()).unwrap_or_else(|_| desk.path().to_owned());
    let recent = Recent { path, name: desk.name().to_owned(), summary: desk.summary(), at: jiff::Timestamp::now() };
    app.configure(|config| config.remember(recent));
}

/// Asks what a new project is called; the file's name will do.
fn ask_name(app: &mut Themata, ctx: &Context, path: PathBuf, files: Vec<PathBuf>) {
    let path = project_file(&path);
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let line = format!("It stands over the study and in exports. The file is {}.", path.file_name().unwrap_or_default().to_string_lossy());
    app.open(ctx, NameDialog::new("project", move |name| ProjectCommand::Create(path.clone(), name, files.clone())).line(line).filled(name).apart());
}

/// Makes an empty project, opens it, and goes on with the files.
fn create(app: &mut Themata, ctx: &Context, path: PathBuf, name: String, files: Vec<PathBuf>) {
    let path = project_file(&path);
    let wake = app.waker();
    let title = name.clone();
    let work = move |_: &crate::jobs::Progress| {
        Project::create(&path, &title)?.close()?;
        Session::open(&path, wake)
    };
    app.background.start(ctx, Some(format!("Making {name}")), work, move |app, ctx, result| {
        let made = result.is_ok();
        opened(app, ctx, &name, result);
        if made {
            app.made_with(files);
        }
    });
}

/// Takes the project off the desk, if one is there; its session is still to be closed.
pub(super) fn put_away(app: &mut Themata, ctx: &Context) -> Option<Session> {
    app.keep_typed();
    let desk = app.project.take()?;
    remember(app, &desk);
    app.dialogs.clear();
    app.notices.leave_project();
    app.views.reset();
    app.views.show(ViewId::Welcome);
    ctx.send_viewport_cmd(ViewportCommand::Title("Themata".into()));
    Some(desk.into_session())
}

/// Closes the project, if one is open; everything that was sent is finished first.
fn close(app: &mut Themata, ctx: &Context) {
    let Some(session) = put_away(app, ctx) else { return };
    let work = move |_: &crate::jobs::Progress| session.close();
    let closing = app.background.start(ctx, None, work, |app, _, result| {
        if let Err(error) = result {
            app.say(Notice::problem("Closing the project", &error));
        }
    });
    app.background.await_end(closing);
}
