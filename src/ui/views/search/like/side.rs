//! The column at the left: the words that tell the passages of the code from all others.

use super::{LikePage, data::TellingRow};
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::format::count;
use crate::ui::widgets::{Tip, paint, section_head, wrapped};
use egui::accesskit::Role;
use egui::{Align2, Frame, Margin, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

const ROW: f32 = 22.0;

impl LikePage {
    /// Draws it under the saved searches.
    pub(in super::super) fn side(&self, ui: &mut Ui, cx: &Cx, saved: impl FnOnce(&mut Ui)) {
        ScrollArea::vertical().id_salt("like side").auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            saved(ui);
            section_head(ui, "Words that tell", |_| {});
            let telling = self.ranked.last().filter(|_| self.code.is_some()).map_or(&[][..], |likes| &likes.telling);
            if telling.is_empty() {
                Frame::new().inner_margin(Margin::symmetric(12, 2)).show(ui, |ui| {
                    let words = "The words that tell the passages of a code from all else that is said show here.";
                    wrapped(ui, words, paint::body(), cx.tokens.ink3, 20.0);
                });
            }
            for row in telling {
                word(ui, cx, row);
            }
            ui.add_space(16.0);
        });
    }
}

/// A word with how often it stands in the passages, and how often in all.
fn word(ui: &mut Ui, cx: &Cx, row: &TellingRow) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let [here, there] = row.counts;
    let figures = format!("{} of {}", count(here as i64), count((here + there) as i64));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{}, {figures}", row.word)));
    let y = rect.center().y;
    let at = pos2(rect.right() - 12.0, y);
    let end = paint::text(ui, at, Align2::RIGHT_CENTER, &figures, fonts::figures(Weight::Regular, 12.0), cx.tokens.ink3).left();
    paint::place(ui, paint::line(ui, &row.word, paint::body(), cx.tokens.ink, end - rect.left() - 24.0), pos2(rect.left() + 12.0, y));
    response.tip(format!("{} in the passages of the code, {} elsewhere", count(here as i64), count(there as i64)));
}
