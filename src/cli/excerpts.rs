//! `themata excerpts`: coded passages, filtered and grouped.

use super::desk::{File, Shelf};
use super::out::{Outcome, say, tame, usage};
use super::query::{How, Which, grouping};
use super::target;
use crate::Result;
use crate::analysis::{Attribution, Corpus, Disclosure, Filter, Groups, Query, disclosures, retrieve};
use crate::export::{ExcerptOptions, ReviewOptions, Written, excerpts_csv, excerpts_json, review_disclosures, review_page};
use crate::model::{Time, join_path};
use crate::project::ReaderTexts;
use std::io::Write;
use std::path::PathBuf;

/// Show or export coded passages
///
/// Without --format they are shown as text, with attributions; html is one page for reviewers, with everything in it.
/// Before anything is written, quotes whose attribution fits one person alone are counted.
///
/// Example: themata excerpts study.themata --code "Law 2" --where site="ICS B" --by role --format csv -o law2.csv
#[derive(clap::Args, Debug)]
pub struct Excerpts {
    #[command(flatten)]
    file: File,
    #[command(flatten)]
    which: Which,
    /// Sort into groups: site, role, phase, an attribute or a kind of case
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    #[command(flatten)]
    how: How,
    /// The format
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// The file to write; without it, standard output
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
}

/// A format of excerpts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// A table for spreadsheets
    Csv,
    /// For scripts
    Json,
    /// One page for reviewers
    Html,
}

/// What is written: a corpus, the passages of it, and how.
pub(super) struct Job<'a> {
    pub corpus: &'a Corpus,
    pub texts: &'a ReaderTexts<'a>,
    pub query: &'a Query,
    pub options: &'a ExcerptOptions,
}

impl Excerpts {
    /// Shows or writes them.
    pub(super) fn run(self) -> Outcome {
        let Shelf { reader, corpus } = Shelf::open(&self.file.file)?;
        let (query, options) = (self.which.query(&corpus)?, self.how.options(&corpus));
        let by = self.by.as_deref().map(|name| grouping(&corpus, name)).transpose()?;
        let groups = by.map(|by| (by, Groups::new(&corpus, Some(by))));
        let texts = reader.texts(&corpus);
        let job = Job { corpus: &corpus, texts: &texts, query: &query, options: &options };
        if self.format == Some(Format::Html) && groups.is_some() {
            return usage("--by does not go with --format html", "The page groups by itself: choose the site, role or phase in it.");
        }
        job.check(self.format)?;
        let queries: Vec<(String, Query)> = match &groups {
            None => vec![(String::new(), query.clone())],
            Some((by, groups)) => groups.all().map(|group| (groups.label(group).to_owned(), narrowed(&query, *by, groups.label(group)))).collect(),
        };
        let written = target::write(self.output.as_deref(), |out| match self.format {
            Some(Format::Html) => job.page(out),
            Some(Format::Csv) => job.tables(&queries, out),
            Some(Format::Json) if groups.is_none() => excerpts_json(&corpus, &query, &texts, &options, out),
            Some(Format::Json) => job.grouped_json(&queries, out),
            None => job.text(&queries, out),
        })?;
        tell(&written, job.counted(self.format));
        Ok(())
    }
}

/// The query within one group.
fn narrowed(query: &Query, by: crate::model::Grouping, label: &str) -> Query {
    let mut query = query.clone();
    query.filters.push(Filter { by, values: vec![label.to_owned()] });
    query
}

/// Says how much was written, and what a spreadsheet would cut.
pub(super) fn tell(written: &Written, what: &str) {
    say(&format!("{} {what}.", written.rows));
    if written.too_long_for_excel > 0 {
        say(&format!("{} cells are longer than Excel shows; the file has them whole.", written.too_long_for_excel));
    }
}

/// How many of the quotes that give somebody away are said.
const SAID: usize = 5;

impl Job<'_> {
    /// What the rows of a format are.
    pub fn counted(&self, format: Option<Format>) -> &'static str {
        if format == Some(Format::Html) { "codings" } else { self.query.basis.name() }
    }

    /// Says which quotes fit one person alone.
    pub fn check(&self, format: Option<Format>) -> Outcome {
        let found: Vec<Disclosure> = match format {
            Some(Format::Html) => {
                review_disclosures(self.corpus, self.query, self.texts, &self.review())?.into_iter().map(|(_, disclosure)| disclosure).collect()
            }
            _ => {
                let attribution = Attribution::new(self.corpus, &self.options.attribution, self.options.naming)?;
                disclosures(self.corpus, &attribution, &retrieve(self.corpus, self.query, self.texts)?.excerpts)
            }
        };
        if found.is_empty() {
            return Ok(());
        }
        let mut reasons: Vec<(&str, usize)> = Vec::new();
        for disclosure in &found {
            match reasons.iter_mut().find(|(why, _)| *why == disclosure.why) {
                Some((_, count)) => *count += 1,
                None => reasons.push((&disclosure.why, 1)),
            }
        }
        reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        say(&format!("warning: {} of the quotes tell who said them, by their attribution alone:", found.len()));
        reasons.iter().take(SAID).for_each(|(why, count)| say(&format!("  {why} ({count})")));
        if reasons.len() > SAID {
            say(&format!("  … and {} more combinations", reasons.len() - SAID));
        }
        say("hint: a plainer attribution hides more, such as --attribution \"({site})\"");
        Ok(())
    }

    fn review(&self) -> ReviewOptions {
        let ExcerptOptions { naming, attribution, .. } = self.options.clone();
        ReviewOptions { title: String::new(), made: Time::now(), naming, attribution }
    }

    /// The page for reviewers.
    pub fn page(&self, out: &mut dyn Write) -> Result<Written> {
        review_page(self.corpus, self.query, self.texts, &self.review(), out)
    }

    /// One table, group after group; a passage that belongs to two groups stands in both.
    fn tables(&self, queries: &[(String, Query)], out: &mut dyn Write) -> Result<Written> {
        let mut all = Written::default();
        for (at, (_, query)) in queries.iter().enumerate() {
            let mut options = self.options.clone();
            options.table.bom &= at == 0;
            let mut part = Vec::new();
            let written = excerpts_csv(self.corpus, query, self.texts, &options, &mut part)?;
            all.rows += written.rows;
            all.too_long_for_excel += written.too_long_for_excel;
            let body = if at == 0 { part.as_slice() } else { without_header(&part) };
            out.write_all(body).map_err(failed)?;
        }
        Ok(all)
    }

    fn grouped_json(&self, queries: &[(String, Query)], out: &mut dyn Write) -> Result<Written> {
        let mut all = Written::default();
        let mut groups = Vec::new();
        for (name, query) in queries {
            let mut part = Vec::new();
            all.rows += excerpts_json(self.corpus, query, self.texts, self.options, &mut part)?.rows;
            let part: serde_json::Value = serde_json::from_slice(&part).map_err(|error| failed(error.into()))?;
            groups.push(serde_json::json!({ "group": name, "excerpts": part["excerpts"] }));
        }
        let whole = serde_json::json!({ "project": self.corpus.project.name, "basis": self.query.basis.name(), "groups": groups });
        serde_json::to_writer_pretty(&mut *out, &whole).map_err(|error| failed(error.into()))?;
        writeln!(out).map_err(failed)?;
        Ok(all)
    }

    /// Quotes to read, under the names of their groups and codes.
    fn text(&self, queries: &[(String, Query)], out: &mut dyn Write) -> Result<Written> {
        let attribution = Attribution::new(self.corpus, &self.options.attribution, self.options.naming)?;
        let mut written = Written::default();
        for (name, query) in queries {
            let mut excerpts = retrieve(self.corpus, query, self.texts)?.excerpts;
            excerpts.sort_by_key(|excerpt| self.corpus.path(excerpt.code).join("/").to_lowercase());
            if !name.is_empty() && excerpts.is_empty() {
                continue;
            }
            if !name.is_empty() {
                writeln!(out, "== {} ({}) ==\n", tame(name), excerpts.len()).map_err(failed)?;
            }
            let mut last = None;
            for excerpt in &excerpts {
                if last.replace(excerpt.code) != Some(excerpt.code) {
                    writeln!(out, "{}\n", tame(&join_path(&self.corpus.path(excerpt.code)))).map_err(failed)?;
                }
                let star = if excerpt.star { "* " } else { "" };
                let words = tame(excerpt.text.trim()).replace('\n', "\n  ");
                writeln!(out, "  {star}“{words}” {}\n", tame(&attribution.of(self.corpus, excerpt))).map_err(failed)?;
            }
            written.rows += excerpts.len();
        }
        Ok(written)
    }
}

/// A table without its first line; a header may hold line ends inside quotation marks.
fn without_header(table: &[u8]) -> &[u8] {
    let mut quoted = false;
    let end = table.iter().position(|byte| {
        quoted ^= *byte == b'"';
        *byte == b'\n' && !quoted
    });
    end.map_or(&[], |end| &table[end + 1..])
}

fn failed(error: std::io::Error) -> crate::Error {
    crate::Error::io(std::path::Path::new("the export"), error)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_header_goes_whole() {
        assert_eq!(super::without_header(b"a,\"b\nc\"\r\n1,2\r\n"), b"1,2\r\n");
        assert_eq!(super::without_header(b"a,b"), b"");
    }
}
