//! `themata templates`: the frameworks to begin with.

use super::desk::AsJson;
use super::out::{Outcome, Table, show_json};
use crate::import::read_frameworks;
use crate::project::{Template, TemplateCode, templates};
use crate::{Error, Result};
use std::path::Path;

/// List the frameworks that come with the program
///
/// Example: themata new study.themata --framework leutz
#[derive(clap::Args, Debug)]
pub struct Templates {
    #[command(flatten)]
    form: AsJson,
}

#[derive(serde::Serialize)]
struct Row {
    key: &'static str,
    name: String,
    codes: usize,
    description: String,
}

fn size(codes: &[TemplateCode]) -> usize {
    codes.iter().map(|code| 1 + size(&code.children)).sum()
}

impl Templates {
    /// Lists them.
    pub(super) fn run(self) -> Outcome {
        let row = |(key, template): (&'static str, Template)| Row {
            key,
            name: template.name,
            codes: size(&template.codes),
            description: template.description,
        };
        let rows: Vec<Row> = templates().into_iter().map(row).collect();
        if self.form.json {
            return show_json(&rows);
        }
        let mut table = Table::new(&["key", "name", "#codes"]);
        rows.into_iter().for_each(|row| table.row(vec![row.key.into(), row.name, row.codes.to_string()]));
        table.show("There are no templates.")
    }
}

/// The frameworks that a word on the command line means: a template's key, or a file of them.
pub(super) fn read(name: &str) -> Result<Vec<Template>> {
    let wanted = name.to_lowercase();
    let found = templates().into_iter().find(|(key, template)| *key == wanted || template.name.to_lowercase() == wanted);
    if let Some((_, template)) = found {
        return Ok(vec![template]);
    }
    let path = Path::new(name);
    if path.is_file() {
        return read_frameworks(path);
    }
    let keys: Vec<&str> = templates().iter().map(|(key, _)| *key).collect();
    let what = format!("there is neither a framework template nor a file “{name}”");
    Err(Error::hint(what, format!("The templates are {}; a file is a .csv codebook or an indented outline.", keys.join(", "))))
}
