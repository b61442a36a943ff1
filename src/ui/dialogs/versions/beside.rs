//! Two versions side by side as they are drawn: what is gone is struck through, what is new underlined, so that colour alone says nothing.

use crate::model::Span;
use crate::text::{Beside, Side};
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::text::{Passage, TextEngine};
use crate::ui::widgets::{COMPARED_LINE, VirtualList, lay_out_compared, mark_compared, paint};
use egui::accesskit::Role;
use egui::{Align2, Color32, Id, Pos2, Rect, Sense, Ui, WidgetInfo, pos2, vec2};
use std::sync::Arc;

/// Above and below a paragraph, and how high a row of equal paragraphs is.
const GAP: f32 = 14.0;
const SAME: f32 = 28.0;
/// Between the two columns.
const MIDDLE: f32 = 20.0;
/// The line of who speaks, above the words.
const VOICE: f32 = 18.0;

/// The rows of a comparison, laid out as they come in sight.
pub struct Pages {
    rows: Vec<Beside>,
    laid: Vec<Option<Laid>>,
    width: f32,
    /// Whether the words are the same and only who speaks may differ.
    same: bool,
    /// The difference that was gone to last, and whether it is still to be brought into sight.
    at: Option<usize>,
    reveal: bool,
}

struct Laid {
    sides: [Option<Arc<Passage>>; 2],
    height: f32,
}

impl Pages {
    /// Rows, none of them laid out yet.
    pub fn new(rows: Vec<Beside>, same: bool) -> Self {
        let laid = rows.iter().map(|_| None).collect();
        Self { rows, laid, width: 0.0, same, at: None, reveal: false }
    }

    /// Goes to the next row that differs, or to the one before.
    pub fn go(&mut self, on: bool) {
        let differs = |n: &usize| matches!(self.rows[*n], Beside::Changed(..));
        let found = match (self.at, on) {
            (None, _) => (0..self.rows.len()).find(differs),
            (Some(at), true) => (at + 1..self.rows.len()).find(differs),
            (Some(at), false) => (0..at).rev().find(differs),
        };
        self.reveal = found.is_some();
        self.at = found.or(self.at);
    }

    /// Draws the rows in sight under the numbers of the two versions.
    pub fn draw(&mut self, ui: &mut Ui, cx: &Cx, numbers: (u32, u32)) {
        let rect = ui.max_rect();
        let wide = ((rect.width() - MIDDLE - 12.0) / 2.0).max(80.0);
        if self.width != wide {
            self.width = wide;
            self.laid.iter_mut().for_each(|laid| *laid = None);
        }
        let middle = rect.left() + wide + MIDDLE;
        for (x, number) in [(rect.left(), numbers.0), (middle, numbers.1)] {
            paint::text(ui, pos2(x, rect.top() + 10.0), Align2::LEFT_CENTER, &format!("Version {number}"), paint::meta(), cx.tokens.ink2);
        }
        let changed = self.rows.iter().filter(|row| matches!(row, Beside::Changed(..))).count();
        let said = match changed {
            0 => "The words and the speakers are the same".to_owned(),
            count if self.same => format!("The words are the same; {} otherwise spoken", format::counted(count, "paragraph")),
            count => format!("{} differ", format::counted(count, "paragraph")).replace("1 paragraph differ", "1 paragraph differs"),
        };
        let place = paint::text(ui, pos2(rect.right() - 12.0, rect.top() + 10.0), Align2::RIGHT_CENTER, &said, paint::meta(), cx.tokens.ink3);
        ui.interact(place, Id::unique("how much differs"), Sense::hover()).widget_info(|| WidgetInfo::labeled(Role::Status, true, &said));
        let body = Rect::from_min_max(pos2(rect.left(), rect.top() + 22.0), rect.max);
        let heights: Vec<f32> = (0..self.rows.len()).map(|n| self.height(n)).collect();
        let go = std::mem::take(&mut self.reveal).then_some(self.at).flatten();
        ui.scope_builder(egui::UiBuilder::new().max_rect(body), |ui| {
            VirtualList::of("versions side by side", heights).reveal(go).show(ui, |ui, n| self.row(ui, cx, n, middle));
        });
    }

    /// The height of a row, by estimate before it is laid out.
    fn height(&self, n: usize) -> f32 {
        match (&self.laid[n], &self.rows[n]) {
            (_, Beside::Same(_)) => SAME,
            (Some(laid), _) => laid.height,
            (None, Beside::Changed(old, new)) => {
                let chars = [old, new].into_iter().flatten().map(|side| side.words.len()).max().unwrap_or(0);
                (chars as f32 * 7.0 / self.width).ceil().max(1.0) * COMPARED_LINE + GAP + voiced(old.as_ref(), new.as_ref())
            }
        }
    }

    fn row(&mut self, ui: &mut Ui, cx: &Cx, n: usize, middle: f32) {
        let rect = ui.max_rect();
        let (old, new) = match &self.rows[n] {
            Beside::Same(count) => {
                let words = format!("{} the same", format::counted(*count, "paragraph"));
                paint::text(ui, rect.center(), Align2::CENTER_CENTER, &words, paint::meta(), cx.tokens.ink3);
                return;
            }
            Beside::Changed(old, new) => (old, new),
        };
        let laid = match &mut self.laid[n] {
            Some(laid) => laid,
            none => {
                let engine = &mut *cx.text.borrow_mut();
                let sides = [lay_out(engine, old.as_ref(), self.width, false), lay_out(engine, new.as_ref(), self.width, true)];
                let height = sides.iter().flatten().map(|passage| passage.height()).fold(0.0, f32::max) + GAP + voiced(old.as_ref(), new.as_ref());
                ui.ctx().request_repaint();
                none.insert(Laid { sides, height })
            }
        };
        let come = cx.tokens.accent;
        let below = voiced(old.as_ref(), new.as_ref());
        for (passage, side, x, new) in [(&laid.sides[0], old, rect.left(), false), (&laid.sides[1], new, middle, true)] {
            let (Some(passage), Some(side)) = (passage, side) else { continue };
            let (top, colour) = (pos2(x, rect.top() + GAP / 2.0), if new { come } else { cx.tokens.danger });
            let at = top + vec2(0.0, below);
            if below > 0.0 {
                voice(ui, cx, side, pos2(top.x, top.y + VOICE / 2.0 - 2.0), self.width, (colour, new));
            }
            mark_compared(ui, passage, &side.marked, at, colour, new);
            passage.paint(&mut cx.text.borrow_mut(), ui.painter(), at, cx.tokens.ink);
            let place = Rect::from_min_size(at, vec2(self.width, passage.height()));
            let response = ui.interact(place, Id::unique(("side by side", n, new)), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Paragraph, true, said(side, new)));
        }
        paint::hline(ui, ui.painter(), rect.x_range(), rect.bottom() - paint::hair(ui), cx.tokens.line_soft);
    }
}

/// The room that who speaks takes above a row of these sides.
fn voiced(old: Option<&Side>, new: Option<&Side>) -> f32 {
    let shows = |side: &Side| !side.voice.is_empty() && (side.first || side.apart);
    if old.into_iter().chain(new).any(shows) { VOICE } else { 0.0 }
}

/// Who speaks, above the words; marked as they are where the other side has another voice.
fn voice(ui: &Ui, cx: &Cx, side: &Side, at: Pos2, width: f32, (colour, new): (Color32, bool)) {
    let words = match (side.voice.is_empty(), side.apart) {
        (true, true) => "nobody",
        (true, false) => return,
        (false, _) => &side.voice,
    };
    let galley = paint::line(ui, words, paint::meta(), if side.apart { colour } else { cx.tokens.ink3 }, width);
    let size = galley.size();
    paint::place(ui, galley, at);
    if side.apart {
        let y = if new { at.y + size.y / 2.0 } else { at.y };
        ui.painter().rect_filled(Rect::from_x_y_ranges(at.x..=at.x + size.x, y..=y + 1.0), 0.0, colour);
    }
}

fn lay_out(engine: &mut TextEngine, side: Option<&Side>, width: f32, new: bool) -> Option<Arc<Passage>> {
    side.map(|side| lay_out_compared(engine, &side.words, &side.marked, width, new))
}

/// What a screen reader says: the words, and which of them differ.
fn said(side: &Side, new: bool) -> String {
    let words = |span: &Span| side.words.chars().skip(span.start as usize).take(span.len() as usize).collect::<String>();
    let marked: Vec<String> = side.marked.iter().map(words).map(|words| words.trim().to_owned()).filter(|words| !words.is_empty()).collect();
    let mut differs = marked;
    if side.apart {
        differs.insert(0, if side.voice.is_empty() { "nobody speaks".into() } else { format!("{} speaks", side.voice) });
    }
    match differs.is_empty() {
        true => side.said(),
        false => format!("{} ({}: {})", side.said(), if new { "new" } else { "gone" }, differs.join(", ")),
    }
}
