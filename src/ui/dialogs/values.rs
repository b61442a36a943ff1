//! One attribute for many sources at once.

use super::{Dialog, Footer, Step, footer, head};
use crate::model::{AttributeId, AttributeType, Owner, SourceId, Target};
use crate::ui::command::SourceCommand;
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::widgets::{Button, Field, Row, paint, wrapped};
use egui::{Frame, Id, Margin, ScrollArea, Ui};

/// Asks for an attribute and the value that sources get.
pub struct ValuesDialog {
    sources: Vec<SourceId>,
    attribute: Option<AttributeId>,
    value: String,
}

impl ValuesDialog {
    /// Values for these sources.
    pub fn new(sources: Vec<SourceId>) -> Self {
        Self { sources, attribute: None, value: String::new() }
    }

    /// The attributes of sources, one of them chosen.
    fn attributes(&mut self, ui: &mut Ui, cx: &Cx) {
        let Some(desk) = cx.project else { return };
        let all: Vec<_> = desk.corpus.attributes().iter().filter(|attribute| attribute.target == Target::Source).collect();
        if all.is_empty() {
            Frame::new().inner_margin(Margin::symmetric(20, 6)).show(ui, |ui| {
                let words = "Sources have no attributes yet. An attribute table brings them in, or the table of cases makes one.";
                wrapped(ui, words, paint::body(), cx.tokens.ink2, 20.0);
            });
            return;
        }
        ScrollArea::vertical().id_salt("attributes").max_height(182.0).show(ui, |ui| {
            for attribute in all {
                let chosen = self.attribute == Some(attribute.id);
                if Row::new(&attribute.name).count(attribute.kind.name()).selected(chosen).show(ui).response.clicked() {
                    (self.attribute, self.value) = (Some(attribute.id), String::new());
                }
            }
        });
    }

    fn value(&mut self, ui: &mut Ui, cx: &Cx) {
        let Some(attribute) = self.attribute.and_then(|id| cx.project.and_then(|desk| desk.corpus.attribute(id))) else { return };
        let choices: Vec<String> = match attribute.kind {
            AttributeType::Choice => attribute.choices.clone(),
            AttributeType::YesNo => vec!["yes".into(), "no".into()],
            _ => Vec::new(),
        };
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 10, bottom: 12 }).show(ui, |ui| {
            if choices.is_empty() {
                let hint = if attribute.kind == AttributeType::Date { "2022-03-14" } else { "" };
                Field::new(&mut self.value, &attribute.name).hint(hint).id(Id::unique("value of the attribute")).show(ui);
            }
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.y = 6.0;
                for choice in &choices {
                    if Button::chip(choice).selected(*choice == self.value).show(ui).clicked() {
                        self.value.clone_from(choice);
                    }
                }
            });
            ui.add_space(4.0);
            wrapped(ui, "Nothing here takes the value away.", paint::meta(), cx.tokens.ink3, 18.0);
        });
    }
}

impl Dialog for ValuesDialog {
    fn name(&self) -> String {
        "Give a value".into()
    }

    fn width(&self) -> f32 {
        400.0
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, _fresh: bool) -> Step {
        head(ui, "Give a value", &format!("{} get it, in one step.", format::counted(self.sources.len(), "source")));
        self.attributes(ui, cx);
        self.value(ui, cx);
        match footer(ui, "", Button::primary("Give it").enabled(self.attribute.is_some()), Some("Cancel"), true) {
            Footer::Done => match self.attribute {
                Some(attribute) => {
                    let values = self.sources.iter().map(|id| (attribute, Owner::Source(*id), self.value.trim().to_owned())).collect();
                    cx.push(SourceCommand::SetValues(values));
                    Step::Close
                }
                None => Step::Stay,
            },
            Footer::Cancel => Step::Close,
            Footer::Nothing => Step::Stay,
        }
    }
}
