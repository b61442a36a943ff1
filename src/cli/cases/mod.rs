//! `themata cases`: sites, organisations, people, with their attributes.

mod change;
mod kinds;

use super::desk::{AsJson, Desk, File, Shelf};
use super::find;
use super::newer::Manner;
use super::out::{Outcome, Table, say, show_json, usage};
use super::target;
use crate::analysis::Corpus;
use crate::export::{TableOf, own_table_csv, own_table_xlsx, write_file};
use crate::import::TableOptions;
use crate::model::{Case, Owner};
use crate::project::op::count;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// List the cases: people, organisations, sites; or change them
///
/// A case is named by its key, or as KIND:KEY where kinds share it.
///
/// Example: themata cases study.themata --kind person
#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = false, subcommand_negates_reqs = false)]
pub struct Cases {
    #[command(flatten)]
    file: File,
    /// Cases of this kind alone, such as person or site
    #[arg(long)]
    kind: Option<String>,
    #[command(flatten)]
    form: AsJson,
    #[command(subcommand)]
    verb: Option<Verb>,
}

/// What to do with cases.
#[derive(clap::Subcommand, Debug)]
enum Verb {
    Add(change::Add),
    Edit(change::Edit),
    Remove(change::Remove),
    Link(change::Link),
    Unlink(change::Unlink),
    Kinds(kinds::Kinds),
    /// Write all cases with all that is known of them as a table that comes back without loss
    ///
    /// One row a case: names in full, pseudonyms, what it belongs to, its sources, and the attributes with their types. It names people: it is for inside
    /// the team.
    ///
    /// Example: themata cases study.themata export cases.xlsx
    Export {
        /// The file, .csv or .xlsx
        #[arg(value_name = "OUT")]
        output: PathBuf,
    },
    /// Read such a table back: what it says of kinds, cases and attributes stands
    ///
    /// Example: themata cases study.themata import cases.xlsx --dry-run
    Import {
        /// The table, .csv or .xlsx
        #[arg(value_name = "TABLE")]
        table: PathBuf,
        #[command(flatten)]
        manner: Manner,
        #[command(flatten)]
        form: AsJson,
    },
}

#[derive(serde::Serialize)]
struct Row {
    id: String,
    kind: String,
    name: String,
    full_name: String,
    pseudonym: String,
    parent: Option<String>,
    sources: Vec<String>,
    attributes: BTreeMap<String, String>,
}

/// The values that stand on a case or a source itself, by the attribute's name.
pub(super) fn values(corpus: &Corpus, owner: Owner) -> BTreeMap<String, String> {
    let value = |attribute: &crate::model::Attribute| Some((attribute.name.clone(), corpus.value(attribute.id, owner)?.to_owned()));
    corpus.attributes().iter().filter_map(value).collect()
}

fn row(corpus: &Corpus, case: &Case) -> Row {
    Row {
        id: case.id.to_string(),
        kind: corpus.kinds().iter().find(|kind| kind.id == case.kind).map_or_else(String::new, |kind| kind.name.clone()),
        name: case.name.clone(),
        full_name: case.full_name.clone(),
        pseudonym: case.pseudonym.clone(),
        parent: case.parent.and_then(|id| corpus.case(id)).map(|parent| parent.name.clone()),
        sources: corpus.sources_of(case.id).into_iter().filter_map(|id| corpus.source(id)).map(|source| source.name.clone()).collect(),
        attributes: values(corpus, Owner::Case(case.id)),
    }
}

impl Cases {
    /// Lists them, or does the verb.
    pub(super) fn run(self) -> Outcome {
        let open = || Desk::open(&self.file.file);
        match self.verb {
            None => list(&self.file, self.kind.as_deref(), self.form.json),
            Some(Verb::Export { output }) => export(&self.file, TableOf::Cases, &output),
            Some(Verb::Import { table, manner, form }) => manner.read(&self.file, &table, &TableOptions::default(), form.json || self.form.json),
            Some(Verb::Kinds(kinds)) => kinds.run(&self.file, self.form.json),
            Some(Verb::Add(it)) => it.run(open()?),
            Some(Verb::Edit(it)) => it.run(open()?),
            Some(Verb::Remove(it)) => it.run(open()?),
            Some(Verb::Link(it)) => it.run(open()?),
            Some(Verb::Unlink(it)) => it.run(open()?),
        }
    }
}

/// Writes a table of the project's own.
pub(super) fn export(file: &File, of: TableOf, output: &Path) -> Outcome {
    let shelf = Shelf::open(&file.file)?;
    let suffix =
        if target::is_standard(output) { Some("csv".into()) } else { output.extension().map(|suffix| suffix.to_string_lossy().to_lowercase()) };
    let written = match suffix.as_deref() {
        Some("csv") => target::write(Some(output), |out| own_table_csv(of, &shelf.corpus, crate::export::TableOptions::default(), out))?,
        Some("xlsx") => write_file(output, |out| own_table_xlsx(of, &shelf.corpus, out))?,
        _ => return usage(format!("the table of {} is written as .csv or .xlsx", of.name()), "Give the file that suffix."),
    };
    say(&format!("{} written. The table names people: it is for inside the team.", count(written.rows, "row", "rows")));
    shelf.end()
}

fn list(file: &File, kind: Option<&str>, json: bool) -> Outcome {
    let shelf = Shelf::open(&file.file)?;
    let corpus = &shelf.corpus;
    let kind = kind.map(|name| find::kind(corpus, name)).transpose()?.map(|kind| kind.id);
    let rows: Vec<Row> = corpus.cases().iter().filter(|case| kind.is_none_or(|kind| case.kind == kind)).map(|case| row(corpus, case)).collect();
    if json {
        show_json(&rows)?;
        return shelf.end();
    }
    let mut table = Table::new(&["case", "kind", "full name", "belongs to", "#sources", "attributes"]);
    for row in rows {
        let attributes = row.attributes.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("; ");
        table.row(vec![row.name, row.kind, row.full_name, row.parent.unwrap_or_default(), row.sources.len().to_string(), attributes]);
    }
    table.show("No cases yet. Next: themata cases FILE add NAME, or a table of them: themata import FILE --attributes TABLE")?;
    shelf.end()
}
