//! `themata copy`: the project under another name.

use super::desk::File;
use super::out::{Outcome, say};
use super::progress::Bar;
use std::path::PathBuf;

/// Save a copy of a project under another name, with all its history
///
/// A file that is there already is refused.
///
/// Example: themata copy study.themata study-for-sofia.themata
#[derive(clap::Args, Debug)]
pub struct Copy {
    #[command(flatten)]
    file: File,
    /// The new file; .themata is added unless it ends so
    #[arg(value_name = "NEW")]
    to: PathBuf,
}

impl Copy {
    /// Copies it.
    pub(super) fn run(self) -> Outcome {
        let bar = Bar::new("Copying");
        let to = crate::project::project_file(&self.to);
        crate::project::copy(&self.file.file, &to, &|done, total| {
            bar.go(usize::try_from(done).unwrap_or(usize::MAX), usize::try_from(total).unwrap_or(usize::MAX))
        })?;
        bar.end();
        say(&format!("Saved a copy as {}.", to.display()));
        Ok(())
    }
}
