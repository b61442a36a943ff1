//! `themata uncode`: taking a coding off.

use super::desk::{Desk, File, Who};
use super::find;
use super::out::Outcome;
use super::passage::Passage;
use crate::Error;
use crate::model::{Coding, CodingId};
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
    passage: Passage,
    /// The code to take off
    #[arg(long, value_name = "PATH")]
    code: String,
    /// Take off only what lies inside the passage
    #[arg(long)]
    part: bool,
    #[command(flatten)]
    who: Who,
}

impl Uncode {
    /// Takes it off.
    pub(super) fn run(self) -> Outcome {
        let identity = self.who.needed()?;
        let desk = Desk::open(&self.file.file)?;
        let (source, span) = self.passage.find(&desk.corpus, &desk.reader)?;
        let code = find::code(&desk.corpus, &self.code)?;
        let coder = desk.corpus.coder_named(&identity.initials).map(|coder| coder.id);
        let here = |coding: &&Coding| coding.code == code.id && coding.span.overlaps(span);
        let all: Vec<&Coding> = desk.corpus.codings_of(source).iter().filter(here).collect();
        let own: Vec<CodingId> = all.iter().filter(|coding| Some(coding.coder) == coder).map(|coding| coding.id).collect();
        if own.is_empty() {
            let hint = match all.first().and_then(|coding| desk.corpus.coder(coding.coder)) {
                Some(other) => format!("{} has coded it: --coder {} takes that off.", other.initials, other.initials),
                None => "Nobody has coded it so.".to_owned(),
            };
            return Err(Error::hint(format!("{} has not coded that passage as “{}”", identity.initials, code.name), hint).into());
        }
        match self.part {
            true => desk.act(Some(identity), OpKind::TrimCodings, |project| project.trim_codings(&own, span)),
            false => desk.act(Some(identity), OpKind::RemoveCodings, |project| project.remove_codings(&own)),
        }
    }
}
