//! What of this computer all ways into a project share: the data folder, and who codes here.

use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The folder of what the program keeps for the user: `THEMATA_DATA`, else the system's own place for it.
pub fn data_folder() -> Result<PathBuf> {
    match std::env::var_os("THEMATA_DATA") {
        Some(path) => Ok(PathBuf::from(path)),
        None => directories::ProjectDirs::from("", "", "themata")
            .map(|dirs| dirs.data_dir().to_owned())
            .ok_or_else(|| Error::hint("there is no home folder to keep data in", "Set THEMATA_DATA to a folder.")),
    }
}

/// The folder of what can be made again at any time: `THEMATA_CACHE`, else the system's own place for it.
pub fn cache_folder() -> Result<PathBuf> {
    match std::env::var_os("THEMATA_CACHE") {
        Some(path) => Ok(PathBuf::from(path)),
        None => directories::ProjectDirs::from("", "", "themata")
            .map(|dirs| dirs.cache_dir().to_owned())
            .ok_or_else(|| Error::hint("there is no home folder to keep data in", "Set THEMATA_CACHE to a folder.")),
    }
}

/// Makes a folder that nobody else can look into.
pub fn make_private(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700)).map_err(|error| Error::io(folder, error))?;
    }
    Ok(())
}

/// Whether a file is named as projects are.
pub fn is_project_name(path: &Path) -> bool {
    path.extension().is_some_and(|suffix| suffix.eq_ignore_ascii_case("themata"))
}

/// The file of a project that somebody names: `.themata` is put behind a name that does not end so.
pub fn project_file(named: &Path) -> PathBuf {
    if is_project_name(named) { named.to_owned() } else { named.with_added_extension("themata") }
}

/// The user's configuration file, where there is a home folder.
pub fn config_file() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "themata").map(|dirs| dirs.config_dir().join("config.json"))
}

/// A person who codes, as this computer knows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Their name.
    pub name: String,
    /// Their initials.
    pub initials: String,
}

/// Who codes, as the configuration says: `coder` in it. Nobody where it does not say, or cannot be read.
pub fn configured_coder(config: &Path) -> Option<Identity> {
    #[derive(Deserialize)]
    struct Config {
        coder: Option<Identity>,
    }
    serde_json::from_slice::<Config>(&std::fs::read(config).ok()?).ok()?.coder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_coder_is_read_from_a_configuration_with_more_in_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("config.json");
        assert_eq!(configured_coder(&path), None);
        std::fs::write(&path, r#"{"scale": 100, "coder": {"name": "Bea Pym", "initials": "BP"}}"#).unwrap();
        assert_eq!(configured_coder(&path).map(|coder| coder.initials), Some("BP".into()));
        std::fs::write(&path, r#"{"scale": 100, "coder": null}"#).unwrap();
        assert_eq!(configured_coder(&path), None);
    }
}
