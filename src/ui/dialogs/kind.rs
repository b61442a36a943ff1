//! A kind of case: what it is called, and which kind it lies below.

use super::{Dialog, Footer, Step, footer, head};
use crate::analysis::Corpus;
use crate::model::{CaseKind, CaseKindId};
use crate::ui::command::CaseCommand;
use crate::ui::cx::Cx;
use crate::ui::widgets::{Button, Field, paint, wrapped};
use egui::{Frame, Id, Margin, Ui, vec2};

/// Asks for a new kind of case, or for what changes of one.
pub struct KindDialog {
    old: Option<CaseKind>,
    name: String,
    parent: Option<CaseKindId>,
    /// The kinds it can lie below.
    above: Vec<(CaseKindId, String)>,
}

impl KindDialog {
    /// A new kind.
    pub fn new(corpus: &Corpus) -> Self {
        let above = corpus.kinds().iter().map(|kind| (kind.id, kind.name.clone())).collect();
        Self { old: None, name: String::new(), parent: None, above }
    }

    /// Another name or place of a kind there is.
    pub fn of(corpus: &Corpus, id: CaseKindId) -> Option<Self> {
        let kinds = corpus.kinds();
        let old = kinds.iter().find(|kind| kind.id == id)?.clone();
        let parent = |id: CaseKindId| kinds.iter().find(|kind| kind.id == id).and_then(|kind| kind.parent);
        let below = |kind: &CaseKind| std::iter::successors(Some(kind.id), |id| parent(*id)).take(kinds.len()).any(|other| other == id);
        let above = kinds.iter().filter(|kind| !below(kind)).map(|kind| (kind.id, kind.name.clone())).collect();
        Some(Self { name: old.name.clone(), parent: old.parent, old: Some(old), above })
    }
}

impl Dialog for KindDialog {
    fn name(&self) -> String {
        if self.old.is_some() { "Change the kind of case".into() } else { "New kind of case".into() }
    }

    fn writes(&self) -> bool {
        true
    }

    fn width(&self) -> f32 {
        420.0
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, fresh: bool) -> Step {
        head(ui, &Dialog::name(self), "Cases of a kind are compared with each other; kinds nest, such as site, organisation, person.");
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 0, bottom: 14 }).show(ui, |ui| {
            let id = Id::unique("name of the kind");
            Field::new(&mut self.name, "Name of the kind").hint("organisation").id(id).show(ui);
            if fresh {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            if self.above.is_empty() {
                return;
            }
            ui.add_space(10.0);
            wrapped(ui, "Its cases belong to a", paint::meta(), cx.tokens.ink2, 20.0);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
                for (id, name) in &self.above {
                    if Button::chip(name).selected(self.parent == Some(*id)).show(ui).clicked() {
                        self.parent = if self.parent == Some(*id) { None } else { Some(*id) };
                    }
                }
            });
        });
        let ready = !self.name.trim().is_empty();
        let words = if self.old.is_some() { "Keep it" } else { "Make it" };
        match footer(ui, "", Button::primary(words).enabled(ready), Some("Cancel"), true) {
            Footer::Done if ready => {
                let name = self.name.trim().to_owned();
                cx.push(match &self.old {
                    Some(old) => CaseCommand::EditKind(Box::new(CaseKind { name, parent: self.parent, ..old.clone() })),
                    None => CaseCommand::AddKind(name, self.parent),
                });
                Step::Close
            }
            Footer::Cancel => Step::Close,
            _ => Step::Stay,
        }
    }
}
