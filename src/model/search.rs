//! Searches that are kept by name.

use super::{SearchId, Time};
use serde::{Deserialize, Serialize};

/// A search that is kept, to be run again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedSearch {
    /// Its id.
    pub id: SearchId,
    /// Its name, which no other has.
    pub name: String,
    /// What is sought, in the language of searches.
    pub query: String,
    /// Which hits were there when somebody looked last, as the room `search` writes them; what is found beside them is new.
    pub seen: String,
    /// When that was.
    pub at: Time,
    /// Its place in the list (fractional key).
    pub ord: String,
}
