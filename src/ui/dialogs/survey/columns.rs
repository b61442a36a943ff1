//! The columns of a survey: what each becomes, guessed and to be changed; and how the answers come in.

use super::SurveyDialog;
use crate::import::{Again, NoteKind, PlannedQuestion, SurveyUse};
use crate::ui::cx::Cx;
use crate::ui::dialogs::halves::{choose, menu};
use crate::ui::widgets::{Button, Field, Tip, VirtualList, checkbox, paint, within, wrapped};
use egui::{Align, Id, Layout, Margin, Sense, Ui, pos2, vec2};

/// The height of a row, and of what stands over them.
const ROW: f32 = 34.0;
const HEADS: f32 = 28.0;
/// The room of what a column becomes, and of how many answered.
const BECOMES: f32 = 148.0;
const ANSWERED: f32 = 150.0;

const USES: [SurveyUse; 5] = [SurveyUse::Closed, SurveyUse::Open, SurveyUse::Key, SurveyUse::Site, SurveyUse::None];

/// The first thing that can have the focus.
pub(super) fn first_id() -> Id {
    Id::unique("survey columns")
}

/// What a column becomes.
fn becomes(used: SurveyUse) -> &'static str {
    match used {
        SurveyUse::Key => "respondent’s name",
        SurveyUse::Site => "site",
        SurveyUse::Closed => "closed: attribute",
        SurveyUse::Open => "open: text",
        SurveyUse::None => "left out",
    }
}

/// `number · 38 answered · 2 do not fit`
fn answered(question: &PlannedQuestion) -> String {
    let kind = if question.used == SurveyUse::Closed { format!("{} · ", question.kind.name()) } else { String::new() };
    let unfit = if question.unfit > 0 { format!(" · {} do not fit", question.unfit) } else { String::new() };
    format!("{kind}{} answered{unfit}", question.filled)
}

impl SurveyDialog {
    /// Draws the columns, and below them how the answers come in.
    pub(super) fn columns(&mut self, ui: &mut Ui, cx: &Cx) {
        let room = ui.max_rect();
        let foot = 96.0 + if self.coded { 36.0 } else { 0.0 } + if self.earlier.is_some() { 62.0 } else { 0.0 };
        let mut asked = None;
        heads(ui, cx);
        let sketch = self.sketch.clone();
        let rows = egui::Rect::from_min_max(ui.cursor().min, pos2(room.right(), room.bottom() - foot));
        within(ui, rows, Layout::top_down(Align::Min), |ui| {
            VirtualList::same("survey columns", ROW, sketch.plan.questions.len()).show(ui, |ui, n| {
                if let Some(used) = column(ui, cx, n, &sketch.plan.questions[n]) {
                    asked = Some((n, used));
                }
            });
        });
        ui.allocate_rect(rows, Sense::hover());
        if let Some((n, used)) = asked {
            self.choose(n, used);
        }
        paint::hline(ui, ui.painter(), room.x_range(), room.bottom() - foot, cx.tokens.line);
        egui::Frame::new().inner_margin(Margin { left: 20, right: 20, top: 10, bottom: 10 }).show(ui, |ui| {
            ui.set_width(ui.available_width());
            self.manner(ui, cx);
        });
    }

    /// What becomes of a survey that is here already, the kind of case, and whether answers are coded by their question.
    fn manner(&mut self, ui: &mut Ui, cx: &Cx) {
        if let Some(earlier) = &self.earlier {
            wrapped(ui, &earlier.line(), paint::meta(), cx.tokens.warn, 18.0);
            ui.add_space(4.0);
            ui.horizontal(|ui| {
                let ways = [
                    (Again::Update, "Update what is here", "Texts and values become what the table says; codings stay on their words"),
                    (Again::New, "Import it once more", "With texts of its own"),
                ];
                for (again, words, tip) in ways {
                    if Button::chip(words).selected(self.again == again).tip(tip).show(ui).clicked() {
                        self.again = again;
                    }
                }
            });
            ui.add_space(8.0);
        }
        ui.horizontal(|ui| {
            wrapped_label(ui, cx, "Each respondent is a case of the kind");
            let chip = Button::chip(&self.kind).caret().tip("The kind of case that a respondent is").show(ui);
            menu(cx, &chip, |ui| {
                for kind in &self.kinds {
                    choose(ui, kind, || self.kind.clone_from(kind));
                }
            });
        });
        ui.add_space(6.0);
        checkbox(ui, &mut self.coded, "Code every answer with a code for its question");
        if self.coded {
            ui.add_space(4.0);
            ui.horizontal(|ui| {
                wrapped_label(ui, cx, "in the framework");
                let width = ui.available_width().min(280.0);
                let field = Field::new(&mut self.framework, "Framework for the questions").width(width).show(ui);
                field.tip("Made where there is none of this name");
            });
        }
    }
}

/// Where the columns of the list begin, in a row of it.
fn begin(row: egui::Rect) -> [f32; 3] {
    let becomes = row.right() - 16.0 - BECOMES;
    [row.left() + 20.0, becomes - ANSWERED, becomes]
}

/// What stands over the list.
fn heads(ui: &mut Ui, cx: &Cx) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEADS), Sense::hover());
    for (x, words) in begin(rect).into_iter().zip(["Column", "Answers", "Becomes"]) {
        paint::text(ui, pos2(x, rect.center().y), egui::Align2::LEFT_CENTER, words, paint::meta(), cx.tokens.ink3);
    }
    paint::hline(ui, ui.painter(), rect.x_range(), rect.bottom(), cx.tokens.line);
}

/// Words in a line of controls.
fn wrapped_label(ui: &mut Ui, cx: &Cx, words: &str) {
    let galley = paint::whole(ui, words, paint::body(), cx.tokens.ink2);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x, 28.0), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, words));
    paint::place(ui, galley, rect.left_center());
}

/// A column: its name, how many answered, and what it becomes; what the user makes of it.
fn column(ui: &mut Ui, cx: &Cx, n: usize, question: &PlannedQuestion) -> Option<SurveyUse> {
    let mut asked = None;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let name = crate::text::on_one_line(&question.name);
    let [from, middle, right] = begin(rect);
    let left_out = question.used == SurveyUse::None;
    let words = answered(question);
    let place = egui::Rect::from_min_max(rect.min, pos2(right - 8.0, rect.bottom()));
    let said = ui.interact(place, ui.scope_id().with(("column", n)), Sense::hover());
    said.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, format!("{name}: {words}")));
    let ink = if left_out { cx.tokens.ink3 } else { cx.tokens.ink };
    paint::place(ui, paint::line(ui, &name, paint::body(), ink, middle - from - 12.0), pos2(from, rect.center().y));
    let ink = if question.unfit > 0 { cx.tokens.warn } else { cx.tokens.ink3 };
    paint::place(ui, paint::line(ui, &words, paint::meta(), ink, ANSWERED - 8.0), pos2(middle, rect.center().y));
    said.tip(format!("{name}\n{words}"));
    let chip_place = egui::Rect::from_min_max(pos2(right, rect.top()), pos2(rect.right() - 16.0, rect.bottom()));
    within(ui, chip_place, Layout::left_to_right(Align::Center), |ui| {
        let label = becomes(question.used);
        let spoken = format!("{name}: {label}");
        let chip = Button::chip(label).name(&spoken).caret().width(BECOMES).selected(question.used == SurveyUse::Open).show(ui);
        if n == 0 && ui.memory(|memory| memory.focused()) == Some(first_id()) {
            chip.request_focus();
        }
        menu(cx, &chip, |ui| USES.iter().for_each(|used| choose(ui, becomes(*used), || asked = Some(*used))));
    });
    paint::hline(ui, ui.painter(), rect.x_range(), rect.bottom(), cx.tokens.line_soft);
    asked
}

/// What the user should know of the survey, each a line.
pub(super) fn notes(ui: &mut Ui, cx: &Cx, dialog: &SurveyDialog) {
    for note in &dialog.plan.notes {
        let ink = if note.kind == NoteKind::Look { cx.tokens.warn } else { cx.tokens.ink2 };
        wrapped(ui, &note.text, paint::meta(), ink, 18.0);
        ui.add_space(4.0);
    }
}
