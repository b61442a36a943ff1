//! The keys of the list of sources: over groups and what is in them.

use super::{Asked, Line, Shelf, Spot};
use crate::model::SourceId;
use crate::ui::views::tree::{TreeKeys, stepped};

impl Line<'_> {
    fn is(&self, spot: &Spot) -> bool {
        match self {
            Line::Head(group, _) => spot.source.is_none() && group.name == spot.group,
            Line::Source(item, group) => spot.source == Some(item.id) && group.name == spot.group,
        }
    }

    fn spot(&self) -> Spot {
        match self {
            Line::Head(group, _) => Spot { group: group.name.clone(), source: None },
            Line::Source(item, group) => Spot { group: group.name.clone(), source: Some(item.id) },
        }
    }
}

impl Shelf {
    /// The line that the keys are at, else the first of the source that is shown.
    pub(super) fn place(&self, lines: &[Line], shown: Option<SourceId>) -> Option<usize> {
        let at = self.at.as_ref().and_then(|spot| lines.iter().position(|line| line.is(spot)));
        at.or_else(|| lines.iter().position(|line| matches!(line, Line::Source(item, _) if Some(item.id) == shown)))
    }

    /// What the keys ask for, and whether they went to another line.
    pub(super) fn keys(&mut self, lines: &[Line], keys: &TreeKeys, shown: Option<SourceId>) -> (Asked, bool) {
        // Where another source was opened from elsewhere, the keys go there.
        if self.at.as_ref().is_some_and(|spot| spot.source.is_some() && spot.source != shown && shown != self.shown) {
            self.at = None;
        }
        let mut asked = Asked { open: None, leave: keys.leave };
        let now = self.place(lines, shown);
        if self.at.is_none() {
            self.at = now.map(|at| lines[at].spot());
        }
        let at = if keys.step != 0 { stepped(now, lines.len(), keys.step) } else { None };
        if let Some(to) = at {
            self.step(lines, to, keys.extend, shown, &mut asked);
        }
        if keys.all {
            self.chosen = lines.iter().filter_map(|line| if let Line::Source(item, _) = line { Some(item.id) } else { None }).collect();
        }
        match now.map(|at| &lines[at]) {
            Some(Line::Head(group, open)) if keys.left || keys.right || keys.enter => {
                let shut = keys.left || (keys.enter && *open);
                if shut {
                    self.look.closed.insert(group.name.clone());
                } else {
                    self.look.closed.remove(&group.name);
                }
            }
            Some(Line::Source(_, group)) if keys.left && !group.name.is_empty() => {
                self.at = Some(Spot { group: group.name.clone(), source: None });
            }
            _ => asked.leave |= keys.enter,
        }
        (asked, at.is_some())
    }

    fn step(&mut self, lines: &[Line], to: usize, extend: bool, shown: Option<SourceId>, asked: &mut Asked) {
        self.at = Some(lines[to].spot());
        let Line::Source(item, _) = &lines[to] else { return };
        asked.open = Some(item.id);
        if extend {
            self.from = self.from.or(shown);
            self.choose_to(lines, item.id, shown);
        } else {
            self.chosen.clear();
            self.from = None;
        }
    }
}
