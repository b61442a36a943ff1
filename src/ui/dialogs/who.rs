//! A coder of the project: name, initials, and what they do in the study.

use super::{Dialog, Footer, Step, footer, head};
use crate::model::Coder;
use crate::ui::command::Study;
use crate::ui::cx::Cx;
use crate::ui::widgets::{Button, Field, paint, wrapped};
use egui::{Frame, Id, Margin, Ui};

/// Asks what changes of a coder.
pub struct EditCoderDialog {
    old: Coder,
    row: Coder,
}

impl EditCoderDialog {
    /// The question for a coder.
    pub fn new(coder: Coder) -> Self {
        Self { old: coder.clone(), row: coder }
    }
}

impl Dialog for EditCoderDialog {
    fn name(&self) -> String {
        "Change the coder".into()
    }

    fn writes(&self) -> bool {
        true
    }

    fn width(&self) -> f32 {
        420.0
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, fresh: bool) -> Step {
        head(ui, "Change the coder", "The codings stay theirs; the history keeps the initials that were written then.");
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 0, bottom: 14 }).show(ui, |ui| {
            let fields =
                [("Name", &mut self.row.name, "Bea Pym"), ("Initials", &mut self.row.initials, "BP"), ("Role", &mut self.row.role, "Second coder")];
            for (n, (name, words, hint)) in fields.into_iter().enumerate() {
                wrapped(ui, name, paint::meta(), cx.tokens.ink2, 20.0);
                let id = Id::unique(("coder", name));
                Field::new(words, &format!("{name} of the coder")).hint(hint).id(id).show(ui);
                ui.add_space(8.0);
                if n == 0 && fresh {
                    ui.memory_mut(|memory| memory.request_focus(id));
                }
            }
        });
        let ready = !self.row.initials.trim().is_empty();
        match footer(ui, "", Button::primary("Keep it").enabled(ready), Some("Cancel"), true) {
            Footer::Done if ready => {
                let Coder { name, initials, role, .. } = &self.row;
                let [name, initials, role] = [name, initials, role].map(|words| words.trim().to_owned());
                let row = Coder { name, initials, role, ..self.old.clone() };
                if row != self.old {
                    cx.push(Study::EditCoder(Box::new(row)));
                }
                Step::Close
            }
            Footer::Cancel => Step::Close,
            _ => Step::Stay,
        }
    }
}
