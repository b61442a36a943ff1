//! The card of the attribute table: how its rows match, and which column means what.

use super::ImportDialog;
use super::data::Table;
use crate::import::ColumnUse;
use crate::ui::command::ProjectCommand;
use crate::ui::cx::Cx;
use crate::ui::dialogs::halves::choose;
use crate::ui::theme::measure;
use crate::ui::widgets::{Button, paint, popup, wrapped};
use egui::{Margin, Popup, ScrollArea, Ui};

/// What the card leaves to the list of files while the columns show: its head and two rows.
const LIST: f32 = 96.0;

/// The height that the card takes of the `room` that it shares with the list; with its columns as much as they needed when they were last drawn.
pub(super) fn height(table: &Table, settings: Option<f32>, room: f32) -> f32 {
    let told = if table.survey().is_some() { 1 } else { table.trouble().len() };
    let lines = 20.0 * (told + usize::from(table.joined().is_some())) as f32;
    settings.map_or(104.0 + lines, |needed| needed.min(room - LIST).max(250.0))
}

/// Below this width what is said of a column stands under it.
const NARROW: f32 = 420.0;

/// What the first four columns can be, as the user may say.
const ROLES: [&str; 4] = ["Files", "People", "Their names", "Sites"];

impl ImportDialog {
    /// Draws the card.
    pub(super) fn table_card(&mut self, ui: &mut Ui, cx: &Cx) {
        let mut changed = false;
        let (mut gone, mut survey) = (false, false);
        let Some(table) = &mut self.table else { return };
        let frame =
            egui::Frame::new().fill(cx.tokens.panel).corner_radius(measure::RADIUS_CARD).inner_margin(12).outer_margin(Margin::symmetric(16, 8));
        let top = ui.cursor().top();
        let (mut columns_top, mut needed) = (top, None);
        let shown = frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            wrapped(ui, &format!("Attribute table: {}", table.file()), paint::strong(), cx.tokens.ink, 20.0);
            wrapped(ui, &table.words(), paint::meta(), cx.tokens.ink2, 18.0);
            if let Some(joined) = table.joined() {
                wrapped(ui, &joined, paint::meta(), cx.tokens.ink2, 18.0);
            }
            if let Some(survey) = table.survey() {
                wrapped(ui, &format!("It looks like a survey: {survey}."), paint::meta(), cx.tokens.ink, 18.0);
            } else if !self.settings {
                trouble(ui, cx, table);
            }
            ui.horizontal(|ui| {
                if table.survey().is_some() {
                    let tip = "Closed columns become attributes, open ones texts, each respondent a case";
                    survey = Button::new("Import as a survey…").tip(tip).show(ui).clicked();
                }
                let words = if self.settings { "Hide columns" } else { "Columns…" };
                if Button::quiet(words).tip("Which column means what").show(ui).clicked() {
                    self.settings = !self.settings;
                }
                gone = Button::quiet("Without the table").show(ui).clicked();
            });
            if self.settings {
                columns_top = ui.cursor().top();
                let scroll = ScrollArea::vertical().id_salt("table columns").max_height(ui.available_height()).auto_shrink([false, true]);
                let columns = scroll.show(ui, |ui| {
                    ui.horizontal_wrapped(|ui| changed |= roles(ui, cx, table));
                    changed |= columns(ui, cx, table);
                    trouble(ui, cx, table);
                });
                needed = Some(columns.content_size.y);
            }
        });
        // Twelve of the frame and eight around it.
        let needed = needed.map(|columns| columns_top - top + columns + 12.0 + 8.0 + 1.0);
        if let Some(needed) = needed.filter(|needed| (needed - self.card).abs() > 0.5) {
            self.card = needed;
            shown.response.ctx.request_repaint();
        }
        if survey {
            let path = self.table.take().map(|table| table.path);
            path.into_iter().for_each(|path| cx.push(ProjectCommand::LookAtSurvey(path)));
            self.over = self.files.is_empty();
        } else if gone {
            self.table = None;
        } else if changed {
            self.match_table();
        }
    }
}

/// What the user should know of the table, each a line.
fn trouble(ui: &mut Ui, cx: &Cx, table: &Table) {
    for line in table.trouble() {
        wrapped(ui, &line, paint::meta(), cx.tokens.warn, 18.0);
    }
}

/// Which column names files, people, their names and sites.
fn roles(ui: &mut Ui, cx: &Cx, table: &mut Table) -> bool {
    let mut changed = false;
    let uses = [ColumnUse::Source, ColumnUse::CaseKey, ColumnUse::CaseName, ColumnUse::Site];
    for (n, role) in ROLES.iter().enumerate() {
        let found = table.plan.as_ref().ok().and_then(|plan| match uses[n] {
            ColumnUse::Site => plan.site().map(|(name, _)| name),
            used => plan.columns.iter().find(|column| column.used == used).map(|column| column.name.as_str()),
        });
        let words = format!("{role}: {}", found.unwrap_or("none"));
        let chip = Button::chip(&words).caret().show(ui);
        popup(&chip, Popup::menu(&chip).gap(4.0), cx.tokens, |ui| {
            ScrollArea::vertical().max_height(280.0).show(ui, |ui| {
                let options = &mut table.options;
                if n == 1 {
                    choose(ui, "none", || (options.case_column, options.without_cases, changed) = (None, true, true));
                }
                for name in &table.data.header {
                    choose(ui, name, || {
                        let slot = [&mut options.source_column, &mut options.case_column, &mut options.case_name_column, &mut options.site_column];
                        if let Some(slot) = slot.into_iter().nth(n) {
                            *slot = Some(name.clone());
                        }
                        options.without_cases &= n != 1;
                        changed = true;
                    });
                }
            });
        });
    }
    changed
}

/// The other columns: whose attribute each becomes, its type, and whether it is wanted.
fn columns(ui: &mut Ui, cx: &Cx, table: &mut Table) -> bool {
    let mut changed = false;
    let Ok(plan) = &table.plan else { return false };
    let people = plan.columns.iter().any(|column| column.used == ColumnUse::CaseKey);
    for column in &plan.columns {
        let whose = match column.used {
            _ if plan.site() == Some((&column.name, false)) => "of interviews, and their site: it varies within a person",
            ColumnUse::CaseAttribute => "of people",
            ColumnUse::SourceAttribute if people => "of interviews: it varies within a person",
            ColumnUse::SourceAttribute => "of interviews: no column names people",
            ColumnUse::None => "left out",
            _ => continue,
        };
        let narrow = ui.available_width() < NARROW;
        ui.horizontal(|ui| {
            let mut wanted = !table.options.leave_out.contains(&column.name);
            if crate::ui::widgets::checkbox(ui, &mut wanted, &column.name).changed() {
                table.options.leave_out.retain(|name| *name != column.name);
                if !wanted {
                    table.options.leave_out.push(column.name.clone());
                }
                changed = true;
            }
            let tip = if column.here { "The type that this attribute has in the project" } else { "The type of its values" };
            let chip = Button::chip(column.kind.name()).caret().enabled(!column.here).tip(tip).show(ui);
            popup(&chip, Popup::menu(&chip), cx.tokens, |ui| {
                for kind in crate::model::AttributeType::ALL {
                    choose(ui, kind.name(), || {
                        table.options.types.retain(|(name, _)| *name != column.name);
                        table.options.types.push((column.name.clone(), *kind));
                        changed = true;
                    });
                }
            });
            if !narrow {
                wrapped(ui, whose, paint::meta(), cx.tokens.ink3, 18.0);
            }
        });
        if narrow {
            wrapped(ui, whose, paint::meta(), cx.tokens.ink3, 18.0);
        }
    }
    changed
}
