//! Memos on one thing: those there are, and one that is being written. What is typed is kept every second and survives a kill.

use super::{Dialog, Place, Step};
use crate::model::{Linked, Memo, MemoId, MemoKind, Subject};
use crate::project::MemoDraft;
use crate::ui::command::{MemoCommand, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::drafts::Draft;
use crate::ui::format;
use crate::ui::icons;
use crate::ui::keeping::EVERY;
use crate::ui::widgets::{Button, Field, Kind, Row, icon_button, multiline, paint};
use egui::{Frame, Id, Key, Margin, Modifiers, Rect, ScrollArea, Ui, pos2};
use std::time::Instant;

/// Its width.
const WIDTH: f32 = 420.0;

/// The memos on one thing.
pub struct MemoDialog {
    place: Place,
    subject: Subject,
    /// What it is on, in words.
    title: String,
    /// What else it could be on, in words, itself among them; empty where there is no choice.
    among: Vec<(Subject, String)>,
    /// What it was on before it was taken elsewhere.
    left: Vec<Subject>,
    /// The memo that is changed, or a new one.
    memo: Option<MemoId>,
    text: Typed,
    /// What is on disk, as the memo itself or as its draft.
    saved: Typed,
    kept: Typed,
    kept_at: Instant,
}

/// What is being typed.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
struct Typed {
    kind: MemoKind,
    title: String,
    body: String,
}

impl Typed {
    fn empty() -> Self {
        Self { kind: MemoKind::Analytic, title: String::new(), body: String::new() }
    }

    fn of(memo: &Memo) -> Self {
        Self { kind: memo.kind, title: memo.title.clone(), body: memo.body.clone() }
    }

    /// As it is kept.
    fn kept(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    fn is_blank(&self) -> bool {
        self.title.trim().is_empty() && self.body.trim().is_empty()
    }
}

impl MemoDialog {
    /// The memos on `subject`: the first one open, or a new one; what was typed and not finished comes back.
    pub fn new(desk: &Desk, subject: Subject, screen: Rect) -> Self {
        let typed = Typed::empty();
        // Beside the text, so that what it is about can still be read.
        let corner = pos2((screen.right() - WIDTH - 16.0).max(8.0), screen.top() + 56.0);
        let mut dialog = Self {
            place: Place::At(corner),
            subject,
            title: titled(desk, subject),
            among: Vec::new(),
            left: Vec::new(),
            memo: None,
            text: typed.clone(),
            saved: typed.clone(),
            kept: typed,
            kept_at: Instant::now(),
        };
        dialog.turn_to(desk, first(desk, subject));
        dialog
    }

    /// The same with other things to choose that it could be on.
    pub fn among(mut self, desk: &Desk, subjects: &[Subject]) -> Self {
        if subjects.len() > 1 {
            self.among = subjects.iter().map(|subject| (*subject, choice(desk, *subject))).collect();
            tell_apart(desk, &mut self.among);
        }
        self
    }

    /// What it is on, where there is a choice: what was typed so far goes along to another.
    fn on_what(&mut self, ui: &mut Ui, cx: &Cx, desk: &Desk) {
        if self.among.is_empty() {
            return;
        }
        let mut next = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
            let on = paint::whole(ui, "On", paint::meta(), cx.tokens.ink3);
            let (rect, _) = ui.allocate_exact_size(egui::vec2(on.size().x, 24.0), egui::Sense::hover());
            paint::place(ui, on, rect.left_center());
            for (subject, words) in &self.among {
                let name = format!("On {words}");
                if Button::chip(words).name(&name).selected(*subject == self.subject).tip("What the memo is on").show(ui).clicked() {
                    next = Some(*subject);
                }
            }
        });
        ui.add_space(8.0);
        if let Some(subject) = next.filter(|subject| *subject != self.subject) {
            self.turn_on(cx, desk, subject);
        }
    }

    /// Turns to another thing: a new memo is taken there, one that stood already stays where it is. None is taken where another is half written.
    fn turn_on(&mut self, cx: &Cx, desk: &Desk, subject: Subject) {
        if self.memo.is_some() || self.text.is_blank() {
            self.finish(cx);
            (self.subject, self.title) = (subject, titled(desk, subject));
            return self.turn_to(desk, first(desk, subject));
        }
        // What this memo left behind as it was taken elsewhere may be on its way still.
        if !self.left.contains(&subject) && is_begun(desk, subject) {
            return cx.push(Window::Say("Another memo on that is half written: finish this one first, then go on with that"));
        }
        let from = self.draft();
        self.left.push(self.subject);
        (self.subject, self.title) = (subject, titled(desk, subject));
        (self.saved, self.kept, self.kept_at) = (Typed::empty(), self.text.clone(), Instant::now());
        cx.push(MemoCommand::Move(from, self.draft(), self.text.kept()));
    }

    /// One memo among those on its subject, or a new one.
    pub fn at(desk: &Desk, subject: Subject, memo: Option<MemoId>, screen: Rect) -> Self {
        let mut dialog = Self::new(desk, subject, screen);
        dialog.turn_to(desk, memo);
        dialog
    }

    /// Under which name what is typed is kept.
    fn draft(&self) -> String {
        Draft::Memo(self.subject, self.memo).place()
    }

    /// Shows another memo, or a new one.
    fn turn_to(&mut self, desk: &Desk, memo: Option<MemoId>) {
        self.memo = memo;
        let found = memo.and_then(|id| desk.corpus.memos.iter().find(|memo| memo.id == id));
        self.saved = found.map_or_else(Typed::empty, Typed::of);
        let draft = desk.reader().draft(&Draft::Memo(self.subject, memo).place()).ok().flatten();
        let draft = draft.and_then(|text| serde_json::from_str::<Typed>(&text).ok());
        self.text = draft.unwrap_or_else(|| self.saved.clone());
        self.kept = self.text.clone();
    }

    /// Keeps what is typed, once a second.
    fn keep_at_times(&mut self, ui: &Ui, cx: &Cx) {
        if self.text == self.kept {
            return;
        }
        let since = self.kept_at.elapsed();
        if since < EVERY {
            ui.ctx().request_repaint_after(EVERY - since);
            return;
        }
        self.keep_now(cx);
    }

    fn keep_now(&mut self, cx: &Cx) {
        if self.text == self.kept {
            return;
        }
        (self.kept, self.kept_at) = (self.text.clone(), Instant::now());
        let text = if self.text == self.saved { String::new() } else { self.text.kept() };
        cx.push(MemoCommand::Keep(self.draft(), text));
    }

    /// Writes what was typed as one operation, if anything was.
    fn finish(&mut self, cx: &Cx) {
        if self.text == self.saved {
            if self.kept != self.saved {
                cx.push(MemoCommand::Keep(self.draft(), String::new()));
            }
            return;
        }
        let (place, text) = (self.draft(), self.text.clone());
        match self.memo {
            Some(id) if text.is_blank() => {
                cx.push(MemoCommand::Keep(place, String::new()));
                cx.push(MemoCommand::Remove(vec![id]));
            }
            Some(id) => cx.push(MemoCommand::Change(id, text.kind, text.title, text.body, place)),
            None if text.is_blank() => cx.push(MemoCommand::Keep(place, String::new())),
            None => {
                let draft = MemoDraft { subject: self.subject, kind: text.kind, title: text.title, body: text.body };
                cx.push(MemoCommand::Add(Box::new(draft), place));
            }
        }
        self.saved = self.text.clone();
        self.kept = self.text.clone();
    }

    /// The memos there are, when there is more than the one that shows.
    fn list(&mut self, ui: &mut Ui, cx: &Cx, desk: &Desk) -> Step {
        let all = at(desk, self.subject);
        if all.is_empty() || (all.len() == 1 && self.memo.is_some()) {
            return Step::Stay;
        }
        let mut next = None;
        ScrollArea::vertical().id_salt("memos").max_height(130.0).show(ui, |ui| {
            for memo in all {
                let who = desk.corpus.coder(memo.coder).map_or("", |coder| &coder.initials);
                // One that is linked is on something else.
                let icon = if memo.subject == self.subject { icons::NOTE } else { icons::LINK };
                let row =
                    Row::new(memo.heading()).icon(icon).count(format!("{who} · {}", format::when(memo.at))).selected(self.memo == Some(memo.id));
                if row.show(ui).response.clicked() {
                    next = Some(memo.id);
                }
            }
        });
        ui.add_space(6.0);
        let Some(id) = next.filter(|id| self.memo != Some(*id)) else { return Step::Stay };
        self.finish(cx);
        if on(desk, self.subject).iter().all(|memo| memo.id != id) {
            cx.push(MemoCommand::OpenMemo(id));
            return Step::Close;
        }
        self.turn_to(desk, Some(id));
        Step::Stay
    }

    fn kinds(&mut self, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
            for kind in MemoKind::ALL {
                if Button::chip(kind.name()).selected(self.text.kind == *kind).show(ui).clicked() {
                    self.text.kind = *kind;
                }
            }
        });
    }

    fn foot(&mut self, ui: &mut Ui, cx: &Cx, desk: &Desk) -> Step {
        let mut step = Step::Stay;
        ui.allocate_ui_with_layout(egui::vec2(ui.available_width(), 28.0), egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if Button::primary("Done").cap(Some("Ctrl Enter".into())).show(ui).clicked() {
                step = Step::Close;
            }
            if self.memo.is_some() && Button::new("New memo").show(ui).clicked() {
                self.finish(cx);
                self.turn_to(desk, None);
            }
            if let Some(id) = self.memo
                && Button::new("Remove").kind(Kind::Danger).show(ui).clicked()
            {
                cx.push(MemoCommand::Remove(vec![id]));
                self.text = self.saved.clone();
                step = Step::Close;
            }
            let words = if self.text == self.saved { "" } else { "Kept as you type" };
            let at = ui.max_rect().left_center();
            paint::place(ui, paint::line(ui, words, paint::meta(), cx.tokens.ink3, ui.available_width()), at);
        });
        step
    }
}

impl Dialog for MemoDialog {
    fn name(&self) -> String {
        format!("Memo on {}", self.title)
    }

    fn width(&self) -> f32 {
        WIDTH
    }

    fn place(&self) -> Place {
        self.place
    }

    fn light(&self) -> bool {
        false
    }

    fn keep(&mut self, cx: &Cx) {
        self.keep_now(cx);
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, fresh: bool) -> Step {
        let Some(desk) = cx.project else { return Step::Close };
        let mut step = Step::Stay;
        Frame::new().inner_margin(Margin { left: 16, right: 16, top: 12, bottom: 14 }).show(ui, |ui| {
            ui.horizontal(|ui| {
                let words = format!("Memo on {}", self.title);
                let room = ui.available_width() - 30.0;
                let (rect, response) = ui.allocate_exact_size(egui::vec2(room, 24.0), egui::Sense::hover());
                response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Heading, true, &words));
                paint::place(ui, paint::line(ui, &words, paint::strong(), cx.tokens.ink, room), rect.left_center());
                if icon_button(ui, icons::X, "Close", "Write it and close  (Esc)").clicked() {
                    step = Step::Close;
                }
            });
            ui.add_space(6.0);
            self.on_what(ui, cx, desk);
            if self.list(ui, cx, desk) == Step::Close {
                step = Step::Close;
            }
            self.kinds(ui);
            ui.add_space(8.0);
            Field::new(&mut self.text.title, "Title of the memo").hint("Title").id(Id::unique("memo title")).show(ui);
            ui.add_space(8.0);
            let body = multiline(ui, &mut self.text.body, "Words of the memo", "What strikes you here?", 8);
            if fresh {
                body.request_focus();
            }
            ui.add_space(10.0);
            if self.foot(ui, cx, desk) == Step::Close {
                step = Step::Close;
            }
        });
        self.keep_at_times(ui, cx);
        let leave = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape) || input.consume_key(Modifiers::COMMAND, Key::Enter));
        if leave || step == Step::Close {
            self.finish(cx);
            return Step::Close;
        }
        Step::Stay
    }
}

/// The memos on a thing, the latest first.
fn on(desk: &Desk, subject: Subject) -> Vec<&Memo> {
    desk.corpus.memos.iter().rev().filter(|memo| memo.subject == subject).collect()
}

/// The memos on a thing or linked to it, the latest first.
fn at(desk: &Desk, subject: Subject) -> Vec<&Memo> {
    let mut memos: Vec<&Memo> = desk.corpus.memos_at(subject).collect();
    memos.reverse();
    memos
}

/// Whether a new memo on a thing is half written.
fn is_begun(desk: &Desk, subject: Subject) -> bool {
    desk.reader().draft(&Draft::Memo(subject, None).place()).ok().flatten().is_some_and(|draft| !draft.is_empty())
}

/// The memo on a thing that opens: a new one where one is half written, else the latest.
fn first(desk: &Desk, subject: Subject) -> Option<MemoId> {
    let latest = on(desk, subject).first().map(|memo| memo.id);
    latest.filter(|_| !is_begun(desk, subject))
}

/// What a memo is on, in words; a passage by its first ones.
fn titled(desk: &Desk, subject: Subject) -> String {
    let Subject::Passage(source, version, span) = subject else { return about(desk, subject) };
    let current = desk.corpus.version(source).is_some_and(|current| current.id == version);
    let text = if current { desk.text(source).ok() } else { None };
    let Some(words) = text.map(|text| text.words_of(span)) else { return about(desk, subject) };
    let first = crate::text::first_words(&words, 6);
    let more = if words.split_whitespace().nth(6).is_some() { "…" } else { "" };
    format!("“{first}{more}”")
}

/// What a memo could be on, as one of several to choose.
fn choice(desk: &Desk, subject: Subject) -> String {
    match subject {
        Subject::Source(_) => "the source".into(),
        Subject::Coding(id) => {
            let code = desk.corpus.coding(id).and_then(|coding| desk.corpus.code(coding.code));
            code.map_or_else(|| "the coding".into(), |code| format!("the coding as “{}”", code.name))
        }
        other => titled(desk, other),
    }
}

/// Codings with one code are told apart by who coded, and by their first words where one coder did it twice.
fn tell_apart(desk: &Desk, among: &mut [(Subject, String)]) {
    let corpus = &desk.corpus;
    for more in [0, 1] {
        let words: Vec<String> = among.iter().map(|(_, words)| words.clone()).collect();
        for (subject, said) in among.iter_mut() {
            let twice = words.iter().filter(|other| *other == said).count() > 1;
            let Subject::Coding(id) = subject else { continue };
            let Some(coding) = corpus.coding(*id).filter(|_| twice) else { continue };
            let what = match more {
                0 => corpus.coder(coding.coder).map(|coder| format!(" by {}", coder.initials)),
                _ => corpus
                    .version(coding.source)
                    .map(|version| format!(": {}", titled(desk, Subject::Passage(coding.source, version.id, coding.span)))),
            };
            what.into_iter().for_each(|what| said.push_str(&what));
        }
    }
}

/// What a memo is on, in words.
pub(in crate::ui) fn about(desk: &Desk, subject: Subject) -> String {
    let corpus = &desk.corpus;
    let source = |id| corpus.source(id).map_or_else(|| "a source".to_owned(), |source| source.name.clone());
    let code = |id| corpus.code(id).map_or_else(|| "a code".to_owned(), |code| format!("“{}”", code.name));
    match subject {
        Subject::Project => "the project".into(),
        Subject::Source(id) => source(id),
        Subject::Passage(id, ..) => format!("a passage of {}", source(id)),
        Subject::Code(id) => code(id),
        Subject::Case(id) => corpus.case(id).map_or_else(|| "a case".to_owned(), |case| case.name.clone()),
        Subject::Coding(id) => corpus.coding(id).map_or_else(|| "a coding".to_owned(), |coding| format!("a coding as {}", code(coding.code))),
    }
}

/// What a memo is linked to, in words.
pub(in crate::ui) fn linked_words(desk: &Desk, to: Linked) -> String {
    match to {
        Linked::On(subject) => about(desk, subject),
        Linked::Memo(id) => desk.corpus.memos.iter().find(|memo| memo.id == id).map_or_else(|| "a memo".to_owned(), |memo| memo.heading().to_owned()),
    }
}

/// What stands before it.
pub(in crate::ui) fn linked_icon(to: Linked) -> &'static str {
    match to {
        Linked::Memo(_) => icons::NOTE,
        Linked::On(Subject::Code(_)) => icons::TAG,
        Linked::On(Subject::Case(_)) => icons::USER,
        Linked::On(Subject::Passage(..) | Subject::Coding(_)) => icons::QUOTES,
        Linked::On(_) => icons::FILE_TEXT,
    }
}
