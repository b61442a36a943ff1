//! Choosing files: the desktop's own chooser in the background, and always a field where the path can be written.

use super::paths::{Completion, expand};
use super::{Dialog, Footer, Step, footer, head};
use crate::ui::app::Themata;
use crate::ui::command::Command;
use crate::ui::cx::Cx;
use crate::ui::exports::Offered;
use crate::ui::icons;
use crate::ui::widgets::{Button, Field, Row, caret_to_end, paint, wrapped};
use egui::{Context, Frame, Id, Margin, Ui};
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Instant;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    /// One project file.
    Project,
    /// One folder.
    Folder,
    /// Any files.
    Files,
    /// A place for a new file.
    Save,
}

/// A question for a path and what to do with the answer.
pub struct Ask {
    what: What,
    title: String,
    start: PathBuf,
    /// How the name of a new file may end; any way where none is told.
    endings: Vec<&'static str>,
    /// What was written there before and may be replaced.
    again: Option<PathBuf>,
    then: Box<dyn Fn(Vec<PathBuf>) -> Vec<Command>>,
}

impl Ask {
    /// Asks for a project file.
    pub fn project(then: impl Fn(PathBuf) -> Vec<Command> + 'static) -> Self {
        Self::one(What::Project, "Open a project", home(), then)
    }

    /// Asks for a folder.
    pub fn folder(then: impl Fn(PathBuf) -> Vec<Command> + 'static) -> Self {
        Self::one(What::Folder, "Choose a folder of transcripts", home(), then)
    }

    /// Asks for files.
    pub fn files(then: impl Fn(Vec<PathBuf>) -> Vec<Command> + 'static) -> Self {
        Self { what: What::Files, title: "Choose files".into(), start: home(), endings: Vec::new(), again: None, then: Box::new(then) }
    }

    /// Asks where a new file shall lie.
    pub fn save(start: PathBuf, then: impl Fn(PathBuf) -> Vec<Command> + 'static) -> Self {
        Self::one(What::Save, "Where shall it be kept?", start, then)
    }

    /// Asks where an export shall lie: what it wrote before may take its place again.
    pub fn export(offered: Offered, then: impl Fn(PathBuf) -> Vec<Command> + 'static) -> Self {
        let again = offered.again.then(|| offered.path.clone());
        Self { again, ..Self::save(offered.path, then) }
    }

    /// Whether a path is that of what was written before.
    fn is_again(&self, path: &Path) -> bool {
        self.again.as_deref() == Some(path)
    }

    /// The user’s folder of documents, or the home folder.
    pub fn documents() -> PathBuf {
        home()
    }

    /// With another title.
    pub fn title(mut self, title: &str) -> Self {
        self.title = title.into();
        self
    }

    /// Only with one of these endings, which its title says.
    pub fn written_as(mut self, endings: &[&'static str]) -> Self {
        self.endings = endings.to_vec();
        self.title = format!("Write it as {}", alternatives(endings));
        self
    }

    fn one(what: What, title: &str, start: PathBuf, then: impl Fn(PathBuf) -> Vec<Command> + 'static) -> Self {
        let (title, endings) = (title.to_owned(), Vec::new());
        Self { what, title, start, endings, again: None, then: Box::new(move |paths| paths.into_iter().next().map(&then).unwrap_or_default()) }
    }

    fn ends(&self, path: &Path) -> bool {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        self.endings.is_empty() || self.endings.iter().any(|one| one.eq_ignore_ascii_case(ending))
    }

    /// Why this path is no answer, or nothing.
    fn objection(&self, path: &Path) -> Option<String> {
        let folder = path.parent().unwrap_or(path);
        match self.what {
            _ if path.as_os_str().is_empty() => Some(String::new()),
            What::Project if !path.is_file() => Some(format!("There is no file {}.", path.display())),
            What::Folder if !path.is_dir() => Some(format!("There is no folder {}.", path.display())),
            What::Files if !path.exists() => Some(format!("There is nothing at {}.", path.display())),
            What::Save if path.is_dir() => Some("This is a folder: write a file name too.".into()),
            What::Save if path.exists() && !self.is_again(path) => Some("This file is there already: take another name.".into()),
            What::Save if !folder.is_dir() => Some(format!("There is no folder {}.", folder.display())),
            What::Save if !self.ends(path) => Some(format!("Let its name end in {}.", alternatives(&self.endings))),
            _ => None,
        }
    }
}

/// “.docx, .html or .md”.
pub fn alternatives(endings: &[&str]) -> String {
    let endings: Vec<String> = endings.iter().map(|ending| format!(".{ending}")).collect();
    match endings.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => endings.concat(),
    }
}

fn home() -> PathBuf {
    directories::UserDirs::new()
        .map(|dirs| dirs.document_dir().unwrap_or(dirs.home_dir()).to_owned())
        .filter(|path| path.is_dir())
        .unwrap_or_else(|| PathBuf::from("/"))
}

/// What the desktop's chooser came to.
#[derive(Clone, Debug, PartialEq)]
enum Desktop {
    /// It is open, or on its way.
    Open,
    /// No chooser answers.
    Missing,
    /// It was closed without a choice.
    Closed,
    /// These were chosen.
    Chosen(Vec<PathBuf>),
}

/// Asks for a path.
pub struct PathDialog {
    ask: Ask,
    text: String,
    completion: Completion,
    desktop: Rc<RefCell<Desktop>>,
}

impl PathDialog {
    /// Asks with the desktop's chooser where one answers, and with a field in any case.
    pub fn ask(app: &mut Themata, ctx: &Context, ask: Ask) {
        let desktop = Rc::new(RefCell::new(Desktop::Open));
        if app.desktop_dialogs() {
            let (what, title, start, shared) = (ask.what, ask.title.clone(), ask.start.clone(), desktop.clone());
            let begun = Instant::now();
            let choose = move |_: &crate::jobs::Progress| Ok(chosen(what, &title, &start));
            app.background.start(ctx, None, choose, move |_, _, result| {
                *shared.borrow_mut() = match result {
                    Ok(Some(paths)) => Desktop::Chosen(paths),
                    // A chooser that opened at all is not closed within a moment.
                    _ if begun.elapsed().as_millis() < 1200 => Desktop::Missing,
                    _ => Desktop::Closed,
                };
            });
        } else {
            *desktop.borrow_mut() = Desktop::Missing;
        }
        let mut text = ask.start.display().to_string();
        if ask.start.is_dir() && !text.ends_with('/') {
            text.push('/');
        }
        let base = if ask.start.is_dir() { Some(ask.start.as_path()) } else { ask.start.parent() };
        let completion = Completion::from(base.filter(|base| base.is_absolute()).map_or_else(home, Path::to_owned));
        app.open(ctx, Self { ask, text, completion, desktop });
    }

    fn answer(&self, cx: &Cx, paths: Vec<PathBuf>) -> Step {
        (self.ask.then)(paths).into_iter().for_each(|command| cx.push(command));
        Step::Close
    }
}

fn chosen(what: What, title: &str, start: &Path) -> Option<Vec<PathBuf>> {
    let folder = if start.is_dir() { Some(start) } else { start.parent() };
    let mut dialog = rfd::FileDialog::new().set_title(title);
    if let Some(folder) = folder.filter(|folder| folder.is_dir()) {
        dialog = dialog.set_directory(folder);
    }
    match what {
        What::Project => dialog.add_filter("Themata project", &["themata"]).pick_file().map(|path| vec![path]),
        What::Folder => dialog.pick_folder().map(|path| vec![path]),
        What::Files => dialog.pick_files(),
        What::Save => {
            let name = start.file_name().unwrap_or_default().to_string_lossy().into_owned();
            dialog.set_file_name(name).save_file().map(|path| vec![path])
        }
    }
}

impl Dialog for PathDialog {
    fn name(&self) -> String {
        self.ask.title.clone()
    }

    fn width(&self) -> f32 {
        560.0
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, fresh: bool) -> Step {
        let desktop = self.desktop.borrow().clone();
        let line = match &desktop {
            Desktop::Chosen(paths) => return self.answer(cx, paths.clone()),
            Desktop::Closed => return Step::Close,
            Desktop::Open => "Choose in the window that opens, or write the path here.",
            Desktop::Missing => "No file chooser of the desktop answers here. Write the path; Tab completes it.",
        };
        head(ui, &self.ask.title, line);
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 0, bottom: 8 }).show(ui, |ui| self.field(ui, fresh));
        self.suggestions(ui, cx);
        let path = self.completion.whole(&self.text);
        let objection = self.ask.objection(&path);
        let again = self.ask.is_again(&path);
        let words = match self.ask.what {
            What::Save if again => "Replace it",
            What::Save => "Save here",
            _ => "Open",
        };
        // Where the path begins in the folder that was shown, it is said what it comes to.
        let partly = !expand(&self.text).is_absolute() && !path.as_os_str().is_empty();
        let note = objection.clone().unwrap_or_else(|| match (again, partly) {
            (true, _) => "You wrote it there before: it takes the place of that.".into(),
            (_, true) => format!("In full: {}", path.display()),
            _ => String::new(),
        });
        let pressed = footer(ui, &note, Button::primary(words).enabled(objection.is_none()), Some("Cancel"), true);
        match pressed {
            Footer::Done if objection.is_none() => self.answer(cx, vec![path]),
            Footer::Cancel => Step::Close,
            Footer::Done => {
                // Enter took the focus out of the field; a path that is refused is mended there.
                ui.memory_mut(|memory| memory.request_focus(Id::unique("path field")));
                Step::Stay
            }
            Footer::Nothing => Step::Stay,
        }
    }
}

impl PathDialog {
    fn field(&mut self, ui: &mut Ui, fresh: bool) {
        let id = Id::unique("path field");
        // Tab completes here instead of going to the next control.
        self.completion.by_tab(ui, id, &mut self.text);
        Field::new(&mut self.text, "Path").icon(icons::FOLDER).id(id).keeps_tab().show(ui);
        if fresh {
            ui.memory_mut(|memory| memory.request_focus(id));
            caret_to_end(ui.ctx(), id);
        }
    }

    fn suggestions(&mut self, ui: &mut Ui, cx: &Cx) {
        let folders_only = self.ask.what == What::Folder;
        let list = self.completion.list(&self.text, folders_only);
        if list.is_empty() {
            wrapped(ui, "", paint::meta(), cx.tokens.ink3, 6.0);
            return;
        }
        let mut taken = None;
        Frame::new().inner_margin(Margin { left: 2, right: 2, top: 0, bottom: 8 }).show(ui, |ui| {
            for entry in list.iter().take(7) {
                let glyph = if entry.folder { icons::FOLDER } else { icons::FILE_TEXT };
                if Row::new(&entry.name).icon(glyph).show(ui).response.clicked() {
                    taken = Some(entry.path.clone());
                }
            }
        });
        if let Some(path) = taken {
            self.text = path;
            let id = Id::unique("path field");
            ui.memory_mut(|memory| memory.request_focus(id));
            caret_to_end(ui.ctx(), id);
        }
    }
}
