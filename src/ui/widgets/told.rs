//! What happened, in one line or several: the names in it, which stand between isolates, set strong.

use super::paint;
use crate::model::Span;
use crate::project::op::plain;
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::text::{self, Family, Marks, PassageStyle, Run};
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, Pos2, Rect, Ui, pos2, vec2};

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
pub fn told(ui: &Ui, cx: &Cx, at: Pos2, label: &str, size: f32, ink: Color32, width: f32) -> bool {
    if plain(label).chars().all(is_latin) {
        let mut job = job(label, size, ink, Weight::Regular);
        job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
        job.break_on_newline = false;
        let galley = ui.painter().layout_job(job);
        let cut = galley.elided;
        paint::place(ui, galley, at);
        return cut;
    }
    let line = (size * 1.5).round();
    let mut engine = cx.text.borrow_mut();
    let passage =
        engine.lay_out(&plain(label), &PassageStyle::new(Family::Sans, size, line), Marks { runs: &names(label), ..Marks::default() }, f32::INFINITY);
    let clip = ui.painter().with_clip_rect(Rect::from_min_size(pos2(at.x, at.y - line), vec2(width, line * 2.0)).intersect(ui.clip_rect()));
    passage.paint(&mut engine, &clip, at - vec2(passage.inset(), line / 2.0), ink);
    passage.width() > width
}

/// A label as a job for egui, the names in it in semibold and the rest in `weight`.
pub fn job(label: &str, size: f32, ink: Color32, weight: Weight) -> LayoutJob {
    let mut job = LayoutJob::default();
    for (name, words) in pieces(label) {
        let weight = if name { Weight::Semibold } else { weight };
        job.append(words, 0.0, TextFormat { line_height: Some((size * 1.5).round()), ..TextFormat::simple(fonts::text(weight, size), ink) });
    }
    job
}

/// Whether egui draws it rightly: letters before the Hebrew ones, dashes, quotes and arrows.
fn is_latin(letter: char) -> bool {
    matches!(letter, '\0'..='\u{58f}' | '\u{2010}'..='\u{2027}' | '\u{2190}'..='\u{21ff}')
}

fn names(label: &str) -> Vec<Run> {
    let mut at = 0;
    let mut runs = Vec::new();
    for (name, words) in pieces(label) {
        let end = at + words.chars().count() as u32;
        if name {
            runs.push(Run { span: Span { start: at, end }, colour: None, weight: Some(text::Weight::Semibold), italic: false });
        }
        at = end;
    }
    runs
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
        assert_eq!(names(&label)[1].span, Span { start: 21, end: 26 });
    }
}
