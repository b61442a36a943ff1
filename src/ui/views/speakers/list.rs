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
use crate::ui::views::parts;
use crate::ui::widgets::{Field, Tip, VirtualList, list_keys, paint, row_ground};
use egui::accesskit::Role;
use egui::{Align2, Id, Key, Modifiers, Rect, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

const ROW: f32 = 32.0;
const HEAD: f32 = 40.0;
const SIDE: f32 = 20.0;

/// Where the columns stand: label, source, what it is, turns, case.
struct Columns([f32; 6]);

/// The room between two columns.
const GAP: f32 = 16.0;
/// The room of what a voice is and of its turns.
const ROLE: f32 = 108.0;
const TURNS: f32 = 72.0;

impl Columns {
    /// Columns between the edges of `rect`; `letters` are the longest label, source and person among the rows.
    fn new(rect: Rect, letters: [usize; 3]) -> Self {
        let wide = rect.width() - 2.0 * SIDE;
        let fixed = [ROLE, TURNS].map(|width: f32| width.min(wide * 0.17));
        let need = letters.map(|letters| (letters as f32 * parts::LETTER + GAP).max(96.0));
        let [label, source, who] = parts::share(need, wide - fixed[0] - fixed[1]);
        let mut x = rect.left() + SIDE;
        let mut next = |width: f32| {
            x += width;
            x - width
        };
        Self([next(label), next(source), next(fixed[0]), next(fixed[1]), next(who), next(0.0)])
    }

    fn width(&self, at: usize) -> f32 {
        self.0[at + 1] - self.0[at] - GAP
    }
}

/// The longest label, source and person among rows, in letters.
pub(super) fn longest(rows: &[Row]) -> [usize; 3] {
    rows.iter().fold([0; 3], |most, row| {
        let own = [row.name.chars().count(), row.source_name.chars().count(), who(row).chars().count()];
        [0, 1, 2].map(|at| most[at].max(own[at]))
    })
}

pub(super) fn draw(view: &mut SpeakersView, ui: &mut Ui, cx: &Cx, desk: &Desk) {
    let page = ui.max_rect();
    let columns = Columns::new(page, view.rows.last().map_or([0; 3], |(_, _, letters)| *letters));
    for (at, words) in ["Speaker", "Source", "What it is", "Turns", "Who it is"].into_iter().enumerate() {
        paint::text(ui, pos2(columns.0[at], page.top() + 24.0), Align2::LEFT_CENTER, words, paint::meta(), cx.tokens.ink3);
    }
    paint::hline(ui, ui.painter(), columns.0[0]..=columns.0[5], page.top() + HEAD - 1.0, cx.tokens.line);
    let below = Rect::from_min_max(pos2(page.left(), page.top() + HEAD), page.max);
    let rows = view.shared();
    let at = rows.iter().position(|row| Some(row.id) == view.chosen);
    let keys = list_keys(ui, id(), below, "Speakers", at, rows.len(), (below.height() / ROW) as usize);
    if let Some(to) = keys.moved {
        (view.chosen, view.reveal) = (Some(rows[to].id), true);
    }
    let space = keys.response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Space));
    if let Some(id) = view.chosen.filter(|_| space) {
        view.marked.turn(id);
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

/// The list's id, for the focus.
pub fn id() -> Id {
    Id::unique("speaker list")
}

/// Draws one speaker; says whether it was clicked.
fn one(view: &mut SpeakersView, ui: &mut Ui, cx: &Cx, (row, turns): (&Row, Option<usize>), columns: &Columns, focused: bool) -> bool {
    let tokens = cx.tokens;
    let (_, rect) = ui.allocate_space(ui.available_size());
    let response = ui.interact(rect, Id::unique(("speaker", row.id)), Sense::CLICK);
    let (chosen, marked) = (view.chosen == Some(row.id), view.marked.has(row.id));
    let who = who(row);
    let count = turns.map_or_else(|| "…".to_owned(), |turns| format::count(turns as i64));
    let spoken = format!("{}, {}, {}, {count} turns, {who}", row.name, row.source_name, row.role.name());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen || marked, &spoken));
    row_ground(ui, rect, chosen || marked, response.hovered(), focused && chosen);
    let y = rect.center().y;
    let mut cut: Vec<String> = Vec::new();
    let mut cell = |ui: &Ui, at: usize, words: &str, font: egui::FontId, ink: egui::Color32| {
        // What tells names apart often stands at their end.
        let line = paint::both_ends(ui, words, font, ink, columns.width(at));
        if line.elided {
            cut.push(words.to_owned());
        }
        paint::place(ui, line, pos2(columns.0[at], y));
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
        view.marked.click(row.id, ui.input(|input| input.modifiers.command));
        view.chosen = Some(row.id);
    }
    if response.double_clicked() && cx.views.contains(&super::ViewId::Read) {
        cx.push(Window::Go(Target::Source(row.source)));
    }
    let clicked = response.clicked();
    if !cut.is_empty() {
        response.tip_at_pointer(cut.join("\n"));
    }
    clicked
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
