//! Buttons: the one primary, the plain, the quiet and the chip with its caret; and key caps.

use super::{Tip, paint};
use crate::ui::fonts::{self, Weight};
use crate::ui::icons;
use crate::ui::theme::{Tokens, measure};
use egui::accesskit::Role;
use egui::{Color32, Rect, Response, Sense, Ui, WidgetInfo, pos2, vec2};

/// How much a button says for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The one thing to do here.
    Primary,
    /// Something that can be done.
    Plain,
    /// Something that can be done, without an edge until pointed at.
    Quiet,
    /// A small choice in a line of them.
    Chip,
    /// Something that removes.
    Danger,
}

/// A button to be shown.
pub struct Button<'a> {
    label: &'a str,
    name: Option<&'a str>,
    icon: Option<&'a str>,
    kind: Kind,
    caret: bool,
    cap: Option<String>,
    tip: Option<String>,
    enabled: bool,
    selected: bool,
    width: Option<f32>,
}

impl<'a> Button<'a> {
    /// A plain button with these words.
    pub fn new(label: &'a str) -> Self {
        Self { label, name: None, icon: None, kind: Kind::Plain, caret: false, cap: None, tip: None, enabled: true, selected: false, width: None }
    }

    /// The one thing to do here.
    pub fn primary(label: &'a str) -> Self {
        Self::new(label).kind(Kind::Primary)
    }

    /// A small choice.
    pub fn chip(label: &'a str) -> Self {
        Self::new(label).kind(Kind::Chip)
    }

    /// A button without an edge.
    pub fn quiet(label: &'a str) -> Self {
        Self::new(label).kind(Kind::Quiet)
    }

    /// How much it says for itself.
    pub fn kind(mut self, kind: Kind) -> Self {
        self.kind = kind;
        self
    }

    /// An icon before the words.
    pub fn icon(mut self, icon: &'a str) -> Self {
        self.icon = Some(icon);
        self
    }

    /// A caret after the words: a list opens.
    pub fn caret(mut self) -> Self {
        self.caret = true;
        self
    }

    /// A key cap after the words.
    pub fn cap(mut self, cap: Option<String>) -> Self {
        self.cap = cap;
        self
    }

    /// What a screen reader says instead of the words.
    pub fn name(mut self, name: &'a str) -> Self {
        self.name = Some(name);
        self
    }

    /// What shows when the pointer rests on it.
    pub fn tip(mut self, tip: impl Into<String>) -> Self {
        self.tip = Some(tip.into());
        self
    }

    /// Whether it can be pressed.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Whether it stands for a choice that is on.
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }

    /// A width of its own instead of that of its words.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Shows it.
    pub fn show(self, ui: &mut Ui) -> Response {
        let tokens = Tokens::of(ui);
        let chip = self.kind == Kind::Chip;
        let height = if chip { measure::CHIP } else { measure::BUTTON };
        let (font, side, icon_size) = if chip { (paint::meta(), 9.0, 14.0) } else { (paint::medium(), 11.0, measure::ICON) };
        let ink = self.ink(&tokens);
        let galley = paint::whole(ui, self.label, font, ink);
        let icon = self.icon.map_or(0.0, |_| icon_size + if self.label.is_empty() { 0.0 } else { 6.0 });
        let caret = if self.caret { 18.0 } else { 0.0 };
        let cap = self.cap.as_ref().map_or(0.0, |cap| cap_width(ui, cap) + 8.0);
        let wide = side * 2.0 + icon + galley.size().x + caret + cap;
        let sense = if self.enabled { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(vec2(self.width.unwrap_or(wide).max(height), height), sense);
        let name = self.name.unwrap_or(self.label);
        response.widget_info(|| match self.kind {
            Kind::Chip => WidgetInfo::selected(Role::Button, self.enabled, self.selected, name),
            _ => WidgetInfo::labeled(Role::Button, self.enabled, name),
        });
        if ui.is_rect_visible(rect) {
            self.draw_ground(ui, &response, rect, &tokens);
            let used = wide - side * 2.0;
            let mut x = if self.caret && self.width.is_some() { rect.left() + side } else { rect.center().x - used / 2.0 };
            if let Some(glyph) = self.icon {
                paint::icon(ui, pos2(x + icon_size / 2.0, rect.center().y), glyph, icon_size, ink);
                x += icon;
            }
            let end = paint::place(ui, galley, pos2(x, rect.center().y)).right();
            if self.caret {
                paint::icon(
                    ui,
                    pos2(rect.right() - side - 5.0, rect.center().y),
                    icons::CARET_DOWN,
                    12.0,
                    if self.stands_out(&tokens) { ink } else { tokens.ink2 },
                );
            }
            if let Some(text) = &self.cap {
                cap_at(ui, pos2(end + 8.0, rect.center().y), text);
            }
            paint::focus(
                ui,
                &response,
                rect.expand(if self.kind == Kind::Primary || self.stands_out(&tokens) { 3.0 } else { 1.0 }),
                measure::RADIUS + 1.0,
            );
        }
        match self.tip {
            Some(tip) => response.tip(tip),
            None => response,
        }
    }

    /// Whether a wash would be too little to show that it is chosen: in high contrast a chip is filled.
    fn stands_out(&self, tokens: &Tokens) -> bool {
        self.kind == Kind::Chip && self.selected && self.enabled && tokens.high_contrast
    }

    fn ink(&self, tokens: &Tokens) -> Color32 {
        match self.kind {
            _ if !self.enabled => tokens.off().2,
            Kind::Primary => tokens.on_accent,
            Kind::Danger => tokens.danger,
            Kind::Chip if self.stands_out(tokens) => tokens.on_accent,
            Kind::Chip if self.selected => tokens.accent,
            Kind::Chip => tokens.ink2,
            Kind::Quiet => tokens.ink2,
            Kind::Plain => tokens.ink,
        }
    }

    fn draw_ground(&self, ui: &Ui, response: &Response, rect: Rect, tokens: &Tokens) {
        let over = self.enabled && response.hovered();
        let down = self.enabled && response.is_pointer_button_down_on();
        let (fill, line) = match self.kind {
            Kind::Primary if !self.enabled => (tokens.off().0, tokens.off().1),
            Kind::Primary => (if over || down { tokens.accent_hover } else { tokens.accent }, Color32::TRANSPARENT),
            Kind::Quiet if !over && !self.selected => return,
            Kind::Quiet if self.selected => (tokens.accent_wash, Color32::TRANSPARENT),
            Kind::Quiet => (tokens.hover, Color32::TRANSPARENT),
            _ if self.stands_out(tokens) => (if over || down { tokens.accent_hover } else { tokens.accent }, Color32::TRANSPARENT),
            // A wash alone can hardly be told from the page in high contrast.
            _ if self.selected => (tokens.accent_wash, if tokens.high_contrast { tokens.accent } else { tokens.accent_wash }),
            _ if !self.enabled => (tokens.raised, tokens.off().1),
            _ if over || down => (tokens.hover, tokens.line),
            _ => (tokens.raised, tokens.line),
        };
        paint::boxed(ui, rect, measure::RADIUS, fill, line);
    }
}

/// A square button that is an icon alone; `name` is what a screen reader says.
pub fn icon_button(ui: &mut Ui, glyph: &str, name: &str, tip: &str) -> Response {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(22.0, 22.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    if response.hovered() {
        ui.painter().rect_filled(rect, 5.0, tokens.hover);
    }
    paint::icon(ui, rect.center(), glyph, measure::ICON, tokens.ink2);
    paint::focus(ui, &response, rect, 5.0);
    response.tip(tip)
}

fn cap_font() -> egui::FontId {
    fonts::text(Weight::Medium, 11.0)
}

fn cap_width(ui: &Ui, text: &str) -> f32 {
    paint::whole(ui, text, cap_font(), Color32::PLACEHOLDER).size().x + 10.0
}

/// Draws a key cap with the middle of its left edge at `at`; gives its rectangle.
pub(super) fn cap_at(ui: &Ui, at: egui::Pos2, text: &str) -> Rect {
    let tokens = Tokens::of(ui);
    let galley = paint::whole(ui, text, cap_font(), tokens.ink3);
    let rect = Rect::from_min_size(pos2(at.x, at.y - 8.0), vec2(galley.size().x + 10.0, 17.0));
    paint::boxed(ui, rect, 4.0, tokens.bg, tokens.line);
    paint::place(ui, galley, pos2(rect.left() + 5.0, rect.center().y));
    rect
}

/// A key cap whose right edge is at `right`, in the middle of `y`; gives its rectangle.
pub fn cap(ui: &Ui, right: f32, y: f32, text: &str) -> Rect {
    cap_at(ui, pos2(right - cap_width(ui, text), y), text)
}
