//! One cell of the chart on the command line.

use super::super::crosswalk::Through;
use super::super::desk::{Shelf, end};
use super::super::find;
use super::super::out::{Outcome, show, show_json, tame};
use super::show as shown;
use crate::analysis::lens::Lens;
use crate::analysis::{Behind, CellView, Chart, ChartAsk, ChartOf, Coded, Corpus, Reading, Scope, UNASSIGNED, Voices, behind, listed, readings};
use crate::model::{CodeId, CoderId, Grouping, Passage, RowKey, Span};
use crate::project::op::count;
use crate::project::{CellPast, Looked, PastCell, Reader};
use crate::{Error, Result};
use std::collections::HashMap;
use std::io::Write;
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
    /// Its row, whose codings count, and whose passages are whose.
    row: RowKey,
    scope: Scope,
    voices: Voices,
    /// How passages are read, where the cell is read through a crosswalk.
    read: HashMap<Passage, Vec<Reading>>,
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
        let evidence = chart.view(read, at, 0).cell.map(|cell| read.evidence(cell.id)).unwrap_or_default();
        let passages = behind(read, (&row, code), &ask.scope, evidence, &reader.texts(read))?;
        let lens = through.crosswalk(corpus)?.map(|one| Lens::new(corpus, one));
        let read = lens.map(|lens| readings(corpus, &lens, (&ask.scope, code), &passages)).unwrap_or_default();
        Ok(Found { passages, chart, at, row, scope: ask.scope, voices, read })
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
    /// Who agreed on them.
    agreed_by: Vec<String>,
    under: Vec<Under>,
    /// What changed under it since somebody looked last, where its mark says that something did.
    since: Vec<Changed>,
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
    /// Its number within the cell, where the cell rests on it.
    linked: Option<u32>,
    /// What it is coded with and how that stands, where it is read through a crosswalk.
    read: Vec<Read>,
    #[serde(skip)]
    told: String,
}

/// What changed under a cell.
#[derive(serde::Serialize)]
struct Changed {
    /// `came`, `went`, `other` with other ends or another code; or `step`, by which other passages may have come to stand there.
    change: &'static str,
    /// The words of the passage, or what the step did.
    words: String,
    code: Option<String>,
    coder: String,
    step: Option<i64>,
    at: Option<String>,
    #[serde(skip)]
    said: &'static str,
}

/// How a passage is read through a crosswalk.
#[derive(serde::Serialize)]
struct Read {
    /// What it is coded with.
    code: String,
    /// Where that stands.
    stands: String,
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
        let CellPast { stood, writers, agreed } = view.cell.map(|cell| reader.cell_past(cell.id)).transpose()?.unwrap_or_default();
        // What was cleared is nobody's.
        let named = |coders: Vec<CoderId>| -> Vec<String> {
            let coders = coders.into_iter().filter(|_| view.is_settled()).filter_map(|coder| corpus.coder(coder));
            coders.map(|coder| coder.initials.clone()).collect()
        };
        let told = Json {
            writers: named(writers),
            agreed_by: named(agreed),
            under: found.under(&corpus),
            since: found.since(&corpus, &reader)?,
            history: stood.into_iter().map(past).collect(),
            cell: shown::cell(&corpus, &found.chart, found.at, 0),
        };
        if json {
            show_json(&told)?;
        } else {
            show(|out| text(&view, &told, out))?;
        }
        end(&reader)
    }
}

impl Found {
    /// The passages behind it, as they are told.
    fn under(&self, corpus: &Corpus) -> Vec<Under> {
        let linked = self.chart.view(corpus, self.at, 0).cell.map(|cell| corpus.evidence(cell.id)).unwrap_or_default();
        let one = |(n, Behind { excerpt, passage, coded }): (usize, &Behind)| {
            let read = self.read.get(passage).map_or(&[][..], Vec::as_slice);
            let told = read.iter().map(|one| one.said(corpus)).chain((!coded.said().is_empty()).then(|| coded.said().to_owned()));
            Under {
                number: n + 1,
                coded: coded.name(),
                source: corpus.source(excerpt.source).map_or_else(String::new, |source| source.name.clone()),
                span: (*coded != Coded::Corrected).then_some(passage.span),
                words: excerpt.text.clone(),
                linked: linked.iter().find(|one| one.passage() == *passage).map(|one| one.number),
                told: told.map(|said| format!(" · {said}")).collect(),
                read: read.iter().map(|one| Read { code: find::full_path(corpus, one.from), stands: one.stands.clone() }).collect(),
            }
        };
        self.passages.iter().enumerate().map(one).collect()
    }

    /// What changed under it since somebody looked last.
    fn since(&self, corpus: &Corpus, reader: &Reader) -> Result<Vec<Changed>> {
        let view = self.chart.view(corpus, self.at, 0);
        let Some(cell) = view.cell.filter(|_| view.changed) else { return Ok(Vec::new()) };
        let looked = Looked { row: &self.row, cell, mark: &self.chart.mark(self.at, 0), scope: &self.scope, voices: &self.voices };
        let since = reader.cell_since(corpus, &reader.texts(corpus), &looked)?.into_iter().map(|one| Changed {
            change: one.change.name(),
            said: one.change.said(),
            words: one.words,
            code: one.code.map(|code| find::full_path(corpus, code)),
            coder: one.who,
            step: one.step.map(|(step, _)| step),
            at: one.step.map(|(_, at)| at.rfc3339()),
        });
        Ok(since.collect())
    }
}

fn past(past: PastCell) -> Past {
    Past {
        step: past.step.seq,
        at: past.step.at.rfc3339(),
        coder: past.step.who,
        undoes: past.step.undoes,
        status: past.status.name(),
        words: past.summary,
        evidence: past.evidence.into_iter().map(|(number, _)| number).collect(),
        of: past.of.map(|(_, name)| name),
    }
}

/// A cell to be read.
fn text(view: &CellView<'_>, told: &Json, out: &mut dyn Write) -> std::io::Result<()> {
    let said = if view.words().is_empty() { view.said() } else { view.words().to_owned() };
    writeln!(out, "{}", tame(&said))?;
    let who = |before: &str, coders: &[String]| {
        let names = listed(&coders.iter().map(String::as_str).collect::<Vec<_>>());
        if names.is_empty() { String::new() } else { format!(", {before}{}", tame(&names)) }
    };
    let changed = if view.changed { ", coding changed since" } else { "" };
    writeln!(out, "{}{}{}{changed}", view.standing(), who("", &told.writers), who("agreed by ", &told.agreed_by))?;
    if !told.since.is_empty() {
        writeln!(out, "\nChanged since it was looked at last; set ROW CODE --fits says that it still fits:")?;
    }
    for one in &told.since {
        let step = one.step.map_or_else(String::new, |step| format!("step {step}"));
        let parts = [one.said, one.code.as_deref().unwrap_or_default(), one.coder.as_str(), step.as_str()];
        let meta = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        writeln!(out, "  {}\n    {}", tame(&meta), tame(&one.words))?;
    }
    for one in &told.under {
        let linked = one.linked.map_or_else(String::new, |number| format!(" [{number}]"));
        writeln!(out, "\n{}{linked} · {}{}\n  {}", one.number, tame(&one.source), tame(&one.told), tame(&one.words))?;
    }
    if !told.history.is_empty() {
        writeln!(out, "\nHistory, the last as it stands now:")?;
    }
    for past in &told.history {
        let rests: Vec<String> = past.evidence.iter().map(|number| format!("[{number}]")).collect();
        let rests = if rests.is_empty() { String::new() } else { format!(" · rests on {}", rests.join(" ")) };
        let of = past.of.as_ref().map_or_else(String::new, |name| format!(" · of {}, which was merged", tame(name)));
        let back = past.undoes.map_or_else(String::new, |step| format!(" took back step {step}"));
        let by = format!("{}{back}", tame(&past.coder));
        writeln!(out, "  step {} · {} · {by} · {}{rests}{of} · {}", past.step, past.at, past.status, tame(&past.words))?;
    }
    Ok(())
}
