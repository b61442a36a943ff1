//! The head of the view: where the code stands, its name, in how many sites it is heard, what it says, and the filters.

use super::card;
use super::choice::{Axis, By, Choice, toggle, ways};
use super::data::Board;
use super::gathers::{self, word};
use super::lane;
use super::menu::{Item, menu};
use super::reading::Readings;
use crate::analysis::{Corpus, Heads};
use crate::model::Grouping;
use crate::model::grouped;
use crate::ui::command::{CrosswalkCommand, Gathering, Showing};
use crate::ui::cx::Cx;
use crate::ui::icons;
use crate::ui::text::{Family, PassageStyle, Weight as Heavy};
use crate::ui::widgets::{Button, Tip, paint};
use egui::accesskit::Role;
use egui::{Align, Id, Layout, Rect, Response, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// At the sides of the page.
const SIDE: f32 = 20.0;
/// The statement is no wider.
const STATEMENT: f32 = 820.0;

/// Draws the head at the top of `page`; changes `choice` as the filters say, and gives its lower edge.
pub fn draw(ui: &mut Ui, page: Rect, cx: &Cx, corpus: &Corpus, board: &Board, choice: &mut Choice) -> f32 {
    let (left, right) = (page.left() + SIDE, page.right() - SIDE);
    card::line(ui, cx, &board.path, pos2(left, page.top() + 26.0), right - left, cx.tokens.ink3);
    let mut top = title(ui, page, cx, board);
    top = statement(ui, cx, board, pos2(left, top), (right - left).min(STATEMENT));
    top = gathers::draw(ui, Rect::from_min_max(pos2(left, top), pos2(right, top + 24.0)), cx, board);
    let chips = Rect::from_min_max(pos2(left, top), pos2(right, top + 24.0));
    let end = filters(ui, chips, cx, corpus, board, choice);
    let bottom = legend(ui, cx, board, chips, end) + 12.0;
    paint::hline(ui, ui.painter(), page.x_range(), bottom, cx.tokens.line);
    bottom + paint::hair(ui)
}

/// The row with the name; gives its lower edge.
fn title(ui: &mut Ui, page: Rect, cx: &Cx, board: &Board) -> f32 {
    let tokens = cx.tokens;
    let (left, mut right) = (page.left() + SIDE, page.right() - SIDE);
    let y = page.top() + 52.0;
    right = super::export_buttons(ui, cx, right, y) - 12.0;
    let swatch = Rect::from_center_size(paint::snap(ui, pos2(left + 7.0, y)), vec2(14.0, 14.0));
    ui.painter().rect_filled(swatch, 3.5, tokens.code(board.colour));
    let marks = [(board.reach.as_str(), true), (board.line.as_str(), false)];
    let wide = marks.iter().filter(|(words, _)| !words.is_empty()).map(|(words, _)| badge_width(ui, words) + 8.0).sum::<f32>();
    let room = right - left - 24.0;
    let style = PassageStyle::new(Family::Sans, 20.0, 28.0).weight(Heavy::Semibold);
    let (width, cut, beside) = {
        let mut engine = cx.text.borrow_mut();
        let fitted = engine.fit(&board.title, &style, room, 1);
        fitted.passage.paint(&mut engine, ui.painter(), pos2(left + 24.0 - fitted.passage.inset(), y - 14.0), tokens.ink);
        (fitted.passage.width(), fitted.cut, fitted.passage.width() + 12.0 + wide <= room)
    };
    let heading = ui.interact(Rect::from_min_size(pos2(left, y - 14.0), vec2(24.0 + width, 28.0)), Id::unique("theme title"), Sense::hover());
    heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &board.title));
    if cut {
        heading.tip(&board.title);
    }
    let (mut x, y) = if beside { (left + 24.0 + width + 12.0, y) } else { (left, y + 30.0) };
    for (words, strong) in marks {
        if !words.is_empty() {
            let response = badge(ui, cx, pos2(x, y), words, strong);
            x = response.rect.right() + 8.0;
            response.tip(if strong { "How far it is heard, under the filters below" } else { board.basis.as_str() });
        }
    }
    y + 18.0
}

fn badge_width(ui: &Ui, words: &str) -> f32 {
    paint::whole(ui, words, paint::meta(), egui::Color32::PLACEHOLDER).size().x + 18.0
}

/// Words in a small box, the middle of its left edge at `at`.
fn badge(ui: &Ui, cx: &Cx, at: egui::Pos2, words: &str, strong: bool) -> Response {
    let tokens = cx.tokens;
    let (font, ink) =
        if strong { (crate::ui::fonts::text(crate::ui::fonts::Weight::Medium, 12.0), tokens.accent) } else { (paint::meta(), tokens.ink2) };
    let galley = paint::whole(ui, words, font, ink);
    let rect = Rect::from_min_size(pos2(at.x, at.y - 11.0), vec2(galley.size().x + 16.0, 22.0));
    if strong {
        paint::boxed(ui, rect, 6.0, tokens.accent_wash, if tokens.high_contrast { tokens.line } else { tokens.accent_wash });
    } else {
        paint::boxed(ui, rect, 6.0, tokens.raised, tokens.line);
    }
    paint::place(ui, galley, pos2(rect.left() + 8.0, at.y));
    let response = ui.interact(rect, Id::unique(("theme badge", strong)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    response
}

/// What the code says, in the face for reading; gives where the filters begin.
fn statement(ui: &Ui, cx: &Cx, board: &Board, at: egui::Pos2, width: f32) -> f32 {
    if board.statement.trim().is_empty() {
        return at.y + 4.0;
    }
    let words = crate::text::on_one_line(&board.statement);
    let style = PassageStyle::new(Family::Serif, 17.0, 23.0);
    let mut engine = cx.text.borrow_mut();
    let fitted = engine.fit(&words, &style, width, 3);
    let rect = Rect::from_min_size(at + vec2(0.0, 2.0), vec2(width, fitted.passage.height()));
    fitted.passage.paint(&mut engine, ui.painter(), rect.min, cx.tokens.ink);
    drop(engine);
    let response = ui.interact(rect, Id::unique("theme statement"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
    if response.clicked() {
        cx.push(Gathering::AskStatement);
    }
    let tip = cx.tip(Gathering::AskStatement);
    response.tip(if fitted.cut { format!("{words}\n\n{tip}") } else { tip });
    rect.bottom() + 9.0
}

/// The chips; gives the right edge of the last.
fn filters(ui: &mut Ui, rect: Rect, cx: &Cx, corpus: &Corpus, board: &Board, choice: &mut Choice) -> Rect {
    let builder = UiBuilder::new().max_rect(rect).id_salt("theme filters").layout(Layout::left_to_right(Align::Center).with_main_wrap(true));
    let shown = ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing = vec2(5.0, 6.0);
        word(ui, cx, "Columns");
        columns(ui, cx, corpus, board, choice);
        ui.add_space(9.0);
        word(ui, cx, "Show");
        for axis in Axis::ALL {
            let in_columns = matches!((axis, choice.by), (Axis::Site, By::Site));
            if axis.grouping(corpus).is_some() && (!in_columns || !choice.only.of(axis).is_empty()) {
                values(ui, cx, &board.heads, axis, choice);
            }
        }
        coders(ui, cx, corpus, choice);
        let star = Button::chip("Key quotes").icon(icons::STAR).selected(choice.stars).tip(cx.tip(Showing::Stars)).show(ui);
        if star.clicked() {
            choice.stars = !choice.stars;
        }
        if board.has_children {
            let below = Button::chip("With sub-codes").icon(icons::TREE_STRUCTURE).selected(choice.with_children);
            if below.tip(cx.tip(Showing::Below)).show(ui).clicked() {
                choice.with_children = !choice.with_children;
            }
        }
        if !board.lenses.is_empty()
            && let Some(through) = readings(cx, board, choice).chip(ui, cx)
        {
            choice.through = through;
        }
        if choice.is_filtered() && Button::chip("Show all").icon(icons::X).tip("Take every filter off").show(ui).clicked() {
            *choice = choice.unfiltered();
        }
    });
    shown.response.rect
}

/// What can be read as the framework that shows.
pub(super) fn readings<'a>(cx: &Cx, board: &'a Board, choice: &Choice) -> Readings<'a> {
    let to = cx.project.and_then(|desk| desk.corpus.code(board.code)).map(|code| code.framework);
    let now = choice.through.filter(|id| board.lenses.iter().any(|(of, _)| of == id));
    let map = CrosswalkCommand::Of(choice.through.or_else(|| board.lenses.first().map(|(id, _)| *id)), to);
    Readings { title: "What is read here", lenses: &board.lenses, now, map }
}

fn columns(ui: &mut Ui, cx: &Cx, corpus: &Corpus, board: &Board, choice: &mut Choice) {
    let name = board.columns.clone();
    let spoken = format!("Columns: {name}");
    let chip = Button::chip(&name).name(&spoken).caret().selected(true).tip(cx.tip(Showing::AskColumns)).show(ui);
    let ways = ways(corpus);
    let kind = |by: By| matches!(by, By::Group(Grouping::Kind(_)));
    let named = |by: By| matches!(by, By::Site | By::Role | By::Phase);
    let mut last: Option<By> = None;
    let items: Vec<Item> = ways
        .iter()
        .map(|(by, words)| {
            let item = Item::new(words, *by == choice.by);
            let apart = last.is_some_and(|last| (named(last), kind(last)) != (named(*by), kind(*by)) || *by == By::Nothing);
            last = Some(*by);
            if apart { item.apart() } else { item }
        })
        .collect();
    if let Some(at) = menu(cx, &chip, "Columns", false, &items) {
        choice.by = ways[at].0;
    }
}

/// A chip for the values of an axis.
fn values(ui: &mut Ui, cx: &Cx, heads: &Heads, axis: Axis, choice: &mut Choice) {
    let groups = axis.groups(heads);
    let names: Vec<String> = groups.all().map(|group| groups.label(group).to_owned()).collect();
    let only = choice.only.of(axis);
    let all = if groups.len() == 2 { format!("Both {}", axis.many()) } else { format!("All {}", axis.many()) };
    let words = match only {
        [] => all.clone(),
        [one] => one.clone(),
        several => format!("{} {}", grouped(several.len()), axis.many()),
    };
    let chip = Button::chip(&words).caret().selected(!only.is_empty()).tip(format!("Which {} are shown", axis.many())).show(ui);
    let mut items = vec![Item::new(all, only.is_empty())];
    items.extend(names.iter().enumerate().map(|(n, name)| {
        let item = Item::new(name, only.contains(name));
        if n == 0 { item.apart() } else { item }
    }));
    if let Some(at) = menu(cx, &chip, axis.many(), true, &items) {
        toggle(choice.only.of_mut(axis), at.checked_sub(1).map(|at| names[at].clone()));
    }
}

fn coders(ui: &mut Ui, cx: &Cx, corpus: &Corpus, choice: &mut Choice) {
    if corpus.coders.len() < 2 && choice.coders.is_empty() {
        return;
    }
    let words = match choice.coders.as_slice() {
        [] => "All coders".to_owned(),
        [one] => corpus.coder(*one).map(|coder| coder.called().to_owned()).unwrap_or_default(),
        several => format!("{} coders", grouped(several.len())),
    };
    let chip = Button::chip(&words).caret().selected(!choice.coders.is_empty()).tip(cx.tip(Showing::AskCoder)).show(ui);
    let mut items = vec![Item::new("All coders", choice.coders.is_empty())];
    items.extend(corpus.coders.iter().enumerate().map(|(n, coder)| {
        let item = Item::new(coder.in_full(), choice.coders.contains(&coder.id));
        if n == 0 { item.apart() } else { item }
    }));
    if let Some(at) = menu(cx, &chip, "coders", true, &items) {
        toggle(&mut choice.coders, at.checked_sub(1).map(|at| corpus.coders[at].id));
    }
}

/// The legend at the right of the chips, or under them where there is no room; gives the lower edge of both.
fn legend(ui: &Ui, cx: &Cx, board: &Board, chips: Rect, end: Rect) -> f32 {
    let last = end.bottom().max(chips.top() + 24.0);
    let one_row = end.height() < 30.0;
    if board.legend.is_empty() || board.lanes.is_empty() {
        return last;
    }
    let need = lane::legend_width(ui, cx, board);
    if one_row && end.right() + 24.0 + need <= chips.right() {
        lane::legend(ui, cx, board, chips.right() - need, chips.right(), chips.top() + 12.0);
        return last;
    }
    lane::legend(ui, cx, board, chips.left(), chips.right(), last + 16.0) + 8.0
}
