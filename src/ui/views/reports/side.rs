//! Beside the outline: how the report is made, what is not in it, and what can be done with it.

use super::data::Page;
use crate::ui::command::ReportCommand;
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::format::counted;
use crate::ui::icons;
use crate::ui::views::parts;
use crate::ui::widgets::{Button, Row, paint, section_head, wrapped};
use egui::{Frame, Margin, ScrollArea, Ui, vec2};

/// The most themes that are offered to be put in.
const MOST: usize = 30;

/// Draws the column.
pub fn draw(ui: &mut Ui, cx: &Cx, desk: &Desk, page: &Page) {
    let writable = desk.read_only().is_none();
    ScrollArea::vertical().id_salt("report side").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        Frame::new().inner_margin(Margin { left: 12, right: 12, top: 14, bottom: 4 }).show(ui, |ui| {
            if Button::primary("Write this report…").icon(icons::EXPORT).tip(cx.tip(ReportCommand::Write)).show(ui).clicked() {
                cx.push(ReportCommand::Write);
            }
            ui.add_space(6.0);
            let line = "Written again later, it says what the project says then. Your order and the quotes you chose stay.";
            wrapped(ui, line, paint::meta(), cx.tokens.ink3, 18.0);
        });
        section_head(ui, "How it is made", |_| {});
        Frame::new().inner_margin(Margin { left: 12, right: 12, top: 0, bottom: 6 }).show(ui, |ui| made(ui, cx, page, writable));
        missing(ui, cx, desk, page, writable);
    });
}

/// What stands there while no report shows.
pub fn nothing(ui: &mut Ui, cx: &Cx) {
    Frame::new().inner_margin(Margin::symmetric(12, 16)).show(ui, |ui| {
        wrapped(ui, "How a report is made, and the themes that are not in it, stand here once there is one.", paint::body(), cx.tokens.ink3, 20.0);
    });
}

fn made(ui: &mut Ui, cx: &Cx, page: &Page, writable: bool) {
    let report = &page.report;
    let quotes = format!("{} a theme", counted(report.quotes as usize, "quote"));
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        ui.horizontal_wrapped(|ui| {
            let chart = Button::chip("Framework chart").icon(if report.chart { icons::CHECK } else { icons::X }).selected(report.chart);
            if chart.enabled(writable).tip(cx.tip(ReportCommand::Chart)).show(ui).clicked() {
                cx.push(ReportCommand::Chart);
            }
            let pictures = Button::chip("Pictures").icon(if report.pictures { icons::CHECK } else { icons::X }).selected(report.pictures);
            if pictures.enabled(writable).tip(cx.tip(ReportCommand::Pictures)).show(ui).clicked() {
                cx.push(ReportCommand::Pictures);
            }
            if Button::chip(&quotes).caret().enabled(writable).tip(cx.tip(ReportCommand::AskQuotes)).show(ui).clicked() {
                cx.push(ReportCommand::AskQuotes);
            }
        });
        ui.add_space(4.0);
        if report.intro.is_empty() {
            wrapped(ui, "It has no introduction yet.", paint::meta(), cx.tokens.ink3, 18.0);
        } else {
            parts::words(ui, cx, &report.intro, true);
        }
        if Button::new("Introduction…").icon(icons::PENCIL_SIMPLE).enabled(writable).tip(cx.tip(ReportCommand::AskIntro)).show(ui).clicked() {
            cx.push(ReportCommand::AskIntro);
        }
    });
}

fn missing(ui: &mut Ui, cx: &Cx, desk: &Desk, page: &Page, writable: bool) {
    section_head(ui, "Themes that are not in it", |_| {});
    let tip = "Put it at the end of the report";
    for code in page.missing.iter().take(MOST).filter_map(|id| desk.corpus.code(*id)) {
        let row = Row::new(&code.name).swatch(cx.tokens.code(desk.corpus.colour(code.id)));
        let response = row.note(tip).show(ui).response;
        if response.clicked() && writable {
            cx.push(ReportCommand::Place(page.report.id, code.id, None));
        }
    }
    Frame::new().inner_margin(Margin { left: 12, right: 12, top: 4, bottom: 16 }).show(ui, |ui| {
        match page.missing.len() {
            0 => {
                let marked = desk.corpus.codes().iter().any(|code| code.theme);
                let all = if marked {
                    "Every code that is marked as a theme is in it."
                } else {
                    "No code is marked as a theme: T in the tree of Read marks one. Any code can be put in."
                };
                drop(wrapped(ui, all, paint::meta(), cx.tokens.ink3, 18.0));
            }
            all if all > MOST => drop(wrapped(ui, &format!("and {} more", all - MOST), paint::meta(), cx.tokens.ink3, 18.0)),
            _ => {}
        }
        ui.add_space(6.0);
        let add = Button::new("Put a theme in…").icon(icons::PLUS).enabled(writable).tip(cx.tip(ReportCommand::Add));
        if add.show(ui).clicked() {
            cx.push(ReportCommand::Add);
        }
    });
}
