//! `themata copy`: the project under another name.

use super::desk::{File, Shelf, end};
use super::excerpts::warn;
use super::out::{Outcome, say};
use super::progress::Bar;
use crate::export::copy_disclosed;
use crate::project::copy_without_key;
use crate::project::op::count;
use std::path::{Path, PathBuf};

/// Save a copy of a project under another name, with all its history; or one to be handed on, without its key
///
/// A file that is there already is refused. Without the key a copy has the project as it is today: no history, no older versions of texts,
/// no original files, no list of pseudonyms, no names in full. Apply the pseudonyms first: names that remain are counted before it is written.
///
/// Example: themata copy study.themata study-for-sofia.themata
/// Example: themata copy study.themata study-to-archive.themata --without-key
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Copy {
    #[command(flatten)]
    file: File,
    /// The new file; .themata is added unless it ends so
    #[arg(value_name = "NEW")]
    to: PathBuf,
    /// Leave out the history and everything that says who somebody is
    #[arg(long)]
    without_key: bool,
}

impl Copy {
    /// Copies it.
    pub(super) fn run(self) -> Outcome {
        let to = crate::project::project_file(&self.to);
        if self.without_key {
            return self.hand_on(&to);
        }
        let bar = Bar::new("Copying");
        crate::project::copy(&self.file.file, &to, &|done, total| bar.go(whole(done), whole(total)))?;
        bar.end();
        say(&format!("Saved a copy as {}.", to.display()));
        Ok(())
    }

    fn hand_on(&self, to: &Path) -> Outcome {
        let Shelf { reader, corpus } = Shelf::open(&self.file.file)?;
        if reader.harm().is_some() {
            return end(&reader);
        }
        let found = copy_disclosed(&corpus, &reader.texts(&corpus))?;
        warn(&found);
        if !found.is_empty() {
            say("hint: themata pseudonyms FILE check lists them, themata pseudonyms FILE apply replaces what has a pseudonym");
        }
        let bar = Bar::new("Copying");
        let done = copy_without_key(&self.file.file, to, &|done, total| bar.go(whole(done), whole(total)))?;
        bar.end();
        if done.lost > 0 {
            let codings = count(done.lost, "coding that has", "codings that have");
            say(&format!("{codings} no words left in today’s texts stayed behind."));
        }
        say(&format!("Saved a copy without the key as {}: {}.", to.display(), count(done.sources, "source", "sources")));
        Ok(())
    }
}

fn whole(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}
