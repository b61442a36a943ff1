//! Codes let go on a code: what merging would move, and the two things it may mean.

use super::{Dialog, Step, head};
use crate::analysis::Corpus;
use crate::analysis::lens::merging_settled_apart;
use crate::model::{CodeId, Subject};
use crate::project::Place;
use crate::ui::command::CodeCommand;
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::widgets::{Button, Row, paint, wrapped};
use egui::{Frame, Key, Layout, Margin, Modifiers, Ui};
use std::collections::HashSet;

/// Asks whether codes are merged into another, or put below it.
pub struct MergeDialog {
    codes: Vec<CodeId>,
    into: CodeId,
    names: String,
    target: String,
    lines: Vec<String>,
    place: Place,
}

impl MergeDialog {
    /// The question for these codes, with what would move. None when one of them is gone.
    pub fn new(corpus: &Corpus, codes: Vec<CodeId>, into: CodeId) -> Option<Self> {
        let target = corpus.code(into)?;
        let names: Vec<String> = codes.iter().filter_map(|id| corpus.code(*id)).map(|code| format!("“{}”", code.name)).collect();
        let names = if names.len() > 3 { format::counted(names.len(), "code") } else { names.join(", ") };
        let place = Place { framework: target.framework, parent: Some(into), ahead_of: None };
        Some(Self { lines: lines(corpus, &codes, into), names, target: format!("“{}”", target.name), codes, into, place })
    }
}

/// What merging would move, in plain words.
fn lines(corpus: &Corpus, codes: &[CodeId], into: CodeId) -> Vec<String> {
    let own: HashSet<CodeId> = codes.iter().copied().collect();
    let key = |coding: &crate::model::Coding| (coding.source, coding.version, coding.span, coding.coder, coding.layer);
    let there: HashSet<_> = corpus.codings().filter(|coding| coding.code == into).map(key).collect();
    let moved: Vec<_> = corpus.codings().filter(|coding| own.contains(&coding.code)).collect();
    let sources: HashSet<_> = moved.iter().map(|coding| coding.source).collect();
    let twins = moved.iter().filter(|coding| there.contains(&key(coding))).count();
    let memos = corpus.memos.iter().filter(|memo| matches!(memo.subject, Subject::Code(id) if own.contains(&id))).count();
    let below: usize = codes.iter().map(|id| corpus.children(*id).len()).sum();
    let mut lines = vec![format!("{} in {} take its name.", format::counted(moved.len(), "coding"), format::counted(sources.len(), "source"))];
    if twins > 0 {
        lines.push(format!("{} of them are there already, by the same coder on the same words: one each stays.", format::count(twins as i64)));
    }
    if memos > 0 {
        lines.push(format!("{} come along.", format::counted(memos, "memo")));
    }
    if below > 0 {
        lines.push(format!("{} below come along; those of one name become one.", format::counted(below, "code")));
    }
    let cells = corpus.cells().filter(|cell| own.contains(&cell.code) && !cell.summary.is_empty()).count();
    if cells > 0 {
        let words = if cells == 1 { "comes along, below what stands" } else { "come along, each below what stands" };
        lines.push(format!("{} of the chart {words} in its own.", format::counted(cells, "cell")));
    }
    let apart = merging_settled_apart(corpus.codes(), corpus.verdicts(), codes, into);
    if apart > 0 {
        let words = if apart == 1 { "was settled otherwise as another of them: that" } else { "were settled otherwise as others of them: those" };
        lines.push(format!("{} {words} settled last holds, the other is told in agendas.", format::counted(apart, "passage")));
    }
    let defined = |code: &crate::model::Code| !(code.description.is_empty() && code.include.is_empty() && code.exclude.is_empty());
    if codes.iter().filter_map(|id| corpus.code(*id)).any(defined) {
        lines.push("Their definitions are added to its own.".into());
    }
    let themes = codes.iter().filter_map(|id| corpus.code(*id)).any(|code| code.theme);
    if themes {
        let becomes = if corpus.code(into).is_some_and(|code| code.theme) { "" } else { " It becomes a theme." };
        lines.push(format!("What they state and gather, and their quotes in reports, are added to its own.{becomes}"));
    }
    lines
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
        for line in &self.lines {
            Row::new(line).sense(egui::Sense::hover()).show(ui);
        }
        let mut step = Step::Stay;
        Frame::new().inner_margin(Margin::symmetric(20, 14)).show(ui, |ui| {
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
