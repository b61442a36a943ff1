//! `themata code`: coding a passage.

use super::desk::{Desk, File, Who};
use super::find;
use super::out::{Outcome, say};
use super::passage::Passage;
use crate::project::NewCoding;

/// Code a passage
///
/// Example: themata code study.themata --source "Interview 1" --code "Law 2/Funding" --text "held back until somebody shouted" --coder BP
#[derive(clap::Args, Debug)]
pub struct CodeIt {
    #[command(flatten)]
    file: File,
    #[command(flatten)]
    passage: Passage,
    /// The code, as a path of names or short names; several times for several codes
    #[arg(long, value_name = "PATH", required = true)]
    code: Vec<String>,
    /// Make it a key quote
    #[arg(long)]
    star: bool,
    #[command(flatten)]
    who: Who,
}

impl CodeIt {
    /// Codes it.
    pub(super) fn run(self) -> Outcome {
        let identity = self.who.needed()?;
        let mut desk = Desk::open(&self.file.file)?;
        let (source, span) = self.passage.find(&desk.corpus, &desk.reader)?;
        let codes: Vec<_> = self.code.iter().map(|path| find::code(&desk.corpus, path).map(|code| code.id)).collect::<Result<_, _>>()?;
        desk.sign(Some(identity))?;
        let list: Vec<NewCoding> = codes.into_iter().map(|code| NewCoding { source, span, code }).collect();
        let done = desk.project.apply_codes(&list)?;
        if done.op.is_none() {
            say("You have coded that passage so already; nothing changed.");
            return Ok(desk.project.close()?);
        }
        if self.star {
            desk.project.star_codings(&done.value, true)?;
        }
        desk.finish(&done)
    }
}
