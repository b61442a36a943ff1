//! What was found: passages under the heads of their groups, or a line a hit with the hits under each other.

use super::data::{By, Found, HitKey, Line, Look, Mode, Passage};
use super::hunt::Hunt;
use super::ticks::Ticks;
use super::{SearchView, list_id, marked};
use crate::model::Span;
use crate::ui::command::SearchCommand;
use crate::ui::cx::Cx;
use crate::ui::dialogs::language;
use crate::ui::fonts::{self, Weight};
use crate::ui::format::counted;
use crate::ui::icons;
use crate::ui::theme::measure;
use crate::ui::views::parts;
use crate::ui::widgets::{VirtualList, list_keys, paint, row_ground, within, wrapped};
use egui::accesskit::Role;
use egui::{Align, Align2, Id, Layout, Rect, Response, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

const SIDE: f32 = 16.0;
/// Where words begin, behind the tick.
const WORDS: f32 = 46.0;
const HEAD: f32 = 38.0;
const HIT: f32 = 30.0;
/// Rows of a passage, and what a row's letters take about.
const ROWS: usize = 3;
const LETTER: f32 = 7.3;
/// Words are set no wider, and a line of the concordance neither, so that both can be read in a wide window.
const READABLE: f32 = 800.0;
const WIDEST: f32 = 1400.0;
/// How wide the place of a hit stands at its right.
const PLACE: f32 = 190.0;
const CARD: f32 = 118.0;

/// Draws what was found, or what can be done where nothing was.
pub fn draw(view: &mut SearchView, ui: &mut Ui, page: Rect, cx: &Cx) {
    view.listens = false;
    if view.found.quest.query.is_empty() {
        match &view.hunt {
            Some(hunt) => sought(ui, page, hunt),
            None => welcome(ui, page, cx),
        }
        return;
    }
    if view.is_wrong(cx) && view.found.rows.is_empty() {
        within(ui, page, Layout::top_down(Align::Min), |ui| {
            let more = "What is wrong with it stands under the field.";
            parts::empty(ui, cx, "This search cannot be read", more, Some(("How searches are written", SearchCommand::Language.into())));
        });
        return;
    }
    if view.found.rows.is_empty() {
        match &view.hunt {
            Some(hunt) => sought(ui, page, hunt),
            None if view.found.done => nothing(view, ui, page, cx),
            None => {}
        }
        return;
    }
    let look = view.look.unwrap_or_default();
    let found = &view.found;
    view.lines.get((found.edition, look), |_| found.lines(look));
    let card = look.mode == Mode::Concordance && view.place().is_some() && page.height() > 2.5 * CARD;
    let room = if card { Rect::from_min_max(page.min, page.max - vec2(0.0, CARD)) } else { page };
    within(ui, room, Layout::top_down(Align::Min), |ui| lines(view, ui, cx, look));
    if card {
        let place = Rect::from_min_max(pos2(page.left() + SIDE, room.bottom() + 8.0), page.max - vec2(SIDE, 12.0));
        in_full(view, ui, cx, place);
    }
}

/// What stands until the first of it is found, where that takes a moment.
fn sought(ui: &mut Ui, page: Rect, hunt: &Hunt) {
    let stopped = within(ui, page, Layout::top_down(Align::Min), |ui| parts::working(ui, "Searching…", &hunt.report()));
    if stopped {
        hunt.stop();
    }
}

/// What stands where nothing is sought: how searches are written.
fn welcome(ui: &mut Ui, page: Rect, cx: &Cx) {
    if cx.project.is_some_and(|desk| desk.corpus.sources().is_empty()) {
        within(ui, page, Layout::top_down(Align::Min), |ui| {
            let import = parts::import(cx).map(|command| ("Import", command));
            parts::empty(ui, cx, "There is nothing to search yet", "Bring in transcripts, or drop them anywhere in this window.", import);
        });
        return;
    }
    let place = Rect::from_min_max(page.min + vec2(SIDE + 8.0, 12.0), page.max - vec2(SIDE, 0.0));
    within(ui, place, Layout::top_down(Align::Min), |ui| {
        ScrollArea::vertical().id_salt("search welcome").auto_shrink([false, false]).show(ui, |ui| {
            ui.set_max_width(720.0);
            wrapped(ui, "Write a word, and what is found shows here as you type.", paint::strong(), cx.tokens.ink, 24.0);
            ui.add_space(8.0);
            language(ui, cx);
            ui.add_space(12.0);
        });
    });
}

fn nothing(view: &SearchView, ui: &mut Ui, page: Rect, cx: &Cx) {
    let more = match view.found.tally.in_memos {
        _ if !view.found.hints.is_empty() => &view.found.hints.join("\n"),
        true => "No memo has these words. Without memo: what was said is searched.",
        false => "A word without = is found in all its forms; fund* finds every beginning, organsiation~ slips.",
    };
    within(ui, page, Layout::top_down(Align::Min), |ui| {
        parts::empty(ui, cx, "Nothing was found", more, Some(("How searches are written", SearchCommand::Language.into())));
    });
}

/// What was done with a row.
enum Act {
    Choose(HitKey),
    Tick(Vec<HitKey>),
    Open,
}

fn lines(view: &mut SearchView, ui: &mut Ui, cx: &Cx, look: Look) {
    let rect = ui.max_rect();
    let Some(lines) = view.lines.last() else { return };
    let line_of = |found: &Found, key: Option<HitKey>| key.and_then(|key| lines.iter().position(|line| holds(found, line, &key)));
    let at = line_of(&view.found, view.chosen);
    let page = (rect.height() / if look.mode == Mode::Passages { 90.0 } else { HIT }) as usize;
    let keys = list_keys(ui, list_id(), rect, "What was found", at, lines.len(), page);
    if let Some(to) = keys.moved {
        view.chosen = next(&view.found, lines, to, at.is_some_and(|at| to < at)).or(view.chosen);
        view.reveal = true;
    }
    let chosen = if keys.moved.is_some() { line_of(&view.found, view.chosen) } else { at };
    let reveal = chosen.filter(|_| std::mem::take(&mut view.reveal));
    view.listens = keys.response.has_focus();
    let width = words_wide(rect);
    let list = match look.mode {
        Mode::Concordance | Mode::Words | Mode::Like => VirtualList::same("found hits", HIT, lines.len()),
        Mode::Passages => VirtualList::of("found passages", lines.iter().map(|line| height(&view.found, line, width))),
    };
    let (found, ticks, listens) = (&view.found, &view.ticks, view.listens);
    let mut act = None;
    list.reveal(reveal).show(ui, |ui, at| {
        let is = chosen == Some(at);
        let done = match &lines[at] {
            Line::Head(name, hits) => group_head(ui, cx, name, *hits),
            Line::Passage(n) => passage(ui, cx, (found, ticks, look.by), *n, is, listens),
            Line::Hit(n) => hit(ui, cx, (found, ticks), *n, is, listens),
        };
        act = done.or(act.take());
    });
    match act {
        Some(Act::Choose(key)) => {
            view.chosen = Some(key);
            keys.response.request_focus();
        }
        Some(Act::Tick(keys)) => view.ticks.turn(&keys),
        Some(Act::Open) => cx.push(SearchCommand::Open),
        None => {}
    }
}

/// Whether a hit shows in a line.
fn holds(found: &Found, line: &Line, key: &HitKey) -> bool {
    match line {
        Line::Head(..) => false,
        Line::Hit(at) => found.rows.get(*at).is_some_and(|row| row.key == *key),
        Line::Passage(at) => found
            .passages
            .get(*at)
            .and_then(|passage| found.rows.get(passage.hits.clone()))
            .is_some_and(|rows| super::data::Subject::of(found.passages[*at].place) == key.subject && rows.iter().any(|row| row.key == *key)),
    }
}

/// The first hit of the line nearest to `to` that has one: heads are passed over, upwards when going `up`.
fn next(found: &Found, lines: &[Line], to: usize, up: bool) -> Option<HitKey> {
    let first = |at: usize| match lines.get(at)? {
        Line::Head(..) => None,
        Line::Hit(at) => found.rows.get(*at).map(|row| row.key),
        Line::Passage(at) => found.rows.get(found.passages.get(*at)?.hits.start).map(|row| row.key),
    };
    let (before, after) = ((0..=to).rev().find_map(first), (to..lines.len()).find_map(first));
    if up { before.or(after) } else { after.or(before) }
}

impl SearchView {
    /// The first hit in the order that shows.
    pub(super) fn first(&self) -> Option<HitKey> {
        self.lines.last().and_then(|lines| next(&self.found, lines, 0, false))
    }
}

/// How wide the words of a passage are set in a row.
fn words_wide(row: Rect) -> f32 {
    (row.width() - WORDS - SIDE - 12.0).min(READABLE)
}

fn height(found: &Found, line: &Line, width: f32) -> f32 {
    match line {
        Line::Head(..) => HEAD,
        Line::Hit(_) => HIT,
        Line::Passage(at) => {
            let letters = found.passages.get(*at).map_or(0, |passage| passage.letters);
            // Marked words are set wider than the rest.
            let marked = found.passages.get(*at).map_or(0, |passage| passage.marks.iter().map(|mark| mark.len()).sum::<u32>());
            let rows = ((letters as f32 + 0.1 * marked as f32) * LETTER / width.max(60.0)).ceil().clamp(1.0, ROWS as f32);
            rows * marked::serif().line_height + 42.0
        }
    }
}

fn group_head(ui: &mut Ui, cx: &Cx, name: &str, hits: usize) -> Option<Act> {
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
    let said = counted(hits, "hit");
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, format!("{name}, {said}")));
    let y = rect.top() + 24.0;
    let words = paint::line(ui, name, paint::strong(), cx.tokens.ink, rect.width() - 140.0);
    let end = paint::place(ui, words, pos2(rect.left() + SIDE, y)).right();
    paint::text(ui, pos2(end + 8.0, y), Align2::LEFT_CENTER, &said, fonts::figures(Weight::Regular, 12.0), cx.tokens.ink3);
    None
}

/// The tick of a row; says whether it was clicked.
fn tick(ui: &Ui, cx: &Cx, at: egui::Pos2, id: Id, on: bool, words: &str) -> bool {
    let hit = Rect::from_center_size(at, vec2(24.0, 24.0));
    let response = ui.interact(hit, id, Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, format!("Tick {words}")));
    let frame = Rect::from_center_size(paint::snap(ui, at), vec2(14.0, 14.0));
    if on {
        ui.painter().rect_filled(frame, 3.0, cx.tokens.accent);
        paint::icon(ui, frame.center(), icons::CHECK, 11.0, cx.tokens.on_accent);
    } else {
        paint::boxed(ui, frame, 3.0, cx.tokens.raised, cx.tokens.ink3);
    }
    response.clicked()
}

fn acted(response: &Response, key: HitKey, ticked: bool, keys: impl FnOnce() -> Vec<HitKey>) -> Option<Act> {
    if ticked {
        return Some(Act::Tick(keys()));
    }
    if response.double_clicked() {
        return Some(Act::Open);
    }
    response.clicked().then_some(Act::Choose(key))
}

fn passage(ui: &mut Ui, cx: &Cx, (found, ticks, by): (&Found, &Ticks, By), at: usize, chosen: bool, focused: bool) -> Option<Act> {
    let passage = found.passages.get(at)?;
    let rows = found.rows.get(passage.hits.clone())?;
    let key = rows.first()?.key;
    let (_, rect) = ui.allocate_space(ui.available_size());
    let response = ui.interact(rect, Id::unique(("found passage", key)), Sense::CLICK);
    let on = rows.iter().all(|row| ticks.has(&row.key));
    let new = rows.iter().any(|row| row.new);
    let meta = if new { format!("new · {}", meta(passage, by)) } else { meta(passage, by) };
    let hits = counted(rows.len(), "hit");
    let state = if on { "ticked" } else { "not ticked" };
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, format!("{}, {meta}, {hits}, {state}", passage.text)));
    row_ground(ui, rect, chosen, response.hovered(), chosen && focused);
    let left = rect.left() + WORDS;
    let ticked = tick(ui, cx, pos2(rect.left() + SIDE + 8.0, rect.top() + 22.0), response.id.with("tick"), on, &meta);
    let mut right = left + words_wide(rect);
    let ink = if chosen { cx.tokens.ink2 } else { cx.tokens.ink3 };
    if rows.len() > 1 {
        right =
            paint::text(ui, pos2(right, rect.top() + 18.0), Align2::RIGHT_CENTER, &hits, fonts::figures(Weight::Regular, 12.0), ink).left() - 10.0;
    }
    paint::place(ui, paint::line(ui, &meta, paint::meta(), ink, right - left), pos2(left, rect.top() + 18.0));
    let width = words_wide(rect);
    // How many lines there are was reckoned before they were set: no more of them are drawn than there is room for.
    let rows_here = ((rect.height() - 42.0) / marked::serif().line_height).round().max(1.0) as usize;
    let fitted = marked::fit(cx, &passage.text, &passage.marks, width, rows_here.min(ROWS));
    marked::paint(cx, ui.painter(), &fitted.passage, &passage.marks, pos2(left, rect.top() + 28.0), cx.tokens.ink);
    paint::hline(ui, ui.painter(), left..=rect.right() - SIDE, rect.bottom() - 1.0, cx.tokens.line_soft);
    acted(&response, key, ticked, || rows.iter().map(|row| row.key).collect())
}

/// Where a passage stands: its source where that is not the head above it, then who says it and in which turn.
fn meta(passage: &Passage, by: By) -> String {
    let told = &passage.told;
    let turn = passage.turn.map_or_else(String::new, |turn| format!("turn {turn}"));
    let source = if by == By::Source && !told.line.is_empty() { "" } else { told.source.as_str() };
    let parts = [source, told.line.as_str(), turn.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn hit(ui: &mut Ui, cx: &Cx, (found, ticks): (&Found, &Ticks), at: usize, chosen: bool, focused: bool) -> Option<Act> {
    let row = found.rows.get(at)?;
    let passage = found.passages.get(row.passage)?;
    let (_, rect) = ui.allocate_space(ui.available_size());
    let response = ui.interact(rect, Id::unique(("found hit", row.key)), Sense::CLICK);
    let on = ticks.has(&row.key);
    let line = if passage.told.short.is_empty() { &passage.told.source } else { &passage.told.short };
    let line = if row.new { &format!("new · {line}") } else { line };
    let state = if on { "ticked" } else { "not ticked" };
    let spoken = || format!("{} {} {}, {line}, {state}", row.left, row.words, row.right);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, spoken()));
    row_ground(ui, rect, chosen, response.hovered(), chosen && focused);
    let y = rect.center().y;
    let ticked = tick(ui, cx, pos2(rect.left() + SIDE + 8.0, y), response.id.with("tick"), on, &row.words);
    let wide = rect.width() > 620.0;
    let right = rect.right().min(rect.left() + WIDEST) - SIDE - if wide { PLACE } else { 0.0 };
    if wide {
        let ink = if chosen { cx.tokens.ink2 } else { cx.tokens.ink3 };
        paint::place(ui, paint::line(ui, line, paint::meta(), ink, PLACE - 12.0), pos2(right + 12.0, y));
    }
    in_middle(ui, cx, row, Rect::from_min_max(pos2(rect.left() + WORDS, rect.top()), pos2(right, rect.bottom())));
    paint::hline(ui, ui.painter(), rect.left() + SIDE..=rect.right() - SIDE, rect.bottom() - 1.0, cx.tokens.line_soft);
    acted(&response, row.key, ticked, || vec![row.key])
}

/// The hit in the middle of the room, what stands around it as far as there is room; what is written from right to left the other way round.
fn in_middle(ui: &Ui, cx: &Cx, row: &super::data::Row, room: Rect) {
    let style = marked::serif();
    let words = marked::fit(cx, &row.words, &[Span { start: 0, end: row.words.chars().count() as u32 }], room.width() * 0.5, 1).passage;
    let turned = words.is_rtl();
    let (width, y) = (words.width(), room.center().y - style.line_height / 2.0);
    let middle = Rect::from_center_size(pos2(room.center().x, room.center().y), vec2(width, style.line_height));
    marked::wash(cx, ui.painter(), middle);
    words.paint(&mut cx.text.borrow_mut(), ui.painter(), pos2(middle.left() - words.inset(), y), cx.tokens.ink);
    let gap = 7.0;
    // A comma stands close behind the word.
    let close = if row.right.starts_with(|c: char| c.is_ascii_punctuation()) { 3.0 } else { gap };
    let gaps = if turned { [close, gap] } else { [gap, close] };
    let spaces = [middle.left() - gaps[0] - room.left(), room.right() - middle.right() - gaps[1]];
    let (before, after) = if turned { (spaces[1], spaces[0]) } else { (spaces[0], spaces[1]) };
    let engine = &mut *cx.text.borrow_mut();
    let left = fit_end(engine, &row.left, before);
    let right = engine.fit(&row.right, &style, after, 1).passage;
    let (at_left, at_right) = if turned { (right, left) } else { (left, right) };
    let x = middle.left() - gaps[0] - at_left.width();
    at_left.paint(engine, ui.painter(), pos2(x - at_left.inset(), y), cx.tokens.ink2);
    at_right.paint(engine, ui.painter(), pos2(middle.right() + gaps[1] - at_right.inset(), y), cx.tokens.ink2);
}

/// The last words of a text that have room.
fn fit_end(engine: &mut crate::ui::text::TextEngine, text: &str, room: f32) -> std::sync::Arc<crate::ui::text::Passage> {
    let style = marked::serif();
    let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1)).chain([text.len()]).collect();
    let (mut low, mut high) = (0, starts.len() - 1);
    // The more words are left out the shorter it is.
    while low < high {
        let at = (low + high) / 2;
        let fits = engine.fit(&text[starts[at]..], &style, f32::INFINITY, 1).passage.width() <= room;
        if fits {
            high = at;
        } else {
            low = at + 1;
        }
    }
    engine.fit(&text[starts[low]..], &style, f32::INFINITY, 1).passage
}

/// The passage of the chosen hit, under the concordance.
fn in_full(view: &SearchView, ui: &mut Ui, cx: &Cx, place: Rect) {
    let Some((row, passage)) = view.place().and_then(|at| Some((&view.found.rows[at], view.found.passages.get(view.found.rows[at].passage)?))) else {
        return;
    };
    // The words of a passage begin at its first hit; those of another one are the ones around it.
    let first = view.found.rows.get(passage.hits.start).is_some_and(|first| first.key == row.key);
    let (text, marks) = if first { (passage.text.clone(), passage.marks.clone()) } else { around(row) };
    paint::boxed(ui, place, measure::RADIUS_CARD, cx.tokens.raised, cx.tokens.line);
    let meta = meta(passage, By::Site);
    let width = (place.width() - 28.0).min(READABLE);
    paint::place(ui, paint::line(ui, &meta, paint::meta(), cx.tokens.ink3, width), pos2(place.left() + 14.0, place.top() + 18.0));
    let fitted = marked::fit(cx, &text, &marks, width, ROWS);
    marked::paint(cx, ui.painter(), &fitted.passage, &marks, place.min + vec2(14.0, 28.0), cx.tokens.ink);
    let response = ui.interact(place, Id::unique("hit in full"), Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(Role::Paragraph, true, format!("{meta}: {text}")));
    if response.double_clicked() {
        cx.push(SearchCommand::Open);
    }
}

/// A hit with the words around it, and where it stands among them.
fn around(row: &super::data::Row) -> (String, Vec<Span>) {
    let left = if row.left.is_empty() { String::new() } else { format!("… {} ", row.left) };
    let gap = if row.right.is_empty() || row.right.starts_with(|c: char| c.is_ascii_punctuation()) { "" } else { " " };
    let start = left.chars().count() as u32;
    let mark = Span { start, end: start + row.words.chars().count() as u32 };
    (format!("{left}{}{gap}{} …", row.words, row.right), vec![mark])
}
