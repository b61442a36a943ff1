//! The report as an outline: its title and introduction, then each theme with the quotes that will stand under it.

use super::ReportsView;
use super::data::{Line, Page};
use crate::analysis::Lies;
use crate::export::{ReportQuote, ReportTheme};
use crate::model::{ReportId, Stance};
use crate::text::on_one_line;
use crate::ui::cached::Cached;
use crate::ui::command::ReportCommand;
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::format::counted;
use crate::ui::text::{Family, PassageStyle, Weight};
use crate::ui::widgets::{Tip, VirtualList, list_keys, paint, row_ground};
use egui::accesskit::Role;
use egui::{Align2, Color32, Id, Pos2, Rect, Response, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

const SIDE: f32 = 20.0;
/// How far a quote and a sub-theme stand in.
const STEP: f32 = 18.0;
/// No line of words is longer, and the outline no wider: where there is more room its margins are.
const WIDE: f32 = 820.0;
const SHEET: f32 = 980.0;
/// What shows of a statement and of a quote, in rows, and how high a row is.
const STATEMENT: (usize, f32) = (3, 22.0);
const QUOTE: (usize, f32) = (4, 21.0);
/// What stands over and under the words of a theme and of a quote.
const AROUND_THEME: f32 = 66.0;
const AROUND_QUOTE: f32 = 32.0;

/// The heights of the lines, for the words, the width and the faces that they were set with.
pub type Heights = Cached<((u64, ReportId), f32, u64), Vec<f32>>;

/// The list's id, for the focus.
pub fn id() -> Id {
    Id::unique("report parts")
}

/// Draws the outline over all there is.
pub fn draw(view: &mut ReportsView, ui: &mut Ui, cx: &Cx, desk: &Desk) {
    let page_rect = ui.max_rect();
    let mut kept = std::mem::take(&mut view.heights);
    let Some((read, page)) = view.read(desk) else { return };
    let bottom = head(ui, cx, page_rect, page);
    let rect = Rect::from_min_max(pos2(page_rect.left(), bottom), page_rect.max);
    if page.themes.is_empty() {
        ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
            let button = Some(("Put a theme into the report…", ReportCommand::Add.into()));
            super::parts::empty(ui, cx, "No theme is in it yet", "Themes stand in the order you choose, each with quotes for and against.", button);
        });
        return;
    }
    let at = view.chosen.and_then(|key| page.at(key));
    let keys = list_keys(ui, id(), rect, &format!("Parts of {}", page.report.name), at, page.lines.len(), (rect.height() / 74.0) as usize);
    let focused = keys.response.has_focus();
    let reveal = if view.reveal || keys.moved.is_some() { keys.moved.or(at) } else { None };
    let mut chosen = keys.moved;
    let mut go = keys.enter;
    let faces = cx.text.borrow_mut().key(&quote_style());
    let width = sheet(rect).width();
    let heights = kept.get((*read, width, faces), |_| page.lines.iter().map(|line| height(cx, page, *line, width)).collect()).iter().copied();
    ui.scope_builder(UiBuilder::new().max_rect(rect).id_salt("report outline"), |ui| {
        VirtualList::of(("report lines", page.report.id), heights).reveal(reveal).show(ui, |ui, n| {
            let response = line(ui, cx, desk, (page, n), (at == Some(n), focused));
            if response.clicked() {
                chosen = Some(n);
                keys.response.request_focus();
            }
            go |= response.double_clicked();
        });
    });
    let key = chosen.map(|n| page.key(page.lines[n]));
    (view.reveal, view.heights) = (false, kept);
    // Whoever goes elsewhere meanwhile stays there.
    if key.is_some() {
        (view.chosen, view.wanted) = (key, None);
    }
    if go {
        cx.push(ReportCommand::Go);
    }
}

/// Title and introduction; gives their lower edge.
fn head(ui: &mut Ui, cx: &Cx, page: Rect, shown: &Page) -> f32 {
    let (left, width) = (sheet(page).left(), sheet(page).width().min(WIDE));
    let title = PassageStyle::new(Family::Sans, 20.0, 28.0).weight(Weight::Semibold);
    let place = words(ui, cx, &shown.report.name, (&title, cx.tokens.ink), pos2(left, page.top() + 16.0), (width, 1));
    let response = ui.interact(place, Id::unique("report title"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &shown.report.name));
    let mut bottom = place.bottom() + 8.0;
    let intro = on_one_line(&shown.report.intro);
    if !intro.is_empty() {
        let style = PassageStyle::new(Family::Serif, 15.0, 22.0);
        let place = words(ui, cx, &intro, (&style, cx.tokens.ink), pos2(left, bottom), (width, 3));
        let response = ui.interact(place, Id::unique("report introduction"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &intro));
        response.tip(&intro);
        bottom = place.bottom() + 10.0;
    }
    paint::hline(ui, ui.painter(), page.x_range(), bottom, cx.tokens.line);
    bottom + paint::hair(ui)
}

/// Words from a corner on, cut after some rows; gives their place.
fn words(ui: &Ui, cx: &Cx, words: &str, (style, ink): (&PassageStyle, Color32), at: Pos2, (width, rows): (f32, usize)) -> Rect {
    let mut engine = cx.text.borrow_mut();
    let fitted = engine.fit(words, style, width.max(40.0), rows);
    let inset = if rows == 1 { fitted.passage.inset() } else { 0.0 };
    fitted.passage.paint(&mut engine, ui.painter(), at - vec2(inset, 0.0), ink);
    Rect::from_min_size(at, vec2(width, fitted.passage.height()))
}

/// The part of a place that the outline stands in.
fn sheet(place: Rect) -> Rect {
    let wide = (place.width() - 2.0 * SIDE).min(SHEET);
    Rect::from_center_size(place.center(), vec2(wide, place.height()))
}

/// How far the words of a theme, and those of a quote, stand in.
fn indent(theme: &ReportTheme, quote: bool) -> f32 {
    22.0 + STEP * f32::from(theme.level - 1) + if quote { 14.0 } else { 0.0 }
}

fn statement_style() -> PassageStyle {
    PassageStyle::new(Family::Serif, 14.0, STATEMENT.1)
}

fn quote_style() -> PassageStyle {
    PassageStyle::new(Family::Serif, 14.0, QUOTE.1)
}

fn quoted(quote: &ReportQuote) -> String {
    format!("“{}”", on_one_line(&quote.words))
}

fn height(cx: &Cx, page: &Page, line: Line, width: f32) -> f32 {
    let set = |words: &str, style: &PassageStyle, left: f32, rows: usize| {
        let room = (width - left).clamp(40.0, WIDE);
        cx.text.borrow_mut().fit(words, style, room, rows).passage.height()
    };
    match line {
        Line::Theme(at) if page.themes[at].statement.trim().is_empty() => AROUND_THEME,
        Line::Theme(at) => {
            let theme = &page.themes[at];
            AROUND_THEME + set(&on_one_line(&theme.statement), &statement_style(), indent(theme, false), STATEMENT.0)
        }
        Line::Quote(at, quote) => {
            let theme = &page.themes[at];
            AROUND_QUOTE + set(&quoted(&theme.quotes[quote]), &quote_style(), indent(theme, true), QUOTE.0)
        }
    }
}

fn line(ui: &mut Ui, cx: &Cx, desk: &Desk, (page, n): (&Page, usize), (chosen, focused): (bool, bool)) -> Response {
    let (_, rect) = ui.allocate_space(ui.available_size());
    let response = ui.interact(rect, Id::unique(("report line", n)), Sense::CLICK);
    row_ground(ui, rect, chosen, response.hovered(), focused);
    let sheet = sheet(rect);
    let said = match page.lines[n] {
        Line::Theme(at) => {
            let shown = &page.themes[at];
            theme(ui, cx, cx.tokens.code(desk.corpus.colour(shown.code)), sheet, shown);
            if n > 0 {
                paint::hline(ui, ui.painter(), sheet.x_range(), rect.top(), cx.tokens.line_soft);
            }
            let uncharted = if shown.uncharted { format!(", {UNCHARTED}") } else { String::new() };
            format!("{}, {}{uncharted}, {}", shown.name, shown.line, quotes_said(shown))
        }
        Line::Quote(at, quote) => {
            let shown = &page.themes[at].quotes[quote];
            self::quote(ui, cx, sheet, (&page.themes[at], shown));
            let against = match (shown.unwritten, shown.stance) {
                (Some(why), _) => format!(", {}", why.said()),
                (None, Stance::Contradicts) => ", contradicts".into(),
                (None, Stance::Supports) => String::new(),
            };
            let lies = shown.lies.and_then(Lies::said).map_or_else(String::new, |said| format!(", {said}"));
            format!("{}, {}{against}{lies}{}", shown.words, shown.attribution, if shown.chosen { "" } else { ", by rule" })
        }
    };
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &said));
    response
}

/// “3 quotes chosen”, “2 quotes by rule”.
fn quotes_said(theme: &ReportTheme) -> String {
    match theme.quotes.first() {
        None => "no quotes".into(),
        Some(first) => {
            let against = if theme.one_sided { ", none against it" } else { "" };
            format!("{} {}{against}", counted(theme.quotes.len(), "quote"), if first.chosen { "chosen" } else { "by rule" })
        }
    }
}

fn theme(ui: &Ui, cx: &Cx, colour: Color32, rect: Rect, shown: &ReportTheme) {
    let words_left = rect.left() + indent(shown, false);
    let left = words_left - 22.0;
    let y = rect.top() + 25.0;
    let swatch = Rect::from_center_size(paint::snap(ui, pos2(left + 6.0, y)), vec2(12.0, 12.0));
    ui.painter().rect_filled(swatch, 3.0, colour);
    let count = quotes_said(shown);
    let right = paint::text(ui, pos2(rect.right(), y), Align2::RIGHT_CENTER, &count, paint::meta(), cx.tokens.ink2).left();
    let style = PassageStyle::new(Family::Sans, 15.0, 22.0).weight(Weight::Semibold);
    words(ui, cx, &shown.name, (&style, cx.tokens.ink), pos2(words_left, y - 11.0), (right - left - 36.0, 1));
    let mut top = rect.top() + 38.0;
    let width = (rect.right() - words_left).min(WIDE);
    let statement = on_one_line(&shown.statement);
    if !statement.is_empty() {
        let set = (&statement_style(), cx.tokens.ink2);
        top = words(ui, cx, &statement, set, pos2(words_left, top), (width, STATEMENT.0)).bottom();
    }
    let more = [
        shown.uncharted.then(|| UNCHARTED.to_owned()),
        shown.sites.as_ref().map(|_| "table of sites".to_owned()),
        shown.charted.as_ref().map(|grid| charted(grid.rows.iter().filter(|row| !row.strong).count())),
    ];
    let line = std::iter::once(shown.line.clone()).chain(more.into_iter().flatten()).collect::<Vec<_>>().join(" · ");
    paint::place(ui, paint::line(ui, &line, paint::meta(), cx.tokens.ink2, width), pos2(words_left, top + 10.0));
}

const UNCHARTED: &str = "nothing charted";

fn charted(cells: usize) -> String {
    format!("{} of the chart", counted(cells, "cell"))
}

fn quote(ui: &Ui, cx: &Cx, rect: Rect, (theme, shown): (&ReportTheme, &ReportQuote)) {
    let words_left = rect.left() + indent(theme, true);
    let left = words_left - 14.0;
    let against = shown.stance == Stance::Contradicts;
    let edge = if against { cx.tokens.danger } else { cx.tokens.line };
    let bar = Rect::from_min_max(pos2(left, rect.top() + 6.0), pos2(left + 3.0, rect.bottom() - 6.0));
    ui.painter().rect_filled(bar, 1.5, edge);
    let width = (rect.right() - words_left).min(WIDE);
    let set = (&quote_style(), cx.tokens.ink);
    words(ui, cx, &quoted(shown), set, pos2(words_left, rect.top() + 6.0), (width, QUOTE.0));
    let y = rect.bottom() - 14.0;
    let marks = [
        against.then_some(("contradicts", paint::medium(), cx.tokens.danger)),
        shown.unwritten.map(|why| (why.said(), paint::medium(), cx.tokens.warn)),
        shown.lies.and_then(Lies::said).map(|said| (said, paint::meta(), cx.tokens.ink2)),
        (!shown.chosen).then_some(("by rule", paint::meta(), cx.tokens.ink2)),
    ];
    let marks: Vec<_> = marks.into_iter().flatten().map(|(words, font, ink)| paint::whole(ui, words, font, ink)).collect();
    let room = width - marks.iter().map(|mark| mark.size().x + 10.0).sum::<f32>();
    let mut x = paint::place(ui, paint::line(ui, &shown.attribution, paint::meta(), cx.tokens.ink2, room), pos2(words_left, y)).right() + 10.0;
    for mark in marks {
        x = paint::place(ui, mark, pos2(x, y)).right() + 10.0;
    }
}
