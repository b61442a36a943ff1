//! The codes with codings to look at again, in the column at the left.

use super::AgainPage;
use crate::ui::command::FrameworkCommand;
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::format::{count, counted};
use crate::ui::widgets::{Row, section_head};
use egui::{Id, ScrollArea, Ui};

/// Draws them.
pub fn draw(page: &AgainPage, ui: &mut Ui, cx: &Cx, desk: &Desk) {
    let codes = page.codes();
    section_head(ui, "Redefined codes", |_| {});
    ScrollArea::vertical().id_salt("redefined codes").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let all = codes.iter().map(|(_, count)| *count).sum();
        let said = |many: usize| counted(many, "coding");
        if Row::new("All").count(count(all as i64)).note(said(all)).selected(page.only.is_none()).show(ui).response.clicked() {
            cx.push(FrameworkCommand::Only(None));
        }
        for &(id, many) in codes {
            let Some(code) = desk.corpus.code(id) else { continue };
            let whole = desk.corpus.path(id).join(" / ");
            let row = Row::new(&code.name).swatch(cx.tokens.code(desk.corpus.colour(id))).count(count(many as i64)).note(said(many));
            if row.whole(&whole).selected(page.only == Some(id)).id(Id::unique(("redefined code", id))).show(ui).response.clicked() {
                cx.push(FrameworkCommand::Only(Some(id)));
            }
        }
    });
}
