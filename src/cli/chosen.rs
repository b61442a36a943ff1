//! Which codings a command means: by id, or by code, source and passage.

use super::find;
use super::out::{Outcome, usage};
use super::passage::{Passage, Place};
use crate::Error;
use crate::model::{Coding, CodingId};
use crate::project::{Identity, Reader};

/// Which codings.
#[derive(clap::Args, Debug)]
pub(super) struct Chosen {
    /// This coding, by its id (themata codings FILE --json); several times for several
    #[arg(long, value_name = "ID", conflicts_with_all = ["source", "code"])]
    coding: Vec<String>,
    /// What is coded with this code, as a path of names or short names
    #[arg(long, value_name = "PATH", required_unless_present = "coding")]
    code: Option<String>,
    /// In this source, by name or file name
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// Touching these positions, as START..END, counted in characters from 0
    #[arg(long, value_name = "START..END", requires = "source", conflicts_with_all = ["text", "turn"])]
    span: Option<String>,
    /// Touching these exact words; they must stand in the source once
    #[arg(long, value_name = "WORDS", requires = "source", conflicts_with = "turn")]
    text: Option<String>,
    /// Touching this turn, by its number from 1
    #[arg(long, value_name = "NUMBER", requires = "source")]
    turn: Option<usize>,
    /// Also what others have coded
    #[arg(long)]
    everybody: bool,
}

impl Chosen {
    /// The passage that is named, if one is.
    pub fn passage(&self) -> Option<Passage> {
        let source = self.source.clone()?;
        let place = Place { span: self.span.clone(), text: self.text.clone(), turn: self.turn };
        (place.span.is_some() || place.text.is_some() || place.turn.is_some()).then_some(Passage { source, place })
    }

    /// The codings that are meant; a refusal that says who has coded it, where none is one's own.
    pub fn find(&self, corpus: &crate::analysis::Corpus, reader: &Reader, identity: &Identity) -> Outcome<Vec<CodingId>> {
        let coder = corpus.coder_named(&identity.initials).map(|coder| coder.id);
        let all: Vec<&Coding> = match &self.code {
            None => self.coding.iter().map(|id| find::coding(corpus, id)).collect::<Result<_, _>>()?,
            Some(path) => {
                let code = find::code(corpus, path)?.id;
                let source = self.source.as_deref().map(|name| find::source(corpus, name).map(|source| source.id)).transpose()?;
                let span = self.passage().map(|passage| passage.find(corpus, reader)).transpose()?.map(|(_, span)| span);
                let here = |coding: &&Coding| {
                    coding.code == code && source.is_none_or(|id| coding.source == id) && span.is_none_or(|span| coding.span.overlaps(span))
                };
                corpus.codings().filter(here).collect()
            }
        };
        let own: Vec<CodingId> = all.iter().filter(|coding| self.everybody || Some(coding.coder) == coder).map(|coding| coding.id).collect();
        if own.len() == all.len() && !own.is_empty() || !own.is_empty() && self.code.is_some() {
            return Ok(own);
        }
        let hint = match all.iter().find(|coding| Some(coding.coder) != coder).and_then(|coding| corpus.coder(coding.coder)) {
            Some(other) => format!("{0} has coded it: --coder {0} works on that, or --everybody on all of it.", other.initials),
            None => "Nobody has coded it so.".to_owned(),
        };
        Err(Error::hint(format!("{} has not coded that; nothing was changed", identity.initials), hint).into())
    }

    /// Refuses a wish for a whole source or code where a passage must be said.
    pub fn one_place(&self) -> Outcome {
        match self.coding.is_empty() && self.passage().is_none() {
            true => usage("it is not said which passage", "Give --source with one of --span, --text and --turn; or --coding ID."),
            false => Ok(()),
        }
    }
}
