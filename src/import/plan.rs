//! The plan of one file: what would come in, and what was left out.

use super::layout::SpeakerPattern;
use crate::model::{SourceKind, Span, SpeakerRole};
use crate::text::Structure;
use serde::Serialize;
use std::path::PathBuf;

/// What the user decides before a file is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanOptions {
    /// The encoding to read texts with, such as `UTF-8` or `windows-1252`; found by itself when missing.
    pub encoding: Option<String>,
    /// How the speakers are written; found by itself when missing. A format that says itself who speaks is read as it says.
    pub speakers: Option<SpeakerPattern>,
    /// Patterns that are tried where nothing is said and no layout is found, the first of them that finds speakers.
    pub kept: Vec<SpeakerPattern>,
    /// Whether running heads, page numbers and line numbers of a PDF stay in its text.
    pub keep_margins: bool,
}

/// A voice as a plan found it; `Turn::speaker` is its place in `Plan::speakers`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlannedSpeaker {
    /// The label, cleaned of colon and markup.
    pub name: String,
    /// What it seems to be.
    pub role: SpeakerRole,
    /// Other spellings that were taken for the same voice.
    pub also: Vec<String>,
    /// How many turns it has.
    pub turns: u32,
    /// What this file alone makes one guess of it; none where a label, the file's name or the user says what it is.
    #[serde(skip)]
    pub guess: Option<SpeakerRole>,
}

/// How much a note matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// Good to know.
    Info,
    /// Better looked at before importing.
    Look,
}

/// What a preview says of a file: what was left out, guessed or changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// How much it matters.
    pub kind: NoteKind,
    /// In plain words.
    pub text: String,
}

/// A comment that the file has on a passage; on import it becomes a memo on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The passage.
    pub span: Span,
    /// Who wrote it, as the file says, or empty.
    pub author: String,
    /// Its words.
    pub text: String,
}

/// What would come in of one file.
#[derive(Clone, Debug, Serialize)]
pub struct Plan {
    /// The file.
    pub path: PathBuf,
    /// What the project keeps of its path: from the folder that was chosen, with `/` between; else the name alone.
    pub file: String,
    /// The source's name: the file's, without its suffix, until the user gives another.
    pub name: String,
    /// What the file is, in plain words: “Word”, “Teams subtitles”, “Text”.
    pub format: String,
    /// How its speakers are written, in plain words; empty where nobody speaks.
    pub layout: String,
    /// Whether its layout was found by its words, so that a pattern can say another.
    #[serde(skip)]
    pub laid_out: bool,
    /// The pattern kept from an import before by which its speakers were found, where no layout fits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// The encoding it was read with, as WHATWG names it; empty where the format says so itself.
    pub encoding: String,
    /// What the source seems to be.
    pub kind: SourceKind,
    /// The date the file says it was recorded, `YYYY-MM-DD`, or empty.
    pub date: String,
    /// The text: UTF-8, LF, no BOM, no markup.
    #[serde(skip)]
    pub text: String,
    /// Paragraphs, turns, marks and styles over it; for scripts where the pages of the file begin, if it has pages.
    #[serde(rename = "pages", serialize_with = "pages", skip_serializing_if = "has_no_pages")]
    pub structure: Structure,
    /// The voices.
    pub speakers: Vec<PlannedSpeaker>,
    /// What was left out, guessed or changed.
    pub notes: Vec<Note>,
    /// Comments on passages; for scripts their number alone.
    #[serde(rename = "comments", serialize_with = "number")]
    pub remarks: Vec<Remark>,
    /// The file's bytes, kept with the source.
    #[serde(skip)]
    pub original: Vec<u8>,
}

fn number<S: serde::Serializer>(remarks: &[Remark], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u64(remarks.len() as u64)
}

/// A page of a file for scripts.
#[derive(Serialize)]
struct PlannedPage {
    page: u32,
    /// Where its words begin in the text, in scalar values.
    start: u32,
}

fn pages<S: serde::Serializer>(structure: &Structure, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(structure.pages().map(|(page, span)| PlannedPage { page, start: span.start }))
}

fn has_no_pages(structure: &Structure) -> bool {
    structure.pages().next().is_none()
}

/// A table as it was read: a header and rows of equal length, all as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TableData {
    /// The names of the columns, unique and not empty.
    pub header: Vec<String>,
    /// The rows; a missing cell is empty.
    pub rows: Vec<Vec<String>>,
    /// The row of the file on which each row stands, counted from 1 as a spreadsheet counts them, blank rows too; for messages.
    #[serde(skip)]
    pub places: Vec<usize>,
    /// What was left out or guessed while reading.
    pub notes: Vec<Note>,
}

impl TableData {
    /// The row of the file on which a row stands, counted from 1, blank rows too.
    pub fn line(&self, row: usize) -> usize {
        self.places.get(row).copied().unwrap_or(row + 2)
    }
}
