//! A field as assistive software has it: what stands in it, line by line, what is selected, and what it may change.

use super::held::State;
use super::writing::Kind;
use crate::ui::text::edit::{Act, Caret, Sheet, TextRun};
use egui::accesskit::{Action, ActionData, ActionRequest, Node, Role, TextDirection, TextPosition, TextSelection, TreeId};
use egui::output::OutputEvent;
use egui::{Id, Pos2, Rect, Response, Sense, Ui, UiBuilder, WidgetInfo};

/// What a request of assistive software does to the field of an id.
pub(super) fn act_of(request: &ActionRequest, id: Id, sheet: &Sheet) -> Option<Act> {
    if request.target_node != id.accesskit_id() || request.target_tree != TreeId::ROOT {
        return None;
    }
    match (request.action, &request.data) {
        (Action::SetValue, Some(ActionData::Value(words))) => Some(Act::Replace(words.to_string())),
        (Action::ReplaceSelectedText, Some(ActionData::Value(words))) => Some(Act::Insert(words.to_string())),
        (Action::SetTextSelection, Some(ActionData::SetTextSelection(selection))) => {
            let runs = sheet.runs();
            let place = |at: &TextPosition| {
                let run = (0..runs.len()).find(|n| run_id(id, *n).accesskit_id() == at.node)?;
                Some(Sheet::from_run(&runs[run], at.character_index))
            };
            Some(Act::Select(Caret { head: place(&selection.focus)?, anchor: place(&selection.anchor)?.offset }))
        }
        _ => None,
    }
}

/// Tells what stands in a field, and what changed: the texts are that before this frame, where it was another, and that of now.
pub(super) fn tell(ui: &mut Ui, response: &Response, kind: &Kind, state: &State, origin: Pos2, texts: (Option<&str>, &str), moved: bool) {
    let (before, now) = texts;
    let span = state.editor.buffer.caret().span();
    let enabled = ui.is_enabled();
    if before.is_none() && moved && response.has_focus() {
        let chars = egui::text::CharIndex(span.start as usize)..egui::text::CharIndex(span.end as usize);
        let mut info = WidgetInfo::text_selection_changed(enabled, chars, now);
        info.hint_text = Some(kind.hint.to_owned());
        response.output_event(OutputEvent::TextSelectionChanged(info));
    } else {
        response.widget_info(|| WidgetInfo::text_edit(enabled, before.unwrap_or(now), now, kind.hint));
    }
    // The runs hang on a ui of their own: an id more or less would move those of what follows.
    let child = ui.new_child(UiBuilder::new().scope_id(kind.id.with("lines")).max_rect(response.rect).accessibility_parent(kind.id));
    if !ui.ctx().has_accesskit_node(kind.id) {
        return;
    }
    let runs = state.editor.sheet().runs();
    let caret = state.editor.buffer.caret();
    ui.ctx().accesskit_node_builder(kind.id, |node| {
        node.set_role(if kind.one_line { Role::TextInput } else { Role::MultilineTextInput });
        for action in [Action::SetValue, Action::ReplaceSelectedText, Action::SetTextSelection] {
            node.add_action(action);
        }
        let position = |place| {
            let (run, letter) = Sheet::in_run(&runs, place)?;
            Some(TextPosition { node: run_id(kind.id, run).accesskit_id(), character_index: letter })
        };
        if let (Some(anchor), Some(focus)) = (position(caret.anchor.into()), position(caret.head)) {
            node.set_text_selection(TextSelection { anchor, focus });
        }
    });
    let text = state.editor.sheet().text();
    let mut rest = text.char_indices();
    for n in 0..runs.len() {
        let rect = runs[n].rect.translate(origin.to_vec2());
        child.interact(rect, run_id(kind.id, n), Sense::hover());
        let lengths: Vec<u8> = runs[n].letters.iter().map(|letter| bytes(&mut rest, letter.span.len()) as u8).collect();
        ui.ctx().accesskit_node_builder(run_id(kind.id, n), |node| run(node, kind.id, &runs, n, rect, lengths, text));
    }
}

/// The bytes of the next scalar values.
fn bytes(rest: &mut std::str::CharIndices, chars: u32) -> usize {
    rest.take(chars as usize).map(|(_, c)| c.len_utf8()).sum()
}

fn run_id(id: Id, run: usize) -> Id {
    id.with("line").with(run)
}

fn run(node: &mut Node, id: Id, runs: &[TextRun], n: usize, rect: Rect, lengths: Vec<u8>, text: &str) {
    let run = &runs[n];
    node.set_role(Role::TextRun);
    node.set_text_direction(if run.rtl { TextDirection::RightToLeft } else { TextDirection::LeftToRight });
    node.set_bounds(egui::accesskit::Rect { x0: rect.min.x.into(), y0: rect.min.y.into(), x1: rect.max.x.into(), y1: rect.max.y.into() });
    let chars = run.letters.last().map_or(0, |last| last.span.end - run.start);
    node.set_value(text.chars().skip(run.start as usize).take(chars as usize).collect::<String>());
    node.set_character_lengths(lengths);
    node.set_character_positions(run.letters.iter().map(|letter| letter.at).collect::<Vec<f32>>());
    node.set_character_widths(run.letters.iter().map(|letter| letter.width).collect::<Vec<f32>>());
    node.set_word_starts((0..).zip(&run.letters).filter(|(_, letter)| letter.word).map(|(at, _)| at).collect::<Vec<u8>>());
    let beside = |other: usize| runs.get(other).filter(|other| other.line == run.line).map(|_| run_id(id, other).accesskit_id());
    if let Some(before) = n.checked_sub(1).and_then(beside) {
        node.set_previous_on_line(before);
    }
    if let Some(after) = beside(n + 1) {
        node.set_next_on_line(after);
    }
}
