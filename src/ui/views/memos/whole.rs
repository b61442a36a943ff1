//! The right column: the memo that is chosen, whole.

use super::data::Row;
use super::links::Links;
use crate::model::MemoState;
use crate::ui::command::{MemoCommand, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::dialogs::memo_subject;
use crate::ui::fonts::{self, Weight};
use crate::ui::format::when;
use crate::ui::icons;
use crate::ui::views::parts;
use crate::ui::widgets::{Button, paint, wrapped};
use egui::{Frame, Margin, ScrollArea, Ui, vec2};

/// Draws it, or says how one is chosen.
pub fn draw(memo: Option<(&Row, &Links)>, ui: &mut Ui, cx: &Cx, desk: &Desk) {
    let Some((row, links)) = memo else {
        Frame::new().inner_margin(Margin::symmetric(14, 16)).show(ui, |ui| {
            wrapped(ui, "Choose a memo to read it, and to go to what it is on.", paint::body(), cx.tokens.ink3, 20.0);
        });
        return;
    };
    ScrollArea::vertical().id_salt("whole memo").auto_shrink([false, false]).show(ui, |ui| {
        Frame::new().inner_margin(Margin::symmetric(14, 16)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let head = format!("{} · {} · {}", row.kind.name(), row.who, when(row.at));
            wrapped(ui, &head, paint::meta(), cx.tokens.ink3, 20.0);
            // The first line of one without a title stands among its words.
            if row.titled {
                wrapped(ui, &row.title, fonts::text(Weight::Semibold, 15.0), cx.tokens.ink, 23.0);
            }
            wrapped(ui, &format!("on {}", memo_subject(desk, row.subject)), paint::meta(), cx.tokens.ink3, 20.0);
            if let Some((who, at)) = &row.settled {
                wrapped(ui, &format!("settled by {who} · {}", when(*at)), paint::meta(), cx.tokens.ok, 20.0);
            }
            ui.add_space(8.0);
            ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
            parts::words(ui, cx, &row.body, true);
            ui.add_space(8.0);
            links.draw(ui, cx);
            ui.add_space(8.0);
            actions(ui, cx, row);
        });
    });
}

fn actions(ui: &mut Ui, cx: &Cx, row: &Row) {
    if Button::new("Open…").icon(icons::PENCIL_SIMPLE).tip(cx.tip(MemoCommand::OpenChosen)).show(ui).clicked() {
        cx.push(MemoCommand::OpenMemo(row.id));
    }
    let (words, icon, state) = match row.settled {
        None => ("Settle", icons::CHECK, MemoState::Settled),
        Some(_) => ("Open again", icons::ARROW_COUNTER_CLOCKWISE, MemoState::Open),
    };
    if Button::new(words).icon(icon).tip(cx.tip(MemoCommand::SettleChosen)).show(ui).clicked() {
        cx.push(MemoCommand::Settle(vec![row.id], state));
    }
    if let Some(target) = row.target.filter(|target| cx.views.contains(&target.view()))
        && Button::new("Go to what it is on").icon(icons::ARROW_RIGHT).tip(cx.tip(MemoCommand::GoToChosen)).show(ui).clicked()
    {
        cx.push(Window::Go(target));
    }
}
