//! Words that Esc left out of a cell: remembered, told, and brought back into the field.

use super::{ChartView, edit};
use crate::model::{CodeId, Passage, RowKey};
use crate::ui::command::{ChartCommand, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;

/// How many letters may be typed and left without a word: a slip of the hand is no loss.
const FEW: usize = 5;

/// What was typed in a cell and left out of it.
pub struct LeftOut {
    row: RowKey,
    code: CodeId,
    /// What was typed.
    pub text: String,
    /// The passages that it rests on, each by its number.
    pub evidence: Vec<(u32, Passage)>,
    /// The step that was the last one then, as long as nothing was written in the chart since.
    after: Option<Option<i64>>,
    /// Whether it is on its way back into the field.
    comes: bool,
}

impl LeftOut {
    /// What was typed in this cell; nothing where it is but a few letters.
    pub fn new((row, code): (&RowKey, CodeId), letters: usize, text: String, evidence: Vec<(u32, Passage)>, desk: &Desk) -> Option<Self> {
        let after = Some(desk.next_undo().map(|step| step.seq));
        (letters > FEW).then(|| Self { row: row.clone(), code, text, evidence, after, comes: false })
    }

    /// Whether it was typed in this cell.
    pub fn is_of(&self, row: &RowKey, code: CodeId) -> bool {
        self.row == *row && self.code == code
    }
}

/// How many letters were typed, or taken out, where one text became another.
pub fn letters_changed(before: &str, now: &str) -> usize {
    let (before, now): (Vec<char>, Vec<char>) = (before.chars().collect(), now.chars().collect());
    let same = before.iter().zip(&now).take_while(|(one, other)| one == other).count();
    let ends = before[same..].iter().rev().zip(now[same..].iter().rev()).take_while(|(one, other)| one == other).count();
    (before.len() - same - ends).max(now.len() - same - ends)
}

impl ChartView {
    /// Whether Undo brings back what was left out of a cell: it was what was done last.
    pub(super) fn undoes(&self, desk: &Desk) -> bool {
        let last = desk.next_undo().map(|step| step.seq);
        self.editor.is_none() && self.left.as_ref().is_some_and(|left| left.after == Some(last))
    }

    /// Something is written in the chart: that is what Undo takes back now.
    pub(super) fn wrote(&mut self) {
        self.left.iter_mut().for_each(|left| left.after = None);
    }

    /// Goes back to the cell that words were left out of, and writes them in its field again.
    pub(super) fn regain(&mut self, cx: &Cx, desk: &Desk) {
        if !edit::take(self, cx, None) {
            return;
        }
        let Some(left) = &mut self.left else {
            return cx.push(Window::Say("There is nothing to bring back: no typed words were left out of a cell with Esc"));
        };
        left.comes = true;
        let to = ChartCommand::WriteIn(left.row.clone(), left.code);
        self.act(&to, cx, desk);
    }

    /// Puts what was left out of the cell that is being written into its field, where that was asked for.
    pub(super) fn bring(&mut self) {
        let Some(editor) = &mut self.editor else { return };
        if let Some(left) = self.left.take_if(|left| left.comes && editor.is_of(&left.row, left.code)) {
            editor.bring(left);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::letters_changed;

    #[test]
    fn letters_count_that_were_typed_or_taken_out() {
        assert_eq!(letters_changed("", "They ring."), 10);
        assert_eq!(letters_changed("They ring.", "They ring."), 0);
        assert_eq!(letters_changed("They ring.", "They always ring."), 7);
        assert_eq!(letters_changed("They always ring.", "They ring."), 7);
        assert_eq!(letters_changed("aaa", "aa"), 1);
        assert_eq!(letters_changed("für alle", "für viele"), 3);
    }
}
