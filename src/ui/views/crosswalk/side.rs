//! Beside the lines: the chosen code and what it is read as, with both definitions, the reason, and the passages.

use super::data::{Line, Link, Map, Said};
use super::{CrosswalkView, cards};
use crate::analysis::Corpus;
use crate::model::{Code, CodeId};
use crate::ui::command::CrosswalkCommand;
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::fonts::{self, Weight};
use crate::ui::format::when;
use crate::ui::icons;
use crate::ui::widgets::{Button, paint, swatch, wrapped};
use egui::accesskit::Role;
use egui::{Align2, Frame, Id, Margin, Rect, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// From this width on definitions stand beside each other, else each under its code.
const BESIDE: f32 = 380.0;
/// How much of the column codes, definitions and reason take at most.
const MOST: f32 = 0.5;
/// The height of the line that says that it goes on.
const MORE: f32 = 20.0;

/// Draws the column.
pub fn draw(view: &mut CrosswalkView, ui: &mut Ui, cx: &Cx) {
    let (Some(desk), Some(map)) = (cx.project, view.map()) else { return };
    let Some(line) = view.line(&map) else {
        Frame::new().inner_margin(Margin::symmetric(14, 16)).show(ui, |ui| {
            wrapped(ui, "Choose a code to see what it is read as.", paint::body(), cx.tokens.ink3, 20.0);
        });
        return;
    };
    let page = ui.max_rect();
    let mut first = None;
    let shown = ScrollArea::vertical().id_salt("link of the code").max_height(page.height() * MOST).auto_shrink([false, true]).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 14, right: 14, top: 14, bottom: 4 }).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = vec2(6.0, 0.0);
            let beside = ui.available_width() >= BESIDE;
            ends(ui, cx, &desk.corpus, line, !beside);
            if beside {
                definitions(ui, cx, &desk.corpus, line);
            }
            said(ui, cx, &map, line);
        });
    });
    let hidden = shown.content_size.y - shown.inner_rect.height() - shown.state.clamped_offset().y;
    if hidden > 1.0 {
        more_below(ui, cx, shown.inner_rect);
    }
    // Whatever is scrolled above, what can be done stays in sight.
    Frame::new().inner_margin(Margin { left: 14, right: 14, top: 6, bottom: 4 }).show(ui, |ui| first = buttons(ui, cx, desk, line));
    let below = Rect::from_min_max(ui.cursor().min, page.max);
    let line = line.clone();
    view.first_button = first;
    ui.scope_builder(UiBuilder::new().max_rect(below), |ui| cards::draw(view, ui, cx, &line));
}

/// Over the lower edge of what is scrolled: that it goes on.
fn more_below(ui: &Ui, cx: &Cx, place: Rect) {
    let edge = Rect::from_min_max(pos2(place.left(), place.bottom() - MORE), place.max);
    ui.painter().rect_filled(edge, 0.0, cx.tokens.panel);
    paint::hline(ui, ui.painter(), edge.x_range(), edge.top(), cx.tokens.line);
    paint::icon(ui, pos2(edge.center().x - 52.0, edge.center().y), icons::CARET_DOWN, 11.0, cx.tokens.ink3);
    let words = "It goes on below";
    paint::text(ui, pos2(edge.center().x - 42.0, edge.center().y), Align2::LEFT_CENTER, words, paint::meta(), cx.tokens.ink3);
    let response = ui.interact(edge, Id::unique("more of the definitions"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
}

/// The code and what it is read as, each with what it means where that does not stand by itself.
fn ends(ui: &mut Ui, cx: &Cx, corpus: &Corpus, line: &Line, means: bool) {
    let end = |ui: &mut Ui, id: CodeId| {
        named(ui, cx, corpus, id);
        corpus.code(id).filter(|_| means).into_iter().for_each(|code| meaning(ui, cx, code));
    };
    end(ui, line.code);
    if let Some(target) = target(line) {
        ui.add_space(6.0);
        wrapped(ui, "is read as", paint::meta(), cx.tokens.ink3, 18.0);
        end(ui, target);
    }
}

fn target(line: &Line) -> Option<CodeId> {
    if let Said::To(link, ..) = &line.said { link.to } else { None }
}

/// A code's name, under the codes above it.
fn named(ui: &mut Ui, cx: &Cx, corpus: &Corpus, id: CodeId) {
    let Some(code) = corpus.code(id) else { return };
    let framework = corpus.framework(code.framework).map_or("", |framework| framework.name.as_str());
    let mut path = vec![framework];
    path.extend(corpus.path(id));
    path.pop();
    wrapped(ui, &path.join(" / "), paint::meta(), cx.tokens.ink3, 18.0);
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.add_space(7.0);
            swatch(ui, 10.0, cx.tokens.code(corpus.colour(id)));
        });
        wrapped(ui, &code.name, fonts::text(Weight::Semibold, 15.0), cx.tokens.ink, 23.0);
    });
}

/// What both mean, beside each other.
fn definitions(ui: &mut Ui, cx: &Cx, corpus: &Corpus, line: &Line) {
    let codes: Vec<&Code> = [Some(line.code), target(line)].into_iter().flatten().filter_map(|id| corpus.code(id)).collect();
    if codes.iter().all(|code| words(code).is_empty()) {
        return;
    }
    ui.add_space(12.0);
    ui.spacing_mut().item_spacing = vec2(14.0, 0.0);
    ui.columns(codes.len(), |halves| halves.iter_mut().zip(&codes).for_each(|(half, code)| definition(half, cx, code)));
}

/// What a code means, under its name.
fn definition(ui: &mut Ui, cx: &Cx, code: &Code) {
    if words(code).is_empty() {
        return;
    }
    ui.vertical(|ui| {
        wrapped(ui, &code.name, paint::strong(), cx.tokens.ink, 20.0);
        meaning(ui, cx, code);
        ui.add_space(8.0);
    });
}

fn meaning(ui: &mut Ui, cx: &Cx, code: &Code) {
    for (head, words) in words(code) {
        if !head.is_empty() {
            wrapped(ui, head, paint::meta(), cx.tokens.ink3, 18.0);
        }
        wrapped(ui, words, paint::body(), cx.tokens.ink2, 20.0);
    }
}

fn words(code: &Code) -> Vec<(&'static str, &str)> {
    let all = [("", &code.statement), ("", &code.description), ("Include", &code.include), ("Exclude", &code.exclude)];
    all.into_iter().map(|(head, words)| (head, words.trim())).filter(|(_, words)| !words.is_empty()).collect()
}

/// What is said of it, by whom and since when.
fn said(ui: &mut Ui, cx: &Cx, map: &Map, line: &Line) {
    ui.add_space(10.0);
    match &line.said {
        Said::Nothing => drop(wrapped(ui, &format!("Nobody looked yet what it is in {}.", map.to_name), paint::body(), cx.tokens.ink2, 20.0)),
        Said::Without(link) => {
            wrapped(ui, &format!("Has no counterpart in {}.", map.to_name), paint::body(), cx.tokens.ink, 20.0);
            why(ui, cx, link);
        }
        Said::To(link, ..) => why(ui, cx, link),
    }
}

/// What can be done with it; gives the first button.
fn buttons(ui: &mut Ui, cx: &Cx, desk: &Desk, line: &Line) -> Option<Id> {
    let writable = desk.read_only().is_none();
    let mut first = None;
    ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
    ui.horizontal_wrapped(|ui| {
        let mut button = |ui: &mut Ui, words: &str, icon: &str, command: CrosswalkCommand| {
            let shown = Button::chip(words).icon(icon).tip(cx.tip(command.clone())).show(ui);
            first.get_or_insert(shown.id);
            if shown.clicked() {
                cx.push(command);
            }
        };
        if writable {
            button(ui, "Link…", icons::LINK, CrosswalkCommand::Link);
        }
        if line.link().is_some_and(|link| link.above.is_none()) && writable {
            button(ui, "Why…", icons::PENCIL_SIMPLE, CrosswalkCommand::Reason);
            button(ui, "Take away", icons::LINK_BREAK, CrosswalkCommand::Unlink);
        } else if line.said == Said::Nothing && writable {
            button(ui, "No counterpart…", icons::MINUS, CrosswalkCommand::Without);
        }
        if matches!(line.said, Said::To(..)) {
            button(ui, "In Themes", icons::COLUMNS, CrosswalkCommand::Read);
        }
    });
    first
}

fn why(ui: &mut Ui, cx: &Cx, link: &Link) {
    if let Some(above) = &link.above {
        wrapped(ui, &format!("As “{above}”, the code above it."), paint::body(), cx.tokens.ink2, 20.0);
    }
    if !link.reason.is_empty() {
        wrapped(ui, &link.reason, paint::body(), cx.tokens.ink, 20.0);
    }
    wrapped(ui, &format!("{}, {}", link.coder, when(link.at)), paint::meta(), cx.tokens.ink3, 18.0);
}
