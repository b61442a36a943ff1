//! Memos: what researchers think, on anything in the project.

use super::{CaseId, CodeId, CoderId, CodingId, MemoId, MemoLinkId, MemoStateId, SourceId, Span, Time, VersionId, named};
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

named! {
    /// What is to be done with a memo.
    MemoState {
        /// Something is to be done, or to be talked about.
        Open = "open",
        /// It is done with.
        Settled = "settled",
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

/// What became of a memo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemoStanding {
    /// Its id.
    pub id: MemoStateId,
    /// The memo.
    pub memo: MemoId,
    /// Whether it is done with.
    pub state: MemoState,
    /// Who said so.
    pub coder: CoderId,
    /// When.
    pub at: Time,
}

/// What a memo is linked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Linked {
    /// What a memo can be on.
    On(Subject),
    /// Another memo.
    Memo(MemoId),
}

/// Something that a memo is linked to beside what it is on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemoLink {
    /// Its id.
    pub id: MemoLinkId,
    /// The memo.
    pub memo: MemoId,
    /// What it is linked to.
    pub to: Linked,
    /// Who linked it.
    pub coder: CoderId,
    /// When.
    pub at: Time,
}

impl Memo {
    /// Its title, or its first words where it has none.
    pub fn heading(&self) -> &str {
        let first = || self.body.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        if self.title.trim().is_empty() { first() } else { self.title.trim() }
    }
}
