//! Who is quoted for a theme: the key quotes by site and role group against who spoke of it and who could have.

use super::{Dialog, Footer, Step, footer, head};
use crate::analysis::{Balance, Quoted};
use crate::ui::cx::Cx;
use crate::ui::format::counted;
use crate::ui::icons;
use crate::ui::widgets::{Button, paint, scroll_by_keys, section_head, wrapped};
use egui::accesskit::Role;
use egui::{Align2, Frame, Id, Margin, Rect, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

const ROW: f32 = 44.0;

/// Who is quoted for a theme.
pub struct BalanceDialog {
    theme: String,
    balance: Balance,
    /// What sites and roles are called here.
    titles: [String; 2],
    /// The reports that the theme is in, with how many of its quotes were chosen there.
    reports: Vec<(String, usize)>,
}

impl BalanceDialog {
    /// The balance of a theme of this name.
    pub fn new(theme: String, balance: Balance, titles: [String; 2], reports: Vec<(String, usize)>) -> Self {
        Self { theme, balance, titles, reports }
    }

    fn line(&self) -> String {
        let Balance { quotes, quoted, .. } = &self.balance;
        match quotes {
            0 => "No passage is a key quote yet: a star on a card makes it one.".to_owned(),
            _ => format!("{} of {}. A bar is a group’s people: those quoted, those who spoke of it, all.", said(*quotes), people(*quoted)),
        }
    }
}

fn said(quotes: usize) -> String {
    counted(quotes, "key quote")
}

fn people(count: usize) -> String {
    counted(count, "person|people")
}

impl Dialog for BalanceDialog {
    fn name(&self) -> String {
        format!("Who is quoted for {}", self.theme)
    }

    fn width(&self) -> f32 {
        560.0
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, _fresh: bool) -> Step {
        head(ui, &self.name(), &self.line());
        let high = (ui.ctx().content_rect().height() - 240.0).max(120.0);
        Frame::new().inner_margin(Margin { left: 8, right: 8, top: 0, bottom: 10 }).show(ui, |ui| {
            ScrollArea::vertical().id_salt("who is quoted").max_height(high).auto_shrink([false, true]).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                scroll_by_keys(ui, high);
                // What is to be minded is the point of it.
                warnings(ui, cx, &self.balance);
                for (title, rows) in self.titles.iter().zip([&self.balance.sites, &self.balance.roles]) {
                    if !rows.is_empty() {
                        section_head(ui, &format!("By {}", title.to_lowercase()), |_| {});
                        rows.iter().for_each(|row| group(ui, cx, row));
                    }
                }
                used(ui, cx, &self.reports);
            });
        });
        match footer(ui, "", Button::primary("Close"), None, true) {
            Footer::Nothing => Step::Stay,
            _ => Step::Close,
        }
    }
}

/// A group: its name, a bar of its people, and the numbers in words.
fn group(ui: &mut Ui, cx: &Cx, row: &Quoted) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let quotes = if row.quotes == 0 { "no key quote".to_owned() } else { format!("{} of {}", said(row.quotes), people(row.quoted)) };
    let spoke = format!("{} of {} spoke of it", row.heard, people(row.uncoded.coded()));
    let away = format!("{} {}", people(row.uncoded.people), row.uncoded.how());
    let words = match (row.uncoded.coded(), row.uncoded.people) {
        (_, 0) => format!("{quotes} · {spoke}"),
        (0, _) => away,
        _ => format!("{quotes} · {spoke} · {away}"),
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{}: {words}", row.label)));
    let (left, y) = (rect.left() + 12.0, rect.top() + 13.0);
    let told = paint::text(ui, pos2(rect.right() - 12.0, y), Align2::RIGHT_CENTER, &words, paint::meta(), cx.tokens.ink2);
    paint::place(ui, paint::line(ui, &row.label, paint::body(), cx.tokens.ink, told.left() - left - 12.0), pos2(left, y));
    let track = Rect::from_min_max(pos2(left, rect.top() + 27.0), pos2(rect.right() - 12.0, rect.top() + 33.0));
    paint::track(ui, track, 3.0);
    let part = |count: usize| Rect::from_min_size(track.min, vec2(track.width() * count as f32 / row.people.max(1) as f32, track.height()));
    ui.painter().rect_filled(part(row.heard), 3.0, cx.tokens.bar);
    ui.painter().rect_filled(part(row.quoted), 3.0, cx.tokens.accent);
}

fn warnings(ui: &mut Ui, cx: &Cx, balance: &Balance) {
    let list = balance.warnings();
    section_head(ui, "To be minded", |_| {});
    lines(ui, |ui| {
        if list.is_empty() {
            wrapped(ui, "Nothing: every group that spoke of it is quoted.", paint::body(), cx.tokens.ink2, 20.0);
        }
        for warning in &list {
            let (place, _) = ui.allocate_exact_size(vec2(0.0, 4.0), Sense::hover());
            let top = place.top();
            Frame::new().inner_margin(Margin { left: 24, ..Margin::ZERO }).show(ui, |ui| wrapped(ui, warning, paint::body(), cx.tokens.ink, 20.0));
            paint::icon(ui, pos2(place.left() + 8.0, top + 14.0), icons::WARNING_CIRCLE, 15.0, cx.tokens.warn);
        }
    });
}

fn used(ui: &mut Ui, cx: &Cx, reports: &[(String, usize)]) {
    if reports.is_empty() {
        return;
    }
    section_head(ui, "Reports that it is in", |_| {});
    lines(ui, |ui| {
        for (name, quotes) in reports {
            let how = if *quotes == 0 { "quotes by rule".to_owned() } else { format!("{} chosen", counted(*quotes, "quote")) };
            wrapped(ui, &format!("{name} · {how}"), paint::body(), cx.tokens.ink2, 20.0);
        }
    });
}

fn lines(ui: &mut Ui, draw: impl FnOnce(&mut Ui)) {
    Frame::new().inner_margin(Margin { left: 12, right: 12, top: 0, bottom: 6 }).show(ui, |ui| {
        ui.push_id(Id::unique("balance lines"), draw);
    });
}
