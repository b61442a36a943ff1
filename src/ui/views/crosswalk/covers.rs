//! The page of what is taken in: figures, and bars by code, group and what each code of the second framework gets.

use super::CrosswalkView;
use super::cover::{Bar, Cover, Line, Read};
use crate::analysis::lens::Taken;
use crate::ui::command::{CrosswalkCommand, Target, Window};
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::format::{count, counted};
use crate::ui::theme::measure;
use crate::ui::widgets::{Tip, VirtualList, list_keys, paint, row_ground, section_head};
use egui::accesskit::Role;
use egui::{Align2, Color32, Id, Rect, Response, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

const SIDE: f32 = 20.0;
const ROW: f32 = 28.0;
const FIGURES: f32 = 84.0;
/// In narrow windows figures stand in two rows.
const NARROW: f32 = 560.0;
/// The room of a bar, and of the figures behind it.
const BAR: f32 = 180.0;
const SAID: f32 = 96.0;

/// The list, for the focus.
pub fn list_id() -> Id {
    Id::unique("crosswalk coverage")
}

fn height(line: &Line, width: f32) -> f32 {
    match line {
        Line::Figures(_) if width < NARROW => FIGURES * 2.0,
        Line::Figures(_) => FIGURES,
        Line::Head(_) => 40.0,
        _ => ROW,
    }
}

/// Draws the page under the bar.
pub fn draw(view: &mut CrosswalkView, ui: &mut Ui, cx: &Cx, cover: &Cover) {
    let page = Rect::from_min_max(ui.cursor().min, ui.max_rect().max);
    paint::hline(ui, ui.painter(), page.left() + SIDE..=page.right() - SIDE, page.top(), cx.tokens.line);
    let fresh = view.row.is_none();
    if fresh {
        // The code that was looked at in the links is the one to begin at.
        let of = |line: &&Line| matches!((line, view.at), (Line::Code(bar), Some((code, _))) if bar.code == code);
        view.row = cover.lines.iter().find(of).cloned();
    }
    let at = view.row.as_ref().and_then(|row| cover.place(row));
    let keys = list_keys(ui, list_id(), page, "What is taken in", at, cover.lines.len(), (page.height() / ROW) as usize);
    if let Some(to) = keys.moved {
        view.row = Some(cover.lines[to].clone());
        ui.ctx().request_repaint();
    }
    let focused = keys.response.has_focus();
    if keys.enter
        && let Some(line) = at.and_then(|at| cover.lines.get(at))
    {
        open(view, cx, line);
    }
    let at = keys.moved.or(at);
    ui.scope_builder(UiBuilder::new().max_rect(page), |ui| {
        let heights = cover.lines.iter().map(|line| height(line, page.width()));
        VirtualList::of("crosswalk coverage", heights).reveal(keys.moved.or(at.filter(|_| fresh))).show(ui, |ui, here| {
            let line = &cover.lines[here];
            let response = one(ui, cx, line, (here, at == Some(here), focused));
            if response.clicked() {
                view.row = Some(line.clone());
                keys.response.request_focus();
            }
            if response.double_clicked() {
                open(view, cx, line);
            }
        });
    });
}

/// Goes from a line to what it is about: a code of the first framework in the links, one of the second in Themes.
fn open(view: &mut CrosswalkView, cx: &Cx, line: &Line) {
    match line {
        Line::Code(bar) => {
            (view.at, view.card, view.reveal) = (Some((bar.code, None)), None, true);
            cx.push(CrosswalkCommand::Page(super::Page::Links));
        }
        Line::Target(read) => {
            cx.push(Window::Go(Target::Code(read.code)));
            let from = view.choice.as_ref().and_then(|choice| choice.from);
            cx.push(crate::ui::command::Showing::Through(from));
        }
        _ => {}
    }
}

fn one(ui: &mut Ui, cx: &Cx, line: &Line, (at, chosen, focused): (usize, bool, bool)) -> Response {
    let rect = ui.max_rect();
    if let Line::Head(words) = line {
        let inner = Rect::from_min_max(pos2(rect.left() + SIDE - 12.0, rect.top() + 4.0), rect.max);
        ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| section_head(ui, words, |_| {}));
    }
    let response = ui.interact(rect, Id::unique(("crosswalk coverage", at)), Sense::CLICK);
    let said = spoken(line);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &said));
    if !matches!(line, Line::Figures(_) | Line::Head(_)) {
        row_ground(ui, rect, chosen, response.hovered(), focused && chosen);
    } else if chosen && focused {
        row_ground(ui, Rect::from_min_size(rect.min, vec2(0.0, rect.height())), true, false, true);
    }
    let cut = match line {
        Line::Figures(list) => figures(ui, cx, list, rect),
        Line::Head(_) => false,
        Line::Code(bar) => code(ui, cx, bar, rect),
        Line::Group(_, name, taken) => group(ui, cx, name, *taken, rect),
        Line::Target(read) => target(ui, cx, read, rect),
        Line::Note(words) => {
            paint::place(
                ui,
                paint::line(ui, words, paint::meta(), cx.tokens.ink3, rect.width() - 2.0 * SIDE),
                pos2(rect.left() + SIDE, rect.center().y),
            );
            false
        }
    };
    if cut { response.tip_at_pointer(said) } else { response }
}

fn share(taken: Taken) -> String {
    format!("{} of {} taken in, {}%", count(taken.reach as i64), count(taken.all as i64), taken.percent())
}

fn spoken(line: &Line) -> String {
    match line {
        Line::Figures(list) => {
            let one = |(noun, taken): &(&str, Taken)| {
                format!("{}% of {noun}: {} of {}", taken.percent(), count(taken.reach as i64), count(taken.all as i64))
            };
            list.iter().map(one).collect::<Vec<_>>().join("; ")
        }
        Line::Head(words) | Line::Note(words) => words.clone(),
        Line::Code(bar) if bar.why.is_empty() => format!("{}: {}", bar.name, share(bar.taken)),
        Line::Code(bar) => format!("{}: {}, {}", bar.name, share(bar.taken), bar.why),
        Line::Group(_, name, taken) => format!("{name}: {}", share(*taken)),
        Line::Target(read) => {
            let below = if read.whole > read.read { format!(", {} with the codes below", count(read.whole as i64)) } else { String::new() };
            format!("{}: {}{below}, {} coded so", read.name, counted(read.read, "passage"), count(read.own as i64))
        }
    }
}

/// The four figures beside each other, or two by two.
fn figures(ui: &Ui, cx: &Cx, list: &[(&str, Taken)], rect: Rect) -> bool {
    let across = if rect.width() < NARROW { 2 } else { 4 };
    let wide = (rect.width() - 2.0 * SIDE) / across as f32;
    for (n, (noun, taken)) in list.iter().enumerate() {
        let at = pos2(rect.left() + SIDE + wide * (n % across) as f32, rect.top() + FIGURES * (n / across) as f32);
        let number = format!("{}%", taken.percent());
        paint::text(ui, at + vec2(0.0, 30.0), Align2::LEFT_CENTER, &number, fonts::figures(Weight::Semibold, 22.0), cx.tokens.ink);
        let words = format!("of {noun}");
        paint::place(ui, paint::line(ui, &words, paint::body(), cx.tokens.ink2, wide - 10.0), at + vec2(0.0, 51.0));
        let words = format!("{} of {}", count(taken.reach as i64), count(taken.all as i64));
        paint::place(ui, paint::line(ui, &words, paint::meta(), cx.tokens.ink3, wide - 10.0), at + vec2(0.0, 69.0));
    }
    false
}

/// A bar between `left` and as wide as it may be, filled as far as is taken in, with its figures behind.
fn bar(ui: &Ui, cx: &Cx, taken: Taken, fill: Color32, (left, width, y): (f32, f32, f32)) {
    let tokens = cx.tokens;
    let track = Rect::from_min_size(pos2(left, y - 4.0), vec2(width, 8.0));
    paint::track(ui, track, 4.0);
    if taken.reach > 0 {
        let part = Rect::from_min_size(track.min, vec2((width * taken.reach as f32 / taken.all as f32).max(3.0), 8.0));
        ui.painter().rect_filled(part, 4.0, fill);
    }
    let words = if taken.all == 0 { "–".to_owned() } else { format!("{} of {}", count(taken.reach as i64), count(taken.all as i64)) };
    paint::text(ui, pos2(left + width + 10.0, y), Align2::LEFT_CENTER, &words, fonts::figures(Weight::Regular, 12.0), tokens.ink2);
}

/// Where the parts of a line stand: its name, its bar and what is said behind.
fn parts(rect: Rect) -> (f32, f32, f32, f32) {
    let wide = rect.width() - 2.0 * SIDE;
    let (name, bar) = if wide < 420.0 { (wide * 0.46, wide * 0.26) } else { ((wide * 0.38).min(420.0), BAR.min(wide * 0.26)) };
    (rect.left() + SIDE, name - 12.0, rect.left() + SIDE + name, bar)
}

fn named(ui: &Ui, cx: &Cx, (name, level, colour): (&str, usize, Color32), rect: Rect) -> bool {
    let (x, width, ..) = parts(rect);
    let indent = (level as f32 * measure::INDENT).min(width * 0.4);
    let y = rect.center().y;
    let swatch = Rect::from_center_size(paint::snap(ui, pos2(x + indent + 5.0, y)), vec2(10.0, 10.0));
    ui.painter().rect_filled(swatch, 2.5, colour);
    let words = paint::line(ui, name, paint::body(), cx.tokens.ink, width - indent - 18.0);
    let cut = words.elided;
    paint::place(ui, words, pos2(x + indent + 18.0, y));
    cut
}

fn code(ui: &Ui, cx: &Cx, one: &Bar, rect: Rect) -> bool {
    let colour = cx.tokens.code(one.colour);
    let cut = named(ui, cx, (&one.name, one.level, colour), rect);
    let (_, _, left, width) = parts(rect);
    bar(ui, cx, one.taken, colour, (left, width, rect.center().y));
    let x = left + width + SAID;
    let room = rect.right() - SIDE - x;
    if room < 40.0 || one.why.is_empty() {
        return cut || !one.why.is_empty();
    }
    let words = paint::line(ui, &one.why, paint::meta(), cx.tokens.ink3, room);
    let elided = words.elided;
    paint::place(ui, words, pos2(x, rect.center().y));
    cut || elided
}

fn group(ui: &Ui, cx: &Cx, name: &str, taken: Taken, rect: Rect) -> bool {
    let (x, room, left, width) = parts(rect);
    let words = paint::line(ui, name, paint::body(), cx.tokens.ink, room);
    let cut = words.elided;
    paint::place(ui, words, pos2(x, rect.center().y));
    bar(ui, cx, taken, cx.tokens.accent, (left, width, rect.center().y));
    let x = left + width + SAID;
    if rect.right() - SIDE - x > 30.0 {
        let words = format!("{}%", taken.percent());
        paint::text(ui, pos2(x, rect.center().y), Align2::LEFT_CENTER, &words, fonts::figures(Weight::Regular, 12.0), cx.tokens.ink3);
    }
    cut
}

fn target(ui: &Ui, cx: &Cx, read: &Read, rect: Rect) -> bool {
    let cut = named(ui, cx, (&read.name, read.level, cx.tokens.code(read.colour)), rect);
    let (_, _, left, _) = parts(rect);
    let words = match (read.read, read.own, read.whole) {
        (0, _, 0) => "nothing is read as it".to_owned(),
        (read, own, whole) => {
            let below = if whole > read { format!(" · {} with the codes below", count(whole as i64)) } else { String::new() };
            let own = if own > 0 { format!(" · {} coded so", count(own as i64)) } else { String::new() };
            format!("{}{below}{own}", counted(read, "passage"))
        }
    };
    let ink = if read.whole == 0 { cx.tokens.ink3 } else { cx.tokens.ink2 };
    let words = paint::line(ui, &words, paint::meta(), ink, rect.right() - SIDE - left);
    let elided = words.elided;
    paint::place(ui, words, pos2(left, rect.center().y));
    cut || elided
}
