//! Splitting a code: its passages one after another, each kept or given to another code, all as one step at the end.

use super::{Dialog, Step, head};
use crate::model::{CodeId, CodingId, SourceId, Span};
use crate::project::Part;
use crate::text::SourceText;
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

/// A passage with what stands around it, without which “Yes.” says nothing.
#[derive(Default)]
struct Said {
    before: String,
    words: String,
    after: String,
}

/// How much of what stands around a passage shows, in letters.
const AROUND: usize = 220;

impl Said {
    /// The passage, from the paragraph before it to the end of its last one.
    fn of(text: &SourceText, span: Span) -> Self {
        let paragraphs = &text.structure.paragraphs;
        let first = paragraphs.partition_point(|paragraph| paragraph.end <= span.start);
        let last = paragraphs.partition_point(|paragraph| paragraph.end < span.end);
        let from = paragraphs.get(first.saturating_sub(1)).map_or(span.start, |paragraph| paragraph.start.min(span.start));
        let to = paragraphs.get(last).map_or(span.end, |paragraph| paragraph.end.max(span.end));
        let words = |start, end| text.words_of(Span { start, end }).trim().to_owned();
        let (before, after) = (words(from, span.start), words(span.end, to));
        let tail = before.char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
        let head = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
        Self {
            before: if tail > 0 { format!("…{}", &before[tail..]) } else { before.clone() },
            words: text.words_of(span),
            after: if head < after.len() { format!("{}…", &after[..head]) } else { after.clone() },
        }
    }
}

/// The walk through a code's passages.
pub struct SplitDialog {
    code: CodeId,
    name: String,
    parts: Vec<(Part, String)>,
    passages: Vec<Passage>,
    at: usize,
    /// The words of the passage that shows, by its place: read when it is come to.
    words: Option<(usize, Said)>,
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
            let said = desk.text(passage.source).map(|text| Said::of(&text, passage.span));
            self.words = Some((self.at, said.unwrap_or_else(|error| Said { words: error.to_string(), ..Said::default() })));
        }
        let from = desk.corpus.source(passage.source).map_or("", |source| &source.name);
        let words = format!("{} of {count} · {from}", self.at + 1);
        crate::ui::widgets::wrapped(ui, &words, paint::meta(), cx.tokens.ink3, 18.0);
        ui.add_space(4.0);
        let Some((_, said)) = &self.words else { return };
        ScrollArea::vertical().id_salt(("passage to split", self.at)).max_height(240.0).show(ui, |ui| {
            let parts =
                [(&said.before, 13.5, 20.0, cx.tokens.ink3), (&said.words, 15.0, 24.0, cx.tokens.ink), (&said.after, 13.5, 20.0, cx.tokens.ink3)];
            for (words, size, line, ink) in parts.into_iter().filter(|(words, ..)| !words.is_empty()) {
                let style = PassageStyle::new(Family::Serif, size, line);
                label(ui, &mut cx.text.borrow_mut(), words, &LabelStyle::wrapped(style, ink));
                ui.add_space(4.0);
            }
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

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, fresh: bool) -> Step {
        if fresh {
            // Without a part there is nothing to choose: one is named first.
            let first = if self.parts.is_empty() { Id::unique("new part") } else { list_id() };
            ui.memory_mut(|memory| memory.request_focus(first));
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_shows_with_what_stands_around_it() {
        let text = crate::text::written("First.\n\nSecond here.\n\nThird.");
        let whole = text.geometry.text();
        let at = whole.find("Second").unwrap() as u32;
        let said = Said::of(&text, Span { start: at, end: at + 6 });
        assert_eq!((said.before.as_str(), said.words.as_str(), said.after.as_str()), ("First.", "Second", "here."));
        let all = Said::of(&text, Span { start: 0, end: whole.chars().count() as u32 });
        assert_eq!((all.before.as_str(), all.after.as_str()), ("", ""));
        let long = crate::text::written(&"word ".repeat(400));
        let said = Said::of(&long, Span { start: 1000, end: 1004 });
        assert!(said.before.starts_with('…') && said.after.ends_with('…') && said.before.chars().count() <= AROUND + 2);
    }
}
