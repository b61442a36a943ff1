//! A project on the desk: open to be read or changed, and who does it.

use super::out::{Failure, Outcome, say, show_json, usage, warn};
use super::progress::Bar;
use crate::analysis::{Corpus, Removed, goes_along};
use crate::project::op::{OpKind, plain};
use crate::project::{Done, Identity, Project, Reader, config_file, configured_coder};
use crate::{Error, Result};
use clap::Args;
use std::path::{Path, PathBuf};

/// The project file.
#[derive(Args, Debug)]
pub(super) struct File {
    /// The project file, such as study.themata
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

/// A listing's form.
#[derive(Args, Debug)]
pub(super) struct AsJson {
    /// Print JSON instead of a table
    #[arg(long)]
    pub json: bool,
}

/// Who does it.
#[derive(Args, Debug)]
pub(super) struct Who {
    /// Who is working, by initials such as BP; without it THEMATA_CODER or the configuration says
    #[arg(long, value_name = "INITIALS")]
    pub coder: Option<String>,
}

impl Who {
    /// Who it is, if anybody said: enough where a project is made.
    pub fn known(&self) -> Option<Identity> {
        let bare = |initials: &str| Identity { name: String::new(), initials: initials.trim().to_owned() };
        let configured = || config_file().and_then(|path| configured_coder(&path));
        let said = self.coder.clone().or_else(|| std::env::var("THEMATA_CODER").ok()).filter(|initials| !initials.trim().is_empty());
        match said {
            Some(initials) => Some(configured().filter(|own| own.initials.eq_ignore_ascii_case(initials.trim())).unwrap_or_else(|| bare(&initials))),
            None => configured(),
        }
    }

    /// Who it is, for whatever changes a project that is there; wrong usage when nobody said.
    pub fn needed(&self) -> Outcome<Identity> {
        match self.known() {
            Some(identity) => Ok(identity),
            None => usage("it is not known who is working", "Add --coder INITIALS, or set THEMATA_CODER once: export THEMATA_CODER=BP"),
        }
    }
}

/// A project open to be read.
pub(super) struct Shelf {
    pub reader: Reader,
    pub corpus: Corpus,
}

impl Shelf {
    /// Opens a project; of a damaged one comes what can be read, with a warning.
    pub fn open(path: &Path) -> Result<Self> {
        let (reader, _, corpus) = Reader::open_with_corpus(path)?;
        if let Some(harm) = reader.harm() {
            warn(&format!("{}: {harm}", path.display()), Error::DAMAGED);
        }
        Ok(Self { reader, corpus })
    }

    /// The end of a list: one that is not whole is partly done.
    pub fn end(self) -> Outcome {
        end(&self.reader)
    }
}

/// The end of what was shown of a project.
pub(super) fn end(reader: &Reader) -> Outcome {
    if reader.harm().is_some() { Err(Failure::Partly) } else { Ok(()) }
}

/// A project open to be changed.
pub(super) struct Desk {
    pub project: Project,
    pub reader: Reader,
    pub corpus: Corpus,
    /// Whether what was done is told as JSON.
    json: bool,
}

/// What was done, for scripts.
#[derive(serde::Serialize)]
struct Stepped {
    step: Option<i64>,
    did: String,
}

/// What was done, with more that is known of it.
#[derive(serde::Serialize)]
struct Told<T> {
    #[serde(flatten)]
    stepped: Stepped,
    #[serde(flatten)]
    more: T,
}

/// Nothing more.
#[derive(serde::Serialize)]
struct NoMore {}

impl Desk {
    /// Refuses to take away unasked what was made by hand.
    pub fn ask(&self, removed: &Removed<'_>, yes: bool) -> Result<()> {
        let along = goes_along(&self.corpus, removed);
        if yes || along.is_empty() {
            return Ok(());
        }
        let them = if along.is_many() { "them" } else { "it" };
        let hint = format!("Add --yes to remove {them} too; undo brings {them} back.");
        Err(Error::hint(format!("{} would go with that; nothing was changed", along.said()), hint))
    }

    pub fn open(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(Error::hint(
                format!("there is no file {}", path.display()),
                format!("Make it first: themata new {}", shell(&path.to_string_lossy())),
            ));
        }
        let mut project = Project::open(path)?;
        project.watch(&Bar::watching("Writing"));
        // Nothing is changed by what is known of a damaged file.
        let reader = Reader::open(path)?;
        let corpus = reader.corpus()?;
        Ok(Self { project, reader, corpus, json: false })
    }

    /// The same; what was done is told as JSON where that is asked for.
    pub fn telling(self, json: bool) -> Self {
        Self { json, ..self }
    }

    /// Does something as one step of the kind `kind`; somebody new joins the project's coders in the same step.
    pub fn step<T>(&mut self, who: Identity, kind: OpKind, work: impl FnOnce(&mut Project) -> Result<T>) -> Result<Done<T>> {
        let known = self.corpus.coder_named(&who.initials).cloned();
        let joins = known.is_none();
        let done = self.project.as_one_step(kind, |project| {
            match known {
                Some(coder) => project.set_coder(coder),
                None => drop(project.be_coder(&who.initials, &who.name)?),
            }
            work(project)
        })?;
        if joins && done.op.is_some() {
            say(&format!("{} is new in this project and was added to its coders.", who.initials));
        }
        Ok(done)
    }

    /// Does something as one step, tells what was done in the words of the history, and closes the project.
    pub fn act<T>(mut self, who: Identity, kind: OpKind, work: impl FnOnce(&mut Project) -> Result<T>) -> Outcome {
        let done = self.step(who, kind, work)?;
        self.finish(done.op)
    }

    /// Tells what was done, in the words of the history, and closes the project.
    pub fn finish(self, op: Option<i64>) -> Outcome {
        self.finish_with(op, NoMore {})
    }

    /// The same; scripts are told more of it.
    pub fn finish_with(mut self, op: Option<i64>, more: impl serde::Serialize) -> Outcome {
        self.project.unwatch();
        match (op, self.project.next_undo()?) {
            (Some(op), Some(step)) if self.json => {
                show_json(&Told { stepped: Stepped { step: Some(op), did: plain(&step.label) }, more })?;
            }
            _ if self.json => show_json(&Told { stepped: Stepped { step: None, did: String::new() }, more })?,
            (Some(op), Some(step)) => say(&format!("{}. (step {op})", step.label)),
            _ => say("Nothing changed."),
        }
        Ok(self.project.close()?)
    }
}

/// Words as a shell takes them for one.
pub(super) fn shell(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "_-./:@%+,=".contains(c);
    if !word.is_empty() && word.chars().all(plain) { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_safe_in_a_shell() {
        assert_eq!(shell("a/b.themata"), "a/b.themata");
        assert_eq!(shell("Bo's $HOME"), "'Bo'\\''s $HOME'");
        assert_eq!(shell(""), "''");
    }
}
