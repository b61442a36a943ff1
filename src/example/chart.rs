//! The cells of the example’s framework chart.

use super::build::{Made, be};
use super::texts;
use crate::analysis::{Chart, ChartAsk, Scope, Voices, beneath, retrieve};
use crate::model::{CellStatus, Passage, RowKey, Span};
use crate::project::{CellDraft, Project};
use crate::{Error, Result};

/// A coding that is changed after its cell was written, by its coder, code and source: the chart says so.
const CHANGED: (&str, &str, &str) = ("BP", "L3.5", "ICSA-QL-1");

/// Writes the cells, one line each in the order they were written; then one coding under them is made shorter.
pub(super) fn chart(project: &mut Project, made: &Made) -> Result<()> {
    let texts = made.reader.texts(&made.corpus);
    let voices = Voices::read(&made.corpus, &texts)?;
    for (n, line) in texts::CHART.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let (coder, draft) = read(made, &voices, line)?.ok_or_else(|| Error::rejected(format!("line {} of the chart fits nothing", n + 1)))?;
        be(project, made, coder)?;
        project.write_cells(&[draft])?;
    }
    shorten(project, made)
}

fn read<'a>(made: &Made, voices: &Voices, line: &'a str) -> Result<Option<(&'a str, CellDraft)>> {
    let parts: Vec<&str> = line.split('\t').collect();
    let [row, code, status, coder, evidence, words] = parts.as_slice() else { return Ok(None) };
    let corpus = &made.corpus;
    let (Some(code), Some(status)) = (corpus.find_code(code).first().copied(), CellStatus::parse(status)) else { return Ok(None) };
    let ask = ChartAsk { by: corpus.project.site, codes: vec![code], ..ChartAsk::default() };
    let chart = Chart::new(corpus, voices, &ask);
    let Some(at) = made.sources.get(row).map_or_else(|| together(&chart, row), |source| chart.row(corpus, &RowKey::Source(*source))) else {
        return Ok(None);
    };
    let key = chart.rows[at].key.clone();
    let found = retrieve(corpus, &beneath(corpus, &key, code, &Scope::default()), &made.reader.texts(corpus))?.excerpts;
    let mut held: Vec<(u32, Passage)> = Vec::new();
    for (number, which) in (1..).zip(evidence.split(',').filter(|which| !which.is_empty())) {
        let excerpt = which.parse::<usize>().ok().and_then(|which| found.get(which.checked_sub(1)?));
        let Some(passage) = excerpt.and_then(|excerpt| corpus.passage(excerpt.source, excerpt.span)) else { return Ok(None) };
        held.push((number, passage));
    }
    let draft = CellDraft { row: key, code, summary: (*words).to_owned(), status, evidence: held, beneath: chart.under(at, 0).mark(), fits: false };
    Ok(Some((coder, draft)))
}

/// The row of a whole site.
fn together(chart: &Chart, site: &str) -> Option<usize> {
    chart.rows.iter().position(|row| row.together && chart.groups[row.group].label == site)
}

/// Takes the last words off a coding that a cell rests on.
fn shorten(project: &mut Project, made: &Made) -> Result<()> {
    let (coder, code, stem) = CHANGED;
    let missing = || Error::NotFound(format!("{stem} has no coding of {coder} with {code}"));
    let source = *made.sources.get(stem).ok_or_else(missing)?;
    let (code, who) = (made.corpus.find_code(code).first().copied(), made.corpus.coder_named(coder).map(|coder| coder.id));
    let mut codings = made.corpus.codings_of(source).iter().filter(|coding| Some(coding.code) == code && Some(coding.coder) == who);
    let coding = codings.next().ok_or_else(missing)?;
    let text = made.reader.source_text(&made.corpus, source)?;
    let words = text.words_of(coding.span);
    let last = words.trim_end().rsplit(' ').next().map_or(0, |word| word.chars().count() as u32 + 1);
    be(project, made, coder)?;
    project.resize_coding(coding.id, Span::new(coding.span.start, coding.span.end - last)).map(drop)
}
