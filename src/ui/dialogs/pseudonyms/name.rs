//! One name of the list: its spellings, what stands for it, what it is of.

use crate::model::{Pseudonym, PseudonymKind};
use crate::project::{Listed, PseudonymDraft};
use crate::ui::command::PseudonymCommand;
use crate::ui::cx::Cx;
use crate::ui::dialogs::{Dialog, Footer, Step, footer, head};
use crate::ui::widgets::{Button, Field, multiline, paint, wrapped};
use egui::{Frame, Id, Margin, Ui, vec2};

/// Asks for a name and what stands for it.
pub struct PseudonymDialog {
    listed: Option<Listed>,
    draft: PseudonymDraft,
    /// The spellings, one a line.
    names: String,
    before: (String, String, PseudonymKind),
}

impl PseudonymDialog {
    /// A name to be put on the list, or one of it to be changed.
    pub fn new(draft: PseudonymDraft, listed: Option<Listed>) -> Self {
        let names = draft.names.join("\n");
        let before = (names.clone(), draft.stands.clone(), draft.kind);
        Self { listed, draft, names, before }
    }

    fn answer(&self) -> PseudonymDraft {
        let names = self.names.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
        PseudonymDraft { names, ..self.draft.clone() }
    }

    fn fields(&mut self, ui: &mut Ui, cx: &Cx, fresh: bool) {
        label(ui, cx, "Name, one spelling a line, the fullest first");
        multiline(ui, &mut self.names, "Spellings of the name", "Anne Miller", 3);
        label(ui, cx, "Pseudonym");
        let id = Id::unique("what stands for a name");
        Field::new(&mut self.draft.stands, "Pseudonym").hint("Mary Stern").id(id).show(ui);
        if fresh && !self.names.is_empty() {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        ui.add_space(8.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            let redacted = self.draft.stands == Pseudonym::REDACTED;
            let chip = Button::chip("Take it out: […]").name("Take the name out").selected(redacted);
            if chip.tip("No pseudonym: […] stands in its place").show(ui).clicked() {
                self.draft.stands = if redacted { String::new() } else { Pseudonym::REDACTED.into() };
            }
        });
        label(ui, cx, "A name of");
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            for (kind, words) in KINDS {
                if Button::chip(words).name(&format!("A name of {words}")).selected(self.draft.kind == kind).show(ui).clicked() {
                    self.draft.kind = kind;
                }
            }
        });
        if let Some(case) = self.draft.case.and_then(|id| cx.project.and_then(|desk| desk.corpus.case(id))) {
            label(ui, cx, &format!("It is the name of the case {}: exports call it by this pseudonym.", case.name));
        }
    }
}

const KINDS: [(PseudonymKind, &str); 4] = [
    (PseudonymKind::Person, "a person"),
    (PseudonymKind::Place, "a place"),
    (PseudonymKind::Organisation, "an organisation"),
    (PseudonymKind::Other, "anything else"),
];

impl Dialog for PseudonymDialog {
    fn name(&self) -> String {
        if self.listed.is_some() { "A name on the list".into() } else { "Put a name on the list".into() }
    }

    fn width(&self) -> f32 {
        440.0
    }

    fn firm(&self) -> bool {
        self.before != (self.names.clone(), self.draft.stands.clone(), self.draft.kind)
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, fresh: bool) -> Step {
        head(ui, &Dialog::name(self), "Nothing is replaced before you say so.");
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 0, bottom: 14 }).show(ui, |ui| self.fields(ui, cx, fresh));
        let ready = !self.names.trim().is_empty() && !self.draft.stands.trim().is_empty();
        match footer(ui, "", Button::primary("Keep it").enabled(ready), Some("Cancel"), false) {
            Footer::Done if ready => {
                cx.push(PseudonymCommand::Put(Box::new(self.answer()), self.listed));
                Step::Close
            }
            Footer::Cancel => Step::Close,
            _ if ready && entered(ui) => {
                cx.push(PseudonymCommand::Put(Box::new(self.answer()), self.listed));
                Step::Close
            }
            _ => Step::Stay,
        }
    }
}

/// Enter in the field of the pseudonym keeps it; in the spellings it begins a line.
fn entered(ui: &Ui) -> bool {
    let own = ui.memory(|memory| memory.focused().is_none() || memory.has_focus(Id::unique("what stands for a name")));
    own && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Enter))
}

fn label(ui: &mut Ui, cx: &Cx, words: &str) {
    ui.add_space(8.0);
    wrapped(ui, words, paint::meta(), cx.tokens.ink2, 20.0);
}
