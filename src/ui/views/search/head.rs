//! The head of Search: the field with what is wrong in it, how much was found, and how it is shown.

use super::data::{By, Look, Mode, Sort};
use super::{SearchView, field_id, hunt, like, list_id, words};
use crate::model::Span;
use crate::search::Ask;
use crate::ui::command::{SearchCommand, Window};
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::format::count;
use crate::ui::icons;
use crate::ui::theme::measure;
use crate::ui::views::menu;
use crate::ui::widgets::{Button, Field, Highlight, Tip, icon_button, paint, within};
use egui::accesskit::Role;
use egui::{Align, Align2, Id, Key, Layout, Modifiers, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

const SIDE: f32 = 16.0;
const FIELD: f32 = 42.0;
const CHIPS: f32 = 44.0;
const WRONG: f32 = 26.0;

/// Draws the head; gives where the list begins.
pub fn draw(view: &mut SearchView, ui: &mut Ui, page: Rect, cx: &Cx) -> f32 {
    let place = Rect::from_min_size(page.min + vec2(SIDE, 12.0), vec2(page.width() - 2.0 * SIDE, FIELD));
    written(view, ui, place, cx);
    let mut bottom = place.bottom();
    if let Some((what, hint)) = wrong(view, cx) {
        said_wrong(ui, cx, Rect::from_min_size(pos2(place.left(), bottom + 4.0), vec2(place.width(), WRONG)), &what, &hint);
        bottom += WRONG;
    }
    progress(view, ui, cx, place);
    if view.found.quest.query.is_empty() && cx.project.is_some_and(|desk| desk.corpus.sources().is_empty()) {
        return bottom + 8.0;
    }
    let chips = Rect::from_min_size(pos2(place.left(), bottom + 2.0), vec2(place.width(), CHIPS));
    shown(view, ui, cx, chips);
    paint::hline(ui, ui.painter(), page.x_range(), chips.bottom(), cx.tokens.line_soft);
    chips.bottom() + 1.0
}

/// The field itself, with how much was found at its right.
fn written(view: &mut SearchView, ui: &mut Ui, place: Rect, cx: &Cx) {
    let tokens = cx.tokens;
    paint::boxed(ui, place, measure::RADIUS_CARD, tokens.raised, tokens.line);
    let help = Rect::from_center_size(pos2(place.right() - 22.0, place.center().y), vec2(22.0, 22.0));
    let mut right = help.left() - 8.0;
    if !view.found.quest.query.is_empty() {
        let said = view.said();
        let room = (place.width() * 0.42).max(80.0);
        let words = paint::line(ui, &said, fonts::figures(Weight::Regular, 12.0), tokens.ink3, room);
        right -= words.size().x;
        let at = paint::place(ui, words, pos2(right, place.center().y));
        ui.interact(at, Id::unique("how much was found"), Sense::hover()).widget_info(|| WidgetInfo::labeled(Role::Status, true, &said));
        right -= 12.0;
    }
    to_list(view, ui, cx);
    let query = view.query.clone();
    let fields = view.fields.get(query, |_| fields(&view.query)).clone();
    let mut highlights: Vec<Highlight> = fields.into_iter().map(|span| Highlight { span, colour: tokens.accent_wash, under: false }).collect();
    let shift = (view.query.chars().count() - view.query.trim_start().chars().count()) as u32;
    if let Some(span) = current_wrong(view, cx).map(|wrong| wrong.at) {
        let end = span.end.max(span.start + 1);
        highlights.push(Highlight { span: Span { start: span.start + shift, end: end + shift }, colour: tokens.danger, under: true });
    }
    let field = Field::new(&mut view.query, "Search").hint("Search everything that was said").icon(icons::MAGNIFYING_GLASS).bare();
    let field = field.font(fonts::text(Weight::Regular, 15.0)).id(field_id()).highlights(&highlights);
    let response = field.show_in(ui, Rect::from_min_max(place.min, pos2(right, place.bottom())));
    if response.has_focus() {
        paint::ring(ui, place, measure::RADIUS_CARD);
    }
    within(ui, help, Layout::left_to_right(Align::Center), |ui| {
        let tip = cx.tip(SearchCommand::Language);
        if icon_button(ui, icons::QUESTION, "How searches are written", &tip).clicked() {
            cx.push(SearchCommand::Language);
        }
    });
}

/// Enter and the arrow downwards go from the field to what was found.
fn to_list(view: &mut SearchView, ui: &Ui, cx: &Cx) {
    let focused = ui.memory(|memory| memory.has_focus(field_id()));
    // The field takes Ctrl+Enter for itself; here it means the same as in the list.
    if focused && cx.keys.take(ui, SearchCommand::AskCode) {
        cx.push(SearchCommand::AskCode);
    }
    let mode = view.look.unwrap_or_default().mode;
    let lists_hits = matches!(mode, Mode::Passages | Mode::Concordance);
    if !focused || lists_hits && view.found.rows.is_empty() {
        return;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if !(pressed(Key::Enter) || pressed(Key::ArrowDown)) {
        return;
    }
    let to = match mode {
        Mode::Words => {
            view.words.begin();
            words::list_id()
        }
        Mode::Like => {
            view.like.begin();
            like::list_id()
        }
        Mode::Passages | Mode::Concordance => {
            if view.place().is_none() {
                view.chosen = view.first();
            }
            view.reveal = true;
            list_id()
        }
    };
    ui.memory_mut(|memory| memory.request_focus(to));
}

fn current_wrong<'a>(view: &'a SearchView, cx: &Cx) -> Option<&'a crate::search::Wrong> {
    let quest = view.quest(cx.project?);
    view.wrong.as_ref().filter(|(wrong, _)| *wrong == quest).map(|(_, wrong)| wrong)
}

fn wrong(view: &SearchView, cx: &Cx) -> Option<(String, String)> {
    match (current_wrong(view, cx), &view.trouble) {
        (Some(wrong), _) => Some((wrong.what.clone(), wrong.hint.clone())),
        (None, Some(trouble)) => Some(("The search came to no end".into(), trouble.clone())),
        (None, None) => None,
    }
}

/// What is wrong, and what to write instead.
fn said_wrong(ui: &mut Ui, cx: &Cx, place: Rect, what: &str, hint: &str) {
    let y = place.center().y;
    let what = crate::text::capital(what);
    paint::icon(ui, pos2(place.left() + 20.0, y), icons::WARNING_CIRCLE, 15.0, cx.tokens.danger);
    let said = paint::text(ui, pos2(place.left() + 33.0, y), Align2::LEFT_CENTER, &what, paint::medium(), cx.tokens.danger);
    let words = paint::line(ui, hint, paint::body(), cx.tokens.ink2, place.right() - said.right() - 10.0);
    let end = paint::place(ui, words, pos2(said.right() + 10.0, y)).right();
    let response = ui.interact(Rect::from_min_max(place.min, pos2(end, place.bottom())), Id::unique("search mistake"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Alert, true, format!("{what}. {hint}")));
    response.tip(hint);
}

/// A line that fills along the lower edge of the field, once a search takes a moment.
fn progress(view: &SearchView, ui: &Ui, cx: &Cx, place: Rect) {
    let Some(report) = view.hunt.as_ref().map(hunt::Hunt::report).filter(|report| report.elapsed.as_millis() > 250) else { return };
    let line = Rect::from_min_max(pos2(place.left() + 8.0, place.bottom() - 3.0), pos2(place.right() - 8.0, place.bottom() - 1.0));
    let filled = Rect::from_min_size(line.min, vec2(line.width() * report.fraction().unwrap_or(0.0), line.height()));
    ui.painter().rect_filled(filled, 1.0, cx.tokens.accent);
}

/// How it is shown, and how much of it is ticked.
fn shown(view: &mut SearchView, ui: &mut Ui, cx: &Cx, place: Rect) {
    let look = view.look.unwrap_or_default();
    let end = within(ui, place, Layout::left_to_right(Align::Center), |ui| {
        chips(view, ui, cx, look);
        ui.min_rect().right()
    });
    // What is at the left has the right of way.
    let rest = Rect::from_min_max(pos2((end + 12.0).min(place.right()), place.top()), place.max);
    within(ui, rest, Layout::right_to_left(Align::Center), |ui| figures(view, ui, cx, look));
}

/// The chips at the left.
fn chips(view: &mut SearchView, ui: &mut Ui, cx: &Cx, look: Look) {
    ui.spacing_mut().item_spacing.x = 6.0;
    for (words, mode) in [("Passages", Mode::Passages), ("Concordance", Mode::Concordance), ("Words", Mode::Words), ("More like", Mode::Like)] {
        let command = SearchCommand::of(mode);
        if Button::chip(words).selected(look.mode == mode).tip(cx.tip(command.clone())).show(ui).clicked() {
            cx.push(command);
        }
    }
    ui.add_space(8.0);
    match look.mode {
        Mode::Words => return words::head(view, ui, cx),
        Mode::Like => return like::head(view, ui, cx),
        Mode::Passages | Mode::Concordance => {}
    }
    if view.found.quest.query.is_empty() {
        return;
    }
    order(ui, cx, look);
    if view.came_from_words() && Button::chip("Back to the words").tip(cx.tip(Window::Back)).show(ui).clicked() {
        cx.push(Window::Back);
    }
    let new = view.found.tally.new;
    if new > 0 {
        is_new(ui, cx, new);
    }
    if view.hunt.is_some() || view.stopped {
        going_on(view, ui);
    }
}

/// How much of it is ticked, or was counted, at the right.
fn figures(view: &SearchView, ui: &mut Ui, cx: &Cx, look: Look) {
    ui.spacing_mut().item_spacing.x = 12.0;
    match look.mode {
        Mode::Words => return words::figures(view, ui, cx),
        Mode::Like => return like::figures(view, ui, cx),
        Mode::Passages | Mode::Concordance => {}
    }
    if view.found.quest.query.is_empty() {
        return;
    }
    if !view.found.tally.in_memos {
        let enabled = view.can_code() && cx.project.is_some_and(|desk| desk.read_only().is_none());
        let button = Button::primary("Code ticked…").icon(icons::TAG).tip(cx.tip(SearchCommand::AskCode)).enabled(enabled);
        if button.show(ui).clicked() {
            cx.push(SearchCommand::AskCode);
        }
    }
    let (hits, listed) = (view.found.tally.hits, view.found.rows.len());
    let asked = view.found.tally.asked;
    let ticked = view.ticks.count(hits, asked);
    let mut said = match view.is_partial() {
        true => format!("{} ticked so far", count(ticked as i64)),
        false => format!("{} of {} ticked", count(ticked as i64), count(hits as i64)),
    };
    if view.found.done && hits > listed {
        let others = if view.ticks.are_all(asked) { ", also what is not listed" } else { "" };
        said = format!("The first {} are listed · {said}{others}", count(listed as i64));
    }
    let taken = view.ticks.asked(asked);
    // Whoever codes what interviewers say is told so before.
    if taken > 0 && asked < hits {
        said.push_str(&format!(" · {} of them by interviewers", count(taken as i64)));
    }
    if view.ticks.leaves(asked) && asked > taken {
        said.push_str(&format!(" · {} by interviewers not", count((asked - taken) as i64)));
    }
    let words = paint::line(ui, &said, fonts::figures(Weight::Regular, 12.0), cx.tokens.ink3, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(words.size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
    words.paint(ui.painter(), rect.min);
    if view.ticks.leaves(asked) {
        response
            .tip(format!("What interviewers say is ticked when you tick it, or all of it {}", cx.cap(SearchCommand::TickAll).unwrap_or_default()));
    }
}

/// What is new of a saved search: it alone is ticked, or all of it is taken as seen.
fn is_new(ui: &mut Ui, cx: &Cx, new: usize) {
    ui.add_space(8.0);
    let words = format!("{} new", count(new as i64));
    if Button::chip(&words).name("Tick only what is new").tip(cx.tip(SearchCommand::TickNew)).show(ui).clicked() {
        cx.push(SearchCommand::TickNew);
    }
    if Button::chip("Take as seen").tip(cx.tip(SearchCommand::See)).show(ui).clicked() {
        cx.push(SearchCommand::See);
    }
}

/// What it is grouped or sorted by.
fn order(ui: &mut Ui, cx: &Cx, look: Look) {
    match look.mode {
        Mode::Passages => {
            let button = Button::chip(look.by.label()).caret().tip(cx.tip(SearchCommand::AskGroup)).show(ui);
            menu::list(&button, cx, 160.0, |ui| {
                for by in By::ALL {
                    if menu::choice(ui, cx, by.label(), by == look.by) {
                        cx.push(SearchCommand::Group(by));
                        ui.close();
                    }
                }
            });
        }
        Mode::Words | Mode::Like => {}
        Mode::Concordance => {
            let words = format!("Sort: {}", look.sort.label());
            let button = Button::chip(&words).caret().tip(cx.tip(SearchCommand::AskSort)).show(ui);
            menu::list(&button, cx, 180.0, |ui| {
                for sort in Sort::ALL {
                    if menu::choice(ui, cx, sort.label(), sort == look.sort) {
                        cx.push(SearchCommand::Sort(sort));
                        ui.close();
                    }
                }
            });
        }
    }
}

/// While a search takes long, the way to stop it; once it is stopped, the way to go on.
fn going_on(view: &mut SearchView, ui: &mut Ui) {
    if let Some(hunt) = &view.hunt {
        if hunt.report().elapsed.as_millis() > 400 && Button::chip("Stop").name("Stop searching").show(ui).clicked() {
            hunt.stop();
        }
    } else if Button::chip("Stopped: go on").name("Go on searching").show(ui).clicked() {
        view.found.quest = hunt::Quest::default();
        view.stopped = false;
    }
}

/// Where fields stand in a search.
pub(super) fn fields(query: &str) -> Vec<Span> {
    fn walk(ask: &Ask, found: &mut Vec<Span>) {
        match ask {
            Ask::Field { at, .. } => found.push(*at),
            Ask::And(list) | Ask::Or(list) => list.iter().for_each(|ask| walk(ask, found)),
            Ask::Near(a, b, _) => [a, b].into_iter().for_each(|ask| walk(ask, found)),
            Ask::Not(inner) => walk(inner, found),
            Ask::Word(_) | Ask::Phrase { .. } => {}
        }
    }
    let mut found = Vec::new();
    if let Ok(ask) = hunt::parsed(query) {
        walk(&ask, &mut found);
    }
    // What must not be so belongs to its field.
    let letters: Vec<char> = query.chars().collect();
    for span in &mut found {
        let minus = span.start.checked_sub(1).and_then(|at| letters.get(at as usize)) == Some(&'-');
        span.start -= u32::from(minus);
    }
    found
}
