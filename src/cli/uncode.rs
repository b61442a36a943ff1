//! `themata uncode`: taking a coding off.

use super::chosen::Chosen;
use super::desk::{Desk, File, Who};
use super::out::{Outcome, usage};
use crate::project::op::OpKind;

/// Take your coding off a passage
///
/// Takes off what you have coded with the code and what touches the passage; with --part only the part inside the
/// passage, so that the rest stays coded.
///
/// Example: themata uncode study.themata --source "Interview 1" --code "Law 2/Funding" --turn 14 --coder BP
#[derive(clap::Args, Debug)]
pub struct Uncode {
    #[command(flatten)]
    file: File,
    #[command(flatten)]
    chosen: Chosen,
    /// Take off only what lies inside the passage
    #[arg(long)]
    part: bool,
    #[command(flatten)]
    who: Who,
}

impl Uncode {
    /// Takes it off.
    pub(super) fn run(self) -> Outcome {
        self.chosen.one_place()?;
        let identity = self.who.needed()?;
        let desk = Desk::open(&self.file.file)?;
        let ids = self.chosen.find(&desk.corpus, &desk.reader, &identity)?;
        if !self.part {
            return desk.act(identity, OpKind::RemoveCodings, |project| project.remove_codings(&ids));
        }
        let Some(passage) = self.chosen.passage() else {
            return usage("--part takes off a part of a passage", "Give --source with one of --span, --text and --turn.");
        };
        let (_, span) = passage.find(&desk.corpus, &desk.reader)?;
        desk.act(identity, OpKind::TrimCodings, |project| project.trim_codings(&ids, span))
    }
}
