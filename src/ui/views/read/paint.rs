//! Painting the page: wash, selection, words, caret, and number and voice in the gutter.

use super::open::Open;
use super::page::Placed;
use crate::analysis::Corpus;
use crate::model::Span;
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight as UiWeight};
use crate::ui::notify::{looked_at, written_at};
use crate::ui::text::{Family, PassageStyle, Place, SelectionPaint, TextEngine, Weight};
use crate::ui::views::search::found_wash;
use crate::ui::widgets::{Tip, paint};
use egui::accesskit::Role;
use egui::{Align2, Color32, Id, Painter, Pos2, Rangef, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

/// A wash behind words.
pub struct Wash {
    /// Where.
    pub span: Span,
    /// The colour of its code's line.
    pub line: Color32,
    /// The colour behind the words.
    pub fill: Color32,
}

/// How far apart underlines of overlapping washes stand.
const UNDERLINE: f32 = 3.0;

/// Paints everything in sight.
pub fn page(ui: &Ui, cx: &Cx, open: &Open, washes: &[Wash], found: &[Span], focused: bool) {
    let painter = ui.painter().with_clip_rect(open.frame.rect);
    wash(cx, &painter, open, washes);
    marks(cx, &painter, open, found);
    selection(cx, &painter, open);
    let engine = &mut *cx.text.borrow_mut();
    for placed in &open.page.placed {
        let block = &open.sheet.blocks[placed.at];
        let colour = if open.sheet.asks(block) { cx.tokens.ink2 } else { cx.tokens.ink };
        placed.passage.paint(engine, &painter, origin(open, placed), colour);
        if block.kind.has_bullet() && !block.runs_on {
            let at = origin(open, placed) + vec2(-11.0, placed.passage.line_height() / 2.0);
            painter.circle_filled(at, 2.0, cx.tokens.ink2);
        }
    }
    composed(cx, &painter, open);
    caret(ui, cx, &painter, open, focused);
}

/// A line under what an input method has not settled yet.
fn composed(cx: &Cx, painter: &Painter, open: &Open) {
    let Some(span) = open.correct.as_ref().and_then(|correct| correct.composed()) else { return };
    for rect in open.page.rects(&open.sheet, span) {
        let rect = open.frame.outward(rect);
        painter.rect_filled(Rect::from_x_y_ranges(rect.x_range(), rect.bottom() - 5.0..=rect.bottom() - 4.0), 0.0, cx.tokens.ink);
    }
}

fn origin(open: &Open, placed: &Placed) -> Pos2 {
    placed.origin + vec2(open.frame.left, open.frame.rect.top())
}

/// The washes, and where they overlap a line under the words for each, so that overlap is not told by shade alone.
fn wash(cx: &Cx, painter: &Painter, open: &Open, washes: &[Wash]) {
    let contrast = cx.tokens.high_contrast;
    for (n, wash) in washes.iter().enumerate() {
        let below = washes[..n].iter().filter(|other| other.span.overlaps(wash.span)).count();
        for rect in open.page.rects(&open.sheet, wash.span) {
            let rect = open.frame.outward(rect);
            if !contrast {
                let fill = if below == 0 { wash.fill } else { wash.fill.gamma_multiply(0.6) };
                painter.rect_filled(rect, 0.0, fill);
            }
        }
        let crossing: Vec<&Wash> =
            washes.iter().enumerate().filter(|(m, other)| *m != n && other.span.overlaps(wash.span)).map(|(_, other)| other).collect();
        let lined: Vec<Span> = if contrast { vec![wash.span] } else { crossing.iter().filter_map(|other| other.span.intersect(wash.span)).collect() };
        for rect in lined.into_iter().flat_map(|span| open.page.rects(&open.sheet, span)) {
            let rect = open.frame.outward(rect);
            let bottom = rect.bottom() - 1.0 - UNDERLINE * below.min(3) as f32;
            let high = if contrast { 3.0 } else { 2.0 };
            painter.rect_filled(Rect::from_x_y_ranges(rect.x_range(), bottom - high..=bottom), 0.0, wash.line);
        }
    }
}

/// What was found, where it is in sight; what is selected of it shows as selected.
fn marks(cx: &Cx, painter: &Painter, open: &Open, found: &[Span]) {
    let sight = open.page.sight(&open.sheet);
    let first = found.partition_point(|mark| mark.end <= sight.start);
    for mark in found[first..].iter().take_while(|mark| mark.start < sight.end) {
        for rect in open.page.rects(&open.sheet, *mark) {
            found_wash(cx, painter, open.frame.outward(rect).shrink2(vec2(0.0, 3.0)));
        }
    }
}

fn selection(cx: &Cx, painter: &Painter, open: &Open) {
    let Some(span) = open.marked() else { return };
    for placed in &open.page.placed {
        let block = open.sheet.blocks[placed.at].span;
        let Some(part) = span.intersect(block) else { continue };
        let own = Span { start: part.start - block.start, end: part.end - block.start };
        let look = SelectionPaint {
            fill: cx.tokens.selection,
            edge: cx.tokens.accent,
            starts: block.contains(span.start),
            ends: span.end > block.start && span.end <= block.end,
        };
        placed.passage.paint_selection(painter, origin(open, placed), own, &look);
    }
}

/// The caret; while a selection is moved, where it would be put.
fn caret(ui: &Ui, cx: &Cx, painter: &Painter, open: &Open, focused: bool) {
    let moved = open.put_down(ui);
    if moved.is_none() && open.marked().is_some() {
        return;
    }
    let (at, trailing) = moved.unwrap_or((open.caret.at, open.caret.trailing));
    let block = open.sheet.block_at(at);
    let Some(placed) = open.page.placed.iter().find(|placed| placed.at == block) else { return };
    let offset = at.saturating_sub(open.sheet.blocks[block].span.start);
    let rect = placed.passage.caret(Place { offset, trailing });
    let colour = if focused { cx.tokens.accent } else { cx.tokens.ink3 };
    // As high as the letters rather than the line: a calm mark between lines that stand far apart.
    let rect = rect.translate(origin(open, placed).to_vec2()).shrink2(vec2(0.0, 3.0));
    looked_at(ui.ctx(), rect);
    if focused {
        written_at(ui.ctx(), rect);
    }
    placed.passage.paint_edge(painter, rect, colour);
}

/// Draws numbers and voices; gives the block of the turn whose number was clicked.
pub fn gutter(ui: &Ui, cx: &Cx, open: &Open) -> Option<usize> {
    let mut clicked = None;
    let painter = ui.painter().with_clip_rect(open.frame.rect);
    for placed in &open.page.placed {
        let block = &open.sheet.blocks[placed.at];
        let Some(number) = open.sheet.number(placed.at) else { continue };
        let y = origin(open, placed).y + placed.passage.line_height() / 2.0 + 1.0;
        if y > open.frame.rect.bottom() || y < open.frame.rect.top() {
            continue;
        }
        let number = number.to_string();
        let hit = Rect::from_x_y_ranges(open.columns.number - 30.0..=open.columns.text.min - 6.0, y - 12.0..=y + 12.0);
        let response = ui.interact(hit, Id::unique(("turn", placed.at)), Sense::click());
        let voice = open.sheet.voice(block);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Turn {number}, {}", voice.map_or("", |voice| &voice.name))));
        let ink = if response.hovered() { cx.tokens.ink } else { cx.tokens.ink3 };
        let font = fonts::figures(UiWeight::Regular, 12.0);
        paint::text_in(ui, &painter, pos2(open.columns.number, y), Align2::RIGHT_CENTER, &number, font, ink);
        if let Some(voice) = voice {
            name(cx, &painter, open.columns.voice, y, &voice.name, voice.asks);
        }
        let tip = || voice.map_or_else(String::new, |voice| voice.name.clone());
        let does = if open.correct.is_some() { "click gives the turn to another" } else { "click selects the turn" };
        if response.tip_at_pointer(format!("{}  ·  {does}", tip())).clicked() {
            clicked = Some(placed.at);
        }
    }
    clicked
}

fn name(cx: &Cx, painter: &Painter, room: Rangef, y: f32, words: &str, asks: bool) {
    let engine = &mut *cx.text.borrow_mut();
    let colour = if asks { cx.tokens.ink2 } else { cx.tokens.ink };
    let mut fitted = engine.fit(words, &voice_style(asks), room.span(), 1);
    // Where the whole name has no room its last word, which is the surname, says more than its beginning.
    if let Some(last) = words.rsplit(' ').next().filter(|last| fitted.cut && last.chars().count() > 2) {
        fitted = engine.fit(last, &voice_style(asks), room.span(), 1);
    }
    let at = pos2(room.min - fitted.passage.inset(), y - fitted.passage.height() / 2.0);
    fitted.passage.paint(engine, painter, at, colour);
}

fn voice_style(asks: bool) -> PassageStyle {
    PassageStyle::new(Family::Sans, 12.0, 18.0).weight(if asks { Weight::Regular } else { Weight::Semibold })
}

/// The width of the widest voice of a source, so that names stand whole where there is room.
pub fn widest(engine: &mut TextEngine, open: &Open) -> f32 {
    let voices = open.sheet.voices.iter().take(40);
    voices.map(|voice| engine.fit(&voice.name, &voice_style(voice.asks), 132.0, 1).passage.width()).fold(0.0, f32::max).ceil()
}

/// Tells screen readers the paragraphs in sight.
pub fn announce(ui: &Ui, open: &Open) {
    for placed in &open.page.placed {
        let rect = Rect::from_min_size(origin(open, placed), vec2(open.columns.text.span(), placed.passage.height())).intersect(open.frame.rect);
        if rect.is_positive() {
            let response = ui.interact(rect, Id::unique(("paragraph", placed.at)), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Paragraph, true, said(open, placed.at)));
        }
    }
}

fn said(open: &Open, at: usize) -> String {
    let block = &open.sheet.blocks[at];
    let words = open.sheet.words(block.span);
    match (open.sheet.number(at), open.sheet.voice(block)) {
        (Some(number), Some(voice)) => format!("{number} {}: {words}", voice.name),
        _ => words,
    }
}

/// What washes a coding's words now.
pub fn washes(corpus: &Corpus, cx: &Cx, open: &Open, show: &super::show::Show, pointed: Option<crate::model::CodeId>) -> Vec<Wash> {
    let all = show.wash == super::show::WashMode::All;
    let picked = open.stripes.within(open.page.sight(&open.sheet)).filter(|stripe| {
        let own = Some(stripe.coding) == open.chosen || Some(stripe.coding) == open.hovered;
        own || all || pointed == Some(stripe.code) || (!show.codes.is_empty() && show.holds(corpus, stripe.code))
    });
    let wash = |stripe: &super::stripes::Stripe| {
        let colour = corpus.colour(stripe.code);
        Wash { span: stripe.span, line: cx.tokens.code(colour), fill: cx.tokens.code_wash(colour) }
    };
    let own = open.noted.iter().copied().chain(open.target);
    let own = own.map(|span| Wash { span, line: cx.tokens.accent, fill: cx.tokens.accent_wash });
    picked.map(wash).chain(own).collect()
}
