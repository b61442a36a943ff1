//! A name that is asked for: of something new, or another one of something there is.

use super::{Dialog, Footer, Step, footer, head};
use crate::ui::command::Command;
use crate::ui::cx::Cx;
use crate::ui::keeping::{Keeping, RESCUED};
use crate::ui::widgets::{Button, Field, select_all};
use egui::{Frame, Id, Margin, Ui};

/// Asks for a name.
pub struct NameDialog {
    title: String,
    line: String,
    field: String,
    action: &'static str,
    hint: String,
    name: String,
    old: String,
    /// What stood in the field at first.
    offered: String,
    /// Whether nothing will do too.
    optional: bool,
    then: Box<dyn Fn(String) -> Command>,
    keeping: Option<Keeping>,
    /// Whether what is named is no part of the project that is open.
    apart: bool,
}

impl NameDialog {
    /// Asks for the name of something new; `then` makes the command of it. `what` it is stands in the title and on the field: “folder”.
    pub fn new<C: Into<Command>>(what: &str, then: impl Fn(String) -> C + 'static) -> Self {
        let (title, field) = (format!("New {what}"), format!("Name of the {what}"));
        let then = Box::new(move |name| then(name).into());
        Self {
            title,
            line: String::new(),
            field,
            action: "Make it",
            hint: String::new(),
            name: String::new(),
            old: String::new(),
            offered: String::new(),
            optional: false,
            then,
            keeping: None,
            apart: false,
        }
    }

    /// Asks for another name of something that is called `old` now.
    pub fn rename<C: Into<Command>>(what: &str, old: &str, then: impl Fn(String) -> C + 'static) -> Self {
        let title = format!("Rename the {what}");
        Self { title, action: "Rename", name: old.to_owned(), old: old.to_owned(), offered: old.to_owned(), ..Self::new(what, then) }
    }

    /// Asks for some words, or none.
    pub fn words<C: Into<Command>>(title: &str, field: &str, action: &'static str, then: impl Fn(String) -> C + 'static) -> Self {
        Self { title: title.to_owned(), field: field.to_owned(), action, optional: true, ..Self::new("", then) }
    }

    /// What more there is to say.
    pub fn line(mut self, line: impl Into<String>) -> Self {
        self.line = line.into();
        self
    }

    /// With a name in the field that will do.
    pub fn filled(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self.offered.clone_from(&self.name);
        self
    }

    /// Of something that is no part of the project that is open.
    pub fn apart(mut self) -> Self {
        self.apart = true;
        self
    }

    /// What stands in the empty field.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// With what is typed kept as a draft, and in the field what was typed before the program ended.
    pub fn kept(mut self, keeping: Option<Keeping>) -> Self {
        keeping.iter().for_each(|keeping| keeping.take_up(&mut self.name));
        if keeping.as_ref().is_some_and(Keeping::is_rescued) {
            self.line = format!("{} {RESCUED}", self.line).trim_start().to_owned();
        }
        self.keeping = keeping;
        self
    }

    /// What is typed, where it differs from what stood there.
    fn typed(&self) -> String {
        if self.name == self.offered { String::new() } else { self.name.clone() }
    }
}

impl Dialog for NameDialog {
    fn name(&self) -> String {
        self.title.clone()
    }

    fn width(&self) -> f32 {
        380.0
    }

    fn holds(&self) -> Option<String> {
        let typed = !self.name.trim().is_empty() && self.name != self.offered;
        typed.then(|| format!("“{}” would be lost.", self.name.trim()))
    }

    fn writes(&self) -> bool {
        !self.apart
    }

    fn keep(&mut self, cx: &Cx) {
        let typed = self.typed();
        self.keeping.iter_mut().for_each(|keeping| keeping.now(cx, &typed));
    }

    fn left(&mut self, cx: &Cx) {
        self.keeping.iter_mut().for_each(|keeping| keeping.forget(cx));
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, fresh: bool) -> Step {
        let typed = self.typed();
        self.keeping.iter_mut().for_each(|keeping| keeping.at_times(ui.ctx(), cx, &typed));
        head(ui, &self.title, &self.line);
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 0, bottom: 14 }).show(ui, |ui| {
            let id = Id::unique("name that is asked for");
            Field::new(&mut self.name, &self.field).hint(&self.hint).id(id).show(ui);
            if fresh {
                ui.memory_mut(|memory| memory.request_focus(id));
                // A name that stands there already is written over by the first letter.
                select_all(ui.ctx(), id);
            }
        });
        let name = self.name.trim().to_owned();
        let good = self.optional || !name.is_empty();
        match footer(ui, "", Button::primary(self.action).enabled(good), Some("Cancel"), true) {
            Footer::Done if good => {
                self.keep(cx);
                if self.optional || name != self.old {
                    cx.push((self.then)(name));
                }
                Step::Close
            }
            Footer::Cancel => Step::Leave,
            _ => Step::Stay,
        }
    }
}
