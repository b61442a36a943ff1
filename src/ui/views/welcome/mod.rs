//! The welcome page: the example, a new project, an old one, and what was open before.

mod data;

use super::{StatusItem, View, ViewId};
use crate::ui::command::{ProjectCommand, Window};
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::icons;
use crate::ui::theme::{Theme, measure};
use crate::ui::widgets::{Mark, Tip, cap, icon_button, paint};
use data::{Known, known};
use egui::accesskit::Role;
use egui::{Align2, Id, Rect, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// The welcome page.
#[derive(Default)]
pub struct Welcome {
    known: Option<(usize, Vec<Known>)>,
}

/// The cards: icon, words, a line more, what they ask for.
const CARDS: [(&str, &str, &str, ProjectCommand); 3] = [
    (icons::BOOKS, "Look around the example study", "Four sites, 24 interviews, two frameworks, already coded", ProjectCommand::Example),
    (icons::FOLDER_PLUS, "New project from a folder of transcripts", "Word, text, Markdown, Teams, Zoom, Otter, subtitles", ProjectCommand::New),
    (icons::FOLDER_OPEN, "Open a project", ".themata file", ProjectCommand::Open),
];

impl View for Welcome {
    fn id(&self) -> ViewId {
        ViewId::Welcome
    }

    fn centre(&mut self, ui: &mut Ui, cx: &Cx) {
        let page = ui.max_rect();
        let recent = self.recent(cx);
        let tall = content(page, recent.len()) + 2.0 * EDGE;
        let draw = |ui: &mut Ui, page: Rect| {
            let (left, right) = columns(page, recent.len());
            cards(ui, left, cx);
            if let Some(right) = right {
                list(ui, right, recent, cx);
            }
        };
        if tall <= page.height() {
            return draw(ui, page);
        }
        ScrollArea::vertical().id_salt("welcome").auto_shrink([false, false]).show(ui, |ui| {
            let (_, rect) = ui.allocate_space(vec2(page.width(), tall));
            draw(ui, rect);
        });
    }

    fn status(&self, cx: &Cx) -> Vec<StatusItem> {
        let look = match cx.config.theme {
            Theme::System if cx.tokens.is_dark => Theme::Dark.label(),
            Theme::System => Theme::Light.label(),
            chosen => chosen.label(),
        };
        vec![
            StatusItem::new(look).command(Window::Settings),
            StatusItem::new(format!("{}%", cx.config.scale)).command(Window::Settings),
            StatusItem::new(concat!("Version ", env!("CARGO_PKG_VERSION"))).command(Window::About),
        ]
    }
}

impl Welcome {
    /// What was open before, looked for on the disk once, not at every frame.
    fn recent(&mut self, cx: &Cx) -> &[Known] {
        let count = cx.config.recent.len();
        if self.known.as_ref().is_none_or(|(seen, _)| *seen != count) {
            self.known = Some((count, known(&cx.config.recent)));
        }
        self.known.as_ref().map_or(&[], |(_, known)| known)
    }
}

/// What stays free above and below, the height of the cards with the title, where the list begins below them, and below which width it does.
const EDGE: f32 = 24.0;
const CARDS_HIGH: f32 = 408.0;
const BELOW: f32 = 400.0;
const NARROW: f32 = 900.0;
/// A row of the list.
const ROW: f32 = 44.0;

/// How high all of it is, with so many rows in the list.
fn content(page: Rect, rows: usize) -> f32 {
    let list = if rows == 0 { 0.0 } else { 24.0 + ROW * rows as f32 + 40.0 };
    if page.width() < NARROW && rows > 0 { BELOW + list } else { CARDS_HIGH.max(list) }
}

/// Where the cards stand, and beside or below them the list when there is one.
fn columns(page: Rect, rows: usize) -> (Rect, Option<Rect>) {
    let top = (page.top() + (page.height() - content(page, rows)) * 0.5).max(page.top() + EDGE);
    let column = |left: f32, width: f32| Rect::from_min_size(pos2(left.round(), top.round()), vec2(width, page.bottom() - top));
    if rows == 0 {
        let width = 520.0_f32.min(page.width() - 48.0);
        return (column(page.center().x - width / 2.0, width), None);
    }
    if page.width() < NARROW {
        let width = 520.0_f32.min(page.width() - 48.0);
        let left = page.center().x - width / 2.0;
        let below = Rect::from_min_max(pos2(left, top + BELOW), pos2(left + width, page.bottom()));
        return (column(left, width), Some(below));
    }
    let wide = 997.0_f32.min(page.width() - 96.0);
    let left = (page.center().x - wide / 2.0).floor();
    let cards = (wide * 0.5225).ceil();
    (column(left, cards), Some(column(left + cards + 56.0, wide - cards - 56.0)))
}

fn cards(ui: &mut Ui, rect: Rect, cx: &Cx) {
    let tokens = cx.tokens;
    Mark::draw(ui, Rect::from_min_size(rect.min + vec2(1.0, 4.0), vec2(40.0, 40.0)));
    let title = paint::text(ui, rect.min + vec2(55.0, 14.0), Align2::LEFT_CENTER, "Themata", fonts::text(Weight::Semibold, 26.0), tokens.ink);
    ui.interact(title, Id::unique("welcome title"), Sense::hover()).widget_info(|| WidgetInfo::labeled(Role::Heading, true, "Themata"));
    let line = "Read closely. Code as you think. Show where it came from.";
    paint::text(ui, rect.min + vec2(55.0, 41.0), Align2::LEFT_CENTER, line, paint::body(), tokens.ink2);
    let mut top = rect.top() + 72.0;
    for (glyph, words, more, command) in CARDS {
        card(ui, Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), 70.0)), (glyph, words, more), &command, cx);
        top += 78.0;
    }
    paint::icon(ui, pos2(rect.left() + 9.0, top + 16.0), icons::LOCK_SIMPLE, 16.0, tokens.ink2);
    let calm = "Everything stays on this computer. Themata makes no network connection.";
    let galley = paint::line(ui, calm, paint::meta(), tokens.ink3, rect.width() - 23.0);
    paint::place(ui, galley, pos2(rect.left() + 23.0, top + 16.0));
}

fn card(ui: &Ui, rect: Rect, (glyph, words, more): (&str, &str, &str), command: &ProjectCommand, cx: &Cx) {
    let tokens = cx.tokens;
    let response = ui.interact(rect, Id::unique(("welcome card", words)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
    let fill = if response.hovered() { tokens.panel } else { tokens.raised };
    paint::boxed(ui, rect, measure::RADIUS_POPUP, fill, tokens.line);
    paint::icon(ui, pos2(rect.left() + 28.0, rect.center().y), glyph, 20.0, tokens.accent);
    let right = cx.cap(command.clone()).map_or(rect.right(), |text| cap(ui, rect.right() - 16.0, rect.center().y, &text).left()) - 12.0;
    let left = rect.left() + 51.0;
    let head = paint::line(ui, words, fonts::text(Weight::Semibold, 14.0), tokens.ink, right - left);
    paint::place(ui, head, pos2(left, rect.top() + 24.0));
    paint::place(ui, paint::line(ui, more, paint::meta(), tokens.ink3, right - left), pos2(left, rect.top() + 44.0));
    paint::focus(ui, &response, rect, measure::RADIUS_POPUP);
    if response.clicked() {
        cx.push(command.clone());
    }
}

fn list(ui: &mut Ui, rect: Rect, recent: &[Known], cx: &Cx) {
    let head = Rect::from_min_size(rect.min - vec2(12.0, 11.0), vec2(rect.width() + 12.0, 36.0));
    ui.scope_builder(UiBuilder::new().max_rect(head), |ui| crate::ui::widgets::section_head(ui, "Recent", |_| {}));
    let mut top = rect.top() + 24.0;
    for known in recent {
        let row = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), ROW));
        entry(ui, row, known, cx);
        top = row.bottom();
    }
    let hint = "Or drop files or a folder anywhere in this window.";
    paint::text(ui, pos2(rect.left(), top + 24.0), Align2::LEFT_CENTER, hint, paint::meta(), cx.tokens.ink3);
}

fn entry(ui: &mut Ui, row: Rect, known: &Known, cx: &Cx) {
    let tokens = cx.tokens;
    let response = ui.interact(row, Id::unique(("recent", &known.path)), Sense::click());
    let below = if known.found { known.summary.clone() } else { "not found where it was · Locate…".to_owned() };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{}, {below}, {}", known.name, known.when)));
    let over = response.hovered() || ui.rect_contains_pointer(row);
    if over {
        ui.painter().rect_filled(row.expand2(vec2(8.0, 0.0)), measure::RADIUS, tokens.hover);
    }
    let mut right = paint::text(ui, pos2(row.right(), row.center().y), Align2::RIGHT_CENTER, &known.when, paint::meta(), tokens.ink3).left() - 12.0;
    if over {
        let place = Rect::from_center_size(pos2(right - 11.0, row.center().y), vec2(22.0, 22.0));
        let name = format!("Forget {}", known.name);
        let forget =
            ui.scope_builder(UiBuilder::new().max_rect(place), |ui| icon_button(ui, icons::X, &name, "Take it off this list; the file stays")).inner;
        if forget.clicked() {
            cx.push(ProjectCommand::Forget(known.path.clone()));
        }
        right = place.left() - 8.0;
    }
    let ink = if known.found { tokens.ink } else { tokens.ink3 };
    paint::place(ui, paint::line(ui, &known.name, paint::medium(), ink, right - row.left()), pos2(row.left(), row.top() + 13.0));
    let colour = if known.found { tokens.ink3 } else { tokens.warn };
    paint::place(ui, paint::line(ui, &below, paint::meta(), colour, right - row.left()), pos2(row.left(), row.top() + 32.0));
    paint::hline(ui, ui.painter(), row.x_range(), row.bottom() - 1.0, tokens.line);
    paint::focus(ui, &response, row.expand2(vec2(8.0, 0.0)), measure::RADIUS);
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.tip(known.path.display().to_string()).clicked() {
        cx.push(if known.found { ProjectCommand::OpenPath(known.path.clone()) } else { ProjectCommand::Locate(known.path.clone()) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_stand_as_they_were_drawn() {
        let page = Rect::from_min_max(pos2(0.0, 44.0), pos2(1280.0, 774.0));
        let (left, right) = columns(page, 2);
        let right = right.unwrap();
        assert!((left.left() - 141.0).abs() <= 1.0 && (left.right() - 662.0).abs() <= 1.5, "{left:?}");
        assert!((right.left() - 718.0).abs() <= 1.5 && (right.right() - 1138.0).abs() <= 1.5, "{right:?}");
    }
}
