//! A new framework: from a template, from an outline that is written or pasted, from a file, or empty.

use super::{Dialog, Footer, Step, footer, head};
use crate::import::outline;
use crate::project::{Template, TemplateCode, templates};
use crate::ui::command::CodeCommand;
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::icons;
use crate::ui::widgets::{Button, Field, Row, outlined, paint, select_all, wrapped};
use egui::{Frame, Id, Key, Margin, Modifiers, ScrollArea, Sense, Ui};

/// What a new framework is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    /// A template, by its place.
    Template(usize),
    /// The lines that are written here.
    Outline,
}

/// Asks what a new framework is made of.
pub struct FrameworkDialog {
    templates: Vec<Template>,
    of: Of,
    name: String,
    /// Whether the name was typed, and no longer follows the template.
    named: bool,
    lines: String,
}

impl Default for FrameworkDialog {
    fn default() -> Self {
        let templates: Vec<Template> = templates().into_iter().map(|(_, template)| template).collect();
        let name = templates.first().map_or_else(String::new, |template| template.name.clone());
        Self { templates, of: Of::Template(0), name, named: false, lines: String::new() }
    }
}

fn name_id() -> Id {
    Id::unique("framework name")
}

fn count(codes: &[TemplateCode]) -> usize {
    codes.iter().map(|code| 1 + count(&code.children)).sum()
}

impl FrameworkDialog {
    /// The framework as it would be made, or why not.
    fn template(&self) -> Result<Template, String> {
        let name = self.name.trim().to_owned();
        if name.is_empty() {
            return Err("A name is missing.".into());
        }
        match self.of {
            Of::Template(at) => self.templates.get(at).map(|template| Template { name, ..template.clone() }).ok_or_else(String::new),
            Of::Outline if self.lines.trim().is_empty() => Err(String::new()),
            Of::Outline => outline(&self.lines, &name).map(|template| Template { name, ..template }).map_err(|error| error.to_string()),
        }
    }

    /// Up and Down choose what it is made of, unless the outline is being written.
    fn arrows(&self, ui: &Ui) -> Option<Of> {
        let name = ui.memory(|memory| memory.focused()) == Some(name_id());
        if self.of == Of::Outline && !name {
            return None;
        }
        let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key)) as isize;
        let step = pressed(Key::ArrowDown) - pressed(Key::ArrowUp);
        let last = self.templates.len();
        let at = if let Of::Template(at) = self.of { at } else { last };
        let to = at.saturating_add_signed(step).min(last);
        (to != at).then_some(if to == last { Of::Outline } else { Of::Template(to) })
    }

    fn choices(&mut self, ui: &mut Ui, cx: &Cx) -> Step {
        let mut taken = self.arrows(ui);
        for (at, template) in self.templates.iter().enumerate() {
            let codes = count(&template.codes);
            let words = if codes == 0 { "no codes yet".to_owned() } else { format::counted(codes, "code") };
            let name = if codes == 0 { "An empty one" } else { &template.name };
            let row = Row::new(name).icon(icons::TREE_STRUCTURE).count(words).selected(self.of == Of::Template(at)).sense(Sense::CLICK).show(ui);
            if row.response.clicked() {
                taken = Some(Of::Template(at));
            }
        }
        let outline = Row::new("An outline, written or pasted").icon(icons::TEXT_INDENT).selected(self.of == Of::Outline).sense(Sense::CLICK);
        if outline.show(ui).response.clicked() {
            taken = Some(Of::Outline);
        }
        if let Some(of) = taken {
            self.of = of;
            if !self.named {
                self.name = match of {
                    Of::Template(at) => self.templates[at].name.clone(),
                    Of::Outline => String::new(),
                };
            }
            // What is typed next is its name.
            ui.memory_mut(|memory| memory.request_focus(name_id()));
            if !self.named {
                select_all(ui.ctx(), name_id());
            }
        }
        if Row::new("A file: a codebook as a table, an outline, a template…").icon(icons::FILE_TEXT).show(ui).response.clicked() {
            cx.push(CodeCommand::AskFrameworkFile);
            return Step::Close;
        }
        Step::Stay
    }

    fn words(&mut self, ui: &mut Ui, cx: &Cx, fresh: bool) {
        let id = name_id();
        self.named |= Field::new(&mut self.name, "Name of the framework").hint("Name").id(id).show(ui).changed();
        if fresh {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        ui.add_space(8.0);
        match self.of {
            Of::Template(at) => {
                let words = self.templates.get(at).map_or("", |template| &template.description);
                wrapped(ui, words, paint::meta(), cx.tokens.ink2, 18.0);
            }
            Of::Outline => {
                ScrollArea::vertical().id_salt("outline").max_height(190.0).show(ui, |ui| {
                    let field = outlined(ui, &mut self.lines, "Outline", "Law 2: costs before it pays\n    Money\n    Time and staff", 8);
                    // Tab and Shift+Tab set lines in and out; Esc leads out, and Ctrl+Enter makes it.
                    if field.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
                        ui.memory_mut(|memory| memory.request_focus(id));
                    }
                });
                ui.add_space(4.0);
                wrapped(
                    ui,
                    "One code a line; what is set in lies below the line above it: Tab sets in, Shift+Tab out. Ctrl+Enter makes it, Esc leaves the lines.",
                    paint::meta(),
                    cx.tokens.ink3,
                    18.0,
                );
            }
        }
    }
}

impl Dialog for FrameworkDialog {
    fn name(&self) -> String {
        "New framework".into()
    }

    fn writes(&self) -> bool {
        true
    }

    fn width(&self) -> f32 {
        480.0
    }

    fn holds(&self) -> Option<String> {
        let written = self.of == Of::Outline && !self.lines.trim().is_empty();
        written.then(|| "The outline that you wrote would be lost.".into())
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx, fresh: bool) -> Step {
        head(ui, "New framework", "A framework is a tree of codes. A project can hold several at once.");
        if self.choices(ui, cx) == Step::Close {
            return Step::Close;
        }
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 12, bottom: 14 }).show(ui, |ui| self.words(ui, cx, fresh));
        let made = self.template();
        let note = match &made {
            Ok(template) => format::counted(count(&template.codes), "code"),
            Err(why) => why.clone(),
        };
        // In the outline Enter begins the next line, and Ctrl+Enter ends it.
        let enter = self.of != Of::Outline;
        let ended = !enter && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        let pressed = footer(ui, &note, Button::primary("Make it").enabled(made.is_ok()), Some("Cancel"), enter);
        match (if ended { Footer::Done } else { pressed }, made) {
            (Footer::Done, Ok(template)) => {
                cx.push(CodeCommand::AddFramework(Box::new(template)));
                Step::Close
            }
            (Footer::Cancel, _) => Step::Leave,
            _ => Step::Stay,
        }
    }
}
