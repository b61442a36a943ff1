//! `themata note`: field notes and documents written here.

use super::desk::{AsJson, Desk, File, Who};
use super::find;
use super::out::{Outcome, show_json};
use super::sources::source_kind;
use crate::model::SourceKind;
use crate::project::NoteDraft;
use crate::project::op::OpKind;
use crate::text::written;
use crate::{Error, Result};
use std::io::Read;
use std::path::{Path, PathBuf};

/// Write a field note or a document; it is a source like any other
///
/// The words come from --text, from --file, else from standard input. A line is a paragraph; `# ` before it makes it a heading, `## ` a smaller one.
///
/// Example: themata note study.themata --name "Ward visit" --date 2022-03-14 --text "A queue of twenty at nine."
#[derive(clap::Args, Debug)]
pub struct Note {
    #[command(flatten)]
    file: File,
    /// Its name
    #[arg(long, value_name = "NAME")]
    name: String,
    /// What it is: observation (or field note), document, interview or focus group
    #[arg(long, value_name = "KIND", default_value = "observation")]
    kind: String,
    /// The day it is of, as 2022-03-14
    #[arg(long, value_name = "DATE", default_value = "")]
    date: String,
    /// The folder it lies in
    #[arg(long, value_name = "FOLDER")]
    folder: Option<String>,
    /// Its words
    #[arg(long, value_name = "WORDS", conflicts_with = "from", allow_hyphen_values = true)]
    text: Option<String>,
    /// A file of its words, in UTF-8
    #[arg(long = "file", value_name = "PATH")]
    from: Option<PathBuf>,
    #[command(flatten)]
    form: AsJson,
    #[command(flatten)]
    who: Who,
}

#[derive(serde::Serialize)]
struct Report {
    step: Option<i64>,
    source: String,
    words: u32,
}

impl Note {
    /// Writes it.
    pub(super) fn run(self) -> Outcome {
        let kind = match self.kind.trim().to_lowercase().as_str() {
            "field note" | "field notes" => SourceKind::Observation,
            _ => source_kind(&self.kind)?,
        };
        let text = written(&self.words()?);
        if text.structure.paragraphs.is_empty() {
            return Err(Error::hint("a note needs some words", "Give them by --text, by --file or on standard input.").into());
        }
        let mut desk = Desk::open(&self.file.file)?;
        let folder = self.folder.as_deref().map(|name| find::folder(&desk.corpus, name).map(|folder| folder.id)).transpose()?;
        let words = text.structure.count_words(&text.geometry);
        let draft = NoteDraft { name: self.name, kind, date: self.date, folder, text };
        let done = desk.step(self.who.needed()?, OpKind::AddNote, |project| project.add_note(draft))?;
        if self.form.json {
            show_json(&Report { step: done.op, source: done.value.value.to_string(), words })?;
            return Ok(desk.project.close()?);
        }
        desk.finish(done.op)
    }

    fn words(&self) -> Result<String> {
        if let Some(words) = &self.text {
            return Ok(words.clone());
        }
        let bytes = match &self.from {
            Some(path) => crate::import::file_bytes(path, 64)?,
            None => {
                let mut bytes = Vec::new();
                std::io::stdin().lock().read_to_end(&mut bytes).map_err(|error| Error::io(Path::new("standard input"), error))?;
                bytes
            }
        };
        String::from_utf8(bytes)
            .map_err(|_| Error::hint("the words are not UTF-8", "Save the file as UTF-8, or import it: themata import FILE PATH."))
    }
}
