//! What several views are put together from: an empty page, a row with a tick, words that are read.

use crate::jobs::Report;
use crate::ui::command::{Command, table};
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::icons;
use crate::ui::later::Later;
use crate::ui::text::{Family, LabelStyle, PassageStyle, label};
use crate::ui::theme::{Tokens, measure};
use crate::ui::widgets::{Button, Tip, paint, progress_bar, wrapped};
use egui::accesskit::Role;
use egui::{Align, Align2, Id, Layout, Rect, Response, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// What asks for files to import, where that can be asked for now.
pub fn import(cx: &Cx) -> Option<Command> {
    table::all().find(|entry| entry.id == "project.import").filter(|entry| cx.exists(entry) && cx.enabled(entry)).map(|entry| entry.command.clone())
}

/// An empty view: one sentence, one line more, and the one button that fills it.
pub fn empty(ui: &mut Ui, cx: &Cx, title: &str, more: &str, button: Option<(&str, Command)>) {
    let page = ui.max_rect();
    let width = 380.0_f32.min(page.width() - 32.0);
    let rect = Rect::from_center_size(pos2(page.center().x, page.top() + page.height() * 0.42), vec2(width, 120.0));
    ui.scope_builder(UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Center)), |ui| {
        centred(ui, title, fonts::text(Weight::Semibold, 15.0), cx.tokens.ink, 24.0);
        ui.add_space(4.0);
        centred(ui, more, paint::body(), cx.tokens.ink2, 20.0);
        if let Some((words, command)) = button {
            ui.add_space(14.0);
            if Button::primary(words).tip(cx.tip(command.clone())).show(ui).clicked() {
                cx.push(command);
            }
        }
    });
}

fn centred(ui: &mut Ui, words: &str, font: egui::FontId, ink: egui::Color32, line: f32) {
    let centred = paint::centred(ui, words, font, ink, ui.available_width(), line);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), centred.size().y), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    centred.paint(ui.painter(), rect.center_top());
}

/// A page that is being read in the background: how far, how long still; says whether it was cancelled. It comes once that takes a moment.
pub fn working(ui: &mut Ui, words: &str, report: &Report) -> bool {
    if report.elapsed.as_millis() < 200 {
        return false;
    }
    let page = ui.max_rect();
    let rect = Rect::from_center_size(pos2(page.center().x, page.top() + page.height() * 0.42), vec2(300.0, 96.0));
    let ink = Tokens::of(ui).ink2;
    let mut cancelled = false;
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
        let left = report.left().map(|left| format!(" · about {} left", crate::ui::format::duration(left.as_secs_f64())));
        wrapped(ui, &format!("{words}{}", left.unwrap_or_default()), paint::body(), ink, 20.0);
        ui.add_space(8.0);
        progress_bar(ui, 300.0, report.fraction(), words);
        ui.add_space(12.0);
        cancelled = Button::new("Cancel").show(ui).clicked();
    });
    cancelled
}

/// A page whose reading was stopped; says whether it is to go on.
pub fn stopped(ui: &mut Ui, words: &str) -> bool {
    let page = ui.max_rect();
    let rect = Rect::from_center_size(pos2(page.center().x, page.top() + page.height() * 0.42), vec2(300.0, 96.0));
    let ink = Tokens::of(ui).ink2;
    let mut goes_on = false;
    ui.scope_builder(UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Center)), |ui| {
        centred(ui, words, paint::body(), ink, 20.0);
        ui.add_space(12.0);
        goes_on = Button::primary("Go on").name(&format!("Go on: {words}")).show(ui).clicked();
    });
    goes_on
}

/// The page of what is made in the background and never was yet: how far it is, with Cancel, or that it was stopped, with the way on. Says whether
/// it is one of both.
pub fn waiting<K: PartialEq, D: Send + 'static>(ui: &mut Ui, making: &mut Later<K, D>, words: &str, ended: &str) -> bool {
    if let Some(report) = making.report() {
        if working(ui, words, &report) {
            making.cancel();
        }
        return true;
    }
    if making.is_stopped() && stopped(ui, ended) {
        making.go_on();
    }
    making.is_stopped()
}

/// A name as far as a chip has room for it, in letters.
pub fn chip_name(name: &str, most: usize) -> String {
    if name.chars().count() <= most { name.to_owned() } else { format!("{}…", name.chars().take(most - 1).collect::<String>().trim_end()) }
}

/// In a place that is narrower chips stand in one line, which is scrolled: under each other they would take the page.
const NARROW: f32 = 360.0;

/// Chips over a page, from the left of a place; they wrap under each other where it is wide enough. Gives their lower edge.
pub fn chips(ui: &mut Ui, id: &str, place: Rect, add: impl FnOnce(&mut Ui)) -> f32 {
    if place.width() < NARROW {
        return chips_in_line(ui, id, place, add);
    }
    let builder = UiBuilder::new().max_rect(place).id_salt(id).layout(Layout::left_to_right(Align::Center).with_main_wrap(true));
    let shown = ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        add(ui);
    });
    shown.response.rect.bottom().max(place.bottom())
}

/// Chips in one line that is scrolled sideways; the one that the keys come to is in sight.
fn chips_in_line(ui: &mut Ui, id: &str, place: Rect, add: impl FnOnce(&mut Ui)) -> f32 {
    let line = Rect::from_min_size(place.min, vec2(place.width().max(60.0), place.height() + 8.0));
    ui.scope_builder(UiBuilder::new().max_rect(line).id_salt(id), |ui| {
        ScrollArea::horizontal().id_salt(id).auto_shrink([false, false]).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                add(ui);
            });
            let (known, focused) = (Id::unique((id, "chip at the keys")), ui.memory(|memory| memory.focused()));
            let before = ui.data_mut(|data| data.get_temp::<Option<Id>>(known)).flatten();
            let chip = focused.filter(|_| focused != before).and_then(|focused| ui.ctx().read_response(focused));
            if let Some(chip) = chip.filter(|chip| line.y_range().contains(chip.rect.center().y)) {
                ui.scroll_to_rect(chip.rect, None);
            }
            ui.data_mut(|data| data.insert_temp(known, focused));
        });
    });
    line.bottom() - 2.0
}

/// Buttons over a page, from the right of a place; gives what `add` gives, which knows their left edge.
pub fn from_right<T>(ui: &mut Ui, id: &str, place: Rect, add: impl FnOnce(&mut Ui) -> T) -> T {
    let builder = UiBuilder::new().max_rect(place).id_salt(id).layout(Layout::right_to_left(Align::Center));
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        add(ui)
    })
    .inner
}

/// A row with a tick and a count; says whether it was clicked.
pub fn tick(ui: &mut Ui, cx: &Cx, words: &str, count: usize, on: bool) -> bool {
    let tokens = cx.tokens;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), measure::ROW), Sense::click());
    let said = crate::ui::format::count(count as i64);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, format!("{words}, {said}")));
    if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, tokens.hover);
    }
    let y = rect.center().y;
    let frame = Rect::from_min_size(paint::snap(ui, pos2(rect.left() + 12.0, y - 7.0)), vec2(14.0, 14.0));
    if on {
        ui.painter().rect_filled(frame, 3.0, tokens.accent);
        paint::icon(ui, frame.center(), icons::CHECK, 11.0, tokens.on_accent);
    } else {
        paint::boxed(ui, frame, 3.0, tokens.raised, tokens.ink3);
    }
    let count = paint::text(ui, pos2(rect.right() - 12.0, y), Align2::RIGHT_CENTER, &said, fonts::figures(Weight::Regular, 12.0), tokens.ink3);
    let galley = paint::line(ui, words, paint::body(), tokens.ink, count.left() - rect.left() - 42.0);
    paint::place(ui, galley, pos2(rect.left() + 34.0, y));
    paint::focus(ui, &response, rect, 0.0);
    response.clicked()
}

/// A line with an icon before it.
pub fn note(ui: &mut Ui, cx: &Cx, icon: &str, words: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    paint::icon(ui, pos2(rect.left() + 8.0, rect.center().y), icon, 15.0, cx.tokens.ink2);
    let galley = paint::line(ui, words, paint::body(), cx.tokens.ink, rect.width() - 24.0);
    let cut = galley.elided;
    paint::place(ui, galley, pos2(rect.left() + 24.0, rect.center().y));
    if cut { response.tip(words) } else { response }
}

/// Words over the width there is: in the face for reading where they are a passage or a memo, else in the interface's.
pub fn words(ui: &mut Ui, cx: &Cx, words: &str, read: bool) -> Response {
    if !read {
        return wrapped(ui, words, paint::body(), cx.tokens.ink, 20.0);
    }
    let style = if read { PassageStyle::new(Family::Serif, 14.0, 22.0) } else { PassageStyle::new(Family::Sans, 13.0, 20.0) };
    let mut engine = cx.text.borrow_mut();
    let paragraphs = words.split('\n').filter(|line| !line.trim().is_empty());
    let mut whole: Option<Response> = None;
    for paragraph in paragraphs {
        let response = label(ui, &mut engine, paragraph, &LabelStyle::wrapped(style, cx.tokens.ink));
        whole = Some(whole.map_or(response.clone(), |before| before.union(response)));
    }
    whole.unwrap_or_else(|| ui.allocate_response(vec2(0.0, 0.0), Sense::hover()))
}

/// About how wide a letter is in the font of bodies.
pub const LETTER: f32 = 7.2;

/// Shares room among columns: each gets what it needs where there is room for all, and an equal part of what is left over; else those that
/// need little get it, and the others share the rest.
pub fn share<const N: usize>(need: [f32; N], room: f32) -> [f32; N] {
    let spare = room - need.iter().sum::<f32>();
    if spare >= 0.0 {
        return need.map(|need| need + spare / N as f32);
    }
    let (mut wide, mut open, mut left) = ([0.0; N], [true; N], room);
    loop {
        let count = open.iter().filter(|open| **open).count();
        let part = left / count.max(1) as f32;
        let Some(at) = (0..N).find(|at| open[*at] && need[*at] <= part) else {
            (0..N).filter(|at| open[*at]).for_each(|at| wide[at] = part);
            return wide;
        };
        (wide[at], open[at]) = (need[at], false);
        left -= need[at];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_get_what_they_need_where_there_is_room() {
        assert_eq!(share([100.0, 200.0], 400.0), [150.0, 250.0]);
        assert_eq!(share([100.0, 500.0, 60.0], 400.0), [100.0, 240.0, 60.0]);
        assert_eq!(share([300.0, 500.0], 400.0), [200.0, 200.0]);
    }
}
