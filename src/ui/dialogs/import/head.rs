//! The head of the import: how many files stand how, where they go, and the ways to add more.

use super::ImportDialog;
use super::data::tally_words;
use super::detail::{choose, menu};
use crate::ui::command::ProjectCommand;
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::icons;
use crate::ui::widgets::{Button, paint};
use egui::{Align, Align2, Layout, Rect, Ui, pos2, vec2};

impl ImportDialog {
    /// Draws it: the title, how the files stand, and what can be added.
    pub(super) fn head(&mut self, ui: &mut Ui, cx: &Cx) {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 64.0), egui::Sense::hover());
        let n = self.files.len();
        let title = if n == 0 { "Import transcripts".to_owned() } else { format!("Import {}", crate::project::op::count(n, "file", "files")) };
        let font = fonts::text(Weight::Semibold, 17.0);
        let at = paint::text(ui, pos2(rect.left() + 20.0, rect.center().y), Align2::LEFT_CENTER, &title, font, cx.tokens.ink);
        let words = if self.reading.is_some() { "reading …".to_owned() } else { tally_words(&self.files) };
        let tally = paint::text(ui, pos2(at.right() + 12.0, rect.center().y), Align2::LEFT_CENTER, &words, paint::meta(), cx.tokens.ink2);
        let said = ui.interact(at.union(tally), ui.scope_id().with("tally"), egui::Sense::hover());
        said.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, format!("{title}: {words}")));
        paint::hline(ui, ui.painter(), rect.x_range(), rect.bottom(), cx.tokens.line);
        let tools = Rect::from_min_max(pos2(rect.right() - 520.0, rect.top()), pos2(rect.right() - 20.0, rect.bottom()));
        crate::ui::widgets::within(ui, tools, Layout::right_to_left(Align::Center), |ui| {
            if Button::new("Add files").icon(icons::PLUS).tip("Choose files or write a path").show(ui).clicked() {
                cx.push(ProjectCommand::ChooseFiles);
            }
            if Button::new("Attribute table…").icon(icons::TABLE).tip("A .csv or .xlsx with a row for each interview or person").show(ui).clicked()
            {
                cx.push(ProjectCommand::ChooseTable);
            }
            self.folder_chip(ui, cx);
        });
    }

    /// Which folder of the project the files go to, where it has any.
    fn folder_chip(&mut self, ui: &mut Ui, cx: &Cx) {
        let folders = cx.project.map_or(&[][..], |desk| desk.corpus.folders());
        if folders.is_empty() {
            return;
        }
        let into = folders.iter().find(|folder| Some(folder.id) == self.folder).map_or("no folder", |folder| folder.name.as_str());
        let chip = Button::chip(&format!("into {into}")).caret().tip("The folder of the project that the files go to").show(ui);
        menu(cx, &chip, |ui| {
            choose(ui, "no folder", || self.folder = None);
            for folder in folders {
                let place = std::iter::successors(Some(folder), |folder| folders.iter().find(|other| Some(other.id) == folder.parent));
                let mut names: Vec<&str> = place.take(folders.len()).map(|folder| folder.name.as_str()).collect();
                names.reverse();
                choose(ui, &names.join(" / "), || self.folder = Some(folder.id));
            }
        });
    }
}
