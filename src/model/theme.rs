//! What a theme gathers beside what is coded with it.

use super::{CodeId, CoderId, Passage, ThemePartId, Time, named};

named! {
    /// What a part is to its theme.
    Stance {
        /// It bears the theme out.
        Supports = "supports",
        /// It speaks against it.
        Contradicts = "contradicts",
    }
}

/// What is gathered: a code with those below it, or a single passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gathered {
    /// A code of any framework.
    Code(CodeId),
    /// A passage, coded or not.
    Passage(Passage),
}

/// One thing that a theme gathers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemePart {
    /// Its id.
    pub id: ThemePartId,
    /// The theme.
    pub theme: CodeId,
    /// What is gathered.
    pub of: Gathered,
    /// Whether it supports the theme or contradicts it.
    pub stance: Stance,
    /// Whether a single passage is a key quote.
    pub star: bool,
    /// What is to be said of it, or empty.
    pub note: String,
    /// Who gathered it.
    pub coder: CoderId,
    /// When.
    pub at: Time,
}
