//! The list of pseudonyms in the corpus: its rows, and the key that is made of them once.

use super::{Corpus, by_order};
use crate::analysis::PseudonymKey;
use crate::model::Pseudonym;
use std::sync::{Arc, OnceLock};

/// The key, once it was asked for. Whatever it is made of puts an empty one in.
pub(super) type Kept = OnceLock<Arc<PseudonymKey>>;

impl Corpus {
    /// Puts the rows of the list of pseudonyms in; [`Corpus::pseudonym_key`] is the whole list.
    pub fn set_pseudonyms(&mut self, mut pseudonyms: Vec<Pseudonym>) {
        by_order(&mut pseudonyms, |p| (&p.ord, p.id));
        (self.pseudonyms, self.key) = (Arc::new(pseudonyms), Kept::default());
    }

    /// The rows of the list of pseudonyms.
    pub fn pseudonyms(&self) -> &[Pseudonym] {
        &self.pseudonyms
    }

    /// The key: rows and cases together, made when it is first asked for and kept until either changes.
    pub fn pseudonym_key(&self) -> &Arc<PseudonymKey> {
        self.key.get_or_init(|| Arc::new(PseudonymKey::only(self, |_| true)))
    }
}
