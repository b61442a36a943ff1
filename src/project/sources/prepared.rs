//! A source made ready to be written, which any core can do before the one writer writes it.

use crate::model::{Hash, SourceKind, Span, SpeakerRole};
use crate::store::NewValue;
use crate::text::Structure;
use crate::{Error, Result};
use serde::{Deserialize, Serialize};

/// A voice of a source to be imported; `Turn::speaker` is its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewSpeaker {
    /// Its label.
    pub name: String,
    /// What it is.
    pub role: SpeakerRole,
}

/// A comment that a file has on a passage; it becomes a memo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRemark {
    /// The passage.
    pub span: Span,
    /// Who wrote it, as the file says, or empty.
    pub author: String,
    /// Its words.
    pub text: String,
}

/// A source to be imported.
#[derive(Clone, Debug)]
pub struct NewSource {
    /// Its name; made unique by a number where another source has it.
    pub name: String,
    /// What it is.
    pub kind: SourceKind,
    /// `YYYY-MM-DD`, or empty.
    pub date: String,
    /// BCP 47, or empty.
    pub language: String,
    /// The original file: its path from the folder that was imported, with `/` between, else its name.
    pub file: String,
    /// The encoding it was read with, or empty.
    pub encoding: String,
    /// The original file's bytes.
    pub original: Option<Vec<u8>>,
    /// The text: UTF-8, LF, no BOM.
    pub text: String,
    /// Paragraphs, turns, marks, styles.
    pub structure: Structure,
    /// The voices.
    pub speakers: Vec<NewSpeaker>,
    /// Comments on passages.
    pub remarks: Vec<NewRemark>,
}

/// A source with its texts hashed, packed and counted.
pub struct Prepared {
    pub(super) new: NewSource,
    pub(super) text: NewValue,
    pub(super) structure: NewValue,
    pub(super) original: Option<NewValue>,
    pub(super) chars: u32,
    pub(super) words: u32,
}

impl Prepared {
    /// Counts, hashes and packs a source. A structure that does not fit its text is refused.
    pub fn new(mut new: NewSource) -> Result<Self> {
        let geometry = crate::text::Geometry::new(std::mem::take(&mut new.text));
        let chars = geometry.chars();
        check(&new, chars)?;
        let words = new.structure.count_words(&geometry);
        let structure = postcard::to_stdvec(&new.structure)
            .map_err(|error| Error::rejected(format!("the structure of {} cannot be stored: {error}", new.name)))?;
        let original = new.original.take().map(NewValue::new);
        let text = NewValue::new(geometry.text().as_bytes().to_vec());
        Ok(Self { text, structure: NewValue::new(structure), original, chars, words, new })
    }

    /// The name of its text, by which the same text is known again.
    pub fn text_hash(&self) -> Hash {
        self.text.hash
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.new.name
    }
}

fn check(new: &NewSource, chars: u32) -> Result<()> {
    let remarks = new.remarks.iter().all(|remark| remark.span.start < remark.span.end && remark.span.end <= chars);
    if remarks && fits(&new.structure, chars, new.speakers.len()) {
        return Ok(());
    }
    Err(Error::rejected(format!("the structure of {} does not fit its text", new.name)))
}

/// Whether a structure lies inside a text and its turns name one of so many speakers.
pub(super) fn fits(structure: &Structure, chars: u32, speakers: usize) -> bool {
    let spans = structure.paragraphs.iter().copied().chain(structure.turns.iter().map(|t| t.span)).chain(structure.marks.iter().map(|m| m.span));
    let inside = spans.chain(structure.styles.iter().map(|s| s.span)).all(|span| span.start <= span.end && span.end <= chars);
    inside && structure.turns.iter().all(|turn| (turn.speaker as usize) < speakers)
}
