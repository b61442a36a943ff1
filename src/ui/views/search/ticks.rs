//! Which hits are ticked: all until some are left out, or none until some are taken.

use super::data::{Found, HitKey};
use std::collections::HashSet;

/// Which hits are ticked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ticks {
    /// Whether only `others` are ticked, instead of all but those.
    few: bool,
    /// Whether what interviewers say is left out of all.
    leave: bool,
    others: HashSet<HitKey>,
}

impl Ticks {
    /// All, or all but what interviewers say.
    pub fn new(leave: bool) -> Self {
        Self { leave, ..Self::default() }
    }

    /// Whether a hit is ticked.
    pub fn has(&self, key: &HitKey) -> bool {
        self.is_from_the_first(key) != self.others.contains(key)
    }

    fn is_from_the_first(&self, key: &HitKey) -> bool {
        !(self.few || self.leave && key.asked)
    }

    /// Ticks these, unless all of them are: then no longer.
    pub fn turn(&mut self, keys: &[HitKey]) {
        let on = !keys.iter().all(|key| self.has(key));
        for key in keys {
            if on != self.is_from_the_first(key) {
                self.others.insert(*key);
            } else {
                self.others.remove(key);
            }
        }
    }

    /// Ticks all, also what interviewers say, unless all are: then none. So many of what was found is said by interviewers.
    pub fn turn_all(&mut self, asked: usize) {
        *self = Self { few: self.are_all(asked), ..Self::default() };
    }

    /// Ticks these alone.
    pub fn only(&mut self, keys: impl Iterator<Item = HitKey>) {
        *self = Self { few: true, leave: false, others: keys.collect() };
    }

    /// Whether all are ticked, of which so many are said by interviewers.
    pub fn are_all(&self, asked: usize) -> bool {
        !self.few && self.others.is_empty() && !self.leaves(asked)
    }

    /// Whether what interviewers say is left out, and there is some.
    pub fn leaves(&self, asked: usize) -> bool {
        self.leave && !self.few && asked > 0
    }

    /// How many are ticked of so many, of which some are said by interviewers.
    pub fn count(&self, all: usize, asked: usize) -> usize {
        match (self.few, self.leave) {
            (true, _) => self.others.len(),
            (false, false) => all.saturating_sub(self.others.len()),
            // Some of the others are taken although an interviewer says them.
            (false, true) => {
                let taken = self.others.iter().filter(|key| key.asked).count();
                (all.saturating_sub(asked) + taken).saturating_sub(self.others.len() - taken)
            }
        }
    }

    /// How many of the ticked ones are said by interviewers, of so many that are.
    pub fn asked(&self, asked: usize) -> usize {
        let others = self.others.iter().filter(|key| key.asked).count();
        if self.few || self.leave { others } else { asked.saturating_sub(others) }
    }

    /// The texts have changed, and places in them: where some were left out or taken, none is ticked, so that nothing is coded unasked.
    pub fn moved(&mut self) {
        if !self.others.is_empty() {
            *self = Self { few: true, ..Self::default() };
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
        let key = |at: u32| HitKey { subject: Subject::Memo(memo), span: Span { start: at, end: at + 1 }, asked: false };
        let mut ticks = Ticks::default();
        assert!(ticks.has(&key(1)) && ticks.count(5, 0) == 5);
        ticks.turn(&[key(1)]);
        assert!(!ticks.has(&key(1)) && ticks.has(&key(2)) && ticks.count(5, 0) == 4);
        ticks.turn(&[key(1), key(2)]);
        assert_eq!((ticks.has(&key(1)), ticks.count(5, 0)), (true, 5), "both, as one was not");
        ticks.turn_all(0);
        assert_eq!((ticks.has(&key(1)), ticks.count(5, 0)), (false, 0));
        ticks.turn(&[key(3)]);
        assert_eq!((ticks.has(&key(3)), ticks.count(5, 0)), (true, 1));
        ticks.turn_all(0);
        assert_eq!(ticks.count(5, 0), 5);
        ticks.moved();
        assert_eq!(ticks.count(5, 0), 5, "all are all");
        ticks.turn(&[key(2)]);
        ticks.moved();
        assert_eq!(ticks.count(5, 0), 0, "what was left out may stand elsewhere now");
    }

    #[test]
    fn what_interviewers_say_is_ticked_when_it_is_asked_for() {
        let memo = MemoId::new();
        let key = |at: u32, asked: bool| HitKey { subject: Subject::Memo(memo), span: Span { start: at, end: at + 1 }, asked };
        let mut ticks = Ticks::new(true);
        assert!(ticks.has(&key(1, false)) && !ticks.has(&key(2, true)) && ticks.leaves(2));
        assert_eq!(ticks.count(5, 2), 3);
        assert_eq!(ticks.asked(2), 0);
        ticks.turn(&[key(2, true)]);
        assert_eq!((ticks.has(&key(2, true)), ticks.count(5, 2), ticks.asked(2)), (true, 4, 1));
        ticks.turn(&[key(1, false)]);
        assert_eq!(ticks.count(5, 2), 3);
        ticks.turn_all(2);
        assert_eq!((ticks.count(5, 2), ticks.are_all(2), ticks.asked(2)), (5, true, 2), "all are all, also what interviewers say");
        ticks.turn_all(2);
        assert_eq!(ticks.count(5, 2), 0);
    }
}
