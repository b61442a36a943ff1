//! `themata project`: what a project says of itself.

use super::desk::{AsJson, Desk, File, Shelf, Who};
use super::find;
use super::out::{Outcome, Table, show_json};
use crate::analysis::{Attribution, Corpus, Naming};
use crate::model::Grouping;
use crate::project::op::OpKind;

/// Show a project's settings, or change them
///
/// Site, role and phase are what quotes are grouped and attributed by: the name of an attribute or of a kind of case
/// (kind:NAME where both have the name), or "" for none.
///
/// Example: themata project study.themata --site nation --attribution "({site}, {role})"
#[derive(clap::Args, Debug)]
pub struct ProjectSettings {
    #[command(flatten)]
    file: File,
    /// Its name
    #[arg(long)]
    name: Option<String>,
    /// What it is about
    #[arg(long, value_name = "WORDS")]
    description: Option<String>,
    /// What is compared as sites
    #[arg(long, value_name = "NAME")]
    site: Option<String>,
    /// What role groups are
    #[arg(long, value_name = "NAME")]
    role: Option<String>,
    /// What phases are
    #[arg(long, value_name = "NAME")]
    phase: Option<String>,
    /// How quotes are attributed, such as "({site}, {role})"
    #[arg(long, value_name = "TEMPLATE")]
    attribution: Option<String>,
    #[command(flatten)]
    form: AsJson,
    #[command(flatten)]
    who: Who,
}

#[derive(serde::Serialize)]
struct Row {
    id: String,
    name: String,
    description: String,
    site: Option<String>,
    role: Option<String>,
    phase: Option<String>,
    attribution: String,
}

fn row(corpus: &Corpus) -> Row {
    let named = |grouping: Option<Grouping>| match grouping? {
        Grouping::Attribute(id) => corpus.attribute(id).map(|attribute| attribute.name.clone()),
        Grouping::Kind(id) => corpus.kinds().iter().find(|kind| kind.id == id).map(|kind| kind.name.clone()),
    };
    let project = &corpus.project;
    Row {
        id: project.id.to_string(),
        name: project.name.clone(),
        description: project.description.clone(),
        site: named(project.site),
        role: named(project.role),
        phase: named(project.phase),
        attribution: project.attribution.clone(),
    }
}

impl ProjectSettings {
    /// Shows or changes them.
    pub(super) fn run(self) -> Outcome {
        let given = [&self.name, &self.description, &self.site, &self.role, &self.phase, &self.attribution];
        if given.iter().any(|option| option.is_some()) {
            return self.change();
        }
        let shelf = Shelf::open(&self.file.file)?;
        let row = row(&shelf.corpus);
        if self.form.json {
            show_json(&row)?;
            return shelf.end();
        }
        let mut table = Table::new(&["setting", "value"]);
        let none = String::new;
        let lines = [("name", row.name), ("description", row.description), ("site", row.site.unwrap_or_else(none))];
        let more = [("role", row.role.unwrap_or_else(none)), ("phase", row.phase.unwrap_or_else(none)), ("attribution", row.attribution)];
        lines.into_iter().chain(more).for_each(|(name, value)| table.row(vec![name.into(), value]));
        table.show("")?;
        shelf.end()
    }

    fn change(self) -> Outcome {
        let desk = Desk::open(&self.file.file)?;
        let corpus = &desk.corpus;
        let old = corpus.project.clone();
        let grouping = |given: &Option<String>, old: Option<Grouping>| given.as_ref().map_or(Ok(old), |name| find::grouping(corpus, name));
        let row = crate::model::Project {
            site: grouping(&self.site, old.site)?,
            role: grouping(&self.role, old.role)?,
            phase: grouping(&self.phase, old.phase)?,
            name: self.name.map_or(old.name, |name| name.trim().to_owned()),
            description: self.description.unwrap_or(old.description),
            attribution: self.attribution.unwrap_or(old.attribution),
            id: old.id,
        };
        // A template that asks for what is not there is refused now, not at the next export.
        Attribution::new(corpus, &row.attribution, Naming::Pseudonyms)?;
        desk.act(self.who.needed()?, OpKind::EditProject, |project| project.edit_project(row))
    }
}
