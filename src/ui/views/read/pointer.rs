//! The mouse on the text: clicks by count, dragging by letter, word, sentence and turn, and carrying the selection to a code.

use super::open::Open;
use super::steps::{self, Unit};
use crate::model::{CodeId, Passage, Span};
use crate::ui::cx::Cx;
use egui::{DragAndDrop, Event, PointerButton, Pos2, Response, Ui};

/// Clicks closer in time (seconds) and place (points) than these belong together.
const SOON: f64 = 0.4;
const NEAR: f32 = 6.0;

/// What is carried from one part of the window to another.
#[derive(Clone, Debug, PartialEq)]
pub enum Carried {
    /// A passage, to be let go on a code.
    Passage(Passage),
    /// Codes, to be let go on the text, or elsewhere in the tree.
    Codes(Vec<CodeId>),
}

/// What the pointer is doing on the text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pointer {
    clicks: u8,
    last: f64,
    at: Pos2,
    drag: Drag,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Drag {
    /// Nothing.
    #[default]
    No,
    /// Selecting; with a unit, from this one on.
    Select(Option<(Unit, Span)>),
    /// Pressed on the selection: it is carried once the pointer moves, to a code, or within a text that is corrected.
    Carry,
}

impl Open {
    /// Takes what the pointer did on the text; says whether the text was touched.
    pub fn pointed(&mut self, ui: &Ui, cx: &Cx, response: &Response) -> bool {
        let Some(at) = response.interact_pointer_pos() else {
            self.pointer.drag = Drag::No;
            return false;
        };
        // A slow frame may bring a whole double click at once.
        let (pressed, held, released, shift, time) = ui.input(|input| {
            let pointer = &input.pointer;
            let primary = PointerButton::Primary;
            let press = |event: &Event| matches!(event, Event::PointerButton { pressed: true, button: PointerButton::Primary, .. });
            (
                input.events.iter().filter(|event| press(event)).count(),
                pointer.button_down(primary),
                pointer.button_released(primary),
                input.modifiers.shift,
                input.time,
            )
        });
        let Some((place, trailing)) = self.page.hit(&self.sheet, self.frame.inward(at)) else { return false };
        if pressed > 0 {
            (0..pressed).for_each(|_| self.press(at, place, trailing, shift, time));
        } else if held {
            self.drag(ui, cx, at, place, trailing);
        }
        if released {
            let carried = self.pointer.drag == Drag::Carry;
            match at.distance(self.pointer.at) < NEAR {
                true if carried => self.caret.put(place, trailing, false),
                false if carried && self.correct.is_some() => {
                    self.settle();
                    self.edit(|correct, sheet, caret| correct.carry(sheet, caret, place, time));
                }
                _ => {}
            }
            self.pointer.drag = Drag::No;
        }
        pressed > 0
    }

    /// Where the selection would be put if it were let go now, while it is moved within a text that is corrected.
    pub fn put_down(&self, ui: &Ui) -> Option<(u32, bool)> {
        let at = ui.input(|input| input.pointer.interact_pos())?;
        let moves = self.pointer.drag == Drag::Carry && self.correct.is_some() && at.distance(self.pointer.at) >= NEAR;
        moves.then(|| self.page.hit(&self.sheet, self.frame.inward(at))).flatten()
    }

    fn press(&mut self, at: Pos2, place: u32, trailing: bool, shift: bool, time: f64) {
        let again = time - self.pointer.last < SOON && at.distance(self.pointer.at) < NEAR;
        let clicks = if again { self.pointer.clicks % 4 + 1 } else { 1 };
        self.pointer = Pointer { clicks, last: time, at, drag: Drag::Select(None) };
        if shift {
            return self.caret.put(place, trailing, true);
        }
        let unit = match clicks {
            2 => Unit::Word,
            3 => Unit::Sentence,
            4 => Unit::Turn,
            _ => {
                let selected = self.caret.span();
                if !self.caret.is_empty() && selected.contains(place) {
                    self.pointer.drag = Drag::Carry;
                } else {
                    self.caret.put(place, trailing, false);
                }
                self.chosen = None;
                return;
            }
        };
        let inside = if trailing { place.saturating_sub(1) } else { place };
        let span = steps::unit_at(&self.sheet.text, inside, unit);
        self.caret = super::caret::Caret::over(span);
        self.pointer.drag = Drag::Select(Some((unit, span)));
    }

    fn drag(&mut self, ui: &Ui, cx: &Cx, at: Pos2, place: u32, trailing: bool) {
        match self.pointer.drag {
            Drag::No => {}
            Drag::Carry => {
                if at.distance(self.pointer.at) >= NEAR
                    && self.correct.is_none()
                    && self.originals.is_none()
                    && let Some(span) = self.selection()
                    && cx.project.is_some()
                {
                    DragAndDrop::set_payload(ui.ctx(), Carried::Passage(self.sheet.passage(span)));
                }
            }
            Drag::Select(None) if at.distance(self.pointer.at) < 2.0 => {}
            Drag::Select(None) => self.caret.put(place, trailing, true),
            Drag::Select(Some((unit, first))) => {
                let here = steps::unit_at(&self.sheet.text, place, unit);
                let all = steps::join(first, here);
                let (anchor, to) = if here.start < first.start { (all.end, all.start) } else { (all.start, all.end) };
                self.caret = super::caret::Caret::new(anchor);
                self.caret.put(to, to == all.end, true);
            }
        }
        if matches!(self.pointer.drag, Drag::Select(_)) || self.put_down(ui).is_some() {
            self.scroll_at_edge(ui, at);
        }
    }

    /// Dragging beyond an edge scrolls, the further out the faster.
    fn scroll_at_edge(&mut self, ui: &Ui, at: Pos2) {
        let view = self.frame.rect;
        let beyond = if at.y < view.top() + 4.0 {
            at.y - view.top() - 4.0
        } else if at.y > view.bottom() - 4.0 {
            at.y - view.bottom() + 4.0
        } else {
            return;
        };
        let seconds = ui.input(|input| input.stable_dt.min(0.05));
        self.page.scroll((beyond * 12.0).clamp(-2400.0, 2400.0) * seconds);
        ui.ctx().request_repaint();
    }
}
