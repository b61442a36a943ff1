//! Before anything is written: what of it tells who somebody is.

use crate::export::{Disclosed, Telling};
use crate::ui::command::Command;
use crate::ui::cx::Cx;
use crate::ui::dialogs::{Dialog, Footer, Step, footer, head};
use crate::ui::icons;
use crate::ui::text::{Family, LabelStyle, PassageStyle, label};
use crate::ui::widgets::{Button, Kind, paint, wrapped};
use egui::{Frame, Margin, ScrollArea, Ui, pos2, vec2};

/// The list of them; go on or change.
pub struct DisclosureDialog {
    found: Disclosed,
    /// What goes on all the same.
    on: Command,
    /// Where the export can be changed, if anywhere.
    back: Option<Command>,
}

impl DisclosureDialog {
    /// What was found for an export: what goes on all the same, and where it can be changed.
    pub fn new(found: Disclosed, on: impl Into<Command>, back: Option<Command>) -> Self {
        Self { found, on: on.into(), back }
    }
}

impl Dialog for DisclosureDialog {
    fn name(&self) -> String {
        "Who could be known".into()
    }

    fn width(&self) -> f32 {
        600.0
    }

    fn left(&mut self, cx: &Cx) {
        self.back.iter().for_each(|command| cx.push(command.clone()));
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, _fresh: bool) -> Step {
        let title = self.found.line();
        let line = "What fits one person alone, and names. Words, memos and names in full are written as they stand.";
        head(ui, &title, line);
        Frame::new().inner_margin(Margin { left: 20, right: 12, top: 0, bottom: 14 }).show(ui, |ui| {
            ScrollArea::vertical().max_height(300.0).auto_shrink([false, true]).show(ui, |ui| {
                ui.spacing_mut().item_spacing = vec2(8.0, 2.0);
                self.found.tellings.iter().for_each(|telling| one(ui, cx, telling, self.found.unit));
            });
        });
        let go_on = Button::new("Export all the same").kind(Kind::Plain);
        match footer(ui, "Nothing has been written yet.", go_on, Some(if self.back.is_some() { "Change…" } else { "Cancel" }), false) {
            Footer::Done => {
                cx.push(self.on.clone());
                Step::Close
            }
            Footer::Cancel => {
                self.left(cx);
                Step::Close
            }
            Footer::Nothing => Step::Stay,
        }
    }
}

fn one(ui: &mut Ui, cx: &Cx, telling: &Telling, unit: (&str, &str)) {
    ui.add_space(6.0);
    let at = ui.cursor().left_top();
    paint::icon(ui, pos2(at.x + 7.0, at.y + 10.0), icons::WARNING, 14.0, cx.tokens.warn);
    Frame::new().inner_margin(Margin { left: 24, right: 8, top: 0, bottom: 0 }).show(ui, |ui| {
        wrapped(ui, &telling.line(unit), paint::medium(), cx.tokens.ink, 20.0);
        wrapped(ui, &telling.why, paint::body(), cx.tokens.ink2, 20.0);
        let style = LabelStyle { rows: 1, ..LabelStyle::row(PassageStyle::new(Family::Serif, 14.0, 20.0), cx.tokens.ink2) };
        if !telling.first.is_empty() {
            label(ui, &mut cx.text.borrow_mut(), &format!("“{}”", telling.first), &style);
        }
    });
}
