//! Which words are counted, and which of them as one.

use super::{WordRuleId, named};
use serde::{Deserialize, Serialize};

named! {
    /// What becomes of words where words are counted.
    WordRuleKind {
        /// They are left out.
        Leave = "leave",
        /// They count although they are common in their language.
        Keep = "keep",
        /// They count as one.
        Merge = "merge",
    }
}

/// What becomes of some words where words are counted.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct WordRule {
    /// What becomes of them.
    pub kind: WordRuleKind,
    /// The language that it holds for, such as `en`; empty for all.
    pub language: String,
    /// What merged words are counted as; else empty.
    pub label: String,
    /// The words.
    pub words: Vec<String>,
}

impl WordRule {
    /// Words that are left out, or counted, in every language.
    pub fn new(kind: WordRuleKind, words: Vec<String>) -> Self {
        Self { kind, language: String::new(), label: String::new(), words }
    }

    /// Words that are counted as one in every language.
    pub fn merge(label: impl Into<String>, words: Vec<String>) -> Self {
        Self { label: label.into(), ..Self::new(WordRuleKind::Merge, words) }
    }

    /// Whether it holds for a language.
    pub fn is_for(&self, language: &str) -> bool {
        self.language.is_empty() || primary_language(&self.language) == primary_language(language)
    }
}

/// The language of a tag such as `en-GB` or `pt_BR`, whatever the country: `en`, `pt`.
pub fn primary_language(language: &str) -> String {
    language.split(['-', '_']).next().unwrap_or_default().to_lowercase()
}

/// A rule that a project keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptRule {
    /// Its id.
    pub id: WordRuleId,
    /// What it says.
    pub rule: WordRule,
    /// Its place in the list (fractional key).
    pub ord: String,
}
