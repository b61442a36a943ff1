//! Choosing one of many by a few letters: the field that goes anywhere, and every question that has a list for an answer.

use super::{Dialog, Place, Step};
use crate::model::{ProgressState, Span};
use crate::ui::command::Command;
use crate::ui::cx::Cx;
use crate::ui::fuzzy::{self, Hit};
use crate::ui::icons;
use crate::ui::theme::measure;
use crate::ui::widgets::{Field, Tip, VirtualList, cap, paint, progress_mark};
use egui::accesskit::Role;
use egui::{Align2, Color32, Id, Key, Modifiers, Pos2, Sense, Ui, WidgetInfo, pos2, vec2};

/// Something to choose.
pub struct PickItem {
    /// Its words, which are searched.
    pub words: String,
    /// How many of its letters are a title: they are strong, and what follows stands back.
    pub title: Option<usize>,
    /// What it is, at the right.
    pub note: String,
    /// Its keys, in the place of the note.
    pub cap: Option<String>,
    /// The colour of its swatch, in the place of the icon.
    pub colour: Option<Color32>,
    /// How far something is, drawn as in the list of sources in the place of the icon.
    pub state: Option<ProgressState>,
    /// What stands before it.
    pub icon: &'static str,
    /// Whether it is not possible now: it stands in grey, under what is.
    pub grey: bool,
    /// What choosing it asks for.
    pub command: Command,
}

impl PickItem {
    /// Words with an icon and what choosing them asks for.
    pub fn new(words: impl Into<String>, icon: &'static str, command: impl Into<Command>) -> Self {
        let (words, note, command) = (words.into(), String::new(), command.into());
        Self { words, title: None, note, cap: None, colour: None, state: None, icon, grey: false, command }
    }

    /// A title with what stands under it.
    pub fn titled(title: &str, words: &str, icon: &'static str, command: impl Into<Command>) -> Self {
        let both = if words.is_empty() { title.to_owned() } else { format!("{title}  {words}") };
        Self { title: Some(title.chars().count()), ..Self::new(both, icon, command) }
    }

    /// Not possible now: in grey, under what is.
    pub fn grey(self) -> Self {
        Self { grey: true, ..self }
    }

    /// What it is, at the right.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }
}

/// What the words that were typed can also become, when nothing is called so, and what is to be typed for it.
type Fresh = (&'static str, Box<dyn Fn(&str) -> PickItem>);

/// A field with a list under it.
pub struct Pick {
    name: String,
    hint: String,
    query: String,
    items: Vec<PickItem>,
    fresh: Option<Fresh>,
    found: Option<Found>,
    chosen: usize,
    reveal: bool,
    /// Whether its name stands above the field.
    question: bool,
}

struct Found {
    query: String,
    hits: Vec<Hit>,
    /// The item made of the query itself, last in the list.
    fresh: Option<PickItem>,
}

impl Found {
    fn count(&self) -> usize {
        self.hits.len() + usize::from(self.fresh.is_some())
    }
}

const ROW: f32 = 30.0;
const MOST: usize = 12;
/// How high the words of the chosen item may be.
const MOST_WHOLE: f32 = 200.0;

impl Pick {
    /// A question by name, with what stands in its empty field and what can be chosen.
    pub fn new(name: impl Into<String>, hint: impl Into<String>, items: Vec<PickItem>) -> Self {
        let (name, hint) = (name.into(), hint.into());
        Self { name, hint, query: String::new(), items, fresh: None, found: None, chosen: 0, reveal: false, question: true }
    }

    /// Without its name above the field, where the field itself says enough.
    pub fn plain(self) -> Self {
        Self { question: false, ..self }
    }

    /// What is asked, above the field: what it will be done with stands there.
    fn asks(&self, ui: &mut Ui, cx: &Cx) {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
        let words = paint::line(ui, &self.name, paint::meta(), cx.tokens.ink2, rect.width() - 32.0);
        let cut = words.elided;
        paint::place(ui, words, pos2(rect.left() + 16.0, rect.center().y + 3.0));
        if cut {
            response.tip(&self.name);
        }
    }

    /// Offers what was typed as something new, where nothing is called so; `what` is to be typed for it: “a title”.
    pub fn or_new(mut self, what: &'static str, fresh: impl Fn(&str) -> PickItem + 'static) -> Self {
        self.fresh = Some((what, Box::new(fresh)));
        self
    }

    /// Finds anew where the query changed; gives how many match.
    fn find(&mut self) -> usize {
        if self.found.as_ref().is_none_or(|found| found.query != self.query) {
            let mut hits = fuzzy::search(&self.query, self.items.iter().map(|item| item.words.as_str()));
            hits.sort_by_key(|hit| self.items[hit.at].grey);
            let typed = self.query.trim();
            let known = typed.is_empty() || self.items.iter().any(|item| item.words.eq_ignore_ascii_case(typed));
            let fresh = self.fresh.as_ref().filter(|_| !known).map(|(_, fresh)| fresh(typed));
            self.found = Some(Found { query: self.query.clone(), hits, fresh });
        }
        self.found.as_ref().map_or(0, Found::count)
    }

    /// What fits these letters, as it is listed: words, what stands at the right, and what choosing it asks for.
    pub fn listed(mut self, letters: &str) -> Vec<(String, String, Command)> {
        letters.clone_into(&mut self.query);
        let count = self.find();
        let items = (0..count).filter_map(|at| self.item(at));
        items.map(|(item, _)| (item.words.clone(), item.note.clone(), item.command.clone())).collect()
    }

    /// Arrows choose, Enter takes: says whether it was pressed.
    fn keys(&mut self, ui: &Ui, count: usize) -> bool {
        let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
        let last = count.saturating_sub(1);
        let (down, up) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp));
        let (page_down, page_up) = (pressed(Key::PageDown), pressed(Key::PageUp));
        self.reveal = down + up + page_down + page_up > 0;
        self.chosen = (self.chosen + down + page_down * (MOST - 1)).min(last).saturating_sub(up + page_up * (MOST - 1));
        pressed(Key::Enter) > 0
    }

    /// The item of a line of the list, with what matched.
    fn item(&self, at: usize) -> Option<(&PickItem, &[u32])> {
        let found = self.found.as_ref()?;
        match found.hits.get(at) {
            Some(hit) => Some((&self.items[hit.at], &hit.places)),
            None => found.fresh.as_ref().map(|item| (item, &[][..])),
        }
    }

    /// Why nothing is listed, and what to do about it.
    fn why_nothing(&self) -> String {
        match (&self.fresh, self.query.trim().is_empty()) {
            (Some((what, _)), true) => format!("There is none yet: type {what} and press Enter"),
            (None, true) => "There is nothing to choose from".into(),
            (_, false) => "Nothing fits these letters".into(),
        }
    }

    fn list(&self, ui: &mut Ui, cx: &Cx, count: usize) -> Option<usize> {
        if count == 0 {
            nothing(ui, cx, &self.why_nothing());
            return None;
        }
        let height = ROW * count.min(MOST) as f32;
        let mut clicked = None;
        let list = VirtualList::same("pick list", ROW, count).reveal(self.reveal.then_some(self.chosen));
        ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
            ui.set_height(height);
            list.show(ui, |ui, at| {
                if let Some((item, places)) = self.item(at)
                    && row(ui, cx, item, places, at == self.chosen)
                {
                    clicked = Some(at);
                }
            });
        });
        clicked
    }
}

impl Dialog for Pick {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn width(&self) -> f32 {
        560.0
    }

    fn place(&self) -> Place {
        Place::Top
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, fresh: bool) -> Step {
        let mut count = self.find();
        let enter = self.keys(ui, count);
        let id = Id::unique("pick field");
        ui.add_space(4.0);
        if self.question {
            self.asks(ui, cx);
        }
        let before = self.query.clone();
        let field = Field::new(&mut self.query, &self.name).hint(&self.hint).icon(icons::MAGNIFYING_GLASS).bare().id(id).show(ui);
        if fresh {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        if self.query != before {
            // Letters and Enter may come in one frame: Enter then means what the letters find.
            (self.chosen, self.reveal) = (0, true);
            count = self.find();
        }
        ui.add_space(3.0);
        paint::hline(ui, ui.painter(), field.rect.left() - 40.0..=field.rect.right() + 20.0, ui.cursor().top(), cx.tokens.line_soft);
        ui.add_space(6.0);
        let clicked = self.list(ui, cx, count);
        if let Some((item, _)) = self.item(self.chosen) {
            whole(ui, cx, item);
        }
        ui.add_space(6.0);
        let taken = clicked.or((enter && count > 0).then_some(self.chosen));
        let Some((item, _)) = taken.and_then(|at| self.item(at)) else { return Step::Stay };
        cx.push(item.command.clone());
        Step::Close
    }
}

/// The chosen item in full where its line has no room for it: what is compared is read whole before it is taken.
fn whole(ui: &mut Ui, cx: &Cx, item: &PickItem) {
    let width = ui.available_width() - 32.0;
    let room = width - 30.0 - paint::whole(ui, &item.note, paint::meta(), cx.tokens.ink3).size().x;
    let long = item.words.contains('\n') || paint::whole(ui, &item.words, paint::body(), cx.tokens.ink).size().x > room;
    if !long {
        return;
    }
    ui.add_space(6.0);
    let words = paint::wrapped(ui, &item.words, paint::body(), cx.tokens.ink2, width, 20.0);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), words.size().y.min(MOST_WHOLE) + 8.0), Sense::hover());
    paint::hline(ui, ui.painter(), rect.x_range(), rect.top(), cx.tokens.line_soft);
    words.paint(&ui.painter_at(rect), rect.min + vec2(16.0, 8.0));
}

fn nothing(ui: &mut Ui, cx: &Cx, words: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    paint::text(ui, pos2(rect.left() + 16.0, rect.center().y), Align2::LEFT_CENTER, words, paint::body(), cx.tokens.ink3);
}

fn row(ui: &mut Ui, cx: &Cx, item: &PickItem, places: &[u32], chosen: bool) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let spoken = if item.note.is_empty() { item.words.clone() } else { format!("{}, {}", item.words, item.note) };
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &spoken));
    let ground = rect.shrink2(vec2(6.0, 0.0));
    if chosen || response.hovered() {
        ui.painter().rect_filled(ground, measure::RADIUS, if chosen { cx.tokens.accent_wash } else { cx.tokens.hover });
    }
    let y = rect.center().y;
    let mark = pos2(ground.left() + 13.0, y);
    match (item.state, item.colour) {
        (Some(state), _) => progress_mark(ui, mark, state),
        (None, Some(colour)) => drop(ui.painter().rect_filled(egui::Rect::from_center_size(mark, vec2(10.0, 10.0)), 2.5, colour)),
        (None, None) => paint::icon(ui, mark, item.icon, 16.0, if item.grey { cx.tokens.ink3 } else { cx.tokens.ink2 }),
    }
    let right = match &item.cap {
        Some(text) => cap(ui, ground.right() - 8.0, y, text).left(),
        None => paint::text(ui, pos2(ground.right() - 8.0, y), Align2::RIGHT_CENTER, &item.note, paint::meta(), cx.tokens.ink3).left(),
    };
    let clicked = response.clicked();
    let cut = words(ui, cx, item, &fuzzy::spans(places), pos2(ground.left() + 28.0, y), right - ground.left() - 38.0);
    if cut {
        response.tip(&item.words);
    }
    clicked
}

/// Draws the words of an item; says whether they were cut.
fn words(ui: &Ui, cx: &Cx, item: &PickItem, found: &[Span], at: Pos2, width: f32) -> bool {
    let Some(title) = item.title else {
        let ink = if item.grey { cx.tokens.ink3 } else { cx.tokens.ink };
        let words = paint::path(ui, &item.words, found, paint::body(), ink, width);
        let cut = words.elided;
        paint::place(ui, words, at);
        return cut;
    };
    let (end, byte) = (title as u32, item.words.char_indices().nth(title).map_or(item.words.len(), |(byte, _)| byte));
    let head = paint::line(ui, &item.words[..byte], paint::strong(), cx.tokens.ink, width);
    let rest = item.words[byte..].trim_start();
    // What stands between the two is left out.
    let from = end + (item.words.len() - byte - rest.len()) as u32;
    let found: Vec<Span> =
        found.iter().filter(|span| span.start >= from).map(|span| Span { start: span.start - from, end: span.end - from }).collect();
    let (cut, right) = (head.elided, paint::place(ui, head, at).right() + 10.0);
    if cut || rest.is_empty() {
        return cut;
    }
    let rest = paint::strong_at(ui, rest, &found, paint::body(), cx.tokens.ink3, (at.x + width - right).max(0.0));
    let cut = rest.elided;
    paint::place(ui, rest, pos2(right, at.y));
    cut
}
