//! What the welcome page shows of the projects that were open before.

use crate::ui::config::Recent;
use crate::ui::format;
use std::path::PathBuf;

/// A project that was open before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Where it was.
    pub path: PathBuf,
    /// Its name.
    pub name: String,
    /// What was in it, or the folder it lies in.
    pub summary: String,
    /// When it was last open.
    pub when: String,
    /// Whether it is still there.
    pub found: bool,
}

/// The recent projects, looked for on the disk.
pub fn known(recent: &[Recent]) -> Vec<Known> {
    let now = jiff::Timestamp::now();
    recent
        .iter()
        .map(|recent| Known {
            path: recent.path.clone(),
            name: recent.name.clone(),
            summary: if recent.summary.is_empty() {
                recent.path.parent().map(|folder| folder.display().to_string()).unwrap_or_default()
            } else {
                recent.summary.clone()
            },
            when: format::ago(recent.at, now),
            found: recent.path.exists(),
        })
        .collect()
}
