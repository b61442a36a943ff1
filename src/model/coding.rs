//! Codings, those who make them and the layers they lie in.

use super::{CodeId, CoderId, CodingId, DismissedId, FrameworkId, LayerId, PinId, SourceId, Span, Time, VersionId, named};
use serde::{Deserialize, Serialize};

/// A person who codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coder {
    /// Their id.
    pub id: CoderId,
    /// Their name.
    pub name: String,
    /// Their initials, unique without regard to case.
    pub initials: String,
    /// What they do in the study, or empty.
    pub role: String,
}

impl Coder {
    /// What they are called: their name, or their initials where no name was given.
    pub fn called(&self) -> &str {
        if self.name.trim().is_empty() { &self.initials } else { &self.name }
    }

    /// “Bea Pym (BP)”, or “BP” where no name was given.
    pub fn in_full(&self) -> String {
        if self.name.trim().is_empty() { self.initials.clone() } else { format!("{} ({})", self.name, self.initials) }
    }
}

named! {
    /// What a layer of codings is.
    LayerKind {
        /// Each coder's own.
        Independent = "independent",
        /// What the team settled on.
        Consensus = "consensus",
        /// What one framework came to in another, applied for good.
        Crosswalk = "crosswalk",
    }
}

/// A layer of codings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layer {
    /// Its id.
    pub id: LayerId,
    /// What it is.
    pub kind: LayerKind,
    /// Its name.
    pub name: String,
    /// The framework it is of, if of one alone.
    pub framework: Option<FrameworkId>,
}

/// One coding: coder × code × span of a source. Stored codings never merge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coding {
    /// Its id.
    pub id: CodingId,
    /// The source.
    pub source: SourceId,
    /// The version the span is of.
    pub version: VersionId,
    /// The span, in that version's text.
    pub span: Span,
    /// The code.
    pub code: CodeId,
    /// Who coded.
    pub coder: CoderId,
    /// The layer it lies in.
    pub layer: LayerId,
    /// Whether it is a key quote.
    pub star: bool,
    /// When it was made.
    pub at: Time,
}

/// A passage that is like those of a code and that somebody would not code so: it is not offered again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dismissed {
    /// Its id.
    pub id: DismissedId,
    /// The code.
    pub code: CodeId,
    /// The source.
    pub source: SourceId,
    /// The version the span is of.
    pub version: VersionId,
    /// The span, in that version's text.
    pub span: Span,
    /// Who dismissed it.
    pub coder: CoderId,
    /// When.
    pub at: Time,
}

/// A code that one coder has on a digit key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    /// Its id.
    pub id: PinId,
    /// Whose.
    pub coder: CoderId,
    /// The code.
    pub code: CodeId,
    /// The key, 1 to 9.
    pub slot: u8,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coder_without_a_name_is_called_by_their_initials() {
        let coder = |name: &str| Coder { id: CoderId::new(), name: name.into(), initials: "NH".into(), role: String::new() };
        assert_eq!((coder(" ").called(), coder("").in_full().as_str()), ("NH", "NH"));
        assert_eq!((coder("Noor Haq").called(), coder("Noor Haq").in_full().as_str()), ("Noor Haq", "Noor Haq (NH)"));
    }
}
