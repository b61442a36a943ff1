//! `themata backup`: a private copy.

use super::desk::{AsJson, File};
use super::out::{Outcome, Table, say, show_json};
use super::progress::Bar;
use crate::project::{backups, keep_backup};

/// Make a backup, or list those there are
///
/// Backups lie in your data folder, readable by you alone; the last ten of a project are kept.
///
/// Example: themata backup study.themata
#[derive(clap::Args, Debug)]
pub struct Backup {
    #[command(flatten)]
    file: File,
    /// List the backups, and make none
    #[arg(long)]
    list: bool,
    #[command(flatten)]
    form: AsJson,
}

impl Backup {
    /// Makes or lists them.
    pub(super) fn run(self) -> Outcome {
        if !self.list {
            let bar = Bar::new("Copying");
            let kept = keep_backup(&self.file.file, &|done, total| bar.go(done as usize, total as usize))?;
            bar.end();
            match kept {
                Some(path) => say(&format!("Kept {}.", path.display())),
                None => say("Nothing changed since the last backup."),
            }
        }
        if self.form.json {
            return show_json(&backups(&self.file.file)?);
        }
        if self.list {
            let mut table = Table::new(&["made", "#bytes", "file"]);
            backups(&self.file.file)?
                .into_iter()
                .for_each(|one| table.row(vec![one.at, one.size.to_string(), one.path.to_string_lossy().into_owned()]));
            return table.show("There are no backups of this project yet.");
        }
        Ok(())
    }
}
