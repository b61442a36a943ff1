//! `themata cases`: sites, organisations, people, with their attributes.

use super::desk::{AsJson, File, Shelf};
use super::out::{Outcome, Table, show_json};
use crate::analysis::Corpus;
use crate::model::{Case, Owner};
use std::collections::BTreeMap;

/// List the cases: people, organisations, sites
///
/// Example: themata cases study.themata --kind person
#[derive(clap::Args, Debug)]
pub struct Cases {
    #[command(flatten)]
    file: File,
    /// Cases of this kind alone, such as person or site
    #[arg(long)]
    kind: Option<String>,
    #[command(flatten)]
    form: AsJson,
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
    /// Lists them.
    pub(super) fn run(self) -> Outcome {
        let corpus = Shelf::open(&self.file.file)?.corpus;
        let wanted = |row: &Row| self.kind.as_ref().is_none_or(|kind| row.kind.to_lowercase() == kind.trim().to_lowercase());
        let rows: Vec<Row> = corpus.cases().iter().map(|case| row(&corpus, case)).filter(wanted).collect();
        if self.form.json {
            return show_json(&rows);
        }
        let mut table = Table::new(&["case", "kind", "full name", "belongs to", "#sources", "attributes"]);
        for row in rows {
            let attributes = row.attributes.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("; ");
            table.row(vec![row.name, row.kind, row.full_name, row.parent.unwrap_or_default(), row.sources.len().to_string(), attributes]);
        }
        table.show("No cases yet: an attribute table makes them (themata import FILE --attributes TABLE).")
    }
}
