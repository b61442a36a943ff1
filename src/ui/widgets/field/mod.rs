//! Text fields: one line with an icon, or several. Any script is written in them; nothing else in the window is written in.

mod held;
mod highlight;
mod pointer;
mod voice;
mod writing;

use super::{button, paint};
use crate::ui::fonts;
use crate::ui::theme::{Tokens, measure};
use egui::{FontId, Id, Key, Modifiers, Rect, Response, Ui, pos2, vec2};
pub use held::{caret_to_end, put_in, select_all, typing};
pub use highlight::Highlight;
use writing::{Kind, Writing, line_height};

/// A field of one line.
pub struct Field<'a> {
    text: &'a mut String,
    name: &'a str,
    hint: &'a str,
    icon: Option<&'a str>,
    cap: Option<String>,
    width: Option<f32>,
    id: Option<Id>,
    frame: bool,
    tab: bool,
    font: FontId,
    highlights: &'a [Highlight],
    list: Option<Id>,
}

impl<'a> Field<'a> {
    /// A field for `text`; `name` is what a screen reader says.
    pub fn new(text: &'a mut String, name: &'a str) -> Self {
        Self {
            text,
            name,
            hint: "",
            icon: None,
            cap: None,
            width: None,
            id: None,
            frame: true,
            tab: false,
            font: paint::body(),
            highlights: &[],
            list: None,
        }
    }

    /// What stands in it while it is empty.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// An icon at its left.
    pub fn icon(mut self, icon: &'a str) -> Self {
        self.icon = Some(icon);
        self
    }

    /// A key cap at its right, while it is empty.
    pub fn cap(mut self, cap: Option<String>) -> Self {
        self.cap = cap;
        self
    }

    /// A width of its own instead of all there is.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// An id of its own, so that it can be given the focus.
    pub fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// Without an edge, for a popup that is itself the field's frame.
    pub fn bare(mut self) -> Self {
        self.frame = false;
        self
    }

    /// A font of its own.
    pub fn font(mut self, font: FontId) -> Self {
        self.font = font;
        self
    }

    /// Parts of its text that stand out: fields of a search, the place of a mistake.
    pub fn highlights(mut self, highlights: &'a [Highlight]) -> Self {
        self.highlights = highlights;
        self
    }

    /// It narrows this list: Enter and the arrow downwards go there.
    pub fn narrows(mut self, list: Id) -> Self {
        self.list = Some(list);
        self
    }

    /// Keeps the Tab key to itself.
    pub fn keeps_tab(mut self) -> Self {
        self.tab = true;
        self
    }

    /// Shows it.
    pub fn show(self, ui: &mut Ui) -> Response {
        let width = self.width.unwrap_or_else(|| ui.available_width());
        let (_, rect) = ui.allocate_space(vec2(width, measure::FIELD));
        self.show_in(ui, rect)
    }

    /// Shows it in a place that is taken already.
    pub fn show_in(self, ui: &mut Ui, rect: Rect) -> Response {
        let tokens = Tokens::of(ui);
        let (mut left, mut right) = (rect.left(), rect.right());
        if self.frame {
            paint::boxed(ui, rect, measure::RADIUS + 1.0, tokens.raised, tokens.line);
            left += 11.0;
        }
        if self.frame || self.icon.is_some() {
            right -= 8.0;
        }
        if let Some(glyph) = self.icon {
            paint::icon(ui, pos2(rect.left() + 18.0, rect.center().y), glyph, measure::ICON, tokens.ink2);
            left = rect.left() + 31.0;
        }
        if let Some(text) = self.cap.filter(|_| self.text.is_empty()) {
            right = button::cap(ui, rect.right() - 9.0, rect.center().y, &text).left() - 6.0;
        }
        let inner = Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.bottom()));
        let id = self.id.unwrap_or_else(|| own_id(ui));
        if let Some(list) = self.list.filter(|list| ui.ctx().read_response(*list).is_some())
            && to_list(ui, id).is_some()
        {
            ui.memory_mut(|memory| memory.request_focus(list));
        }
        let kind = Kind { id, hint: self.hint, font: self.font, one_line: true, tab: self.tab, highlights: self.highlights };
        let response = Writing::begin(ui, self.text, kind, inner.width()).finish(ui, rect, inner);
        let response = response.accessible_name(self.name);
        if self.frame && response.has_focus() {
            paint::ring(ui, rect, measure::RADIUS + 1.0);
        }
        response
    }
}

/// The key that leads from a field to the list that it narrows: Enter, or the arrow downwards. To be taken before the field is shown, which would
/// let go of the keys.
pub fn to_list(ui: &Ui, field: Id) -> Option<Key> {
    let focused = ui.memory(|memory| memory.has_focus(field));
    let pressed = |key: &Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, *key));
    [Key::Enter, Key::ArrowDown].into_iter().filter(|_| focused).find(pressed)
}

/// A field of several lines, which grows with what is written.
pub fn multiline(ui: &mut Ui, text: &mut String, name: &str, hint: &str, rows: usize) -> Response {
    let id = own_id(ui);
    lines(ui, text, name, rows, Kind { id, hint, font: paint::body(), one_line: false, tab: false, highlights: &[] })
}

/// The same for an outline: Tab sets lines in, Shift+Tab out, and a new line begins where the last did. Whoever shows it sees to it that Esc leads out.
pub fn outlined(ui: &mut Ui, text: &mut String, name: &str, hint: &str, rows: usize) -> Response {
    let id = own_id(ui);
    lines(ui, text, name, rows, Kind { id, hint, font: paint::body(), one_line: false, tab: true, highlights: &[] })
}

/// A field of several lines for prose, in the face for reading, with an id by which it is given the focus and parts that stand out.
pub fn prose(ui: &mut Ui, id: Id, text: &mut String, name: &str, hint: &str, rows: usize, highlights: &[Highlight]) -> Response {
    lines(ui, text, name, rows, Kind { id, hint, font: fonts::serif(15.0), one_line: false, tab: false, highlights })
}

fn lines(ui: &mut Ui, text: &mut String, name: &str, rows: usize, kind: Kind<'_>) -> Response {
    let (tokens, margin, width) = (Tokens::of(ui), vec2(10.0, 7.0), ui.available_width());
    let row = line_height(&kind.font);
    let writing = Writing::begin(ui, text, kind, width - 2.0 * margin.x);
    let height = writing.height().max(rows as f32 * row) + 2.0 * margin.y;
    let (_, rect) = ui.allocate_space(vec2(width, height));
    paint::boxed(ui, rect, measure::RADIUS, tokens.raised, tokens.line);
    let response = writing.finish(ui, rect, rect.shrink2(margin)).accessible_name(name);
    paint::focus(ui, &response, rect, measure::RADIUS);
    response
}

/// An id for a field that was given none.
fn own_id(ui: &mut Ui) -> Id {
    let id = ui.next_auto_id();
    ui.skip_ahead_auto_ids(1);
    id
}
