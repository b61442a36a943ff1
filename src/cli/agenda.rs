//! `themata agenda`: what is to be talked about at the next meeting.

use super::desk::{File, Shelf, end};
use super::excerpts::warn_of_document;
use super::find;
use super::memos::{kind, since, state};
use super::out::{Outcome, say, show_json};
use super::paper::{self, Paper};
use super::query::NamesArg;
use crate::analysis::MemoQuery;
use crate::export::{Agenda as Made, AgendaItem, AgendaList, AgendaOptions, LINKED_TO, agenda, blocks_disclosed};
use crate::model::{MemoState, Span, Time};
use std::borrow::Cow;
use std::path::PathBuf;

/// Write the agenda of a meeting: open memos, what was coded differently, what is open between frameworks, what is to be looked at again
///
/// Each item has its passage, who said what, and a line for the decision. Without -o it is shown as Markdown.
///
/// Example: themata agenda study.themata -o agenda.docx
/// Example: themata agenda study.themata --kind meeting --kind method --since 2022-03-01 --framework Leutz --limit 10
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Agenda {
    #[command(flatten)]
    file: File,
    /// The file to write, .docx, .html or .md
    #[arg(short, long, visible_alias = "out", value_name = "OUT")]
    output: Option<PathBuf>,
    /// Memos of these kinds alone: "field note", reflexive, analytic, method or meeting
    #[arg(long)]
    kind: Vec<String>,
    /// Memos of this state: open, settled or all
    #[arg(long, default_value = "open")]
    state: String,
    /// What was written, coded, settled or redefined on this day or later, such as 2022-03-14
    #[arg(long, value_name = "DATE", value_parser = since)]
    since: Option<Time>,
    /// What is disputed in this framework alone
    #[arg(long, value_name = "FRAMEWORK")]
    framework: Option<String>,
    /// Memos alone
    #[arg(long)]
    no_disagreements: bool,
    /// The most items of each part; of the others the number is told
    #[arg(long, value_name = "NUMBER", default_value_t = AgendaOptions::MOST)]
    limit: usize,
    /// What stands for people
    #[arg(long, value_enum, default_value_t)]
    names: NamesArg,
    /// Print JSON instead of a document; with -o, what was written
    #[arg(long)]
    json: bool,
}

#[derive(serde::Serialize)]
struct PartRow<'a> {
    part: &'static str,
    items: Vec<ItemRow<'a>>,
    more: usize,
}

#[derive(serde::Serialize)]
struct ItemRow<'a> {
    kind: &'static str,
    framework: &'a str,
    title: &'a str,
    about: &'a str,
    body: &'a str,
    source: Option<&'a str>,
    span: Option<Span>,
    words: Option<&'a str>,
    attribution: Option<&'a str>,
    said: Vec<SaidRow<'a>>,
}

#[derive(serde::Serialize)]
struct SaidRow<'a> {
    who: &'a str,
    what: Cow<'a, str>,
}

fn part(list: &AgendaList) -> PartRow<'_> {
    PartRow { part: list.part.name(), items: list.items.iter().map(item).collect(), more: list.more }
}

fn item(item: &AgendaItem) -> ItemRow<'_> {
    let quote = item.quote.as_ref();
    let said = item.said.iter().map(|(who, what)| SaidRow { who, what: what.into() });
    let linked = item.linked.iter().map(|link| SaidRow { who: LINKED_TO, what: link.line().into() });
    ItemRow {
        kind: item.kind,
        framework: &item.framework,
        title: &item.title,
        about: &item.about,
        body: &item.body,
        source: quote.map(|quote| quote.source.as_str()),
        span: quote.map(|quote| quote.span),
        words: quote.map(|quote| quote.words.as_str()),
        attribution: quote.map(|quote| quote.attribution.as_str()),
        said: said.chain(linked).collect(),
    }
}

impl Agenda {
    fn state(&self) -> Outcome<Option<MemoState>> {
        if self.state.trim().eq_ignore_ascii_case("all") { Ok(None) } else { state(&self.state).map(Some) }
    }

    /// Makes the agenda, and writes or shows it.
    pub(super) fn run(self) -> Outcome {
        let format = paper::format(self.output.as_deref(), &paper::PROSE)?;
        let kinds = self.kind.iter().map(|name| kind(name)).collect::<Outcome<_>>()?;
        let memos = MemoQuery { kinds, state: self.state()?, ..MemoQuery::default() };
        let Shelf { reader, corpus } = Shelf::open(&self.file.file)?;
        let framework = self.framework.as_deref().map(|name| find::framework(&corpus, name).map(|one| one.id)).transpose()?;
        let naming = self.names.naming();
        let options = AgendaOptions { memos, disagreements: !self.no_disagreements, framework, since: self.since, most: self.limit, naming };
        let texts = reader.texts(&corpus);
        let made: Made = agenda(&reader, &corpus, &texts, &options)?;
        let blocks = made.blocks();
        if self.json && self.output.is_none() {
            warn_of_document(&blocks_disclosed(&corpus, &texts, (&made.title, &blocks), naming)?);
            show_json(&made.lists.iter().map(part).collect::<Vec<_>>())?;
            if !made.unknown.is_empty() {
                say(&made.unknown);
            }
            return end(&reader);
        }
        let paper = Paper { title: &made.title, blocks: &blocks, naming, format, unit: None };
        paper.write(&corpus, &texts, (self.output.as_deref(), self.json))?;
        end(&reader)
    }
}
