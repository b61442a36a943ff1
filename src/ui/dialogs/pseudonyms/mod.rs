//! The list of pseudonyms: names with what stands for them, what may be names too, and where each stands.

mod data;
mod name;

pub use name::PseudonymDialog;

use super::{Dialog, Footer, Step, footer, head};
use crate::model::PseudonymKind;
use crate::project::{PseudonymDraft, Topic};
use crate::ui::command::PseudonymCommand;
use crate::ui::cx::Cx;
use crate::ui::later::Later;
use crate::ui::widgets::{Button, VirtualList, paint, progress_bar, row_ground, wrapped};
use data::{Data, Passage, Row};
use egui::accesskit::Role;
use egui::{Align2, Id, Key, Modifiers, Rect, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// The width of the list, and the heights of a name and of a passage.
const LIST: f32 = 320.0;
const ROW: f32 = 44.0;
const PASSAGE: f32 = 46.0;

/// What the list of names is read from.
const TOPICS: [Topic; 9] =
    [Topic::Project, Topic::Folders, Topic::Sources, Topic::Speakers, Topic::Cases, Topic::Attributes, Topic::Codes, Topic::Memos, Topic::Pseudonyms];

/// The list of pseudonyms.
#[derive(Default)]
pub struct PseudonymsDialog {
    /// Whether what may be names is shown, and not the list.
    suggested: bool,
    chosen: usize,
    reveal: bool,
    made: Later<u64, Data>,
}

impl PseudonymsDialog {
    fn rows(&self) -> &[Row] {
        let data = self.made.last();
        data.map_or(&[], |data| if self.suggested { data.suggestions.as_slice() } else { data.names.as_slice() })
    }

    fn turn(&mut self, suggested: bool) {
        if self.suggested != suggested {
            (self.suggested, self.chosen, self.reveal) = (suggested, 0, true);
        }
    }

    /// Up and down choose a name, left and right go from the list to what may be names; Enter changes it or puts it on the list, Delete
    /// takes it off or dismisses it, C gives it to a case.
    fn keys(&mut self, ui: &Ui, cx: &Cx) {
        let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
        if pressed(Key::ArrowRight) > 0 {
            self.turn(true);
        }
        if pressed(Key::ArrowLeft) > 0 {
            self.turn(false);
        }
        let last = self.rows().len().saturating_sub(1);
        let (down, up) = (pressed(Key::ArrowDown) + pressed(Key::PageDown) * 8, pressed(Key::ArrowUp) + pressed(Key::PageUp) * 8);
        if down + up > 0 {
            (self.chosen, self.reveal) = ((self.chosen + down).min(last).saturating_sub(up), true);
        }
        // On a button Enter is the button's.
        let free = ui.memory(|memory| memory.focused().is_none());
        if let Some(row) = self.rows().get(self.chosen).filter(|_| writes(cx)) {
            if pressed(Key::Delete) > 0 {
                self.put_away(cx, row);
            }
            if free && pressed(Key::Enter) > 0 {
                self.change(cx, row);
            }
            if free && pressed(Key::C) > 0 {
                give(cx, row);
            }
        }
    }

    fn change(&self, cx: &Cx, row: &Row) {
        if let Some(draft) = &row.draft {
            let listed = row.listed.or(draft.case.map(crate::project::Listed::Case).filter(|_| !self.suggested));
            cx.push(PseudonymCommand::AskName(Box::new(draft.clone()), listed));
        }
    }

    fn put_away(&self, cx: &Cx, row: &Row) {
        match (&row.draft, row.listed) {
            (Some(_), _) if self.suggested => cx.push(PseudonymCommand::Dismiss(row.words.clone())),
            (_, Some(listed)) => cx.push(PseudonymCommand::Remove(listed)),
            _ => {}
        }
    }

    fn tabs(&mut self, ui: &mut Ui, cx: &Cx) {
        let counts = self.made.last().map_or((0, 0), |data| (data.listed, data.suggestions.len()));
        let mut turned = None;
        ui.horizontal(|ui| {
            ui.add_space(20.0);
            ui.spacing_mut().item_spacing = vec2(6.0, 0.0);
            for (suggested, words) in [(false, format!("On the list · {}", counts.0)), (true, format!("May be names · {}", counts.1))] {
                if Button::chip(&words).selected(self.suggested == suggested).show(ui).clicked() {
                    turned = Some(suggested);
                }
            }
            ui.add_space(8.0);
            let add = Button::quiet("Add a name…").icon(crate::ui::icons::PLUS).enabled(writes(cx));
            if add.show(ui).clicked() {
                let draft = PseudonymDraft { kind: PseudonymKind::Person, names: Vec::new(), stands: String::new(), case: None };
                cx.push(PseudonymCommand::AskName(Box::new(draft), None));
            }
            // What shows meanwhile is of before.
            if let Some(report) = self.made.report() {
                ui.add_space(8.0);
                progress_bar(ui, 120.0, report.fraction(), "Looking for names");
                wrapped(ui, "Looking for names …", paint::meta(), cx.tokens.ink2, 28.0);
            }
        });
        turned.into_iter().for_each(|suggested| self.turn(suggested));
        ui.add_space(10.0);
    }

    fn list(&mut self, ui: &mut Ui, cx: &Cx) {
        let (chosen, reveal) = (self.chosen, std::mem::take(&mut self.reveal));
        let rows = self.rows();
        let mut clicked = None;
        VirtualList::same(("names", self.suggested), ROW, rows.len()).reveal(reveal.then_some(chosen)).show(ui, |ui, n| {
            let row = &rows[n];
            let rect = ui.max_rect();
            let response = ui.interact(rect, Id::unique(("name of the list", self.suggested, n)), Sense::click());
            let said = format!("{}, {}, {}", row.title, row.note, row.counted);
            response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, n == chosen, &said));
            row_ground(ui, rect, n == chosen, response.hovered(), n == chosen);
            let (left, right) = (rect.left() + 20.0, rect.right() - 12.0);
            let font = crate::ui::fonts::figures(crate::ui::fonts::Weight::Regular, 12.0);
            let count = paint::text(
                ui,
                pos2(right, rect.top() + 14.0),
                Align2::RIGHT_CENTER,
                &crate::ui::format::count(row.count as i64),
                font,
                cx.tokens.ink3,
            );
            let room = count.left() - left - 8.0;
            paint::place(ui, paint::line(ui, &row.title, paint::medium(), cx.tokens.ink, room), pos2(left, rect.top() + 14.0));
            paint::place(ui, paint::line(ui, &row.note, paint::meta(), cx.tokens.ink2, right - left), pos2(left, rect.top() + 31.0));
            if response.clicked() {
                clicked = Some(n);
            }
        });
        clicked.into_iter().for_each(|n| self.chosen = n);
    }

    /// The chosen name: what can be done with it, and where it stands.
    fn detail(&mut self, ui: &mut Ui, cx: &Cx) {
        let Some(row) = self.rows().get(self.chosen) else {
            let words = match (self.made.last(), self.made.trouble()) {
                (_, Some(why)) => why.to_owned(),
                (None, _) => "Looking for names …".into(),
                _ => "Nothing looks like a name that is not on the list.".into(),
            };
            wrapped(ui, &words, paint::body(), cx.tokens.ink2, 20.0);
            return;
        };
        if !self.suggested && self.made.last().is_some_and(|data| data.listed == 0) {
            return self.nothing_yet(ui, cx);
        }
        wrapped(ui, &row.title, paint::strong(), cx.tokens.ink, 20.0);
        wrapped(ui, &format!("{} · {}", row.note, row.counted), paint::meta(), cx.tokens.ink2, 18.0);
        ui.add_space(8.0);
        if row.draft.is_some() {
            ui.horizontal(|ui| self.buttons(ui, cx, row));
            ui.add_space(10.0);
        }
        let (passages, salt) = (&row.passages, ("where a name stands", self.suggested, self.chosen));
        VirtualList::same(salt, PASSAGE, passages.len()).show(ui, |ui, n| passage(ui, cx, n, &passages[n]));
    }

    /// What the button says that replaces the names, and what beside it.
    fn replaces(&self, ready: bool, places: usize) -> (String, &'static str) {
        let listed = self.made.last().is_some_and(|data| data.listed > 0);
        let left = self.made.last().and_then(|data| data.names.first()).is_some_and(|all| all.count > 0);
        match (ready, places) {
            (false, _) => ("Replace the names".into(), "The places where names stand are being counted."),
            (true, 0) if left => ("Nothing to replace".into(), "What is left stands in small letters or in other words: correct it in the texts."),
            (true, 0) if listed => ("Nothing to replace".into(), "What is on the list stands nowhere any more."),
            (true, 0) => ("Nothing to replace".into(), "Only names that are on the list are replaced."),
            (true, places) => {
                let note = "Texts, titles, labels, values, codes and memos: one step, which undo takes back.";
                (format!("Replace in {}", crate::ui::format::counted(places, "place")), note)
            }
        }
    }

    /// What an empty list says: where to begin.
    fn nothing_yet(&mut self, ui: &mut Ui, cx: &Cx) {
        let likely = self.made.last().map_or(0, |data| data.suggestions.len());
        wrapped(ui, "No name is on the list yet.", paint::strong(), cx.tokens.ink, 20.0);
        ui.add_space(4.0);
        let words = match likely {
            0 => "Nothing in the cases, speakers and texts looks like a name. “Add a name…” puts one on the list.".to_owned(),
            n => format!("{} in the cases, speakers and texts may be names. Look through them, and put on the list what is to be replaced.", {
                crate::ui::format::counted(n, "word")
            }),
        };
        wrapped(ui, &words, paint::body(), cx.tokens.ink2, 20.0);
        ui.add_space(10.0);
        if likely > 0 && Button::new("Show what may be names").show(ui).clicked() {
            self.turn(true);
        }
    }

    fn buttons(&self, ui: &mut Ui, cx: &Cx, row: &Row) {
        let open = writes(cx);
        let words = match (self.suggested, row.listed) {
            (true, None) => "Put it on the list…",
            (true, Some(_)) => "Make it a spelling of that name…",
            (false, _) => "Change it…",
        };
        if Button::new(words).enabled(open).cap(Some("Enter".into())).show(ui).clicked() {
            self.change(cx, row);
        }
        if self.suggested || row.listed.is_some() {
            let words = if self.suggested { "It is no name" } else { "Take it off the list" };
            if Button::new(words).enabled(open).cap(Some("Del".into())).show(ui).clicked() {
                self.put_away(cx, row);
            }
        }
        if row.is_no_cases() && !(self.suggested && row.listed.is_some()) {
            let give_it = Button::new("Give it to a case…").enabled(open).cap(Some("C".into()));
            if give_it.tip("What stands for it becomes the pseudonym of that case").show(ui).clicked() {
                give(cx, row);
            }
        }
        if row.replaced > 0 && Button::quiet("Replace this name alone").enabled(open).show(ui).clicked() {
            cx.push(PseudonymCommand::Apply(Some(vec![row.title.clone()])));
        }
    }
}

/// Asks which case a name is of, unless it is a case's already.
fn give(cx: &Cx, row: &Row) {
    if let Some(draft) = row.draft.as_ref().filter(|_| row.is_no_cases()) {
        cx.push(PseudonymCommand::AskCase(Box::new(draft.clone()), row.listed));
    }
}

/// Whether the project can be changed.
fn writes(cx: &Cx) -> bool {
    cx.project.is_some_and(|desk| desk.read_only().is_none())
}

fn passage(ui: &Ui, cx: &Cx, n: usize, passage: &Passage) {
    let rect = ui.max_rect();
    let response = ui.interact(rect, Id::unique(("place of a name", n)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, format!("{}: {}", passage.place, passage.words)));
    let room = rect.width() - 12.0;
    paint::place(ui, paint::line(ui, &passage.place, paint::meta(), cx.tokens.ink3, room), pos2(rect.left(), rect.top() + 13.0));
    let words = paint::strong_at(ui, &passage.words, &passage.strong, paint::body(), cx.tokens.ink, room);
    paint::place(ui, words, pos2(rect.left(), rect.top() + 31.0));
    paint::hline(ui, ui.painter(), rect.x_range(), rect.bottom() - paint::hair(ui), cx.tokens.line_soft);
}

impl Dialog for PseudonymsDialog {
    fn name(&self) -> String {
        "Pseudonyms".into()
    }

    fn width(&self) -> f32 {
        1080.0
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, _fresh: bool) -> Step {
        let Some(desk) = cx.project else { return Step::Close };
        let key = desk.revision(&TOPICS);
        if self.made.wants(&key) {
            let path = desk.path().to_owned();
            self.made.start(key, cx.job(None, move |progress| Data::read(&path, progress)));
        }
        self.chosen = self.chosen.min(self.rows().len().saturating_sub(1));
        self.keys(ui, cx);
        head(ui, "Pseudonyms", "Arrows choose a name, left and right go between the list and what may be names");
        self.tabs(ui, cx);
        let high = (ui.ctx().content_rect().height() - 262.0).clamp(160.0, 540.0);
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), high));
        paint::hline(ui, ui.painter(), rect.x_range(), rect.top(), cx.tokens.line);
        let edge = rect.left() + LIST.min(rect.width() * 0.4);
        let left = Rect::from_min_max(pos2(rect.left(), rect.top() + 1.0), pos2(edge, rect.bottom()));
        let right = Rect::from_min_max(pos2(edge + 18.0, rect.top() + 12.0), pos2(rect.right() - 8.0, rect.bottom()));
        self.list(&mut ui.new_child(UiBuilder::new().max_rect(left)), cx);
        paint::vline(ui, ui.painter(), edge, rect.y_range(), cx.tokens.line);
        self.detail(&mut ui.new_child(UiBuilder::new().max_rect(right)), cx);
        let (places, ready) = (self.made.last().map_or(0, |data| data.places), self.made.of(&key).is_some());
        let (words, note) = self.replaces(ready, places);
        match footer(ui, note, Button::primary(&words).enabled(ready && places > 0 && writes(cx)), Some("Close"), false) {
            Footer::Done => {
                cx.push(PseudonymCommand::Apply(None));
                Step::Stay
            }
            Footer::Cancel => Step::Close,
            Footer::Nothing => Step::Stay,
        }
    }
}
