//! “Who is coding?”: asked before the first change, and from the disc in the top bar.

use super::{Dialog, Footer, Step, footer, head};
use crate::ui::command::Edit;
use crate::ui::config::Identity;
use crate::ui::cx::Cx;
use crate::ui::widgets::{Button, Field, Row, paint, within, wrapped};
use egui::{Align, Frame, Id, Layout, Margin, Rect, Ui, pos2, vec2};

/// Asks for name and initials.
pub struct CoderDialog {
    name: String,
    initials: String,
    /// Whether the initials were typed, and no longer follow the name.
    typed: bool,
}

impl CoderDialog {
    /// Asks who is coding, beginning with who it is now.
    pub fn new(now: Option<&Identity>) -> Self {
        let (name, initials) = now.map_or_else(Default::default, |coder| (coder.name.clone(), coder.initials.clone()));
        Self { typed: !initials.is_empty(), name, initials }
    }

    /// Why these cannot be taken, or nothing.
    fn objection(&self) -> Option<&'static str> {
        let letters = self.initials.trim().chars().count();
        if self.name.trim().is_empty() {
            return Some("A name is missing.");
        }
        if !(1..=6).contains(&letters) || self.initials.trim().contains(char::is_whitespace) {
            return Some("Initials are one to six letters, such as BP.");
        }
        None
    }
}

impl CoderDialog {
    /// The same once something was typed.
    fn remark(&self) -> Option<&'static str> {
        self.objection().filter(|_| !self.name.is_empty() || !self.initials.is_empty())
    }
}

/// How wide the field of the initials is.
const INITIALS: f32 = 120.0;

/// The first letters of a name's words, at most four.
fn initials_of(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric())).flat_map(char::to_uppercase).take(4).collect()
}

impl Dialog for CoderDialog {
    fn name(&self) -> String {
        "Who is coding?".into()
    }

    fn width(&self) -> f32 {
        420.0
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, fresh: bool) -> Step {
        head(
            ui,
            "Who is coding?",
            "Every coding and every step in the history carries the initials of who made it. They stay on this computer and in the project.",
        );
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 0, bottom: 14 }).show(ui, |ui| {
            let id = Id::unique("coder name");
            label(ui, cx, "Name");
            if Field::new(&mut self.name, "Name").hint("Bea Pym").id(id).show(ui).changed() && !self.typed {
                self.initials = initials_of(&self.name);
            }
            if fresh {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            ui.add_space(10.0);
            label(ui, cx, "Initials");
            let field = Field::new(&mut self.initials, "Initials").hint("BP").width(INITIALS).id(Id::unique("coder initials")).show(ui);
            self.typed |= field.changed();
            // Beside the field there is room for it in any window.
            let beside = Rect::from_min_max(field.rect.right_top() + vec2(12.0, -4.0), pos2(ui.max_rect().right(), field.rect.bottom() + 4.0));
            if let Some(remark) = self.remark() {
                within(ui, beside, Layout::left_to_right(Align::Center), |ui| wrapped(ui, remark, paint::meta(), cx.tokens.ink2, 18.0));
            }
        });
        self.known(ui, cx);
        let objection = self.objection();
        let pressed = footer(ui, "", Button::primary("Go on").enabled(objection.is_none()), Some("Cancel"), true);
        match pressed {
            Footer::Done if objection.is_none() => {
                cx.push(Edit::SetCoder(self.name.trim().into(), self.initials.trim().into()));
                Step::Close
            }
            Footer::Cancel => {
                self.left(cx);
                Step::Close
            }
            _ => Step::Stay,
        }
    }

    fn left(&mut self, cx: &Cx) {
        cx.push(Edit::NoCoder);
    }
}

impl CoderDialog {
    /// The coders the project knows, to be taken with a click.
    fn known(&mut self, ui: &mut Ui, cx: &Cx) {
        let Some(project) = cx.project.filter(|project| !project.corpus.coders.is_empty()) else { return };
        Frame::new().inner_margin(Margin { left: 2, right: 2, top: 0, bottom: 10 }).show(ui, |ui| {
            for coder in project.corpus.coders.iter().take(6) {
                let chosen = coder.initials == self.initials.trim();
                let words = if coder.name.is_empty() { coder.initials.clone() } else { format!("{}  {}", coder.initials, coder.name) };
                if Row::new(&words).selected(chosen).count(coder.role.clone()).show(ui).response.clicked() {
                    (self.name, self.initials, self.typed) = (coder.name.clone(), coder.initials.clone(), true);
                    if self.name.is_empty() {
                        self.name = self.initials.clone();
                    }
                }
            }
        });
    }
}

fn label(ui: &mut Ui, cx: &Cx, words: &str) {
    wrapped(ui, words, paint::meta(), cx.tokens.ink2, 20.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_come_from_the_name() {
        assert_eq!(initials_of("bea pym"), "BP");
        assert_eq!(initials_of("  Dr. Özlem (Mo) van Dijk"), "DÖMV");
        assert_eq!(initials_of(""), "");
    }

    #[test]
    fn a_name_and_short_initials_are_asked_for() {
        let dialog = |name: &str, initials: &str| CoderDialog { name: name.into(), initials: initials.into(), typed: true };
        assert!(dialog("Bea", "BP").objection().is_none());
        assert!(dialog("", "BP").objection().is_some() && dialog("Bea", "").objection().is_some() && dialog("Bea", "B P").objection().is_some());
    }
}
