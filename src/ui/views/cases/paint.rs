//! Painting the grid: heads, cells, what is chosen.

use super::grid::{HEAD, Places, ROW};
use super::{Block, CaseTable};
use crate::model::{AttributeType, Owner};
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::icons;
use crate::ui::widgets::{Tip, paint};
use egui::accesskit::Role;
use egui::{Id, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

const PAD: f32 = 10.0;

/// What a screen reader says of the cell the keys go to.
pub fn spoken(view: &CaseTable) -> String {
    let table = view.table();
    let (row, column) = view.cursor;
    let (Some(line), Some(head)) = (table.rows.get(row), table.heads.get(column)) else { return "Case table".into() };
    let value = if line.cells[column].is_empty() { "empty" } else { &line.cells[column] };
    format!("Case table, {}, {}: {value}", line.cells[0], head.name)
}

pub fn draw(view: &CaseTable, ui: &mut Ui, cx: &Cx, places: &Places, focused: bool) {
    let table = view.table();
    let rows = places.rows(table.rows.len());
    let rows = rows.start..rows.end.min(table.rows.len());
    let frozen = places.rect.left() + places.lefts[1];
    let body = places.body();
    let right = Rect::from_min_max(pos2(frozen, body.top()), body.max);
    let block = view.block();
    for (clip, columns) in [(right, 1..table.heads.len()), (Rect::from_min_max(body.min, pos2(frozen, body.bottom())), 0..1)] {
        ui.scope_builder(egui::UiBuilder::new().max_rect(body), |ui| {
            ui.set_clip_rect(clip.intersect(ui.clip_rect()));
            for row in rows.clone() {
                for column in columns.clone() {
                    let place = places.cell(row, column);
                    if place.right() > clip.left() && place.left() < clip.right() {
                        cell(view, ui, cx, place, row, column, block);
                    }
                }
            }
            if columns.contains(&view.cursor.1) {
                let stroke = Stroke::new(if focused { cx.tokens.focus } else { cx.tokens.hair }, cx.tokens.accent);
                ui.painter().rect_stroke(places.cell(view.cursor.0, view.cursor.1), 2.0, stroke, StrokeKind::Inside);
            }
        });
    }
    for row in rows {
        let line = &table.rows[row];
        let words: Vec<String> =
            table.heads.iter().zip(&line.cells).filter(|(_, cell)| !cell.is_empty()).map(|(head, cell)| format!("{} {cell}", head.name)).collect();
        let place = Rect::from_min_size(pos2(body.left(), places.cell(row, 0).top()), vec2(body.width(), ROW)).intersect(body);
        let id = match line.owner {
            Owner::Case(id) => Id::unique(("case row", id)),
            Owner::Source(id) => Id::unique(("source row", id)),
        };
        ui.interact(place, id, Sense::empty())
            .widget_info(|| WidgetInfo::selected(Role::Row, true, (block.rows.0..=block.rows.1).contains(&row), words.join(", ")));
    }
    paint::vline(ui, ui.painter(), frozen - 1.0, places.rect.top()..=body.bottom(), cx.tokens.line);
    heads(view, ui, cx, places, frozen);
}

fn cell(view: &CaseTable, ui: &Ui, cx: &Cx, place: Rect, row: usize, column: usize, block: Block) {
    let tokens = cx.tokens;
    let (line, head) = (&view.table().rows[row], &view.table().heads[column]);
    if block.has(row, column) && (block.count() > 1 || view.cursor == (row, column)) {
        ui.painter().rect_filled(place, 0.0, tokens.accent_wash);
    } else if row == view.cursor.0 {
        ui.painter().rect_filled(place, 0.0, tokens.panel);
    }
    paint::hline(ui, ui.painter(), place.x_range(), place.bottom() - 1.0, tokens.line_soft);
    let ink = if head.editable { tokens.ink } else { tokens.ink3 };
    let figures = matches!(head.kind, AttributeType::Number | AttributeType::Date);
    let font = match (column, figures) {
        (0, _) => paint::medium(),
        (_, true) => fonts::figures(Weight::Regular, 13.0),
        _ => paint::body(),
    };
    // What tells names apart often stands at their end.
    let set = if column == 0 { paint::both_ends } else { paint::line };
    let galley = set(ui, &line.cells[column], font, ink, place.width() - 2.0 * PAD);
    let left = if head.kind == AttributeType::Number { place.right() - PAD - galley.size().x } else { place.left() + PAD };
    let cut = galley.elided;
    paint::place(ui, galley, pos2(left, place.center().y));
    if cut {
        let seen = place.intersect(ui.clip_rect());
        ui.interact(seen, Id::unique(("case cell", row, column)), Sense::hover()).tip(&line.cells[column]);
    }
}

fn heads(view: &CaseTable, ui: &mut Ui, cx: &Cx, places: &Places, frozen: f32) {
    let tokens = cx.tokens;
    let bar = Rect::from_min_size(places.rect.min, vec2(places.rect.width(), HEAD));
    ui.painter().rect_filled(bar, 0.0, tokens.bg);
    paint::hline(ui, ui.painter(), bar.x_range(), bar.top(), tokens.line);
    paint::hline(ui, ui.painter(), bar.x_range(), bar.bottom() - 1.0, tokens.line);
    let over = ui.ctx().pointer_hover_pos().filter(|at| bar.contains(*at)).and_then(|at| places.column_at(at.x));
    for (column, head) in view.table().heads.iter().enumerate().rev() {
        let place = places.cell(0, column);
        let place = Rect::from_min_size(pos2(place.left(), bar.top()), vec2(place.width(), HEAD));
        let clip = if column == 0 { bar } else { Rect::from_min_max(pos2(frozen, bar.top()), bar.max) };
        if !clip.intersects(place) {
            continue;
        }
        let sorted = view.look.sort.filter(|(by, _)| *by == column);
        let says = sorted.map_or(String::new(), |(_, down)| if down { ", sorted downwards".to_owned() } else { ", sorted upwards".to_owned() });
        let node = ui.interact(place.intersect(clip), Id::unique(("case head", column)), Sense::hover());
        let tag = if head.tag.is_empty() { String::new() } else { format!(", the {}", head.tag) };
        node.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, format!("{}{tag}{says}", head.name)));
        ui.scope_builder(egui::UiBuilder::new().max_rect(place), |ui| {
            ui.set_clip_rect(clip.intersect(ui.clip_rect()));
            if column == 0 || over == Some(column) {
                ui.painter().rect_filled(place.shrink2(vec2(0.0, 1.0)), 0.0, if over == Some(column) { tokens.hover } else { tokens.bg });
            }
            let y = place.center().y;
            let ink = if view.cursor.1 == column { tokens.ink } else { tokens.ink2 };
            let name = paint::line(ui, &head.name, fonts::text(Weight::Semibold, 12.0), ink, place.width() - 2.0 * PAD - 16.0);
            let mut x = paint::place(ui, name, pos2(place.left() + PAD, y)).right() + 5.0;
            if !head.tag.is_empty() {
                x = paint::place(
                    ui,
                    paint::line(ui, &head.tag, fonts::text(Weight::Medium, 11.0), tokens.accent, place.right() - x - 4.0),
                    pos2(x, y),
                )
                .right()
                    + 4.0;
            }
            if let Some((_, down)) = sorted {
                paint::icon(ui, pos2(x + 6.0, y), if down { icons::ARROW_DOWN } else { icons::ARROW_UP }, 12.0, tokens.accent);
            }
        });
        let type_words = format!("{} · {}\nClick to sort; right click for more", head.name, head.kind);
        node.tip(type_words);
    }
}
