//! `themata recover`: what can be saved of a damaged project.

use super::desk::{AsJson, File};
use super::out::{Failure, Outcome, Table, say, show_json, usage};
use super::progress::Bar;
use super::target;
use crate::project::op::count;
use crate::project::{project_file, recover_watched};
use std::path::PathBuf;

/// Save what can be read of a damaged project into a new file
///
/// The damaged file stays as it is. Ends with 1 when something is lost.
///
/// Example: themata recover study.themata -o saved.themata
#[derive(clap::Args, Debug)]
pub struct Recover {
    #[command(flatten)]
    file: File,
    /// The new file; .themata is added unless it ends so
    #[arg(short, long, value_name = "NEW")]
    output: PathBuf,
    #[command(flatten)]
    form: AsJson,
}

impl Recover {
    /// Saves it.
    pub(super) fn run(self) -> Outcome {
        if target::is_standard(&self.output) {
            return usage("a project is a file and cannot go to standard output", "Give the new file a name: -o saved.themata");
        }
        let output = project_file(&self.output);
        let report = recover_watched(&self.file.file, &output, &Bar::watching("Saving"))?;
        if self.form.json {
            show_json(&report)?;
        } else {
            let mut table = Table::new(&["table", "#read", "#lost", "#left out", "#made anew"]);
            for one in &report.tables {
                let numbers = [one.read, one.lost, one.dropped, one.made].map(|number| number.to_string());
                table.row([vec![one.table.clone()], numbers.to_vec()].concat());
            }
            table.show("Nothing could be read.")?;
        }
        report.notes.iter().for_each(|note| say(note));
        let old = if report.damaged == 0 && report.lost() == 0 { "no damage was found, and the old" } else { "the damaged" };
        say(&format!("Saved {} to {}; {old} file stays as it is.", count(report.read() as usize, "row", "rows"), output.display()));
        match report.lost() {
            0 => Ok(()),
            lost => {
                say(&format!("{} lost or left out, as the table says.", count(lost as usize, "row is", "rows are")));
                Err(Failure::Partly)
            }
        }
    }
}
