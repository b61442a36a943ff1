//! Copies to print from: private files, gone when the window is closed.

use crate::{Error, Result};
use std::path::{Path, PathBuf};

/// A folder that only its owner can look into; it goes with what is in it.
#[derive(Debug)]
pub struct Private(PathBuf);

impl Private {
    /// A new one among the system's temporary files.
    pub fn new() -> Result<Self> {
        let path = std::env::temp_dir().join(format!("themata-{}", uuid::Uuid::now_v7().simple()));
        let mut builder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&path).map_err(|error| Error::io(&path, error))?;
        Ok(Self(path))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Private {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_folder_is_its_owners_and_goes_with_what_is_in_it() {
        let private = Private::new().unwrap();
        let path = private.path().to_owned();
        std::fs::write(path.join("page.pdf"), b"words").unwrap();
        #[cfg(unix)]
        assert_eq!(std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&path).unwrap().permissions()) & 0o777, 0o700);
        drop(private);
        assert!(!path.exists());
    }
}
