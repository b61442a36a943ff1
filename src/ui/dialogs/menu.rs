//! The menu under the mark: every command, by what it is about. Sections at the left, the commands of one at the right.

use super::{Dialog, Place, Step};
use crate::ui::command::{Entry, Section, table, wanted};
use crate::ui::cx::Cx;
use crate::ui::icons;
use crate::ui::theme::measure;
use crate::ui::views::menu;
use crate::ui::widgets::{Tip, cap, paint, within};
use egui::accesskit::Role;
use egui::{Key, Layout, Modifiers, Pos2, Rect, Response, Sense, Ui, WidgetInfo, pos2, vec2};

const LEFT: f32 = 132.0;
const RIGHT: f32 = 356.0;
const ROW: f32 = 28.0;

/// The menu.
pub struct Menu {
    at: Pos2,
    section: usize,
    /// The chosen row at the right, or none while the choice is at the left.
    row: Option<usize>,
}

impl Menu {
    /// The menu with its corner at this point.
    pub fn new(at: Pos2) -> Self {
        Self { at, section: 0, row: None }
    }

    /// Arrows walk through it, Enter gives the chosen command: its row, if it was pressed.
    fn keys(&mut self, ui: &Ui, rows: &[&'static Entry]) -> bool {
        let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key)) as isize;
        let step = pressed(Key::ArrowDown) - pressed(Key::ArrowUp);
        let side = pressed(Key::ArrowRight) - pressed(Key::ArrowLeft);
        let enter = pressed(Key::Enter) + pressed(Key::Space) > 0;
        match self.row {
            None => {
                self.section = (self.section as isize + step).rem_euclid(Section::ALL.len() as isize) as usize;
                if side > 0 || enter {
                    self.row = Some(0);
                }
                false
            }
            Some(at) => {
                self.row = if side < 0 { None } else { Some((at as isize + step).rem_euclid(rows.len().max(1) as isize) as usize) };
                enter
            }
        }
    }
}

/// The rows of a section that stand in the menu.
fn rows(section: Section, cx: &Cx) -> Vec<&'static Entry> {
    table::all().filter(|entry| entry.section == section && cx.exists(entry)).collect()
}

impl Dialog for Menu {
    fn name(&self) -> String {
        "Menu".into()
    }

    fn width(&self) -> f32 {
        LEFT + RIGHT
    }

    fn menu(&self) -> bool {
        true
    }

    fn place(&self) -> Place {
        Place::At(self.at)
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, _fresh: bool) -> Step {
        let listed = rows(Section::ALL[self.section], cx);
        let enter = self.keys(ui, &listed);
        let listed = rows(Section::ALL[self.section], cx);
        let most = Section::ALL.iter().map(|section| rows(*section, cx).len()).max().unwrap_or(0).max(Section::ALL.len());
        let room = ui.ctx().content_rect().bottom() - self.at.y - 40.0;
        let (rect, _) = ui.allocate_exact_size(vec2(LEFT + RIGHT, (most as f32 * ROW + 12.0).min(room)), Sense::hover());
        let line = rect.left() + LEFT;
        paint::vline(ui, ui.painter(), line, rect.y_range(), cx.tokens.line_soft);
        self.sections(ui, rect, cx);
        let right = Rect::from_min_max(pos2(line + 1.0, rect.top() + 6.0), pos2(rect.right(), rect.bottom() - 6.0));
        menu::begin(ui);
        for entry in listed.iter().filter(|entry| cx.enabled(entry)) {
            menu::offer(ui, cx.keys.keys(entry), &entry.command);
        }
        let mut given = self.row.filter(|_| enter).and_then(|at| listed.get(at)).copied();
        within(ui, right, Layout::top_down(egui::Align::Min), |ui| {
            egui::ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for (at, entry) in listed.iter().enumerate() {
                    let response = item(ui, cx, entry, self.row == Some(at));
                    if self.row == Some(at) {
                        response.scroll_to_me(None);
                    }
                    if response.clicked() {
                        given = Some(entry);
                    }
                }
            });
        });
        match given.filter(|entry| cx.enabled(entry)) {
            Some(entry) => {
                cx.push(entry.command.clone());
                Step::Close
            }
            None => Step::Stay,
        }
    }
}

impl Menu {
    fn sections(&mut self, ui: &Ui, rect: Rect, cx: &Cx) {
        for (at, section) in Section::ALL.iter().enumerate() {
            let row = Rect::from_min_size(rect.min + vec2(6.0, 6.0 + at as f32 * ROW), vec2(LEFT - 12.0, ROW));
            let response = ui.interact(row, ui.scope_id().with(("section", at)), Sense::click());
            let chosen = self.section == at;
            response.widget_info(|| WidgetInfo::selected(Role::MenuItem, true, chosen, section.label()));
            if chosen {
                let fill = if self.row.is_none() { cx.tokens.accent_wash } else { cx.tokens.hover };
                ui.painter().rect_filled(row, measure::RADIUS, fill);
            }
            paint::place(
                ui,
                paint::line(ui, section.label(), paint::medium(), cx.tokens.ink, row.width() - 30.0),
                row.left_center() + vec2(10.0, 0.0),
            );
            paint::icon(ui, row.right_center() - vec2(12.0, 0.0), icons::CARET_RIGHT, 12.0, cx.tokens.ink3);
            if response.hovered() && ui.input(|input| input.pointer.is_moving()) || response.clicked() {
                (self.section, self.row) = (at, None);
            }
        }
    }
}

fn item(ui: &mut Ui, cx: &Cx, entry: &'static Entry, chosen: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(RIGHT - 1.0, ROW), Sense::click());
    let enabled = cx.enabled(entry);
    response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, enabled, entry.label));
    let ground = rect.shrink2(vec2(6.0, 0.0));
    if enabled && (chosen || response.hovered()) {
        ui.painter().rect_filled(ground, measure::RADIUS, cx.tokens.accent_wash);
    } else if chosen {
        ui.painter().rect_filled(ground, measure::RADIUS, cx.tokens.hover);
    }
    let right = cx.keys.cap(entry).map_or(ground.right(), |text| cap(ui, ground.right() - 8.0, rect.center().y, &text).left());
    let ink = if enabled { cx.tokens.ink } else { cx.tokens.ink3 };
    paint::place(ui, paint::line(ui, entry.label, paint::body(), ink, right - ground.left() - 18.0), ground.left_center() + vec2(10.0, 0.0));
    match wanted::wanted(cx, entry) {
        Some(first) => response.tip(format!("{}  ({})", entry.tip, first.words(cx))),
        None => response.tip(entry.tip),
    }
}
