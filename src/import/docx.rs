//! Word files: our own reader, since the words that count are only some of those in the file.
//!
//! What was deleted or moved away, hidden words, headers and footers stay out and are said in the notes; inserted words are in, as if every
//! change were accepted. Footnotes and endnotes stand at the end, comments hang on their passages.

mod body;
mod fields;
mod numbering;
mod parts;
mod styles;
#[cfg(test)]
mod tests;

use super::draft::Draft;
use super::meet;
use super::package::{Package, too_large};
use crate::error::{Error, Result};
use std::path::Path;

/// The words of a Word file.
pub(super) fn read(path: &Path, package: &mut Package) -> Result<Draft> {
    let main = package.main()?;
    let part = |package: &mut Package, kind: &str| package.related(&main, kind);
    let styles = part(package, "/styles").map(|part| styles::read(&part)).unwrap_or_default();
    let numbering = part(package, "/numbering").map(|part| numbering::read(&part)).unwrap_or_default();
    let mut body = body::Body::new(&styles, &numbering);
    body.read(&package.text(&main)?, body::Part::Main);
    for (kind, which) in [("/footnotes", body::Part::Footnotes), ("/endnotes", body::Part::Endnotes), ("/comments", body::Part::Comments)] {
        if let Some(xml) = part(package, kind) {
            body.read(&xml, which);
        }
    }
    if body.is_over() {
        return Err(too_large(path));
    }
    body.margins(package.names().filter(|name| name.contains("/header") || name.contains("/footer")).count());
    let draft = body.finish();
    if draft.lines.is_empty() {
        return Err(Error::import(
            path,
            "The Word file holds no words that could be read",
            "If it shows pictures of pages, type their text into a .txt or .docx file.",
        ));
    }
    Ok(meet::trim(draft))
}
