//! The kinds of cases: site, organisation, person.

use super::super::desk::{Desk, File, Shelf, Who};
use super::super::find;
use super::super::out::{Outcome, Table, show_json};
use crate::Result;
use crate::analysis::Corpus;
use crate::model::{CaseKind, CaseKindId};
use crate::project::op::OpKind;

/// List the kinds of cases, or change them
///
/// Kinds nest: cases of one belong to cases of the kind above, as a person to an organisation.
///
/// Example: themata cases study.themata kinds add organisation --under site
#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = false, subcommand_negates_reqs = false)]
pub(super) struct Kinds {
    /// Print JSON instead of a table
    #[arg(long = "json")]
    json: bool,
    #[command(subcommand)]
    verb: Option<Verb>,
}

/// What to do with kinds of cases.
#[derive(clap::Subcommand, Debug)]
enum Verb {
    /// Make a kind of case
    ///
    /// Example: themata cases study.themata kinds add organisation --under site
    Add {
        /// Its name in the singular
        name: String,
        /// The kind above
        #[arg(long, value_name = "KIND")]
        under: Option<String>,
        #[command(flatten)]
        who: Who,
    },
    /// Change a kind's name or the kind above it
    ///
    /// Example: themata cases study.themata kinds edit person --under organisation
    Edit {
        /// The kind
        kind: String,
        /// Its name
        #[arg(long)]
        name: Option<String>,
        /// The kind above, or "" for none
        #[arg(long, value_name = "KIND")]
        under: Option<String>,
        #[command(flatten)]
        who: Who,
    },
    /// Remove a kind that has no cases
    ///
    /// Example: themata cases study.themata kinds remove organisation
    Remove {
        /// The kind
        kind: String,
        #[command(flatten)]
        who: Who,
    },
}

#[derive(serde::Serialize)]
struct Row {
    id: String,
    name: String,
    parent: Option<String>,
    cases: usize,
}

fn above(corpus: &Corpus, name: Option<&str>) -> Result<Option<CaseKindId>> {
    name.filter(|name| !name.trim().is_empty()).map(|name| find::kind(corpus, name).map(|kind| kind.id)).transpose()
}

impl Kinds {
    pub(super) fn run(self, file: &File, json: bool) -> Outcome {
        let Some(verb) = self.verb else { return list(file, json || self.json) };
        let desk = Desk::open(&file.file)?;
        match verb {
            Verb::Add { name, under, who } => {
                let parent = above(&desk.corpus, under.as_deref())?;
                desk.act(who.needed()?, OpKind::AddCaseKind, |project| project.add_case_kind(&name, parent))
            }
            Verb::Edit { kind, name, under, who } => {
                let old = find::kind(&desk.corpus, &kind)?.clone();
                let parent = if under.is_some() { above(&desk.corpus, under.as_deref())? } else { old.parent };
                let kind = CaseKind { parent, name: name.unwrap_or(old.name), id: old.id, ord: old.ord };
                desk.act(who.needed()?, OpKind::EditCaseKind, |project| project.edit_case_kind(kind))
            }
            Verb::Remove { kind, who } => {
                let id = find::kind(&desk.corpus, &kind)?.id;
                desk.act(who.needed()?, OpKind::RemoveCaseKind, |project| project.remove_case_kind(id))
            }
        }
    }
}

fn list(file: &File, json: bool) -> Outcome {
    let shelf = Shelf::open(&file.file)?;
    let corpus = &shelf.corpus;
    let name = |id: CaseKindId| corpus.kinds().iter().find(|kind| kind.id == id).map(|kind| kind.name.clone());
    let row = |kind: &CaseKind| Row {
        id: kind.id.to_string(),
        name: kind.name.clone(),
        parent: kind.parent.and_then(name),
        cases: corpus.cases().iter().filter(|case| case.kind == kind.id).count(),
    };
    let rows: Vec<Row> = corpus.kinds().iter().map(row).collect();
    if json {
        show_json(&rows)?;
        return shelf.end();
    }
    let mut table = Table::new(&["kind", "belongs to a", "#cases"]);
    rows.into_iter().for_each(|row| table.row(vec![row.name, row.parent.unwrap_or_default(), row.cases.to_string()]));
    table.show("No kinds of cases yet. Next: themata cases FILE kinds add NAME")?;
    shelf.end()
}
