//! `themata chart`: the framework chart, shown, written and exported.

mod belongs;
mod cell;
mod show;
mod write;

pub(super) use show::strays;

use super::crosswalk::Through;
use super::desk::{File, Shelf, end};
use super::find;
use super::out::{Outcome, say, warn};
use super::paper::{self, Paper};
use super::query::{NamesArg, filters, grouping};
use crate::analysis::{Chart as Made, ChartAsk, ChartOf, ChartRow, Corpus, Voices};
use crate::export::{Block, BlockFormat, chart_blocks};
use crate::model::{ChartCellId, CodeId, Grouping};
use crate::project::Reader;
use crate::{Error, Result};
use std::collections::HashSet;
use std::path::PathBuf;

/// The framework chart: interviews or people by codes, with a summary in each cell
///
/// Without a command it is shown. Columns are the codes at the top of a framework, each with those below it, unless --code names others.
///
/// Example: themata chart study.themata --rows person --by site --framework Leutz
/// Example: themata chart study.themata set "Interview 1" "Law 2" "Two budgets, one purse. [1]" --evidence 3 --coder BP
/// Example: themata chart study.themata export -o chart.xlsx
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Chart {
    #[command(flatten)]
    file: File,
    #[command(flatten)]
    which: Which,
    /// Print JSON instead of text
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    verb: Option<Verb>,
}

/// Which chart.
#[derive(clap::Args, Debug)]
pub(super) struct Which {
    /// What the rows are: sources, or a kind of case such as person
    #[arg(long, value_name = "WHAT", default_value = "sources", global = true)]
    rows: String,
    /// What rows are grouped by: site, role, phase, an attribute, a kind of case, or none; without it, the project's site
    #[arg(long, value_name = "NAME", global = true)]
    by: Option<String>,
    /// The framework whose top codes are the columns; without it, the one with the most written cells, else the first in which somebody coded
    #[arg(long, value_name = "NAME", conflicts_with = "code", global = true)]
    framework: Option<String>,
    /// A column, with the codes below it; several times for several
    #[arg(long, value_name = "PATH", global = true)]
    code: Vec<String>,
    /// Only rows where this holds, such as site="ICS B"
    #[arg(long = "where", value_name = "NAME=VALUE", global = true)]
    only: Vec<String>,
    #[command(flatten)]
    through: Through,
}

/// What to do with the chart.
#[derive(clap::Subcommand, Debug)]
enum Verb {
    /// Show it
    ///
    /// Example: themata chart study.themata show --by role --json
    Show,
    /// Show one cell: its words, who wrote them, the passages under it by number, what stood there before
    ///
    /// Example: themata chart study.themata cell "Interview 1" "Law 2"
    Cell(cell::Cell),
    /// Write a cell, say how far it is, link passages to it
    ///
    /// Example: themata chart study.themata set "Interview 1" "Law 2" --status agreed --coder BP
    Set(write::Set),
    /// Bring back what stood in a cell after a step
    ///
    /// Example: themata chart study.themata back "Interview 1" "Law 2" --step 41 --coder BP
    Back(write::Back),
    /// Write it as .xlsx, .docx, .csv, .html or .md, with the passages behind it
    ///
    /// Example: themata chart study.themata export -o chart.docx
    Export(Export),
}

#[derive(clap::Args, Debug)]
struct Export {
    /// The file; its suffix says the format
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,
    /// What stands for people
    #[arg(long, value_enum, default_value_t)]
    names: NamesArg,
}

impl Which {
    /// The chart that is meant.
    pub fn ask(&self, corpus: &Corpus) -> Outcome<ChartAsk> {
        Ok(ChartAsk {
            of: self.of(corpus)?,
            by: self.by(corpus)?,
            codes: self.codes(corpus)?,
            filters: filters(corpus, &self.only)?,
            ..ChartAsk::default()
        })
    }

    fn of(&self, corpus: &Corpus) -> Result<ChartOf> {
        match self.rows.trim().to_lowercase().as_str() {
            "sources" | "source" | "interviews" | "interview" => Ok(ChartOf::Sources),
            "people" => find::kind(corpus, "person").map(|kind| ChartOf::Cases(kind.id)),
            name => find::kind(corpus, name)
                .or_else(|error| corpus.kinds().iter().find(|kind| format!("{}s", kind.name.to_lowercase()) == name).ok_or(error))
                .map(|kind| ChartOf::Cases(kind.id)),
        }
    }

    fn by(&self, corpus: &Corpus) -> Result<Option<Grouping>> {
        match self.by.as_deref() {
            None => Ok(corpus.project.site),
            Some("none" | "") => Ok(None),
            Some(name) => grouping(corpus, name).map(Some),
        }
    }

    fn codes(&self, corpus: &Corpus) -> Result<Vec<CodeId>> {
        if !self.code.is_empty() {
            return self.code.iter().map(|path| find::code(corpus, path).map(|code| code.id)).collect();
        }
        let read = corpus.reads_into().and_then(|id| corpus.framework(id));
        let framework = match (&self.framework, read) {
            (Some(name), _) => find::framework(corpus, name)?,
            (None, Some(read)) => read,
            (None, None) => {
                let first = corpus.charted_first().and_then(|id| corpus.framework(id)).ok_or_else(|| {
                    Error::hint("there is no framework whose codes could be columns", "Make one: themata codebook FILE add \"Framework/Code\".")
                })?;
                if corpus.frameworks().iter().filter(|other| !corpus.tops(other.id).is_empty()).count() > 1 {
                    say(&format!("The columns are the codes of {}; --framework shows those of another framework.", first.name));
                }
                first
            }
        };
        Ok(corpus.tops(framework.id))
    }
}

/// The whole chart that is asked for, perhaps read through a crosswalk, and the corpus it is of.
fn whole(which: &Which, Shelf { reader, corpus }: Shelf) -> Outcome<(ChartAsk, Made, Shelf)> {
    let Some(lens) = which.through.read(&corpus)? else {
        let ask = which.ask(&corpus)?;
        let chart = made(&reader, &corpus, &ask)?;
        return Ok((ask, chart, Shelf { reader, corpus }));
    };
    let voices = Voices::read(&corpus, &reader.texts(&corpus))?;
    let ask = which.ask(&lens)?;
    let chart = Made::through(&lens, &corpus, &voices, &ask);
    Ok((ask, chart, Shelf { reader, corpus: lens }))
}

/// The chart of a project that is open to be read.
fn made(reader: &Reader, corpus: &Corpus, ask: &ChartAsk) -> Result<Made> {
    let voices = Voices::read(corpus, &reader.texts(corpus))?;
    Ok(Made::new(corpus, &voices, ask))
}

impl Chart {
    /// Shows or changes it.
    pub(super) fn run(self) -> Outcome {
        match self.verb {
            None | Some(Verb::Show) => show::whole(&self.file.file, &self.which, self.json),
            Some(Verb::Cell(cell)) => cell.run(&self.file.file, &self.which.through, self.json),
            Some(Verb::Set(set)) => set.run(&self.file.file, &self.which.through, self.json),
            Some(Verb::Back(back)) => back.run(&self.file.file, &self.which.through, self.json),
            Some(Verb::Export(export)) => export.run(&self.file.file, &self.which, self.json),
        }
    }
}

/// The cells of a chart whose words name passages on which they do not rest, each with the numbers.
fn loose_ends(corpus: &Corpus, chart: &Made) -> Vec<String> {
    let cells = chart.rows.iter().enumerate().flat_map(|(row, head)| (0..chart.codes.len()).map(move |column| (row, head, column)));
    let mut known: HashSet<ChartCellId> = HashSet::new();
    let said = |(row, head, column): (usize, &ChartRow, usize)| {
        let cell = chart.view(corpus, row, column).cell?;
        let named = corpus.names_nothing(cell).filter(|_| known.insert(cell.id))?;
        let code = corpus.code(chart.codes[column]).map_or("", |code| &code.name);
        Some(format!("the words of {} × {code} name {named}, and the cell rests on no such passage", head.title))
    };
    cells.filter_map(said).collect()
}

impl Export {
    fn run(self, file: &std::path::Path, which: &Which, json: bool) -> Outcome {
        let format = paper::format(Some(&self.output), &BlockFormat::ALL)?;
        let (ask, chart, Shelf { reader, corpus }) = whole(which, Shelf::open(file)?)?;
        strays(&corpus).iter().for_each(|words| warn(words, ""));
        let texts = reader.texts(&corpus);
        let naming = self.names.naming();
        loose_ends(&corpus, &chart)
            .iter()
            .for_each(|words| warn(words, "Rest the cell on the passage by set --evidence, or write its words without the number."));
        let blocks = chart_blocks(&reader, &corpus, &texts, (&ask, &chart, naming))?;
        let tables = blocks.iter().filter(|block| matches!(block, Block::Table(_))).count();
        if format == BlockFormat::Csv && tables > 1 {
            warn("a .csv holds the cells alone, not the passages that their numbers name", ".xlsx, .docx, .html and .md list them too.");
        }
        let paper = Paper { title: &corpus.project.name, blocks: &blocks, naming, format, unit: Some(("row", "rows")) };
        paper.write(&corpus, &texts, (Some(&self.output), json))?;
        end(&reader)
    }
}
