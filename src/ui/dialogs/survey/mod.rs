//! A survey before it comes in: what each column becomes, and one respondent as they will be; nothing is changed before the one button.

mod columns;
mod respondent;

use super::{Dialog, Footer, Step, footer};
use crate::import::{SurveyOptions, SurveyPlan, SurveyUse, TableData};
use crate::project::op::count;
use crate::ui::command::{Command, ProjectCommand};
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::widgets::{Button, paint, within};
use egui::{Align, Align2, Layout, Rect, Ui, pos2, vec2};
use std::path::PathBuf;
use std::sync::Arc;

/// The width of the dialog and the height of its body: at least, at most, and as a part of the window.
const WIDTH: (f32, f32, f32) = (1000.0, 1400.0, 0.7);
const BODY: (f32, f32, f32) = (500.0, 820.0, 0.6);
/// The part of the width that the columns take.
const LIST: f32 = 0.56;

/// A survey as the dialog leaves it.
#[derive(Clone, Debug, PartialEq)]
pub struct SurveyOrder {
    /// The table's file.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: Arc<Vec<u8>>,
    /// What it holds.
    pub table: Arc<TableData>,
    /// What its columns are.
    pub options: SurveyOptions,
    /// The kind of case that a respondent is.
    pub kind: String,
    /// The framework with a code for each question, by which every answer is coded; none where they are not.
    pub code: Option<String>,
}

/// The import of a survey into the open project.
pub struct SurveyDialog {
    order: SurveyOrder,
    /// Whether the answers are coded by question, and in which framework.
    coded: bool,
    framework: String,
    /// The kinds of case there are.
    kinds: Vec<String>,
    plan: SurveyPlan,
    /// Why the columns cannot be as they were chosen.
    trouble: String,
    /// The respondent that is shown.
    shown: usize,
    width: f32,
}

/// A part of what there is, within bounds.
fn part((least, most, part): (f32, f32, f32), of: f32) -> f32 {
    (of * part).clamp(least, most).round()
}

impl SurveyDialog {
    /// Looks at a table as at a survey. `kinds` are the kinds of case of the project, those of people first.
    ///
    /// # Errors
    /// A table without rows.
    pub fn new(path: PathBuf, bytes: Vec<u8>, table: TableData, kinds: Vec<String>) -> crate::Result<Self> {
        let plan = SurveyPlan::sketch(&table, &SurveyOptions::default())?;
        let kind = kinds.first().cloned().unwrap_or_else(|| crate::model::CaseKind::PERSON.into());
        let order = SurveyOrder { path, bytes: Arc::new(bytes), table: Arc::new(table), options: SurveyOptions::default(), kind, code: None };
        Ok(Self { order, coded: false, framework: "Survey".into(), kinds, plan, trouble: String::new(), shown: 0, width: WIDTH.0 })
    }

    /// Makes a column what the user says.
    fn choose(&mut self, column: usize, used: SurveyUse) {
        let Some(name) = self.order.table.header.get(column).cloned() else { return };
        let options = &mut self.order.options;
        for list in [&mut options.open, &mut options.closed, &mut options.leave_out] {
            list.retain(|other| *other != name);
        }
        for one in [&mut options.key, &mut options.site] {
            one.take_if(|other| *other == name);
        }
        match used {
            SurveyUse::Key => options.key = Some(name),
            SurveyUse::Site => options.site = Some(name),
            SurveyUse::Open => options.open.push(name),
            SurveyUse::Closed => options.closed.push(name),
            SurveyUse::None => options.leave_out.push(name),
        }
        match SurveyPlan::sketch(&self.order.table, &self.order.options) {
            Ok(plan) => (self.plan, self.trouble) = (plan, String::new()),
            Err(error) => self.trouble = error.to_string(),
        }
        self.shown = self.shown.min(self.plan.respondents.len().saturating_sub(1));
    }

    fn of(&self, used: SurveyUse) -> usize {
        self.plan.questions.iter().filter(|question| question.used == used).count()
    }

    /// `120 respondents · 8 attributes · 3 texts`
    fn tally(&self) -> String {
        let respondents = count(self.plan.respondents.len(), "respondent", "respondents");
        let attributes = count(self.of(SurveyUse::Closed), "attribute", "attributes");
        format!("{respondents} · {attributes} · {}", count(self.of(SurveyUse::Open), "text", "texts"))
    }

    fn head(&self, ui: &mut Ui, cx: &Cx) {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 64.0), egui::Sense::hover());
        let file = self.order.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (title, tally) = (format!("Import the survey {file}"), self.tally());
        let font = fonts::text(Weight::Semibold, 17.0);
        let at = paint::text(ui, pos2(rect.left() + 20.0, rect.center().y), Align2::LEFT_CENTER, &title, font, cx.tokens.ink);
        let words = paint::text(ui, pos2(at.right() + 12.0, rect.center().y), Align2::LEFT_CENTER, &tally, paint::meta(), cx.tokens.ink2);
        let said = ui.interact(at.union(words), ui.scope_id().with("tally"), egui::Sense::hover());
        said.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, format!("{title}: {tally}")));
        paint::hline(ui, ui.painter(), rect.x_range(), rect.bottom(), cx.tokens.line);
    }

    fn body(&mut self, ui: &mut Ui, cx: &Cx) {
        let screen = ui.ctx().content_rect();
        self.width = part(WIDTH, screen.width());
        let height = part(BODY, screen.height()).min(screen.height() - 48.0 - 64.0 - 62.0);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), egui::Sense::hover());
        let middle = rect.left() + (rect.width() * LIST).round();
        let (left, right) = (Rect::from_min_max(rect.min, pos2(middle, rect.bottom())), Rect::from_min_max(pos2(middle, rect.top()), rect.max));
        ui.painter().rect_filled(right, 0.0, cx.tokens.panel);
        paint::vline(ui, ui.painter(), middle, rect.y_range(), cx.tokens.line);
        for (place, side) in [(left, true), (right, false)] {
            within(ui, place, Layout::top_down(Align::Min), |ui| {
                ui.set_clip_rect(place.intersect(ui.clip_rect()));
                if side { self.columns(ui, cx) } else { self.respondent(ui, cx) }
            });
        }
    }

    /// Why it cannot come in as it is, or nothing.
    fn objection(&self) -> Option<&str> {
        let framework = self.coded && self.framework.trim().is_empty();
        match () {
            () if !self.trouble.is_empty() => Some(&self.trouble),
            () if !self.plan.has_open() => Some("No column is open: say which one has answers to be read."),
            () if framework => Some("Say which framework the answers are coded in."),
            () => None,
        }
    }
}

impl Dialog for SurveyDialog {
    fn name(&self) -> String {
        "Import a survey".into()
    }

    fn width(&self) -> f32 {
        self.width
    }

    fn firm(&self) -> bool {
        true
    }

    fn holds(&self) -> Option<String> {
        (self.order.options != SurveyOptions::default()).then(|| "What you said of the columns would be lost.".into())
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, fresh: bool) -> Step {
        if fresh {
            ui.memory_mut(|memory| memory.request_focus(columns::first_id()));
        }
        // Before what has the focus takes it for its own Enter.
        let order = ui.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, egui::Key::Enter));
        self.head(ui, cx);
        self.body(ui, cx);
        let objection = self.objection().map(str::to_owned);
        let note = objection.as_deref().unwrap_or("Nothing is changed until you import. One undo takes it all back.");
        let words = format!("Import {}", count(self.plan.respondents.len(), "respondent", "respondents"));
        let good = objection.is_none();
        let pressed = footer(ui, note, Button::primary(&words).enabled(good), Some("Cancel"), false);
        if good && (pressed == Footer::Done || order) {
            let code = self.coded.then(|| self.framework.trim().to_owned());
            cx.push(ProjectCommand::ImportSurvey(Box::new(SurveyOrder { code, ..self.order.clone() })));
            return Step::Close;
        }
        if pressed == Footer::Cancel { Step::Leave } else { Step::Stay }
    }

    fn command(&mut self, command: &Command, _cx: &Cx) -> bool {
        // Files that are dropped now are no survey's.
        matches!(command, Command::Project(ProjectCommand::ImportPaths(_)))
    }
}
