//! Notices: results with Undo, errors that say what happened and what to do, and work under way with Cancel.

mod spot;

pub use spot::{looked_at, written_at};

use super::command::{Command, Edit, History, Window};
use super::cx::Cx;
use super::desk::Desk;
use super::format;
use super::icons;
use super::text::{Family, LabelStyle, PassageStyle, label_of};
use super::theme::measure;
use super::widgets::{Button, icon_button, paint, progress_bar, wrapped};
use crate::Error;
use crate::analysis::Corpus;
use crate::jobs::Report;
use crate::model::{CodeId, RowKey};
use crate::project::{Made, Step};
use egui::accesskit::{Live, Role};
use egui::{Align, Area, Color32, Context, Id, Layout, Margin, Order, Ui, vec2};
use spot::Spot;
use std::time::{Duration, Instant};

/// What a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Done,
    /// Something to know.
    Info,
    /// Something to look at.
    Warning,
    /// Something did not work.
    Problem,
}

/// Something the window says at its lower edge.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// What it is.
    pub tone: Tone,
    /// What happened.
    pub text: String,
    /// Whether anything was lost and what to do, or empty.
    pub detail: String,
    /// A button: its words and what it asks for.
    pub action: Option<(String, Command)>,
    /// The cells of the chart whose words name passages on which they do not rest, where it tells of those.
    pub cells: Vec<(RowKey, CodeId)>,
}

impl Notice {
    /// Something was done.
    pub fn done(text: impl Into<String>) -> Self {
        Self { tone: Tone::Done, text: text.into(), detail: String::new(), action: None, cells: Vec::new() }
    }

    /// Something was done and can be taken back: the steps of the work whose answer it is, once it is said.
    pub fn undoable(text: impl Into<String>) -> Self {
        Self::done(text).action("Undo", Edit::Undo)
    }

    /// Something was taken back and can be brought again.
    pub fn redoable(text: impl Into<String>) -> Self {
        Self::done(text).action("Redo", Edit::Redo)
    }

    /// The same with its Undo or Redo bound to what was made, so that it never takes back anything else. That something was done is not said
    /// where nothing was made.
    pub fn about(mut self, made: Made) -> Self {
        if made.undo.is_none() && self.action.as_ref().is_some_and(|(_, command)| *command == Command::Edit(Edit::Undo)) {
            return Self { detail: self.detail, ..Self::info("Nothing changed: it was so already") };
        }
        let bound = |command: &Command| match command {
            Command::Edit(Edit::Undo) => made.undo.map(|(first, last)| Edit::UndoSteps(first, last).into()),
            Command::Edit(Edit::Redo) => made.redo.map(|step| Edit::RedoStep(step).into()),
            other => Some(other.clone()),
        };
        self.action = self.action.and_then(|(words, command)| Some((words, bound(&command)?)));
        self
    }

    /// Its button, unless the step it is about is no longer the last one.
    fn button(&self, cx: &Cx) -> Option<&(String, Command)> {
        let is = |next: Option<&Step>, step: i64| next.is_some_and(|next| next.seq == step);
        self.action.as_ref().filter(|(_, command)| match command {
            Command::Edit(Edit::UndoSteps(_, last)) => is(cx.project.and_then(|desk| desk.next_undo()), *last),
            Command::Edit(Edit::RedoStep(step)) => is(cx.project.and_then(|desk| desk.next_redo()), *step),
            Command::History(History::RedoTo(_)) => cx.project.is_some_and(Desk::can_redo),
            _ => true,
        })
    }

    /// Whether a later one takes its place: of what was done, and of what was taken back, the last alone has a button that does something.
    fn gives_way(&self, later: &Self) -> bool {
        let of = |notice: &Self| match &notice.action {
            Some((_, Command::Edit(Edit::UndoSteps(..)))) => Some(true),
            Some((_, Command::Edit(Edit::RedoStep(_)))) => Some(false),
            _ => None,
        };
        self.tone == Tone::Done && of(self).is_some() && of(self) == of(later)
    }

    /// Something to know.
    pub fn info(text: impl Into<String>) -> Self {
        Self { tone: Tone::Info, ..Self::done(text) }
    }

    /// Something to look at.
    pub fn warning(text: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { tone: Tone::Warning, detail: detail.into(), ..Self::done(text) }
    }

    /// What did not work, with what to do about it.
    pub fn problem(doing: &str, error: &Error) -> Self {
        if error.remedy() == Error::DAMAGED {
            return Self { tone: Tone::Problem, detail: Self::DAMAGED.into(), ..Self::done(format!("{doing}: {error}")) };
        }
        let lost = match error {
            Error::Rejected { .. } | Error::NotFound(_) | Error::Import { .. } | Error::Cancelled | Error::Index(_) => "Nothing was changed.",
            Error::Store(_) | Error::Io { .. } => "What was saved before is untouched.",
        };
        let detail = if error.remedy().is_empty() { lost.to_owned() } else { format!("{lost} {}", error.remedy()) };
        Self { tone: Tone::Problem, detail, ..Self::done(format!("{doing}: {error}")) }
    }

    /// What the window offers for a damaged project, where the command line has commands.
    const DAMAGED: &str =
        "The file is damaged. “Save what can be read of a damaged project…” and “Restore a backup…” are in the menu (F10), under Project.";

    /// With a button.
    pub fn action(mut self, words: impl Into<String>, command: impl Into<Command>) -> Self {
        self.action = Some((words.into(), command.into()));
        self
    }
}

/// How wide a notice is.
const WIDE: f32 = 360.0;
/// From how many letters on what is said is cut, and after how many rows.
const LONG: usize = 80;
const ROWS: usize = 3;
/// A button of more letters stands under words of more letters than have room beside it.
const SHORT: usize = 6;
const BESIDE: usize = 60;

struct Shown {
    number: u64,
    notice: Notice,
    until: Option<Instant>,
    /// The last step of the work that it tells of.
    step: Option<i64>,
}

/// The notices that show.
#[derive(Default)]
pub struct Notices {
    shown: Vec<Shown>,
    made: u64,
    /// Where they stand, until none is left.
    spot: Option<Spot>,
}

/// One piece of work under way, as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Underway {
    /// Its number, for Cancel.
    pub number: u64,
    /// What it does.
    pub label: String,
    /// How far it is.
    pub report: Report,
}

impl Notices {
    /// How many show at a time.
    const MOST: usize = 4;

    /// Says something of the work that `made` this. Results go by themselves; problems stay until they are taken away.
    pub fn say(&mut self, notice: Notice, made: Made) {
        let (notice, step) = (notice.about(made), made.undo.map(|(_, last)| last));
        let stays = matches!(notice.tone, Tone::Problem | Tone::Warning);
        // What is long to read stays longer.
        let long = (notice.text.chars().count() + notice.detail.chars().count()).saturating_sub(60) as u64 / 20;
        let seconds = if notice.action.is_some() { 9 } else { 5 } + long.min(10);
        self.made += 1;
        self.shown.retain(|shown| shown.notice != notice && !shown.notice.gives_way(&notice));
        self.shown.push(Shown { number: self.made, notice, until: (!stays).then(|| Instant::now() + Duration::from_secs(seconds)), step });
        let extra = self.shown.len().saturating_sub(Self::MOST);
        self.shown.drain(..extra);
    }

    /// Takes away what was said of a project: it is being closed. What did not work stays, without a button.
    pub fn leave_project(&mut self) {
        self.shown.retain(|shown| shown.notice.tone == Tone::Problem);
        self.shown.iter_mut().for_each(|shown| shown.notice.action = None);
    }

    /// Takes away what was said of a step that was taken back or brought again by other means than its button: it holds no longer.
    pub fn settle(&mut self, step: i64) {
        let about = |command: &Command| matches!(command, Command::Edit(Edit::UndoSteps(_, last) | Edit::RedoStep(last)) if *last == step);
        // What was to be looked at in it is gone with it.
        let warns = |shown: &Shown| shown.notice.tone == Tone::Warning && shown.step == Some(step);
        self.shown.retain(|shown| !warns(shown) && !shown.notice.action.as_ref().is_some_and(|(_, command)| about(command)));
    }

    /// Takes away what this command answers: it was given by other means than its button.
    pub fn answered(&mut self, given: &Command) {
        self.withdraw(|command| command == given);
    }

    /// Takes away what has such a button; says whether anything had.
    pub fn withdraw(&mut self, such: impl Fn(&Command) -> bool) -> bool {
        let before = self.shown.len();
        self.shown.retain(|shown| shown.notice.action.as_ref().is_none_or(|(_, command)| !such(command)));
        self.shown.len() < before
    }

    /// Takes away what is said of cells of the chart of which it holds no longer, whatever changed them.
    pub fn mended(&mut self, corpus: &Corpus) {
        let holds = |(row, code): &(RowKey, CodeId)| corpus.cell(row, *code).is_some_and(|cell| corpus.names_nothing(cell).is_some());
        self.shown.retain(|shown| shown.notice.cells.is_empty() || shown.notice.cells.iter().any(holds));
    }

    /// Takes a notice away.
    pub fn dismiss(&mut self, number: u64) {
        self.shown.retain(|shown| shown.number != number);
    }

    /// What is said now, the oldest first.
    pub fn said(&self) -> impl Iterator<Item = &Notice> {
        self.shown.iter().map(|shown| &shown.notice)
    }

    /// Draws the notices and the work under way over the end of the status line, at the right but beside the column there, which takes `beside`;
    /// at the left while a dialog has its buttons there, and elsewhere where the chosen cell or the caret is as the first of them comes. Those that stand
    /// stay where they are, but make room for what is written.
    pub fn draw(&mut self, ctx: &Context, cx: &Cx, underway: &[Underway], dialog: bool, beside: f32) {
        self.expire(ctx);
        if self.shown.is_empty() && underway.is_empty() {
            self.spot = None;
            return;
        }
        // In a small window they stand over the column rather than out of sight.
        let beside = if ctx.content_rect().width() - beside < WIDE + 60.0 { 0.0 } else { beside };
        let id = Id::unique("notices");
        let size = ctx.memory(|memory| memory.area_rect(id)).map_or(vec2(WIDE, 60.0), |rect| rect.size());
        let spot = spot::spot(ctx, size, dialog, beside, self.spot);
        // While a dialog is open they stand beside it, and go back behind it.
        self.spot = if dialog { self.spot } else { Some(spot) };
        let (corner, by) = spot.at(beside);
        let area = Area::new(id).order(Order::Foreground).anchor(corner, by).fade_in(false);
        let area = area.role(Role::Log).accessible_name("Notices").show(ctx, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            for work in underway {
                boxed(ui, cx, |ui| working(ui, cx, work));
            }
            for shown in &self.shown {
                boxed(ui, cx, |ui| notice(ui, cx, shown));
            }
        });
        ctx.accesskit_node_builder(area.response.id, |node| node.set_live(Live::Polite));
    }

    fn expire(&mut self, ctx: &Context) {
        let now = Instant::now();
        let hovered = ctx
            .memory(|memory| memory.area_rect(Id::unique("notices")))
            .is_some_and(|rect| ctx.pointer_hover_pos().is_some_and(|at| rect.contains(at)));
        if hovered {
            return;
        }
        self.shown.retain(|shown| shown.until.is_none_or(|until| until > now));
        if let Some(next) = self.shown.iter().filter_map(|shown| shown.until).min() {
            ctx.request_repaint_after(next.saturating_duration_since(now) + Duration::from_millis(5));
        }
    }
}

fn boxed(ui: &mut Ui, cx: &Cx, contents: impl FnOnce(&mut Ui)) {
    paint::popup_frame(cx.tokens, measure::RADIUS_POPUP).inner_margin(Margin::symmetric(14, 10)).show(ui, |ui| {
        ui.set_width(WIDE.min(ui.ctx().content_rect().width() - 60.0));
        ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
        contents(ui);
    });
}

fn notice(ui: &mut Ui, cx: &Cx, shown: &Shown) {
    let (tokens, button) = (cx.tokens, shown.notice.button(cx));
    let (glyph, colour, spoken): (&str, Color32, &str) = match shown.notice.tone {
        Tone::Done => (icons::CHECK_CIRCLE, tokens.ok, "Done"),
        Tone::Info => (icons::INFO, tokens.ink2, "Note"),
        Tone::Warning => (icons::WARNING, tokens.warn, "To look at"),
        Tone::Problem => (icons::X_CIRCLE, tokens.danger, "Problem"),
    };
    ui.horizontal_top(|ui| {
        let (rect, response) = ui.allocate_exact_size(vec2(16.0, 20.0), egui::Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(Role::Image, true, spoken));
        paint::icon(ui, rect.center(), glyph, 16.0, colour);
        // Long words have the whole width, and what answers them stands under them.
        let below = button.is_some_and(|(words, _)| words.chars().count() > SHORT && shown.notice.text.chars().count() > BESIDE);
        let beside = button.filter(|_| !below);
        let buttons = 30.0 + beside.map_or(0.0, |(words, _)| 30.0 + 8.0 * words.chars().count() as f32);
        let room = ui.available_width() - buttons;
        ui.allocate_ui_with_layout(vec2(room, 20.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(room);
            text(ui, cx, &shown.notice);
            if !shown.notice.detail.is_empty() {
                wrapped(ui, &shown.notice.detail, paint::meta(), tokens.ink2, 18.0);
            }
            if let Some(button) = button.filter(|_| below) {
                answer(ui, cx, shown, button);
            }
        });
        ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
            if icon_button(ui, icons::X, "Dismiss", "Take this notice away").clicked() {
                cx.push(Window::Dismiss(shown.number));
            }
            if let Some(button) = beside {
                answer(ui, cx, shown, button);
            }
        });
    });
}

/// The button that answers a notice.
fn answer(ui: &mut Ui, cx: &Cx, shown: &Shown, (words, command): &(String, Command)) {
    if Button::chip(words).tip(tip(cx, command)).show(ui).clicked() {
        cx.push(command.clone());
        cx.push(Window::Dismiss(shown.number));
    }
}

/// What is said: of what was done a few rows, for names may be long; what is to be looked at as a whole.
fn text(ui: &mut Ui, cx: &Cx, notice: &Notice) {
    let cut = matches!(notice.tone, Tone::Done | Tone::Info) && notice.text.chars().count() > LONG;
    let parted = crate::text::parted_names(&notice.text);
    if !cut && parted == notice.text {
        return drop(wrapped(ui, &notice.text, paint::body(), cx.tokens.ink, 20.0));
    }
    let rows = if cut { ROWS } else { 0 };
    let style = LabelStyle { rows, ..LabelStyle::wrapped(PassageStyle::new(Family::Sans, 13.0, 20.0), cx.tokens.ink) };
    label_of(ui, &mut cx.text.borrow_mut(), (&parted, &notice.text), &style);
}

/// The tooltip of the command; that of Undo and Redo where it takes back or brings again one thing alone.
fn tip(cx: &Cx, command: &Command) -> String {
    match command {
        Command::Edit(Edit::UndoSteps(..)) => cx.tip(Edit::Undo),
        Command::Edit(Edit::RedoStep(_)) => cx.tip(Edit::Redo),
        other => cx.tip(other.clone()),
    }
}

fn working(ui: &mut Ui, cx: &Cx, work: &Underway) {
    let tokens = cx.tokens;
    wrapped(ui, &work.label, paint::medium(), tokens.ink, 20.0);
    ui.horizontal(|ui| {
        progress_bar(ui, 268.0, work.report.fraction(), &work.label);
        if Button::chip("Cancel").name(&format!("Cancel: {}", work.label)).show(ui).clicked() {
            cx.push(Window::CancelJob(work.number));
        }
    });
    let counted =
        (work.report.total > 0).then(|| format!("{} of {}", format::count(work.report.done as i64), format::count(work.report.total as i64)));
    let left = work.report.left().map(|left| format!("about {} left", format::duration(left.as_secs_f64())));
    let note = (!work.report.note.is_empty()).then(|| work.report.note.clone());
    let words = [counted, left, note].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    wrapped(ui, &words, paint::meta(), tokens.ink3, 18.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_says_whether_anything_was_lost_and_what_to_do() {
        let notice = Notice::problem("Opening", &Error::hint("the file is newer than this program", "Install the newer version."));
        assert_eq!(notice.text, "Opening: the file is newer than this program");
        assert_eq!(notice.detail, "Nothing was changed. Install the newer version.");
    }

    #[test]
    fn of_what_was_done_the_last_alone_shows() {
        let mut notices = Notices::default();
        let (undoable, made) = (|text: &str, step| Notice::done(text).action("Undo", Edit::UndoSteps(step, step)), Made::default());
        notices.say(undoable("Coded one", 1), made);
        notices.say(Notice::info("Nothing else"), made);
        notices.say(undoable("Coded two", 2), made);
        assert_eq!(notices.said().map(|notice| notice.text.as_str()).collect::<Vec<_>>(), ["Nothing else", "Coded two"]);
    }

    #[test]
    fn the_same_notice_shows_once_and_the_oldest_go_when_there_are_many() {
        let mut notices = Notices::default();
        for text in ["a", "a", "b", "c", "d", "e"] {
            notices.say(Notice::done(text), Made::default());
        }
        assert_eq!(notices.said().map(|notice| notice.text.as_str()).collect::<Vec<_>>(), ["b", "c", "d", "e"]);
    }
}
