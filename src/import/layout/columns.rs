//! Transcripts in columns: a table in Word, or lines with tabs, one column of which names the speakers.

use super::{Head, Layout, Page, labels, times};
use crate::import::draft::Bytes;
use std::collections::HashMap;

/// Time, speaker and words side by side, as NVivo writes and reads them.
pub(super) struct Columns;

/// Headers of the column of speakers, in lower case.
const SPEAKERS: [&str; 9] = ["speaker", "speakers", "name", "who", "participant", "person", "voice", "sprecher", "hablante"];

/// The most columns that are looked at: a transcript has a few, a table of figures may have thousands.
const WIDEST: usize = 64;

/// A row: where each of its cells is.
struct Row {
    line: usize,
    cells: Vec<Bytes>,
}

impl Layout for Columns {
    fn name(&self) -> &'static str {
        "a table with a column of speakers"
    }

    fn heads(&self, page: &Page) -> Vec<Head> {
        let rows = rows(page);
        if rows.len() < 2 || rows.len() * 2 < page.lines.len() && page.lines.iter().filter(|line| line.cell.is_some()).count() * 2 < page.lines.len()
        {
            return Vec::new();
        }
        let Some((column, headed)) = speakers(page, &rows) else { return Vec::new() };
        rows.iter().skip(usize::from(headed)).filter_map(|row| head(page, row, column)).collect()
    }
}

/// The rows of the page's tables or of its lines with tabs.
fn rows(page: &Page) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut place = None;
    for (at, line) in page.lines.iter().enumerate() {
        let Some((row, column)) = line.cell else {
            let words = page.line(at);
            if words.contains('\t') {
                rows.push(Row { line: at, cells: tabs(words, line.start) });
            }
            place = None;
            continue;
        };
        if place != Some(row) {
            rows.push(Row { line: at, cells: Vec::new() });
            place = Some(row);
        }
        if let Some(last) = rows.last_mut().filter(|_| (column as usize) < WIDEST) {
            // A cell that is empty has no line, but keeps its place.
            last.cells.resize((column as usize).max(last.cells.len()), 0..0);
            match last.cells.get_mut(column as usize) {
                Some(cell) => cell.end = line.end,
                None => last.cells.push(line.start..line.end),
            }
        }
    }
    rows
}

fn tabs(words: &str, start: u32) -> Vec<Bytes> {
    let mut at = start;
    let cell = |piece: &str| {
        let cell = at..at + piece.len() as u32;
        at = cell.end + 1;
        cell
    };
    words.split('\t').take(WIDEST).map(cell).collect()
}

/// The column of speakers, and whether the first row names the columns.
fn speakers(page: &Page, rows: &[Row]) -> Option<(usize, bool)> {
    let width = rows.iter().map(|row| row.cells.len()).max()?;
    let cell = |row: &Row, column: usize| row.cells.get(column).map_or("", |bytes| page.words(bytes).trim()).to_owned();
    let named = (0..width).find(|column| SPEAKERS.contains(&cell(&rows[0], *column).to_lowercase().as_str()));
    let body = &rows[usize::from(named.is_some())..];
    let length = |column: usize| body.iter().map(|row| cell(row, column).len()).sum::<usize>();
    let longest = (0..width).map(length).max().unwrap_or(0);
    let time = |row: &&Row, column: usize| row.cells.get(column).is_some_and(|bytes| times::alone(page.words(bytes).as_bytes()).is_some());
    let timed = |names: usize| (0..width).any(|column| column != names && body.iter().filter(|row| time(row, column)).count() * 3 >= body.len() * 2);
    let fits = |column: usize| {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for name in body.iter().map(|row| cell(row, column)).filter(|name| !name.is_empty()) {
            *counts.entry(name).or_default() += 1;
        }
        let filled: usize = counts.values().sum();
        let bare = |name: &str| name.trim_end_matches(':').to_owned();
        // A column that says that it names the speakers does so, however they are called; in another one of them may be called “bob”.
        let plain = counts.keys().all(|name| labels::shape_plain(&bare(name)));
        let capitals: usize = counts.iter().filter(|(name, _)| labels::shape(&bare(name))).map(|(_, count)| count).sum();
        let shaped = plain && (named == Some(column) || capitals * 4 >= filled * 3);
        // Names come again; where a time stands beside each or long words do, not each of them has to.
        let often =
            counts.len() * 2 <= filled || counts.len() < filled && timed(column) || counts.len() * 3 <= filled * 2 && longest >= length(column) * 4;
        let recurring = named.is_some() || often && longest >= length(column) * 2;
        shaped && recurring && filled * 3 >= body.len() * 2 && !counts.is_empty() && width > 1
    };
    named.filter(|column| fits(*column)).or_else(|| (0..width).find(|column| fits(*column))).map(|column| (column, named.is_some()))
}

/// The head of a row; none where its speaker is left blank, since the one before goes on.
fn head(page: &Page, row: &Row, column: usize) -> Option<Head> {
    let bytes = page.text.as_bytes();
    let grown = |cell: &Bytes| cell.start..cell.end + u32::from(bytes.get(cell.end as usize) == Some(&b'\t'));
    let label = row.cells.get(column).filter(|cell| !page.words(cell).trim().is_empty())?;
    let words = page.words(label);
    let name = words.trim().trim_end_matches(':').trim_end();
    let start = label.start + (words.len() - words.trim_start().len()) as u32;
    let time = row.cells.iter().filter(|cell| *cell != label).find_map(|cell| times::alone(page.words(cell).as_bytes()).map(|ms| (cell, ms)));
    Some(Head {
        line: row.line,
        name: start..start + name.len() as u32,
        label: grown(label),
        time: time.map_or(label.end..label.end, |(cell, _)| grown(cell)),
        from: time.map(|(_, ms)| ms),
        to: None,
    })
}
