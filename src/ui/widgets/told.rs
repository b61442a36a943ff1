//! What happened, in one line or several: the names in it, which stand between isolates, set strong.

use super::paint;
use super::words::{Setting, Words};
use crate::model::Span;
use crate::project::op::plain;
use crate::ui::fonts::{self, Weight};
use egui::{Color32, Pos2, Ui};

/// The pieces of a label in order, and whether each is a name.
pub fn pieces(label: &str) -> Vec<(bool, &str)> {
    let mut pieces = Vec::new();
    let mut rest = label;
    while let Some((before, tail)) = rest.split_once('\u{2068}') {
        let (name, after) = tail.split_once('\u{2069}').unwrap_or((tail, ""));
        pieces.extend([(false, before), (true, name)]);
        rest = after;
    }
    pieces.push((false, rest));
    pieces.retain(|(_, words)| !words.is_empty());
    pieces
}

/// Draws a label on one line with the middle of its left edge at `at`, cut where it is wider than `width`; says whether it was.
pub fn told(ui: &Ui, at: Pos2, label: &str, size: f32, ink: Color32, width: f32) -> bool {
    let words = paint::strong_at(ui, &plain(label), &names(label), fonts::text(Weight::Regular, size), ink, width);
    let cut = words.elided;
    paint::place(ui, words, at);
    cut
}

/// A label on as many lines as `width` asks for, the names in it in semibold and the rest in `weight`.
pub fn told_wrapped(ui: &Ui, label: &str, size: f32, ink: Color32, weight: Weight, width: f32) -> Words {
    let (font, line_height) = (fonts::text(weight, size), Some((size * 1.5).round()));
    Words::new(ui, &plain(label), &Setting { font, colour: ink, strong: &names(label), line_height, width, centred: false })
}

fn names(label: &str) -> Vec<Span> {
    let mut at = 0;
    let mut spans = Vec::new();
    for (name, words) in pieces(label) {
        let end = at + words.chars().count() as u32;
        if name {
            spans.push(Span { start: at, end });
        }
        at = end;
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::op::name;

    #[test]
    fn names_are_found_between_their_isolates() {
        let label = format!("Merged {} into {}, 9 passages", name("Goodwill"), name("Trust"));
        let expected = [(false, "Merged "), (true, "Goodwill"), (false, " into "), (true, "Trust"), (false, ", 9 passages")];
        assert_eq!(pieces(&label), expected);
        assert_eq!(pieces("Read a table"), [(false, "Read a table")]);
        assert!(pieces("").is_empty());
        assert_eq!(names(&label)[1], Span { start: 21, end: 26 });
    }
}
