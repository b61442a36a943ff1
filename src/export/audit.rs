//! The audit trail: every step of the history as a table, for a reviewer or an appendix.

use super::Written;
use super::cells::{Table, TableOptions};
use crate::Result;
use crate::project::Entry;
use crate::project::op::plain;
use std::io::Write;

/// Writes the steps in their order: number, time, coder, what it is about, what was done and where, what it took back, whether it is undone.
pub fn audit_trail(entries: &[Entry], options: TableOptions, out: &mut dyn Write) -> Result<Written> {
    let header = ["step", "time", "coder", "about", "what", "where", "takes back", "undone"].map(str::to_owned);
    let mut table = Table::new(out, options, &header)?;
    for entry in entries {
        table.row(&[
            entry.seq.to_string(),
            entry.at.rfc3339(),
            entry.who.clone(),
            entry.kind.group().name().to_owned(),
            plain(&entry.label),
            plain(&entry.place),
            entry.undoes.map(|seq| seq.to_string()).unwrap_or_default(),
            if entry.undone { "yes" } else { "no" }.to_owned(),
        ])?;
    }
    table.close()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Project, Reader};

    #[test]
    fn every_step_is_a_row_and_none_can_run() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("audit.themata");
        let mut project = Project::create(&path, "Audit").unwrap();
        project.be_coder("=BP", "Bo").unwrap();
        project.add_folder(None, "One, two").unwrap();
        project.undo().unwrap();
        let mut out = Vec::new();
        let entries = Reader::open(&path).unwrap().history(0).unwrap();
        let written = audit_trail(&entries, TableOptions::default(), &mut out).unwrap();
        assert_eq!(written.rows, 4);
        let text = String::from_utf8(out).unwrap();
        let mut table = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let rows: Vec<csv::StringRecord> = table.records().map(|row| row.unwrap()).collect();
        assert_eq!((&rows[2][2], &rows[2][4], &rows[2][7]), ("'=BP", "Made the folder One, two", "yes"));
        assert_eq!((&rows[3][6], &rows[3][7]), ("3", "no"));
    }
}
