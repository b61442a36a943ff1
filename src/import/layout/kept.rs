//! Speaker patterns of the user's own that are kept for the next import, each by a name.

use super::SpeakerPattern;
use crate::error::Result;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// A pattern that is kept in the user's configuration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptPattern {
    /// What the user calls it.
    pub name: String,
    /// It as it was written.
    pub pattern: String,
}

impl KeptPattern {
    /// The patterns that a configuration keeps: `patterns` in it. None where it has none, or cannot be read.
    pub fn all(config: &Path) -> Vec<Self> {
        #[derive(Deserialize)]
        struct Config {
            #[serde(default)]
            patterns: Vec<KeptPattern>,
        }
        let config = std::fs::read(config).ok().and_then(|bytes| serde_json::from_slice::<Config>(&bytes).ok());
        config.map_or_else(Vec::new, |config| config.patterns)
    }

    /// The pattern that words stand for: the name of a kept one, a choice's short name, or a pattern itself.
    ///
    /// # Errors
    /// As [`SpeakerPattern::parse`].
    pub fn find(kept: &[Self], words: &str) -> Result<SpeakerPattern> {
        let named = kept.iter().find(|kept| kept.name.trim().to_lowercase() == words.trim().to_lowercase());
        SpeakerPattern::parse(named.map_or(words, |kept| &kept.pattern))
    }

    /// Keeps a pattern by a name, in the place of one that has it or is written so.
    pub fn keep(self, kept: &mut Vec<Self>) {
        kept.retain(|other| other.name.to_lowercase() != self.name.to_lowercase() && other.pattern != self.pattern);
        kept.push(self);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_kept_once_and_found_by_its_name() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("config.json");
        assert_eq!(KeptPattern::all(&path), []);
        let kept = |name: &str, pattern: &str| KeptPattern { name: name.into(), pattern: pattern.into() };
        let mut list = Vec::new();
        kept("Ours", "{name} - {words}").keep(&mut list);
        kept("ours", "{name} | {words}").keep(&mut list);
        kept("Theirs", "{name} | {words}").keep(&mut list);
        assert_eq!(list, [kept("Theirs", "{name} | {words}")]);
        std::fs::write(&path, serde_json::json!({"scale": 100, "patterns": list}).to_string()).expect("written");
        let read = KeptPattern::all(&path);
        assert_eq!(read, list);
        assert_eq!(KeptPattern::find(&read, "theirs").expect("kept").key(), "{name} | {words}");
        assert_eq!(KeptPattern::find(&read, "Capitals").expect("a choice"), SpeakerPattern::Capitals);
        assert!(KeptPattern::find(&read, "ours").is_err());
    }
}
