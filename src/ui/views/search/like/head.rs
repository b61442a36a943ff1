//! The head of more like these: the code, what was dismissed, and how many there are.

use super::super::SearchView;
use super::short;
use crate::ui::command::LikeCommand;
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::format::count;
use crate::ui::widgets::{Button, paint};
use egui::accesskit::Role;
use egui::{Sense, Ui, WidgetInfo};

/// Which code, and what of it.
pub fn head(view: &SearchView, ui: &mut Ui, cx: &Cx) {
    let Some(desk) = cx.project else { return };
    let page = &view.like;
    let code = page.code.and_then(|code| desk.corpus.code(code));
    let name = code.map_or_else(|| "Choose a code…".to_owned(), |code| short(&code.name));
    let full = code.map_or_else(|| "The code".to_owned(), |code| format!("The code: {}", desk.corpus.path(code.id).join(" / ")));
    if Button::chip(&name).caret().name(&full).tip(cx.tip(LikeCommand::Ask)).show(ui).clicked() {
        cx.push(LikeCommand::Ask);
    }
    let Some(code) = code else { return };
    let dismissed = desk.corpus.dismissed_for(code.id).count();
    if dismissed > 0 || page.dismissed {
        let words = format!("{} dismissed", count(dismissed as i64));
        if Button::chip(&words).selected(page.dismissed).tip(cx.tip(LikeCommand::Dismissed)).show(ui).clicked() {
            cx.push(LikeCommand::Dismissed);
        }
    }
    if page.is_behind() && !page.dismissed && Button::chip("Rank anew").tip(cx.tip(LikeCommand::Anew)).show(ui).clicked() {
        cx.push(LikeCommand::Anew);
    }
}

/// How many there are, at the right.
pub fn figures(view: &SearchView, ui: &mut Ui, cx: &Cx) {
    let page = &view.like;
    let (Some(likes), Some(rows), false) = (page.ranked.last(), page.rows.last(), page.dismissed) else { return };
    if page.code.is_none() || likes.rows.is_empty() {
        return;
    }
    let mut said = match likes.of > likes.rows.len() {
        true => format!("The {} likest of {} paragraphs", count(likes.rows.len() as i64), count(likes.of as i64)),
        false => crate::ui::format::counted(likes.rows.len(), "paragraph"),
    };
    let done = likes.rows.len().saturating_sub(rows.len());
    if done > 0 {
        said.push_str(&format!(" · {} decided", count(done as i64)));
    }
    let words = paint::line(ui, &said, fonts::figures(Weight::Regular, 12.0), cx.tokens.ink3, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(words.size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, &said));
    words.paint(ui.painter(), rect.min);
}
