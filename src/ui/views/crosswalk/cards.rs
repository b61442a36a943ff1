//! The passages of the chosen line: their words, whose they are, how they stand, and who settled that, why and when.

use super::CrosswalkView;
use super::data::{Line, Said, standings};
use super::passages::{Card, Settled};
use crate::analysis::lens::Standing;
use crate::ui::command::{Command, CrosswalkCommand, Target, Window};
use crate::ui::cx::Cx;
use crate::ui::format::{count, when};
use crate::ui::text::{Family, PassageStyle};
use crate::ui::theme::measure;
use crate::ui::views::menu::{context, head, row, row_for};
use crate::ui::widgets::{Tip, VirtualList, paint, section_head, wrapped};
use egui::accesskit::Role;
use egui::{Color32, Frame, Id, Margin, Rect, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

const SIDE: f32 = 12.0;
const PAD: f32 = 11.0;
const ABOVE: f32 = 9.0;
const FOOT: f32 = 28.0;
const LINE: f32 = 18.0;
const GAP: f32 = 8.0;
/// How many rows of a passage show.
const ROWS: usize = 5;
/// About how wide a letter of a passage is.
const LETTER: f32 = 6.6;

fn serif() -> PassageStyle {
    PassageStyle::new(Family::Serif, 14.0, 20.0)
}

/// The list, for the focus.
pub fn list_id() -> Id {
    Id::unique("crosswalk passages")
}

/// Draws it over the room there is.
pub fn draw(view: &mut CrosswalkView, ui: &mut Ui, cx: &Cx, line: &Line) {
    if let Some(why) = view.reading.trouble() {
        paint::place(ui, paint::line(ui, why, paint::meta(), cx.tokens.danger, ui.available_width() - 24.0), ui.cursor().min + vec2(SIDE, 16.0));
        return;
    }
    let Some(cards) = view.cards() else { return };
    told(ui, cx, line, cards.len());
    let place = Rect::from_min_max(ui.cursor().min, ui.max_rect().max);
    let width = place.width() - 2.0 * (SIDE + PAD);
    let at = cards.iter().position(|card| view.card == Some((card.source, card.span)));
    let keys = keys(ui, place, at, cards.len());
    if let Some(to) = keys.1 {
        (view.card, view.reveal_card) = (Some((cards[to].source, cards[to].span)), true);
    }
    let focused = keys.0.has_focus();
    if let Some(at) = at.filter(|_| focused && keys.2) {
        cx.push(to_source(&cards[at]));
    }
    let to = keys.1.or(std::mem::take(&mut view.reveal_card).then_some(at).flatten());
    ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
        VirtualList::of("crosswalk passages", cards.iter().map(|card| height(card, width))).reveal(to).show(ui, |ui, at| {
            let card = &cards[at];
            let chosen = view.card == Some((card.source, card.span));
            let response = passage(ui, cx, card, (at, chosen, focused));
            if response.clicked() || response.secondary_clicked() {
                view.card = Some((card.source, card.span));
                keys.0.request_focus();
            }
            if response.double_clicked() {
                cx.push(to_source(card));
            }
            context(&response, cx, 300.0, |ui| entries(ui, cx, card));
        });
    });
}

/// The way to a passage in its source.
fn to_source(card: &Card) -> Command {
    Window::Go(Target::Passage(card.source, card.span)).into()
}

/// The keys of the list; unlike the main list of a view it does not take the focus by itself.
fn keys(ui: &Ui, rect: Rect, at: Option<usize>, count: usize) -> (egui::Response, Option<usize>, bool) {
    let (response, keys) = crate::ui::views::tree::tree_keys(ui, list_id(), rect, "Passages of the link");
    // Coming to it puts the keys at its first passage.
    let first = response.has_focus() && at.is_none() && count > 0;
    let moved = if first { Some(0) } else { (keys.step != 0).then(|| crate::ui::views::tree::stepped(at, count, keys.step)).flatten() };
    if keys.leave {
        response.surrender_focus();
        ui.memory_mut(|memory| memory.request_focus(super::list_id()));
    }
    (response, moved, keys.enter)
}

/// What can be done with a passage.
fn entries(ui: &mut Ui, cx: &Cx, card: &Card) {
    use crate::ui::command::Gathering;
    if card.standing.is_some() {
        row(ui, cx, Gathering::Accept);
        row(ui, cx, Gathering::Reject);
        row(ui, cx, Gathering::AskMove);
        if card.settled.is_some() {
            row(ui, cx, Gathering::Reopen);
        }
        head(ui, cx, "");
    }
    // On the page of what is left out the command means the passage there.
    row_for(ui, cx, CrosswalkCommand::Jump, to_source(card));
}

/// The head with “4 open · 1 accepted”: beside it where there is room, else in full below it.
fn told(ui: &mut Ui, cx: &Cx, line: &Line, all: usize) {
    let words = match &line.said {
        Said::To(_, _, _, covered) => {
            let told = standings(covered).filter(|(n, word)| *n > 0 || *word == "open").map(|(n, word)| format!("{} {word}", count(n as i64)));
            let below = (line.open_below > 0).then(|| format!("{} open below", count(line.open_below as i64)));
            told.chain(below).collect::<Vec<_>>().join(" · ")
        }
        Said::Nothing | Said::Without(_) => count(all as i64),
    };
    let galley = paint::line(ui, &words, paint::meta(), cx.tokens.ink3, f32::INFINITY);
    let room = ui.available_width() / 2.0 - SIDE;
    if galley.size().x <= room {
        return section_head(ui, "Passages", |ui| {
            let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
            paint::place(ui, galley, rect.left_center());
        });
    }
    section_head(ui, "Passages", |_| {});
    Frame::new().inner_margin(Margin { left: SIDE as i8, right: SIDE as i8, top: 0, bottom: 6 }).show(ui, |ui| {
        wrapped(ui, &words, paint::meta(), cx.tokens.ink3, 18.0);
    });
}

fn rows(card: &Card, width: f32) -> usize {
    ((card.letters as f32 * LETTER / width.max(60.0) + 0.3).ceil() as usize).clamp(1, ROWS)
}

/// How many lines say what was settled, and in which source it stands.
fn lines(card: &Card) -> usize {
    1 + card.settled.as_ref().map_or(0, |settled| 1 + usize::from(!settled.reason.is_empty()))
}

fn height(card: &Card, width: f32) -> f32 {
    ABOVE + rows(card, width) as f32 * 20.0 + lines(card) as f32 * LINE + FOOT + GAP
}

/// What was settled and by whom: “moved to Law 5 by Bo Price, 3 days ago”.
fn deed(settled: &Settled, standing: Option<Standing>) -> String {
    let what = match (&settled.moved, settled.holds) {
        (_, None) => "parts of it settled differently, the last".to_owned(),
        (Some(moved), Some(_)) => format!("moved to {moved}"),
        (None, Some(ruling)) => ruling.name().to_owned(),
    };
    let grew = if standing == Some(Standing::Again) && settled.holds.is_some() { " before it grew" } else { "" };
    let redefined = if settled.redefined { "; a code of it was redefined since" } else { "" };
    format!("{what}{grew} by {}, {}{redefined}", settled.coder, when(settled.at))
}

fn ink(cx: &Cx, standing: Standing) -> Color32 {
    match standing {
        Standing::Again => cx.tokens.warn,
        Standing::Open => cx.tokens.ink2,
        Standing::Accepted | Standing::Moved => cx.tokens.accent,
        Standing::Rejected => cx.tokens.danger,
    }
}

fn passage(ui: &mut Ui, cx: &Cx, card: &Card, (number, chosen, focused): (usize, bool, bool)) -> egui::Response {
    let tokens = cx.tokens;
    let (_, rect) = ui.allocate_space(ui.available_size());
    let rect = Rect::from_min_max(rect.min + vec2(SIDE, 0.0), rect.max - vec2(SIDE, GAP));
    let response = ui.interact(rect, Id::unique(("crosswalk passage", number)), Sense::CLICK);
    let told = card.settled.as_ref().map(|settled| deed(settled, card.standing));
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, chosen, spoken(card, told.as_deref())));
    paint::boxed(ui, rect, measure::RADIUS_CARD, if chosen { tokens.accent_wash } else { tokens.raised }, tokens.line);
    if chosen {
        let width = if focused { tokens.focus } else { paint::hair(ui) };
        ui.painter().rect_stroke(rect, measure::RADIUS_CARD, Stroke::new(width, tokens.accent), StrokeKind::Inside);
    }
    let room = Rect::from_min_max(rect.min + vec2(PAD, ABOVE), rect.max - vec2(PAD, 0.0));
    let fit = rows(card, room.width());
    let cut = {
        let mut engine = cx.text.borrow_mut();
        let fitted = engine.fit(&card.words, &serif(), room.width(), fit);
        fitted.passage.paint(&mut engine, ui.painter(), room.min, tokens.ink);
        fitted.cut
    };
    let mut y = room.top() + fit as f32 * 20.0 + LINE / 2.0 + 1.0;
    let mut hidden = Vec::new();
    let reason = card.settled.as_ref().map_or("", |settled| settled.reason.as_str());
    for (words, ink) in [(told.as_deref().unwrap_or(""), tokens.ink2), (reason, tokens.ink2), (&card.name, tokens.ink3)] {
        if words.is_empty() {
            continue;
        }
        let line = paint::line(ui, words, paint::meta(), ink, room.width());
        hidden.extend(line.elided.then(|| words.to_owned()));
        paint::place(ui, line, pos2(room.left(), y));
        y += LINE;
    }
    foot(ui, cx, card, (room, rect.bottom() - FOOT / 2.0));
    if cut || !hidden.is_empty() {
        hidden.extend(cut.then(|| card.words.clone()));
        return response.tip_at_pointer(hidden.join("\n"));
    }
    response
}

fn foot(ui: &Ui, cx: &Cx, card: &Card, (room, y): (Rect, f32)) {
    let mut right = room.right();
    if let Some(standing) = card.standing {
        let place = paint::text(ui, pos2(right, y), egui::Align2::RIGHT_CENTER, standing.name(), paint::meta(), ink(cx, standing));
        right = place.left() - 8.0;
    }
    paint::place(ui, paint::line(ui, &card.whose, paint::meta(), cx.tokens.ink3, right - room.left()), pos2(room.left(), y));
}

fn spoken(card: &Card, told: Option<&str>) -> String {
    let standing = card.standing.map_or("", Standing::name);
    let reason = card.settled.as_ref().map_or("", |settled| settled.reason.as_str());
    let parts = [card.words.as_str(), card.name.as_str(), card.whose.as_str(), told.unwrap_or(standing), reason];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
