//! Excerpts as a table: one row a reference or a coding, as the query's basis says.

use super::cells::Table;
use super::row::{Rows, grouped, memo_words};
use super::{ExcerptOptions, Written};
use crate::Result;
use crate::analysis::{Corpus, Groups, Heads, Query, Texts, clock, each_excerpt};
use std::io::Write;

/// Columns before and after those of values.
const BEFORE: [&str; 2] = ["source", "case"];
const AFTER: [&str; 17] = [
    "framework",
    "code",
    "codes",
    "coder",
    "speaker",
    "turn",
    "start",
    "end",
    "time",
    "page",
    "words",
    "key quote",
    "codings",
    "passage",
    "context",
    "memo",
    "attribution",
];

/// Writes every passage that `query` asks for as CSV: UTF-8, CRLF, with a byte order mark if asked.
///
/// Columns: the group where passages are grouped (its head is “group: site”), source, case (the people of the passage, else the source's cases), one for each kind of case above people and each
/// attribute, then framework, code (its path), codes (of the codings within, where those below count too), coder (initials), speaker,
/// turn (from 1), start and end (Unicode scalar values, half-open), time (h:mm:ss), page (of the file it begins on), words, key quote (yes or nothing), codings (how many make
/// it up), passage, context, memo, attribution; where passages are read through a crosswalk also coded as (the codes of the other framework that its codings
/// were made with, empty where somebody coded it so). Several values stand in one cell with “; ” between them.
pub fn excerpts_csv(corpus: &Corpus, query: &Query, texts: &dyn Texts, options: &ExcerptOptions, out: &mut dyn Write) -> Result<Written> {
    let rows = Rows::new(corpus, options, &taken())?;
    let mut table = Table::new(out, options.table, &header(&rows, corpus, options))?;
    each_row(corpus, &grouped(corpus, query, options), texts, options, &rows, &mut |cells| table.row(&cells))?;
    table.close()
}

/// The column behind them all where passages are read through a crosswalk.
const READ: &str = "coded as";

/// Names that a column of values may not have.
pub(super) fn taken() -> Vec<&'static str> {
    BEFORE.iter().chain(&AFTER).chain([&READ]).copied().collect()
}

/// The heads of the columns.
pub(super) fn header(rows: &Rows, corpus: &Corpus, options: &ExcerptOptions) -> Vec<String> {
    let fixed = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let group = options.by.map(|by| format!("group: {}", Groups::title_of(corpus, Some(by))));
    let read: &[&str] = if rows.are_read() { &[READ] } else { &[] };
    [group.into_iter().collect(), fixed(&BEFORE), rows.values.names.clone(), fixed(&AFTER), fixed(read)].concat()
}

/// Hands the cells of every row to `each`, group by group.
pub(super) fn each_row(
    corpus: &Corpus,
    groups: &[(String, Query)],
    texts: &dyn Texts,
    options: &ExcerptOptions,
    rows: &Rows,
    each: &mut dyn FnMut(Vec<String>) -> Result<()>,
) -> Result<()> {
    let optional = |number: Option<u32>| number.map_or_else(String::new, |number| number.to_string());
    let heads = Heads::new(corpus);
    for (group, query) in groups {
        each_excerpt(corpus, query, &heads, texts, &mut |excerpt, text| {
            let row = rows.row(&excerpt, text);
            let mut cells: Vec<String> = options.by.map(|_| group.clone()).into_iter().collect();
            cells.extend([row.source.to_owned(), row.case]);
            cells.extend(row.values);
            let memos: Vec<String> = row.memos.iter().map(|memo| memo_words(memo)).collect();
            cells.extend([row.framework.to_owned(), row.code.to_owned(), row.codes.join("; "), row.coders.join("; "), row.speaker]);
            cells.extend([optional(excerpt.turn), excerpt.span.start.to_string(), excerpt.span.end.to_string()]);
            cells.extend([excerpt.time.map_or_else(String::new, clock), optional(row.page), excerpt.words.to_string()]);
            cells.push(if excerpt.star { "yes".into() } else { String::new() });
            cells.extend([excerpt.codings.len().to_string(), excerpt.text.trim().to_owned(), row.context, memos.join("\n\n"), row.attribution]);
            if rows.are_read() {
                cells.push(row.coded_as.join("; "));
            }
            each(cells)
        })?;
    }
    Ok(())
}
