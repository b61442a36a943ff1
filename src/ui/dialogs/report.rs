//! What came of a piece of work, line by line, and what can be done next.

use super::{Dialog, Footer, Step, footer, head};
use crate::ui::command::Command;
use crate::ui::cx::Cx;
use crate::ui::widgets::{Button, paint, scroll_by_keys, wrapped};
use egui::{Frame, Margin, ScrollArea, Ui};

/// A report with what can be done next.
pub struct ReportDialog {
    title: String,
    line: String,
    lines: Vec<String>,
    /// What can be done next: the first is the button that stands out.
    actions: Vec<(String, Command)>,
    /// What can be done too, and never by the button that stands out.
    asides: Vec<(String, Command)>,
}

impl ReportDialog {
    /// What came of it in a sentence, what else is to be known, and the lines.
    pub fn new(title: impl Into<String>, line: impl Into<String>, lines: Vec<String>) -> Self {
        Self { title: title.into(), line: line.into(), lines, actions: Vec::new(), asides: Vec::new() }
    }

    /// With something that can be done next.
    pub fn action(mut self, words: impl Into<String>, command: impl Into<Command>) -> Self {
        self.actions.push((words.into(), command.into()));
        self
    }

    /// With something that can be done too, by a button of its own that never stands out.
    pub fn aside(mut self, words: impl Into<String>, command: impl Into<Command>) -> Self {
        self.asides.push((words.into(), command.into()));
        self
    }
}

impl Dialog for ReportDialog {
    fn name(&self) -> String {
        self.title.clone()
    }

    fn width(&self) -> f32 {
        560.0
    }

    fn firm(&self) -> bool {
        true
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, _fresh: bool) -> Step {
        head(ui, &self.title, &self.line);
        let mut given = None;
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 0, bottom: 14 }).show(ui, |ui| {
            let high = (ui.ctx().content_rect().height() - 260.0).clamp(90.0, 340.0);
            ScrollArea::vertical().id_salt("report").max_height(high).auto_shrink([false, true]).show(ui, |ui| {
                scroll_by_keys(ui, high);
                for line in &self.lines {
                    wrapped(ui, line, paint::body(), cx.tokens.ink2, 20.0);
                }
            });
            let others: Vec<_> = self.actions.iter().skip(1).chain(&self.asides).collect();
            if !others.is_empty() {
                ui.add_space(10.0);
                ui.horizontal_wrapped(|ui| {
                    for (words, command) in others {
                        if Button::new(words).show(ui).clicked() {
                            given = Some(command.clone());
                        }
                    }
                });
            }
        });
        let first = self.actions.first();
        let words = first.map_or("Close", |(words, _)| words.as_str());
        let pressed = footer(ui, "", Button::primary(words), first.map(|_| "Close"), true);
        if pressed == Footer::Done {
            given = first.map(|(_, command)| command.clone());
        }
        if let Some(command) = given {
            cx.push(command);
            return Step::Close;
        }
        if pressed == Footer::Nothing { Step::Stay } else { Step::Close }
    }
}
