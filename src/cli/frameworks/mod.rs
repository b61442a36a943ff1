//! `themata frameworks`: the trees of codes.

mod time;

use super::desk::{Desk, File, Shelf, Who};
use super::find;
use super::out::{Outcome, Table, show_json};
use crate::analysis::{Corpus, Removed};
use crate::model::{Coding, Framework};
use crate::project::Template;
use crate::project::op::OpKind;

/// List the frameworks, or change them
///
/// A framework with codes in it comes from a template or a file: themata codebook FILE import.
///
/// Example: themata frameworks study.themata
/// Example: themata frameworks study.themata compare Leutz "Before the pilot"
#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = false, subcommand_negates_reqs = false, verbatim_doc_comment)]
pub struct Frameworks {
    #[command(flatten)]
    file: File,
    /// Print JSON instead of a table
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    verb: Option<Verb>,
}

/// What to do with frameworks.
#[derive(clap::Subcommand, Debug)]
enum Verb {
    /// Make a framework without codes
    ///
    /// Example: themata frameworks study.themata add "Working framework"
    Add {
        /// Its name
        name: String,
        /// A short name for paths
        #[arg(long, default_value = "")]
        short: String,
        /// What it is for
        #[arg(long, value_name = "WORDS", default_value = "")]
        description: String,
        #[command(flatten)]
        who: Who,
    },
    /// Change a framework's name, short name or description
    ///
    /// Example: themata frameworks study.themata edit "Working framework" --name "Framework 2"
    Edit {
        /// The framework
        framework: String,
        /// Its name
        #[arg(long)]
        name: Option<String>,
        /// A short name for paths
        #[arg(long)]
        short: Option<String>,
        /// What it is for
        #[arg(long, value_name = "WORDS")]
        description: Option<String>,
        #[command(flatten)]
        who: Who,
    },
    /// Remove a framework with its codes and what was coded with them
    ///
    /// Example: themata frameworks study.themata remove "Framework 2" --yes
    Remove {
        /// The framework
        framework: String,
        /// Also what goes with it: codings, cells of the chart, links, named versions
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        who: Who,
    },
    /// Name a framework as it stands, with why it came to be so
    ///
    /// Example: themata frameworks study.themata name Leutz "After the March meeting" --reason "Two codes said the same"
    Name(time::Name),
    /// List the named versions, with what changed and what was coded while each was in force
    ///
    /// Example: themata frameworks study.themata versions Leutz
    Versions {
        /// The framework
        framework: String,
    },
    /// Show what happened between two versions, or since one
    ///
    /// Example: themata frameworks study.themata compare Leutz "After the March meeting" --json
    /// Example: themata frameworks study.themata compare Leutz -o changes.docx
    #[command(verbatim_doc_comment)]
    Compare(time::Compare),
    /// Rename a version, say why it came to be so, or remove it
    ///
    /// Example: themata frameworks study.themata edit-version Leutz "After the March meeting" --note "Agreed by all five"
    EditVersion(time::EditVersion),
    /// List codings that were made before their code was redefined, one coder after the other, and note which hold
    ///
    /// Example: themata frameworks study.themata again Leutz --code "Law 2"
    /// Example: themata frameworks study.themata again Leutz --holds 1 3 4 --coder BP
    #[command(verbatim_doc_comment)]
    Again(time::Again),
}

#[derive(serde::Serialize)]
struct Row {
    id: String,
    name: String,
    short: String,
    description: String,
    codes: usize,
    codings: usize,
}

fn is_of(corpus: &Corpus, coding: &Coding, framework: &Framework) -> bool {
    corpus.code(coding.code).is_some_and(|code| code.framework == framework.id)
}

fn row(corpus: &Corpus, framework: &Framework) -> Row {
    Row {
        id: framework.id.to_string(),
        name: framework.name.clone(),
        short: framework.short.clone(),
        description: framework.description.clone(),
        codes: corpus.codes().iter().filter(|code| code.framework == framework.id).count(),
        codings: corpus.codings().filter(|coding| is_of(corpus, coding, framework)).count(),
    }
}

impl Frameworks {
    /// Lists them, or does the verb.
    pub(super) fn run(self) -> Outcome {
        let (file, json) = (&self.file.file, self.json);
        match self.verb {
            None => list(&self.file, json),
            Some(Verb::Name(it)) => it.run(file, json),
            Some(Verb::Versions { framework }) => time::versions(file, &framework, json),
            Some(Verb::Compare(it)) => it.run(file, json),
            Some(Verb::EditVersion(it)) => it.run(file, json),
            Some(Verb::Again(it)) => it.run(file, json),
            Some(Verb::Add { name, short, description, who }) => {
                let template = Template { name, short, description, ..Template::default() };
                Desk::open(file)?.telling(json).act(who.needed()?, OpKind::AddFramework, |project| project.add_framework(&template))
            }
            Some(Verb::Edit { framework, name, short, description, who }) => {
                let desk = Desk::open(file)?.telling(json);
                let old = find::framework(&desk.corpus, &framework)?.clone();
                let framework = Framework {
                    name: name.map_or(old.name, |name| name.trim().to_owned()),
                    short: short.map_or(old.short, |short| short.trim().to_owned()),
                    description: description.unwrap_or(old.description),
                    id: old.id,
                    ord: old.ord,
                };
                desk.act(who.needed()?, OpKind::EditFramework, |project| project.edit_framework(framework))
            }
            Some(Verb::Remove { framework, yes, who }) => {
                let desk = Desk::open(file)?.telling(json);
                let framework = find::framework(&desk.corpus, &framework)?.clone();
                desk.ask(&Removed::Framework(framework.id), yes)?;
                desk.act(who.needed()?, OpKind::RemoveFramework, |project| project.remove_framework(framework.id))
            }
        }
    }
}

fn list(file: &File, json: bool) -> Outcome {
    let shelf = Shelf::open(&file.file)?;
    let rows: Vec<Row> = shelf.corpus.frameworks().iter().map(|framework| row(&shelf.corpus, framework)).collect();
    if json {
        show_json(&rows)?;
        return shelf.end();
    }
    let mut table = Table::new(&["framework", "short", "#codes", "#codings"]);
    rows.into_iter().for_each(|row| table.row(vec![row.name, row.short, row.codes.to_string(), row.codings.to_string()]));
    table.show("No frameworks yet. Next: themata codebook FILE import leutz, or themata frameworks FILE add NAME")?;
    shelf.end()
}
