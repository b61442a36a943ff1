//! `themata coders`: who codes, and how much.

use super::desk::{AsJson, File, Shelf};
use super::out::{Outcome, Table, show_json};
use crate::model::ProgressState;

/// List the coders with what they have done
///
/// A coder joins a project with the first thing they do in it.
///
/// Example: themata coders study.themata
#[derive(clap::Args, Debug)]
pub struct Coders {
    #[command(flatten)]
    file: File,
    #[command(flatten)]
    form: AsJson,
}

#[derive(serde::Serialize)]
struct Row {
    id: String,
    initials: String,
    name: String,
    role: String,
    codings: usize,
    key_quotes: usize,
    memos: usize,
    sources_done: usize,
    sources_in_work: usize,
}

impl Coders {
    /// Lists them.
    pub(super) fn run(self) -> Outcome {
        let corpus = Shelf::open(&self.file.file)?.corpus;
        let marked = |id, state| corpus.progress.iter().filter(|mark| mark.coder == id && mark.state == state).count();
        let row = |coder: &crate::model::Coder| Row {
            id: coder.id.to_string(),
            initials: coder.initials.clone(),
            name: coder.name.clone(),
            role: coder.role.clone(),
            codings: corpus.codings().filter(|coding| coding.coder == coder.id).count(),
            key_quotes: corpus.codings().filter(|coding| coding.coder == coder.id && coding.star).count(),
            memos: corpus.memos.iter().filter(|memo| memo.coder == coder.id).count(),
            sources_done: marked(coder.id, ProgressState::Done),
            sources_in_work: marked(coder.id, ProgressState::InWork),
        };
        let rows: Vec<Row> = corpus.coders.iter().map(row).collect();
        if self.form.json {
            return show_json(&rows);
        }
        let mut table = Table::new(&["coder", "name", "role", "#codings", "#key quotes", "#memos", "#sources done"]);
        for row in rows {
            let numbers = [row.codings, row.key_quotes, row.memos, row.sources_done].map(|number| number.to_string());
            table.row([vec![row.initials, row.name, row.role], numbers.to_vec()].concat());
        }
        table.show("No coders yet: whoever codes first, with --coder INITIALS, is the first.")
    }
}
