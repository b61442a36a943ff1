//! `themata export`: the whole study, or one table of it.

use super::desk::{File, Shelf, end};
use super::excerpts::{Job, tell, warn};
use super::format::Format;
use super::out::{Outcome, usage};
use super::query::{How, Which};
use super::target;
use crate::analysis::{Cast, Corpus, Heads, Query, Texts, sample};
use crate::export::{
    ExcerptOptions, Paper, TranscriptOptions, audit_disclosed, audit_trail, cases_csv, cases_disclosed, codebook_csv, codebook_disclosed, sample_csv,
    sample_disclosed, transcript_disclosed, transcript_page, transcript_pdf,
};
use crate::model::Time;
use crate::project::Reader;
use std::path::PathBuf;

/// Export all coded passages, or a table of the study
///
/// csv and xlsx are tables for spreadsheets, in which no cell can run as a formula; docx has the quotes under their codes;
/// html is one page of themes by site for reviewers, which needs no network; json is for scripts.
///
/// Example: themata export study.themata --format html -o themes.html
/// Example: themata export study.themata --what sample --format csv -o methods-table.csv
/// Example: themata export study.themata --what transcript --source ICSB-QL-1 -o transcript.pdf
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Export {
    #[command(flatten)]
    file: File,
    /// The format; without it, what the name of the output file says
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// The file to write
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,
    /// What to export
    #[arg(long, value_enum, default_value_t)]
    what: What,
    /// The paper of a pdf
    #[arg(long, value_enum, default_value_t)]
    paper: PaperArg,
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
    /// One source with its codings in the margin, named by --source (pdf, html)
    Transcript,
}

/// What the paper is.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum PaperArg {
    /// 210 × 297 mm
    #[default]
    A4,
    /// 8½ × 11 in
    Letter,
}

impl Export {
    /// Writes it.
    pub(super) fn run(self) -> Outcome {
        let Some(format) = Format::chosen(self.format, Some(&self.output))? else {
            return usage("the format is not said", "Write --format, or give the file a suffix such as .csv.");
        };
        let Shelf { reader, corpus } = Shelf::open(&self.file.file)?;
        let (query, options) = (self.which.query(&corpus)?, self.how.options(&corpus));
        let texts = reader.texts(&corpus);
        match (self.what, format) {
            (What::Excerpts, _) => {
                Job::takes(Some(format))?;
                let job = Job { corpus: &corpus, texts: &texts, query: &query, options: &options };
                warn(&job.check(Some(format))?);
                let written = target::write(Some(&self.output), |out| job.write(Some(format), out))?;
                tell(&written, job.unit(Some(format)));
                end(&reader)
            }
            (What::Transcript, Format::Pdf | Format::Html) => self.transcript(&corpus, &texts, &query, format).and_then(|()| end(&reader)),
            (What::Transcript, _) => usage("a transcript is written as pdf or html", "Write --format pdf."),
            (_, Format::Csv) => self.table(&reader, &corpus, &options),
            _ => usage("that table is written as csv alone", "Write --format csv."),
        }
    }

    fn table(&self, reader: &Reader, corpus: &Corpus, options: &ExcerptOptions) -> Outcome {
        let (texts, heads) = (reader.texts(corpus), Heads::new(corpus));
        let sample = sample(&heads, &Cast::new(corpus, &heads));
        let history = if self.what == What::Log { reader.history(0)? } else { Vec::new() };
        warn(&match self.what {
            What::Cases => cases_disclosed(corpus, options.naming),
            What::Log => audit_disclosed(corpus, &texts, &history)?,
            What::Sample => sample_disclosed(&sample),
            _ => codebook_disclosed(corpus, &texts)?,
        });
        let written = target::write(Some(&self.output), |out| match self.what {
            What::Cases => cases_csv(corpus, options.naming, options.table, out),
            What::Log => audit_trail(&history, options.table, out),
            What::Sample => sample_csv(&heads, &sample, options.naming, options.table, out),
            _ => codebook_csv(corpus, None, options.table, out),
        })?;
        tell(&written, ("row", "rows"));
        end(reader)
    }

    fn transcript(&self, corpus: &Corpus, texts: &dyn Texts, query: &Query, format: Format) -> Outcome {
        let [source] = query.sources.as_slice() else {
            return usage("a transcript is one source", "Name it: --source NAME. themata sources FILE lists them.");
        };
        let paper = match self.paper {
            PaperArg::A4 => Paper::A4,
            PaperArg::Letter => Paper::Letter,
        };
        let naming = self.how.options(corpus).naming;
        let options = TranscriptOptions { scope: query.scope.clone(), basis: query.basis, naming, made: Time::now(), paper };
        warn(&transcript_disclosed(corpus, *source, texts, naming)?);
        let written = target::write(Some(&self.output), |out| match format {
            Format::Pdf => transcript_pdf(corpus, *source, texts, &options, out),
            _ => transcript_page(corpus, *source, texts, &options, out),
        })?;
        tell(&written, ("paragraph", "paragraphs"));
        Ok(())
    }
}
