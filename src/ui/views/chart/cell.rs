//! What stands beside the chart about one cell: the passages under it, what stood in it before, and what changed under it since.

use super::long;
use crate::Result;
use crate::analysis::{Attribution, Behind, Beneath, Carried, Coded, Corpus, Naming, Scope, Texts, Voices, behind, words_at};
use crate::model::{ChartCell, CodeId, CoderId, Coding, Evidence, Passage, RowKey, SourceId, Span};
use crate::project::{CellPast, PastCell, Reader};
use std::collections::HashSet;

/// A passage under the cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Where it stands.
    pub passage: Passage,
    /// Whether its words were corrected away: it stands in no text that is shown.
    pub corrected: bool,
    /// Its words.
    pub words: String,
    /// Where in them, written on one line, that stands which was coded, where the passage is long and has more to it.
    pub coded: Option<Span>,
    /// Where it is coded otherwise by now, whose it is, its turn and its codes.
    pub meta: String,
}

/// What happened to a coding under the cell since somebody looked last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was made, or brought under the cell.
    Came,
    /// It was taken off, or away from the cell.
    Went,
    /// It has other ends or another code of the same branch.
    Other,
}

/// A coding that changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Since {
    /// What happened.
    pub change: Change,
    /// The first words of its passage.
    pub words: String,
    /// Its code, and who coded.
    pub meta: String,
}

/// What is known of a cell.
#[derive(Clone, Debug)]
pub struct CellData {
    /// Its row.
    pub row: RowKey,
    /// The group in which its row stands.
    pub group: usize,
    /// Its column.
    pub code: CodeId,
    /// The passages under it, and those it rests on that are coded otherwise by now.
    pub cards: Vec<Card>,
    /// What stood in it, and in cells that came to it as codes were merged, oldest first.
    pub past: Vec<PastCell>,
    /// Who wrote what stands in it.
    pub writers: Vec<CoderId>,
    /// What changed under it since it was written, where its mark says that something did.
    pub since: Vec<Since>,
}

/// What a cell is and what was made with its chart.
pub struct Of<'a> {
    /// Its row, and the group in which that stands.
    pub row: &'a RowKey,
    pub group: usize,
    /// The sources that count there, where its case stands in other groups too.
    pub only: Option<HashSet<SourceId>>,
    /// Its column.
    pub code: CodeId,
    /// Whose codings count.
    pub scope: &'a Scope,
    /// Whose passages are whose.
    pub voices: &'a Voices,
    /// What is kept of it, and the passages it rests on.
    pub cell: Option<&'a ChartCell>,
    pub evidence: &'a [Evidence],
    /// Whether the coding under it changed.
    pub changed: bool,
}

impl CellData {
    /// Reads it.
    pub fn new(corpus: &Corpus, reader: &Reader, texts: &dyn Texts, of: &Of<'_>) -> Result<Self> {
        let evidence = of.evidence;
        let mut found = behind(corpus, (of.row, of.code), of.scope, evidence, texts)?;
        // What the cell rests on stays, whichever of its case's groups it is of.
        let linked = |one: &Behind| evidence.iter().any(|other| other.passage() == one.passage);
        found.retain(|one| linked(one) || of.only.as_ref().is_none_or(|only| only.contains(&one.excerpt.source)));
        let attribution = Attribution::new(corpus, &corpus.project.attribution, Naming::default()).ok();
        let coded = long::coded_in(corpus, texts, &found)?;
        let card = |one: &Behind| Card { coded: coded.get(&one.passage).copied(), ..card(corpus, attribution.as_ref(), of, one) };
        let CellPast { stood: past, writers } = of.cell.map(|cell| reader.cell_past(cell.id)).transpose()?.unwrap_or_default();
        let since = if of.changed { since(corpus, reader, texts, of)? } else { Vec::new() };
        let cards = found.iter().map(card).collect();
        Ok(Self { row: of.row.clone(), group: of.group, code: of.code, cards, past, writers, since })
    }
}

fn card(corpus: &Corpus, attribution: Option<&Attribution>, of: &Of<'_>, one: &Behind) -> Card {
    let excerpt = &one.excerpt;
    let whose = match of.row {
        // Within one interview it is known whose it is.
        RowKey::Source(id) if *id == excerpt.source => String::new(),
        _ if one.coded == Coded::Elsewhere => corpus.source(excerpt.source).map_or_else(String::new, |source| source.name.clone()),
        _ => attribution.map(|template| template.bare(corpus, excerpt)).unwrap_or_default(),
    };
    let turn = excerpt.turn.map_or_else(String::new, |turn| format!("turn {turn}"));
    let mut codes: Vec<&str> = Vec::new();
    for code in excerpt.codes.iter().filter_map(|id| corpus.code(*id)) {
        let name = if code.short.is_empty() { &code.name } else { &code.short };
        if !codes.contains(&name.as_str()) {
            codes.push(name);
        }
    }
    let codes = if one.coded == Coded::Here { codes.join(", ") } else { String::new() };
    let parts = [one.coded.said().to_owned(), whose, turn, codes];
    Card {
        passage: one.passage,
        corrected: one.coded == Coded::Corrected,
        words: excerpt.text.clone(),
        coded: None,
        meta: parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" · "),
    }
}

/// The codings that came, went or changed since the cell was looked at last.
fn since(corpus: &Corpus, reader: &Reader, texts: &dyn Texts, of: &Of<'_>) -> Result<Vec<Since>> {
    let Some(cell) = of.cell else { return Ok(Vec::new()) };
    let place = Beneath::new(corpus, of.row, of.code, of.scope);
    let mut list = Vec::new();
    for (id, before) in reader.codings_since(cell.id)? {
        // What stood there is held against the text as it is now.
        let before = before.map(|coding| carried(corpus, coding)).filter(|coding| place.has(of.voices, coding));
        let now = corpus.coding(id).filter(|coding| place.has(of.voices, coding)).cloned();
        let (change, coding) = match (before, now) {
            (None, Some(now)) => (Change::Came, now),
            (Some(before), None) => (Change::Went, before),
            (Some(before), Some(now)) if (before.span, before.code) != (now.span, now.code) => (Change::Other, now),
            _ => continue,
        };
        let words = words_at(corpus, texts, Passage { source: coding.source, version: coding.version, span: coding.span })?;
        let code = corpus.code(coding.code).map_or("", |code| code.name.as_str());
        let who = corpus.coder(coding.coder).map_or("", |coder| coder.initials.as_str());
        list.push(Since { change, words, meta: format!("{code} · {who}") });
    }
    Ok(list)
}

/// A coding with its span in the text that is shown, where its words are still there.
fn carried(corpus: &Corpus, coding: Coding) -> Coding {
    match corpus.line(coding.source).map(|line| line.carry(coding.clone())) {
        Some(Carried::Shown(shown)) => shown,
        _ => coding,
    }
}
