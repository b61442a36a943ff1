//! `themata backup`: a private copy.

use super::desk::{AsJson, File};
use super::out::{Outcome, Table, say, show_json};
use super::progress::Bar;
use crate::project::{Backup, backups, backups_of_copies_too, keep_backup};

/// Make a backup, or list those there are
///
/// Backups lie in your data folder, readable by you alone; the last ten of a project file are kept. A copy of a project has backups of its own; a file that was
/// moved or renamed finds those made before.
///
/// Example: themata backup study.themata
#[derive(clap::Args, Debug)]
pub struct BackUp {
    #[command(flatten)]
    file: File,
    /// List the backups, and make none
    #[arg(long)]
    list: bool,
    /// List those of the project's copies too
    #[arg(long, requires = "list")]
    copies: bool,
    #[command(flatten)]
    form: AsJson,
}

impl BackUp {
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
        let list = || if self.copies { backups_of_copies_too(&self.file.file) } else { backups(&self.file.file) };
        if self.form.json {
            return show_json(&list()?);
        }
        if self.list {
            let mut table = Table::new(&["made", "#bytes", "of", "file"]).whole();
            let of = |one: &Backup| one.of.as_ref().map_or_else(String::new, |of| of.to_string_lossy().into_owned());
            list()?.iter().for_each(|one| table.row(vec![one.at.clone(), one.size.to_string(), of(one), one.path.to_string_lossy().into_owned()]));
            return table.show("There are no backups of this project yet.");
        }
        Ok(())
    }
}
