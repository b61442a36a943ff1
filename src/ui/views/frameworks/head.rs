//! The bar over the page: the framework, its pages, and what can be done on the one that shows.

use super::{FrameworksView, Page};
use crate::ui::command::FrameworkCommand;
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::format::count;
use crate::ui::icons;
use crate::ui::views::parts;
use crate::ui::views::themes::menu::frameworks;
use crate::ui::widgets::{Button, paint};
use egui::{Rect, Ui, pos2};

/// At the sides of the bar, and how high its first row is.
const SIDE: f32 = 20.0;
const ROW: f32 = 44.0;
/// Letters of a framework's name that its chip shows, also in a window with room.
const LETTERS: usize = 28;
const MORE: usize = 80;
const ROOM: f32 = 1100.0;

pub(super) fn draw(view: &mut FrameworksView, ui: &mut Ui, cx: &Cx, desk: &Desk) {
    let page = ui.max_rect();
    let right = actions(view, ui, cx, Rect::from_min_max(page.min, pos2(page.right() - SIDE, page.top() + ROW)));
    let place = Rect::from_min_max(pos2(page.left() + SIDE, page.top() + 10.0), pos2(right - 10.0, page.top() + 34.0));
    let lower = parts::chips(ui, "frameworks head", place, |ui| {
        framework(view, ui, cx, desk, if place.width() > ROOM { MORE } else { LETTERS });
        for page in Page::ALL {
            let command = FrameworkCommand::Page(page);
            let due = view.framework.filter(|_| page == Page::Again).map_or(0, |framework| view.due.of(framework));
            let words = if due > 0 { format!("{} · {}", page.name(), count(due as i64)) } else { page.name().to_owned() };
            if Button::chip(&words).selected(view.page == page).tip(cx.tip(command.clone())).show(ui).clicked() {
                cx.push(command);
            }
        }
    });
    let bottom = lower + 10.0;
    ui.add_space(bottom - ui.cursor().top());
    paint::hline(ui, ui.painter(), page.x_range(), bottom - paint::hair(ui), cx.tokens.line_soft);
}

fn framework(view: &FrameworksView, ui: &mut Ui, cx: &Cx, desk: &Desk, letters: usize) {
    let Some(framework) = view.framework.and_then(|id| desk.corpus.framework(id)) else { return };
    let words = parts::chip_name(&framework.name, letters);
    let spoken = format!("Framework: {}", framework.name);
    let chip = Button::chip(&words).icon(icons::GIT_BRANCH).caret().name(&spoken).tip(cx.tip(FrameworkCommand::Ask)).show(ui);
    if let Some(id) = frameworks(cx, desk, &chip, "Framework", Some(framework.id)) {
        cx.push(FrameworkCommand::Of(id));
    }
}

/// The buttons at the right; gives their left edge.
fn actions(view: &FrameworksView, ui: &mut Ui, cx: &Cx, place: Rect) -> f32 {
    let wide = place.width() > 640.0;
    parts::from_right(ui, "frameworks actions", place, |ui| {
        let buttons: &[(&str, &str, &str, FrameworkCommand)] = match view.page {
            Page::Versions => &[
                ("Name it as it stands…", "Name the framework as it stands…", icons::FLAG, FrameworkCommand::AskName),
                ("Word, Excel", "Export what differs", icons::EXPORT, FrameworkCommand::Export),
            ],
            Page::Again => &[],
            Page::Saturation => &[("Save…", "Save the picture", icons::EXPORT, FrameworkCommand::SavePicture)],
        };
        let mut left = place.right();
        for (words, name, icon, command) in buttons {
            let button = Button::new(if wide { words } else { "" }).name(name).icon(icon).tip(cx.tip(command.clone())).show(ui);
            if button.clicked() {
                cx.push(command.clone());
            }
            left = button.rect.left();
        }
        left
    })
}
