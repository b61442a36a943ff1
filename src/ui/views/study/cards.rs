//! The smaller cards: coding by site, coders, what happened and what to look at again.

use super::data::{Again, Bar, Coding, Page};
use crate::model::grouped;
use crate::project::Entry;
use crate::project::op::plain;
use crate::ui::command::{Study, Window};
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::format;
use crate::ui::icons;
use crate::ui::theme::measure;
use crate::ui::views::ViewId;
use crate::ui::widgets::{Tip, disc, paint, told};
use egui::accesskit::Role;
use egui::{Align2, Color32, Id, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

const ROW: f32 = 28.0;
const SIDE: f32 = 18.0;
/// The most rows that a card has before it says how many more there are.
const MOST: usize = 12;
const STEP: f32 = 55.0;
const LOOK: f32 = 35.0;

fn rows(count: usize) -> f32 {
    count.clamp(1, MOST) as f32
}

/// How high the two lower cards are.
pub fn height(page: &Page) -> f32 {
    let bars = 41.0 + ROW * rows(page.bars.len()) + 42.0;
    let coders = 41.0 + ROW * rows(page.coders.len()) + 14.0;
    bars.max(coders)
}

fn card(ui: &mut Ui, cx: &Cx, rect: Rect, title: &str) {
    paint::boxed(ui, rect, measure::RADIUS_CARD, cx.tokens.raised, cx.tokens.line);
    heading(ui, cx, pos2(rect.left() + SIDE, rect.top() + 25.0), title);
}

fn heading(ui: &mut Ui, cx: &Cx, at: egui::Pos2, title: &str) {
    let placed = paint::text(ui, at, Align2::LEFT_CENTER, title, paint::strong(), cx.tokens.ink);
    ui.interact(placed, Id::unique(("study card", title)), Sense::hover()).widget_info(|| WidgetInfo::labeled(Role::Heading, true, title));
}

/// How far the coding is, site by site.
pub fn progress(ui: &mut Ui, cx: &Cx, page: &Page, rect: Rect) {
    card(ui, cx, rect, "Coding, by site");
    let widest = page.bars.iter().take(MOST).map(|bar| paint::whole(ui, &bar.name, paint::body(), cx.tokens.ink).size().x);
    // Long names take of the bars what these can spare.
    let spare = (rect.width() - NAME - BESIDE - TRACK).max(0.0);
    let room = widest.fold(0.0, f32::max).ceil().clamp(NAME, NAME + spare);
    for (at, bar) in page.bars.iter().take(MOST).enumerate() {
        let row = Rect::from_min_size(pos2(rect.left(), rect.top() + 41.0 + ROW * at as f32), vec2(rect.width(), ROW));
        site(ui, cx, bar, row, room);
    }
    let y = rect.bottom() - 26.0;
    let mut x = rect.left() + SIDE;
    for (colour, words) in [(cx.tokens.accent, "done"), (half(cx), "in work")] {
        ui.painter().rect_filled(Rect::from_center_size(pos2(x + 4.0, y), vec2(8.0, 8.0)), 2.0, colour);
        x = paint::text(ui, pos2(x + 14.0, y), Align2::LEFT_CENTER, words, paint::meta(), cx.tokens.ink3).right() + 14.0;
    }
    if page.bars.len() > MOST {
        let more = format!("{} more sites", grouped(page.bars.len() - MOST));
        paint::text(ui, pos2(rect.right() - SIDE, y), Align2::RIGHT_CENTER, &more, paint::meta(), cx.tokens.ink3);
    }
}

/// The colour of what is in work: half of the accent.
fn half(cx: &Cx) -> Color32 {
    cx.tokens.raised.lerp_to_gamma(cx.tokens.accent, 0.45)
}

/// Room for the name of a site at least, for its bar at least, and for all else in its line.
const NAME: f32 = 74.0;
const TRACK: f32 = 60.0;
const BESIDE: f32 = 188.0;

fn site(ui: &Ui, cx: &Cx, bar: &Bar, row: Rect, room: f32) {
    let y = row.center().y;
    let name = paint::line(ui, &bar.name, paint::body(), cx.tokens.ink, room);
    let cut = name.elided;
    paint::place(ui, name, pos2(row.left() + SIDE, y));
    let (done, all) = (grouped(bar.done), grouped(bar.all));
    let words = if bar.in_work > 0 { format!("{done} of {all} done · {} in work", grouped(bar.in_work)) } else { format!("{done} of {all} done") };
    let track = Rect::from_min_size(pos2(row.left() + 26.0 + room, y - 4.0), vec2((row.width() - BESIDE - room).max(TRACK), 8.0));
    paint::track(ui, track, 4.0);
    let part = |count: usize| track.width() * count as f32 / bar.all.max(1) as f32;
    let filled = |width: f32| Rect::from_min_size(track.min, vec2(width, track.height()));
    ui.painter().rect_filled(filled(part(bar.done + bar.in_work)), 4.0, half(cx));
    ui.painter().rect_filled(filled(part(bar.done)), 4.0, cx.tokens.accent);
    let told = paint::line(ui, &words, paint::meta(), cx.tokens.ink3, row.right() - track.right() - 20.0);
    paint::place(ui, told, pos2(track.right() + 12.0, y));
    let node = ui.interact(row, Id::unique(("study site", &bar.name)), Sense::hover());
    node.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{}: {words}", bar.name)));
    if cut {
        node.tip(&bar.name);
    }
}

/// Who codes: how much, and when last.
pub fn coders(ui: &mut Ui, cx: &Cx, page: &Page, rect: Rect) {
    card(ui, cx, rect, "Coders");
    if page.coders.is_empty() {
        let words = "Nobody codes yet. The program asks who you are before the first change.";
        let galley = paint::wrapped(ui, words, paint::body(), cx.tokens.ink2, rect.width() - 2.0 * SIDE, 20.0);
        galley.paint(ui.painter(), rect.min + vec2(SIDE, 44.0));
    }
    let most = page.coders.iter().map(|coder| coder.activity.codings).max().unwrap_or(0).max(1);
    for (at, coder) in page.coders.iter().take(MOST).enumerate() {
        let row = Rect::from_min_size(pos2(rect.left(), rect.top() + 41.0 + ROW * at as f32), vec2(rect.width(), ROW));
        one_coder(ui, cx, coder, row, most, at == 0);
    }
}

fn one_coder(ui: &Ui, cx: &Cx, coder: &Coding, row: Rect, most: usize, first: bool) {
    let y = row.center().y;
    if ui.rect_contains_pointer(row) {
        ui.painter().rect_filled(row.shrink2(vec2(8.0, 0.0)), measure::RADIUS, cx.tokens.hover);
    }
    disc(ui, pos2(row.left() + SIDE + 12.0, y), 12.0, &coder.initials);
    let track = Rect::from_min_size(pos2(row.left() + (row.width() * 0.41).max(120.0), y - 4.0), vec2((row.width() * 0.208).max(48.0), 8.0));
    paint::place(ui, paint::line(ui, &coder.part, paint::body(), cx.tokens.ink, track.left() - row.left() - 66.0), pos2(row.left() + 56.0, y));
    paint::track(ui, track, 4.0);
    let part = track.width() * coder.activity.codings as f32 / most as f32;
    ui.painter().rect_filled(Rect::from_min_size(track.min, vec2(part, track.height())), 4.0, cx.tokens.bar);
    let count = if first { format::counted(coder.activity.codings, "coding") } else { format::count(coder.activity.codings as i64) };
    let last = coder.activity.last.map(format::when);
    let words = last.as_ref().filter(|_| !first).map_or_else(|| count.clone(), |last| format!("{count} · {last}"));
    let galley = paint::line(ui, &words, paint::meta(), cx.tokens.ink3, row.right() - track.right() - 26.0);
    paint::place(ui, galley, pos2(track.right() + 12.0, y));
    let whole = format!(
        "{} {}: {} in {}, {}{}",
        coder.initials,
        coder.part,
        format::counted(coder.activity.codings, "coding"),
        format::counted(coder.activity.sources, "source"),
        format::counted(coder.activity.memos, "memo"),
        last.map(|last| format!(", last {last}")).unwrap_or_default()
    );
    let node = ui.interact(row, Id::unique(("study coder", &coder.initials)), Sense::click());
    node.widget_info(|| WidgetInfo::labeled(Role::Button, true, &whole));
    paint::focus(ui, &node, row.shrink2(vec2(8.0, 1.0)), measure::RADIUS);
    if node.clicked() {
        cx.push(Study::AskCoder(coder.id));
    }
    node.tip(format!("{whole}\nClick to change name, initials or role"));
}

/// How high the card at the right is when it tells everything.
pub fn side_full(page: &Page) -> f32 {
    side_fixed(page) + page.happened.iter().map(step_height).sum::<f32>()
}

/// A step that says where it was done has a second line.
fn step_height(entry: &Entry) -> f32 {
    if entry.place.is_empty() { STEP - 19.0 } else { STEP }
}

fn side_fixed(page: &Page) -> f32 {
    42.0 + if page.again.is_empty() { 16.0 } else { 52.0 + LOOK * page.again.len() as f32 }
}

/// What happened, and what to look at again.
pub fn side(ui: &mut Ui, cx: &Cx, page: &Page, rect: Rect) {
    card(ui, cx, rect, "What happened");
    history_link(ui, cx, rect);
    let mut y = rect.top() + 37.0;
    let end = y + rect.height() - side_fixed(page);
    for entry in &page.happened {
        let high = step_height(entry);
        if y + high > end {
            break;
        }
        step(ui, cx, entry, Rect::from_min_size(pos2(rect.left() + SIDE, y), vec2(rect.width() - 2.0 * SIDE, high)));
        y += high;
    }
    if page.again.is_empty() {
        return;
    }
    heading(ui, cx, pos2(rect.left() + SIDE, y + 27.0), "To look at again");
    y += 46.0;
    for (at, again) in page.again.iter().enumerate() {
        let row = Rect::from_min_size(pos2(rect.left() + SIDE, y + LOOK * at as f32), vec2(rect.width() - 2.0 * SIDE, LOOK));
        look_again(ui, cx, again, row, at + 1 == page.again.len());
    }
}

fn history_link(ui: &mut Ui, cx: &Cx, rect: Rect) {
    let font = paint::meta();
    let width = paint::whole(ui, "History", font.clone(), Color32::PLACEHOLDER).size().x + 20.0;
    let link = Rect::from_min_size(pos2(rect.right() - SIDE - width, rect.top() + 14.0), vec2(width, 22.0));
    let response = ui.interact(link.expand(3.0), Id::unique("study history"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, "History"));
    let ink = if response.hovered() { cx.tokens.ink } else { cx.tokens.ink2 };
    paint::text(ui, link.left_center(), Align2::LEFT_CENTER, "History", font, ink);
    paint::icon(ui, pos2(link.right() - 7.0, link.center().y), icons::ARROW_RIGHT, 15.0, ink);
    paint::focus(ui, &response, link.expand(3.0), 5.0);
    if response.tip(cx.tip(Window::Show(ViewId::History))).clicked() {
        cx.push(Window::Show(ViewId::History));
    }
}

fn step(ui: &Ui, cx: &Cx, entry: &Entry, rect: Rect) {
    let (first, second) = (rect.top() + 15.0, rect.top() + 34.0);
    let who = if entry.who.is_empty() { "–" } else { &entry.who };
    disc(ui, pos2(rect.left() + 12.0, first + 1.0), 12.0, who);
    let at = format::when(entry.at);
    let time = paint::text(ui, pos2(rect.right(), first), Align2::RIGHT_CENTER, &at, paint::meta(), cx.tokens.ink3);
    let left = rect.left() + 35.0;
    let cut = told(ui, pos2(left, first), &entry.label, 13.0, cx.tokens.ink, time.left() - left - 10.0);
    let place = plain(&entry.place);
    paint::place(ui, paint::line(ui, &place, paint::meta(), cx.tokens.ink3, rect.right() - left), pos2(left, second));
    paint::hline(ui, ui.painter(), rect.x_range(), rect.bottom() - 4.0, cx.tokens.line);
    let node = ui.interact(rect, Id::unique(("study step", entry.seq)), Sense::hover());
    let label = plain(&entry.label);
    node.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{who}: {label}, {place} {at}")));
    if cut {
        node.tip(label);
    }
}

fn look_again(ui: &Ui, cx: &Cx, again: &Again, row: Rect, last: bool) {
    let response = ui.interact(row, Id::unique(("study again", &again.words)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &again.words));
    if response.hovered() {
        ui.painter().rect_filled(row.expand2(vec2(8.0, -1.0)), measure::RADIUS, cx.tokens.hover);
    }
    let y = row.center().y;
    paint::icon(ui, pos2(row.left() + 8.0, y), again.icon, 16.0, cx.tokens.ink2);
    let galley = paint::line(ui, &again.words, fonts::text(Weight::Regular, 13.0), cx.tokens.ink, row.width() - 54.0);
    let cut = galley.elided;
    paint::place(ui, galley, pos2(row.left() + 29.0, y));
    paint::icon(ui, pos2(row.right() - 8.0, y), icons::ARROW_RIGHT, 16.0, cx.tokens.ink2);
    if !last {
        paint::hline(ui, ui.painter(), row.x_range(), row.bottom() - 1.0, cx.tokens.line);
    }
    paint::focus(ui, &response, row.expand2(vec2(6.0, -1.0)), measure::RADIUS);
    let clicked = response.clicked();
    if cut {
        response.tip(&again.words);
    }
    if clicked {
        cx.push(again.command.clone());
    }
}
