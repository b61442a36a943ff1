//! What was settled otherwise of a passage: by other people before it was settled as it is, and under codes that were merged into its own.

use crate::Result;
use crate::analysis::lens::settled_apart;
use crate::model::{CodeId, CoderId, Key, Ruling, Time, Verdict, VerdictId};
use crate::project::Reader;
use crate::project::standing::{State, standing};
use std::collections::HashMap;

/// What somebody settled of a passage, and somebody else settled otherwise since, or under another code that became the same.
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
    /// oldest first. What was taken back by undo was never settled. What was settled of the same words under another code that was merged with theirs
    /// is among it, whoever did: nobody changed their mind there. Verdicts are on the texts that are shown.
    pub fn settled_otherwise<'v>(&self, verdicts: impl IntoIterator<Item = &'v Verdict>) -> Result<HashMap<VerdictId, Vec<Otherwise>>> {
        // Most were settled once: their history need not be read.
        let touched = self.store().touched_again("verdict")?;
        let verdicts: Vec<&Verdict> = verdicts.into_iter().collect();
        let apart = settled_apart(verdicts.iter().copied());
        let mut of = HashMap::new();
        for verdict in verdicts.into_iter().filter(|verdict| apart.contains_key(&verdict.id) || touched.contains(verdict.id.bytes())) {
            let mut list = self.otherwise(verdict)?;
            list.extend(apart.get(&verdict.id).into_iter().flatten().map(|other| read_off(other)));
            list.sort_by_key(|one| one.at);
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

fn read_off(verdict: &Verdict) -> Otherwise {
    let Verdict { ruling, moved, coder, at, .. } = *verdict;
    Otherwise { ruling, moved, reason: verdict.reason.clone(), coder, at }
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
