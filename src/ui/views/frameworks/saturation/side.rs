//! Whose interviews count, in the column at the left.

use super::SaturationPage;
use crate::ui::command::FrameworkCommand;
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::views::search::groups_of_parts;
use crate::ui::widgets::{Row, section_head};
use egui::{Id, ScrollArea, Ui};

/// Draws it.
pub fn draw(page: &SaturationPage, ui: &mut Ui, cx: &Cx, desk: &Desk) {
    ScrollArea::vertical().id_salt("saturation parts").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        section_head(ui, "Interviews", |_| {});
        if Row::new("All interviews").selected(page.terms.part.is_none()).show(ui).response.clicked() {
            cx.push(FrameworkCommand::Part(None));
        }
        for (by, head, values) in groups_of_parts(&desk.corpus) {
            section_head(ui, &head, |_| {});
            for value in values {
                let part = (by, value);
                let row = Row::new(&part.1).selected(page.terms.part.as_ref() == Some(&part)).id(Id::unique(("saturation part", by, &part.1)));
                if row.show(ui).response.clicked() {
                    cx.push(FrameworkCommand::Part(Some(part)));
                }
            }
        }
    });
}
