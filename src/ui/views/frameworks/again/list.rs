//! The codings to look at again, under their codes.

use super::data::{DueRow, Line, spoken};
use super::{AgainPage, list_id};
use crate::model::CodeId;
use crate::project::no_history_before;
use crate::ui::command::FrameworkCommand;
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::fonts::{self, Weight};
use crate::ui::format::{counted, when};
use crate::ui::text::{Family, PassageStyle};
use crate::ui::views::parts;
use crate::ui::widgets::{VirtualList, disc_on, list_keys, paint, row_ground, within};
use egui::accesskit::Role;
use egui::{Align, Align2, Id, Key, Layout, Modifiers, Rect, Response, Sense, Ui, WidgetInfo, pos2, vec2};

const SIDE: f32 = 20.0;
const HEAD: f32 = 40.0;
const ROW: f32 = 84.0;
/// Rows of words that show of a passage.
const ROWS: usize = 2;
/// Words are set no wider.
const READABLE: f32 = 760.0;

/// Draws them, or what there is to say where there are none.
pub fn draw(page: &mut AgainPage, ui: &mut Ui, cx: &Cx) {
    let Some(desk) = cx.project else { return };
    if let Some(why) = page.rows.trouble() {
        return parts::empty(ui, cx, "The codings could not be read", why, None);
    }
    let Some(shown) = page.shown() else {
        parts::waiting(ui, &mut page.rows, "Looking for what was coded by other words", "The codings were not read");
        return;
    };
    if shown.len() == 0 {
        let known = "No code was redefined since its passages were coded, or somebody looked at all of them.";
        let before = page.unknown_before().map(|begins| format!("By which words passages were coded is not known: {}.", no_history_before(begins)));
        let more = [before.as_deref().unwrap_or(known), &page.left_out().map_or_else(String::new, |words| format!("{words}."))].join(" ");
        let all = page.only.map(|_| ("Show all codes", FrameworkCommand::Only(None).into()));
        return parts::empty(
            ui,
            cx,
            if before.is_some() { "Nothing is known to be looked at again" } else { "Nothing is to be looked at again" },
            more.trim(),
            all,
        );
    }
    let rect = Rect::from_min_max(ui.cursor().min, ui.max_rect().max);
    within(ui, rect, Layout::top_down(Align::Min), |ui| rows(page, ui, cx, desk));
}

fn rows(page: &mut AgainPage, ui: &mut Ui, cx: &Cx, desk: &Desk) {
    let rect = ui.max_rect();
    let Some((many, at)) = page.shown().map(|shown| (shown.len(), page.at.and_then(|at| shown.place(at)))) else { return };
    let keys = list_keys(ui, list_id(), rect, "Codings to look at again", at, many, (rect.height() / ROW) as usize);
    if let Some(to) = keys.moved {
        page.go(to);
    }
    let space = keys.response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Space));
    if let Some(id) = page.at.filter(|_| space) {
        page.marked.turn(id);
    }
    let reveal = std::mem::take(&mut page.reveal);
    let Some(shown) = page.shown() else { return };
    let reveal = page.at.filter(|_| reveal).and_then(|at| shown.line(shown.place(at)?));
    let focused = keys.response.has_focus();
    let mut clicked = None;
    let heights = shown.lines.iter().map(|line| if matches!(line, Line::Head(..)) { HEAD } else { ROW });
    VirtualList::of("due rows", heights).reveal(reveal).show(ui, |ui, line| match shown.lines[line] {
        Line::Head(code, many) => head(ui, cx, desk, code, many),
        Line::Row(at) => {
            let row = shown.row(at);
            let state = (page.at == Some(row.id), page.marked.has(row.id), focused);
            let response = one(ui, cx, row, state);
            if response.clicked() {
                clicked = Some((row.id, ui.input(|input| input.modifiers.command), response.double_clicked()));
            }
        }
    });
    let place = clicked.and_then(|(id, ..)| shown.place(id));
    if let Some((id, many, go)) = clicked {
        page.marked.click(id, many);
        if let Some(place) = place {
            page.go(place);
        }
        page.reveal = false;
        keys.response.request_focus();
        if go {
            cx.push(FrameworkCommand::Show);
        }
    }
}

/// A code, with how many of its codings follow.
fn head(ui: &mut Ui, cx: &Cx, desk: &Desk, code: CodeId, many: usize) {
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
    let path = desk.corpus.path(code).join(" / ");
    let many = counted(many, "coding");
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, format!("{path}, {many}")));
    let y = rect.bottom() - 15.0;
    let swatch = Rect::from_center_size(pos2(rect.left() + SIDE + 5.0, y), vec2(10.0, 10.0));
    ui.painter().rect_filled(swatch, 3.0, cx.tokens.code(desk.corpus.colour(code)));
    let right = pos2(rect.right() - SIDE, y);
    let edge = paint::text(ui, right, Align2::RIGHT_CENTER, &many, fonts::figures(Weight::Regular, 12.0), cx.tokens.ink3).left();
    paint::place(ui, paint::both_ends(ui, &path, paint::strong(), cx.tokens.ink, edge - swatch.right() - 22.0), pos2(swatch.right() + 8.0, y));
    paint::hline(ui, ui.painter(), rect.left() + SIDE..=rect.right() - SIDE, rect.bottom() - 1.0, cx.tokens.line_soft);
}

fn one(ui: &mut Ui, cx: &Cx, row: &DueRow, (at, marked, focused): (bool, bool, bool)) -> Response {
    let tokens = cx.tokens;
    let (_, rect) = ui.allocate_space(ui.available_size());
    let response = ui.interact(rect, Id::unique(("due", row.id)), Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, at || marked, spoken(row)));
    row_ground(ui, rect, at || marked, response.hovered(), focused && at);
    disc_on(ui, pos2(rect.left() + SIDE + 12.0, rect.top() + 22.0), 12.0, &row.who, at || marked);
    let left = rect.left() + SIDE + 38.0;
    let width = (rect.right() - SIDE - left).min(READABLE);
    {
        let engine = &mut *cx.text.borrow_mut();
        let fitted = engine.fit(&row.words, &PassageStyle::new(Family::Serif, 15.0, 22.0), width, ROWS);
        fitted.passage.paint(engine, ui.painter(), pos2(left, rect.top() + 9.0), tokens.ink);
    }
    let y = rect.top() + 9.0 + 22.0 * ROWS as f32 + 14.0;
    let right =
        paint::text(ui, pos2(rect.right() - SIDE, y), Align2::RIGHT_CENTER, &format!("judged {}", when(row.seen)), paint::meta(), tokens.ink3);
    paint::place(ui, paint::both_ends(ui, &row.whose, paint::meta(), tokens.ink2, right.left() - left - 14.0), pos2(left, y));
    paint::hline(ui, ui.painter(), rect.left() + SIDE..=rect.right() - SIDE, rect.bottom() - 1.0, tokens.line_soft);
    response
}
