//! The one error type: what happened, and what to do about it.

use std::path::{Path, PathBuf};

/// A result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// What can go wrong, as the person at the keyboard needs to read it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A rule says no; nothing was changed.
    #[error("{what}")]
    Rejected {
        /// What was refused and why.
        what: String,
        /// What to do instead, or empty.
        hint: String,
    },
    /// The user stopped it; nothing was changed.
    #[error("stopped; nothing was changed")]
    Cancelled,
    /// Something named is not there.
    #[error("{0}")]
    NotFound(String),
    /// A file cannot be read as what it should be.
    #[error("{}: {what}", .file.display())]
    Import {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        what: String,
        /// What to do about it.
        hint: String,
    },
    /// The project file.
    #[error("the project file: {0}")]
    Store(#[source] rusqlite::Error),
    /// The search index, which is never more than a nuisance.
    #[error("the search index cannot be written: {0}")]
    Index(String),
    /// A file or a folder.
    #[error("{}: {}", .path.display(), said(.source))]
    Io {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// What the system said, in plain words.
fn said(error: &std::io::Error) -> String {
    if error.kind() == std::io::ErrorKind::NotFound {
        return "there is no such file or folder".into();
    }
    let words = error.to_string();
    // The number helps nobody.
    words.split(" (os error ").next().unwrap_or(&words).to_owned()
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            // Nothing else interrupts a statement.
            Some(rusqlite::ErrorCode::OperationInterrupted) => Self::Cancelled,
            _ => Self::Store(error),
        }
    }
}

impl Error {
    /// A refusal without a hint.
    pub fn rejected(what: impl Into<String>) -> Self {
        Self::Rejected { what: what.into(), hint: String::new() }
    }

    /// A refusal that says what to do instead.
    pub fn hint(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Rejected { what: what.into(), hint: hint.into() }
    }

    /// A file that cannot be taken in, and the way out.
    pub fn import(file: &Path, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Import { file: file.to_owned(), what: what.into(), hint: hint.into() }
    }

    /// What the system said of a path.
    pub fn io(path: &Path, source: std::io::Error) -> Self {
        Self::Io { path: path.to_owned(), source }
    }

    /// What to do about it, or empty.
    pub fn remedy(&self) -> &str {
        match self {
            Self::Rejected { hint, .. } | Self::Import { hint, .. } => hint,
            Self::Store(error) => match error.sqlite_error_code() {
                Some(rusqlite::ErrorCode::DiskFull) => "Nothing of this change was saved. Make room on the disk and do it again.",
                Some(rusqlite::ErrorCode::ReadOnly | rusqlite::ErrorCode::PermissionDenied) => {
                    "Nothing was changed. Look whether file and folder may be written, or save a copy elsewhere."
                }
                Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
                    "Nothing was changed. Another program holds the file; try again in a moment."
                }
                _ if self.is_damage() => Self::DAMAGED,
                _ => "",
            },
            Self::Index(_) => "Searches work without it, more slowly. Look whether the disk is full, or whether another program is writing it.",
            Self::Io { source, .. } => match source.kind() {
                std::io::ErrorKind::NotFound => "Look whether the name is right and where the file lies.",
                std::io::ErrorKind::PermissionDenied => "Look who owns it, or choose another place.",
                std::io::ErrorKind::StorageFull => "Make room on the disk and do it again.",
                _ => "",
            },
            _ => "",
        }
    }

    /// What to do about a damaged project file.
    pub const DAMAGED: &'static str = "Run “themata check FILE”, then “themata recover FILE -o NEW”, or restore a backup.";

    /// Whether it says that the project file itself is damaged: pages that cannot be read, or rows that make no sense.
    pub fn is_damage(&self) -> bool {
        let Self::Store(error) = self else { return false };
        match error.sqlite_error_code() {
            Some(code) => matches!(
                code,
                rusqlite::ErrorCode::DatabaseCorrupt
                    | rusqlite::ErrorCode::NotADatabase
                    | rusqlite::ErrorCode::SystemIoFailure
                    | rusqlite::ErrorCode::Unknown
            ),
            None => true,
        }
    }
}
