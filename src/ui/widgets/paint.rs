//! Painting that every control shares: text on one line, hairlines on whole pixels, the focus ring.

use super::words::{Setting, Words};
use crate::model::Span;
use crate::ui::fonts::{self, Weight};
use crate::ui::theme::{Tokens, measure};
use egui::{Align2, Color32, CornerRadius, FontId, Painter, Pos2, Rangef, Rect, Response, Shadow, Stroke, StrokeKind, Ui, pos2};
use unicode_segmentation::UnicodeSegmentation;

/// The font of body text: 13.
pub fn body() -> FontId {
    fonts::text(Weight::Regular, 13.0)
}

/// The font of meta text: 12.
pub fn meta() -> FontId {
    fonts::text(Weight::Regular, 12.0)
}

/// The font of buttons and of rows that hold others: 13, medium.
pub fn medium() -> FontId {
    fonts::text(Weight::Medium, 13.0)
}

/// The font of names and heads: 13, semibold.
pub fn strong() -> FontId {
    fonts::text(Weight::Semibold, 13.0)
}

/// Text on one line, cut with an ellipsis where it is wider than `width`; `elided` says whether it was.
pub fn line(ui: &Ui, text: &str, font: FontId, colour: Color32, width: f32) -> Words {
    Words::new(ui, text, &Setting { font, colour, strong: &[], line_height: None, width, centred: false })
}

/// Text on one line; where it is wider than `width` its middle is left out, so that its beginning and its end can be read, and `elided` says so.
pub fn both_ends(ui: &Ui, text: &str, font: FontId, colour: Color32, width: f32) -> Words {
    let all = line(ui, text, font.clone(), colour, width);
    if !all.elided {
        return all;
    }
    let letters: Vec<&str> = text.graphemes(true).collect();
    let cut = |kept: usize| {
        let head = kept.div_ceil(2);
        let (head, tail) = (&letters[..head], &letters[letters.len() - (kept - head)..]);
        format!("{}…{}", head.concat().trim_end(), tail.concat().trim_start())
    };
    let (mut low, mut high) = (2.min(letters.len()), letters.len());
    while low + 1 < high {
        let kept = (low + high) / 2;
        let fits = whole(ui, &cut(kept), font.clone(), colour).size().x <= width;
        if fits {
            low = kept;
        } else {
            high = kept;
        }
    }
    line(ui, &cut(low), font, colour, width).cut()
}

/// A path on one line with some of its letters strong; where it is wider than `width`, the names above the last give way, so that it can be read
/// whole. Words that are no path lose their middle.
pub fn path(ui: &Ui, text: &str, strong: &[Span], font: FontId, colour: Color32, width: f32) -> Words {
    let all = strong_at(ui, text, strong, font.clone(), colour, width);
    if !all.elided {
        return all;
    }
    let letters: Vec<&str> = text.graphemes(true).collect();
    let last = text.rfind(" / ").map(|at| text[at..].graphemes(true).count());
    // What is kept of so many letters: all of the last name where it has room, of other words as much at the end as at the beginning.
    let kept = |count: usize| {
        let tail = last.filter(|last| *last <= count).unwrap_or(count / 2);
        let (head, tail) = (letters[..count - tail].concat(), letters[letters.len() - tail..].concat());
        let (head, from) = (head.trim_end().to_owned(), text.chars().count() - tail.chars().count());
        let gap = head.chars().count() + 1;
        let moved = |span: &Span| match (span.end as usize <= gap, span.start as usize >= from) {
            (true, _) => Some(*span),
            (_, true) => Some(Span { start: span.start - from as u32 + gap as u32, end: span.end - from as u32 + gap as u32 }),
            _ => None,
        };
        (format!("{head}…{tail}"), strong.iter().filter_map(moved).collect::<Vec<_>>())
    };
    let set = |count: usize, width: f32| {
        let (words, strong) = kept(count);
        strong_at(ui, &words, &strong, font.clone(), colour, width)
    };
    let (mut low, mut high) = (2.min(letters.len()), letters.len());
    while low + 1 < high {
        let middle = (low + high) / 2;
        if set(middle, f32::INFINITY).size().x <= width { low = middle } else { high = middle }
    }
    set(low, width).cut()
}

/// Text on one line, however long.
pub fn whole(ui: &Ui, text: &str, font: FontId, colour: Color32) -> Words {
    line(ui, text, font, colour, f32::INFINITY)
}

/// Text on one line with some of its letters strong, cut where it is wider than `width`.
pub fn strong_at(ui: &Ui, text: &str, places: &[Span], font: FontId, colour: Color32, width: f32) -> Words {
    Words::new(ui, text, &Setting { font, colour, strong: places, line_height: None, width, centred: false })
}

/// Text on as many lines as `width` asks for.
pub fn wrapped(ui: &Ui, text: &str, font: FontId, colour: Color32, width: f32, line_height: f32) -> Words {
    Words::new(ui, text, &Setting { font, colour, strong: &[], line_height: Some(line_height), width, centred: false })
}

/// The same with its lines centred: painted by the middle of its upper edge.
pub fn centred(ui: &Ui, text: &str, font: FontId, colour: Color32, width: f32, line_height: f32) -> Words {
    Words::new(ui, text, &Setting { font, colour, strong: &[], line_height: Some(line_height), width, centred: true })
}

/// Places one laid-out line by its vertical middle; gives the rectangle it fills.
pub fn place(ui: &Ui, words: impl Into<Words>, left_middle: Pos2) -> Rect {
    words.into().anchored(ui, ui.painter(), left_middle, Align2::LEFT_CENTER)
}

/// Draws one line of text at `anchor` and gives the rectangle it fills.
pub fn text(ui: &Ui, at: Pos2, anchor: Align2, text: &str, font: FontId, colour: Color32) -> Rect {
    text_in(ui, ui.painter(), at, anchor, text, font, colour)
}

/// The same with another painter, which may cut it off.
pub fn text_in(ui: &Ui, painter: &Painter, at: Pos2, anchor: Align2, text: &str, font: FontId, colour: Color32) -> Rect {
    whole(ui, text, font, colour).anchored(ui, painter, at, anchor)
}

/// Draws an icon with its middle at `at`.
pub fn icon(ui: &Ui, at: Pos2, glyph: &str, size: f32, colour: Color32) {
    text(ui, at, Align2::CENTER_CENTER, glyph, fonts::icons(size), colour);
}

/// The nearest point on a whole physical pixel.
pub fn snap(ui: &Ui, at: Pos2) -> Pos2 {
    let scale = ui.pixels_per_point();
    pos2((at.x * scale).round() / scale, (at.y * scale).round() / scale)
}

/// The width of a hairline in points: whole physical pixels, at least one.
pub fn hair(ui: &Ui) -> f32 {
    let scale = ui.pixels_per_point();
    (Tokens::of(ui).hair * scale).round().max(1.0) / scale
}

/// A horizontal hairline whose top is at `y`.
pub fn hline(ui: &Ui, painter: &Painter, x: impl Into<Rangef>, y: f32, colour: Color32) {
    let x = x.into();
    let top = snap(ui, pos2(0.0, y)).y;
    painter.rect_filled(Rect::from_x_y_ranges(x, top..=top + hair(ui)), 0.0, colour);
}

/// A vertical hairline whose left is at `x`.
pub fn vline(ui: &Ui, painter: &Painter, x: f32, y: impl Into<Rangef>, colour: Color32) {
    let y = y.into();
    let left = snap(ui, pos2(x, 0.0)).x;
    painter.rect_filled(Rect::from_x_y_ranges(left..=left + hair(ui), y), 0.0, colour);
}

/// A filled box with a hairline just inside its edge.
pub fn boxed(ui: &Ui, rect: Rect, radius: f32, fill: Color32, line: Color32) {
    let rect = Rect::from_min_max(snap(ui, rect.min), snap(ui, rect.max));
    ui.painter().rect(rect, radius, fill, Stroke::new(hair(ui), line), StrokeKind::Inside);
}

/// The ground of a bar, on which its filled part is drawn: faint, and an outline where faint things would be as strong as the bar.
pub fn track(ui: &Ui, rect: Rect, radius: f32) {
    let tokens = Tokens::of(ui);
    match tokens.high_contrast {
        true => boxed(ui, rect, radius, tokens.bg, tokens.line),
        false => drop(ui.painter().rect_filled(rect, radius, tokens.line_soft)),
    }
}

/// The ring around what has the focus, drawn outside its edge when `response` has it.
pub fn focus(ui: &Ui, response: &Response, rect: Rect, radius: f32) {
    if response.has_focus() {
        ring(ui, rect, radius);
    }
}

/// The focus ring itself.
pub fn ring(ui: &Ui, rect: Rect, radius: f32) {
    let tokens = Tokens::of(ui);
    ui.painter().rect_stroke(rect, radius, Stroke::new(tokens.focus, tokens.accent), StrokeKind::Inside);
}

/// The frame of what floats: raised, hairline, shadow.
pub fn popup_frame(tokens: &Tokens, radius: f32) -> egui::Frame {
    egui::Frame::new()
        .fill(tokens.raised)
        .stroke(Stroke::new(tokens.hair, tokens.line))
        .corner_radius(CornerRadius::same(radius as u8))
        .shadow(Shadow { offset: [0, 8], blur: 28, spread: 0, color: tokens.shadow })
}

/// The radius of controls, for callers that draw their own.
pub const RADIUS: f32 = measure::RADIUS;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_have_room_are_whole_and_others_lose_their_middle() {
        let ctx = egui::Context::default();
        ctx.set_fonts(fonts::definitions());
        let name = "Law 5: The one who integrates calls the tune";
        let mut set = Vec::new();
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let all = whole(ui, name, body(), Color32::BLACK).size().x;
            set = [all + 1.0, all / 2.0]
                .map(|width| both_ends(ui, name, body(), Color32::BLACK, width))
                .map(|words| (words.size().x / all, words.elided))
                .into();
        });
        // Nobody paints the new letters.
        output.textures_delta.clear();
        assert_eq!(set[0], (1.0, false), "there is room for all of it");
        assert!(set[1].1 && set[1].0 <= 0.5 && set[1].0 > 0.4, "{set:?}");
    }
}
