//! Words laid out for a place: by egui where it sets them rightly, by the engine of the passages where they hold a letter of another script.

use super::paint;
use crate::model::Span;
use crate::ui::fonts::{self, Weight};
use crate::ui::text::{Family, Passage, PassageStyle, Run, SharedEngine, Weight as PassageWeight, is_plain};
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align2, Color32, FontFamily, FontId, Galley, Painter, Pos2, Rect, Ui, Vec2, vec2};
use std::sync::Arc;

/// Words laid out; where they hold a letter that is joined or written from right to left, by parley.
#[derive(Clone)]
pub struct Words {
    size: Vec2,
    /// Whether they were cut with an ellipsis.
    pub elided: bool,
    set: Set,
}

#[derive(Clone)]
enum Set {
    Plain(Arc<Galley>),
    /// Paragraphs, each with where it stands.
    Script(Vec<(Vec2, Arc<Passage>)>, Color32),
}

/// How words are set: parts of them may be strong.
pub struct Setting<'a> {
    /// The font of what is not strong.
    pub font: FontId,
    /// The colour.
    pub colour: Color32,
    /// Spans in scalar values that are set in semibold, by start.
    pub strong: &'a [Span],
    /// The distance from line to line where they may wrap; none for one line, which is cut at the width.
    pub line_height: Option<f32>,
    /// The width there is.
    pub width: f32,
    /// Whether lines are centred, and the words painted by the middle of their upper edge.
    pub centred: bool,
}

impl From<Arc<Galley>> for Words {
    fn from(galley: Arc<Galley>) -> Self {
        Self { size: galley.size(), elided: galley.elided, set: Set::Plain(galley) }
    }
}

impl Words {
    /// Lays words out.
    pub fn new(ui: &Ui, text: &str, setting: &Setting) -> Self {
        if !is_plain(text) {
            match SharedEngine::of(ui.ctx()).try_borrow_mut() {
                Some(mut engine) => return script(&mut engine, text, setting),
                // Whoever holds it draws a control meanwhile: a mistake of ours, but no reason to stop the window.
                None => debug_assert!(false, "the engine is held while a control is drawn"),
            }
        }
        ui.painter().layout_job(job(text, setting)).into()
    }

    /// The same, known to be cut before they were laid out.
    pub fn cut(mut self) -> Self {
        self.elided = true;
        self
    }

    /// How large they are.
    pub fn size(&self) -> Vec2 {
        self.size
    }

    /// Paints them, the top left corner at `at`.
    pub fn paint(&self, painter: &Painter, at: Pos2) {
        match &self.set {
            Set::Plain(galley) => {
                painter.galley(at, galley.clone(), Color32::PLACEHOLDER);
            }
            Set::Script(parts, colour) => {
                let shared = SharedEngine::of(painter.ctx());
                let Some(mut engine) = shared.try_borrow_mut() else { return };
                for (offset, passage) in parts {
                    passage.paint(&mut engine, painter, at + *offset, *colour);
                }
            }
        }
    }

    /// Paints them at an anchor, on whole pixels; gives the rectangle they fill.
    pub fn anchored(&self, ui: &Ui, painter: &Painter, at: Pos2, anchor: Align2) -> Rect {
        let rect = anchor.anchor_size(at, self.size);
        let rect = rect.translate(paint::snap(ui, rect.min) - rect.min);
        self.paint(painter, rect.min);
        rect
    }
}

fn job(text: &str, setting: &Setting) -> LayoutJob {
    let strong = FontId::new(setting.font.size, fonts::text(Weight::Semibold, setting.font.size).family);
    let format = |font: &FontId| {
        let simple = TextFormat::simple(font.clone(), setting.colour);
        match setting.line_height {
            Some(height) => TextFormat { line_height: Some(height), valign: egui::Align::Center, ..simple },
            None => simple,
        }
    };
    let mut job = LayoutJob::default();
    let mut from = 0;
    let byte = |at: u32| text.char_indices().nth(at as usize).map_or(text.len(), |(byte, _)| byte);
    for span in setting.strong {
        let (start, end) = (byte(span.start).max(from), byte(span.end));
        if from < start {
            job.append(&text[from..start], 0.0, format(&setting.font));
        }
        if start < end {
            job.append(&text[start..end], 0.0, format(&strong));
            from = end;
        }
    }
    if from < text.len() || text.is_empty() {
        job.append(&text[from..], 0.0, format(&setting.font));
    }
    if setting.centred {
        job.halign = egui::Align::Center;
    }
    match setting.line_height {
        Some(_) => job.wrap.max_width = setting.width,
        None => {
            job.wrap = TextWrapping::truncate_at_width(setting.width.max(0.0));
            job.break_on_newline = false;
        }
    }
    job
}

fn script(engine: &mut crate::ui::text::TextEngine, text: &str, setting: &Setting) -> Words {
    let size = setting.font.size;
    let style = style(&setting.font, setting.line_height.unwrap_or((size * 1.5).round()));
    let run = |span: &Span| Run { span: *span, weight: Some(PassageWeight::Semibold), ..Run::default() };
    let runs: Vec<Run> = setting.strong.iter().map(run).collect();
    if setting.line_height.is_none() {
        let flat = text.replace('\n', " ");
        let fitted = engine.fit_marked(&flat, &style, &runs, setting.width.max(0.0), 1);
        let (inset, width) = (fitted.passage.inset(), fitted.passage.width());
        let size = vec2(width, fitted.passage.height());
        return Words { size, elided: fitted.cut, set: Set::Script(vec![(vec2(-inset, 0.0), fitted.passage)], setting.colour) };
    }
    let (mut parts, mut height, mut width, mut from) = (Vec::new(), 0.0, 0.0_f32, 0);
    for line in text.split('\n') {
        let end = from + line.chars().count() as u32;
        let own: Vec<Run> = runs
            .iter()
            .filter(|run| run.span.start < end && from < run.span.end)
            .map(|run| Run { span: Span { start: run.span.start.max(from) - from, end: run.span.end.min(end) - from }, ..*run })
            .collect();
        let passage = engine.fit_marked(line, &style, &own, setting.width, 0).passage;
        width = width.max(passage.inset() + passage.width());
        let left = if setting.centred { -passage.inset() - passage.width() / 2.0 } else { 0.0 };
        parts.push((vec2(left, height), passage.clone()));
        height += passage.height();
        from = end + 1;
    }
    Words { size: vec2(width.min(setting.width), height), elided: false, set: Set::Script(parts, setting.colour) }
}

/// The style of a passage that stands for a font of the interface.
pub(super) fn style(font: &FontId, line_height: f32) -> PassageStyle {
    let name = match &font.family {
        FontFamily::Name(name) => name.as_ref(),
        _ => "",
    };
    let style = PassageStyle::new(if name == "serif" { Family::Serif } else { Family::Sans }, font.size, line_height);
    let weight = match name.rsplit('-').next() {
        Some("600") => PassageWeight::Semibold,
        Some("500") => PassageWeight::Medium,
        _ => PassageWeight::Regular,
    };
    PassageStyle { tabular: name.starts_with("figures"), ..style.weight(weight) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_of_the_interface_has_its_weight_in_a_passage_too() {
        let semibold = style(&fonts::text(Weight::Semibold, 13.0), 20.0);
        assert_eq!((semibold.weight, semibold.tabular), (PassageWeight::Semibold, false));
        let figures = style(&fonts::figures(Weight::Medium, 12.0), 18.0);
        assert_eq!((figures.weight, figures.tabular), (PassageWeight::Medium, true));
        assert_eq!(style(&paint::body(), 20.0).weight, PassageWeight::Regular);
    }
}
