//! The list of pseudonyms: which names are known, and what stands for each.

use super::{CaseId, PseudonymId, named};
use serde::{Deserialize, Serialize};

named! {
    /// What a name is of.
    PseudonymKind {
        /// Of a person.
        Person = "person",
        /// Of a place.
        Place = "place",
        /// Of an organisation.
        Organisation = "organisation",
        /// Of anything else.
        Other = "other",
        /// Words that look like a name and are none: they stay as they are, and are suggested no more.
        Kept = "no name",
    }
}

/// A name with what stands for it. The list of them is the key to a project's pseudonyms.
///
/// What stands for a case is the case's own pseudonym, and its name in full the first of its names: a row of a case has its other spellings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pseudonym {
    /// Its id.
    pub id: PseudonymId,
    /// The case that bears the name, if it is one's.
    pub case_id: Option<CaseId>,
    /// What the name is of.
    pub kind: PseudonymKind,
    /// The name in its spellings, the fullest first.
    pub names: Vec<String>,
    /// What stands for it; empty in the row of a case and where it is no name.
    pub stands: String,
    /// Its place in the list (fractional key).
    pub ord: String,
}

impl Pseudonym {
    /// What stands in the place of a name that is only taken out.
    pub const REDACTED: &'static str = "[…]";
}
