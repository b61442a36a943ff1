//! Import: what each file is, what was found and what would be left out; nothing is changed before the one button is pressed.

mod data;
mod detail;
mod head;
mod list;
pub(super) mod pattern;
mod table;
mod work;

pub use data::Order;
pub(super) use work::why;

use super::halves::{Half, Halves};
use super::paths::Completion;
use super::signing::Signing;
use super::{Dialog, Footer, Step, footer};
use crate::import::{FileRequest, TableGround};
use crate::model::{FolderId, Hash, SpeakerRole};
use crate::ui::command::{Command, ProjectCommand};
use crate::ui::cx::Cx;
use crate::ui::format::count;
use crate::ui::icons;
use crate::ui::widgets::{Button, Field, paint, progress_bar, wrapped};
use data::{FileRow, Standing, State, Table, tally};
use egui::{Align, Context, Id, Layout, Rect, Ui, pos2};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use work::{News, Peek, Preview, Reading};

/// How large it is, and how much of it the list takes.
const HALVES: Halves = Halves { width: (1100.0, 1480.0, 0.7), height: (556.0, 860.0, 0.6), left: 0.565 };

/// The import of files into the open project.
pub struct ImportDialog {
    known: Arc<HashMap<Hash, String>>,
    /// The sources and attributes that are here.
    here: TableGround,
    files: Vec<FileRow>,
    chosen: usize,
    /// Whether a file is looked at already.
    looked: bool,
    reveal: bool,
    reading: Option<Reading>,
    /// Whether what is read was read before.
    again: bool,
    /// The preview under way, and of which request it will be.
    peek: Option<(FileRequest, Peek)>,
    /// The preview of the chosen file, and of which request it is.
    preview: Option<(FileRequest, Preview)>,
    table: Option<Table>,
    /// Tables that lie in the folders.
    beside: Vec<PathBuf>,
    /// Voices that ask in some files and are heard in others.
    mixed: Vec<crate::import::Mixed>,
    trouble: String,
    path: String,
    completion: Completion,
    /// What was dropped or chosen since the last frame.
    dropped: Vec<PathBuf>,
    /// Whether a role given to a voice goes to all voices of that name.
    everywhere: bool,
    /// How speakers are written, as far as the user said.
    pattern: pattern::Form,
    settings: bool,
    /// How high the card of the table is with its columns.
    card: f32,
    /// The folder of the project that the files go to.
    folder: Option<FolderId>,
    /// Whether its only table went to the import of a survey.
    over: bool,
    width: f32,
    widths: list::Widths,
    signing: Signing,
}

impl ImportDialog {
    /// Looks at `paths`: files, folders and tables. `known` are the texts of the project, `here` its sources and attributes.
    pub fn new(ctx: &Context, known: HashMap<Hash, String>, here: TableGround, paths: Vec<PathBuf>) -> Self {
        let mut dialog = Self {
            known: Arc::new(known),
            here,
            files: Vec::new(),
            chosen: 0,
            looked: false,
            reveal: false,
            reading: None,
            again: false,
            peek: None,
            preview: None,
            table: None,
            beside: Vec::new(),
            mixed: Vec::new(),
            trouble: String::new(),
            path: String::new(),
            completion: Completion::default(),
            dropped: Vec::new(),
            everywhere: true,
            pattern: pattern::Form::default(),
            settings: false,
            card: 250.0,
            folder: None,
            over: false,
            width: HALVES.wide(ctx.content_rect().width()),
            widths: list::Widths::default(),
            signing: Signing::default(),
        };
        dialog.add(ctx, paths);
        dialog
    }

    /// Looks at more files.
    fn add(&mut self, ctx: &Context, mut paths: Vec<PathBuf>) {
        paths.retain(|path| !self.files.iter().any(|file| file.request.path == *path));
        if !paths.is_empty() {
            self.trouble.clear();
            self.again = false;
            self.reading = Some(Reading::start(ctx, paths, self.known.clone()));
        }
    }

    /// Takes what the background work has found since the last frame.
    fn take_news(&mut self, ctx: &Context) {
        let Some(reading) = &self.reading else { return };
        let (news, end) = (reading.news(), reading.job.poll());
        for one in news.into_iter().chain(reading.news()) {
            match one {
                News::File(row) if self.files.iter().any(|file| file.request.path == row.request.path) => {}
                News::File(row) => self.files.push(*row),
                News::Again(row) => {
                    // What was asked for in the meantime is read next.
                    let wanted = |file: &&mut FileRow| file.request.path == row.request.path && file.request.options == row.read_as;
                    if let Some(file) = self.files.iter_mut().find(wanted) {
                        file.take(*row);
                    }
                }
                News::Beside(tables) => self.beside.extend(tables),
                News::Table(path, Ok(data)) => self.take_table(path, data),
                News::Table(_, Err(error)) => self.trouble = error.to_string(),
            }
        }
        let Some(end) = end else { return };
        let first = !std::mem::take(&mut self.again);
        self.reading = None;
        self.widths = list::Widths::default();
        if let Err(error) = end {
            self.trouble = error.to_string();
            // What was not read once more stays as it was read, or it would be begun again at once.
            for file in self.files.iter_mut().filter(|file| !first && file.is_stale()) {
                file.request.options = file.read_as.clone();
            }
        }
        if first {
            self.mark_twins();
            // What comes later takes nobody's eyes from the file that is looked at.
            let chosen = self.files.get(self.chosen).map(|file| file.request.path.clone()).filter(|_| self.looked);
            self.files.sort_by_key(FileRow::standing);
            self.chosen = chosen.and_then(|path| self.files.iter().position(|file| file.request.path == path)).unwrap_or(0);
            self.looked = !self.files.is_empty();
        }
        self.settle();
        ctx.request_repaint();
    }

    /// Reads those once more that are asked for in another way now; the one that is shown is read for its preview.
    fn read_again(&mut self, ctx: &Context) {
        let chosen = self.files.get(self.chosen).map(|file| file.request.path.clone());
        let stale = self.files.iter().filter(|file| file.is_stale() && Some(&file.request.path) != chosen.as_ref());
        let stale: Vec<FileRequest> = stale.map(|file| file.request.clone()).collect();
        if self.reading.is_none() && !stale.is_empty() {
            self.reading = Some(Reading::again(ctx, stale, self.known.clone()));
            self.again = true;
        }
    }

    /// A file whose text another one of the list has is here already, too.
    fn mark_twins(&mut self) {
        let mut seen: HashMap<Hash, String> = HashMap::new();
        for file in &mut self.files {
            if let State::Found(found) = &mut file.state
                && found.same.is_none()
            {
                match seen.entry(found.hash) {
                    std::collections::hash_map::Entry::Occupied(twin) => found.same = Some(twin.get().clone()),
                    std::collections::hash_map::Entry::Vacant(free) => {
                        free.insert(found.name.clone());
                    }
                }
            }
        }
    }

    fn take_table(&mut self, path: PathBuf, data: crate::import::TableData) {
        let (options, survey) = (crate::import::TableOptions::default(), data::as_survey(&data));
        self.table = Some(Table { path, data, options, plan: Err(String::new()), survey });
        self.match_table();
    }

    /// Settles who asks over the files that would come in, and matches the table anew: what the import itself will do.
    fn settle(&mut self) {
        data::settle(&mut self.files);
        let coming = self.files.iter().filter(|file| matches!(file.standing(), Standing::Ready | Standing::Look));
        let voices =
            |file: &FileRow| file.speakers().into_iter().filter(|voice| voice.same_as.is_none()).map(|voice| (voice.name, voice.role)).collect();
        self.mixed = crate::import::mixed_roles(&coming.map(voices).collect::<Vec<_>>());
        self.match_table();
    }

    /// Matches the table to what is here and the sources that would come in.
    fn match_table(&mut self) {
        let Some(table) = &mut self.table else { return };
        let mut ground = self.here.clone();
        ground.sources.extend(self.files.iter().filter_map(FileRow::source));
        table.match_to(&ground);
    }

    /// Takes the preview that was read, and asks for one where the chosen file has none yet.
    fn take_preview(&mut self, ctx: &Context) {
        if let Some((asked, end)) = self.peek.as_ref().and_then(|(asked, peek)| Some((asked.clone(), peek.poll()?))) {
            self.peek = None;
            // Without an answer there is nothing to see of it, which is not asked for again in the next frame.
            let (row, preview) = end.unwrap_or_else(|error| work::without(asked, &error));
            self.preview = Some((row.request.clone(), preview));
            if let Some(file) = self.files.iter_mut().find(|file| file.request.path == row.request.path) {
                file.take(row);
                self.widths = list::Widths::default();
                self.settle();
            }
        }
        let Some(file) = self.files.get(self.chosen).filter(|_| self.peek.is_none()) else { return };
        let seen = self.preview.as_ref().is_some_and(|(request, _)| request.path == file.request.path && request.options == file.request.options);
        if !seen {
            self.peek = Some((file.request.clone(), work::peek(ctx, file.request.clone(), self.known.clone())));
        }
    }

    /// How many sources would come in.
    fn coming(&self) -> usize {
        let [ready, look, ..] = tally(&self.files);
        ready + look
    }

    fn order(&self, cx: &Cx) -> Order {
        let wanted = self.files.iter().filter(|file| matches!(file.standing(), Standing::Ready | Standing::Look));
        let table = self.table.as_ref().filter(|table| table.plan.is_ok());
        let files: Vec<FileRequest> = wanted.map(|file| file.request.clone()).collect();
        let keep = self.pattern.to_keep(files.iter().filter_map(|file| file.options.speakers.as_ref()), &cx.config.patterns);
        Order { files, table: table.map(|table| (table.path.clone(), table.options.clone())), keep, folder: self.folder }
    }

    /// The field where a path can be written, and how far the reading is.
    fn path_line(&mut self, ui: &mut Ui) {
        ui.add_space(10.0);
        ui.horizontal(|ui| {
            ui.add_space(14.0);
            let id = Id::unique("import path");
            let hint = "Write the path of a file or folder and press Enter, or drop files anywhere";
            // Where nothing is written, Tab goes on.
            let written = !self.path.trim().is_empty();
            if written {
                self.completion.by_tab(ui, id, &mut self.path);
            }
            let field = Field::new(&mut self.path, "Path of files to import").hint(hint).icon(icons::FOLDER).id(id);
            let field = if written { field.keeps_tab() } else { field };
            let width = ui.available_width() - 14.0;
            let typed = field.width(width).show(ui);
            let enter = typed.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            if enter && !self.path.trim().is_empty() {
                self.typed();
                typed.request_focus();
            }
        });
        if let Some(reading) = &self.reading {
            let report = reading.job.report();
            let words = match report.total {
                0 if !report.note.is_empty() => format!("Looking for files: {}", report.note),
                total => format!("Reading {} of {}", count(report.done as i64), count(total as i64)),
            };
            ui.horizontal(|ui| {
                ui.add_space(14.0);
                progress_bar(ui, 240.0, report.fraction(), &words);
                let ink = ui.visuals().text_color();
                wrapped(ui, &words, paint::meta(), ink, 18.0);
                if Button::quiet("Stop").show(ui).clicked() {
                    reading.job.cancel();
                }
            });
        }
        if !self.trouble.is_empty() {
            ui.horizontal(|ui| {
                ui.add_space(14.0);
                let colour = crate::ui::theme::Tokens::of(ui).danger;
                wrapped(ui, &self.trouble, paint::meta(), colour, 18.0);
            });
        }
        self.tables_beside(ui);
        self.mixed_roles(ui);
        ui.add_space(6.0);
    }

    /// The tables that lie in the folders, which come in when it is said what they are.
    fn tables_beside(&mut self, ui: &mut Ui) {
        let read = self.table.as_ref().map(|table| table.path.clone());
        self.beside.retain(|path| Some(path) != read.as_ref());
        let Some(first) = self.beside.first().cloned() else { return };
        let more = if self.beside.len() > 1 { format!(" and {} more", count(self.beside.len() as i64 - 1)) } else { String::new() };
        let file = first.file_name().unwrap_or_default().to_string_lossy().into_owned();
        ui.horizontal(|ui| {
            ui.add_space(14.0);
            let offered = read.is_none() && self.reading.is_none();
            let room = ui.available_width() - if offered { 210.0 } else { 0.0 };
            let ink = crate::ui::theme::Tokens::of(ui).ink2;
            said(ui, &format!("Passed over, since it is a table: {file}{more}"), ink, room);
            if offered && Button::quiet("Take it as the attribute table").tip("Or as a survey, if it looks like one").show(ui).clicked() {
                self.dropped.push(first);
            }
        });
    }

    /// A voice whose role differs from file to file, and what makes it one.
    fn mixed_roles(&mut self, ui: &mut Ui) {
        let Some(first) = self.mixed.first().filter(|_| self.reading.is_none()) else { return };
        let more = if self.mixed.len() > 1 { format!(" ({} more such voices)", count(self.mixed.len() as i64 - 1)) } else { String::new() };
        let words = format!("“{}” asks in {} of {} files{more}", first.name, first.asks, first.asks + first.heard);
        let (name, mut role) = (first.name.clone(), None);
        ui.horizontal(|ui| {
            ui.add_space(14.0);
            let room = ui.available_width() - 250.0;
            let ink = crate::ui::theme::Tokens::of(ui).warn;
            said(ui, &words, ink, room);
            for (one, label) in [(SpeakerRole::Interviewer, "Interviewer in all"), (SpeakerRole::Participant, "Participant in all")] {
                if Button::quiet(label).tip("One role in every file").show(ui).clicked() {
                    role = Some(one);
                }
            }
        });
        if role.is_some_and(|role| self.give_role(&name, role)) {
            self.settle();
        }
    }

    fn typed(&mut self) {
        let path = super::paths::expand(&self.path);
        let path = std::path::absolute(&path).unwrap_or(path);
        if path.exists() {
            self.path.clear();
            // Behind what is being read, as what is dropped.
            self.dropped.push(path);
        } else {
            self.trouble = format!("There is nothing at {}.", path.display());
        }
    }

    /// The list, and below it the table.
    fn left(&mut self, ui: &mut Ui, cx: &Cx) {
        let left = ui.max_rect();
        self.path_line(ui);
        let room = left.bottom() - ui.cursor().top();
        let card = self.table.as_ref().map_or(0.0, |table| table::height(table, self.settings.then_some(self.card), room));
        let rows = Rect::from_min_max(pos2(left.left(), ui.cursor().top()), pos2(left.right(), left.bottom() - card));
        crate::ui::widgets::within(ui, rows, Layout::top_down(Align::Min), |ui| self.list(ui, cx));
        if self.table.is_some() {
            let place = Rect::from_min_max(pos2(left.left(), left.bottom() - card), left.max);
            crate::ui::widgets::within(ui, place, Layout::top_down(Align::Min), |ui| self.table_card(ui, cx));
        }
    }
}

/// Words on a line of controls, cut where there is no more room.
fn said(ui: &mut Ui, words: &str, ink: egui::Color32, room: f32) {
    let galley = paint::line(ui, words, paint::meta(), ink, room);
    let (rect, said) = ui.allocate_exact_size(egui::vec2(galley.size().x, 28.0), egui::Sense::hover());
    said.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, words));
    paint::place(ui, galley, rect.left_center());
}

impl Dialog for ImportDialog {
    fn name(&self) -> String {
        "Import".into()
    }

    fn width(&self) -> f32 {
        self.width
    }

    fn firm(&self) -> bool {
        // A click beside it must not throw away what was corrected here.
        true
    }

    fn holds(&self) -> Option<String> {
        let files = self.files.iter().filter(|file| file.is_changed()).count();
        let table = self.table.as_ref().is_some_and(|table| table.options != crate::import::TableOptions::default());
        match (files, table) {
            (0, false) => None,
            (0, true) => Some("What you said of the columns of the table would be lost.".into()),
            (files, _) => Some(format!("What you changed in {} would be lost.", crate::project::op::count(files, "file", "files"))),
        }
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, fresh: bool) -> Step {
        self.take_news(ui.ctx());
        if self.reading.is_none() && !self.dropped.is_empty() {
            let dropped = std::mem::take(&mut self.dropped);
            self.add(ui.ctx(), dropped);
        }
        self.take_preview(ui.ctx());
        self.read_again(ui.ctx());
        if fresh {
            ui.memory_mut(|memory| memory.request_focus(Id::unique("import path")));
        }
        // Before what has the focus takes it for its own Enter.
        let order = ui.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, egui::Key::Enter));
        self.head(ui, cx);
        self.width = HALVES.wide(ui.ctx().content_rect().width());
        HALVES.body(ui, cx, |ui, half| if half == Half::Left { self.left(ui, cx) } else { self.detail(ui, cx) });
        if self.over {
            return Step::Close;
        }
        let coming = self.coming();
        let (good, words) = match (coming, &self.table) {
            (0, Some(table)) => (table.plan.is_ok(), "Read the table".to_owned()),
            (n, _) => (n > 0, format!("Import {}", crate::project::op::count(n, "source", "sources"))),
        };
        let good = good && self.reading.is_none() && !self.files.iter().any(FileRow::is_stale);
        let pressed = footer(
            ui,
            "Nothing is changed until you import. One undo takes it all back.",
            Button::primary(&words).enabled(good),
            Some("Cancel"),
            false,
        );
        if self.signing.goes(cx, good && (pressed == Footer::Done || order)) && good {
            cx.push(ProjectCommand::Import(Box::new(self.order(cx))));
            return Step::Close;
        }
        if pressed == Footer::Cancel { Step::Leave } else { Step::Stay }
    }

    fn command(&mut self, command: &Command, _cx: &Cx) -> bool {
        self.signing.hear(command);
        match command {
            Command::Project(ProjectCommand::ImportPaths(paths)) => {
                self.dropped.extend(paths.iter().cloned());
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_whose_reader_fails_is_looked_at_once() {
        let ctx = Context::default();
        let mut dialog = ImportDialog::new(&ctx, HashMap::new(), TableGround::default(), Vec::new());
        let request = FileRequest::new(PathBuf::from("broken.docx"));
        dialog.files.push(FileRow::new(request.clone(), State::Refused(String::new(), String::new())));
        dialog.peek = Some((request.clone(), crate::jobs::Job::start(|| {}, |_| panic!("on purpose"))));
        while dialog.peek.is_some() {
            dialog.take_preview(&ctx);
            std::hint::spin_loop();
            assert!(dialog.peek.is_none() || dialog.preview.is_none(), "it was asked for again");
        }
        assert!(dialog.preview.as_ref().is_some_and(|(of, _)| *of == request));
        assert!(matches!(&dialog.files[0].state, State::Refused(why, _) if why.contains("failed unexpectedly")));
    }
}
