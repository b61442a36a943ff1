//! What other people settled of a passage before it was settled as it is.

use crate::Result;
use crate::model::{CodeId, CoderId, Key, Ruling, Time, Verdict};
use crate::project::Reader;
use serde_json::Value;

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
    /// What others than who settled a passage last had settled of it, and settled otherwise: the last word of each, oldest first. What was
    /// taken back by undo was never settled.
    pub fn settled_otherwise(&self, verdict: &Verdict) -> Result<Vec<Otherwise>> {
        let states = self.store().states("verdict", verdict.id.bytes())?;
        let mut list: Vec<Otherwise> = Vec::new();
        for (at, (op, row)) in states.iter().enumerate() {
            let taken_back = states.get(at + 1).is_some_and(|(next, _)| next.undoes == Some(op.seq));
            let Some(one) = row.as_deref().filter(|_| !taken_back && op.undoes.is_none()).and_then(read) else { continue };
            list.retain(|other| other.coder != one.coder);
            list.push(one);
        }
        list.retain(|one| one.coder != verdict.coder && (one.ruling, one.moved) != (verdict.ruling, verdict.moved));
        Ok(list)
    }
}

fn read(row: &str) -> Option<Otherwise> {
    let row: Value = serde_json::from_str(row).ok()?;
    let text = |column: &str| row.get(column).and_then(Value::as_str).unwrap_or_default();
    Some(Otherwise {
        ruling: Ruling::parse(text("ruling"))?,
        moved: CodeId::parse(text("moved")),
        reason: text("reason").to_owned(),
        coder: CoderId::parse(text("coder"))?,
        at: Time(row.get("at").and_then(Value::as_i64)?),
    })
}
