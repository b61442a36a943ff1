//! Drawing stripes: a line a coding, the names beside, and what the pointer does on them.

use super::dense;
use super::measures::LINE;
use super::open::Open;
use super::show::{Show, StripeMode};
use super::stripes::Stripe;
use crate::analysis::Corpus;
use crate::model::grouped;
use crate::model::{CodeId, CodingId, Subject};
use crate::ui::command::{MemoCommand, Target, Window};
use crate::ui::cx::Cx;
use crate::ui::icons;
use crate::ui::text::{Family, PassageStyle, Weight};
use crate::ui::widgets::{Tip, paint};
use egui::accesskit::Role;
use egui::{Id, Rangef, Rect, Response, Sense, Ui, WidgetInfo, pos2, vec2};

/// The side of a small sign on a line, and how many stand below each other before they overlap.
const SIGN: f32 = 11.0;
const MOST_SIGNS: usize = 8;
/// From name to name.
const STEP: f32 = 18.0;

/// What the pointer did on the stripes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pointed {
    /// The coding under the pointer.
    pub hovered: Option<CodingId>,
    /// The coding that was clicked.
    pub clicked: Option<CodingId>,
}

/// Draws lanes and names; double-click asks for the code's theme.
pub fn show(ui: &mut Ui, cx: &Cx, corpus: &Corpus, open: &Open, show: &Show) -> Pointed {
    let sight = open.page.sight(&open.sheet);
    let seen: Vec<Stripe> = open.stripes.within(sight).copied().collect();
    let mut pointed = Pointed::default();
    if show.stripes == StripeMode::Density {
        dense::density(ui, cx, corpus, open);
        return pointed;
    }
    let mut shown = Vec::new();
    for stripe in &seen {
        if stripe.lane >= open.columns.lane_room {
            continue;
        }
        let rect = line(open, stripe);
        if !rect.intersects(open.frame.rect) {
            continue;
        }
        let hit = Rect::from_x_y_ranges(rect.left() - 2.0..=rect.left() + open.columns.pitch - 2.0, rect.y_range()).intersect(open.frame.rect);
        let response = ui.interact(hit, Id::unique(("stripe", stripe.coding)), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, Some(stripe.coding) == open.chosen, said(corpus, stripe)));
        let strong = response.hovered() || Some(stripe.coding) == open.chosen || Some(stripe.coding) == open.hovered;
        let colour = cx.tokens.code(corpus.colour(stripe.code));
        let drawn = if strong { rect.expand2(vec2(1.0, 0.0)) } else { rect };
        ui.painter().with_clip_rect(open.frame.rect).rect_filled(drawn, 1.5, colour);
        touched(cx, corpus, stripe, response, &mut pointed);
        shown.push((*stripe, rect, colour));
    }
    let mut there = Vec::new();
    for (stripe, line, colour) in &shown {
        signs(ui, cx, corpus, open, stripe, (*line, *colour), &mut there);
    }
    dense::overflow(ui, cx, corpus, open, &seen, &mut pointed);
    names(ui, cx, corpus, open, &seen, &mut pointed);
    pointed
}

/// What is on a coding, as small signs at the top of its line: a star for a key quote, a sheet for a memo. A sign gives way downwards to
/// those that are there, on its own line and on the lines beside.
fn signs(ui: &Ui, cx: &Cx, corpus: &Corpus, open: &Open, stripe: &Stripe, (line, colour): (Rect, egui::Color32), there: &mut Vec<Rect>) {
    let painter = ui.painter().with_clip_rect(open.frame.rect);
    let on = [(stripe.star, icons::STAR_FILL), (stripe.memo, icons::NOTE)];
    for (_, glyph) in on.into_iter().filter(|(on, _)| *on) {
        let place = |n: usize| Rect::from_center_size(pos2(line.center().x, line.top() + 5.0 + SIGN * n as f32), vec2(SIGN, SIGN));
        let free = |place: &Rect| !there.iter().any(|other| other.shrink(0.5).intersects(*place));
        let place = (0..MOST_SIGNS).map(place).find(free).unwrap_or_else(|| place(0));
        there.push(place);
        let at = place.center();
        painter.circle_filled(at, 5.0, cx.tokens.bg);
        paint::text_in(ui, &painter, at, egui::Align2::CENTER_CENTER, glyph, crate::ui::fonts::icons(10.0), colour);
        if glyph == icons::NOTE && open.frame.rect.contains(at) {
            let sign = ui.interact(place, Id::unique(("coding note", stripe.coding)), Sense::click());
            sign.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Memo on the coding as {}", corpus.path(stripe.code).join(" / "))));
            if sign.clicked() {
                cx.push(MemoCommand::Open(Subject::Coding(stripe.coding)));
            }
            sign.on_hover_ui(|ui| tooltip(ui, cx, corpus, stripe));
        }
    }
}

/// Where a stripe's line runs on the screen.
fn line(open: &Open, stripe: &Stripe) -> Rect {
    let view = open.frame.rect;
    let caret = |at, trailing| open.page.caret(&open.sheet, at, trailing).map(|rect| open.frame.outward(rect));
    let sight = open.page.sight(&open.sheet);
    let top = if stripe.span.start < sight.start { None } else { caret(stripe.span.start, false).map(|rect| rect.top()) };
    let bottom = if stripe.span.end > sight.end { None } else { caret(stripe.span.end, true).map(|rect| rect.bottom()) };
    let left = open.columns.lane(stripe.lane);
    let y = Rangef::new(top.unwrap_or(view.top() - 20.0), bottom.unwrap_or(view.bottom() + 20.0));
    Rect::from_x_y_ranges(left..=left + LINE, y)
}

fn touched(cx: &Cx, corpus: &Corpus, stripe: &Stripe, response: Response, pointed: &mut Pointed) {
    if response.hovered() {
        pointed.hovered = Some(stripe.coding);
    }
    if response.clicked() {
        pointed.clicked = Some(stripe.coding);
    }
    if response.double_clicked() {
        cx.push(Window::Go(Target::Code(stripe.code)));
    }
    response.on_hover_ui(|ui| tooltip(ui, cx, corpus, stripe));
}

/// What a screen reader says of a stripe.
pub(super) fn said(corpus: &Corpus, stripe: &Stripe) -> String {
    let who = corpus.coder(stripe.coder).map_or("", |coder| &coder.initials);
    let star = if stripe.star { ", key quote" } else { "" };
    let memo = if stripe.memo { ", with a memo" } else { "" };
    format!("Coded as {} by {who}{star}{memo}", corpus.path(stripe.code).join(" / "))
}

fn tooltip(ui: &mut Ui, cx: &Cx, corpus: &Corpus, stripe: &Stripe) {
    ui.set_max_width(320.0);
    crate::ui::widgets::wrapped(ui, &corpus.path(stripe.code).join(" / "), paint::strong(), cx.tokens.ink, 20.0);
    if let Some(coder) = corpus.coder(stripe.coder) {
        let words = format!("{} · {}{}", coder.initials, coder.name, if stripe.star { " · key quote" } else { "" });
        crate::ui::widgets::wrapped(ui, &words, paint::meta(), cx.tokens.ink2, 18.0);
    }
    for memo in corpus.memos_at(Subject::Coding(stripe.coding)) {
        if !memo.title.is_empty() {
            crate::ui::widgets::wrapped(ui, &memo.title, crate::ui::fonts::text(crate::ui::fonts::Weight::Semibold, 12.0), cx.tokens.ink, 18.0);
        }
        let short: String = memo.body.chars().take(280).collect();
        crate::ui::widgets::wrapped(ui, &short, paint::meta(), cx.tokens.ink, 18.0);
    }
}

/// The codes that begin in one block, each once.
struct Group {
    y: f32,
    stripes: Vec<Stripe>,
}

fn groups(open: &Open, seen: &[Stripe]) -> Vec<Group> {
    let mut groups: Vec<(usize, Group)> = Vec::new();
    for stripe in seen {
        let block = open.sheet.block_at(stripe.span.start);
        let Some(placed) = open.page.placed.iter().find(|placed| placed.at == block) else { continue };
        if groups.last().is_none_or(|(at, _)| *at != block) {
            let y = open.frame.rect.top() + placed.origin.y + placed.passage.line_height() / 2.0;
            groups.push((block, Group { y, stripes: Vec::new() }));
        }
        if let Some((_, group)) = groups.last_mut()
            && group.stripes.iter().all(|other| other.code != stripe.code)
        {
            group.stripes.push(*stripe);
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn names(ui: &Ui, cx: &Cx, corpus: &Corpus, open: &Open, seen: &[Stripe], pointed: &mut Pointed) {
    let groups = groups(open, seen);
    let mut free = f32::MIN;
    for (n, group) in groups.iter().enumerate() {
        let mut y = group.y.max(free);
        let next = groups.get(n + 1).map_or(f32::MAX, |next| next.y);
        let fits = (((next - y) / STEP).floor() as usize).max(1);
        let shown = if group.stripes.len() > fits { fits - 1 } else { group.stripes.len() };
        for stripe in &group.stripes[..shown] {
            name(ui, cx, corpus, open, stripe, y, pointed);
            y += STEP;
        }
        if shown < group.stripes.len() {
            rest(ui, cx, corpus, open, &group.stripes[shown..], y);
            y += STEP;
        }
        free = y;
    }
}

fn name(ui: &Ui, cx: &Cx, corpus: &Corpus, open: &Open, stripe: &Stripe, y: f32, pointed: &mut Pointed) {
    let room = open.columns.names;
    let Some(code) = corpus.code(stripe.code) else { return };
    let hit = Rect::from_x_y_ranges(room, y - STEP / 2.0..=y + STEP / 2.0).intersect(open.frame.rect);
    if !hit.is_positive() {
        return;
    }
    let response = ui.interact(hit, Id::unique(("stripe name", stripe.coding)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, said(corpus, stripe)));
    let chosen = Some(stripe.coding) == open.chosen;
    let painter = ui.painter().with_clip_rect(open.frame.rect);
    painter.circle_filled(pos2(room.min + 3.0, y), 3.0, cx.tokens.code(corpus.colour(stripe.code)));
    let colour = if chosen || response.hovered() { cx.tokens.ink } else { cx.tokens.ink2 };
    let style = PassageStyle::new(Family::Sans, 12.0, STEP).weight(if chosen { Weight::Semibold } else { Weight::Regular });
    let fitted = cx.text.borrow_mut().fit(&code.name, &style, (room.span() - 12.0).max(8.0), 1);
    let at = pos2(room.min + 12.0 - fitted.passage.inset(), y - STEP / 2.0);
    fitted.passage.paint(&mut cx.text.borrow_mut(), &painter, at, colour);
    touched(cx, corpus, stripe, response, pointed);
}

/// Names without room: how many, and on hover which.
fn rest(ui: &Ui, cx: &Cx, corpus: &Corpus, open: &Open, stripes: &[Stripe], y: f32) {
    let room = open.columns.names;
    let hit = Rect::from_x_y_ranges(room, y - STEP / 2.0..=y + STEP / 2.0).intersect(open.frame.rect);
    if !hit.is_positive() {
        return;
    }
    let words = format!("+{} more", grouped(stripes.len()));
    let name = |code: CodeId| corpus.path(code).join(" / ");
    let all = stripes.iter().map(|stripe| name(stripe.code)).collect::<Vec<_>>().join("\n");
    let response = ui.interact(hit, Id::unique(("more names", stripes[0].coding)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{words}: {all}")));
    let painter = ui.painter().with_clip_rect(open.frame.rect);
    paint::text_in(ui, &painter, pos2(room.min + 12.0, y), egui::Align2::LEFT_CENTER, &words, paint::meta(), cx.tokens.ink3);
    response.tip(all);
}
