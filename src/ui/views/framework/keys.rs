//! The keys of the tree of codes.

use super::data::Line;
use super::{Asked, Renamed, Tree};
use crate::model::{CodeId, FrameworkId};
use crate::ui::desk::Desk;
use crate::ui::views::tree::{TreeKeys, stepped};
use std::collections::BTreeSet;

/// Where the keys are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    Framework(FrameworkId),
    Code(CodeId),
}

impl Line {
    fn at(&self) -> At {
        match self {
            Self::Framework(id, ..) => At::Framework(*id),
            Self::Code(code) => At::Code(code.id),
        }
    }
}

/// The codes among the lines, in order.
pub(super) fn codes(lines: &[Line]) -> Vec<CodeId> {
    lines.iter().filter_map(|line| if let Line::Code(code) = line { Some(code.id) } else { None }).collect()
}

impl Tree {
    pub(super) fn keys(&mut self, desk: &Desk, lines: &[Line], keys: &TreeKeys) -> Asked {
        let mut asked = Asked { leave: keys.leave, ..Asked::default() };
        let now = self.head.map(At::Framework).or(self.at.map(At::Code));
        if keys.step != 0 {
            let now = now.and_then(|at| lines.iter().position(|line| line.at() == at));
            // The first step goes to the first code: what is coded with is looked for more often than a framework.
            let now = now.or_else(|| Some(0).filter(|_| keys.step < 0 || matches!(lines.first(), Some(Line::Framework(..)))));
            match stepped(now, lines.len(), keys.step).map(|to| lines[to].at()) {
                Some(At::Code(to)) => self.walk(&codes(lines), to, keys.extend),
                Some(At::Framework(to)) if !keys.extend => self.stand(to),
                _ => {}
            }
            return asked;
        }
        if keys.all {
            self.chosen = codes(lines).into_iter().collect();
            self.head = None;
        }
        match now {
            Some(At::Framework(id)) => self.on_framework(id, keys),
            Some(At::Code(id)) => self.on_code(desk, id, keys, &mut asked),
            None => {}
        }
        asked
    }

    fn on_framework(&mut self, id: FrameworkId, keys: &TreeKeys) {
        let shut = self.look.shut.contains(&id);
        if keys.left || (keys.enter && !shut) {
            self.look.shut.insert(id);
        } else if keys.right || keys.enter {
            self.look.shut.remove(&id);
        }
    }

    fn on_code(&mut self, desk: &Desk, id: CodeId, keys: &TreeKeys, asked: &mut Asked) {
        let Some(code) = desk.corpus.code(id) else { return };
        if keys.left && (desk.corpus.children(id).is_empty() || !self.look.closed.insert(id)) {
            match code.parent {
                Some(parent) => self.walk(&[], parent, false),
                None => self.stand(code.framework),
            }
        }
        if keys.right {
            self.look.closed.remove(&id);
        }
        if keys.enter {
            asked.apply = Some(id);
        }
    }

    /// Brings the keys to a framework.
    pub(super) fn stand(&mut self, id: FrameworkId) {
        self.chosen.clear();
        (self.head, self.at, self.from, self.reveal) = (Some(id), None, None, true);
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
        (self.head, self.at, self.reveal) = (None, Some(to), true);
    }

    /// The chosen codes when this is one of them, else this one.
    pub(super) fn chosen_with(&self, id: CodeId) -> Vec<CodeId> {
        if self.chosen.contains(&id) { self.chosen.iter().copied().collect() } else { vec![id] }
    }

    /// Chooses the code that was clicked with the other button, unless it is chosen already.
    pub(super) fn mean(&mut self, id: CodeId) {
        if !self.chosen.contains(&id) {
            self.walk(&[], id, false);
            self.reveal = false;
        }
    }

    pub(super) fn begin_rename(&mut self, desk: &Desk, id: CodeId) {
        self.rename = desk.corpus.code(id).map(|code| (Renamed::Code(id), code.name.clone(), true));
    }
}
