//! Whose codings a change would touch, so that nobody's work is changed unasked.

use super::Corpus;
use crate::model::{Coder, CoderId, CodingId};

impl Corpus {
    /// The coders of these codings other than `own`, each with how many of them are theirs, in the order of coders.
    pub fn coded_by_others(&self, codings: &[CodingId], own: Option<CoderId>) -> Vec<(&Coder, usize)> {
        let of = |coder: CoderId| codings.iter().filter(|id| self.any_coding(**id).is_some_and(|coding| coding.coder == coder)).count();
        let others = self.coders.iter().filter(|coder| Some(coder.id) != own).map(|coder| (coder, of(coder.id)));
        others.filter(|(_, count)| *count > 0).collect()
    }
}
