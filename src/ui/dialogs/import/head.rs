//! The head of the import: how many files stand how, where they go, and the ways to add more.

use super::ImportDialog;
use super::data::tally_words;
use crate::ui::command::ProjectCommand;
use crate::ui::cx::Cx;
use crate::ui::dialogs::halves;
use crate::ui::icons;
use crate::ui::widgets::Button;
use egui::Ui;

impl ImportDialog {
    /// Draws it: the title, how the files stand, and what can be added.
    pub(super) fn head(&mut self, ui: &mut Ui, cx: &Cx) {
        let n = self.files.len();
        let title = if n == 0 { "Import transcripts".to_owned() } else { format!("Import {}", crate::project::op::count(n, "file", "files")) };
        let words = if self.reading.is_some() { "reading …".to_owned() } else { tally_words(&self.files) };
        halves::head(ui, cx, &title, &words, |ui| {
            if Button::new("Add files").icon(icons::PLUS).tip("Choose files or write a path").show(ui).clicked() {
                cx.push(ProjectCommand::ChooseFiles);
            }
            let table = Button::new("Attribute table…").icon(icons::TABLE).tip("A .csv or .xlsx with a row for each interview or person");
            if table.show(ui).clicked() {
                cx.push(ProjectCommand::ChooseTable);
            }
            halves::folder_chip(ui, cx, &mut self.folder);
        });
    }
}
