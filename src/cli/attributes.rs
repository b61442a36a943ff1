//! `themata attributes`: what is known of cases and sources.

use super::chart::strays;
use super::desk::{AsJson, Desk, File, Shelf, Who};
use super::find;
use super::import::Columns;
use super::newer::Manner;
use super::out::{Outcome, Table, show_json, usage, warn};
use crate::Result;
use crate::analysis::Removed;
use crate::model::{Attribute, AttributeType, Owner, Target};
use crate::project::AttributeDraft;
use crate::project::op::OpKind;
use std::path::PathBuf;

/// List the attributes of cases and sources, change them, or set values
///
/// An attribute is named by its name, or as case:NAME or source:NAME where both have it.
///
/// With a table of attributes, or one that `themata cases FILE export` wrote, what is in it comes over what is here: --dry-run shows it first.
///
/// Example: themata attributes study.themata set role nurse --case P07 --case P09
/// Example: themata attributes study.themata newer.csv --case-column person --dry-run
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
#[command(args_conflicts_with_subcommands = false, subcommand_negates_reqs = false)]
pub struct Attributes {
    #[command(flatten)]
    file: File,
    /// A newer table, .csv or .xlsx
    #[arg(id = "attributes", value_name = "TABLE")]
    table: Option<PathBuf>,
    #[command(flatten)]
    columns: Columns,
    #[command(flatten)]
    manner: Manner,
    #[command(flatten)]
    form: AsJson,
    #[command(subcommand)]
    verb: Option<Verb>,
}

/// What to do with attributes.
#[derive(clap::Subcommand, Debug)]
enum Verb {
    /// List them
    ///
    /// Example: themata attributes study.themata list --json
    List {
        /// Print JSON instead of a table
        #[arg(long = "json")]
        json: bool,
    },
    /// Make an attribute
    ///
    /// Example: themata attributes study.themata add role --on case --type choice --choice nurse --choice porter
    Add {
        /// Its name
        name: String,
        /// What it stands on: case or source
        #[arg(long, value_name = "case|source", value_parser = target)]
        on: Target,
        /// The type of its values: text, number, date, yes/no or choice
        #[arg(long = "type", value_name = "TYPE", default_value = "text", value_parser = kind)]
        kind: AttributeType,
        /// A value of a choice; several times for several
        #[arg(long, value_name = "VALUE")]
        choice: Vec<String>,
        #[command(flatten)]
        who: Who,
    },
    /// Change an attribute's name, type or choices
    ///
    /// Example: themata attributes study.themata edit role --name "Role group"
    Edit {
        /// The attribute
        attribute: String,
        /// Its name
        #[arg(long)]
        name: Option<String>,
        /// The type of its values
        #[arg(long = "type", value_name = "TYPE", value_parser = kind)]
        kind: Option<AttributeType>,
        /// The values of a choice, in order; those given stand for all
        #[arg(long, value_name = "VALUE")]
        choice: Vec<String>,
        #[command(flatten)]
        who: Who,
    },
    /// Remove an attribute with its values
    ///
    /// Example: themata attributes study.themata remove minutes --yes
    Remove {
        /// The attribute
        attribute: String,
        /// Also its values, and cells of the chart whose rows it makes
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        who: Who,
    },
    /// Set a value on cases or sources; "" clears it
    ///
    /// Example: themata attributes study.themata set phase 2 --source "Interview 21" --source "Interview 22"
    Set {
        /// The attribute
        attribute: String,
        /// The value
        value: String,
        /// A case that has it; several times for several
        #[arg(long, value_name = "CASE", required_unless_present = "source", conflicts_with = "source")]
        case: Vec<String>,
        /// A source that has it; several times for several
        #[arg(long, value_name = "SOURCE")]
        source: Vec<String>,
        #[command(flatten)]
        who: Who,
    },
}

fn target(word: &str) -> std::result::Result<Target, String> {
    Target::parse(&word.trim().to_lowercase()).ok_or_else(|| "write case or source".into())
}

fn kind(word: &str) -> std::result::Result<AttributeType, String> {
    let names = AttributeType::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ");
    AttributeType::parse(&word.trim().to_lowercase()).ok_or_else(|| format!("there are: {names}"))
}

#[derive(serde::Serialize)]
struct Row {
    id: String,
    on: &'static str,
    name: String,
    #[serde(rename = "type")]
    kind: &'static str,
    choices: Vec<String>,
    values: usize,
}

impl Attributes {
    /// Lists them, or does the verb.
    pub(super) fn run(self) -> Outcome {
        let verb = match self.verb {
            None => match self.table {
                Some(table) => return self.manner.read(&self.file, &table, &self.columns.options(), self.form.json),
                None => return list(&self.file, self.form.json),
            },
            Some(Verb::List { json }) => return list(&self.file, json || self.form.json),
            Some(verb) => verb,
        };
        let mut desk = Desk::open(&self.file.file)?;
        match verb {
            Verb::List { .. } => Ok(()),
            Verb::Add { name, on, kind, choice, who } => {
                if !choice.is_empty() && kind != AttributeType::Choice {
                    return usage("--choice goes with --type choice alone", "Add --type choice.");
                }
                let draft = AttributeDraft { target: on, name, kind, choices: choice };
                desk.act(who.needed()?, OpKind::AddAttribute, |project| project.add_attribute(&draft))
            }
            Verb::Edit { attribute, name, kind, choice, who } => {
                let old = find::attribute(&desk.corpus, &attribute, None)?.clone();
                let kind = kind.unwrap_or(old.kind);
                let choices = match kind {
                    AttributeType::Choice if choice.is_empty() => values(&desk, &old),
                    AttributeType::Choice => choice,
                    _ => Vec::new(),
                };
                let changed = Attribute { name: name.unwrap_or(old.name), kind, choices, id: old.id, target: old.target, ord: old.ord };
                desk.act(who.needed()?, OpKind::EditAttribute, |project| project.edit_attribute(changed))
            }
            Verb::Remove { attribute, yes, who } => {
                let attribute = find::attribute(&desk.corpus, &attribute, None)?.clone();
                desk.ask(&Removed::Attribute(attribute.id), yes)?;
                desk.act(who.needed()?, OpKind::RemoveAttribute, |project| project.remove_attribute(attribute.id))
            }
            Verb::Set { attribute, value, case, source, who } => {
                let target = if case.is_empty() { Target::Source } else { Target::Case };
                let id = find::attribute(&desk.corpus, &attribute, Some(target))?.id;
                let cases: Vec<Owner> =
                    case.iter().map(|name| find::case(&desk.corpus, name).map(|case| Owner::Case(case.id))).collect::<Result<_>>()?;
                let sources = find::sources(&desk.corpus, &source)?.into_iter().map(Owner::Source);
                let list: Vec<_> = cases.into_iter().chain(sources).map(|owner| (id, owner, value.clone())).collect();
                let before = strays(&desk.corpus);
                let done = desk.step(who.needed()?, OpKind::SetValues, |project| project.set_values(&list))?;
                // What is written in the chart of a value that nothing has any more shows in no chart.
                let now = strays(&desk.reader.corpus()?);
                now.iter().filter(|words| !before.contains(words)).for_each(|words| warn(words, ""));
                desk.finish(done.op)
            }
        }
    }
}

/// The choices that an attribute has, or the values it has where it was no choice.
fn values(desk: &Desk, attribute: &Attribute) -> Vec<String> {
    if attribute.kind == AttributeType::Choice {
        return attribute.choices.clone();
    }
    let found: std::collections::BTreeSet<&str> = all(&desk.corpus, attribute).collect();
    found.into_iter().map(str::to_owned).collect()
}

fn all<'a>(corpus: &'a crate::analysis::Corpus, attribute: &'a Attribute) -> impl Iterator<Item = &'a str> {
    let cases = corpus.cases().iter().map(|case| Owner::Case(case.id));
    let sources = corpus.sources().iter().map(|source| Owner::Source(source.id));
    cases.chain(sources).filter_map(|owner| corpus.value(attribute.id, owner))
}

fn owners(corpus: &crate::analysis::Corpus, attribute: &Attribute) -> usize {
    all(corpus, attribute).count()
}

fn list(file: &File, json: bool) -> Outcome {
    let shelf = Shelf::open(&file.file)?;
    let row = |attribute: &Attribute| Row {
        id: attribute.id.to_string(),
        on: attribute.target.name(),
        name: attribute.name.clone(),
        kind: attribute.kind.name(),
        choices: attribute.choices.clone(),
        values: owners(&shelf.corpus, attribute),
    };
    let rows: Vec<Row> = shelf.corpus.attributes().iter().map(row).collect();
    if json {
        show_json(&rows)?;
        return shelf.end();
    }
    let mut table = Table::new(&["attribute", "on", "type", "#values", "choices"]);
    rows.into_iter().for_each(|row| table.row(vec![row.name, row.on.into(), row.kind.into(), row.values.to_string(), row.choices.join(", ")]));
    table.show("No attributes yet. Next: themata attributes FILE add NAME --on case")?;
    shelf.end()
}
