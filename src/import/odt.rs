//! OpenDocument texts (.odt, and .fodt in one piece): our own reader over their XML.
//!
//! Deleted and hidden words stay out; footnotes and endnotes stand at the end, annotations hang on their passages.

mod body;
mod lists;
mod styles;
#[cfg(test)]
mod tests;

use super::draft::Draft;
use super::package::{Package, too_large};
use super::sniff;
use crate::error::{Error, Result};
use std::path::Path;

/// The words of an OpenDocument package.
pub(super) fn read(path: &Path, package: &mut Package) -> Result<Draft> {
    if package.part("META-INF/manifest.xml").is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(sniff::locked(path));
    }
    let content = package.text("content.xml")?;
    let shared = package.part("styles.xml").unwrap_or_default();
    filled(path, words(&content, &shared).ok_or_else(|| too_large(path))?)
}

/// The words of an OpenDocument text in one piece.
pub(super) fn read_flat(path: &Path, xml: &str) -> Result<Draft> {
    filled(path, words(xml, "").ok_or_else(|| too_large(path))?)
}

fn words(content: &str, shared: &str) -> Option<Draft> {
    let mut styles = styles::Styles::default();
    let mut lists = lists::Lists::default();
    for xml in [shared, content] {
        styles.read(xml);
        lists.read(xml);
    }
    Some(super::meet::trim(body::read(content, &styles, &lists)?))
}

fn filled(path: &Path, draft: Draft) -> Result<Draft> {
    if draft.lines.is_empty() {
        return Err(Error::import(
            path,
            "The OpenDocument file holds no words that could be read",
            "If it shows pictures of pages, type their text into a .txt or .docx file.",
        ));
    }
    Ok(draft)
}
