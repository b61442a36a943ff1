//! `themata log`: the history in plain words.

use super::desk::{AsJson, File, Shelf};
use super::find;
use super::out::{Outcome, Table, show_json};
use crate::project::{Entry, op};

/// Show what was done, by whom and when, the latest last
///
/// The number in front of a step is what `themata undo FILE --to STEP` takes.
///
/// Example: themata log study.themata --coder BP
#[derive(clap::Args, Debug)]
pub struct Log {
    #[command(flatten)]
    file: File,
    /// The steps of this coder alone
    #[arg(long, value_name = "INITIALS")]
    coder: Option<String>,
    #[command(flatten)]
    form: AsJson,
}

#[derive(serde::Serialize)]
struct Row {
    step: i64,
    kind: &'static str,
    what: String,
    place: String,
    coder: String,
    at: String,
    undoes: Option<i64>,
    undone: bool,
}

fn row(entry: Entry) -> Row {
    Row {
        step: entry.seq,
        kind: entry.kind.name(),
        what: op::plain(&entry.label),
        place: entry.place,
        coder: entry.who,
        at: entry.at.rfc3339(),
        undoes: entry.undoes,
        undone: entry.undone,
    }
}

impl Log {
    /// Shows it.
    pub(super) fn run(self) -> Outcome {
        let shelf = Shelf::open(&self.file.file)?;
        let wanted = |row: &Row| self.coder.as_ref().is_none_or(|initials| row.coder.to_lowercase() == initials.trim().to_lowercase());
        let rows: Vec<Row> = shelf.reader.history(0)?.into_iter().map(row).filter(wanted).collect();
        // Steps keep the initials of coders who are gone; a name that neither has is a slip.
        if let Some(initials) = self.coder.as_deref().filter(|_| rows.is_empty()) {
            find::coder(&shelf.corpus, initials)?;
        }
        if self.form.json {
            show_json(&rows)?;
            return shelf.end();
        }
        let mut table = Table::new(&["#step", "when", "coder", "what", "where", ""]);
        for row in rows {
            let state = if row.undone { "undone" } else { "" };
            table.row(vec![row.step.to_string(), row.at, row.coder, row.what, row.place, state.into()]);
        }
        table.show("No step of this coder.")?;
        shelf.end()
    }
}
