//! The grid: heads and first column stay where they are, and only the cells in sight are laid out.

use super::data::{Line, Sheet};
use super::{ChartView, edit, grid_id, keys, paint as cells};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::widgets::take_focus;
use egui::accesskit::Role;
use egui::containers::scroll_area::ScrollSource;
use egui::{Pos2, Rect, ScrollArea, Sense, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2};
use std::ops::Range;

/// The height of the heads of the columns, and of the head of a group.
pub const HEAD: f32 = 42.0;
pub const GROUP: f32 = 30.0;
/// The distance of the lines in a cell, the room above them and below.
pub const LEADING: f32 = 19.0;
pub const ABOVE: f32 = 8.0;
pub const FOOT: f32 = 22.0;
/// Beside the words of a cell.
pub const PAD: f32 = 10.0;

/// How many lines a row has room for: one that has more to say gets more, up to so many.
const LINES: (f32, f32) = (3.0, 8.0);
/// About how wide a letter of a cell is.
const LETTER: f32 = 6.9;
/// Columns are so wide, and wider where there is room.
const NARROW: f32 = 188.0;
const WIDE: f32 = 430.0;

/// Where the cells stand on the screen.
pub struct Places {
    /// The whole grid, its heads on top.
    pub rect: Rect,
    /// How far it is scrolled.
    pub offset: Vec2,
    /// The left edges of the columns without the first, which names the rows, and at the end the right edge of the last.
    pub lefts: Vec<f32>,
    /// The tops of the lines, and at the end the height of all.
    pub tops: Vec<f32>,
    /// How wide a column is: what is set in one is set for exactly this, for its edges on the screen are rounded anew at every step of a scroll.
    pub wide: f32,
}

impl Places {
    fn new(rect: Rect, sheet: &Sheet, columns: usize, said: Option<u16>) -> Self {
        let first = (rect.width() * 0.163).clamp(112.0, 220.0).round();
        let room = (rect.width() - first).max(120.0);
        // As many whole columns as there is room for, which take all of it.
        let fit = (room / NARROW).floor().max(1.0).min(columns.max(1) as f32);
        let wide = said.map_or((room / fit).min(WIDE), f32::from);
        let lefts = (0..=columns).map(|at| first + at as f32 * wide).collect();
        let mut tops = vec![0.0];
        let mut top = 0.0;
        for line in &sheet.lines {
            top += match line {
                Line::Group(_) => GROUP,
                Line::Row(row) => {
                    let letters = sheet.letters.get(*row).copied().unwrap_or(0) as f32;
                    let lines = (letters * LETTER / (wide - 2.0 * PAD)).ceil().clamp(LINES.0, LINES.1);
                    ABOVE + lines * LEADING + FOOT
                }
            };
            tops.push(top);
        }
        Self { rect, offset: Vec2::ZERO, lefts, tops, wide }
    }

    /// Where the columns begin: the right edge of the names of the rows.
    pub fn names(&self) -> f32 {
        self.rect.left() + self.lefts[0]
    }

    /// The room for cells below the heads.
    pub fn body(&self) -> Rect {
        Rect::from_min_max(pos2(self.rect.left(), self.rect.top() + HEAD), self.rect.max)
    }

    /// From where to where a line stands.
    pub fn line(&self, line: usize) -> (f32, f32) {
        let top = self.body().top() - self.offset.y;
        (top + self.tops[line], top + self.tops[line + 1])
    }

    /// From where to where a column stands.
    pub fn column(&self, column: usize) -> (f32, f32) {
        let left = self.rect.left() - self.offset.x;
        (left + self.lefts[column], left + self.lefts[column + 1])
    }

    /// The rectangle of a cell.
    pub fn cell(&self, line: usize, column: usize) -> Rect {
        let ((top, bottom), (left, right)) = (self.line(line), self.column(column));
        Rect::from_min_max(pos2(left, top), pos2(right, bottom))
    }

    /// The lines in sight.
    pub fn lines(&self) -> Range<usize> {
        let (from, to) = (self.offset.y, self.offset.y + self.body().height());
        let count = self.tops.len() - 1;
        let first = self.tops.partition_point(|top| *top <= from).saturating_sub(1).min(count);
        first..self.tops.partition_point(|top| *top < to).min(count).max(first)
    }

    /// The columns in sight.
    pub fn columns(&self) -> Range<usize> {
        let first = self.lefts[0];
        let (from, to) = (first + self.offset.x, self.offset.x + self.rect.width());
        let count = self.lefts.len() - 1;
        let begin = self.lefts.partition_point(|left| *left <= from).saturating_sub(1).min(count);
        begin..self.lefts.partition_point(|left| *left < to).min(count).max(begin)
    }

    /// The line at a place of the screen.
    pub fn line_at(&self, y: f32) -> Option<usize> {
        let y = y - self.body().top() + self.offset.y;
        (0..self.tops.len() - 1).find(|at| y >= self.tops[*at] && y < self.tops[*at + 1])
    }

    /// The column at a place of the screen; the first where the names of the rows are.
    pub fn column_at(&self, x: f32) -> Option<usize> {
        if x < self.names() {
            return Some(0);
        }
        let x = x - self.rect.left() + self.offset.x;
        (0..self.lefts.len() - 1).find(|at| x >= self.lefts[*at] && x < self.lefts[*at + 1])
    }

    /// How many lines are a page from this one on, downwards or upwards.
    pub fn page(&self, line: usize, down: bool) -> usize {
        let height = self.body().height();
        let top = self.tops[line.min(self.tops.len() - 2)];
        let to = if down { top + height } else { top - height };
        let other = self.tops.partition_point(|edge| *edge <= to).saturating_sub(1).min(self.tops.len() - 2);
        other.abs_diff(line).max(1)
    }
}

pub fn draw(view: &mut ChartView, ui: &mut Ui, cx: &Cx, desk: &Desk) {
    let rect = Rect::from_min_max(ui.cursor().min, ui.max_rect().max);
    let (Some(sheet), Some(chart)) = (view.sheet.last(), view.chart()) else { return };
    let mut places = Places::new(rect, sheet, chart.codes.len(), view.choice.as_ref().and_then(|choice| choice.wide));
    view.wide = places.wide;
    let grid = ui.interact(rect, grid_id(), Sense::click_and_drag());
    // What is being written has the keys back after a dialog.
    if view.editor.is_none() {
        take_focus(ui, grid_id());
    }
    view.listens = grid.has_focus();
    if view.editor.is_none() && grid.has_focus() {
        keys::hear(view, ui, cx, desk, &places);
    }
    let reveal = std::mem::take(&mut view.reveal).then_some(view.cursor);
    places.offset = scroll(ui, &places, reveal);
    pointer(view, ui, cx, &places, &grid);
    let (Some(made), Some(sheet)) = (view.making.last(), view.sheet.last()) else { return };
    // What was folded or asked for in this frame is drawn in the next.
    if places.tops.len() != sheet.lines.len() + 1 {
        return;
    }
    let spoken = cells::spoken(view, desk, made, sheet);
    grid.widget_info(|| WidgetInfo::labeled(Role::Grid, true, &spoken));
    cells::draw(view, ui, cx, desk, &places, (made, sheet));
    drop_on(view, ui, cx, &places, &grid);
    super::widths::edges(view, ui, cx, &places);
}

/// Scrolls the cells; gives how far. They are painted by hand over the room of the scroll area.
fn scroll(ui: &mut Ui, places: &Places, reveal: Option<(usize, usize)>) -> Vec2 {
    let (body, first) = (places.body(), places.lefts[0]);
    let size = vec2(places.lefts.last().copied().unwrap_or(first), places.tops.last().copied().unwrap_or(0.0));
    let mut offset = Vec2::ZERO;
    ui.scope_builder(UiBuilder::new().max_rect(body), |ui| {
        let area =
            ScrollArea::both().id_salt("chart grid").auto_shrink([false, false]).scroll_source(ScrollSource::MOUSE_WHEEL | ScrollSource::SCROLL_BAR);
        area.show_viewport(ui, |ui, port| {
            ui.set_min_size(size);
            offset = port.min.to_vec2();
            if let Some((line, column)) = reveal.filter(|(line, _)| line + 1 < places.tops.len()) {
                let origin = ui.max_rect().min;
                // The names of the rows cover what is scrolled under them.
                let (left, right) = (places.lefts[column] - first, places.lefts[column + 1]);
                let cell = Rect::from_min_max(pos2(left, places.tops[line]), pos2(right, places.tops[line + 1]));
                // Keys that are held would outrun a scroll that takes its time, and come upon several columns at once.
                ui.scroll_to_rect_animation(cell.translate(origin.to_vec2()), None, egui::style::ScrollAnimation::none());
            }
        });
    });
    offset
}

/// Clicks choose, drags choose blocks, a double click writes, a click on the head of a group folds it.
fn pointer(view: &mut ChartView, ui: &Ui, cx: &Cx, places: &Places, grid: &egui::Response) {
    let Some(at) = grid.interact_pointer_pos().filter(|at| at.y >= places.body().top()) else { return };
    let Some(cell) = places.line_at(at.y).zip(places.column_at(at.x)) else { return };
    let shift = ui.input(|input| input.modifiers.shift);
    let group = view.sheet.last().is_some_and(|sheet| matches!(sheet.lines.get(cell.0), Some(Line::Group(_))));
    if grid.clicked() && group {
        if !edit::take(view, cx, None) {
            return;
        }
        view.go(cell, false);
        view.fold(cx, cell.0, None);
        grid.request_focus();
    } else if grid.double_clicked() {
        if !edit::take(view, cx, None) {
            return;
        }
        view.go(cell, false);
        edit::begin(view, cx, None);
    } else if grid.clicked() || grid.drag_started() {
        if !edit::take(view, cx, None) {
            return;
        }
        view.go(cell, shift);
        grid.request_focus();
    } else if grid.dragged() && view.editor.is_none() {
        view.go(cell, true);
    }
}

/// A passage that is let go of over the cell it lies under is quoted there.
fn drop_on(view: &ChartView, ui: &Ui, cx: &Cx, places: &Places, grid: &egui::Response) {
    let over: Option<Pos2> = ui.ctx().pointer_interact_pos().filter(|_| grid.dnd_hover_payload::<super::cards::Carried>().is_some());
    let cell = over.and_then(|at| places.line_at(at.y).zip(places.column_at(at.x)));
    if cell != Some(view.cursor) {
        return;
    }
    if let Some(carried) = grid.dnd_release_payload::<super::cards::Carried>() {
        cx.push(crate::ui::command::ChartCommand::Quote(carried.0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn even(rows: usize, columns: usize, width: f32) -> Places {
        let sheet = Sheet { lines: (0..rows).map(Line::Row).collect(), letters: vec![0; rows], ..Sheet::default() };
        Places::new(Rect::from_min_size(Pos2::ZERO, vec2(width, 500.0)), &sheet, columns, None)
    }

    #[test]
    fn whole_columns_fill_the_room_and_only_cells_in_sight_are_named() {
        let mut places = even(200, 100, 964.0);
        assert_eq!(places.columns(), 0..4);
        assert!((places.lefts[4] - 964.0).abs() < 0.5, "{:?}", &places.lefts[..6]);
        assert!(places.lines().len() < 8);
        places.offset = vec2(5_000.0, 5_000.0);
        assert!(places.columns().len() <= 5 && places.lines().len() <= 8 && places.columns().start > 20);
        let cell = places.cell(places.lines().start + 1, places.columns().start + 1);
        assert_eq!(
            places.line_at(cell.center().y).zip(places.column_at(cell.center().x)),
            Some((places.lines().start + 1, places.columns().start + 1))
        );
        assert_eq!(even(3, 1, 2560.0).lefts[1] - even(3, 1, 2560.0).lefts[0], WIDE, "one column is not as wide as a screen");
        assert!(even(0, 3, 300.0).lines().is_empty());
    }
}
