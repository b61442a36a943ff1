//! Which hits are ticked: all until some are left out, or none until some are taken.

use super::data::{Found, HitKey};
use std::collections::HashSet;

/// Which hits are ticked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ticks {
    /// Whether only `others` are ticked, instead of all but those.
    few: bool,
    others: HashSet<HitKey>,
}

impl Ticks {
    /// Whether a hit is ticked.
    pub fn has(&self, key: &HitKey) -> bool {
        self.few == self.others.contains(key)
    }

    /// Ticks these, unless all of them are: then no longer.
    pub fn turn(&mut self, keys: &[HitKey]) {
        let on = !keys.iter().all(|key| self.has(key));
        for key in keys {
            if on == self.few {
                self.others.insert(*key);
            } else {
                self.others.remove(key);
            }
        }
    }

    /// Ticks all, unless all are: then none.
    pub fn turn_all(&mut self) {
        *self = Self { few: !self.few && self.others.is_empty(), others: HashSet::new() };
    }

    /// Ticks these alone.
    pub fn only(&mut self, keys: impl Iterator<Item = HitKey>) {
        *self = Self { few: true, others: keys.collect() };
    }

    /// Whether all are ticked, whatever there are.
    pub fn are_all(&self) -> bool {
        !self.few && self.others.is_empty()
    }

    /// How many are ticked of so many.
    pub fn count(&self, all: usize) -> usize {
        if self.few { self.others.len() } else { all.saturating_sub(self.others.len()) }
    }

    /// The texts have changed, and places in them: where some were left out or taken, none is ticked, so that nothing is coded unasked.
    pub fn moved(&mut self) {
        if !self.others.is_empty() {
            *self = Self { few: true, others: HashSet::new() };
        }
    }

    /// Forgets hits that are not there any more.
    pub fn keep(&mut self, found: &Found) {
        if found.done && found.rows.len() == found.tally.hits && !self.others.is_empty() {
            let here: HashSet<HitKey> = found.rows.iter().map(|row| row.key).collect();
            self.others.retain(|key| here.contains(key));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::data::Subject;
    use super::*;
    use crate::model::{MemoId, Span};

    #[test]
    fn all_are_ticked_until_some_are_left_out_and_none_until_some_are_taken() {
        let memo = MemoId::new();
        let key = |at: u32| HitKey { subject: Subject::Memo(memo), span: Span { start: at, end: at + 1 } };
        let mut ticks = Ticks::default();
        assert!(ticks.has(&key(1)) && ticks.count(5) == 5);
        ticks.turn(&[key(1)]);
        assert!(!ticks.has(&key(1)) && ticks.has(&key(2)) && ticks.count(5) == 4);
        ticks.turn(&[key(1), key(2)]);
        assert_eq!((ticks.has(&key(1)), ticks.count(5)), (true, 5), "both, as one was not");
        ticks.turn_all();
        assert_eq!((ticks.has(&key(1)), ticks.count(5)), (false, 0));
        ticks.turn(&[key(3)]);
        assert_eq!((ticks.has(&key(3)), ticks.count(5)), (true, 1));
        ticks.turn_all();
        assert_eq!(ticks.count(5), 5);
        ticks.moved();
        assert_eq!(ticks.count(5), 5, "all are all");
        ticks.turn(&[key(2)]);
        ticks.moved();
        assert_eq!(ticks.count(5), 0, "what was left out may stand elsewhere now");
    }
}
