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
/// them. The likest stand first, each with the words that made it so. Nothing is coded by itself, and nothing leaves this machine. The letters
/// before a paragraph are its mark: they stay the same while the list changes, and --accept and --dismiss name paragraphs by them.
///
/// Example: themata like study.themata "Law 2/Money" --limit 10
/// Example: themata like study.themata "Law 2/Money" --in "role:nurse" --accept ktrw,bdgp --dismiss mzvf --coder BP
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
struct Act {
    /// Code these with the code, by their marks in the list, such as ktrw,bdgp
    #[arg(long, value_name = "MARKS", value_delimiter = ',', conflicts_with_all = ["dismissed", "again"])]
    accept: Vec<String>,
    /// Do not offer these again for the code, by their marks
    #[arg(long, value_name = "MARKS", value_delimiter = ',', conflicts_with_all = ["dismissed", "again"])]
    dismiss: Vec<String>,
    /// Show what was dismissed for the code
    #[arg(long, conflicts_with = "again")]
    dismissed: bool,
    /// Offer these again, by their marks in the list of --dismissed
    #[arg(long, value_name = "MARKS", value_delimiter = ',')]
    again: Vec<String>,
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
    mark: String,
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
        let acts = [&self.act.accept, &self.act.dismiss, &self.act.again].into_iter().any(|marks| !marks.is_empty());
        if acts {
            let [code] = codes[..] else { return usage("a passage is coded or dismissed for one code", "Name one code.") };
            return self.decide(&reader, &corpus, code);
        }
        let like = self.found(&reader, &corpus, &codes)?;
        let texts = reader.texts(&corpus);
        let marks = Marks::new(&corpus, like.found.iter().map(|alike| (alike.source, alike.span)));
        let shown = like.found.iter().take(self.limit).enumerate();
        let rows = shown.map(|(n, alike)| of_alike(&corpus, &texts, &like, (n, &marks), alike)).collect::<Result<Vec<_>>>()?;
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

    fn found(&self, reader: &Reader, corpus: &Corpus, codes: &[CodeId]) -> Outcome<MoreLike> {
        let texts = reader.texts(corpus);
        let progress = Progress::silent();
        let within = match &self.within {
            Some(query) => Some(places(&Finder::new(corpus, &texts), &mut ready(query, corpus)?, &progress)?),
            None => None,
        };
        let lexis = Lexis { stems: true, ..Lexis::of(corpus) };
        let like = more_like(corpus, &texts, &Likeness { codes, most: usize::MAX, within }, &lexis, &progress)?;
        if like.telling.is_empty() {
            let hint = "Code a few more passages first, or name the code above it.";
            return Err(Failure::Refused(Error::hint("no word tells the passages of this code from the others yet", hint)));
        }
        Ok(like)
    }

    /// Codes, dismisses or offers again, as one step, and shows what was taken.
    fn decide(self, reader: &Reader, corpus: &Corpus, code: CodeId) -> Outcome {
        let who = self.who.needed()?;
        let texts = reader.texts(corpus);
        if !self.act.again.is_empty() {
            let all: Vec<&Dismissed> = corpus.dismissed_for(code).collect();
            let marks = Marks::new(corpus, all.iter().map(|row| (row.source, row.span)));
            let taken = marks.all(&self.act.again)?;
            let rows = taken.iter().map(|at| Ok(("again", of_dismissed(corpus, &texts, (*at, &marks), all[*at])?))).collect::<Result<Vec<_>>>()?;
            let ids: Vec<DismissedId> = taken.iter().map(|at| all[*at].id).collect();
            let desk = self.desk(reader)?;
            desk.act(who, OpKind::OfferAgain, |project| project.offer_again(&ids))?;
            return told(&rows, self.form.json);
        }
        let like = self.found(reader, corpus, &[code])?;
        let place = |at: &usize| (like.found[*at].source, like.found[*at].span);
        let marks = Marks::new(corpus, like.found.iter().map(|alike| (alike.source, alike.span)));
        let (accepted, dismissed) = (marks.all(&self.act.accept)?, marks.all(&self.act.dismiss)?);
        if let Some(at) = accepted.iter().find(|at| dismissed.contains(at)) {
            return usage(format!("“{}” is accepted and dismissed at once", marks.of(*at)), "Name each paragraph once.");
        }
        let row = |(done, at): (&'static str, &usize)| Ok((done, of_alike(corpus, &texts, &like, (*at, &marks), &like.found[*at])?));
        let taken = accepted.iter().map(|at| ("coded", at)).chain(dismissed.iter().map(|at| ("dismissed", at)));
        let rows = taken.map(row).collect::<Result<Vec<_>>>()?;
        let list: Vec<NewCoding> = accepted.iter().map(place).map(|(source, span)| NewCoding { source, span, code }).collect();
        let gone: Vec<(SourceId, Span)> = dismissed.iter().map(place).collect();
        let desk = self.desk(reader)?;
        let kind = if list.is_empty() { OpKind::DismissPassages } else { OpKind::ApplyCodes };
        desk.act(who, kind, |project| {
            if !list.is_empty() {
                project.apply_codes(&list)?;
            }
            if !gone.is_empty() {
                project.dismiss(code, &gone)?;
            }
            Ok(())
        })?;
        told(&rows, self.form.json)
    }

    /// The project open to be changed, if it is as it was read.
    fn desk(&self, reader: &Reader) -> Outcome<Desk> {
        let desk = Desk::open(&self.file.file)?;
        if desk.reader.last_op()? != reader.last_op()? {
            return Err(Error::hint("the project was changed meanwhile", "Look at the list again.").into());
        }
        Ok(desk)
    }

    fn show_dismissed(&self, reader: &Reader, corpus: &Corpus, codes: &[CodeId]) -> Outcome {
        let texts = reader.texts(corpus);
        let all: Vec<&Dismissed> = codes.iter().flat_map(|code| corpus.dismissed_for(*code)).collect();
        let marks = Marks::new(corpus, all.iter().map(|row| (row.source, row.span)));
        let rows = all.iter().enumerate().map(|(n, row)| of_dismissed(corpus, &texts, (n, &marks), row)).collect::<Result<Vec<_>>>()?;
        if self.form.json {
            show_json(&rows)?;
            return end(reader);
        }
        show(|out| rows.iter().try_for_each(|row| row.line(out)))?;
        match rows.len() {
            0 => say("Nothing is dismissed for this code."),
            rows => say(&format!("{} dismissed; --again MARKS offers them again", count(rows, "passage", "passages"))),
        }
        end(reader)
    }
}

/// Shows what was taken, each with what becomes of it.
fn told(rows: &[(&'static str, Row)], json: bool) -> Outcome {
    if json {
        let rows: Vec<Taken> = rows.iter().map(|(done, row)| Taken { done, row }).collect();
        return show_json(&rows);
    }
    show(|out| {
        rows.iter().try_for_each(|(done, row)| {
            write!(out, "{done:<9}  ")?;
            row.line(out)
        })
    })
}

#[derive(serde::Serialize)]
struct Taken<'a> {
    done: &'static str,
    #[serde(flatten)]
    row: &'a Row,
}

/// What paragraphs are called by: letters made of their source and place, as few as tell them apart. They stay while the list changes.
struct Marks {
    whole: Vec<String>,
    letters: usize,
}

impl Marks {
    /// Letters that make no words, and no numbers.
    const SIGNS: &[u8; 20] = b"bcdfghjklmnpqrstvwxz";
    /// All letters of a mark, and the fewest that are shown.
    const WHOLE: usize = 16;
    const FEWEST: usize = 4;

    fn new(corpus: &Corpus, places: impl Iterator<Item = (SourceId, Span)>) -> Self {
        let whole: Vec<String> = places
            .map(|(source, span)| {
                let name = corpus.source(source).map_or("", |source| source.name.as_str());
                let hash = blake3::hash(format!("{name}\n{}\n{}", span.start, span.end).as_bytes());
                hash.as_bytes()[..Self::WHOLE].iter().map(|byte| char::from(Self::SIGNS[usize::from(*byte) % Self::SIGNS.len()])).collect()
            })
            .collect();
        let mut sorted: Vec<&str> = whole.iter().map(String::as_str).collect();
        sorted.sort_unstable();
        let shared = |pair: &[&str]| pair[0].bytes().zip(pair[1].bytes()).take_while(|(a, b)| a == b).count();
        let letters = sorted.windows(2).map(shared).max().map_or(Self::FEWEST, |shared| (shared + 1).clamp(Self::FEWEST, Self::WHOLE));
        Self { whole, letters }
    }

    /// The mark of a place in the list.
    fn of(&self, at: usize) -> &str {
        self.whole.get(at).map_or("", |mark| &mark[..self.letters])
    }

    /// The places in the list that these are the marks of, each once.
    fn all(&self, marks: &[String]) -> Outcome<Vec<usize>> {
        let mut places = Vec::new();
        for mark in marks {
            let at = self.one(&mark.trim().to_lowercase())?;
            if !places.contains(&at) {
                places.push(at);
            }
        }
        Ok(places)
    }

    fn one(&self, mark: &str) -> Outcome<usize> {
        if mark.is_empty() || mark.chars().all(|c| c.is_ascii_digit()) {
            let hint = "A number is another paragraph's once one above it is gone. The mark is the letters before it, such as ktrw.";
            return usage(format!("“{mark}” is no mark: paragraphs are named by their marks in the list"), hint);
        }
        let mut found = self.whole.iter().enumerate().filter(|(_, whole)| mark.len() >= Self::FEWEST && whole.starts_with(mark)).map(|(at, _)| at);
        match (found.next(), found.next()) {
            (Some(at), None) => Ok(at),
            (Some(_), Some(_)) => {
                Err(Error::hint(format!("“{mark}” is the mark of several paragraphs"), "Look at the list again: it tells them apart.").into())
            }
            (None, _) => {
                let hint = "It was coded or dismissed meanwhile, its text was corrected, or the mark is another. Look at the list again; nothing was changed.";
                Err(Error::hint(format!("no paragraph of the list has the mark “{mark}”"), hint).into())
            }
        }
    }
}

fn row(corpus: &Corpus, texts: &dyn Texts, (n, marks): (usize, &Marks), (source, span): (SourceId, Span)) -> Result<Row> {
    let text = texts.text(source)?;
    let turn = text.structure.turns_in(span).next();
    Ok(Row {
        number: n + 1,
        mark: marks.of(n).to_owned(),
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

fn of_alike(corpus: &Corpus, texts: &dyn Texts, like: &MoreLike, at: (usize, &Marks), alike: &Alike) -> Result<Row> {
    let words = alike.words.iter().map(|at| like.telling[*at].word.clone()).collect();
    Ok(Row { score: Some(alike.score), words, ..row(corpus, texts, at, (alike.source, alike.span))? })
}

fn of_dismissed(corpus: &Corpus, texts: &dyn Texts, at: (usize, &Marks), dismissed: &Dismissed) -> Result<Row> {
    let coder = corpus.coder(dismissed.coder).map(|coder| coder.initials.clone());
    Ok(Row { coder, ..row(corpus, texts, at, (dismissed.source, dismissed.span))? })
}

impl Row {
    fn line(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let turn = self.turn.map_or_else(String::new, |turn| format!(", turn {turn}"));
        let score = self.score.map_or_else(String::new, |score| format!("{score:.1}  "));
        let why = if self.words.is_empty() { self.coder.clone().unwrap_or_default() } else { self.words.join(", ") };
        writeln!(out, "{}  {score}{}{turn}  ({})", self.mark, tame(&self.source), tame(&why))?;
        writeln!(out, "     {}", crate::text::on_one_line(tame(&self.text)))
    }
}
