//! `themata codebook`: making, moving, merging and describing codes.

mod edit;

use super::desk::{Desk, File, Shelf, Who};
use super::excerpts::warn;
use super::out::{Outcome, say, usage};
use super::{find, target, templates};
use crate::analysis::{Corpus, Removed, can_merge, merging};
use crate::export::{TableOptions, codebook_csv, codebook_disclosed};
use crate::model::{Code, CodeId, split_path};
use crate::project::op::OpKind;
use crate::project::{Home, Place};
use crate::{Error, Result};
use std::path::{Path, PathBuf};

/// Make, move, merge, rename, describe or remove codes
///
/// Example: themata codebook study.themata add "Law 2/Funding" --description "Who pays, and who should"
#[derive(clap::Args, Debug)]
pub struct Codebook {
    #[command(flatten)]
    file: File,
    #[command(subcommand)]
    verb: Verb,
}

/// What to do with codes.
#[derive(clap::Subcommand, Debug)]
enum Verb {
    /// Make a code; codes missing on the way to it are made too
    ///
    /// Example: themata codebook study.themata add "Law 2/Funding" --description "Who pays, and who should"
    Add {
        /// The new code's path
        #[arg(value_name = "PATH")]
        path: String,
        #[command(flatten)]
        words: edit::Words,
        #[command(flatten)]
        who: Who,
    },
    /// Move codes with all below them under another, to the top of a framework, or ahead of a code
    ///
    /// Example: themata codebook study.themata move "Law 2/Funding" --under "Law 5"
    Move {
        /// The codes
        #[arg(value_name = "PATH", required = true)]
        paths: Vec<String>,
        /// The code, or the framework, they go under; they come last there
        #[arg(long, value_name = "PATH", required_unless_present = "before")]
        under: Option<String>,
        /// The code they go ahead of
        #[arg(long, value_name = "PATH", conflicts_with = "under")]
        before: Option<String>,
        #[command(flatten)]
        who: Who,
    },
    /// Merge codes into one: what was coded with them moves there
    ///
    /// What it does beside is told: which codings are to be looked at again, as their code is defined otherwise now, and which passages a
    /// crosswalk reads otherwise.
    ///
    /// Example: themata codebook study.themata merge Money Budgets --into "Law 2/Funding"
    Merge {
        /// The codes that go
        #[arg(value_name = "PATH", required = true)]
        paths: Vec<String>,
        /// The code that stays
        #[arg(long, value_name = "PATH")]
        into: String,
        /// Tell what it does, and change nothing
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        who: Who,
    },
    /// Give a code another name
    ///
    /// Example: themata codebook study.themata rename "Law 2/Funding" "Money"
    Rename {
        /// The code
        #[arg(value_name = "PATH")]
        path: String,
        /// Its new name, without the path
        #[arg(value_name = "NAME")]
        name: String,
        #[command(flatten)]
        who: Who,
    },
    /// Change a code's definition, colour or kind
    ///
    /// Example: themata codebook study.themata edit "Law 2" --include "Money put in first" --colour amber
    Edit {
        /// The code
        #[arg(value_name = "PATH")]
        path: String,
        #[command(flatten)]
        words: edit::Words,
        #[command(flatten)]
        who: Who,
    },
    /// Remove codes with all below them and what was coded with them
    ///
    /// Example: themata codebook study.themata remove "Law 2/Funding" --yes
    Remove {
        /// The codes
        #[arg(value_name = "PATH", required = true)]
        paths: Vec<String>,
        /// Also what goes with them: codings, memos, cells of the chart, links, what themes gather
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        who: Who,
    },
    /// Make a framework from a file or a template
    ///
    /// A .csv codebook has one code a row, with columns such as path (or name and parent), short name, description,
    /// include, exclude, colour. An outline has one code a line, deeper ones indented, and may say "Name: description".
    ///
    /// Example: themata codebook study.themata import codes.txt --name "Working framework"
    Import {
        /// A .csv codebook, an indented outline, or a template (see themata templates)
        #[arg(value_name = "OUTLINE")]
        from: String,
        /// The framework's name
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        who: Who,
    },
    /// Write the codebook as a table, which import reads again
    ///
    /// Example: themata codebook study.themata export codebook.csv
    Export {
        /// The .csv to write
        #[arg(value_name = "OUT.csv")]
        output: PathBuf,
        /// Leave out the mark at the head by which Excel knows UTF-8
        #[arg(long)]
        no_bom: bool,
    },
}

impl Codebook {
    /// Does the verb.
    pub(super) fn run(self) -> Outcome {
        let open = || Desk::open(&self.file.file);
        match self.verb {
            Verb::Add { path, words, who } => add(open()?, &path, &words, &who),
            Verb::Edit { path, words, who } => {
                let desk = open()?;
                let changed = words.on(find::code(&desk.corpus, &path)?.clone());
                desk.act(who.needed()?, OpKind::EditCode, |project| project.edit_code(changed))
            }
            Verb::Rename { path, name, who } => {
                let desk = open()?;
                let changed = Code { name: name.trim().into(), ..find::code(&desk.corpus, &path)?.clone() };
                desk.act(who.needed()?, OpKind::EditCode, |project| project.edit_code(changed))
            }
            Verb::Move { paths, under, before, who } => {
                let desk = open()?;
                let (ids, place) = (all(&desk.corpus, &paths)?, place(&desk, under.as_deref(), before.as_deref())?);
                desk.act(who.needed()?, OpKind::MoveCodes, |project| project.move_codes(&ids, place))
            }
            Verb::Merge { paths, into, dry_run: true, .. } => rehearse_merge(&self.file, &paths, &into),
            Verb::Merge { paths, into, who, .. } => {
                let desk = open()?;
                let (ids, into) = (all(&desk.corpus, &paths)?, find::code(&desk.corpus, &into)?.id);
                let told = merging(&desk.corpus, &ids, into).besides;
                desk.act(who.needed()?, OpKind::MergeCodes, |project| project.merge_codes(&ids, into))?;
                told.iter().for_each(|line| say(line));
                Ok(())
            }
            Verb::Remove { paths, yes, who } => remove(open()?, &paths, yes, &who),
            Verb::Import { from, name, who } => {
                let desk = open()?;
                let mut frameworks = templates::read(&from)?;
                if let ([one], Some(name)) = (frameworks.as_mut_slice(), &name) {
                    one.name.clone_from(name);
                }
                desk.act(who.needed()?, OpKind::AddFramework, |project| {
                    frameworks.iter().try_for_each(|framework| project.add_framework(framework).map(drop))
                })
            }
            Verb::Export { output, no_bom } => export(&self.file, &output, no_bom),
        }
    }
}

fn export(file: &File, output: &Path, no_bom: bool) -> Outcome {
    let Shelf { reader, corpus } = Shelf::open(&file.file)?;
    let options = TableOptions { bom: !no_bom, ..TableOptions::default() };
    warn(&codebook_disclosed(&corpus, &reader.texts(&corpus))?);
    let written = target::write(Some(output), |out| codebook_csv(&corpus, None, options, out))?;
    say(&format!("{}.", crate::project::op::count(written.rows, "code", "codes")));
    Ok(())
}

fn all(corpus: &Corpus, paths: &[String]) -> Result<Vec<CodeId>> {
    paths.iter().map(|path| find::code(corpus, path).map(|code| code.id)).collect()
}

/// Tells what a merge would do: a rehearsal needs nobody to let go of the project.
fn rehearse_merge(file: &File, paths: &[String], into: &str) -> Outcome {
    let shelf = Shelf::open(&file.file)?;
    let (ids, into) = (all(&shelf.corpus, paths)?, find::code(&shelf.corpus, into)?.id);
    can_merge(shelf.corpus.codes(), &ids, into)?;
    let told = merging(&shelf.corpus, &ids, into);
    told.moves.iter().chain(&told.besides).for_each(|line| say(line));
    say("Nothing was changed: this was a rehearsal.");
    shelf.end()
}

/// The place ahead of a code, last under one, or last at the top of a framework.
fn place(desk: &Desk, under: Option<&str>, before: Option<&str>) -> Result<Place> {
    if let Some(path) = before {
        let code = find::code(&desk.corpus, path)?;
        return Ok(Place { framework: code.framework, parent: code.parent, ahead_of: Some(code.id) });
    }
    let name = under.unwrap_or_default();
    // A framework that is called so goes before codes whose names begin so.
    if (desk.corpus.find_code(name).is_empty() && find::is_framework(&desk.corpus, name) || find::codes(&desk.corpus, name).is_empty())
        && let Ok(framework) = find::framework(&desk.corpus, name)
    {
        return Ok(Place { framework: framework.id, parent: None, ahead_of: None });
    }
    let code = find::code(&desk.corpus, name)?;
    Ok(Place { framework: code.framework, parent: Some(code.id), ahead_of: None })
}

fn add(mut desk: Desk, path: &str, words: &edit::Words, who: &Who) -> Outcome {
    if edit::nameless(path) {
        return usage("a code needs a name", "Write its path, such as \"Law 2/Funding\".");
    }
    let there = if desk.corpus.frameworks().is_empty() { None } else { Some(find::new_place(&desk.corpus, path)?) };
    let known = there.as_ref().and_then(|(framework, under, names)| find::below(&desk.corpus, *framework, *under, names));
    if let Some(code) = known.or_else(|| desk.corpus.find_code(path).first().copied()) {
        let path = find::full_path(&desk.corpus, code);
        return Err(Error::hint(format!("there is a code “{path}” already; nothing was changed"), "themata codebook FILE edit changes it.").into());
    }
    let first = there.is_none();
    let done = desk.step(who.needed()?, OpKind::AddCode, |project| {
        let (home, under, names) = match there {
            Some((framework, under, names)) => (Home::Framework(framework), under, names),
            None => (Home::New("Codes".into()), None, split_path(path)),
        };
        let made = project.add_path(home, under, &names)?.value;
        let code = project.code(made)?;
        project.edit_code(words.on(code))?;
        Ok(made)
    })?;
    if first {
        say("The project had no framework: made one named Codes.");
    }
    let corpus = desk.reader.corpus()?;
    match done.op {
        Some(step) => say(&format!("Made {}. (step {step})", find::full_path(&corpus, done.value))),
        None => say("Nothing changed."),
    }
    Ok(desk.project.close()?)
}

fn remove(desk: Desk, paths: &[String], yes: bool, who: &Who) -> Outcome {
    let ids = all(&desk.corpus, paths)?;
    desk.ask(&Removed::Codes(&ids), yes)?;
    desk.act(who.needed()?, OpKind::RemoveCodes, |project| project.remove_codes(&ids))
}
