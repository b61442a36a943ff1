//! Words as rows: the word, a bar, figures that can be sorted by, the forms that were counted as it.

use super::super::SearchView;
use super::data::{Table, WordRow};
use super::list_id;
use crate::ui::command::SearchCommand;
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::icons;
use crate::ui::widgets::{Tip, VirtualList, list_keys, paint, row_ground, within};
use egui::accesskit::Role;
use egui::{Align, Align2, Id, Layout, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

const SIDE: f32 = 16.0;
const HEAD: f32 = 30.0;
const ROW: f32 = 28.0;
/// The widest a word stands, and the least.
const WORD: (f32, f32) = (200.0, 110.0);
const BAR: f32 = 110.0;
/// How wide bars are in a wide window, and the room that forms keep there.
const WIDE: f32 = 760.0;
const KEPT: f32 = 420.0;
/// A column of figures.
const FIGURES: f32 = 76.0;
/// The least room in which forms are named.
const FORMS: f32 = 120.0;

/// Where the columns stand.
struct Places {
    word: f32,
    bar: f32,
    /// How many columns of figures have room.
    columns: usize,
    figures: f32,
    forms: f32,
    right: f32,
}

impl Places {
    fn new(rect: Rect, columns: usize) -> Self {
        let left = rect.left() + SIDE;
        let right = rect.right() - SIDE - 10.0;
        let word = (rect.width() * 0.22).clamp(WORD.1, WORD.0);
        let rest = right - left - word - columns as f32 * FIGURES - KEPT;
        let bar = if rect.width() > 520.0 { rest.clamp(BAR, WIDE) } else { 0.0 };
        let figures = left + word + bar;
        let fit = ((right - figures) / FIGURES).floor().max(1.0) as usize;
        let columns = columns.min(fit);
        Self { word: left, bar: left + word, columns, figures, forms: figures + columns as f32 * FIGURES + 24.0, right }
    }

    /// The right edge of a column.
    fn column(&self, n: usize) -> f32 {
        self.figures + (n + 1) as f32 * FIGURES
    }
}

/// Draws them.
pub fn draw(view: &mut SearchView, ui: &mut Ui, cx: &Cx) {
    let rect = ui.max_rect();
    let (edition, sort) = (view.words.edition, view.words.sort);
    let Some(super::data::Shown::Table(table)) = view.words.shown.last() else { return };
    let rows = view.words.rows.get((edition, sort), |_| table.order(sort));
    let places = Places::new(rect, table.columns.len());
    let head = Rect::from_min_size(rect.min, vec2(rect.width(), HEAD));
    let sorted = heads(ui, cx, table, &places, head, sort);
    let body = Rect::from_min_max(pos2(rect.left(), head.bottom()), rect.max);
    let page = (body.height() / ROW) as usize;
    let keys = list_keys(ui, list_id(), body, "Words", view.words.at, rows.len(), page);
    if let Some(to) = keys.moved {
        (view.words.at, view.words.reveal) = (Some(to), true);
    }
    view.words.listens = keys.response.has_focus();
    let (at, listens) = (view.words.at, view.words.listens);
    let reveal = at.filter(|_| std::mem::take(&mut view.words.reveal));
    let mut act = None;
    within(ui, body, Layout::top_down(Align::Min), |ui| {
        VirtualList::same("words", ROW, rows.len()).reveal(reveal).show(ui, |ui, n| {
            let Some(row) = table.rows.get(rows[n]) else { return };
            let is = at == Some(n);
            if let Some(open) = line(ui, cx, table, row, &places, (table.most, is, is && listens)) {
                act = Some((n, open));
            }
        });
    });
    if let Some(column) = sorted {
        view.words.sort = if sort == Some(column) { None } else { Some(column) };
        view.words.at = None;
    }
    if let Some((n, open)) = act {
        view.words.at = Some(n);
        keys.response.request_focus();
        if open {
            cx.push(SearchCommand::SeekWord);
        }
    }
}

/// The heads of the columns; gives the one that was clicked.
fn heads(ui: &mut Ui, cx: &Cx, table: &Table, places: &Places, head: Rect, sort: Option<usize>) -> Option<usize> {
    let font = fonts::text(Weight::Medium, 12.0);
    let y = head.center().y;
    paint::text(ui, pos2(places.word, y), Align2::LEFT_CENTER, "Word", font.clone(), cx.tokens.ink3);
    let mut clicked = None;
    for (n, column) in table.columns.iter().enumerate().take(places.columns) {
        let right = places.column(n);
        let on = sort == Some(n) || sort.is_none() && n == 0;
        let ink = if on { cx.tokens.ink } else { cx.tokens.ink3 };
        let words = paint::line(ui, &column.head, font.clone(), ink, FIGURES - 14.0);
        let place = Rect::from_min_max(pos2(right - FIGURES + 4.0, head.top()), pos2(right + 2.0, head.bottom()));
        let response = ui.interact(place, Id::unique(("words column", n)), Sense::CLICK);
        response.widget_info(|| WidgetInfo::selected(Role::ColumnHeader, true, on, format!("Sort by {}", column.head)));
        let width = words.size().x;
        let left = paint::place(ui, words, pos2(right - width, y)).left();
        if on {
            paint::icon(ui, pos2(left - 8.0, y), icons::CARET_DOWN, 10.0, ink);
        }
        paint::focus(ui, &response, place, 4.0);
        if response.tip(&column.tip).clicked() {
            clicked = Some(n);
        }
    }
    if places.right - places.forms > FORMS && table.has_forms {
        paint::text(ui, pos2(places.forms, y), Align2::LEFT_CENTER, "Forms", font, cx.tokens.ink3);
    }
    paint::hline(ui, ui.painter(), head.left() + SIDE..=head.right() - SIDE, head.bottom() - 1.0, cx.tokens.line);
    clicked
}

/// A row; says whether it was clicked, and whether to be opened.
fn line(ui: &mut Ui, cx: &Cx, table: &Table, row: &WordRow, places: &Places, (most, chosen, focused): (f64, bool, bool)) -> Option<bool> {
    let (_, rect) = ui.allocate_space(ui.available_size());
    let response = ui.interact(rect, Id::unique(("word", &row.word)), Sense::CLICK);
    let spoken = || {
        let figures = table.columns.iter().zip(&row.figures).map(|(column, figures)| format!("{} {figures}", column.head));
        format!("{}, {}", row.word, figures.collect::<Vec<_>>().join(", "))
    };
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, spoken()));
    row_ground(ui, rect, chosen, response.hovered(), focused);
    let y = rect.center().y;
    paint::place(ui, paint::line(ui, &row.word, paint::body(), cx.tokens.ink, places.bar - places.word - 10.0), pos2(places.word, y));
    bar(ui, cx, row, places, (rect, most));
    for (n, figures) in row.figures.iter().enumerate().take(places.columns) {
        let ink = if n == 0 { cx.tokens.ink } else { cx.tokens.ink2 };
        paint::text(ui, pos2(places.column(n), y), Align2::RIGHT_CENTER, figures, fonts::figures(Weight::Regular, 12.0), ink);
    }
    if places.right - places.forms > FORMS && !row.forms.is_empty() {
        let ink = if chosen { cx.tokens.ink2 } else { cx.tokens.ink3 };
        paint::place(ui, paint::line(ui, &row.forms.join(", "), paint::meta(), ink, places.right - places.forms), pos2(places.forms, y));
    }
    paint::hline(ui, ui.painter(), rect.left() + SIDE..=rect.right() - SIDE, rect.bottom() - 1.0, cx.tokens.line_soft);
    if response.double_clicked() {
        return Some(true);
    }
    response.clicked().then_some(false)
}

/// The first figure as a bar; what is less often said here stands hollow.
fn bar(ui: &Ui, cx: &Cx, row: &WordRow, places: &Places, (rect, most): (Rect, f64)) {
    let room = places.figures - places.bar - 12.0;
    let Some(value) = row.values.first().filter(|_| room > 8.0 && most > 0.0) else { return };
    let length = (room * (value.abs() / most) as f32).max(2.0);
    let filled = Rect::from_min_size(pos2(places.bar, rect.center().y - 4.0), vec2(length, 8.0));
    if *value < 0.0 {
        paint::boxed(ui, filled, 3.0, cx.tokens.bg, cx.tokens.accent);
    } else {
        ui.painter().rect_filled(filled, 3.0, cx.tokens.accent.gamma_multiply(if cx.tokens.high_contrast { 1.0 } else { 0.8 }));
    }
}
