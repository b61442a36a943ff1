//! `themata table`: tables for a paper.

use super::crosswalk::Through;
use super::desk::{File, Shelf, end};
use super::find;
use super::out::{Outcome, say, usage};
use super::paper::{self, Paper};
use super::query::{self, NamesArg};
use crate::Result;
use crate::analysis::Corpus;
use crate::export::{BlockFormat, PaperOptions, PaperTable};
use std::path::PathBuf;

/// Write a table for a paper, as .docx, .xlsx, .csv, .html or .md
///
/// Without -o it is shown as Markdown. Interviews and people are counted apart everywhere.
///
/// Example: themata table study.themata participants -o methods.docx
/// Example: themata table study.themata themes --framework Leutz --quotes 2 -o themes.docx
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Table {
    #[command(flatten)]
    file: File,
    /// Which table
    #[arg(value_enum)]
    what: What,
    /// The file to write; its suffix says the format
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// Of codes and themes: those of this framework; several times for several
    #[arg(long, value_name = "NAME")]
    framework: Vec<String>,
    /// Of themes: this code, with those below it; several times for several
    #[arg(long, value_name = "PATH", conflicts_with = "framework")]
    code: Vec<String>,
    /// Of themes: how many quotes each, one against it among them where there is one
    #[arg(long, value_name = "NUMBER", default_value_t = 2)]
    quotes: usize,
    /// What the sites are, where not those of the project: an attribute or a kind of case
    #[arg(long, value_name = "NAME")]
    site: Option<String>,
    #[command(flatten)]
    through: Through,
    /// What stands for people
    #[arg(long, value_enum, default_value_t)]
    names: NamesArg,
    /// Print JSON instead of Markdown; with a file, what was written
    #[arg(long)]
    json: bool,
}

/// Which table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum What {
    /// The sites, with what is known of them, interviews and people
    Sites,
    /// Who took part, by role group, site and phase
    Participants,
    /// The code tree with definitions and counts
    Codes,
    /// Themes with what they say, where they are heard and example quotes: the codes marked as themes, or the top codes of a framework
    Themes,
    /// The framework chart: interviews by the top codes of a framework; themata chart FILE export has more ways
    Chart,
    /// What COREQ and SRQR ask for that the project knows
    Reporting,
}

impl Table {
    /// Writes it.
    pub(super) fn run(self) -> Outcome {
        if self.through.is_named() && !self.what.table().reads_codes() {
            return usage("what is coded does not make that table", "Leave --through out; codes, themes and the chart are read through a crosswalk.");
        }
        if !self.code.is_empty() && self.what != What::Themes {
            return usage("--code goes with the table of themes alone", "themata chart FILE export --code PATH has a chart of those columns.");
        }
        let format = paper::format(self.output.as_deref(), &BlockFormat::ALL)?;
        let Shelf { reader, mut corpus } = self.through.open(&self.file.file)?;
        if let Some(name) = &self.site {
            corpus.project.site = Some(query::grouping(&corpus, name)?);
        }
        if corpus.sources().is_empty() && self.what != What::Codes {
            say("No sources yet, so that there is little to tell. Next: themata import FILE FOLDER");
        }
        let texts = reader.texts(&corpus);
        let blocks = self.what.table().blocks(&reader, &corpus, &texts, &self.options(&corpus)?)?;
        let paper = Paper { title: &corpus.project.name, blocks: &blocks, naming: self.names.naming(), format, unit: Some(("row", "rows")) };
        paper.write(&corpus, &texts, (self.output.as_deref(), self.json))?;
        end(&reader)
    }

    fn options(&self, corpus: &Corpus) -> Result<PaperOptions> {
        Ok(PaperOptions {
            naming: self.names.naming(),
            frameworks: self.framework.iter().map(|name| find::framework(corpus, name).map(|one| one.id)).collect::<Result<_>>()?,
            codes: self.code.iter().map(|path| find::code(corpus, path).map(|code| code.id)).collect::<Result<_>>()?,
            quotes: self.quotes,
        })
    }
}

impl What {
    fn table(self) -> PaperTable {
        match self {
            Self::Sites => PaperTable::Sites,
            Self::Participants => PaperTable::Participants,
            Self::Codes => PaperTable::Codes,
            Self::Themes => PaperTable::Themes,
            Self::Chart => PaperTable::Chart,
            Self::Reporting => PaperTable::Reporting,
        }
    }
}
