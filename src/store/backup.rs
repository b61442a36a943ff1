//! Copies of an open project file, made by SQLite itself while others write.

use super::Store;
use crate::{Error, Result};
use std::path::Path;

/// Pages copied between two looks at `go_on`.
const PAGES: i32 = 2000;

/// Copies the project file to `to`, which must not exist, through a neighbour that is renamed when whole.
/// `go_on(done, total)` hears of pages and stops the copy by saying no.
pub(crate) fn copy_to(store: &Store, to: &Path, go_on: &dyn Fn(u64, u64) -> bool) -> Result<()> {
    if to.exists() {
        return Err(Error::hint(format!("{} exists already; it was not touched", to.display()), "Choose another name."));
    }
    refuse_missing_folder(to)?;
    let partial = to.with_extension("themata-part");
    let result = copy_pages(store, &partial, go_on);
    if result.is_err() {
        let _ = std::fs::remove_file(&partial);
        return result;
    }
    std::fs::rename(&partial, to).map_err(|error| Error::io(to, error))
}

/// Refuses a place in a folder that is not there, by the names that were asked for.
pub(crate) fn refuse_missing_folder(to: &Path) -> Result<()> {
    match to.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
        Some(folder) => Err(Error::hint(format!("there is no folder {}", folder.display()), "Make it first, or give another place.")),
        None => Ok(()),
    }
}

#[expect(clippy::disallowed_methods, reason = "the copy is a new file, which nobody else knows of yet")]
fn copy_pages(store: &Store, to: &Path, go_on: &dyn Fn(u64, u64) -> bool) -> Result<()> {
    if !go_on(0, 0) {
        return Err(Error::Cancelled);
    }
    let _ = std::fs::remove_file(to);
    let file = std::fs::OpenOptions::new().write(true).create_new(true).open(to).map_err(|error| Error::io(to, error))?;
    make_private(&file, to)?;
    drop(file);
    let mut target = rusqlite::Connection::open(to)?;
    let backup = rusqlite::backup::Backup::new(store.conn(), &mut target)?;
    loop {
        let step = backup.step(PAGES)?;
        let progress = backup.progress();
        // Asked after the last pages too: a short file is copied at once.
        if !go_on((progress.pagecount - progress.remaining).max(0) as u64, progress.pagecount.max(0) as u64) {
            return Err(Error::Cancelled);
        }
        if step == rusqlite::backup::StepResult::Done {
            break;
        }
    }
    drop(backup);
    target.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    target.close().map_err(|(_, error)| error)?;
    std::fs::File::open(to).and_then(|file| file.sync_all()).map_err(|error| Error::io(to, error))
}

#[cfg(unix)]
fn make_private(file: &std::fs::File, path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o600)).map_err(|error| Error::io(path, error))
}

#[cfg(not(unix))]
fn make_private(_: &std::fs::File, _: &Path) -> Result<()> {
    Ok(())
}
