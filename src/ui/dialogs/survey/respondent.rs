//! One respondent of a survey as they will be: their attributes and what they wrote.

use super::SurveyDialog;
use super::columns::notes;
use crate::import::SurveyUse;
use crate::model::grouped;
use crate::ui::cx::Cx;
use crate::ui::dialogs::halves::part;
use crate::ui::icons;
use crate::ui::text::{Family, LabelStyle, PassageStyle, Weight, label};
use crate::ui::widgets::{card, icon_button, paint, wrapped};
use egui::{Margin, ScrollArea, Sense, Ui, vec2};

/// The letters of an answer that show.
const LETTERS: usize = 1200;

impl SurveyDialog {
    /// Draws the right half.
    pub(super) fn respondent(&mut self, ui: &mut Ui, cx: &Cx) {
        ScrollArea::vertical().id_salt("survey respondent").auto_shrink([false, false]).show(ui, |ui| {
            egui::Frame::new().inner_margin(Margin { left: 16, right: 16, top: 14, bottom: 14 }).show(ui, |ui| {
                ui.set_width(ui.available_width());
                notes(ui, cx, self);
                self.draw_changes(ui, cx);
                self.turn_over(ui, cx);
                let site = self.answers(SurveyUse::Site).into_iter().next().map(|(_, site)| format!(" in {site}")).unwrap_or_default();
                wrapped(ui, &format!("A case of the kind {}{site}", self.kind), paint::meta(), cx.tokens.ink2, 18.0);
                let values = self.answers(SurveyUse::Closed);
                if !values.is_empty() {
                    ui.add_space(8.0);
                    part(ui, "Attributes");
                    values.iter().for_each(|(name, value)| wrapped_pair(ui, cx, name, value));
                }
                ui.add_space(8.0);
                part(ui, "Texts");
                let texts = self.answers(SurveyUse::Open);
                if texts.is_empty() {
                    wrapped(ui, "Nothing was written by this respondent.", paint::meta(), cx.tokens.ink2, 18.0);
                }
                for (question, answer) in texts {
                    card(ui, Margin::symmetric(12, 10), |ui| {
                        ui.set_width(ui.available_width());
                        let style = LabelStyle::wrapped(PassageStyle::new(Family::Sans, 12.0, 18.0).weight(Weight::Semibold), cx.tokens.ink2);
                        label(ui, &mut cx.text.borrow_mut(), &question, &style);
                        ui.add_space(2.0);
                        let style = LabelStyle::wrapped(PassageStyle::new(Family::Serif, 15.0, 23.0), cx.tokens.ink);
                        label(ui, &mut cx.text.borrow_mut(), &answer, &style);
                    });
                    ui.add_space(8.0);
                }
            });
        });
    }

    /// Whose answers show, and the way to the next and the one before.
    fn turn_over(&mut self, ui: &mut Ui, cx: &Cx) {
        let all = self.plan.respondents.len();
        let name = self.plan.respondents.get(self.shown).cloned().unwrap_or_default();
        ui.horizontal(|ui| {
            let line = format!("{name}, {} of {}", grouped(self.shown + 1), grouped(all));
            let galley = paint::line(ui, &line, paint::strong(), cx.tokens.ink, (ui.available_width() - 60.0).max(60.0));
            let (rect, said) = ui.allocate_exact_size(vec2(galley.size().x, 28.0), Sense::hover());
            said.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, &line));
            paint::place(ui, galley, rect.left_center());
            if icon_button(ui, icons::CARET_LEFT, "The respondent before", "The respondent before").clicked() {
                self.shown = self.shown.checked_sub(1).unwrap_or(all.saturating_sub(1));
            }
            if icon_button(ui, icons::CARET_RIGHT, "The next respondent", "The next respondent").clicked() {
                self.shown = if self.shown + 1 < all { self.shown + 1 } else { 0 };
            }
        });
    }

    /// What the respondent that is shown answered in columns of a kind: each question and its answer.
    fn answers(&self, used: SurveyUse) -> Vec<(String, String)> {
        let (table, plan) = (&self.sketch.table, &self.sketch.plan);
        let rows = self.sketch.rows.get(self.shown).map_or(&[][..], Vec::as_slice);
        let columns = plan.questions.iter().enumerate().filter(|(_, question)| question.used == used);
        let cells = columns.flat_map(|(column, question)| rows.iter().map(move |row| (question, table.rows[*row][column].trim())));
        let short = |words: &str| words.chars().take(LETTERS).collect::<String>();
        cells.filter(|(_, cell)| !cell.is_empty()).map(|(question, cell)| (question.name.clone(), short(cell))).collect()
    }
}

/// An attribute and its value.
fn wrapped_pair(ui: &mut Ui, cx: &Cx, name: &str, value: &str) {
    ui.horizontal_top(|ui| {
        let wide = (ui.available_width() * 0.45).round();
        ui.allocate_ui(vec2(wide, 20.0), |ui| {
            ui.set_width(wide);
            wrapped(ui, name, paint::body(), cx.tokens.ink2, 20.0);
        });
        wrapped(ui, value, paint::body(), cx.tokens.ink, 20.0);
    });
}
