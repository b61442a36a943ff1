//! A branch of a word tree.

/// Words that several hits share, and what goes on from them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordBranch {
    /// The words, in the order they are read.
    pub words: Vec<String>,
    /// How many hits go on so.
    pub count: u32,
    /// Where they part, the fullest branch first.
    pub branches: Vec<WordBranch>,
}
