//! The column of frameworks beside the text: the tree, a field that finds or makes a code, and what the chosen code means.

mod about;
mod data;
mod define;
mod detail;
mod drop;
mod keys;
mod menus;
mod rows;

use super::read::Carried;
use super::tree::tree_keys;
use crate::analysis::{Counts, Voices};
use crate::model::{CodeId, FrameworkId, SourceId};
use crate::project::{CodeDraft, Place};
use crate::ui::command::{CodeCommand, Side, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::icons;
use crate::ui::later::Later;
use crate::ui::widgets::{Field, VirtualList, icon_button, paint, section_head, wrapped};
use data::{Line, Wanted, lines};
use egui::{Id, Key, Modifiers, Rect, Ui, UiBuilder, pos2, vec2};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The column of frameworks.
#[derive(Default)]
pub struct Tree {
    /// How the tree is looked at, which is remembered.
    pub look: Look,
    filter: String,
    /// The codes that are chosen.
    chosen: BTreeSet<CodeId>,
    /// The framework that the keys go to, or none while they go to a code.
    head: Option<FrameworkId>,
    /// The code that the keys go to.
    at: Option<CodeId>,
    /// Where a choice with Shift begins.
    from: Option<CodeId>,
    rename: Option<(Renamed, String, bool)>,
    edit: Option<define::Edited>,
    /// The definition that is written next.
    next_edit: Option<define::Edited>,
    people: Option<detail::People>,
    voices: Later<u64, Voices>,
    detail_height: f32,
    reveal: bool,
}

/// How the tree is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// Whether counts leave out the codes below.
    pub own: bool,
    /// Whether only codes used in the open source show.
    pub here: bool,
    /// Folded frameworks.
    pub shut: BTreeSet<FrameworkId>,
    /// Folded codes.
    pub closed: BTreeSet<CodeId>,
}

/// What is being renamed.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Renamed {
    Code(CodeId),
    Framework(FrameworkId),
}

/// What the column asks of the view it stands beside.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// A code for the selection, or for a passage let go on it.
    pub apply: Option<CodeId>,
    /// The code under the pointer.
    pub pointed: Option<CodeId>,
    /// Whether the text gets the keys back.
    pub leave: bool,
}

/// The tree's own id, by which it has the focus.
pub fn tree_id() -> Id {
    Id::unique("framework tree")
}

impl Tree {
    /// The codes that are chosen.
    pub fn chosen(&self) -> &BTreeSet<CodeId> {
        &self.chosen
    }

    /// Chooses a code and brings it in sight.
    pub fn choose(&mut self, cx: &Cx, code: CodeId) {
        let Some(desk) = cx.project else { return };
        let mut at = desk.corpus.code(code);
        if let Some(found) = at {
            self.look.shut.remove(&found.framework);
        }
        while let Some(parent) = at.and_then(|code| code.parent) {
            self.look.closed.remove(&parent);
            at = desk.corpus.code(parent);
        }
        self.chosen = BTreeSet::from([code]);
        (self.head, self.at, self.from, self.reveal) = (None, Some(code), Some(code), true);
    }

    /// The framework that the keys are at, while it is there.
    pub fn framework_at(&self, desk: &Desk) -> Option<FrameworkId> {
        self.head.filter(|id| desk.corpus.framework(*id).is_some())
    }

    /// Takes what is the column's to do: renaming in place, and what a code means; says whether it did.
    pub fn command(&mut self, command: &CodeCommand, cx: &Cx) -> bool {
        let Some(desk) = cx.project else { return false };
        match command {
            CodeCommand::AskRename(id) => {
                self.choose(cx, *id);
                self.begin_rename(desk, *id);
            }
            // The window does its part of these, too.
            CodeCommand::AskDefine(id) => {
                self.define(cx, desk, *id);
                return false;
            }
            CodeCommand::Forget(id) => {
                self.forget_edit(*id);
                return false;
            }
            CodeCommand::AskRenameFramework(id) => {
                let Some(framework) = desk.corpus.framework(*id) else { return false };
                self.stand(*id);
                self.rename = Some((Renamed::Framework(*id), framework.name.clone(), true));
            }
            CodeCommand::Move(_, place) => {
                // What goes below a folded code is to be seen there.
                place.parent.iter().for_each(|parent| {
                    self.look.closed.remove(parent);
                });
                self.reveal = true;
                return false;
            }
            _ => return false,
        }
        cx.push(Window::Unfold(Side::Right));
        true
    }

    /// Begins to write what a code means.
    pub fn define(&mut self, cx: &Cx, desk: &Desk, id: CodeId) {
        self.choose(cx, id);
        self.begin_edit(desk, id);
    }

    fn wanted(&self, cx: &Cx, desk: &Desk, source: Option<SourceId>) -> Wanted {
        let coder = cx.config.coder.as_ref().and_then(|coder| desk.corpus.coder_named(&coder.initials)).map(|coder| coder.id);
        let used = source.filter(|_| self.look.here).map(|source| desk.corpus.codings_of(source).iter().map(|coding| coding.code).collect());
        Wanted { filter: self.filter.clone(), own: self.look.own, used, coder, shut: self.look.shut.clone(), closed: self.look.closed.clone() }
    }

    /// Draws the column over all the room there is; `source` is the one in the middle.
    pub fn draw(&mut self, ui: &mut Ui, cx: &Cx, counts: &Counts, source: Option<SourceId>) -> Asked {
        let Some(desk) = cx.project else { return Asked::default() };
        self.head = self.framework_at(desk);
        self.chosen.retain(|id| desk.corpus.code(*id).is_some());
        self.settle_edit(cx);
        let rect = ui.max_rect();
        let field_id = Id::unique("find or create a code");
        section_head(ui, "Framework", |ui| {
            let tip = "Make a code: write its name and press Enter";
            if icon_button(ui, icons::PLUS, "New code", tip).clicked() {
                ui.memory_mut(|memory| memory.request_focus(field_id));
            }
            self.tree_menu(ui, cx);
        });
        let field = Rect::from_min_size(pos2(rect.left() + 9.0, ui.cursor().top()), vec2(rect.width() - 18.0, 30.0));
        self.field(ui, cx, desk, field, field_id);
        let detail = self.detail_room(desk, rect.height());
        let list = Rect::from_min_max(pos2(rect.left(), field.bottom() + 9.0), pos2(rect.right(), rect.bottom() - detail));
        let lines = lines(&desk.corpus, counts, &self.wanted(cx, desk, source));
        let mut asked = Asked::default();
        ui.scope_builder(UiBuilder::new().max_rect(list).id_salt("codes"), |ui| {
            ui.set_clip_rect(list.intersect(ui.clip_rect()));
            asked = self.list(ui, cx, desk, &lines);
        });
        if detail > 0.0 {
            let place = Rect::from_min_max(pos2(rect.left(), rect.bottom() - detail), rect.max);
            match self.head {
                Some(id) => self.about(ui, cx, desk, id, place),
                None => self.detail(ui, cx, desk, counts, place),
            }
        }
        asked
    }

    /// The field that finds a code, and makes one where none fits.
    fn field(&mut self, ui: &mut Ui, cx: &Cx, desk: &Desk, rect: Rect, id: Id) {
        let focused = ui.memory(|memory| memory.has_focus(id));
        let (enter, new, down) = match focused {
            true => ui.input_mut(|input| {
                let new = input.consume_key(Modifiers::COMMAND, Key::Enter);
                (input.consume_key(Modifiers::NONE, Key::Enter), new, input.consume_key(Modifiers::NONE, Key::ArrowDown))
            }),
            false => (false, false, false),
        };
        ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
            Field::new(&mut self.filter, "Find or create a code").hint("Find or create a code").icon(icons::MAGNIFYING_GLASS).id(id).show(ui);
        });
        if down {
            ui.memory_mut(|memory| memory.request_focus(tree_id()));
        }
        let letters = self.filter.trim().to_owned();
        if letters.is_empty() || !(enter || new) {
            return;
        }
        let found = self.first_hit(desk, &letters);
        match found.filter(|_| !new) {
            Some(code) => {
                self.filter.clear();
                self.choose(cx, code);
                ui.memory_mut(|memory| memory.request_focus(tree_id()));
            }
            None => {
                self.make(cx, desk, &letters);
                self.filter.clear();
            }
        }
    }

    fn first_hit(&self, desk: &Desk, letters: &str) -> Option<CodeId> {
        if let Some(code) = desk.corpus.codes_by_short(letters).first() {
            return Some(*code);
        }
        let codes = desk.corpus.codes();
        let hits = crate::ui::fuzzy::search(letters, codes.iter().map(|code| code.name.as_str()));
        hits.first().map(|hit| codes[hit.at].id)
    }

    /// Makes a code under the chosen one, or at the top of the framework that is at hand.
    fn make(&self, cx: &Cx, desk: &Desk, name: &str) {
        let under = self.at.filter(|id| self.chosen.contains(id));
        let framework = under.and_then(|id| desk.corpus.code(id)).map(|code| code.framework);
        let framework = framework.or_else(|| desk.corpus.frameworks().first().map(|framework| framework.id));
        match framework {
            Some(framework) => {
                let place = Place { framework, parent: under, ahead_of: None };
                cx.push(CodeCommand::Add(place, CodeDraft { name: name.to_owned(), ..CodeDraft::default() }));
            }
            None => cx.push(crate::ui::command::CodingCommand::ApplyNew {
                framework: None,
                under: None,
                names: vec![name.to_owned()],
                passages: Vec::new(),
            }),
        }
    }

    fn list(&mut self, ui: &mut Ui, cx: &Cx, desk: &Desk, lines: &[Line]) -> Asked {
        let rect = ui.max_rect();
        let (whole, keys) = tree_keys(ui, tree_id(), rect, "Codes");
        let mut asked = self.keys(desk, lines, &keys);
        if lines.is_empty() {
            self.nothing(ui, cx, desk, rect);
            return asked;
        }
        let reveal = std::mem::take(&mut self.reveal);
        let is_at = |line: &Line| match line {
            Line::Framework(id, ..) => self.head == Some(*id),
            Line::Code(code) => self.at == Some(code.id),
        };
        let at = if reveal { lines.iter().position(is_at) } else { None };
        VirtualList::same("code rows", crate::ui::theme::measure::ROW, lines.len()).reveal(at).show(ui, |ui, at| match &lines[at] {
            Line::Framework(id, name, open) => self.framework(ui, cx, (*id, name, *open), &whole),
            Line::Code(code) => self.code(ui, cx, desk, lines, code, &whole, &mut asked),
        });
        asked
    }

    fn nothing(&self, ui: &mut Ui, cx: &Cx, desk: &Desk, rect: Rect) {
        let place = Rect::from_min_size(rect.min + vec2(12.0, 2.0), vec2(rect.width() - 24.0, 100.0));
        ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
            if desk.corpus.frameworks().is_empty() {
                wrapped(ui, "There is no framework yet.", paint::body(), cx.tokens.ink2, 20.0);
                ui.add_space(8.0);
                if crate::ui::widgets::Button::primary("New framework…").tip(cx.tip(CodeCommand::AskFramework)).show(ui).clicked() {
                    cx.push(CodeCommand::AskFramework);
                }
            } else if self.filter.trim().is_empty() {
                wrapped(ui, "No code is used in this source.", paint::meta(), cx.tokens.ink3, 18.0);
            } else {
                let words = format!("No code has these letters. Enter makes “{}”.", self.filter.trim());
                wrapped(ui, &words, paint::meta(), cx.tokens.ink3, 18.0);
            }
        });
    }
}
