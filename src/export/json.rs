//! Excerpts as JSON, for scripts.

use super::row::{Rows, grouped, memo_words};
use super::{ExcerptOptions, Written, failed};
use crate::Result;
use crate::analysis::{Corpus, Excerpt, Heads, Query, Texts, each_excerpt};
use crate::text::SourceText;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;

/// One passage in the JSON export.
#[derive(Debug, Serialize)]
pub struct JsonExcerpt<'a> {
    /// The source's name.
    pub source: &'a str,
    /// The people of the passage, else the source's cases, with “; ” between them.
    pub case: &'a str,
    /// Attributes and cases above people by name; missing ones are left out.
    pub values: BTreeMap<&'a str, &'a str>,
    /// The framework's name.
    pub framework: &'a str,
    /// The path of the code, a slash in a name written `\/`.
    pub code: &'a str,
    /// The paths of the codes of its codings.
    pub codes: &'a [&'a str],
    /// Initials of who coded.
    pub coders: &'a [&'a str],
    /// Where passages are read through a crosswalk, the codes of the other framework that its codings were made with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coded_as: Option<&'a [String]>,
    /// Who speaks, with “; ” between them.
    pub speaker: &'a str,
    /// Its first turn, from 1.
    pub turn: Option<u32>,
    /// Its first Unicode scalar value in the source's text.
    pub start: u32,
    /// The first one after it.
    pub end: u32,
    /// When its first turn begins in the recording, in milliseconds.
    pub time: Option<i64>,
    /// The page of the file that it begins on, where the file has pages.
    pub page: Option<u32>,
    /// Words that begin in it.
    pub words: u32,
    /// Whether it is a key quote.
    pub key_quote: bool,
    /// How many codings make it up.
    pub codings: usize,
    /// Its words.
    pub passage: &'a str,
    /// The turns or paragraphs it touches, if they were asked for.
    pub context: Option<&'a str>,
    /// Memos on it.
    pub memos: Vec<String>,
    /// Who said it, as the template has it.
    pub attribution: &'a str,
}

/// Writes `{"project", "basis", "excerpts": […]}`, each excerpt a [`JsonExcerpt`] on a line of its own; where passages are grouped,
/// `"groups": [{"group", "excerpts": […]}, …]` instead.
pub fn excerpts_json(corpus: &Corpus, query: &Query, texts: &dyn Texts, options: &ExcerptOptions, out: &mut dyn Write) -> Result<Written> {
    let rows = Rows::new(corpus, options, &[])?;
    let heads = Heads::new(corpus);
    let mut written = Written::default();
    write!(out, "{{\"project\":{},\"basis\":\"{}\",", quoted(&corpus.project.name)?, query.basis.name()).map_err(failed)?;
    out.write_all(if options.by.is_some() { b"\"groups\":[" } else { b"" }).map_err(failed)?;
    for (at, (group, query)) in grouped(corpus, query, options).iter().enumerate() {
        if options.by.is_some() {
            write!(out, "{}\n{{\"group\":{},", if at == 0 { "" } else { "," }, quoted(group)?).map_err(failed)?;
        }
        out.write_all(b"\"excerpts\":[").map_err(failed)?;
        let before = written.rows;
        each_excerpt(corpus, query, &heads, texts, &mut |excerpt, text| {
            out.write_all(if written.rows == before { b"\n" } else { b",\n" }).map_err(failed)?;
            written.rows += 1;
            write_excerpt(&rows, &excerpt, text, out)
        })?;
        out.write_all(if options.by.is_some() { b"\n]}" } else { b"\n]" }).map_err(failed)?;
    }
    out.write_all(if options.by.is_some() { b"\n]}\n" } else { b"}\n" }).and_then(|()| out.flush()).map_err(failed)?;
    Ok(written)
}

fn quoted(words: &str) -> Result<String> {
    serde_json::to_string(words).map_err(|error| failed(error.into()))
}

fn write_excerpt(rows: &Rows, excerpt: &Excerpt, text: &SourceText, out: &mut dyn Write) -> Result<()> {
    let row = rows.row(excerpt, text);
    let values = rows.values.names.iter().zip(&row.values).filter(|(_, value)| !value.is_empty());
    let line = JsonExcerpt {
        source: row.source,
        case: &row.case,
        values: values.map(|(name, value)| (name.as_str(), value.as_str())).collect(),
        framework: row.framework,
        code: row.code,
        codes: &row.codes,
        coders: &row.coders,
        coded_as: rows.are_read().then_some(row.coded_as.as_slice()),
        speaker: &row.speaker,
        turn: excerpt.turn,
        start: excerpt.span.start,
        end: excerpt.span.end,
        time: excerpt.time,
        page: row.page,
        words: excerpt.words,
        key_quote: excerpt.star,
        codings: excerpt.codings.len(),
        passage: excerpt.text.trim(),
        context: Some(row.context.as_str()).filter(|context| !context.is_empty()),
        memos: row.memos.iter().map(|memo| memo_words(memo)).collect(),
        attribution: &row.attribution,
    };
    serde_json::to_writer(out, &line).map_err(|error| failed(error.into()))
}
