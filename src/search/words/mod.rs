//! Words counted: how often, whose, beside which others, and what of it is more than chance.

mod association;
mod bags;
mod beside;
mod keyness;
mod lexis;
mod like;
mod list;
#[cfg(test)]
mod tests;
mod tree;

pub use crate::model::WordBranch as Branch;
pub use association::Association;
pub use bags::{Bag, Bags, Hearing, Share};
pub use beside::{Beside, FARTHEST, Neighbour, beside};
pub use keyness::{Keyness, Keyword, keywords, keywords_of, over_groups};
pub use lexis::Lexis;
pub use like::{Alike, Likeness, MoreLike, Places, Telling, more_like, places, settled};
pub use list::{WordCount, WordList, telling, tf_idf};
pub use tree::{Side, word_tree};
