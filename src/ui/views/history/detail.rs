//! One step at the right: what it changed, before and after, and the way back to before it.

use super::HistoryView;
use super::corrected::{corrected, is_new_text};
use super::data::{Step, day_name, today};
use super::words::{Difference, Teller};
use crate::model::{SourceId, Span, VersionId};
use crate::project::op::plain;
use crate::project::{Change, Reader};
use crate::ui::command::{History, Target, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::fonts::{self, Weight};
use crate::ui::format;
use crate::ui::icons;
use crate::ui::theme::measure;
use crate::ui::views::parts;
use crate::ui::widgets::{Button, paint, told_wrapped, wrapped};
use egui::accesskit::Role;
use egui::{Color32, Frame, Margin, ScrollArea, Sense, Ui, WidgetInfo};

/// How many rows of a step are told one by one.
const MOST: u32 = 40;
/// How much of a long text is shown.
const LONG: usize = 600;

/// What a step changed.
#[derive(Debug, Default)]
pub(super) struct Detail {
    differences: Vec<Difference>,
    /// Rows that are not told one by one.
    more: u64,
    /// The rows that are, where a text changed among them: what it changed is told once it was compared.
    texts: Vec<Change>,
}

impl Detail {
    /// Reads what a step changed.
    pub(super) fn read(desk: &Desk, seq: i64) -> crate::Result<Self> {
        let changes = desk.reader().changes_of(seq, MOST)?;
        let all = desk.reader().change_count(seq)?;
        let words = |source: SourceId, version: VersionId, span: Span| {
            desk.corpus.version(source).filter(|shown| shown.id == version)?;
            desk.text(source).ok().map(|text| text.words_of(span))
        };
        let differences = Teller::new(&desk.corpus, &words, &changes).tell(&changes);
        let more = all.saturating_sub(changes.len() as u64);
        let texts = if changes.iter().any(is_new_text) { changes } else { Vec::new() };
        Ok(Self { differences, more, texts })
    }
}

pub(super) fn draw(view: &mut HistoryView, ui: &mut Ui, cx: &Cx, desk: &Desk, revision: u64) {
    let HistoryView { journal, detail, texts, chosen, .. } = view;
    let Some((journal, step)) = journal.last().and_then(|journal| Some((journal, journal.step((*chosen)?)?))) else {
        Frame::new().inner_margin(Margin::symmetric(14, 16)).show(ui, |ui| {
            wrapped(ui, "Choose a step to see what it changed, and to go back to before it.", paint::body(), cx.tokens.ink3, 20.0);
        });
        return;
    };
    let key = (revision, step.seq);
    let detail = detail.get(key, |_| Detail::read(desk, step.seq).unwrap_or_default());
    if !detail.texts.is_empty() && texts.wants(&key) {
        let (path, corpus, changes) = (desk.path().to_owned(), desk.corpus.clone(), detail.texts.clone());
        texts.start(key, cx.job(None, move |_| corrected(&Reader::open(&path)?, &corpus, &changes)));
    }
    let places = texts.of(&key).map_or(&[][..], Vec::as_slice);
    let comparing = !detail.texts.is_empty() && texts.of(&key).is_none() && texts.trouble().is_none();
    ScrollArea::vertical().id_salt("history step").auto_shrink([false, false]).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 14, right: 14, top: 12, bottom: 20 }).show(ui, |ui| {
            ui.set_width(ui.available_width());
            head(ui, cx, step);
            if comparing {
                ui.add_space(8.0);
                wrapped(ui, "Comparing the texts …", paint::meta(), cx.tokens.ink3, 18.0);
            }
            for difference in places.iter().chain(&detail.differences) {
                one(ui, cx, difference);
            }
            if detail.more > 0 {
                ui.add_space(4.0);
                wrapped(ui, &format!("and {} more", format::counted(detail.more as usize, "change")), paint::meta(), cx.tokens.ink3, 18.0);
            }
            ui.add_space(12.0);
            actions(ui, cx, journal, step, places.iter().chain(&detail.differences).find_map(|difference| difference.passage));
            ui.add_space(8.0);
            wrapped(ui, &way_back(journal, step), paint::meta(), cx.tokens.ink3, 20.0);
        });
    });
}

fn head(ui: &mut Ui, cx: &Cx, step: &Step) {
    let day = day_name(step.day, today());
    let who = if step.who.is_empty() { String::new() } else { format!(" · {}", step.who) };
    wrapped(ui, &format!("{day} {}{who}", step.clock), paint::meta(), cx.tokens.ink3, 20.0);
    ui.add_space(2.0);
    let words = told_wrapped(ui, &step.label, 14.0, cx.tokens.ink, Weight::Medium, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(words.size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, plain(&step.label)));
    words.paint(ui.painter(), rect.min);
    if !step.place.is_empty() {
        wrapped(ui, &plain(&step.place), paint::meta(), cx.tokens.ink3, 20.0);
    }
    ui.add_space(4.0);
}

fn one(ui: &mut Ui, cx: &Cx, difference: &Difference) {
    ui.add_space(8.0);
    wrapped(ui, &difference.what, fonts::text(Weight::Semibold, 12.0), cx.tokens.ink2, 18.0);
    let both = difference.before.is_some() && difference.after.is_some();
    for (state, words, colour) in [("before", &difference.before, cx.tokens.danger), ("after", &difference.after, cx.tokens.ok)] {
        let Some(words) = words else { continue };
        ui.add_space(4.0);
        let head = if both {
            state
        } else if state == "before" {
            "removed"
        } else {
            "new"
        };
        state_card(ui, cx, head, words, colour, difference.read);
    }
}

fn state_card(ui: &mut Ui, cx: &Cx, state: &str, words: &str, colour: Color32, read: bool) {
    let fill = cx.tokens.tint(colour);
    let line = if cx.tokens.high_contrast { cx.tokens.line } else { Color32::TRANSPARENT };
    let frame =
        Frame::new().fill(fill).stroke(egui::Stroke::new(cx.tokens.hair, line)).corner_radius(measure::RADIUS).inner_margin(Margin::symmetric(10, 6));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        wrapped(ui, state, paint::meta(), cx.tokens.ink3, 18.0);
        parts::words(ui, cx, &shortened(words), read);
    });
}

/// A long text as far as it helps to know it again.
fn shortened(words: &str) -> String {
    match words.char_indices().nth(LONG) {
        Some((at, _)) => format!("{} …", words[..at].trim_end()),
        None => words.to_owned(),
    }
}

fn actions(ui: &mut Ui, cx: &Cx, journal: &super::Journal, step: &Step, passage: Option<(SourceId, Span)>) {
    ui.spacing_mut().item_spacing.y = 8.0;
    let read_only = cx.project.is_some_and(|desk| desk.read_only().is_some());
    if !step.undone && !step.inverse && !step.floor {
        let button = Button::new("Undo to before this…").icon(icons::ARROW_BEND_UP_LEFT).tip(cx.tip(History::UndoToChosen)).enabled(!read_only);
        if button.show(ui).clicked() {
            cx.push(History::AskUndoTo(step.seq));
        }
    }
    if step.undone && journal.forward_to(step.seq).is_some() {
        let button = Button::new("Redo up to this").icon(icons::ARROW_BEND_UP_RIGHT).tip(cx.tip(History::RedoToChosen)).enabled(!read_only);
        if button.show(ui).clicked() {
            cx.push(History::RedoTo(step.seq));
        }
    }
    if let Some((source, span)) = passage.filter(|_| cx.views.contains(&super::ViewId::Read))
        && Button::new("Go to the passage").icon(icons::EYE).show(ui).clicked()
    {
        cx.push(Window::Go(Target::Passage(source, span)));
    }
}

/// What undoing to before a step would do, or why it cannot be.
fn way_back(journal: &super::Journal, step: &Step) -> String {
    if let Some(root) = journal.root(step.seq).filter(|_| step.inverse) {
        return format!(
            "This {} the step of {}, {}.",
            if step.label.starts_with("Redid") { "brought back" } else { "took back" },
            day_name(root.day, today()),
            root.clock
        );
    }
    if step.undone {
        return match journal.forward_to(step.seq) {
            None => "This step is undone. A later change ended what could be redone.".into(),
            Some(1) => "This step is undone. Redo brings it back, until the next change.".into(),
            Some(steps) => format!("This step is undone. Redo up to this brings back {}, until the next change.", format::counted(steps, "step")),
        };
    }
    let Some(back) = journal.back_to(step.seq) else { return "Nothing before this can be undone.".into() };
    let which = match back.steps {
        1 => "takes back this step alone".to_owned(),
        2 => "takes back 2 steps: this one and the one after it".to_owned(),
        steps => format!("takes back {}: this one and the {} after it", format::counted(steps, "step"), format::count(steps as i64 - 1)),
    };
    let whose = if back.who.is_empty() { String::new() } else { format!(", by {}", back.who.join(", ")) };
    let stay = if back.steps == 1 { "It stays in the history and can be redone." } else { "They stay in the history and can be redone." };
    format!("Undoing to before this {which}{whose}. {stay}")
}
