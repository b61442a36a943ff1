//! Ids: UUIDv7, 16 bytes, one type a noun so that a code is never taken for a case.

use serde::{Deserialize, Serialize};

/// An id of sixteen bytes with a type of its own.
pub trait Key: Copy + Eq + std::hash::Hash + Ord {
    /// The bytes as they are stored.
    fn bytes(&self) -> &[u8; 16];
    /// The id of these bytes.
    fn from_bytes(bytes: [u8; 16]) -> Self;
}

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(uuid::Uuid);
        impl $name {
            /// A new id, later in order than those made before.
            #[allow(clippy::new_without_default)]
            pub fn new() -> Self { Self(uuid::Uuid::now_v7()) }
            /// The id that `text` spells, with or without hyphens.
            pub fn parse(text: &str) -> Option<Self> { uuid::Uuid::try_parse(text).ok().map(Self) }
        }
        impl Key for $name {
            fn bytes(&self) -> &[u8; 16] { self.0.as_bytes() }
            fn from_bytes(bytes: [u8; 16]) -> Self { Self(uuid::Uuid::from_bytes(bytes)) }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { write!(f, "{}", self.0.simple()) }
        }
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { write!(f, "{}", self.0.simple()) }
        }
    )+};
}

ids! {
    /// The project's own row.
    ProjectId,
    /// A person who codes.
    CoderId,
    /// A layer of codings.
    LayerId,
    /// A folder of sources.
    FolderId,
    /// A transcript, field note or document.
    SourceId,
    /// One state of a source's text.
    VersionId,
    /// A voice in one source.
    SpeakerId,
    /// A kind of case: site, organisation, person.
    CaseKindId,
    /// A unit of comparison.
    CaseId,
    /// A link between a source and a case.
    SourceCaseId,
    /// A typed attribute.
    AttributeId,
    /// A value of an attribute on a case or a source.
    ValueId,
    /// A tree of codes.
    FrameworkId,
    /// A code.
    CodeId,
    /// One coding: coder, code, span.
    CodingId,
    /// A passage that is not offered again for a code.
    DismissedId,
    /// A memo.
    MemoId,
    /// What became of a memo.
    MemoStateId,
    /// Something that a memo is linked to.
    MemoLinkId,
    /// A name with what stands for it.
    PseudonymId,
    /// A search kept by name.
    SearchId,
    /// A rule for counting words.
    WordRuleId,
    /// A cell of the framework chart.
    ChartCellId,
    /// A passage that a cell of the chart rests on.
    EvidenceId,
    /// One framework read through another.
    CrosswalkId,
    /// A code linked to one of another framework.
    CrosswalkLinkId,
    /// What was settled of a passage that is read through another framework.
    VerdictId,
    /// What a theme gathers.
    ThemePartId,
    /// A document of chosen themes.
    ReportId,
    /// A theme of a report, or a quote chosen for one.
    ReportPartId,
    /// A framework as it stood when it was named.
    FrameworkVersionId,
    /// A code that was merged into another.
    MergedCodeId,
    /// A coding that was looked at again.
    LookedAgainId,
    /// A pinned code.
    PinId,
    /// How far one coder is with one source.
    ProgressId,
    /// An operation in the journal.
    OpId,
}
