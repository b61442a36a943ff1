//! Words with what was found in them marked.

use crate::model::Span;
use crate::ui::cx::Cx;
use crate::ui::text::{Family, Fitted, Passage, PassageStyle, Run, Weight};
use egui::{Color32, Painter, Pos2, Rect, Vec2};

/// The style of passages that were found.
pub fn serif() -> PassageStyle {
    PassageStyle::new(Family::Serif, 15.0, 22.0)
}

/// Words with their marks in semibold, cut after so many rows.
pub fn fit(cx: &Cx, text: &str, marks: &[Span], width: f32, rows: usize) -> Fitted {
    let run = |span: &Span| Run { span: *span, weight: Some(Weight::Semibold), colour: Some(cx.tokens.ink), ..Run::default() };
    let runs: Vec<Run> = marks.iter().map(run).collect();
    cx.text.borrow_mut().fit_marked(text, &serif(), &runs, width, rows)
}

/// Paints the words, with a wash behind what is marked.
pub fn paint(cx: &Cx, painter: &Painter, passage: &Passage, marks: &[Span], at: Pos2, ink: Color32) {
    let end = passage.len();
    for mark in marks.iter().filter(|mark| mark.end <= end) {
        passage.rects(*mark).into_iter().for_each(|rect| wash(cx, painter, rect.translate(at.to_vec2())));
    }
    passage.paint(&mut cx.text.borrow_mut(), painter, at, ink);
}

/// The ground of what was found; in high contrast a line under it.
pub fn wash(cx: &Cx, painter: &Painter, rect: Rect) {
    let (fill, line) = cx.tokens.found();
    match cx.tokens.high_contrast {
        true => drop(painter.rect_filled(Rect::from_x_y_ranges(rect.x_range(), rect.bottom() - 4.0..=rect.bottom() - 1.0), 0.0, line)),
        false => drop(painter.rect_filled(rect.expand2(Vec2::new(2.0, -1.0)), 3.0, fill)),
    }
}
