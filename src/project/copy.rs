//! Saving a copy of a project under another name.

use crate::Result;
use crate::store::{Mode, Store, copy_to};
use std::path::Path;

/// Copies a project, with all its history, to a place that is free; `go_on` hears the pages done and in all, and stops the copy with `false`.
/// A half-made copy never stays. The copy is the same project, with its history and its id, so that what is done in it can be compared and brought together later; it is
/// another file, with backups and an index of its own.
///
/// # Errors
/// A file that is there already is refused; `Cancelled` when `go_on` says so.
pub fn copy(project: &Path, to: &Path, go_on: &dyn Fn(u64, u64) -> bool) -> Result<()> {
    copy_to(&Store::open(project, Mode::Read, |_| Ok(()))?, to, go_on)
}
