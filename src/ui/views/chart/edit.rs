//! Writing in a cell: what is typed, the passages it rests on, and when it is taken.

use super::left::{LeftOut, letters_changed};
use super::{ChartView, grid_id};
use crate::model::{CellStatus, ChartCell, CodeId, Passage, RowKey};
use crate::project::{CellDraft, next_number};
use crate::ui::command::{ChartCommand, Edit, Side, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::drafts::Draft;
use crate::ui::keeping::Keeping;
use egui::{Event, Id, Key, Modifiers, Ui};

/// A cell that is being written.
pub struct Editor {
    /// What is typed.
    pub text: String,
    /// The passages it rests on, each by its number.
    pub evidence: Vec<(u32, Passage)>,
    /// Whether it was begun anew, in place of what stood there.
    anew: bool,
    /// Whether the words in it are left over from before the program ended.
    pub rescued: bool,
    /// The cell as it stood.
    before: CellDraft,
    /// How often its field was drawn.
    frames: u32,
    keeping: Keeping,
    /// What waits for who is coding, which is asked meanwhile: the status that is said with the words, and where the keys go then.
    waits: Option<Waiting>,
}

type Waiting = (Option<CellStatus>, Option<(usize, usize)>);

impl Editor {
    /// Whether it writes in this cell.
    pub fn is_of(&self, row: &RowKey, code: CodeId) -> bool {
        self.before.row == *row && self.before.code == code
    }

    /// Whether its field was drawn at least once.
    pub fn is_open(&self) -> bool {
        self.frames > 0
    }

    /// What is typed, where it differs from what stood there.
    fn typed(&self) -> &str {
        if self.text == self.before.summary { "" } else { &self.text }
    }

    /// Puts back what was typed in it before and left out.
    pub fn bring(&mut self, left: LeftOut) {
        (self.text, self.evidence) = (left.text, left.evidence);
    }

    /// What is left out of the cell when it is left as it was.
    fn left_out(self, desk: &Desk) -> Option<LeftOut> {
        let stood = if self.anew { "" } else { self.before.summary.as_str() };
        LeftOut::new((&self.before.row, self.before.code), letters_changed(stood, &self.text), self.text, self.evidence, desk)
    }

    /// Rests the cell on a passage; gives its number.
    pub fn link(&mut self, passage: Passage) -> u32 {
        link(&mut self.evidence, &self.text, passage)
    }

    /// Keeps what is typed, once a second.
    pub fn keep(&mut self, ui: &Ui, cx: &Cx) {
        let typed = self.typed().to_owned();
        self.keeping.at_times(ui.ctx(), cx, &typed);
    }

    /// Keeps what is typed and not kept yet.
    pub fn keep_now(&mut self, cx: &Cx) {
        let typed = self.typed().to_owned();
        self.keeping.now(cx, &typed);
    }
}

/// Puts a passage among those of a cell unless it is there; gives its number, which none of the words means another passage by.
pub fn link(evidence: &mut Vec<(u32, Passage)>, words: &str, passage: Passage) -> u32 {
    if let Some((number, _)) = evidence.iter().find(|(_, known)| *known == passage) {
        return *number;
    }
    let next = next_number(evidence, words);
    evidence.push((next, passage));
    next
}

/// The field it is written in.
pub fn field_id() -> Id {
    Id::unique("chart cell field")
}

/// Begins to write in the cell at the keys: with its own words, or with what was typed in their place. Words that somebody else wrote, that were
/// agreed on or that are left over from before are gone on with, never begun anew.
pub fn begin(view: &mut ChartView, cx: &Cx, typed: Option<String>) {
    let (Some((row, column)), Some(desk)) = (view.place(), cx.project) else { return };
    if desk.read_only().is_some() {
        return cx.push(Window::Say("This project is open for reading only"));
    }
    let Some(before) = view.making.last().and_then(|made| made.draft(&desk.corpus, row, column)) else { return };
    let keeping = Keeping::of(desk, &Draft::Cell(before.row.clone(), before.code));
    let rescued = keeping.is_rescued();
    let cell = view.making.last().and_then(|made| made.chart.view(&desk.corpus, row, column).cell);
    let own = |cell: &ChartCell| cell.status != CellStatus::Agreed && Some(cell.coder) == cx.me();
    let anew = typed.is_some() && !rescued && cell.is_none_or(|cell| cell.summary.is_empty() || own(cell));
    let typed = typed.unwrap_or_default();
    let text = match anew {
        true => typed,
        // What was being typed goes on in the middle of a word.
        _ if !keeping.kept().is_empty() => format!("{}{typed}", keeping.kept()),
        _ => format!("{}{}{typed}", before.summary, gap(&before.summary, &typed)),
    };
    view.editor = Some(Editor { text, evidence: before.evidence.clone(), anew, rescued, before, frames: 0, keeping, waits: None });
    (view.anchor, view.reveal) = (view.cursor, true);
    cx.push(Window::Unfold(Side::Right));
}

/// What stands between words and others that go on with them.
fn gap(words: &str, more: &str) -> &'static str {
    let apart = words.is_empty() || more.is_empty() || words.ends_with(char::is_whitespace) || more.starts_with(char::is_whitespace);
    if apart { "" } else { " " }
}

/// Takes what was written, as a step where it differs from what stood there; with a status, says that too. Where nobody has said who is
/// coding, the words stay in the field until somebody does, and it is false.
pub fn take(view: &mut ChartView, cx: &Cx, status: Option<CellStatus>) -> bool {
    let (Some(mut editor), Some(desk)) = (view.editor.take(), cx.project) else { return true };
    let same = editor.text.trim() == editor.before.summary && editor.evidence == editor.before.evidence;
    let same = same && status.is_none_or(|status| status == editor.before.status);
    if !same && cx.config.coder.is_none() {
        editor.keep_now(cx);
        if editor.waits.replace((status, None)).is_none() {
            cx.push(Edit::AskCoder);
        }
        view.editor = Some(editor);
        return false;
    }
    if same {
        editor.keeping.forget(cx);
        return true;
    }
    // What is kept goes with the writing.
    editor.keep_now(cx);
    let mut draft = CellDraft { evidence: editor.evidence, ..editor.before.written(&editor.text) };
    if let Some(made) = view.making.last()
        && let Some((row, column)) = made.find(&desk.corpus, &draft.row, draft.code)
    {
        draft.beneath = made.chart.mark(row, column);
    }
    draft.status = status.unwrap_or(draft.status);
    cx.push(ChartCommand::Write(vec![draft], false));
    true
}

/// Takes what waited for who is coding, once that is said.
pub fn signed(view: &mut ChartView, cx: &Cx) {
    let Some((status, to)) = view.editor.as_ref().filter(|_| cx.config.coder.is_some()).and_then(|editor| editor.waits) else { return };
    take(view, cx, status);
    to.into_iter().for_each(|to| view.go(to, false));
    cx.ctx.memory_mut(|memory| memory.request_focus(grid_id()));
}

/// Leaves the cell as it was; words that were typed can be brought back.
fn leave(view: &mut ChartView, cx: &Cx) {
    let (Some(mut editor), Some(desk)) = (view.editor.take(), cx.project) else { return };
    editor.keeping.forget(cx);
    if let Some(left) = editor.left_out(desk) {
        view.left = Some(left);
        cx.push(ChartCommand::LeftOut);
    }
}

/// Undo in a field in which nothing was typed yet brings back what was left out of this cell.
fn undo(view: &mut ChartView, ui: &Ui) {
    let Some(editor) = view.editor.as_mut().filter(|editor| editor.text == editor.before.summary) else { return };
    let here = view.left.as_ref().is_some_and(|left| left.is_of(&editor.before.row, editor.before.code));
    if here && pressed(ui, Modifiers::COMMAND, Key::Z) {
        view.left.take().into_iter().for_each(|left| editor.bring(left));
    }
}

/// Enter takes it and goes down, Tab takes it and goes along, Esc leaves. Says whether the writing ended.
pub fn keys(view: &mut ChartView, ui: &Ui, cx: &Cx) -> bool {
    // A dialog over the window has its own keys.
    if !ui.memory(|memory| memory.has_focus(field_id())) {
        return false;
    }
    // The question was left: it is asked again when the words are to be taken.
    view.editor.iter_mut().for_each(|editor| editor.waits = None);
    undo(view, ui);
    let ended = if pressed(ui, Modifiers::NONE, Key::Escape) {
        leave(view, cx);
        true
    } else {
        let (enter, tab, back) =
            (pressed(ui, Modifiers::NONE, Key::Enter), pressed(ui, Modifiers::NONE, Key::Tab), pressed(ui, Modifiers::SHIFT, Key::Tab));
        if enter || tab || back {
            let taken = take(view, cx, None);
            let (line, column) = view.cursor;
            let last = view.chart().map_or(0, |chart| chart.codes.len().saturating_sub(1));
            let below = || view.sheet.last().and_then(|sheet| (line + 1..sheet.lines.len()).find(|line| sheet.row(*line).is_some()));
            let to = match (enter, back) {
                (true, _) => (below().unwrap_or(line), column),
                (_, true) => (line, column.saturating_sub(1)),
                _ => (line, (column + 1).min(last)),
            };
            match &mut view.editor {
                Some(editor) => editor.waits = Some((None, Some(to))),
                None => view.go(to, false),
            }
            taken
        } else {
            false
        }
    };
    if ended {
        ui.memory_mut(|memory| memory.request_focus(grid_id()));
    }
    ended
}

/// Whether a key was pressed with these others and no more; it is taken out of the input.
fn pressed(ui: &Ui, held: Modifiers, key: Key) -> bool {
    ui.input_mut(|input| {
        let is = |event: &Event| match event {
            Event::Key { key: other, pressed: true, modifiers, .. } => *other == key && modifiers.matches_exact(held),
            _ => false,
        };
        input.events.iter().position(is).map(|at| input.events.remove(at)).is_some()
    })
}

impl Editor {
    /// After its field was drawn: gives it the keys when it opens, and the keys that would lead out of it.
    pub fn opened(&mut self, ui: &Ui) {
        if self.frames < 2 {
            self.frames += 1;
            ui.memory_mut(|memory| memory.request_focus(field_id()));
            crate::ui::widgets::caret_to_end(ui.ctx(), field_id());
            ui.ctx().request_repaint();
        }
        // A dialog that was opened meanwhile gave the keys to nobody, or to the cells that had them before.
        ui.memory_mut(|memory| {
            if memory.has_focus(grid_id()) && memory.top_modal_layer().is_none() {
                memory.request_focus(field_id());
            }
        });
        crate::ui::widgets::take_focus(ui, field_id());
        let filter = egui::EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(field_id(), filter));
    }
}
