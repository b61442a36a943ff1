//! The bar over the lines: the two frameworks.

use super::CrosswalkView;
use super::choice::Page;
use super::data::Map;
use crate::analysis::lens::Applied;
use crate::model::percent;
use crate::ui::command::{CrosswalkCommand, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::format::{count, counted, when};
use crate::ui::icons;
use crate::ui::views::parts;
use crate::ui::views::themes::menu::frameworks;
use crate::ui::widgets::{Button, Tip, paint};
use egui::accesskit::Role;
use egui::{Id, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

/// At the sides of the bar.
const SIDE: f32 = 20.0;
/// A name of a framework in its chip is no longer, in letters.
const LETTERS: usize = 34;
/// From this width on the button has words.
const WIDE: f32 = 700.0;

/// From this width on the pages have their names.
const NAMED: f32 = 360.0;

/// Draws the bar at the top of the page.
pub fn draw(view: &mut CrosswalkView, ui: &mut Ui, cx: &Cx, desk: &Desk, map: Option<&Map>) {
    let page = ui.max_rect();
    let right = apply(ui, cx, desk, map, Rect::from_min_max(page.min, pos2(page.right() - SIDE, page.top() + 44.0)));
    let place = Rect::from_min_max(pos2(page.left() + SIDE, page.top() + 10.0), pos2(right - 10.0, page.top() + 34.0));
    let lower = parts::chips(ui, "crosswalk frameworks", place, |ui| {
        chooser(view, ui, cx, desk, true);
        arrow(ui, cx);
        chooser(view, ui, cx, desk, false);
        if view.choice.as_ref().is_some_and(|choice| choice.page == Page::Links && choice.is_filtered())
            && Button::chip("Show all").icon(icons::X).tip("Take every filter off").show(ui).clicked()
        {
            cx.push(Window::ShowAll);
        }
    });
    let top = lower + 8.0;
    let right = share(ui, cx, map, pos2(page.right() - SIDE, top + 12.0));
    let place = Rect::from_min_max(pos2(page.left() + SIDE, top), pos2(right - 10.0, top + 24.0));
    let bottom = parts::chips(ui, "crosswalk pages", place, |ui| pages(view, ui, cx, place.width() > NAMED)) + 8.0;
    let bottom = applied(ui, cx, desk, map, Rect::from_min_max(pos2(page.left() + SIDE, bottom), pos2(page.right() - SIDE, bottom + 22.0)));
    let bottom = stray(ui, cx, desk, map, Rect::from_min_max(pos2(page.left() + SIDE, bottom), pos2(page.right() - SIDE, bottom + 28.0)));
    ui.add_space(bottom - ui.cursor().top());
}

fn chooser(view: &CrosswalkView, ui: &mut Ui, cx: &Cx, desk: &Desk, from: bool) {
    let now = view.choice.as_ref().and_then(|choice| if from { choice.from } else { choice.to });
    let name = now.and_then(|id| desk.corpus.framework(id)).map_or("No framework", |framework| framework.name.as_str());
    let (label, spoken) = (parts::chip_name(name, LETTERS), format!("{}: {name}", if from { "Read" } else { "Read as" }));
    let ask = if from { CrosswalkCommand::AskFrom } else { CrosswalkCommand::AskTo };
    let chip = Button::chip(&label).name(&spoken).caret().selected(true).tip(cx.tip(ask)).show(ui);
    if let Some(id) = frameworks(cx, desk, &chip, if from { "The framework that is read" } else { "The framework it is read as" }, now) {
        cx.push(if from { CrosswalkCommand::ReadFrom(id) } else { CrosswalkCommand::ReadAs(id) });
    }
}

/// “is read as”, between the two.
fn arrow(ui: &mut Ui, cx: &Cx) {
    let words = "is read as";
    let galley = paint::whole(ui, words, paint::body(), cx.tokens.ink3);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 20.0, 24.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    paint::place(ui, galley, rect.left_center());
    paint::icon(ui, pos2(rect.right() - 8.0, rect.center().y), icons::ARROW_RIGHT, 14.0, cx.tokens.ink3);
    response.tip(words);
}

/// What of the two is looked at.
fn pages(view: &CrosswalkView, ui: &mut Ui, cx: &Cx, named: bool) {
    let now = view.choice.as_ref().map_or(Page::Links, |choice| choice.page);
    let icons = [icons::LINK, icons::CHART_BAR_HORIZONTAL, icons::LIST_BULLETS];
    for (page, icon) in Page::ALL.into_iter().zip(icons) {
        let command = CrosswalkCommand::Page(page);
        let label = if named { page.name() } else { "" };
        if Button::chip(label).name(page.name()).icon(icon).selected(now == page).tip(cx.tip(command.clone())).show(ui).clicked() {
            cx.push(command);
        }
    }
}

/// What was applied for good and what has come out of line since, and what is not read back; gives its lower edge.
fn applied(ui: &Ui, cx: &Cx, desk: &Desk, map: Option<&Map>, rect: Rect) -> f32 {
    let Some(map) = map else { return rect.top() };
    let (applied, out) = (map.applied.as_ref(), map.applied.as_ref().and_then(Applied::out_of_line));
    let words = [applied.map(|applied| applied.in_full(&desk.corpus, when)), map.not_read_back.clone()];
    let words = words.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    if words.is_empty() {
        return rect.top();
    }
    let response = ui.interact(rect, Id::unique("crosswalk applied"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    let icon = if out.is_some() {
        icons::WARNING
    } else if applied.is_some() {
        icons::CHECK_CIRCLE
    } else {
        icons::INFO
    };
    paint::icon(ui, pos2(rect.left() + 8.0, rect.top() + 8.0), icon, 14.0, cx.tokens.ink2);
    let line = paint::line(ui, &words, paint::meta(), cx.tokens.ink2, rect.width() - 22.0);
    let cut = line.elided;
    paint::place(ui, line, pos2(rect.left() + 22.0, rect.top() + 8.0));
    if cut {
        response.tip(words);
    }
    rect.bottom()
}

/// Links that read nothing, with the way to part them; gives its lower edge.
fn stray(ui: &mut Ui, cx: &Cx, desk: &Desk, map: Option<&Map>, rect: Rect) -> f32 {
    let Some((first, others)) = map.and_then(|map| map.strays.split_first()) else { return rect.top() };
    let links: Vec<_> = std::iter::once(first).chain(others).filter_map(|stray| stray.link).collect();
    let such = "such link or passage|such links or passages";
    let more = if others.is_empty() { String::new() } else { format!(", and {} more", counted(others.len(), such)) };
    let words = format!("{}{more}", first.words);
    let mut right = rect.right();
    if desk.read_only().is_none() && !links.is_empty() {
        right = parts::from_right(ui, "crosswalk strays", rect, |ui| {
            let part = Button::chip(if links.len() == 1 { "Part them" } else { "Part all" }).tip("Take these links away; or move the code back");
            let part = part.show(ui);
            if part.clicked() {
                cx.push(CrosswalkCommand::Unmap(links.clone()));
            }
            part.rect.left() - 10.0
        });
    }
    let line = Rect::from_min_max(rect.min, pos2(right, rect.bottom()));
    let response = ui.interact(line, Id::unique("crosswalk stray"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    paint::icon(ui, pos2(rect.left() + 8.0, rect.center().y), icons::WARNING, 14.0, cx.tokens.warn);
    let galley = paint::line(ui, &words, paint::meta(), cx.tokens.ink2, line.width() - 22.0);
    let cut = galley.elided;
    paint::place(ui, galley, pos2(rect.left() + 22.0, rect.center().y));
    if cut {
        response.tip(words);
    }
    rect.bottom()
}

/// What codes for good what is read; gives its left edge.
fn apply(ui: &mut Ui, cx: &Cx, desk: &Desk, map: Option<&Map>, place: Rect) -> f32 {
    if map.is_none_or(|map| map.crosswalk.is_none()) || desk.read_only().is_some() {
        return place.right();
    }
    let out = map.and_then(|map| map.applied.as_ref()).is_some_and(|applied| applied.out_of_line().is_some());
    let name = if out { "Bring into line" } else { "Apply for good" };
    let label = if place.width() > WIDE { format!("{name}…") } else { String::new() };
    let left = parts::from_right(ui, "crosswalk apply", place, |ui| {
        let button = Button::new(&label).name(name).icon(icons::CHECK_CIRCLE).tip(cx.tip(CrosswalkCommand::Apply)).show(ui);
        if button.clicked() {
            cx.push(CrosswalkCommand::Apply);
        }
        button.rect.left()
    });
    left - 12.0
}

/// How much the second framework takes in, its right middle at `at`; gives its left edge.
fn share(ui: &Ui, cx: &Cx, map: Option<&Map>, at: egui::Pos2) -> f32 {
    let Some(map) = map.filter(|map| map.passages > 0) else { return at.x };
    let words = format!("{}% taken in", percent(map.reach, map.passages).unwrap_or_default());
    let galley = paint::whole(ui, &words, paint::body(), cx.tokens.ink3);
    let rect = Rect::from_min_size(pos2(at.x - galley.size().x, at.y - 10.0), vec2(galley.size().x, 20.0));
    paint::place(ui, galley, rect.left_center());
    let more = format!("{} of {} are read as something of {}", count(map.reach as i64), counted(map.passages, "passage"), map.to_name);
    let response = ui.interact(rect, Id::unique("crosswalk share"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{words}: {more}")));
    response.tip(more);
    rect.left()
}
