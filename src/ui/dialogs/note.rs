//! The dialog that asks what a new note is: its name, kind, day and folder. Its words are written in Read.

use super::{Dialog, Footer, Step, footer, head};
use crate::analysis::Corpus;
use crate::model::{FolderId, SourceKind};
use crate::project::NoteDraft;
use crate::text::written;
use crate::ui::command::{Command, SourceCommand};
use crate::ui::cx::Cx;
use crate::ui::widgets::{Button, Field, paint, wrapped};
use egui::{Frame, Id, Margin, Ui, vec2};

/// Asks for a new note.
pub struct NoteDialog {
    name: String,
    kind: SourceKind,
    date: String,
    folder: Option<FolderId>,
}

/// What the kinds are called where a note is begun.
const KINDS: [(SourceKind, &str); 4] = [
    (SourceKind::Observation, "field note"),
    (SourceKind::Document, "document"),
    (SourceKind::Interview, "interview"),
    (SourceKind::FocusGroup, "focus group"),
];

impl NoteDialog {
    /// A field note of today, in this folder.
    pub fn new(folder: Option<FolderId>) -> Self {
        Self { name: String::new(), kind: SourceKind::Observation, date: jiff::Zoned::now().date().to_string(), folder }
    }

    /// Why it cannot be made so, where it cannot.
    fn wrong(&self, corpus: &Corpus) -> Option<&'static str> {
        let (name, date) = (self.name.trim().to_lowercase(), self.date.trim());
        if corpus.sources().iter().any(|source| source.name.to_lowercase() == name) {
            return Some("There is a source of this name already.");
        }
        (!date.is_empty() && date.parse::<jiff::civil::Date>().is_err()).then_some("Write the day as 2022-03-14, or leave it out.")
    }
}

impl Dialog for NoteDialog {
    fn name(&self) -> String {
        "New note".into()
    }

    fn writes(&self) -> bool {
        true
    }

    fn width(&self) -> f32 {
        440.0
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, fresh: bool) -> Step {
        let Some(corpus) = cx.project.map(|desk| &desk.corpus) else { return Step::Close };
        head(ui, "New note", "It opens empty, to be typed or pasted into; it is a source like any other.");
        let wrong = self.wrong(corpus);
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 0, bottom: 14 }).show(ui, |ui| {
            field(ui, cx, "Name", "Ward visit", &mut self.name, fresh);
            label(ui, cx, "Kind");
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
                for (kind, words) in KINDS {
                    if Button::chip(words).name(&format!("Kind: {words}")).selected(self.kind == kind).show(ui).clicked() {
                        self.kind = kind;
                    }
                }
            });
            field(ui, cx, "Day", "2022-03-14", &mut self.date, false);
            if !corpus.folders().is_empty() {
                label(ui, cx, "Folder");
                // Gone meanwhile, it is no folder to lie in.
                let folder = corpus.folders().iter().find(|folder| Some(folder.id) == self.folder);
                self.folder = folder.map(|folder| folder.id);
                let words = folder.map_or("No folder", |folder| &folder.name);
                let spoken = format!("Folder: {words}");
                let chip = Button::chip(words).name(&spoken).caret().selected(folder.is_some());
                if chip.tip("Choose the folder it lies in").show(ui).clicked() {
                    cx.push(SourceCommand::AskNoteFolder);
                }
            }
            if let Some(why) = wrong {
                ui.add_space(8.0);
                wrapped(ui, why, paint::body(), cx.tokens.warn, 20.0);
            }
        });
        let ready = !self.name.trim().is_empty() && wrong.is_none();
        match footer(ui, "", Button::primary("Write it").enabled(ready), Some("Cancel"), true) {
            Footer::Done if ready => {
                let (name, date) = (self.name.trim().to_owned(), self.date.trim().to_owned());
                cx.push(SourceCommand::AddNote(Box::new(NoteDraft { name, kind: self.kind, date, folder: self.folder, text: written("") })));
                Step::Close
            }
            Footer::Cancel => Step::Close,
            _ => Step::Stay,
        }
    }

    fn command(&mut self, command: &Command, _cx: &Cx) -> bool {
        let Command::Sources(SourceCommand::NoteFolder(folder)) = command else { return false };
        self.folder = *folder;
        true
    }
}

fn label(ui: &mut Ui, cx: &Cx, words: &str) {
    ui.add_space(8.0);
    wrapped(ui, words, paint::meta(), cx.tokens.ink2, 20.0);
}

fn field(ui: &mut Ui, cx: &Cx, name: &str, hint: &str, text: &mut String, focus: bool) {
    label(ui, cx, name);
    let id = Id::unique(("note dialog", name));
    Field::new(text, &format!("{name} of the note")).hint(hint).id(id).show(ui);
    if focus {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}
