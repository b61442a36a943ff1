//! What is shown of words: rows, a cloud, a tree, or what to do where there is nothing.

use super::super::SearchView;
use super::data::Shown;
use super::{Kind, cloud, table, tree};
use crate::ui::cx::Cx;
use crate::ui::views::parts;
use crate::ui::widgets::within;
use egui::{Align, Layout, Rect, Ui};

/// Draws it.
pub fn draw(view: &mut SearchView, ui: &mut Ui, page: Rect, cx: &Cx) {
    view.words.listens = false;
    view.follow_words(cx);
    if view.words.shown.is_stopped() {
        if within(ui, page, Layout::top_down(Align::Min), |ui| parts::stopped(ui, "The words are not all read: you stopped it.")) {
            view.words.shown.go_on();
        }
        return;
    }
    let report = view.words.shown.report();
    if let Some(report) = report.filter(|report| report.elapsed.as_millis() > 200) {
        // What stands there is of before, and what it says of itself may not be so any more.
        if within(ui, page, Layout::top_down(Align::Min), |ui| parts::working(ui, "Reading words", &report)) {
            view.words.shown.cancel();
        }
        return;
    }
    let kind = view.words.of.as_ref().map(|of| of.look.kind);
    match view.words.shown.last() {
        Some(Shown::Nothing(title, more)) => {
            within(ui, page, Layout::top_down(Align::Min), |ui| parts::empty(ui, cx, title, more, None));
        }
        Some(Shown::Table(table)) if table.rows.is_empty() => {
            let (title, more) = match kind {
                Some(Kind::Key) => {
                    ("No word stands out", "No word is said so much more or less often here that chance is unlikely, by two people or more.")
                }
                Some(Kind::Beside) => ("Nothing keeps it company", "No word stands near it more often than chance would have it."),
                _ => ("No words are left", "Every word of what is searched is common, left out, or an interviewer’s."),
            };
            within(ui, page, Layout::top_down(Align::Min), |ui| parts::empty(ui, cx, title, more, None));
        }
        Some(Shown::Table(_)) if kind == Some(Kind::Cloud) => within(ui, page, Layout::top_down(Align::Min), |ui| cloud::draw(view, ui, cx)),
        Some(Shown::Table(_)) => within(ui, page, Layout::top_down(Align::Min), |ui| table::draw(view, ui, cx)),
        Some(Shown::Tree(_)) => within(ui, page, Layout::top_down(Align::Min), |ui| tree::draw(view, ui, cx)),
        None => {}
    }
    if let Some(why) = view.words.shown.trouble() {
        within(ui, page, Layout::top_down(Align::Min), |ui| parts::empty(ui, cx, "The words could not be counted", why, None));
    }
}
