//! Word files: our own reader, since the words that count are only some of those in the file.
//!
//! What was deleted or moved away, hidden words, comments, notes, headers and footers stay out and are said in the notes;
//! inserted words are in, as if every change were accepted.

mod body;
mod left_out;
mod meet;
mod package;
mod paragraph;
mod styles;
#[cfg(test)]
mod tests;

use super::draft::Draft;
use crate::error::{Error, Result};
use package::Package;
use std::path::Path;

/// The words of a Word file.
pub(super) fn read(path: &Path, bytes: &[u8]) -> Result<Draft> {
    let mut package = Package::open(path, bytes)?;
    let main = package.main()?;
    let styles = package.related(&main, "/styles").map(|part| styles::read(&part)).unwrap_or_default();
    let xml = package.text(&main)?;
    let mut draft = body::read(&xml, &styles);
    if draft.lines.is_empty() {
        return Err(Error::import(
            path,
            "The Word file holds no words that could be read",
            "If it shows pictures of pages, type their text into a .txt or .docx file.",
        ));
    }
    let margins = package.names().filter(|name| name.contains("/header") || name.contains("/footer")).count();
    if margins > 0 {
        draft.info("Headers and footers of the pages were left out.");
    }
    Ok(meet::trim(draft))
}
