//! Writing what a code means: kept every second as it is typed, written as one step at the end, thrown away only when that was asked.

use super::{Tree, tree_id};
use crate::model::{Code, CodeId};
use crate::project::CodeWords;
use crate::ui::command::{CodeCommand, Edit};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::drafts::Draft;
use crate::ui::keeping::Keeping;
use crate::ui::widgets::{Button, multiline};
use egui::{Key, Modifiers, Ui};

/// The fields and how many lines each has at first.
const FIELDS: [(&str, usize); 6] = [("Definition", 3), ("Include", 3), ("Exclude", 2), ("Example", 2), ("Short name", 1), ("Statement", 2)];
/// The field that a theme alone has.
const STATEMENT: usize = 5;

/// A definition that is being written.
pub(super) struct Edited {
    pub(super) id: CodeId,
    old: [String; 6],
    now: [String; 6],
    /// Whether the code is a theme, which says something.
    theme: bool,
    keeping: Keeping,
    fresh: bool,
}

impl Edited {
    /// The words of a code, with what was typed of them before the program was last ended.
    fn new(desk: &Desk, code: &Code) -> Self {
        let old = [&code.description, &code.include, &code.exclude, &code.example, &code.short, &code.statement].map(String::clone);
        let keeping = Keeping::of(desk, &Draft::Code(code.id));
        let kept: CodeWords = serde_json::from_str(keeping.kept()).unwrap_or_default();
        let typed = [&kept.description, &kept.include, &kept.exclude, &kept.example, &kept.short, &kept.statement];
        let now = std::array::from_fn(|n| typed[n].clone().unwrap_or_else(|| old[n].clone()));
        let theme = code.theme || !code.statement.is_empty();
        Self { id: code.id, old, now, theme, keeping, fresh: true }
    }

    /// The words that were changed, and no others.
    fn changed(&self) -> CodeWords {
        let [description, include, exclude, example, short, statement] =
            std::array::from_fn(|n| (self.now[n] != self.old[n]).then(|| self.now[n].clone()));
        CodeWords { description, include, exclude, example, short, statement }
    }

    /// What was changed, as it is kept; empty where nothing was.
    fn typed(&self) -> String {
        let changed = self.changed();
        if changed == CodeWords::default() { String::new() } else { serde_json::to_string(&changed).unwrap_or_default() }
    }
}

impl Tree {
    /// Begins to write what a code means; another definition that is being written is finished first.
    pub(super) fn begin_edit(&mut self, desk: &Desk, id: CodeId) {
        if self.edit.as_ref().is_none_or(|edited| edited.id != id) {
            self.next_edit = desk.corpus.code(id).map(|code| Edited::new(desk, code));
        }
    }

    /// Goes on with the definition that was asked for, and finishes one whose code is no longer the chosen one.
    pub(super) fn settle_edit(&mut self, cx: &Cx) {
        if self.edit.as_ref().is_some_and(|edited| Some(edited.id) != self.one() || self.next_edit.is_some()) {
            self.end_edit(cx);
        }
        if self.next_edit.is_some() {
            self.edit = self.next_edit.take();
        }
    }

    /// Writes the definition that was being written as one step.
    fn end_edit(&mut self, cx: &Cx) {
        let Some(mut edited) = self.edit.take() else { return };
        let changed = edited.changed();
        if changed != CodeWords::default() {
            cx.push(CodeCommand::Define(edited.id, Box::new(changed)));
        } else {
            edited.keeping.forget(cx);
        }
    }

    /// Leaves the definition as it was; asks first where something was typed.
    fn cancel_edit(&mut self, cx: &Cx) {
        match &self.edit {
            Some(edited) if edited.changed() != CodeWords::default() => cx.push(CodeCommand::AskForget(edited.id)),
            _ => self.end_edit(cx),
        }
    }

    /// Keeps what is typed of a definition.
    pub fn keep(&mut self, cx: &Cx) {
        if let Some(edited) = &mut self.edit {
            edited.keeping.now(cx, &edited.typed());
        }
    }

    /// What was typed of a definition is thrown away.
    pub fn forget_edit(&mut self, id: CodeId) {
        self.edit.take_if(|edited| edited.id == id);
    }

    /// The fields of the definition that is being written.
    pub(super) fn fields(&mut self, ui: &mut Ui, cx: &Cx) {
        let Some(edited) = &mut self.edit else { return };
        if edited.fresh && cx.config.coder.is_none() {
            cx.push(Edit::AskCoder);
        }
        let (mut left, mut has) = (false, false);
        let theme = edited.theme;
        for (n, ((name, rows), text)) in FIELDS.into_iter().zip(&mut edited.now).enumerate().filter(|(n, _)| theme || *n != STATEMENT) {
            let response = multiline(ui, text, name, name, rows);
            if n == 0 && std::mem::take(&mut edited.fresh) {
                response.request_focus();
            }
            left |= response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
            has |= response.has_focus();
            ui.add_space(8.0);
        }
        edited.keeping.at_times(ui.ctx(), cx, &edited.typed());
        if left {
            self.cancel_edit(cx);
        } else if has && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter)) {
            self.end_edit(cx);
        }
        if self.edit.is_none() {
            ui.memory_mut(|memory| memory.request_focus(tree_id()));
        }
    }

    /// What ends the writing.
    pub(super) fn edit_buttons(&mut self, ui: &mut Ui, cx: &Cx) {
        if Button::primary("Done").cap(Some("Ctrl Enter".into())).show(ui).clicked() {
            self.end_edit(cx);
        }
        if Button::new("Cancel").cap(Some("Esc".into())).show(ui).clicked() {
            self.cancel_edit(cx);
        }
    }
}
