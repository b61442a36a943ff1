//! `themata export`: the whole study, or one table of it.

use super::desk::{File, Shelf};
use super::excerpts::{Format, Job, tell};
use super::out::{Outcome, usage};
use super::query::{How, Which};
use super::target;
use crate::analysis::{Cast, Heads, sample};
use crate::export::{audit_trail, cases_csv, codebook_csv, excerpts_csv, excerpts_json, sample_csv};
use std::path::PathBuf;

/// Export all coded passages, or a table of the study
///
/// csv is a table for spreadsheets, in which no cell can run as a formula; html is one page of themes by site for
/// reviewers, which needs no network; json is for scripts.
///
/// Example: themata export study.themata --format html -o themes.html
/// Example: themata export study.themata --what sample --format csv -o methods-table.csv
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Export {
    #[command(flatten)]
    file: File,
    /// The format
    #[arg(long, value_enum)]
    format: Format,
    /// The file to write
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,
    /// What to export
    #[arg(long, value_enum, default_value_t)]
    what: What,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    how: How,
}

/// What to export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum What {
    /// The coded passages
    #[default]
    Excerpts,
    /// The codes with their definitions (csv)
    Codebook,
    /// The cases with their attributes (csv)
    Cases,
    /// Who was interviewed, by site, role and phase: the methods table of a paper (csv)
    Sample,
    /// The history, step by step (csv)
    Log,
}

impl Export {
    /// Writes it.
    pub(super) fn run(self) -> Outcome {
        let Shelf { reader, corpus } = Shelf::open(&self.file.file)?;
        if self.what != What::Excerpts && self.format != Format::Csv {
            return usage("that table is written as csv alone", "Write --format csv.");
        }
        let (query, options) = (self.which.query(&corpus)?, self.how.options(&corpus));
        let texts = reader.texts(&corpus);
        let job = Job { corpus: &corpus, texts: &texts, query: &query, options: &options };
        if self.what == What::Excerpts {
            job.check(Some(self.format))?;
        }
        let written = target::write(Some(&self.output), |out| match (self.what, self.format) {
            (What::Excerpts, Format::Csv) => excerpts_csv(&corpus, &query, &texts, &options, out),
            (What::Excerpts, Format::Json) => excerpts_json(&corpus, &query, &texts, &options, out),
            (What::Excerpts, Format::Html) => job.page(out),
            (What::Codebook, _) => codebook_csv(&corpus, None, options.table, out),
            (What::Cases, _) => cases_csv(&corpus, options.naming, options.table, out),
            (What::Log, _) => audit_trail(&reader.history(0)?, options.table, out),
            (What::Sample, _) => {
                let heads = Heads::new(&corpus);
                sample_csv(&heads, &sample(&heads, &Cast::new(&corpus, &heads)), options.table, out)
            }
        })?;
        tell(&written, if self.what == What::Excerpts { job.counted(Some(self.format)) } else { "rows" });
        Ok(())
    }
}
