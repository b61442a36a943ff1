//! Words of a definition before and after, drawn beside each other, or one above the other where there is little room.

use super::data::Reworded;
use crate::text::capital;
use crate::ui::cx::Cx;
use crate::ui::text::Passage;
use crate::ui::widgets::{COMPARED_LINE, lay_out_compared, mark_compared, paint};
use egui::{Align2, Pos2, Ui, pos2, vec2};
use std::sync::Arc;

/// The name of a part, and what stands below its words.
const HEAD: f32 = 22.0;
const BELOW: f32 = 10.0;
/// Between the two where they stand beside each other, and the width from which on they do.
const MIDDLE: f32 = 20.0;
const BESIDE: f32 = 420.0;

/// Words laid out: those before and those after.
pub(super) type Pair = [Option<Arc<Passage>>; 2];

/// How wide the words of a side are.
fn column(width: f32) -> f32 {
    if width >= BESIDE { (width - MIDDLE) / 2.0 } else { width.max(80.0) }
}

/// Lays a part out within a width.
pub(super) fn lay_out(cx: &Cx, part: &Reworded, width: f32) -> Pair {
    let side = |side: usize| {
        let words = &part.words[side];
        let engine = &mut cx.text.borrow_mut();
        (!words.is_empty()).then(|| lay_out_compared(engine, words, &part.marked[side], column(width), side == 1))
    };
    [side(0), side(1)]
}

/// How high a part is: as it was laid out, else about.
pub(super) fn height(part: &Reworded, pair: Option<&Pair>, width: f32) -> f32 {
    let about = |letters: usize| (letters as f32 * 7.0 / column(width)).ceil().max(1.0) * COMPARED_LINE;
    let sides = [0, 1].map(|side: usize| match pair {
        Some(pair) => pair[side].as_ref().map_or(COMPARED_LINE, |passage| passage.height()),
        None => about(part.letters[side]),
    });
    HEAD + BELOW + if width >= BESIDE { sides[0].max(sides[1]) } else { sides[0] + sides[1] + HEAD }
}

/// Draws a part; `states` says what the two sides are called.
pub(super) fn paint(ui: &Ui, cx: &Cx, (part, pair): (&Reworded, &Pair), at: Pos2, width: f32, states: [&str; 2]) {
    let beside = width >= BESIDE;
    let high = |side: usize| pair[side].as_ref().map_or(COMPARED_LINE, |passage| passage.height());
    let places = if beside { [at, at + vec2(column(width) + MIDDLE, 0.0)] } else { [at, at + vec2(0.0, high(0) + HEAD)] };
    if beside {
        let line = places[1].x - MIDDLE / 2.0;
        paint::vline(ui, ui.painter(), line, at.y + 4.0..=at.y + HEAD + high(0).max(high(1)), cx.tokens.line_soft);
    }
    for (side, state) in states.into_iter().enumerate() {
        let (at, new) = (places[side], side == 1);
        let head = format!("{}, {state}", capital(part.what));
        paint::text(ui, pos2(at.x, at.y + HEAD / 2.0), Align2::LEFT_CENTER, &head, paint::meta(), cx.tokens.ink3);
        let top = at + vec2(0.0, HEAD);
        match &pair[side] {
            Some(passage) => {
                let colour = if new { cx.tokens.accent } else { cx.tokens.danger };
                mark_compared(ui, passage, &part.marked[side], top, colour, new);
                passage.paint(&mut cx.text.borrow_mut(), ui.painter(), top, cx.tokens.ink);
            }
            None => drop(paint::text(ui, top + vec2(0.0, COMPARED_LINE / 2.0), Align2::LEFT_CENTER, "nothing", paint::body(), cx.tokens.ink3)),
        }
    }
}
