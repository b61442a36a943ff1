//! What dialogs of two halves share: a head with a tally and tools, a list at the left and the chosen one at the right, and small choices.

use crate::model::FolderId;
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::theme::{Tokens, measure};
use crate::ui::widgets::{Button, fits, lead, paint, popup, section_head, within};
use egui::{Align, Layout, Margin, Popup, Rect, ScrollArea, Ui, pos2, vec2};

/// The measures of such a dialog: width and height of its body, each at least, at most and as a part of the window; and the part of the width
/// that the left half takes.
pub struct Halves {
    /// The width.
    pub width: (f32, f32, f32),
    /// The height of the body.
    pub height: (f32, f32, f32),
    /// The left half.
    pub left: f32,
}

/// A half of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// The list.
    Left,
    /// What is chosen.
    Right,
}

/// A part of what there is, within bounds.
fn part_of((least, most, part): (f32, f32, f32), of: f32) -> f32 {
    (of * part).clamp(least, most).round()
}

impl Halves {
    /// How wide the dialog is on a screen.
    pub fn wide(&self, screen: f32) -> f32 {
        part_of(self.width, screen)
    }

    /// Draws both halves.
    pub fn body(&self, ui: &mut Ui, cx: &Cx, mut draw: impl FnMut(&mut Ui, Half)) {
        let screen = ui.ctx().content_rect();
        let height = part_of(self.height, screen.height()).min(screen.height() - 48.0 - 64.0 - 62.0);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), egui::Sense::hover());
        let middle = rect.left() + (rect.width() * self.left).round();
        let (left, right) = (Rect::from_min_max(rect.min, pos2(middle, rect.bottom())), Rect::from_min_max(pos2(middle, rect.top()), rect.max));
        ui.painter().rect_filled(right, 0.0, cx.tokens.panel);
        paint::vline(ui, ui.painter(), middle, rect.y_range(), cx.tokens.line);
        for (place, half) in [(left, Half::Left), (right, Half::Right)] {
            within(ui, place, Layout::top_down(Align::Min), |ui| {
                ui.set_clip_rect(place.intersect(ui.clip_rect()));
                draw(ui, half);
            });
        }
    }
}

/// The head: what is brought in, how it stands, and what can be chosen for all of it, from the right.
pub fn head(ui: &mut Ui, cx: &Cx, title: &str, tally: &str, tools: impl FnOnce(&mut Ui)) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 64.0), egui::Sense::hover());
    let place = Rect::from_min_max(pos2(rect.center().x, rect.top()), pos2(rect.right() - 20.0, rect.bottom()));
    let left = within(ui, place, Layout::right_to_left(Align::Center), |ui| {
        tools(ui);
        ui.min_rect().left()
    });
    let (start, y) = (rect.left() + 20.0, rect.center().y);
    let galley = paint::line(ui, title, fonts::text(Weight::Semibold, 17.0), cx.tokens.ink, (left - start) * 0.6);
    let at = paint::place(ui, galley, pos2(start, y));
    let galley = paint::line(ui, tally, paint::meta(), cx.tokens.ink2, (left - at.right() - 24.0).max(0.0));
    let words = paint::place(ui, galley, pos2(at.right() + 12.0, y));
    let said = ui.interact(at.union(words), ui.scope_id().with("tally"), egui::Sense::hover());
    said.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, format!("{title}: {tally}")));
    paint::hline(ui, ui.painter(), rect.x_range(), rect.bottom(), cx.tokens.line);
}

/// The head of a part, in line with what stands under it.
pub fn part(ui: &mut Ui, words: &str) {
    egui::Frame::new().outer_margin(Margin { left: -12, ..Margin::ZERO }).show(ui, |ui| section_head(ui, words, |_| {}));
}

/// A menu below a chip.
pub fn menu(cx: &Cx, chip: &egui::Response, rows: impl FnOnce(&mut Ui)) {
    popup(chip, Popup::menu(chip).gap(4.0), cx.tokens, |ui| {
        ui.set_max_height(320.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().show(ui, rows);
    });
}

/// A row of such a menu.
pub fn choose(ui: &mut Ui, words: &str, then: impl FnOnce()) {
    if !fits(ui, words) {
        return;
    }
    let tokens = Tokens::of(ui);
    let galley = paint::whole(ui, words, paint::body(), tokens.ink);
    let (rect, response) = ui.allocate_at_least(vec2(galley.size().x + 20.0, 28.0), egui::Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::MenuItem, true, words));
    lead(&response);
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, measure::RADIUS, tokens.hover);
    }
    paint::place(ui, galley, pos2(rect.left() + 10.0, rect.center().y));
    if response.clicked() {
        then();
        ui.close();
    }
}

/// Which folder of the project something goes to, where it has any.
pub fn folder_chip(ui: &mut Ui, cx: &Cx, chosen: &mut Option<FolderId>) {
    let folders = cx.project.map_or(&[][..], |desk| desk.corpus.folders());
    if folders.is_empty() {
        return;
    }
    let into = folders.iter().find(|folder| Some(folder.id) == *chosen).map_or("no folder", |folder| folder.name.as_str());
    let chip = Button::chip(&format!("into {into}")).caret().tip("The folder of the project that this goes to").show(ui);
    menu(cx, &chip, |ui| {
        choose(ui, "no folder", || *chosen = None);
        for folder in folders {
            let place = std::iter::successors(Some(folder), |folder| folders.iter().find(|other| Some(other.id) == folder.parent));
            let mut names: Vec<&str> = place.take(folders.len()).map(|folder| folder.name.as_str()).collect();
            names.reverse();
            choose(ui, &names.join(" / "), || *chosen = Some(folder.id));
        }
    });
}

/// The encoding that a file was read with, and its neighbours, each with the beginning as it reads then. Gives the one that is asked for.
pub fn encoding_chip(ui: &mut Ui, cx: &Cx, current: &str, guesses: &[(String, String)]) -> Option<String> {
    let mut asked = None;
    let chip = Button::chip(current).caret().tip("Read as another encoding").show(ui);
    menu(cx, &chip, |ui| {
        ui.set_min_width(300.0);
        for (name, sample) in guesses {
            // A letter that cannot be read so has no face of its own.
            choose(ui, &format!("{name}   {}", sample.replace('\u{FFFD}', "?")), || asked = Some(name.clone()));
        }
    });
    asked
}
