//! What other people settled of a passage before it was settled as it is.

use crate::Result;
use crate::model::{CodeId, CoderId, Key, Ruling, Time, Verdict, VerdictId};
use crate::project::Reader;
use crate::project::standing::{State, standing};
use std::collections::HashMap;

/// What somebody settled of a passage, and somebody else settled otherwise since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Otherwise {
    /// What was settled.
    pub ruling: Ruling,
    /// What the passage was instead, where it was moved.
    pub moved: Option<CodeId>,
    /// Why.
    pub reason: String,
    /// Who settled it so.
    pub coder: CoderId,
    /// When.
    pub at: Time,
}

impl Reader {
    /// What others than who settled passages last had settled of them, and settled otherwise, where there is such: the last word of each,
    /// oldest first. What was taken back by undo was never settled.
    pub fn settled_otherwise<'v>(&self, verdicts: impl IntoIterator<Item = &'v Verdict>) -> Result<HashMap<VerdictId, Vec<Otherwise>>> {
        // Most were settled once: their history need not be read.
        let touched = self.store().touched_again("verdict")?;
        let mut of = HashMap::new();
        for verdict in verdicts.into_iter().filter(|verdict| touched.contains(verdict.id.bytes())) {
            let list = self.otherwise(verdict)?;
            if !list.is_empty() {
                of.insert(verdict.id, list);
            }
        }
        Ok(of)
    }

    fn otherwise(&self, verdict: &Verdict) -> Result<Vec<Otherwise>> {
        let mut list: Vec<Otherwise> = Vec::new();
        for one in standing(self.store(), "verdict", verdict.id.bytes())?.iter().filter_map(read) {
            list.retain(|other| other.coder != one.coder);
            list.push(one);
        }
        list.retain(|one| one.coder != verdict.coder && (one.ruling, one.moved) != (verdict.ruling, verdict.moved));
        Ok(list)
    }
}

fn read(state: &State) -> Option<Otherwise> {
    Some(Otherwise {
        ruling: Ruling::parse(state.word("ruling"))?,
        moved: CodeId::parse(state.word("moved")),
        reason: state.word("reason").to_owned(),
        coder: CoderId::parse(state.word("coder"))?,
        at: Time(state.number("at")?),
    })
}
