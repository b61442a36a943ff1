//! The grid: a head that stays, a first column that stays, and only the cells in sight drawn.

use super::data::{Sheet, Table};
use super::{CaseTable, edit, keys, paint as cells};
use crate::model::CaseKind;
use crate::ui::command::CaseCommand;
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::fonts::{self, Weight};
use crate::ui::format;
use crate::ui::icons;
use crate::ui::views::parts;
use crate::ui::widgets::{Button, Field, paint, take_focus};
use egui::accesskit::Role;
use egui::{Align, Id, Layout, Pos2, Rect, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// The height of a row, and of the head of the columns.
pub const ROW: f32 = 28.0;
pub const HEAD: f32 = 32.0;
const TOP: f32 = 52.0;

/// How wide the columns are where room is short.
const NARROW: f32 = 84.0;
const WIDE: f32 = 260.0;

/// How wide the columns would be, as their names and values ask for.
pub fn widths(table: &Table) -> Vec<f32> {
    let letters = |words: &str| words.chars().count() as f32 * parts::LETTER;
    let wide = |at: usize| {
        let cells = table.rows.iter().take(400).map(|row| letters(&row.cells[at])).fold(0.0, f32::max);
        (cells.max(letters(&table.heads[at].name) + 20.0) + 26.0).clamp(NARROW, 4.0 * WIDE)
    };
    (0..table.heads.len()).map(wide).collect()
}

/// How wide they are in so much room: what is left over goes to those that are cut.
fn fitted(wanted: &[f32], room: f32) -> Vec<f32> {
    let own: Vec<f32> = wanted.iter().map(|wide| wide.min(WIDE)).collect();
    let (spare, lack) = (room - own.iter().sum::<f32>(), wanted.iter().sum::<f32>() - own.iter().sum::<f32>());
    let part = if lack > 0.0 { (spare / lack).clamp(0.0, 1.0) } else { 0.0 };
    own.iter().zip(wanted).map(|(own, wanted)| own + (wanted - own) * part).collect()
}

/// The name of the table, the filter, and the two ways to make it larger.
pub fn head(view: &mut CaseTable, ui: &mut Ui, cx: &Cx, desk: &Desk) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), TOP), Sense::hover());
    let noun = match view.sheet(desk) {
        Some(Sheet::Kind(id)) => desk.corpus.kinds().iter().find(|kind| kind.id == id).map_or("case", |kind| &kind.name),
        _ => "source",
    };
    let name = format::counted(view.table().all, if noun == CaseKind::PERSON { "person|people" } else { noun });
    let at = pos2(rect.left() + 20.0, rect.center().y);
    let title = paint::place(ui, paint::line(ui, &name, fonts::text(Weight::Semibold, 15.0), cx.tokens.ink, 240.0), at);
    ui.interact(title, Id::unique("case table title"), Sense::hover()).widget_info(|| WidgetInfo::labeled(Role::Heading, true, &name));
    let right = Rect::from_min_max(pos2(title.right() + 20.0, rect.top()), pos2(rect.right() - 20.0, rect.bottom()));
    ui.scope_builder(UiBuilder::new().max_rect(right).layout(Layout::right_to_left(Align::Center)), |ui| {
        if Button::new("New attribute").icon(icons::PLUS).tip(cx.tip(CaseCommand::NewAttribute)).show(ui).clicked() {
            cx.push(CaseCommand::NewAttribute);
        }
        let kind = matches!(view.sheet(desk), Some(Sheet::Kind(_)));
        if kind && Button::new("New case").icon(icons::PLUS).tip(cx.tip(CaseCommand::NewCase)).show(ui).clicked() {
            cx.push(CaseCommand::NewCase);
        }
        let field = Field::new(&mut view.look.words, "Filter the rows").hint("Filter rows").icon(icons::FUNNEL_SIMPLE).width(190.0);
        if field.id(Id::unique("case filter")).narrows(id()).show(ui).changed() {
            view.editor = None;
        }
    });
    // The buttons moved the cursor to their own lower edge.
    ui.add_space(rect.bottom() - ui.cursor().top());
}

/// Where the cells stand on the screen.
pub struct Places {
    /// The whole grid, its head on top.
    pub rect: Rect,
    /// How far it is scrolled.
    pub offset: egui::Vec2,
    /// The left edges of the columns, and at the end the width of all.
    pub lefts: Vec<f32>,
}

impl Places {
    /// The rectangle of a cell; the first column stays where it is.
    pub fn cell(&self, row: usize, column: usize) -> Rect {
        let scrolled = if column == 0 { 0.0 } else { self.offset.x };
        let left = self.rect.left() + self.lefts[column] - scrolled;
        let top = self.rect.top() + HEAD + ROW * row as f32 - self.offset.y;
        Rect::from_min_size(pos2(left, top), vec2(self.lefts[column + 1] - self.lefts[column], ROW))
    }

    /// The room for cells below the head.
    pub fn body(&self) -> Rect {
        Rect::from_min_max(pos2(self.rect.left(), self.rect.top() + HEAD), self.rect.max)
    }

    /// The column at a place of the screen.
    pub fn column_at(&self, x: f32) -> Option<usize> {
        let x = x - self.rect.left();
        let x = if x < self.lefts[1] { x } else { x + self.offset.x };
        (0..self.lefts.len() - 1).find(|at| x >= self.lefts[*at] && x < self.lefts[*at + 1])
    }

    /// The cell at a place of the screen.
    pub fn cell_at(&self, at: Pos2, rows: usize) -> Option<(usize, usize)> {
        let row = ((at.y - self.rect.top() - HEAD + self.offset.y) / ROW).floor();
        (row >= 0.0 && (row as usize) < rows).then_some(row as usize).zip(self.column_at(at.x))
    }

    /// The rows in sight.
    pub fn rows(&self, count: usize) -> std::ops::Range<usize> {
        let first = (self.offset.y / ROW).floor().max(0.0) as usize;
        first.min(count)..((self.offset.y + self.body().height()) / ROW).ceil().max(0.0) as usize
    }
}

/// The grid's id, for the focus.
pub fn id() -> Id {
    Id::unique("case grid")
}

pub fn draw(view: &mut CaseTable, ui: &mut Ui, cx: &Cx, desk: &Desk) {
    let rect = Rect::from_min_max(ui.cursor().min, ui.max_rect().max);
    let lefts = std::iter::once(0.0)
        .chain(fitted(view.widths.last().map_or(&[], Vec::as_slice), rect.width()).into_iter().scan(0.0, |sum, width| {
            *sum += width;
            Some(*sum)
        }))
        .collect();
    let mut places = Places { rect, offset: egui::Vec2::ZERO, lefts };
    let grid = ui.interact(rect, id(), Sense::click_and_drag());
    take_focus(ui, id());
    if view.editor.is_none() && grid.has_focus() {
        keys::hear(view, ui, cx, desk, (places.body().height() / ROW) as usize);
    }
    let reveal = std::mem::take(&mut view.reveal).then_some(view.cursor);
    places.offset = scroll(ui, &places, view.table().rows.len(), reveal);
    pointer(view, ui, cx, &places, &grid);
    let spoken = cells::spoken(view);
    grid.widget_info(|| WidgetInfo::labeled(Role::Grid, true, &spoken));
    cells::draw(view, ui, cx, &places, grid.has_focus());
    edit::draw(view, ui, cx, desk, &places);
}

/// Scrolls the cells; gives how far. The grid itself is painted by hand over the room of the scroll area.
fn scroll(ui: &mut Ui, places: &Places, rows: usize, reveal: Option<(usize, usize)>) -> egui::Vec2 {
    let body = places.body();
    let size = vec2(*places.lefts.last().unwrap_or(&0.0), ROW * rows as f32);
    let mut offset = egui::Vec2::ZERO;
    ui.scope_builder(UiBuilder::new().max_rect(body), |ui| {
        let area = ScrollArea::both()
            .id_salt("case grid")
            .auto_shrink([false, false])
            .scroll_source(egui::containers::scroll_area::ScrollSource::MOUSE_WHEEL | egui::containers::scroll_area::ScrollSource::SCROLL_BAR);
        area.show_viewport(ui, |ui, port| {
            ui.set_min_size(size);
            offset = port.min.to_vec2();
            if let Some((row, column)) = reveal {
                let origin = ui.max_rect().min;
                // The column that stays covers what is scrolled under it.
                let stays = if column == 0 { 0.0 } else { places.lefts[1] };
                let left = if column == 0 { port.left() } else { places.lefts[column] - stays };
                let right = if column == 0 { port.left() + 1.0 } else { places.lefts[column + 1] };
                let cell = Rect::from_min_max(pos2(left, ROW * row as f32), pos2(right, ROW * (row + 1) as f32));
                ui.scroll_to_rect(cell.translate(origin.to_vec2()), None);
            }
        });
    });
    offset
}

/// Clicks choose, drags choose blocks, a double click changes, a click on a head sorts.
fn pointer(view: &mut CaseTable, ui: &Ui, cx: &Cx, places: &Places, grid: &egui::Response) {
    let Some(at) = grid.interact_pointer_pos() else { return };
    let shift = ui.input(|input| input.modifiers.shift);
    if at.y < places.rect.top() + HEAD {
        if let Some(column) = places.column_at(at.x).filter(|_| grid.clicked()) {
            sort(view, column);
        }
        if let Some(column) = places.column_at(at.x).filter(|_| grid.secondary_clicked()) {
            view.go((view.cursor.0, column), false);
            cx.push(CaseCommand::ColumnMenu);
        }
        return;
    }
    let Some(cell) = places.cell_at(at, view.table().rows.len()) else { return };
    if grid.double_clicked() {
        view.go(cell, false);
        edit::begin(view, cx, None);
    } else if grid.clicked() || grid.drag_started() {
        edit::leave(view, cx);
        view.go(cell, shift);
        grid.request_focus();
    } else if grid.dragged() {
        view.go(cell, true);
    }
}

/// By this column: upwards, then downwards, then as it was.
pub fn sort(view: &mut CaseTable, column: usize) {
    view.look.sort = match view.look.sort {
        Some((other, false)) if other == column => Some((column, true)),
        Some((other, true)) if other == column => None,
        _ => Some((column, false)),
    };
}
