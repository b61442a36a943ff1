//! The list of memos: a head a kind, which folds, and a row a memo.

use super::MemosView;
use super::data::{At, Line, Memos, Row};
use crate::analysis::MemoOrder;
use crate::model::MemoKind;
use crate::ui::command::MemoCommand;
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::dialogs::memo_subject;
use crate::ui::format;
use crate::ui::icons;
use crate::ui::widgets::{VirtualList, disc_on, list_keys, paint, row_ground, told};
use egui::accesskit::Role;
use egui::{Align2, EventFilter, Id, Key, Modifiers, Response, Sense, Ui, WidgetInfo, pos2};

const ROW: f32 = 64.0;
const HEAD: f32 = 36.0;
const SIDE: f32 = 20.0;

/// The list's id, for the focus.
pub fn id() -> Id {
    Id::unique("memo list")
}

/// How a kind is called over its memos.
fn plural(kind: MemoKind) -> &'static str {
    match kind {
        MemoKind::FieldNote => "Field notes",
        MemoKind::Reflexive => "Reflexive memos",
        MemoKind::Analytic => "Analytic memos",
        MemoKind::Method => "Memos on method",
        MemoKind::Meeting => "Meetings",
    }
}

/// What the keys and the pointer did to a line.
#[derive(Default)]
struct Did {
    chosen: Option<At>,
    marked: Option<At>,
    folded: Option<MemoKind>,
}

/// Draws it.
pub fn draw(view: &mut MemosView, ui: &mut Ui, cx: &Cx, desk: &Desk) {
    let rect = ui.max_rect();
    let Some(memos) = view.memos.last() else { return };
    let at = memos.line(view.at);
    let keys = list_keys(ui, id(), rect, "Memos", at, memos.lines.len(), (rect.height() / ROW) as usize);
    let focused = keys.response.has_focus();
    let mut did = Did::default();
    if let Some(to) = keys.moved {
        did.chosen = Some(memos.at(memos.lines[to]));
    }
    if focused {
        let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id(), filter));
        hear(ui, cx, (memos, at, keys.enter), &view.filter.folded, &mut did);
    }
    let reveal = if std::mem::take(&mut view.reveal) { at } else { None };
    let by_kind = view.filter.order == MemoOrder::Kind;
    let heights = memos.lines.iter().map(|line| if matches!(line, Line::Head(..)) { HEAD } else { ROW });
    VirtualList::of("memo rows", heights).reveal(reveal).show(ui, |ui, line| {
        let line = memos.lines[line];
        let chosen = view.at == Some(memos.at(line));
        match line {
            Line::Head(kind, ..) => {
                if head(ui, cx, line, !view.filter.folded.contains(&kind), chosen && focused).clicked() {
                    (did.folded, did.chosen) = (Some(kind), Some(At::Head(kind)));
                }
            }
            Line::Memo(at) => {
                let row = &memos.rows[at];
                let response = one(ui, cx, desk, (row, by_kind), (chosen || view.marked.has(row.id), chosen && focused));
                if response.clicked() {
                    let with = ui.input(|input| input.modifiers.command);
                    let hit = if with { &mut did.marked } else { &mut did.chosen };
                    *hit = Some(At::Memo(row.id));
                }
                if response.double_clicked() {
                    cx.push(MemoCommand::OpenMemo(row.id));
                }
            }
        }
    });
    if did.chosen.is_some() && keys.moved.is_none() || did.marked.is_some() {
        keys.response.request_focus();
    }
    apply(view, did, keys.moved.is_some());
}

/// Left and Right fold, Enter opens a memo and folds under a head, Space marks.
fn hear(ui: &Ui, cx: &Cx, (memos, at, enter): (&Memos, Option<usize>, bool), folded: &std::collections::BTreeSet<MemoKind>, did: &mut Did) {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let (left, right, space) = (pressed(Key::ArrowLeft), pressed(Key::ArrowRight), pressed(Key::Space));
    match at.map(|at| memos.lines[at]) {
        Some(Line::Head(kind, ..)) => {
            let shut = folded.contains(&kind);
            if enter || space || left && !shut || right && shut {
                did.folded = Some(kind);
            }
        }
        Some(Line::Memo(at)) => {
            let row = &memos.rows[at];
            let has_head = memos.line(Some(At::Head(row.kind))).is_some();
            if left && has_head {
                did.chosen = Some(At::Head(row.kind));
            }
            if space {
                did.marked = Some(At::Memo(row.id));
            }
            if enter {
                cx.push(MemoCommand::OpenChosen);
            }
        }
        None => {}
    }
}

fn apply(view: &mut MemosView, did: Did, moved: bool) {
    if let Some(at) = did.chosen {
        view.at = Some(at);
        view.reveal |= moved || matches!(at, At::Head(_));
        if !moved && matches!(at, At::Memo(_)) {
            view.marked.clear();
        }
    }
    if let Some(At::Memo(id)) = did.marked {
        view.at = Some(At::Memo(id));
        view.marked.turn(id);
    }
    if let Some(kind) = did.folded {
        view.filter.turn_fold(kind);
    }
}

fn head(ui: &mut Ui, cx: &Cx, line: Line, shown: bool, focused: bool) -> Response {
    let tokens = cx.tokens;
    let Line::Head(kind, count, open) = line else { return ui.allocate_response(ui.available_size(), Sense::hover()) };
    let (_, rect) = ui.allocate_space(ui.available_size());
    let response = ui.interact(rect, Id::unique(("memo head", kind.name())), Sense::CLICK);
    let counts = match open {
        0 => format!("{} · all settled", format::count(count as i64)),
        open if open == count => format::count(count as i64),
        open => format!("{} · {} open", format::count(count as i64), format::count(open as i64)),
    };
    let folds = if shown { "unfolded" } else { "folded" };
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, focused, format!("{}, {counts}, {folds}", plural(kind))));
    row_ground(ui, rect, focused, response.hovered(), focused);
    let y = rect.center().y + 2.0;
    let caret = if shown { icons::CARET_DOWN } else { icons::CARET_RIGHT };
    paint::icon(ui, pos2(rect.left() + SIDE + 6.0, y), caret, 12.0, tokens.ink3);
    let words = paint::text(ui, pos2(rect.left() + SIDE + 20.0, y), Align2::LEFT_CENTER, plural(kind), paint::strong(), tokens.ink);
    paint::text(ui, pos2(words.right() + 10.0, y), Align2::LEFT_CENTER, &counts, paint::meta(), tokens.ink3);
    paint::hline(ui, ui.painter(), rect.left() + SIDE..=rect.right() - SIDE, rect.bottom() - 1.0, tokens.line);
    response
}

fn one(ui: &mut Ui, cx: &Cx, desk: &Desk, (row, by_kind): (&Row, bool), (chosen, focused): (bool, bool)) -> Response {
    let tokens = cx.tokens;
    let (_, rect) = ui.allocate_space(ui.available_size());
    let response = ui.interact(rect, Id::unique(("memo row", row.id)), Sense::CLICK);
    let on = memo_subject(desk, row.subject);
    let at = format::when(row.at);
    let state = if row.settled.is_some() { ", settled" } else { "" };
    response.widget_info(|| {
        let said = format!("{}, {}, on {on}, {} {at}{state}", row.title, row.kind.name(), row.who);
        WidgetInfo::selected(Role::ListBoxOption, true, chosen, said)
    });
    row_ground(ui, rect, chosen, response.hovered(), focused);
    disc_on(ui, pos2(rect.left() + SIDE + 12.0, rect.top() + 22.0), 12.0, &row.who, chosen);
    let (left, y) = (rect.left() + SIDE + 38.0, rect.top() + 21.0);
    let meta = paint::text(ui, pos2(rect.right() - SIDE, y), Align2::RIGHT_CENTER, &at, paint::meta(), tokens.ink3);
    let mut edge = meta.left();
    // Under the head of its kind a memo does not say it again.
    if !by_kind {
        edge = paint::text(ui, pos2(edge - 14.0, y), Align2::RIGHT_CENTER, row.kind.name(), paint::meta(), tokens.ink2).left();
    }
    if row.settled.is_some() {
        let word = paint::text(ui, pos2(edge - 14.0, y), Align2::RIGHT_CENTER, "settled", paint::meta(), tokens.ok);
        paint::icon(ui, pos2(word.left() - 10.0, y), icons::CHECK, 12.0, tokens.ok);
        edge = word.left() - 18.0;
    }
    let title = format!("\u{2068}{}\u{2069}", row.title);
    told(ui, pos2(left, y), &title, 13.0, if row.settled.is_some() { tokens.ink2 } else { tokens.ink }, edge - left - 14.0);
    let first = row.body.lines().find(|line| !line.trim().is_empty() && *line != row.title).unwrap_or_default();
    let line = if first.is_empty() { format!("on {on}") } else { format!("on {on} · {first}") };
    told(ui, pos2(left, rect.top() + 43.0), &line, 12.0, tokens.ink3, rect.right() - SIDE - left);
    paint::hline(ui, ui.painter(), rect.left() + SIDE..=rect.right() - SIDE, rect.bottom() - 1.0, tokens.line_soft);
    response
}
