//! Codes let go on a code: what merging would move, and the two things it may mean.

use super::{Dialog, Step, head};
use crate::analysis::{Corpus, Merging, merging};
use crate::model::CodeId;
use crate::project::Place;
use crate::ui::command::CodeCommand;
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::widgets::{Button, Row, paint, wrapped};
use egui::{Frame, Key, Layout, Margin, Modifiers, Ui};

/// Asks whether codes are merged into another, or put below it.
pub struct MergeDialog {
    codes: Vec<CodeId>,
    into: CodeId,
    names: String,
    target: String,
    told: Merging,
    place: Place,
}

impl MergeDialog {
    /// The question for these codes, with what would move. None when one of them is gone.
    pub fn new(corpus: &Corpus, codes: Vec<CodeId>, into: CodeId) -> Option<Self> {
        let target = corpus.code(into)?;
        let names: Vec<String> = codes.iter().filter_map(|id| corpus.code(*id)).map(|code| format!("“{}”", code.name)).collect();
        let names = if names.len() > 3 { format::counted(names.len(), "code") } else { names.join(", ") };
        let place = Place { framework: target.framework, parent: Some(into), ahead_of: None };
        Some(Self { told: merging(corpus, &codes, into), names, target: format!("“{}”", target.name), codes, into, place })
    }
}

impl Dialog for MergeDialog {
    fn name(&self) -> String {
        "Merge codes".into()
    }

    fn width(&self) -> f32 {
        460.0
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, _fresh: bool) -> Step {
        head(ui, &format!("Merge {} into {}?", self.names, self.target), "");
        for line in &self.told.moves {
            Row::new(line).sense(egui::Sense::hover()).show(ui);
        }
        let mut step = Step::Stay;
        Frame::new().inner_margin(Margin::symmetric(20, 14)).show(ui, |ui| {
            for line in &self.told.besides {
                wrapped(ui, line, paint::body(), cx.tokens.warn, 20.0);
                ui.add_space(8.0);
            }
            wrapped(ui, "Either is one step, which Undo takes back whole.", paint::meta(), cx.tokens.ink3, 18.0);
            ui.add_space(12.0);
            ui.allocate_ui_with_layout(egui::vec2(ui.available_width(), 28.0), Layout::right_to_left(egui::Align::Center), |ui| {
                let enter = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
                if Button::primary("Merge").show(ui).clicked() || enter {
                    cx.push(CodeCommand::Merge(self.codes.clone(), self.into));
                    step = Step::Close;
                }
                if Button::new("Put below it instead").show(ui).clicked() {
                    cx.push(CodeCommand::Move(self.codes.clone(), self.place));
                    step = Step::Close;
                }
                if Button::new("Cancel").cap(Some("Esc".into())).show(ui).clicked() {
                    step = Step::Close;
                }
            });
        });
        step
    }
}
