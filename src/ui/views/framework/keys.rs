//! The keys of the tree of codes.

use super::data::Line;
use super::{Asked, Renamed, Tree};
use crate::model::CodeId;
use crate::ui::command::CodeCommand;
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;
use crate::ui::views::tree::{TreeKeys, stepped};
use std::collections::BTreeSet;

/// The codes among the lines, in order.
pub(super) fn codes(lines: &[Line]) -> Vec<CodeId> {
    lines.iter().filter_map(|line| if let Line::Code(code) = line { Some(code.id) } else { None }).collect()
}

impl Tree {
    pub(super) fn keys(&mut self, cx: &Cx, desk: &Desk, lines: &[Line], keys: &TreeKeys) -> Asked {
        let mut asked = Asked { leave: keys.leave, ..Asked::default() };
        let all = codes(lines);
        if keys.step != 0 {
            let now = self.at.and_then(|id| all.iter().position(|other| *other == id));
            if let Some(to) = stepped(now, all.len(), keys.step).map(|at| all[at]) {
                self.walk(&all, to, keys.extend);
            }
        }
        if keys.all {
            self.chosen = all.into_iter().collect();
        }
        let Some(at) = self.at.filter(|id| desk.corpus.code(*id).is_some()) else { return asked };
        if keys.left {
            let folds = !desk.corpus.children(at).is_empty() && self.closed.insert(at);
            if let (false, Some(parent)) = (folds, desk.corpus.code(at).and_then(|code| code.parent)) {
                self.walk(&[], parent, false);
            }
        }
        if keys.right {
            self.closed.remove(&at);
        }
        if keys.enter {
            asked.apply = Some(at);
        }
        if keys.rename {
            self.begin_rename(desk, at);
        }
        if keys.delete {
            cx.push(CodeCommand::AskRemove(self.chosen_with(at)));
        }
        asked
    }

    /// Chooses a code, or everything from where the choice began to it.
    pub(super) fn walk(&mut self, all: &[CodeId], to: CodeId, extend: bool) {
        let place = |id: CodeId| all.iter().position(|other| *other == id);
        match (extend, self.from.and_then(place), place(to)) {
            (true, Some(from), Some(end)) => self.chosen = all[from.min(end)..=from.max(end)].iter().copied().collect(),
            _ => {
                self.chosen = BTreeSet::from([to]);
                self.from = Some(to);
            }
        }
        (self.at, self.reveal) = (Some(to), true);
    }

    /// The chosen codes when this is one of them, else this one.
    pub(super) fn chosen_with(&self, id: CodeId) -> Vec<CodeId> {
        if self.chosen.contains(&id) { self.chosen.iter().copied().collect() } else { vec![id] }
    }

    pub(super) fn begin_rename(&mut self, desk: &Desk, id: CodeId) {
        self.rename = desk.corpus.code(id).map(|code| (Renamed::Code(id), code.name.clone(), true));
    }
}
