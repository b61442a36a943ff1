//! Notes written in the program itself: sources without a file.

use super::add::Desk;
use super::{NewSource, Prepared, check};
use crate::Result;
use crate::model::{FolderId, SourceId, SourceKind};
use crate::project::op::{Op, OpKind, name};
use crate::project::{Done, Project};
use crate::text::SourceText;

/// A note to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteDraft {
    /// Its name, which no other source may have.
    pub name: String,
    /// What it is.
    pub kind: SourceKind,
    /// `YYYY-MM-DD`, or empty.
    pub date: String,
    /// The folder it lies in.
    pub folder: Option<FolderId>,
    /// Its words with their headings; may be empty where they are yet to be written.
    pub text: SourceText,
}

impl Project {
    /// Makes a source of words written here. It is corrected, coded and removed as any other.
    pub fn add_note(&mut self, draft: NoteDraft) -> Result<Done<SourceId>> {
        let NoteDraft { name: title, kind, date, folder, text } = draft;
        let (title, nothing) = (title.trim().to_owned(), String::new);
        let new = NewSource {
            name: title.clone(),
            kind,
            date: date.trim().to_owned(),
            language: nothing(),
            file: nothing(),
            encoding: nothing(),
            original: None,
            text: text.geometry.text().to_owned(),
            structure: text.structure,
            speakers: Vec::new(),
            remarks: Vec::new(),
        };
        check(&self.store, None, &new.name, &new.date)?;
        let prepared = Prepared::new(new)?;
        self.transact(&Op::new(OpKind::AddNote, format!("Wrote the note {}", name(&title))), |store| Desk::new(store, folder, None)?.write(prepared))
    }
}
