//! Words of several lines that are asked for.

use super::{Dialog, Footer, Step, footer, head};
use crate::ui::command::Command;
use crate::ui::cx::Cx;
use crate::ui::keeping::{Keeping, RESCUED};
use crate::ui::widgets::{Button, prose};
use egui::{Frame, Id, Key, Margin, Modifiers, Ui};

/// Asks for words of several lines, or none.
pub struct TextDialog {
    title: String,
    field: String,
    hint: String,
    old: String,
    words: String,
    then: Box<dyn Fn(String) -> Command>,
    keeping: Option<Keeping>,
    /// Whether the words in it are left over.
    rescued: bool,
}

impl TextDialog {
    /// Asks for words; `field` is what a screen reader calls them, `then` makes the command of them.
    pub fn new<C: Into<Command>>(title: &str, field: &str, hint: &str, words: &str, then: impl Fn(String) -> C + 'static) -> Self {
        let then = Box::new(move |words| then(words).into());
        let (title, field, hint, words) = (title.into(), field.into(), hint.into(), words.to_owned());
        Self { title, field, hint, old: words.clone(), words, then, keeping: None, rescued: false }
    }

    /// With what is typed kept as a draft, and in the field what was typed before the program ended.
    pub fn kept(mut self, keeping: Option<Keeping>) -> Self {
        keeping.iter().for_each(|keeping| keeping.take_up(&mut self.words));
        self.rescued = self.firm() && keeping.as_ref().is_some_and(Keeping::is_rescued);
        self.keeping = keeping;
        self
    }

    /// What is typed, where it differs from what stood there.
    fn typed(&self) -> String {
        if self.firm() { self.words.clone() } else { String::new() }
    }
}

impl Dialog for TextDialog {
    fn name(&self) -> String {
        self.title.clone()
    }

    fn width(&self) -> f32 {
        520.0
    }

    fn firm(&self) -> bool {
        self.words != self.old
    }

    fn holds(&self) -> Option<String> {
        self.firm().then(|| "The words that you wrote would be lost.".into())
    }

    fn writes(&self) -> bool {
        true
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
        head(ui, &self.title, if self.rescued { RESCUED } else { "" });
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 0, bottom: 14 }).show(ui, |ui| {
            let id = Id::unique("words that are asked for");
            prose(ui, id, &mut self.words, &self.field, &self.hint, 8, &[]);
            if fresh {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
        });
        let done = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        match footer(ui, "", Button::primary("Keep it").cap(Some("Ctrl Enter".into())), Some("Cancel"), false) {
            pressed if done || pressed == Footer::Done => {
                self.keep(cx);
                if self.words != self.old {
                    cx.push((self.then)(self.words.trim().to_owned()));
                }
                Step::Close
            }
            Footer::Cancel => Step::Leave,
            _ => Step::Stay,
        }
    }
}
