//! Names and short passages in any script, as widgets.

use super::PassageStyle;
use super::engine::TextEngine;
use egui::{Color32, Response, Role, Sense, Ui, WidgetInfo, vec2};

/// How a label is set.
#[derive(Clone, Copy, Debug)]
pub struct LabelStyle {
    /// Its letters.
    pub passage: PassageStyle,
    /// Their colour.
    pub colour: Color32,
    /// After how many rows it is cut off with an ellipsis; 0 is never.
    pub rows: usize,
    /// What it reacts to.
    pub sense: Sense,
}

impl LabelStyle {
    /// A label of one row, cut off where its place ends.
    pub fn row(passage: PassageStyle, colour: Color32) -> Self {
        Self { passage, colour, rows: 1, sense: Sense::hover() }
    }

    /// A label that wraps as often as it needs.
    pub fn wrapped(passage: PassageStyle, colour: Color32) -> Self {
        Self { passage, colour, rows: 0, sense: Sense::hover() }
    }
}

/// A text of any script in the width that is left; cut off, it shows itself whole when pointed at.
///
/// One row is as wide as its letters; more rows take the whole width, so that what reads from right to left is aligned to the right.
pub fn label(ui: &mut Ui, engine: &mut TextEngine, text: &str, style: &LabelStyle) -> Response {
    label_of(ui, engine, (text, text), style)
}

/// The same of a text that is set in another way than it is spoken: with places where it may be parted.
pub fn label_of(ui: &mut Ui, engine: &mut TextEngine, (text, spoken): (&str, &str), style: &LabelStyle) -> Response {
    let available = ui.available_width();
    let fitted = engine.fit(text, &style.passage, available, style.rows);
    let passage = &fitted.passage;
    let width = if style.rows == 1 || passage.lines().len() == 1 && !passage.is_rtl() { passage.width() } else { available };
    let (rect, response) = ui.allocate_exact_size(vec2(width, passage.height()), style.sense);
    if ui.is_rect_visible(rect) {
        let inset = if style.rows == 1 { passage.inset() } else { 0.0 };
        passage.paint(engine, ui.painter(), rect.min - vec2(inset, 0.0), style.colour);
    }
    announce(&response, Role::Label, spoken);
    if !fitted.cut {
        return response;
    }
    let whole = LabelStyle { rows: 0, ..*style };
    response.on_hover_ui(|ui| {
        label(ui, engine, text, &whole);
    })
}

/// Tells screen readers what a painted passage is and says.
pub fn announce(response: &Response, kind: Role, text: &str) {
    response.widget_info(|| WidgetInfo::labeled(kind, true, text));
}

/// Whether egui's own labels show a text rightly, in the faces that it was given: Latin, Greek and Cyrillic letters, signs, and our icons.
pub fn is_plain(text: &str) -> bool {
    text.is_ascii() || text.chars().all(is_plain_letter)
}

fn is_plain_letter(c: char) -> bool {
    match c as u32 {
        // What turns the direction of what follows.
        0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F => false,
        0..=0x058F | 0x1E00..=0x25FF | 0xE000..=0xF8FF => true,
        _ => false,
    }
}
