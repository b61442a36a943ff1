//! A new case, and a new or changed attribute.

use super::{Dialog, Footer, Step, footer, head};
use crate::analysis::Corpus;
use crate::model::{Attribute, AttributeType, CaseId, CaseKindId, Target};
use crate::project::{AttributeDraft, CaseDraft};
use crate::ui::command::{CaseCommand, Command};
use crate::ui::cx::Cx;
use crate::ui::views::case_words;
use crate::ui::widgets::{Button, Field, multiline, paint, wrapped};
use egui::{Frame, Id, Margin, Ui, vec2};

/// Asks for a new case.
pub struct CaseDialog {
    kind: CaseKindId,
    /// The kinds it can be of.
    kinds: Vec<(CaseKindId, String)>,
    name: String,
    full_name: String,
    parent: Option<CaseId>,
}

impl CaseDialog {
    /// A new case, of this kind unless another is chosen.
    pub fn new(corpus: &Corpus, kind: CaseKindId) -> Self {
        let kinds = corpus.kinds().iter().map(|kind| (kind.id, kind.name.clone())).collect();
        Self { kind, kinds, name: String::new(), full_name: String::new(), parent: None }
    }
}

impl Dialog for CaseDialog {
    fn name(&self) -> String {
        let kind = self.kinds.iter().find(|(id, _)| *id == self.kind);
        format!("New {}", kind.map_or("case", |(_, name)| name))
    }

    fn writes(&self) -> bool {
        true
    }

    fn width(&self) -> f32 {
        440.0
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, fresh: bool) -> Step {
        head(ui, &Dialog::name(self), "");
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 0, bottom: 14 }).show(ui, |ui| {
            field(ui, cx, "Name", "P07", &mut self.name, fresh);
            field(ui, cx, "Full name", "Only inside the project", &mut self.full_name, false);
            label(ui, cx, "Kind");
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
                for (id, name) in &self.kinds {
                    if Button::chip(name).name(&format!("Kind: {name}")).selected(self.kind == *id).show(ui).clicked() {
                        self.kind = *id;
                    }
                }
            });
            let corpus = cx.project.map(|desk| &desk.corpus).filter(|corpus| !corpus.cases().is_empty());
            let Some(corpus) = corpus else { return };
            label(ui, cx, "Belongs to");
            // Gone meanwhile, it is no case to belong to.
            self.parent = self.parent.filter(|id| corpus.case(*id).is_some());
            let above = self.parent.and_then(|id| corpus.case(id)).map_or_else(|| "No other case".to_owned(), case_words);
            let spoken = format!("Belongs to: {above}");
            let chip = Button::chip(&above).name(&spoken).caret().selected(self.parent.is_some());
            if chip.tip("Choose a site, an organisation or any other case").show(ui).clicked() {
                cx.push(CaseCommand::AskAbove(self.kind));
            }
        });
        let ready = !self.name.trim().is_empty();
        match footer(ui, "", Button::primary("Make it").enabled(ready), Some("Cancel"), true) {
            Footer::Done if ready => {
                let draft = CaseDraft { kind: self.kind, parent: self.parent, name: self.name.clone(), full_name: self.full_name.clone() };
                cx.push(CaseCommand::AddCase(draft));
                Step::Close
            }
            Footer::Cancel => Step::Close,
            _ => Step::Stay,
        }
    }

    fn command(&mut self, command: &Command, _cx: &Cx) -> bool {
        let Command::Cases(CaseCommand::Above(parent)) = command else { return false };
        self.parent = *parent;
        true
    }
}

/// Asks for a new attribute, or for what changes of one.
pub struct AttributeDialog {
    old: Option<Attribute>,
    target: Target,
    name: String,
    kind: AttributeType,
    /// The choices, one a line.
    choices: String,
}

impl AttributeDialog {
    /// A new attribute of cases or of sources.
    pub fn new(target: Target) -> Self {
        Self { old: None, target, name: String::new(), kind: AttributeType::Text, choices: String::new() }
    }

    /// Changes an attribute.
    pub fn of(attribute: Attribute) -> Self {
        let (target, name, kind, choices) = (attribute.target, attribute.name.clone(), attribute.kind, attribute.choices.join("\n"));
        Self { old: Some(attribute), target, name, kind, choices }
    }

    fn answer(&self) -> CaseCommand {
        let mut choices: Vec<String> = self.choices.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
        if self.kind != AttributeType::Choice {
            choices.clear();
        }
        let name = self.name.trim().to_owned();
        match &self.old {
            Some(old) => CaseCommand::EditAttribute(Box::new(Attribute { name, kind: self.kind, choices, ..old.clone() })),
            None => CaseCommand::AddAttribute(AttributeDraft { target: self.target, name, kind: self.kind, choices }),
        }
    }
}

impl Dialog for AttributeDialog {
    fn name(&self) -> String {
        if self.old.is_some() { "Change the attribute".into() } else { format!("New attribute of {}s", self.target) }
    }

    fn writes(&self) -> bool {
        true
    }

    fn width(&self) -> f32 {
        440.0
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, fresh: bool) -> Step {
        let line = if self.old.is_some() { "Values that do not fit a new type are named, and nothing is changed then." } else { "" };
        head(ui, &Dialog::name(self), line);
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 0, bottom: 14 }).show(ui, |ui| {
            field(ui, cx, "Name", "Role group", &mut self.name, fresh);
            label(ui, cx, "Type");
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
                for kind in AttributeType::ALL {
                    if Button::chip(kind.name()).selected(self.kind == *kind).show(ui).clicked() {
                        self.kind = *kind;
                    }
                }
            });
            if self.kind == AttributeType::Choice {
                label(ui, cx, "Choices, one a line");
                multiline(ui, &mut self.choices, "Choices, one a line", "They can also grow as values are given", 4);
            }
        });
        let ready = !self.name.trim().is_empty();
        let words = if self.old.is_some() { "Keep" } else { "Make it" };
        match footer(ui, "", Button::primary(words).enabled(ready), Some("Cancel"), self.kind != AttributeType::Choice) {
            Footer::Done if ready => {
                cx.push(self.answer());
                Step::Close
            }
            Footer::Cancel => Step::Close,
            _ => Step::Stay,
        }
    }
}

fn label(ui: &mut Ui, cx: &Cx, words: &str) {
    ui.add_space(8.0);
    wrapped(ui, words, paint::meta(), cx.tokens.ink2, 20.0);
}

fn field(ui: &mut Ui, cx: &Cx, name: &str, hint: &str, text: &mut String, focus: bool) {
    label(ui, cx, name);
    let id = Id::unique(("case dialog", name));
    Field::new(text, name).hint(hint).id(id).show(ui);
    if focus {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}
