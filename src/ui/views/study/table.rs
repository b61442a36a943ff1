//! The table of who was interviewed: the methods table of a paper.

use super::data::{Number, Page, is_unassigned};
use crate::ui::command::Study;
use crate::ui::command::Window;
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::format::count;
use crate::ui::icons;
use crate::ui::theme::measure;
use crate::ui::views::ViewId;
use crate::ui::widgets::{Button, Tip, icon_button, paint, wrapped};
use egui::accesskit::Role;
use egui::{Align2, Color32, Id, Rect, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

const ROW: f32 = 29.0;
const SIDE: f32 = 18.0;
/// A head of one line, what each line more takes, and how many there are at most.
const HEAD: f32 = 27.0;
const LINE: f32 = 15.0;
const LINES: usize = 3;
/// Heads of more letters stand on several lines, one word at least on each, and a word of such a head has this room at most.
const LETTERS: usize = 14;
/// What stands over the heads: what these tell apart.
const OVER: f32 = 20.0;
const WORD: f32 = 110.0;

/// How high the card is.
pub fn height(page: &Page) -> f32 {
    if !page.has_people() {
        return 150.0;
    }
    let note = if page.note.is_empty() { 0.0 } else { 24.0 };
    38.0 + above(page) + head(page) + ROW * page.rows.len() as f32 + 14.0 + note
}

/// On how many lines a head may stand.
fn lines_of(name: &str) -> usize {
    if name.chars().count() > LETTERS { name.split_whitespace().count().clamp(1, LINES) } else { 1 }
}

/// How high what stands over the heads is.
fn above(page: &Page) -> f32 {
    if page.groups.is_empty() { 0.0 } else { OVER }
}

/// How high the heads are.
fn head(page: &Page) -> f32 {
    let lines = page.columns.iter().map(|name| lines_of(name)).max().unwrap_or(1);
    HEAD + LINE * (lines - 1) as f32
}

/// A head as it fits a width, line by line; the last has all that is left.
fn broken(ui: &Ui, name: &str, width: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        let full = lines.len() >= lines_of(name);
        match lines.last_mut() {
            Some(line) if full || measured(ui, &format!("{line} {word}"), paint::meta()) <= width => *line = format!("{line} {word}"),
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

pub fn draw(ui: &mut Ui, cx: &Cx, page: &Page, rect: Rect) {
    paint::boxed(ui, rect, measure::RADIUS_CARD, cx.tokens.raised, cx.tokens.line);
    let at = pos2(rect.left() + SIDE, rect.top() + 25.0);
    let title = paint::text(ui, at, Align2::LEFT_CENTER, "Who was interviewed", paint::strong(), cx.tokens.ink);
    ui.interact(title, Id::unique("who was interviewed"), Sense::hover())
        .widget_info(|| WidgetInfo::labeled(Role::Heading, true, "Who was interviewed"));
    if !page.has_people() {
        return nobody(ui, cx, rect);
    }
    paint::text(ui, pos2(title.right() + 5.0, at.y + 1.0), Align2::LEFT_CENTER, "people (interviews)", paint::meta(), cx.tokens.ink3);
    let copy = Rect::from_center_size(pos2(rect.right() - SIDE - 8.0, at.y), vec2(22.0, 22.0));
    let builder = UiBuilder::new().max_rect(copy);
    if ui.scope_builder(builder, |ui| icon_button(ui, icons::COPY, "Copy the table", &cx.tip(Study::CopyTable))).inner.clicked() {
        cx.push(Study::CopyTable);
    }
    let grid = Rect::from_min_max(pos2(rect.left() + SIDE, rect.top() + 38.0), pos2(rect.right() - SIDE, rect.bottom() - 6.0));
    ui.scope_builder(UiBuilder::new().max_rect(grid), |ui| {
        ScrollArea::horizontal().id_salt("who table").auto_shrink([false, false]).show(ui, |ui| cells(ui, cx, page, grid.width()));
    });
    if !page.note.is_empty() {
        let note = paint::line(ui, &page.note, paint::meta(), cx.tokens.ink3, grid.width());
        paint::place(ui, note, pos2(grid.left(), rect.bottom() - 18.0));
    }
}

fn nobody(ui: &mut Ui, cx: &Cx, rect: Rect) {
    let inner = Rect::from_min_max(rect.min + vec2(SIDE, 42.0), rect.max - vec2(SIDE, 12.0));
    ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
        ui.spacing_mut().item_spacing.y = 10.0;
        let words =
            "No interview belongs to a person yet. Make people in the case table and join the speakers to them, or import a table of participants.";
        wrapped(ui, words, paint::body(), cx.tokens.ink2, 20.0);
        if Button::new("Open the case table").tip(cx.tip(Window::Show(ViewId::Cases))).show(ui).clicked() {
            cx.push(Window::Show(ViewId::Cases));
        }
    });
}

fn cells(ui: &mut Ui, cx: &Cx, page: &Page, room: f32) {
    let mut widths: Vec<f32> = (0..page.columns.len()).map(|at| width(ui, page, at)).collect();
    let names =
        page.rows.iter().map(|row| measured(ui, &row.name, paint::strong())).fold(measured(ui, "People, in interviews", paint::meta()), f32::max);
    // Where there is little room columns stand closer and their names are cut, before anything is out of sight.
    let over = widths.iter().sum::<f32>() + names.min(260.0) + 16.0 - room;
    let spare: f32 = widths.iter().enumerate().map(|(at, width)| width - least(ui, page, at)).sum();
    if over > 0.0 && spare > 0.0 {
        let share = (over / spare).min(1.0);
        for (at, width) in widths.iter_mut().enumerate() {
            *width -= (*width - least(ui, page, at)) * share;
        }
    }
    let total: f32 = widths.iter().sum();
    let first = (room - total).max(names.min(if over > spare { 150.0 } else { 260.0 }) + 16.0);
    let (rect, response) = ui.allocate_exact_size(vec2(first + total, above(page) + head(page) + ROW * page.rows.len() as f32), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Table, true, "Who was interviewed: people, and interviews in brackets"));
    let rights: Vec<f32> = widths
        .iter()
        .scan(rect.left() + first, |x, width| {
            *x += width;
            Some(*x - 10.0)
        })
        .collect();
    groups(ui, cx, page, (rect.top(), &rights, &widths));
    let rect = rect.with_min_y(rect.top() + above(page));
    let y = rect.top() + head(page) - 15.0;
    paint::text(ui, pos2(rect.left(), y), Align2::LEFT_CENTER, "People, in interviews", paint::meta(), cx.tokens.ink3);
    for ((name, right), width) in page.columns.iter().zip(&rights).zip(&widths) {
        let mut cut = false;
        for (up, line) in broken(ui, name, width - 8.0).iter().rev().enumerate() {
            let words = paint::line(ui, line, paint::meta(), cx.tokens.ink3, width - 8.0);
            cut |= words.elided;
            let left = right - measured(ui, line, paint::meta()).min(width - 8.0);
            paint::place(ui, words, pos2(left, y - LINE * up as f32));
        }
        if cut {
            let place = Rect::from_min_max(pos2(right - width, rect.top()), pos2(*right, y + 10.0));
            ui.interact(place, Id::unique(("who column", name)), Sense::hover()).tip(name);
        }
    }
    for (at, row) in page.rows.iter().enumerate() {
        let line = Rect::from_min_size(pos2(rect.left(), rect.top() + head(page) + ROW * at as f32), vec2(rect.width(), ROW));
        paint::hline(ui, ui.painter(), line.x_range(), line.top(), cx.tokens.line);
        let last = at + 1 == page.rows.len();
        let spoken =
            page.columns.iter().zip(&row.numbers).map(|(column, number)| format!("{column} {}", said(number))).collect::<Vec<_>>().join(", ");
        let node = ui.interact(line, Id::unique(("who row", at)), Sense::hover());
        node.widget_info(|| WidgetInfo::labeled(Role::Row, true, format!("{}: {spoken}", row.name)));
        let font = if last { paint::strong() } else { paint::body() };
        let ink = if is_unassigned(&row.name) { cx.tokens.ink3 } else { cx.tokens.ink };
        paint::place(ui, paint::line(ui, &row.name, font, ink, first - 12.0), pos2(line.left(), line.center().y));
        for (number, right) in row.numbers.iter().zip(&rights) {
            figure(ui, cx, number, pos2(*right, line.center().y), last);
        }
    }
}

/// Over the heads what they tell apart, with a line over all of its columns.
fn groups(ui: &Ui, cx: &Cx, page: &Page, (top, rights, widths): (f32, &[f32], &[f32])) {
    let mut from = 0;
    for (title, columns) in &page.groups {
        let Some((last, left)) =
            rights.get(from + columns - 1).zip(rights.get(from).zip(widths.get(from)).map(|(right, width)| right - width + 18.0))
        else {
            return;
        };
        let place = Rect::from_min_max(pos2(left, top), pos2(*last, top + OVER));
        paint::place(ui, paint::line(ui, title, paint::meta(), cx.tokens.ink2, place.width()), pos2(left, top + 9.0));
        paint::hline(ui, ui.painter(), place.x_range(), place.bottom(), cx.tokens.line);
        let node = ui.interact(place, Id::unique(("who group", from)), Sense::hover());
        let heads = page.columns.get(from..from + columns).unwrap_or_default().join(", ");
        node.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, format!("{title}: {heads}")));
        from += columns;
    }
}

fn said(number: &Number) -> String {
    let people = count(number.people as i64);
    number.interviews.map_or_else(|| people.clone(), |interviews| format!("{people} ({})", count(interviews as i64)))
}

/// A number whose right edge is at `at`; nobody is a faint dash, so that gaps are seen.
fn figure(ui: &Ui, cx: &Cx, number: &Number, at: egui::Pos2, strong: bool) {
    let weight = if strong { Weight::Semibold } else { Weight::Regular };
    if number.people == 0 && number.interviews.unwrap_or(0) == 0 {
        paint::text(ui, at, Align2::RIGHT_CENTER, "–", fonts::figures(weight, 13.0), cx.tokens.ink3);
        return;
    }
    let mut right = at.x;
    if let Some(interviews) = number.interviews {
        let brackets = format!("({})", count(interviews as i64));
        right = paint::text(ui, at, Align2::RIGHT_CENTER, &brackets, fonts::figures(weight, 12.0), cx.tokens.ink3).left() - 4.0;
    }
    paint::text(ui, pos2(right, at.y), Align2::RIGHT_CENTER, &count(number.people as i64), fonts::figures(weight, 13.0), cx.tokens.ink);
}

/// The width of a column: its head or its widest number, with air.
fn width(ui: &Ui, page: &Page, at: usize) -> f32 {
    let widest =
        page.rows.iter().filter_map(|row| row.numbers.get(at)).map(|number| measured(ui, &said(number), fonts::figures(Weight::Semibold, 13.0)));
    let name = &page.columns[at];
    let head = if lines_of(name) > 1 { longest(ui, name) } else { measured(ui, name, paint::meta()) };
    widest.fold(head, f32::max).max(32.0) + 30.0
}

/// The longest word of a head that stands on several lines.
fn longest(ui: &Ui, name: &str) -> f32 {
    name.split_whitespace().map(|word| measured(ui, word, paint::meta())).fold(0.0, f32::max).min(WORD)
}

/// The least a column can do with: its widest number or the longest word of a head of several lines, close to the next.
fn least(ui: &Ui, page: &Page, at: usize) -> f32 {
    let numbers =
        page.rows.iter().filter_map(|row| row.numbers.get(at)).map(|number| measured(ui, &said(number), fonts::figures(Weight::Semibold, 13.0)));
    let name = &page.columns[at];
    let head = if lines_of(name) > 1 { longest(ui, name) } else { 24.0 };
    numbers.fold(head.max(24.0), f32::max) + 14.0
}

fn measured(ui: &Ui, words: &str, font: egui::FontId) -> f32 {
    paint::whole(ui, words, font, Color32::PLACEHOLDER).size().x
}
