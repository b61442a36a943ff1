//! `themata table`: tables for a paper.

use super::desk::{File, Shelf, end};
use super::excerpts::{tell, warn};
use super::find;
use super::out::{Outcome, usage};
use super::query::NamesArg;
use super::target;
use crate::analysis::{Corpus, Scope, Texts, Voices, counts};
use crate::export::{
    Block, BlockFormat, blocks_disclosed, code_table, participant_table, reporting_table, site_table, theme_table, themes_of, write_blocks,
};
use crate::model::CodeId;
use crate::project::Reader;
use crate::{Error, Result};
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
    /// Of themes: how many quotes each
    #[arg(long, value_name = "NUMBER", default_value_t = 2)]
    quotes: usize,
    /// What stands for people
    #[arg(long, value_enum, default_value_t)]
    names: NamesArg,
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
    /// What COREQ and SRQR ask for that the project knows
    Reporting,
}

impl Table {
    /// Writes it.
    pub(super) fn run(self) -> Outcome {
        let format = match self.output.as_ref().map(|path| path.extension().and_then(|suffix| suffix.to_str()).unwrap_or_default()) {
            None => BlockFormat::Markdown,
            Some(suffix) => match BlockFormat::of_suffix(suffix) {
                Some(format) => format,
                None => return usage("the name of the file does not say what to write", "Let it end in .docx, .xlsx, .csv, .html or .md."),
            },
        };
        let Shelf { reader, corpus } = Shelf::open(&self.file.file)?;
        let texts = reader.texts(&corpus);
        let blocks = self.blocks(&reader, &corpus, &texts)?;
        warn(&blocks_disclosed(&corpus, &texts, &blocks)?);
        let written = target::write(self.output.as_deref(), |out| write_blocks(&corpus.project.name, &blocks, format, out))?;
        if self.output.is_some() {
            tell(&written, ("row", "rows"));
        }
        end(&reader)
    }

    fn blocks(&self, reader: &Reader, corpus: &Corpus, texts: &dyn Texts) -> Result<Vec<Block>> {
        let counted = || Ok::<_, Error>(counts(corpus, &Scope::default(), &Voices::read(corpus, texts)?, None));
        Ok(match self.what {
            What::Sites => site_table(corpus, self.names.naming()),
            What::Participants => participant_table(corpus),
            What::Codes => {
                let frameworks: Vec<_> = self.framework.iter().map(|name| find::framework(corpus, name).map(|one| one.id)).collect::<Result<_>>()?;
                code_table(corpus, &counted()?, &frameworks)
            }
            What::Themes => theme_table(corpus, texts, &self.themes(corpus)?, self.quotes, self.names.naming())?,
            What::Reporting => reporting_table(corpus, &counted()?, &reader.history(0)?),
        })
    }

    /// The codes that are named, else the themes of the frameworks.
    fn themes(&self, corpus: &Corpus) -> Result<Vec<CodeId>> {
        if !self.code.is_empty() {
            return self.code.iter().map(|path| find::code(corpus, path).map(|code| code.id)).collect();
        }
        let named: Vec<_> = self.framework.iter().map(|name| find::framework(corpus, name).map(|one| one.id)).collect::<Result<_>>()?;
        Ok(themes_of(corpus, &named))
    }
}
