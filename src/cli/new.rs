//! `themata new`: a project file.

use super::desk::{Who, shell};
use super::out::{Outcome, say};
use super::templates;
use crate::project::{Project, project_file};
use std::path::PathBuf;

/// Make a project
///
/// A framework may be one of the templates (see `themata templates`), or a file: a .csv codebook or an indented outline.
///
/// Example: themata new study.themata --name "Integrated care" --framework leutz --framework quality
#[derive(clap::Args, Debug)]
pub struct New {
    /// The project file to be made; .themata is added unless it ends so
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The project's name; without it, the file's
    #[arg(long)]
    name: Option<String>,
    /// A framework to begin with, as often as you like
    #[arg(long, value_name = "TEMPLATE")]
    framework: Vec<String>,
    #[command(flatten)]
    who: Who,
}

impl New {
    /// Makes the project.
    pub(super) fn run(self) -> Outcome {
        // Read before anything is made: a template that is not there leaves no half project.
        let frameworks: Vec<_> = self.framework.iter().map(|name| templates::read(name)).collect::<Result<_, _>>()?;
        let file = project_file(&self.file);
        let name = self.name.unwrap_or_else(|| file.file_stem().map_or_else(|| "Study".into(), |stem| stem.to_string_lossy().into_owned()));
        let project = Project::create_with(&file, name.trim(), |project| {
            if let Some(identity) = self.who.known() {
                project.be_coder(&identity.initials, &identity.name)?;
            }
            frameworks.iter().flatten().try_for_each(|framework| project.add_framework(framework).map(drop))
        })?;
        project.close()?;
        say(&format!("Made {}. Next: themata import {} FOLDER", file.display(), shell(&file.to_string_lossy())));
        Ok(())
    }
}
