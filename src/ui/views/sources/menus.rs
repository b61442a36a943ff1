//! The menus of the column of sources: what can be added, how it is sorted and grouped, what can be done with what is chosen.

use super::Shelf;
use super::data::{By, Item, Sort, usual};
use crate::model::{FolderId, Grouping, ProgressState, SourceId};
use crate::ui::command::{SourceCommand, table};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::icons;
use crate::ui::views::menu::{choice, context, entry, head, list};
use crate::ui::widgets::icon_button;
use egui::{Response, Ui};

impl Shelf {
    /// What can be brought in or made.
    pub(super) fn add_menu(&mut self, ui: &mut Ui, cx: &Cx, shown: Option<SourceId>) {
        let response = icon_button(ui, icons::PLUS, "Add sources", "Bring in transcripts, or make a folder");
        let chosen = self.chosen(shown);
        list(&response, cx, 216.0, |ui| {
            if let Some(row) = table::all().find(|row| row.id == "project.import")
                && entry(ui, cx, row.label, cx.keys.cap(row).as_deref())
            {
                cx.push(row.command.clone());
            }
            if entry(ui, cx, "New folder…", None) {
                cx.push(SourceCommand::AskFolder(if self.chosen.is_empty() { Vec::new() } else { chosen.clone() }));
            }
        });
    }

    /// How the list is sorted and grouped.
    pub(super) fn sort_menu(&mut self, ui: &mut Ui, cx: &Cx, desk: &Desk) {
        let response = icon_button(ui, icons::SORT_ASCENDING, "Sort and group", "Sort and group the sources");
        let by = self.by.unwrap_or_else(|| usual(&desk.corpus));
        list(&response, cx, 232.0, |ui| {
            head(ui, cx, "Sort");
            for sort in Sort::ALL {
                if choice(ui, cx, sort.label(), self.sort == sort) {
                    self.sort = sort;
                }
            }
            head(ui, cx, "Group");
            for (other, words) in groupings(desk) {
                if choice(ui, cx, &words, by == other) {
                    self.by = Some(other);
                }
            }
        });
    }

    /// What can be done with a source, or with all that are chosen.
    pub(super) fn source_menu(&mut self, cx: &Cx, response: &Response, item: &Item) {
        let ids = self.chosen_with(item.id);
        context(response, cx, 216.0, |ui| {
            if ids.len() == 1 && entry(ui, cx, "Rename", Some("F2")) {
                self.rename = Some((item.id, item.name.clone(), true));
            }
            if entry(ui, cx, "Give a value…", None) {
                cx.push(SourceCommand::AskValues(ids.clone()));
            }
            if entry(ui, cx, "Put into a new folder…", None) {
                cx.push(SourceCommand::AskFolder(ids.clone()));
            }
            for folder in cx.project.map_or(&[][..], |desk| desk.corpus.folders()).iter().take(8) {
                if entry(ui, cx, &format!("Put into “{}”", folder.name), None) {
                    cx.push(SourceCommand::MoveTo(ids.clone(), Some(folder.id)));
                }
            }
            head(ui, cx, "Progress");
            for state in ProgressState::ALL {
                if choice(ui, cx, state.name(), ids.len() == 1 && item.state == *state) {
                    Self::mark(cx, ids.clone(), *state);
                }
            }
            head(ui, cx, "");
            if entry(ui, cx, "Memo…", None) {
                cx.push(crate::ui::command::MemoCommand::Open(crate::model::Subject::Source(item.id)));
            }
            if entry(ui, cx, "Remove…", Some("Delete")) {
                cx.push(SourceCommand::AskRemove(ids.clone()));
            }
        });
    }

    /// What can be done with a folder.
    pub(super) fn folder_menu(cx: &Cx, response: &Response, folder: FolderId) {
        context(response, cx, 216.0, |ui| {
            if entry(ui, cx, "Remove the folder; its sources stay", None) {
                cx.push(SourceCommand::RemoveFolder(folder));
            }
        });
    }
}

/// Everything sources can be grouped by.
fn groupings(desk: &Desk) -> Vec<(By, String)> {
    let corpus = &desk.corpus;
    let mut all = vec![(By::Nothing, "Not grouped".to_owned()), (By::Folder, "By folder".to_owned())];
    all.extend(corpus.kinds().iter().map(|kind| (By::Grouping(Grouping::Kind(kind.id)), format!("By {}", kind.name))));
    all.extend(corpus.attributes().iter().map(|attribute| (By::Grouping(Grouping::Attribute(attribute.id)), format!("By {}", attribute.name))));
    all.truncate(16);
    all
}
