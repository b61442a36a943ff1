//! The commands on what Themes shows: the columns, the filters, and the tree of codes.

use super::Themes;
use super::choice::{Axis, Choice, toggle, ways};
use crate::analysis::Heads;
use crate::model::CoderId;
use crate::ui::command::{ShowWay, Showing, Side, Window};
use crate::ui::cx::Cx;
use crate::ui::desk::Desk;

impl Themes {
    /// Takes what is the view's to do; says whether it was.
    pub(super) fn showing(&mut self, cx: &Cx, desk: &Desk, command: &Showing) -> bool {
        self.refresh(cx);
        let Some(mut choice) = self.choice.clone() else { return false };
        match command {
            Showing::Fold | Showing::Unfold => {
                if *command == Showing::Fold {
                    self.tree.fold(&desk.corpus)
                } else {
                    self.tree.unfold()
                }
                cx.push(Window::Unfold(Side::Left));
            }
            Showing::AskColumns => cx.push(Showing::Ask("What the columns are".into(), columns(desk, &choice))),
            Showing::AskOnly(axis) => cx.push(Showing::Ask(format!("Which {} show", axis.many()), values(desk, &choice, *axis))),
            Showing::AskCoder => cx.push(Showing::Ask("Whose codings show".into(), coders(desk, &choice.coders))),
            Showing::AskThrough => self.ask_through(cx),
            Showing::Through(framework) => choice.through = *framework,
            Showing::Columns(by) => choice.by = *by,
            Showing::Only(axis, value) => toggle(choice.only.of_mut(*axis), value.clone()),
            Showing::Coder(coder) => toggle(&mut choice.coders, *coder),
            Showing::Stars => choice.stars = !choice.stars,
            Showing::Below => choice.with_children = !choice.with_children,
            _ => return false,
        }
        if self.choice.as_ref() != Some(&choice) {
            self.choose(cx, choice);
        }
        true
    }
}

fn columns(desk: &Desk, choice: &Choice) -> Vec<ShowWay> {
    ways(&desk.corpus).into_iter().map(|(by, words)| ShowWay::new(words, by == choice.by, Showing::Columns(by))).collect()
}

/// The values of an axis; nothing where the project has no such axis.
fn values(desk: &Desk, choice: &Choice, axis: Axis) -> Vec<ShowWay> {
    if axis.grouping(&desk.corpus).is_none() {
        return Vec::new();
    }
    let (heads, only) = (Heads::new(&desk.corpus), choice.only.of(axis));
    let groups = axis.groups(&heads);
    let all = ShowWay::new(format!("All {}", axis.many()), only.is_empty(), Showing::Only(axis, None));
    let one = |name: &str| ShowWay::new(name, only.iter().any(|other| other == name), Showing::Only(axis, Some(name.to_owned())));
    std::iter::once(all).chain(groups.all().map(|group| one(groups.label(group)))).collect()
}

fn coders(desk: &Desk, chosen: &[CoderId]) -> Vec<ShowWay> {
    let all = ShowWay::new("All coders", chosen.is_empty(), Showing::Coder(None));
    let one = |coder: &crate::model::Coder| ShowWay::new(coder.in_full(), chosen.contains(&coder.id), Showing::Coder(Some(coder.id)));
    std::iter::once(all).chain(desk.corpus.coders.iter().map(one)).collect()
}
