//! Frameworks and their codes.

use super::{CodeId, Colour, FrameworkId};
use serde::{Deserialize, Serialize};

/// A tree of codes. A project holds several at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Framework {
    /// Its id.
    pub id: FrameworkId,
    /// Its name, unique without regard to case.
    pub name: String,
    /// A short name for paths, or empty.
    pub short: String,
    /// What it is for and where it comes from.
    pub description: String,
    /// Its place (fractional key).
    pub ord: String,
}

/// A code: a name for what passages are about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// Its id.
    pub id: CodeId,
    /// The framework it belongs to.
    pub framework: FrameworkId,
    /// The code above.
    pub parent: Option<CodeId>,
    /// Its name, unique among its siblings without regard to case.
    pub name: String,
    /// A short name, such as `L2.5`, or empty.
    pub short: String,
    /// Its definition.
    pub description: String,
    /// What to include.
    pub include: String,
    /// What to exclude.
    pub exclude: String,
    /// An example passage.
    pub example: String,
    /// Its colour; a code without takes its parent's.
    pub colour: Option<Colour>,
    /// Whether it is a theme.
    pub theme: bool,
    /// A theme's statement, or empty.
    pub statement: String,
    /// Whether passages can be coded with it; a heading cannot.
    pub codable: bool,
    /// Its place among its siblings (fractional key).
    pub ord: String,
}
