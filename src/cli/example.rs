//! `themata example`: the example study as a file.

use super::desk::shell;
use super::out::{Outcome, say};
use crate::example;
use std::path::PathBuf;

/// Write the example study to a file, to try things on
///
/// Four sites, 24 interviews and three field notes, two frameworks, five coders: all of it invented. The window opens
/// one of its own with: themata --example
///
/// Example: themata example try.themata
#[derive(clap::Args, Debug)]
pub struct Example {
    /// The project file to be made; .themata is added unless it ends so
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Also when there is a file of that name; the old one is kept beside it under another name
    #[arg(long)]
    force: bool,
}

impl Example {
    /// Writes it.
    pub(super) fn run(self) -> Outcome {
        let file = crate::project::project_file(&self.file);
        let aside = match self.force {
            true => example::replace(&file, &|_, _| true)?,
            false => {
                example::build(&file, &|_, _| true)?;
                None
            }
        };
        if let Some(aside) = aside {
            say(&format!("What stood there is kept as {}.", aside.display()));
        }
        say(&format!("Wrote the example study to {}. Next: themata codes {}", file.display(), shell(&file.to_string_lossy())));
        Ok(())
    }
}
