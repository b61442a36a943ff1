//! A speaker pattern added to the configuration that window and command line share; all else in it stays as it is.

use crate::import::KeptPattern;
use crate::{Error, Result};
use serde_json::{Map, Value};
use std::path::Path;

/// Adds a pattern to the file, which is made where it is missing: beside the old one first, then in its place.
///
/// # Errors
/// A file that cannot be written, or is no configuration; it is left as it is.
pub(super) fn add(config: &Path, pattern: KeptPattern) -> Result<()> {
    let damaged = || Error::rejected(format!("{} is damaged; it was left as it is", config.display()));
    let mut settings: Map<String, Value> = match std::fs::read(config) {
        Ok(bytes) => serde_json::from_slice(&bytes).map_err(|_| damaged())?,
        Err(_) => Map::new(),
    };
    let mut kept = KeptPattern::all(config);
    pattern.keep(&mut kept);
    settings.insert("patterns".into(), serde_json::to_value(kept).map_err(|_| damaged())?);
    let bytes = serde_json::to_vec_pretty(&settings).map_err(|_| damaged())?;
    let folder = config.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
    let beside = config.with_extension(format!("{}.new", std::process::id()));
    std::fs::write(&beside, bytes).map_err(|error| Error::io(&beside, error))?;
    std::fs::rename(&beside, config).map_err(|error| Error::io(config, error))
}
