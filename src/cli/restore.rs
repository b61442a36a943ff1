//! `themata restore`: a backup in the project's place.

use super::desk::{File, shell};
use super::out::{Outcome, say};
use super::progress::Bar;
use crate::Error;
use crate::project::{backups, made_of_another, restore};
use std::path::PathBuf;

/// Put a backup in the project's place
///
/// Without --from it is the latest one of this very file, not of a copy. What stood there is kept beside it under another name.
///
/// Example: themata restore study.themata
#[derive(clap::Args, Debug)]
pub struct Restore {
    #[command(flatten)]
    file: File,
    /// The backup; `themata backup FILE --list` shows them
    #[arg(long, value_name = "BACKUP")]
    from: Option<PathBuf>,
}

impl Restore {
    /// Restores it.
    pub(super) fn run(self) -> Outcome {
        let file = &self.file.file;
        let from = match self.from {
            Some(path) => path,
            None => {
                let none = || {
                    Error::hint(
                        "there is no backup of this project",
                        "Give one: --from BACKUP. themata backup FILE --list --copies shows those of its copies too.",
                    )
                };
                backups(file)?.pop().ok_or_else(none)?.path
            }
        };
        let bar = Bar::new("Restoring");
        let aside = restore(file, &from, &|done, total| bar.go(done as usize, total as usize))?;
        bar.end();
        say(&format!("Restored {} from {}.", file.display(), from.display()));
        if let Some(of) = made_of_another(file, &from) {
            say(&format!("That backup was made of {}.", of.display()));
        }
        say(&format!("What stood there is kept as {}.", shell(&aside.to_string_lossy())));
        Ok(())
    }
}
