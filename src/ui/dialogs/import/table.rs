//! The card of the attribute table: how its rows match, and which column means what.

use super::ImportDialog;
use super::data::Table;
use crate::import::ColumnUse;
use crate::ui::cx::Cx;
use crate::ui::theme::measure;
use crate::ui::widgets::{Button, paint, wrapped};
use egui::{Margin, Popup, ScrollArea, Ui};

/// The height that the card takes.
pub(super) fn height(table: &Table, settings: bool) -> f32 {
    let lines = 20.0 * (table.trouble().len() + usize::from(table.joined().is_some())) as f32;
    if settings { 250.0 + lines } else { 104.0 + lines }
}

/// What the first four columns can be, as the user may say.
const ROLES: [&str; 4] = ["Files", "People", "Their names", "Sites"];

impl ImportDialog {
    /// Draws the card.
    pub(super) fn table_card(&mut self, ui: &mut Ui, cx: &Cx) {
        let mut changed = false;
        let mut gone = false;
        let Some(table) = &mut self.table else { return };
        let frame =
            egui::Frame::new().fill(cx.tokens.panel).corner_radius(measure::RADIUS_CARD).inner_margin(12).outer_margin(Margin::symmetric(16, 8));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            wrapped(ui, &format!("Attribute table: {}", table.file()), paint::strong(), cx.tokens.ink, 20.0);
            wrapped(ui, &table.words(), paint::meta(), cx.tokens.ink2, 18.0);
            if let Some(joined) = table.joined() {
                wrapped(ui, &joined, paint::meta(), cx.tokens.ink2, 18.0);
            }
            for line in table.trouble() {
                wrapped(ui, &line, paint::meta(), cx.tokens.warn, 18.0);
            }
            ui.horizontal(|ui| {
                let words = if self.settings { "Hide columns" } else { "Columns…" };
                if Button::quiet(words).tip("Which column means what").show(ui).clicked() {
                    self.settings = !self.settings;
                }
                gone = Button::quiet("Without the table").show(ui).clicked();
            });
            if self.settings {
                ui.horizontal_wrapped(|ui| changed |= roles(ui, cx, table));
                ScrollArea::vertical()
                    .id_salt("table columns")
                    .max_height(90.0)
                    .auto_shrink([false, true])
                    .show(ui, |ui| changed |= columns(ui, cx, table));
            }
        });
        if gone {
            self.table = None;
        } else if changed {
            self.match_table();
        }
    }
}

/// Which column names files, people, their names and sites.
fn roles(ui: &mut Ui, cx: &Cx, table: &mut Table) -> bool {
    let mut changed = false;
    let uses = [ColumnUse::Source, ColumnUse::CaseKey, ColumnUse::CaseName, ColumnUse::Site];
    for (n, role) in ROLES.iter().enumerate() {
        let found =
            table.plan.as_ref().ok().and_then(|plan| plan.columns.iter().find(|column| column.used == uses[n])).map(|column| column.name.clone());
        let words = format!("{role}: {}", found.as_deref().unwrap_or("none"));
        let chip = Button::chip(&words).caret().show(ui);
        let frame = paint::popup_frame(cx.tokens, measure::RADIUS_POPUP).inner_margin(6);
        Popup::menu(&chip).frame(frame).gap(4.0).show(|ui| {
            ScrollArea::vertical().max_height(280.0).show(ui, |ui| {
                let options = &mut table.options;
                if n == 1 && ui.button("none").clicked() {
                    (options.case_column, options.without_cases, changed) = (None, true, true);
                    ui.close();
                }
                for name in &table.data.header {
                    if ui.button(name).clicked() {
                        let slot = [&mut options.source_column, &mut options.case_column, &mut options.case_name_column, &mut options.site_column];
                        if let Some(slot) = slot.into_iter().nth(n) {
                            *slot = Some(name.clone());
                        }
                        options.without_cases &= n != 1;
                        changed = true;
                        ui.close();
                    }
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
    for column in &plan.columns {
        let whose = match column.used {
            ColumnUse::CaseAttribute => "of people",
            ColumnUse::SourceAttribute => "of interviews: it varies within a person, or there are no people",
            ColumnUse::None => "left out",
            _ => continue,
        };
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
            Popup::menu(&chip).frame(paint::popup_frame(cx.tokens, measure::RADIUS_POPUP).inner_margin(6)).show(|ui| {
                for kind in crate::model::AttributeType::ALL {
                    if ui.button(kind.name()).clicked() {
                        table.options.types.retain(|(name, _)| *name != column.name);
                        table.options.types.push((column.name.clone(), *kind));
                        changed = true;
                        ui.close();
                    }
                }
            });
            wrapped(ui, whose, paint::meta(), cx.tokens.ink3, 18.0);
        });
    }
    changed
}
