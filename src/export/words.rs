//! Words with their figures: as a table, and as a cloud.

use super::cells::{Table, TableOptions};
use super::cloud::Cloud;
use super::file::write_file;
use super::{Written, failed};
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

/// Writes words to a file, as its ending asks: .csv, or .svg and .png where they can be a cloud. `counts` has how often each row's word is said.
pub fn write_words(header: &[String], rows: &[Vec<String>], counts: &[u64], cloud: bool, path: &Path) -> Result<()> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "svg" | "png" if cloud => {
            let words: Vec<(String, u64)> = rows.iter().filter_map(|row| row.first().cloned()).zip(counts.iter().copied()).collect();
            let mut setter = Typesetter::new();
            let picture = Cloud::picture(&words, &mut setter);
            let bytes = if ending == "svg" { picture.svg(&mut setter).into_bytes() } else { picture.png(&mut setter)? };
            write_file(path, |out| out.write_all(&bytes).map_err(failed))
        }
        "csv" => write_file(path, |out| words_csv(header, rows, TableOptions::default(), out)).map(drop),
        _ => {
            let hint = if cloud { "Words are written as .svg, .png or .csv." } else { "These words are written as .csv." };
            Err(Error::hint(format!("“.{ending}” is no ending for words"), hint))
        }
    }
}
