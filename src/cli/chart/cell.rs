//! One cell of the chart on the command line.

use super::super::crosswalk::Through;
use super::super::desk::{Shelf, end};
use super::super::find;
use super::super::out::{Outcome, show, show_json, tame};
use super::show as shown;
use crate::analysis::{Behind, Chart, ChartAsk, ChartOf, Coded, Corpus, UNASSIGNED, Voices, behind, listed};
use crate::model::{CodeId, Grouping, Passage, RowKey, Span};
use crate::project::op::count;
use crate::project::{CellPast, PastCell, Reader};
use crate::{Error, Result};
use std::path::Path;

/// Which cell.
#[derive(clap::Args, Debug)]
pub(super) struct Place {
    /// The row: a source, a case, or a group such as site="ICS B"
    #[arg(value_name = "ROW")]
    row: String,
    /// The code, as a path of names or short names
    #[arg(value_name = "CODE")]
    column: String,
}

#[derive(clap::Args, Debug)]
pub(super) struct Cell {
    #[command(flatten)]
    place: Place,
}

/// A cell that was found.
pub(super) struct Found {
    /// The passages behind it, which are numbered from 1 in their order.
    pub passages: Vec<Behind>,
    /// The chart it stands in, and where.
    pub chart: Chart,
    pub at: usize,
}

impl Found {
    /// A passage behind it by its number.
    pub fn passage(&self, number: usize) -> Result<Passage> {
        let found = number.checked_sub(1).and_then(|at| self.passages.get(at)).map(|one| one.passage);
        let missing = || {
            let hint = "themata chart FILE cell ROW CODE lists them.";
            let there = count(self.passages.len(), "passage is", "passages are");
            Error::hint(format!("{there} under this cell, no number {number}"), hint)
        };
        found.ok_or_else(missing)
    }
}

impl Place {
    /// Finds the cell, perhaps read through a crosswalk: what is read as its code is then under it too.
    pub fn find(&self, corpus: &Corpus, reader: &Reader, through: &Through) -> Result<Found> {
        let (row, code) = (row(corpus, &self.row)?, find::code(corpus, &self.column)?.id);
        let (voices, lens) = (Voices::read(corpus, &reader.texts(corpus))?, through.read(corpus)?);
        let chart = |ask: &ChartAsk| match &lens {
            Some(lens) => Chart::through(lens, corpus, &voices, ask),
            None => Chart::new(corpus, &voices, ask),
        };
        let read = lens.as_ref().unwrap_or(corpus);
        let found = asks_of(corpus, &row, code).into_iter().find_map(|ask| {
            let chart = chart(&ask);
            let at = chart.row(read, &row)?;
            Some((ask, chart, at))
        });
        let Some((ask, chart, at)) = found else {
            return Err(Error::rejected(format!("nobody and nothing stands in the row “{}”", self.row)));
        };
        let corpus = read;
        let evidence = chart.view(corpus, at, 0).cell.map(|cell| corpus.evidence(cell.id)).unwrap_or_default();
        let passages = behind(corpus, (&row, code), &ask.scope, evidence, &reader.texts(corpus))?;
        Ok(Found { passages, chart, at })
    }
}

/// The smallest charts that a row may stand in: a group of which there is no source may be one of people or of other cases.
fn asks_of(corpus: &Corpus, row: &RowKey, code: CodeId) -> Vec<ChartAsk> {
    let ask = |of, by| ChartAsk { of, by, codes: vec![code], ..ChartAsk::default() };
    let every = |by| {
        let kinds = corpus.kinds().iter().map(|kind| ChartOf::Cases(kind.id));
        std::iter::once(ChartOf::Sources).chain(kinds).map(|of| ask(of, Some(by))).collect()
    };
    match row {
        RowKey::Source(_) => vec![ask(ChartOf::Sources, None)],
        RowKey::Case(id) => vec![ask(corpus.case(*id).map_or(ChartOf::Sources, |case| ChartOf::Cases(case.kind)), None)],
        RowKey::Group(attribute, _) => every(Grouping::Attribute(*attribute)),
        RowKey::Rest(kind) => every(Grouping::Kind(*kind)),
    }
}

/// The row of a name: `site=ICS B` is a group; else a source, else a case.
fn row(corpus: &Corpus, name: &str) -> Result<RowKey> {
    let group = name.split_once('=').and_then(|(by, value)| corpus.grouping_named(by).map(|by| (by, value.trim().trim_matches('"'))));
    match group {
        Some((Grouping::Attribute(id), value)) => {
            let groups = crate::analysis::Groups::new(corpus, Some(Grouping::Attribute(id)));
            let found = groups.find(value).ok_or_else(|| {
                let known: Vec<&str> = groups.all().map(|group| groups.label(group)).collect();
                Error::hint(format!("no {} is called “{value}”", groups.title), format!("There are: {}.", known.join(", ")))
            })?;
            let value = if found == groups.unassigned() { String::new() } else { groups.label(found).to_owned() };
            Ok(RowKey::Group(id, value))
        }
        Some((Grouping::Kind(kind), value)) if is_rest(corpus, value) => Ok(RowKey::Rest(kind)),
        Some((Grouping::Kind(_), value)) => find::case(corpus, value).map(|case| RowKey::Case(case.id)),
        None => match corpus.source_named(name) {
            Some(source) => Ok(RowKey::Source(source.id)),
            None => match find::case(corpus, name) {
                Ok(case) => Ok(RowKey::Case(case.id)),
                Err(_) => find::source(corpus, name).map(|source| RowKey::Source(source.id)),
            },
        },
    }
}

/// Whether a value says that there is none, and is the name of no case.
fn is_rest(corpus: &Corpus, value: &str) -> bool {
    value.is_empty() || value.to_lowercase() == UNASSIGNED.to_lowercase() && find::case(corpus, value).is_err()
}

#[derive(serde::Serialize)]
struct Json {
    cell: shown::Cell,
    /// Who wrote the words; several where words came together as codes were merged.
    writers: Vec<String>,
    under: Vec<Under>,
    history: Vec<Past>,
}

#[derive(serde::Serialize)]
struct Under {
    number: usize,
    source: String,
    /// Nothing where its words were corrected away.
    span: Option<Span>,
    /// Its words; those that were corrected away as they were.
    words: String,
    /// Whether it stands under the cell: `here`, `otherwise` with other ends, `nowhere`, `elsewhere` in another row, or `corrected` away.
    coded: &'static str,
    #[serde(skip)]
    said: &'static str,
    /// Its number within the cell, where the cell rests on it.
    linked: Option<u32>,
}

#[derive(serde::Serialize)]
struct Past {
    step: i64,
    at: String,
    coder: String,
    /// The step that was taken back by it.
    undoes: Option<i64>,
    status: &'static str,
    words: String,
    /// The numbers of the passages it rested on.
    evidence: Vec<u32>,
    /// The code whose cell it was, where that was merged since.
    of: Option<String>,
}

impl Cell {
    /// Shows it.
    pub fn run(self, file: &Path, through: &Through, json: bool) -> Outcome {
        let Shelf { reader, corpus } = Shelf::open(file)?;
        let found = self.place.find(&corpus, &reader, through)?;
        let view = found.chart.view(&corpus, found.at, 0);
        let linked = view.cell.map(|cell| corpus.evidence(cell.id)).unwrap_or_default();
        let under = found.passages.iter().enumerate().map(|(n, Behind { excerpt, passage, coded })| Under {
            number: n + 1,
            coded: coded.name(),
            said: coded.said(),
            source: corpus.source(excerpt.source).map_or_else(String::new, |source| source.name.clone()),
            span: (*coded != Coded::Corrected).then_some(passage.span),
            words: excerpt.text.clone(),
            linked: linked.iter().find(|one| one.passage() == *passage).map(|one| one.number),
        });
        let under: Vec<Under> = under.collect();
        let past = |past: PastCell| Past {
            step: past.step.seq,
            at: past.step.at.rfc3339(),
            coder: past.step.who,
            undoes: past.step.undoes,
            status: past.status.name(),
            words: past.summary,
            evidence: past.evidence.into_iter().map(|(number, _)| number).collect(),
            of: past.of.map(|(_, name)| name),
        };
        let CellPast { stood, writers } = view.cell.map(|cell| reader.cell_past(cell.id)).transpose()?.unwrap_or_default();
        let history: Vec<Past> = stood.into_iter().map(past).collect();
        let writers: Vec<String> = writers.into_iter().filter_map(|coder| corpus.coder(coder)).map(|coder| coder.initials.clone()).collect();
        if json {
            show_json(&Json { cell: shown::cell(&corpus, &found.chart, found.at, 0), writers, under, history })?;
            return end(&reader);
        }
        show(|out| {
            let said = if view.words().is_empty() { view.said() } else { view.words().to_owned() };
            writeln!(out, "{}", tame(&said))?;
            let whose = listed(&writers.iter().map(String::as_str).collect::<Vec<_>>());
            let changed = if view.changed { ", coding changed since" } else { "" };
            writeln!(out, "{}{}{changed}", view.status.name(), if whose.is_empty() { String::new() } else { format!(", {}", tame(&whose)) })?;
            for one in &under {
                let linked = one.linked.map_or_else(String::new, |number| format!(" [{number}]"));
                let said = if one.said.is_empty() { String::new() } else { format!(" · {}", one.said) };
                writeln!(out, "\n{}{linked} · {}{said}\n  {}", one.number, tame(&one.source), tame(&one.words))?;
            }
            if !history.is_empty() {
                writeln!(out, "\nHistory, the last as it stands now:")?;
            }
            for past in &history {
                let rests: Vec<String> = past.evidence.iter().map(|number| format!("[{number}]")).collect();
                let rests = if rests.is_empty() { String::new() } else { format!(" · rests on {}", rests.join(" ")) };
                let of = past.of.as_ref().map_or_else(String::new, |name| format!(" · of {}, which was merged", tame(name)));
                let back = past.undoes.map_or_else(String::new, |step| format!(" took back step {step}"));
                let by = format!("{}{back}", tame(&past.coder));
                writeln!(out, "  step {} · {} · {by} · {}{rests}{of} · {}", past.step, past.at, past.status, tame(&past.words))?;
            }
            Ok(())
        })?;
        end(&reader)
    }
}
