//! `themata excerpts`: coded passages, filtered and grouped.

use super::crosswalk::Through;
use super::desk::{File, Shelf, end};
use super::format::Format;
use super::out::{Outcome, say, tame, usage};
use super::query::{How, Which, grouping};
use super::target;
use crate::Result;
use crate::analysis::{Attribution, Basis, Corpus, Query, retrieve};
use crate::export::{
    Beside, Disclosed, ExcerptOptions, ReviewOptions, Written, excerpts_csv, excerpts_disclosed, excerpts_docx, excerpts_json, excerpts_xlsx,
    grouped, review_page,
};
use crate::model::{Time, join_path};
use crate::project::ReaderTexts;
use crate::project::op::count;
use crate::text::capital;
use std::io::Write;
use std::path::PathBuf;

/// Show or export coded passages
///
/// Without --format they are shown as text, with attributions; html is one page for reviewers, with everything in it.
/// Before anything is written it is said what tells who somebody is: values that fit one person alone, and names.
///
/// Example: themata excerpts study.themata --code "Law 2" --where site="ICS B" --by role --format csv -o law2.csv
#[derive(clap::Args, Debug)]
pub struct Excerpts {
    #[command(flatten)]
    file: File,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    through: Through,
    /// Sort into groups: site, role, phase, an attribute or a kind of case
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    #[command(flatten)]
    how: How,
    /// The format, any but pdf; without it, what the name of the output file says, or text to read
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// The file to write; without it, standard output
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
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
        let Shelf { reader, corpus } = self.through.open(&self.file.file)?;
        let by = self.by.as_deref().map(|name| grouping(&corpus, name)).transpose()?;
        let (query, options) = (self.which.query(&corpus)?, ExcerptOptions { by, ..self.how.options(&corpus) });
        let texts = reader.texts(&corpus);
        let job = Job { corpus: &corpus, texts: &texts, query: &query, options: &options };
        let format = Format::chosen(self.format, self.output.as_deref())?;
        Job::takes(format)?;
        warn(&job.check(format)?);
        let written = target::write(self.output.as_deref(), |out| job.write(format, out))?;
        tell(&written, job.unit(format));
        end(&reader)
    }
}

/// Says how much was written, and what a spreadsheet would cut.
pub(super) fn tell(written: &Written, (one, many): (&str, &str)) {
    say(&format!("{}.", count(written.rows, one, many)));
    if written.too_long_for_excel > 0 {
        let cells = count(written.too_long_for_excel, "cell is", "cells are");
        say(&format!("{cells} longer than Excel bears; a .csv has it whole, a .xlsx cuts it."));
    }
    if written.tables_left > 0 {
        let tables = count(written.tables_left, "more table is", "more tables are");
        say(&format!("A .csv holds one table: {tables} not in it; .xlsx, .docx, .html and .md have all."));
    }
}

/// Says in a few lines who could be known by an export; names and words of participants are not in them.
pub(super) fn warn(found: &Disclosed) {
    warn_of(found, "such as --attribution \"({site})\"");
}

/// The same of a document, whose attributions are those of the project.
pub(super) fn warn_of_document(found: &Disclosed) {
    warn_of(found, "such as themata project FILE --attribution \"({site})\"");
}

fn warn_of(found: &Disclosed, plainer: &str) {
    if found.is_empty() {
        return;
    }
    say(&format!("warning: {}:", found.line()));
    for telling in &found.tellings {
        say(&format!("  {}. {}", telling.line(found.unit), capital(&telling.why)));
    }
    if found.tellings.iter().any(|telling| telling.what.contains("attribution")) {
        say(&format!("hint: a plainer attribution hides more, {plainer}"));
    }
    if found.tellings.iter().any(|telling| telling.what.starts_with("A name")) {
        say("hint: --names pseudonyms keeps labels free of names; words and memos are written as they stand");
    }
}

impl Job<'_> {
    /// Refuses a format that passages are not written in.
    pub fn takes(format: Option<Format>) -> Outcome {
        match format {
            Some(Format::Pdf) => usage("passages are not written as pdf", "Write --format html, or a transcript: export --what transcript."),
            _ => Ok(()),
        }
    }

    /// What the rows of a format are.
    pub fn unit(&self, format: Option<Format>) -> (&'static str, &'static str) {
        if format == Some(Format::Html) { Basis::Codings.unit() } else { self.query.basis.unit() }
    }

    /// Looks for what tells who somebody is.
    pub fn check(&self, format: Option<Format>) -> Result<Disclosed> {
        let beside = match format {
            Some(Format::Html) => Beside::Page,
            Some(Format::Csv | Format::Json | Format::Xlsx) => Beside::Columns,
            _ => Beside::Attribution,
        };
        excerpts_disclosed(self.corpus, self.query, self.texts, self.options, beside)
    }

    /// Writes them in a format, or as text to read.
    pub fn write(&self, format: Option<Format>, out: &mut dyn Write) -> Result<Written> {
        match format {
            Some(Format::Csv) => excerpts_csv(self.corpus, self.query, self.texts, self.options, out),
            Some(Format::Json) => excerpts_json(self.corpus, self.query, self.texts, self.options, out),
            Some(Format::Xlsx) => excerpts_xlsx(self.corpus, self.query, self.texts, self.options, out),
            Some(Format::Docx) => excerpts_docx(self.corpus, self.query, self.texts, self.options, out),
            Some(Format::Html) => review_page(self.corpus, self.query, self.texts, &self.review(), out),
            _ => self.text(&grouped(self.corpus, self.query, self.options), out),
        }
    }

    fn review(&self) -> ReviewOptions {
        let ExcerptOptions { naming, attribution, by, .. } = self.options.clone();
        ReviewOptions { title: String::new(), made: Time::now(), naming, attribution, by }
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

fn failed(error: std::io::Error) -> crate::Error {
    crate::Error::io(std::path::Path::new("the export"), error)
}
