//! A file that is complete or not there at all.

use crate::{Error, Result};
use std::fs::{File, OpenOptions, Permissions};
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// Writes a file: beside its place first, and there only when all of it is on the disk. A project is never written over.
///
/// A file that was there keeps its permissions, a link goes on pointing where it did, and what is no file at all, such as a pipe or
/// `/dev/null`, is written to as it stands.
pub fn write_file<T>(path: &Path, work: impl FnOnce(&mut dyn Write) -> Result<T>) -> Result<T> {
    let place = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let there = std::fs::metadata(&place).ok();
    if there.as_ref().is_some_and(|there| !there.is_file() && !there.is_dir()) {
        return in_place(&place, work);
    }
    if is_database(&place) {
        return Err(Error::hint(format!("{} is a project; it was not touched", path.display()), "Give the export another name."));
    }
    let mut beside: PathBuf = place.clone();
    beside.set_file_name(format!(".{}.{}", place.file_name().unwrap_or_default().to_string_lossy(), std::process::id()));
    if let Some(folder) = place.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
        return Err(Error::hint(format!("there is no folder {}", folder.display()), "Make it first, or give another place."));
    }
    let written = fill(&beside, there.map(|there| there.permissions()), work)
        .and_then(|value| std::fs::rename(&beside, &place).map_err(|error| Error::io(path, error)).map(|()| value));
    if written.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    written
}

/// Writes to a device or a pipe, which cannot be there whole or not at all.
fn in_place<T>(path: &Path, work: impl FnOnce(&mut dyn Write) -> Result<T>) -> Result<T> {
    let failed = |error| Error::io(path, error);
    let mut out = BufWriter::new(OpenOptions::new().write(true).open(path).map_err(failed)?);
    let value = work(&mut out)?;
    out.flush().map_err(failed)?;
    Ok(value)
}

fn fill<T>(path: &Path, permissions: Option<Permissions>, work: impl FnOnce(&mut dyn Write) -> Result<T>) -> Result<T> {
    let failed = |error| Error::io(path, error);
    let file = File::create(path).map_err(failed)?;
    if let Some(permissions) = permissions {
        // Before the words are in it, so that nobody reads what they could not read before. A drive without permissions refuses; that is no harm.
        let _ = file.set_permissions(permissions);
    }
    let mut out = BufWriter::new(file);
    let value = work(&mut out)?;
    out.into_inner().map_err(|error| failed(error.into_error()))?.sync_all().map_err(failed)?;
    Ok(value)
}

fn is_database(path: &Path) -> bool {
    let mut head = [0u8; 15];
    File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok() && &head == b"SQLite format 3"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_stands_there_whole_or_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        write_file(&path, |out| out.write_all(b"one").map_err(|error| Error::io(Path::new("out"), error))).unwrap();
        let stopped = write_file(&path, |out| {
            let _ = out.write_all(b"half");
            Err::<(), _>(Error::Cancelled)
        });
        assert!(matches!(stopped, Err(Error::Cancelled)));
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
        let project = folder.path().join("study.themata");
        std::fs::write(&project, b"SQLite format 3\0 and more").unwrap();
        assert!(write_file(&project, |_| Ok(())).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_device_stays_a_device_a_link_a_link_and_a_private_file_private() {
        use std::os::unix::fs::{FileTypeExt, PermissionsExt};
        let folder = tempfile::tempdir().unwrap();
        let words = |out: &mut dyn Write| out.write_all(b"words").map_err(|error| Error::io(Path::new("out"), error));
        // The same device by another name, so that a mistake replaces only that.
        let device = folder.path().join("nowhere");
        std::os::unix::fs::symlink("/dev/null", &device).unwrap();
        write_file(&device, words).unwrap();
        assert!(std::fs::metadata(&device).unwrap().file_type().is_char_device());
        assert!(std::fs::symlink_metadata(&device).unwrap().is_symlink());
        let (private, link) = (folder.path().join("private.csv"), folder.path().join("link.csv"));
        std::fs::write(&private, b"old").unwrap();
        std::fs::set_permissions(&private, Permissions::from_mode(0o600)).unwrap();
        std::os::unix::fs::symlink(&private, &link).unwrap();
        write_file(&link, words).unwrap();
        assert_eq!(std::fs::read(&private).unwrap(), b"words");
        assert_eq!(std::fs::metadata(&private).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    }
}
