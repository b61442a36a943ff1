//! What a framework is: its name, a short one, and a description.

use super::{Dialog, Footer, Step, footer, head};
use crate::model::Framework;
use crate::ui::command::CodeCommand;
use crate::ui::cx::Cx;
use crate::ui::widgets::{Button, Field, multiline, paint, wrapped};
use egui::{Frame, Id, Margin, Ui};

/// Asks what a framework is.
pub struct DescribeDialog {
    old: Framework,
    row: Framework,
}

impl DescribeDialog {
    /// The question for a framework, with what is said of it now.
    pub fn new(framework: Framework) -> Self {
        Self { old: framework.clone(), row: framework }
    }
}

impl Dialog for DescribeDialog {
    fn name(&self) -> String {
        "The framework".into()
    }

    fn writes(&self) -> bool {
        true
    }

    fn width(&self) -> f32 {
        460.0
    }

    fn firm(&self) -> bool {
        self.row != self.old
    }

    fn holds(&self) -> Option<String> {
        self.firm().then(|| "What you wrote of the framework would be lost.".into())
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, fresh: bool) -> Step {
        head(ui, "The framework", "");
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 0, bottom: 14 }).show(ui, |ui| {
            let id = Id::unique("name of the framework");
            wrapped(ui, "Name", paint::meta(), cx.tokens.ink2, 20.0);
            Field::new(&mut self.row.name, "Name of the framework").id(id).show(ui);
            if fresh {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            ui.add_space(10.0);
            wrapped(ui, "Short name, for paths and tables", paint::meta(), cx.tokens.ink2, 20.0);
            Field::new(&mut self.row.short, "Short name of the framework").width(160.0).id(Id::unique("short name of the framework")).show(ui);
            ui.add_space(10.0);
            wrapped(ui, "Description", paint::meta(), cx.tokens.ink2, 20.0);
            multiline(ui, &mut self.row.description, "Description of the framework", "Where it comes from, and what it is for", 5);
        });
        let ready = !self.row.name.trim().is_empty();
        match footer(ui, "", Button::primary("Keep it").enabled(ready), Some("Cancel"), false) {
            Footer::Done if ready => {
                if self.row != self.old {
                    cx.push(CodeCommand::EditFramework(Box::new(self.row.clone())));
                }
                Step::Close
            }
            Footer::Cancel => Step::Leave,
            _ => Step::Stay,
        }
    }
}
