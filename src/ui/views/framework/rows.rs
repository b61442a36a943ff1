//! The rows of the tree: frameworks and codes, renamed in place, dragged, let go on each other.

use super::data::{CodeLine, Line};
use super::{Asked, Carried, Renamed, Tree, keys, tree_id};
use crate::model::{Code, CodeId, Framework, FrameworkId};
use crate::project::Place;
use crate::ui::command::{CodeCommand, CodingCommand};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::fonts::Weight;
use crate::ui::format;
use crate::ui::views::tree::{key_edge, row_sense};
use crate::ui::widgets::{Field, Row};
use egui::{Id, Rect, Response, Ui, UiBuilder, vec2};

impl Tree {
    pub(super) fn framework(&mut self, ui: &mut Ui, cx: &Cx, (id, name, open): (FrameworkId, &str, bool), whole: &Response) {
        let row = Row::new(name).open(open).weight(Weight::Semibold).sense(row_sense());
        let row = row.selected(self.head == Some(id)).id(Id::unique(("framework", id))).show(ui);
        if matches!(&self.rename, Some((Renamed::Framework(other), ..)) if *other == id) {
            return self.rename_field(ui, cx, row.label);
        }
        if self.head == Some(id) && whole.has_focus() {
            key_edge(ui, row.response.rect);
        }
        if row.response.clicked() {
            if !self.look.shut.remove(&id) {
                self.look.shut.insert(id);
            }
            self.stand(id);
            self.reveal = false;
            whole.request_focus();
        }
        if let Some(carried) = row.response.dnd_release_payload::<Carried>()
            && let Carried::Codes(codes) = &*carried
        {
            cx.push(CodeCommand::Move(codes.clone(), Place { framework: id, parent: None, ahead_of: None }));
        }
        self.framework_menu(cx, &row.response, id);
    }

    #[expect(clippy::too_many_arguments, reason = "one row needs all that the tree has")]
    pub(super) fn code(&mut self, ui: &mut Ui, cx: &Cx, desk: &Desk, lines: &[Line], line: &CodeLine, whole: &Response, asked: &mut Asked) {
        let level = line.depth + 1;
        let colour = cx.tokens.code(desk.corpus.colour(line.id));
        let with = if self.look.own || line.open.is_none() { "" } else { " with those below" };
        let note = format!("{}{with}", format::counted(line.count as usize, "passage"));
        let mut row = Row::new(&line.name).level(level).swatch(colour).count(format::count(line.count)).note(&note).faint(!line.codable);
        row = row.cap(line.pin.map(|pin| pin.to_string())).selected(self.chosen.contains(&line.id)).sense(row_sense());
        row = row.id(Id::unique(("code", line.id)));
        if let Some(open) = line.open {
            row = row.open(open);
        }
        let row = row.show(ui);
        if matches!(&self.rename, Some((Renamed::Code(other), ..)) if *other == line.id) {
            return self.rename_field(ui, cx, row.label);
        }
        let response = row.response;
        if self.at == Some(line.id) && whole.has_focus() {
            key_edge(ui, response.rect);
        }
        if response.hovered() {
            asked.pointed = Some(line.id);
        }
        response.dnd_set_drag_payload(Carried::Codes(self.chosen_with(line.id)));
        self.taken(ui, cx, desk, line, &response);
        self.code_menu(cx, desk, &response, line.id);
        if row.toggled {
            if !self.look.closed.remove(&line.id) {
                self.look.closed.insert(line.id);
            }
        } else if response.double_clicked() {
            self.begin_rename(desk, line.id);
        } else if response.clicked() {
            self.clicked(ui, lines, line.id);
            whole.request_focus();
        }
    }

    fn clicked(&mut self, ui: &Ui, lines: &[Line], id: CodeId) {
        let modifiers = ui.input(|input| input.modifiers);
        if modifiers.command {
            if !self.chosen.remove(&id) {
                self.chosen.insert(id);
            }
            (self.at, self.from) = (Some(id), Some(id));
        } else if !modifiers.shift && self.chosen.len() == 1 && self.chosen.contains(&id) {
            // A second click lets go of it, and the words lose their colour again.
            self.chosen.clear();
        } else {
            self.walk(&keys::codes(lines), id, modifiers.shift);
            self.reveal = false;
        }
    }

    /// What was let go on a code: a passage is coded; codes are put ahead, behind, or the question is asked whether to merge.
    fn taken(&self, ui: &Ui, cx: &Cx, desk: &Desk, line: &CodeLine, response: &Response) {
        if response.dnd_hover_payload::<Carried>().is_some() {
            super::drop::show(ui, cx, response);
        }
        let Some(carried) = response.dnd_release_payload::<Carried>() else { return };
        match &*carried {
            Carried::Passage(passage) => cx.push(CodingCommand::Apply(line.id, vec![*passage])),
            Carried::Codes(codes) if codes.contains(&line.id) => {}
            Carried::Codes(codes) => super::drop::codes(ui, cx, desk, codes, line.id, response.rect),
        }
    }

    /// A field in the place of a row's words.
    fn rename_field(&mut self, ui: &mut Ui, cx: &Cx, place: Rect) {
        let Some((what, name, fresh)) = &mut self.rename else { return };
        let place = Rect::from_center_size(place.center(), vec2(place.width() + 8.0, 26.0));
        let field = Field::new(name, "New name").id(Id::unique("new name of a code"));
        let response = ui.scope_builder(UiBuilder::new().max_rect(place), |ui| field.show(ui)).inner;
        if std::mem::take(fresh) {
            return response.request_focus();
        }
        if !response.lost_focus() {
            return;
        }
        let (what, name) = (*what, name.trim().to_owned());
        self.rename = None;
        ui.memory_mut(|memory| memory.request_focus(tree_id()));
        let corpus = cx.project.map(|desk| &desk.corpus);
        if name.is_empty() || ui.input(|input| input.key_pressed(egui::Key::Escape)) {
            return;
        }
        match what {
            Renamed::Code(id) => {
                if let Some(code) = corpus.and_then(|corpus| corpus.code(id)).filter(|code| code.name != name) {
                    cx.push(CodeCommand::Edit(Box::new(Code { name, ..code.clone() })));
                }
            }
            Renamed::Framework(id) => {
                if let Some(framework) = corpus.and_then(|corpus| corpus.framework(id)).filter(|framework| framework.name != name) {
                    cx.push(CodeCommand::EditFramework(Box::new(Framework { name, ..framework.clone() })));
                }
            }
        }
    }
}
