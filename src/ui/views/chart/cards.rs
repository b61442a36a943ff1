//! The list under a cell's words: what changed since they were written, the passages, what stood there before.

use super::cell::{Card, CellData};
use super::long::{self, ROWS, Whole};
use crate::analysis::Corpus;
use crate::model::CellStatus;
use crate::project::{Happened, PastCell, Since};
use crate::ui::command::ChartCommand;
use crate::ui::cx::Cx;
use crate::ui::fonts;
use crate::ui::format::{count, when};
use crate::ui::icons;
use crate::ui::text::{Family, PassageStyle};
use crate::ui::theme::measure;
use crate::ui::widgets::{Button, Tip, VirtualList, paint, section_head, within};
use egui::accesskit::Role;
use egui::{Align, Id, Key, Layout, Rect, Response, Sense, Ui, WidgetInfo, pos2, vec2};

/// A passage that is dragged, by its number under the cell.
#[derive(Clone, Copy, Debug)]
pub struct Carried(pub usize);

/// Room at the sides of the list and of a card, above the words of a card, and its foot.
const SIDE: f32 = 12.0;
const PAD: f32 = 12.0;
const ABOVE: f32 = 10.0;
const FOOT: f32 = 32.0;
const GAP: f32 = 8.0;
/// How many rows of words that stood there before show.
const PAST_ROWS: usize = 4;
/// So many passages are few, and so many that stand whole.
const FEW: usize = 12;
const FEW_WHOLE: usize = 200;
/// About how wide a letter of a passage is.
const LETTER: f32 = 7.0;

/// What stands in a line of the list.
#[derive(Clone, Copy)]
enum Item<'a> {
    Head(&'static str),
    Since(&'a Since),
    Holds,
    Passages(usize, usize),
    Card(usize, &'a Card),
    Hint(&'static str),
    Past(&'a PastCell),
}

/// How the list shows.
pub struct Showing<'a> {
    /// Whether something can be changed.
    pub writable: bool,
    /// The passages that stand whole.
    pub whole: &'a Whole,
    /// The number of a passage in the cell, where it rests on it.
    pub linked: &'a dyn Fn(&Card) -> Option<u32>,
}

/// Draws the list; says whether any passage is longer than is shown of it before it is opened.
pub fn draw(ui: &mut Ui, cx: &Cx, corpus: &Corpus, (cell, showing): (&CellData, &Showing<'_>)) -> bool {
    let Showing { writable, whole, linked } = *showing;
    let width = ui.available_width();
    let mut items: Vec<Item> = Vec::new();
    if !cell.since.is_empty() {
        items.push(Item::Head("Changed since it was written"));
        items.extend(cell.since.iter().map(Item::Since));
        items.push(Item::Holds);
    }
    items.push(Item::Passages(cell.cards.iter().filter(|card| linked(card).is_some()).count(), cell.cards.len()));
    items.extend(cell.cards.iter().enumerate().map(|(n, card)| Item::Card(n + 1, card)));
    // Few passages are set to know how high they are, of many it is reckoned.
    let exact = cell.cards.len() <= FEW;
    let reckoned = |card: &Card| rows(card.words.chars().count(), width, ROWS + 1) > ROWS as f32;
    let long = cell.cards.iter().any(|card| if exact { is_long(cx, card, width) } else { reckoned(card) });
    items.push(Item::Hint(match (cell.cards.is_empty(), writable, long) {
        (true, ..) => "Nothing is coded under this cell. Alt+N says that there is no data.",
        (false, true, false) => "Drag a passage into the cell to quote it, or press Alt with its number; Alt+Q quotes any.",
        (false, true, true) => "Drag a passage into the cell to quote it, or press Alt with its number; Alt+Q quotes any. A click shows a long one whole, Alt+W all of them.",
        (false, false, true) => "A click shows a long passage whole, Alt+W all of them.",
        (false, false, false) => "",
    }));
    if cell.past.len() > 1 {
        items.push(Item::Head("Stood here before"));
        items.extend(cell.past.iter().rev().skip(1).map(Item::Past));
    }
    let few_whole = cell.cards.len() <= FEW_WHOLE;
    let heights = items.iter().map(|item| match item {
        Item::Card(_, card) if exact || few_whole && whole.has(card.passage) => {
            let fitted = long::fit(&mut cx.text.borrow_mut(), card, width - 2.0 * (SIDE + PAD), whole.has(card.passage), ROWS);
            ABOVE + fitted.passage.height() + FOOT + GAP
        }
        Item::Card(_, card) if whole.has(card.passage) => ABOVE + rows(card.words.chars().count(), width, usize::MAX) * 22.0 + FOOT + GAP,
        item => height(item, width),
    });
    // Another cell's list begins at its top.
    let list = VirtualList::of(("under the cell", &cell.row, cell.code), heights);
    list.show(ui, |ui, at| match items[at] {
        Item::Head(words) => section_head(ui, words, |_| {}),
        Item::Since(since) => changed(ui, cx, corpus, since),
        Item::Holds => holds(ui, cx, writable),
        Item::Passages(linked, all) => passages_head(ui, cx, linked, all),
        Item::Card(number, card) => passage(ui, cx, (number, card), linked(card), whole.has(card.passage), writable),
        Item::Hint(words) => hint(ui, cx, words),
        Item::Past(past) => before(ui, cx, past, writable),
    });
    long
}

/// Whether a passage is longer than its rows, as far as its letters tell.
fn is_long(cx: &Cx, card: &Card, width: f32) -> bool {
    let inner = width - 2.0 * (SIDE + PAD);
    rows(card.words.chars().count(), width, ROWS + 2) > ROWS as f32 - 3.0 && long::fit(&mut cx.text.borrow_mut(), card, inner, false, ROWS).cut
}

fn rows(letters: usize, width: f32, most: usize) -> f32 {
    (letters as f32 * LETTER / (width - 2.0 * (SIDE + PAD)).max(60.0) + 0.3).ceil().clamp(1.0, most as f32)
}

fn height(item: &Item, width: f32) -> f32 {
    match item {
        Item::Head(_) | Item::Passages(..) => 36.0,
        Item::Since(_) => 46.0,
        Item::Holds => 38.0,
        Item::Card(_, card) => ABOVE + rows(card.words.chars().count(), width, ROWS) * 22.0 + FOOT + GAP,
        Item::Hint("") => 0.0,
        Item::Hint(words) => 14.0 + rows(words.chars().count(), width + 2.0 * PAD, 4) * 18.0,
        Item::Past(past) => 24.0 + rows(past_words(past).chars().count(), width + 2.0 * PAD, PAST_ROWS) * 20.0 + 38.0,
    }
}

fn passages_head(ui: &mut Ui, cx: &Cx, linked: usize, all: usize) {
    section_head(ui, "Passages behind it", |ui| {
        let words = format!("{} of {} linked", count(linked as i64), count(all as i64));
        let galley = paint::whole(ui, &words, paint::meta(), cx.tokens.ink3);
        let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
        paint::place(ui, galley, rect.left_center());
    });
}

/// Words over the width of the list, cut after so many rows, at a distance from its top; gives where they end.
fn words(ui: &Ui, cx: &Cx, words: &str, style: &PassageStyle, (rect, most): (Rect, usize), ink: egui::Color32) -> (f32, bool) {
    let mut engine = cx.text.borrow_mut();
    let fitted = engine.fit(&crate::text::on_one_line(words), style, rect.width(), most);
    fitted.passage.paint(&mut engine, ui.painter(), rect.min, ink);
    (rect.top() + fitted.passage.height(), fitted.cut)
}

/// The passage of a number, for the focus.
pub fn passage_id(number: usize) -> Id {
    Id::unique(("chart passage", number))
}

fn passage(ui: &mut Ui, cx: &Cx, (number, card): (usize, &Card), linked: Option<u32>, whole: bool, writable: bool) {
    let (_, rect) = ui.allocate_space(ui.available_size());
    let rect = Rect::from_min_max(rect.min + vec2(SIDE, 0.0), rect.max - vec2(SIDE, GAP));
    let id = passage_id(number);
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let link = linked.map_or_else(String::new, |link| format!(", linked as [{link}]"));
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, format!("Passage {number}: {}, {}{link}", card.words, card.meta)));
    if writable {
        response.dnd_set_drag_payload(Carried(number));
    }
    let line = if response.dragged() || linked.is_some() { cx.tokens.accent } else { cx.tokens.line };
    paint::boxed(ui, rect, measure::RADIUS_CARD, cx.tokens.raised, line);
    let room = Rect::from_min_max(rect.min + vec2(PAD, ABOVE), rect.max - vec2(PAD, 0.0));
    let fit = ((rect.height() - ABOVE - FOOT + GAP) / 22.0).floor().max(1.0) as usize;
    let cut = {
        let mut engine = cx.text.borrow_mut();
        let fitted = long::fit(&mut engine, card, room.width(), whole, fit);
        fitted.passage.paint(&mut engine, ui.painter(), room.min, cx.tokens.ink);
        fitted.cut
    };
    let y = rect.bottom() - FOOT / 2.0;
    // One that fits is no shorter when it is cut.
    let more = (cut || whole && is_long(cx, card, rect.width() + 2.0 * SIDE)).then_some(whole);
    let right = tools(ui, cx, (rect, y), (id, number), linked, (more, writable));
    let named = paint::whole(ui, &number.to_string(), fonts::figures(fonts::Weight::Medium, 12.0), cx.tokens.ink2);
    let left = paint::place(ui, named, pos2(room.left(), y)).right() + 8.0;
    let meta = paint::line(ui, &card.meta, paint::meta(), cx.tokens.ink3, right - left - 6.0);
    let elided = meta.elided;
    let place = paint::place(ui, meta, pos2(left, y));
    if elided {
        ui.interact(place, id.with("whose"), Sense::hover()).tip(&card.meta);
    }
    let enter = writable && response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter) && input.modifiers.is_none());
    if enter {
        cx.push(ChartCommand::Quote(number));
    } else if response.double_clicked() {
        cx.push(ChartCommand::OpenThis(number));
    } else if response.clicked() && more.is_some() {
        cx.push(ChartCommand::WholeThis(number));
    }
    if cut {
        response.tip_at_pointer(&card.words);
    }
}

/// What can be done with a passage, from the right; gives their left edge. `more` says of a long one whether it stands whole.
fn tools(ui: &Ui, cx: &Cx, (rect, y): (Rect, f32), (id, number): (Id, usize), linked: Option<u32>, (more, writable): (Option<bool>, bool)) -> f32 {
    let mut x = rect.right() - PAD - 8.0;
    if small(ui, cx, pos2(x, y), id.with("open"), icons::BOOK_OPEN, "Show it in its source") {
        cx.push(ChartCommand::OpenThis(number));
    }
    x -= 24.0;
    let key = if number <= 9 { cx.cap(ChartCommand::Quote(number)).map_or_else(String::new, |cap| format!("  ({cap})")) } else { String::new() };
    if writable && small(ui, cx, pos2(x, y), id.with("quote"), icons::QUOTES, &format!("Quote passage {number}{key}")) {
        cx.push(ChartCommand::Quote(number));
    }
    if let Some(whole) = more {
        x -= 24.0;
        let (glyph, name) = if whole { (icons::CARET_UP, "Show less of it") } else { (icons::CARET_DOWN, "Show it whole") };
        if small(ui, cx, pos2(x, y), id.with("whole"), glyph, name) {
            cx.push(ChartCommand::WholeThis(number));
        }
    }
    x -= 12.0;
    let Some(link) = linked else { return x };
    let words = format!("[{link}]");
    let galley = paint::whole(ui, &words, fonts::figures(fonts::Weight::Medium, 12.0), cx.tokens.accent);
    let place = Rect::from_min_size(pos2(x - galley.size().x - 4.0, y - 9.0), vec2(galley.size().x + 4.0, 18.0));
    paint::place(ui, galley, pos2(place.left(), y));
    let response = ui.interact(place, id.with("link"), if writable { Sense::CLICK } else { Sense::hover() });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, writable, format!("Unlink passage {words}")));
    if response.clicked() {
        cx.push(ChartCommand::Unlink(link));
    }
    response.tip(format!("The cell rests on it as {words}. A click unlinks it."));
    place.left()
}

fn small(ui: &Ui, cx: &Cx, at: egui::Pos2, id: Id, glyph: &str, name: &str) -> bool {
    let place = Rect::from_center_size(at, vec2(22.0, 22.0));
    let response: Response = ui.interact(place, id, Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name.split("  (").next().unwrap_or(name)));
    if response.hovered() {
        ui.painter().rect_filled(place, 5.0, cx.tokens.hover);
    }
    paint::icon(ui, at, glyph, 15.0, cx.tokens.ink2);
    let clicked = response.clicked();
    response.tip(name);
    clicked
}

fn changed(ui: &mut Ui, cx: &Cx, corpus: &Corpus, since: &Since) {
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
    let what = since.change.said();
    let glyph = match since.change {
        Happened::Came => icons::PLUS,
        Happened::Went => icons::MINUS,
        Happened::Other | Happened::Step => icons::ARROWS_LEFT_RIGHT,
    };
    let code = since.code.and_then(|code| corpus.code(code)).map_or("", |code| code.name.as_str());
    let when = since.step.map_or_else(String::new, |(_, at)| when(at));
    let meta = [code, &since.who, &when].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{what}: {}, {meta}", since.words)));
    paint::icon(ui, pos2(rect.left() + SIDE + 7.0, rect.top() + 12.0), glyph, 13.0, cx.tokens.warn);
    let left = rect.left() + SIDE + 20.0;
    let room = Rect::from_min_max(pos2(left, rect.top() + 1.0), pos2(rect.right() - SIDE, rect.bottom()));
    let (_, cut) = words(ui, cx, &since.words, &PassageStyle::new(Family::Serif, 14.0, 20.0), (room, 1), cx.tokens.ink);
    let meta = paint::line(ui, format!("{what} · {meta}").trim_end_matches(" · "), paint::meta(), cx.tokens.ink3, room.width());
    paint::place(ui, meta, pos2(left, rect.top() + 31.0));
    if cut {
        response.tip(&since.words);
    }
}

fn holds(ui: &mut Ui, cx: &Cx, writable: bool) {
    let rect = ui.max_rect();
    within(ui, Rect::from_min_max(rect.min + vec2(SIDE, 4.0), rect.max - vec2(SIDE, 6.0)), Layout::left_to_right(Align::Center), |ui| {
        if Button::new("It still fits").icon(icons::CHECK).enabled(writable).tip(cx.tip(ChartCommand::Holds)).show(ui).clicked() {
            cx.push(ChartCommand::Holds);
        }
    });
}

fn hint(ui: &mut Ui, cx: &Cx, text: &str) {
    let rect = ui.max_rect();
    within(ui, Rect::from_min_max(rect.min + vec2(SIDE + 2.0, 4.0), rect.max - vec2(SIDE, 0.0)), Layout::top_down(Align::Min), |ui| {
        crate::ui::widgets::wrapped(ui, text, paint::meta(), cx.tokens.ink3, 18.0);
    });
}

/// What stood there, or how it stood where it had no words.
fn past_words(past: &PastCell) -> &str {
    if past.summary.is_empty() { past.status.name() } else { &past.summary }
}

fn before(ui: &mut Ui, cx: &Cx, past: &PastCell, writable: bool) {
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
    let said = if past.summary.is_empty() || past.status == CellStatus::Draft { String::new() } else { format!(" · {}", past.status.name()) };
    let of = past.of.as_ref().map_or_else(String::new, |(_, code)| format!(" · of {code}"));
    let meta = format!("{}, {}{said}{of}", past.by(), when(past.step.at));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{meta}: {}", past_words(past))));
    let (left, width) = (rect.left() + SIDE, rect.width() - 2.0 * SIDE);
    paint::place(ui, paint::line(ui, &meta, paint::meta(), cx.tokens.ink3, width), pos2(left, rect.top() + 10.0));
    let room = Rect::from_min_size(pos2(left, rect.top() + 21.0), vec2(width, rect.height()));
    let fit = ((rect.height() - 24.0 - 36.0) / 20.0).floor().max(1.0) as usize;
    let ink = if past.summary.is_empty() { cx.tokens.ink3 } else { cx.tokens.ink2 };
    let (bottom, cut) = words(ui, cx, past_words(past), &PassageStyle::new(Family::Serif, 14.0, 20.0), (room, fit), ink);
    let place = Rect::from_min_size(pos2(left - 6.0, bottom + 2.0), vec2(width, 28.0));
    within(ui, place, Layout::left_to_right(Align::Center), |ui| {
        let name = format!("Bring this back: {meta}");
        let button = Button::quiet("Bring this back").name(&name).icon(icons::CLOCK_COUNTER_CLOCKWISE).enabled(writable);
        if button.tip("Write these words anew; what stands there now stays in the history").show(ui).clicked() {
            cx.push(ChartCommand::Back(past.step.seq, past.code()));
        }
    });
    if cut {
        response.tip(past_words(past));
    }
}
