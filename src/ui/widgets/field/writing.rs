//! The part of a field that is written in: what keys and pointer do to the caller's text, and how it is painted.

use super::held::{self, Held, State};
use super::{Highlight, pointer, voice};
use crate::ui::text::edit::{Act, Effect, Setting, Shape, act_of};
use crate::ui::text::{SharedEngine, TextEngine};
use crate::ui::theme::Tokens;
use crate::ui::widgets::paint;
use crate::ui::widgets::words;
use egui::text_selection::visuals::paint_text_cursor;
use egui::{CursorIcon, Event, EventFilter, FontId, Id, Painter, Pos2, Rect, Response, Sense, Stroke, Ui, pos2, vec2};

/// What a field is.
#[derive(Clone)]
pub(super) struct Kind<'a> {
    pub id: Id,
    /// What stands in it while it is empty.
    pub hint: &'a str,
    pub font: FontId,
    pub one_line: bool,
    /// Whether Tab is the field's own matter.
    pub tab: bool,
    /// Parts of the text that stand out.
    pub highlights: &'a [Highlight],
}

/// A field whose keys of this frame are done, and which is to be placed and painted.
pub(super) struct Writing<'a> {
    kind: Kind<'a>,
    text: &'a mut String,
    held: Held,
    setting: Setting,
    /// The text before this frame, where it is another one now.
    before: Option<String>,
    caret_before: crate::ui::text::edit::Caret,
}

/// The distance from line to line.
pub(super) fn line_height(font: &FontId) -> f32 {
    (font.size * 1.5).round()
}

impl<'a> Writing<'a> {
    /// Takes the keys of this frame; lines of several are wrapped at `width`.
    pub fn begin(ui: &Ui, text: &'a mut String, kind: Kind<'a>, width: f32) -> Self {
        let style = words::style(&kind.font, line_height(&kind.font));
        let setting = Setting { style, width: if kind.one_line { f32::INFINITY } else { width.max(8.0) } };
        let held = Held::of(ui.ctx(), kind.id);
        let mut state = held.lock();
        state.meet(ui.ctx(), kind.id, text);
        if kind.one_line {
            state.arrive(ui.ctx(), kind.id);
        }
        let caret_before = state.editor.buffer.caret();
        with_engine(ui, |engine| {
            state.editor.lay(engine, &setting);
            for act in acts(ui, &kind, &state) {
                let effect = state.editor.act(act, engine, &setting, ui.input(|input| input.time));
                match effect {
                    Some(Effect::Copied(words)) => ui.copy_text(words),
                    Some(Effect::Finished) => {
                        ui.memory_mut(|memory| memory.surrender_focus(kind.id));
                        break;
                    }
                    None => {}
                }
            }
        });
        drop(state);
        let mut writing = Self { kind, text, held, setting, before: None, caret_before };
        writing.give();
        writing
    }

    /// The height of the lines.
    pub fn height(&self) -> f32 {
        self.held.lock().editor.sheet().height()
    }

    /// Hands the caller what was written.
    fn give(&mut self) {
        let state = self.held.lock();
        let now = state.editor.buffer.text();
        if *self.text != now {
            let before = std::mem::replace(self.text, now.into_owned());
            self.before.get_or_insert(before);
        }
    }

    /// Hears the pointer in `outer`, and paints the words in `inner`.
    pub fn finish(mut self, ui: &mut Ui, outer: Rect, inner: Rect) -> Response {
        let id = self.kind.id;
        let drags = ui.input(|input| !input.has_touch_screen()) || ui.memory(|memory| memory.has_focus(id));
        let mut response = ui.interact(outer, id, if drags { Sense::click_and_drag() } else { Sense::click() });
        // The space bar writes here, it does not click.
        response.flags -= egui::response::Flags::FAKE_PRIMARY_CLICKED;
        let held = self.held.clone();
        let mut state = held.lock();
        let origin = origin(ui, &self.kind, &mut state, inner);
        if let Some(words) = pointer::hear(ui, &response, &mut state, origin) {
            let now = ui.input(|input| input.time);
            with_engine(ui, |engine| state.editor.act(Act::Insert(words), engine, &self.setting, now));
        }
        if response.hovered() {
            ui.set_cursor_icon(CursorIcon::Text);
        }
        drop(state);
        self.give();
        if self.before.is_some() {
            response.mark_changed();
        }
        let mut state = held.lock();
        let moved = state.editor.buffer.caret() != self.caret_before;
        if moved || response.changed() {
            state.touched = ui.input(|input| input.time);
        }
        let origin = self::origin(ui, &self.kind, &mut state, inner);
        if ui.is_rect_visible(outer) {
            self.draw(ui, &state, inner, origin, moved || response.changed());
        }
        pointer::tell(ui, &mut state);
        voice::tell(ui, &response, &self.kind, &state, origin, (self.before.as_deref(), self.text), moved);
        response
    }

    fn draw(&self, ui: &Ui, state: &State, inner: Rect, origin: Pos2, follow: bool) {
        let tokens = Tokens::of(ui);
        let (buffer, sheet) = (&state.editor.buffer, state.editor.sheet());
        let painter = ui.painter_at(if self.kind.one_line { inner.expand2(vec2(1.0, 0.0)) } else { inner.expand(1.0) });
        let focus = ui.memory(|memory| memory.has_focus(self.kind.id));
        if buffer.is_empty() {
            hint(ui, &self.kind, inner, &tokens);
        }
        for highlight in self.kind.highlights {
            highlight.paint(&painter, sheet.rects(highlight.span), origin.to_vec2());
        }
        if focus {
            for rect in sheet.rects(buffer.caret().span()) {
                painter.rect_filled(rect.translate(origin.to_vec2()), 0.0, tokens.selection);
            }
        }
        with_engine(ui, |engine| sheet.paint(engine, &painter, origin, tokens.ink));
        for rect in buffer.composed().map(|span| sheet.rects(span)).unwrap_or_default() {
            let y = rect.bottom() - 2.5;
            let ends = [pos2(rect.left(), y) + origin.to_vec2(), pos2(rect.right(), y) + origin.to_vec2()];
            painter.line_segment(ends, Stroke::new(tokens.hair, tokens.ink));
        }
        if focus {
            self.draw_caret(ui, &painter, state, inner, origin, follow);
        }
    }

    fn draw_caret(&self, ui: &Ui, painter: &Painter, state: &State, inner: Rect, origin: Pos2, follow: bool) {
        let caret = state.editor.sheet().caret(state.editor.buffer.caret().head).translate(origin.to_vec2());
        if follow {
            ui.scroll_to_rect(caret, None);
        }
        // A window without the focus shows no caret: nobody can write there.
        if ui.input(|input| input.focused) {
            let slim = caret.shrink2(vec2(0.0, ((caret.height() - self.kind.font.size * 1.3) / 2.0).max(0.0)));
            paint_text_cursor(ui, painter, slim, ui.input(|input| input.time) - state.touched);
        }
        let global = ui.ctx().layer_transform_to_global(ui.layer_id()).unwrap_or_default();
        crate::ui::notify::written_at(ui.ctx(), global * caret);
        let ime = egui::output::IMEOutput {
            purpose: egui::IMEPurpose::Normal,
            rect: global * inner,
            cursor_rect: global * caret,
            should_interrupt_composition: false,
        };
        ui.output_mut(|output| output.ime = Some(ime));
    }
}

/// What this frame's events do to a field, in their order.
fn acts(ui: &Ui, kind: &Kind, state: &State) -> Vec<Act> {
    if !ui.is_enabled() {
        return Vec::new();
    }
    let focus = ui.memory(|memory| memory.has_focus(kind.id));
    let filter = EventFilter { tab: kind.tab, horizontal_arrows: true, vertical_arrows: true, escape: kind.tab && !kind.one_line };
    if focus {
        ui.memory_mut(|memory| memory.set_focus_lock_filter(kind.id, filter));
    }
    let page = (ui.clip_rect().height() / line_height(&kind.font)) as usize;
    let page = page.saturating_sub(1);
    let os = ui.ctx().os();
    let shape = match (kind.one_line, kind.tab) {
        (true, _) => Shape::Line,
        (false, true) => Shape::Outline,
        (false, false) => Shape::Lines,
    };
    let events = ui.input(|input| input.filtered_events(&filter));
    let act = |event: &Event| match event {
        Event::AccessKitActionRequest(request) => voice::act_of(request, kind.id, state.editor.sheet()),
        _ if focus => act_of(event, os, shape, page),
        _ => None,
    };
    let put = held::put_in_now(ui.ctx(), kind.id).map(Act::Insert);
    put.into_iter().chain(events.iter().filter_map(act)).collect()
}

/// Where the corner of the lines stands; a field of one line is moved along so that the caret is in sight.
fn origin(ui: &Ui, kind: &Kind, state: &mut State, inner: Rect) -> Pos2 {
    if !kind.one_line {
        return inner.min;
    }
    let sheet = state.editor.sheet();
    let (inset, width) = (sheet.inset(), sheet.width());
    let y = inner.center().y - sheet.line_height() / 2.0;
    let spare = inner.width() - width;
    if spare >= 0.0 {
        state.scroll = 0.0;
        return pos2(inner.left() - inset + if sheet.is_rtl() { spare } else { 0.0 }, y);
    }
    let focus = ui.memory(|memory| memory.has_focus(kind.id));
    let at = match (focus, sheet.is_rtl()) {
        (true, _) => sheet.caret(state.editor.buffer.caret().head).center().x - inset,
        (false, true) => width,
        (false, false) => 0.0,
    };
    state.scroll = state.scroll.clamp((at - inner.width()).max(0.0), at.max(0.0)).min(-spare);
    pos2(inner.left() - inset - state.scroll, y)
}

fn hint(ui: &Ui, kind: &Kind, inner: Rect, tokens: &Tokens) {
    if kind.one_line {
        paint::place(ui, paint::line(ui, kind.hint, kind.font.clone(), tokens.ink3, inner.width()), inner.left_center());
    } else {
        paint::wrapped(ui, kind.hint, kind.font.clone(), tokens.ink3, inner.width(), line_height(&kind.font)).paint(ui.painter(), inner.min);
    }
}

/// The window's engine, unless somebody up the stack holds it, which would be a mistake of ours.
fn with_engine<R>(ui: &Ui, work: impl FnOnce(&mut TextEngine) -> R) -> Option<R> {
    let shared = SharedEngine::of(ui.ctx());
    let engine = shared.try_borrow_mut();
    debug_assert!(engine.is_some(), "the engine is held while a field is drawn");
    engine.map(|mut engine| work(&mut engine))
}
