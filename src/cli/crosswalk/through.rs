//! A project read through a crosswalk by commands that show what is coded.

use super::super::desk::{File, Shelf};
use super::super::find;
use super::super::out::say;
use super::title;
use crate::analysis::lens::Lens;
use crate::analysis::{Corpus, Scope};
use crate::model::Crosswalk;
use crate::{Error, Result};
use std::path::Path;

/// What commands begin with that show what is coded, perhaps read through a crosswalk.
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct ReadThrough {
    #[command(flatten)]
    pub file: File,
    /// Print JSON instead of text
    #[arg(long, global = true)]
    pub json: bool,
    #[command(flatten)]
    pub through: Through,
}

/// Whether a project is read through a crosswalk.
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Through {
    /// Read what is coded in this framework as codes of the one that it is linked to; FROM>TO where it is linked to several
    #[arg(long, value_name = "FRAMEWORK", global = true)]
    through: Option<String>,
}

impl Through {
    /// Opens a project, read through the crosswalk that is named.
    pub fn open(&self, path: &Path) -> Result<Shelf> {
        let shelf = Shelf::open(path)?;
        Ok(match self.read(&shelf.corpus)? {
            Some(corpus) => Shelf { corpus, ..shelf },
            None => shelf,
        })
    }

    /// Whether one is named.
    pub fn is_named(&self) -> bool {
        self.through.is_some()
    }

    /// What is coded, read through the crosswalk that is named, and in other frameworks as it is coded; nothing where none is named.
    pub fn read(&self, corpus: &Corpus) -> Result<Option<Corpus>> {
        let Some(one) = self.crosswalk(corpus)? else { return Ok(None) };
        let lens = Lens::new(corpus, one);
        // What is counted goes nowhere without what it rests on.
        say(&lens.basis(&Scope::default()));
        Ok(Some(lens.corpus_of_all(&Scope::default())))
    }

    /// The crosswalk that is named; nothing where none is.
    pub fn crosswalk<'a>(&self, corpus: &'a Corpus) -> Result<Option<&'a Crosswalk>> {
        let Some(name) = &self.through else { return Ok(None) };
        let (from, to) = name.split_once('>').map_or((name.as_str(), None), |(from, to)| (from, Some(to)));
        let from = find::framework(corpus, from)?;
        let to = to.map(|name| find::framework(corpus, name).map(|one| one.id)).transpose()?;
        let fits = |one: &&Crosswalk| one.from_framework == from.id && to.is_none_or(|id| one.to_framework == id);
        let found: Vec<&Crosswalk> = corpus.crosswalks().iter().filter(fits).collect();
        match found.as_slice() {
            [only] => Ok(Some(only)),
            [] => {
                Err(Error::hint(format!("{} is not linked to another framework", from.name), "Link its codes: themata crosswalk FILE map CODE OTHER"))
            }
            several => {
                let names: Vec<String> = several.iter().map(|one| title(corpus, one).replace(" → ", ">")).collect();
                Err(Error::hint(format!("{} is linked to several frameworks", from.name), format!("Write one of these: {}.", names.join(", "))))
            }
        }
    }
}
