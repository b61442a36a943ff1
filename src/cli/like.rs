//! `themata like`: paragraphs like the passages of a code that are not coded so yet; coded, dismissed, or offered again.

use super::desk::{AsJson, Desk, File, Shelf, Who, end};
use super::find;
use super::out::{Failure, Outcome, say, show, show_json, tame, usage};
use super::search::ready;
use crate::analysis::{Corpus, Texts};
use crate::jobs::Progress;
use crate::model::{CodeId, Dismissed, DismissedId, SourceId, Span};
use crate::project::op::{OpKind, count};
use crate::project::{NewCoding, Reader};
use crate::search::Finder;
use crate::search::words::{Alike, Lexis, Likeness, MoreLike, more_like, places};
use crate::{Error, Result};
use std::io::Write;

/// Find more like the passages of a code
///
/// The words that tell its passages from all else that is said are found first; then every paragraph that nobody has coded so is compared by
/// them. The likest stand first, each with the words that made it so. Nothing is coded by itself, and nothing leaves this machine.
///
/// Example: themata like study.themata "Law 2/Money" --limit 10
/// Example: themata like study.themata "Law 2/Money" --in "role:nurse" --accept 1,3 --coder BP
/// Example: themata like study.themata "Law 2/Money" --dismissed
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Like {
    #[command(flatten)]
    file: File,
    /// The code; what lies below it counts with it. Several are one
    #[arg(value_name = "CODE", required = true)]
    codes: Vec<String>,
    /// Show this many
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    limit: usize,
    /// Only paragraphs in which this search finds something
    #[arg(long = "in", value_name = "QUERY")]
    within: Option<String>,
    #[command(flatten)]
    act: Act,
    #[command(flatten)]
    who: Who,
    #[command(flatten)]
    form: AsJson,
}

/// What is done with what the list shows.
#[derive(clap::Args, Debug)]
#[group(multiple = false)]
struct Act {
    /// Code these with the code, by their numbers in the list as it is now, such as 1,3
    #[arg(long, value_name = "NUMBERS", value_delimiter = ',')]
    accept: Vec<usize>,
    /// Do not offer these again for the code, by their numbers
    #[arg(long, value_name = "NUMBERS", value_delimiter = ',')]
    dismiss: Vec<usize>,
    /// Show what was dismissed for the code
    #[arg(long)]
    dismissed: bool,
    /// Offer these again, by their numbers in the list of --dismissed
    #[arg(long, value_name = "NUMBERS", value_delimiter = ',')]
    again: Vec<usize>,
}

#[derive(serde::Serialize)]
struct LikeJson {
    telling: Vec<TellingJson>,
    of: usize,
    found: Vec<Row>,
}

#[derive(serde::Serialize)]
struct TellingJson {
    word: String,
    here: u64,
    elsewhere: u64,
    log_ratio: f64,
    g2: f64,
}

#[derive(serde::Serialize)]
struct Row {
    number: usize,
    source: String,
    turn: Option<usize>,
    start: u32,
    end: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    words: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coder: Option<String>,
    text: String,
}

impl Like {
    /// Finds and shows, or does what was decided.
    pub(super) fn run(self) -> Outcome {
        let Shelf { reader, corpus } = Shelf::open(&self.file.file)?;
        let codes = self.codes.iter().map(|path| find::code(&corpus, path).map(|code| code.id)).collect::<Result<Vec<_>>>()?;
        if self.act.dismissed {
            return self.show_dismissed(&reader, &corpus, &codes);
        }
        let acts = [&self.act.accept, &self.act.dismiss, &self.act.again].into_iter().any(|numbers| !numbers.is_empty());
        if acts {
            let [code] = codes[..] else { return usage("a passage is coded or dismissed for one code", "Name one code.") };
            return self.decide(&reader, &corpus, code);
        }
        let like = self.found(&reader, &corpus, &codes, self.limit)?;
        let texts = reader.texts(&corpus);
        let rows = like.found.iter().enumerate().map(|(n, alike)| of_alike(&corpus, &texts, &like, n, alike)).collect::<Result<Vec<_>>>()?;
        if self.form.json {
            let telling = like.telling.iter().map(|telling| TellingJson {
                word: telling.word.clone(),
                here: telling.counts.here,
                elsewhere: telling.counts.there,
                log_ratio: telling.counts.log_ratio(),
                g2: telling.counts.g2(),
            });
            show_json(&LikeJson { telling: telling.collect(), of: like.of, found: rows })?;
            return end(&reader);
        }
        show(|out| rows.iter().try_for_each(|row| row.line(out)))?;
        let words: Vec<&str> = like.telling.iter().take(12).map(|telling| telling.word.as_str()).collect();
        say(&format!("{} of {}, by {}", rows.len(), count(like.of, "paragraph", "paragraphs"), words.join(", ")));
        end(&reader)
    }

    fn found(&self, reader: &Reader, corpus: &Corpus, codes: &[CodeId], most: usize) -> Outcome<MoreLike> {
        let texts = reader.texts(corpus);
        let progress = Progress::silent();
        let within = match &self.within {
            Some(query) => Some(places(&Finder::new(corpus, &texts), &mut ready(query, corpus)?, &progress)?),
            None => None,
        };
        let lexis = Lexis { stems: true, ..Lexis::of(corpus) };
        let like = more_like(corpus, &texts, &Likeness { codes, most, within }, &lexis, &progress)?;
        if like.telling.is_empty() {
            let hint = "Code a few more passages first, or name the code above it.";
            return Err(Failure::Refused(Error::hint("no word tells the passages of this code from the others yet", hint)));
        }
        Ok(like)
    }

    /// Codes, dismisses or offers again, as one step.
    fn decide(self, reader: &Reader, corpus: &Corpus, code: CodeId) -> Outcome {
        let who = self.who.needed()?;
        if !self.act.again.is_empty() {
            let all: Vec<DismissedId> = corpus.dismissed_for(code).map(|row| row.id).collect();
            let ids = numbered(&self.act.again, &all)?;
            return Desk::open(&self.file.file)?.act(who, OpKind::OfferAgain, |project| project.offer_again(&ids));
        }
        let numbers = if self.act.accept.is_empty() { &self.act.dismiss } else { &self.act.accept };
        let most = numbers.iter().copied().max().unwrap_or(0);
        let like = self.found(reader, corpus, &[code], most)?;
        let all: Vec<(SourceId, Span)> = like.found.iter().map(|alike| (alike.source, alike.span)).collect();
        let passages = numbered(numbers, &all)?;
        let desk = Desk::open(&self.file.file)?;
        // The numbers are those of the project as it was read.
        if desk.reader.last_op()? != reader.last_op()? {
            return Err(Error::hint("the project was changed meanwhile", "Look at the list again.").into());
        }
        if self.act.accept.is_empty() {
            return desk.act(who, OpKind::DismissPassages, |project| project.dismiss(code, &passages).map(drop));
        }
        let list: Vec<NewCoding> = passages.into_iter().map(|(source, span)| NewCoding { source, span, code }).collect();
        desk.act(who, OpKind::ApplyCodes, |project| project.apply_codes(&list).map(drop))
    }

    fn show_dismissed(&self, reader: &Reader, corpus: &Corpus, codes: &[CodeId]) -> Outcome {
        let texts = reader.texts(corpus);
        let all = codes.iter().flat_map(|code| corpus.dismissed_for(*code));
        let rows = all.enumerate().map(|(n, row)| of_dismissed(corpus, &texts, n, row)).collect::<Result<Vec<_>>>()?;
        if self.form.json {
            show_json(&rows)?;
            return end(reader);
        }
        show(|out| rows.iter().try_for_each(|row| row.line(out)))?;
        match rows.len() {
            0 => say("Nothing is dismissed for this code."),
            rows => say(&format!("{} dismissed; --again NUMBERS offers them again", count(rows, "passage", "passages"))),
        }
        end(reader)
    }
}

/// What stands under these numbers, from 1.
fn numbered<T: Copy>(numbers: &[usize], all: &[T]) -> Outcome<Vec<T>> {
    let one = |number: &usize| {
        let found = number.checked_sub(1).and_then(|at| all.get(at)).copied();
        found.ok_or_else(|| Error::hint(format!("there is no number {number} in the list"), format!("It has {}.", count(all.len(), "row", "rows"))))
    };
    Ok(numbers.iter().map(one).collect::<Result<_>>()?)
}

fn row(corpus: &Corpus, texts: &dyn Texts, n: usize, (source, span): (SourceId, Span)) -> Result<Row> {
    let text = texts.text(source)?;
    let turn = text.structure.turns_in(span).next();
    Ok(Row {
        number: n + 1,
        source: corpus.source(source).map_or_else(String::new, |source| source.name.clone()),
        turn: turn.map(|turn| turn + 1),
        start: span.start,
        end: span.end,
        score: None,
        words: Vec::new(),
        coder: None,
        text: text.words_of(span),
    })
}

fn of_alike(corpus: &Corpus, texts: &dyn Texts, like: &MoreLike, n: usize, alike: &Alike) -> Result<Row> {
    let words = alike.words.iter().map(|at| like.telling[*at].word.clone()).collect();
    Ok(Row { score: Some(alike.score), words, ..row(corpus, texts, n, (alike.source, alike.span))? })
}

fn of_dismissed(corpus: &Corpus, texts: &dyn Texts, n: usize, dismissed: &Dismissed) -> Result<Row> {
    let coder = corpus.coder(dismissed.coder).map(|coder| coder.initials.clone());
    Ok(Row { coder, ..row(corpus, texts, n, (dismissed.source, dismissed.span))? })
}

impl Row {
    fn line(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let turn = self.turn.map_or_else(String::new, |turn| format!(", turn {turn}"));
        let score = self.score.map_or_else(String::new, |score| format!("{score:.1}  "));
        let why = if self.words.is_empty() { self.coder.clone().unwrap_or_default() } else { self.words.join(", ") };
        writeln!(out, "{:>3}  {score}{}{turn}  ({})", self.number, tame(&self.source), tame(&why))?;
        writeln!(out, "     {}", tame(&self.text).split_whitespace().collect::<Vec<_>>().join(" "))
    }
}
