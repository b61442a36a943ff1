//! One column: its name, who is heard in it as a bar, and its cards, scrolled by pixel with the first in sight as the anchor.

use super::board::{self, Asked, State};
use super::card;
use super::data::{Bar, Board, Hue, Lane};
use crate::ui::cx::Cx;
use crate::ui::heights::Heights;
use crate::ui::text::{Family, PassageStyle, Weight as Heavy};
use crate::ui::theme::{Tokens, measure};
use crate::ui::widgets::{Tip, Words, paint};
use egui::accesskit::Role;
use egui::{Color32, Id, Rect, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// Beside the cards.
const SIDE: f32 = 12.0;
/// The head, down to where cards begin to show.
const HEAD: f32 = 50.0;
/// Above the first card.
const TOP: f32 = 7.0;
/// Between cards.
pub(super) const GAP: f32 = 8.0;

/// The colour of a group.
pub fn colour(tokens: &Tokens, hue: Hue) -> Color32 {
    hue.map_or(tokens.bar, |at| tokens.codes[usize::from(at) % tokens.codes.len()])
}

/// Draws a column over `rect`; says what was asked for.
pub fn draw(ui: &mut Ui, rect: Rect, cx: &Cx, (all, n): (&Board, usize), state: &mut State) -> Option<Asked> {
    let lane = &all.lanes[n];
    head(ui, rect, cx, lane);
    let list = Rect::from_min_max(pos2(rect.left(), rect.top() + HEAD), rect.max);
    let mut asked = None;
    ui.scope_builder(UiBuilder::new().max_rect(list).id_salt(("theme lane", lane.group)), |ui| {
        ui.set_clip_rect(list.intersect(ui.clip_rect()));
        ui.spacing_mut().item_spacing.y = 0.0;
        asked = cards(ui, list, cx, (all, n), state);
    });
    asked
}

fn head(ui: &Ui, rect: Rect, cx: &Cx, lane: &Lane) {
    let (left, y) = (rect.left() + SIDE, rect.top() + 22.0);
    let count = paint::whole(ui, &lane.line, paint::meta(), cx.tokens.ink3);
    let room = rect.width() - 2.0 * SIDE - count.size().x - 8.0;
    let style = PassageStyle::new(Family::Sans, 15.0, 22.0).weight(Heavy::Semibold);
    let title = {
        let mut engine = cx.text.borrow_mut();
        let fitted = engine.fit(&lane.title, &style, room.max(40.0), 1);
        let origin = pos2(left - fitted.passage.inset(), y - 11.0);
        fitted.passage.paint(&mut engine, ui.painter(), origin, cx.tokens.ink);
        (fitted.passage.width(), fitted.cut)
    };
    paint::place(ui, count, pos2(left + title.0 + 8.0, y + 1.0));
    let place = Rect::from_min_size(pos2(left, y - 11.0), vec2(title.0, 22.0));
    let response = ui.interact(place, Id::unique(("theme lane head", lane.group)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, format!("{}, {}", lane.title, lane.line)));
    if title.1 {
        response.tip(&lane.title);
    }
    bar(ui, Rect::from_min_size(pos2(left, rect.top() + 40.0), vec2(rect.width() - 2.0 * SIDE, 6.0)), cx, lane);
}

fn bar(ui: &Ui, rect: Rect, cx: &Cx, lane: &Lane) {
    let total: usize = lane.bars.iter().map(|bar| bar.passages).sum();
    if total == 0 {
        paint::track(ui, rect, 3.0);
        return;
    }
    let gaps = lane.bars.len().saturating_sub(1) as f32;
    let unit = (rect.width() - gaps) / total as f32;
    let mut x = rect.left();
    for (n, part) in lane.bars.iter().enumerate() {
        let width = unit * part.passages as f32;
        let place = Rect::from_min_size(pos2(x, rect.top()), vec2(width, rect.height()));
        let mut corners = egui::CornerRadius::ZERO;
        if n == 0 {
            (corners.nw, corners.sw) = (3, 3);
        }
        if n + 1 == lane.bars.len() {
            (corners.ne, corners.se) = (3, 3);
        }
        ui.painter().rect_filled(place, corners, colour(cx.tokens, part.hue));
        let response = ui.interact(place.expand2(vec2(0.0, 5.0)), Id::unique(("theme bar", lane.group, n)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, told(part)));
        response.tip(told(part));
        x += width + 1.0;
    }
}

fn told(bar: &Bar) -> String {
    let passages = crate::ui::format::counted(bar.passages, "passage");
    if bar.heard.is_empty() { format!("{}: {passages}", bar.name) } else { format!("{}: {passages}, {}", bar.name, bar.heard) }
}

/// Where every card of a column stands, from its upper edge.
fn top(tops: &Heights, at: usize) -> f32 {
    TOP + tops.top(at) as f32
}

fn cards(ui: &mut Ui, list: Rect, cx: &Cx, (all, n): (&Board, usize), state: &mut State) -> Option<Asked> {
    let lane = &all.lanes[n];
    // Columns are whole points wide, which a sideways scroll rounds off.
    let width = (list.width() - 2.0 * SIDE).round();
    let mut tops = state.take_tops(all, n, width);
    let tail = tail_height(ui, cx, lane, width);
    let salt = Id::unique(("theme cards", all.code, lane.group));
    let mut area = ScrollArea::vertical().id_salt(salt).auto_shrink([false, false]);
    let target = state.reveal.filter(|(lane, at)| *lane == n && *at < all.lanes[n].cards.len()).map(|(_, at)| at);
    if let Some(offset) = target.and_then(|at| reveal(ui, cx, (all, n), at, state, &mut tops, (list.height(), width, salt))) {
        area = area.vertical_scroll_offset(offset);
    }
    let mut asked = None;
    area.show_viewport(ui, |ui, port| {
        let origin = ui.max_rect().min;
        let first = tops.find(f64::from(port.top() - TOP)).0;
        let mut at = first;
        let mut drift = 0.0;
        while at < lane.cards.len() && top(&tops, at) - drift < port.bottom() {
            let laid = measured(cx, all, lane.cards[at], width, state);
            let more = laid.height + GAP - tops.get(at);
            if more != 0.0 {
                tops.set(at, laid.height + GAP);
                // The first in sight keeps its lower edge, so that scrolling upwards does not jump.
                if at == first && top(&tops, at) < port.top() {
                    drift += more;
                }
            }
            let rect = Rect::from_min_size(pos2(origin.x + SIDE, origin.y + top(&tops, at) - drift), vec2(width, laid.height));
            asked = board::one(ui, rect, cx, all, (n, at), &laid, state).or(asked.take());
            at += 1;
        }
        if drift != 0.0 {
            ui.ctx().request_repaint();
            ui.scroll_with_delta(vec2(0.0, -drift));
        }
        let end = top(&tops, tops.len());
        if end < port.bottom() {
            tail_draw(ui, pos2(origin.x + SIDE, origin.y + end), width, cx, lane);
        }
        ui.set_height(end + tail);
    });
    state.put_tops(all, n, width, tops);
    asked
}

/// A card laid out, its height remembered.
fn measured(cx: &Cx, all: &Board, card: usize, width: f32, state: &mut State) -> card::Laid {
    let card = &all.cards[card];
    let laid = card::lay_out(cx, &mut state.cache, card, width, state.open.get(&card.key));
    state.heights.insert((card.key, width.to_bits()), laid.height);
    laid
}

/// The scroll offset that shows a card, where it does not show now.
fn reveal(
    ui: &Ui,
    cx: &Cx,
    (all, n): (&Board, usize),
    at: usize,
    state: &mut State,
    tops: &mut Heights,
    (height, width, salt): (f32, f32, Id),
) -> Option<f32> {
    let laid = measured(cx, all, all.lanes[n].cards[at], width, state);
    tops.set(at, laid.height + GAP);
    let now = egui::scroll_area::State::load(ui.ctx(), ui.make_persistent_id(salt)).map_or(0.0, |state| state.clamped_offset().y);
    let (top, bottom) = (top(tops, at) - TOP, top(tops, at + 1));
    if top < now {
        Some(top)
    } else if bottom > now + height {
        Some((bottom - height).min(top))
    } else {
        None
    }
}

fn warning_galley(ui: &Ui, cx: &Cx, lane: &Lane, width: f32) -> Words {
    paint::wrapped(ui, &lane.warning, paint::meta(), cx.tokens.ink2, width - 20.0, 20.0)
}

fn silence(lane: &Lane) -> String {
    match (lane.cards.is_empty(), lane.silence.is_empty()) {
        (true, true) => "No passages here".to_owned(),
        (true, false) => format!("No passages here. {}", lane.silence),
        (false, _) => lane.silence.clone(),
    }
}

fn silence_galley(ui: &Ui, cx: &Cx, lane: &Lane, width: f32) -> Words {
    paint::wrapped(ui, &silence(lane), paint::meta(), cx.tokens.ink3, width - 8.0, 20.0)
}

/// The height of what stands under the cards.
fn tail_height(ui: &Ui, cx: &Cx, lane: &Lane, width: f32) -> f32 {
    let warning = if lane.warning.is_empty() { 0.0 } else { warning_galley(ui, cx, lane, width).size().y + 16.0 };
    warning + silence_galley(ui, cx, lane, width).size().y + 24.0
}

fn tail_draw(ui: &Ui, at: egui::Pos2, width: f32, cx: &Cx, lane: &Lane) {
    let tokens = cx.tokens;
    let mut top = at.y;
    if !lane.warning.is_empty() {
        let galley = warning_galley(ui, cx, lane, width);
        let rect = Rect::from_min_size(pos2(at.x, top), vec2(width, galley.size().y + 16.0));
        ui.painter().rect_filled(rect, measure::RADIUS, tokens.tint(tokens.warn));
        let response = ui.interact(rect, Id::unique(("theme one voice", lane.group)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &lane.warning));
        galley.paint(ui.painter(), rect.min + vec2(10.0, 8.0));
        top = rect.bottom();
    }
    let (words, galley) = (silence(lane), silence_galley(ui, cx, lane, width));
    if words.is_empty() {
        return;
    }
    let rect = Rect::from_min_size(pos2(at.x + 4.0, top + 8.0), galley.size());
    let response = ui.interact(rect, Id::unique(("theme silence", lane.group)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    galley.paint(ui.painter(), rect.min);
}

/// The room before a name in the legend, for its swatch; and that between two.
const SWATCH: f32 = 15.0;
const BETWEEN: f32 = 15.0;
/// From row to row of a legend that wraps.
const ROW: f32 = 20.0;

/// The width of the legend on one line.
pub fn legend_width(ui: &Ui, cx: &Cx, all: &Board) -> f32 {
    let names = all.legend.iter().map(|(name, _)| paint::whole(ui, name, paint::meta(), cx.tokens.ink2).size().x + SWATCH);
    names.sum::<f32>() + BETWEEN * all.legend.len().saturating_sub(1) as f32
}

/// Draws who the colours of the bars are, from `left` on and on as many lines as `right` asks for, the first with its middle at `y`; gives the
/// middle of the last.
pub fn legend(ui: &Ui, cx: &Cx, all: &Board, left: f32, right: f32, y: f32) -> f32 {
    let (mut x, mut y) = (left, y);
    for (n, (name, hue)) in all.legend.iter().enumerate() {
        let galley = paint::line(ui, name, paint::meta(), cx.tokens.ink2, right - left - SWATCH);
        if x > left && x + SWATCH + galley.size().x > right + 0.5 {
            (x, y) = (left, y + ROW);
        }
        let swatch = Rect::from_center_size(paint::snap(ui, pos2(x + 4.0, y)), vec2(8.0, 8.0));
        ui.painter().rect_filled(swatch, 2.0, colour(cx.tokens, *hue));
        let place = paint::place(ui, galley, pos2(x + SWATCH, y));
        let response = ui.interact(place.union(swatch), Id::unique(("theme legend", n)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
        x = place.right() + BETWEEN;
    }
    y
}
