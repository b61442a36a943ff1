//! What stands beside the chart about one cell: the passages under it, what stood in it before, and what changed under it since.

use super::long;
use crate::Result;
use crate::analysis::lens::Lens;
use crate::analysis::{Attribution, Behind, Coded, Corpus, Naming, Reading, Scope, Texts, Voices, behind, readings};
use crate::model::{ChartCell, CodeId, CoderId, CrosswalkId, Evidence, Passage, RowKey, SourceId, Span};
use crate::project::{CellPast, Looked, PastCell, Reader, Since};
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
    /// Where it is coded otherwise by now, what it is read from, whose it is, its turn and its codes.
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
    /// Who wrote what stands in it, and who agreed on that.
    pub writers: Vec<CoderId>,
    pub agreed: Vec<CoderId>,
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
    /// Whether the coding under it changed, and the mark of it as it is now.
    pub changed: bool,
    pub mark: String,
    /// The project as it is coded in truth, where what shows is read through a lens.
    pub own: &'a Corpus,
    /// That lens.
    pub lens: Option<CrosswalkId>,
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
        let lens = of.lens.and_then(|id| of.own.crosswalk(id)).map(|one| Lens::new(of.own, one));
        let read = lens.map(|lens| readings(of.own, &lens, (of.scope, of.code), &found)).unwrap_or_default();
        let card = |one: &Behind| {
            let read = read.get(&one.passage).map_or(&[][..], Vec::as_slice);
            Card { coded: coded.get(&one.passage).copied(), ..card(corpus, attribution.as_ref(), (of, one), read) }
        };
        let CellPast { stood: past, writers, agreed } = of.cell.map(|cell| reader.cell_past(cell.id)).transpose()?.unwrap_or_default();
        // What is read through a lens is coded by nobody: only what is coded in truth changes.
        let looked = of.cell.filter(|_| of.changed).map(|cell| Looked { row: of.row, cell, mark: &of.mark, scope: of.scope, voices: of.voices });
        let since = looked.map(|looked| reader.cell_since(of.own, texts, &looked)).transpose()?.unwrap_or_default();
        let cards = found.iter().map(card).collect();
        Ok(Self { row: of.row.clone(), group: of.group, code: of.code, cards, past, writers, agreed, since })
    }
}

fn card(corpus: &Corpus, attribution: Option<&Attribution>, (of, one): (&Of<'_>, &Behind), read: &[Reading]) -> Card {
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
    let from: Vec<String> = read.iter().map(|one| one.said(corpus)).collect();
    let parts = [one.coded.said().to_owned(), from.join(", "), whose, turn, codes];
    Card {
        passage: one.passage,
        corrected: one.coded == Coded::Corrected,
        words: excerpt.text.clone(),
        coded: None,
        meta: parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" · "),
    }
}
