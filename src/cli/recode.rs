//! `themata recode`, `themata star` and `themata resize`: changing codings that are there.

use super::chosen::Chosen;
use super::desk::{Desk, File, Who};
use super::find;
use super::out::{Outcome, say, usage};
use super::passage::{Place, span_of};
use crate::analysis::asked_said;
use crate::model::grouped;
use crate::project::op::OpKind;

/// Give codings another code
///
/// They keep their coder, their time, their star and their memos. Without --source it is all that you have coded with the code.
///
/// Example: themata recode study.themata --code Money --to "Law 2/Funding" --source "Interview 1" --coder BP
#[derive(clap::Args, Debug)]
pub struct Recode {
    #[command(flatten)]
    file: File,
    #[command(flatten)]
    chosen: Chosen,
    /// The code they get
    #[arg(long, value_name = "PATH")]
    to: String,
    #[command(flatten)]
    who: Who,
}

/// Make codings key quotes, or no longer
///
/// Example: themata star study.themata --source "Interview 1" --code "Law 2/Funding" --turn 14 --coder BP
#[derive(clap::Args, Debug)]
pub struct Star {
    #[command(flatten)]
    file: File,
    #[command(flatten)]
    chosen: Chosen,
    /// Take the star off
    #[arg(long)]
    off: bool,
    #[command(flatten)]
    who: Who,
}

/// Move the ends of a coding
///
/// Example: themata resize study.themata --source "Interview 1" --code "Law 2/Funding" --turn 14 --to 120..480 --coder BP
#[derive(clap::Args, Debug)]
pub struct Resize {
    #[command(flatten)]
    file: File,
    #[command(flatten)]
    chosen: Chosen,
    /// Its new positions, as START..END, counted in characters from 0
    #[arg(long, value_name = "START..END")]
    to: String,
    #[command(flatten)]
    who: Who,
}

impl Recode {
    /// Gives them the code.
    pub(super) fn run(self) -> Outcome {
        let identity = self.who.needed()?;
        let desk = Desk::open(&self.file.file)?;
        let ids = self.chosen.find(&desk.corpus, &desk.reader, &identity)?;
        let to = find::code(&desk.corpus, &self.to)?.id;
        desk.act(identity, OpKind::Recode, |project| project.recode(&ids, to))
    }
}

impl Star {
    /// Gives or takes the star.
    pub(super) fn run(self) -> Outcome {
        self.chosen.one_place()?;
        let identity = self.who.needed()?;
        let desk = Desk::open(&self.file.file)?;
        let ids = self.chosen.find(&desk.corpus, &desk.reader, &identity)?;
        let places: Vec<_> = ids.iter().filter_map(|id| desk.corpus.coding(*id)).map(|coding| (coding.source, coding.span)).collect();
        let note = if self.off { None } else { asked_said(&desk.corpus, &desk.reader.texts(&desk.corpus), &places, true)? };
        desk.act(identity, OpKind::StarCodings, |project| project.star_codings(&ids, !self.off))?;
        note.iter().for_each(|words| say(&format!("{words}.")));
        Ok(())
    }
}

impl Resize {
    /// Moves them.
    pub(super) fn run(self) -> Outcome {
        self.chosen.one_place()?;
        let identity = self.who.needed()?;
        let desk = Desk::open(&self.file.file)?;
        let ids = self.chosen.find(&desk.corpus, &desk.reader, &identity)?;
        let [id] = ids.as_slice() else {
            return usage(
                format!("that may be any of {} codings", grouped(ids.len())),
                "Say which: --coding ID, as themata codings FILE --json shows it.",
            );
        };
        let source = desk.corpus.any_coding(*id).map(|coding| coding.source);
        let source = source.ok_or_else(|| crate::Error::NotFound("that coding is no longer in the project".into()))?;
        let text = desk.reader.source_text(&desk.corpus, source)?;
        let span = span_of(&Place { span: Some(self.to), text: None, turn: None }, &text)?;
        desk.act(identity, OpKind::ResizeCoding, |project| project.resize_coding(*id, span))
    }
}
