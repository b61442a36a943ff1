//! The formats of what is written to a file.

use super::out::{Outcome, usage};
use std::path::Path;

/// Suffixes that say something else than what is written here, text to read aside.
const OTHERS: [&str; 10] = ["doc", "eml", "jsonl", "odt", "ods", "rtf", "tsv", "xls", "xml", "zip"];
/// Suffixes of text to read.
const TEXT: [&str; 3] = ["txt", "text", "md"];

/// A format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// A table for spreadsheets
    Csv,
    /// For scripts
    Json,
    /// An Excel workbook
    Xlsx,
    /// A Word document
    Docx,
    /// A page for a browser
    Html,
    /// Paper
    Pdf,
}

impl Format {
    /// The format to write: the one that is said, which the suffix of the file may not contradict, else the one of the suffix. None is text.
    pub fn chosen(said: Option<Self>, file: Option<&Path>) -> Outcome<Option<Self>> {
        let suffix = file.and_then(Path::extension).and_then(|suffix| suffix.to_str()).unwrap_or_default().to_lowercase();
        let meant = <Self as clap::ValueEnum>::from_str(&suffix, true).ok();
        let speaks = meant.is_some() || OTHERS.contains(&suffix.as_str()) || TEXT.contains(&suffix.as_str());
        match said {
            Some(said) if speaks && meant != Some(said) => {
                let name = said.name();
                usage(format!("a .{suffix} is no {name}"), format!("Name the file .{name}, or leave --format out."))
            }
            None if OTHERS.contains(&suffix.as_str()) => {
                usage(format!("no .{suffix} is written"), "There are .csv, .xlsx, .docx, .html, .json and .pdf.")
            }
            said => Ok(said.or(meant)),
        }
    }

    /// Its name, which is its suffix.
    fn name(self) -> String {
        clap::ValueEnum::to_possible_value(&self).map_or_else(String::new, |value| value.get_name().to_owned())
    }
}
