//! `themata like`: paragraphs like the passages of a code that are not coded so yet.

use super::desk::{AsJson, File, Shelf, end};
use super::find;
use super::out::{Failure, Outcome, say, show, show_json, tame};
use crate::Error;
use crate::analysis::{Corpus, Texts};
use crate::jobs::Progress;
use crate::project::op::count;
use crate::search::words::{Alike, Lexis, MoreLike, more_like};
use std::io::Write;

/// Find more like the passages of a code
///
/// The words that tell its passages from all else that is said are found first; then every paragraph that nobody has coded so is compared by
/// them. The likest stand first, each with the words that made it so. Nothing is coded, and nothing leaves this machine.
///
/// Example: themata like study.themata "Law 2/Money" --limit 10
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
    #[command(flatten)]
    form: AsJson,
}

#[derive(serde::Serialize)]
struct LikeJson {
    telling: Vec<TellingJson>,
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
    source: String,
    turn: Option<usize>,
    start: u32,
    end: u32,
    score: f64,
    words: Vec<String>,
    text: String,
}

impl Like {
    /// Finds and shows.
    pub(super) fn run(self) -> Outcome {
        let Shelf { reader, corpus } = Shelf::open(&self.file.file)?;
        let codes = self.codes.iter().map(|path| find::code(&corpus, path).map(|code| code.id)).collect::<crate::Result<Vec<_>>>()?;
        let rules = corpus.word_rules().iter().map(|kept| kept.rule.clone()).collect();
        let lexis = Lexis { stems: true, rules, ..Lexis::default() };
        let texts = reader.texts(&corpus);
        let like = more_like(&corpus, &texts, &codes, &lexis, self.limit, &Progress::silent())?;
        if like.telling.is_empty() {
            let hint = "Code a few more passages first, or name the code above it.";
            return Err(Failure::Refused(Error::hint("no word tells the passages of this code from the others yet", hint)));
        }
        let rows = rows(&corpus, &texts, &like)?;
        if self.form.json {
            let telling = like.telling.iter().map(|telling| TellingJson {
                word: telling.word.clone(),
                here: telling.counts.here,
                elsewhere: telling.counts.there,
                log_ratio: telling.counts.log_ratio(),
                g2: telling.counts.g2(),
            });
            show_json(&LikeJson { telling: telling.collect(), found: rows })?;
            return end(&reader);
        }
        show(|out| rows.iter().try_for_each(|row| row.line(out)))?;
        let words: Vec<&str> = like.telling.iter().take(12).map(|telling| telling.word.as_str()).collect();
        say(&format!("{}, by {}", count(rows.len(), "paragraph", "paragraphs"), words.join(", ")));
        end(&reader)
    }
}

fn rows(corpus: &Corpus, texts: &dyn Texts, like: &MoreLike) -> crate::Result<Vec<Row>> {
    let row = |alike: &Alike| {
        let text = texts.text(alike.source)?;
        let turn = text.structure.turns_in(alike.span).next();
        Ok(Row {
            source: corpus.source(alike.source).map_or_else(String::new, |source| source.name.clone()),
            turn: turn.map(|turn| turn + 1),
            start: alike.span.start,
            end: alike.span.end,
            score: alike.score,
            words: alike.words.iter().map(|at| like.telling[*at].word.clone()).collect(),
            text: text.words_of(alike.span),
        })
    };
    like.found.iter().map(row).collect()
}

impl Row {
    fn line(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let turn = self.turn.map_or_else(String::new, |turn| format!(", turn {turn}"));
        writeln!(out, "{:.1}  {}{turn}  ({})", self.score, tame(&self.source), tame(&self.words.join(", ")))?;
        writeln!(out, "      {}", tame(&self.text).split_whitespace().collect::<Vec<_>>().join(" "))
    }
}
