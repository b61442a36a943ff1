//! How words are looked at: which of the pictures, and which words count.

use serde::{Deserialize, Serialize};

/// What is shown of words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A list by how often they are said.
    #[default]
    List,
    /// The commonest, the larger the commoner.
    Cloud,
    /// What one part says more often than the rest.
    Key,
    /// What stands beside what was found.
    Beside,
    /// What follows what was found, as a tree.
    After,
    /// What comes before it, as a tree.
    Before,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::List, Self::Cloud, Self::Key, Self::Beside, Self::After, Self::Before];

    /// Its words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::List => "List",
            Self::Cloud => "Cloud",
            Self::Key => "Said more by one part",
            Self::Beside => "Beside what was found",
            Self::After => "What follows",
            Self::Before => "What comes before",
        }
    }

    /// Whether it is a tree.
    pub fn is_tree(self) -> bool {
        matches!(self, Self::After | Self::Before)
    }

    /// Whether it is made of what was found, and not of all words.
    pub fn asks_for_words(self) -> bool {
        matches!(self, Self::Beside | Self::After | Self::Before)
    }
}

/// How words are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct WordLook {
    /// The picture.
    pub kind: Kind,
    /// Whether words of one stem are one.
    pub stems: bool,
    /// Whether common words count too.
    pub common: bool,
    /// Whether what interviewers say counts.
    pub interviewers: bool,
}
