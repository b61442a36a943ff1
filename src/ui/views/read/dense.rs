//! Where there is more beside the text than lanes show: codings without a lane of their own, and the lane that says how much is coded.

use super::measures::LINE;
use super::open::Open;
use super::stripes::Stripe;
use super::stripes_paint::{Pointed, said};
use crate::analysis::Corpus;
use crate::model::Span;
use crate::model::grouped;
use crate::ui::cx::Cx;
use crate::ui::format::counted;
use crate::ui::views::menu::{choice, list};
use crate::ui::widgets::{Tip, paint};
use egui::accesskit::Role;
use egui::{Align2, Color32, Id, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

/// The width of the lane.
const LANE: f32 = 10.0;
/// So many codings and more on a line look the same.
const MOST: usize = 5;

/// Where there are more lanes than room: a button that says how many codings have none, names them when pointed at and lists them when pressed.
pub(super) fn overflow(ui: &mut Ui, cx: &Cx, corpus: &Corpus, open: &Open, seen: &[Stripe], pointed: &mut Pointed) {
    let hidden: Vec<&Stripe> = seen.iter().filter(|stripe| stripe.lane >= open.columns.lane_room).collect();
    if hidden.is_empty() {
        return;
    }
    let words = format!("+{}", grouped(hidden.len()));
    let right = open.columns.lane(open.columns.lane_room) + LINE + 2.0;
    let size = paint::whole(ui, &words, paint::meta(), cx.tokens.ink2).size();
    let bottom = open.frame.rect.bottom() - 4.0;
    let rect = Rect::from_min_max(pos2(right - size.x - 10.0, bottom - 20.0), pos2(right, bottom));
    let response = ui.interact(rect, Id::unique("codings without a lane"), Sense::click());
    let names = hidden.iter().map(|stripe| said(corpus, stripe)).collect::<Vec<_>>().join("\n");
    let whole = format!("{} without a lane", counted(hidden.len(), "coding"));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{whole}: {names}")));
    paint::boxed(ui, rect, 5.0, if response.hovered() { cx.tokens.hover } else { cx.tokens.raised }, cx.tokens.line);
    paint::text(ui, rect.center(), Align2::CENTER_CENTER, &words, paint::meta(), cx.tokens.ink2);
    paint::focus(ui, &response, rect.expand(1.0), 6.0);
    list(&response, cx, 300.0, |ui| {
        egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            for stripe in &hidden {
                ui.push_id(stripe.coding, |ui| {
                    if choice(ui, cx, &said(corpus, stripe), Some(stripe.coding) == open.chosen) {
                        pointed.clicked = Some(stripe.coding);
                    }
                });
            }
        });
    });
    response.tip(format!("{whole}\n{names}"));
}

/// How many codings lie on each line, as one lane that is darker where there are more, with the number where it changes.
pub(super) fn density(ui: &Ui, cx: &Cx, corpus: &Corpus, open: &Open) {
    let painter = ui.painter().with_clip_rect(open.frame.rect);
    let mut before = 0;
    for placed in &open.page.placed {
        let start = open.sheet.blocks[placed.at].span.start;
        for (n, row) in placed.passage.lines().enumerate() {
            let span = Span { start: start + row.span.start, end: start + row.span.end };
            let here: Vec<&Stripe> = open.stripes.within(span).collect();
            let changed = std::mem::replace(&mut before, here.len()) != here.len();
            if here.is_empty() {
                continue;
            }
            let top = open.frame.rect.top() + placed.origin.y;
            let rect = Rect::from_x_y_ranges(open.columns.lanes..=open.columns.lanes + LANE, top + row.top..=top + row.bottom);
            painter.rect_filled(rect, 0.0, shade(cx, here.len()));
            if changed {
                let at = rect.right_center() + vec2(6.0, 0.0);
                paint::text_in(ui, &painter, at, Align2::LEFT_CENTER, &grouped(here.len()), paint::meta(), cx.tokens.ink2);
            }
            let seen = rect.intersect(open.frame.rect);
            if seen.is_positive() {
                let response = ui.interact(seen, Id::unique(("density", placed.at, n)), Sense::hover());
                let words = || {
                    let names = here.iter().map(|stripe| said(corpus, stripe)).collect::<Vec<_>>().join("\n");
                    format!("{} on this line\n{names}", counted(here.len(), "coding"))
                };
                response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words()));
                if response.hovered() {
                    response.tip(words());
                }
            }
        }
    }
    legend(ui, cx, open);
}

fn shade(cx: &Cx, count: usize) -> Color32 {
    cx.tokens.accent.gamma_multiply(0.18 + 0.16 * count.min(MOST) as f32)
}

/// What the shades mean, under the names.
fn legend(ui: &Ui, cx: &Cx, open: &Open) {
    let names = open.columns.names;
    let y = open.frame.rect.bottom() - 16.0;
    let mut x = names.min + 16.0;
    let ground = Rect::from_min_max(pos2(x - 8.0, y - 14.0), pos2(names.max, y + 14.0));
    ui.painter().rect_filled(ground, 0.0, cx.tokens.bg);
    for count in 1..=MOST {
        ui.painter().rect_filled(Rect::from_center_size(pos2(x + 4.0, y), vec2(8.0, 12.0)), 0.0, shade(cx, count));
        let words = if count == MOST { format!("{}+", grouped(count)) } else { grouped(count) };
        x = paint::text(ui, pos2(x + 11.0, y), Align2::LEFT_CENTER, &words, paint::meta(), cx.tokens.ink2).right() + 8.0;
    }
    let response = ui.interact(ground, Id::unique("density legend"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, "Codings on a line, from 1 to 5 and more"));
    response.tip("Codings on a line");
}
