//! What the theme gathers beside what is coded with it, as chips at its head, each with what can be done with it.

use super::data::{Board, Part};
use super::menu::{Item, menu};
use crate::model::{Gathered, Stance};
use crate::project::PartDraft;
use crate::ui::command::{Gathering, Target, Window};
use crate::ui::cx::Cx;
use crate::ui::format::{count, counted};
use crate::ui::icons;
use crate::ui::widgets::{Button, paint};
use egui::{Align, Layout, Rect, Sense, Ui, UiBuilder, vec2};

/// Draws the chips at the top of `rect` where the theme gathers anything; gives where what is below begins.
pub fn draw(ui: &mut Ui, rect: Rect, cx: &Cx, board: &Board) -> f32 {
    if board.parts.is_empty() && board.single == 0 {
        return rect.top();
    }
    let builder = UiBuilder::new().max_rect(rect).id_salt("theme gathers").layout(Layout::left_to_right(Align::Center).with_main_wrap(true));
    let shown = ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing = vec2(5.0, 6.0);
        word(ui, cx, "Gathers");
        for part in &board.parts {
            chip(ui, cx, board, part);
        }
        if !board.unread.is_empty() {
            word(ui, cx, &board.unread);
        }
        if board.single > 0 {
            let gone = match board.corrected {
                0 => String::new(),
                1 => ", 1 without words since a correction".into(),
                many => format!(", {} without words since a correction", count(many as i64)),
            };
            word(ui, cx, &format!("{}{gone}", counted(board.single, "single passage")));
        }
        if Button::chip("Gather…").icon(icons::PLUS).tip(cx.tip(Gathering::AskCode)).show(ui).clicked() {
            cx.push(Gathering::AskCode);
        }
    });
    shown.response.rect.bottom().max(rect.top() + 24.0) + 6.0
}

/// Quiet words in a line of chips.
pub(super) fn word(ui: &mut Ui, cx: &Cx, words: &str) {
    let galley = paint::whole(ui, words, paint::meta(), cx.tokens.ink3);
    let (rect, _) = ui.allocate_exact_size(vec2(galley.size().x, 24.0), Sense::hover());
    paint::place(ui, galley, rect.left_center());
}

fn chip(ui: &mut Ui, cx: &Cx, board: &Board, part: &Part) {
    let against = if part.against { format!(" · {}", Stance::Contradicts.name()) } else { String::new() };
    let unread = if part.unread { " · left out" } else { "" };
    let words = format!("{}{against}{unread}", part.name);
    let spoken = format!("Gathers {words}");
    let chip = Button::chip(&words).name(&spoken).icon(if part.against { icons::X } else { icons::TAG }).caret();
    let why = if part.unread { "It counts only where the theme is not read through another framework" } else { "" };
    let tip = [part.path.as_str(), &part.note, why].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n");
    let chip = chip.tip(tip).show(ui);
    let items = [
        Item::new("Its passages bear the theme out", !part.against),
        Item::new("Its passages speak against it", part.against),
        Item::new("Show it", false).apart(),
        Item::new("Take it out of the theme", false),
    ];
    let stance = |stance| PartDraft { of: Gathered::Code(part.code), stance, star: false, note: part.note.clone() };
    match menu(cx, &chip, &spoken, false, &items) {
        Some(0) if part.against => cx.push(Gathering::Change(board.code, vec![stance(Stance::Supports)], Vec::new())),
        Some(1) if !part.against => cx.push(Gathering::Change(board.code, vec![stance(Stance::Contradicts)], Vec::new())),
        Some(2) => cx.push(Window::Go(Target::Code(part.code))),
        Some(3) => cx.push(Gathering::Change(board.code, Vec::new(), vec![part.id])),
        _ => {}
    }
}
