//! Coding what was found: as hits, sentences, paragraphs or turns, with what would be coded before it is.

use super::{Dialog, Footer, Step, footer, head};
use crate::jobs::Progress;
use crate::search::Unit;
use crate::ui::command::{CodingCommand, SearchCommand};
use crate::ui::cx::Cx;
use crate::ui::format::{count, counted};
use crate::ui::icons;
use crate::ui::later::Later;
use crate::ui::views::search::{Code, Picked, Plan, UNITS, fit_found, paint_found, plans};
use crate::ui::widgets::{Button, Kind, VirtualList, paint, region, wrapped};
use egui::accesskit::Role;
use egui::{Frame, Key, Margin, Modifiers, Sense, Ui, WidgetInfo, pos2, vec2};
use std::sync::Arc;

const ROW: f32 = 44.0;

/// What would be coded of what was found.
pub struct FoundDialog {
    picked: Arc<Picked>,
    code: Code,
    name: String,
    unit: Unit,
    made: Later<u64, [Plan; 4]>,
    /// The state of the project that a plan has to be of.
    revision: u64,
}

impl FoundDialog {
    /// Codes these hits with a code of this name.
    pub fn new(picked: Arc<Picked>, code: Code, name: String) -> Self {
        Self { unit: picked.unit, picked, code, name, made: Later::default(), revision: 0 }
    }

    fn follow(&mut self, cx: &Cx) {
        let Some(desk) = cx.project else { return };
        use crate::project::Topic::{Coders, Codes, Codings, Sources};
        let revision = desk.revision(&[Sources, Codings, Codes, Coders]);
        self.revision = revision;
        if self.made.wants(&revision) {
            let (path, corpus, index) = (desk.path().to_owned(), desk.corpus.clone(), desk.index().clone());
            let (picked, code, me) = (self.picked.clone(), self.code.clone(), cx.me());
            let work = move |progress: &Progress| plans(&index, &path, &corpus, &picked, &code, me, progress);
            self.made.start(revision, cx.job(None, work));
        }
    }

    /// What would be coded of the project as it is now.
    fn plans(&self) -> Option<&[Plan; 4]> {
        self.made.of(&self.revision)
    }

    fn plan(&self) -> Option<&Plan> {
        let at = UNITS.iter().position(|(unit, _)| *unit == self.unit)?;
        self.plans().map(|plans| &plans[at])
    }

    /// What is coded of each hit, with how many passages that makes; the arrows go from one to the next.
    fn units(&mut self, ui: &mut Ui) {
        let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
        let (on, back) = (pressed(Key::ArrowRight), pressed(Key::ArrowLeft));
        let at = UNITS.iter().position(|(unit, _)| *unit == self.unit).unwrap_or(0);
        self.unit = UNITS[(at + on).min(UNITS.len() - 1).saturating_sub(back)].0;
        ui.horizontal(|ui| {
            ui.add_space(20.0);
            ui.spacing_mut().item_spacing.x = 6.0;
            for (n, (unit, words)) in UNITS.iter().enumerate() {
                let made = self.plans().map(|plans| plans[n].passages.len());
                let words = made.map_or_else(|| (*words).to_owned(), |made| format!("{words} · {}", count(made as i64)));
                if Button::chip(&words).selected(*unit == self.unit).show(ui).clicked() {
                    self.unit = *unit;
                }
            }
        });
        ui.add_space(10.0);
    }

    fn list(&self, ui: &mut Ui, cx: &Cx) {
        let height = (ui.ctx().content_rect().height() - 300.0).clamp(120.0, 400.0);
        region(ui, vec2(ui.available_width(), height), Margin::ZERO, |ui| {
            let Some(plan) = self.plan() else { return };
            if plan.passages.is_empty() {
                let words = if plan.coded > 0 { "All of it is coded so already." } else { "Nothing is ticked any more." };
                Frame::new().inner_margin(Margin::symmetric(20, 4)).show(ui, |ui| wrapped(ui, words, paint::body(), cx.tokens.ink2, 20.0));
                return;
            }
            VirtualList::same(("found to be coded", self.unit), ROW, plan.words.len()).show(ui, |ui, at| self.row(ui, cx, plan, at));
        });
    }

    fn row(&self, ui: &mut Ui, cx: &Cx, plan: &Plan, at: usize) {
        let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
        let source = cx.project.and_then(|desk| desk.corpus.source(plan.passages[at].source)).map_or("", |source| source.name.as_str());
        let (words, marks) = &plan.words[at];
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{words}, {source}")));
        let (left, width) = (rect.left() + 20.0, rect.width() - 40.0);
        let fitted = fit_found(cx, words, marks, width, 1);
        paint_found(cx, ui.painter(), &fitted.passage, marks, pos2(left - fitted.passage.inset(), rect.top() + 3.0), cx.tokens.ink);
        paint::place(ui, paint::line(ui, source, paint::meta(), cx.tokens.ink3, width), pos2(left, rect.top() + 32.0));
        paint::hline(ui, ui.painter(), left..=rect.right() - 20.0, rect.bottom() - 1.0, cx.tokens.line_soft);
    }

    fn note(&self) -> String {
        if let Some(trouble) = self.made.trouble() {
            return trouble.to_owned();
        }
        let Some(plan) = self.plan() else { return "Looking…".into() };
        let shown = plan.words.len();
        let more = if shown < plan.passages.len() { format!("The first {} show. ", count(shown as i64)) } else { String::new() };
        match plan.coded {
            0 => more,
            1 => format!("{more}1 more is coded so already."),
            coded => format!("{more}{} more are coded so already.", count(coded as i64)),
        }
    }

    fn done(&self, cx: &Cx) {
        let Some(plan) = self.plan() else { return };
        cx.push(SearchCommand::Unit(self.unit));
        let passages = plan.passages.clone();
        match &self.code {
            Code::Known(code) => cx.push(CodingCommand::Apply(*code, passages)),
            Code::New(name) => {
                let framework = cx.project.and_then(|desk| desk.corpus.frameworks().first()).map(|framework| framework.id);
                cx.push(CodingCommand::ApplyNew { framework, under: None, names: vec![name.clone()], passages });
            }
        }
    }
}

impl Dialog for FoundDialog {
    fn name(&self) -> String {
        format!("Code what was found as “{}”", self.name)
    }

    fn width(&self) -> f32 {
        680.0
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, _fresh: bool) -> Step {
        self.follow(cx);
        let line = format!(
            "{} of the search {}. Each passage is coded once, also where several hits stand in it.",
            counted(self.picked.count, "ticked hit"),
            self.picked.query
        );
        head(ui, &self.name(), &line);
        self.units(ui);
        self.list(ui, cx);
        let made = self.plan().map_or(0, |plan| plan.passages.len());
        let writes = cx.project.is_some_and(|desk| desk.read_only().is_none());
        let ready = made > 0 && writes;
        let words = if made > 0 { format!("Code {}", counted(made, "passage")) } else { "Code".into() };
        let button = Button::new(&words).kind(Kind::Primary).icon(icons::TAG).enabled(ready);
        match footer(ui, &self.note(), button, Some("Cancel"), ready) {
            Footer::Done if ready => {
                self.done(cx);
                Step::Close
            }
            Footer::Cancel => Step::Close,
            _ => Step::Stay,
        }
    }
}
