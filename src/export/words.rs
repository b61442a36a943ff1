//! Words with their figures: as a table, and as a cloud or a tree.

use super::cells::{Table, TableOptions};
use super::cloud::Cloud;
use super::file::write_file;
use super::tree::WordTree;
use super::{Written, failed};
use crate::model::WordBranch as Branch;
use crate::typeset::Typesetter;
use crate::{Error, Result};
use std::io::Write;
use std::path::Path;

/// Writes words with their figures as CSV, as they are: a head, and one row a word.
pub fn words_csv(header: &[String], rows: &[Vec<String>], options: TableOptions, out: &mut dyn Write) -> Result<Written> {
    let mut table = Table::new(out, options, header)?;
    rows.iter().try_for_each(|row| table.row(row))?;
    table.close()
}

/// What picture words can be written as.
#[derive(Clone, Copy, Debug)]
pub enum WordsPicture<'a> {
    /// None.
    None,
    /// A cloud.
    Cloud,
    /// A tree under these words; whether of what comes before.
    Tree(&'a str, &'a Branch, bool),
}

/// Writes words to a file, as its ending asks: .csv, or .svg and .png where they can be a picture. `counts` has how often each row's word is
/// said.
pub fn write_words(header: &[String], rows: &[Vec<String>], counts: &[u64], picture: WordsPicture, path: &Path) -> Result<()> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let write = |bytes: Vec<u8>| write_file(path, |out| out.write_all(&bytes).map_err(failed));
    let mut setter = Typesetter::new();
    match (ending.as_str(), picture) {
        ("csv", _) => write_file(path, |out| words_csv(header, rows, TableOptions::default(), out)).map(drop),
        ("svg" | "png", WordsPicture::Cloud) => {
            let words: Vec<(String, u64)> = rows.iter().filter_map(|row| row.first().cloned()).zip(counts.iter().copied()).collect();
            let cloud = Cloud::picture(&words, &mut setter);
            write(if ending == "svg" { cloud.svg(&mut setter).into_bytes() } else { cloud.png(&mut setter)? })
        }
        ("svg" | "png", WordsPicture::Tree(words, root, backwards)) => {
            let tree = WordTree::picture(words, root, backwards, &mut setter);
            write(if ending == "svg" { tree.svg(&mut setter).into_bytes() } else { tree.png(&mut setter)? })
        }
        _ => {
            let is_picture = !matches!(picture, WordsPicture::None);
            let hint = if is_picture { "Words are written as .svg, .png or .csv." } else { "These words are written as .csv." };
            Err(Error::hint(format!("“.{ending}” is no ending for words"), hint))
        }
    }
}

/// A tree as rows: what is said from the root on, and how often.
pub fn tree_rows(root: &Branch, backwards: bool) -> Vec<Vec<String>> {
    fn walk(branch: &Branch, path: &str, backwards: bool, rows: &mut Vec<Vec<String>>) {
        for next in &branch.branches {
            let words = next.words.join(" ");
            let path = match (path.is_empty(), backwards) {
                (true, _) => words,
                (_, true) => format!("{words} {path}"),
                (_, false) => format!("{path} {words}"),
            };
            rows.push(vec![path.clone(), next.count.to_string()]);
            walk(next, &path, backwards, rows);
        }
    }
    let mut rows = Vec::new();
    walk(root, "", backwards, &mut rows);
    rows
}
