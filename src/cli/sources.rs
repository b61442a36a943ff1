//! `themata sources`: what has been imported.

use super::cases::values;
use super::desk::{AsJson, File, Shelf};
use super::out::{Outcome, Table, show_json};
use crate::analysis::Corpus;
use crate::model::{Owner, Source};
use std::collections::BTreeMap;

/// List the sources: interviews, field notes, documents
///
/// Example: themata sources study.themata
#[derive(clap::Args, Debug)]
pub struct Sources {
    #[command(flatten)]
    file: File,
    #[command(flatten)]
    form: AsJson,
}

#[derive(serde::Serialize)]
struct Row {
    id: String,
    name: String,
    kind: &'static str,
    date: String,
    file: String,
    folder: Option<String>,
    words: u32,
    characters: u32,
    turns: u32,
    speakers: usize,
    cases: Vec<String>,
    codings: usize,
    progress: BTreeMap<String, &'static str>,
    attributes: BTreeMap<String, String>,
}

fn row(corpus: &Corpus, source: &Source) -> Row {
    let version = corpus.version(source.id);
    let coder = |id| corpus.coder(id).map_or_else(String::new, |coder| coder.initials.clone());
    Row {
        id: source.id.to_string(),
        name: source.name.clone(),
        kind: source.kind.name(),
        date: source.date.clone(),
        file: source.file.clone(),
        folder: source.folder.and_then(|id| corpus.folders().iter().find(|folder| folder.id == id)).map(|folder| folder.name.clone()),
        words: version.map_or(0, |version| version.words),
        characters: version.map_or(0, |version| version.chars),
        turns: version.map_or(0, |version| version.turns),
        speakers: corpus.speakers(source.id).iter().filter(|speaker| speaker.same_as.is_none()).count(),
        cases: corpus.cases_of(source.id).iter().filter_map(|id| corpus.case(*id)).map(|case| case.name.clone()).collect(),
        codings: corpus.codings_of(source.id).len(),
        progress: corpus.progress.iter().filter(|mark| mark.source == source.id).map(|mark| (coder(mark.coder), mark.state.name())).collect(),
        attributes: values(corpus, Owner::Source(source.id)),
    }
}

impl Sources {
    /// Lists them.
    pub(super) fn run(self) -> Outcome {
        let corpus = Shelf::open(&self.file.file)?.corpus;
        let rows: Vec<Row> = corpus.sources().iter().map(|source| row(&corpus, source)).collect();
        if self.form.json {
            return show_json(&rows);
        }
        let mut table = Table::new(&["source", "kind", "date", "cases", "#words", "#turns", "#codings"]);
        for row in rows {
            let cases = row.cases.join(", ");
            table.row(vec![row.name, row.kind.into(), row.date, cases, row.words.to_string(), row.turns.to_string(), row.codings.to_string()]);
        }
        table.show("No sources yet. Next: themata import FILE FOLDER")
    }
}
