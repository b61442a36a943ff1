//! What stands of the history of a row: its states without those that undo took back.

use crate::Result;
use crate::model::Time;
use crate::store::Store;
use serde_json::Value;
use std::collections::HashMap;

/// A state of a row that stands.
pub(super) struct State {
    /// When it was made so; what was taken back and brought again, when it was made so first.
    pub at: Time,
    row: Value,
}

impl State {
    /// The words in a column; empty where the row was deleted.
    pub fn word(&self, column: &str) -> &str {
        self.row.get(column).and_then(Value::as_str).unwrap_or_default()
    }

    /// The number in a column.
    pub fn number(&self, column: &str) -> Option<i64> {
        self.row.get(column).and_then(Value::as_i64)
    }
}

/// A state, and the one that stood before it.
struct Link {
    state: State,
    before: Option<usize>,
}

/// The states of a row that stand, oldest first: an undo brings back what stood before the step that it takes back, and a redo, which takes
/// back an undo, what stood before that.
pub(super) fn standing(store: &Store, table: &str, id: &[u8; 16]) -> Result<Vec<State>> {
    let mut links: Vec<Link> = Vec::new();
    // By step, what stood before it; a step may change a row several times.
    let mut before: HashMap<i64, Option<usize>> = HashMap::new();
    let mut last: Option<usize> = None;
    for (op, row) in store.states(table, id)? {
        before.entry(op.seq).or_insert(last);
        last = match op.undoes.and_then(|step| before.get(&step)) {
            Some(stood) => *stood,
            None => {
                let row = row.and_then(|row| serde_json::from_str(&row).ok()).unwrap_or_default();
                links.push(Link { state: State { at: op.at, row }, before: last });
                Some(links.len() - 1)
            }
        };
    }
    let mut stand: Vec<usize> = std::iter::successors(last, |at| links[*at].before).collect();
    stand.reverse();
    let mut links: Vec<Option<State>> = links.into_iter().map(|link| Some(link.state)).collect();
    Ok(stand.into_iter().filter_map(|at| links[at].take()).collect())
}
