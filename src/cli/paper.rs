//! Documents of headings, quotes and tables, as all commands that make some write them.

use super::excerpts::{tell, warn_of_document};
use super::out::{Outcome, show_json, usage};
use super::target;
use crate::analysis::{Corpus, Naming, Texts};
use crate::export::{Block, BlockFormat, blocks_disclosed, document_language, write_blocks};
use std::path::Path;

/// What is read from the beginning to the end has no columns for a sheet.
pub(super) const PROSE: [BlockFormat; 3] = [BlockFormat::Docx, BlockFormat::Html, BlockFormat::Markdown];

/// The format that the ending of a file asks for, one of those `allowed`; for standard output Markdown.
pub(super) fn format(output: Option<&Path>, allowed: &[BlockFormat]) -> Outcome<BlockFormat> {
    let Some(path) = output else { return Ok(BlockFormat::Markdown) };
    let suffix = path.extension().and_then(|suffix| suffix.to_str()).unwrap_or_default();
    match BlockFormat::of_suffix(suffix).filter(|format| allowed.contains(format)) {
        Some(format) => Ok(format),
        None => {
            let endings: Vec<String> = allowed.iter().map(|format| format!(".{}", format.suffix())).collect();
            let (last, others) = endings.split_last().map_or(("", &[][..]), |(last, others)| (last.as_str(), others));
            usage("the name of the file does not say what to write", format!("Let it end in {} or {last}.", others.join(", ")))
        }
    }
}

/// A document that was made.
pub(super) struct Paper<'a> {
    /// What stands over it.
    pub title: &'a str,
    /// What is in it.
    pub blocks: &'a [Block],
    /// What stands for people in it.
    pub naming: Naming,
    /// How it is written.
    pub format: BlockFormat,
    /// What of it is counted: one, many; nothing where it is prose.
    pub unit: Option<(&'a str, &'a str)>,
}

impl Paper<'_> {
    /// Writes it, after a look for what tells who somebody is. For scripts it is shown part by part, or with a file what was written.
    pub fn write(&self, corpus: &Corpus, texts: &dyn Texts, (output, json): (Option<&Path>, bool)) -> Outcome {
        warn_of_document(&blocks_disclosed(corpus, texts, (self.title, self.blocks), self.naming)?);
        if json && output.is_none() {
            return show_json(&Json { title: self.title, parts: self.blocks.iter().map(Part::of).collect() });
        }
        let language = document_language(corpus);
        let written = target::write(output, |out| write_blocks(self.title, self.blocks, &language, self.format, out))?;
        match output {
            Some(file) if json => {
                show_json(&WrittenJson { file, rows: written.rows, cut: written.too_long_for_excel, tables_left: written.tables_left })
            }
            Some(_) => {
                self.unit.into_iter().for_each(|unit| tell(&written, unit));
                Ok(())
            }
            None => Ok(()),
        }
    }
}

/// A document for scripts.
#[derive(serde::Serialize)]
struct Json<'a> {
    title: &'a str,
    parts: Vec<Part<'a>>,
}

/// What was written to a file.
#[derive(serde::Serialize)]
struct WrittenJson<'a> {
    file: &'a Path,
    rows: usize,
    /// Cells longer than Excel bears.
    cut: usize,
    /// Tables that a .csv has no room for.
    tables_left: usize,
}

#[derive(serde::Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Part<'a> {
    Heading { level: u8, words: &'a str },
    Paragraph { words: &'a str },
    Quote { words: &'a str, attribution: &'a str },
    Table { name: &'a str, head: &'a [String], rows: Vec<&'a [String]>, note: &'a str },
    Picture { words: &'a str },
}

impl<'a> Part<'a> {
    fn of(block: &'a Block) -> Self {
        match block {
            Block::Heading(level, words) => Self::Heading { level: *level, words },
            Block::Paragraph(words) => Self::Paragraph { words },
            Block::Quote { words, attribution, .. } => Self::Quote { words, attribution },
            Block::Table(grid) => {
                Self::Table { name: &grid.name, head: &grid.head, rows: grid.rows.iter().map(|row| row.cells.as_slice()).collect(), note: &grid.note }
            }
            Block::Picture(picture) => Self::Picture { words: &picture.alt },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_ending_says_is_written_and_what_it_cannot_say_is_told() {
        let of = |name: &str, allowed: &[BlockFormat]| format(Some(Path::new(name)), allowed).ok();
        assert_eq!(of("a.DOCX", &PROSE), Some(BlockFormat::Docx));
        assert_eq!((of("a.xlsx", &PROSE), of("a", &BlockFormat::ALL)), (None, None));
        assert_eq!(format(None, &PROSE).ok(), Some(BlockFormat::Markdown));
    }
}
