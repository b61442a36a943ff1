//! `themata check`: is a project whole.

use super::desk::{AsJson, File, shell};
use super::out::{Failure, Outcome, complain, say, show_json};
use super::progress::Bar;
use crate::model::grouped;
use crate::project::check_watched;
use crate::project::op::count;

/// Check everything in a project, every text against its hash
///
/// Changes nothing. Ends with 1 when something is not as it should be.
///
/// Example: themata check study.themata
#[derive(clap::Args, Debug)]
pub struct Check {
    #[command(flatten)]
    file: File,
    #[command(flatten)]
    form: AsJson,
}

impl Check {
    /// Checks it.
    pub(super) fn run(self) -> Outcome {
        let found = check_watched(&self.file.file, &Bar::watching("Checking"))?;
        if self.form.json {
            show_json(&found)?;
        }
        if found.findings.is_empty() {
            let (rows, values) = (grouped(found.rows as i64), grouped(found.values as i64));
            say(&format!("{} is whole: {rows} rows, {values} texts and files.", self.file.file.display()));
            return Ok(());
        }
        let whole = |table: &str| if table.is_empty() { "the file".to_owned() } else { format!("table {table}") };
        found.findings.iter().for_each(|finding| say(&format!("{}: {}", whole(&finding.table), finding.what)));
        let file = shell(&self.file.file.to_string_lossy());
        let places = count(found.findings.len(), "place", "places");
        let what = format!("{} is damaged in {places}; nothing was changed", self.file.file.display());
        complain(&what, &format!("Save what can be read: themata recover {file} -o NEW.themata. Backups: themata restore {file}"));
        Err(Failure::Partly)
    }
}
