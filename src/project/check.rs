//! Is a project whole, and what can be saved of one that is not.

use crate::Result;
use crate::jobs::Progress;
pub use crate::store::{Check, Finding, Recovery, Saved};
use crate::store::{Mode, Store};
use std::path::Path;

/// Checks everything in a project file: its pages, its journal, every text against its hash, every span against its text. Changes nothing.
pub fn check(path: &Path) -> Result<Check> {
    check_watched(path, &Progress::silent())
}

/// The same, watched. It is the file of one moment that is looked at, also while others write.
///
/// # Errors
/// `Cancelled` where it shall stop.
pub fn check_watched(path: &Path, progress: &Progress) -> Result<Check> {
    let store = match Store::open(path, Mode::Read, |_| Ok(())) {
        Err(crate::Error::Store(error)) => {
            let what = format!("the file cannot be opened: {error}");
            return Ok(Check { findings: vec![Finding { table: String::new(), what }], ..Check::default() });
        }
        other => other?,
    };
    crate::store::check(&store, progress)
}

/// Saves row by row what can be read of a damaged project into the new file `new`; the damaged one stays as it is. What somebody is
/// writing is refused. The new file has a journal of its own, which begins with the recovery.
pub fn recover(path: &Path, new: &Path) -> Result<Recovery> {
    recover_watched(path, new, &Progress::silent())
}

/// The same, watched.
///
/// # Errors
/// `Cancelled` where it shall stop; there is no new file then.
pub fn recover_watched(path: &Path, new: &Path, progress: &Progress) -> Result<Recovery> {
    if !path.is_file() {
        return Err(crate::Error::NotFound(format!("there is no file {}", path.display())));
    }
    if new.canonicalize().is_ok_and(|new| path.canonicalize().is_ok_and(|path| path == new)) {
        let what = format!("{} is the damaged file itself, which stays as it is", new.display());
        return Err(crate::Error::hint(what, "Name a new file after -o."));
    }
    let lock = super::lock::Lock::take(path)?;
    let own = super::lock::Lock::take(new)?;
    let report = crate::store::recover(path, new, progress);
    own.release();
    lock.release();
    report
}
