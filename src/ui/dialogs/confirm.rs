//! A question before something that has consequences, which it names.

use super::{Dialog, Footer, Step, footer, head};
use crate::ui::command::Command;
use crate::ui::cx::Cx;
use crate::ui::widgets::{Button, Kind, paint, wrapped};
use egui::{Frame, Margin, Ui};

/// A question with one thing to do and the way back.
pub struct Confirm {
    title: String,
    what: String,
    more: Vec<String>,
    action: String,
    stay: String,
    command: Command,
    danger: bool,
}

impl Confirm {
    /// Asks `title`, says `what` would happen, and gives `command` when `action` is pressed.
    pub fn new(title: impl Into<String>, what: impl Into<String>, action: impl Into<String>, command: impl Into<Command>) -> Self {
        Self {
            title: title.into(),
            what: what.into(),
            more: Vec::new(),
            action: action.into(),
            stay: "Cancel".into(),
            command: command.into(),
            danger: false,
        }
    }

    /// One consequence more, on a line of its own.
    pub fn more(mut self, line: impl Into<String>) -> Self {
        self.more.push(line.into());
        self
    }

    /// Other words for the way back.
    pub fn stay(mut self, words: impl Into<String>) -> Self {
        self.stay = words.into();
        self
    }

    /// Marks what it does as removing something.
    pub fn danger(mut self) -> Self {
        self.danger = true;
        self
    }
}

impl Dialog for Confirm {
    fn name(&self) -> String {
        self.title.clone()
    }

    fn width(&self) -> f32 {
        440.0
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, _fresh: bool) -> Step {
        head(ui, &self.title, &self.what);
        if !self.more.is_empty() {
            Frame::new().inner_margin(Margin { left: 20, right: 20, top: 0, bottom: 14 }).show(ui, |ui| {
                for line in &self.more {
                    wrapped(ui, line, paint::body(), cx.tokens.ink2, 20.0);
                }
            });
        }
        let kind = if self.danger { Kind::Danger } else { Kind::Primary };
        match footer(ui, "", Button::new(&self.action).kind(kind), Some(&self.stay), true) {
            Footer::Done => {
                cx.push(self.command.clone());
                Step::Close
            }
            Footer::Cancel => Step::Close,
            Footer::Nothing => Step::Stay,
        }
    }
}
