//! What is read as codes of the second framework, on the command line.

use super::coverage::covered;
use super::{Between, code_in, title};
use crate::analysis::lens::{self, Lens, Seen};
use crate::analysis::{Attribution, Corpus, Naming, Scope};
use crate::cli::desk::{Shelf, end};
use crate::cli::find;
use crate::cli::out::{Outcome, Table, say, show, show_json, tame};
use crate::model::{Code, CodeId, Ruling, Span, grouped};
use std::path::Path;

#[derive(clap::Args, Debug)]
pub(super) struct Read {
    /// The code of the second framework; without it, how much is read as each
    #[arg(value_name = "CODE")]
    code: Option<String>,
    /// Only passages that nobody settled, that have grown since, or of which a code was redefined since
    #[arg(long, requires = "code")]
    open: bool,
}

#[derive(serde::Serialize)]
struct Json {
    number: usize,
    source: String,
    span: Span,
    words: String,
    attribution: String,
    code: String,
    standing: &'static str,
    /// What was settled of it and holds, also where it is to be looked at again.
    ruling: Option<&'static str>,
    /// Whether one of its codes was redefined since it was settled.
    redefined: bool,
    #[serde(skip)]
    said: String,
    moved: Option<String>,
    reason: Option<String>,
    coder: Option<String>,
    at: Option<String>,
}

/// The passages that are read as a code of the second framework, or that would be, had nobody settled it otherwise.
pub(super) fn seen<'a>(lens: &Lens<'a>, to: CodeId) -> Vec<Seen<'a>> {
    let mut list = lens.seen(&Scope::default());
    list.retain(|seen| seen.to == to || seen.read_as() == Some(to));
    list
}

impl Read {
    /// Shows it.
    pub fn run(self, file: &Path, between: &Between, json: bool) -> Outcome {
        let Some(path) = &self.code else { return if json { covered(file, between, |found| found.show_json()) } else { targets(file, between) } };
        let Shelf { reader, corpus } = Shelf::open(file)?;
        let crosswalk = between.find(&corpus)?;
        let to = code_in(&corpus, crosswalk.to_framework, path)?;
        let lens = Lens::new(&corpus, crosswalk);
        let all = seen(&lens, to.id);
        let outdated = reader.outdated_rulings(&corpus, crosswalk.id)?;
        let redefined = |one: &Seen<'_>| one.verdict.is_some_and(|verdict| outdated.contains_key(&verdict.id));
        let open = |one: &Seen<'_>| !one.standing.is_settled() || redefined(one);
        let wanted: Vec<(usize, &Seen<'_>)> = all.iter().enumerate().filter(|(_, one)| !self.open || open(one)).collect();
        let list: Vec<&Seen<'_>> = wanted.iter().map(|(_, one)| *one).collect();
        let (_, excerpts) = lens::excerpts(&corpus, &list, &reader.texts(&corpus))?;
        let attribution = Attribution::new(&corpus, &corpus.project.attribution, Naming::Pseudonyms)?;
        let rows = wanted.iter().zip(&excerpts).map(|((at, one), excerpt)| Json {
            redefined: redefined(one),
            ..row(&corpus, (at + 1, one), &excerpt.text, attribution.of(&corpus, excerpt))
        });
        let rows: Vec<Json> = rows.collect();
        if json {
            show_json(&rows)?;
            return end(&reader);
        }
        let below = if all.is_empty() { read_below(&corpus, &lens, to.id) } else { 0 };
        text(&corpus, to, &rows, below)?;
        end(&reader)
    }
}

/// How many passages are read as the codes below one.
fn read_below(corpus: &Corpus, lens: &Lens<'_>, code: CodeId) -> usize {
    let family = corpus.family(code);
    let below = |seen: &Seen<'_>| seen.read_as().is_some_and(|read| read != code && family.contains(&read));
    lens.seen(&Scope::default()).iter().filter(|seen| below(seen)).count()
}

fn row(corpus: &Corpus, (number, one): (usize, &Seen<'_>), words: &str, attribution: String) -> Json {
    Json {
        number,
        source: corpus.source(one.source).map_or_else(String::new, |source| source.name.clone()),
        span: one.span,
        words: words.to_owned(),
        attribution,
        code: find::full_path(corpus, one.from),
        standing: one.standing.name(),
        ruling: one.ruling().map(Ruling::name),
        redefined: false,
        said: one.said(),
        moved: one.verdict.and_then(|verdict| verdict.moved).map(|code| find::full_path(corpus, code)),
        reason: one.verdict.map(|verdict| verdict.reason.clone()),
        coder: one.verdict.and_then(|verdict| corpus.coder(verdict.coder)).map(|coder| coder.initials.clone()),
        at: one.verdict.map(|verdict| verdict.at.rfc3339()),
    }
}

fn text(corpus: &Corpus, to: &Code, rows: &[Json], below: usize) -> Outcome {
    if rows.is_empty() {
        let name = corpus.path(to.id).join("/");
        say(&match below {
            0 => format!("Nothing is read as {name}."),
            1 => format!("Nothing is read as {name} itself; 1 passage is read as a code below it."),
            many => format!("Nothing is read as {name} itself; {} passages are read as codes below it.", grouped(many)),
        });
        return Ok(());
    }
    show(|out| {
        for row in rows {
            let (by, because) = (row.coder.as_deref().unwrap_or_default(), row.reason.as_deref().unwrap_or_default());
            let since = row.redefined.then_some("a code of it was redefined since");
            let told =
                [Some(row.said.as_str()), since, row.moved.as_deref(), Some(by), Some(because)].into_iter().flatten().filter(|word| !word.is_empty());
            writeln!(out, "{} · {} · {}", row.number, tame(&row.code), tame(&told.collect::<Vec<_>>().join(" · ")))?;
            writeln!(out, "  “{}” {}\n", tame(row.words.trim()).replace('\n', "\n  "), tame(&row.attribution))?;
        }
        Ok(())
    })
}

/// How much is read as each code of the second framework.
fn targets(file: &Path, between: &Between) -> Outcome {
    covered(file, between, |found| {
        let (corpus, lens, coverage) = (found.corpus, found.lens, found.coverage);
        let mut table = Table::new(&["code", "#passages", "#with below", "#sources", "#people", "read from"]);
        for one in &coverage.targets {
            let numbers = [one.read.references, one.whole.references, one.whole.sources, one.whole.people].map(|number| number.to_string());
            let from: Vec<String> = lens.read_as(one.code).into_iter().filter_map(|code| Some(corpus.code(code)?.name.clone())).collect();
            table.row([vec![super::indented(corpus, one.code)], numbers.to_vec(), vec![from.join(", ")]].concat());
        }
        table.show("The second framework has no codes.")?;
        say(&format!("{}: passages coded so already are counted with those that are read so.", title(corpus, lens.crosswalk)));
        Ok(())
    })
}
