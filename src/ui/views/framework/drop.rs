//! Letting codes go on a code: near its upper edge they go ahead of it, near its lower edge behind it, in the middle the two meet.

use crate::analysis::Corpus;
use crate::model::CodeId;
use crate::project::Place;
use crate::ui::command::CodeCommand;
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::widgets::paint;
use egui::{Rect, Response, Stroke, StrokeKind, Ui};

/// Which part of a row the pointer is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Ahead,
    On,
    Behind,
}

fn part(ui: &Ui, rect: Rect) -> Part {
    let y = ui.input(|input| input.pointer.latest_pos()).map_or(rect.center().y, |at| at.y);
    match (y - rect.top()) / rect.height() {
        part if part < 0.28 => Part::Ahead,
        part if part > 0.72 => Part::Behind,
        _ => Part::On,
    }
}

/// Shows where what is carried would go.
pub fn show(ui: &Ui, cx: &Cx, response: &Response) {
    let rect = response.rect;
    let line = |y: f32| ui.painter().rect_filled(Rect::from_x_y_ranges(rect.x_range(), y - 1.0..=y + 1.0), 0.0, cx.tokens.accent);
    match part(ui, rect) {
        Part::Ahead => drop(line(rect.top())),
        Part::Behind => drop(line(rect.bottom())),
        Part::On => drop(ui.painter().rect_stroke(rect.shrink(1.0), 4.0, Stroke::new(paint::hair(ui) * 2.0, cx.tokens.accent), StrokeKind::Inside)),
    }
}

/// Asks for what letting go means.
pub fn codes(ui: &Ui, cx: &Cx, desk: &Desk, codes: &[CodeId], onto: CodeId, rect: Rect) {
    let place = match part(ui, rect) {
        Part::On => return cx.push(CodeCommand::AskMerge(codes.to_vec(), onto)),
        Part::Ahead => beside(&desk.corpus, onto, false),
        Part::Behind => beside(&desk.corpus, onto, true),
    };
    if let Some(place) = place {
        cx.push(CodeCommand::Move(codes.to_vec(), place));
    }
}

/// The place right ahead of a code, or right behind it.
fn beside(corpus: &Corpus, id: CodeId, behind: bool) -> Option<Place> {
    let code = corpus.code(id)?;
    let siblings = code.parent.map_or_else(|| corpus.tops(code.framework), |parent| corpus.children(parent).to_vec());
    let next = siblings.iter().position(|other| *other == id).and_then(|at| siblings.get(at + 1)).copied();
    Some(Place { framework: code.framework, parent: code.parent, ahead_of: if behind { next } else { Some(id) } })
}
