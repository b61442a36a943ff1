//! `themata export`: the whole study, or one table of it.

use super::desk::{File, Shelf};
use super::excerpts::{Format, Job, tell, warn};
use super::out::{Outcome, usage};
use super::query::{How, Which};
use super::target;
use crate::analysis::{Cast, Heads, sample};
use crate::export::{audit_disclosed, audit_trail, cases_csv, cases_disclosed, codebook_csv, codebook_disclosed, sample_csv, sample_disclosed};
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
        let heads = Heads::new(&corpus);
        let sample = sample(&heads, &Cast::new(&corpus, &heads));
        let history = if self.what == What::Log { reader.history(0)? } else { Vec::new() };
        warn(&match self.what {
            What::Excerpts => job.check(Some(self.format))?,
            What::Codebook => codebook_disclosed(&corpus),
            What::Cases => cases_disclosed(&corpus, options.naming),
            What::Log => audit_disclosed(&corpus, &history),
            What::Sample => sample_disclosed(&sample),
        });
        let written = target::write(Some(&self.output), |out| match self.what {
            What::Excerpts => job.write(Some(self.format), out),
            What::Codebook => codebook_csv(&corpus, None, options.table, out),
            What::Cases => cases_csv(&corpus, options.naming, options.table, out),
            What::Log => audit_trail(&history, options.table, out),
            What::Sample => sample_csv(&heads, &sample, options.table, out),
        })?;
        tell(&written, if self.what == What::Excerpts { job.counted(Some(self.format)) } else { "rows" });
        Ok(())
    }
}
