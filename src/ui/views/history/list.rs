//! The steps by day, drawn as a virtual list.

use super::HistoryView;
use super::data::{Line, Step, today};
use crate::project::op::plain;
use crate::ui::command::Window;
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::views::parts;
use crate::ui::widgets::{Tip, VirtualList, disc_on, list_keys, paint, row_ground, told};
use egui::accesskit::Role;
use egui::{Align2, Id, Sense, Ui, WidgetInfo, pos2};

/// A row, and the head of a day.
const ROW: f32 = 36.0;
const SIDE: f32 = 20.0;

pub(super) fn draw(view: &mut HistoryView, ui: &mut Ui, cx: &Cx, revision: u64) {
    let today = today();
    let HistoryView { journal, shown, filter, chosen, reveal, trouble, .. } = view;
    let Some(journal) = journal.last() else { return };
    let shown = shown.get((revision, filter.clone(), today), |_| journal.lines(filter, today));
    if shown.is_empty() {
        return nothing(trouble.as_deref(), ui, cx);
    }
    let seq = |line: usize| if let Line::Step(at) = shown[line] { Some(journal.steps[at].seq) } else { None };
    let at = chosen.and_then(|chosen| (0..shown.len()).find(|line| seq(*line) == Some(chosen)));
    let rect = ui.max_rect();
    let keys = list_keys(ui, id(), rect, "Steps", at, shown.len(), (rect.height() / ROW) as usize);
    if let Some(to) = keys.moved {
        (*chosen, *reveal) = (next_step(shown, to, at.is_some_and(|at| to < at)).and_then(seq), true);
    }
    let to = chosen.filter(|_| std::mem::take(reveal)).and_then(|chosen| (0..shown.len()).find(|line| seq(*line) == Some(chosen)));
    let focused = keys.response.has_focus();
    let mut clicked = None;
    VirtualList::same("history", ROW, shown.len()).reveal(to).show(ui, |ui, at| match &shown[at] {
        Line::Day(name) => day_head(ui, cx, name),
        Line::Step(at) => {
            let step = &journal.steps[*at];
            if row(ui, cx, step, *chosen == Some(step.seq), focused) {
                clicked = Some(step.seq);
            }
        }
    });
    if clicked.is_some() {
        *chosen = clicked;
        keys.response.request_focus();
    }
}

/// The list's id, for the focus.
pub fn id() -> Id {
    Id::unique("history list")
}

/// The line nearest to `to` that is a step: heads of days are passed over, upwards when going `up`.
fn next_step(lines: &[Line], to: usize, up: bool) -> Option<usize> {
    let is_step = |at: &usize| matches!(lines[*at], Line::Step(_));
    let (before, after) = ((0..=to).rev().find(is_step), (to..lines.len()).find(is_step));
    if up { before.or(after) } else { after.or(before) }
}

fn nothing(trouble: Option<&str>, ui: &mut Ui, cx: &Cx) {
    match trouble {
        Some(why) => parts::empty(ui, cx, "The history cannot be read", why, None),
        None => parts::empty(ui, cx, "No step fits these filters", "They are set at the left.", Some(("Show all", Window::ShowAll.into()))),
    }
}

fn day_head(ui: &mut Ui, cx: &Cx, name: &str) {
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, name));
    paint::text(ui, pos2(rect.left() + SIDE, rect.top() + 22.0), Align2::LEFT_CENTER, name, paint::strong(), cx.tokens.ink);
}

fn row(ui: &mut Ui, cx: &Cx, step: &Step, chosen: bool, focused: bool) -> bool {
    let tokens = cx.tokens;
    let (_, rect) = ui.allocate_space(ui.available_size());
    let response = ui.interact(rect, Id::unique(("history step", step.seq)), Sense::CLICK);
    let state = if step.undone { ", undone" } else { "" };
    response.widget_info(|| {
        let place = if step.place.is_empty() { String::new() } else { format!(", {}", plain(&step.place)) };
        WidgetInfo::selected(Role::ListBoxOption, true, chosen, format!("{} {}, {}{place}{state}", step.clock, step.who, plain(&step.label)))
    });
    row_ground(ui, rect, chosen, response.hovered(), focused);
    let y = rect.center().y;
    let ink = if step.undone { tokens.ink3.gamma_multiply(0.75) } else { tokens.ink };
    let meta = if step.undone { ink } else { tokens.ink3 };
    paint::text(
        ui,
        pos2(rect.left() + SIDE, y),
        Align2::LEFT_CENTER,
        &step.clock,
        fonts::figures(Weight::Regular, 13.0),
        if chosen { tokens.ink2 } else { meta },
    );
    if !step.who.is_empty() {
        disc_on(ui, pos2(rect.left() + 94.0, y), 12.0, &step.who, chosen);
    }
    let place = if step.undone { "undone".to_owned() } else { plain(&step.place) };
    let galley = paint::line(ui, &place, paint::meta(), meta, rect.width() * 0.3);
    let right = rect.right() - SIDE - galley.size().x;
    paint::place(ui, galley, pos2(right, y));
    let left = rect.left() + 118.0;
    let cut = told(ui, pos2(left, y), &step.label, 13.0, ink, right - left - 16.0);
    paint::hline(ui, ui.painter(), rect.left() + SIDE..=rect.right() - SIDE, rect.bottom() - 1.0, tokens.line_soft);
    let clicked = response.clicked();
    if cut {
        response.tip(plain(&step.label));
    }
    clicked
}
