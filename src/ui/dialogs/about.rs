//! What this program is, where it keeps things, and under which licences.

use super::{Dialog, Footer, Step, footer};
use crate::ui::config::Config;
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::widgets::{Button, Mark, paint, wrapped};
use egui::{Frame, Margin, Rect, Sense, Ui, vec2};

/// What this program is.
pub struct About;

impl Dialog for About {
    fn name(&self) -> String {
        "About Themata".into()
    }

    fn width(&self) -> f32 {
        460.0
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, _fresh: bool) -> Step {
        let tokens = cx.tokens;
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 20, bottom: 14 }).show(ui, |ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::hover());
            Mark::draw(ui, Rect::from_min_size(rect.min, vec2(40.0, 40.0)));
            paint::text(ui, rect.min + vec2(54.0, 11.0), egui::Align2::LEFT_CENTER, "Themata", fonts::text(Weight::Semibold, 20.0), tokens.ink);
            let version = concat!("Version ", env!("CARGO_PKG_VERSION"), " · MIT licence");
            paint::text(ui, rect.min + vec2(54.0, 32.0), egui::Align2::LEFT_CENTER, version, paint::meta(), tokens.ink3);
            ui.add_space(10.0);
            wrapped(ui, "A workbench for reading and coding interviews. It makes no network connection; everything stays on this computer.", paint::body(), tokens.ink, 20.0);
            ui.add_space(8.0);
            if let Some(path) = Config::path() {
                wrapped(ui, &format!("Settings: {}", path.display()), paint::meta(), tokens.ink2, 18.0);
            }
            if let Some(project) = cx.project {
                wrapped(ui, &format!("This project: {}", project.path().display()), paint::meta(), tokens.ink2, 18.0);
            }
            ui.add_space(8.0);
            let thanks = "Fonts: Inter, Themata Serif (from Source Serif 4), Atkinson Hyperlegible Next and Noto under the SIL Open Font License 1.1. Icons: Phosphor under the MIT licence.";
            wrapped(ui, thanks, paint::meta(), tokens.ink3, 18.0);
        });
        match footer(ui, "", Button::primary("Close"), None, true) {
            Footer::Nothing => Step::Stay,
            _ => Step::Close,
        }
    }
}
