//! What a version of a framework is called, why it came to be so, and what was said at the meeting.

use super::{Dialog, Footer, Step, footer, head};
use crate::model::{Framework, FrameworkId, FrameworkVersion, FrameworkVersionId};
use crate::ui::command::FrameworkCommand;
use crate::ui::cx::Cx;
use crate::ui::widgets::{Button, Field, multiline, paint, wrapped};
use egui::{Frame, Id, Key, Margin, Modifiers, Ui};

/// Asks for name, reason and note of a version.
pub struct VersionDialog {
    of: Of,
    title: String,
    words: [String; 3],
    old: [String; 3],
    /// Names that other versions have, in small letters.
    taken: Vec<String>,
}

/// What the version is of.
enum Of {
    /// A framework as it stands, not named yet.
    Now(FrameworkId),
    /// A version that is there.
    Version(FrameworkVersionId),
}

impl VersionDialog {
    /// The question for a framework as it stands.
    pub fn name(framework: &Framework, taken: Vec<String>) -> Self {
        let title = format!("Name {} as it stands", framework.name);
        Self { of: Of::Now(framework.id), title, words: Default::default(), old: Default::default(), taken }
    }

    /// The question for a version, with what is said of it now.
    pub fn edit(version: &FrameworkVersion, taken: Vec<String>) -> Self {
        let words = [version.name.clone(), version.reason.clone(), version.note.clone()];
        Self { of: Of::Version(version.id), title: "The version".into(), words: words.clone(), old: words, taken }
    }

    fn is_taken(&self) -> bool {
        self.taken.contains(&self.words[0].trim().to_lowercase())
    }

    fn asked(&self) -> FrameworkCommand {
        let [name, reason, note] = self.words.clone();
        match self.of {
            Of::Now(id) => FrameworkCommand::Name(id, name, reason, note),
            Of::Version(id) => FrameworkCommand::Edit(id, name, reason, note),
        }
    }
}

impl Dialog for VersionDialog {
    fn name(&self) -> String {
        self.title.clone()
    }

    fn writes(&self) -> bool {
        true
    }

    fn width(&self) -> f32 {
        480.0
    }

    fn firm(&self) -> bool {
        self.words != self.old
    }

    fn holds(&self) -> Option<String> {
        self.firm().then(|| "What you wrote of the version would be lost.".into())
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, fresh: bool) -> Step {
        let more = match self.of {
            Of::Now(_) => "Its codes and definitions are kept as they are now, to be compared with later.",
            Of::Version(_) => "Its codes and its day stay as they are.",
        };
        head(ui, &self.title, more);
        let taken = self.is_taken();
        // The fields of several lines keep Enter for themselves.
        let id = Id::unique("name of the version");
        let in_name = ui.memory(|memory| memory.has_focus(id));
        let done = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 0, bottom: 14 }).show(ui, |ui| {
            wrapped(ui, "Name", paint::meta(), cx.tokens.ink2, 20.0);
            Field::new(&mut self.words[0], "Name of the version").hint("After the March meeting").id(id).show(ui);
            if fresh {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            ui.add_space(10.0);
            wrapped(ui, "Why it came to be so", paint::meta(), cx.tokens.ink2, 20.0);
            multiline(ui, &mut self.words[1], "Reason", "Two codes said the same", 2);
            ui.add_space(10.0);
            wrapped(ui, "What was said at the meeting", paint::meta(), cx.tokens.ink2, 20.0);
            multiline(ui, &mut self.words[2], "Note of the meeting", "Who was there, what was agreed", 4);
            if taken {
                ui.add_space(8.0);
                wrapped(ui, "Another version of this framework has that name.", paint::body(), cx.tokens.warn, 20.0);
            }
        });
        let ready = !self.words[0].trim().is_empty() && !taken;
        let keep = Button::primary("Keep it").cap(Some("Ctrl Enter".into())).enabled(ready);
        let pressed = footer(ui, "", keep, Some("Cancel"), in_name);
        match if done { Footer::Done } else { pressed } {
            Footer::Done if ready => {
                if self.words != self.old {
                    cx.push(self.asked());
                }
                Step::Close
            }
            Footer::Cancel => Step::Leave,
            _ => Step::Stay,
        }
    }
}
