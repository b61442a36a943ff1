//! The dialog before a meeting's agenda is made: which memos, what is disputed, since when.

use super::{Dialog, Footer, Step, footer, head};
use crate::analysis::Naming;
use crate::export::AgendaOptions;
use crate::model::{MemoKind, MemoState, Time};
use crate::ui::command::Export;
use crate::ui::cx::Cx;
use crate::ui::exports::namings;
use crate::ui::format;
use crate::ui::widgets::{Button, Field, paint, wrapped};
use egui::{Frame, Id, Margin, ScrollArea, Ui, vec2};

/// The most items of a part that are offered.
const MOST: [usize; 4] = [5, 10, AgendaOptions::MOST, 50];

/// Asks what goes on an agenda: at first open memos of all kinds, and everything that is disputed.
#[derive(Default)]
pub struct AgendaDialog {
    options: AgendaOptions,
    /// The day since when, as it is typed.
    since: String,
}

impl AgendaDialog {
    /// The agenda as it was asked for; nothing where the day is none.
    fn asked(&self) -> Option<AgendaOptions> {
        let since = match self.since.trim() {
            "" => None,
            day => Some(Time::day_begins(day)?),
        };
        Some(AgendaOptions { since, ..self.options.clone() })
    }

    fn memos(&mut self, ui: &mut Ui, cx: &Cx) {
        let memos = &mut self.options.memos;
        let states = [(Some(MemoState::Open), "Open"), (None, "Open and settled"), (Some(MemoState::Settled), "Settled")];
        row(ui, cx, "Memos", |ui| {
            for (state, words) in states {
                chip(ui, "Memos", words, memos.state == state, || memos.state = state);
            }
        });
        row(ui, cx, "Kinds", |ui| {
            chip(ui, "Kinds", "all", memos.kinds.is_empty(), || memos.kinds.clear());
            for kind in MemoKind::ALL {
                let on = memos.kinds.contains(kind);
                chip(ui, "Kinds", kind.name(), on, || match on {
                    true => memos.kinds.retain(|other| other != kind),
                    false => memos.kinds.push(*kind),
                });
            }
        });
    }

    fn disputed(&mut self, ui: &mut Ui, cx: &Cx) {
        let options = &mut self.options;
        row(ui, cx, "What is disputed", |ui| {
            for (on, words) in [(true, "with the passages"), (false, "memos alone")] {
                chip(ui, "What is disputed", words, options.disagreements == on, || options.disagreements = on);
            }
        });
        let Some(corpus) = cx.project.map(|desk| &desk.corpus).filter(|corpus| options.disagreements && corpus.frameworks().len() > 1) else {
            return;
        };
        row(ui, cx, "Framework", |ui| {
            chip(ui, "Framework", "all", options.framework.is_none(), || options.framework = None);
            for framework in corpus.frameworks() {
                chip(ui, "Framework", &framework.name, options.framework == Some(framework.id), || options.framework = Some(framework.id));
            }
        });
    }
}

impl Dialog for AgendaDialog {
    fn name(&self) -> String {
        "Meeting agenda".into()
    }

    fn width(&self) -> f32 {
        520.0
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, _fresh: bool) -> Step {
        if cx.project.is_none() {
            return Step::Close;
        }
        head(ui, &self.name(), "Memos, and passages that were coded or settled differently: each with who said what, and a line for the decision.");
        let high = (ui.ctx().content_rect().height() - 200.0).max(120.0);
        ScrollArea::vertical().id_salt("agenda").max_height(high).show(ui, |ui| {
            Frame::new().inner_margin(Margin { left: 20, right: 20, top: 0, bottom: 14 }).show(ui, |ui| {
                ui.set_width(ui.available_width());
                self.memos(ui, cx);
                self.disputed(ui, cx);
                row(ui, cx, "Since", |ui| {
                    let field = Field::new(&mut self.since, "Since which day").hint("2022-03-14, or leave it out");
                    field.id(Id::unique("agenda since")).show(ui);
                });
                if self.asked().is_none() {
                    wrapped(ui, "Write the day as 2022-03-14, or leave it out.", paint::body(), cx.tokens.warn, 20.0);
                }
                row(ui, cx, "At most, of each part", |ui| {
                    for most in MOST {
                        let words = format::count(most as i64);
                        chip(ui, "At most, of each part", &words, self.options.most == most, || self.options.most = most);
                    }
                });
                row(ui, cx, "People", |ui| {
                    // An agenda goes round, so that nobody stands in it by name.
                    for (one, words) in namings(cx).into_iter().filter(|(one, _)| *one != Naming::FullNames) {
                        chip(ui, "People", &words, self.options.naming == one, || self.options.naming = one);
                    }
                });
            });
        });
        let ready = self.asked().is_some();
        match footer(ui, "What may tell who somebody is comes first.", Button::primary("Choose where…").enabled(ready), Some("Cancel"), ready) {
            Footer::Done => match self.asked() {
                Some(options) => {
                    cx.push(Export::Agenda(Box::new(options)));
                    Step::Close
                }
                None => Step::Stay,
            },
            Footer::Cancel => Step::Close,
            Footer::Nothing => Step::Stay,
        }
    }
}

/// A heading with what can be chosen under it.
fn row(ui: &mut Ui, cx: &Cx, words: &str, draw: impl FnOnce(&mut Ui)) {
    ui.add_space(8.0);
    wrapped(ui, words, paint::meta(), cx.tokens.ink2, 20.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        draw(ui);
    });
}

fn chip(ui: &mut Ui, of: &str, words: &str, on: bool, choose: impl FnOnce()) {
    if Button::chip(words).name(&format!("{of}: {words}")).selected(on).show(ui).clicked() {
        choose();
    }
}
