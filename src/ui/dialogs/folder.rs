//! A new folder for sources: its name, and what goes into it.

use super::{Dialog, Footer, Step, footer, head};
use crate::model::SourceId;
use crate::ui::command::SourceCommand;
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::widgets::{Button, Field};
use egui::{Frame, Id, Margin, Ui};

/// Asks for the name of a folder.
pub struct FolderDialog {
    name: String,
    sources: Vec<SourceId>,
}

impl FolderDialog {
    /// A folder for these sources, which may be none.
    pub fn new(sources: Vec<SourceId>) -> Self {
        Self { name: String::new(), sources }
    }
}

impl Dialog for FolderDialog {
    fn name(&self) -> String {
        "New folder".into()
    }

    fn width(&self) -> f32 {
        380.0
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, fresh: bool) -> Step {
        let line =
            if self.sources.is_empty() { String::new() } else { format!("{} will be put into it.", format::counted(self.sources.len(), "source")) };
        head(ui, "New folder", &line);
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 0, bottom: 14 }).show(ui, |ui| {
            let id = Id::unique("folder name");
            Field::new(&mut self.name, "Name of the folder").hint("Field notes").id(id).show(ui);
            if fresh {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
        });
        let named = !self.name.trim().is_empty();
        match footer(ui, "", Button::primary("Make it").enabled(named), Some("Cancel"), true) {
            Footer::Done if named => {
                cx.push(SourceCommand::AddFolder(self.name.trim().to_owned(), std::mem::take(&mut self.sources)));
                Step::Close
            }
            Footer::Cancel => Step::Close,
            _ => Step::Stay,
        }
    }
}
