//! Sources: transcripts, field notes and documents, their versions, voices and folders.

use super::{CaseId, CoderId, FolderId, ProgressId, SourceId, SpeakerId, Time, VersionId, named};
use serde::{Deserialize, Serialize};

named! {
    /// What a source is.
    SourceKind {
        /// A conversation with one person or a few.
        Interview = "interview",
        /// A conversation among participants.
        FocusGroup = "focus group",
        /// Field notes of something observed.
        Observation = "observation",
        /// Minutes, plans and other papers.
        Document = "document",
    }
}

named! {
    /// What a voice is in its source.
    SpeakerRole {
        /// Somebody whose words are data.
        Participant = "participant",
        /// Somebody who asks.
        Interviewer = "interviewer",
        /// A mark such as a break: not a person.
        None = "not a speaker",
    }
}

named! {
    /// How far a coder is with a source.
    ProgressState {
        /// Nothing done yet.
        NotBegun = "not begun",
        /// Some of it coded.
        InWork = "in work",
        /// Finished by this coder.
        Done = "done",
    }
}

/// A folder of sources; folders nest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Folder {
    /// Its id.
    pub id: FolderId,
    /// The folder it lies in.
    pub parent: Option<FolderId>,
    /// Its name.
    pub name: String,
    /// Its place among its siblings (fractional key).
    pub ord: String,
}

/// A transcript, field note or document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// The folder it lies in.
    pub folder: Option<FolderId>,
    /// Its name, unique in the project without regard to case.
    pub name: String,
    /// What it is.
    pub kind: SourceKind,
    /// When it was collected, `YYYY-MM-DD`, or empty.
    pub date: String,
    /// BCP 47 language, or empty.
    pub language: String,
    /// The version that is shown.
    pub version: VersionId,
    /// The original file: its path from the folder that was imported, with `/` between, else its name.
    pub file: String,
    /// The encoding the original was read with, as WHATWG names it, or empty.
    pub encoding: String,
    /// The original file's bytes, by hash.
    pub original: Option<Hash>,
    /// When it was imported.
    pub at: Time,
    /// Its place in its folder (fractional key).
    pub ord: String,
}

/// The name of a value: the BLAKE3 hash of its bytes.
pub type Hash = [u8; 32];

/// One state of a source's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Its id.
    pub id: VersionId,
    /// Whose it is.
    pub source: SourceId,
    /// 1 for the imported text, then 2, 3 …
    pub number: u32,
    /// Why it was made; empty for an import.
    pub reason: String,
    /// The version it was made of; none for an import.
    pub base: Option<VersionId>,
    /// How that one's text became this one's, by hash.
    pub correction: Option<Hash>,
    /// The text, by hash.
    pub text: Hash,
    /// Paragraphs, turns, marks, styles and byte index, by hash.
    pub structure: Hash,
    /// Length in scalar values.
    pub chars: u32,
    /// Words, marks not counted.
    pub words: u32,
    /// Number of turns.
    pub turns: u32,
}

/// A voice in one source; turns name it by its place `number`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// Its id.
    pub id: SpeakerId,
    /// The source it speaks in.
    pub source: SourceId,
    /// Its place in the structure of the source, from 0.
    pub number: u32,
    /// The label it has in the text.
    pub name: String,
    /// What it is.
    pub role: SpeakerRole,
    /// The person it is.
    pub case_id: Option<CaseId>,
    /// Another speaker of this source that it is the same as.
    pub same_as: Option<SpeakerId>,
}

/// How far one coder is with one source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Its id.
    pub id: ProgressId,
    /// The source.
    pub source: SourceId,
    /// The coder.
    pub coder: CoderId,
    /// How far.
    pub state: ProgressState,
}
