//! Changing one cell: words with a check, or a list that the letters narrow down.

use super::CaseTable;
use super::data::Column;
use super::grid::{self, Places};
use crate::model::{AttributeType, Owner};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::fuzzy;
use crate::ui::theme::measure;
use crate::ui::widgets::{Field, Row, caret_to_end, paint, wrapped};
use egui::{Area, EventFilter, Frame, Id, Key, Margin, Modifiers, Order, Rect, Ui, pos2};

/// How many choices show at a time.
const MOST: usize = 10;

/// A cell that is being changed.
pub struct Editor {
    /// Whose cell it is, so that a table that changes beneath does not change another's.
    owner: Owner,
    column: usize,
    text: String,
    /// What can be chosen; empty for words.
    choices: Vec<String>,
    /// Whether words that are no choice become a new one.
    grows: bool,
    chosen: Option<usize>,
    /// Why it cannot be taken as it is.
    trouble: Option<String>,
    frames: u32,
}

impl Editor {
    /// Words that fit a choice mean it; words that fit none stay words.
    fn aim(&mut self) {
        self.chosen = (!self.text.trim().is_empty() && !self.fitting().is_empty()).then_some(0);
    }

    /// The words as a new choice, where they can become one.
    fn new_choice(&self) -> Option<&str> {
        let words = self.text.trim();
        (self.grows && !words.is_empty() && self.choices.iter().all(|choice| choice != words)).then_some(words)
    }

    /// The choices that fit what is typed, the best first.
    fn fitting(&self) -> Vec<&str> {
        let all = || self.choices.iter().map(String::as_str);
        let hits = fuzzy::search(&self.text, all());
        hits.into_iter().take(MOST).map(|hit| self.choices[hit.at].as_str()).collect()
    }
}

/// Begins to change the chosen cell: with its own words, or with what was typed in their place.
pub fn begin(view: &mut CaseTable, cx: &Cx, typed: Option<String>) {
    let (row, column) = view.cursor;
    let (Some(line), Some(head)) = (view.table().rows.get(row), view.table().heads.get(column)) else { return };
    if cx.project.is_none_or(|desk| desk.read_only().is_some()) {
        view.trouble = Some("This project is open for reading only.".into());
        return;
    }
    if !head.editable {
        view.trouble = Some(format!("“{}” is counted and cannot be changed here.", head.name));
        return;
    }
    let listed = !head.choices.is_empty();
    // A list opens whole: what stands in the cell would hide the other choices.
    let text = typed.unwrap_or_else(|| if listed { String::new() } else { line.cells[column].clone() });
    let chosen = head.choices.iter().position(|choice| *choice == line.cells[column]).filter(|_| text.is_empty());
    let grows = head.kind == AttributeType::Choice && matches!(head.column, Column::Attribute(_));
    let mut editor = Editor { owner: line.owner, column, text, choices: head.choices.clone(), grows, chosen, trouble: None, frames: 0 };
    if !editor.text.is_empty() {
        editor.aim();
    }
    (view.editor, view.anchor, view.trouble, view.reveal) = (Some(editor), view.cursor, None, true);
}

/// Space: yes becomes no and no becomes yes; any other cell is changed by words.
pub fn toggle(view: &mut CaseTable, cx: &Cx, desk: &Desk) {
    let (row, column) = view.cursor;
    let yes_no = view.table().heads.get(column).is_some_and(|head| head.kind == AttributeType::YesNo);
    if !yes_no {
        return begin(view, cx, None);
    }
    let now = view.table().rows.get(row).is_some_and(|line| line.cells[column] == "yes");
    let edit = view.table().edit(&desk.corpus, row, column, if now { "no" } else { "yes" }).map(|edit| vec![edit]);
    view.send(edit, cx);
}

/// Takes what stands in the editor and ends it; says whether it could be taken.
fn take(view: &mut CaseTable, cx: &Cx) -> bool {
    let (Some(editor), Some(desk)) = (&view.editor, cx.project) else { return true };
    let fitting = editor.fitting();
    let choice = editor.chosen.and_then(|at| fitting.get(at)).map(|choice| (*choice).to_owned());
    let words = choice.unwrap_or_else(|| editor.text.clone());
    let Some(row) = view.table().rows.iter().position(|line| line.owner == editor.owner) else {
        view.editor = None;
        return true;
    };
    let column = editor.column;
    if view.table().rows[row].cells[column] == words.trim() {
        view.editor = None;
        return true;
    }
    match view.table().edit(&desk.corpus, row, column, &words) {
        Ok(edit) => {
            view.editor = None;
            view.send(Ok(vec![edit]), cx);
            true
        }
        Err(why) => {
            if let Some(editor) = &mut view.editor {
                editor.trouble = Some(why);
            }
            false
        }
    }
}

/// Leaves the editor because something else was clicked: what can be taken is, what cannot is dropped and said.
pub fn leave(view: &mut CaseTable, cx: &Cx) {
    if !take(view, cx)
        && let Some(editor) = view.editor.take()
    {
        view.trouble = editor.trouble;
    }
}

/// Draws the editor over its cell, and its list or trouble below.
pub fn draw(view: &mut CaseTable, ui: &mut Ui, cx: &Cx, _desk: &Desk, places: &Places) {
    let Some(editor) = &view.editor else { return };
    let Some(row) = view.table().rows.iter().position(|line| line.owner == editor.owner) else {
        view.editor = None;
        return;
    };
    let cell = places.cell(row, editor.column);
    let name = format!("{}, {}", view.table().rows[row].cells[0], view.table().heads[editor.column].name);
    if keys(view, ui, cx) {
        ui.memory_mut(|memory| memory.request_focus(grid::id()));
        return;
    }
    let Some(editor) = &mut view.editor else { return };
    field(editor, ui, cx, cell, &name, places);
    let picked = below(editor, ui, cx, cell);
    if let Some(words) = picked {
        (editor.text, editor.chosen) = (words, None);
        if take(view, cx) {
            ui.memory_mut(|memory| memory.request_focus(grid::id()));
        }
    }
}

/// Enter takes and goes down, Tab takes and goes along, Esc leaves; arrows walk the list. Says whether the editor ended.
fn keys(view: &mut CaseTable, ui: &Ui, cx: &Cx) -> bool {
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if pressed(Modifiers::NONE, Key::Escape) {
        view.editor = None;
        return true;
    }
    let (enter, back, tab) = (pressed(Modifiers::NONE, Key::Enter), pressed(Modifiers::SHIFT, Key::Tab), pressed(Modifiers::NONE, Key::Tab));
    if enter || tab || back {
        if !take(view, cx) {
            return false;
        }
        let (row, column) = view.cursor;
        let last = (view.table().rows.len().saturating_sub(1), view.table().heads.len().saturating_sub(1));
        let to = if enter { ((row + 1).min(last.0), column) } else { (row, if back { column.saturating_sub(1) } else { (column + 1).min(last.1) }) };
        view.go(to, false);
        return true;
    }
    let Some(editor) = &mut view.editor else { return true };
    let count = editor.fitting().len();
    if count > 0 && pressed(Modifiers::NONE, Key::ArrowDown) {
        // Below the last choice stands the new one.
        let last = if editor.new_choice().is_some() { count } else { count - 1 };
        editor.chosen = Some(editor.chosen.map_or(0, |at| (at + 1).min(last))).filter(|at| *at < count);
    }
    if count > 0 && pressed(Modifiers::NONE, Key::ArrowUp) {
        editor.chosen = editor.chosen.map_or(Some(count - 1), |at| at.checked_sub(1));
    }
    false
}

fn field(editor: &mut Editor, ui: &mut Ui, cx: &Cx, cell: Rect, name: &str, places: &Places) {
    let id = Id::unique("case cell field");
    let tokens = cx.tokens;
    let wide = Rect::from_min_size(cell.min, egui::vec2(cell.width().max(140.0), cell.height())).intersect(places.rect);
    ui.painter().rect(
        wide,
        2.0,
        tokens.raised,
        egui::Stroke::new(tokens.focus, if editor.trouble.is_some() { tokens.danger } else { tokens.accent }),
        egui::StrokeKind::Inside,
    );
    let inner = wide.shrink2(egui::vec2(10.0, 2.0));
    let response = Field::new(&mut editor.text, name).id(id).bare().show_in(ui, inner);
    if response.changed() {
        editor.trouble = None;
        editor.aim();
    }
    if editor.frames < 2 {
        editor.frames += 1;
        ui.memory_mut(|memory| memory.request_focus(id));
        caret_to_end(ui.ctx(), id);
        ui.ctx().request_repaint();
    }
    let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
}

/// The list or the trouble below the cell; gives what was clicked.
fn below(editor: &Editor, ui: &Ui, cx: &Cx, cell: Rect) -> Option<String> {
    let fitting = editor.fitting();
    let new = editor.new_choice();
    if fitting.is_empty() && new.is_none() && editor.trouble.is_none() {
        return None;
    }
    let mut clicked = None;
    let area = Area::new(Id::unique("case cell list")).order(Order::Foreground).fixed_pos(pos2(cell.left(), cell.bottom() + 4.0)).fade_in(false);
    area.show(ui.ctx(), |ui| {
        paint::popup_frame(cx.tokens, measure::RADIUS_POPUP).inner_margin(Margin::symmetric(0, 6)).show(ui, |ui| {
            ui.set_width(cell.width().clamp(180.0, 300.0));
            ui.spacing_mut().item_spacing.y = 0.0;
            if let Some(why) = &editor.trouble {
                Frame::new().inner_margin(Margin::symmetric(12, 4)).show(ui, |ui| wrapped(ui, why, paint::meta(), cx.tokens.danger, 18.0));
            }
            for (at, choice) in fitting.iter().enumerate() {
                if Row::new(choice).selected(editor.chosen == Some(at)).show(ui).response.clicked() {
                    clicked = Some((*choice).to_owned());
                }
            }
            if let Some(words) = new
                && Row::new(&format!("“{words}” as a new choice")).selected(editor.chosen.is_none()).show(ui).response.clicked()
            {
                clicked = Some(words.to_owned());
            }
        });
    });
    clicked
}
