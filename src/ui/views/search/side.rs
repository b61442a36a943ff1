//! The column at the left: how hits are spread over sites, roles and phases as bars, and the forms found. A click narrows the search.

use super::data::{Bars, Found};
use crate::search::quoted;
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::format::{count, counted, rate};
use crate::ui::widgets::{Tip, paint, section_head, wrapped};
use egui::accesskit::Role;
use egui::{Align2, Frame, Margin, Rect, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};
use std::collections::HashMap;

const ROW: f32 = 22.0;
/// Groups that show of one grouping before the rest is summed up.
const MOST: usize = 14;

/// How many words are said in each group, by its field and its name.
pub type Said = HashMap<(&'static str, String), u64>;

/// Draws it under the saved searches; gives the condition that was clicked.
pub fn draw(ui: &mut Ui, cx: &Cx, found: &Found, said: &Said, saved: impl FnOnce(&mut Ui)) -> Option<String> {
    let mut asked = None;
    ScrollArea::vertical().id_salt("search side").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        saved(ui);
        if found.tally.hits == 0 {
            Frame::new().inner_margin(Margin::symmetric(12, 14)).show(ui, |ui| {
                let words = "How what is found is spread over sites, roles and phases shows here.";
                wrapped(ui, words, paint::body(), cx.tokens.ink3, 20.0);
            });
            return;
        }
        if found.tally.spread < found.tally.hits {
            Frame::new().inner_margin(Margin { left: 12, right: 12, top: 12, bottom: 0 }).show(ui, |ui| {
                let words = format!("Counted so far: {} of {}", count(found.tally.spread as i64), count(found.tally.hits as i64));
                wrapped(ui, &words, paint::meta(), cx.tokens.ink3, 18.0);
            });
        }
        for bars in &found.tally.bars {
            asked = distribution(ui, cx, bars, said).or(asked.take());
        }
        if !found.tally.forms.is_empty() {
            forms(ui, cx, found);
        }
        ui.add_space(16.0);
    });
    asked
}

fn distribution(ui: &mut Ui, cx: &Cx, bars: &Bars, said: &Said) -> Option<String> {
    section_head(ui, &format!("By {}", bars.field), |_| {});
    let most = bars.groups.iter().map(|(_, hits)| *hits).max().unwrap_or(0).max(1);
    let widest = bars.groups.iter().map(|(name, _)| paint::whole(ui, name, paint::meta(), cx.tokens.ink).size().x).fold(0.0, f32::max);
    let names = widest.min(ui.available_width() * 0.46);
    let mut asked = None;
    // Of many the largest show, in their order.
    let mut floor: Vec<usize> = bars.groups.iter().map(|(_, hits)| *hits).collect();
    floor.sort_unstable_by(|a, b| b.cmp(a));
    let floor = floor.get(MOST).map_or(0, |hits| hits + 1);
    let mut left_out = (0, 0);
    for (name, hits) in &bars.groups {
        if *hits < floor {
            left_out = (left_out.0 + 1, left_out.1 + hits);
        } else if bar(ui, cx, (bars.field, name), (*hits, most), said.get(&(bars.field, name.clone())).copied(), names) {
            asked = Some(condition(bars.field, name));
        }
    }
    if left_out.0 > 0 {
        Frame::new().inner_margin(Margin { left: 12, right: 12, top: 2, bottom: 2 }).show(ui, |ui| {
            let words = format!("{} more: {}", count(left_out.0), counted(left_out.1, "hit"));
            wrapped(ui, &words, paint::meta(), cx.tokens.ink3, 18.0);
        });
    }
    asked
}

fn condition(field: &str, name: &str) -> String {
    format!("{field}:{}", quoted(name))
}

fn bar(ui: &mut Ui, cx: &Cx, (field, name): (&str, &str), (hits, most): (usize, usize), said: Option<u64>, names: f32) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let rate = said.filter(|said| *said > 0).map(|said| rate(hits as u64, said));
    let said = format!("{}{}", counted(hits, "hit"), rate.as_ref().map_or_else(String::new, |rate| format!(", {rate} in 1,000 words")));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{name}, {said}")));
    if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, cx.tokens.hover);
    }
    let y = rect.center().y;
    let ink = if hits == 0 { cx.tokens.ink3 } else { cx.tokens.ink };
    paint::place(ui, paint::line(ui, name, paint::meta(), ink, names), pos2(rect.left() + 12.0, y));
    let from = rect.left() + 12.0 + names + 12.0;
    let figures = fonts::figures(Weight::Regular, 12.0);
    let number = match &rate {
        Some(rate) => format!("{} · {rate}‰", count(hits as i64)),
        None => count(hits as i64),
    };
    let room = (rect.right()
        - 12.0
        - 8.0
        - paint::whole(ui, &format!("{}{}", count(most as i64), if rate.is_some() { " · 0.00‰" } else { "" }), figures.clone(), ink).size().x
        - from)
        .max(8.0);
    let length = if hits == 0 { 0.0 } else { (room * hits as f32 / most as f32).max(2.0) };
    let filled = Rect::from_min_size(pos2(from, y - 4.0), vec2(length, 8.0));
    ui.painter().rect_filled(filled, 3.0, cx.tokens.accent.gamma_multiply(if cx.tokens.high_contrast { 1.0 } else { 0.8 }));
    paint::text(ui, pos2(filled.right() + 8.0, y), Align2::LEFT_CENTER, &number, figures, if hits == 0 { cx.tokens.ink3 } else { cx.tokens.ink2 });
    paint::focus(ui, &response, rect, 0.0);
    response.tip(format!("{name}: {said}. Click to search only there ({})", condition(field, name))).clicked()
}

fn forms(ui: &mut Ui, cx: &Cx, found: &Found) {
    section_head(ui, "Forms found", |_| {});
    Frame::new().inner_margin(Margin { left: 12, right: 10, top: 0, bottom: 0 }).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(5.0, 5.0);
        ui.spacing_mut().interact_size.y = 0.0;
        ui.horizontal_wrapped(|ui| {
            for (form, hits) in &found.tally.forms {
                let mut short: String = form.chars().take(28).collect();
                if short.len() < form.len() {
                    short.push('…');
                }
                chip(ui, cx, &short, form, *hits);
            }
        });
    });
}

fn chip(ui: &mut Ui, cx: &Cx, short: &str, form: &str, hits: usize) {
    let words = paint::whole(ui, &format!("{short} {}", count(hits as i64)), paint::meta(), cx.tokens.ink2);
    let (rect, response) = ui.allocate_exact_size(words.size() + vec2(14.0, 6.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{form}, {}", counted(hits, "hit"))));
    paint::boxed(ui, rect, 6.0, cx.tokens.raised, cx.tokens.line);
    paint::place(ui, words, pos2(rect.left() + 7.0, rect.center().y));
    response.tip(format!("{form}: {}", counted(hits, "hit")));
}
