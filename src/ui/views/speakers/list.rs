//! The list of speakers: a row a voice, its label changed in place.

use super::SpeakersView;
use super::data::Row;
use crate::model::SpeakerRole;
use crate::ui::command::{SpeakerCommand, Target, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::fonts::{self, Weight};
use crate::ui::format;
use crate::ui::icons;
use crate::ui::widgets::{Field, VirtualList, list_keys, paint, row_ground};
use egui::accesskit::Role;
use egui::{Align2, Id, Key, Modifiers, Rect, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

const ROW: f32 = 32.0;
const HEAD: f32 = 40.0;
const SIDE: f32 = 20.0;

/// Where the columns stand: label, source, what it is, turns, case.
struct Columns([f32; 6]);

impl Columns {
    fn new(rect: Rect) -> Self {
        let wide = rect.width() - 2.0 * SIDE;
        let left = rect.left() + SIDE;
        Self([left, left + wide * 0.22, left + wide * 0.52, left + wide * 0.67, left + wide * 0.76, left + wide])
    }

    fn width(&self, at: usize) -> f32 {
        self.0[at + 1] - self.0[at] - 16.0
    }
}

pub(super) fn draw(view: &mut SpeakersView, ui: &mut Ui, cx: &Cx, desk: &Desk) {
    let page = ui.max_rect();
    let columns = Columns::new(page);
    for (at, words) in ["Speaker", "Source", "What it is", "Turns", "Who it is"].into_iter().enumerate() {
        paint::text(ui, pos2(columns.0[at], page.top() + 24.0), Align2::LEFT_CENTER, words, paint::meta(), cx.tokens.ink3);
    }
    paint::hline(ui, ui.painter(), columns.0[0]..=columns.0[5], page.top() + HEAD - 1.0, cx.tokens.line);
    let below = Rect::from_min_max(pos2(page.left(), page.top() + HEAD), page.max);
    let rows = view.shared();
    let at = rows.iter().position(|row| Some(row.id) == view.chosen);
    let keys = list_keys(ui, Id::unique("speaker list"), below, "Speakers", at, rows.len(), (below.height() / ROW) as usize);
    if let Some(to) = keys.moved {
        (view.chosen, view.reveal) = (Some(rows[to].id), true);
    }
    let space = keys.response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Space));
    if let Some(id) = view.chosen.filter(|_| space)
        && !view.marked.remove(&id)
    {
        view.marked.insert(id);
    }
    if at.is_some() && keys.enter {
        cx.push(SpeakerCommand::Join);
    }
    let reveal = std::mem::take(&mut view.reveal).then(|| rows.iter().position(|row| Some(row.id) == view.chosen)).flatten();
    let focused = keys.response.has_focus();
    let mut budget = 3;
    ui.scope_builder(UiBuilder::new().max_rect(below), |ui| {
        VirtualList::same("speakers", ROW, rows.len()).reveal(reveal).show(ui, |ui, at| {
            let row = &rows[at];
            let turns = view.turns(desk, (row.source, row.version, row.number), &mut budget);
            if one(view, ui, cx, (row, turns), &columns, focused) {
                keys.response.request_focus();
            }
        });
    });
    if budget == 0 {
        ui.ctx().request_repaint();
    }
}

/// Draws one speaker; says whether it was clicked.
fn one(view: &mut SpeakersView, ui: &mut Ui, cx: &Cx, (row, turns): (&Row, Option<usize>), columns: &Columns, focused: bool) -> bool {
    let tokens = cx.tokens;
    let (_, rect) = ui.allocate_space(ui.available_size());
    let response = ui.interact(rect, Id::unique(("speaker", row.id)), Sense::CLICK);
    let (chosen, marked) = (view.chosen == Some(row.id), view.marked.contains(&row.id));
    let who = who(row);
    let count = turns.map_or_else(|| "…".to_owned(), |turns| format::count(turns as i64));
    let spoken = format!("{}, {}, {}, {count} turns, {who}", row.name, row.source_name, row.role.name());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen || marked, &spoken));
    row_ground(ui, rect, chosen || marked, response.hovered(), focused && chosen);
    let y = rect.center().y;
    let cell = |ui: &Ui, at: usize, words: &str, font: egui::FontId, ink: egui::Color32| {
        paint::place(ui, paint::line(ui, words, font, ink, columns.width(at)), pos2(columns.0[at], y));
    };
    let quiet = row.role != SpeakerRole::Participant || row.same_as.is_some();
    if view.naming.as_ref().is_some_and(|(id, ..)| *id == row.id) {
        let place = Rect::from_min_size(pos2(columns.0[0] - 11.0, y - 15.0), vec2(columns.width(0) + 20.0, 30.0));
        ui.scope_builder(UiBuilder::new().max_rect(place), |ui| naming(view, ui, cx));
    } else {
        cell(ui, 0, &row.name, paint::medium(), if quiet { tokens.ink2 } else { tokens.ink });
    }
    cell(ui, 1, &row.source_name, paint::body(), tokens.ink2);
    cell(ui, 2, row.role.name(), paint::body(), if quiet { tokens.ink3 } else { tokens.ink2 });
    cell(ui, 3, &count, fonts::figures(Weight::Regular, 13.0), tokens.ink2);
    cell(ui, 4, &who, paint::body(), if row.is_open() { tokens.warn } else { tokens.ink });
    paint::hline(ui, ui.painter(), columns.0[0]..=columns.0[5], rect.bottom() - 1.0, tokens.line_soft);
    if response.clicked() {
        if ui.input(|input| input.modifiers.command) {
            if !view.marked.remove(&row.id) {
                view.marked.insert(row.id);
            }
        } else {
            view.marked.clear();
        }
        view.chosen = Some(row.id);
    }
    if response.double_clicked() && cx.views.contains(&super::ViewId::Read) {
        cx.push(Window::Go(Target::Source(row.source)));
    }
    response.clicked()
}

/// Who a speaker is, in words.
fn who(row: &Row) -> String {
    match (&row.same_as, &row.case) {
        (Some(other), _) => format!("the same voice as {other}"),
        (None, Some(case)) => case.clone(),
        (None, None) if row.is_open() => "not joined".into(),
        (None, None) => "–".into(),
    }
}

/// The field in which a label is changed: Enter keeps it, Esc leaves it.
fn naming(view: &mut SpeakersView, ui: &mut Ui, cx: &Cx) {
    let Some((id, words, fresh)) = &mut view.naming else { return };
    let escape = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let enter = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let field = Id::unique("speaker name");
    let response = Field::new(words, "Name of the speaker").icon(icons::PENCIL_SIMPLE).id(field).show(ui);
    if std::mem::take(fresh) {
        response.request_focus();
        return;
    }
    if enter && !words.trim().is_empty() {
        cx.push(SpeakerCommand::SetName(*id, words.trim().to_owned()));
    }
    if enter || escape || response.lost_focus() {
        view.naming = None;
    }
}
