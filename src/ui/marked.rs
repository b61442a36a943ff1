//! Rows of a list that are chosen together: by Space, with Ctrl and the pointer, or all that show.

use std::collections::HashSet;
use std::hash::Hash;

/// The rows that are chosen together, beside the one at the keys.
#[derive(Debug)]
pub struct Marked<Id>(HashSet<Id>);

impl<Id> Default for Marked<Id> {
    fn default() -> Self {
        Self(HashSet::new())
    }
}

impl<Id: Copy + Eq + Hash> Marked<Id> {
    /// Whether a row is among them.
    pub fn has(&self, id: Id) -> bool {
        self.0.contains(&id)
    }

    /// Chooses a row with others, or no longer.
    pub fn turn(&mut self, id: Id) {
        if !self.0.remove(&id) {
            self.0.insert(id);
        }
    }

    /// What a click does: with Ctrl it chooses with others, else alone.
    pub fn click(&mut self, id: Id, with: bool) {
        if with { self.turn(id) } else { self.clear() }
    }

    /// Chooses these and no others.
    pub fn set(&mut self, ids: impl IntoIterator<Item = Id>) {
        self.0 = ids.into_iter().collect();
    }

    /// Chooses none.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Keeps those that show.
    pub fn keep(&mut self, shows: impl Fn(Id) -> bool) {
        self.0.retain(|id| shows(*id));
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// What commands are about, of the rows that show in their order: those that are chosen together, else the one at the keys.
    pub fn targets(&self, shown: impl IntoIterator<Item = Id>, at: Option<Id>) -> Vec<Id> {
        let marked: Vec<Id> = if self.0.is_empty() { Vec::new() } else { shown.into_iter().filter(|id| self.has(*id)).collect() };
        if marked.is_empty() { at.into_iter().collect() } else { marked }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_together_is_meant_before_the_one_at_the_keys() {
        let mut marked = Marked::default();
        assert_eq!(marked.targets([1, 2, 3], Some(2)), [2]);
        marked.click(3, true);
        marked.click(1, true);
        assert_eq!(marked.targets([1, 2, 3], Some(2)), [1, 3], "in the order of the list");
        marked.keep(|id| id != 1);
        assert_eq!((marked.targets([1, 2, 3], Some(2)), marked.len()), (vec![3], 1));
        assert_eq!(marked.targets([1, 2], Some(2)), [2], "what does not show is not meant");
        marked.click(2, false);
        marked.turn(2);
        marked.turn(2);
        assert_eq!((marked.len(), marked.has(2)), (0, false));
    }
}
