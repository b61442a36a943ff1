//! A file that is complete or not there at all.

use crate::{Error, Result};
use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// Writes a file: beside its place first, and there only when all of it is on the disk. A project is never written over.
pub fn write_file<T>(path: &Path, work: impl FnOnce(&mut dyn Write) -> Result<T>) -> Result<T> {
    if is_database(path) {
        return Err(Error::hint(format!("{} is a project; it was not touched", path.display()), "Give the export another name."));
    }
    let mut beside: PathBuf = path.to_owned();
    beside.set_file_name(format!(".{}.{}", path.file_name().unwrap_or_default().to_string_lossy(), std::process::id()));
    let written = fill(&beside, work).and_then(|value| std::fs::rename(&beside, path).map_err(|error| Error::io(path, error)).map(|()| value));
    if written.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    written
}

fn fill<T>(path: &Path, work: impl FnOnce(&mut dyn Write) -> Result<T>) -> Result<T> {
    let failed = |error| Error::io(path, error);
    let mut out = BufWriter::new(File::create(path).map_err(failed)?);
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
}
