//! The formats of what is written to a file.

use std::path::Path;

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
    /// What the suffix of a file's name says.
    pub fn of(path: &Path) -> Option<Self> {
        let suffix = path.extension()?.to_str()?.to_lowercase();
        <Self as clap::ValueEnum>::from_str(&suffix, true).ok()
    }
}
