//! Memos: what researchers think, on anything in the project.

use super::{CaseId, CodeId, CoderId, CodingId, MemoId, SourceId, Span, Time, VersionId, named};
use serde::{Deserialize, Serialize};

named! {
    /// What a memo is for.
    MemoKind {
        /// What was seen and heard.
        FieldNote = "field note",
        /// The researcher's own part in it.
        Reflexive = "reflexive",
        /// An idea on what it means.
        Analytic = "analytic",
        /// How it was done.
        Method = "method",
        /// What was said and settled in a meeting.
        Meeting = "meeting",
    }
}

/// What a memo is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The whole project.
    Project,
    /// A source.
    Source(SourceId),
    /// A passage of a version of a source.
    Passage(SourceId, VersionId, Span),
    /// A code.
    Code(CodeId),
    /// A case.
    Case(CaseId),
    /// A coding.
    Coding(CodingId),
}

/// A memo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memo {
    /// Its id.
    pub id: MemoId,
    /// What it is on.
    pub subject: Subject,
    /// What it is for.
    pub kind: MemoKind,
    /// Its title, or empty.
    pub title: String,
    /// Its words.
    pub body: String,
    /// Who wrote it.
    pub coder: CoderId,
    /// When it was begun.
    pub at: Time,
}
