//! A passage as the command line names it: by positions, by its words or by a turn.

use super::find;
use super::out::{Outcome, usage};
use crate::analysis::Corpus;
use crate::model::{SourceId, Span};
use crate::project::Reader;
use crate::project::op::count;
use crate::text::SourceText;
use crate::{Error, Result};

/// Which passage of which source.
#[derive(clap::Args, Debug)]
pub(super) struct Passage {
    /// The source, by name or file name; a part of the name will do when no other source has it
    #[arg(long, value_name = "NAME")]
    pub source: String,
    #[command(flatten)]
    pub place: Place,
}

/// Which place in it.
#[derive(clap::Args, Debug)]
#[group(required = true, multiple = false)]
pub(super) struct Place {
    /// Positions as START..END, counted in characters from 0
    #[arg(long, value_name = "START..END")]
    pub span: Option<String>,
    /// The exact words; they must stand in the source once
    #[arg(long, value_name = "WORDS")]
    pub text: Option<String>,
    /// A whole turn, by its number from 1
    #[arg(long, value_name = "NUMBER")]
    pub turn: Option<usize>,
}

impl Passage {
    /// The source and the span that are meant.
    pub fn find(&self, corpus: &Corpus, reader: &Reader) -> Outcome<(SourceId, Span)> {
        let source = find::source(corpus, &self.source)?.id;
        let text = reader.source_text(corpus, source)?;
        Ok((source, span_of(&self.place, &text)?))
    }
}

/// The span of a place in a text.
pub(super) fn span_of(place: &Place, text: &SourceText) -> Outcome<Span> {
    match place {
        Place { span: Some(span), .. } => positions(span, text),
        Place { text: Some(words), .. } => Ok(once(text, words)?),
        Place { turn: Some(number), .. } => Ok(turn(text, *number)?),
        _ => usage("it is not said which passage", "Give one of --span, --text and --turn."),
    }
}

fn positions(written: &str, text: &SourceText) -> Outcome<Span> {
    let parts = written.split_once("..").and_then(|(from, to)| Some((from.trim().parse::<u32>().ok()?, to.trim().parse::<u32>().ok()?)));
    match parts {
        Some((from, to)) if from < to && to <= text.geometry.chars() => Ok(Span { start: from, end: to }),
        Some((from, to)) if from < to => {
            Err(Error::hint(format!("{from}..{to} lies past the end of the source"), format!("It has {} characters.", text.geometry.chars())).into())
        }
        _ => usage(format!("“{written}” is no span"), "Write it as 120..480: the first position inside and the first after."),
    }
}

/// The one place where these words stand.
fn once(text: &SourceText, words: &str) -> Result<Span> {
    let whole = text.geometry.text();
    let found: Vec<usize> = if words.trim().is_empty() { Vec::new() } else { whole.match_indices(words).map(|(at, _)| at).take(3).collect() };
    match found.as_slice() {
        [at] => Ok(Span { start: text.geometry.char(*at), end: text.geometry.char(*at + words.len()) }),
        // The words themselves are a participant's and stay out of messages.
        [] => Err(Error::hint("these words do not stand in that source", "They are looked for exactly: signs, capitals and spaces count.")),
        _ => Err(Error::hint("these words stand in that source more than once", "Give more of them, or say --turn NUMBER or --span START..END.")),
    }
}

fn turn(text: &SourceText, number: usize) -> Result<Span> {
    let turns = &text.structure.turns;
    let found = number.checked_sub(1).and_then(|at| turns.get(at)).and_then(|turn| text.said_in(turn.span));
    found.ok_or_else(|| {
        Error::hint(format!("that source has no turn {number} with words"), format!("It has {}.", count(turns.len(), "turn", "turns")))
    })
}
