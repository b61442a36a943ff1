//! `themata folders`: where sources lie.

use super::desk::{AsJson, Desk, File, Shelf, Who};
use super::find;
use super::out::{Outcome, Table, show_json};
use crate::model::{FolderId, split_path};
use crate::project::Project;
use crate::project::op::OpKind;
use crate::{Error, Result};

/// List the folders of sources, or change them
///
/// A folder is named by its path A/B, or by its end where no other has it; a slash inside a name is written \\/.
///
/// Example: themata folders study.themata add "Round 1/Field notes"
#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = false, subcommand_negates_reqs = false)]
pub struct Folders {
    #[command(flatten)]
    file: File,
    #[command(flatten)]
    form: AsJson,
    #[command(subcommand)]
    verb: Option<Verb>,
}

/// What to do with folders.
#[derive(clap::Subcommand, Debug)]
enum Verb {
    /// Make a folder; folders missing on the way to it are made too
    ///
    /// Example: themata folders study.themata add "Round 1/Field notes"
    Add {
        /// Its path
        path: String,
        #[command(flatten)]
        who: Who,
    },
    /// Give a folder another name
    ///
    /// Example: themata folders study.themata rename "Round 1" "Before the merger"
    Rename {
        /// The folder
        folder: String,
        /// Its new name, without the path
        name: String,
        #[command(flatten)]
        who: Who,
    },
    /// Remove a folder; what lies in it goes to the folder above
    ///
    /// Example: themata folders study.themata remove "Round 1"
    Remove {
        /// The folder
        folder: String,
        #[command(flatten)]
        who: Who,
    },
}

#[derive(serde::Serialize)]
struct Row {
    id: String,
    path: String,
    name: String,
    sources: usize,
}

impl Folders {
    /// Lists them, or does the verb.
    pub(super) fn run(self) -> Outcome {
        let Some(verb) = self.verb else { return list(&self.file, self.form.json) };
        let desk = Desk::open(&self.file.file)?;
        match verb {
            Verb::Add { path, who } => {
                if let Ok(there) = find::folder(&desk.corpus, &path)
                    && find::folder_path(&desk.corpus, there).to_lowercase() == path.trim().to_lowercase()
                {
                    return Err(
                        Error::hint(format!("there is a folder “{path}” already; nothing was changed"), "themata folders FILE lists them.").into()
                    );
                }
                let (above, names) = missing(&desk, &path);
                desk.act(who.needed()?, OpKind::AddFolder, |project| make(project, above, &names))
            }
            Verb::Rename { folder, name, who } => {
                let id = find::folder(&desk.corpus, &folder)?.id;
                desk.act(who.needed()?, OpKind::EditFolder, |project| project.rename_folder(id, &name))
            }
            Verb::Remove { folder, who } => {
                let id = find::folder(&desk.corpus, &folder)?.id;
                desk.act(who.needed()?, OpKind::RemoveFolder, |project| project.remove_folder(id))
            }
        }
    }
}

/// How much of a folder's path is there: the folder where it ends, and the names still to be made.
pub(super) fn missing(desk: &Desk, path: &str) -> (Option<FolderId>, Vec<String>) {
    let mut names = split_path(path);
    let mut at: Option<FolderId> = None;
    let next = |at: Option<FolderId>, name: &str| {
        desk.corpus.folders().iter().find(|folder| folder.parent == at && folder.name.to_lowercase() == name.to_lowercase()).map(|folder| folder.id)
    };
    while let Some(id) = names.first().and_then(|name| next(at, name)) {
        (at, _) = (Some(id), names.remove(0));
    }
    (at, names)
}

/// Makes folders one in the other; gives the last.
pub(super) fn make(project: &mut Project, above: Option<FolderId>, names: &[String]) -> Result<Option<FolderId>> {
    names.iter().try_fold(above, |above, name| project.add_folder(above, name).map(|done| Some(done.value)))
}

fn list(file: &File, json: bool) -> Outcome {
    let shelf = Shelf::open(&file.file)?;
    let corpus = &shelf.corpus;
    let row = |folder: &crate::model::Folder| Row {
        id: folder.id.to_string(),
        path: find::folder_path(corpus, folder),
        name: folder.name.clone(),
        sources: corpus.sources().iter().filter(|source| source.folder == Some(folder.id)).count(),
    };
    let mut rows: Vec<Row> = corpus.folders().iter().map(row).collect();
    rows.sort_by_key(|row| row.path.to_lowercase());
    if json {
        show_json(&rows)?;
        return shelf.end();
    }
    let mut table = Table::new(&["folder", "#sources"]);
    rows.into_iter().for_each(|row| table.row(vec![row.path, row.sources.to_string()]));
    table.show("No folders yet. Next: themata folders FILE add NAME")?;
    shelf.end()
}
