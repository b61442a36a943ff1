//! Where an export goes: standard output, or a file that is complete or not there at all.

use super::out::{Failure, Outcome, say};
use crate::export::write_file;
use crate::{Error, Result};
use std::io::{BufWriter, ErrorKind, Write};
use std::path::Path;

/// What is written for standard output where a file is asked for.
pub(super) fn is_standard(path: &Path) -> bool {
    path == Path::new("-")
}

/// Writes to a file, or to standard output without one or for `-`. The file appears only when all of it is written.
pub(super) fn write<T>(to: Option<&Path>, work: impl FnOnce(&mut dyn Write) -> Result<T>) -> Outcome<T> {
    match to.filter(|path| !is_standard(path)) {
        Some(path) => file(path, work),
        None => {
            let mut out = BufWriter::new(std::io::stdout().lock());
            let value = work(&mut out).map_err(quiet)?;
            out.flush().map_err(|error| quiet(Error::io(Path::new("standard output"), error)))?;
            Ok(value)
        }
    }
}

/// An error that says that nobody reads on is no error.
fn quiet(error: Error) -> Failure {
    match &error {
        Error::Io { source, .. } if source.kind() == ErrorKind::BrokenPipe => Failure::Pipe,
        _ => Failure::Refused(error),
    }
}

fn file<T>(path: &Path, work: impl FnOnce(&mut dyn Write) -> Result<T>) -> Outcome<T> {
    let value = write_file(path, work)?;
    say(&format!("Wrote {}.", path.display()));
    Ok(value)
}
