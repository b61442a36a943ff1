//! The list that opens under a chip: one or several of its lines are ticked.

use crate::model::FrameworkId;
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::icons;
use crate::ui::theme::measure;
use crate::ui::widgets::{Tip, fits, lead, paint};
use egui::accesskit::Role;
use egui::{Popup, PopupCloseBehavior, Response, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

/// A line of a list.
pub struct Item {
    /// Its words.
    pub words: String,
    /// Whether it is ticked.
    pub on: bool,
    /// Whether a hairline stands above it.
    pub apart: bool,
}

impl Item {
    /// A line.
    pub fn new(words: impl Into<String>, on: bool) -> Self {
        Self { words: words.into(), on, apart: false }
    }

    /// With a hairline above.
    pub fn apart(mut self) -> Self {
        self.apart = true;
        self
    }
}

const ROW: f32 = 28.0;

/// Opens a list under a chip that was clicked; gives the line that was chosen. A list of which `many` can be ticked stays open.
pub fn menu(cx: &Cx, chip: &Response, name: &str, many: bool, items: &[Item]) -> Option<usize> {
    if chip.clicked() {
        chip.request_focus();
    }
    let close = if many { PopupCloseBehavior::CloseOnClickOutside } else { PopupCloseBehavior::CloseOnClick };
    let popup = Popup::menu(chip).gap(4.0).close_behavior(close).accessible_name(name);
    let shown = crate::ui::widgets::popup(chip, popup, cx.tokens, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let room = ui.ctx().content_rect().bottom() - chip.rect.bottom() - 40.0;
        let widest = items.iter().map(|item| paint::whole(ui, &item.words, paint::body(), cx.tokens.ink).size().x);
        let width = (widest.fold(0.0, f32::max) + 48.0).clamp(160.0, 360.0);
        ui.set_width(width);
        let mut chosen = None;
        ScrollArea::vertical().max_height(room.max(ROW * 4.0)).show(ui, |ui| {
            for (at, item) in items.iter().enumerate() {
                if row(ui, cx, item, many, width) {
                    chosen = Some(at);
                    // By key too; egui closes at clicks alone.
                    if !many {
                        ui.close();
                    }
                }
            }
        });
        chosen
    });
    shown.and_then(|shown| shown.inner)
}

fn row(ui: &mut Ui, cx: &Cx, item: &Item, many: bool, width: f32) -> bool {
    let tokens = cx.tokens;
    if !fits(ui, &item.words) {
        return false;
    }
    if item.apart {
        let (line, _) = ui.allocate_exact_size(vec2(width, 9.0), Sense::hover());
        paint::hline(ui, ui.painter(), line.x_range(), line.center().y, tokens.line_soft);
    }
    let (rect, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::click());
    let role = if many { Role::MenuItemCheckBox } else { Role::MenuItemRadio };
    response.widget_info(|| WidgetInfo::selected(role, true, item.on, &item.words));
    lead(&response);
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, measure::RADIUS, tokens.accent_wash);
    }
    if item.on {
        paint::icon(ui, pos2(rect.left() + 14.0, rect.center().y), icons::CHECK, 14.0, tokens.accent);
    }
    let galley = paint::line(ui, &item.words, paint::body(), tokens.ink, width - 38.0);
    let cut = galley.elided;
    paint::place(ui, galley, pos2(rect.left() + 28.0, rect.center().y));
    let clicked = response.clicked();
    if cut {
        response.tip(&item.words);
    }
    clicked
}

/// Shows the frameworks under a chip; gives the one that was chosen.
pub fn frameworks(cx: &Cx, desk: &Desk, chip: &Response, title: &str, now: Option<FrameworkId>) -> Option<FrameworkId> {
    let all = desk.corpus.frameworks();
    let items: Vec<Item> = all.iter().map(|framework| Item::new(&framework.name, now == Some(framework.id))).collect();
    menu(cx, chip, title, false, &items).map(|at| all[at].id)
}
