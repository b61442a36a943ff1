//! Rows of lists and trees: 26 high, 16 a level, the count at the right in figures of equal width.

use super::{Tip, button, marks, paint};
use crate::model::ProgressState;
use crate::ui::fonts::{self, Weight};
use crate::ui::icons;
use crate::ui::theme::{Tokens, measure};
use egui::accesskit::Role;
use egui::{Color32, FontId, Id, Pos2, Rect, Response, Sense, Ui, WidgetInfo, pos2, vec2};

/// What stands before the words of a row.
enum Lead<'a> {
    Nothing,
    Swatch(Color32),
    Progress(ProgressState),
    Icon(&'a str),
}

/// A row to be shown.
pub struct Row<'a> {
    label: &'a str,
    level: u8,
    open: Option<bool>,
    lead: Lead<'a>,
    count: Option<String>,
    cap: Option<String>,
    selected: bool,
    weight: Weight,
    faint: bool,
    note: Option<String>,
    whole: Option<&'a str>,
    ends: bool,
    id: Option<Id>,
    sense: Sense,
}

/// What happened to a row.
pub struct RowResponse {
    /// The row itself.
    pub response: Response,
    /// Whether its caret was clicked.
    pub toggled: bool,
    /// Where its words stand, for a field that renames in place.
    pub label: Rect,
}

impl<'a> Row<'a> {
    /// A row with these words at the top level.
    pub fn new(label: &'a str) -> Self {
        Self {
            label,
            level: 0,
            open: None,
            lead: Lead::Nothing,
            count: None,
            cap: None,
            selected: false,
            weight: Weight::Regular,
            faint: false,
            note: None,
            whole: None,
            ends: false,
            id: None,
            sense: Sense::click(),
        }
    }

    /// How deep it stands, from 0.
    pub fn level(mut self, level: u8) -> Self {
        self.level = level;
        self
    }

    /// A caret: whether what it holds shows.
    pub fn open(mut self, open: bool) -> Self {
        self.open = Some(open);
        self
    }

    /// A swatch before the words.
    pub fn swatch(mut self, colour: Color32) -> Self {
        self.lead = Lead::Swatch(colour);
        self
    }

    /// A progress mark before the words.
    pub fn progress(mut self, state: ProgressState) -> Self {
        self.lead = Lead::Progress(state);
        self
    }

    /// An icon before the words.
    pub fn icon(mut self, glyph: &'a str) -> Self {
        self.lead = Lead::Icon(glyph);
        self
    }

    /// A count at the right.
    pub fn count(mut self, count: impl Into<String>) -> Self {
        self.count = Some(count.into());
        self
    }

    /// A key cap left of the count.
    pub fn cap(mut self, cap: Option<String>) -> Self {
        self.cap = cap;
        self
    }

    /// Whether it is chosen.
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }

    /// How heavy its words are.
    pub fn weight(mut self, weight: Weight) -> Self {
        self.weight = weight;
        self
    }

    /// Whether it stands back: not codable, undone, filtered.
    pub fn faint(mut self, faint: bool) -> Self {
        self.faint = faint;
        self
    }

    /// What a screen reader adds to the words and the count, such as “14 passages”.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// What its tooltip says where its words are cut; without it, the words.
    pub fn whole(mut self, whole: &'a str) -> Self {
        self.whole = Some(whole);
        self
    }

    /// An id of its own, so that it keeps the focus when the list changes.
    pub fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// What it feels: clicks, and drags where it can be moved.
    pub fn sense(mut self, sense: Sense) -> Self {
        self.sense = sense;
        self
    }

    /// Shows it over the whole width there is.
    pub fn show(self, ui: &mut Ui) -> RowResponse {
        let tokens = Tokens::of(ui);
        let (auto, rect) = ui.allocate_space(vec2(ui.available_width(), measure::ROW));
        let response = ui.interact(rect, self.id.unwrap_or(auto), self.sense);
        response.widget_info(|| self.info());
        if let Some(open) = self.open {
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(open));
        }
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_level(usize::from(self.level) + 1));
        let caret = Rect::from_min_size(pos2(rect.left() + 8.0 + f32::from(self.level) * measure::INDENT, rect.top()), vec2(20.0, rect.height()));
        let toggled = self.open.is_some() && response.clicked() && response.interact_pointer_pos().is_some_and(|at| caret.contains(at));
        let (label, elided) = self.draw(ui, rect, caret, &response, &tokens);
        let response = if elided { response.tip(self.whole.unwrap_or(self.label)) } else { response };
        RowResponse { response, toggled, label }
    }

    fn info(&self) -> WidgetInfo {
        let words = [Some(self.label), self.note.as_deref().or(self.count.as_deref())];
        WidgetInfo::selected(Role::TreeItem, true, self.selected, words.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }

    fn draw(&self, ui: &Ui, rect: Rect, caret: Rect, response: &Response, tokens: &Tokens) -> (Rect, bool) {
        let meta = if self.selected { tokens.ink2 } else { tokens.ink3 };
        let fill = if self.selected { Some(tokens.accent_wash) } else { response.hovered().then_some(tokens.hover) };
        if let Some(fill) = fill {
            ui.painter().rect_filled(rect, 0.0, fill);
        }
        let y = rect.center().y;
        if let Some(open) = self.open {
            paint::icon(ui, pos2(caret.left() + 9.0, y), if open { icons::CARET_DOWN } else { icons::CARET_RIGHT }, 12.0, tokens.ink3);
        }
        let mut x = caret.left() + if self.open.is_some() { 22.0 } else { 18.0 };
        match self.lead {
            Lead::Nothing => {}
            Lead::Swatch(colour) => {
                // Below the top, a code that holds others and those in it stand in one line.
                if self.level > 0 {
                    x += if self.open.is_some() { -2.0 } else { 2.0 };
                }
                marks::swatch_at(ui, pos2(x + 5.0, y), 10.0, colour);
                x += 16.0;
            }
            Lead::Progress(state) => {
                marks::progress_mark(ui, pos2(x + 4.0, y), state);
                x += 14.0;
            }
            Lead::Icon(glyph) => {
                paint::icon(ui, pos2(x + 7.0, y), glyph, 14.0, tokens.ink3);
                x += 20.0;
            }
        }
        let mut right = rect.right() - 13.0;
        if let Some(count) = &self.count {
            let font = fonts::figures(Weight::Regular, 12.0);
            right = paint::text(ui, pos2(right, y), egui::Align2::RIGHT_CENTER, count, font, meta).left() - 5.0;
        }
        if let Some(cap) = &self.cap {
            right = button::cap(ui, right, y, cap).left() - 4.0;
        }
        let ink = if self.faint { tokens.ink3 } else { tokens.ink };
        let (label, elided) = self.words(ui, pos2(x, y), right - x - 4.0, ink);
        paint::focus(ui, response, rect, 0.0);
        (Rect::from_min_max(pos2(label.left(), rect.top()), pos2(right, rect.bottom())), elided)
    }

    /// Cuts words that have no room in their middle: what tells them apart stands at their end.
    pub fn ends(mut self) -> Self {
        self.ends = true;
        self
    }

    /// Draws the words; gives where they stand, and whether they were cut.
    fn words(&self, ui: &Ui, at: Pos2, width: f32, ink: Color32) -> (Rect, bool) {
        let set = if self.ends { paint::both_ends } else { paint::line };
        let words = set(ui, self.label, self.font(), ink, width);
        let elided = words.elided;
        (paint::place(ui, words, at), elided)
    }

    fn font(&self) -> FontId {
        fonts::text(self.weight, 13.0)
    }
}
