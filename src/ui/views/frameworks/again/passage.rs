//! The passage that the keys are at, in the column at the right: its words, what its code was and is, and what can be done.

use super::super::reworded;
use super::AgainPage;
use crate::ui::command::FrameworkCommand;
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::format::{counted, moment_of};
use crate::ui::icons;
use crate::ui::views::parts;
use crate::ui::widgets::{Button, compared_style, paint, wrapped};
use egui::accesskit::Role;
use egui::{Frame, Margin, ScrollArea, Sense, Ui, WidgetInfo, vec2};

/// Draws it.
pub fn draw(page: &mut AgainPage, ui: &mut Ui, cx: &Cx) {
    let Some(desk) = cx.project else { return };
    let Some(row) = page.row().cloned() else {
        Frame::new().inner_margin(Margin::symmetric(14, 16)).show(ui, |ui| {
            let words = "Choose a coding to see what its code was said to be when it was judged, and what it is said to be now.";
            wrapped(ui, words, paint::body(), cx.tokens.ink3, 20.0);
        });
        return;
    };
    ScrollArea::vertical().id_salt("due passage").auto_shrink([false, false]).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 14, right: 14, top: 12, bottom: 20 }).show(ui, |ui| {
            ui.set_width(ui.available_width());
            wrapped(ui, &desk.corpus.path(row.code).join(" / "), fonts::text(Weight::Semibold, 14.0), cx.tokens.ink, 21.0);
            let judged = format!("Coded by {}, judged last {}", row.who, moment_of(row.seen));
            wrapped(ui, &judged, paint::meta(), cx.tokens.ink3, 20.0);
            ui.add_space(6.0);
            compared(page, ui, cx, &row);
            parts::words(ui, cx, &row.words, true);
            ui.add_space(2.0);
            wrapped(ui, &row.whose, paint::meta(), cx.tokens.ink2, 20.0);
            ui.add_space(10.0);
            actions(page, ui, cx);
        });
    });
}

/// What its code was said to be when it was judged, and is said to be now.
fn compared(page: &mut AgainPage, ui: &mut Ui, cx: &Cx, row: &super::data::DueRow) {
    let width = ui.available_width();
    let key = (row.id, cx.text.borrow_mut().key(&compared_style()), width as u32);
    if page.laid.as_ref().is_none_or(|(of, _)| *of != key) {
        page.laid = Some((key, row.reworded.iter().map(|part| reworded::lay_out(cx, part, width)).collect()));
    }
    let Some((_, pairs)) = &page.laid else { return };
    for (part, pair) in row.reworded.iter().zip(pairs) {
        let high = reworded::height(part, Some(pair), width);
        let (rect, response) = ui.allocate_exact_size(vec2(width, high), Sense::hover());
        let said = |side: usize| if part.words[side].is_empty() { "nothing" } else { &part.words[side] };
        response.widget_info(|| WidgetInfo::labeled(Role::Paragraph, true, format!("{}, then: {}; now: {}", part.what, said(0), said(1))));
        reworded::paint(ui, cx, (part, pair), rect.min, width, ["then", "now"]);
    }
    paint::hline(ui, ui.painter(), ui.max_rect().x_range(), ui.cursor().top(), cx.tokens.line_soft);
    ui.add_space(10.0);
}

fn actions(page: &AgainPage, ui: &mut Ui, cx: &Cx) {
    ui.spacing_mut().item_spacing.y = 8.0;
    let many = page.chosen();
    if many > 1 {
        wrapped(ui, &format!("For all {} that are chosen:", counted(many, "coding")), paint::meta(), cx.tokens.ink3, 18.0);
    }
    let enabled = cx.project.is_some_and(|desk| desk.read_only().is_none());
    let buttons = [
        (Button::primary("It holds").icon(icons::CHECK), FrameworkCommand::Holds, true),
        (Button::new("Take the code off").icon(icons::X), FrameworkCommand::Uncode, true),
        (Button::new("Another code…").icon(icons::ARROWS_LEFT_RIGHT), FrameworkCommand::AskRecode, true),
        (Button::new("Show in its source").icon(icons::ARROW_RIGHT), FrameworkCommand::Show, false),
    ];
    for (button, command, writes) in buttons {
        if button.enabled(enabled || !writes).tip(cx.tip(command.clone())).show(ui).clicked() {
            cx.push(command);
        }
    }
}
