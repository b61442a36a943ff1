//! Splitting a code: its passages one after another, each kept or given to another code, all as one step at the end.

use super::{Dialog, Step, head};
use crate::model::{CodeId, CodingId, SourceId, Span};
use crate::project::Part;
use crate::ui::command::CodeCommand;
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::format;
use crate::ui::text::{Family, LabelStyle, PassageStyle, label};
use crate::ui::theme::measure;
use crate::ui::widgets::{Button, Field, Row, paint, progress_bar};
use egui::accesskit::Role;
use egui::{Frame, Id, Key, Layout, Margin, Modifiers, Rect, ScrollArea, Sense, Ui, WidgetInfo, vec2};

/// A passage of the code.
struct Passage {
    codings: Vec<CodingId>,
    source: SourceId,
    span: Span,
    /// Its part, or none while it stays.
    part: Option<usize>,
}

/// The walk through a code's passages.
pub struct SplitDialog {
    code: CodeId,
    name: String,
    parts: Vec<(Part, String)>,
    passages: Vec<Passage>,
    at: usize,
    /// The words of the passage that shows, by its place: read when it is come to.
    words: Option<(usize, String)>,
    new: String,
}

impl SplitDialog {
    /// The walk through the passages of `code`; the codes below it are the first parts.
    pub fn new(desk: &Desk, code: CodeId) -> Option<Self> {
        let corpus = &desk.corpus;
        let name = corpus.code(code)?.name.clone();
        let parts = corpus.children(code).iter().filter_map(|id| corpus.code(*id)).map(|child| (Part::Code(child.id), child.name.clone())).collect();
        let mut passages: Vec<Passage> = Vec::new();
        for coding in corpus.codings().filter(|coding| coding.code == code) {
            match passages.last_mut() {
                // Coders who marked the same words are one passage here: they part from it together.
                Some(passage) if passage.source == coding.source && passage.span.overlaps(coding.span) => {
                    passage.codings.push(coding.id);
                    passage.span.end = passage.span.end.max(coding.span.end);
                }
                _ => passages.push(Passage { codings: vec![coding.id], source: coding.source, span: coding.span, part: None }),
            }
        }
        Some(Self { code, name, parts, passages, at: 0, words: None, new: String::new() })
    }

    /// Gives the passage to a part, or keeps it, and goes on.
    fn give(&mut self, part: Option<usize>) {
        if let Some(passage) = self.passages.get_mut(self.at) {
            passage.part = part;
            self.at = (self.at + 1).min(self.passages.len());
        }
    }

    /// The passage that shows, and how far the walk is.
    fn passage(&mut self, ui: &mut Ui, cx: &Cx) {
        let count = self.passages.len();
        let part = self.at as f32 / count.max(1) as f32;
        progress_bar(ui, ui.available_width(), Some(part), "Passages gone through");
        ui.add_space(10.0);
        let Some(passage) = self.passages.get(self.at) else {
            let words = if count == 0 { "This code has no passages." } else { "That was the last one. Split writes what you chose." };
            crate::ui::widgets::wrapped(ui, words, paint::body(), cx.tokens.ink2, 20.0);
            return;
        };
        let Some(desk) = cx.project else { return };
        if self.words.as_ref().is_none_or(|(at, _)| *at != self.at) {
            let words = desk.text(passage.source).map(|text| text.words_of(passage.span)).unwrap_or_else(|error| error.to_string());
            self.words = Some((self.at, words));
        }
        let from = desk.corpus.source(passage.source).map_or("", |source| &source.name);
        let words = format!("{} of {count} · {from}", self.at + 1);
        crate::ui::widgets::wrapped(ui, &words, paint::meta(), cx.tokens.ink3, 18.0);
        ui.add_space(4.0);
        let said = self.words.as_ref().map_or("", |(_, words)| words.as_str());
        ScrollArea::vertical().id_salt("passage to split").max_height(180.0).show(ui, |ui| {
            let style = PassageStyle::new(Family::Serif, 15.0, 24.0);
            label(ui, &mut cx.text.borrow_mut(), said, &LabelStyle::wrapped(style, cx.tokens.ink));
        });
    }

    /// The parts, each with the key that gives the passage to it. The list as a whole can have the focus.
    fn choices(&mut self, ui: &mut Ui) {
        let typing = crate::ui::widgets::typing(ui.ctx());
        let height = measure::ROW * (self.parts.len() + 1) as f32;
        let list = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), height));
        let list = ui.interact(list, list_id(), Sense::focusable_noninteractive());
        list.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, "Where the passage belongs"));
        let mut given = None;
        let now = self.passages.get(self.at).and_then(|passage| passage.part);
        let keep = format!("Keep it in “{}”", self.name);
        if Row::new(&keep).cap(Some("0".into())).show(ui).response.clicked() || pressed(ui, typing, Key::Num0) {
            given = Some(None);
        }
        for (n, (part, name)) in self.parts.iter().enumerate() {
            let mut row = Row::new(name).selected(now == Some(n));
            if matches!(part, Part::New(_)) {
                row = row.count("new");
            }
            let key = KEYS.get(n);
            row = row.cap(key.map(|_| (n + 1).to_string()));
            if row.show(ui).response.clicked() || key.is_some_and(|key| pressed(ui, typing, *key)) {
                given = Some(Some(n));
            }
        }
        if let Some(part) = given {
            self.give(part);
        }
    }

    fn split(&self) -> CodeCommand {
        let moved = self.passages.iter().filter_map(|passage| {
            let part = self.parts.get(passage.part?)?.0.clone();
            Some(passage.codings.iter().map(move |id| (*id, part.clone())))
        });
        CodeCommand::Split(self.code, moved.flatten().collect())
    }
}

fn list_id() -> Id {
    Id::unique("parts of the code")
}

const KEYS: [Key; 9] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];

fn pressed(ui: &Ui, typing: bool, key: Key) -> bool {
    !typing && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key))
}

impl Dialog for SplitDialog {
    fn name(&self) -> String {
        format!("Split “{}”", self.name)
    }

    fn width(&self) -> f32 {
        560.0
    }

    fn firm(&self) -> bool {
        true
    }

    fn holds(&self) -> Option<String> {
        let decided = self.passages.iter().filter(|passage| passage.part.is_some()).count();
        (decided > 0).then(|| format!("What you said of {} would be lost.", format::counted(decided, "passage")))
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, _fresh: bool) -> Step {
        head(ui, &self.name(), "Read each passage and say where it belongs. Nothing changes until you press Split, and that is one step.");
        Frame::new().inner_margin(Margin::symmetric(20, 0)).show(ui, |ui| self.passage(ui, cx));
        ui.add_space(10.0);
        self.choices(ui);
        let mut step = Step::Stay;
        Frame::new().inner_margin(Margin::symmetric(20, 14)).show(ui, |ui| {
            let id = Id::unique("new part");
            let field = Field::new(&mut self.new, "Name of a new code below it").hint("New code below it, then Enter").id(id).show(ui);
            let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            let name = self.new.trim().to_owned();
            if enter {
                if !name.is_empty() {
                    self.parts.push((Part::New(name.clone()), name));
                    self.new.clear();
                }
                // What is pressed next says where the passage belongs.
                ui.memory_mut(|memory| memory.request_focus(list_id()));
            }
            ui.add_space(12.0);
            let moved = self.passages.iter().filter(|passage| passage.part.is_some()).count();
            ui.allocate_ui_with_layout(vec2(ui.available_width(), 28.0), Layout::right_to_left(egui::Align::Center), |ui| {
                if Button::primary("Split").enabled(moved > 0).show(ui).clicked() && moved > 0 {
                    cx.push(self.split());
                    step = Step::Close;
                }
                if Button::new("Cancel").cap(Some("Esc".into())).show(ui).clicked() {
                    step = Step::Leave;
                }
                if Button::quiet("Back").enabled(self.at > 0).show(ui).clicked() {
                    self.at = self.at.saturating_sub(1);
                }
            });
        });
        step
    }
}
