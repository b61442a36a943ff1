//! Commands that code passages and mark how far a source is. Each carries all it needs, so any view can give them.

use crate::model::{CodeId, CodingId, FrameworkId, Passage, ProgressState, SourceId};

/// Coding passages, taking codings off, moving their ends; pins and progress.
#[derive(Clone, Debug, PartialEq)]
pub enum CodingCommand {
    /// Codes passages with a code.
    Apply(CodeId, Vec<Passage>),
    /// Codes passages with each of several codes, as one step.
    ApplyEach(Vec<CodeId>, Vec<Passage>),
    /// Makes the codes of a path that are missing, below a code or at the top of a framework, and codes passages with the last.
    ApplyNew {
        /// The framework; without one, a first framework is made.
        framework: Option<FrameworkId>,
        /// The code above the path.
        under: Option<CodeId>,
        /// The names along the path.
        names: Vec<String>,
        /// What is coded.
        passages: Vec<Passage>,
    },
    /// Tells whose codings a change would touch, none of them one's own, and asks.
    AskOthers(Box<Self>),
    /// Takes codings off.
    Remove(Vec<CodingId>),
    /// Takes the part of codings off that lies in a passage.
    Trim(Vec<CodingId>, Passage),
    /// Gives codings another code.
    Recode(Vec<CodingId>, CodeId),
    /// Moves the ends of codings, as one step.
    Resize(Vec<(CodingId, Passage)>),
    /// Makes codings key quotes, or no longer.
    Star(Vec<CodingId>, bool),
    /// Puts a code on a digit key, or frees the key.
    Pin(u8, Option<CodeId>),
    /// Marks how far sources are.
    Progress(Vec<SourceId>, ProgressState),
}
