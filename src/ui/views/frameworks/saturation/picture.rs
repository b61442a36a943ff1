//! The picture: the same as is saved, in the colours of the look, walked interview by interview.

use super::{SaturationPage, list_id};
use crate::export::{PictureWords, Point, SATURATION_LETTERS, SaturationPicture, Series};
use crate::text::capital;
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::views::parts;
use crate::ui::widgets::{Tip, list_keys, paint, wrapped};
use egui::accesskit::Role;
use egui::{Color32, Frame, Id, Key, Margin, Mesh, Modifiers, Pos2, Rect, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

const SIDE: f32 = 20.0;
/// The picture gets no higher, as a part of its width.
const HIGH: f32 = 0.62;
/// Half a point of the curve, and half a mark of the legend.
const POINT: f32 = 3.0;
const MARK: f32 = 26.0;

/// Draws it.
pub fn draw(page: &mut SaturationPage, ui: &mut Ui, cx: &Cx) {
    if let Some(why) = page.made.trouble() {
        return parts::empty(ui, cx, "The interviews could not be judged", why, None);
    }
    if page.shown().is_none() {
        parts::waiting(ui, &mut page.made, "Judging the interviews", "The interviews were not judged");
    }
    let Some(made) = page.shown() else { return };
    if made.interviews.is_empty() {
        let more = "Interviews and focus groups count, in the order they were held; field notes and documents do not.";
        let left_out = format!("{}.", capital(&made.judged.coded.left_out()));
        let more = if made.judged.coded.uncoded > 0 { &left_out } else { more };
        return parts::empty(ui, cx, "There are no interviews to judge", more, None);
    }
    let later: String = made.judged.beside().iter().map(|words| format!(" · {words}")).collect();
    let (verdict, name) = (format!("{}{later}", made.judged.verdict()), page.name());
    Frame::new().inner_margin(Margin { left: SIDE as i8, right: SIDE as i8, top: 14, bottom: 4 }).show(ui, |ui| {
        ui.set_width(ui.available_width());
        wrapped(ui, &name, fonts::text(Weight::Semibold, 15.0), cx.tokens.ink, 23.0);
        wrapped(ui, &verdict, paint::meta(), cx.tokens.ink3, 20.0);
    });
    let room = Rect::from_min_max(pos2(ui.max_rect().left() + SIDE, ui.cursor().top() + 8.0), ui.max_rect().max - vec2(SIDE, 12.0));
    let size = vec2(room.width(), room.height().min(room.width() * HIGH)).max(vec2(200.0, 160.0));
    let place = Rect::from_min_size(room.min, size);
    let edition = page.edition;
    let size = [place.width() as i32, place.height() as i32];
    let Some(judged) = page.made.last_of(|(_, of, _)| Some(*of) == page.framework).map(|made| &made.judged) else { return };
    let measure = &mut |words: &str| paint::whole(ui, words, letters(), Color32::PLACEHOLDER).size().x;
    let picture = page.picture.get((edition, size), |_| SaturationPicture::new(judged, (place.width(), place.height()), measure)).clone();
    let fill = if cx.tokens.high_contrast { cx.tokens.selection } else { cx.tokens.accent_wash };
    under(ui, cx, &picture, place.min, fill);
    bars(page, ui, cx, &picture, place);
    over(ui, cx, &picture, place.min, fill);
}

fn letters() -> egui::FontId {
    fonts::figures(Weight::Regular, SATURATION_LETTERS)
}

fn at(origin: Pos2, (x, y): Point) -> Pos2 {
    origin + vec2(x, y)
}

/// What lies under the bars: hairlines, and what random orders say.
fn under(ui: &Ui, cx: &Cx, picture: &SaturationPicture, origin: Pos2, fill: Color32) {
    let (tokens, painter) = (cx.tokens, ui.painter());
    let [left, _, right, _] = picture.plot;
    for y in &picture.lines {
        paint::hline(ui, painter, origin.x + left..=origin.x + right, origin.y + y, tokens.line_soft);
    }
    band(ui, picture, origin, fill);
    if tokens.high_contrast {
        let edge = Stroke::new(tokens.hair, tokens.ink3);
        painter.add(Shape::line(points(origin, &picture.low), edge));
        painter.add(Shape::line(points(origin, &picture.high), edge));
    }
}

fn points(origin: Pos2, list: &[Point]) -> Vec<Pos2> {
    list.iter().map(|point| at(origin, *point)).collect()
}

/// What lies over the bars: curves, brackets and all words.
fn over(ui: &Ui, cx: &Cx, picture: &SaturationPicture, origin: Pos2, fill: Color32) {
    let (tokens, painter) = (cx.tokens, ui.painter());
    let [_, top, _, bottom] = picture.plot;
    let points = |list: &[Point]| points(origin, list);
    let curve = points(&picture.seen);
    painter.extend(curve.iter().map(|point| Shape::circle_filled(*point, POINT, tokens.accent)));
    painter.add(Shape::line(curve, Stroke::new(2.0, tokens.accent)));
    painter.extend(Shape::dashed_line(&points(&picture.median), Stroke::new(1.5, tokens.ink2), 5.0, 4.0));
    for (from, to, y) in &picture.brackets {
        let line = [(*from, y - 5.0), (*from, *y), (*to, *y), (*to, y - 5.0)];
        painter.add(Shape::line(points(&line), Stroke::new(tokens.hair, tokens.ink2)));
    }
    if let Some(x) = picture.reached {
        painter.extend(Shape::dashed_line(&points(&[(x, top - 4.0), (x, bottom)]), Stroke::new(1.5, tokens.ink), 2.0, 3.0));
    }
    picture.legend.iter().for_each(|(series, place)| mark(ui, cx, *series, at(origin, *place), fill));
    for PictureWords { words, at: place, back, quiet } in &picture.words {
        let ink = if *quiet { tokens.ink2 } else { tokens.ink };
        let line = paint::whole(ui, words, letters(), ink);
        let left = at(origin, *place) - vec2(line.size().x * back, 0.0);
        paint::place(ui, line, left);
    }
}

/// What lies between the bounds of random orders.
fn band(ui: &Ui, picture: &SaturationPicture, origin: Pos2, fill: Color32) {
    let mut mesh = Mesh::default();
    for (low, high) in picture.low.iter().zip(&picture.high) {
        mesh.colored_vertex(at(origin, *low), fill);
        mesh.colored_vertex(at(origin, *high), fill);
    }
    for n in 0..picture.low.len().saturating_sub(1) as u32 {
        mesh.add_triangle(2 * n, 2 * n + 1, 2 * n + 2);
        mesh.add_triangle(2 * n + 1, 2 * n + 2, 2 * n + 3);
    }
    ui.painter().add(Shape::mesh(mesh));
}

/// A mark of the legend.
fn mark(ui: &Ui, cx: &Cx, series: Series, left: Pos2, fill: Color32) {
    let (painter, tokens) = (ui.painter(), cx.tokens);
    let middle = left + vec2(MARK / 2.0, 0.0);
    let line = [left, left + vec2(MARK, 0.0)];
    match series {
        Series::New => {
            painter.rect_filled(Rect::from_center_size(middle, vec2(10.0, 12.0)), 0.0, tokens.bar);
        }
        Series::Seen => {
            painter.line_segment(line, Stroke::new(2.0, tokens.accent));
            painter.circle_filled(middle, POINT, tokens.accent);
        }
        Series::Median => painter.extend(Shape::dashed_line(&line, Stroke::new(1.5, tokens.ink2), 5.0, 4.0)),
        Series::Band => {
            let edge = if tokens.high_contrast { tokens.ink3 } else { fill };
            paint::boxed(ui, Rect::from_center_size(middle, vec2(MARK, 12.0)), 0.0, fill, edge);
        }
    }
}

/// The bars, each an interview that can be gone to.
fn bars(page: &mut SaturationPage, ui: &mut Ui, cx: &Cx, picture: &SaturationPicture, place: Rect) {
    let tokens = cx.tokens;
    let count = picture.bars.len();
    // They stand beside each other: what leads along them are the arrows to the sides too.
    let along = if ui.memory(|memory| memory.has_focus(list_id())) { sideways(ui) } else { 0 };
    if along != 0 {
        page.at = Some(page.at.map_or(if along > 0 { 0 } else { count - 1 }, |at| at.saturating_add_signed(along).min(count - 1)));
    }
    let keys = list_keys(ui, list_id(), place, "Interviews, by day", page.at, count, 5);
    ui.memory_mut(|memory| {
        if memory.has_focus(list_id()) {
            let filter = egui::EventFilter { vertical_arrows: true, horizontal_arrows: true, ..egui::EventFilter::default() };
            memory.set_focus_lock_filter(list_id(), filter);
        }
    });
    page.at = keys.moved.or(page.at.filter(|at| *at < count));
    if keys.enter {
        page.go(cx);
    }
    let focused = keys.response.has_focus();
    let mut clicked = None;
    for (n, bar) in picture.bars.iter().enumerate() {
        let [x, y, wide, high] = bar.place;
        let column =
            Rect::from_min_max(at(place.min, (bar.column.0, picture.plot[1])), at(place.min, (bar.column.0 + bar.column.1, picture.plot[3])));
        let response = ui.interact(column, Id::unique(("saturation bar", n)), Sense::CLICK);
        let said = page.shown().map_or_else(String::new, |made| made.said(n, &bar.said));
        let chosen = page.at == Some(n);
        response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &said));
        if response.hovered() || chosen {
            ui.painter().rect_filled(column, 0.0, if chosen { tokens.accent_wash.gamma_multiply(0.6) } else { tokens.hover.gamma_multiply(0.6) });
        }
        ui.painter().rect_filled(Rect::from_min_size(at(place.min, (x, y)), vec2(wide, high)), 0.0, tokens.bar);
        if chosen && focused {
            paint::ring(ui, column, 2.0);
        }
        if response.clicked() {
            clicked = Some((n, response.double_clicked()));
        }
        response.tip(said);
    }
    if let Some((n, go)) = clicked {
        page.at = Some(n);
        keys.response.request_focus();
        if go {
            page.go(cx);
        }
    }
}

/// Interviews on or back.
fn sideways(ui: &Ui) -> isize {
    let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key)) as isize;
    pressed(Key::ArrowRight) - pressed(Key::ArrowLeft)
}
