//! The passages that the second framework leaves out, to be walked through: each with its code and why, and the way to link it.

use super::CrosswalkView;
use super::cover::{Cover, Left};
use super::data::Map;
use crate::analysis::lens::elsewhere_said;
use crate::ui::command::{CrosswalkCommand, Target, Window};
use crate::ui::cx::Cx;
use crate::ui::format::{count, counted};
use crate::ui::text::{Family, PassageStyle};
use crate::ui::views::menu::{context, head, row};
use crate::ui::views::parts;
use crate::ui::widgets::{Tip, VirtualList, list_keys, paint, row_ground};
use egui::accesskit::Role;
use egui::{Align2, Id, Rect, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

const SIDE: f32 = 20.0;
const ROW: f32 = 82.0;
const HEAD: f32 = 34.0;

/// The list, for the focus.
pub fn list_id() -> Id {
    Id::unique("crosswalk left out")
}

/// Draws the page under the bar.
pub fn draw(view: &mut CrosswalkView, ui: &mut Ui, cx: &Cx, map: &Map, cover: &Cover) {
    if cover.left.is_empty() {
        let (title, more) = match map.passages {
            0 => ("Nothing is coded in the first framework yet", "What is coded in it and read as nothing of the second is listed here."),
            _ => ("Nothing is left out", "Every passage of the first framework is read as something of the second."),
        };
        return parts::empty(ui, cx, title, more, None);
    }
    let page = Rect::from_min_max(ui.cursor().min, ui.max_rect().max);
    heading(ui, cx, map, cover, page);
    let below = Rect::from_min_max(pos2(page.left(), page.top() + HEAD), page.max);
    let at = cover.left.iter().position(|one| view.left == Some(one.key()));
    let keys = list_keys(ui, list_id(), below, "Passages that are left out", at, cover.left.len(), (below.height() / ROW) as usize);
    if let Some(to) = keys.moved {
        view.left = Some(cover.left[to].key());
        ui.ctx().request_repaint();
    }
    if keys.enter {
        cx.push(CrosswalkCommand::Jump);
    }
    let reveal = keys.moved.or(std::mem::take(&mut view.reveal).then_some(at).flatten());
    let focused = keys.response.has_focus();
    ui.scope_builder(UiBuilder::new().max_rect(below), |ui| {
        VirtualList::same("crosswalk left out", ROW, cover.left.len()).reveal(reveal).show(ui, |ui, at| {
            let one = &cover.left[at];
            let response = passage(ui, cx, one, (view.left == Some(one.key()), focused));
            if response.clicked() || response.secondary_clicked() {
                view.left = Some(one.key());
                keys.response.request_focus();
            }
            if response.double_clicked() {
                cx.push(Window::Go(Target::Passage(one.source, one.span)));
            }
            context(&response, cx, 288.0, |ui| {
                row(ui, cx, CrosswalkCommand::Jump);
                head(ui, cx, "");
                row(ui, cx, CrosswalkCommand::Link);
                row(ui, cx, CrosswalkCommand::Without);
            });
        });
    });
}

fn heading(ui: &Ui, cx: &Cx, map: &Map, cover: &Cover, page: Rect) {
    let listed =
        if cover.left.len() < cover.left_count { format!(" · the first {} are listed", count(cover.left.len() as i64)) } else { String::new() };
    let elsewhere = elsewhere_said(cover.elsewhere);
    let words = format!(
        "{} of {} are read as nothing of {}{elsewhere}{listed}",
        count(cover.left_count as i64),
        counted(map.passages, "passage"),
        map.to_name
    );
    paint::place(ui, paint::line(ui, &words, paint::meta(), cx.tokens.ink3, page.width() - 2.0 * SIDE), pos2(page.left() + SIDE, page.top() + 16.0));
    let place = Rect::from_min_size(page.min, vec2(page.width(), HEAD));
    let response = ui.interact(place, Id::unique("crosswalk left out head"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    paint::hline(ui, ui.painter(), page.left() + SIDE..=page.right() - SIDE, page.top() + HEAD - 1.0, cx.tokens.line);
}

fn passage(ui: &mut Ui, cx: &Cx, one: &Left, (chosen, focused): (bool, bool)) -> egui::Response {
    let tokens = cx.tokens;
    let (_, rect) = ui.allocate_space(ui.available_size());
    let response = ui.interact(rect, Id::unique(("crosswalk left out", one.key())), Sense::CLICK);
    response
        .widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, format!("{}, {}, {}, {}", one.words, one.whose, one.name, one.why)));
    row_ground(ui, rect, chosen, response.hovered(), focused && chosen);
    let (left, right) = (rect.left() + SIDE, rect.right() - SIDE);
    let cut = {
        let mut engine = cx.text.borrow_mut();
        let fitted = engine.fit(&one.words, &PassageStyle::new(Family::Serif, 14.0, 20.0), (right - left).min(820.0), 2);
        fitted.passage.paint(&mut engine, ui.painter(), pos2(left, rect.top() + 9.0), tokens.ink);
        fitted.cut
    };
    let y = rect.bottom() - 17.0;
    let why = paint::text(ui, pos2(right, y), Align2::RIGHT_CENTER, &one.why, paint::meta(), tokens.ink2);
    let swatch = Rect::from_center_size(paint::snap(ui, pos2(left + 5.0, y)), vec2(9.0, 9.0));
    ui.painter().rect_filled(swatch, 2.5, tokens.code(one.colour));
    let room = why.left() - left - 30.0;
    let name = paint::line(ui, &one.name, paint::meta(), tokens.ink2, room * 0.6);
    let name = paint::place(ui, name, pos2(left + 16.0, y));
    paint::place(ui, paint::line(ui, &one.whose, paint::meta(), tokens.ink2, why.left() - 14.0 - name.right() - 12.0), pos2(name.right() + 12.0, y));
    paint::hline(ui, ui.painter(), left..=right, rect.bottom() - 1.0, tokens.line_soft);
    if cut { response.tip_at_pointer(&one.words) } else { response }
}
