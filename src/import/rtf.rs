//! Rich text (RTF): our own reader, since its text is bytes in the code page of each font, and much of what it holds is no text.
//!
//! Deleted and hidden words stay out, field results are in, footnotes stand at the end, annotations hang on their passages.

mod destination;
mod fonts;
mod reader;
mod state;
#[cfg(test)]
mod tests;
mod tokens;
mod words;

use super::draft::Draft;
use crate::error::{Error, Result};
use std::path::Path;

/// How deep groups may lie in each other.
const DEEPEST: usize = 20_000;

/// The words of an RTF file.
pub(super) fn read(path: &Path, bytes: &[u8]) -> Result<Draft> {
    let mut reader = reader::Reader::new(bytes.len() / 4);
    for token in tokens::Tokens::new(bytes) {
        if !reader.take(token) {
            break;
        }
        if reader.depth() > DEEPEST {
            return Err(Error::import(
                path,
                "The file is damaged: its groups lie in each other without end; nothing was imported from it",
                "Open it in Word or LibreOffice, which may repair it, and save it anew as .docx.",
            ));
        }
    }
    let whole = reader.is_whole();
    let mut draft = reader.finish();
    if draft.lines.is_empty() {
        return Err(Error::import(
            path,
            "The RTF file holds no words that could be read",
            "Check that it was saved completely; if it shows pictures of pages, type their text into a .txt or .docx file.",
        ));
    }
    if !whole {
        draft.look("The file breaks off before its end: look whether its last words are there.");
    }
    Ok(super::meet::trim(draft))
}
