//! `themata sources`: what has been imported.

use super::cases::values;
use super::desk::{AsJson, Desk, File, Shelf, Who};
use super::find;
use super::newer::Manner;
use super::out::{Outcome, Table, show_json, usage};
use crate::analysis::{Corpus, Removed};
use crate::export::TableOf;
use crate::import::TableOptions;
use crate::model::{Owner, Source, SourceKind};
use crate::project::op::OpKind;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// List the sources: interviews, field notes, documents; or change them
///
/// Example: themata sources study.themata
#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = false, subcommand_negates_reqs = false)]
pub struct Sources {
    #[command(flatten)]
    file: File,
    #[command(flatten)]
    form: AsJson,
    #[command(subcommand)]
    verb: Option<Verb>,
}

/// What to do with sources.
#[derive(clap::Subcommand, Debug)]
enum Verb {
    /// Change a source's name, kind, date or language
    ///
    /// Example: themata sources study.themata edit "Interview 1" --date 2022-03-14
    Edit {
        /// The source, by name or file name
        source: String,
        /// Its name
        #[arg(long)]
        name: Option<String>,
        /// What it is: interview, "focus group", observation or document
        #[arg(long)]
        kind: Option<String>,
        /// When it was collected, as 2022-03-14, or "" for unknown
        #[arg(long)]
        date: Option<String>,
        /// Its language, such as en, cy or German; "" lets its words tell it
        #[arg(long)]
        language: Option<String>,
        #[command(flatten)]
        who: Who,
    },
    /// Remove sources with what was coded and written on them
    ///
    /// Example: themata sources study.themata remove "Interview 1" --yes
    Remove {
        /// The sources
        #[arg(value_name = "SOURCE", required = true)]
        sources: Vec<String>,
        /// Also what goes with them: codings, memos, values, cells of the chart, quotes
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        who: Who,
    },
    /// Write all sources with their attributes as a table that comes back without loss
    ///
    /// One row a source, the attributes with their types. Names of sources may name people: it is for inside the team.
    ///
    /// Example: themata sources study.themata export sources.xlsx
    Export {
        /// The file, .csv or .xlsx
        #[arg(value_name = "OUT")]
        output: PathBuf,
    },
    /// Read such a table back: values of attributes of the sources that it names
    ///
    /// Example: themata sources study.themata import sources.xlsx --dry-run
    Import {
        /// The table, .csv or .xlsx
        #[arg(value_name = "TABLE")]
        table: PathBuf,
        #[command(flatten)]
        manner: Manner,
        #[command(flatten)]
        form: AsJson,
    },
    /// Move sources to a folder
    ///
    /// Example: themata sources study.themata move "Interview 1" "Interview 2" --to "Round 1"
    Move {
        /// The sources
        #[arg(value_name = "SOURCE", required = true)]
        sources: Vec<String>,
        /// The folder; themata folders FILE lists them
        #[arg(long, value_name = "FOLDER", required_unless_present = "out")]
        to: Option<String>,
        /// Out of every folder
        #[arg(long, conflicts_with = "to")]
        out: bool,
        #[command(flatten)]
        who: Who,
    },
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
        folder: source.folder.and_then(|id| corpus.folders().iter().find(|folder| folder.id == id)).map(|folder| find::folder_path(corpus, folder)),
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
    /// Lists them, or does the verb.
    pub(super) fn run(self) -> Outcome {
        let Some(verb) = self.verb else { return list(&self.file, self.form.json) };
        let open = || Desk::open(&self.file.file);
        match verb {
            Verb::Export { output } => super::cases::export(&self.file, TableOf::Sources, &output),
            Verb::Import { table, manner, form } => manner.read(&self.file, &table, &TableOptions::default(), form.json || self.form.json),
            Verb::Edit { source, name, kind, date, language, who } => {
                let desk = open()?;
                let old = find::source(&desk.corpus, &source)?.clone();
                let kind = kind.as_deref().map_or(Ok(old.kind), source_kind)?;
                let (name, date) = (name.unwrap_or(old.name), date.unwrap_or(old.date));
                let language = language.map_or(Ok(old.language), |said| spoken(&said))?;
                desk.act(who.needed()?, OpKind::EditSource, |project| project.edit_source(old.id, &name, kind, date.trim(), &language))
            }
            Verb::Remove { sources, yes, who } => {
                let desk = open()?;
                let ids = find::sources(&desk.corpus, &sources)?;
                desk.ask(&Removed::Sources(&ids), yes)?;
                desk.act(who.needed()?, OpKind::RemoveSources, |project| project.remove_sources(&ids))
            }
            Verb::Move { sources, to, who, .. } => {
                let desk = open()?;
                let ids = find::sources(&desk.corpus, &sources)?;
                let folder = to.map(|name| find::folder(&desk.corpus, &name).map(|folder| folder.id)).transpose()?;
                desk.act(who.needed()?, OpKind::MoveSources, |project| project.move_sources(&ids, folder))
            }
        }
    }
}

/// The kind of source of a name.
pub(super) fn source_kind(name: &str) -> Outcome<SourceKind> {
    match SourceKind::parse(&name.trim().to_lowercase()) {
        Some(kind) => Ok(kind),
        None => {
            let names: Vec<&str> = SourceKind::ALL.iter().map(|kind| kind.name()).collect();
            usage(format!("there is no kind of source “{name}”"), format!("There are: {}.", names.join(", ")))
        }
    }
}

fn list(file: &File, json: bool) -> Outcome {
    let shelf = Shelf::open(&file.file)?;
    let rows: Vec<Row> = shelf.corpus.sources().iter().map(|source| row(&shelf.corpus, source)).collect();
    if json {
        show_json(&rows)?;
        return shelf.end();
    }
    let mut table = Table::new(&["source", "kind", "date", "cases", "#words", "#turns", "#codings"]);
    for row in rows {
        let cases = row.cases.join(", ");
        table.row(vec![row.name, row.kind.into(), row.date, cases, row.words.to_string(), row.turns.to_string(), row.codings.to_string()]);
    }
    table.show("No sources yet. Next: themata import FILE FOLDER")?;
    shelf.end()
}

/// A language as it was said; empty where the words of a source tell it.
fn spoken(said: &str) -> crate::Result<String> {
    if said.trim().is_empty() {
        return Ok(String::new());
    }
    let none = || crate::Error::hint(format!("there is no language “{said}”"), "Write it as en, cy or pt-BR, or by its name: Welsh.");
    crate::search::language(said).ok_or_else(none)
}
