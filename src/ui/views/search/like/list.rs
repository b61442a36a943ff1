//! The paragraphs, the likest first, with the words that made them so; the chosen one whole.

use super::super::{SearchView, marked};
use super::data::{LikeRow, Marked};
use super::{LikePage, list_id};
use crate::ui::command::LikeCommand;
use crate::ui::cx::Cx;
use crate::ui::views::parts;
use crate::ui::widgets::{Button, VirtualList, list_keys, paint, row_ground, within};
use egui::accesskit::Role;
use egui::{Align, Id, Layout, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

const SIDE: f32 = 24.0;
/// Words are set no wider.
const READABLE: f32 = 800.0;
/// Rows of a paragraph that is not chosen, and of the chosen one.
const ROWS: usize = 3;
const WHOLE: usize = 24;
/// What a row's letters take about.
const LETTER: f32 = 7.3;
/// What stands above and below the words.
const ABOVE: f32 = 30.0;
const BELOW: f32 = 34.0;
const BUTTONS: f32 = 38.0;
/// How long the bar of the likest is.
const BAR: f32 = 64.0;

/// Draws them, or what can be done where there are none.
pub fn draw(view: &mut SearchView, ui: &mut Ui, page: Rect, cx: &Cx) {
    view.like.listens = false;
    view.follow_like(cx);
    let like = &mut view.like;
    if like.code.is_none() {
        let more = "Its words are compared with every paragraph that is not coded so; nothing is coded by itself.";
        let choose = Some(("Choose a code…", LikeCommand::Ask.into()));
        return within(ui, page, Layout::top_down(Align::Min), |ui| parts::empty(ui, cx, "More like the passages of a code", more, choose));
    }
    if working(like, ui, page) {
        return;
    }
    if like.rows.last().is_none_or(Vec::is_empty) {
        return within(ui, page, Layout::top_down(Align::Min), |ui| nothing(like, ui, cx));
    }
    within(ui, page, Layout::top_down(Align::Min), |ui| rows(like, ui, cx));
}

/// What shows while paragraphs are ranked, or were stopped; says whether it does.
fn working(like: &mut LikePage, ui: &mut Ui, page: Rect) -> bool {
    let (stopped, report) = match like.dismissed {
        true => (like.kept.is_stopped(), like.kept.report()),
        false => (like.ranked.is_stopped(), like.ranked.report()),
    };
    if stopped {
        if within(ui, page, Layout::top_down(Align::Min), |ui| parts::stopped(ui, "Not all paragraphs are compared: you stopped it.")) {
            like.kept.go_on();
            like.ranked.go_on();
        }
        return true;
    }
    let Some(report) = report else { return false };
    if report.elapsed.as_millis() > 200 && within(ui, page, Layout::top_down(Align::Min), |ui| parts::working(ui, "Comparing paragraphs", &report)) {
        like.kept.cancel();
        like.ranked.cancel();
    }
    // What stands there is of before; for a moment it may stay.
    report.elapsed.as_millis() > 200
}

fn nothing(like: &LikePage, ui: &mut Ui, cx: &Cx) {
    let trouble = if like.dismissed { like.kept.trouble() } else { like.ranked.trouble() };
    if let Some(why) = trouble {
        return parts::empty(ui, cx, "The paragraphs could not be compared", why, None);
    }
    if like.dismissed {
        return parts::empty(ui, cx, "Nothing is dismissed for this code", "What you dismiss can be offered again here.", None);
    }
    let Some(likes) = like.ranked.last() else { return };
    let anew = Some(("Rank anew", LikeCommand::Anew.into()));
    match (likes.in_memos, likes.telling.is_empty(), likes.rows.is_empty()) {
        (true, ..) => parts::empty(ui, cx, "What was said is compared", "This search is in memos: take memo: out of it.", None),
        (_, true, _) => {
            let more = "No word tells its passages from the others: code a few more, or choose the code above it.";
            parts::empty(ui, cx, "Too little is coded so yet", more, anew.filter(|_| like.is_behind()));
        }
        (_, _, true) => parts::empty(ui, cx, "Nothing is like it", "No other paragraph has the words that tell its passages from the others.", None),
        _ => parts::empty(ui, cx, "All of them are decided", "Ranked anew, what you coded counts with the rest.", anew),
    }
}

/// What was done with a row.
enum Act {
    Choose(usize),
    Do(usize, LikeCommand),
}

fn rows(like: &mut LikePage, ui: &mut Ui, cx: &Cx) {
    let rect = ui.max_rect();
    let places: Vec<usize> = like.rows.last().cloned().unwrap_or_default();
    let at = like.place();
    let keys = list_keys(ui, list_id(), rect, "More like these", at, places.len(), (rect.height() / 120.0) as usize);
    if let Some(to) = keys.moved {
        like.go(to);
    }
    let at = like.place();
    like.listens = keys.response.has_focus();
    let reveal = at.filter(|_| std::mem::take(&mut like.reveal));
    let width = wide(rect);
    let (all, listens) = (like.all(), like.listens);
    let heights: Vec<f32> =
        places.iter().enumerate().map(|(n, row)| all.get(*row).map_or(0.0, |row| whole_height(cx, row, width, at == Some(n)))).collect();
    let mut act = None;
    VirtualList::of("like rows", heights).reveal(reveal).show(ui, |ui, n| {
        let Some(row) = all.get(places[n]) else { return };
        if let Some(done) = paragraph(ui, cx, row, n, at == Some(n), listens) {
            act = Some(done);
        }
    });
    match act {
        Some(Act::Choose(n)) => {
            like.go(n);
            like.reveal = false;
            keys.response.request_focus();
        }
        Some(Act::Do(n, command)) => {
            like.go(n);
            keys.response.request_focus();
            cx.push(command);
        }
        None => {}
    }
}

fn wide(rect: Rect) -> f32 {
    (rect.width() - 2.0 * SIDE).min(READABLE)
}

fn set(cx: &Cx, row: &LikeRow, width: f32, chosen: bool) -> (std::sync::Arc<crate::ui::text::Passage>, f32) {
    let (words, rows): (&Marked, usize) = if chosen { (&row.whole, WHOLE) } else { (&row.short, ROWS) };
    let passage = marked::fit(cx, &words.text, &words.marks, width, rows).passage;
    let height = passage.height();
    (passage, height)
}

/// How high the words of a row are. Only the chosen one is set to know it: the others take the rows that their letters take about.
fn height(cx: &Cx, row: &LikeRow, width: f32, chosen: bool) -> f32 {
    if chosen {
        return set(cx, row, width, true).1;
    }
    let rows = (row.short.letters as f32 * LETTER / width.max(60.0)).ceil().clamp(1.0, ROWS as f32);
    rows * marked::serif().line_height
}

/// How high a row is.
fn whole_height(cx: &Cx, row: &LikeRow, width: f32, chosen: bool) -> f32 {
    height(cx, row, width, chosen) + ABOVE + BELOW + if chosen { BUTTONS } else { 0.0 }
}

fn paragraph(ui: &mut Ui, cx: &Cx, row: &LikeRow, n: usize, chosen: bool, listens: bool) -> Option<Act> {
    let (_, rect) = ui.allocate_space(ui.available_size());
    let response = ui.interact(rect, Id::unique(("like row", row.key())), Sense::CLICK);
    let meta = meta(row);
    let words = if chosen { &row.whole } else { &row.short };
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, format!("{}, {meta}, {}", words.text, row.why)));
    row_ground(ui, rect, chosen, response.hovered(), chosen && listens);
    let (left, width) = (rect.left() + SIDE, wide(rect));
    let ink = if chosen { cx.tokens.ink2 } else { cx.tokens.ink3 };
    let y = rect.top() + 18.0;
    let bar = if row.share > 0.0 { BAR } else { 0.0 };
    paint::place(ui, paint::line(ui, &meta, paint::meta(), ink, width - bar - 12.0), pos2(left, y));
    if row.share > 0.0 {
        let track = Rect::from_min_size(pos2(left + width - BAR, y - 3.0), vec2(BAR, 6.0));
        ui.painter().rect_filled(track, 3.0, cx.tokens.line_soft);
        ui.painter().rect_filled(Rect::from_min_size(track.min, vec2((BAR * row.share).max(3.0), 6.0)), 3.0, cx.tokens.accent);
    }
    let passage = set(cx, row, width, chosen).0;
    let height = height(cx, row, width, chosen);
    marked::paint(cx, ui.painter(), &passage, &words.marks, pos2(left, rect.top() + ABOVE), cx.tokens.ink);
    let below = rect.top() + ABOVE + height + 14.0;
    paint::place(ui, paint::line(ui, &row.why, paint::meta(), ink, width), pos2(left, below));
    paint::hline(ui, ui.painter(), left..=rect.right() - SIDE, rect.bottom() - 1.0, cx.tokens.line_soft);
    if chosen {
        let place = Rect::from_min_size(pos2(left, below + 14.0), vec2(width, 28.0));
        if let Some(command) = buttons(ui, cx, row, place) {
            return Some(Act::Do(n, command));
        }
    }
    if response.double_clicked() {
        return Some(Act::Do(n, LikeCommand::Open));
    }
    response.clicked().then_some(Act::Choose(n))
}

/// What can be done with the chosen one.
fn buttons(ui: &mut Ui, cx: &Cx, row: &LikeRow, place: Rect) -> Option<LikeCommand> {
    let writable = cx.project.is_some_and(|desk| desk.read_only().is_none());
    let leaves = if row.dismissed.is_some() { "Offer again" } else { "Dismiss" };
    within(ui, place, Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let all = [
            (Button::primary("Code it so").enabled(writable), LikeCommand::Accept),
            (Button::new(leaves).enabled(writable), LikeCommand::Dismiss),
            (Button::new("Show in Read"), LikeCommand::Open),
        ];
        let mut done = None;
        for (button, command) in all {
            if button.tip(cx.tip(command.clone())).show(ui).clicked() {
                done = Some(command);
            }
        }
        done
    })
}

/// Where a paragraph stands: its source, who says it and in which turn.
fn meta(row: &LikeRow) -> String {
    let turn = row.turn.map_or_else(String::new, |turn| format!("turn {turn}"));
    let parts = [row.told.source.as_str(), row.told.line.as_str(), turn.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
