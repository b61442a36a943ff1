//! A second lens: codes of one framework read as codes of another, and what was settled passage by passage.

use super::{CodeId, CoderId, CrosswalkId, CrosswalkLinkId, FrameworkId, LayerId, Passage, SourceId, Span, Time, VerdictId, VersionId, named};
use serde::{Deserialize, Serialize};

/// One framework read through another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crosswalk {
    /// Its id.
    pub id: CrosswalkId,
    /// The framework that was coded with.
    pub from_framework: FrameworkId,
    /// The framework that it is read in.
    pub to_framework: FrameworkId,
    /// The layer in which lies what was applied for good.
    pub layer: LayerId,
}

/// A code of the first framework linked to one of the second.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrosswalkLink {
    /// Its id.
    pub id: CrosswalkLinkId,
    /// The crosswalk.
    pub crosswalk: CrosswalkId,
    /// The code of the first framework.
    pub from_code: CodeId,
    /// The code of the second; nothing where somebody looked, and it has no counterpart.
    pub to_code: Option<CodeId>,
    /// Why.
    pub reason: String,
    /// Who says so.
    pub coder: CoderId,
    /// Since when.
    pub at: Time,
}

named! {
    /// What was settled of one passage.
    Ruling {
        /// It is what the link says.
        Accepted = "accepted",
        /// It is not.
        Rejected = "rejected",
        /// It is something else of the second framework.
        Moved = "moved",
    }
}

/// What was settled of one passage under a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// Its id.
    pub id: VerdictId,
    /// The crosswalk.
    pub crosswalk: CrosswalkId,
    /// The source.
    pub source: SourceId,
    /// The version whose positions it has.
    pub version: VersionId,
    /// The passage.
    pub span: Span,
    /// What it is coded with.
    pub from_code: CodeId,
    /// What the link makes of it.
    pub to_code: CodeId,
    /// What was settled.
    pub ruling: Ruling,
    /// What it is instead, where it was moved.
    pub moved: Option<CodeId>,
    /// Why.
    pub reason: String,
    /// Who settled it.
    pub coder: CoderId,
    /// When.
    pub at: Time,
}

impl Verdict {
    /// The passage it is on.
    pub fn passage(&self) -> Passage {
        Passage { source: self.source, version: self.version, span: self.span }
    }
}
