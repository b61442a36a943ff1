//! Whose codings a command changes: one's own at once, others' only after asking.

use super::command::CodingCommand;
use super::cx::Cx;
use crate::model::CodingId;

/// The codings among these that are one's own.
pub fn own(cx: &Cx, ids: &[CodingId]) -> Vec<CodingId> {
    let me = cx.me();
    let mine = |id: &CodingId| cx.project.and_then(|desk| desk.corpus.any_coding(*id)).is_some_and(|coding| Some(coding.coder) == me);
    ids.iter().copied().filter(mine).collect()
}

/// Asks for `change` on those of the codings that are one's own; where none is, asks first whether the others' are meant.
pub fn change(cx: &Cx, ids: Vec<CodingId>, change: impl FnOnce(Vec<CodingId>) -> CodingCommand) {
    let own = own(cx, &ids);
    match (ids.is_empty(), own.is_empty()) {
        (true, _) => {}
        (false, true) => cx.push(CodingCommand::AskOthers(Box::new(change(ids)))),
        (false, false) => cx.push(change(own)),
    }
}
