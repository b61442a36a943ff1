//! Documents of headings, quotes and tables, as all commands that make some write them.

use super::excerpts::{tell, warn_of_document};
use super::out::{Outcome, usage};
use super::target;
use crate::analysis::{Corpus, Naming, Texts};
use crate::export::{Block, BlockFormat, blocks_disclosed, write_blocks};
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
    /// What of it is counted: one, many.
    pub unit: (&'a str, &'a str),
}

impl Paper<'_> {
    /// Writes it, after a look for what tells who somebody is.
    pub fn write(&self, corpus: &Corpus, texts: &dyn Texts, output: Option<&Path>) -> Outcome {
        warn_of_document(&blocks_disclosed(corpus, texts, self.blocks, self.naming)?);
        let written = target::write(output, |out| write_blocks(self.title, self.blocks, self.format, out))?;
        if output.is_some() {
            tell(&written, self.unit);
        }
        Ok(())
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
