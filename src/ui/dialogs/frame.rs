//! The frame of dialogs: radius 14, over a darkened window, focus inside it and back where it was afterwards.

use super::{Confirm, Dialog, Place, Step};
use crate::ui::command::{Command, Window};
use crate::ui::cx::Cx;
use crate::ui::fonts::{self, Weight};
use crate::ui::theme::{Tokens, measure};
use crate::ui::widgets::{Tip, paint};
use egui::accesskit::Role;
use egui::{Align2, Area, Color32, Context, Id, Key, Margin, Modal, Modifiers, Order, ScrollArea, Ui, UiKind, vec2};

/// The dialogs that are open, the topmost last.
#[derive(Default)]
pub struct Dialogs {
    open: Vec<Open>,
    made: u64,
    /// What gets the focus back after one closed.
    give_back: Option<Id>,
}

struct Open {
    dialog: Box<dyn Dialog>,
    number: u64,
    frames: u32,
    before: Option<Id>,
    /// Whether it is higher than the window, as on a small screen or with large letters: then it can be scrolled.
    tall: bool,
    /// What had the focus in it last.
    focus: Option<Id>,
}

impl Dialogs {
    /// Opens one over the others.
    pub fn open(&mut self, ctx: &Context, dialog: Box<dyn Dialog>) {
        let focused = ctx.memory(|memory| memory.focused());
        if let Some(id) = focused {
            ctx.memory_mut(|memory| memory.surrender_focus(id));
        }
        // One that follows another, as a reason does a choice, gives the keys back where the first would have.
        let before = self.give_back.take().or(focused);
        self.made += 1;
        self.open.push(Open { dialog, number: self.made, frames: 0, before, tall: false, focus: None });
    }

    /// Whether none is open.
    pub fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Whether one of this name is open.
    pub fn has(&self, name: &str) -> bool {
        self.open.iter().any(|open| open.dialog.name() == name)
    }

    /// Gives the one of this name the keys again, as when it opened; says whether one is open.
    pub fn again(&mut self, name: &str) -> bool {
        let known = self.open.iter_mut().find(|open| open.dialog.name() == name);
        known.map(|open| open.frames = 0).is_some()
    }

    /// Closes all.
    pub fn clear(&mut self) {
        self.open.clear();
    }

    /// Gives a command to the topmost; says whether it was taken.
    pub fn command(&mut self, command: &Command, cx: &Cx) -> bool {
        if let Command::Window(Window::LeaveDialog(number)) = command {
            self.leave(*number, cx);
            return true;
        }
        self.open.last_mut().is_some_and(|open| open.dialog.command(command, cx))
    }

    /// Whether the topmost is a menu.
    pub fn menu(&self) -> bool {
        self.open.last().is_some_and(|open| open.dialog.menu())
    }

    /// Takes the topmost away.
    pub fn leave_top(&mut self) {
        if let Some(top) = self.open.len().checked_sub(1) {
            self.close(top);
        }
    }

    /// Asks all of them to keep what is typed.
    pub fn keep(&mut self, cx: &Cx) {
        self.open.iter_mut().for_each(|open| open.dialog.keep(cx));
    }

    /// Draws all of them.
    pub fn draw(&mut self, ctx: &Context, cx: &Cx) {
        if let Some(id) = self.give_back.take() {
            ctx.memory_mut(|memory| memory.request_focus(id));
        }
        let top = self.open.len().saturating_sub(1);
        let mut ended = None;
        for (at, open) in self.open.iter_mut().enumerate() {
            // Keys are the topmost's alone: those below are drawn first and would take its Enter.
            let keys = (at != top).then(|| ctx.input_mut(|input| std::mem::take(&mut input.events)));
            let step = open.draw(ctx, cx, at == top);
            keys.into_iter().for_each(|keys| ctx.input_mut(|input| input.events = keys));
            match step {
                Step::Stay => {}
                step => ended = Some((at, step)),
            }
        }
        let Some((at, step)) = ended else { return };
        let open = &mut self.open[at];
        if step == Step::Leave
            && let Some(what) = open.dialog.holds()
        {
            let leave = Window::LeaveDialog(open.number);
            let question = Confirm::new("Leave without doing it?", what, "Leave", leave).danger().stay("Go on");
            return self.open(ctx, Box::new(question));
        }
        if step == Step::Leave {
            open.dialog.left(cx);
        }
        self.close(at);
        ctx.request_repaint();
    }

    /// Takes a dialog away. The one below has the focus again: where it was, or in its first field if it had none yet.
    fn close(&mut self, at: usize) {
        self.give_back = self.open.remove(at).before;
        if let Some(below) = self.open.last_mut().filter(|_| self.give_back.is_none()) {
            below.frames = 0;
        }
    }

    /// Closes the dialog of this number: what it held is given up.
    fn leave(&mut self, number: u64, cx: &Cx) {
        if let Some(at) = self.open.iter().position(|open| open.number == number) {
            self.open[at].dialog.left(cx);
            self.close(at);
        }
    }
}

impl Open {
    fn draw(&mut self, ctx: &Context, cx: &Cx, top: bool) -> Step {
        let id = Id::unique(("dialog", self.number));
        let place = self.dialog.place();
        let floats = place != Place::Centre;
        let radius = if floats { measure::RADIUS_POPUP } else { measure::RADIUS_DIALOG };
        let frame = paint::popup_frame(cx.tokens, radius).inner_margin(Margin::ZERO);
        let backdrop = if floats { Color32::TRANSPARENT } else { cx.tokens.backdrop };
        let fresh = self.frames < 2;
        self.frames += 1;
        let screen = ctx.content_rect();
        let width = self.dialog.width().min(screen.width() - 24.0);
        let room = screen.height() - 48.0;
        let typing = ctx.memory(|memory| memory.focused());
        let shown = Modal::new(id).area(area(id, place, &self.dialog.name())).frame(frame).backdrop_color(backdrop).show(ctx, |ui| {
            ui.set_width(width);
            ui.set_max_height(room);
            ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
            if !self.tall {
                return self.dialog.draw(ui, cx, fresh);
            }
            let scrolled = ScrollArea::vertical().id_salt("dialog").max_height(room).show(ui, |ui| {
                ui.set_max_height(room);
                let step = self.dialog.draw(ui, cx, fresh);
                self.follow_focus(ui);
                step
            });
            scrolled.inner
        });
        self.tall |= shown.response.rect.height() > room + 1.0;
        if fresh {
            ctx.request_repaint();
        }
        let escape = || ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let left = top && self.dialog.light() && ((shown.backdrop_response.clicked() && !self.dialog.firm()) || (!shown.any_popup_open && escape()));
        if left {
            return Step::Leave;
        }
        // A field lets go of the keys at Enter, and where something else is pressed; where the dialog stays, typing goes on in it.
        if top && shown.inner == Step::Stay && ctx.memory(|memory| memory.focused().is_none()) {
            typing.into_iter().for_each(|id| ctx.memory_mut(|memory| memory.request_focus(id)));
        }
        shown.inner
    }
}

impl Open {
    /// Brings what the keys came to into sight.
    fn follow_focus(&mut self, ui: &Ui) {
        let focus = ui.memory(|memory| memory.focused());
        if focus != self.focus
            && let Some(response) = focus.and_then(|id| ui.ctx().read_response(id))
        {
            self.focus = focus;
            ui.scroll_to_rect(response.rect, None);
        }
    }
}

fn area(id: Id, place: Place, name: &str) -> Area {
    let area = Area::new(id)
        .kind(UiKind::Modal)
        .sense(egui::Sense::hover())
        .order(Order::Foreground)
        .interactable(true)
        .role(Role::Dialog)
        .accessible_name(name)
        .fade_in(false);
    match place {
        Place::Centre => area.anchor(Align2::CENTER_CENTER, vec2(0.0, 0.0)),
        Place::Top => area.anchor(Align2::CENTER_TOP, vec2(0.0, measure::TOP + 8.0)),
        Place::At(at) => area.fixed_pos(at),
    }
}

/// The head of a dialog: its title and a line under it.
pub fn head(ui: &mut Ui, title: &str, line: &str) {
    let tokens = Tokens::of(ui);
    egui::Frame::new().inner_margin(Margin { left: 20, right: 20, top: 18, bottom: 12 }).show(ui, |ui| {
        ui.set_width(ui.available_width());
        crate::ui::widgets::wrapped(ui, title, fonts::text(Weight::Semibold, 16.0), tokens.ink, 24.0);
        if !line.is_empty() {
            ui.add_space(2.0);
            crate::ui::widgets::wrapped(ui, line, paint::body(), tokens.ink2, 20.0);
        }
    });
}

/// What was pressed in the foot of a dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Footer {
    /// Nothing.
    Nothing,
    /// The one thing to do.
    Done,
    /// The way back.
    Cancel,
}

/// The foot of a dialog: a note at the left, the way back and the one thing to do at the right. Enter does it while `enter`.
pub fn footer(ui: &mut Ui, note: &str, done: crate::ui::widgets::Button, cancel: Option<&str>, enter: bool) -> Footer {
    let tokens = Tokens::of(ui);
    let mut pressed = Footer::Nothing;
    let top = ui.cursor().top();
    paint::hline(ui, ui.painter(), ui.max_rect().x_range(), top, tokens.line);
    egui::Frame::new().inner_margin(Margin::symmetric(20, 15)).show(ui, |ui| {
        let line = vec2(ui.available_width(), measure::BUTTON);
        ui.allocate_ui_with_layout(line, egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if done.show(ui).clicked() {
                pressed = Footer::Done;
            }
            if let Some(words) = cancel
                && crate::ui::widgets::Button::new(words).cap(Some("Esc".into())).show(ui).clicked()
            {
                pressed = Footer::Cancel;
            }
            let room = ui.available_width();
            let galley = paint::both_ends(ui, note, paint::meta(), tokens.ink3, room);
            let cut = galley.elided;
            let at = ui.max_rect().left_center();
            let place = paint::place(ui, galley, at);
            if !note.is_empty() {
                let said = ui.interact(place, ui.scope_id().with("note"), egui::Sense::hover());
                said.widget_info(|| egui::WidgetInfo::labeled(Role::Status, true, note));
                if cut {
                    said.tip(note);
                }
            }
        });
    });
    if enter && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
        pressed = Footer::Done;
    }
    pressed
}
