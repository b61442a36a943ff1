//! The settings: look and size, how transcripts are set, and keys. A change is in force at once.

mod keys;

use super::{Dialog, Footer, Step, footer};
use crate::ui::command::Window;
use crate::ui::config::{Config, Reading};
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::theme::Theme;
use crate::ui::widgets::{Button, checkbox, paint, region, within, wrapped};
use egui::accesskit::Role;
use egui::{Margin, Sense, Ui, WidgetInfo, pos2, vec2};
use keys::KeysPage;

/// The settings.
#[derive(Default)]
pub struct SettingsDialog {
    page: Page,
    keys: KeysPage,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Page {
    #[default]
    Look,
    Reading,
    Keys,
}

impl Page {
    const ALL: [Self; 3] = [Self::Look, Self::Reading, Self::Keys];

    const fn label(self) -> &'static str {
        match self {
            Self::Look => "Look",
            Self::Reading => "Reading",
            Self::Keys => "Keys",
        }
    }
}

/// The faces that transcripts can be set in.
pub const FACES: [&str; 3] = ["Themata Serif", "Inter", "Atkinson Hyperlegible Next"];

impl Dialog for SettingsDialog {
    fn name(&self) -> String {
        "Settings".into()
    }

    fn width(&self) -> f32 {
        620.0
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, _fresh: bool) -> Step {
        self.tabs(ui, cx);
        let room = if self.page == Page::Keys { 400.0 } else { 232.0 };
        let height = (ui.ctx().content_rect().height() - 220.0).clamp(180.0, room);
        let mut wanted = cx.config.clone();
        let margin = if self.page == Page::Keys { Margin::ZERO } else { Margin::symmetric(20, 16) };
        region(ui, vec2(ui.available_width(), height), margin, |ui| match self.page {
            Page::Look => look(ui, cx, &mut wanted),
            Page::Reading => reading(ui, cx, &mut wanted.reading),
            Page::Keys => self.keys.draw(ui, cx, &mut wanted),
        });
        if wanted != *cx.config {
            cx.push(Window::Configure(Box::new(wanted)));
        }
        // While a key is being caught, Enter and Esc are keys like others.
        match footer(ui, "", Button::primary("Close"), None, !self.keys.catching()) {
            Footer::Nothing => Step::Stay,
            _ => Step::Close,
        }
    }

    fn light(&self) -> bool {
        !self.keys.catching()
    }
}

impl SettingsDialog {
    fn tabs(&mut self, ui: &mut Ui, cx: &Cx) {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 56.0), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, "Settings"));
        let y = rect.center().y + 1.0;
        paint::text(ui, pos2(rect.left() + 20.0, y), egui::Align2::LEFT_CENTER, "Settings", fonts::text(Weight::Semibold, 16.0), cx.tokens.ink);
        let line = egui::Rect::from_min_max(pos2(rect.left() + 120.0, rect.top() + 14.0), pos2(rect.right() - 20.0, rect.bottom() - 14.0));
        within(ui, line, egui::Layout::right_to_left(egui::Align::Center), |ui| {
            for page in Page::ALL.into_iter().rev() {
                if Button::quiet(page.label()).selected(self.page == page).show(ui).clicked() {
                    self.page = page;
                }
            }
        });
        paint::hline(ui, ui.painter(), rect.x_range(), rect.bottom() - 1.0, cx.tokens.line);
    }
}

/// A line of the settings: its words at the left, what is chosen at the right.
fn setting(ui: &mut Ui, cx: &Cx, words: &str, choose: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        region(ui, vec2(132.0, 24.0), Margin { left: 0, right: 0, top: 2, bottom: 0 }, |ui| wrapped(ui, words, paint::body(), cx.tokens.ink2, 20.0));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            choose(ui);
        });
    });
    ui.add_space(14.0);
}

fn look(ui: &mut Ui, cx: &Cx, config: &mut Config) {
    setting(ui, cx, "Colours", |ui| {
        ui.horizontal_wrapped(|ui| {
            for theme in Theme::ALL {
                if Button::chip(theme.label()).selected(config.theme == theme).show(ui).clicked() {
                    config.theme = theme;
                }
            }
        });
    });
    setting(ui, cx, "Size of everything", |ui| {
        stepper(ui, cx, "Size of everything", &mut config.scale, 75, 200, 5, "%");
    });
    setting(ui, cx, "Movement", |ui| {
        checkbox(ui, &mut config.reduce_motion, "Nothing moves that need not");
    });
}

fn reading(ui: &mut Ui, cx: &Cx, reading: &mut Reading) {
    setting(ui, cx, "Face", |ui| {
        ui.horizontal_wrapped(|ui| {
            for face in FACES {
                if Button::chip(face).selected(reading.font == face).show(ui).clicked() {
                    reading.font = face.to_owned();
                }
            }
        });
    });
    setting(ui, cx, "Size", |ui| {
        let mut size = reading.size.round() as u32;
        stepper(ui, cx, "Size of the text", &mut size, 11, 32, 1, " pt");
        if size != reading.size.round() as u32 {
            reading.size = size as f32;
        }
    });
    setting(ui, cx, "Width of the column", |ui| stepper(ui, cx, "Width of the column", &mut reading.width, 40, 110, 4, " characters"));
    wrapped(ui, "Between 60 and 75 characters a line are read with the least effort.", paint::meta(), cx.tokens.ink3, 18.0);
}

/// A number with a button less and a button more.
#[expect(clippy::too_many_arguments, reason = "a bounded number with its step and its unit")]
fn stepper(ui: &mut Ui, cx: &Cx, name: &str, value: &mut u32, least: u32, most: u32, step: u32, unit: &str) {
    ui.horizontal(|ui| {
        if Button::chip("−").name(&format!("{name}: less")).enabled(*value > least).show(ui).clicked() {
            *value = value.saturating_sub(step).max(least);
        }
        let words = format!("{value}{unit}");
        let (rect, response) = ui.allocate_exact_size(vec2(96.0, 24.0), Sense::hover());
        response.widget_info(|| WidgetInfo { value: Some(f64::from(*value)), ..WidgetInfo::labeled(Role::Label, true, format!("{name}: {words}")) });
        paint::text(ui, rect.center(), egui::Align2::CENTER_CENTER, &words, paint::body(), cx.tokens.ink);
        if Button::chip("+").name(&format!("{name}: more")).enabled(*value < most).show(ui).clicked() {
            *value = (*value + step).min(most);
        }
    });
}
