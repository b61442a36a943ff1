//! The chart as a table to read, or for scripts.

use super::Which;
use crate::analysis::{Chart, Corpus};
use crate::cli::desk::{Shelf, end};
use crate::cli::find;
use crate::cli::out::{Outcome, say, show, show_json, tame};
use crate::model::{RowKey, Span, counted};
use std::io::Write;
use std::path::Path;

#[derive(serde::Serialize)]
struct Json {
    by: String,
    rows: Vec<Row>,
    charted: Charted,
}

#[derive(serde::Serialize)]
struct Charted {
    due: usize,
    settled: usize,
    changed: usize,
}

#[derive(serde::Serialize)]
struct Row {
    kind: &'static str,
    id: Option<String>,
    name: String,
    group: String,
    detail: String,
    cells: Vec<Cell>,
}

/// A cell for scripts.
#[derive(serde::Serialize)]
pub(super) struct Cell {
    code: String,
    words: String,
    status: &'static str,
    passages: u32,
    changed: bool,
    coder: Option<String>,
    at: Option<String>,
    evidence: Vec<Passage>,
}

#[derive(serde::Serialize)]
struct Passage {
    number: u32,
    source: String,
    /// Nothing where the words were corrected away.
    span: Option<Span>,
}

/// Shows the chart.
fn show_chart(corpus: &Corpus, chart: &Chart, json: bool) -> Outcome {
    if !json && chart.rows.is_empty() {
        say(if corpus.sources().is_empty() {
            "No sources yet. Next: themata import FILE FOLDER"
        } else {
            "No row fits. Other conditions (--where) or other rows (--rows) may have some."
        });
        return Ok(());
    }
    if !json {
        return show(|out| text(corpus, chart, out));
    }
    let charted = chart.charted(corpus);
    let charted = Charted { due: charted.due, settled: charted.settled, changed: charted.changed };
    let rows = (0..chart.rows.len()).map(|at| row(corpus, chart, at)).collect();
    show_json(&Json { by: chart.title.clone(), rows, charted })
}

/// Shows the chart of a project.
pub(super) fn whole(file: &Path, which: &Which, json: bool) -> Outcome {
    let (_, chart, Shelf { reader, corpus }) = super::whole(which, Shelf::open(file)?)?;
    show_chart(&corpus, &chart, json)?;
    end(&reader)
}

fn row(corpus: &Corpus, chart: &Chart, at: usize) -> Row {
    let row = &chart.rows[at];
    let (kind, id) = match &row.key {
        RowKey::Source(id) => ("source", Some(id.to_string())),
        RowKey::Case(id) => ("case", Some(id.to_string())),
        RowKey::Group(..) | RowKey::Rest(_) => ("group", None),
    };
    Row {
        kind,
        id,
        name: row.title.clone(),
        group: chart.groups[row.group].label.clone(),
        detail: row.detail.clone(),
        cells: (0..chart.codes.len()).map(|column| cell(corpus, chart, at, column)).collect(),
    }
}

/// One cell for scripts.
pub(super) fn cell(corpus: &Corpus, chart: &Chart, row: usize, column: usize) -> Cell {
    let view = chart.view(corpus, row, column);
    let settled = view.cell.filter(|_| view.is_settled());
    let passage = |one: &crate::model::Evidence| Passage {
        number: one.number,
        source: corpus.source(one.source).map_or_else(String::new, |source| source.name.clone()),
        span: corpus.shows(one.source, one.version).then_some(one.span),
    };
    Cell {
        code: find::full_path(corpus, chart.codes[column]),
        words: view.words().to_owned(),
        status: view.standing(),
        passages: view.under.passages,
        changed: view.changed,
        // What was cleared, or never judged, is nobody's.
        coder: settled.and_then(|cell| corpus.coder(cell.coder)).map(|coder| coder.initials.clone()),
        at: settled.map(|cell| cell.at.rfc3339()),
        evidence: view.cell.map(|cell| corpus.evidence(cell.id).iter().map(passage).collect()).unwrap_or_default(),
    }
}

/// A chart to read: group by group, row by row, each cell a line.
fn text(corpus: &Corpus, chart: &Chart, out: &mut dyn Write) -> std::io::Result<()> {
    for group in &chart.groups {
        if !group.label.is_empty() {
            writeln!(out, "{}", tame(&group.line()))?;
        }
        for at in group.rows.clone() {
            let row = &chart.rows[at];
            let detail = if row.detail.is_empty() { String::new() } else { format!(" ({})", row.detail) };
            writeln!(out, "  {}{}", tame(&row.title), tame(&detail))?;
            for (column, code) in chart.codes.iter().enumerate() {
                let view = chart.view(corpus, at, column);
                let said = if view.words().is_empty() { view.said() } else { view.words().replace('\n', " ") };
                let mut marks = vec![view.under.passages.to_string()];
                if view.status == crate::model::CellStatus::Agreed {
                    marks.push("agreed".into());
                }
                if view.changed {
                    marks.push("coding changed".into());
                }
                let name = corpus.code(*code).map_or("", |code| code.name.as_str());
                writeln!(out, "    {}: {} [{}]", tame(name), tame(&said), marks.join(", "))?;
            }
        }
    }
    let charted = chart.charted(corpus);
    let again = if charted.changed > 0 { format!("; the coding under {} changed since", charted.changed) } else { String::new() };
    match charted.due {
        0 => writeln!(out, "No cell has passages or words: {}.", charted.said())?,
        due => writeln!(out, "{} of {due} cells charted, {}%{again}", charted.settled, charted.percent())?,
    }
    strays(corpus).iter().try_for_each(|words| writeln!(out, "{}", tame(words)))
}

/// What is written in rows that no chart shows, because nothing has their value any more.
pub(in crate::cli) fn strays(corpus: &Corpus) -> Vec<String> {
    let said = |(row, cells): &(RowKey, usize)| {
        let (name, stand) = (corpus.row_name(row).unwrap_or_default(), if *cells == 1 { "stands" } else { "stand" });
        let written = counted(*cells, "written cell", "written cells");
        let rest = matches!(row, RowKey::Rest(_)) || matches!(row, RowKey::Group(_, value) if value.is_empty());
        match rest {
            true => format!("{written} {stand} in the row “{name}”, in which nothing stands any more: it is seen again once something does"),
            false => format!("{written} {stand} in the row “{name}”, which nothing has any more: give that value to something to see it again"),
        }
    };
    corpus.stray_rows().iter().map(said).collect()
}
