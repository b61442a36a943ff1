//! The bytes of files that somebody chose: only what has an end is read.

use crate::error::{Error, Result};
use std::fs::Metadata;
use std::path::Path;

/// What the system knows of a file.
///
/// # Errors
/// What is no file: a folder, or what has no end, such as a pipe or a device.
pub(super) fn regular(path: &Path) -> Result<Metadata> {
    let meta = std::fs::metadata(path).map_err(|error| Error::io(path, error))?;
    if meta.is_dir() {
        return Err(Error::import(path, "This is a folder", "Choose the files in it, or import the folder as a whole."));
    }
    if !meta.is_file() {
        return Err(Error::import(
            path,
            "This is no file but a pipe or a device, which has no end; nothing was read from it",
            "Save its words as a file, and choose that.",
        ));
    }
    Ok(meta)
}

/// The bytes of a file of at most `megabytes`.
///
/// # Errors
/// What is no file, is larger, or cannot be read.
pub fn file_bytes(path: &Path, megabytes: u64) -> Result<Vec<u8>> {
    if regular(path)?.len() > megabytes << 20 {
        return Err(Error::import(
            path,
            format!("The file is larger than {megabytes} megabytes"),
            "Leave out what is not needed, or divide it into parts.",
        ));
    }
    std::fs::read(path).map_err(|error| Error::io(path, error))
}
