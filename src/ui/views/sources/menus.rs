//! The menus of the column of sources: what can be added, how it is sorted and grouped, what can be done with what is chosen.

use super::data::{Item, Sort, groupings, usual};
use super::{Shelf, Spot};
use crate::model::{ProgressState, SourceId};
use crate::ui::command::{OnFolder, OnSources, SourceCommand, table};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::icons;
use crate::ui::views::menu::{choice, context, head, list, row};
use crate::ui::widgets::icon_button;
use egui::{Response, Ui};
use std::collections::BTreeSet;

/// How many groupings the menu has before the rest is searched.
const FEW: usize = 8;

impl Shelf {
    /// What can be brought in or made.
    pub(super) fn add_menu(ui: &mut Ui, cx: &Cx) {
        let response = icon_button(ui, icons::PLUS, "Add sources", "Bring in transcripts, write a note, or make a folder");
        list(&response, cx, 216.0, |ui| {
            if let Some(import) = table::all().find(|row| row.id == "project.import") {
                row(ui, cx, import.command.clone());
            }
            row(ui, cx, SourceCommand::AskNote);
            row(ui, cx, SourceCommand::AskFolder(Vec::new()));
        });
    }

    /// How the list is sorted and grouped.
    pub(super) fn sort_menu(&mut self, ui: &mut Ui, cx: &Cx, desk: &Desk) {
        let response = icon_button(ui, icons::SORT_ASCENDING, "Sort and group", "Sort and group the sources");
        let by = self.look.by.filter(|by| by.is_there(&desk.corpus)).unwrap_or_else(|| usual(&desk.corpus));
        list(&response, cx, 232.0, |ui| {
            head(ui, cx, "Sort");
            for sort in Sort::ALL {
                if choice(ui, cx, sort.label(), self.look.sort == sort) {
                    self.look.sort = sort;
                }
            }
            head(ui, cx, "Group");
            let all = groupings(&desk.corpus);
            let more = all.len() > FEW;
            for (_, (other, words)) in all.into_iter().enumerate().filter(|(at, (other, _))| *at < FEW || *other == by) {
                if choice(ui, cx, &words, by == other) {
                    self.look.by = Some(other);
                }
            }
            if more {
                row(ui, cx, SourceCommand::AskGroup);
            }
        });
    }

    /// What can be done with the sources that are chosen, or with the one that was clicked.
    pub(super) fn source_menu(&mut self, cx: &Cx, response: &Response, (item, spot): (&Item, &Spot), shown: Option<SourceId>) {
        if response.secondary_clicked() {
            self.at = Some(spot.clone());
            if !self.chosen.contains(&item.id) {
                self.chosen = if shown == Some(item.id) { BTreeSet::new() } else { BTreeSet::from([item.id]) };
            }
        }
        let ids = self.chosen_with(item.id);
        context(response, cx, 264.0, |ui| {
            let rows = |ui: &mut Ui, verbs: &[OnSources]| verbs.iter().for_each(|verb| row(ui, cx, SourceCommand::OnChosen(*verb)));
            rows(ui, &[OnSources::Rename, OnSources::Cases, OnSources::Values, OnSources::Folder, OnSources::Language, OnSources::Code]);
            head(ui, cx, "Progress");
            for state in ProgressState::ALL {
                if choice(ui, cx, state.name(), ids.len() == 1 && item.state == *state) {
                    Self::mark(cx, ids.clone(), *state);
                }
            }
            head(ui, cx, "");
            rows(ui, &[OnSources::Memo, OnSources::Remove]);
        });
    }

    /// What can be done with a folder.
    pub(super) fn folder_menu(cx: &Cx, response: &Response) {
        context(response, cx, 264.0, |ui| {
            for verb in [OnFolder::Rename, OnFolder::Remove] {
                row(ui, cx, SourceCommand::OnFolder(verb));
            }
        });
    }
}
